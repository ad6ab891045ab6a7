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
  ArmCounts counts;
  planned_counts (plan, analysis, size, &counts);
  for (int at = 0; at < groups * VPARTS; at++) {
    const double *record = records + at / VPARTS * plan->draws.stride;
    ArmSums arms[LANE_ARMS];
    vd wxx = { 0 }, wxy = { 0 }, wyy = { 0 };
    read_counts (plan, record, at % VPARTS, &counts);
    all_arm_sums (plan, analysis, record, at % VPARTS, &counts, arms);
    for (int a = 0; a < n_arms; a++) {
      wxx += arms[a].sxx;
      wxy += arms[a].sxy;
      wyy += arms[a].syy;
    }
    vd df = counts.total - (double) (n_arms + 1);
    vd per_wxx = 1.0 / wxx, slope = wxy * per_wxx;
    vd s2 = (wyy - slope * wxy) / df;
    vi good = counts.enough & (wxx > v_set (analysis->least_xx));
    for (int i = 0; i < analysis->n_hypotheses; i++) {
      int h = analysis->hypotheses[i], a = plan->hypotheses[h].a, b = plan->hypotheses[h].b;
      vd gap = arms[a].x - arms[b].x;
      vd error = ((arms[a].y - arms[b].y) - slope * gap) * analysis->direction;
      vd variance = s2 * (counts.per_n[a] + counts.per_n[b] + gap * gap * per_wxx);
      fit_store (&plan->hypotheses[h], size, fit, h, at, error, variance, df, good);
    }
  }
}
