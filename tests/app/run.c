/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/run.c and app/exact.c: the run follows the document. Without a clock widget the run
 * pulls by a timer, so no display is needed.
 */
#include "run.h"
#include "wait.h"

#include <math.h>

#define MEAN    "/outcomes/rmdq/means/usual/0"

typedef struct {
  AppDocument *document;
  AppRun *run;
  guint updates;
} Fixture;

static void
count (guint *counter)
{
  ++*counter;
}

static void
set (Fixture *f, const char *assignment, const char *group)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) draft
      = sim_draft_set_text (app_document_draft (f->document), assignment, &error);

  g_assert_no_error (error);
  app_document_apply (f->document, draft, "Edit", group);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->document = app_document_new ();
  set (f, "/run/replicates=20000", NULL);
  f->run = app_run_new (f->document);
  g_signal_connect_swapped (f->run, "updated", G_CALLBACK (count), &f->updates);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->run);
  g_assert_finalize_object (f->document);
}

static double
power (Fixture *f)
{
  const SimResults *results = app_run_results (f->run);
  return results->sizes[results->own_size].hypotheses[0].power.value;
}

static void
finish (Fixture *f)
{
  WAIT_FOR (app_run_state (f->run) == SIM_RUN_COMPLETE && app_run_results (f->run) != NULL
            && app_run_done (f->run) == app_run_target (f->run));
}

static void
test_complete (Fixture *f, gconstpointer data)
{
  finish (f);
  g_assert_cmpuint (app_run_done (f->run), ==, 20000);
  g_assert_cmpuint (app_run_results (f->run)->replicates, ==, 20000);
  g_assert_true (app_run_scenario (f->run) == app_document_scenario (f->document));
  g_assert_false (app_run_stale (f->run));
  g_assert_cmpuint (f->updates, >, 0);
  g_assert_cmpfloat (app_run_rate (f->run), >, 0);
  g_assert_true (isnan (app_run_seconds_left (f->run)));
  g_assert_cmpuint (app_run_threads (f->run), ==, g_get_num_processors ());
  g_assert_null (app_run_error (f->run));
}

/* An edit gives another curve; undoing it gives the first one again, to the last bit. */
static void
test_edit (Fixture *f, gconstpointer data)
{
  double before, after;

  finish (f);
  before = power (f);
  set (f, MEAN "=7", NULL);
  /* What stood there stays until the first new trials are in. */
  g_assert_nonnull (app_run_snapshot (f->run));
  g_assert_true (app_run_scenario (f->run) != app_document_scenario (f->document));
  WAIT_FOR (app_run_scenario (f->run) == app_document_scenario (f->document));
  finish (f);
  after = power (f);
  g_assert_cmpfloat (fabs (after - before), >, 0.01);
  app_document_undo (f->document);
  WAIT_FOR (app_run_scenario (f->run) == app_document_scenario (f->document));
  finish (f);
  g_assert_cmpfloat (power (f), ==, before);
}

/* Names change no number: the snapshot stays, its labels are new. */
static void
test_label (Fixture *f, gconstpointer data)
{
  SimSnapshot *snapshot;

  finish (f);
  snapshot = app_run_snapshot (f->run);
  set (f, "/title=Another", NULL);
  g_assert_true (app_run_snapshot (f->run) == snapshot);
  g_assert_cmpuint (app_run_done (f->run), ==, 20000);
  g_assert_cmpstr (sim_scenario_title (app_run_scenario (f->run)), ==, "Another");
}

/* Asking for more trials in the scenario goes on with the same run. */
static void
test_replicates (Fixture *f, gconstpointer data)
{
  guint64 done;

  finish (f);
  done = app_run_done (f->run);
  set (f, "/run/replicates=40000", NULL);
  WAIT_FOR (app_run_target (f->run) == 40000);
  /* the same run goes on: what is shown never falls */
  while (app_run_state (f->run) == SIM_RUN_RUNNING) {
    g_assert_cmpuint (app_run_done (f->run), >=, done);
    done = app_run_done (f->run);
    g_main_context_iteration (NULL, TRUE);
  }
  finish (f);
  g_assert_cmpuint (app_run_done (f->run), ==, 40000);
}

