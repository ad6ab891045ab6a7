/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * theory.c - exact operating characteristics of a scenario: expectations over numbers analysed.
 *
 * Without dropout every expectation has one term. With it, the numbers analysed are independent
 * binomials, whose joint law is replaced by few nodes (attrition.h); the error is below 1e-7 where
 * no arm loses more than half (tested against full enumeration), and has been seen to reach 3e-6
 * where arms lose nine in ten. A trial with an arm of fewer than two analysed rejects
 * nothing.
 */
#include "theory.h"

#include <math.h>

#include "../scenario/allocation.h"
#include "attrition.h"
#include "model.h"
#include "selection.h"

/* More combinations of numbers analysed than this are not worth their time. */
#define MAX_TERMS  1500
#define CURVE_SIZE 60
/* What a coarse value may cost: ten milliseconds. */
#define FEW_TABLES 1e6

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

/* Expected power of one hypothesis tested alone: its two arms, and the others together. */
static double
expect_single (const SimTheoryModel *model, guint h, double divisor, const guint *size,
               const SimTheoryEffort *effort)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  guint a = model->pairs[h].a, b = model->pairs[h].b, n_rest = 0, rest_size[SIM_MAX_ARMS];
  double rest_missing[SIM_MAX_ARMS], sum = 0;
  gboolean pairwise = fit->kind == SIM_FIT_TWO_ARMS || fit->kind == SIM_FIT_WELCH;
  SimAttrition first, second, rest;

  for (guint i = 0; i < model->n_arms && !pairwise; i++)
    if (i != a && i != b) {
      rest_size[n_rest] = size[i];
      rest_missing[n_rest++] = fit->missing[i];
    }
  sim_attrition_init (&first, 1, &size[a], &fit->missing[a], effort->attrition);
  sim_attrition_init (&second, 1, &size[b], &fit->missing[b], effort->attrition);
  sim_attrition_init (&rest, n_rest, rest_size, rest_missing, effort->attrition);
  double complete = first.complete * second.complete * rest.complete;
  if (complete == 0)
    return 0;
  for (guint i = 0; i < first.n; i++)
    for (guint j = 0; j < second.n; j++)
      for (guint k = 0; k < rest.n && !sim_theory_cancelled (effort); k++)
        sum += first.w[i] * second.w[j] * rest.w[k]
               * sim_theory_single (model, h, divisor, first.x[i], second.x[j],
                                    first.x[i] + second.x[j] + rest.x[k], effort);
  return complete * sum;
}

/* Which arms an arm of fewer than two analysed fails: those whose scores the fit needs. */
static void
missing_of (const SimTheoryModel *model, guint h, double *missing)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  const SimHypothesis *test = model->tests[h];
  gboolean own_arms = fit->kind == SIM_FIT_TWO_ARMS || fit->kind == SIM_FIT_WELCH
                      || test->type == SIM_WITHIN_ARM_CHANGE;

  for (guint a = 0; a < model->n_arms; a++)
    missing[a] = own_arms && test->weights[a] == 0 ? 0 : fit->missing[a];
}

/* Expected power of any hypothesis tested alone; an arm of fewer than two fails only where the fit
   needs it. */
static double
expect_test (const SimTheoryModel *model, guint h, double divisor, const guint *size,
             const SimTheoryEffort *effort)
{
  double missing[SIM_MAX_ARMS], sum = 0, complete;

  missing_of (model, h, missing);
  GArray *terms = sim_attrition_terms (model->n_arms, size, missing, effort->attrition, MAX_TERMS,
                                       &complete);
  if (terms == NULL)
    return NAN;
  for (guint i = 0; i < terms->len && !sim_theory_cancelled (effort); i++) {
    const SimAttritionTerm *term = &g_array_index (terms, SimAttritionTerm, i);
    sum += term->weight * sim_theory_test (model, h, divisor, term->n, effort);
  }
  g_array_unref (terms);
  return complete * sum;
}

/* Expected power of a hypothesis tested alone, at its level over the divisor. */
static double
expect_alone (const SimTheoryModel *model, guint h, double divisor, const guint *size,
              const SimTheoryEffort *effort)
{
  if (model->fits[model->fit_of[h]].proportions)
    return sim_theory_proportions (model, h, divisor, size, effort);
  return model->plain[h] ? expect_single (model, h, divisor, size, effort)
                         : expect_test (model, h, divisor, size, effort);
}

