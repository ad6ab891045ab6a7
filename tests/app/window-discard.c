/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/window-discard.c: what was discarded comes back, with its place, from a message in
 * the window or at the next start, and is not lost on the way.
 */
#include "application.h"

#include <glib/gstdio.h>

#include "wait.h"
#include "window-private.h"

#define SIZE  "/arms/usual/size"
#define PLACE "/nowhere/mine.trefoil"

static AppApplication *application;
static AppWindow *window;

static AppDocument *
document (void)
{
  return app_window_document (window);
}

static double
size (void)
{
  return sim_value_number (sim_draft_get (app_document_draft (document ()), SIZE));
}

static const char *
text (const char *pointer)
{
  return sim_value_text (sim_draft_get (app_document_draft (document ()), pointer));
}

static void
act (const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
}

static const char *
message (void)
{
  AdwToast *toast = g_object_get_data (G_OBJECT (window->toasts), "shown-toast");

  return toast != NULL ? adw_toast_get_title (toast) : "";
}

static void
answer (const char *response)
{
  GtkWindow *question;

  WAIT_FOR (window->question != NULL);
  question = window->question;
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), response);
  gtk_window_destroy (question); /* as its buttons do */
}

static void
discard (void)
{
  answer ("discard");
}

/* The question after a crash; NULL: there is none. */
static GtkWindow *
dialog (void)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();
  GList *item = all;

  while (item != NULL && !ADW_IS_MESSAGE_DIALOG (item->data))
    item = item->next;
  return item != NULL ? item->data : NULL;
}

/* A document in PLACE, edited since. */
static void
edit (double number)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();

  app_document_load_draft (document (), draft, PLACE, FALSE);
  g_assert_true (app_document_set_number (document (), SIZE, number, "Size", NULL, NULL));
}

/* A new trial has its place, and says what it begins with. */
static void
test_in_the_window (void)
{
  edit (61);
  act ("new");
  discard ();
  WAIT_FOR (app_document_path (document ()) == NULL);
  g_assert_cmpstr (message (), ==, "The changes to “mine.trefoil” were discarded");
  g_assert_cmpstr (text ("/title"), ==, "New trial");
  g_assert_nonnull (strstr (text ("/notes"), "Luo"));
  g_assert_false (app_document_modified (document ()));
  act ("bring-back");
  g_assert_cmpfloat (size (), ==, 61);
  g_assert_cmpstr (app_document_path (document ()), ==, PLACE);
  g_assert_true (app_document_modified (document ()));
  WAIT_FOR (message ()[0] == '\0');
  app_document_undo (document ());
  act ("bring-back"); /* there is nothing any more */
  g_assert_cmpfloat (size (), ==, 61);
  g_assert_null (window->question);
}

/* What was to be discarded, and was not, is no more to be brought back. */
static void
test_kept (void)
{
  edit (62);
  app_window_put_aside (window);
  app_document_undo (document ());
  act ("new");
  g_assert_cmpstr (text ("/title"), ==, "New trial");
  g_assert_null (strstr (message (), "discarded"));
}

/* On the way back there is a question about what is here now: neither is lost, whatever is said. */
static void
test_question (void)
{
  edit (64);
  act ("new");
  discard ();
  WAIT_FOR (app_document_path (document ()) == NULL);
  g_assert_true (app_document_set_number (document (), SIZE, 65, "Size", NULL, NULL));
  act ("bring-back");
  answer ("cancel");
  g_assert_cmpfloat (size (), ==, 65);
  g_assert_nonnull (window->discarded);
  g_assert_cmpstr (message (), ==, "The changes to “mine.trefoil” were discarded");
  act ("bring-back");
  WAIT_FOR (window->question != NULL);
  act ("bring-back"); /* asked already */
  discard ();
  WAIT_FOR (size () == 64);
  g_assert_cmpstr (app_document_path (document ()), ==, PLACE);
  g_assert_cmpstr (message (), ==, "The changes to “New trial” were discarded");
  act ("bring-back");
  discard ();
  WAIT_FOR (size () == 65);
  g_assert_null (app_document_path (document ()));
}

