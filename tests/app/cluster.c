/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/cluster.c: what goes to a cluster is whole, and what comes back is the run or is
 * refused with its reason.
 */
#include "cluster.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <glib/gstdio.h>

enum { TRIALS = 3000, PARTS = 3 };

typedef struct {
  char *folder;
  SimDraft *draft;
  SimScenario *scenario;
  SimEngine *engine;
} Fixture;

/* What another program leaves there just before the third file gets its name; NULL: nothing. */
static const char *intruded;
static guint moves;

int
renameat2 (int old_folder, const char *old_path, int new_folder, const char *new_path,
           unsigned int flags)
{
  if (intruded != NULL && ++moves == 3) {
    g_autofree char *folder = g_path_get_dirname (new_path);
    g_autofree char *first = g_build_filename (folder, "README.txt", NULL);
    g_assert_true (g_file_set_contents (new_path, intruded, -1, NULL));
    g_assert_true (g_file_set_contents (first, intruded, -1, NULL)); /* in the place of ours */
  }
  return (int)syscall (SYS_renameat2, old_folder, old_path, new_folder, new_path, flags);
}

static SimScenario *
checked (SimDraft *draft)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimScenario *scenario = sim_scenario_check (draft, problems);

  g_assert_nonnull (scenario);
  return scenario;
}

static SimDraft *
edited (SimDraft *draft, const char *assignment)
{
  g_autoptr (GError) error = NULL;
  SimDraft *other = sim_draft_set_text (draft, assignment, &error);

  g_assert_no_error (error);
  return other;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SimDraft) usual = sim_draft_new_default ();

  f->folder = g_dir_make_tmp ("trefoil-cluster-XXXXXX", NULL);
  f->draft = edited (usual, "/run/replicates=3000");
  f->scenario = checked (f->draft);
  f->engine = sim_engine_new (2, SIM_ISA_AUTO, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  GDir *dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);
    g_unlink (path);
  }
  g_dir_close (dir);
  g_rmdir (f->folder);
  g_free (f->folder);
  sim_engine_free (f->engine);
  sim_scenario_unref (f->scenario);
  sim_draft_unref (f->draft);
}

static SimSnapshot *
simulated (Fixture *f, guint64 first, guint64 n)
{
  const SimRunOptions options = { .first = first, .replicates = n, .p_values = TRUE };
  SimRun *run = sim_run_start (f->engine, f->scenario, &options, NULL);

  sim_run_wait (run, -1);
  SimSnapshot *snapshot = sim_run_snapshot (run);
  sim_run_unref (run);
  return snapshot;
}

/* A part as a task of the array leaves it. */
static void
leave_part (Fixture *f, guint number)
{
  guint64 first = sim_run_part_start (TRIALS, number, PARTS);
  guint64 end = sim_run_part_start (TRIALS, number + 1, PARTS);
  SimSnapshot *snapshot = simulated (f, first, end - first);
  g_autoptr (SimRunPart) part = sim_run_part_new (snapshot, first, end);
  const SimReportInfo info = { .program = "trefoil-sim " TREFOIL_VERSION };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sim_run_part_text (part, &info, &error);
  g_autofree char *name = g_strdup_printf ("part-%u", number);
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  sim_snapshot_unref (snapshot);
}

static void
test_written (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "array.sbatch", "merge.sbatch", "submit.sh" };
  g_autoptr (GError) error = NULL;
  g_autofree char *readme = g_build_filename (f->folder, "README.txt", NULL);
  g_autofree char *path = g_build_filename (f->folder, APP_CLUSTER_SCENARIO, NULL);
  g_autofree char *text = NULL;

  g_assert_true (app_cluster_write (f->draft, f->folder, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *script = g_build_filename (f->folder, names[i], NULL);
    g_autofree char *source
        = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "cluster", names[i], NULL);
    g_autofree char *found = NULL, *expected = NULL;

    g_assert_true (g_file_test (script, G_FILE_TEST_IS_EXECUTABLE));
    g_assert_true (g_file_get_contents (script, &found, NULL, NULL));
    g_assert_true (g_file_get_contents (source, &expected, NULL, NULL));
    g_assert_cmpstr (found, ==, expected);
  }
  g_assert_true (g_file_get_contents (readme, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "./submit.sh scenario.trefoil 16"));
  g_assert_nonnull (strstr (text, "3000 trials"));
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) again = sim_draft_read_file (path, problems);
  g_autoptr (SimScenario) scenario = checked (again);
  g_assert_cmpstr (sim_scenario_hash (scenario), ==, sim_scenario_hash (f->scenario));

  /* What is there is not written over. */
  g_assert_false (app_cluster_write (f->draft, f->folder, &error));
  g_assert_nonnull (strstr (error->message, "already"));
}

