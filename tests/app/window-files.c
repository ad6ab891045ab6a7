/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/window-open.c, window-save.c, window-close.c and window-disk.c: what happens while a
 * file is on its way, in or out, and when others write it.
 *
 * The program's calls of fsync() come to this file, which makes saving as slow as a test wants it,
 * or lets it fail; reading is slow because it is from a pipe that nobody has written to yet.
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "application.h"
#include "library.h"
#include "window-files.h"
#include "wait.h"

#define SIZE    "/arms/usual/size"
#define TIMEOUT (10 * G_USEC_PER_SEC)

static AppApplication *application;
static gint slow, broken, syncs, at_once, most_at_once;

/* Copies of unsaved work come when they like, on a busy machine also between two saves. */
static gboolean
is_recovery (int fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *path = g_file_read_link (link, NULL);

  return path != NULL && strstr (path, "/recovery") != NULL;
}

int
fsync (int fd)
{
  gint64 end = g_get_monotonic_time () + TIMEOUT;

  if (gettid () == getpid () || is_recovery (fd))
    return 0; /* the first: GTK's list of recent files */
  if (g_atomic_int_add (&at_once, 1) > 0)
    g_atomic_int_inc (&most_at_once);
  g_atomic_int_inc (&syncs);
  while (g_atomic_int_get (&slow) && g_get_monotonic_time () < end)
    g_usleep (1000);
  g_atomic_int_add (&at_once, -1);
  if (!g_atomic_int_get (&broken))
    return 0;
  errno = EIO;
  return -1;
}

typedef struct {
  char *folder, *path, *copy, *pipe;
  AppWindow *window; /* weak */
} Fixture;

static void
iterate (double seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < end) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
}

static AppDocument *
document (Fixture *f)
{
  return app_window_document (f->window);
}

static void
edit (Fixture *f, double size)
{
  g_assert_true (app_document_set_number (document (f), SIZE, size, "Size", NULL, NULL));
}

static double
size_of (SimDraft *draft)
{
  return sim_value_number (sim_draft_get (draft, SIZE));
}

static double
size_on_disk (const char *path)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_read_file (path, problems);

  g_assert_nonnull (draft);
  return size_of (draft);
}

static SimDraft *
draft_new (double size)
{
  g_autoptr (SimDraft) whole = sim_draft_new_default ();
  /* The simulation is not what is looked at. */
  g_autoptr (SimDraft) plain = sim_draft_set_text (whole, "/run/replicates=100", NULL);
  g_autoptr (SimValue) value = sim_value_new_number (size);
  return sim_draft_set (plain, SIZE, value, NULL);
}

/* A window of a document of 50 patients that is saved in path. */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (AppDocument) fresh = app_document_new ();
  g_autoptr (SimDraft) draft = draft_new (50);

  f->folder = g_dir_make_tmp ("trefoil-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "mine.trefoil", NULL);
  f->copy = g_build_filename (f->folder, "copy.trefoil", NULL); /* not there yet */
  f->pipe = g_build_filename (f->folder, "pipe", NULL);
  g_assert_cmpint (mkfifo (f->pipe, 0600), ==, 0);
  g_atomic_int_set (&slow, FALSE);
  g_atomic_int_set (&broken, FALSE);
  app_document_load_draft (fresh, draft, f->path, FALSE);
  g_assert_true (app_document_save (fresh, f->path, NULL));
  g_atomic_int_set (&syncs, 0);
  g_atomic_int_set (&most_at_once, 0);
  f->window = app_window_new (GTK_APPLICATION (application), fresh);
  g_object_add_weak_pointer (G_OBJECT (f->window), (gpointer *) &f->window);
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  GDir *dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  if (f->window != NULL)
    gtk_window_destroy (GTK_WINDOW (f->window));
  WAIT_FOR (f->window == NULL);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);
    g_unlink (path);
  }
  g_dir_close (dir);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
  g_free (f->copy);
  g_free (f->pipe);
}

