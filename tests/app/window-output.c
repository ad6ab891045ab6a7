/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/window-output.c: what the clipboard has of the sample size, and when.
 */
#include <string.h>

#include "application.h"
#include "editor/field.h"
#include "export/export.h"
#include "tooltip.h"
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

/* Who asks before the exact numbers have come gets them, not those of the curve. */
static void
test_early (void)
{
  g_autoptr (SimDraft) whole = sim_draft_new_default ();
  g_autoptr (SimDraft) draft
      = sim_draft_set_text (whole, "/run={\"seed\":8,\"replicates\":1000,\"sizes\":[60]}", NULL);
  g_autofree char *before = copied (), *early = NULL, *text = NULL;

  app_document_load_draft (window->document, draft, NULL, FALSE);
  WAIT_FOR (app_run_scenario (window->run) == app_document_scenario (window->document));
  g_assert_true (app_run_awaits_theory (window->run));
  g_action_group_activate_action (G_ACTION_GROUP (window), COPY, NULL);
  early = copied ();
  g_assert_cmpstr (early, ==, before);
  WAIT_FOR (!app_run_awaits_theory (window->run));
  text = copied ();
  g_assert_cmpstr (text, !=, before);
  g_assert_nonnull (strstr (text, ", calculated exactly, while"));
}

static void
load (const char *run)
{
  g_autoptr (SimDraft) whole = sim_draft_new_default ();
  g_autoptr (SimDraft) draft = sim_draft_set_text (whole, run, NULL);

  app_document_load_draft (window->document, draft, NULL, FALSE);
  WAIT_FOR (app_run_scenario (window->run) == app_document_scenario (window->document));
}

static gboolean
is_settled (void)
{
  return app_run_scenario (window->run) == app_document_scenario (window->document)
         && !app_run_awaits_theory (window->run);
}

static gboolean
tells (const char *text)
{
  AdwToast *toast = g_object_get_data (G_OBJECT (window->toasts), "shown-toast");

  return toast != NULL && g_str_equal (adw_toast_get_title (toast), text);
}

/* Nobody has asked for the paragraph of another scenario; what is not copied is told, for as long
   as a message stands. */
static void
test_edited (void)
{
  g_autofree char *before = copied (), *between = NULL, *after = NULL;

  load ("/run={\"seed\":9,\"replicates\":1000,\"sizes\":[60]}");
  g_assert_true (app_run_awaits_theory (window->run));
  g_action_group_activate_action (G_ACTION_GROUP (window), COPY, NULL);
  g_assert_true (app_document_set_number (window->document, SIZE, 49, "Size", NULL, NULL));
  app_window_update_output (window); /* another view is shown before the first trials */
  between = copied ();
  g_assert_cmpstr (between, ==, before);
  WAIT_FOR (tells ("Sample-size paragraph not copied: the scenario has changed"));
  WAIT_FOR (is_settled ());
  after = copied ();
  g_assert_cmpstr (after, ==, before);
}

/* Who asks before the first trials after an edit gets what stands, not what is still shown. */
static void
test_at_once (void)
{
  g_autofree char *before = copied (), *early = NULL, *text = NULL;

  g_assert_true (app_document_set_number (window->document, SIZE, 50, "Size", NULL, NULL));
  g_assert_true (is_enabled (COPY));
  g_action_group_activate_action (G_ACTION_GROUP (window), COPY, NULL);
  app_window_update_output (window);
  early = copied ();
  g_assert_cmpstr (early, ==, before);
  WAIT_FOR (is_settled ());
  text = copied ();
  g_assert_nonnull (strstr (text, "154 patients"));
  g_assert_nonnull (strstr (text, ", calculated exactly, while"));
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* The pointer of the setting that has the focus; NULL: none has. */
static const char *
focused_field (void)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  GtkWidget *field = focus != NULL ? gtk_widget_get_ancestor (focus, APP_TYPE_FIELD) : NULL;

  return field != NULL ? app_field_pointer (APP_FIELD (field)) : NULL;
}

static GtkWidget *
find_menu (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_MENU_BUTTON (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_menu (child);
  return found;
}

static GtkWidget *
find_label (GtkWidget *widget, const char *part)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, part);
  return found;
}

/* Scores that no patient can have are told of beside the results: what that is, and the way to what
   can be changed, unless a lesson locks it. */
static void
test_below_zero (void)
{
  static const char locks[] = "/outcomes";
  SimValue *lock = sim_value_new_text (locks);
  g_autoptr (SimValue) locked = sim_value_new_list (&lock, 1);
  GtkWidget *button = find_menu (window->status);
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) draft = NULL;

  finish ();
  g_assert_nonnull (button);
  draft = sim_draft_set_text (app_document_draft (window->document), "/outcomes/rmdq/sd=1", &error);
  g_assert_no_error (error);
  app_document_apply (window->document, draft, "SD", NULL);
  finish ();
  g_assert_false (gtk_widget_get_mapped (button));
  app_document_undo (window->document);
  g_clear_pointer (&draft, sim_draft_unref);
  draft = sim_draft_set_text (app_document_draft (window->document), "/outcomes/rmdq/sd=8", &error);
  app_document_apply (window->document, draft, "SD", NULL);
  finish ();
  WAIT_FOR (gtk_widget_get_mapped (button));
  g_assert_nonnull (strstr (app_tooltip_get (button), "of the scores are below 0 ("));
  app_document_set_locks (window->document, locked);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  WAIT_FOR (find_label (button, "of the scores are below 0 (") != NULL);
  g_assert_nonnull (find_label (button, "“Bounded score”"));
  g_assert_nonnull (find_label (button, "In this step of the lesson the outcome is locked"));
  g_assert_null (find_button (button, "_Show the Type of the Outcome"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  app_document_set_locks (window->document, NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  WAIT_FOR (find_label (button, "Show the Type of the Outcome") != NULL);
  g_assert_null (find_label (button, "In this step of the lesson the outcome is locked"));
  gtk_widget_activate (find_button (button, "_Show the Type of the Outcome"));
  WAIT_FOR (g_strcmp0 (focused_field (), "/outcomes/rmdq/type") == 0);
  app_document_undo (window->document);
  finish ();
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
  g_test_add_func ("/window-output/early", test_early);
  g_test_add_func ("/window-output/edited", test_edited);
  g_test_add_func ("/window-output/at-once", test_at_once);
  g_test_add_func ("/window-output/below-zero", test_below_zero);
  g_test_add_func ("/window-output/invalid", test_invalid);
  gtk_window_present (GTK_WINDOW (window));
  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  return status;
}
