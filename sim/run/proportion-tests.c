/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportion-tests.c - Fisher's test, and Newcombe's and Miettinen and Nurminen's intervals.
 */
#include "proportion-tests.h"

#include "../base/quantile.h"

static SimCount count_of (const LanePlan *plan, const LaneReduction *reduction, int size,
                          const double *record, int arm)
{
  const double *row = record + (long) arm * reduction->n_moments * SIM_LANES;
  double n = reduction->any_missing ? row[LANE_N * SIM_LANES] : plan->draws.arm_n[size][arm];
  return (SimCount){ row[LANE_E * SIM_LANES], n };
}

/* The arms of one trial, and a pair of them in the direction of benefit. */
typedef struct {
  SimCount arms[LANE_ARMS], a, b;
} Counts;

static void count_arms (const LanePlan *plan, const LaneAnalysis *analysis,
                        const LaneHypothesis *hypothesis, int size, const double *record,
                        Counts *counts)
{
  const LaneReduction *reduction = &plan->draws.reductions[analysis->reduction];
  bool up = analysis->direction > 0;
  for (int arm = 0; arm < plan->draws.n_arms; arm++)
    counts->arms[arm] = count_of (plan, reduction, size, record, arm);
  counts->a = counts->arms[up ? hypothesis->a : hypothesis->b];
  counts->b = counts->arms[up ? hypothesis->b : hypothesis->a];
}

void sim_fisher_statistics (const SimFisher *p, const LaneHypothesis *hypothesis, SimCount a,
                            SimCount b, double *above, double *below)
{
  if (hypothesis->kind == LANE_DIFFERENT) {
    double z = sim_test_score (0.5 * p->two_sided);
    *above = a.x * b.n >= b.x * a.n ? z : -z;
    *below = -*above;
  } else {
    *above = sim_test_score (p->greater);
    *below = sim_test_score (p->less);
  }
}

/* Looked up where that is known beforehand. */
static void test_exactly (const LaneHypothesis *hypothesis, int size, SimCount a, SimCount b,
                          double *above, double *below)
{
  if (hypothesis->fisher) {
    const LaneFisherTables *tables = &hypothesis->fisher[size];
    int i = (int) a.x - tables->low_a, j = (int) b.x - tables->low_b;
    if (i >= 0 && i < tables->n_a && j >= 0 && j < tables->n_b) {
      long at = (long) i * tables->n_b + j;
      *above = tables->above[at];
      *below = tables->below ? tables->below[at] : -*above;
      return;
    }
  }
  SimFisher p = sim_fisher ((int) a.x, (int) a.n, (int) b.x, (int) b.n);
  sim_fisher_statistics (&p, hypothesis, a, b, above, below);
}

/* The statistic of a contrast against a bound; without a variance nothing is shown. */
static double against (const LanePlan *plan, const LaneAnalysis *analysis,
                       const LaneHypothesis *hypothesis, const Counts *counts, double bound)
{
  double weight[LANE_ARMS];
  SimProportionContrast contrast;
  if (hypothesis->pair)
    return sim_score_statistic (counts->a, counts->b, bound);
  for (int arm = 0; arm < plan->draws.n_arms; arm++)
    weight[arm] = analysis->direction * hypothesis->weight[arm];
  bool found = (hypothesis->logit ? sim_logit_contrast : sim_proportion_contrast) (
      plan->draws.n_arms, counts->arms, weight, bound, &contrast);
  if (!found || !(contrast.restricted > 0))
    return 0;
  return (contrast.estimate - bound) / __builtin_sqrt (contrast.restricted);
}

static void test_restricted (const LanePlan *plan, const LaneAnalysis *analysis,
                             const LaneHypothesis *hypothesis, const Counts *counts,
                             double *above, double *below)
{
  *above = against (plan, analysis, hypothesis, counts, hypothesis->bound);
  *below = -*above;
  if (hypothesis->kind == LANE_BETWEEN)
    *below = -against (plan, analysis, hypothesis, counts, hypothesis->bound + hypothesis->width);
}

static void reach (const LaneAnalysis *analysis, SimCount a, SimCount b, double critical,
                   double unit, double *down, double *up)
{
  double difference = a.x / a.n - b.x / b.n;
  SimLimits limits = analysis->interval == LANE_NEWCOMBE
                         ? sim_newcombe_interval (a, b, critical)
                         : sim_miettinen_nurminen_interval (a, b, critical);
  *down = (difference - limits.low) * unit;
  *up = (limits.high - difference) * unit;
}

static void judge (const LanePlan *plan, const LaneAnalysis *analysis, int size, int h,
                   const Counts *counts, LaneFit *fit, int t)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  if (hypothesis->own_test && analysis->variant == LANE_FISHER)
    test_exactly (hypothesis, size, counts->a, counts->b, &fit->above[h][t], &fit->below[h][t]);
  else if (hypothesis->own_test)
    test_restricted (plan, analysis, hypothesis, counts, &fit->above[h][t], &fit->below[h][t]);
  if (hypothesis->own_interval)
    reach (analysis, counts->a, counts->b, plan->critical_fixed[h][hypothesis->level][size],
           hypothesis->unit[size], &fit->reach_down[h][t], &fit->reach_up[h][t]);
}

void sim_proportion_tests (const LanePlan *plan, const LaneAnalysis *analysis, int size,
                           const double *records, int groups, LaneFit *fit)
{
  for (int i = 0; i < analysis->n_hypotheses; i++) {
    int h = analysis->hypotheses[i];
    for (int t = 0; t < groups * SIM_LANES; t++) {
      Counts counts;
      if (!fit->fitted[h][t])
        continue;
      count_arms (plan, analysis, &plan->hypotheses[h], size,
                  records + t / SIM_LANES * plan->draws.stride + t % SIM_LANES, &counts);
      judge (plan, analysis, size, h, &counts, fit, t);
    }
  }
}
