/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance.h - power averaged over what is believed of a scenario's values, beside the power that
 * the scenario itself has, and how that power is distributed.
 *
 * The priors are gone through on a grid: 8 lattices of 32 points (where there are several values,
 * of 64 to 1024, as many as leave 128 trials to each), each shifted at random and folded so that
 * its error falls with the square of its size (Hickernell 2002); where their differences are the
 * error, the interval is that of t with 7 degrees of freedom. Weighted scenarios are each a point.
 * Every point is simulated with a seed of its own, hashed from that of the scenario. The Monte
 * Carlo error holds both that of the points, seen between the lattices, and that of the trials at
 * each. Where all priors are normal ones of means, and power has a closed form, so has assurance.
 * All is in favour of A, successes, any and all as well: of a two-sided hypothesis only rejections
 * whose estimate favours A are counted (O'Hagan, Stevens & Campbell, Pharm Stat 2005; 4: 187-201;
 * in-favour.h).
 */
#ifndef SIM_STUDY_ASSURANCE_H
#define SIM_STUDY_ASSURANCE_H

#include "../run/engine.h"
#include "../scenario/priors.h"
#include "goal.h"
#include "options.h"

G_BEGIN_DECLS

#define SIM_ASSURANCE_LATTICES  8
#define SIM_ASSURANCE_QUANTILES 5  /* at these chances: */
extern const double sim_assurance_chances[SIM_ASSURANCE_QUANTILES]; /* 0.05, 0.25, 0.5, ... */
#define SIM_ASSURANCE_BINS      20 /* of power, from 0 to 1 */

/** One goal at one size. */
typedef struct {
  SimFigure assurance;
  double exact;        /* without error; NaN where there is none */
  SimFigure power;     /* with the scenario's own values */
  double exact_power;  /* the same without error; NaN where there is none */
  double exact_either; /* that of rejections in either direction, which may be known where the power
                          in favour of one arm is not; else NaN */
  /* Power over the prior, from the simulated power at each point less the scatter of its trials,
     each with its Monte Carlo standard error (assurance-points.h). */
  double quantile[SIM_ASSURANCE_QUANTILES], quantile_mcse[SIM_ASSURANCE_QUANTILES];
  double bin[SIM_ASSURANCE_BINS]; /* share of the prior */
  /* The same quantiles without error, at the own size: of one prior over which exact power rises or
     falls throughout, so that it is the power at a quantile of what of the prior makes a valid
     scenario. Else NaN. */
  double exact_quantile[SIM_ASSURANCE_QUANTILES];
} SimAssurance;

typedef struct {
  guint total;
  SimAssurance goals[SIM_MAX_GOALS];
} SimAssuranceSize;

typedef struct {
  guint n_goals;
  SimGoal goals[SIM_MAX_GOALS]; /* ids borrowed from the scenario */
  guint n_sizes, own_size;
  SimAssuranceSize *sizes;
  gboolean complete;      /* FALSE: it was cancelled, and is of the lattices finished by then */
  guint n_points;         /* at which there is a scenario */
  guint64 trials;         /* at each of them */
  guint64 replicates;     /* with the scenario's own values */
  double impossible;      /* share of the prior that makes no valid scenario and is left out */
  char *problem;          /* the first reason; NULL if there is none */
} SimAssuranceStudy;

/**
 * Blocks until done, on the threads of engine; options may be NULL: their trials are those in all,
 * and with the scenario's own values. Where trials are counted one by one they are no more than
 * sim_verdicts_most(), at a point 1/64 of that. cancel (may be NULL): set to
 * non-zero by another thread to stop: what was finished is returned where that is two lattices or
 * more, each of which is of all the priors. Returns NULL, with an error if the scenario has no
 * priors (SIM_ERROR_MISSING), none of them makes a valid one (SIM_ERROR_CONFLICT) or a run could
 * not be made, and without an error if cancelled before that.
 */
SimAssuranceStudy *sim_assurance_study_new (SimEngine *engine, SimScenario *scenario,
                                            const SimStudyOptions *options, const gint *cancel,
                                            GError **error);
void sim_assurance_study_free (SimAssuranceStudy *study); /* accepts NULL */

G_END_DECLS
#endif
