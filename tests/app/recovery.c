/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/recovery.c: what is written, when it goes, and what counts as left behind.
 */
#include "recovery.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#define SIZE "/arms/usual/size"

/* How long a slow disk is slow, so that a failure is one and not a standstill. */
#define SLOW (2 * G_USEC_PER_SEC)

/* A disk as slow or as broken as a test wants it: the program's own calls of fsync() come here. */
static gint slow, broken, syncs;

int
fsync (int fd)
{
  gint64 end = g_get_monotonic_time () + SLOW;

  g_atomic_int_inc (&syncs);
  while (g_atomic_int_get (&slow) && g_get_monotonic_time () < end)
    g_usleep (1000);
  if (!g_atomic_int_get (&broken))
    return 0;
  errno = EIO;
  return -1;
}

typedef struct {
  char *folder;
  AppDocument *document;
  AppRecovery *recovery;
} Fixture;

static guint
count_files (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  if (dir == NULL)
    return 0;
  while (g_dir_read_name (dir) != NULL)
    n++;
  g_dir_close (dir);
  return n;
}

static void
empty_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_unlink (path);
  }
  if (dir != NULL)
    g_dir_close (dir);
  g_rmdir (folder);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_atomic_int_set (&slow, FALSE);
  g_atomic_int_set (&broken, FALSE);
  f->folder = g_dir_make_tmp ("trefoil-XXXXXX", NULL);
  f->document = app_document_new ();
  f->recovery = app_recovery_new (f->document, f->folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->recovery != NULL) {
    g_object_run_dispose (G_OBJECT (f->recovery));
    g_object_unref (f->recovery);
  }
  g_object_unref (f->document);
  empty_folder (f->folder);
  g_free (f->folder);
}

static void
edit (AppDocument *document, double size)
{
  g_assert_true (app_document_set_number (document, SIZE, size, "Size", NULL, NULL));
}

static void
iterate (double seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < end) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (5000);
  }
}

static void
test_nothing_unsaved (Fixture *f, gconstpointer data)
{
  g_assert_true (app_recovery_flush (f->recovery));
  g_assert_cmpuint (count_files (f->folder), ==, 0);
}

/* An edit reaches the disk by itself, within a few seconds. */
static void
test_autosave (Fixture *f, gconstpointer data)
{
  edit (f->document, 61);
  g_assert_cmpuint (count_files (f->folder), ==, 0);
  for (int i = 0; i < 60 && count_files (f->folder) < 2; i++)
    iterate (0.1);
  g_assert_cmpuint (count_files (f->folder), ==, 2);
}

/* The files of the living are not offered. */
static void
test_owned (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) orphans = NULL;

  edit (f->document, 61);
  g_assert_true (app_recovery_flush (f->recovery));
  orphans = app_recovery_orphans (f->folder, NULL);
  g_assert_cmpuint (orphans->len, ==, 0);
  g_assert_cmpuint (count_files (f->folder), ==, 2);
}

static void
test_saved (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "mine", NULL);

  edit (f->document, 61);
  g_assert_true (app_recovery_flush (f->recovery));
  g_assert_true (app_document_save (f->document, path, NULL));
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

static void
test_undone (Fixture *f, gconstpointer data)
{
  edit (f->document, 61);
  g_assert_true (app_recovery_flush (f->recovery));
  app_document_undo (f->document);
  g_assert_cmpuint (count_files (f->folder), ==, 0);
}

static void
test_closed (Fixture *f, gconstpointer data)
{
  edit (f->document, 61);
  g_assert_true (app_recovery_flush (f->recovery));
  g_object_run_dispose (G_OBJECT (f->recovery));
  g_clear_object (&f->recovery);
  g_assert_cmpuint (count_files (f->folder), ==, 0);
}

/* Edits and runs the main loop until a thread is at its copy and the disk is slow. */
static void
begin_slow_copy (Fixture *f, double size)
{
  g_atomic_int_set (&syncs, 0);
  g_atomic_int_set (&slow, TRUE);
  edit (f->document, size);
  for (int i = 0; i < 600 && g_atomic_int_get (&syncs) == 0; i++)
    iterate (0.01);
  g_assert_cmpint (g_atomic_int_get (&syncs), >, 0);
}

/* A write that is under way when the window closes is not waited for and leaves nothing behind. */
static void
test_closed_while_writing (Fixture *f, gconstpointer data)
{
  gint64 began;

  begin_slow_copy (f, 61);
  began = g_get_monotonic_time ();
  g_object_run_dispose (G_OBJECT (f->recovery));
  g_clear_object (&f->recovery);
  g_assert_cmpint (g_get_monotonic_time () - began, <, SLOW / 2);
  g_atomic_int_set (&slow, FALSE);
  for (int i = 0; i < 600 && count_files (f->folder) > 0; i++)
    iterate (0.01);
  iterate (0.1);
  g_assert_cmpuint (count_files (f->folder), ==, 0);
}

