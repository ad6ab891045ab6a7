/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare.c - runs scenarios on one seed and pairs what their trials decided.
 *
 * All go on together in steps of 1000 * 2^k trials, so that what is done when somebody stops them
 * can be paired, and so that a precision can be looked for at counts that are the same everywhere.
 */
#include "compare.h"

#include <glib/gi18n.h>
#include <math.h>

#include "../theory/theory.h"

#define Z95 1.959963984540054 /* the 97.5 % point of the normal distribution */

enum { FIRST_LOOK = 1000, CHUNK = 4096, WAIT = 10000 /* microseconds */ };

/* ---- figures ---- */

SimPaired
sim_paired (guint64 n, guint64 both, guint64 only_a, guint64 only_b)
{
  double total = (double)n, minus = (double)only_a, plus = (double)only_b;
  SimPaired paired = { .n = n, .both = both, .only_a = only_a, .only_b = only_b };
  double a = ((double)both + minus) / total, b = ((double)both + plus) / total;
  double difference = (plus - minus) / total;
  /* Bonett & Price (2012): one trial more of either kind */
  double centre = (plus - minus) / (total + 2), share = (plus + minus + 2) / (total + 2);
  double half = Z95 * sqrt ((share - centre * centre) / (total + 2));

  paired.a = a;
  paired.b = b;
  paired.difference = (SimFigure){
    .value = difference,
    .mcse = sqrt (MAX ((plus + minus) / total - difference * difference, 0) / total),
    .low = n > 0 ? MAX (centre - half, -1) : NAN,
    .high = n > 0 ? MIN (centre + half, 1) : NAN,
  };
  paired.independent = sqrt ((a * (1 - a) + b * (1 - b)) / total);
  paired.exact_a = paired.exact_b = paired.exact = NAN;
  return paired;
}

/* ---- what is compared ---- */

static double
weight_of (const SimScenario *scenario, const SimHypothesis *hypothesis, const char *arm)
{
  for (guint i = 0; i < sim_scenario_n_arms (scenario); i++)
    if (g_strcmp0 (sim_scenario_arm_id (scenario, i), arm) == 0)
      return hypothesis->weights[i];
  return 0;
}

/* Arms that one of the two lacks have no weight in it. */
static gboolean
same_arms (const SimScenario *a, const SimHypothesis *one, const SimScenario *b,
           const SimHypothesis *other)
{
  for (guint i = 0; i < sim_scenario_n_arms (a); i++)
    if (one->weights[i] != weight_of (b, other, sim_scenario_arm_id (a, i)))
      return FALSE;
  for (guint i = 0; i < sim_scenario_n_arms (b); i++)
    if (other->weights[i] != weight_of (a, one, sim_scenario_arm_id (b, i)))
      return FALSE;
  return TRUE;
}

static const char *
outcome_id (const SimScenario *scenario, const SimHypothesis *hypothesis)
{
  const SimValue *outcomes = sim_scenario_value (scenario, "/outcomes");

  return sim_value_text (sim_value_get (sim_value_at (outcomes, hypothesis->outcome), "id"));
}

/* How two hypotheses go together, the closest first. */
enum { SAME_ID, SAME_ARMS_AND_OUTCOME, SAME_ARMS, N_WAYS };

static gboolean
goes_with (guint way, const SimScenario *a, const SimHypothesis *one, const SimScenario *b,
           const SimHypothesis *other)
{
  if (way == SAME_ID)
    return g_strcmp0 (one->id, other->id) == 0;
  return same_arms (a, one, b, other)
         && (way == SAME_ARMS || g_strcmp0 (outcome_id (a, one), outcome_id (b, other)) == 0);
}

guint
sim_compare_match (const SimScenario *a, const SimScenario *b, int match[SIM_MAX_HYPOTHESES])
{
  gboolean taken[SIM_MAX_HYPOTHESES] = { FALSE };
  guint n = 0, n_a = sim_scenario_n_hypotheses (a), n_b = sim_scenario_n_hypotheses (b);

  for (guint i = 0; i < SIM_MAX_HYPOTHESES; i++)
    match[i] = -1;
  for (guint way = 0; way < N_WAYS; way++)
    for (guint i = 0; i < n_a; i++)
      for (guint j = 0; j < n_b && match[i] < 0; j++)
        if (!taken[j]
            && goes_with (way, a, sim_scenario_hypothesis (a, i), b,
                          sim_scenario_hypothesis (b, j))) {
          match[i] = (int)j;
          taken[j] = TRUE;
          n++;
        }
  return n;
}

