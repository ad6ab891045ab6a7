/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * t-test-lanes.c - Student's and Welch's t on the scores of one visit.
 *
 * all-arms: variance pooled over all arms, df = analysed - arms. two-arms: pooled over the pair.
 * welch: separate variances, Satterthwaite's df.
 */
#include "analysis-lanes.h"

static void pooled (const LanePlan *plan, const LaneAnalysis *analysis, const ArmSums *arms,
                    int part, LaneFit *fit)
{
  vd total = { 0 }, within = { 0 };
  vi good = ~(vi){ 0 };
  for (int a = 0; a < plan->n_arms; a++) {
    total += arms[a].n;
    within += arms[a].syy;
    good &= arms[a].n >= v_set (2.0);
  }
  vd df = total - (double) plan->n_arms;
  vd s2 = within / df;
  for (int i = 0; i < analysis->n_hypotheses; i++) {
    int h = analysis->hypotheses[i];
    const ArmSums *a = &arms[plan->hypotheses[h].a], *b = &arms[plan->hypotheses[h].b];
    fit_store (fit, h, part, (a->y - b->y) * plan->direction, s2 * (1.0 / a->n + 1.0 / b->n), df,
               good);
  }
}

static void pairwise (const LanePlan *plan, const LaneAnalysis *analysis, const ArmSums *arms,
                      int part, LaneFit *fit)
{
  for (int i = 0; i < analysis->n_hypotheses; i++) {
    int h = analysis->hypotheses[i];
    const ArmSums *a = &arms[plan->hypotheses[h].a], *b = &arms[plan->hypotheses[h].b];
    vi good = (a->n >= v_set (2.0)) & (b->n >= v_set (2.0));
    vd variance, df;
    if (analysis->variant == LANE_TWO_ARMS) {
      df = a->n + b->n - 2.0;
      variance = (a->syy + b->syy) / df * (1.0 / a->n + 1.0 / b->n);
    } else {
      vd va = a->syy / (a->n - 1.0) / a->n, vb = b->syy / (b->n - 1.0) / b->n;
      variance = va + vb;
      df = variance * variance / (va * va / (a->n - 1.0) + vb * vb / (b->n - 1.0));
    }
    fit_store (fit, h, part, (a->y - b->y) * plan->direction, variance, df, good);
  }
}

void LANE_FN (sim_lanes_t_test) (const LanePlan *plan, const LaneAnalysis *analysis,
                                 const double *record, LaneFit *fit)
{
  for (int part = 0; part < VPARTS; part++) {
    ArmSums arms[LANE_ARMS];
    for (int a = 0; a < plan->n_arms; a++)
      arms[a] = arm_sums (plan, analysis, record, a, part);
    if (analysis->variant == LANE_ALL_ARMS)
      pooled (plan, analysis, arms, part, fit);
    else
      pairwise (plan, analysis, arms, part, fit);
  }
}
