/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * model-approximate.c - power where no closed form is exact: unequal SDs under a pooled variance,
 * stepwise rules on pairwise variances, an adjusted joint law.
 *
 * The estimated variance is taken as a multiple of chi-squared with Satterthwaite's degrees of
 * freedom, its mean and variance being right; estimates keep their true variances.
 */
#include "model.h"

#include <math.h>

#include "critical.h"
#include "t-power.h"

/* The estimated standard error of one contrast: its mean relative to the true one, its df, and the
   df of the t quantile it is held against. */
typedef struct {
  double factor, df, df_nominal;
} Scale;

/* Mean and df of a variance pooled over the arms that are used, and its df at face value. */
static double
pooled_variance (const SimTheoryModel *model, const SimTheoryFit *fit, const double *n,
                 const gboolean *used, double *df, double *nominal)
{
  double sum = 0, sum_squares = 0;

  *nominal = 0;
  for (guint a = 0; a < model->n_arms; a++)
    if (used[a]) {
      double v = fit->sd[a] * fit->sd[a];
      sum += (n[a] - 1) * v;
      sum_squares += (n[a] - 1) * v * v;
      *nominal += n[a] - 1;
    }
  *df = sum * sum / sum_squares;
  return sum / *nominal;
}

static Scale
scale_of (const SimTheoryModel *model, guint h, const double *n)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  guint a = model->pairs[h].a, b = model->pairs[h].b;
  gboolean used[SIM_MAX_ARMS];
  double va = fit->sd[a] * fit->sd[a] / n[a], vb = fit->sd[b] * fit->sd[b] / n[b];
  Scale scale = { 1, 0, 0 };

  if (fit->kind == SIM_FIT_WELCH) {
    scale.df = (va + vb) * (va + vb) / (va * va / (n[a] - 1) + vb * vb / (n[b] - 1));
    scale.df_nominal = scale.df;
    return scale;
  }
  for (guint i = 0; i < model->n_arms; i++)
    used[i] = fit->kind != SIM_FIT_TWO_ARMS || i == a || i == b;
  double pooled = pooled_variance (model, fit, n, used, &scale.df, &scale.df_nominal);
  scale.factor = sqrt (pooled * (1 / n[a] + 1 / n[b]) / (va + vb));
  if (fit->kind == SIM_FIT_ANCOVA) {
    scale.df -= 1;
    scale.df_nominal -= 1;
  }
  return scale;
}

/* The joint law with the df of the narrowest scale, for a step-down rule. */
static void
approximate_steps (const SimTheoryModel *model, const double *n, const SimTheoryEffort *effort,
                   double *power)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[0]];
  double variance[SIM_MAX_ARMS], factor[SIM_MAX_HYPOTHESES], m = -(double)model->n_arms;
  SimJoint joint = { .n_arms = model->n_arms,
                     .mean = fit->mean,
                     .variance = variance,
                     .factor = factor,
                     .df = INFINITY,
                     .sides = model->sides,
                     .n_hypotheses = model->n_hypotheses,
                     .pairs = model->pairs };
  double nominal = INFINITY;
  SimJointPower joint_power;
  SimRule rule;

  for (guint a = 0; a < model->n_arms; a++)
    m += n[a];
  for (guint a = 0; a < model->n_arms; a++) {
    variance[a] = fit->sd[a] * fit->sd[a] / n[a];
    if (fit->kind == SIM_FIT_ANCOVA)
      variance[a] *= 1 + 1 / MAX (m - 2, 1);
  }
  for (guint h = 0; h < model->n_hypotheses; h++) {
    Scale scale = scale_of (model, h, n);
    factor[h] = scale.factor;
    joint.df = MIN (joint.df, scale.df);
    nominal = MIN (nominal, scale.df_nominal);
  }
  if (!(joint.df > 0 && nominal > 0))
    return;
  sim_rule_init_steps (&rule, SIM_RULE_STEP_DOWN, model->n_hypotheses, model->alpha, model->sides,
                       nominal);
  if (!sim_joint_power (&joint, &rule, effort->tolerance, &joint_power))
    return;
  for (guint h = 0; h < model->n_hypotheses; h++)
    power[h] = joint_power.power[h];
}

static double
approximate_single (const SimTheoryModel *model, guint h, const double *n)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  guint a = model->pairs[h].a, b = model->pairs[h].b, m = model->n_hypotheses;
  Scale scale = scale_of (model, h, n);
  double se = sqrt (fit->sd[a] * fit->sd[a] / n[a] + fit->sd[b] * fit->sd[b] / n[b]);
  double lambda[SIM_MAX_HYPOTHESES], bound;

  if (!(scale.df >= 0.5 && scale.df_nominal > 0))
    return NAN;
  for (guint i = 0; i < m; i++)
    lambda[i] = sqrt (n[model->pairs[i].a] / (n[model->pairs[i].a] + n[model->pairs[i].b]));
  if (model->multiple == SIM_MULTIPLE_DUNNETT)
    bound = sim_critical_dunnett (model->alpha, model->sides, scale.df_nominal, m, lambda);
  else
    bound = sim_critical_t (model->alpha / model->sides
                                / (model->multiple == SIM_MULTIPLE_BONFERRONI ? m : 1),
                            scale.df_nominal);
  SimTails tails = sim_power_t_tails (bound * scale.factor, model->sides, scale.df,
                                      (fit->mean[a] - fit->mean[b]) / se);
  return tails.upper + tails.lower;
}

void
sim_theory_approximate (const SimTheoryModel *model, const double *n, const SimTheoryEffort *effort,
                        double *power)
{
  for (guint h = 0; h < model->n_hypotheses; h++)
    power[h] = NAN;
  if (model->multiple == SIM_MULTIPLE_OTHER)
    return;
  if (model->multiple == SIM_MULTIPLE_HOLM) {
    if (model->one_fit && model->all_plain && !model->fits[model->fit_of[0]].times
        && !model->fits[model->fit_of[0]].proportions)
      approximate_steps (model, n, effort, power);
    return;
  }
  for (guint h = 0; h < model->n_hypotheses; h++)
    if (model->fits[model->fit_of[h]].times)
      power[h] = sim_theory_times_approximate (model, h, n);
    else
      power[h] = model->plain[h] && !model->fits[model->fit_of[h]].proportions
                   ? approximate_single (model, h, n)
                   : sim_theory_test_approximate (
                       model, h,
                       model->multiple == SIM_MULTIPLE_BONFERRONI ? model->n_hypotheses : 1, n);
}
