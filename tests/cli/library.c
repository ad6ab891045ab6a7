/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * library.c - how a program uses the engine: the power of each hypothesis of a scenario file,
 * simulated and exact. The guide quotes it.
 */
#include "sim.h"

/* The scenario of a file, or NULL after a line for each problem. */
static SimScenario *
read_scenario (const char *path)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_read_file (path, problems);
  SimScenario *scenario = draft != NULL ? sim_scenario_check (draft, problems) : NULL;

  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = sim_problem_to_line (g_ptr_array_index (problems, i), path);
    g_printerr ("%s\n", line);
  }
  return scenario;
}

static void
print_powers (SimScenario *scenario, SimSnapshot *snapshot, const SimTheory *theory)
{
  const SimResults *results = sim_snapshot_results (snapshot);

  for (guint h = 0; h < results->n_hypotheses; h++) {
    SimFigure power = results->sizes[results->own_size].hypotheses[h].power;

    g_print ("%s %.6f %.6f %.6f\n", sim_scenario_hypothesis (scenario, h)->id, power.value,
             power.mcse, theory->sizes[results->own_size].power[h]);
  }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimScenario) scenario = argc == 2 ? read_scenario (argv[1]) : NULL;

  if (scenario == NULL)
    return 1;
  /* 0 threads: one a core. Results are the same for any number of them. */
  SimEngine *engine = sim_engine_new (0, SIM_ISA_AUTO, &error);
  SimRun *run = engine != NULL ? sim_run_start (engine, scenario, NULL, &error) : NULL;
  if (run == NULL) {
    g_printerr ("%s\n", error->message);
    g_clear_pointer (&engine, sim_engine_free);
    return 1;
  }
  while (!sim_run_wait (run, 100 * G_TIME_SPAN_MILLISECOND))
    g_printerr ("%" G_GUINT64_FORMAT " trials\n", sim_run_done (run));
  SimSnapshot *snapshot = sim_run_snapshot (run);
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);
  print_powers (scenario, snapshot, theory);
  sim_theory_free (theory);
  sim_snapshot_unref (snapshot);
  sim_run_unref (run);
  sim_engine_free (engine);
  return 0;
}