/* Sum over the numbers analysed; correction: what averaging over the imbalance adds. */
static void
sum_joint (const SimTheoryModel *model, const GArray *terms, double complete, gboolean correction,
           const SimTheoryEffort *effort, SimJointPower *sum)
{
  SimJointPower one;

  for (guint i = 0; i < terms->len && !sim_theory_cancelled (effort); i++) {
    const SimAttritionTerm *term = &g_array_index (terms, SimAttritionTerm, i);
    double weight = complete * term->weight;
    sim_theory_joint (model, term->n, FALSE, effort, &one);
    add_scaled (sum, &one, correction ? -weight : weight, model->n_hypotheses);
    if (correction) {
      sim_theory_joint (model, term->n, TRUE, effort, &one);
      add_scaled (sum, &one, weight, model->n_hypotheses);
    }
  }
}

/*
 * Expected power under the rule. For ANCOVA the random imbalance of the baseline changes joint
 * power by order 1 / total^2 beyond its mean effect; so small a term needs only a coarse sum.
 */
static gboolean
expect_joint (const SimTheoryModel *model, const guint *size, const SimTheoryEffort *effort,
              SimJointPower *sum)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[0]];
  double coarse = MIN (0.1, 1e3 * effort->attrition), complete;
  GArray *terms = sim_attrition_terms (model->n_arms, size, fit->missing, effort->attrition,
                                       MAX_TERMS, &complete);

  if (terms == NULL)
    return FALSE;
  *sum = (SimJointPower){ .any = 0 };
  sum_joint (model, terms, complete, FALSE, effort, sum);
  g_array_unref (terms);
  if (fit->kind != SIM_FIT_ANCOVA || !model->joint_known)
    return TRUE;
  terms = sim_attrition_terms (model->n_arms, size, fit->missing, coarse, MAX_TERMS, &complete);
  g_return_val_if_fail (terms != NULL, FALSE); /* fewer than the fine ones */
  sum_joint (model, terms, complete, TRUE, effort, sum);
  g_array_unref (terms);
  return TRUE;
}

static double
expect_omnibus (const SimTheoryModel *model, const guint *size, const SimTheoryEffort *effort)
{
  double sum = 0, complete;

  if (!model->omnibus || !model->omnibus_fit.same_sd || model->omnibus_fit.not_normal)
    return NAN;
  GArray *terms = sim_attrition_terms (model->n_arms, size, model->omnibus_fit.missing,
                                       effort->attrition, MAX_TERMS, &complete);
  if (terms == NULL)
    return NAN;
  for (guint i = 0; i < terms->len && !sim_theory_cancelled (effort); i++) {
    const SimAttritionTerm *term = &g_array_index (terms, SimAttritionTerm, i);
    sum += complete * term->weight * sim_theory_omnibus (model, term->n);
  }
  g_array_unref (terms);
  return sum;
}

/* What a hypothesis rejects, over the numbers analysed, to six decimals. */
static void
compute_errors (const SimTheoryModel *model, guint h, const guint *size, const gint *cancel,
                SimTheorySize *result)
{
  SimTheoryEffort six = { 1e-8, 1e-6, cancel }, *effort = &six;
  SimRejections sum = { 0 };
  double missing[SIM_MAX_ARMS], complete, n[SIM_MAX_ARMS];
  gboolean enough = TRUE;

  missing_of (model, h, missing);
  for (guint a = 0; a < model->n_arms; a++) {
    n[a] = size[a] * (1 - missing[a]);
    enough &= n[a] >= 2;
  }
  SimRejections near = enough && !model->believed
                           ? sim_theory_rejections_approximate (model, h, n)
                           : sum;
  SimTypeErrors errors = sim_type_errors (&near, model->effect[h]);
  result->type_s_approximation[h] = errors.type_s;
  result->type_m_approximation[h] = errors.type_m;
  if (isnan (result->power[h]))
    return;
  GArray *terms = sim_attrition_terms (model->n_arms, size, missing, effort->attrition, MAX_TERMS,
                                       &complete);
  if (terms == NULL)
    return;
  for (guint i = 0; i < terms->len && !sim_theory_cancelled (effort); i++) {
    const SimAttritionTerm *term = &g_array_index (terms, SimAttritionTerm, i);
    SimRejections one = sim_theory_rejections (model, h, term->n, effort);
    sim_rejections_add (&sum, complete * term->weight, &one);
    if (isnan (one.upper))
      break;
  }
  g_array_unref (terms);
  errors = sim_type_errors (&sum, model->effect[h]);
  result->benefit[h] = sum.upper;
  if (model->believed)
    return;
  result->type_s[h] = errors.type_s;
  result->type_m[h] = errors.type_m;
}

