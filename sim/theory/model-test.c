/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * model-test.c - power of one test of any contrast against any bounds, at one level of its own.
 *
 * The statistic is (estimate - bound) over its standard error, so a bound shifts the noncentrality:
 * ncp = (effect - bound) / (sd sqrt (sum w^2 / n)). Two one-sided tests at once are an integral
 * over the standard error (Phillips, J Pharmacokinet Biopharm 1990; 18: 137-44).
 */
#include "model.h"

#include <math.h>

#include "../base/prob.h"
#include "ancova.h"
#include "critical.h"
#include "proportion-contrast.h"
#include "t-power.h"
#include "welch.h"

static const SimRejections no_rejections = { NAN, NAN, NAN, NAN };

/* The law of an estimate and of its standard error at given numbers analysed. */
typedef struct {
  double effect;
  double se;        /* the true one; of ANCOVA with the arms in balance */
  double prior;     /* SD of what is believed of the effect */
  double df;        /* of the estimated variance */
  double factor;    /* the square root of its mean over the true one */
  double df_quantile; /* of the t quantile that it is held against */
  gboolean exact;   /* it is a multiple of chi-squared, and right in the mean */
} Law;

static double
effect_of (const SimTheoryModel *model, guint h)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  const SimHypothesis *test = model->tests[h];
  double effect = 0;

  if (test->type == SIM_WITHIN_ARM_CHANGE)
    return fit->mean[test->arm_a] - fit->baseline;
  for (guint a = 0; a < model->n_arms; a++)
    if (a != test->arm_b && test->weights[a] != 0)
      effect += test->weights[a] * (fit->mean[a] - fit->mean[test->arm_b]);
  return effect;
}

/* Each arm's variance by itself (Satterthwaite, Biometrics 1946; 2: 110-4). */
static void
separate_law (const SimTheoryModel *model, guint h, const double *n, Law *law)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  double sum = 0, below = 0;

  for (guint a = 0; a < model->n_arms; a++) {
    double w = model->tests[h]->weights[a], v = w * w * fit->sd[a] * fit->sd[a] / n[a];
    sum += v;
    below += v * v / (n[a] - 1);
  }
  law->se = sqrt (sum);
  law->df = law->df_quantile = sum * sum / below;
  law->factor = 1;
}

static void
pooled_law (const SimTheoryModel *model, guint h, const double *n, Law *law)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  const SimHypothesis *test = model->tests[h];
  gboolean all = fit->kind != SIM_FIT_TWO_ARMS && test->type != SIM_WITHIN_ARM_CHANGE;
  double sum = 0, squares = 0, df = 0, per_n = 0, variance = 0, first = NAN;

  law->exact = !fit->not_normal && (fit->kind != SIM_FIT_ANCOVA || fit->same_sd);
  for (guint a = 0; a < model->n_arms; a++) {
    double w = test->weights[a], v = fit->sd[a] * fit->sd[a];
    if (w == 0 && !all)
      continue;
    first = isnan (first) ? v : first;
    law->exact &= v == first;
    sum += (n[a] - 1) * v;
    squares += (n[a] - 1) * v * v;
    df += n[a] - 1;
    per_n += w * w / n[a];
    variance += w * w * v / n[a];
  }
  law->se = sqrt (variance);
  law->factor = sqrt (sum / df * per_n / variance);
  law->df = sum * sum / squares - (fit->kind == SIM_FIT_ANCOVA);
  law->df_quantile = df - (fit->kind == SIM_FIT_ANCOVA);
  if (law->exact) {
    law->factor = 1;
    law->df = law->df_quantile;
  }
}

static Law
law_of (const SimTheoryModel *model, guint h, const double *n)
{
  Law law = { .effect = effect_of (model, h), .prior = sim_theory_prior (model, h) };

  if (model->fits[model->fit_of[h]].kind == SIM_FIT_WELCH)
    separate_law (model, h, n, &law);
  else
    pooled_law (model, h, n, &law);
  return law;
}

