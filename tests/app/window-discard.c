/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/window-discard.c: what was discarded comes back, with its place, from a message in
 * the window or at the next start.
 */
#include "application.h"
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
discard (void)
{
  GtkWindow *question;

  WAIT_FOR (window->question != NULL);
  question = window->question;
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "discard");
  gtk_window_destroy (question); /* as its buttons do */
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

static void
test_next_start (void)
{
  edit (63);
  gtk_window_close (GTK_WINDOW (window));
  discard ();
  WAIT_FOR (window == NULL);
  g_application_activate (G_APPLICATION (application));
  window = APP_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  g_assert_cmpstr (message (), ==, "The changes to “mine.trefoil” were discarded");
  act ("bring-back");
  g_assert_cmpfloat (size (), ==, 63);
  g_assert_cmpstr (app_document_path (document ()), ==, PLACE);
  g_assert_true (app_document_modified (document ()));
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
  g_test_add_func ("/window-discard/next-start", test_next_start);
  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  WAIT_FOR (window == NULL);
  g_object_unref (application);
  return status;
}
