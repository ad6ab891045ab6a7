/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hazard-adjusted.h - the limit of log hazard ratios that are adjusted for covariates.
 *
 * Latent values are r s + e with s, standard normal, all that the covariates tell of them. Other
 * directions in the covariates tell nothing, so that their coefficients tend to 0 and the model is
 * that of arms and s. For hazard-ratio.c.
 */
#ifndef SIM_ANALYSIS_HAZARD_ADJUSTED_H
#define SIM_ANALYSIS_HAZARD_ADJUSTED_H

#include <glib.h>

#include "../scenario/scenario.h"

/** s from -7.5 to 7.5: sums over such steps of what has a normal density are as good as integrals
 *  while r is below 0.9, and off by 1e-4 where it is 0.97. */
#define SIM_HAZARD_STEP 0.25
enum { SIM_HAZARD_SPLITS = 61 };
static inline double sim_hazard_split (guint k)
{
  return (k - (SIM_HAZARD_SPLITS - 1) / 2.0) * SIM_HAZARD_STEP;
}

/** At one time, of each arm and split: those at risk, and those with an event. */
typedef struct {
  double risk[SIM_MAX_ARMS][SIM_HAZARD_SPLITS], events[SIM_MAX_ARMS][SIM_HAZARD_SPLITS];
} SimHazardNode;

/** The coefficient of arm a less that of arm b where Cox's model of arms and s is fitted to these
 *  expected numbers (Struthers & Kalbfleisch 1986); NaN where there is no maximum. */
double sim_hazard_adjusted (guint n_arms, guint n, const SimHazardNode *nodes, guint a, guint b);

#endif
