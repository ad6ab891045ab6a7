/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verdict-lanes.h - estimates to decisions: what the multiplicity rules share.
 *
 * C headers only. Critical values decide, not p-values: reject where d^2 > c^2 v, d the distance of
 * the estimate from what it is held against; one-sided only where d > 0, and between two bounds
 * where both distances are such. Or where the statistic of an analysis' own test exceeds c. Every
 * tail is at one level, so a one-sided test among two-sided ones counts with twice its p-value. A
 * failed fit is never rejected.
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
                                LaneFit *fit);                                                     \
  void sim_lanes_dunnett_step_down_##isa (const LanePlan *plan, int size, const double *records,   \
                                          int groups, LaneFit *fit);                               \
  void sim_lanes_lsd_##isa (const LanePlan *plan, int size, const double *records, int groups,     \
                            LaneFit *fit);                                                         \
  void sim_lanes_ranked_##isa (const LanePlan *plan, int size, const double *records, int groups,  \
                               LaneFit *fit);

SIM_VERDICT_LANES (scalar)
SIM_VERDICT_LANES (avx2)
SIM_VERDICT_LANES (avx512)

#ifdef SIM_LANE_ISA

/** Where the analysis has brought the statistics. */
static inline vi own_exceeds (const LanePlan *plan, const LaneFit *fit, int h, int at, vd c)
{
  vi fitted = v_load_i (fit->fitted[h], at), above = v_load (fit->above[h], at) > c;
  int kind = plan->hypotheses[h].kind;
  if (kind == LANE_ABOVE)
    return fitted & above;
  vi below = v_load (fit->below[h], at) > c;
  return fitted & (kind == LANE_BETWEEN ? above & below : above | below);
}

/** Where it is held against a bound, or two; yes: its distance from the lower one is enough. */
static inline vi one_sided (const LaneHypothesis *hypothesis, int size, vd error, vd least, vi yes)
{
  yes &= error + hypothesis->low[size] > v_set (0.0);
  if (hypothesis->kind == LANE_ABOVE)
    return yes;
  vd up = hypothesis->high[size] - error;
  return yes & (up * up > least) & (up > v_set (0.0));
}

/** -1 where hypothesis h, which has no test of its own, is significant: least is the square of the
 *  critical value of one tail times the variance; at counts vectors of the tile. */
static inline vi is_beyond (const LaneHypothesis *hypothesis, int size, const LaneFit *fit, int h,
                            int at, vd least)
{
  vd error = v_load (fit->error[h], at), d = error + hypothesis->low[size];
  vi yes = v_load_i (fit->fitted[h], at) & (d * d > least);
  return hypothesis->kind == LANE_DIFFERENT ? yes
                                            : one_sided (hypothesis, size, error, least, yes);
}

/** -1 where hypothesis h is significant at critical value c of one tail. */
static inline vi exceeds (const LanePlan *plan, int size, const LaneFit *fit, int h, int at, vd c)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  if (hypothesis->own_test)
    return own_exceeds (plan, fit, h, at, c);
  return is_beyond (hypothesis, size, fit, h, at, c * c * v_load (fit->variance[h], at));
}

/** Whether the interval of hypothesis h at critical value c, of which least is made as above, holds
 *  the true effect, and those of all hypotheses before it too. */
static inline void note_covered (const LanePlan *plan, LaneFit *fit, int h, int at, vd least)
{
  if (!plan->simultaneous)
    return;
  vd error = v_load (fit->error[h], at);
  vi inside = v_load_i (fit->fitted[h], at) & (error * error <= least);
  v_store_i (fit->covered, at, h == 0 ? inside : inside & v_load_i (fit->covered, at));
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