static guint
count_discarded (void)
{
  g_autofree char *folder
      = g_build_filename (g_get_user_state_dir (), "trefoil", "recovery", NULL);
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, ".discarded");
  if (dir != NULL)
    g_dir_close (dir);
  return n;
}

static void
start (void)
{
  g_application_activate (G_APPLICATION (application));
  window = APP_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
}

/* It is on the disk until it is back and safe, and goes with the window that has offered it. */
static void
test_next_start (void)
{
  edit (63);
  app_pins_add (window->pins, app_document_scenario (document ()), NULL);
  gtk_window_close (GTK_WINDOW (window));
  discard ();
  WAIT_FOR (window == NULL);
  g_assert_cmpuint (count_discarded (), ==, 1);
  start ();
  g_assert_cmpstr (message (), ==, "The changes to “mine.trefoil” were discarded");
  g_assert_cmpuint (count_discarded (), ==, 1);
  act ("bring-back");
  g_assert_cmpfloat (size (), ==, 63);
  g_assert_cmpstr (app_document_path (document ()), ==, PLACE);
  g_assert_true (app_document_modified (document ()));
  g_assert_cmpuint (app_pins_n (window->pins), ==, 1);
  g_assert_cmpuint (count_discarded (), ==, 0);
  gtk_window_close (GTK_WINDOW (window));
  discard ();
  WAIT_FOR (window == NULL);
  start ();
  g_assert_cmpuint (count_discarded (), ==, 1);
  gtk_window_close (GTK_WINDOW (window));
  WAIT_FOR (window == NULL);
  g_assert_cmpuint (count_discarded (), ==, 0);
  start ();
  g_assert_cmpstr (message (), ==, "");
}

/* What a crash left and what cannot be read come first; the end of the session leaves it. */
static void
test_comes_last (void)
{
  g_autoptr (AppDocument) lost = app_document_new ();
  g_autoptr (AppRecovery) recovery = app_recovery_new (lost, NULL);
  g_autofree char *lock = g_build_filename (g_get_user_state_dir (), "trefoil", "recovery",
                                            "a.lock", NULL);
  g_autofree char *draft = g_build_filename (g_get_user_state_dir (), "trefoil", "recovery",
                                             "a.trefoil", NULL);

  edit (66);
  gtk_window_close (GTK_WINDOW (window));
  discard ();
  WAIT_FOR (window == NULL);
  g_assert_true (app_document_set_number (lost, SIZE, 67, "Size", NULL, NULL));
  g_assert_true (app_recovery_flush (recovery));
  app_recovery_abandon (recovery);
  g_assert_true (g_file_set_contents (lock, "", -1, NULL));
  g_assert_true (g_file_set_contents (draft, "{", -1, NULL));
  start ();
  g_assert_true (g_str_has_prefix (message (), "Earlier unsaved work cannot be read."));
  g_assert_null (window->discarded);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog ()), "discard");
  gtk_window_destroy (dialog ());
  g_assert_true (g_str_has_prefix (message (), "Earlier unsaved work cannot be read."));
  WAIT_FOR (g_str_equal (message (), "The changes to “mine.trefoil” were discarded"));
  g_unlink (lock);
  g_unlink (draft);
  app_window_abandon (window);
  gtk_window_destroy (GTK_WINDOW (window));
  WAIT_FOR (window == NULL);
  start ();
  act ("bring-back");
  g_assert_cmpfloat (size (), ==, 66);
}

int
main (int argc, char **argv)
{
  g_autoptr (AppDocument) fresh = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  application = app_application_new ();
  g_assert_true (gtk_init_check ());
  app_views_init ();
  g_application_set_default (G_APPLICATION (application));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_hold (G_APPLICATION (application));
  fresh = app_document_new ();
  window = app_window_new (GTK_APPLICATION (application), fresh);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  gtk_window_present (GTK_WINDOW (window));
  g_test_add_func ("/window-discard/in-the-window", test_in_the_window);
  g_test_add_func ("/window-discard/kept", test_kept);
  g_test_add_func ("/window-discard/question", test_question);
  g_test_add_func ("/window-discard/next-start", test_next_start);
  g_test_add_func ("/window-discard/comes-last", test_comes_last);
  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  WAIT_FOR (window == NULL);
  g_object_unref (application);
  return status;
}