/* Both one-sided tests of an analysis of covariance: the mean over the balance of the baseline,
   which multiplies the standard error by 1 / sqrt (Beta (m / 2, 1 / 2)). */
static double
ancova_between (const SimHypothesis *test, const Law *law, double m, double level,
                const SimTheoryEffort *effort)
{
  double sum = 0, reach = (test->upper - test->lower) / law->se;
  SimNodes balance;

  if (!(m > 1))
    return NAN;
  sim_nodes_init_beta (&balance, m / 2, 0.5, reach, effort->tolerance, NULL);
  for (guint i = 0; i < balance.n && !sim_theory_cancelled (effort); i++)
    sum += balance.w[i]
           * sim_power_equivalence (law->effect, test->lower, test->upper,
                                    law->se / sqrt (balance.x[i]), law->df, level);
  sim_nodes_clear (&balance);
  return sum;
}

/* What is rejected of a law whose variance is a multiple of chi-squared; effect: from the bound. */
static SimRejections
rejections_of (const Law *law, double effect, double critical, guint sides, gboolean ancova,
               guint n_arms, double total, double tolerance)
{
  double spread = law->prior > 0 ? hypot (law->se, law->prior) : law->se;

  if (ancova)
    return sim_rejections_ancova (effect, law->prior, law->se, critical, sides, n_arms, total,
                                  tolerance);
  return sim_rejections_t (effect, spread, critical * law->se / spread, sides, law->df, tolerance);
}

/* Of a law whose variance is a multiple of chi-squared. */
static double
power_of (const SimTheoryModel *model, guint h, const Law *law, double level, double m,
          const SimTheoryEffort *effort)
{
  const SimHypothesis *test = model->tests[h];
  gboolean ancova = model->fits[model->fit_of[h]].kind == SIM_FIT_ANCOVA;
  guint sides = test->test == SIM_TEST_DIFFERENT ? 2 : 1;
  double critical = sim_critical_t (level, law->df_quantile) * law->factor;
  double ncp = (law->effect - test->lower) / law->se;
  SimTails tails;

  if (test->test == SIM_TEST_BETWEEN && law->prior > 0)
    return NAN;
  if (law->prior > 0) {
    SimRejections sum = rejections_of (law, law->effect - test->lower, critical, sides, ancova,
                                       model->n_arms, m + model->n_arms, effort->tolerance);
    return sum.upper + sum.lower;
  }
  if (test->test == SIM_TEST_BETWEEN && ancova)
    return ancova_between (test, law, m, level, effort);
  if (test->test == SIM_TEST_BETWEEN)
    return sim_power_equivalence (law->effect, test->lower, test->upper, law->se, law->df, level);
  tails = ancova ? sim_power_ancova (critical, sides, model->n_arms, m + model->n_arms, ncp,
                                     effort->tolerance)
                 : sim_power_t_tails (critical, sides, law->df, ncp);
  return tails.upper + tails.lower;
}

double
sim_theory_test (const SimTheoryModel *model, guint h, double divisor, const double *n,
                 const SimTheoryEffort *effort)
{
  const SimHypothesis *test = model->tests[h];
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  double level = test->alpha / test->sides / divisor, m = -(double)model->n_arms;
  Law law = law_of (model, h, n);

  for (guint a = 0; a < model->n_arms; a++)
    m += n[a];
  if (fit->not_normal)
    return NAN;
  if (fit->kind == SIM_FIT_WELCH && test->pair && test->test != SIM_TEST_BETWEEN) {
    guint sides = test->test == SIM_TEST_DIFFERENT ? 2 : 1;
    SimRejections sum = sim_rejections_welch (
        law.effect - test->lower, law.prior, fit->sd[test->arm_a], fit->sd[test->arm_b],
        n[test->arm_a], n[test->arm_b], level * sides, sides, effort->tolerance);
    return sum.upper + sum.lower;
  }
  return law.exact ? power_of (model, h, &law, level, m, effort) : NAN;
}

