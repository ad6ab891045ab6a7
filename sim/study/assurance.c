/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance.c - power averaged over what is believed of a scenario's values.
 */
#include "assurance.h"
#include "assurance-exact.h"
#include "assurance-points.h"

#include <glib/gi18n.h>
#include <math.h>

#include "../base/prob.h"
#include "../base/stream.h"
#include "../run/results.h"
#include "batch.h"
#include "in-favour.h"
#include "lattice.h"

#define POINTS_OF_ONE 32  /* of a lattice, for one value */
#define MANY_TRIALS   128 /* of a point: with them there are more points, for several values */
#define LEAST_TRIALS  64
#define OWN           0.3 /* shares of the work: the scenario's own values, */
#define POINTS        0.6 /* the points of the priors; what is left are exact values */
#define AT_ONCE       64  /* points whose verdicts together are kept as those of one run */
#define LEAST_GROUPS  2   /* lattices that tell an error */
#define SEEDS         (G_GUINT64_CONSTANT (1) << 53)

const double sim_assurance_chances[SIM_ASSURANCE_QUANTILES] = { 0.05, 0.25, 0.5, 0.75, 0.95 };

typedef struct {
  SimScenario *scenario; /* borrowed */
  SimPriors *priors;
  SimAssuranceStudy *study;
  const SimStudyOptions *options; /* NULL, or with progress to be told */
  guint n_groups, n_in_group;     /* lattices and points of each; weighted scenarios: 1 and all */
  guint n_settled;                /* points up to the last one that was simulated */
  double *power;                  /* [size][goal][point]; NaN where there is no scenario */
} Work;

static guint
n_cells (const Work *work)
{
  return work->n_groups * work->n_in_group;
}

static double *
powers_at (const Work *work, guint size, guint goal)
{
  return work->power + ((gsize)size * work->study->n_goals + goal) * n_cells (work);
}

static double
weight_of (const Work *work, guint cell)
{
  return work->priors->n_scenarios > 0 ? work->priors->weight[cell] : 1.0 / n_cells (work);
}

/* --- points -------------------------------------------------------------------------------- */

/* Point i of a lattice in value j, shifted and folded: in (0, 1). */
static double
coordinate (const Work *work, guint group, guint i, guint j)
{
  guint64 seed = sim_scenario_seed (work->scenario);
  const char *pointer = work->priors->priors[j].pointer;
  SimKey key = sim_key_new (seed, "prior", NULL, NULL, pointer);
  SimStream stream = sim_stream_new (key, group);
  double shift = sim_draw_uniform (sim_stream_next (&stream));

  double u = sim_lattice_point (work->n_in_group, i, j) + shift;
  u -= floor (u);
  return CLAMP (1 - fabs (2 * u - 1), 1e-9, 1 - 1e-9);
}

static SimDraft *
draft_at (const Work *work, guint cell, GError **error)
{
  SimDraft *draft = sim_scenario_draft (work->scenario);
  double p[SIM_MAX_PRIORS];

  if (work->priors->n_scenarios > 0)
    return sim_priors_scenario (work->priors, draft, cell, error);
  for (guint j = 0; j < work->priors->n; j++)
    p[j] = coordinate (work, cell / work->n_in_group, cell % work->n_in_group, j);
  return sim_priors_at (work->priors, draft, p, error);
}

/* The seed of a point: hashed, so that points of scenarios whose seeds are neighbours do not share
   their random numbers. */
static guint64
seed_of (const Work *work, guint cell)
{
  SimKey key = sim_key_new (sim_scenario_seed (work->scenario), "assurance", NULL, NULL, NULL);
  SimStream stream = sim_stream_new (key, cell);

  return sim_stream_next (&stream) % SEEDS;
}

static SimDraft *
with_seed (SimDraft *draft, guint64 seed, GError **error)
{
  SimValue *value = sim_value_new_number ((double)seed);
  SimDraft *set = draft ? sim_draft_set (draft, "/run/seed", value, error) : NULL;

  sim_value_unref (value);
  sim_draft_unref (draft);
  return set;
}

