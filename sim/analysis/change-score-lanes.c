/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * change-score-lanes.c - Student's t on the change from baseline, variance pooled over all arms.
 */
#include "analysis-lanes.h"

void LANE_FN (sim_lanes_change_score) (const LanePlan *plan, const LaneAnalysis *analysis,
                                       int size, const double *records, int groups, LaneFit *fit)
{
  int n_arms = plan->draws.n_arms;
  ArmScale scales[LANE_ARMS];
  for (int a = 0; a < n_arms; a++)
    scales[a] = arm_scale (plan, analysis, size, a);
  for (int at = 0; at < groups * VPARTS; at++) {
    const double *record = records + at / VPARTS * plan->draws.stride;
    ArmSums arms[LANE_ARMS];
    vd total = { 0 }, within = { 0 };
    vi good = ~(vi){ 0 };
    for (int a = 0; a < n_arms; a++) {
      arms[a] = arm_sums (&scales[a], record, at % VPARTS);
      total += arms[a].n;
      within += arms[a].syy - arms[a].sxy * 2.0 + arms[a].sxx;
      good &= arms[a].n >= v_set (2.0);
    }
    vd df = total - (double) n_arms, s2 = within / df;
    for (int i = 0; i < analysis->n_hypotheses; i++) {
      int h = analysis->hypotheses[i];
      const ArmSums *a = &arms[plan->hypotheses[h].a], *b = &arms[plan->hypotheses[h].b];
      vd estimate = ((a->y - a->x) - (b->y - b->x)) * plan->direction;
      fit_store (fit, h, at, estimate, s2 * (a->per_n + b->per_n), df, good);
    }
  }
}
