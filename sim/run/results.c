/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results.c - counts and sums to operating characteristics.
 */
#include <math.h>

#include "../base/prob.h"
#include "snapshot.h"

#define NONE ((SimFigure){ NAN, NAN, NAN, NAN })

/* Of so many trials, some of which may count in part. */
static SimFigure figure_share (double count, double total)
{
  if (!(total > 0))
    return NONE;
  double p = count / total, z2 = SIM_Z95 * SIM_Z95;
  double centre = (p + z2 / (2 * total)) / (1 + z2 / total);
  double half = SIM_Z95 / (1 + z2 / total) * sqrt (p * (1 - p) / total + z2 / (4 * total * total));
  /* at the ends the bound is exactly 0 or 1, which rounding may miss */
  return (SimFigure){ p, sqrt (p * (1 - p) / total), count == 0 ? 0 : centre - half,
                      count == total ? 1 : centre + half };
}

SimFigure sim_figure_proportion (guint64 count, guint64 n)
{
  return figure_share ((double) count, (double) n);
}

static SimFigure figure_mean (double value, double mcse)
{
  return (SimFigure){ value, mcse, value - SIM_Z95 * mcse, value + SIM_Z95 * mcse };
}

static double from_sum (SimSum sum)
{
  return (double) sum / LANE_FIXED;
}

/* Sum of squared deviations over n - 1, from fixed-point sums of x and x^2; NaN below two. */
static double variance (double sum, double sum2, double n)
{
  return n < 2 ? NAN : MAX (sum2 - sum * sum / n, 0) / (n - 1);
}

static void type_errors (const SimCellTotal *cell, gboolean superiority, guint64 rejected,
                         double scale, SimHypothesisResult *result)
{
  double truth = result->true_effect, n = (double) rejected;
  result->type_s = result->type_m = NONE;
  if (!superiority || result->null_true || truth == 0 || rejected == 0)
    return;
  guint64 wrong = truth > 0 ? rejected - cell->benefit : cell->benefit;
  result->type_s = sim_figure_proportion (wrong, rejected);
  /* With T the truth in planned SEs, z the error and s the sign of an estimate, its size is
   * s (T + z): mean and sum of squared deviations from sums of z alone, which stay small where the
   * effect is many standard errors. */
  double t = truth / scale, signs = (2 * (double) cell->benefit - n) / n;
  double z = from_sum (cell->rejected_z), sz = from_sum (cell->signed_z);
  double squares = t * t * n * (1 - signs * signs) + 2 * t * (z - signs * sz)
                   + (from_sum (cell->rejected_zz) - sz * sz / n);
  double sd = n < 2 ? NAN : sqrt (MAX (squares, 0) / (n - 1)), ratio = 1 / fabs (t);
  result->type_m = figure_mean (ratio * (t * signs + sz / n), ratio * sd / sqrt (n));
}

/* Monte Carlo errors of what is no mean of estimates, in planned SEs. */
static void other_errors (const SimCellTotal *cell, double scale, SimHypothesisResult *result)
{
  double n = (double) cell->fitted, width = from_sum (cell->width);
  double mse = variance (from_sum (cell->zz), from_sum (cell->z4), n) / n;
  double ms = variance (from_sum (cell->vv), from_sum (cell->v2), n) / n;
  result->empirical_se_mcse = n < 2 ? NAN : result->empirical_se / sqrt (2 * (n - 1));
  result->rmse_mcse = scale * sqrt (mse) / (2 * sqrt (from_sum (cell->zz) / n));
  result->model_se_mcse = scale * sqrt (ms) / (2 * sqrt (from_sum (cell->vv) / n));
  result->ci_width_mcse = 2 * scale * sqrt (variance (width, from_sum (cell->width2), n) / n);
}