static SimComparedRow *
add_row (SimComparison *comparison, SimComparedKind kind, SimSuccess a, SimSuccess b)
{
  SimComparedRow *row = &comparison->rows[comparison->n_rows++];

  *row = (SimComparedRow){ kind, a, b, NAN, NAN };
  return row;
}

static SimSuccess
rejection_of (const SimScenario *scenario, guint h)
{
  return (SimSuccess){ sim_scenario_hypothesis (scenario, h)->id, 1u << h, 1 };
}

/* At least one hypothesis of a scenario, or all of them. */
static SimSuccess
rejections_of (const SimScenario *scenario, const char *id, gboolean all)
{
  guint n = sim_scenario_n_hypotheses (scenario);

  return (SimSuccess){ id, (1u << n) - 1, all ? n : 1 };
}

static void
add_rows (SimComparison *comparison, const int match[SIM_MAX_HYPOTHESES])
{
  const SimScenario *a = comparison->a, *b = comparison->b;

  for (guint h = 0; h < sim_scenario_n_hypotheses (a); h++) {
    if (match[h] < 0)
      continue;
    guint other = (guint)match[h];
    SimComparedRow *row = add_row (comparison, SIM_COMPARED_HYPOTHESIS, rejection_of (a, h),
                                   rejection_of (b, other));
    row->true_a = sim_scenario_true_effect (a, h);
    row->true_b = sim_scenario_true_effect (b, other);
  }
  for (guint i = 0; i < sim_scenario_n_success (a); i++)
    for (guint j = 0; j < sim_scenario_n_success (b); j++) {
      const SimSuccess *one = sim_scenario_success (a, i), *other = sim_scenario_success (b, j);
      if (g_strcmp0 (one->id, other->id) == 0)
        add_row (comparison, SIM_COMPARED_SUCCESS, *one, *other);
    }
  add_row (comparison, SIM_COMPARED_ANY, rejections_of (a, "any", FALSE),
           rejections_of (b, "any", FALSE));
  add_row (comparison, SIM_COMPARED_ALL, rejections_of (a, "all", TRUE),
           rejections_of (b, "all", TRUE));
}

/* B with A's seed. */
static SimScenario *
with_seed_of (SimScenario *b, const SimScenario *a)
{
  if (sim_scenario_seed (a) == sim_scenario_seed (b))
    return sim_scenario_ref (b);
  g_autoptr (SimValue) seed = sim_value_new_number ((double)sim_scenario_seed (a));
  g_autoptr (SimDraft) draft
      = sim_draft_set (sim_scenario_draft (b), "/run/seed", seed, NULL);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  return sim_scenario_check (draft, problems);
}

/* How many trials B has by itself does not count here. */
static void
drop_lengths (GPtrArray *differences)
{
  for (guint i = differences->len; i-- > 0;)
    if (((const SimDifference *)g_ptr_array_index (differences, i))->stage == SIM_STAGE_LENGTH)
      g_ptr_array_remove_index (differences, i);
}

static SimComparison *
comparison_new (SimScenario *a, SimScenario *b, GError **error)
{
  int match[SIM_MAX_HYPOTHESES];

  if (sim_compare_match (a, b, match) == 0) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                 _ ("the scenarios have nothing in common: no hypothesis of one has the id of a "
                    "hypothesis of the other or compares the same arms"));
    return NULL;
  }
  SimComparison *comparison = g_new0 (SimComparison, 1);
  comparison->a = sim_scenario_ref (a);
  comparison->b = with_seed_of (b, a);
  comparison->seed_differs = comparison->b != b;
  comparison->differences = sim_scenario_differences (a, comparison->b);
  drop_lengths (comparison->differences);
  add_rows (comparison, match);
  return comparison;
}

void
sim_comparison_free (SimComparison *comparison)
{
  if (comparison == NULL)
    return;
  sim_scenario_unref (comparison->a);
  sim_scenario_unref (comparison->b);
  g_ptr_array_unref (comparison->differences);
  g_free (comparison->sizes);
  g_free (comparison);
}

