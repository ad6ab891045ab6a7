/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * risk-difference-lanes.c - the difference of two proportions and its z test.
 *
 * pooled: the variance is that of one proportion common to both arms, p (1 - p) (1/nA + 1/nB), so
 * that z squared is Pearson's chi-squared without Yates' correction. unpooled: each arm has its
 * own.
 */
#include "analysis-lanes.h"

void LANE_FN (sim_lanes_risk_difference) (const LanePlan *plan, const LaneAnalysis *analysis,
                                          int size, const double *records, int groups,
                                          LaneFit *fit)
{
  const LaneReduction *reduction = &plan->draws.reductions[analysis->reduction];
  ArmCounts counts;
  planned_counts (plan, analysis, size, &counts);
  for (int at = 0; at < groups * VPARTS; at++) {
    const double *record = records + at / VPARTS * plan->draws.stride;
    int part = at % VPARTS;
    read_counts (plan, record, part, &counts);
    for (int i = 0; i < analysis->n_hypotheses; i++) {
      int h = analysis->hypotheses[i];
      const LaneHypothesis *hypothesis = &plan->hypotheses[h];
      vd n[2], per_n[2], sum[2];
      for (int side = 0; side < 2; side++) {
        int arm = side ? hypothesis->b : hypothesis->a;
        n[side] = counts.n[arm];
        per_n[side] = counts.per_n[arm];
        sum[side] = v_load (
            record + ((long) arm * reduction->n_moments + LANE_E) * SIM_LANES, part);
      }
      vd pa = sum[0] * per_n[0], pb = sum[1] * per_n[1], variance;
      vd difference = (pa - pb) * analysis->direction;
      if (analysis->variant == LANE_POOLED) {
        vd p = (sum[0] + sum[1]) / (n[0] + n[1]);
        variance = p * (1.0 - p) * (per_n[0] + per_n[1]);
      } else
        variance = pa * (1.0 - pa) * per_n[0] + pb * (1.0 - pb) * per_n[1];
      /* Where both proportions are 0 or 1 there is no variance, and nothing is shown: as if the
         difference were its own standard error. */
      variance = v_select (variance > v_set (0.0), variance, difference * difference);
      vi good = (n[0] >= v_set (2.0)) & (n[1] >= v_set (2.0));
      fit_store (hypothesis, size, fit, h, at, difference - hypothesis->truth, variance,
                 v_set (__builtin_inf ()), good);
    }
  }
}