static void hypothesis_result (const LanePlan *plan, const SimTotals *totals, int size, int h,
                               guint64 rejected, SimHypothesisResult *result)
{
  const SimCellTotal *cell = &totals->cells[size * plan->n_hypotheses + h];
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  double n = (double) cell->fitted, scale = hypothesis->scale[size];
  double mean = from_sum (cell->z) / n, square = from_sum (cell->zz);
  result->true_effect = hypothesis->truth;
  result->power = sim_figure_proportion (rejected, totals->replicates);
  result->power_benefit = sim_figure_proportion (cell->benefit, totals->replicates);
  result->empirical_se = scale * sqrt (variance (from_sum (cell->z), square, n));
  double mcse = result->empirical_se / sqrt (n);
  result->bias = figure_mean (scale * mean, mcse);
  result->estimate = figure_mean (hypothesis->truth + scale * mean, mcse);
  result->model_se = scale * sqrt (from_sum (cell->vv) / n);
  result->rmse = scale * sqrt (square / n);
  result->coverage = sim_figure_proportion (cell->covered, cell->fitted);
  result->ci_width = 2 * scale * from_sum (cell->width) / n;
  result->failed_fits = totals->replicates - cell->fitted;
  for (int a = 0; a < plan->draws.n_arms; a++)
    result->analysed_arms[a] = (double) cell->analysed[a] / (double) totals->replicates;
  other_errors (cell, scale, result);
  type_errors (cell, hypothesis->superiority, rejected, scale, result);
}

/* A null holds on its boundary and beyond. */
gboolean sim_results_null_true (const LanePlan *plan, int h)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  double above = hypothesis->truth - hypothesis->bound, slack = hypothesis->null_slack;
  if (hypothesis->kind == LANE_DIFFERENT)
    return fabs (above) <= slack;
  return above <= slack || (hypothesis->kind == LANE_BETWEEN && hypothesis->width - above <= slack);
}

/* The hypotheses of several of which any, or all, are to be rejected. */
static SimSuccess any_of (guint mask)
{
  return (SimSuccess){ NULL, mask, 1 };
}
static SimSuccess all_of (guint mask)
{
  return (SimSuccess){ NULL, mask, (guint) __builtin_popcount (mask) };
}

/* The rejections of one size: how often each pattern was seen. */
typedef struct {
  const guint64 *count; /* bit h of the index: hypothesis h is rejected */
  guint n;
  guint64 replicates;
} Patterns;

/* Trials that were a success; of no hypotheses there is none. */
static SimFigure joint (const Patterns *patterns, SimSuccess success)
{
  guint64 count = 0;
  if (success.of == 0)
    return NONE;
  for (guint i = 0; i < patterns->n; i++)
    count += sim_success_met (&success, i) ? patterns->count[i] : 0;
  return sim_figure_proportion (count, patterns->replicates);
}

static double arm_mean (const LanePlan *plan, int size, int arm)
{
  const double *upto = plan->draws.allocation.ratio_upto;
  if (!plan->draws.random)
    return plan->draws.arm_n[size][arm];
  double ratio = upto[arm] - (arm > 0 ? upto[arm - 1] : 0);
  return plan->draws.total[size] * ratio / upto[plan->draws.n_arms - 1];
}

/* How many hypotheses a trial rejects. */
static SimFigure mean_rejections (const Patterns *patterns)
{
  double n = (double) patterns->replicates;
  guint64 sum = 0, squares = 0;
  for (guint i = 0; i < patterns->n; i++) {
    guint64 rejected = (guint64) __builtin_popcount (i);
    sum += rejected * patterns->count[i];
    squares += rejected * rejected * patterns->count[i];
  }
  return figure_mean ((double) sum / n,
                      sqrt (variance ((double) sum, (double) squares, n) / n));
}

/* What is said of a trial as a whole; bit h of nulls: null hypothesis h is true. */
static void trial_result (const SimScenario *scenario, const Patterns *patterns, guint nulls,
                          SimSizeResult *result)
{
  guint every = patterns->n - 1;
  result->any = joint (patterns, any_of (every));
  result->all = joint (patterns, all_of (every));
  result->disjunctive = joint (patterns, any_of (every & ~nulls));
  result->conjunctive = joint (patterns, all_of (every & ~nulls));
  result->fwer = joint (patterns, any_of (nulls));
  result->rejections = mean_rejections (patterns);
  for (guint k = 1; k <= sim_scenario_n_hypotheses (scenario); k++)
    result->at_least[k - 1] = joint (patterns, (SimSuccess){ NULL, every, k });
  for (guint i = 0; i < sim_scenario_n_success (scenario); i++)
    result->success[i] = joint (patterns, *sim_scenario_success (scenario, i));
}

/* Patients who are lost: each by himself, so those of one arm are binomial; of all together the
 * variance is not more than if all arms lost the same. */