/* At the expected numbers analysed, for those hypotheses of a fit that have no exact power. */
static void
approximate_fit (const SimTheoryModel *model, guint fit, const guint *size,
                 const SimTheoryEffort *effort, SimTheorySize *result)
{
  double n[SIM_MAX_ARMS], power[SIM_MAX_HYPOTHESES];
  gboolean wanted = FALSE;

  for (guint h = 0; h < model->n_hypotheses; h++)
    wanted |= model->fit_of[h] == fit && isnan (result->power[h]);
  wanted &= !model->fits[fit].no_form || model->fits[fit].proportions;
  for (guint a = 0; a < model->n_arms; a++) {
    n[a] = size[a] * (1 - model->fits[fit].missing[a]);
    wanted &= n[a] >= 2;
  }
  if (!wanted)
    return;
  sim_theory_approximate (model, n, effort, power);
  for (guint h = 0; h < model->n_hypotheses; h++)
    if (model->fit_of[h] == fit && isnan (result->power[h]))
      result->approximation[h] = power[h];
}

/* Rules with one bound for all, against which each hypothesis has a power by itself. */
static gboolean
single_step (const SimTheoryModel *model)
{
  return model->procedure.kind == SIM_PROCEDURE_DUNNETT
         || model->procedure.kind == SIM_PROCEDURE_SIDAK
         || model->procedure.kind == SIM_PROCEDURE_TUKEY;
}

/* The means of t tests are independent and normal where nobody is lost. */
static void
fill_best (const SimTheoryModel *model, const guint *size, SimTheorySize *result)
{
  const SimTheoryFit *fit = &model->fits[model->fit_of[0]];
  gboolean known = isfinite (result->power[0]) && fit->kind != SIM_FIT_ANCOVA && !fit->not_normal
                   && !fit->proportions && !fit->times && !model->believed;
  double se[SIM_MAX_ARMS];

  for (guint a = 0; a < model->n_arms; a++) {
    known &= fit->missing[a] == 0;
    se[a] = fit->sd[a] / sqrt (size[a]);
  }
  for (guint a = 0; a < SIM_MAX_ARMS; a++)
    result->best[a]
        = known && a < model->n_arms ? sim_selection_best (model->n_arms, fit->mean, se, a) : NAN;
}

static void
compute_size (const SimTheoryModel *model, const guint *size, const SimTheoryEffort *effort,
              SimTheorySize *result)
{
  gboolean alone
      = model->multiple == SIM_MULTIPLE_NONE || model->multiple == SIM_MULTIPLE_BONFERRONI;
  double divisor = model->multiple == SIM_MULTIPLE_BONFERRONI ? model->n_hypotheses : 1;
  SimJointPower joint;

  result->total = 0;
  for (guint a = 0; a < model->n_arms; a++)
    result->total += size[a];
  for (guint h = 0; h < SIM_MAX_HYPOTHESES; h++)
    result->power[h] = result->approximation[h] = result->benefit[h] = result->type_s[h]
        = result->type_m[h] = result->type_s_approximation[h] = result->type_m_approximation[h]
        = NAN;
  result->any = result->all = result->fwer = NAN;
  result->n_success = model->n_events - 1;
  for (guint i = 0; i < result->n_success; i++) {
    result->success[i].of = model->events[i + 1].of;
    result->success[i].at_least = model->events[i + 1].at_least;
    result->success[i].power = NAN;
  }
  if (model->all_plain && (model->joint_known || single_step (model))
          ? expect_joint (model, size, effort, &joint)
          : sim_theory_proportions_joint (model, size, effort, &joint)) {
    for (guint h = 0; h < model->n_hypotheses; h++)
      result->power[h] = joint.power[h];
    result->any = joint.any;
    result->all = joint.all;
    result->fwer = model->nulls ? joint.event[0] : NAN;
    for (guint i = 0; i < result->n_success; i++)
      result->success[i].power = joint.event[i + 1];
  }
  for (guint h = 0; h < model->n_hypotheses && alone; h++)
    result->power[h] = expect_alone (model, h, divisor, size, effort);
  if (model->n_hypotheses == 1 && alone)
    result->any = result->all = result->power[0];
  for (guint h = 0; h < model->n_hypotheses; h++)
    if (model->nulls == 1u << h && !model->believed)
      result->fwer = result->power[h];
  fill_best (model, size, result);
  result->omnibus = expect_omnibus (model, size, effort);
  for (guint fit = 0; fit < model->n_fits && !model->believed; fit++)
    approximate_fit (model, fit, size, effort, result);
}