/* The sizes must be those of the scenario itself, which a weighted scenario may have changed. */
static gboolean
same_questions (const SimScenario *a, const SimScenario *b)
{
  gboolean same = sim_scenario_n_sizes (a) == sim_scenario_n_sizes (b)
                  && sim_scenario_n_hypotheses (a) == sim_scenario_n_hypotheses (b);

  for (guint s = 0; same && s < sim_scenario_n_sizes (a); s++)
    same = sim_scenario_total (a, s) == sim_scenario_total (b, s);
  return same;
}

/* The scenario of a point; NULL with a sentence, newly allocated. */
static SimScenario *
scenario_at (const Work *work, guint cell, char **sentence)
{
  GError *error = NULL;
  SimDraft *draft = with_seed (draft_at (work, cell, &error), seed_of (work, cell), &error);
  GPtrArray *problems = sim_problems_new ();
  SimScenario *scenario = draft ? sim_scenario_check (draft, problems) : NULL;

  *sentence = NULL;
  if (error)
    *sentence = g_strdup (error->message);
  else if (!scenario)
    *sentence = sim_problem_to_line (problems->pdata[0], "prior");
  else if (!same_questions (work->scenario, scenario)) {
    *sentence = g_strdup (_ ("a weighted scenario has other sizes or hypotheses"));
    g_clear_pointer (&scenario, sim_scenario_unref);
  }
  g_clear_error (&error);
  g_ptr_array_unref (problems);
  sim_draft_unref (draft);
  return scenario;
}

static SimScenario *
make_point (gpointer data, guint cell)
{
  Work *work = data;
  g_autofree char *sentence = NULL;
  SimScenario *scenario = scenario_at (work, cell, &sentence);

  if (!scenario && !work->study->problem)
    work->study->problem = g_steal_pointer (&sentence);
  return scenario;
}

static void
tell (const Work *work, double share)
{
  if (work->options && work->options->progress)
    work->options->progress (share, work->options->data);
}

/* --- figures ------------------------------------------------------------------------------- */

static void
point_done (gpointer data, guint cell, SimSnapshot *snapshot)
{
  Work *work = data;
  const SimResults *results = sim_snapshot_results (snapshot);

  work->study->trials = results->replicates;
  work->n_settled = cell + 1;
  tell (work, OWN + POINTS * (cell + 1) / n_cells (work));
  for (guint s = 0; s < results->n_sizes; s++) {
    SimFigure found[SIM_MAX_GOALS];
    sim_in_favour (work->scenario, work->study->goals, work->study->n_goals, snapshot, s, found);
    for (guint g = 0; g < work->study->n_goals; g++)
      powers_at (work, s, g)[cell] = found[g].value;
  }
}

static SimScenario *
make_own (gpointer data, guint cell)
{
  (void)cell;
  return sim_scenario_ref (((Work *)data)->scenario);
}

static void
own_done (gpointer data, guint cell, SimSnapshot *snapshot)
{
  Work *work = data;
  SimAssuranceStudy *study = work->study;
  const SimResults *results = sim_snapshot_results (snapshot);

  (void)cell;
  study->replicates = results->replicates;
  tell (work, OWN);
  for (guint s = 0; s < results->n_sizes; s++) {
    SimFigure found[SIM_MAX_GOALS];
    sim_in_favour (work->scenario, study->goals, study->n_goals, snapshot, s, found);
    for (guint g = 0; g < study->n_goals; g++)
      study->sizes[s].goals[g].power = found[g];
  }
}

/* --- averages ------------------------------------------------------------------------------ */

/* What the trials leave uncertain of a power of m of them, unbiased. */
static double
trial_variance (double p, guint64 m)
{
  return p * (1 - p) / (double)(m - 1);
}

