/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * model-power.c - the closed forms of a model at given numbers analysed.
 */
#include "model.h"

#include <math.h>

#include "../base/numeric.h"
#include "../base/prob.h"
#include "ancova.h"
#include "anova.h"
#include "critical.h"
#include "t-power.h"
#include "welch.h"

#define MAX_RADII  4 /* nodes for the size of the baseline's imbalance */
#define MAX_LEVELS 8 /* of a rule with three hypotheses and more: the time grows with the cube */

static double
sum_tails (SimTails tails)
{
  return tails.upper + tails.lower;
}

static double
total_of (const SimTheoryModel *model, const double *n)
{
  double total = 0;

  for (guint a = 0; a < model->n_arms; a++)
    total += n[a];
  return total;
}

/* Residual df of the pooled variance; those of two arms for a pairwise one. */
static double
df_of (const SimTheoryModel *model, const SimTheoryFit *fit, double n_a, double n_b, double total)
{
  if (fit->kind == SIM_FIT_TWO_ARMS || fit->kind == SIM_FIT_WELCH)
    return n_a + n_b - 2;
  return total - model->n_arms - (fit->kind == SIM_FIT_ANCOVA);
}

double
sim_theory_prior (const SimTheoryModel *model, guint h)
{
  double sum = 0;

  for (guint a = 0; a < model->n_arms && model->believed; a++) {
    double prior = model->tests[h]->weights[a] * model->fits[model->fit_of[h]].prior[a];
    sum += prior * prior;
  }
  return sqrt (sum);
}

/* Power of one test on a pooled variance against a given bound; both SDs equal. */
static double
single_against (const SimTheoryModel *model, guint h, double bound, double n_a, double n_b,
                double total, const SimTheoryEffort *effort)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  SimPair pair = model->pairs[h];
  double difference = fit->mean[pair.a] - fit->mean[pair.b];
  double se = fit->sd[pair.a] * sqrt (1 / n_a + 1 / n_b), prior = sim_theory_prior (model, h);
  double ncp = difference / se, df = df_of (model, fit, n_a, n_b, total);

  if (prior > 0) {
    SimRejections sum
        = fit->kind == SIM_FIT_ANCOVA
              ? sim_rejections_ancova (difference, prior, se, bound, model->sides, model->n_arms,
                                       total, effort->tolerance)
              : sim_rejections_t (difference, hypot (se, prior), bound * se / hypot (se, prior),
                                  model->sides, df, effort->tolerance);
    return sum.upper + sum.lower;
  }
  if (fit->kind == SIM_FIT_ANCOVA)
    return sum_tails (
        sim_power_ancova (bound, model->sides, model->n_arms, total, ncp, effort->tolerance));
  return sum_tails (sim_power_t_tails (bound, model->sides, df, ncp));
}

double
sim_theory_single (const SimTheoryModel *model, guint h, double divisor, double n_a, double n_b,
                   double total, const SimTheoryEffort *effort)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  SimPair pair = model->pairs[h];
  double level = model->alpha / divisor;

  if (fit->not_normal)
    return NAN;
  if (fit->kind == SIM_FIT_WELCH) {
    SimRejections sum = sim_rejections_welch (
        fit->mean[pair.a] - fit->mean[pair.b], sim_theory_prior (model, h), fit->sd[pair.a],
        fit->sd[pair.b], n_a, n_b, level, model->sides, effort->tolerance);
    return sum.upper + sum.lower;
  }
  if (fit->kind == SIM_FIT_TWO_ARMS ? fit->sd[pair.a] != fit->sd[pair.b] : !fit->same_sd)
    return NAN;
  double df = df_of (model, fit, n_a, n_b, total);
  double bound = sim_critical_t (level / model->sides, df);
  return single_against (model, h, bound, n_a, n_b, total, effort);
}

static double
dunnett_bound (const SimTheoryModel *model, const double *n, double df)
{
  double lambda[SIM_MAX_HYPOTHESES];

  for (guint h = 0; h < model->n_hypotheses; h++) {
    double n_a = n[model->pairs[h].a], n_b = n[model->pairs[h].b];
    lambda[h] = sqrt (n_a / (n_a + n_b));
  }
  return sim_critical_dunnett (model->alpha, model->sides, df, model->n_hypotheses, lambda);
}

