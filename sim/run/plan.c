/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan.c - everything of a scenario that can be computed once.
 */
#include "plan.h"
#include "allocation.h"
#include "plan-critical.h"
#include "plan-fisher.h"
#include "plan-missing.h"
#include "plan-people.h"
#include "proportion-tests.h"
#include "whole-fits.h"

#include <math.h>
#include <string.h>

#include "../analysis/mmrm.h"
#include "../analysis/ranks.h"
#include "../analysis/restricted-mean.h"
#include "../base/prob.h"
#include "../base/round.h"
#include "../scenario/allocation.h"
#include "../scenario/responder.h"

G_STATIC_ASSERT ((int) LANE_ARMS == SIM_MAX_ARMS && (int) LANE_VISITS == SIM_MAX_VISITS
                 && (int) LANE_SIZES == SIM_MAX_SIZES && (int) LANE_OUTCOMES == SIM_MAX_OUTCOMES
                 && (int) LANE_HYPOTHESES == SIM_MAX_HYPOTHESES
                 && (int) LANE_ANALYSES == SIM_MAX_ANALYSES && (int) LANE_CELLS == SIM_MAX_CELLS);

G_GNUC_PRINTF (2, 3)
static double number (const SimScenario *scenario, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  char *pointer = g_strdup_vprintf (format, args);
  va_end (args);
  double value = sim_scenario_number (scenario, pointer);
  g_free (pointer);
  return value;
}

G_GNUC_PRINTF (2, 3)
static const char *text (const SimScenario *scenario, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  char *pointer = g_strdup_vprintf (format, args);
  va_end (args);
  const char *value = sim_scenario_text (scenario, pointer);
  g_free (pointer);
  return value;
}

static guint length (const SimScenario *scenario, const char *pointer)
{
  return sim_value_length (sim_scenario_value (scenario, pointer));
}

typedef SimPlanRead Read;

static Read read_of (const SimScenario *scenario, guint analysis)
{
  guint own[SIM_MAX_OUTCOMES], n = sim_scenario_own_outcomes (scenario, own);
  Read read = { .outcome = (guint) sim_value_index_of (
                    sim_scenario_value (scenario, "/outcomes"),
                    text (scenario, "/analyses/%u/outcome", analysis)) };
  char *visits = g_strdup_printf ("/outcomes/%u/visits", read.outcome);
  read.visit = (guint) sim_value_index_of (sim_scenario_value (scenario, visits),
                                           text (scenario, "/analyses/%u/visit", analysis));
  read.derived = sim_scenario_responder (scenario, read.outcome, &read.responder);
  read.source = read.derived ? read.responder.source : read.outcome;
  read.at = read.derived ? read.responder.visit[read.visit] : read.visit;
  for (guint k = 0; k < n; k++)
    if (own[k] == read.source)
      read.nth = k;
  g_free (visits);
  sim_plan_strategy (scenario, analysis, &read);
  return read;
}

/* The streams of the one outcome of patients who are no people. */
static void compile_keys (LanePlan *plan, const SimScenario *scenario, guint outcome)
{
  guint64 seed = sim_scenario_seed (scenario);
  const char *id = text (scenario, "/outcomes/%u/id", outcome);
  for (guint a = 0; a < (guint) plan->draws.n_arms; a++) {
    const char *arm = sim_scenario_arm_id (scenario, a);
    plan->draws.key_baseline[a] = sim_key_new (seed, "baseline", id, NULL, arm);
    plan->draws.key_dropout[a] = sim_key_new (seed, "dropout", NULL, NULL, arm);
    for (guint v = 0; v < sim_scenario_n_visits (scenario, outcome); v++)
      plan->draws.key_visit[v][a]
          = sim_key_new (seed, "visit", id,
                         text (scenario, "/outcomes/%u/visits/%u/id", outcome, v), arm);
  }
}

static void compile_sizes (LanePlan *plan, const SimScenario *scenario)
{
  plan->draws.n_sizes = (int) sim_scenario_n_sizes (scenario);
  plan->own_size = (int) sim_scenario_own_size (scenario);
  for (int a = 0; a < plan->draws.n_arms; a++) {
    int *n = plan->draws.checkpoint_n[a], *size = plan->draws.checkpoint_size[a];
    for (int s = 0; s < plan->draws.n_sizes; s++) {
      int patients = (int) sim_scenario_arm_size (scenario, (guint) s, (guint) a), at = s;
      plan->draws.arm_n[s][a] = patients;
      plan->draws.total[s] = (int) sim_scenario_total (scenario, (guint) s);
      /* an arm need not grow with the total: keep its checkpoints sorted */
      for (; at > 0 && n[at - 1] > patients; at--) {
        n[at] = n[at - 1];
        size[at] = size[at - 1];
      }
      n[at] = patients;
      size[at] = s;
    }
  }
}

void sim_plan_cholesky (double *m, guint n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j <= i; j++) {
      double sum = m[i * n + j];
      for (guint k = 0; k < j; k++)
        sum -= m[i * n + k] * m[j * n + k];
      m[i * n + j] = i == j ? sqrt (sum) : sum / m[j * n + j];
    }
}

double *sim_plan_factor (const SimScenario *scenario, guint outcome)
{
  guint n = sim_scenario_n_visits (scenario, outcome) + 1;
  double *factor = g_new0 (double, n *n);
  sim_scenario_correlation (scenario, outcome, factor);
  for (guint i = 0; i < n * n; i++)
    factor[i] = sim_round32 (factor[i]);
  sim_plan_cholesky (factor, n);
  return factor;
}

