/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * t-test-lanes.c - Student's and Welch's t on the scores of one visit.
 *
 * all-arms: variance pooled over all arms, df = analysed - arms. two-arms: pooled over the pair.
 * welch: separate variances, Satterthwaite's df.
 */
#include "analysis-lanes.h"

static inline void pooled (const LanePlan *plan, const LaneAnalysis *analysis,
                           const ArmCounts *counts, const double *record, int size, int at,
                           LaneFit *fit)
{
  PooledSums w;
  pooled_sums (plan, analysis, record, at % VPARTS, counts, &w);
  vd df = counts->total - (double) plan->draws.n_arms, s2 = w.syy / df;
  for (int i = 0; i < analysis->n_hypotheses; i++) {
    int h = analysis->hypotheses[i], a = plan->hypotheses[h].a, b = plan->hypotheses[h].b;
    fit_store (&plan->hypotheses[h], size, fit, h, at, (w.y[a] - w.y[b]) * analysis->direction,
               s2 * (counts->per_n[a] + counts->per_n[b]), df, counts->enough);
  }
}

static inline void pairwise (const LanePlan *plan, const LaneAnalysis *analysis,
                             const ArmCounts *counts, const double *record, int size, int at,
                             LaneFit *fit)
{
  ArmSums arms[LANE_ARMS];
  all_arm_sums (plan, analysis, record, at % VPARTS, counts, arms);
  for (int i = 0; i < analysis->n_hypotheses; i++) {
    int h = analysis->hypotheses[i], a = plan->hypotheses[h].a, b = plan->hypotheses[h].b;
    vd na = counts->n[a], nb = counts->n[b], variance, df;
    vi good = (na >= v_set (2.0)) & (nb >= v_set (2.0));
    if (analysis->variant == LANE_TWO_ARMS) {
      df = na + nb - 2.0;
      variance = (arms[a].syy + arms[b].syy) / df * (counts->per_n[a] + counts->per_n[b]);
    } else {
      vd va = arms[a].syy / (na - 1.0) * counts->per_n[a];
      vd vb = arms[b].syy / (nb - 1.0) * counts->per_n[b];
      variance = va + vb;
      df = variance * variance / (va * va / (na - 1.0) + vb * vb / (nb - 1.0));
    }
    fit_store (&plan->hypotheses[h], size, fit, h, at,
               (arms[a].y - arms[b].y) * analysis->direction, variance, df, good);
  }
}

void LANE_FN (sim_lanes_t_test) (const LanePlan *plan, const LaneAnalysis *analysis, int size,
                                 const double *records, int groups, LaneFit *fit)
{
  ArmCounts counts;
  planned_counts (plan, analysis, size, &counts);
  for (int at = 0; at < groups * VPARTS; at++) {
    const double *record = records + at / VPARTS * plan->draws.stride;
    read_counts (plan, record, at % VPARTS, &counts);
    if (analysis->variant == LANE_ALL_ARMS)
      pooled (plan, analysis, &counts, record, size, at, fit);
    else
      pairwise (plan, analysis, &counts, record, size, at, fit);
  }
}
