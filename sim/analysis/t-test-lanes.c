/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * t-test-lanes.c - Student's and Welch's t on the scores of one visit.
 *
 * all-arms: variance pooled over all arms, df = analysed - arms. two-arms: pooled over the pair, or
 * over the arms that have a weight. welch: separate variances v = w^2 s^2 / n of these, and
 * Satterthwaite's df = (sum v)^2 / sum (v^2 / (n - 1)).
 */
#include "analysis-lanes.h"

/* Where numbers differ from trial to trial. */
static inline void pooled (const LanePlan *plan, const LaneAnalysis *analysis,
                           const ArmCounts *counts, const double *record, int size, int at,
                           LaneFit *fit)
{
  bool baseline = plan->draws.reductions[analysis->reduction].baseline;
  PooledSums w;
  pooled_sums (plan, analysis, record, at % VPARTS, counts, plan->draws.n_arms, baseline, &w);
  vd df = counts->total - (double) plan->draws.n_arms, s2 = w.syy / df;
  for (int i = 0; i < analysis->n_hypotheses; i++) {
    int h = analysis->hypotheses[i];
    const LaneHypothesis *hypothesis = &plan->hypotheses[h];
    vd error = contrast_of (plan, hypothesis, w.y) * analysis->direction;
    vd variance = s2 * contrast_squares (plan, hypothesis, counts->per_n);
    fit_store (hypothesis, size, fit, h, at, error, variance, df, counts->enough);
  }
}

/* A tile where they do not: first what is common to all hypotheses, then one after the other, so
 * that what a loop needs of a hypothesis stays in registers. A number of arms that the compiler
 * knows does the same for the sums. */
static inline __attribute__ ((always_inline)) void
pooled_planned (const LanePlan *plan, const LaneAnalysis *analysis, const ArmCounts *counts,
                int n_arms, const double *records, int size, int groups, LaneFit *restrict fit)
{
  vd y[LANE_GROUPS * VPARTS][LANE_ARMS], s2[LANE_GROUPS * VPARTS];
  vd df = counts->total - (double) n_arms;
  bool baseline = plan->draws.reductions[analysis->reduction].baseline;
  for (int at = 0; at < groups * VPARTS; at++) {
    const double *record = records + at / VPARTS * plan->draws.stride;
    PooledSums w;
    pooled_sums (plan, analysis, record, at % VPARTS, counts, n_arms, baseline, &w);
    for (int a = 0; a < n_arms; a++)
      y[at][a] = w.y[a];
    s2[at] = w.syy / df;
  }
  for (int i = 0; i < analysis->n_hypotheses; i++) {
    int h = analysis->hypotheses[i];
    const LaneHypothesis *hypothesis = &plan->hypotheses[h];
    vd squares = contrast_squares (plan, hypothesis, counts->per_n);
    for (int at = 0; at < groups * VPARTS; at++) {
      vd error = contrast_of (plan, hypothesis, y[at]) * analysis->direction;
      fit_store (hypothesis, size, fit, h, at, error, s2[at] * squares, df, counts->enough);
    }
  }
}

/* Of the arms that have a weight alone. */
static inline void contrasted (const LanePlan *plan, const LaneAnalysis *analysis,
                               const ArmCounts *counts, const ArmSums *arms, int size, int h,
                               int at, LaneFit *fit)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  vd error = { 0 }, within = { 0 }, df = { 0 }, per_n = { 0 }, sum = { 0 }, below = { 0 };
  vi good = ~(vi){ 0 };
  for (int a = 0; a < plan->draws.n_arms; a++) {
    double weight = hypothesis->weight[a], square = weight * weight;
    if (weight == 0)
      continue;
    vd n = counts->n[a], own = arms[a].syy / (n - 1.0) * counts->per_n[a] * square;
    error += arms[a].y * weight;
    within += arms[a].syy;
    df += n - 1.0;
    per_n += counts->per_n[a] * square;
    sum += own;
    below += own * own / (n - 1.0);
    good &= n >= v_set (2.0);
  }
  bool welch = analysis->variant == LANE_WELCH;
  fit_store (hypothesis, size, fit, h, at, error * analysis->direction,
             welch ? sum : within / df * per_n, welch ? sum * sum / below : df, good);
}

static inline void pairwise (const LanePlan *plan, const LaneAnalysis *analysis,
                             const ArmCounts *counts, const double *record, int size, int at,
                             LaneFit *fit)
{
  ArmSums arms[LANE_ARMS];
  all_arm_sums (plan, analysis, record, at % VPARTS, counts, arms);
  for (int i = 0; i < analysis->n_hypotheses; i++) {
    int h = analysis->hypotheses[i], a = plan->hypotheses[h].a, b = plan->hypotheses[h].b;
    if (!plan->hypotheses[h].pair) {
      contrasted (plan, analysis, counts, arms, size, h, at, fit);
      continue;
    }
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
                                 const double *records, int groups, LaneFit *restrict fit)
{
  bool all_arms = analysis->variant == LANE_ALL_ARMS;
  int n_arms = plan->draws.n_arms;
  ArmCounts counts;
  planned_counts (plan, analysis, size, &counts);
  if (all_arms && !counts.lost && n_arms == 3)
    pooled_planned (plan, analysis, &counts, 3, records, size, groups, fit);
  else if (all_arms && !counts.lost)
    pooled_planned (plan, analysis, &counts, n_arms, records, size, groups, fit);
  else
    for (int at = 0; at < groups * VPARTS; at++) {
      const double *record = records + at / VPARTS * plan->draws.stride;
      read_counts (plan, record, at % VPARTS, &counts);
      if (all_arms)
        pooled (plan, analysis, &counts, record, size, at, fit);
      else
        pairwise (plan, analysis, &counts, record, size, at, fit);
    }
}