/* Mean of the points of one lattice, of all if n_groups is 1; NaN if there are none. */
static double
group_mean (const Work *work, const double *power, guint group)
{
  double sum = 0, weights = 0;

  for (guint i = 0; i < work->n_in_group; i++) {
    guint cell = group * work->n_in_group + i;
    if (isnan (power[cell]))
      continue;
    sum += weight_of (work, cell) * power[cell];
    weights += weight_of (work, cell);
  }
  return weights > 0 ? sum / weights : NAN;
}

/* The variance of the mean as the lattices differ; 0 where there is one. */
static double
between_groups (const Work *work, const double *power, double mean)
{
  double sum = 0;
  guint n = 0;

  for (guint group = 0; group < work->n_groups; group++) {
    double one = group_mean (work, power, group);
    if (isnan (one))
      continue;
    sum += (one - mean) * (one - mean);
    n++;
  }
  return n > 1 ? sum / (n - 1) / n : 0;
}

static SimFigure
average (const Work *work, const double *power)
{
  double sum = 0, weights = 0, within = 0;
  guint64 m = work->study->trials;

  for (guint cell = 0; cell < n_cells (work); cell++)
    if (!isnan (power[cell])) {
      double w = weight_of (work, cell);
      sum += w * power[cell];
      within += w * w * trial_variance (power[cell], m);
      weights += w;
    }
  double mean = sum / weights;
  within /= weights * weights;
  double between = between_groups (work, power, mean), mcse = sqrt (MAX (within, between));
  double df = work->n_settled / work->n_in_group - 1;
  double reach = mcse * (between > within ? sim_t_upper_quantile (0.025, df) : SIM_Z95);
  return (SimFigure){ mean, mcse, MAX (mean - reach, 0), MIN (mean + reach, 1) };
}

/* The points that were finished and have a scenario, for sim_assurance_points_free(). */
static SimAssurancePoints *
points_of (const Work *work)
{
  gboolean weighted = work->priors->n_scenarios > 0;
  guint n_values = weighted ? 0 : work->priors->n;
  SimAssurancePoints *points
      = sim_assurance_points_new (n_cells (work), work->n_groups, n_values, work->study->trials);
  double place[SIM_MAX_PRIORS];

  for (guint cell = 0; cell < n_cells (work); cell++) {
    guint group = cell / work->n_in_group;
    if (isnan (powers_at (work, 0, 0)[cell]))
      continue;
    for (guint j = 0; j < n_values; j++) {
      double chance = coordinate (work, group, cell % work->n_in_group, j);
      place[j] = n_values > 1 ? sim_prior_quantile (&work->priors->priors[j], chance) : chance;
    }
    sim_assurance_points_add (points, cell, group, weight_of (work, cell), place);
  }
  sim_assurance_points_end (points);
  return points;
}

/* --- the study ----------------------------------------------------------------------------- */

/* Leaves out the lattice that was not finished, and counts the points of the others. FALSE where
   these are too few. */
static gboolean
keep_settled (Work *work)
{
  SimAssuranceStudy *study = work->study;
  guint n_groups = work->n_settled / work->n_in_group;

  work->n_settled = n_groups * work->n_in_group;
  for (guint s = 0; s < study->n_sizes; s++)
    for (guint g = 0; g < study->n_goals; g++)
      for (guint cell = work->n_settled; cell < n_cells (work); cell++)
        powers_at (work, s, g)[cell] = NAN;
  for (guint cell = 0; cell < work->n_settled; cell++)
    if (isnan (powers_at (work, 0, 0)[cell]))
      study->impossible += weight_of (work, cell) * work->n_groups / n_groups;
    else
      study->n_points++;
  return study->n_points > 0 && n_groups >= MIN (LEAST_GROUPS, work->n_groups);
}

static void
finish (Work *work)
{
  SimAssuranceStudy *study = work->study;
  SimAssurancePoints *points = points_of (work);

  for (guint s = 0; s < study->n_sizes; s++)
    for (guint g = 0; g < study->n_goals; g++) {
      SimAssurance *result = &study->sizes[s].goals[g];
      const double *power = powers_at (work, s, g);
      result->assurance = average (work, power);
      sim_assurance_points_distribute (points, power, result);
    }
  sim_assurance_points_free (points);
}