static void
act (Fixture *f, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window), action, NULL);
}

/* Saves; returns when a thread waits for the disk. */
static void
save_slowly (Fixture *f)
{
  g_atomic_int_set (&slow, TRUE);
  act (f, "save");
  WAIT_FOR (g_atomic_int_get (&syncs) > 0);
}

/* Saves as copy, the file of the document by now: a chooser has threads and leaks of its own. */
static void
save_copy (Fixture *f)
{
  g_autoptr (SimDraft) draft = sim_draft_ref (app_document_draft (document (f)));

  app_document_load_draft (document (f), draft, f->copy, FALSE);
  act (f, "save");
  g_assert_cmpuint (g_queue_get_length (&f->window->waiting), ==, 1);
}

static AdwMessageDialog *
question (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (ADW_IS_MESSAGE_DIALOG (item->data) && gtk_widget_get_visible (item->data))
      return item->data;
  return NULL;
}

static void
answer (const char *response)
{
  AdwMessageDialog *dialog;

  WAIT_FOR (question () != NULL);
  dialog = question ();
  g_assert_true (g_str_equal (response, "close")
                 || adw_message_dialog_has_response (dialog, response));
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog)); /* as its buttons do */
}

/* Opens the pipe; feed() is what it reads. */
static void
open_path (Fixture *f, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  app_window_open_file (f->window, file, FALSE);
}

static void
feed (Fixture *f, double size)
{
  g_autoptr (SimDraft) draft = draft_new (size);
  g_assert_true (sim_draft_save (draft, f->pipe, NULL)); /* waits for the reader */
}

/* --- saving --- */

/* Another document came while the old one was being written: it does not get the old one's path. */
static void
test_replaced_while_saving (Fixture *f, gconstpointer data)
{
  g_autoptr (SimDraft) other = draft_new (77);

  edit (f, 61);
  save_slowly (f);
  app_document_load_draft (document (f), other, "/home/me/other.trefoil", TRUE);
  g_atomic_int_set (&slow, FALSE);
  WAIT_FOR (f->window->saving == NULL);
  g_assert_cmpstr (app_document_path (document (f)), ==, "/home/me/other.trefoil");
  g_assert_true (app_document_modified (document (f)));
  g_assert_cmpfloat (size_on_disk (f->path), ==, 61);
}

/* What is typed while the answer "Save" is carried out is asked about again. */
static void
test_edited_while_closing (Fixture *f, gconstpointer data)
{
  edit (f, 61);
  gtk_window_close (GTK_WINDOW (f->window));
  g_atomic_int_set (&slow, TRUE);
  answer ("save");
  WAIT_FOR (g_atomic_int_get (&syncs) > 0);
  edit (f, 62);
  g_atomic_int_set (&slow, FALSE);
  WAIT_FOR (f->window == NULL || question () != NULL);
  g_assert_nonnull (f->window);
  g_assert_cmpfloat (size_on_disk (f->path), ==, 61);
  answer ("save");
  WAIT_FOR (f->window == NULL);
  g_assert_cmpfloat (size_on_disk (f->path), ==, 62);
}

static void
test_one_save_at_a_time (Fixture *f, gconstpointer data)
{
  edit (f, 61);
  save_slowly (f);
  edit (f, 62);
  act (f, "save");
  iterate (0.3);
  g_atomic_int_set (&slow, FALSE);
  WAIT_FOR (!app_document_modified (document (f)) && f->window->saving == NULL);
  g_assert_cmpint (g_atomic_int_get (&most_at_once), ==, 0);
  g_assert_cmpfloat (size_on_disk (f->path), ==, 62);
}

/* Nothing unsaved is left, but it is not on disk yet: the window stays until it is. */
static void
test_closed_while_saving (Fixture *f, gconstpointer data)
{
  save_slowly (f);
  gtk_window_close (GTK_WINDOW (f->window));
  iterate (0.3);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->window)));
  g_assert_null (question ());
  g_atomic_int_set (&slow, FALSE);
  WAIT_FOR (f->window == NULL);
}

