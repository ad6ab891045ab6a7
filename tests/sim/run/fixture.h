/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fixture.h - scenarios for tests: the default one with values set as on the command line.
 */
#ifndef TESTS_SIM_RUN_FIXTURE_H
#define TESTS_SIM_RUN_FIXTURE_H

#include "sim.h"

/** The default scenario with assignments ("/arms/usual/size=20", ...) up to NULL. */
static inline SimScenario *fixture_scenario_v (const char *const *assignments)
{
  SimDraft *draft = sim_draft_new_default ();
  for (; *assignments; assignments++) {
    GError *error = NULL;
    SimDraft *next = sim_draft_set_text (draft, *assignments, &error);
    g_assert_no_error (error);
    sim_draft_unref (draft);
    draft = next;
  }
  GPtrArray *problems = sim_problems_new ();
  SimScenario *scenario = sim_scenario_check (draft, problems);
  for (guint i = 0; i < problems->len; i++) {
    char *line = sim_problem_to_line (g_ptr_array_index (problems, i), "fixture");
    g_test_message ("%s", line);
    g_free (line);
  }
  g_assert_nonnull (scenario);
  g_ptr_array_unref (problems);
  sim_draft_unref (draft);
  return scenario;
}

#define fixture_scenario(...) fixture_scenario_v ((const char *const[]){ __VA_ARGS__, NULL })

/** Runs a scenario to its end and returns its last snapshot. */
static inline SimSnapshot *fixture_run (SimEngine *engine, SimScenario *scenario,
                                        const SimRunOptions *options)
{
  GError *error = NULL;
  SimRun *run = sim_run_start (engine, scenario, options, &error);
  g_assert_no_error (error);
  g_assert_true (sim_run_wait (run, -1));
  g_assert_cmpint (sim_run_state (run), ==, SIM_RUN_COMPLETE);
  SimSnapshot *snapshot = sim_run_snapshot (run);
  sim_run_unref (run);
  return snapshot;
}

/** Asserts that the first trials of a scenario are the same on all instruction sets there are. */
static inline void fixture_same_bits (SimScenario *scenario, guint64 replicates)
{
  SimRunOptions options = { .replicates = replicates };
  char *first = NULL;
  for (SimIsa isa = SIM_ISA_SCALAR; isa <= SIM_ISA_AVX512; isa++) {
    SimEngine *engine = sim_engine_new (1, isa, NULL);
    if (!engine)
      continue;
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    first = first ? first : g_strdup (sim_snapshot_fingerprint (snapshot));
    g_assert_cmpstr (sim_snapshot_fingerprint (snapshot), ==, first);
    sim_snapshot_unref (snapshot);
    sim_engine_free (engine);
  }
  g_free (first);
}

/** Cancels a study once so much of it is done: progress of its options, with data. */
typedef struct {
  double until;
  gint cancel;
} FixtureStop;

static inline void fixture_stop (double share, gpointer data)
{
  FixtureStop *stop = data;
  if (share >= stop->until)
    g_atomic_int_set (&stop->cancel, 1);
}

static inline SimEngine *fixture_engine (guint threads, SimIsa isa)
{
  GError *error = NULL;
  SimEngine *engine = sim_engine_new (threads, isa, &error);
  g_assert_no_error (error);
  return engine;
}

#endif
