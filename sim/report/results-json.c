/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results-json.c - the results file, version 1: a value tree handed to the canonical writer.
 *
 * A number that does not exist is null, never absent, so that scripts find every key.
 */
#include "view.h"

#include "deviation.h"
#include "json-map.h"

#include <math.h>

#define RESULTS_VERSION 1
#define MAX_MEMBERS     32 /* of any map below; those by id have smaller limits of their own */

/* A map under construction: keys in the order in which they are added. */
typedef struct {
  const char *keys[MAX_MEMBERS];
  SimValue *values[MAX_MEMBERS];
  guint n;
} Map;

G_STATIC_ASSERT (MAX_MEMBERS >= SIM_MAX_ARMS && MAX_MEMBERS >= SIM_MAX_HYPOTHESES);

static void
add (Map *map, const char *key, SimValue *value)
{
  g_assert (map->n < MAX_MEMBERS);
  map->keys[map->n] = key;
  map->values[map->n++] = value;
}

static SimValue *
finish (Map *map)
{
  return sim_value_new_map (map->keys, map->values, map->n);
}

static SimValue *
number (double value)
{
  return isfinite (value) ? sim_value_new_number (value) : sim_value_new_null ();
}

static SimValue *
exact_number (double value)
{
  return number (sim_report_six_decimals (value));
}

static SimValue *
pair (double low, double high)
{
  SimValue *items[2] = { number (low), number (high) };

  return sim_value_new_list (items, 2);
}

static void
add_figure (Map *map, const SimFigure *figure)
{
  add (map, "value", number (figure->value));
  add (map, "mcse", number (figure->mcse));
  add (map, "ci95", pair (figure->low, figure->high));
}

static SimValue *
figure_or_null (const SimFigure *figure)
{
  Map map = { .n = 0 };

  if (isnan (figure->value))
    return sim_value_new_null ();
  add_figure (&map, figure);
  return finish (&map);
}

static SimValue *
figure (const SimFigure *figure)
{
  Map map = { .n = 0 };

  add_figure (&map, figure);
  return finish (&map);
}

/* The exact value and how far the simulated one is from it. */
static void
add_exact (Map *map, const SimFigure *figure, double exact, guint64 trials)
{
  add (map, "exact", exact_number (exact));
  add (map, "z", number (sim_deviation_two_decimals (figure->value, exact, trials)));
}

static SimValue *
figure_of_trials (const SimFigure *figure, double exact, guint64 trials)
{
  Map map = { .n = 0 };

  add_figure (&map, figure);
  add_exact (&map, figure, exact, trials);
  return finish (&map);
}

static SimValue *
figure_with_exact (const SimReportView *view, const SimFigure *figure, double exact)
{
  return figure_of_trials (figure, exact, view->results->replicates);
}

static SimValue *
power (const SimReportView *view, const SimFigure *figure, double exact, double approximation)
{
  Map map = { .n = 0 };

  add_figure (&map, figure);
  add_exact (&map, figure, exact, view->results->replicates);
  add (&map, "approximation", exact_number (approximation));
  return finish (&map);
}

static SimValue *
estimate (const SimHypothesisResult *result)
{
  Map map = { .n = 0 };

  add (&map, "mean", number (result->estimate.value));
  add (&map, "mcse", number (result->estimate.mcse));
  add (&map, "sd", number (result->empirical_se));
  add (&map, "sd-mcse", number (result->empirical_se_mcse));
  return finish (&map);
}

/* Of what is more than superiority the type, and the bounds on the scale of the estimates. */
static void
add_claim (Map *map, const SimReportView *view, guint h)
{
  const SimHypothesis *claim = sim_scenario_hypothesis (view->scenario, h);
  char *pointer = g_strdup_printf ("/testing/hypotheses/%u/type", h);

  if (claim->type != SIM_SUPERIORITY) {
    add (map, "type", sim_value_new_text (sim_scenario_text (view->scenario, pointer)));
    add (map, "bounds", pair (claim->lower, claim->upper));
  }
  g_free (pointer);
}