/* Who insists is asked, and may go without waiting. */
static void
test_closed_twice_while_saving (Fixture *f, gconstpointer data)
{
  edit (f, 61);
  save_slowly (f);
  gtk_window_close (GTK_WINDOW (f->window));
  gtk_window_close (GTK_WINDOW (f->window));
  answer ("discard");
  iterate (0.3);
  g_atomic_int_set (&slow, FALSE);
  WAIT_FOR (f->window == NULL);
}

/* Nothing is modified, but a copy waits behind a file that hangs: who insists is asked. */
static void
set_up_waiting_copy (Fixture *f)
{
  save_slowly (f);
  save_copy (f);
  gtk_window_close (GTK_WINDOW (f->window));
  iterate (0.1);
  g_assert_null (question ());
  gtk_window_close (GTK_WINDOW (f->window));
  iterate (0.1);
  g_assert_nonnull (f->window);
  g_assert_nonnull (question ());
}

static void
test_waiting_copy_is_waited_for (Fixture *f, gconstpointer data)
{
  set_up_waiting_copy (f);
  answer ("wait");
  iterate (0.1);
  g_assert_nonnull (f->window);
  g_assert_null (question ());
  g_atomic_int_set (&slow, FALSE);
  WAIT_FOR (f->window == NULL);
  g_assert_cmpfloat (size_on_disk (f->copy), ==, 50);
}

static void
test_waiting_copy_is_given_up (Fixture *f, gconstpointer data)
{
  set_up_waiting_copy (f);
  answer ("discard");
  WAIT_FOR (!gtk_widget_get_visible (GTK_WIDGET (f->window)));
  g_atomic_int_set (&slow, FALSE);
  WAIT_FOR (f->window == NULL);
  g_assert_false (g_file_test (f->copy, G_FILE_TEST_EXISTS));
}

/* The disk answers before the user does: there is nothing to ask any more. */
static void
test_waiting_copy_is_written_while_asking (Fixture *f, gconstpointer data)
{
  set_up_waiting_copy (f);
  g_atomic_int_set (&slow, FALSE);
  WAIT_FOR (f->window == NULL);
  WAIT_FOR (question () == NULL);
  g_assert_cmpfloat (size_on_disk (f->copy), ==, 50);
}

/* There is no window to say it in. */
static void
test_failed_after_closing (Fixture *f, gconstpointer data)
{
  save_slowly (f);
  gtk_window_close (GTK_WINDOW (f->window));
  gtk_window_close (GTK_WINDOW (f->window));
  WAIT_FOR (!gtk_widget_get_visible (GTK_WIDGET (f->window)));
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "*mine.trefoil*");
  g_atomic_int_set (&broken, TRUE);
  g_atomic_int_set (&slow, FALSE);
  WAIT_FOR (f->window == NULL);
  g_test_assert_expected_messages ();
}

/* Who closes without waiting is not asked about it when the disk answers at last. */
static void
test_no_question_after_closing (Fixture *f, gconstpointer data)
{
  save_slowly (f);
  edit (f, 61);
  gtk_window_close (GTK_WINDOW (f->window));
  gtk_window_close (GTK_WINDOW (f->window));
  answer ("discard");
  WAIT_FOR (!gtk_widget_get_visible (GTK_WIDGET (f->window)));
  g_atomic_int_set (&slow, FALSE);
  WAIT_FOR (f->window == NULL || question () != NULL);
  g_assert_null (question ());
}

/* A save that fails keeps the window. */
static void
test_failed_while_closing (Fixture *f, gconstpointer data)
{
  g_autofree char *below = g_build_filename (f->path, "below.trefoil", NULL);
  g_autoptr (SimDraft) draft = draft_new (50);

  app_document_load_draft (document (f), draft, below, FALSE);
  edit (f, 61);
  gtk_window_close (GTK_WINDOW (f->window));
  answer ("save");
  WAIT_FOR (f->window->saving == NULL);
  iterate (0.2);
  g_assert_nonnull (f->window);
  g_assert_null (question ());
  g_assert_true (app_document_modified (document (f)));
}

