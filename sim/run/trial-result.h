/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-result.h - what one trial of a tile found and decided, out of the lanes; for this folder.
 *
 * Pure; thread-safe.
 */
#ifndef SIM_RUN_TRIAL_RESULT_H
#define SIM_RUN_TRIAL_RESULT_H

#include "plan.h"
#include "trial.h"

G_BEGIN_DECLS

/** The index of a total size (0: the own one); -1 with SIM_ERROR_RANGE for another. */
int sim_trial_size (const SimScenario *scenario, guint total, GError **error);

/** The marks of the trial at a place of the tile: SIM_TRIAL_FITTED and so on. Cheap. */
guint sim_trial_marks (const LanePlan *plan, const LaneFit *fit, int h, int size, int at);
/** Its estimate on the benefit scale, in the outcome's unit; NaN without a fit. Cheap. */
double sim_trial_estimate (const LanePlan *plan, const LaneFit *fit, int h, int size, int at);
/** All of it: with p-value and interval, which cost some microseconds. */
void sim_trial_result_read (const SimScenario *scenario, const LanePlan *plan, const LaneFit *fit,
                            int h, int size, int at, SimTrialResult *result);

/** trial.c: the trial patient by patient, by a plan of the scenario made for these kernels. NULL
 *  with SIM_ERROR_FAILED for want of memory. */
SimTrial *sim_trial_draw (SimScenario *scenario, const SimKernels *kernels, const SimPlan *plan,
                          guint size, guint64 index, GError **error);

G_END_DECLS
#endif