static gpointer
end_slowness (gpointer data)
{
  g_usleep (G_USEC_PER_SEC / 5);
  g_atomic_int_set (&slow, FALSE);
  return NULL;
}

static double
size_on_disk (Fixture *f)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = NULL;
  g_autofree char *path = NULL;
  GDir *dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".trefoil"))
      path = g_build_filename (f->folder, name, NULL);
  g_dir_close (dir);
  draft = path != NULL ? sim_draft_read_file (path, problems) : NULL;
  return draft != NULL ? sim_value_number (sim_draft_get (draft, SIZE)) : NAN;
}

/* "It is safe" is said when it is on disk, not when a thread has been sent; the same draft or a
   newer one, and the older copy does not come after it. */
static void
test_flushed_while_writing (Fixture *f, gconstpointer data)
{
  const double sizes[] = { 61, GPOINTER_TO_INT (data) ? 62 : 61 };
  GThread *thread;

  begin_slow_copy (f, sizes[0]);
  edit (f->document, sizes[1]);
  thread = g_thread_new ("end-slowness", end_slowness, NULL);
  g_assert_true (app_recovery_flush (f->recovery));
  g_assert_cmpfloat (size_on_disk (f), ==, sizes[1]);
  g_thread_join (thread);
  iterate (0.3);
  g_assert_cmpfloat (size_on_disk (f), ==, sizes[1]);
}

static void
wait_for_size (Fixture *f, double size)
{
  for (int i = 0; i < 200 && size_on_disk (f) != size; i++)
    iterate (0.1);
  g_assert_cmpfloat (size_on_disk (f), ==, size);
}

/* A copy that failed is tried again by itself, without another edit. */
static void
test_retried (Fixture *f, gconstpointer data)
{
  g_atomic_int_set (&syncs, 0);
  g_atomic_int_set (&broken, TRUE);
  edit (f->document, 61);
  for (int i = 0; i < 600 && g_atomic_int_get (&syncs) == 0; i++)
    iterate (0.01);
  iterate (0.2);
  g_assert_true (isnan (size_on_disk (f)));
  g_atomic_int_set (&broken, FALSE);
  wait_for_size (f, 61);
}

/* The same where even the folder is missing. */
static void
test_folder_retried (Fixture *f, gconstpointer data)
{
  g_autofree char *above = g_build_filename (f->folder, "above", NULL);
  g_autofree char *below = g_build_filename (above, "below", NULL);
  g_autoptr (AppRecovery) recovery = NULL;

  g_assert_true (g_file_set_contents (above, "", -1, NULL));
  recovery = app_recovery_new (f->document, below);
  edit (f->document, 61);
  iterate (2.5);
  g_unlink (above);
  for (int i = 0; i < 200 && count_files (below) < 2; i++)
    iterate (0.1);
  g_assert_cmpuint (count_files (below), ==, 2);
  g_object_run_dispose (G_OBJECT (recovery));
  g_assert_cmpuint (count_files (below), ==, 0);
  g_rmdir (below);
  g_rmdir (above);
}

static void
check_orphan (const AppOrphan *orphan, double size, const char *path)
{
  const SimValue *value = sim_draft_get (orphan->draft, SIZE);

  g_assert_cmpfloat (sim_value_number (value), ==, size);
  g_assert_cmpstr (orphan->path, ==, path);
}

/* The session ends: the work is there at the next start, once, and goes when it is taken over. */
static void
test_abandoned (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) orphans = NULL, again = NULL, after = NULL;
  g_autoptr (SimDraft) draft = sim_draft_new_default ();

  app_document_load_draft (f->document, draft, "/home/me/mine.trefoil", FALSE);
  edit (f->document, 62);
  g_assert_true (app_recovery_flush (f->recovery));
  app_recovery_abandon (f->recovery);
  orphans = app_recovery_orphans (f->folder, NULL);
  g_assert_cmpuint (orphans->len, ==, 1);
  check_orphan (g_ptr_array_index (orphans, 0), 62, "/home/me/mine.trefoil");
  /* A second instance that starts now must not offer it too. */
  again = app_recovery_orphans (f->folder, NULL);
  g_assert_cmpuint (again->len, ==, 0);
  app_orphan_discard (g_ptr_array_index (orphans, 0));
  after = app_recovery_orphans (f->folder, NULL);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_cmpuint (count_files (f->folder), ==, 0);
}