/* --- what others write --- */

/* As most programs do: a new file, moved over the old one. */
static void
write_elsewhere (Fixture *f, double size)
{
  g_autofree char *path = g_build_filename (f->folder, "new", NULL);
  g_autoptr (SimDraft) draft = draft_new (size);

  g_assert_true (sim_draft_save (draft, path, NULL));
  g_assert_cmpint (g_rename (path, f->path), ==, 0);
}

/* Before anybody is told of it. data: the answer, of which "mine" alone writes. */
static void
test_foreign_while_saving (Fixture *f, gconstpointer data)
{
  gboolean mine = g_str_equal (data, "mine");

  edit (f, 61);
  write_elsewhere (f, 88);
  act (f, "save");
  WAIT_FOR (f->window->saving == NULL);
  g_assert_nonnull (question ());
  g_assert_cmpfloat (size_on_disk (f->path), ==, 88);
  answer (data);
  WAIT_FOR (f->window->saving == NULL);
  iterate (0.5); /* nobody asks again */
  g_assert_null (question ());
  g_assert_cmpfloat (size_on_disk (f->path), ==, mine ? 61 : 88);
  g_assert_cmpfloat (size_of (app_document_draft (document (f))), ==,
                     g_str_equal (data, "theirs") ? 88 : 61);
  g_assert_true (app_document_modified (document (f)) == g_str_equal (data, "close"));
  if (app_document_modified (document (f))) {
    act (f, "save"); /* who stepped back is asked again */
    WAIT_FOR (question () != NULL);
    g_assert_cmpfloat (size_on_disk (f->path), ==, 88);
    answer ("theirs");
  }
}

/* The same while ours is on its way to the disk already, which takes as long as the disk likes. */
static void
test_foreign_at_the_last_moment (Fixture *f, gconstpointer data)
{
  edit (f, 61);
  save_slowly (f);
  write_elsewhere (f, 88);
  g_atomic_int_set (&slow, FALSE);
  WAIT_FOR (question () != NULL);
  g_assert_cmpfloat (size_on_disk (f->path), ==, 88);
  g_assert_true (app_document_modified (document (f)));
  answer ("mine");
  WAIT_FOR (!app_document_modified (document (f)));
  g_assert_cmpfloat (size_on_disk (f->path), ==, 61);
}

/* The wish behind the saving, to close, waits for the answer. */
static void
test_foreign_while_closing (Fixture *f, gconstpointer data)
{
  edit (f, 61);
  write_elsewhere (f, 88);
  gtk_window_close (GTK_WINDOW (f->window));
  answer ("save");
  WAIT_FOR (f->window->conflict != NULL);
  answer ("mine");
  WAIT_FOR (f->window == NULL);
  g_assert_cmpfloat (size_on_disk (f->path), ==, 61);
}

/* What cannot be opened is not written over unasked either; there is nothing to take. */
static void
test_broken_while_saving (Fixture *f, gconstpointer data)
{
  edit (f, 61);
  g_assert_true (g_file_set_contents (f->path, "{", 1, NULL));
  act (f, "save");
  WAIT_FOR (question () != NULL);
  g_assert_false (adw_message_dialog_has_response (question (), "theirs"));
  answer ("mine");
  WAIT_FOR (!app_document_modified (document (f)));
  g_assert_cmpfloat (size_on_disk (f->path), ==, 61);
}

/* Neither the same again nor what is to be written is anybody else's work. */
static void
test_same_while_saving (Fixture *f, gconstpointer data)
{
  g_autoptr (SimDraft) draft = draft_new (62);
  g_autoptr (SimDraft) shorter = sim_draft_set (draft, "/run/target-power", NULL, NULL);

  write_elsewhere (f, 50);
  edit (f, 61);
  act (f, "save");
  WAIT_FOR (!app_document_modified (document (f)));
  edit (f, 62);
  /* By other words: a default that is left out. */
  g_assert_true (sim_draft_save (shorter, f->path, NULL));
  act (f, "save");
  WAIT_FOR (!app_document_modified (document (f)));
  iterate (0.5);
  g_assert_null (question ());
}

