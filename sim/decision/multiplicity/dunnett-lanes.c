/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dunnett-lanes.c - Dunnett's single-step rule: every active arm against one control, one constant.
 *
 * The constant depends on the df and on the numbers analysed; where these vary from trial to trial
 * it is a cubic in 1/df at the planned shares n_a / (n_a + n_c) plus a second-order expansion in
 * the realised ones.
 */
#include "verdict-lanes.h"

/* The constant where df and numbers analysed vary. */
static vd varied (const LanePlan *plan, const LaneDunnett *dunnett, const double *record,
                  const LaneFit *fit, int at)
{
  int analysis = plan->hypotheses[0].analysis;
  const LaneReduction *reduction = &plan->draws.reductions[plan->analyses[analysis].reduction];
  vd u = 1.0 / v_load (fit->df[0], at), d[LANE_ACTIVE];
  vd c = v_set (dunnett->cubic[2]) + u * dunnett->cubic[3];
  c = v_set (dunnett->cubic[1]) + u * c;
  c = v_set (dunnett->cubic[0]) + u * c;
  for (int h = 0; h < plan->n_hypotheses; h++) {
    const double *n = record + LANE_N * SIM_LANES;
    long arm = (long) reduction->n_moments * SIM_LANES;
    vd na = v_load (n + plan->hypotheses[h].a * arm, at % VPARTS);
    vd nb = v_load (n + plan->hypotheses[h].b * arm, at % VPARTS);
    d[h] = na / (na + nb) - dunnett->share[h];
    c += d[h] * dunnett->slope[h];
    for (int i = 0; i <= h; i++)
      c += d[i] * d[h] * dunnett->curve[i][h];
  }
  return c;
}

void LANE_FN (sim_lanes_dunnett) (const LanePlan *plan, int size, const double *records,
                                  int groups, LaneFit *fit)
{
  const LaneDunnett *dunnett = &plan->dunnett[size];
  bool fixed = plan->analyses[plan->hypotheses[0].analysis].df_fixed;
  for (int at = 0; at < groups * VPARTS; at++) {
    const double *record = records + at / VPARTS * plan->draws.stride;
    vd c = fixed ? v_set (dunnett->fixed) : varied (plan, dunnett, record, fit, at);
    for (int h = 0; h < plan->n_hypotheses; h++)
      v_store_i (fit->rejected[h], at, exceeds (plan, size, fit, h, at, c));
  }
}