void sim_plan_latent (const double *factor, guint n, guint visit, double *rho, double *resid,
                      double *weight)
{
  const double *row = factor + (visit + 1) * n;
  *rho = row[0];
  *resid = sqrt (1 - row[0] * row[0]);
  /* a first visit's residuals are its innovations, whatever the correlation */
  for (guint j = 0; j <= visit; j++)
    weight[j] = visit == 0 ? 1 : row[j + 1] / *resid;
}

static double step_of (const SimScoreMap *scores)
{
  return scores->step > 0 ? scores->step : scores->sd;
}

/* Scores of an arm in SDs from its mean, as the lanes have them. */
static void compile_responder (const SimScenario *scenario, const Read *read,
                               LaneReduction *reduction)
{
  const SimResponder *source = &read->responder;
  LaneResponder *lane = &reduction->responder;
  const SimScoreMap *baseline = sim_scenario_score_map (scenario, read->source, -1, 0);
  double share = source->direction < 0 ? 1 - source->improvement : 1 + source->improvement;
  lane->on = true;
  lane->relative = source->relative;
  share = source->relative ? share : 1;
  lane->by_baseline = -source->direction * share * baseline->sd;
  lane->baseline_by = baseline->sd;
  lane->baseline_plus = baseline->mean - SIM_RESPONSE_SLACK * step_of (baseline);
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    const SimScoreMap *scores
        = sim_scenario_score_map (scenario, read->source, (int) a, read->at);
    double mean = sim_scenario_true_mean (scenario, read->source, a, read->at);
    lane->by_score[a] = source->direction * scores->sd;
    lane->plus[a] = source->direction * (mean - share * baseline->mean)
                    - (source->relative ? 0 : source->improvement)
                    + SIM_RESPONSE_SLACK * step_of (scores);
  }
}

/* Who is there, and how the latent residual is made. */
static void compile_reduction (LanePlan *plan, const SimScenario *scenario, const Read *read,
                               LaneReduction *reduction)
{
  guint n = sim_scenario_n_visits (scenario, read->source) + 1;
  double rho, resid, *factor = sim_plan_factor (scenario, read->source);
  reduction->visit = (int) read->at;
  reduction->people = (int) read->nth;
  reduction->baseline = sim_scenario_score_map (scenario, read->with_baseline, -1, 0) != NULL;
  reduction->n_terms = (int) read->at + 1;
  sim_plan_latent (factor, n, read->at, &rho, &resid, reduction->weight);
  g_free (factor);
  if (read->derived)
    compile_responder (scenario, read, reduction);
  for (guint a = 0; a < (guint) plan->draws.n_arms; a++) {
    reduction->missing[a] = sim_plan_fill (plan, scenario, read, a, &reduction->fill);
    reduction->any_missing |= reduction->missing[a] > 0 || plan->draws.random;
  }
  plan->draws.dropout |= reduction->any_missing;
  plan->draws.n_innovations = MAX (plan->draws.n_innovations, reduction->n_terms);
}

/* Gives it its place in the records. */
static int add_reduction (LanePlan *plan, LaneReduction *reduction)
{
  reduction->at = plan->draws.stride;
  plan->draws.stride
      += (long) plan->draws.n_sizes * reduction->n_rows * reduction->n_moments * SIM_LANES;
  return plan->draws.n_reductions++;
}

/* What makes of standardised scores those of the outcome's unit. Of a grid they may be off by the
 * rounding of the last bits, and are then brought back to it. */
static void compile_unit (const SimScenario *scenario, guint outcome, guint point, LaneUnit *unit)
{
  memset (unit, 0, sizeof *unit); /* responses come after the scores that they are made of */
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    const SimScoreMap *map = sim_scenario_score_map (scenario, outcome, point == 0 ? -1 : (int) a,
                                                     point == 0 ? 0 : point - 1);
    unit->by[a] = map && !map->raw ? map->sd : 1;
    if (!map || map->raw)
      continue;
    unit->plus[a] = point == 0 ? map->mean
                               : sim_scenario_true_mean (scenario, outcome, a, point - 1);
    if (map->kind == SIM_SCORE_GRID || map->kind == SIM_SCORE_CUTS) {
      unit->low = map->min;
      unit->step = map->step;
      unit->high = map->min + map->step * (map->n_cuts > 0 ? map->n_cuts : map->steps);
    }
  }
}

static gboolean same_scores (const LaneReduction *a, const LaneReduction *b)
{
  return a->visit == b->visit && a->people == b->people
         && memcmp (&a->responder, &b->responder, sizeof a->responder) == 0
         && memcmp (&a->fill, &b->fill, sizeof a->fill) == 0;
}

/* The sums for a visit: one reduction for all analyses that read them. */
static int find_sums (LanePlan *plan, const SimScenario *scenario, const Read *read)
{
  LaneReduction *reduction = &plan->draws.reductions[plan->draws.n_reductions];
  compile_reduction (plan, scenario, read, reduction);
  for (int r = 0; r < plan->draws.n_reductions; r++)
    if (!lane_is_whole (&plan->draws.reductions[r])
        && same_scores (&plan->draws.reductions[r], reduction)) {
      memset (reduction, 0, sizeof *reduction);
      return r;
    }
  reduction->n_rows = plan->draws.n_arms;
  reduction->n_moments = reduction->baseline ? LANE_N : LANE_X;
  if (reduction->any_missing)
    reduction->n_moments = LANE_MOMENTS;
  return add_reduction (plan, reduction);
}

