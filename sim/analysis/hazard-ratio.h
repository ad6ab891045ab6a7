/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hazard-ratio.h - the true log hazard ratio of two arms.
 */
#ifndef SIM_ANALYSIS_HAZARD_RATIO_H
#define SIM_ANALYSIS_HAZARD_RATIO_H

#include "../scenario/mechanism.h"

/**
 * Of arm a against arm b, positive where a is better. Where all of an arm are treated alike hazards
 * are in one ratio at all times, and this is its logarithm; where some switch or do not adhere they
 * are not, and it is what the coefficient of Cox's model tends to under the planned censoring, with
 * the planned numbers of both arms. NaN if that cannot be found. An effect of analyses.def.
 */
double sim_log_hazard_ratio (const SimTruth *truth, guint a, guint b);

/** The same of a model with all arms in it: where hazards of any two are in no one ratio, all arms
 *  have a part in the limit. Where the model has covariates that tell of the times
 *  (truth->explained) ratios are those among patients who are alike in these, which lie further
 *  from 1; then it is the limit of that model's coefficient. */
double sim_log_hazard_ratio_of_all (const SimTruth *truth, guint a, guint b);

#endif