/* What no file has is unsaved. data: what takes its place, or NULL. */
static void
test_file_lost (Fixture *f, gconstpointer data)
{
  g_assert_false (app_document_modified (document (f)));
  if (data != NULL)
    g_assert_true (g_file_set_contents (f->path, data, -1, NULL));
  else
    g_assert_cmpint (g_unlink (f->path), ==, 0);
  WAIT_FOR (app_document_modified (document (f)));
  act (f, "save");
  WAIT_FOR (!app_document_modified (document (f)));
  g_assert_null (question ());
  g_assert_cmpfloat (size_on_disk (f->path), ==, 50);
}

/* What is seen while the question stands is not all that may come: it is looked at again. */
static void
test_mended_while_asking (Fixture *f, gconstpointer data)
{
  edit (f, 61);
  g_assert_true (g_file_set_contents (f->path, "{", 1, NULL));
  act (f, "save");
  WAIT_FOR (question () != NULL);
  write_elsewhere (f, 88);
  answer ("mine");
  WAIT_FOR (f->window->saving == NULL);
  WAIT_FOR (question () != NULL || !app_document_modified (document (f)));
  g_assert_cmpfloat (size_on_disk (f->path), ==, 88);
  answer ("mine");
  WAIT_FOR (!app_document_modified (document (f)));
  g_assert_cmpfloat (size_on_disk (f->path), ==, 61);
}

/* Known to be gone, and there again before anybody is told of it. */
static void
test_made_again (Fixture *f, gconstpointer data)
{
  edit (f, 61);
  g_assert_cmpint (g_unlink (f->path), ==, 0);
  WAIT_FOR (app_document_known (document (f)) == NULL);
  write_elsewhere (f, 88);
  act (f, "save");
  WAIT_FOR (f->window->saving == NULL);
  g_assert_cmpfloat (size_on_disk (f->path), ==, 88);
  g_assert_nonnull (question ());
  answer ("theirs");
  g_assert_cmpfloat (size_of (app_document_draft (document (f))), ==, 88);
}

/* What was recovered may be older than what the file has. data: the patients there. */
static void
test_recovered (Fixture *f, gconstpointer data)
{
  double there = GPOINTER_TO_INT (data);
  g_autoptr (SimDraft) draft = draft_new (61), file = draft_new (there);

  g_assert_true (sim_draft_save (file, f->copy, NULL));
  app_document_load_draft (document (f), draft, f->copy, TRUE);
  act (f, "save");
  WAIT_FOR (f->window->saving == NULL);
  g_assert_cmpfloat (size_on_disk (f->copy), ==, there);
  g_assert_true ((question () != NULL) == (there != 61));
  if (there == 61)
    return;
  g_assert_nonnull (strstr (adw_message_dialog_get_heading (question ()), "differs"));
  answer ("mine");
  WAIT_FOR (!app_document_modified (document (f)));
  g_assert_cmpfloat (size_on_disk (f->copy), ==, 61);
}

/* A file that comes back as it was is saved work again. */
static void
test_file_back (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (g_unlink (f->path), ==, 0);
  WAIT_FOR (app_document_modified (document (f)));
  write_elsewhere (f, 50);
  WAIT_FOR (!app_document_modified (document (f)));
}