/* A number of columns, and where they begin; -1: they are not asked for. */
static int add_columns (LaneDraws *draws, gboolean asked, int n)
{
  int first = draws->n_columns;
  if (!asked || n == 0)
    return -1;
  draws->n_columns += n;
  return first;
}

/* The patients of a visit are kept once for all fits that read the same of them. */
static int find_store (LaneDraws *draws, const SimScenario *scenario, const Read *read,
                       const LaneReduction *reduction)
{
  SimPeople people;
  int columns = reduction->columns;
  for (int r = 0; r < draws->n_reductions; r++)
    if (lane_is_whole (&draws->reductions[r]) && draws->reductions[r].columns == columns
        && same_scores (&draws->reductions[r], reduction))
      return draws->reductions[r].store;
  LaneStore *store = &draws->stores[draws->n_stores];
  sim_scenario_people (scenario, read->source, &people);
  store->reduction = draws->n_reductions;
  store->columns = columns;
  store->n_visits = (int) sim_scenario_n_visits (scenario, read->source);
  store->baseline = add_columns (draws, columns & LANE_COLUMN_BASELINE && reduction->baseline, 1);
  store->visits = add_columns (draws, columns & LANE_COLUMN_VISITS, store->n_visits);
  store->strata = add_columns (draws, columns & LANE_COLUMN_STRATA, (int) people.n_strata);
  store->covariates
      = add_columns (draws, columns & LANE_COLUMN_COVARIATES, (int) people.n_covariates);
  store->treated = add_columns (draws, columns & LANE_COLUMN_TREATED, 1);
  return draws->n_stores++;
}

int sim_plan_events (const SimScenario *scenario, guint outcome, guint size)
{
  double own = sim_scenario_total (scenario, sim_scenario_own_size (scenario));
  double events = number (scenario, "/outcomes/%u/events", outcome);
  return events > 0 ? (int)MAX (1, floor (events * sim_scenario_total (scenario, size) / own + 0.5))
                    : 0;
}

static void compile_events (const SimScenario *scenario, guint outcome, LaneReduction *reduction)
{
  for (guint s = 0; s < sim_scenario_n_sizes (scenario); s++)
    reduction->events[s] = sim_plan_events (scenario, outcome, s);
  reduction->cut = reduction->events[0] > 0 ? sim_whole_cut : NULL;
}

/* The mixed model for repeated measures. Eight trials at once take a closed form, which there is
 * where nobody comes back and variances are not adjusted; else room for trials one by one. */
static void compile_repeated (const LanePlan *plan, const SimScenario *scenario, guint analysis,
                              const Read *read, LaneReduction *reduction)
{
  guint visits = sim_scenario_n_visits (scenario, read->source);
  gint64 patterns = visits;
  for (guint a = 0; a < (guint) plan->draws.n_arms; a++) {
    SimMissing missing;
    sim_scenario_missing (scenario, read->source, a, &missing);
    if (missing.gaps > 0)
      patterns = MIN ((1 << visits) - 1, plan->draws.total[plan->draws.n_sizes - 1]);
  }
  reduction->any_visit = true;
  for (int a = 0; a < plan->draws.n_arms; a++)
    if (reduction->fill.treated[a]) { /* whom the sums of eight trials do not tell */
      reduction->columns |= LANE_COLUMN_TREATED;
      reduction->group = NULL;
    }
  reduction->kenward_roger
      = g_strcmp0 (text (scenario, "/analyses/%u/df", analysis), "kenward-roger") == 0;
  if (patterns > visits || reduction->kenward_roger)
    reduction->group = NULL;
  reduction->n_patterns = (int) patterns;
  reduction->room = reduction->group ? 0
                                     : (long) sim_mmrm_room (plan->draws.n_arms, (int) visits,
                                                             reduction->n_patterns);
}

/* How many scores a grid has; 0 where scores are on none, or on one too fine to count them. */
static int grid_scores (const SimScenario *scenario, const Read *read)
{
  guint most = 0;
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    const SimScoreMap *map = sim_scenario_score_map (scenario, read->outcome, (int) a, read->visit);
    if (map->kind != SIM_SCORE_GRID && map->kind != SIM_SCORE_CUTS)
      return 0;
    most = MAX (most, map->kind == SIM_SCORE_GRID ? (guint) map->steps : map->n_cuts);
  }
  return most < SIM_RANK_SCORES ? (int) most + 1 : 0;
}

static gboolean is_exact (const SimScenario *scenario, guint analysis)
{
  char *pointer = g_strdup_printf ("/analyses/%u/exact", analysis);
  gboolean exact = sim_value_bool (sim_scenario_value (scenario, pointer));
  g_free (pointer);
  return exact;
}

/* A linear model of an outcome's patients, and which of their columns it reads. */
static void compile_linear (const SimScenario *scenario, guint analysis, guint outcome,
                            LaneReduction *reduction)
{
  LaneLinear *linear = &reduction->linear;
  SimPeople people;
  SimModelTerms terms;
  sim_scenario_people (scenario, outcome, &people);
  sim_scenario_model_terms (scenario, analysis, &terms);
  linear->on = true;
  linear->change = terms.change;
  linear->baseline = terms.baseline;
  linear->se = (int) terms.se;
  linear->n_strata = terms.strata ? (int) people.n_strata : 0;
  for (int k = 0; k < linear->n_strata; k++)
    linear->n_levels[k] = (int) people.strata[k].n_levels;
  linear->n_covariates = (int) terms.n_covariates;
  for (int k = 0; k < linear->n_covariates; k++)
    linear->covariate[k] = (int) terms.covariate[k];
  reduction->columns |= (linear->baseline || linear->change ? LANE_COLUMN_BASELINE : 0)
                        | (linear->n_strata > 0 ? LANE_COLUMN_STRATA : 0)
                        | (linear->n_covariates > 0 ? LANE_COLUMN_COVARIATES : 0)
                        | (terms.se >= SIM_SE_CR2 ? LANE_COLUMN_PRACTITIONERS : 0);
}

