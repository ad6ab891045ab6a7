/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ancova-lanes.c - analysis of covariance: all arms in one model, one common slope on baseline.
 *
 * With W the sums within arms: slope = Wxy / Wxx, residual sum = Wyy - Wxy^2 / Wxx on
 * analysed - arms - 1 df, estimate = (yA - yB) - slope (xA - xB) and
 * variance = s^2 (1/nA + 1/nB + (xA - xB)^2 / Wxx).
 */
#include "analysis-lanes.h"

void LANE_FN (sim_lanes_ancova) (const LanePlan *plan, const LaneAnalysis *analysis, int size,
                                 const double *records, int groups, LaneFit *fit)
{
  int n_arms = plan->draws.n_arms;
  ArmScale scales[LANE_ARMS];
  for (int a = 0; a < n_arms; a++)
    scales[a] = arm_scale (plan, analysis, size, a);
  for (int at = 0; at < groups * VPARTS; at++) {
    const double *record = records + at / VPARTS * plan->draws.stride;
    ArmSums arms[LANE_ARMS];
    vd total = { 0 }, wxx = { 0 }, wxy = { 0 }, wyy = { 0 };
    vi good = ~(vi){ 0 };
    for (int a = 0; a < n_arms; a++) {
      arms[a] = arm_sums (&scales[a], record, at % VPARTS);
      total += arms[a].n;
      wxx += arms[a].sxx;
      wxy += arms[a].sxy;
      wyy += arms[a].syy;
      good &= arms[a].n >= v_set (2.0);
    }
    vd df = total - (double) (n_arms + 1);
    vd per_wxx = 1.0 / wxx, slope = wxy * per_wxx;
    vd s2 = (wyy - slope * wxy) / df;
    for (int i = 0; i < analysis->n_hypotheses; i++) {
      int h = analysis->hypotheses[i];
      const ArmSums *a = &arms[plan->hypotheses[h].a], *b = &arms[plan->hypotheses[h].b];
      vd gap = a->x - b->x;
      vd estimate = ((a->y - b->y) - slope * gap) * plan->direction;
      fit_store (fit, h, at, estimate, s2 * (a->per_n + b->per_n + gap * gap * per_wxx), df, good);
    }
  }
}
