/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * decide-lanes.c - records to estimates to decisions, a tile of replicates at one size.
 */
#include "lane-plan.h"

/* Critical values at every level, once for all hypotheses that share their df. */
static void look_up (const LanePlan *plan, int groups, LaneFit *fit)
{
  for (int h = 0; h < plan->n_hypotheses; h++) {
    if (plan->analyses[plan->hypotheses[h].analysis].df_fixed || plan->hypotheses[h].df_of != h)
      continue;
    for (int i = 0; i < groups * SIM_LANES; i++) {
      double df = fit->df[h][i], u = 1.0 / df;
      int cell = lane_critical_cell (df);
      for (int level = 0; level < plan->n_levels; level++) {
        const double *c = plan->critical[level].cubics[cell];
        fit->critical[h][level][i] = c[0] + u * (c[1] + u * (c[2] + u * c[3]));
      }
    }
  }
}

/* Of one arm of one trial: number, means of x and of the score, and sums within the arm. */
typedef struct {
  double n, x, y, xx, xy, yy;
} OmnibusArm;

static OmnibusArm omnibus_arm (const LanePlan *plan, const LaneReduction *reduction, int size,
                               int arm, const double *m)
{
  const LaneAnalysis *analysis = &plan->analyses[0];
  double rho = analysis->rho, resid = analysis->resid, sd = analysis->sd[arm];
  OmnibusArm s = { 0 };
  double sy = resid * m[LANE_E * SIM_LANES];
  double syy = resid * resid * m[LANE_EE * SIM_LANES];
  s.n = reduction->any_missing ? m[LANE_N * SIM_LANES] : plan->draws.arm_n[size][arm];
  if (reduction->baseline) {
    double sx = m[LANE_X * SIM_LANES], sxx = m[LANE_XX * SIM_LANES], sxe = m[LANE_XE * SIM_LANES];
    sy += rho * sx;
    syy += rho * rho * sxx + 2 * rho * resid * sxe;
    s.x = sx / s.n;
    s.xx = sxx - sx * sx / s.n;
    s.xy = sd * (rho * sxx + resid * sxe - sx * sy / s.n);
  }
  s.y = analysis->mean[arm] + sd * (sy / s.n);
  s.yy = sd * sd * (syy - sy * sy / s.n);
  return s;
}

/* F of all arms: the sums of squares that are left within the arms, and without them; of an
 * analysis of covariance those about a common slope on the baseline. */
static double omnibus_f (const LanePlan *plan, const OmnibusArm *arms, double *df2, bool *good)
{
  int n_arms = plan->draws.n_arms;
  double total = 0, sum = 0, sum_x = 0, between = 0, xx = 0, xy = 0, within = 0;
  *good = true;
  for (int a = 0; a < n_arms; a++) {
    *good = *good && arms[a].n >= 2;
    within += arms[a].yy;
    total += arms[a].n;
    sum += arms[a].n * arms[a].y;
    sum_x += arms[a].n * arms[a].x;
    xx += arms[a].xx;
    xy += arms[a].xy;
  }
  *df2 = total - n_arms;
  double all_xx = xx, all_xy = xy;
  for (int a = 0; a < n_arms; a++) {
    double d = arms[a].y - sum / total, dx = arms[a].x - sum_x / total;
    between += arms[a].n * d * d;
    all_xx += arms[a].n * dx * dx;
    all_xy += arms[a].n * dx * d;
  }
  if (plan->omnibus == LANE_OMNIBUS_ANCOVA) {
    double left = within - xy * xy / xx;
    between = within + between - all_xy * all_xy / all_xx - left;
    within = left;
    *df2 -= 1;
    *good = *good && xx * plan->analyses[0].baseline_sd * plan->analyses[0].baseline_sd
                         > plan->analyses[0].least_xx;
  }
  *good = *good && *df2 >= 1 && within > plan->omnibus_least;
  return between * *df2 / (within * (n_arms - 1.0));
}