static void
test_invalid (Fixture *f, gconstpointer data)
{
  SimSnapshot *snapshot;

  finish (f);
  snapshot = app_run_snapshot (f->run);
  f->updates = 0;
  set (f, "/arms/usual/size=-4", NULL);
  g_assert_true (app_run_stale (f->run));
  g_assert_cmpuint (f->updates, ==, 1);
  g_assert_true (app_run_snapshot (f->run) == snapshot);
  app_document_undo (f->document);
  g_assert_false (app_run_stale (f->run));
  finish (f);
}

/* Another document without a valid scenario shows nothing of the old one. */
static void
test_replaced_by_invalid (Fixture *f, gconstpointer data)
{
  g_autoptr (SimDraft) draft = NULL;

  finish (f);
  draft = sim_draft_set_text (app_document_draft (f->document), "/arms/usual/size=-4", NULL);
  app_document_load_draft (f->document, draft, NULL, TRUE);
  g_assert_null (app_run_snapshot (f->run));
  g_assert_null (app_run_scenario (f->run));
  g_assert_null (app_run_results (f->run));
  g_assert_null (app_run_theory (f->run));
  g_assert_cmpint (app_run_state (f->run), ==, SIM_RUN_CANCELLED);
}

/* With a core left free the work still gets done, by one thread fewer. */
static void
test_spare (Fixture *f, gconstpointer data)
{
  finish (f);
  app_run_set_spare (f->run, TRUE);
  set (f, "/run/seed=5", NULL);
  finish (f);
  g_assert_cmpuint (app_run_done (f->run), ==, app_run_target (f->run));
  app_run_set_spare (f->run, FALSE);
}