static void dropout_result (const LanePlan *plan, const SimCellTotal *first, guint64 n, int size,
                            SimSizeResult *result)
{
  double analysed = 0, randomised = (double) n * result->total;
  for (int a = 0; a < plan->draws.n_arms; a++) {
    double own = (double) n * plan->draws.arm_n[size][a], here = (double) first->analysed[a];
    result->dropout_arms[a] = plan->draws.random ? NONE : figure_share (own - here, own);
    analysed += here;
  }
  result->dropout = figure_share (randomised - analysed, randomised);
}

static void best_result (const LanePlan *plan, const SimSizeTotal *total, SimSizeResult *result)
{
  guint64 shares = 0;
  for (int a = 0; a < plan->draws.n_arms; a++)
    shares += total->best[a];
  for (int a = 0; a < plan->draws.n_arms; a++)
    result->best[a] = figure_share ((double) total->best[a] / LANE_SHARES,
                                    (double) shares / LANE_SHARES);
}

static void size_result (const SimScenario *scenario, const LanePlan *plan,
                         const SimTotals *totals, int size, SimSizeResult *result)
{
  const Patterns patterns = { totals->patterns + ((gsize) size << plan->n_hypotheses),
                              1u << plan->n_hypotheses, totals->replicates };
  const SimSizeTotal *total = &totals->sizes[size];
  guint64 n = totals->replicates;
  guint nulls = 0;
  for (int a = 0; a < plan->draws.n_arms; a++) {
    result->arms[a] = arm_mean (plan, size, a);
    result->total += (guint) plan->draws.arm_n[size][a];
  }
  for (int h = 0; h < plan->n_hypotheses; h++) {
    guint64 rejected = 0;
    for (guint i = 0; i < patterns.n; i++)
      rejected += i >> h & 1 ? patterns.count[i] : 0;
    result->hypotheses[h].null_true = sim_results_null_true (plan, h);
    nulls |= (guint) result->hypotheses[h].null_true << h;
    hypothesis_result (plan, totals, size, h, rejected, &result->hypotheses[h]);
  }
  for (int a = 0; a < plan->draws.n_arms; a++) {
    result->analysed_arms[a] = result->hypotheses[0].analysed_arms[a];
    result->analysed += result->analysed_arms[a];
  }
  trial_result (scenario, &patterns, nulls, result);
  dropout_result (plan, &totals->cells[size * plan->n_hypotheses], n, size, result);
  best_result (plan, total, result);
  result->simultaneous_coverage
      = plan->simultaneous ? sim_figure_proportion (total->covered, n - total->failed) : NONE;
  result->omnibus = plan->omnibus ? sim_figure_proportion (total->omnibus, n) : NONE;
  sim_results_times (plan, totals, size, &result->times);
  result->failed_fits = total->failed;
}

static void histogram_result (const LanePlan *plan, const SimTotals *totals, int h,
                              SimHistogram *histogram)
{
  const SimHistogramTotal *total = &totals->histograms[h];
  const SimCellTotal *cell = &totals->cells[plan->own_size * plan->n_hypotheses + h];
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  double scale = hypothesis->scale[plan->own_size];
  histogram->low = hypothesis->truth - LANE_HISTOGRAM_REACH * scale;
  histogram->width = 2 * LANE_HISTOGRAM_REACH * scale / SIM_BINS;
  guint64 rejected = 0;
  for (int i = 0; i < SIM_BINS; i++) {
    histogram->count[i] = total->count[i];
    histogram->rejected[i] = total->rejected[i];
    rejected += total->rejected[i];
    histogram->first[i] = total->first[i];
    histogram->first_rejected[i] = total->first_rejected[i];
  }
  histogram->mean_rejected
      = rejected ? hypothesis->truth + scale * from_sum (cell->rejected_z) / (double) rejected
                 : NAN;
}

static void p_values_result (const SimScenario *scenario, const SimTotals *totals, guint h,
                             SimPValues *p)
{
  const guint64 *below = totals->p_below + h * LANE_P_COUNTS;
  p->trials = MIN (totals->replicates, LANE_P_TRIALS);
  for (guint k = 0; k < SIM_P_EDGES; k++)
    p->below[k] = sim_figure_proportion (below[k], p->trials);
  p->alpha = sim_scenario_hypothesis (scenario, h)->alpha;
  p->below_alpha = sim_figure_proportion (below[LANE_P_OWN], p->trials);
  p->count = below[LANE_P_ANY];
}

/* Keeps probits finite where a count is 0 or all. A target beyond that is as far: so few trials do
 * not tell it from 0 or 1, and what is read stays between the sizes. */