/* Pearson's statistic of the arms' proportions; 0 where all patients are alike. */
static double omnibus_pearson (const LanePlan *plan, const LaneReduction *reduction, int size,
                               const double *first, bool *good)
{
  double n[LANE_ARMS], events[LANE_ARMS], total = 0, sum = 0, x2 = 0;
  *good = true;
  for (int a = 0; a < plan->draws.n_arms; a++) {
    const double *m = first + (long) a * reduction->n_moments * SIM_LANES;
    n[a] = reduction->any_missing ? m[LANE_N * SIM_LANES] : plan->draws.arm_n[size][a];
    events[a] = m[LANE_E * SIM_LANES];
    *good = *good && n[a] >= 2;
    total += n[a];
    sum += events[a];
  }
  double p = sum / total, variance = p * (1 - p);
  for (int a = 0; a < plan->draws.n_arms; a++)
    x2 += n[a] * (events[a] / n[a] - p) * (events[a] / n[a] - p);
  return variance > 0 ? x2 / variance : 0;
}

/* Tests that are compared with chi-squared; of ranks the fit has left the statistic. */
static void judge_chi_squared (const LanePlan *plan, const double *records, int size, int groups,
                               LaneFit *fit)
{
  const LaneDraws *draws = &plan->draws;
  const LaneReduction *reduction = &draws->reductions[plan->omnibus_reduction];
  const double *first = lane_record (draws, records, plan->omnibus_reduction, size);
  long row = (long) draws->n_arms * reduction->n_moments * SIM_LANES;
  for (int i = 0; i < groups * SIM_LANES; i++) {
    const double *record = first + i / SIM_LANES * draws->stride + i % SIM_LANES;
    const double *ranks = record + row;
    bool good;
    double statistic;
    if (plan->omnibus == LANE_OMNIBUS_CHI_SQUARED)
      statistic = omnibus_pearson (plan, reduction, size, record, &good);
    else {
      statistic = ranks[LANE_WHOLE_ESTIMATE * SIM_LANES];
      good = ranks[LANE_WHOLE_VARIANCE * SIM_LANES] > 0;
    }
    fit->omnibus[i] = good && statistic > plan->omnibus_fixed ? -1 : 0;
  }
}

static void judge_omnibus (const LanePlan *plan, const double *records, int size, int groups,
                           LaneFit *fit)
{
  const LaneDraws *draws = &plan->draws;
  const LaneReduction *reduction = &draws->reductions[plan->omnibus_reduction];
  const double *first = lane_record (draws, records, plan->omnibus_reduction, size);
  for (int i = 0; i < groups * SIM_LANES; i++) {
    OmnibusArm arms[LANE_ARMS];
    double df2;
    bool good;
    for (int a = 0; a < draws->n_arms; a++)
      arms[a] = omnibus_arm (plan, reduction, size, a,
                             first + i / SIM_LANES * draws->stride
                                 + (long) a * reduction->n_moments * SIM_LANES + i % SIM_LANES);
    double f = omnibus_f (plan, arms, &df2, &good);
    fit->omnibus[i] = good && f > lane_critical (plan->omnibus_critical, df2) ? -1 : 0;
  }
}

void LANE_FN (sim_lanes_decide) (const LanePlan *plan, int size, const double *records, int groups,
                                 LaneFit *fit)
{
  const LaneDraws *draws = &plan->draws;
  for (int i = 0; i < plan->n_analyses; i++) {
    const LaneAnalysis *analysis = &plan->analyses[i];
    const double *record = lane_record (draws, records, analysis->reduction, size);
    if (analysis->n_hypotheses > 0)
      analysis->fit (plan, analysis, size, record, groups, fit);
    if (analysis->n_hypotheses > 0 && analysis->own)
      analysis->own (plan, analysis, size, record, groups, fit);
  }
  look_up (plan, groups, fit);
  int reduction = plan->analyses[plan->hypotheses[0].analysis].reduction;
  plan->verdict (plan, size, lane_record (draws, records, reduction, size), groups, fit);
  if (plan->omnibus >= LANE_OMNIBUS_KRUSKAL_WALLIS)
    judge_chi_squared (plan, records, size, groups, fit);
  else if (plan->omnibus)
    judge_omnibus (plan, records, size, groups, fit);
}