/* Step-down: Dunnett's constant for each set that remains. */
static gboolean
step_down_rule (const SimTheoryModel *model, const double *n, double df, SimRule *rule)
{
  guint m = model->n_hypotheses, all = (1u << m) - 1;
  double bounds[SIM_RULE_MAX_SEQUENCE << SIM_RULE_MAX_SEQUENCE], lambda[SIM_MAX_HYPOTHESES];

  if (m > SIM_RULE_MAX_SEQUENCE)
    return FALSE;
  for (guint rejected = 0; rejected <= all; rejected++) {
    guint k = 0;
    for (guint h = 0; h < m; h++)
      if (!(rejected & (1u << h))) {
        double n_a = n[model->pairs[h].a], n_b = n[model->pairs[h].b];
        lambda[k++] = sqrt (n_a / (n_a + n_b));
      }
    double c = k > 0 ? sim_critical_dunnett (model->alpha, model->sides, df, k, lambda) : INFINITY;
    for (guint h = 0; h < m; h++)
      bounds[rejected * m + h] = rejected & (1u << h) ? INFINITY : c;
  }
  return sim_rule_init_sequence (rule, m, bounds);
}

/* Local levels by what is rejected. */
static gboolean
sequence_rule (const SimTheoryModel *model, double df, SimRule *rule)
{
  guint m = model->n_hypotheses;
  double bounds[SIM_RULE_MAX_SEQUENCE << SIM_RULE_MAX_SEQUENCE];

  if (m > SIM_RULE_MAX_SEQUENCE)
    return FALSE;
  double *fractions = sim_procedure_fractions (&model->procedure);
  for (guint i = 0; i < m << m; i++)
    bounds[i] = fractions[i] > 0
                    ? sim_critical_t (model->alpha * fractions[i] / model->sides, df)
                    : INFINITY;
  g_free (fractions);
  return sim_rule_init_sequence (rule, m, bounds) && (m < 3 || rule->n_bounds <= MAX_LEVELS);
}

static guint
arms_compared (const SimTheoryModel *model)
{
  guint arms = 0;

  for (guint h = 0; h < model->n_hypotheses; h++)
    arms |= 1u << model->pairs[h].a | 1u << model->pairs[h].b;
  return sim_set_size (arms);
}

/* FALSE for LSD, whose gate is no bound on single statistics, and for too many hypotheses. */
static gboolean
procedure_rule (const SimTheoryModel *model, const double *n, double df, SimRule *rule)
{
  guint m = model->n_hypotheses;
  double alpha = model->alpha;

  if (sim_procedure_is_sequential (&model->procedure))
    return sequence_rule (model, df, rule);
  switch (model->procedure.kind) {
  case SIM_PROCEDURE_SIDAK:
    sim_rule_init_level (rule, m, alpha, alpha / -expm1 (log1p (-alpha) / m), model->sides, df);
    return TRUE;
  case SIM_PROCEDURE_HOCHBERG:
    sim_rule_init_steps (rule, SIM_RULE_STEP_UP, m, alpha, model->sides, df);
    return TRUE;
  case SIM_PROCEDURE_HOMMEL:
    return sim_rule_init_hommel (rule, m, alpha, model->sides, df);
  case SIM_PROCEDURE_DUNNETT_STEP_DOWN:
    return step_down_rule (model, n, df, rule);
  case SIM_PROCEDURE_TUKEY:
    sim_rule_init_bound (rule, m, sim_critical_tukey (alpha, arms_compared (model), df));
    return TRUE;
  default:
    return FALSE;
  }
}

/* FALSE for a rule without closed form. */
static gboolean
rule_of (const SimTheoryModel *model, const double *n, double df, SimRule *rule)
{
  guint m = model->n_hypotheses;

  switch (model->multiple) {
  case SIM_MULTIPLE_NONE:
    sim_rule_init_level (rule, m, model->alpha, 1, model->sides, df);
    return TRUE;
  case SIM_MULTIPLE_BONFERRONI:
    sim_rule_init_level (rule, m, model->alpha, m, model->sides, df);
    return TRUE;
  case SIM_MULTIPLE_HOLM:
    sim_rule_init_steps (rule, SIM_RULE_STEP_DOWN, m, model->alpha, model->sides, df);
    return TRUE;
  case SIM_MULTIPLE_DUNNETT:
    sim_rule_init_bound (rule, m, dunnett_bound (model, n, df));
    return TRUE;
  case SIM_MULTIPLE_OTHER:
    break;
  }
  return procedure_rule (model, n, df, rule);
}

double
sim_theory_bound (const SimTheoryModel *model, guint h, const double *n, double df)
{
  const SimHypothesis *test = model->tests[h];
  gboolean shared = model->multiple == SIM_MULTIPLE_BONFERRONI;
  SimRule rule;

  if (shared || model->multiple == SIM_MULTIPLE_NONE)
    return sim_critical_t (test->alpha / test->sides / (shared ? model->n_hypotheses : 1), df);
  if (!model->all_plain || !model->one_fit || !rule_of (model, n, df, &rule)
      || rule.kind != SIM_RULE_SINGLE_STEP)
    return NAN;
  return rule.bounds[0];
}