/* What is pinned comes back with the work that it was pinned for, by its name, also what was pinned
   when the work was on the disk already. */
static void
test_pins (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) orphans = NULL;
  g_autoptr (AppPins) pins = app_pins_new (), back = app_pins_new ();
  AppOrphan *orphan;
  guint id;

  app_recovery_keep_pins (f->recovery, pins);
  id = app_pins_add (pins, app_document_scenario (f->document), NULL);
  app_pins_rename (pins, id, "As it was");
  g_assert_true (app_recovery_flush (f->recovery));
  g_assert_cmpuint (count_files (f->folder), ==, 0); /* no work is unsaved */
  edit (f->document, 61);
  g_assert_true (app_recovery_flush (f->recovery));
  g_assert_cmpuint (count_files (f->folder), ==, 3);
  app_pins_add (pins, app_document_scenario (f->document), NULL);
  g_assert_true (app_recovery_flush (f->recovery));
  app_recovery_abandon (f->recovery);
  orphans = app_recovery_orphans (f->folder, NULL);
  g_assert_cmpuint (orphans->len, ==, 1);
  orphan = g_ptr_array_index (orphans, 0);
  g_assert_false (orphan->pins_lost);
  g_assert_cmpuint (app_pins_read (back, orphan->pins), ==, 0);
  g_assert_cmpuint (app_pins_n (back), ==, 2);
  g_assert_cmpstr (app_pins_get (back, 0)->name, ==, "As it was");
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (sim_scenario_hash (app_pins_get (back, i)->scenario), ==,
                     sim_scenario_hash (app_pins_get (pins, i)->scenario));
  /* Those that are there already are no loss; what is no pin, or broken, is. */
  g_assert_cmpuint (app_pins_read (back, orphan->pins), ==, 0);
  g_assert_cmpuint (app_pins_n (back), ==, 2);
  g_assert_cmpuint (app_pins_read (back, "[{}, {\"scenario\": {\"trefoil\": 99}}]"), ==, 2);
  g_assert_cmpuint (app_pins_read (back, "[{"), ==, 1);
  /* What could not be taken over may be readable tomorrow. */
  orphan->keeps_pins = TRUE;
  app_orphan_discard (orphan);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
  orphan->keeps_pins = FALSE;
  app_orphan_discard (orphan);
  g_assert_cmpuint (count_files (f->folder), ==, 0);
}

/* A pin that is made, or gone, while all else is on the disk reaches it by itself. */
static void
test_pins_autosave (Fixture *f, gconstpointer data)
{
  g_autoptr (AppPins) pins = app_pins_new ();

  app_recovery_keep_pins (f->recovery, pins);
  edit (f->document, 61);
  g_assert_true (app_recovery_flush (f->recovery));
  g_assert_cmpuint (count_files (f->folder), ==, 2);
  app_pins_add (pins, app_document_scenario (f->document), NULL);
  for (int i = 0; i < 60 && count_files (f->folder) < 3; i++)
    iterate (0.1);
  g_assert_cmpuint (count_files (f->folder), ==, 3);
  app_document_undo (f->document);
  g_assert_cmpuint (count_files (f->folder), ==, 0);
}

/* A real process, killed for real. */
static void
test_killed (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) orphans = NULL;
  int pipe_fds[2], status;
  char byte;
  pid_t child;

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  child = fork ();
  if (child == 0) {
    edit (f->document, 63);
    if (app_recovery_flush (f->recovery) && write (pipe_fds[1], "x", 1) == 1)
      pause ();
    _exit (1);
  }
  g_assert_cmpint (read (pipe_fds[0], &byte, 1), ==, 1);
  orphans = app_recovery_orphans (f->folder, NULL);
  g_assert_cmpuint (orphans->len, ==, 0);
  g_clear_pointer (&orphans, g_ptr_array_unref);
  kill (child, SIGKILL);
  waitpid (child, &status, 0);
  orphans = app_recovery_orphans (f->folder, NULL);
  g_assert_cmpuint (orphans->len, ==, 1);
  check_orphan (g_ptr_array_index (orphans, 0), 63, NULL);
  close (pipe_fds[0]);
  close (pipe_fds[1]);
}