/* The Monte Carlo errors of the numbers that stand alone. */
static void
add_errors (Map *map, const SimHypothesisResult *result)
{
  add (map, "model-se-mcse", number (result->model_se_mcse));
  add (map, "bias-mcse", number (result->bias.mcse));
  add (map, "rmse-mcse", number (result->rmse_mcse));
  add (map, "ci-width-mcse", number (result->ci_width_mcse));
  add (map, "type-s-mcse", number (result->type_s.mcse));
  add (map, "type-m-mcse", number (result->type_m.mcse));
}

/* How p-values are distributed; null at other sizes than the scenario's own. */
static SimValue *
p_values (const SimReportView *view, const SimSizeResult *size, guint h)
{
  const SimResults *results = view->results;
  SimValue *edges[SIM_P_EDGES], *below[SIM_P_EDGES];
  Map map = { .n = 0 };

  if (results->p_values == NULL || size != &results->sizes[results->own_size])
    return sim_value_new_null ();
  const SimPValues *p = &results->p_values[h];
  const SimTheoryP *exact
      = view->theory != NULL && view->theory->p_values != NULL ? &view->theory->p_values[h] : NULL;
  for (guint k = 0; k < SIM_P_EDGES; k++) {
    edges[k] = number (sim_p_edges[k]);
    below[k] = figure_of_trials (&p->below[k], exact != NULL ? exact->below[k] : NAN, p->trials);
  }
  add (&map, "edges", sim_value_new_list (edges, SIM_P_EDGES));
  add (&map, "below", sim_value_new_list (below, SIM_P_EDGES));
  add (&map, "alpha", number (p->alpha));
  add (&map, "below-alpha",
       figure_of_trials (&p->below_alpha, exact != NULL ? exact->below_alpha : NAN, p->trials));
  add (&map, "trials", number ((double)p->trials));
  add (&map, "failed-fits", number ((double)(p->trials - p->count)));
  return finish (&map);
}

static SimValue *
hypothesis (const SimReportView *view, const SimSizeResult *size, guint h)
{
  const SimHypothesisResult *result = &size->hypotheses[h];
  const SimTheorySize *theory = sim_report_view_theory (view, size->total);
  Map map = { .n = 0 };

  add (&map, "id", sim_value_new_text (sim_scenario_hypothesis (view->scenario, h)->id));
  add_claim (&map, view, h);
  add (&map, "null-true", sim_value_new_bool (result->null_true));
  add (&map, "power",
       power (view, &result->power, theory != NULL ? theory->power[h] : NAN,
              theory != NULL ? theory->approximation[h] : NAN));
  add (&map, "power-benefit", figure (&result->power_benefit));
  add (&map, "true-effect", number (result->true_effect));
  add (&map, "estimate", estimate (result));
  add (&map, "model-se", number (result->model_se));
  add (&map, "bias", number (result->bias.value));
  add (&map, "rmse", number (result->rmse));
  add (&map, "coverage", figure (&result->coverage));
  add (&map, "ci-width", number (result->ci_width));
  add (&map, "type-s", number (result->type_s.value));
  add (&map, "type-m", number (result->type_m.value));
  add_errors (&map, result);
  add (&map, "type-s-exact", exact_number (theory != NULL ? theory->type_s[h] : NAN));
  add (&map, "type-m-exact", exact_number (theory != NULL ? theory->type_m[h] : NAN));
  add (&map, "failed-fits", number ((double)result->failed_fits));
  add (&map, "p-values", p_values (view, size, h));
  return finish (&map);
}

static SimValue *
hypotheses (const SimReportView *view, const SimSizeResult *size)
{
  SimValue *items[SIM_MAX_HYPOTHESES];

  for (guint h = 0; h < view->results->n_hypotheses; h++)
    items[h] = hypothesis (view, size, h);
  return sim_value_new_list (items, view->results->n_hypotheses);
}

/* By arm; null where there are none. */
static SimValue *
arm_figures (const SimReportView *view, const SimFigure *figures)
{
  Map map = { .n = 0 };

  if (isnan (figures[0].value))
    return sim_value_new_null ();
  for (guint arm = 0; arm < view->results->n_arms; arm++)
    add (&map, sim_scenario_arm_id (view->scenario, arm), figure (&figures[arm]));
  return finish (&map);
}

