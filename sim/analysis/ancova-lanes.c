/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ancova-lanes.c - analysis of covariance: all arms in one model, one common slope on baseline.
 *
 * With W the sums within arms: slope = Wxy / Wxx, residual sum = Wyy - Wxy^2 / Wxx on
 * analysed - arms - 1 df; of a contrast with weights w, estimate = sum w y - slope sum w x and
 * variance = s^2 (sum w^2 / n + (sum w x)^2 / Wxx).
 */
#include "analysis-lanes.h"

/* What is common to all hypotheses of one vector of replicates. */
typedef struct {
  PooledSums w;
  vd per_wxx, slope, s2;
  vi good;
} Model;

static inline __attribute__ ((always_inline)) void
fit_model (const LanePlan *plan, const LaneAnalysis *analysis, const ArmCounts *counts, int n_arms,
           const double *record, int part, vd df, Model *model)
{
  PooledSums *w = &model->w;
  pooled_sums (plan, analysis, record, part, counts, n_arms, true, w);
  model->per_wxx = 1.0 / w->sxx;
  model->slope = w->sxy * model->per_wxx;
  model->s2 = (w->syy - model->slope * w->sxy) / df;
  model->good = counts->enough & (w->sxx > v_set (analysis->least_xx));
}

/* squares: the sum of w^2 / n. */
static inline void estimate (const LanePlan *plan, const LaneAnalysis *analysis, int h, int size,
                             const Model *model, vd squares, vd df, int at, LaneFit *fit)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  vd gap = contrast_of (plan, hypothesis, model->w.x);
  vd error
      = (contrast_of (plan, hypothesis, model->w.y) - model->slope * gap) * analysis->direction;
  vd variance = model->s2 * (squares + gap * gap * model->per_wxx);
  fit_store (hypothesis, size, fit, h, at, error, variance, df, model->good);
}

/* Where numbers differ from trial to trial. */
static inline void lost (const LanePlan *plan, const LaneAnalysis *analysis,
                         const ArmCounts *counts, const double *record, int size, int at,
                         LaneFit *fit)
{
  Model model;
  vd df = counts->total - (double) (plan->draws.n_arms + 1);
  fit_model (plan, analysis, counts, plan->draws.n_arms, record, at % VPARTS, df, &model);
  for (int i = 0; i < analysis->n_hypotheses; i++) {
    int h = analysis->hypotheses[i];
    vd squares = contrast_squares (plan, &plan->hypotheses[h], counts->per_n);
    estimate (plan, analysis, h, size, &model, squares, df, at, fit);
  }
}

/* A tile where they do not, as in t-test-lanes.c: the models, then hypothesis by hypothesis. */
static inline __attribute__ ((always_inline)) void
planned (const LanePlan *plan, const LaneAnalysis *analysis, const ArmCounts *counts, int n_arms,
         const double *records, int size, int groups, LaneFit *restrict fit)
{
  Model models[LANE_GROUPS * VPARTS];
  vd df = counts->total - (double) (n_arms + 1);
  for (int at = 0; at < groups * VPARTS; at++)
    fit_model (plan, analysis, counts, n_arms, records + at / VPARTS * plan->draws.stride,
               at % VPARTS, df, &models[at]);
  for (int i = 0; i < analysis->n_hypotheses; i++) {
    int h = analysis->hypotheses[i];
    vd squares = contrast_squares (plan, &plan->hypotheses[h], counts->per_n);
    for (int at = 0; at < groups * VPARTS; at++)
      estimate (plan, analysis, h, size, &models[at], squares, df, at, fit);
  }
}

void LANE_FN (sim_lanes_ancova) (const LanePlan *plan, const LaneAnalysis *analysis, int size,
                                 const double *records, int groups, LaneFit *restrict fit)
{
  int n_arms = plan->draws.n_arms;
  ArmCounts counts;
  planned_counts (plan, analysis, size, &counts);
  if (!counts.lost && n_arms == 3)
    planned (plan, analysis, &counts, 3, records, size, groups, fit);
  else if (!counts.lost)
    planned (plan, analysis, &counts, n_arms, records, size, groups, fit);
  else
    for (int at = 0; at < groups * VPARTS; at++) {
      const double *record = records + at / VPARTS * plan->draws.stride;
      read_counts (plan, record, at % VPARTS, &counts);
      lost (plan, analysis, &counts, record, size, at, fit);
    }
}