static void compile_units (const SimScenario *scenario, const Read *read,
                           LaneReduction *reduction)
{
  for (guint p = 0; p <= sim_scenario_n_visits (scenario, read->source); p++)
    compile_unit (scenario, read->source, p, &reduction->unit[p]);
  compile_unit (scenario, read->outcome, read->visit + 1, &reduction->value_unit);
}

/* The omnibus test of ranks: one fit to the patients of what the first analysis reads. */
static int add_omnibus_ranks (LanePlan *plan, const SimScenario *scenario)
{
  LaneReduction *reduction = &plan->draws.reductions[plan->draws.n_reductions];
  Read read = read_of (scenario, 0);
  compile_reduction (plan, scenario, &read, reduction);
  reduction->any_missing = true;
  reduction->whole = sim_whole_kruskal_wallis;
  reduction->store = find_store (&plan->draws, scenario, &read, reduction);
  compile_units (scenario, &read, reduction);
  reduction->n_pairs = 1;
  reduction->n_rows = plan->draws.n_arms + 1;
  reduction->n_moments = LANE_WHOLE_MOMENTS;
  return add_reduction (plan, reduction);
}

/* The fits of an analysis to the patients as they are, of each of its hypotheses. */
static int add_whole (LanePlan *plan, const SimScenario *scenario, guint analysis,
                      const Read *read, const SimWholeRow *row, LaneGroupFn group)
{
  LaneReduction *reduction = &plan->draws.reductions[plan->draws.n_reductions];
  compile_reduction (plan, scenario, read, reduction);
  reduction->any_missing = true; /* numbers are those seen */
  reduction->whole = row->whole;
  reduction->exact = is_exact (scenario, analysis);
  reduction->group = reduction->exact ? NULL : group;
  reduction->n_scores = grid_scores (scenario, read);
  reduction->columns = row->columns;
  for (int a = 0; a < plan->draws.n_arms; a++)
    if (row->whole == sim_whole_log_rank && reduction->fill.treated[a])
      reduction->group = NULL; /* it takes all that there are */
  if (row->whole == sim_whole_mmrm)
    compile_repeated (plan, scenario, analysis, read, reduction);
  if (sim_strategy_draws (read->strategy.kind))
    sim_plan_impute (scenario, analysis, read, &reduction->impute);
  if (row->linear)
    compile_linear (scenario, analysis, read->source, reduction);
  reduction->store = find_store (&plan->draws, scenario, read, reduction);
  compile_units (scenario, read, reduction);
  reduction->direction = sim_scenario_direction (scenario, read->outcome);
  reduction->n_categories
      = (int) sim_scenario_score_map (scenario, read->outcome, 0, read->visit)->n_cuts + 1;
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);
    if (hypothesis->analysis != analysis)
      continue;
    int i = reduction->n_pairs++;
    memcpy (reduction->contrast[i], hypothesis->weights, sizeof hypothesis->weights);
    reduction->impute.logit[i] = hypothesis->logit;
    if (reduction->exact)
      reduction->tail[i] = hypothesis->sides == 1 ? SIM_RANK_HIGHER : SIM_RANK_EITHER;
    reduction->pair_a[i] = (int) hypothesis->arm_a;
    reduction->pair_b[i] = (int) hypothesis->arm_b;
  }
  compile_events (scenario, read->outcome, reduction);
  double tau = number (scenario, "/analyses/%u/tau", analysis);
  reduction->tau = tau > 0 ? tau : 0;
  reduction->n_rows = plan->draws.n_arms + reduction->n_pairs;
  reduction->n_moments = LANE_WHOLE_MOMENTS;
  return add_reduction (plan, reduction);
}

/* 0 where there is no baseline. Of latent values. */
static double correlation_with_baseline (const SimScenario *scenario, const Read *read)
{
  guint n = sim_scenario_n_visits (scenario, read->source) + 1;
  double *factor = sim_plan_factor (scenario, read->source), rho = factor[(read->at + 1) * n];
  g_free (factor);
  return read->derived ? 0 : rho;
}

static int variant_of (const char *method, const char *variance, const SimWholeRow *whole)
{
  if (whole && whole->own_test)
    return LANE_STATISTIC;
  if (whole)
    return whole->has_df ? LANE_WHOLE_T : LANE_LIKELIHOOD;
  if (g_strcmp0 (method, "fisher") == 0)
    return LANE_FISHER;
  if (g_strcmp0 (variance, "pooled") == 0 || g_strcmp0 (method, "chi-squared") == 0)
    return LANE_POOLED;
  if (g_strcmp0 (variance, "unpooled") == 0)
    return LANE_UNPOOLED;
  if (g_strcmp0 (variance, "restricted") == 0)
    return LANE_RESTRICTED;
  if (g_strcmp0 (variance, "two-arms") == 0)
    return LANE_TWO_ARMS;
  return g_strcmp0 (variance, "welch") == 0 ? LANE_WELCH : LANE_ALL_ARMS;
}

/* Which estimate and variance do not tell. */
static gboolean has_own_test (const LaneAnalysis *analysis)
{
  return analysis->variant == LANE_FISHER || analysis->variant == LANE_RESTRICTED
         || analysis->variant == LANE_STATISTIC;
}

