/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * model.c - a scenario as its closed forms see it.
 */
#include "model.h"

#include <math.h>
#include <string.h>

#include "../base/clipped.h"
#include "../scenario/edit-null.h"
#include "../scenario/model-terms.h"
#include "../scenario/allocation.h"
#include "../scenario/people.h"
#include "../scenario/strategy.h"
#include "mmrm.h"

static const char *
text_of_analysis (const SimScenario *scenario, guint analysis, const char *key)
{
  char *pointer = g_strdup_printf ("/analyses/%u/%s", analysis, key);
  const char *text = sim_scenario_text (scenario, pointer);

  g_free (pointer);
  return text;
}

/* Of complete data the mixed model for repeated measures is the ANCOVA of the visit. */
static gboolean
is_adjusted (const char *method)
{
  return g_strcmp0 (method, "ancova") == 0 || g_strcmp0 (method, "mmrm") == 0;
}

static SimFitKind
kind_of (const SimScenario *scenario, guint analysis)
{
  const char *variance = text_of_analysis (scenario, analysis, "variance");

  if (is_adjusted (text_of_analysis (scenario, analysis, "method")))
    return SIM_FIT_ANCOVA;
  if (g_strcmp0 (variance, "two-arms") == 0)
    return SIM_FIT_TWO_ARMS;
  return g_strcmp0 (variance, "welch") == 0 ? SIM_FIT_WELCH : SIM_FIT_ALL_ARMS;
}

static guint
index_of (const SimScenario *scenario, const char *list, const char *id)
{
  int index = sim_value_index_of (sim_scenario_value (scenario, list), id);

  return (guint)MAX (index, 0);
}

static double
baseline_correlation (const SimScenario *scenario, guint outcome, guint visit)
{
  double matrix[(SIM_MAX_VISITS + 1) * (SIM_MAX_VISITS + 1)];

  sim_scenario_correlation (scenario, outcome, matrix);
  return matrix[visit + 1];
}

/* TRUE if it must be worked out what correlation the scores have. */
static gboolean
is_particular (const SimScenario *scenario, guint outcome)
{
  const SimValue *record = sim_value_at (sim_scenario_value (scenario, "/outcomes"), outcome);
  const SimValue *baseline = sim_value_get (record, "baseline");
  const SimValue *scale = sim_value_get (sim_value_get (record, "correlation"), "scale");

  return g_strcmp0 (sim_value_text (scale), "observed") == 0 || sim_value_get (baseline, "min")
         || sim_value_get (baseline, "max");
}

/* That of scores on a grid: the mean over the arms, whose floors differ. */
static double
score_correlation (const SimScenario *scenario, guint outcome, guint visit)
{
  const SimScoreMap *baseline = sim_scenario_score_map (scenario, outcome, -1, 0);
  double rho = baseline_correlation (scenario, outcome, visit), sum = 0;
  guint n_arms = sim_scenario_n_arms (scenario);

  if (is_particular (scenario, outcome)) {
    double matrix[(SIM_MAX_VISITS + 1) * (SIM_MAX_VISITS + 1)];
    for (guint a = 0; a < n_arms; a++) {
      sim_scenario_observed_correlation (scenario, outcome, a, matrix);
      sum += matrix[visit + 1];
    }
    return sum / n_arms;
  }
  if (baseline->kind != SIM_SCORE_GRID)
    return rho;
  for (guint a = 0; a < n_arms; a++) {
    const SimScoreMap *scores = sim_scenario_score_map (scenario, outcome, (int)a, visit);
    sum += sim_clipped_correlation (baseline->mu, baseline->sigma, scores->mu, scores->sigma,
                                    scores->steps, rho);
  }
  return sum / n_arms;
}

/* What is left of an arm's SD once the method has used the baseline. The common slope of an ANCOVA
   is about that of an arm of mean SD; an arm of another SD keeps the rest. */
