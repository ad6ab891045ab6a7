/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * families-contrasts.c - contrasts of three arms by the kernels that the engine runs, from lists of
 * scores: eight times the same trial.
 */
#include <math.h>
#include <string.h>

#include "analysis/analysis-lanes.h"
#include "base/prob.h"
#include "table.h"

enum { ARMS = 3, MOST = 1000 };

typedef struct {
  double estimate, t, df, p;
} Found;

static Found fit (const double (*scores)[MOST], const int *n, const double *weights, int variant)
{
  static LanePlan plan;
  static LaneFit fit;
  double records[ARMS * 2 * SIM_LANES] = { 0 };
  memset (&plan, 0, sizeof plan);
  LaneAnalysis *analysis = &plan.analyses[0];
  LaneHypothesis *hypothesis = &plan.hypotheses[0];
  plan.draws.n_arms = ARMS;
  plan.draws.stride = ARMS * 2 * SIM_LANES;
  plan.draws.reductions[0].n_moments = 2;
  plan.n_hypotheses = plan.n_analyses = analysis->n_hypotheses = 1;
  analysis->direction = 1;
  analysis->variant = variant;
  hypothesis->unit[0] = 1;
  for (int a = 0; a < ARMS; a++) {
    plan.draws.arm_n[0][a] = n[a];
    analysis->scale[a] = lane_scale (1, 0, 0, 1);
    hypothesis->weight[a] = weights[a];
    for (int i = 0; i < n[a]; i++)
      for (int lane = 0; lane < SIM_LANES; lane++) {
        records[(a * 2 + LANE_E) * SIM_LANES + lane] += scores[a][i];
        records[(a * 2 + LANE_EE) * SIM_LANES + lane] += scores[a][i] * scores[a][i];
      }
  }
  sim_lanes_t_test_scalar (&plan, analysis, 0, records, 1, &fit);
  g_assert_true (fit.fitted[0][7]);
  double t = fit.error[0][7] / sqrt (fit.variance[0][7]), df = fit.df[0][7];
  return (Found){ fit.error[0][7], t, df, sim_t_upper (t, df) };
}

void
family_retention_test (void)
{
  Table *t = table_open ("retention_test");
  static const char *const arms[] = { "exp", "ref", "pla" };

  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    double scores[ARMS][MOST], share = table_need (t, "retention_theta");
    const double weights[] = { 1, -share, -(1 - share) };
    int n[ARMS];
    for (int a = 0; a < ARMS; a++)
      n[a] = table_list (t, arms[a], scores[a], MOST);
    Found pooled = fit ((const double (*)[MOST])scores, n, weights, LANE_ALL_ARMS);
    Found welch = fit ((const double (*)[MOST])scores, n, weights, LANE_WELCH);
    table_check (t, "estimate", pooled.estimate, 1e-10, FALSE);
    table_check (t, "t_pooled", pooled.t, 1e-10, FALSE);
    table_check (t, "df_pooled", pooled.df, 0, FALSE);
    table_check (t, "p_one_sided_pooled", pooled.p, 1e-10, FALSE);
    table_check (t, "estimate", welch.estimate, 1e-10, FALSE);
    table_check (t, "t_welch", welch.t, 1e-10, FALSE);
    table_check (t, "df_welch", welch.df, 1e-10, FALSE);
    table_check (t, "p_one_sided_welch", welch.p, 1e-10, FALSE);
  }
  table_close (t);
}