static int interval_of (const char *interval)
{
  if (g_strcmp0 (interval, "newcombe") == 0)
    return LANE_NEWCOMBE;
  return g_strcmp0 (interval, "miettinen-nurminen") == 0 ? LANE_MIETTINEN_NURMINEN : LANE_WALD;
}

/* Whitehead (Stat Med 1993; 12: 2257-71), for the categories of two arms alike. */
static double ordinal_variance (const SimScoreMap *scores)
{
  double cubes = 0;
  for (guint k = 0; k <= scores->n_cuts; k++) {
    double from = k == 0 ? 0 : sim_normal_cdf (scores->cuts[k - 1]);
    double to = k == scores->n_cuts ? 1 : sim_normal_cdf (scores->cuts[k]);
    cubes += pow (to - from, 3);
  }
  return sim_round32 (3 / MAX (1 - cubes, 1e-3));
}

/* Of times up to tau; where hardly anybody has the event by then, as of one in a thousand that
 * does in the middle. */
static double restricted_variance (const SimScoreMap *scores, double tau)
{
  double variance = 0;
  if (tau > 0)
    sim_restricted_mean (scores, tau, &variance);
  return sim_round32 (MAX (variance, 0.00025 * tau * tau));
}

static void compile_scores (LanePlan *plan, const SimScenario *scenario, const Read *read,
                            LaneAnalysis *analysis)
{
  const SimScoreMap *baseline = sim_scenario_score_map (scenario, read->outcome, -1, 0);
  const SimScoreMap *first = sim_scenario_score_map (scenario, read->outcome, 0, 0);
  const LaneReduction *reduction = &plan->draws.reductions[analysis->reduction];
  analysis->direction = sim_scenario_direction (scenario, read->outcome);
  /* One patient a step apart from an arm of equals already leaves half a squared step within; the
     baseline is on the grid of the scores. */
  analysis->least_xx = first->step * first->step / 8;
  analysis->rho_latent = correlation_with_baseline (scenario, read);
  analysis->rho = plan->draws.n_people > 0 ? 0 : analysis->rho_latent;
  analysis->resid = sqrt (1 - analysis->rho * analysis->rho);
  analysis->baseline_sd = baseline ? baseline->sd : 0;
  for (int a = 0; a < plan->draws.n_arms; a++) {
    const SimScoreMap *scores = sim_scenario_score_map (scenario, read->outcome, a, read->visit);
    analysis->mean[a] = sim_scenario_true_mean (scenario, read->outcome, (guint) a, read->visit);
    analysis->sd[a] = scores->sd;
    analysis->ordinal_variance[a] = ordinal_variance (scores);
    analysis->restricted_variance[a] = restricted_variance (scores, reduction->tau);
    analysis->scale[a] = lane_scale (analysis->sd[a], analysis->baseline_sd, analysis->rho,
                                     analysis->resid);
  }
}

/* What an analysis does with the patients as they are; NULL: it reads sums. */
static const SimWholeRow *whole_of (const SimScenario *scenario, guint analysis, const Read *read)
{
  SimModelTerms terms;
  sim_scenario_model_terms (scenario, analysis, &terms);
  return sim_strategy_draws (read->strategy.kind)
             ? sim_kernels_imputed (sim_plan_imputes (scenario, read))
             : sim_kernels_whole (text (scenario, "/analyses/%u/method", analysis), &terms);
}

static void compile_analyses (LanePlan *plan, const SimScenario *scenario,
                              const SimKernels *kernels)
{
  plan->n_analyses = (int) length (scenario, "/analyses");
  for (guint i = 0; i < (guint) plan->n_analyses; i++) {
    LaneAnalysis *analysis = &plan->analyses[i];
    Read read = read_of (scenario, i);
    const char *method = text (scenario, "/analyses/%u/method", i);
    const SimWholeRow *whole = whole_of (scenario, i, &read);
    analysis->reduction = whole ? add_whole (plan, scenario, i, &read, whole,
                                             sim_kernels_group (kernels, whole))
                                : find_sums (plan, scenario, &read);
    analysis->variant
        = variant_of (method, text (scenario, "/analyses/%u/variance", i), whole);
    if (!whole)
      analysis->interval = interval_of (text (scenario, "/analyses/%u/interval", i));
    if (!whole && (has_own_test (analysis) || analysis->interval != LANE_WALD))
      analysis->own = sim_proportion_tests;
    analysis->df_shared = analysis->variant == LANE_ALL_ARMS;
    analysis->df_fixed = lane_is_normal (analysis->variant)
                         || (!plan->draws.reductions[analysis->reduction].any_missing
                             && analysis->variant != LANE_WELCH);
    analysis->fit = whole ? sim_kernels_whole_fit (kernels) : sim_kernels_fit (kernels, method);
    compile_scores (plan, scenario, &read, analysis);
  }
  plan->omnibus_least = plan->analyses[0].least_xx;
  plan->omnibus_reduction = plan->analyses[0].reduction;
  if (plan->omnibus == LANE_OMNIBUS_KRUSKAL_WALLIS)
    plan->omnibus_reduction = add_omnibus_ranks (plan, scenario);
  else if (plan->omnibus && lane_is_whole (&plan->draws.reductions[plan->omnibus_reduction])) {
    Read read = read_of (scenario, 0);
    plan->omnibus_reduction = find_sums (plan, scenario, &read);
  }
}

