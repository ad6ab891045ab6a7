/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/window-output.c: what the clipboard has of the sample size, and when.
 */
#include <string.h>

#include "application.h"
#include "export/export.h"
#include "window-private.h"
#include "wait.h"

#define SIZE "/arms/usual/size"
#define RUN  "/run={\"seed\":7,\"replicates\":1000,\"sizes\":[60]}"
#define COPY "copy-sample-size"

static AppWindow *window;

static gboolean
is_enabled (const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

/* Of the text in the clipboard; newly allocated. */
static char *
copied (void)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  GValue value = G_VALUE_INIT;
  char *text;

  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (
      gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, NULL));
  text = g_value_dup_string (&value);
  g_value_unset (&value);
  return text;
}

static void
finish (void)
{
  WAIT_FOR (app_run_scenario (window->run) == app_document_scenario (window->document)
            && app_run_state (window->run) == SIM_RUN_COMPLETE
            && app_run_done (window->run) == app_run_target (window->run));
}

/* The paragraphs of the report, with the numbers of the scenario. */
static void
test_paragraph (void)
{
  g_autoptr (SimDraft) whole = sim_draft_new_default ();
  g_autoptr (SimDraft) draft = sim_draft_set_text (whole, RUN, NULL);
  g_autofree char *text = NULL, *again = NULL;
  g_auto (GStrv) paragraphs = NULL;
  SimNeeds needs;

  g_assert_false (is_enabled (COPY)); /* nothing has been simulated yet */
  app_document_load_draft (window->document, draft, NULL, FALSE);
  finish ();
  WAIT_FOR (app_run_theory (window->run) != NULL);
  g_assert_true (is_enabled (COPY));
  g_action_group_activate_action (G_ACTION_GROUP (window), COPY, NULL);
  text = copied ();
  g_test_message ("%s", text);
  g_assert_true (g_str_has_prefix (text, "The primary outcome is "));
  g_assert_nonnull (strstr (text, "152 patients"));
  g_assert_nonnull (strstr (text, "trefoil " TREFOIL_VERSION));
  g_assert_true (app_run_needs (window->run, &needs));
  paragraphs = sim_report_protocol (app_run_snapshot (window->run), app_run_theory (window->run),
                                    &needs, "trefoil " TREFOIL_VERSION);
  again = g_strjoinv ("\n\n", paragraphs);
  g_assert_cmpstr (text, ==, again);
}

/* What is shown while a value is not allowed is of another scenario. */
static void
test_invalid (void)
{
  g_assert_true (app_document_set_number (window->document, SIZE, -3, "Size", NULL, NULL));
  WAIT_FOR (!is_enabled (COPY));
  g_assert_true (is_enabled ("copy-table"));
  app_document_undo (window->document);
  finish ();
  WAIT_FOR (is_enabled (COPY));
}

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = NULL;
  g_autoptr (AppDocument) document = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  application = app_application_new ();
  g_assert_true (gtk_init_check ());
  app_views_init ();
  g_application_set_default (G_APPLICATION (application));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  document = app_document_new ();
  window = app_window_new (GTK_APPLICATION (application), document);
  g_test_add_func ("/window-output/paragraph", test_paragraph);
  g_test_add_func ("/window-output/invalid", test_invalid);
  gtk_window_present (GTK_WINDOW (window));
  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  return status;
}