static double probit (double p, guint64 n)
{
  double edge = 0.5 / (double) n;
  return sim_normal_quantile (CLAMP (p, edge, 1 - edge));
}

/* N at which p crosses target between sizes, p linear in sqrt(N) on the probit scale; the last
 * upward crossing, so that the target is kept at every larger size. NaN if there is none. */
static double crossing (const double *totals, const double *p, guint n_sizes, double target,
                        guint64 n)
{
  for (guint i = n_sizes; i-- > 1;) {
    if (!(p[i] >= target))
      return NAN;
    if (p[i - 1] >= target)
      continue;
    double y0 = probit (p[i - 1], n), y1 = probit (p[i], n), y = probit (target, n);
    double x0 = sqrt (totals[i - 1]), x1 = sqrt (totals[i]);
    double x = y1 > y0 ? x0 + (x1 - x0) * (y - y0) / (y1 - y0) : x1;
    return x * x;
  }
  return NAN;
}

typedef const SimFigure *(*Pick) (const SimSizeResult *size, guint index);

static const SimFigure *pick_power (const SimSizeResult *size, guint h)
{
  return &size->hypotheses[h].power;
}
static const SimFigure *pick_any (const SimSizeResult *size, guint h)
{
  return &size->any;
}
static const SimFigure *pick_all (const SimSizeResult *size, guint h)
{
  return &size->all;
}

static const SimFigure *pick_success (const SimSizeResult *size, guint i)
{
  return &size->success[i];
}

static SimReach reach (const SimResults *results, Pick pick, guint index)
{
  double totals[SIM_MAX_SIZES], p[SIM_MAX_SIZES], low[SIM_MAX_SIZES], high[SIM_MAX_SIZES];
  for (guint i = 0; i < results->n_sizes; i++) {
    const SimFigure *figure = pick (&results->sizes[i], index);
    totals[i] = results->sizes[i].total;
    p[i] = figure->value;
    low[i] = figure->low;
    high[i] = figure->high;
  }
  guint64 n = results->replicates;
  double target = results->target_power;
  /* the upper band crosses first: the smallest N that could be it */
  return (SimReach){ crossing (totals, p, results->n_sizes, target, n),
                     crossing (totals, high, results->n_sizes, target, n),
                     crossing (totals, low, results->n_sizes, target, n) };
}

SimResults *sim_results_new (const SimScenario *scenario, const LanePlan *plan,
                             const SimTotals *totals)
{
  SimResults *results = g_new0 (SimResults, 1);
  results->replicates = totals->replicates;
  results->n_sizes = (guint) plan->draws.n_sizes;
  results->n_arms = (guint) plan->draws.n_arms;
  results->n_hypotheses = (guint) plan->n_hypotheses;
  results->own_size = (guint) plan->own_size;
  results->target_power = sim_scenario_number (scenario, "/run/target-power");
  results->sizes = g_new0 (SimSizeResult, results->n_sizes);
  results->histograms = g_new0 (SimHistogram, results->n_hypotheses);
  if (totals->p_below)
    results->p_values = g_new0 (SimPValues, results->n_hypotheses);
  for (guint s = 0; s < results->n_sizes; s++)
    size_result (scenario, plan, totals, (int) s, &results->sizes[s]);
  const SimSizeResult *own = &results->sizes[results->own_size];
  for (guint h = 0; h < results->n_hypotheses; h++) {
    histogram_result (plan, totals, (int) h, &results->histograms[h]);
    if (totals->p_below)
      p_values_result (scenario, totals, h, &results->p_values[h]);
    results->reach[h] = reach (results, pick_power, h);
    results->hypotheses_mcse = MAX (results->hypotheses_mcse, own->hypotheses[h].power.mcse);
  }
  results->n_success = sim_scenario_n_success (scenario);
  results->largest_mcse = results->hypotheses_mcse;
  for (guint i = 0; i < results->n_success; i++) {
    results->reach_success[i] = reach (results, pick_success, i);
    results->largest_mcse = fmax (results->largest_mcse, own->success[i].mcse);
  }
  results->reach_any = reach (results, pick_any, 0);
  results->reach_all = reach (results, pick_all, 0);
  results->largest_mcse = fmax (results->largest_mcse, fmax (own->any.mcse, own->all.mcse));
  return results;
}

void sim_results_free (SimResults *results)
{
  if (!results)
    return;
  g_free (results->sizes);
  g_free (results->histograms);
  g_free (results->p_values);
  g_free (results);
}