/* What is read of each outcome that is not derived: visits, counted from 1. TRUE if that is but
   normal scores of one of them, of patients with nothing in common who leave at random. */
static gboolean read_visits (const SimScenario *scenario, guint *n_visits, guint *outcome)
{
  SimPeople people;
  SimAllocation allocation;
  gboolean plain
      = g_strcmp0 (text (scenario, "/testing/omnibus"), "kruskal-wallis") != 0; /* it keeps them */
  for (guint i = 0; i < length (scenario, "/analyses"); i++) {
    Read read = read_of (scenario, i);
    const SimWholeRow *whole = whole_of (scenario, i, &read);
    guint asked = whole && whole->columns & LANE_COLUMN_VISITS
                      ? sim_scenario_n_visits (scenario, read.source)
                      : read.at + 1;
    n_visits[read.nth] = MAX (n_visits[read.nth], asked);
    *outcome = read.source;
    const SimScoreMap *baseline = sim_scenario_score_map (scenario, read.source, -1, 0);
    sim_scenario_people (scenario, read.source, &people);
    plain &= !whole && read.strategy.kind == SIM_STRATEGY_COMPLETE_CASES;
    plain &= !read.derived && read.nth == 0 && !people.any && !people.imbalanced
             && sim_scenario_score_map (scenario, read.source, 0, 0)->kind == SIM_SCORE_NORMAL
             && (!baseline || baseline->kind == SIM_SCORE_NORMAL);
  }
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    SimMissing missing;
    sim_scenario_missing (scenario, 0, a, &missing);
    plain &= missing.kind == SIM_MISSING_MCAR && missing.gaps == 0;
  }
  sim_scenario_allocation (scenario, &allocation);
  return plain && allocation.method == SIM_ALLOCATION_FIXED;
}

/* FALSE if memory is short. */
static gboolean compile_people (LanePlan *lanes, const SimScenario *scenario)
{
  LaneDraws *draws = &lanes->draws;
  guint n_visits[SIM_MAX_OUTCOMES] = { 0 }, outcome = 0;
  int most[LANE_ARMS];
  SimPeople people;
  if (read_visits (scenario, n_visits, &outcome)) {
    draws->baseline = sim_scenario_score_map (scenario, outcome, -1, 0) != NULL;
    compile_keys (lanes, scenario, outcome);
    return TRUE;
  }
  sim_scenario_people (scenario, 0, &people);
  draws->random = sim_plan_allocation (scenario, &people, &draws->allocation);
  for (int a = 0; a < draws->n_arms; a++)
    most[a] = draws->random ? draws->total[draws->n_sizes - 1]
                            : draws->checkpoint_n[a][draws->n_sizes - 1];
  draws->n_people = LANE_OUTCOMES;
  return sim_plan_people_fill (scenario, n_visits, most, draws->people);
}

/* Variance of one patient's contribution to the estimate, in the unit of the estimate squared.
 * ANCOVA has one slope for all arms: rho times the mean SD over the SD of the baseline. Of times,
 * as if three of four had their event, or fewer where a trial ends with fewer: one of so many. */
static double patient_variance (const LaneAnalysis *analysis, const char *method, bool logit,
                                double rho, double mean_sd, guint arm, double an_event)
{
  double sd = analysis->sd[arm], base = analysis->baseline_sd;
  if (g_strcmp0 (method, "log-rank") == 0 || g_strcmp0 (method, "stratified-log-rank") == 0
      || g_strcmp0 (method, "cox") == 0)
    return MAX (4.0 / 3, an_event);
  if (g_strcmp0 (method, "mann-whitney") == 0 || g_strcmp0 (method, "van-elteren") == 0)
    return 1.0 / 12; /* without ties, but for a patient in N + 1 */
  if (g_strcmp0 (method, "rmst") == 0)
    return analysis->restricted_variance[arm];
  if (g_strcmp0 (method, "proportional-odds") == 0)
    return analysis->ordinal_variance[arm];
  if (g_strcmp0 (method, "logistic") == 0 || logit)
    return 1 / MAX (sd * sd, 1e-3);
  if (g_strcmp0 (method, "negative-binomial") == 0)
    return sd * sd / (analysis->mean[arm] * analysis->mean[arm]);
  if (g_strcmp0 (method, "ancova") == 0 || g_strcmp0 (method, "mmrm") == 0)
    return sd * sd + rho * rho * mean_sd * (mean_sd - 2 * sd);
  if (g_strcmp0 (method, "change-score") == 0)
    return sd * sd + base * base - 2 * rho * sd * base;
  return sd * sd;
}

/* Planned standard error of the estimate: only the unit of the sums, but a good one keeps them
 * small. Where one arm's SD dwarfs the others' the variance that the method pools sets the floor,
 * so that no honest fit falls out of the range of the sums. */
static double planned_se (const LanePlan *plan, const LaneAnalysis *analysis, const char *method,
                          const LaneHypothesis *hypothesis, int size)
{
  const LaneReduction *reduction = &plan->draws.reductions[analysis->reduction];
  double n[LANE_ARMS], total = 0, mean_sd = 0, pooled = 0, pooled_n = 0, own = 0, squares = 0;
  double rho = analysis->rho_latent, an_event = 0;
  for (int i = 0; i < plan->draws.n_arms; i++) {
    n[i] = plan->draws.arm_n[size][i] * (1 - reduction->missing[i]);
    total += n[i];
    mean_sd += n[i] * analysis->sd[i];
  }
  if (reduction->events[size] > 0)
    an_event = total / reduction->events[size];
  for (guint i = 0; i < (guint) plan->draws.n_arms; i++) {
    double variance
        = patient_variance (analysis, method, hypothesis->logit, rho, mean_sd / total, i, an_event);
    double square = hypothesis->weight[i] * hypothesis->weight[i];
    if (square > 0) {
      own += square * variance / n[i];
      squares += square / n[i];
    }
    if (square > 0 || (analysis->variant == LANE_ALL_ARMS && !hypothesis->within)) {
      pooled += n[i] * variance;
      pooled_n += n[i];
    }
  }
  double model = pooled / pooled_n * squares;
  return sqrt (MAX (own, ldexp (model, -24)));
}