static SimTheoryEffort
fine_effort (const gint *cancel)
{
  return (SimTheoryEffort){ 1e-8, 1e-7, cancel };
}

static SimTheoryEffort
coarse_effort (const gint *cancel)
{
  return (SimTheoryEffort){ 1e-5, 1e-3, cancel };
}

/* About CURVE_SIZE totals, evenly spaced from the smallest size to the largest, for drawing only:
   three decimals are enough. */
static GArray *
compute_curve (const SimTheoryModel *model, const SimScenario *scenario, const gint *cancel)
{
  SimTheoryEffort effort = coarse_effort (cancel);
  GArray *curve = g_array_new (FALSE, FALSE, sizeof (SimTheorySize));
  guint low = sim_scenario_total (scenario, 0);
  guint high = sim_scenario_total (scenario, sim_scenario_n_sizes (scenario) - 1);
  guint last = 0, own[SIM_MAX_ARMS];

  for (guint a = 0; a < model->n_arms; a++)
    own[a] = sim_scenario_arm_size (scenario, sim_scenario_own_size (scenario), a);
  for (guint i = 0; i <= CURVE_SIZE && !sim_theory_cancelled (&effort); i++) {
    guint total = low + (guint)((guint64)(high - low) * i / CURVE_SIZE), size[SIM_MAX_ARMS];
    SimTheorySize one;
    if (total == last)
      continue;
    sim_split_total (own, model->n_arms, total, size);
    compute_size (model, size, &effort, &one);
    g_array_append_val (curve, one);
    last = total;
  }
  return curve;
}

/* All sizes of a model. */
static SimTheory *
theory_of (const SimTheoryModel *model, const SimScenario *scenario, gboolean fine,
           const gint *cancel)
{
  SimTheoryEffort effort = fine_effort (cancel);
  SimTheory *theory = g_new0 (SimTheory, 1);

  theory->n_hypotheses = model->n_hypotheses;
  theory->n_sizes = sim_scenario_n_sizes (scenario);
  theory->sizes = g_new (SimTheorySize, theory->n_sizes);
  for (guint s = 0; s < theory->n_sizes && !sim_theory_cancelled (&effort); s++) {
    guint size[SIM_MAX_ARMS];
    for (guint a = 0; a < model->n_arms; a++)
      size[a] = sim_scenario_arm_size (scenario, s, a);
    compute_size (model, size, &effort, &theory->sizes[s]);
    for (guint h = 0; h < model->n_hypotheses; h++)
      compute_errors (model, h, size, cancel, &theory->sizes[s]);
  }
  if (fine)
    theory->curve = compute_curve (model, scenario, cancel);
  if (sim_theory_cancelled (&effort)) {
    sim_theory_free (theory);
    return NULL;
  }
  return theory;
}

SimTheory *
sim_theory_new (SimScenario *scenario, gboolean fine, const gint *cancel)
{
  SimTheoryModel model;

  sim_theory_model_init (&model, scenario);
  return theory_of (&model, scenario, fine, cancel);
}

/* FALSE where a prior is no normal one of a mean. */
static gboolean
believe (SimTheoryModel *model, const SimScenario *scenario, const SimPrior *prior)
{
  guint outcome, arm;
  int visit;

  if (isfinite (prior->min) || isfinite (prior->max)
      || !sim_prior_of_mean (prior, scenario, &outcome, &arm, &visit))
    return FALSE;
  for (guint i = 0; i < model->n_fits; i++)
    if (model->fits[i].outcome == outcome
        && (visit < 0 || model->fits[i].visit == (guint)visit))
      model->fits[i].prior[arm] = prior->sd;
  return TRUE;
}

