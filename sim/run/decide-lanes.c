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

/* One-way analysis of variance over all arms at the first analysis' visit. */
static void judge_omnibus (const LanePlan *plan, const double *records, int size, int groups,
                           LaneFit *fit)
{
  const LaneDraws *draws = &plan->draws;
  const LaneAnalysis *analysis = &plan->analyses[0];
  const LaneReduction *reduction = &draws->reductions[plan->omnibus_reduction];
  const double *first = lane_record (draws, records, plan->omnibus_reduction, size);
  double rho = analysis->rho, resid = analysis->resid;
  for (int i = 0; i < groups * SIM_LANES; i++) {
    double total = 0, sum = 0, within = 0, mean[LANE_ARMS], count[LANE_ARMS];
    bool good = true;
    for (int a = 0; a < draws->n_arms; a++) {
      const double *m = first + i / SIM_LANES * draws->stride
                        + (long) a * reduction->n_moments * SIM_LANES + i % SIM_LANES;
      double n = reduction->any_missing ? m[LANE_N * SIM_LANES] : draws->arm_n[size][a];
      double sy = resid * m[LANE_E * SIM_LANES];
      double syy = resid * resid * m[LANE_EE * SIM_LANES];
      if (reduction->baseline) {
        sy += rho * m[LANE_X * SIM_LANES];
        syy += rho * rho * m[LANE_XX * SIM_LANES] + 2 * rho * resid * m[LANE_XE * SIM_LANES];
      }
      good = good && n >= 2;
      count[a] = n;
      mean[a] = analysis->mean[a] + analysis->sd[a] * (sy / n);
      within += analysis->sd[a] * analysis->sd[a] * (syy - sy * sy / n);
      total += n;
      sum += n * mean[a];
    }
    double between = 0;
    for (int a = 0; a < draws->n_arms; a++) {
      double d = mean[a] - sum / total;
      between += count[a] * d * d;
    }
    double df1 = draws->n_arms - 1, df2 = total - draws->n_arms;
    good = good && df2 >= 1 && within > plan->omnibus_least;
    double f = between * df2 / (within * df1);
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
  if (plan->omnibus)
    judge_omnibus (plan, records, size, groups, fit);
}