/* What cannot be read now is kept, and told of; it may be readable another time. */
static void
test_unreadable (Fixture *f, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (f->folder, "a.lock", NULL);
  g_autofree char *draft = g_build_filename (f->folder, "a.trefoil", NULL);
  g_autoptr (GPtrArray) unreadable = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) orphans = NULL;

  g_assert_true (g_file_set_contents (lock, "", -1, NULL));
  g_assert_true (g_file_set_contents (draft, "{\"tre", -1, NULL));
  orphans = app_recovery_orphans (f->folder, unreadable);
  g_assert_cmpuint (orphans->len, ==, 0);
  g_assert_cmpuint (count_files (f->folder), ==, 2);
  g_assert_cmpuint (unreadable->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (unreadable, 0), ==, draft);
}

/* A lock without a draft holds nothing to recover: it is cleared away. */
static void
test_rubbish (Fixture *f, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (f->folder, "a.lock", NULL);
  g_autoptr (GPtrArray) unreadable = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) orphans = NULL;

  g_assert_true (g_file_set_contents (lock, "", -1, NULL));
  orphans = app_recovery_orphans (f->folder, unreadable);
  g_assert_cmpuint (orphans->len, ==, 0);
  g_assert_cmpuint (unreadable->len, ==, 0);
  g_assert_cmpuint (count_files (f->folder), ==, 0);
}

/* Unsaved work may well be invalid; it is kept as it is. */
static void
test_invalid (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) orphans = NULL;

  edit (f->document, -9);
  g_assert_false (app_document_valid (f->document));
  g_assert_true (app_recovery_flush (f->recovery));
  app_recovery_abandon (f->recovery);
  orphans = app_recovery_orphans (f->folder, NULL);
  g_assert_cmpuint (orphans->len, ==, 1);
  check_orphan (g_ptr_array_index (orphans, 0), -9, NULL);
}

static void
check_discarded (Fixture *f, double size, const char *path)
{
  AppOrphan *orphan = app_recovery_discarded (f->folder, NULL);

  g_assert_nonnull (orphan);
  check_orphan (orphan, size, path);
  app_orphan_free (orphan);
}

static void
forget_discarded (Fixture *f)
{
  AppOrphan *orphan = app_recovery_discarded (f->folder, NULL);

  g_assert_nonnull (orphan);
  app_orphan_discard (orphan);
  app_orphan_free (orphan);
}

/* A window on path with what is unsaved in it, discarded; all of it is written or nothing. */
static void
put_aside (Fixture *f, double size, const char *path)
{
  g_autoptr (AppDocument) document = app_document_new ();
  g_autoptr (AppRecovery) recovery = app_recovery_new (document, f->folder);

  app_document_load_draft (document, app_document_draft (document), path, FALSE);
  edit (document, size);
  app_recovery_put_aside (recovery);
  g_object_run_dispose (G_OBJECT (recovery));
  g_usleep (20000); /* the clock of files is a coarse one */
}

/* What was discarded is there, with its place, until somebody says that it may go; nobody asks
   about it as about a crash, and no two offer it at once. */
static void
test_discarded (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) orphans = NULL;
  AppOrphan *orphan;

  app_recovery_put_aside (f->recovery); /* nothing is unsaved */
  g_assert_null (app_recovery_discarded (f->folder, NULL));
  put_aside (f, 61, "/home/me/mine");
  orphans = app_recovery_orphans (f->folder, NULL);
  g_assert_cmpuint (orphans->len, ==, 0);
  check_discarded (f, 61, "/home/me/mine");
  orphan = app_recovery_discarded (f->folder, NULL);
  g_assert_null (app_recovery_discarded (f->folder, NULL));
  app_orphan_free (orphan);
  forget_discarded (f);
  g_assert_cmpuint (count_files (f->folder), ==, 0);
}

/* Each for itself: neither another one, nor a window without changes, nor a full disk takes it. */
static void
test_discarded_twice (Fixture *f, gconstpointer data)
{
  put_aside (f, 61, "/home/me/first");
  put_aside (f, 62, "/home/me/second");
  app_recovery_put_aside (f->recovery);
  check_discarded (f, 62, "/home/me/second");
  g_atomic_int_set (&broken, TRUE);
  put_aside (f, 63, "/home/me/third");
  g_atomic_int_set (&broken, FALSE);
  check_discarded (f, 62, "/home/me/second");
  forget_discarded (f);
  check_discarded (f, 61, "/home/me/first");
  forget_discarded (f);
  g_assert_cmpuint (count_files (f->folder), ==, 0);
}

/* A copy that is on its way to the disk meanwhile takes nothing with it when it comes back. */
static void
test_discarded_while_writing (Fixture *f, gconstpointer data)
{
  begin_slow_copy (f, 61);
  edit (f->document, 62);
  g_atomic_int_set (&slow, FALSE);
  app_recovery_put_aside (f->recovery);
  g_object_run_dispose (G_OBJECT (f->recovery));
  iterate (0.3);
  check_discarded (f, 62, NULL);
}

