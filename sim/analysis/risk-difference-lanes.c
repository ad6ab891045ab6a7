/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * risk-difference-lanes.c - the difference of two proportions and its z test.
 *
 * pooled: the variance is that of one proportion common to both arms, p (1 - p) (1/nA + 1/nB), so
 * that z squared is Pearson's chi-squared without Yates' correction. unpooled: each arm has its
 * own; of a contrast sum w p the variance is sum w^2 p (1 - p) / n, and of sum w logit p it is
 * sum w^2 / (n p (1 - p)), where every logit exists.
 */
#include "../base/elementary.h"
#include "analysis-lanes.h"

/* Where no proportion varies there is no variance, and nothing is shown: as if the distances from
   what the difference is held against were its standard errors, and the larger for both; more where
   one of them would be significant. */
static inline vd none_shown (const LanePlan *plan, int h, int size, vd difference)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  double c = plan->critical_fixed[h][hypothesis->level][size];
  double more = c >= 1 ? 1 : c > 1e-3 ? 1.000001 / (c * c) : 1e6;
  vd above = difference - hypothesis->bound;
  vd below = hypothesis->width - above;
  vd distance
      = hypothesis->kind == LANE_BETWEEN ? above * above + below * below : above * above;
  return distance * more;
}

/* A contrast of logits and its variance; good: where an arm has all or none with the event there is
   no such. */
static inline vd logit_contrast (const LanePlan *plan, const LaneHypothesis *hypothesis,
                                 const vd *p, const vd *n, vd *variance, vi *good)
{
  vd logit[LANE_ARMS], own[LANE_ARMS];
  for (int a = 0; a < plan->draws.n_arms; a++) {
    vi between = (p[a] > v_set (0.0)) & (p[a] < v_set (1.0));
    vd q = v_select (between, p[a], v_set (0.5));
    if (hypothesis->weight[a] != 0)
      *good &= between;
    logit[a] = v_log (q) - v_log (1.0 - q);
    own[a] = 1.0 / (n[a] * q * (1.0 - q));
  }
  *variance = contrast_squares (plan, hypothesis, own);
  return contrast_of (plan, hypothesis, logit);
}

void LANE_FN (sim_lanes_risk_difference) (const LanePlan *plan, const LaneAnalysis *analysis,
                                          int size, const double *records, int groups,
                                          LaneFit *fit)
{
  const LaneReduction *reduction = &plan->draws.reductions[analysis->reduction];
  ArmCounts counts;
  planned_counts (plan, analysis, size, &counts);
  for (int at = 0; at < groups * VPARTS; at++) {
    const double *record = records + at / VPARTS * plan->draws.stride;
    vd sum[LANE_ARMS], p[LANE_ARMS], own[LANE_ARMS];
    read_counts (plan, record, at % VPARTS, &counts);
    for (int a = 0; a < plan->draws.n_arms; a++) {
      sum[a] = v_load (record + ((long) a * reduction->n_moments + LANE_E) * SIM_LANES,
                       at % VPARTS);
      p[a] = sum[a] * counts.per_n[a];
      own[a] = p[a] * (1.0 - p[a]) * counts.per_n[a];
    }
    for (int i = 0; i < analysis->n_hypotheses; i++) {
      int h = analysis->hypotheses[i];
      const LaneHypothesis *hypothesis = &plan->hypotheses[h];
      vd difference = contrast_of (plan, hypothesis, p);
      vd variance = contrast_squares (plan, hypothesis, own);
      vi good = ~(vi){ 0 };
      for (int a = 0; a < plan->draws.n_arms; a++)
        if (hypothesis->weight[a] != 0)
          good &= counts.n[a] >= v_set (2.0);
      if (hypothesis->logit)
        difference = logit_contrast (plan, hypothesis, p, counts.n, &variance, &good);
      difference *= analysis->direction;
      if (analysis->variant == LANE_POOLED) { /* of pairs alone */
        int a = hypothesis->a, b = hypothesis->b;
        vd common = (sum[a] + sum[b]) / (counts.n[a] + counts.n[b]);
        variance = common * (1.0 - common) * (counts.per_n[a] + counts.per_n[b]);
      }
      variance = v_select (variance > v_set (0.0), variance,
                           none_shown (plan, h, size, difference));
      fit_store (hypothesis, size, fit, h, at, difference - hypothesis->truth, variance,
                 v_set (__builtin_inf ()), good);
    }
  }
}
