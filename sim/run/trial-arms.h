/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-arms.h - a replayed trial as a paper describes it: each arm in numbers, and in curves.
 *
 * Of what was seen, whatever an analysis makes of what is missing. Pure; thread-safe.
 */
#ifndef SIM_RUN_TRIAL_ARMS_H
#define SIM_RUN_TRIAL_ARMS_H

#include "trial.h"

G_BEGIN_DECLS

/** The baseline as a visit. */
#define SIM_BASELINE (-1)

/** An arm at one visit of one outcome. */
typedef struct {
  guint randomised, seen;
  double mean, sd;  /* of the scores seen; NaN without any, the SD with fewer than two */
  double low, high; /* 95 % interval of the mean by Student's t; NaN with fewer than two */
} SimArmSummary;

/** visit: an index, or SIM_BASELINE, which must have been measured. Not of times to an event. */
SimArmSummary sim_trial_arm (const SimTrial *trial, guint outcome, guint arm, int visit);

/** The same of those patients of the arm whom a practitioner treats, counted from 0; randomised are
 *  these. */
SimArmSummary sim_trial_practitioner (const SimTrial *trial, guint outcome, guint arm,
                                      int practitioner, int visit);

/** One step of a Kaplan-Meier curve: from this time on the share without an event is that. */
typedef struct {
  double time, share;
  guint at_risk; /* just before it */
} SimSurvivalStep;

/** The curve of an arm, from time 0 (share 1) over the times at which there were events (Kaplan &
 *  Meier 1958): an array of SimSurvivalStep, of the caller. The outcome is a time to an event;
 *  patients who did not enter before the trial ended are left out. */
GArray *sim_trial_survival (const SimTrial *trial, guint outcome, guint arm);

G_END_DECLS
#endif
