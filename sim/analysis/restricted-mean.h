/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * restricted-mean.h - the true restricted mean time of an arm: of what its patients live of the
 * time until tau, if all are watched for that long.
 */
#ifndef SIM_ANALYSIS_RESTRICTED_MEAN_H
#define SIM_ANALYSIS_RESTRICTED_MEAN_H

#include "../scenario/mechanism.h"

/** Mean of the smaller of the time and tau, in weeks, of patients with such times. variance (may be
 *  NULL) receives its variance. tau is above 0 and finite. */
double sim_restricted_mean (const SimScoreMap *times, double tau, double *variance);

/** Of arm a less that of arm b, positive where a is better, until truth->tau: the mean of all who
 *  are randomised, however they are treated. An effect of analyses.def. */
double sim_restricted_mean_difference (const SimTruth *truth, guint a, guint b);

#endif
