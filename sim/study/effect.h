/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effect.h - what a trial of a given total can find: its power as planned, and the true effect at
 * which power would be as wanted.
 *
 * One truth is moved for that: that of the first arm that the hypothesis compares (of a contrast
 * the one with the largest weight), at the visit of its analysis; everything else stays as planned.
 * All effects are simulated on the same random numbers.
 */
#ifndef SIM_STUDY_EFFECT_H
#define SIM_STUDY_EFFECT_H

#include "../run/engine.h"
#include "goal.h"

G_BEGIN_DECLS

/** Effects are true ones on the scale of the estimates, in the direction of benefit. */
typedef struct {
  SimGoal goal;
  SimFigure power;      /* as planned */
  double exact_power;   /* the same; NaN where there is none */
  SimCounts counts;     /* what that is the share of */
  double planned;       /* the effect as planned; NaN for goals of several hypotheses */
  double effect;        /* at which simulated power is the target; NaN: none was found */
  double low, high;     /* all effects whose 95 % band of power holds the target */
  double exact_effect;  /* at which exact power is the target; NaN where there is none */
  char *pointer;        /* what was moved; NULL: nothing can be, or several hypotheses are asked */
  double value;         /* and what it is at effect, in its own unit */
} SimEffectAnswer;

typedef struct {
  guint total;
  double target;
  guint64 replicates;
  double arms[SIM_MAX_ARMS]; /* randomised, in the mean where that is random */
  double analysed;
  guint n_answers;
  SimEffectAnswer answers[SIM_MAX_GOALS];
} SimEffectStudy;

typedef struct {
  guint total;        /* 0: the scenario's own */
  double target;      /* power; 0: run.target-power */
  guint64 replicates; /* 0: run.replicates */
  const char *goal;   /* id; NULL: run.goal of the scenario, else all that it has */
} SimEffectOptions;

/** As sim_size_study_new(); also fails with SIM_ERROR_USAGE for a total that leaves an arm fewer
 *  than two patients. */
SimEffectStudy *sim_effect_study_new (SimEngine *engine, SimScenario *scenario,
                                      const SimEffectOptions *options, const gint *cancel,
                                      GError **error);
void sim_effect_study_free (SimEffectStudy *study); /* accepts NULL */

G_END_DECLS
#endif