/* Which arm is best, with exact values; null where that is not known. */
static SimValue *
best_arm (const SimReportView *view, const SimSizeResult *size)
{
  const SimTheorySize *theory = sim_report_view_theory (view, size->total);
  Map map = { .n = 0 };

  if (isnan (size->best[0].value))
    return sim_value_new_null ();
  for (guint arm = 0; arm < view->results->n_arms; arm++)
    add (&map, sim_scenario_arm_id (view->scenario, arm),
         figure_with_exact (view, &size->best[arm], theory != NULL ? theory->best[arm] : NAN));
  return finish (&map);
}

static void
add_trial_mean (Map *map, const SimTrialMean *mean)
{
  add (map, "mean", number (mean->mean.value));
  add (map, "mcse", number (mean->mean.mcse));
  add (map, "sd", number (mean->sd));
}

static SimValue *
duration (const SimTimesResult *times)
{
  Map map = { .n = 0 };

  if (!times->counted)
    return sim_value_new_null ();
  add_trial_mean (&map, &times->duration);
  return finish (&map);
}

/* Of times; null where no analysis is of such. */
static SimValue *
events (const SimReportView *view, const SimTimesResult *times)
{
  Map map = { .n = 0 }, of_arms = { .n = 0 };

  if (!times->counted)
    return sim_value_new_null ();
  for (guint arm = 0; arm < view->results->n_arms; arm++) {
    Map of_arm = { .n = 0 };
    add_trial_mean (&of_arm, &times->events_arms[arm]);
    add (&of_arms, sim_scenario_arm_id (view->scenario, arm), finish (&of_arm));
  }
  add_trial_mean (&map, &times->events);
  add (&map, "arms", finish (&of_arms));
  add (&map, "wanted", times->wanted > 0 ? number (times->wanted) : sim_value_new_null ());
  add (&map, "reached", figure_or_null (&times->reached));
  return finish (&map);
}

/* From one on. */
static SimValue *
at_least (const SimReportView *view, const SimSizeResult *size)
{
  SimValue *items[SIM_MAX_HYPOTHESES];

  for (guint k = 0; k < view->results->n_hypotheses; k++)
    items[k] = figure (&size->at_least[k]);
  return sim_value_new_list (items, view->results->n_hypotheses);
}

static SimValue *
success (const SimReportView *view, const SimSizeResult *size)
{
  const SimTheorySize *theory = sim_report_view_theory (view, size->total);
  Map map = { .n = 0 };

  for (guint i = 0; i < view->results->n_success; i++) {
    const SimSuccess *criterion = sim_scenario_success (view->scenario, i);
    double exact = sim_theory_success (theory, view->results->n_hypotheses, criterion);
    add (&map, criterion->id, figure_with_exact (view, &size->success[i], exact));
  }
  return finish (&map);
}

static SimValue *
trial (const SimReportView *view, const SimSizeResult *size)
{
  const SimTheorySize *theory = sim_report_view_theory (view, size->total);
  Map map = { .n = 0 };

  add (&map, "any", figure_with_exact (view, &size->any, theory != NULL ? theory->any : NAN));
  add (&map, "all", figure_with_exact (view, &size->all, theory != NULL ? theory->all : NAN));
  add (&map, "fwer",
       isnan (size->fwer.value)
           ? sim_value_new_null ()
           : figure_with_exact (view, &size->fwer, theory != NULL ? theory->fwer : NAN));
  add (&map, "omnibus",
       isnan (size->omnibus.value)
           ? sim_value_new_null ()
           : figure_with_exact (view, &size->omnibus, theory != NULL ? theory->omnibus : NAN));
  add (&map, "failed-fits", number ((double)size->failed_fits));
  add (&map, "disjunctive", figure_or_null (&size->disjunctive));
  add (&map, "conjunctive", figure_or_null (&size->conjunctive));
  add (&map, "success", success (view, size));
  add (&map, "at-least", at_least (view, size));
  add (&map, "rejections", figure (&size->rejections));
  add (&map, "simultaneous-coverage", figure_or_null (&size->simultaneous_coverage));
  add (&map, "best-arm", best_arm (view, size));
  add (&map, "events", events (view, &size->times));
  add (&map, "duration", duration (&size->times));
  return finish (&map);
}