static double
residual_sd (const char *method, double sd, double mean_sd, double baseline_sd, double rho)
{
  if (is_adjusted (method))
    return sqrt (sd * sd * (1 - rho * rho) + rho * rho * (sd - mean_sd) * (sd - mean_sd));
  if (g_strcmp0 (method, "change-score") == 0)
    return sqrt (sd * sd + baseline_sd * baseline_sd - 2 * rho * sd * baseline_sd);
  return sd;
}

/* Parts of the variance that are a patient's own leave the scores of an arm normal, with the SD and
   the correlations given. Whatever else there is makes them a mixture, or ties them together. */
static gboolean
all_independent (const SimScenario *scenario, guint outcome)
{
  SimPeople people;

  sim_scenario_people (scenario, outcome, &people);
  gboolean independent = !people.imbalanced && people.n_strata == 0 && people.n_centres == 0
                         && people.n_switches == 0;
  for (guint a = 0; a < sim_scenario_n_arms (scenario) && people.any; a++)
    independent &= people.practitioner[a].value == 0 && people.adherent[a] == 1;
  return independent;
}

/* Where nobody comes back, what those who left tell of the visit makes up for some of them: it is
   as if fewer had left. Covariances are those of latent scores, SDs the mean over the arms. */
static void
count_those_who_left (SimTheoryFit *fit, const SimScenario *scenario, guint outcome, guint visit)
{
  guint n = sim_scenario_n_visits (scenario, outcome) + 1, n_arms = sim_scenario_n_arms (scenario);
  double correlation[(SIM_MAX_VISITS + 1) * (SIM_MAX_VISITS + 1)];
  double covariance[SIM_MAX_VISITS * SIM_MAX_VISITS], sd[SIM_MAX_VISITS] = { 0 };

  sim_scenario_correlation (scenario, outcome, correlation);
  for (guint v = 0; v <= visit; v++)
    for (guint a = 0; a < n_arms; a++)
      sd[v] += sim_scenario_score_map (scenario, outcome, (int)a, v)->sd / n_arms;
  for (guint u = 0; u <= visit; u++)
    for (guint v = 0; v <= visit; v++)
      covariance[u * (visit + 1) + v]
          = sd[u] * sd[v]
            * (correlation[(u + 1) * n + v + 1] - correlation[u + 1] * correlation[v + 1]);
  for (guint a = 0; a < n_arms; a++) {
    SimMissing missing;
    double retention[SIM_MAX_VISITS];
    sim_scenario_missing (scenario, outcome, a, &missing);
    for (guint v = 0; v <= visit; v++)
      retention[v] = 1 - missing.proportion[v];
    fit->not_normal |= missing.proportion[visit] > 0;
    fit->no_form |= missing.gaps > 0 || missing.proportion[visit] >= 1;
    if (!fit->no_form && missing.proportion[visit] > 0)
      fit->missing[a] = 1 - sim_mmrm_share (visit + 1, covariance, retention);
  }
}

/* Whether a method is a test of two proportions, and which. */
static gboolean
proportions_of (const char *method, const char *variance, SimProportionsKind *kind)
{
  if (g_strcmp0 (method, "fisher") == 0)
    *kind = SIM_PROPORTIONS_FISHER;
  else if (g_strcmp0 (method, "chi-squared") == 0)
    *kind = SIM_PROPORTIONS_POOLED;
  else if (g_strcmp0 (method, "risk-difference") != 0)
    return FALSE;
  else if (g_strcmp0 (variance, "unpooled") == 0)
    *kind = SIM_PROPORTIONS_UNPOOLED;
  else
    *kind = g_strcmp0 (variance, "restricted") == 0 ? SIM_PROPORTIONS_RESTRICTED
                                                    : SIM_PROPORTIONS_POOLED;
  return TRUE;
}

