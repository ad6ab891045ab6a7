/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial.h - any simulated trial, replayed patient by patient.
 *
 * The same streams, kernels and rules as the run, so the trial is the one that was counted.
 */
#ifndef SIM_RUN_TRIAL_H
#define SIM_RUN_TRIAL_H

#include "engine.h"

G_BEGIN_DECLS

typedef struct {
  guint arm;      /* index of the arm */
  guint number;   /* place within the arm, from 1 */
  double baseline; /* NaN if the outcome has none */
  double scores[SIM_MAX_VISITS];     /* the score at every visit, also where it went missing */
  gboolean observed[SIM_MAX_VISITS]; /* FALSE from the visit at which the patient had left */
} SimPatient;

typedef struct {
  gboolean fitted;   /* FALSE: failed fit; the numbers below are NaN */
  double estimate;   /* benefit scale, outcome's unit */
  double se, df, statistic, p_value; /* p two- or one-sided as testing.sides, unadjusted */
  double low, high;  /* unadjusted 1 - 2a confidence interval */
  gboolean rejected; /* by the whole procedure */
} SimTrialResult;

typedef struct _SimTrial {
  guint64 index;
  guint total;
  guint n_arms, n_visits, n_hypotheses, n_patients;
  gboolean has_baseline;
  SimPatient *patients; /* arm by arm, in order of place */
  SimTrialResult results[SIM_MAX_HYPOTHESES];
} SimTrial;

/**
 * Replays trial `index` of the scenario at a total size (0 = own; must be one of its sizes).
 * Fails with SIM_ERROR_RANGE for another size. Free with sim_trial_free().
 */
SimTrial *sim_trial_new (SimEngine *engine, SimScenario *scenario, guint64 index, guint total,
                         GError **error);
void sim_trial_free (SimTrial *trial);

G_END_DECLS
#endif
