/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/status.c: the sentence of the status line.
 */
#include "status.h"

#include <math.h>

/* Counts have narrow no-break spaces, which read badly in a test. */
static void
check (const AppStatusFacts *facts, const char *expected)
{
  g_autofree char *sentence = app_status_sentence (facts);
  g_auto (GStrv) parts = g_strsplit (sentence, "\u202f", -1);
  g_autofree char *plain = g_strjoinv (" ", parts);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_running (void)
{
  check (&(AppStatusFacts){ .state = SIM_RUN_RUNNING,
                            .done = 412000,
                            .target = 1000000,
                            .rate = 1.2e6,
                            .seconds = 0.4,
                            .left = 3.2,
                            .mcse = 0.00026 },
         "412 000 of 1 000 000 trials · 1.2 M/s · ±0.05 points (95 %) · 3 s left");
}

static void
test_paused (void)
{
  check (&(AppStatusFacts){ .state = SIM_RUN_PAUSED,
                            .done = 5000,
                            .target = 100000,
                            .rate = 83400,
                            .seconds = 0.06,
                            .left = NAN,
                            .mcse = 0.005 },
         "Paused · 5000 of 100 000 trials · 83 k/s · ±1.0 points (95 %)");
}

static void
test_complete (void)
{
  check (&(AppStatusFacts){ .state = SIM_RUN_COMPLETE,
                            .done = 100000,
                            .target = 100000,
                            .rate = 410,
                            .seconds = 244,
                            .left = NAN,
                            .mcse = NAN },
         "100 000 trials · done in 4 min · 410/s");
}

static void
test_elsewhere (void)
{
  check (&(AppStatusFacts){ .state = SIM_RUN_COMPLETE,
                            .done = 1000000,
                            .target = 1000000,
                            .elsewhere = 1000000,
                            .seconds = 0.001,
                            .left = NAN,
                            .mcse = NAN },
         "1 000 000 trials · from a cluster");
  check (&(AppStatusFacts){ .state = SIM_RUN_COMPLETE,
                            .done = 1200000,
                            .target = 1200000,
                            .elsewhere = 1000000,
                            .rate = 1.2e6,
                            .seconds = 0.4,
                            .left = NAN,
                            .mcse = NAN },
         "1 200 000 trials · 1 000 000 of them from a cluster · 1.2 M/s");
}

static void
test_expected (void)
{
  check (&(AppStatusFacts){ .state = SIM_RUN_COMPLETE,
                            .done = 2000,
                            .target = 2000,
                            .rate = 410,
                            .seconds = 4,
                            .left = NAN,
                            .mcse = NAN,
                            .expected = "reproduced exactly" },
         "2000 trials · done in 4 s · reproduced exactly · 410/s");
}

static SimDraft *
expecting (SimDraft *draft)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);
  SimEngine *engine = sim_engine_new (1, SIM_ISA_SCALAR, NULL);
  SimRun *run = sim_run_start (engine, scenario, NULL, NULL);

  sim_run_wait (run, -1);
  SimSnapshot *snapshot = sim_run_snapshot (run);
  SimDraft *with = sim_expected_draft (scenario, snapshot, "a test");
  sim_snapshot_unref (snapshot);
  sim_run_unref (run);
  sim_engine_free (engine);
  return with;
}

/* What the line says of a document once its run is done. */
static void
assert_told (SimDraft *draft, const char *words)
{
  g_autoptr (AppDocument) document = app_document_new ();
  app_document_load_draft (document, draft, NULL, FALSE);
  g_autoptr (AppRun) run = app_run_new (document);
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  while (app_run_state (run) == SIM_RUN_RUNNING || app_run_results (run) == NULL
         || app_run_done (run) < app_run_target (run)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, FALSE);
  }
  g_autofree char *told = sim_report_expected_text (app_run_scenario (run), app_run_snapshot (run));
  g_assert_cmpstr (told, ==, words);
}

/* Another engine, with other threads and another vector path, in the window. */
static void
test_document (void)
{
  g_autoptr (SimDraft) plain = sim_draft_new_default ();
  g_autoptr (SimDraft) draft = sim_draft_set_text (plain, "/run/replicates=2000", NULL);
  g_autoptr (SimDraft) file = expecting (draft);
  g_autoptr (SimDraft) renamed = sim_draft_set_text (file, "/title=Other", NULL);
  g_autoptr (SimDraft) sd = sim_draft_set_text (file, "/outcomes/rmdq/sd=4.5", NULL);
  g_autoptr (SimDraft) more = sim_draft_set_text (sd, "/arms/usual/size=60", NULL);
  g_autofree char *zeros = g_strconcat ("/expected/fingerprint=\"",
                                        "00000000000000000000000000000000"
                                        "00000000000000000000000000000000",
                                        "\"", NULL);
  g_autoptr (SimDraft) other = sim_draft_set_text (file, zeros, NULL);
  g_autoptr (SimDraft) bare = sim_draft_set (file, "/expected/fingerprint", NULL, NULL);
  g_autoptr (SimValue) figures = sim_value_ref (sim_draft_get (file, "/expected/results"));
  g_autofree char *first = sim_pointer_join ("/expected/results", sim_value_key (figures, 0));
  g_autofree char *value = g_strconcat (first, "/value=0.5", NULL);
  g_autofree char *error = g_strconcat (first, "/mcse=0.4", NULL);
  g_autoptr (SimDraft) figure = sim_draft_set_text (file, value, NULL);
  g_autoptr (SimDraft) mcse = sim_draft_set_text (file, error, NULL);

  assert_told (draft, NULL);
  assert_told (file, "reproduced exactly");
  assert_told (renamed, "reproduced exactly");
  assert_told (sd, "changed since its results were written: Roland-Morris disability: SD: "
                   "5 points → 4.5 points");
  assert_told (more, "changed since its results were written: Usual care: Patients: "
                     "48 patients → 60 patients, and 1 more");
  assert_told (other, "not reproduced: other results than the file expects");
  assert_told (figure, "not reproduced: other results than the file expects");
  assert_told (mcse, "not reproduced: other results than the file expects");
  assert_told (bare, "reproduced within Monte Carlo error");
}

static void
test_nothing (void)
{
  check (&(AppStatusFacts){ .state = SIM_RUN_CANCELLED, .left = NAN, .mcse = NAN }, "");
  check (&(AppStatusFacts){ .state = SIM_RUN_CANCELLED, .error = "No threads.", .left = NAN },
         "No threads.");
}

/* Rounding never says "1000 k/s" or "60.0 s". */
static void
test_edges (void)
{
  AppStatusFacts facts = { .state = SIM_RUN_RUNNING, .done = 1, .target = 2, .mcse = NAN };

  facts.rate = 999600;
  facts.left = 0.02;
  check (&facts, "1 of 2 trials · 1.0 M/s · 0.1 s left");
  facts.rate = 9960;
  facts.left = 119.4;
  check (&facts, "1 of 2 trials · 10 k/s · 119 s left");
  facts.rate = 9.96e6;
  facts.left = 120;
  check (&facts, "1 of 2 trials · 10 M/s · 2 min left");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/status/running", test_running);
  g_test_add_func ("/status/paused", test_paused);
  g_test_add_func ("/status/complete", test_complete);
  g_test_add_func ("/status/elsewhere", test_elsewhere);
  g_test_add_func ("/status/expected", test_expected);
  g_test_add_func ("/status/document", test_document);
  g_test_add_func ("/status/nothing", test_nothing);
  g_test_add_func ("/status/edges", test_edges);
  return g_test_run ();
}