/* Of proportions, or their logits. Where the arms are alike the likeliest proportion is the pooled
   one. Fisher's test is not near to a normal one. */
static double
proportions_approximate (const SimTheoryModel *model, guint h, double level, const double *n)
{
  const SimHypothesis *source = model->tests[h];
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  SimProportionContrastTest test = { .n_arms = model->n_arms,
                                     .weight = source->weights,
                                     .proportion = fit->proportion,
                                     .logit = source->logit,
                                     .restricted = fit->test != SIM_PROPORTIONS_UNPOOLED,
                                     .two_sided = source->test == SIM_TEST_DIFFERENT,
                                     .lower = source->lower,
                                     .upper = source->upper };

  return fit->test == SIM_PROPORTIONS_FISHER ? NAN
                                             : sim_power_proportion_contrast (&test, level, n);
}

/* A superiority test; others have no wrong side. */
static gboolean
has_signs (const SimHypothesis *test)
{
  return test->type == SIM_SUPERIORITY && test->test != SIM_TEST_BETWEEN && test->lower == 0;
}

SimRejections
sim_theory_rejections (const SimTheoryModel *model, guint h, const double *n,
                       const SimTheoryEffort *effort)
{
  const SimHypothesis *test = model->tests[h];
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  guint sides = test->test == SIM_TEST_DIFFERENT ? 2 : 1;
  gboolean alone
      = model->multiple == SIM_MULTIPLE_NONE || model->multiple == SIM_MULTIPLE_BONFERRONI;
  Law law = law_of (model, h, n);
  double total = 0;

  for (guint a = 0; a < model->n_arms; a++)
    total += n[a];
  if (fit->not_normal || !has_signs (test))
    return no_rejections;
  if (fit->kind == SIM_FIT_WELCH && test->pair && alone) {
    double shared = model->multiple == SIM_MULTIPLE_BONFERRONI ? model->n_hypotheses : 1;
    return sim_rejections_welch (law.effect, law.prior, fit->sd[test->arm_a], fit->sd[test->arm_b],
                                 n[test->arm_a], n[test->arm_b],
                                 test->alpha / test->sides / shared * sides, sides,
                                 effort->tolerance);
  }
  double bound = law.exact ? sim_theory_bound (model, h, n, law.df) : NAN;
  return rejections_of (&law, law.effect, bound, sides, fit->kind == SIM_FIT_ANCOVA,
                        model->n_arms, total, effort->tolerance);
}

SimRejections
sim_theory_rejections_approximate (const SimTheoryModel *model, guint h, const double *n)
{
  const SimHypothesis *test = model->tests[h];
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  Law law = law_of (model, h, n);
  double off = law.effect - model->effect[h]; /* estimates may be on another scale than scores */

  if (fit->no_form || fit->times || !has_signs (test) || fabs (off) > 1e-6 * fabs (law.effect))
    return no_rejections;
  return sim_rejections_z (law.effect, law.se, sim_theory_bound (model, h, n, INFINITY),
                           test->test == SIM_TEST_DIFFERENT ? 2 : 1);
}

double
sim_theory_test_approximate (const SimTheoryModel *model, guint h, double divisor, const double *n)
{
  const SimHypothesis *test = model->tests[h];
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  double level = test->alpha / test->sides / divisor;
  Law law = law_of (model, h, n);
  guint sides = test->test == SIM_TEST_DIFFERENT ? 2 : 1;
  double critical = sim_critical_t (level, law.df_quantile) * law.factor;
  SimTails tails;

  if (fit->proportions)
    return proportions_approximate (model, h, level, n);
  if (fit->no_form || !(law.df >= 0.5 && law.df_quantile > 0))
    return NAN;
  if (test->test == SIM_TEST_BETWEEN)
    return sim_power_equivalence (law.effect, test->lower, test->upper, law.se * law.factor, law.df,
                                  level);
  tails = sim_power_t_tails (critical, sides, law.df, (law.effect - test->lower) / law.se);
  return tails.upper + tails.lower;
}
