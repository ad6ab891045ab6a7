/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * t-test-lanes.c - Student's and Welch's t on the scores of one visit.
 *
 * all-arms: variance pooled over all arms, df = analysed - arms. two-arms: pooled over the pair.
 * welch: separate variances, Satterthwaite's df.
 */
#include "analysis-lanes.h"

static void pooled (const LanePlan *plan, const LaneAnalysis *analysis, const ArmSums *arms,
                    int at, LaneFit *fit)
{
  vd total = { 0 }, within = { 0 };
  vi good = ~(vi){ 0 };
  for (int a = 0; a < plan->draws.n_arms; a++) {
    total += arms[a].n;
    within += arms[a].syy;
    good &= arms[a].n >= v_set (2.0);
  }
  vd df = total - (double) plan->draws.n_arms, s2 = within / df;
  for (int i = 0; i < analysis->n_hypotheses; i++) {
    int h = analysis->hypotheses[i];
    const ArmSums *a = &arms[plan->hypotheses[h].a], *b = &arms[plan->hypotheses[h].b];
    fit_store (fit, h, at, (a->y - b->y) * plan->direction, s2 * (a->per_n + b->per_n), df, good);
  }
}

static void pairwise (const LanePlan *plan, const LaneAnalysis *analysis, const ArmSums *arms,
                      int at, LaneFit *fit)
{
  for (int i = 0; i < analysis->n_hypotheses; i++) {
    int h = analysis->hypotheses[i];
    const ArmSums *a = &arms[plan->hypotheses[h].a], *b = &arms[plan->hypotheses[h].b];
    vi good = (a->n >= v_set (2.0)) & (b->n >= v_set (2.0));
    vd variance, df;
    if (analysis->variant == LANE_TWO_ARMS) {
      df = a->n + b->n - 2.0;
      variance = (a->syy + b->syy) / df * (a->per_n + b->per_n);
    } else {
      vd va = a->syy / (a->n - 1.0) * a->per_n, vb = b->syy / (b->n - 1.0) * b->per_n;
      variance = va + vb;
      df = variance * variance / (va * va / (a->n - 1.0) + vb * vb / (b->n - 1.0));
    }
    fit_store (fit, h, at, (a->y - b->y) * plan->direction, variance, df, good);
  }
}

void LANE_FN (sim_lanes_t_test) (const LanePlan *plan, const LaneAnalysis *analysis, int size,
                                 const double *records, int groups, LaneFit *fit)
{
  ArmScale scales[LANE_ARMS];
  for (int a = 0; a < plan->draws.n_arms; a++)
    scales[a] = arm_scale (plan, analysis, size, a);
  for (int at = 0; at < groups * VPARTS; at++) {
    const double *record = records + at / VPARTS * plan->draws.stride;
    ArmSums arms[LANE_ARMS];
    for (int a = 0; a < plan->draws.n_arms; a++)
      arms[a] = arm_sums (&scales[a], record, at % VPARTS);
    if (analysis->variant == LANE_ALL_ARMS)
      pooled (plan, analysis, arms, at, fit);
    else
      pairwise (plan, analysis, arms, at, fit);
  }
}
