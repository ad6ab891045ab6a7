/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reproduce.c - the scenario that gave what a file expects, and the file's own, simulated.
 */
#include "reproduce.h"

#include <glib/gi18n.h>
#include <string.h>

#define WAIT 20000 /* microseconds between looks */

void
sim_reproduction_free (SimReproduction *reproduction)
{
  if (reproduction == NULL)
    return;
  sim_scenario_unref (reproduction->scenario);
  sim_scenario_unref (reproduction->given);
  sim_scenario_unref (reproduction->own);
  g_clear_pointer (&reproduction->differences, g_ptr_array_unref);
  sim_snapshot_unref (reproduction->again);
  sim_snapshot_unref (reproduction->now);
  g_free (reproduction);
}

/* Which of how many runs is at work. */
typedef struct {
  const SimReproduceOptions *options;
  guint run, n_runs;
} Work;

static gboolean
is_cancelled (const Work *work)
{
  return work->options->cancel != NULL && g_atomic_int_get (work->options->cancel) != 0;
}

static void
tell_progress (const Work *work, const SimRun *run)
{
  double share = (double)sim_run_done (run) / (double)sim_run_target (run);

  if (work->options->progress != NULL)
    work->options->progress ((work->run + share) / work->n_runs, work->options->data);
}

/* The results of all trials of a scenario. */
static SimSnapshot *
simulate (Work *work, SimEngine *engine, SimScenario *scenario, GError **error)
{
  const SimRunOptions how = { .p_values = TRUE }; /* they are in the fingerprint of a run */
  SimRun *run = sim_run_start (engine, scenario, &how, error);
  SimSnapshot *snapshot = NULL;

  if (run == NULL)
    return NULL;
  while (!is_cancelled (work) && !sim_run_wait (run, WAIT))
    tell_progress (work, run);
  if (is_cancelled (work))
    g_set_error (error, SIM_ERROR, SIM_ERROR_CANCELLED, _ ("the simulation was stopped"));
  else if (sim_run_state (run) != SIM_RUN_COMPLETE)
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, _ ("there is not enough memory for this run"));
  else
    snapshot = sim_run_snapshot (run);
  sim_run_unref (run);
  work->run++;
  return snapshot;
}

/* What is expected, and of which scenario. */
static gboolean
read_given (SimReproduction *found, SimScenario *scenario, GError **error)
{
  SimDraft *draft = sim_scenario_draft (scenario);
  GPtrArray *problems = sim_problems_new ();
  SimExpected expected;

  if (!sim_expected_read (draft, &expected))
    g_set_error (error, SIM_ERROR, SIM_ERROR_MISSING,
                 _ ("the file says of no results that they are expected"));
  else if ((found->given = sim_expected_scenario (draft, problems)) == NULL)
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 _ ("the scenario that gave the expected results is not valid: %s: %s"),
                 ((SimProblem *)problems->pdata[0])->pointer,
                 ((SimProblem *)problems->pdata[0])->message);
  else if ((found->own = sim_expected_own (scenario)) == NULL)
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 _ ("the scenario cannot have as many trials as gave the expected results"));
  g_ptr_array_unref (problems);
  return found->own != NULL;
}

SimReproduction *
sim_reproduce (SimEngine *engine, SimScenario *scenario, const SimReproduceOptions *options,
               GError **error)
{
  static const SimReproduceOptions usual = { 0 };
  Work work = { .options = options != NULL ? options : &usual, .n_runs = 1 };
  SimReproduction *found = g_new0 (SimReproduction, 1);

  found->scenario = sim_scenario_ref (scenario);
  if (read_given (found, scenario, error)) {
    found->differences = sim_scenario_differences (found->given, found->own);
    found->changed = strcmp (sim_scenario_hash (found->given), sim_scenario_hash (found->own)) != 0;
    work.n_runs += found->changed;
    found->again = simulate (&work, engine, found->given, error);
  }
  if (found->again != NULL && found->changed)
    found->now = simulate (&work, engine, found->own, error);
  if (found->again == NULL || (found->changed && found->now == NULL))
    g_clear_pointer (&found, sim_reproduction_free);
  return found;
}