/* ---- pairs of trials ---- */

/* The verdicts of two runs at a pair of sizes (indices). */
typedef struct {
  const SimVerdicts *a, *b;
  guint size_a, size_b;
  guint64 n;
} Pairs;

/* shift: to the rejections in favour of A, or 0. */
static SimPaired
count_pairs (const Pairs *pairs, const SimComparedRow *row, guint shift)
{
  SimVerdict a[CHUNK], b[CHUNK];
  guint64 counts[4] = { 0 };

  for (guint64 first = 0; first < pairs->n; first += CHUNK) {
    gsize n = (gsize)MIN (pairs->n - first, CHUNK);
    sim_verdicts_read (pairs->a, pairs->size_a, first, n, a);
    sim_verdicts_read (pairs->b, pairs->size_b, first, n, b);
    for (gsize i = 0; i < n; i++)
      counts[(guint)sim_success_met (&row->a, a[i] >> shift)
             | (guint)sim_success_met (&row->b, b[i] >> shift) << 1]++;
  }
  return sim_paired (pairs->n, counts[3], counts[1], counts[2]);
}

static void
fill_size (const SimComparison *comparison, const Pairs *pairs, SimComparedSize *size)
{
  size->total_a = sim_scenario_total (comparison->a, pairs->size_a);
  size->total_b = sim_scenario_total (comparison->b, pairs->size_b);
  for (guint i = 0; i < comparison->n_rows; i++) {
    const SimComparedRow *row = &comparison->rows[i];
    size->power[i] = count_pairs (pairs, row, 0);
    size->benefit[i] = row->kind == SIM_COMPARED_HYPOTHESIS
                           ? count_pairs (pairs, row, SIM_VERDICT_BENEFIT)
                           : sim_paired (0, 0, 0, 0);
  }
}

/* Fills in what the trials decided that both have: the own sizes, then common totals. */
static void
fill_sizes (SimComparison *comparison, SimSnapshot *a, SimSnapshot *b)
{
  const SimScenario *one = comparison->a, *other = comparison->b;
  Pairs pairs = { sim_snapshot_verdicts (a), sim_snapshot_verdicts (b),
                  sim_scenario_own_size (one), sim_scenario_own_size (other), 0 };
  guint own_a = pairs.size_a, own_b = pairs.size_b;

  pairs.n = MIN (sim_verdicts_n (pairs.a), sim_verdicts_n (pairs.b));
  comparison->replicates = pairs.n;
  comparison->sizes = g_new0 (SimComparedSize, sim_scenario_n_sizes (one) + 1);
  fill_size (comparison, &pairs, &comparison->sizes[comparison->n_sizes++]);
  for (guint i = 0; i < sim_scenario_n_sizes (one); i++)
    for (guint j = 0; j < sim_scenario_n_sizes (other); j++)
      if (sim_scenario_total (one, i) == sim_scenario_total (other, j)
          && !(i == own_a && j == own_b)) {
        pairs.size_a = i;
        pairs.size_b = j;
        fill_size (comparison, &pairs, &comparison->sizes[comparison->n_sizes++]);
      }
}

/* ---- exact values ---- */

static const SimTheorySize *
theory_at (const SimTheory *theory, guint total)
{
  for (guint i = 0; i < theory->n_sizes; i++)
    if (theory->sizes[i].total == total)
      return &theory->sizes[i];
  return NULL;
}

static void
fill_exact (SimComparison *comparison, const SimTheory *a, const SimTheory *b)
{
  guint n_a = sim_scenario_n_hypotheses (comparison->a);
  guint n_b = sim_scenario_n_hypotheses (comparison->b);

  for (guint s = 0; s < comparison->n_sizes; s++) {
    SimComparedSize *size = &comparison->sizes[s];
    for (guint i = 0; i < comparison->n_rows; i++) {
      const SimComparedRow *row = &comparison->rows[i];
      SimPaired *power = &size->power[i];
      power->exact_a = sim_theory_success (theory_at (a, size->total_a), n_a, &row->a);
      power->exact_b = sim_theory_success (theory_at (b, size->total_b), n_b, &row->b);
      power->exact = power->exact_b - power->exact_a;
    }
  }
}

