/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare.c - runs scenarios on one seed, so that their trials can be paired.
 *
 * All go on together in steps of 1000 * 2^k trials, so that what is done when somebody stops them
 * can be paired, and so that a precision can be looked for at counts that are the same everywhere.
 * Only the sizes that are compared are simulated: what a trial decides at one does not depend on
 * what others there are.
 */
#include <glib/gi18n.h>

#include "compare-private.h"

enum { FIRST_LOOK = 1000, WAIT = 10000 /* microseconds */ };

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
    sim_comparison_fill (comparison, a, b);
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

static SimTheory *
theory_of (const Work *work, guint run)
{
  SimScenario *scenario = sim_run_scenario (g_ptr_array_index (work->runs, run));

  return sim_theory_new (scenario, FALSE, work->options->cancel);
}

/* Leaves them out where it is told to stop meanwhile. */
static void
add_exact (const Work *work)
{
  SimTheory *a = theory_of (work, 0);

  for (guint i = 0; i < work->comparisons->len; i++) {
    SimComparison *comparison = g_ptr_array_index (work->comparisons, i);
    SimTheory *b = a != NULL ? theory_of (work, i + 1) : NULL;
    if (b != NULL)
      sim_comparison_fill_exact (comparison, a, b);
    else
      comparison->complete = FALSE;
    sim_theory_free (b);
  }
  sim_theory_free (a);
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

/* Starts the run of a scenario that is compared with others. */
static gboolean
start (Work *work, SimEngine *engine, SimScenario *given, SimScenario *const *others, guint n,
       GError **error)
{
  SimRunOptions options = { .replicates = MIN (FIRST_LOOK, work->target), .verdicts = TRUE };
  g_autoptr (SimScenario) scenario = sim_compare_with_sizes (given, others, n);
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
    SimComparison *comparison = sim_comparison_new (scenarios[0], scenarios[i], error);
    if (comparison == NULL)
      return FALSE;
    g_ptr_array_add (work->comparisons, comparison);
  }
  if (!start (work, engine, scenarios[0], scenarios + 1, n - 1, error))
    return FALSE;
  for (guint i = 0; i < work->comparisons->len; i++) {
    SimComparison *comparison = g_ptr_array_index (work->comparisons, i);
    if (!start (work, engine, comparison->b, scenarios, 1, error))
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
    add_exact (work);
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