/* Estimates as near to a bound as this lie on it: a billionth of an SD, or of a logarithm. */
static double null_slack (const LanePlan *plan, const LaneAnalysis *analysis,
                          const LaneHypothesis *hypothesis)
{
  double sd = 0;
  for (int a = 0; a < plan->draws.n_arms; a++)
    if (hypothesis->weight[a] != 0)
      sd = MAX (sd, analysis->sd[a]);
  return 1e-9 * (analysis->variant == LANE_LIKELIHOOD || hypothesis->logit ? 1 : sd);
}

static void compile_contrast (const SimHypothesis *source, LaneHypothesis *hypothesis)
{
  static const int kinds[] = { [SIM_TEST_DIFFERENT] = LANE_DIFFERENT,
                               [SIM_TEST_ABOVE] = LANE_ABOVE,
                               [SIM_TEST_BETWEEN] = LANE_BETWEEN };
  hypothesis->analysis = (int) source->analysis;
  hypothesis->a = (int) source->arm_a;
  hypothesis->b = (int) source->arm_b;
  hypothesis->pair = source->pair;
  hypothesis->logit = source->logit;
  hypothesis->within = source->type == SIM_WITHIN_ARM_CHANGE;
  hypothesis->superiority = source->type == SIM_SUPERIORITY;
  hypothesis->kind = kinds[source->test];
  hypothesis->bound = source->lower;
  hypothesis->width = source->test == SIM_TEST_BETWEEN ? source->upper - source->lower : 0;
  memcpy (hypothesis->weight, source->weights, sizeof hypothesis->weight);
}

/* The first hypothesis of the analysis whose df are those of this one; the change within an arm has
   its own. */
static int df_of (const LanePlan *plan, const LaneAnalysis *analysis, int h)
{
  for (int i = 0; analysis->df_shared && i < analysis->n_hypotheses; i++)
    if (!plan->hypotheses[analysis->hypotheses[i]].within && !plan->hypotheses[h].within)
      return analysis->hypotheses[i];
  return h;
}

static void compile_hypotheses (LanePlan *plan, const SimScenario *scenario)
{
  plan->n_hypotheses = (int) sim_scenario_n_hypotheses (scenario);
  for (int h = 0; h < plan->n_hypotheses; h++) {
    const SimHypothesis *source = sim_scenario_hypothesis (scenario, (guint) h);
    LaneHypothesis *hypothesis = &plan->hypotheses[h];
    LaneAnalysis *analysis = &plan->analyses[source->analysis];
    const char *method = text (scenario, "/analyses/%u/method", source->analysis);
    compile_contrast (source, hypothesis);
    hypothesis->truth = sim_scenario_true_effect (scenario, (guint) h);
    analysis->hypotheses[analysis->n_hypotheses++] = h;
    hypothesis->df_of = df_of (plan, analysis, h);
    hypothesis->null_slack = null_slack (plan, analysis, hypothesis);
    if (plan->draws.n_people > 0 && !lane_is_normal (analysis->variant))
      hypothesis->least = 1e-10;
    const SimWholeRow *whole = sim_kernels_whole (method, NULL);
    if (whole ? whole->constant : lane_is_normal (analysis->variant))
      hypothesis->least = -1; /* a difference of 0 without a variance is an estimate */
    hypothesis->own_test = has_own_test (analysis);
    hypothesis->own_interval = analysis->interval != LANE_WALD && hypothesis->pair;
    for (int s = 0; s < plan->draws.n_sizes; s++) {
      hypothesis->scale[s] = planned_se (plan, analysis, method, hypothesis, s);
      hypothesis->unit[s] = 1 / hypothesis->scale[s];
      hypothesis->effect[s] = hypothesis->truth * hypothesis->unit[s];
      hypothesis->low[s] = (hypothesis->truth - hypothesis->bound) * hypothesis->unit[s];
      if (source->test == SIM_TEST_BETWEEN)
        hypothesis->high[s] = (source->upper - hypothesis->truth) * hypothesis->unit[s];
    }
  }
}

/* The next arm that a pair of the first hypothesis' analysis compares with one that has a place; of
   the very first pair the arm that has none itself. FALSE if there is no more. */
static gboolean next_rank (const LanePlan *plan, gboolean placed[LANE_ARMS], LaneRank *rank)
{
  for (int h = 0; h < plan->n_hypotheses; h++) {
    const LaneHypothesis *hypothesis = &plan->hypotheses[h];
    int a = hypothesis->a, b = hypothesis->b;
    if (hypothesis->analysis != plan->hypotheses[0].analysis || !hypothesis->pair)
      continue;
    if (plan->n_ranking == 0)
      placed[b] = TRUE;
    if (placed[a] == placed[b])
      continue;
    *rank = placed[b] ? (LaneRank){ a, b, h, 1 } : (LaneRank){ b, a, h, -1 };
    placed[rank->arm] = TRUE;
    return TRUE;
  }
  return FALSE;
}