/* Leaves them out where it is told to stop meanwhile. */
static void
add_exact (GPtrArray *comparisons, const gint *cancel)
{
  SimComparison *first = g_ptr_array_index (comparisons, 0);
  SimTheory *a = sim_theory_new (first->a, FALSE, cancel);

  for (guint i = 0; i < comparisons->len && a != NULL; i++) {
    SimComparison *comparison = g_ptr_array_index (comparisons, i);
    SimTheory *b = sim_theory_new (comparison->b, FALSE, cancel);
    if (b == NULL) {
      comparison->complete = FALSE;
      continue;
    }
    fill_exact (comparison, a, b);
    sim_theory_free (b);
  }
  if (a == NULL)
    first->complete = FALSE;
  sim_theory_free (a);
}

/* ---- runs ---- */

typedef struct {
  const SimCompareOptions *options;
  GPtrArray *comparisons;
  GPtrArray *runs; /* of A, then of each B */
  guint64 target, limit;
} Work;

static gboolean
is_cancelled (const Work *work)
{
  return work->options->cancel != NULL && g_atomic_int_get (work->options->cancel) != 0;
}

static void
tell_progress (const Work *work)
{
  double done = 0;

  if (work->options->progress == NULL)
    return;
  for (guint i = 0; i < work->runs->len; i++)
    done += (double)sim_run_done (g_ptr_array_index (work->runs, i));
  work->options->progress (done / ((double)work->target * work->runs->len), work->options->data);
}

/* Lets all runs go on to the limit. FALSE: cancelled, or out of memory. */
static gboolean
go_on (const Work *work)
{
  if (is_cancelled (work))
    return FALSE;
  for (guint i = 0; i < work->runs->len; i++)
    sim_run_extend (g_ptr_array_index (work->runs, i), work->limit);
  for (guint i = 0; i < work->runs->len; i++) {
    SimRun *run = g_ptr_array_index (work->runs, i);
    while (!sim_run_wait (run, WAIT)) {
      tell_progress (work);
      if (is_cancelled (work))
        return FALSE;
    }
    if (sim_run_state (run) != SIM_RUN_COMPLETE)
      return FALSE;
  }
  tell_progress (work);
  return TRUE;
}

/* Pairs what there is by now. */
static void
fill_all (const Work *work, gboolean complete)
{
  SimSnapshot *a = sim_run_snapshot (g_ptr_array_index (work->runs, 0));

  for (guint i = 0; i < work->comparisons->len; i++) {
    SimComparison *comparison = g_ptr_array_index (work->comparisons, i);
    SimSnapshot *b = sim_run_snapshot (g_ptr_array_index (work->runs, i + 1));
    g_clear_pointer (&comparison->sizes, g_free);
    comparison->n_sizes = 0;
    fill_sizes (comparison, a, b);
    comparison->complete = complete;
    sim_snapshot_unref (b);
  }
  sim_snapshot_unref (a);
}

/* The largest error at the own sizes, with one trial more of either kind, so that no difference is
 * taken for exact because no trial has shown one. */
static double
largest_error (const Work *work)
{
  double largest = 0;

  for (guint i = 0; i < work->comparisons->len; i++) {
    const SimComparison *comparison = g_ptr_array_index (work->comparisons, i);
    for (guint row = 0; row < comparison->n_rows; row++) {
      const SimPaired *own = &comparison->sizes[0].power[row];
      SimPaired more = sim_paired (own->n + 2, own->both, own->only_a + 1, own->only_b + 1);
      largest = MAX (largest, MAX (own->difference.mcse, more.difference.mcse));
    }
  }
  return largest;
}

/* Takes the runs to their end. */
static gboolean
run_all (Work *work)
{
  double precision = work->options->precision;

  for (work->limit = MIN (FIRST_LOOK, work->target);;
       work->limit = MIN (work->target, 2 * work->limit)) {
    if (!go_on (work))
      return FALSE;
    if (work->limit == work->target)
      return TRUE;
    if (precision > 0) {
      fill_all (work, TRUE);
      if (largest_error (work) <= precision)
        return TRUE;
    }
  }
}

