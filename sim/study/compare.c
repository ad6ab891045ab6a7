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
#include <inttypes.h>

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

/* Trials of which all runs together may keep what was decided. */
static guint64
most_trials (GPtrArray *scenarios)
{
  guint n = 0;

  for (guint i = 0; i < scenarios->len; i++)
    n += sim_scenario_n_sizes (g_ptr_array_index (scenarios, i));
  return sim_verdicts_most (n);
}

/* How many trials there are to be. FALSE, and a sentence, where those that are asked for are more
   than can be paired. */
static gboolean
find_target (Work *work, GPtrArray *scenarios, GError **error)
{
  guint64 most = most_trials (scenarios);

  if (work->options->replicates > 0)
    work->target = work->options->replicates;
  else if (work->options->precision > 0)
    work->target = MIN (most, SIM_MAX_REPLICATES);
  else
    work->target = sim_scenario_replicates (g_ptr_array_index (scenarios, 0));
  if (work->target <= most)
    return TRUE;
  g_set_error (error, SIM_ERROR, SIM_ERROR_LIMIT,
               _ ("%" PRIu64 " trials of %u scenarios are too many to be paired at their "
                  "sizes; allowed: at most %" PRIu64 " trials"),
               work->target, scenarios->len, most);
  return FALSE;
}

/* Starts the runs of scenarios. */
static gboolean
start (Work *work, SimEngine *engine, GPtrArray *scenarios, GError **error)
{
  SimRunOptions options = { .replicates = MIN (FIRST_LOOK, work->target), .verdicts = TRUE };

  for (guint i = 0; i < scenarios->len; i++) {
    SimRun *run = sim_run_start (engine, g_ptr_array_index (scenarios, i), &options, error);
    if (run == NULL)
      return FALSE;
    g_ptr_array_add (work->runs, run);
  }
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

static void
drop_scenario (gpointer scenario)
{
  sim_scenario_unref (scenario);
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
  g_autoptr (GPtrArray) variants = g_ptr_array_new_with_free_func (drop_scenario);
  g_ptr_array_add (variants, sim_compare_with_sizes (scenarios[0], scenarios + 1, n - 1));
  for (guint i = 0; i < work->comparisons->len; i++) {
    SimComparison *comparison = g_ptr_array_index (work->comparisons, i);
    g_ptr_array_add (variants, sim_compare_with_sizes (comparison->b, scenarios, 1));
  }
  return find_target (work, variants, error) && start (work, engine, variants, error);
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

GPtrArray *
sim_compare (SimEngine *engine, SimScenario *const *scenarios, guint n,
             const SimCompareOptions *options, GError **error)
{
  static const SimCompareOptions usual = { 0 };
  Work work = { .options = options != NULL ? options : &usual };

  work.comparisons = g_ptr_array_new_with_free_func (free_comparison);
  work.runs = g_ptr_array_new_with_free_func (drop_run);
  gboolean told = prepare (&work, engine, scenarios, n, error) && conclude (&work, error);
  g_ptr_array_unref (work.runs);
  if (!told)
    g_clear_pointer (&work.comparisons, g_ptr_array_unref);
  return work.comparisons;
}