SimTheory *
sim_theory_new_believed (SimScenario *scenario, const SimPriors *priors, const gint *cancel)
{
  SimTheoryModel model;
  gboolean known = priors->n > 0;

  sim_theory_model_init (&model, scenario);
  for (guint i = 0; i < priors->n && known; i++)
    known = believe (&model, scenario, &priors->priors[i]);
  model.believed = TRUE;
  model.nulls = 0;
  for (guint i = 0; i < model.n_fits; i++)
    model.fits[i].proportions = FALSE;
  return known ? theory_of (&model, scenario, FALSE, cancel) : NULL;
}

double
sim_theory_success (const SimTheorySize *size, guint n, const SimSuccess *success)
{
  if (size == NULL)
    return NAN;
  for (guint h = 0; h < n; h++)
    if (success->of == 1u << h)
      return size->power[h];
  for (guint i = 0; i < size->n_success; i++)
    if (success->of == size->success[i].of && success->at_least == size->success[i].at_least
        && !isnan (size->success[i].power))
      return size->success[i].power;
  if (success->of != (1u << n) - 1)
    return NAN;
  return success->at_least == 1 ? size->any : success->at_least == n ? size->all : NAN;
}

struct _SimTheoryForms {
  SimScenario *scenario;
  SimTheoryModel model;
};

SimTheoryForms *
sim_theory_forms_new (SimScenario *scenario)
{
  SimTheoryForms *forms = g_new (SimTheoryForms, 1);

  forms->scenario = sim_scenario_ref (scenario); /* whose hypotheses the model borrows */
  sim_theory_model_init (&forms->model, scenario);
  return forms;
}

void
sim_theory_forms_free (SimTheoryForms *forms)
{
  if (forms == NULL)
    return;
  sim_scenario_unref (forms->scenario);
  g_free (forms);
}

gboolean
sim_theory_forms_rise (const SimTheoryForms *forms)
{
  for (guint i = 0; i < forms->model.n_fits; i++)
    if (forms->model.fits[i].proportions)
      return FALSE;
  return TRUE;
}

gboolean
sim_theory_forms_at (const SimTheoryForms *forms, const guint *size, gboolean fine,
                     const gint *cancel, SimTheorySize *result)
{
  SimTheoryEffort effort = fine ? fine_effort (cancel) : coarse_effort (cancel);

  effort.tables = fine ? 0 : FEW_TABLES;
  compute_size (&forms->model, size, &effort, result);
  return !sim_theory_cancelled (&effort);
}

/* p lies below an edge where the hypothesis, tested alone, is rejected at that level. */
static void
compute_p (const SimTheoryModel *model, guint h, const guint *size, const SimTheoryEffort *effort,
           SimTheoryP *p)
{
  double alpha = model->tests[h]->alpha;

  p->below_alpha = expect_alone (model, h, 1, size, effort);
  for (guint k = 0; k < SIM_P_EDGES && !sim_theory_cancelled (effort); k++)
    p->below[k] = isnan (p->below_alpha)
                      ? NAN
                      : expect_alone (model, h, alpha / sim_p_edges[k], size, effort);
}

gboolean
sim_theory_add_p_values (SimTheory *theory, SimScenario *scenario, const gint *cancel)
{
  /* six decimals, of many values, which are to be there soon */
  SimTheoryEffort effort = { 1e-7, 1e-6, cancel, FEW_TABLES };
  guint size[SIM_MAX_ARMS];
  SimTheoryModel model;

  sim_theory_model_init (&model, scenario);
  for (guint a = 0; a < model.n_arms; a++)
    size[a] = sim_scenario_arm_size (scenario, sim_scenario_own_size (scenario), a);
  g_free (theory->p_values);
  theory->p_values = g_new0 (SimTheoryP, model.n_hypotheses);
  for (guint h = 0; h < model.n_hypotheses; h++)
    compute_p (&model, h, size, &effort, &theory->p_values[h]);
  if (!sim_theory_cancelled (&effort))
    return TRUE;
  g_clear_pointer (&theory->p_values, g_free);
  return FALSE;
}

void
sim_theory_free (SimTheory *theory)
{
  if (theory == NULL)
    return;
  g_free (theory->p_values);
  if (theory->curve != NULL)
    g_array_free (theory->curve, TRUE);
  g_free (theory->sizes);
  g_free (theory);
}