/* Power by all tables needs that an arm's events are binomial. */
static void
fit_proportions (SimTheoryFit *fit, const SimScenario *scenario, guint analysis, guint outcome,
                 guint visit, double direction)
{
  SimAllocation allocation;

  sim_scenario_allocation (scenario, &allocation);
  fit->proportions = proportions_of (text_of_analysis (scenario, analysis, "method"),
                                     text_of_analysis (scenario, analysis, "variance"), &fit->test)
                     && allocation.method == SIM_ALLOCATION_FIXED
                     && all_independent (scenario, outcome);
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    double p = sim_scenario_true_mean (scenario, outcome, a, visit);
    SimMissing missing;
    sim_scenario_missing (scenario, outcome, a, &missing);
    fit->proportion[a] = direction > 0 ? p : 1 - p;
    fit->proportions &= missing.kind == SIM_MISSING_MCAR || !(missing.proportion[visit] > 0);
  }
}

static gboolean
compares_hazards (const char *method)
{
  return strcmp (method, "log-rank") == 0 || strcmp (method, "cox") == 0;
}

static void
fit_init (SimTheoryFit *fit, const SimScenario *scenario, guint analysis, const char *method)
{
  guint outcome
      = index_of (scenario, "/outcomes", text_of_analysis (scenario, analysis, "outcome"));
  char *visits = g_strdup_printf ("/outcomes/%u/visits", outcome);
  guint visit = index_of (scenario, visits, text_of_analysis (scenario, analysis, "visit"));
  char *better = g_strdup_printf ("/outcomes/%u/better", outcome);
  double direction = g_strcmp0 (sim_scenario_text (scenario, better), "higher") == 0 ? 1 : -1;
  const SimScoreMap *baseline = sim_scenario_score_map (scenario, outcome, -1, 0);
  double baseline_sd = baseline ? baseline->sd : NAN;
  double rho = baseline ? score_correlation (scenario, outcome, visit) : 0;
  guint n_arms = sim_scenario_n_arms (scenario);
  double sd[SIM_MAX_ARMS], mean_sd = 0;
  gboolean uses_baseline = is_adjusted (method) || strcmp (method, "change-score") == 0;
  SimAllocation allocation;
  SimStrategy strategy;
  SimModelTerms adjust;

  sim_scenario_strategy (scenario, analysis, &strategy);
  for (guint a = 0; a < n_arms; a++) {
    sd[a] = sim_scenario_score_map (scenario, outcome, (int)a, visit)->sd;
    mean_sd += sd[a] / n_arms;
  }
  fit->outcome = outcome;
  fit->visit = visit;
  fit->kind = kind_of (scenario, analysis);
  fit->baseline = baseline ? direction * baseline->mean : NAN;
  fit->same_sd = TRUE;
  sim_scenario_model_terms (scenario, analysis, &adjust);
  fit->no_form = !all_independent (scenario, outcome) || adjust.patients
                 || g_strcmp0 (method, "mann-whitney") == 0
                 || g_strcmp0 (method, "van-elteren") == 0;
  for (guint a = 0; a < n_arms; a++) {
    const SimScoreMap *scores = sim_scenario_score_map (scenario, outcome, (int)a, visit);
    SimMissing missing;
    sim_scenario_missing (scenario, outcome, a, &missing);
    fit->mean[a] = direction * scores->mean;
    fit->not_normal |= scores->kind != SIM_SCORE_NORMAL;
    fit->not_normal |= uses_baseline && baseline->kind != SIM_SCORE_NORMAL;
    fit->no_form |= scores->raw && !compares_hazards (method);
    fit->sd[a] = residual_sd (method, sd[a], mean_sd, baseline_sd, rho);
    fit->missing[a] = missing.proportion[visit] + missing.gaps * (1 - missing.proportion[visit]);
    fit->no_form |= missing.kind != SIM_MISSING_MCAR && missing.proportion[visit] > 0;
    fit->no_form |= strategy.kind != SIM_STRATEGY_COMPLETE_CASES
                    && strategy.kind != SIM_STRATEGY_LIKELIHOOD && fit->missing[a] > 0;
    fit->same_sd &= fit->sd[a] == fit->sd[0] && (fit->kind != SIM_FIT_ANCOVA || sd[a] == sd[0]);
  }
  if (g_strcmp0 (method, "mmrm") == 0)
    count_those_who_left (fit, scenario, outcome, visit);
  if (compares_hazards (method))
    sim_theory_times_init (fit, scenario, outcome);
  sim_scenario_allocation (scenario, &allocation);
  fit->not_normal |= fit->no_form || allocation.method != SIM_ALLOCATION_FIXED;
  fit_proportions (fit, scenario, analysis, outcome, visit, direction);
  for (guint a = 0; a < n_arms; a++)
    fit->proportions &= strategy.kind == SIM_STRATEGY_COMPLETE_CASES || fit->missing[a] <= 0;
  g_free (visits);
  g_free (better);
}

