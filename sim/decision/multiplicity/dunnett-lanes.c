/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dunnett-lanes.c - Dunnett's single-step rule: every active arm against one control, one constant.
 *
 * The constant depends on the df and on the numbers analysed; where these vary from trial to trial
 * it is a cubic in 1/df at the planned shares n_a / (n_a + n_c) plus a second-order expansion in
 * the realised ones.
 */
#include "verdict-lanes.h"

void LANE_FN (sim_lanes_dunnett) (const LanePlan *plan, int size, LaneFit *fit,
                                  const double *record)
{
  const LaneDunnett *dunnett = &plan->dunnett[size];
  bool fixed = plan->analyses[plan->hypotheses[0].analysis].df_fixed;
  for (int part = 0; part < VPARTS; part++) {
    vd c = v_set (dunnett->fixed);
    if (!fixed) {
      vd u = 1.0 / v_load (fit->df[0], part);
      c = v_set (dunnett->cubic[2]) + u * dunnett->cubic[3];
      c = v_set (dunnett->cubic[1]) + u * c;
      c = v_set (dunnett->cubic[0]) + u * c;
      vd d[LANE_ACTIVE];
      for (int h = 0; h < plan->n_hypotheses; h++) {
        const double *m = record + LANE_N * SIM_LANES;
        vd na = v_load (m + plan->hypotheses[h].a * LANE_MOMENTS * SIM_LANES, part);
        vd nb = v_load (m + plan->hypotheses[h].b * LANE_MOMENTS * SIM_LANES, part);
        d[h] = na / (na + nb) - dunnett->share[h];
        c += d[h] * dunnett->slope[h];
        for (int i = 0; i <= h; i++)
          c += d[i] * d[h] * dunnett->curve[i][h];
      }
    }
    for (int h = 0; h < plan->n_hypotheses; h++)
      v_store_i (fit->rejected[h], part, exceeds (plan, fit, h, part, c));
  }
}