static SimValue *
arms (const SimReportView *view, const double *numbers)
{
  Map map = { .n = 0 };

  for (guint arm = 0; arm < view->results->n_arms; arm++)
    add (&map, sim_scenario_arm_id (view->scenario, arm), number (numbers[arm]));
  return finish (&map);
}

static SimValue *
sizes (const SimReportView *view)
{
  SimValue *items[SIM_MAX_SIZES + 1]; /* the own total may come on top of the list */

  for (guint i = 0; i < view->results->n_sizes; i++) {
    const SimSizeResult *size = &view->results->sizes[i];
    Map map = { .n = 0 };
    add (&map, "total", number (size->total));
    add (&map, "arms", arms (view, size->arms));
    add (&map, "analysed", number (size->analysed));
    add (&map, "hypotheses", hypotheses (view, size));
    add (&map, "trial", trial (view, size));
    add (&map, "analysed-arms", arms (view, size->analysed_arms));
    add (&map, "dropout", figure_or_null (&size->dropout));
    add (&map, "dropout-arms", arm_figures (view, size->dropout_arms));
    items[i] = finish (&map);
  }
  return sim_value_new_list (items, view->results->n_sizes);
}

/* Patients are whole: the first that reach the target. The slack is the interpolation's own. */
static double
whole (double total)
{
  return ceil (total - 1e-9);
}

static SimValue *
reach (const SimReach *reach)
{
  Map map = { .n = 0 };

  add (&map, "total", number (whole (reach->total)));
  add (&map, "ci95", pair (whole (reach->low), whole (reach->high)));
  return finish (&map);
}

static SimValue *
sample_size (const SimReportView *view)
{
  const SimResults *results = view->results;
  const char *goal = sim_scenario_goal (view->scenario);
  Map by_hypothesis = { .n = 0 }, by_success = { .n = 0 }, map = { .n = 0 };

  for (guint h = 0; h < results->n_hypotheses; h++)
    add (&by_hypothesis, sim_scenario_hypothesis (view->scenario, h)->id,
         reach (&results->reach[h]));
  for (guint i = 0; i < results->n_success; i++)
    add (&by_success, sim_scenario_success (view->scenario, i)->id,
         reach (&results->reach_success[i]));
  add (&map, "target", number (results->target_power));
  add (&map, "by", sim_value_new_text ("curve")); /* read off it, between its sizes */
  if (goal != NULL)
    add (&map, "goal", sim_value_new_text (goal));
  add (&map, "by-hypothesis", finish (&by_hypothesis));
  add (&map, "by-success", finish (&by_success));
  return finish (&map);
}

static SimValue *
scenario (const SimReportView *view)
{
  Map map = { .n = 0 };

  add (&map, "title", sim_json_title (view->scenario));
  add (&map, "sha256", sim_value_new_text (sim_scenario_hash (view->scenario)));
  return finish (&map);
}

static SimValue *
timing (const SimReportView *view, const SimReportInfo *info)
{
  double rate = info->seconds > 0 ? round ((double)view->results->replicates / info->seconds) : NAN;
  Map map = { .n = 0 };

  add (&map, "seconds", number (round (info->seconds * 1e6) / 1e6));
  add (&map, "threads", number (info->threads));
  add (&map, "trials-per-second", number (rate));
  return finish (&map);
}

SimValue *
sim_report_view_value (const SimReportView *view, const SimReportInfo *info)
{
  Map map = { .n = 0 };

  add (&map, "trefoil-results", number (RESULTS_VERSION));
  add (&map, "program", sim_value_new_text (info->program));
  add (&map, "scenario", scenario (view));
  add (&map, "seed", number ((double)sim_scenario_seed (view->scenario)));
  add (&map, "replicates", number ((double)view->results->replicates));
  add (&map, "complete", sim_value_new_bool (info->complete));
  add (&map, "fingerprint", sim_value_new_text (view->fingerprint));
  add (&map, "sizes", sizes (view));
  add (&map, "sample-size", sample_size (view));
  add (&map, "timing", timing (view, info));
  return finish (&map);
}

char *
sim_report_view_json (const SimReportView *view, const SimReportInfo *info)
{
  g_autoptr (SimValue) root = sim_report_view_value (view, info);

  return sim_json_write (root);
}
