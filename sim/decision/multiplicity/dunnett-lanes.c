/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dunnett-lanes.c - rules with a constant of their own: Dunnett's for every active arm against one
 * control, single-step and step-down, and Tukey's for all pairs.
 *
 * The constant depends on the df and, Dunnett's, on the numbers analysed; where these vary from
 * trial to trial it is a cubic in 1/df at the planned shares n_a / (n_a + n_c) plus a second-order
 * expansion in the realised ones.
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
  for (int h = 0; h < dunnett->n_shares; h++) {
    const double *n = record + lane_n_moment (reduction) * SIM_LANES;
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

static vd constant (const LanePlan *plan, const LaneDunnett *dunnett, const double *record,
                    const LaneFit *fit, int at)
{
  bool fixed = plan->analyses[plan->hypotheses[0].analysis].df_fixed;
  return fixed ? v_set (dunnett->fixed) : varied (plan, dunnett, record, fit, at);
}

void LANE_FN (sim_lanes_dunnett) (const LanePlan *plan, int size, const double *records,
                                  int groups, LaneFit *fit)
{
  const LaneDunnett *dunnett = &plan->dunnett[size];
  for (int at = 0; at < groups * VPARTS; at++) {
    const double *record = records + at / VPARTS * plan->draws.stride;
    vd c = constant (plan, dunnett, record, fit, at);
    for (int h = 0; h < plan->n_hypotheses; h++) {
      v_store_i (fit->rejected[h], at, exceeds (plan, size, fit, h, at, c));
      note_covered (plan, fit, h, at, c * c * v_load (fit->variance[h], at));
    }
  }
}

/*
 * Of those that remain all beyond the constant of just these are rejected, until none is. What
 * remains is a smaller number with every step, so one way down through all sets sees each trial's.
 */
void LANE_FN (sim_lanes_dunnett_step_down) (const LanePlan *plan, int size, const double *records,
                                            int groups, LaneFit *fit)
{
  int m = plan->n_hypotheses, all = (1 << m) - 1;
  const LaneDunnett *sets = plan->dunnett_sets + ((long) size << m);
  for (int at = 0; at < groups * VPARTS; at++) {
    const double *record = records + at / VPARTS * plan->draws.stride;
    vi remaining = (vi){ 0 } + all;
    for (int set = all; set > 0; set--) {
      vi here = remaining == set - (vi){ 0 };
      bool single = (set & (set - 1)) == 0;
      vd c = v_set (0.0);
      if (!single)
        c = constant (plan, &sets[set], record, fit, at);
      for (int h = 0; h < m; h++) {
        if (!(set >> h & 1))
          continue;
        if (single)
          c = level_critical (plan, fit, h, 0, size, at);
        remaining &= ~(here & exceeds (plan, size, fit, h, at, c) & ((vi){ 0 } + (1 << h)));
      }
    }
    for (int h = 0; h < m; h++)
      v_store_i (fit->rejected[h], at, ((remaining >> h) & 1) - 1);
  }
}
