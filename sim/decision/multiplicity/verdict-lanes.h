/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verdict-lanes.h - estimates to decisions: what the multiplicity rules share.
 *
 * C headers only. Critical values decide, not p-values: reject where d^2 > c^2 v (and, one-sided,
 * d > 0), or where the statistic of an analysis' own test exceeds c. A failed fit is never
 * rejected.
 */
#ifndef SIM_DECISION_VERDICT_LANES_H
#define SIM_DECISION_VERDICT_LANES_H

#include "../../run/lane-plan.h"

#define SIM_VERDICT_LANES(isa)                                                                     \
  void sim_lanes_single_step_##isa (const LanePlan *plan, int size, const double *records,         \
                                    int groups, LaneFit *fit);                                     \
  void sim_lanes_holm_##isa (const LanePlan *plan, int size, const double *records, int groups,    \
                             LaneFit *fit);                                                        \
  void sim_lanes_dunnett_##isa (const LanePlan *plan, int size, const double *records, int groups, \
                                LaneFit *fit);

SIM_VERDICT_LANES (scalar)
SIM_VERDICT_LANES (avx2)
SIM_VERDICT_LANES (avx512)

#ifdef SIM_LANE_ISA

/** The same where the analysis has brought the statistic. */
static inline vi own_exceeds (const LanePlan *plan, const LaneFit *fit, int h, int at, vd c)
{
  vi fitted = v_load_i (fit->fitted[h], at), above = v_load (fit->above[h], at) > c;
  return fitted & (plan->two_sided ? above | (v_load (fit->below[h], at) > c) : above);
}

/** -1 where hypothesis h is significant at critical value c; at counts vectors of the tile. */
static inline vi exceeds (const LanePlan *plan, int size, const LaneFit *fit, int h, int at, vd c)
{
  if (plan->hypotheses[h].own_test)
    return own_exceeds (plan, fit, h, at, c);
  vd d = v_load (fit->error[h], at) + plan->hypotheses[h].effect[size];
  vi yes = v_load_i (fit->fitted[h], at) & (d * d > c * c * v_load (fit->variance[h], at));
  return plan->two_sided ? yes : yes & (d > v_set (0.0));
}

/** Critical values of a local level for hypothesis h. */
static inline vd level_critical (const LanePlan *plan, const LaneFit *fit, int h, int level,
                                 int size, int at)
{
  if (plan->analyses[plan->hypotheses[h].analysis].df_fixed)
    return v_set (plan->critical_fixed[h][level][size]);
  return v_load (fit->critical[plan->hypotheses[h].df_of][level], at);
}
#endif
#endif