static void
power_set_nan (SimJointPower *power, guint n_hypotheses)
{
  for (guint h = 0; h < n_hypotheses; h++)
    power->power[h] = NAN;
  for (guint i = 0; i < SIM_JOINT_MAX_EVENTS; i++)
    power->event[i] = NAN;
  power->any = power->all = NAN;
}

/* The arms that the hypotheses compare, at most three of them; the number, 0 if there are more. */
static guint
compared_arms (const SimTheoryModel *model, guint arms[3])
{
  guint n = 0;

  for (guint a = 0; a < model->n_arms; a++) {
    gboolean used = FALSE;
    for (guint h = 0; h < model->n_hypotheses; h++)
      used |= model->pairs[h].a == a || model->pairs[h].b == a;
    if (used && n == 3)
      return 0;
    if (used)
      arms[n++] = a;
  }
  return n;
}

static void
add_scaled (SimJointPower *sum, const SimJointPower *term, double weight, guint n)
{
  for (guint h = 0; h < n; h++)
    sum->power[h] += weight * term->power[h];
  sum->any += weight * term->any;
  sum->all += weight * term->all;
  for (guint i = 0; i < SIM_JOINT_MAX_EVENTS; i++)
    sum->event[i] += weight * term->event[i];
}

/* Directions and sizes of the baseline's imbalance: the smaller it is, the rounder is its effect.
   The error is below 1e-7 (m = total - arms), or 1e-4 where only a curve is drawn. */
static guint
angles_needed (double m, const SimTheoryEffort *effort)
{
  if (effort->tolerance > 1e-7)
    return m >= 30 ? 2 : 4;
  return m >= 100 ? 4 : m >= 25 ? 6 : m >= 15 ? 8 : 10;
}

static guint
radii_needed (double m, const SimTheoryEffort *effort)
{
  if (effort->tolerance > 1e-7)
    return 2;
  return m >= 25 ? 3 : MAX_RADII;
}

/* What the bounds of estimated standard errors are over the SDs of estimates that vary with the
   true means too; n: numbers analysed, tilt may be NULL. */
static void
find_factors (const SimTheoryModel *model, const double *n, const double *tilt, double *factor)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[0]];

  for (guint h = 0; h < model->n_hypotheses; h++) {
    SimPair pair = model->pairs[h];
    double lean = tilt != NULL ? tilt[pair.a] - tilt[pair.b] : 0;
    double se = sqrt (1 / n[pair.a] + 1 / n[pair.b] + lean * lean);
    factor[h] = se / hypot (se, sim_theory_prior (model, h) / fit->sd[0]);
  }
}

/*
 * Joint power of an analysis of covariance in three arms, averaged over the baseline's imbalance.
 * Measured in the contrast space of the arms, where randomisation is isotropic, the imbalance over
 * the root of the baseline's sum of squares within arms has uniform direction and a length r with
 * y = 1 / sqrt (1 + r^2) ~ Beta (m, 1), m = total - arms; it adds v v' to the covariance. Power is
 * smooth in y, by which the shift of a contrast along v is multiplied.
 */
static gboolean
average_imbalance (const SimTheoryModel *model, SimJoint *joint, const SimRule *rule,
                   const guint arms[3], const double *n, double *factor,
                   const SimTheoryEffort *effort, SimJointPower *power)
{
  double y[MAX_RADII], weight[MAX_RADII], tilt[SIM_MAX_ARMS] = { 0 };
  double m = total_of (model, n) - model->n_arms, last = 1 / n[arms[2]];
  double c11 = sqrt (1 / n[arms[0]] + last), c21 = last / c11;
  double c22 = sqrt (1 / n[arms[1]] + last - c21 * c21);
  guint angles = angles_needed (m, effort), radii = radii_needed (m, effort);

  *power = (SimJointPower){ .any = 0 };
  joint->tilt = tilt;
  sim_gauss_beta (radii, m, 1, y, weight);
  for (guint i = 0; i < radii; i++)
    for (guint k = 0; k < angles && !sim_theory_cancelled (effort); k++) {
      double r = sqrt (1 / (y[i] * y[i]) - 1), angle = G_PI * (k + 0.5) / angles;
      SimJointPower one;
      tilt[arms[0]] = r * c11 * cos (angle);
      tilt[arms[1]] = r * (c21 * cos (angle) + c22 * sin (angle));
      if (model->believed)
        find_factors (model, n, tilt, factor);
      if (!sim_joint_power (joint, rule, effort->tolerance, &one))
        return FALSE;
      add_scaled (power, &one, weight[i] / angles, model->n_hypotheses);
    }
  return TRUE;
}

