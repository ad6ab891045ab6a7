/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ancova-lanes.c - analysis of covariance: all arms in one model, one common slope on baseline.
 *
 * With W the sums within arms: slope = Wxy / Wxx, residual sum = Wyy - Wxy^2 / Wxx on
 * analysed - arms - 1 df, estimate = (yA - yB) - slope (xA - xB) and
 * variance = s^2 (1/nA + 1/nB + (xA - xB)^2 / Wxx).
 */
#include "analysis-lanes.h"

void LANE_FN (sim_lanes_ancova) (const LanePlan *plan, const LaneAnalysis *analysis,
                                 const double *record, LaneFit *fit)
{
  for (int part = 0; part < VPARTS; part++) {
    ArmSums arms[LANE_ARMS];
    vd total = { 0 }, wxx = { 0 }, wxy = { 0 }, wyy = { 0 };
    vi good = ~(vi){ 0 };
    for (int a = 0; a < plan->n_arms; a++) {
      arms[a] = arm_sums (plan, analysis, record, a, part);
      total += arms[a].n;
      wxx += arms[a].sxx;
      wxy += arms[a].sxy;
      wyy += arms[a].syy;
      good &= arms[a].n >= v_set (2.0);
    }
    vd df = total - (double) (plan->n_arms + 1);
    vd slope = wxy / wxx;
    vd s2 = (wyy - slope * wxy) / df;
    for (int i = 0; i < analysis->n_hypotheses; i++) {
      int h = analysis->hypotheses[i];
      const ArmSums *a = &arms[plan->hypotheses[h].a], *b = &arms[plan->hypotheses[h].b];
      vd gap = a->x - b->x;
      vd estimate = ((a->y - b->y) - slope * gap) * plan->direction;
      fit_store (fit, h, part, estimate, s2 * (1.0 / a->n + 1.0 / b->n + gap * gap / wxx), df,
                 good);
    }
  }
}
