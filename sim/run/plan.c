/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan.c - everything of a scenario that can be computed once.
 */
#include "plan.h"
#include "allocation.h"
#include "plan-critical.h"
#include "plan-people.h"
#include "whole-fits.h"

#include <math.h>

#include "../base/prob.h"
#include "../base/round.h"

G_STATIC_ASSERT ((int) LANE_ARMS == SIM_MAX_ARMS && (int) LANE_VISITS == SIM_MAX_VISITS
                 && (int) LANE_SIZES == SIM_MAX_SIZES
                 && (int) LANE_HYPOTHESES == SIM_MAX_HYPOTHESES
                 && (int) LANE_ANALYSES == SIM_MAX_ANALYSES);

static double number (const SimScenario *scenario, const char *format, ...) G_GNUC_PRINTF (2, 3);

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

static const char *text (const SimScenario *scenario, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

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

static void compile_keys (LanePlan *plan, const SimScenario *scenario)
{
  guint64 seed = sim_scenario_seed (scenario);
  const char *outcome = text (scenario, "/outcomes/0/id");
  for (guint a = 0; a < (guint) plan->draws.n_arms; a++) {
    const char *arm = sim_scenario_arm_id (scenario, a);
    plan->draws.key_baseline[a] = sim_key_new (seed, "baseline", outcome, NULL, arm);
    plan->draws.key_dropout[a] = sim_key_new (seed, "dropout", NULL, NULL, arm);
    for (guint v = 0; v < length (scenario, "/outcomes/0/visits"); v++)
      plan->draws.key_visit[v][a] = sim_key_new (seed, "visit", outcome,
                                           text (scenario, "/outcomes/0/visits/%u/id", v), arm);
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

double *sim_plan_factor (const SimScenario *scenario)
{
  guint n = length (scenario, "/outcomes/0/visits") + 1;
  double *factor = g_new0 (double, n *n);
  sim_scenario_correlation (scenario, 0, factor);
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

/* Who is there, and how the latent residual is made. */
static void compile_reduction (LanePlan *plan, const SimScenario *scenario,
                               LaneReduction *reduction, guint visit)
{
  guint n = length (scenario, "/outcomes/0/visits") + 1;
  double rho, resid, *factor = sim_plan_factor (scenario);
  reduction->visit = (int) visit;
  reduction->n_terms = (int) visit + 1;
  sim_plan_latent (factor, n, visit, &rho, &resid, reduction->weight);
  g_free (factor);
  for (guint a = 0; a < (guint) plan->draws.n_arms; a++) {
    SimMissing missing;
    sim_scenario_missing (scenario, a, &missing);
    reduction->missing[a]
        = missing.proportion[visit] + missing.gaps * (1 - missing.proportion[visit]);
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

/* The sums for a visit: one reduction for all analyses that read them. */
static int find_sums (LanePlan *plan, const SimScenario *scenario, guint visit)
{
  for (int r = 0; r < plan->draws.n_reductions; r++)
    if (plan->draws.reductions[r].visit == (int) visit && !plan->draws.reductions[r].whole)
      return r;
  LaneReduction *reduction = &plan->draws.reductions[plan->draws.n_reductions];
  compile_reduction (plan, scenario, reduction, visit);
  reduction->n_rows = plan->draws.n_arms;
  reduction->n_moments = plan->draws.baseline ? LANE_N : LANE_X;
  if (reduction->any_missing)
    reduction->n_moments = LANE_MOMENTS;
  return add_reduction (plan, reduction);
}

/* The events are those of the trial's own number of patients; with others as many times more. */
static void compile_events (const SimScenario *scenario, LaneReduction *reduction)
{
  double own = sim_scenario_total (scenario, sim_scenario_own_size (scenario));
  double events = number (scenario, "/outcomes/0/events");
  reduction->cut = events > 0 ? sim_whole_cut : NULL;
  for (guint s = 0; s < sim_scenario_n_sizes (scenario) && events > 0; s++)
    reduction->events[s]
        = (int) MAX (1, floor (events * sim_scenario_total (scenario, s) / own + 0.5));
}

/* The fits of an analysis to the patients as they are, of each of its hypotheses. */
static int add_whole (LanePlan *plan, const SimScenario *scenario, guint analysis, guint visit,
                      LaneWholeFn whole)
{
  LaneReduction *reduction = &plan->draws.reductions[plan->draws.n_reductions];
  compile_reduction (plan, scenario, reduction, visit);
  reduction->any_missing = true; /* numbers are those seen */
  reduction->whole = whole;
  reduction->direction = plan->direction;
  reduction->n_categories = (int) sim_scenario_score_map (scenario, 0, 0, visit)->n_cuts + 1;
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);
    if (hypothesis->analysis != analysis)
      continue;
    reduction->pair_a[reduction->n_pairs] = (int) hypothesis->arm_a;
    reduction->pair_b[reduction->n_pairs++] = (int) hypothesis->arm_b;
  }
  compile_events (scenario, reduction);
  reduction->n_rows = plan->draws.n_arms + reduction->n_pairs;
  reduction->n_moments = LANE_WHOLE_MOMENTS;
  return add_reduction (plan, reduction);
}

/* 0 where there is no baseline. Of latent values. */
static double correlation_with_baseline (const SimScenario *scenario, guint visit)
{
  guint n = length (scenario, "/outcomes/0/visits") + 1;
  double *factor = sim_plan_factor (scenario), rho = factor[(visit + 1) * n];
  g_free (factor);
  return rho;
}

static int variant_of (const char *variance, LaneWholeFn whole)
{
  if (whole)
    return LANE_LIKELIHOOD;
  if (g_strcmp0 (variance, "pooled") == 0)
    return LANE_POOLED;
  if (g_strcmp0 (variance, "unpooled") == 0)
    return LANE_UNPOOLED;
  if (g_strcmp0 (variance, "two-arms") == 0)
    return LANE_TWO_ARMS;
  return g_strcmp0 (variance, "welch") == 0 ? LANE_WELCH : LANE_ALL_ARMS;
}

static int visit_of (const SimScenario *scenario, guint analysis)
{
  return sim_value_index_of (sim_scenario_value (scenario, "/outcomes/0/visits"),
                             text (scenario, "/analyses/%u/visit", analysis));
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

static void compile_analyses (LanePlan *plan, const SimScenario *scenario,
                              const SimKernels *kernels)
{
  plan->n_analyses = (int) length (scenario, "/analyses");
  for (guint i = 0; i < (guint) plan->n_analyses; i++) {
    LaneAnalysis *analysis = &plan->analyses[i];
    guint visit = (guint) visit_of (scenario, i);
    LaneWholeFn whole = sim_kernels_whole (text (scenario, "/analyses/%u/method", i));
    analysis->reduction = whole ? add_whole (plan, scenario, i, visit, whole)
                                : find_sums (plan, scenario, visit);
    analysis->variant = variant_of (text (scenario, "/analyses/%u/variance", i), whole);
    analysis->least_xx = plan->omnibus_least; /* the baseline is on the grid of the scores */
    analysis->rho_latent = correlation_with_baseline (scenario, visit);
    analysis->rho = plan->draws.people ? 0 : analysis->rho_latent;
    analysis->resid = sqrt (1 - analysis->rho * analysis->rho);
    analysis->df_shared = analysis->variant == LANE_ALL_ARMS;
    analysis->df_fixed = lane_is_normal (analysis->variant)
                         || (!plan->draws.reductions[analysis->reduction].any_missing
                             && analysis->variant != LANE_WELCH);
    analysis->fit = sim_kernels_fit (kernels, text (scenario, "/analyses/%u/method", i));
    const SimScoreMap *baseline = sim_scenario_score_map (scenario, 0, -1, 0);
    analysis->baseline_sd = baseline ? baseline->sd : 0;
    for (int a = 0; a < plan->draws.n_arms; a++) {
      const SimScoreMap *scores = sim_scenario_score_map (scenario, 0, a, visit);
      analysis->mean[a] = sim_scenario_true_mean (scenario, 0, (guint) a, visit);
      analysis->sd[a] = scores->sd;
      analysis->ordinal_variance[a] = ordinal_variance (scores);
      analysis->scale[a] = lane_scale (analysis->sd[a], analysis->baseline_sd, analysis->rho,
                                       analysis->resid);
    }
  }
}

/* The last visit that an analysis reads, counted from 1. */
static guint n_visits_read (const SimScenario *scenario)
{
  guint n = 0;
  for (guint i = 0; i < length (scenario, "/analyses"); i++)
    n = MAX (n, (guint) visit_of (scenario, i) + 1);
  return n;
}

/* FALSE if memory is short. One patient a step apart from an arm of equals already leaves half a
 * squared step within. */
static gboolean compile_people (SimPlan *plan, const SimScenario *scenario)
{
  LanePlan *lanes = &plan->lanes;
  const SimScoreMap *scores = sim_scenario_score_map (scenario, 0, 0, 0);
  int most[LANE_ARMS];
  SimPeople people;
  lanes->omnibus_least = scores->step * scores->step / 8;
  if (!sim_plan_needs_people (scenario))
    return TRUE;
  sim_scenario_people (scenario, 0, &people);
  lanes->draws.random = sim_plan_allocation (scenario, &people, &lanes->draws.allocation);
  for (int a = 0; a < lanes->draws.n_arms; a++)
    most[a] = lanes->draws.random ? lanes->draws.total[lanes->draws.n_sizes - 1]
                                  : lanes->draws.checkpoint_n[a][lanes->draws.n_sizes - 1];
  plan->people = sim_plan_people_new (scenario, 0, n_visits_read (scenario), most);
  lanes->draws.people = plan->people;
  return plan->people != NULL;
}

/* Variance of one patient's contribution to the estimate, in the unit of the estimate squared.
 * ANCOVA has one slope for all arms: rho times the mean SD over the SD of the baseline. Of times,
 * as if three of four had their event, or fewer where a trial ends with fewer: one of so many. */
static double patient_variance (const LaneAnalysis *analysis, const char *method, double rho,
                                double mean_sd, guint arm, double an_event)
{
  double sd = analysis->sd[arm], base = analysis->baseline_sd;
  if (g_strcmp0 (method, "log-rank") == 0)
    return MAX (4.0 / 3, an_event);
  if (g_strcmp0 (method, "proportional-odds") == 0)
    return analysis->ordinal_variance[arm];
  if (g_strcmp0 (method, "negative-binomial") == 0)
    return sd * sd / (analysis->mean[arm] * analysis->mean[arm]);
  if (g_strcmp0 (method, "ancova") == 0)
    return sd * sd + rho * rho * mean_sd * (mean_sd - 2 * sd);
  if (g_strcmp0 (method, "change-score") == 0)
    return sd * sd + base * base - 2 * rho * sd * base;
  return sd * sd;
}

/* Planned standard error of the estimate: only the unit of the sums, but a good one keeps them
 * small. Where one arm's SD dwarfs the others' the variance that the method pools sets the floor,
 * so that no honest fit falls out of the range of the sums. */
static double planned_se (const LanePlan *plan, const LaneAnalysis *analysis, const char *method,
                          guint a, guint b, int size)
{
  const LaneReduction *reduction = &plan->draws.reductions[analysis->reduction];
  double n[LANE_ARMS], total = 0, mean_sd = 0, pooled = 0, pooled_n = 0, own = 0;
  double rho = analysis->rho_latent, an_event = 0;
  for (int i = 0; i < plan->draws.n_arms; i++) {
    n[i] = plan->draws.arm_n[size][i] * (1 - reduction->missing[i]);
    total += n[i];
    mean_sd += n[i] * analysis->sd[i];
  }
  if (reduction->events[size] > 0)
    an_event = total / reduction->events[size];
  for (guint i = 0; i < (guint) plan->draws.n_arms; i++) {
    double variance = patient_variance (analysis, method, rho, mean_sd / total, i, an_event);
    gboolean compared = i == a || i == b;
    if (compared)
      own += variance / n[i];
    if (compared || analysis->variant == LANE_ALL_ARMS) {
      pooled += n[i] * variance;
      pooled_n += n[i];
    }
  }
  double model = pooled / pooled_n * (1 / n[a] + 1 / n[b]);
  return sqrt (MAX (own, ldexp (model, -24)));
}

static void compile_hypotheses (LanePlan *plan, const SimScenario *scenario)
{
  plan->n_hypotheses = (int) sim_scenario_n_hypotheses (scenario);
  for (int h = 0; h < plan->n_hypotheses; h++) {
    const SimHypothesis *source = sim_scenario_hypothesis (scenario, (guint) h);
    LaneHypothesis *hypothesis = &plan->hypotheses[h];
    LaneAnalysis *analysis = &plan->analyses[source->analysis];
    const char *method = text (scenario, "/analyses/%u/method", source->analysis);
    hypothesis->analysis = (int) source->analysis;
    hypothesis->a = (int) source->arm_a;
    hypothesis->b = (int) source->arm_b;
    hypothesis->truth = sim_scenario_true_effect (scenario, (guint) h);
    analysis->hypotheses[analysis->n_hypotheses++] = h;
    hypothesis->df_of = analysis->df_shared ? analysis->hypotheses[0] : h;
    hypothesis->least = plan->draws.people ? 1e-10 : 0;
    if (lane_is_normal (analysis->variant))
      hypothesis->least = -1; /* a difference of 0 without a variance is an estimate */
    for (int s = 0; s < plan->draws.n_sizes; s++) {
      hypothesis->scale[s]
          = planned_se (plan, analysis, method, source->arm_a, source->arm_b, s);
      hypothesis->unit[s] = 1 / hypothesis->scale[s];
      hypothesis->effect[s] = hypothesis->truth * hypothesis->unit[s];
    }
  }
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
  if (plan->draws.people)
    nanoseconds += 3 * draws + 3 * patients * plan->draws.people->n_parts;
  for (int r = 0; r < plan->draws.n_reductions; r++)
    if (plan->draws.reductions[r].whole)
      nanoseconds += plan->draws.n_sizes
                     * (1000 + (plan->draws.reductions[r].cut ? 70 : 30) * patients);
  /* clearing and merging a block costs about a nanosecond a word: keep that small too */
  double words = plan->draws.n_sizes * (ldexp (1, plan->n_hypotheses) + 80.0 * plan->n_hypotheses)
                 + 1000.0 * plan->n_hypotheses;
  double wanted = MAX (1e6, 30 * words) / nanoseconds;
  guint block = SIM_LANES; /* of trials of 100,000 patients even eight take longer */
  while (block < 8192 && block * 1.4 < wanted)
    block *= 2;
  return block;
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
  lanes->draws.n_arms = (int) sim_scenario_n_arms (scenario);
  lanes->draws.baseline = sim_scenario_value (scenario, "/outcomes/0/baseline") != NULL;
  const char *better = text (scenario, "/outcomes/0/better");
  lanes->direction
      = g_strcmp0 (better, "lower") == 0 || g_strcmp0 (better, "earlier") == 0 ? -1 : 1;
  lanes->two_sided = number (scenario, "/testing/sides") != 1;
  lanes->omnibus = g_strcmp0 (text (scenario, "/testing/omnibus"), "anova") == 0;
  lanes->verdict = sim_kernels_verdict (kernels, text (scenario, "/testing/multiplicity/method"));
  compile_keys (lanes, scenario);
  compile_sizes (lanes, scenario);
  if (!compile_people (plan, scenario)) {
    sim_plan_unref (plan);
    return NULL;
  }
  compile_analyses (lanes, scenario, kernels);
  compile_hypotheses (lanes, scenario);
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
  sim_plan_people_unref (plan->people);
  g_free (plan);
}