gboolean
sim_theory_joint_known (const SimTheoryModel *model)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[0]];
  double mean[SIM_MAX_ARMS] = { 0 }, variance[SIM_MAX_ARMS], n[SIM_MAX_ARMS];
  guint arms[3];
  SimJointPower power;
  SimRule rule;

  if (model->n_hypotheses < 2 || !model->all_plain || !model->one_fit || !fit->same_sd
      || fit->not_normal)
    return FALSE;
  if (fit->kind != SIM_FIT_ALL_ARMS && fit->kind != SIM_FIT_ANCOVA)
    return FALSE;
  if (fit->kind == SIM_FIT_ANCOVA && compared_arms (model, arms) != 3)
    return FALSE;
  /* asks the integrators themselves, at an effort that costs nothing */
  for (guint a = 0; a < model->n_arms; a++)
    variance[a] = n[a] = 1;
  SimJoint joint = { .n_arms = model->n_arms,
                     .mean = mean,
                     .variance = variance,
                     .df = INFINITY,
                     .sides = model->sides,
                     .n_hypotheses = model->n_hypotheses,
                     .pairs = model->pairs };
  if (model->multiple == SIM_MULTIPLE_DUNNETT)
    sim_rule_init_bound (&rule, model->n_hypotheses, 2);
  else if (!rule_of (model, n, INFINITY, &rule))
    return FALSE;
  return sim_joint_power (&joint, &rule, 1e-3, &power);
}

/* Any, all and stepwise power of a test on a variance pooled over all arms. */
static void
joint_power (const SimTheoryModel *model, const double *n, const SimRule *rule, double df,
             gboolean averaged, const SimTheoryEffort *effort, SimJointPower *power)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[0]];
  double mean[SIM_MAX_ARMS], variance[SIM_MAX_ARMS], analysed[SIM_MAX_ARMS];
  double factor[SIM_MAX_HYPOTHESES];
  double m = total_of (model, n) - model->n_arms;
  guint arms[3];
  SimJoint joint = { .n_arms = model->n_arms,
                     .mean = mean,
                     .variance = variance,
                     .factor = model->believed ? factor : NULL,
                     .df = df,
                     .sides = model->sides,
                     .n_hypotheses = model->n_hypotheses,
                     .pairs = model->pairs,
                     .n_events = model->n_events,
                     .events = model->events };
  /* E[1 + F / m], F(1, m) */
  double grown = fit->kind == SIM_FIT_ANCOVA && !averaged ? 1 + 1 / MAX (m - 2, 1) : 1;

  for (guint a = 0; a < model->n_arms; a++) {
    double prior = model->believed ? fit->prior[a] / fit->sd[a] : 0;
    analysed[a] = n[a] / grown;
    mean[a] = fit->mean[a] / fit->sd[a];
    variance[a] = 1 / analysed[a] + prior * prior;
  }
  if (fit->kind == SIM_FIT_ANCOVA && averaged) {
    if (compared_arms (model, arms) != 3
        || !average_imbalance (model, &joint, rule, arms, n, factor, effort, power))
      power_set_nan (power, model->n_hypotheses);
    return;
  }
  if (model->believed)
    find_factors (model, analysed, NULL, factor);
  sim_joint_power (&joint, rule, effort->tolerance, power);
}

void
sim_theory_joint (const SimTheoryModel *model, const double *n, gboolean averaged,
                  const SimTheoryEffort *effort, SimJointPower *power)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[0]];
  double total = total_of (model, n), df = df_of (model, fit, 0, 0, total);
  SimRule rule;

  power_set_nan (power, model->n_hypotheses);
  if (!model->all_plain || !model->one_fit || !fit->same_sd || fit->not_normal
      || !rule_of (model, n, df, &rule))
    return;
  if (fit->kind != SIM_FIT_ALL_ARMS && fit->kind != SIM_FIT_ANCOVA)
    return;
  if (model->joint_known)
    joint_power (model, n, &rule, df, averaged, effort, power);
  if (rule.kind != SIM_RULE_SINGLE_STEP)
    return;
  /* single-step power needs no joint law, and is exact for ANCOVA in any number of arms */
  for (guint h = 0; h < model->n_hypotheses; h++)
    power->power[h] = single_against (model, h, rule.bounds[0], n[model->pairs[h].a],
                                      n[model->pairs[h].b], total, effort);
  if (model->n_hypotheses == 1)
    power->any = power->all = power->power[0];
}

double
sim_theory_omnibus (const SimTheoryModel *model, const double *n)
{
  const SimTheoryFit *fit = &model->omnibus_fit;

  if (!model->omnibus || !fit->same_sd || fit->not_normal || model->believed)
    return NAN;
  double ncp = sim_anova_ncp (model->n_arms, n, fit->mean, fit->sd[0]);
  return sim_power_f (model->alpha, model->n_arms - 1.0, total_of (model, n) - model->n_arms, ncp);
}
