/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ancova-lanes.c - analysis of covariance: all arms in one model, one common slope on baseline.
 *
 * With W the sums within arms: slope = Wxy / Wxx, residual sum = Wyy - Wxy^2 / Wxx on
 * analysed - arms - 1 df; of a contrast with weights w, estimate = sum w y - slope sum w x and
 * variance = s^2 (sum w^2 / n + (sum w x)^2 / Wxx).
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
    PooledSums w;
    read_counts (plan, record, at % VPARTS, &counts);
    pooled_sums (plan, analysis, record, at % VPARTS, &counts, n_arms, &w);
    vd df = counts.total - (double) (n_arms + 1);
    vd per_wxx = 1.0 / w.sxx, slope = w.sxy * per_wxx;
    vd s2 = (w.syy - slope * w.sxy) / df;
    vi good = counts.enough & (w.sxx > v_set (analysis->least_xx));
    for (int i = 0; i < analysis->n_hypotheses; i++) {
      int h = analysis->hypotheses[i];
      const LaneHypothesis *hypothesis = &plan->hypotheses[h];
      vd gap = contrast_of (plan, hypothesis, w.x);
      vd error = (contrast_of (plan, hypothesis, w.y) - slope * gap) * analysis->direction;
      vd squares = contrast_squares (plan, hypothesis, counts.per_n);
      vd variance = s2 * (squares + gap * gap * per_wxx);
      fit_store (hypothesis, size, fit, h, at, error, variance, df, good);
    }
  }
}