/* It has its own place at every moment: where the last step fails, or was not reached, it is what a
   crash leaves, and what was discarded before has the place that it had. */
static void
test_discarded_half (Fixture *f, gconstpointer data)
{
  GDir *dir;
  const char *name;

  put_aside (f, 61, "/home/me/first");
  app_document_load_draft (f->document, app_document_draft (f->document), "/home/me/second", FALSE);
  edit (f->document, 62);
  g_assert_true (app_recovery_flush (f->recovery));
  dir = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".lock")) {
      g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".lock"));
      g_autofree char *in_the_way = g_strconcat (f->folder, "/", stem, ".discarded", NULL);
      g_assert_cmpint (g_mkdir (in_the_way, 0700), ==, 0);
      app_recovery_put_aside (f->recovery);
      g_rmdir (in_the_way);
    }
  g_dir_close (dir);
  check_discarded (f, 61, "/home/me/first");
  app_recovery_abandon (f->recovery);
  {
    g_autoptr (GPtrArray) orphans = app_recovery_orphans (f->folder, NULL);
    g_assert_cmpuint (orphans->len, ==, 1);
    check_orphan (g_ptr_array_index (orphans, 0), 62, "/home/me/second");
  }
}

/* What cannot be read is kept, and told of; what can waits for a week. */
static void
test_discarded_waits (Fixture *f, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (f->folder, "a.discarded", NULL);
  g_autofree char *draft = g_build_filename (f->folder, "a.trefoil", NULL);
  g_autoptr (GPtrArray) unreadable = g_ptr_array_new_with_free_func (g_free);
  const gint64 day = 24 * 60 * 60, now = g_get_real_time () / G_USEC_PER_SEC;
  struct utimbuf then = { now - 6 * day, now - 6 * day };

  g_assert_true (g_file_set_contents (lock, "/home/me/mine", -1, NULL));
  g_assert_true (g_file_set_contents (draft, "{\"tre", -1, NULL));
  g_assert_null (app_recovery_discarded (f->folder, unreadable));
  g_assert_cmpuint (unreadable->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (unreadable, 0), ==, draft);
  g_assert_cmpuint (count_files (f->folder), ==, 2);
  g_assert_true (sim_draft_save (app_document_draft (f->document), draft, NULL));
  g_assert_cmpint (g_utime (lock, &then), ==, 0);
  check_discarded (f, sim_value_number (sim_draft_get (app_document_draft (f->document), SIZE)),
                   "/home/me/mine");
  then.modtime -= 2 * day;
  g_assert_cmpint (g_utime (lock, &then), ==, 0);
  g_assert_null (app_recovery_discarded (f->folder, NULL));
  g_assert_cmpuint (count_files (f->folder), ==, 0);
}

static void
test_unwritable (Fixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->folder, "file", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  g_autoptr (AppRecovery) recovery = NULL;

  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  recovery = app_recovery_new (f->document, below);
  edit (f->document, 61);
  g_assert_false (app_recovery_flush (recovery));
}

#define TEST(name, function) \
  g_test_add ("/recovery/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("discarded", test_discarded);
  TEST ("discarded-twice", test_discarded_twice);
  TEST ("discarded-while-writing", test_discarded_while_writing);
  TEST ("discarded-half", test_discarded_half);
  TEST ("discarded-waits", test_discarded_waits);
  TEST ("nothing-unsaved", test_nothing_unsaved);
  TEST ("autosave", test_autosave);
  TEST ("owned", test_owned);
  TEST ("saved", test_saved);
  TEST ("undone", test_undone);
  TEST ("closed", test_closed);
  TEST ("closed-while-writing", test_closed_while_writing);
  g_test_add ("/recovery/flushed-while-writing/same", Fixture, NULL, set_up,
              test_flushed_while_writing, tear_down);
  g_test_add ("/recovery/flushed-while-writing/newer", Fixture, GINT_TO_POINTER (1), set_up,
              test_flushed_while_writing, tear_down);
  TEST ("retried", test_retried);
  TEST ("folder-retried", test_folder_retried);
  TEST ("abandoned", test_abandoned);
  TEST ("pins", test_pins);
  TEST ("pins-autosave", test_pins_autosave);
  TEST ("killed", test_killed);
  TEST ("unreadable", test_unreadable);
  TEST ("rubbish", test_rubbish);
  TEST ("invalid", test_invalid);
  TEST ("unwritable", test_unwritable);
  return g_test_run ();
}
