/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * change-score-lanes.c - Student's t on the change from baseline, variance pooled over all arms;
 * and the paired t of the change within one arm, whose variance is its own.
 */
#include "analysis-lanes.h"

void LANE_FN (sim_lanes_change_score) (const LanePlan *plan, const LaneAnalysis *analysis,
                                       int size, const double *records, int groups, LaneFit *fit)
{
  int n_arms = plan->draws.n_arms;
  ArmCounts counts;
  planned_counts (plan, analysis, size, &counts);
  for (int at = 0; at < groups * VPARTS; at++) {
    const double *record = records + at / VPARTS * plan->draws.stride;
    ArmSums arms[LANE_ARMS];
    vd within = { 0 }, change[LANE_ARMS], squares[LANE_ARMS];
    read_counts (plan, record, at % VPARTS, &counts);
    all_arm_sums (plan, analysis, record, at % VPARTS, &counts, arms);
    for (int a = 0; a < n_arms; a++) {
      change[a] = arms[a].y - arms[a].x;
      squares[a] = arms[a].syy - arms[a].sxy * 2.0 + arms[a].sxx;
      within += squares[a];
    }
    vd df = counts.total - (double) n_arms, s2 = within / df;
    for (int i = 0; i < analysis->n_hypotheses; i++) {
      int h = analysis->hypotheses[i];
      const LaneHypothesis *hypothesis = &plan->hypotheses[h];
      if (hypothesis->within) {
        int a = hypothesis->a;
        vd own = counts.n[a] - 1.0;
        fit_store (hypothesis, size, fit, h, at, change[a] * analysis->direction,
                   squares[a] / own * counts.per_n[a], own, counts.n[a] >= v_set (2.0));
        continue;
      }
      vd error = contrast_of (plan, hypothesis, change) * analysis->direction;
      vd variance = s2 * contrast_squares (plan, hypothesis, counts.per_n);
      fit_store (hypothesis, size, fit, h, at, error, variance, df, counts.enough);
    }
  }
}