/* Others do not see the link: they write what it leads to. */
static void
test_symbolic_link (Fixture *f, gconstpointer data)
{
  g_autofree char *link = g_build_filename (f->folder, "link.trefoil", NULL);
  g_autofree char *other = g_build_filename (f->folder, "other.trefoil", NULL);
  g_autofree char *again = g_build_filename (f->folder, "again", NULL);
  g_autoptr (SimDraft) draft = draft_new (89);

  g_assert_cmpint (symlink (f->path, link), ==, 0);
  g_assert_true (app_document_load (document (f), link, NULL));
  write_elsewhere (f, 88);
  answer ("theirs");
  g_assert_cmpfloat (size_of (app_document_draft (document (f))), ==, 88);
  /* It may lead elsewhere by and by. */
  g_assert_true (sim_draft_save (app_document_draft (document (f)), other, NULL));
  g_assert_cmpint (symlink (other, again), ==, 0);
  g_assert_cmpint (g_rename (again, link), ==, 0);
  iterate (0.6);
  g_assert_null (question ());
  g_assert_true (sim_draft_save (draft, other, NULL));
  answer ("theirs");
  g_assert_cmpfloat (size_of (app_document_draft (document (f))), ==, 89);
}

/* A file that is never quiet is looked at all the same. */
static void
test_written_without_end (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 60 && question () == NULL; i++) {
    write_elsewhere (f, 60 + i);
    iterate (0.1);
  }
  g_assert_nonnull (question ());
}

/* However the question ends, and whatever document is here by then: the next one is asked. */
static void
test_question_ends (Fixture *f, gconstpointer data)
{
  g_autoptr (SimDraft) draft = draft_new (70);

  write_elsewhere (f, 88);
  WAIT_FOR (question () != NULL);
  gtk_window_destroy (GTK_WINDOW (question ()));
  WAIT_FOR (question () != NULL); /* nothing was decided */
  app_document_load_draft (document (f), draft, f->path, FALSE);
  write_elsewhere (f, 89);
  answer ("mine");
  WAIT_FOR (question () != NULL);
  answer ("theirs");
  g_assert_cmpfloat (size_of (app_document_draft (document (f))), ==, 89);
}

/* --- opening --- */

/* An edit that was made while the file was being read is not replaced unasked. */
static void
test_edited_while_reading (Fixture *f, gconstpointer data)
{
  gboolean discard = data != NULL;

  open_path (f, f->pipe);
  edit (f, 61);
  feed (f, 88);
  WAIT_FOR (question () != NULL || size_of (app_document_draft (document (f))) == 88);
  g_assert_cmpfloat (size_of (app_document_draft (document (f))), ==, 61);
  answer (discard ? "discard" : "cancel");
  if (discard)
    WAIT_FOR (size_of (app_document_draft (document (f))) == 88);
  iterate (0.2);
  g_assert_cmpfloat (size_of (app_document_draft (document (f))), ==, discard ? 88 : 61);
  g_assert_cmpstr (app_document_path (document (f)), ==, discard ? f->pipe : f->path);
}

/* What was given up is not asked about twice. */
static void
test_given_up_once (Fixture *f, gconstpointer data)
{
  edit (f, 61);
  open_path (f, f->pipe);
  answer ("discard");
  WAIT_FOR (f->window->opening > 0);
  feed (f, 88);
  WAIT_FOR (question () != NULL || size_of (app_document_draft (document (f))) == 88);
  g_assert_null (question ());
  g_assert_false (app_document_modified (document (f)));
}

/* The file that was asked for last is the one that is shown, though another comes later. */
static void
test_newest_wins (Fixture *f, gconstpointer data)
{
  g_autofree char *second = g_build_filename (f->folder, "second.trefoil", NULL);
  g_autoptr (SimDraft) draft = draft_new (99);

  g_assert_true (sim_draft_save (draft, second, NULL));
  open_path (f, f->pipe);
  open_path (f, second);
  WAIT_FOR (size_of (app_document_draft (document (f))) == 99);
  feed (f, 88);
  iterate (0.3);
  g_assert_cmpfloat (size_of (app_document_draft (document (f))), ==, 99);
  g_assert_cmpstr (app_document_path (document (f)), ==, second);
}