static SimMultiple
multiple_of (SimProcedureKind kind)
{
  static const SimProcedureKind kinds[] = { SIM_PROCEDURE_NONE, SIM_PROCEDURE_BONFERRONI,
                                            SIM_PROCEDURE_HOLM, SIM_PROCEDURE_DUNNETT };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kind == kinds[i])
      return (SimMultiple)i;
  return SIM_MULTIPLE_OTHER;
}

G_STATIC_ASSERT (SIM_JOINT_MAX_EVENTS > SIM_MAX_SUCCESS);

static void
find_events (SimTheoryModel *model, const SimScenario *scenario)
{
  model->nulls = sim_scenario_true_nulls (scenario);
  model->events[model->n_events++] = (SimJointEvent){ model->nulls, 1 };
  for (guint i = 0; i < sim_scenario_n_success (scenario); i++) {
    const SimSuccess *success = sim_scenario_success (scenario, i);
    model->events[model->n_events++] = (SimJointEvent){ success->of, success->at_least };
  }
}

void
sim_theory_model_init (SimTheoryModel *model, const SimScenario *scenario)
{
  guint n_analyses = sim_value_length (sim_scenario_value (scenario, "/analyses"));

  *model = (SimTheoryModel){ .n_arms = sim_scenario_n_arms (scenario), .one_fit = TRUE,
                             .all_plain = TRUE };
  model->n_hypotheses = sim_scenario_n_hypotheses (scenario);
  model->sides = sim_scenario_number (scenario, "/testing/sides") == 1 ? 1 : 2;
  model->alpha = sim_scenario_number (scenario, "/testing/alpha");
  sim_scenario_procedure (scenario, &model->procedure);
  model->multiple = multiple_of (model->procedure.kind);
  if (model->n_hypotheses == 1 && model->multiple == SIM_MULTIPLE_HOLM)
    model->multiple = SIM_MULTIPLE_NONE;
  for (guint h = 0; h < model->n_hypotheses; h++) {
    const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);
    model->pairs[h] = (SimPair){ hypothesis->arm_a, hypothesis->arm_b };
    model->tests[h] = hypothesis;
    model->plain[h] = hypothesis->pair && hypothesis->type == SIM_SUPERIORITY
                      && hypothesis->alpha == model->alpha && hypothesis->sides == model->sides;
    model->all_plain &= model->plain[h];
    model->effect[h] = sim_scenario_true_effect (scenario, h);
    model->fit_of[h] = hypothesis->analysis;
    model->one_fit &= model->fit_of[h] == model->fit_of[0];
  }
  model->n_fits = MIN (n_analyses, SIM_MAX_ANALYSES);
  for (guint i = 0; i < model->n_fits; i++)
    fit_init (&model->fits[i], scenario, i, text_of_analysis (scenario, i, "method"));
  model->omnibus = g_strcmp0 (sim_scenario_text (scenario, "/testing/omnibus"), "anova") == 0;
  if (model->omnibus)
    fit_init (&model->omnibus_fit, scenario, 0, "t-test");
  find_events (model, scenario);
  model->joint_known = sim_theory_joint_known (model);
}

gboolean
sim_theory_cancelled (const SimTheoryEffort *effort)
{
  return effort->cancel != NULL && g_atomic_int_get (effort->cancel) != 0;
}