/* Exact values with the scenario's own values. */
static void
find_exact_power (Work *work, const gint *cancel)
{
  SimAssuranceStudy *study = work->study;
  SimTheory *theory = sim_theory_new (work->scenario, FALSE, cancel);

  for (guint s = 0; s < study->n_sizes && theory; s++)
    for (guint g = 0; g < study->n_goals; g++) {
      SimAssurance *result = &study->sizes[s].goals[g];
      result->exact_power
          = sim_in_favour_exact (work->scenario, &study->goals[g], &theory->sizes[s]);
      result->exact_either = sim_goal_exact (&study->goals[g], &theory->sizes[s]);
    }
  sim_theory_free (theory);
}

/* The means that the priors are of at the middle of them; NULL where that is no scenario. */
static SimScenario *
middle_of (const Work *work)
{
  double p[SIM_MAX_PRIORS];
  GPtrArray *problems = sim_problems_new ();

  for (guint j = 0; j < work->priors->n; j++)
    p[j] = 0.5;
  SimDraft *draft = sim_priors_at (work->priors, sim_scenario_draft (work->scenario), p, NULL);
  SimScenario *middle = draft ? sim_scenario_check (draft, problems) : NULL;
  sim_draft_unref (draft);
  g_ptr_array_unref (problems);
  return middle;
}

/* Adds a share of exact values to what there is. */
static void
add_exact (Work *work, const SimScenario *scenario, const SimTheory *theory, double share)
{
  for (guint s = 0; s < work->study->n_sizes; s++)
    for (guint g = 0; g < work->study->n_goals; g++)
      work->study->sizes[s].goals[g].exact
          += share * sim_in_favour_exact (scenario, &work->study->goals[g], &theory->sizes[s]);
}

/* Averages without error: in closed form, or of weighted scenarios one by one. */
static void
find_exact_assurance (Work *work, const gint *cancel)
{
  guint n = MAX (work->priors->n_scenarios, 1);
  gboolean known = !(work->study->impossible > 0);

  for (guint s = 0; s < work->study->n_sizes; s++)
    for (guint g = 0; g < work->study->n_goals; g++)
      work->study->sizes[s].goals[g].exact = 0;
  for (guint i = 0; i < n && known; i++) {
    g_autofree char *sentence = NULL;
    gboolean weighted = work->priors->n_scenarios > 0;
    SimScenario *scenario = weighted ? scenario_at (work, i, &sentence) : middle_of (work);
    SimTheory *theory = NULL;
    if (scenario)
      theory = weighted ? sim_theory_new (scenario, FALSE, cancel)
                        : sim_theory_new_believed (scenario, work->priors, cancel);
    known = theory != NULL;
    if (known)
      add_exact (work, scenario, theory, weighted ? work->priors->weight[i] : 1);
    sim_theory_free (theory);
    sim_scenario_unref (scenario);
  }
  for (guint s = 0; s < work->study->n_sizes && !known; s++)
    for (guint g = 0; g < work->study->n_goals; g++)
      work->study->sizes[s].goals[g].exact = NAN;
}

static void
clear_exact (SimAssurance *goal)
{
  goal->exact = goal->exact_power = goal->exact_either = NAN;
  for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++)
    goal->exact_quantile[q] = NAN;
}

/* Of power at the own size. */
static void
find_exact_quantiles (Work *work, const gint *cancel)
{
  SimAssuranceStudy *study = work->study;
  double quantile[SIM_MAX_GOALS][SIM_ASSURANCE_QUANTILES];

  sim_assurance_exact_quantiles (work->scenario, work->priors, study->goals, study->n_goals, cancel,
                                 quantile);
  for (guint g = 0; g < study->n_goals; g++)
    for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++)
      study->sizes[study->own_size].goals[g].exact_quantile[q] = quantile[g][q];
}