/* Saving must not write over what comes with the program, however its file was opened. */
static void
test_bundled (Fixture *f, gconstpointer data)
{
  g_autofree char *path = app_library_path (APP_LIBRARY_FIRST);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  SimDraft *before = app_document_draft (document (f));
  AppDocument *opened = NULL;
  GtkWindow *window = NULL;

  open_path (f, path);
  WAIT_FOR (app_document_draft (document (f)) != before);
  g_assert_null (app_document_path (document (f)));
  /* As from the command line. */
  g_application_open (G_APPLICATION (application), &file, 1, "");
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_assert_true (APP_IS_WINDOW (window));
  opened = app_window_document (APP_WINDOW (window));
  g_assert_nonnull (app_document_draft (opened));
  g_assert_null (app_document_path (opened));
  if (APP_WINDOW (window) != f->window)
    gtk_window_destroy (window);
}

/* The targets of the menu's section of that label, one a line. */
static char *
menu_targets (Fixture *f, const char *label)
{
  GMenuModel *menu = adw_split_button_get_menu_model (f->window->open_button);
  GString *text = g_string_new (NULL);

  for (int i = 0; menu != NULL && i < g_menu_model_get_n_items (menu); i++) {
    g_autofree char *name = NULL;
    g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);

    g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &name);
    for (int k = 0; g_strcmp0 (name, label) == 0 && k < g_menu_model_get_n_items (section); k++) {
      g_autofree char *target = NULL;

      g_menu_model_get_item_attribute (section, k, G_MENU_ATTRIBUTE_TARGET, "s", &target);
      g_string_append_printf (text, "%s\n", target);
    }
  }
  return g_string_free (text, FALSE);
}

static void
note_export (const char *path, const char *type)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  GtkRecentData data = { .mime_type = (char *) type, .app_name = (char *) TREFOIL_APP_ID,
                         .app_exec = (char *) "trefoil %u" };

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_true (
      gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data));
}

/* GTK's chooser notes whatever it has saved, pictures too; the menu opens scenarios. */
static void
test_recent (Fixture *f, gconstpointer data)
{
  g_autofree char *picture = g_build_filename (f->folder, "plot.png", NULL);
  g_autofree char *table = g_build_filename (f->folder, "results.csv", NULL);
  g_autofree char *targets = NULL;

  note_export (picture, "image/png");
  note_export (table, "text/csv");
  app_window_note_recent (f->window);
  iterate (1);
  targets = menu_targets (f, "Recent");
  g_assert_nonnull (strstr (targets, "mine.trefoil"));
  g_assert_null (strstr (targets, "plot.png"));
  g_assert_null (strstr (targets, "results.csv"));
}

/* The chooser is not shown; it goes to its folder in its own time. */
static void
check_start (Fixture *f, const char *expected)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (
      app_window_chooser_new (f->window, "Open", GTK_FILE_CHOOSER_ACTION_OPEN, "Open"));
  g_autoptr (GFile) wanted = g_file_new_for_path (expected);
  gboolean there = FALSE;

  for (guint i = 0; i < 100 && !there; i++) {
    g_autoptr (GFile) folder = gtk_file_chooser_get_current_folder (chooser);

    there = folder != NULL && g_file_equal (folder, wanted);
    iterate (0.02);
  }
  g_assert_true (there);
  g_clear_object (&f->window->chooser);
}

/* A document without a file: where the last one was, not where the program was started. */
static void
test_chooser_folder (Fixture *f, gconstpointer data)
{
  g_autoptr (SimDraft) draft = draft_new (50);

  gtk_recent_manager_purge_items (gtk_recent_manager_get_default (), NULL);
  app_document_load_draft (document (f), draft, NULL, FALSE);
  check_start (f, g_get_home_dir ());
  app_document_load_draft (document (f), draft, f->path, FALSE);
  app_window_note_recent (f->window);
  app_document_load_draft (document (f), draft, NULL, FALSE);
  check_start (f, f->folder);
}