/* FALSE, and a sentence, where more trials are asked for than can be paired. */
static gboolean
check_trials (const Work *work, SimScenario *scenario, GError **error)
{
  guint n = sim_scenario_n_sizes (scenario);
  guint64 most = sim_verdicts_most (n);

  if (work->target <= most)
    return TRUE;
  g_set_error (error, SIM_ERROR, SIM_ERROR_LIMIT,
               _ ("%" G_GUINT64_FORMAT " trials at %u sizes are too many to be paired; allowed at "
                  "so many sizes: at most %" G_GUINT64_FORMAT " trials"),
               work->target, n, most);
  return FALSE;
}

static gboolean
start (Work *work, SimEngine *engine, SimScenario *scenario, GError **error)
{
  SimRunOptions options = { .replicates = MIN (FIRST_LOOK, work->target), .verdicts = TRUE };
  SimRun *run = check_trials (work, scenario, error)
                    ? sim_run_start (engine, scenario, &options, error)
                    : NULL;

  if (run == NULL)
    return FALSE;
  g_ptr_array_add (work->runs, run);
  return TRUE;
}

static void
free_comparison (gpointer comparison)
{
  sim_comparison_free (comparison);
}

static void
drop_run (gpointer run)
{
  sim_run_unref (run);
}

/* Pairs every scenario with the first, and starts all runs. */
static gboolean
prepare (Work *work, SimEngine *engine, SimScenario *const *scenarios, guint n, GError **error)
{
  for (guint i = 1; i < n; i++) {
    SimComparison *comparison = comparison_new (scenarios[0], scenarios[i], error);
    if (comparison == NULL)
      return FALSE;
    g_ptr_array_add (work->comparisons, comparison);
  }
  if (!start (work, engine, scenarios[0], error))
    return FALSE;
  for (guint i = 0; i < work->comparisons->len; i++) {
    SimComparison *comparison = g_ptr_array_index (work->comparisons, i);
    if (!start (work, engine, comparison->b, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
any_failed (const Work *work)
{
  for (guint i = 0; i < work->runs->len; i++)
    if (sim_run_state (g_ptr_array_index (work->runs, i)) == SIM_RUN_FAILED)
      return TRUE;
  return FALSE;
}

/* Whether there is something to be told at the end. */
static gboolean
conclude (Work *work, GError **error)
{
  gboolean complete = run_all (work);

  if (any_failed (work)) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED,
                 _ ("there is not enough memory for the comparison"));
    return FALSE;
  }
  fill_all (work, complete);
  for (guint i = 0; i < work->comparisons->len; i++)
    if (((SimComparison *)g_ptr_array_index (work->comparisons, i))->replicates == 0) {
      g_set_error (error, SIM_ERROR, SIM_ERROR_CANCELLED,
                   _ ("the comparison was stopped before its first trials were done"));
      return FALSE;
    }
  if (complete && work->options->exact)
    add_exact (work->comparisons, work->options->cancel);
  return TRUE;
}

/* How many trials there may be. */
static guint64
target_of (const SimCompareOptions *options, SimScenario *const *scenarios, guint n)
{
  guint64 most = SIM_MAX_REPLICATES;

  if (options->replicates > 0)
    return options->replicates;
  if (!(options->precision > 0))
    return sim_scenario_replicates (scenarios[0]);
  for (guint i = 0; i < n; i++)
    most = MIN (most, sim_verdicts_most (sim_scenario_n_sizes (scenarios[i])));
  return most;
}

GPtrArray *
sim_compare (SimEngine *engine, SimScenario *const *scenarios, guint n,
             const SimCompareOptions *options, GError **error)
{
  static const SimCompareOptions usual = { 0 };
  Work work = { .options = options != NULL ? options : &usual };

  work.target = target_of (work.options, scenarios, n);
  work.comparisons = g_ptr_array_new_with_free_func (free_comparison);
  work.runs = g_ptr_array_new_with_free_func (drop_run);
  gboolean told = prepare (&work, engine, scenarios, n, error) && conclude (&work, error);
  g_ptr_array_unref (work.runs);
  if (!told)
    g_clear_pointer (&work.comparisons, g_ptr_array_unref);
  return work.comparisons;
}