static void
work_init (Work *work, SimScenario *scenario, SimPriors *priors, guint64 replicates)
{
  SimAssuranceStudy *study = g_new0 (SimAssuranceStudy, 1);

  *work = (Work){ .scenario = scenario, .priors = priors, .study = study };
  study->n_goals = sim_goals (scenario, study->goals);
  study->n_sizes = sim_scenario_n_sizes (scenario);
  study->own_size = sim_scenario_own_size (scenario);
  study->sizes = g_new0 (SimAssuranceSize, study->n_sizes);
  for (guint s = 0; s < study->n_sizes; s++) {
    study->sizes[s].total = sim_scenario_total (scenario, s);
    for (guint g = 0; g < study->n_goals; g++)
      clear_exact (&study->sizes[s].goals[g]);
  }
  work->n_groups = priors->n_scenarios > 0 ? 1 : SIM_ASSURANCE_LATTICES;
  if (priors->n_scenarios > 0)
    work->n_in_group = priors->n_scenarios;
  else
    work->n_in_group = priors->n == 1
                           ? POINTS_OF_ONE
                           : sim_lattice_size (replicates / MANY_TRIALS / work->n_groups);
  gsize n = (gsize)study->n_sizes * study->n_goals * n_cells (work);
  work->power = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    work->power[i] = NAN;
}

static gboolean
simulate (Work *work, SimEngine *engine, guint64 replicates, const gint *cancel, GError **error)
{
  SimBatchCalls points = { make_point, point_done, work }, own = { make_own, own_done, work };
  gboolean verdicts
      = sim_in_favour_needs_verdicts (work->scenario, work->study->goals, work->study->n_goals);
  guint64 most = verdicts ? sim_verdicts_most (work->study->n_sizes) : G_MAXUINT64;
  guint64 each = (replicates / n_cells (work) + 7) / 8 * 8;
  SimRunOptions few = { .replicates = MIN (MAX (each, LEAST_TRIALS), MAX (most / AT_ONCE, 8)),
                        .verdicts = verdicts };
  SimRunOptions all = { .replicates = MIN (replicates, most), .verdicts = verdicts };

  if (!sim_batch_run (engine, 1, &all, &own, cancel, error))
    return FALSE;
  work->study->complete = sim_batch_run (engine, n_cells (work), &few, &points, cancel, error);
  if (work->study->complete)
    work->n_settled = n_cells (work);
  if (keep_settled (work))
    return TRUE;
  if (work->study->complete)
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 _ ("the priors make no valid scenario; the first: %s"), work->study->problem);
  return FALSE;
}

SimAssuranceStudy *
sim_assurance_study_new (SimEngine *engine, SimScenario *scenario, const SimStudyOptions *options,
                         const gint *cancel, GError **error)
{
  SimPriors *priors = sim_priors_new (scenario);
  guint64 replicates = options && options->replicates > 0 ? options->replicates
                                                          : sim_scenario_replicates (scenario);
  GError *failure = NULL;
  Work work;

  if (!priors) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_MISSING, _ ("the scenario has no priors"));
    return NULL;
  }
  work_init (&work, scenario, priors, replicates);
  work.options = options;
  if (simulate (&work, engine, replicates, cancel, &failure) && !failure) {
    finish (&work);
    find_exact_power (&work, cancel);
    find_exact_assurance (&work, cancel);
    find_exact_quantiles (&work, cancel);
    work.study->complete &= !(cancel && g_atomic_int_get (cancel));
  } else
    g_clear_pointer (&work.study, sim_assurance_study_free);
  if (failure)
    g_propagate_error (error, failure);
  g_free (work.power);
  sim_priors_free (priors);
  return work.study;
}

void
sim_assurance_study_free (SimAssuranceStudy *study)
{
  if (!study)
    return;
  g_free (study->sizes);
  g_free (study->problem);
  g_free (study);
}
