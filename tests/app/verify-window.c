/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/verify-window.c: the list, the verdict and the text, and that closing stops it.
 */
#include <string.h>

#include "application.h"
#include "../cli/other-cases.h"
#include "help/help-window.h"
#include "tooltip.h"
#include "verify-window.h"
#include "wait.h"

static gboolean
is_done (AppVerifyWindow *window)
{
  return *app_verify_window_summary (window) != '\0';
}

/* The first label below the widget that shows the text. */
static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_label (child, text);
    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
test_broken (void)
{
  AppVerifyWindow *window = app_verify_window_new (NULL, broken, G_N_ELEMENTS (broken));

  gtk_window_present (GTK_WINDOW (window));
  g_assert_null (app_verify_window_text (window));
  WAIT_FOR (is_done (window));
  g_assert_cmpstr (app_verify_window_summary (window), ==,
                   "2 passed, 3 failed. Do not rely on this installation.");
  WAIT_FOR (find_label (GTK_WIDGET (window), "wrong-sum") != NULL);
  GtkWidget *wrong = find_label (GTK_WIDGET (window), "FAIL");
  g_assert_nonnull (wrong);
  g_assert_true (gtk_widget_has_css_class (wrong, "error"));
  GtkWidget *right = find_label (GTK_WIDGET (window), "right-level");
  g_assert_nonnull (right);
  g_assert_false (gtk_widget_has_css_class (right, "error"));
  g_assert_cmpstr (app_tooltip_get (right), ==, "a level of 5 %");
  g_autofree char *text = app_verify_window_text (window);
  g_assert_true (g_str_has_suffix (text, "2 passed, 3 failed.\n"));
  g_assert_nonnull (strstr (text, "FAIL wrong-sum"));
  g_assert_nonnull (strstr (text, " UTC\n"));
  gtk_widget_activate_action (GTK_WIDGET (window), "verify.help", NULL);
  g_assert_cmpstr (app_help_window_place (app_help_window_over (GTK_WINDOW (window))), ==,
                   "validation");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
on_text (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  *(char **)data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
test_copy (void)
{
  AppVerifyWindow *window = app_verify_window_new (NULL, broken, G_N_ELEMENTS (broken));
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  g_autofree char *copied = NULL;

  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "verify.copy", NULL); /* too soon */
  g_assert_null (find_label (GTK_WIDGET (window), "Table copied"));
  WAIT_FOR (is_done (window));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "verify.copy", NULL));
  gdk_clipboard_read_text_async (clipboard, NULL, on_text, &copied);
  WAIT_FOR (copied != NULL);
  g_autofree char *text = app_verify_window_text (window);
  g_assert_cmpstr (copied, ==, text);
  WAIT_FOR (find_label (GTK_WIDGET (window), "Table copied") != NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Closing ends a run that would go on for hours. */
static void
test_closed (void)
{
  AppVerifyWindow *window = app_verify_window_new (NULL, endless, G_N_ELEMENTS (endless));

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR (find_label (GTK_WIDGET (window), "3 of 4 cases") != NULL);
  gtk_window_close (GTK_WINDOW (window));
  WAIT_FOR (window == NULL);
}

static AppVerifyWindow *
find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GObject) window = g_list_model_get_item (windows, i);
    if (APP_IS_VERIFY_WINDOW (window))
      return APP_VERIFY_WINDOW (window);
  }
  return NULL;
}

/* By the program's action, all cases: what the menu does. */
static void
test_action (gconstpointer application)
{
  g_action_group_activate_action (G_ACTION_GROUP (application), "verify", NULL);
  AppVerifyWindow *window = find_window ();
  g_assert_nonnull (window);
  WAIT_FOR (is_done (window));
  g_assert_true (g_str_has_suffix (app_verify_window_summary (window),
                                   " passed, 0 failed. This installation computes what it "
                                   "should."));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_null (find_window ());
}

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  application = app_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_test_add_func ("/verify-window/broken", test_broken);
  g_test_add_func ("/verify-window/copy", test_copy);
  g_test_add_func ("/verify-window/closed", test_closed);
  g_test_add_data_func ("/verify-window/action", application, test_action);
  return g_test_run ();
}