static void compile_ranking (LanePlan *plan)
{
  gboolean placed[LANE_ARMS] = { FALSE };
  while (plan->n_ranking + 1 < plan->draws.n_arms
         && next_rank (plan, placed, &plan->ranking[plan->n_ranking]))
    plan->n_ranking++;
  if (plan->n_ranking + 1 < plan->draws.n_arms)
    plan->n_ranking = 0;
}

/* Rules of one step have an interval for each hypothesis, at its own or a common critical value. */
static gboolean has_intervals (const LanePlan *plan, SimProcedureKind rule)
{
  for (int h = 0; h < plan->n_hypotheses; h++)
    if (plan->hypotheses[h].own_interval)
      return FALSE;
  return rule == SIM_PROCEDURE_NONE || rule == SIM_PROCEDURE_BONFERRONI
         || rule == SIM_PROCEDURE_SIDAK || rule == SIM_PROCEDURE_DUNNETT
         || rule == SIM_PROCEDURE_TUKEY;
}

/* Patients that a millisecond is good for, from the normals that one trial draws. */
static guint choose_block (const LanePlan *plan)
{
  double patients = 0;
  for (int a = 0; a < plan->draws.n_arms; a++)
    patients += plan->draws.checkpoint_n[a][plan->draws.n_sizes - 1];
  int variates = plan->draws.n_innovations + plan->draws.baseline + plan->draws.dropout;
  double draws = patients * variates;
  double nanoseconds = 1.5 * draws + 4.0 * plan->draws.n_sizes * plan->n_hypotheses;
  for (int k = 0; k < plan->draws.n_people; k++)
    if (plan->draws.people[k])
      nanoseconds += 3 * draws + 3 * patients * plan->draws.people[k]->n_parts;
  for (int i = 0; i < plan->draws.n_reductions; i++) {
    const LaneReduction *r = &plan->draws.reductions[i];
    if (r->group)
      nanoseconds += plan->draws.n_sizes * (r->cut ? 6 : 3) * patients;
    else if (r->whole)
      nanoseconds += plan->draws.n_sizes * (1000 + (r->cut ? 70 : 30) * patients);
    nanoseconds += plan->draws.n_sizes * r->impute.imputations * (r->visit + 1)
                   * (500 + (r->impute.kind == LANE_IMPUTE_SCORES ? 6 : 150) * patients);
  }
  /* clearing and merging a block costs about a nanosecond a word: keep that small too */
  double words = plan->draws.n_sizes * (ldexp (1, plan->n_hypotheses) + 80.0 * plan->n_hypotheses)
                 + 1000.0 * plan->n_hypotheses;
  double wanted = MAX (1e6, 30 * words) / nanoseconds;
  guint block = SIM_LANES; /* of trials of 100,000 patients even eight take longer */
  while (block < 8192 && block * 1.4 < wanted)
    block *= 2;
  return block;
}

static int omnibus_of (const char *test)
{
  static const char *const tests[] = { [LANE_OMNIBUS_ANOVA] = "anova",
                                       [LANE_OMNIBUS_ANCOVA] = "ancova",
                                       [LANE_OMNIBUS_KRUSKAL_WALLIS] = "kruskal-wallis",
                                       [LANE_OMNIBUS_CHI_SQUARED] = "chi-squared" };
  for (int i = LANE_OMNIBUS_ANOVA; i <= LANE_OMNIBUS_CHI_SQUARED; i++)
    if (g_strcmp0 (tests[i], test) == 0)
      return i;
  return LANE_OMNIBUS_NONE;
}

SimPlan *sim_plan_new (const SimScenario *scenario, const SimKernels *kernels,
                       SimCriticalCache *cache, guint block)
{
  SimPlan *plan = g_try_new0 (SimPlan, 1);
  if (!plan)
    return NULL;
  LanePlan *lanes = &plan->lanes;
  atomic_init (&plan->references, 1);
  plan->cubics = g_ptr_array_new_with_free_func (g_atomic_rc_box_release);
  plan->owned = g_ptr_array_new_with_free_func (g_free);
  lanes->draws.n_arms = (int) sim_scenario_n_arms (scenario);
  lanes->two_sided = number (scenario, "/testing/sides") != 1;
  SimProcedure procedure;
  sim_scenario_procedure (scenario, &procedure);
  lanes->omnibus = omnibus_of (text (scenario, "/testing/omnibus"));
  lanes->verdict = sim_kernels_verdict (kernels, procedure.kind);
  compile_sizes (lanes, scenario);
  if (!compile_people (lanes, scenario)) {
    sim_plan_unref (plan);
    return NULL;
  }
  compile_analyses (lanes, scenario, kernels);
  compile_hypotheses (lanes, scenario);
  sim_plan_compile_fisher (plan);
  lanes->simultaneous = has_intervals (lanes, procedure.kind);
  compile_ranking (lanes);
  sim_plan_compile_critical (plan, scenario, cache);
  plan->block = block ? block : choose_block (lanes);
  return plan;
}

SimPlan *sim_plan_ref (SimPlan *plan)
{
  atomic_fetch_add (&plan->references, 1);
  return plan;
}

void sim_plan_unref (SimPlan *plan)
{
  if (!plan || atomic_fetch_sub (&plan->references, 1) > 1)
    return;
  g_ptr_array_unref (plan->cubics);
  g_ptr_array_unref (plan->owned);
  for (guint k = 0; k < LANE_OUTCOMES; k++)
    sim_plan_people_unref ((LanePeople *) plan->lanes.draws.people[k]);
  g_free (plan);
}