/* A folder of parts has files that are no scenarios: all are to be seen. */
static void
test_chooser_of_folders (Fixture *f, gconstpointer data)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (app_window_chooser_new (
      f->window, "Open", GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, "Open"));
  g_autoptr (GListModel) filters = gtk_file_chooser_get_filters (chooser);

  g_assert_cmpuint (g_list_model_get_n_items (filters), ==, 0);
  g_clear_object (&f->window->chooser);
}

static gboolean
says (GtkWidget *widget, const char *words)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, words))
      return TRUE;
  return FALSE;
}

/* What a file manager shows is not always a place that files can be read from and written to. */
static void
test_not_local (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) here = g_file_new_for_path (f->folder);
  g_autoptr (GFile) there = g_file_new_for_uri ("sftp://cluster.example.org/scratch/run");
  g_autofree char *path = app_window_local_path (f->window, here);
  g_autofree char *none = app_window_local_path (f->window, there);

  g_assert_cmpstr (path, ==, f->folder);
  g_assert_null (none);
  WAIT_FOR (says (GTK_WIDGET (f->window), "sftp://cluster.example.org/scratch/run"));
}

#define TEST(name, function, data) \
  g_test_add ("/window-files/" name, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  application = app_application_new ();
  g_assert_true (gtk_init_check ());
  app_views_init ();
  g_application_set_default (G_APPLICATION (application));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  TEST ("replaced-while-saving", test_replaced_while_saving, NULL);
  TEST ("edited-while-closing", test_edited_while_closing, NULL);
  TEST ("one-save-at-a-time", test_one_save_at_a_time, NULL);
  TEST ("closed-while-saving", test_closed_while_saving, NULL);
  TEST ("closed-twice-while-saving", test_closed_twice_while_saving, NULL);
  TEST ("waiting-copy/waited-for", test_waiting_copy_is_waited_for, NULL);
  TEST ("waiting-copy/given-up", test_waiting_copy_is_given_up, NULL);
  TEST ("waiting-copy/written-while-asking", test_waiting_copy_is_written_while_asking, NULL);
  TEST ("failed-after-closing", test_failed_after_closing, NULL);
  TEST ("no-question-after-closing", test_no_question_after_closing, NULL);
  TEST ("failed-while-closing", test_failed_while_closing, NULL);
  TEST ("foreign-while-saving/mine", test_foreign_while_saving, "mine");
  TEST ("foreign-while-saving/theirs", test_foreign_while_saving, "theirs");
  TEST ("foreign-while-saving/stepped-back", test_foreign_while_saving, "close");
  TEST ("foreign-at-the-last-moment", test_foreign_at_the_last_moment, NULL);
  TEST ("foreign-while-closing", test_foreign_while_closing, NULL);
  TEST ("broken-while-saving", test_broken_while_saving, NULL);
  TEST ("same-while-saving", test_same_while_saving, NULL);
  TEST ("file-lost/gone", test_file_lost, NULL);
  TEST ("file-lost/broken", test_file_lost, "{");
  TEST ("mended-while-asking", test_mended_while_asking, NULL);
  TEST ("made-again", test_made_again, NULL);
  TEST ("recovered/differs", test_recovered, GINT_TO_POINTER (50));
  TEST ("recovered/same", test_recovered, GINT_TO_POINTER (61));
  TEST ("file-back", test_file_back, NULL);
  TEST ("symbolic-link", test_symbolic_link, NULL);
  TEST ("written-without-end", test_written_without_end, NULL);
  TEST ("question-ends", test_question_ends, NULL);
  TEST ("edited-while-reading/cancel", test_edited_while_reading, NULL);
  TEST ("edited-while-reading/discard", test_edited_while_reading, GINT_TO_POINTER (1));
  TEST ("given-up-once", test_given_up_once, NULL);
  TEST ("newest-wins", test_newest_wins, NULL);
  TEST ("bundled", test_bundled, NULL);
  TEST ("recent", test_recent, NULL);
  TEST ("chooser-folder", test_chooser_folder, NULL);
  TEST ("chooser-of-folders", test_chooser_of_folders, NULL);
  TEST ("not-local", test_not_local, NULL);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