static guint
count_names (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  g_dir_close (dir);
  return n;
}

/* The disk is full when some of it is written: nothing of it is left, and the next try succeeds. */
static void
test_half_written (Fixture *f, gconstpointer data)
{
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);
  gboolean good = FALSE;

  for (rlim_t room = 0; !good && room < 100000; room += 500) {
    g_autoptr (GError) error = NULL;
    struct rlimit old, small;

    g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
    small = (struct rlimit){ room, old.rlim_max };
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
    good = app_cluster_write (f->draft, f->folder, &error);
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
    g_assert_true (good || error != NULL);
    g_assert_cmpuint (count_names (f->folder), ==, good ? 5 : 0);
  }
  g_assert_true (good);
  signal (SIGXFSZ, handler);
}

/* Files that came there since it was looked are another's: they stay, and ours go. */
static void
test_taken_meanwhile (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *readme = g_build_filename (f->folder, "README.txt", NULL);
  g_autofree char *third = g_build_filename (f->folder, "merge.sbatch", NULL);
  g_autofree char *first_text = NULL, *third_text = NULL;
  gboolean good;

  moves = 0;
  intruded = "theirs";
  good = app_cluster_write (f->draft, f->folder, &error);
  intruded = NULL;
  g_assert_false (good);
  g_assert_nonnull (strstr (error->message, "merge.sbatch already"));
  g_assert_true (g_file_get_contents (readme, &first_text, NULL, NULL));
  g_assert_cmpstr (first_text, ==, "theirs");
  g_assert_true (g_file_get_contents (third, &third_text, NULL, NULL));
  g_assert_cmpstr (third_text, ==, "theirs");
  g_assert_cmpuint (count_names (f->folder), ==, 2);
}

static void
test_parts_are_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  leave_part (f, 2);
  g_assert_false (app_cluster_write (f->draft, f->folder, &error));
  g_assert_nonnull (strstr (error->message, "part-2"));
}

static void
test_read (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SimSnapshot *whole = simulated (f, 0, TRIALS);

  for (guint i = 1; i <= PARTS; i++)
    leave_part (f, i);
  g_autoptr (SimRunPart) part = app_cluster_read (f->scenario, f->folder, &error);
  g_assert_no_error (error);
  SimSnapshot *found = sim_run_part_snapshot (part);
  g_assert_cmpstr (sim_snapshot_fingerprint (found), ==, sim_snapshot_fingerprint (whole));
  sim_snapshot_unref (found);
  sim_snapshot_unref (whole);
}

static void
assert_refused (Fixture *f, const SimScenario *scenario, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimRunPart) part = app_cluster_read (scenario, f->folder, &error);

  g_assert_null (part);
  g_assert_nonnull (error);
  if (strstr (error->message, word) == NULL)
    g_error ("'%s' does not say '%s'", error->message, word);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (SimDraft) changed = edited (f->draft, "/run/seed=77");
  g_autoptr (SimDraft) named = edited (f->draft, "/title=\"Another title\"");
  g_autoptr (SimDraft) longer = edited (named, "/run/replicates=500");
  g_autoptr (SimScenario) other = checked (changed);
  g_autoptr (SimScenario) same = checked (longer);
  g_autofree char *path = g_build_filename (f->folder, "part-3", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  assert_refused (f, f->scenario, "no parts");
  leave_part (f, 1);
  leave_part (f, 2);
  assert_refused (f, f->scenario, "missing");
  leave_part (f, 3);
  assert_refused (f, other, "77");

  /* Names and the number of trials are no matter. */
  g_autoptr (SimRunPart) part = app_cluster_read (same, f->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sim_run_part_done (part), ==, TRIALS);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (path, text, (gssize)strlen (text) / 2, NULL));
  assert_refused (f, f->scenario, "part-3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cluster/written", Fixture, NULL, set_up, test_written, tear_down);
  g_test_add ("/cluster/half-written", Fixture, NULL, set_up, test_half_written, tear_down);
  g_test_add ("/cluster/taken-meanwhile", Fixture, NULL, set_up, test_taken_meanwhile, tear_down);
  g_test_add ("/cluster/parts-are-kept", Fixture, NULL, set_up, test_parts_are_kept, tear_down);
  g_test_add ("/cluster/read", Fixture, NULL, set_up, test_read, tear_down);
  g_test_add ("/cluster/refused", Fixture, NULL, set_up, test_refused, tear_down);
  return g_test_run ();
}