static void
test_pause (Fixture *f, gconstpointer data)
{
  guint64 done;
  gint64 end;

  set (f, "/run/replicates=100000000", NULL);
  WAIT_FOR (app_run_done (f->run) > 0 && app_run_target (f->run) == 100000000);
  app_run_pause (f->run);
  WAIT_FOR (app_run_state (f->run) == SIM_RUN_PAUSED);
  /* A block under way may still come in; then nothing moves. */
  for (end = g_get_monotonic_time () + G_USEC_PER_SEC / 5; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  done = app_run_done (f->run);
  for (end = g_get_monotonic_time () + G_USEC_PER_SEC / 5; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (app_run_done (f->run), ==, done);
  /* The rate is of the trials that are shown, not of those that came in since. */
  g_assert_cmpfloat_with_epsilon (app_run_rate (f->run) * app_run_seconds (f->run), (double)done,
                                  1);
  app_run_continue (f->run);
  WAIT_FOR (app_run_done (f->run) > done);
}

static void
test_more (Fixture *f, gconstpointer data)
{
  finish (f);
  app_run_more (f->run);
  WAIT_FOR (app_run_target (f->run) == 200000);
  finish (f);
  g_assert_cmpuint (app_run_results (f->run)->replicates, ==, 200000);
}

/* The exact values come after the first curve, and belong to what is shown. */
static void
test_exact (Fixture *f, gconstpointer data)
{
  const SimTheory *theory;

  g_assert_null (app_run_theory (f->run));
  set (f, "/dropout=null", NULL);
  set (f, "/analyses/main/method=t-test", NULL);
  set (f, "/analyses/main/adjust-for=null", NULL);
  WAIT_FOR (app_run_theory (f->run) != NULL);
  theory = app_run_theory (f->run);
  g_assert_cmpuint (theory->n_sizes, ==, sim_scenario_n_sizes (app_run_scenario (f->run)));
  /* Names leave them alone. */
  set (f, "/title=Another", NULL);
  g_assert_true (app_run_theory (f->run) == theory);
  /* Another truth does not. */
  set (f, MEAN "=7", NULL);
  WAIT_FOR (app_run_scenario (f->run) == app_document_scenario (f->document));
  WAIT_FOR (app_run_theory (f->run) != NULL);
}

/* A long drag: many edits, each cancels the last; the end is right and nothing is left over. */
static void
test_drag (Fixture *f, gconstpointer data)
{
  for (int i = 0; i < 60; i++) {
    g_autofree char *assignment = g_strdup_printf (MEAN "=%g", 6 + i * 0.05);
    set (f, assignment, "drag");
    g_main_context_iteration (NULL, FALSE);
    g_usleep (3000);
  }
  WAIT_FOR (app_run_scenario (f->run) == app_document_scenario (f->document));
  finish (f);
  g_assert_cmpfloat (sim_scenario_number (sim_snapshot_scenario (app_run_snapshot (f->run)), MEAN),
                     ==, 6 + 59 * 0.05);
}

static gboolean saves_power, animated = TRUE;

gboolean __wrap_app_theme_animated (void);
gboolean
__wrap_app_theme_animated (void)
{
  return animated;
}

gboolean __wrap_g_power_profile_monitor_get_power_saver_enabled (GPowerProfileMonitor *monitor);
gboolean
__wrap_g_power_profile_monitor_get_power_saver_enabled (GPowerProfileMonitor *monitor)
{
  return saves_power;
}

/* Between news where power is saved: twice the usual, which is 15 a second. */
#define SAVED_MS 133.

/* The time that n more news took, counted from one of them, in ms. */
static double
time_of_news (Fixture *f, guint n)
{
  guint first = f->updates + 1;
  gint64 start;

  WAIT_FOR (f->updates >= first);
  start = g_get_monotonic_time ();
  WAIT_FOR (f->updates >= first + n);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

/* Where the desktop saves power figures are renewed more slowly. A busy machine makes news late,
   never early; if the first was late, the time of n is that of n - 1. */
static void
test_power_saver (Fixture *f, gconstpointer data)
{
  gint64 start;
  guint updates;

  set (f, "/run/replicates=100000000", NULL);
  WAIT_FOR (app_run_state (f->run) == SIM_RUN_RUNNING && app_run_theory (f->run) != NULL);
  saves_power = TRUE;
  time_of_news (f, 1); /* what was on its way */
  start = g_get_monotonic_time ();
  updates = f->updates;
  time_of_news (f, 8);
  g_assert_cmpfloat ((f->updates - updates - 1) * SAVED_MS, <=,
                     (double) (g_get_monotonic_time () - start) / 1000);
  saves_power = FALSE;
  WAIT_FOR (time_of_news (f, 5) < 4 * SAVED_MS);
}

/* Where nothing is to move figures are renewed once a second, as a line of words might be. */
static void
test_still (Fixture *f, gconstpointer data)
{
  gint64 start;
  guint updates;

  set (f, "/run/replicates=100000000", NULL);
  WAIT_FOR (app_run_state (f->run) == SIM_RUN_RUNNING && app_run_theory (f->run) != NULL);
  animated = FALSE;
  time_of_news (f, 1); /* what was on its way */
  start = g_get_monotonic_time ();
  updates = f->updates;
  time_of_news (f, 2);
  g_assert_cmpint ((f->updates - updates - 1) * G_USEC_PER_SEC, <=,
                   g_get_monotonic_time () - start);
  animated = TRUE;
}

/* Going away in the middle of everything. */
static void
test_dispose_while_running (Fixture *f, gconstpointer data)
{
  set (f, "/run/replicates=100000000", NULL);
  WAIT_FOR (app_run_snapshot (f->run) != NULL);
}

#define TEST(name, function) g_test_add ("/run/" name, Fixture, NULL, set_up, function, tear_down)

/* So many trials as they come from elsewhere, of the document's scenario but for what is edited. */
static SimRunPart *
part_of (Fixture *f, guint64 trials, const char *assignment)
{
  g_autoptr (SimDraft) draft
      = sim_draft_set_text (app_document_draft (f->document), assignment, NULL);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);
  SimEngine *engine = sim_engine_new (2, SIM_ISA_AUTO, NULL);
  const SimRunOptions options = { .replicates = trials, .p_values = TRUE };
  SimRun *run = sim_run_start (engine, scenario, &options, NULL);

  sim_run_wait (run, -1);
  SimSnapshot *snapshot = sim_run_snapshot (run);
  SimRunPart *part = sim_run_part_new (snapshot, 0, trials);
  sim_snapshot_unref (snapshot);
  sim_run_unref (run);
  sim_engine_free (engine);
  return part;
}

static void
assert_not_taken (Fixture *f, SimRunPart *part, const char *words)
{
  g_autoptr (GError) error = NULL;
  guint64 elsewhere = app_run_elsewhere (f->run), done = app_run_done (f->run);

  g_assert_false (app_run_take (f->run, part, "none", &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpuint (app_run_elsewhere (f->run), ==, elsewhere);
  g_assert_cmpuint (app_run_done (f->run), ==, done);
}

/* Trials of elsewhere are the run: they are shown, get more, and go with an edit. */
static void
test_take (Fixture *f, gconstpointer data)
{
  SimRunPart *foreign = part_of (f, 100, MEAN "=7");
  SimRunPart *part = part_of (f, 25000, "/title=\"There\"");
  SimSnapshot *expected = sim_run_part_snapshot (part);

  finish (f);
  assert_not_taken (f, foreign, "scenario has changed");
  g_assert_true (app_run_take (f->run, part, "first", NULL));
  WAIT_FOR (app_run_done (f->run) == 25000);
  g_assert_cmpint (app_run_state (f->run), ==, SIM_RUN_COMPLETE);
  g_assert_cmpuint (app_run_elsewhere (f->run), ==, 25000);
  g_assert_cmpfloat (app_run_rate (f->run), ==, 0);
  g_assert_cmpstr (sim_snapshot_fingerprint (app_run_snapshot (f->run)), ==,
                   sim_snapshot_fingerprint (expected));
  g_assert_true (app_run_scenario (f->run) == app_document_scenario (f->document));
  sim_snapshot_unref (expected);

  set (f, "/run/replicates=30000", NULL);
  WAIT_FOR (app_run_done (f->run) == 30000);
  g_assert_cmpuint (app_run_elsewhere (f->run), ==, 25000);
  g_assert_cmpfloat (app_run_rate (f->run), >, 0);

  set (f, MEAN "=7", NULL);
  WAIT_FOR (app_run_scenario (f->run) == app_document_scenario (f->document));
  finish (f);
  g_assert_cmpuint (app_run_done (f->run), ==, 30000);
  g_assert_cmpuint (app_run_elsewhere (f->run), ==, 0);
}

static void
assert_folder (Fixture *f, const char *expected)
{
  g_autofree char *folder = app_run_take_folder (f->run);

  g_assert_cmpstr (folder, ==, expected);
}

/* And come back with its undoing, at once; fewer of the same take nobody's place. */
static void
test_take_back (Fixture *f, gconstpointer data)
{
  SimRunPart *fewer = part_of (f, 24000, "/title=\"There\"");
  SimRunPart *local = part_of (f, 20000, "/title=\"There\"");
  SimRunPart *more = part_of (f, 26000, "/title=\"There\"");
  g_autofree char *fingerprint = NULL;

  finish (f);
  assert_not_taken (f, local, "the 20\u202f000 trials there are among the 20\u202f000");
  g_assert_true (app_run_take (f->run, part_of (f, 25000, "/title=\"There\""), "night",
                              NULL));
  finish (f);
  fingerprint = g_strdup (sim_snapshot_fingerprint (app_run_snapshot (f->run)));
  assert_not_taken (f, fewer, "24\u202f000");

  set (f, MEAN "=7", NULL);
  WAIT_FOR (app_run_scenario (f->run) == app_document_scenario (f->document));
  g_assert_cmpuint (app_run_elsewhere (f->run), ==, 0);
  assert_folder (f, NULL);
  g_assert_true (app_run_take (f->run, part_of (f, 24500, "/title=\"There\""), "other", NULL));
  finish (f);
  assert_folder (f, "other");
  app_document_undo (f->document);
  WAIT_FOR (app_run_scenario (f->run) == app_document_scenario (f->document));
  g_assert_cmpuint (app_run_done (f->run), ==, 25000);
  g_assert_cmpuint (app_run_elsewhere (f->run), ==, 25000);
  g_assert_cmpstr (sim_snapshot_fingerprint (app_run_snapshot (f->run)), ==, fingerprint);

  assert_folder (f, "night");
  assert_folder (f, NULL);

  /* More of them do. */
  g_assert_true (app_run_take (f->run, more, "more", NULL));
  finish (f);
  g_assert_cmpuint (app_run_elsewhere (f->run), ==, 26000);
  assert_folder (f, "more");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("complete", test_complete);
  TEST ("edit", test_edit);
  TEST ("label", test_label);
  TEST ("replicates", test_replicates);
  TEST ("invalid", test_invalid);
  TEST ("replaced-by-invalid", test_replaced_by_invalid);
  TEST ("pause", test_pause);
  TEST ("spare", test_spare);
  TEST ("more", test_more);
  TEST ("take", test_take);
  TEST ("take-back", test_take_back);
  TEST ("exact", test_exact);
  TEST ("drag", test_drag);
  TEST ("power-saver", test_power_saver);
  TEST ("still", test_still);
  TEST ("dispose-while-running", test_dispose_while_running);
  return g_test_run ();
}
