/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * change-score-lanes.c - Student's t on the change from baseline, variance pooled over all arms.
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
    vd within = { 0 };
    read_counts (plan, record, at % VPARTS, &counts);
    all_arm_sums (plan, analysis, record, at % VPARTS, &counts, arms);
    for (int a = 0; a < n_arms; a++)
      within += arms[a].syy - arms[a].sxy * 2.0 + arms[a].sxx;
    vd df = counts.total - (double) n_arms, s2 = within / df;
    for (int i = 0; i < analysis->n_hypotheses; i++) {
      int h = analysis->hypotheses[i], a = plan->hypotheses[h].a, b = plan->hypotheses[h].b;
      vd error = ((arms[a].y - arms[a].x) - (arms[b].y - arms[b].x)) * analysis->direction;
      vd variance = s2 * (counts.per_n[a] + counts.per_n[b]);
      fit_store (&plan->hypotheses[h], size, fit, h, at, error, variance, df, counts.enough);
    }
  }
}
