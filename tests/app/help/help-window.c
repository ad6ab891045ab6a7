/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/help/help-window.c: every page of the guide is shown, links lead on, Back leads
 * back, and what there is no page of is said.
 */
#include <string.h>

#include "help/help-window.h"

/* About 50 ms: a fifth of a millisecond each. */
#define MOST_LABELS 250

/* The first label below widget whose text has these words. */
static GtkWidget *
find_label (GtkWidget *widget, const char *words)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_label (child, words);
    if (found != NULL)
      return found;
  }
  return NULL;
}

static guint
count_labels (GtkWidget *widget)
{
  guint n = GTK_IS_LABEL (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_labels (child);
  return n;
}

static AppHelpWindow *
new_window (void)
{
  AppHelpWindow *window = app_help_window_new (NULL, app_guide ());

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
test_every_page (void)
{
  AppHelpWindow *window = new_window ();

  for (guint i = 0; i < app_guide_length (app_guide ()); i++) {
    const AppGuidePage *page = app_guide_page (app_guide (), i);

    g_test_message ("%s", page->id);
    app_help_window_show (window, page->id, NULL);
    g_assert_cmpstr (app_help_window_place (window), ==, page->id);
    g_assert_cmpuint (count_labels (GTK_WIDGET (window)), <, MOST_LABELS);
    for (guint s = 1; s < page->sections->len; s++) {
      const AppGuideSection *section = g_ptr_array_index (page->sections, s);
      g_autofree char *place = g_strconcat (page->id, "#", section->id, NULL);

      app_help_window_show (window, place, NULL);
      g_assert_null (find_label (GTK_WIDGET (window), "no page on this"));
      g_assert_cmpuint (count_labels (GTK_WIDGET (window)), <, MOST_LABELS);
    }
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_links (void)
{
  AppHelpWindow *window = new_window ();
  GtkWidget *label = NULL;
  gboolean done = FALSE;

  app_help_window_show (window, "index", NULL);
  label = find_label (GTK_WIDGET (window), "Plan a trial");
  g_assert_nonnull (label);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Multiplicity"));
  g_signal_emit_by_name (label, "activate-link", "task-plan", &done);
  g_assert_true (done);
  g_assert_cmpstr (app_help_window_place (window), ==, "task-plan");
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Find the number of patients"));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "See also"));
  gtk_widget_activate_action (GTK_WIDGET (window), "help.back", NULL);
  g_assert_cmpstr (app_help_window_place (window), ==, "index");
  /* There is nothing before it. */
  gtk_widget_activate_action (GTK_WIDGET (window), "help.back", NULL);
  g_assert_cmpstr (app_help_window_place (window), ==, "index");
  app_help_window_show (window, "keys-dropout#dropout.mechanism", NULL);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "whatever their scores are"));
  g_assert_null (find_label (GTK_WIDGET (window), "Proportion of patients lost"));
  gtk_widget_activate_action (GTK_WIDGET (window), "help.contents", NULL);
  g_assert_cmpstr (app_help_window_place (window), ==, "index");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_missing (void)
{
  AppGuide *none = app_guide_new ("/nowhere");
  AppHelpWindow *window = app_help_window_new (NULL, none);

  app_help_window_show (window, "keys-arms#arms.size", "Patients: how many <there> are");
  g_assert_nonnull (find_label (GTK_WIDGET (window), "how many <there> are"));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "/nowhere"));
  gtk_window_destroy (GTK_WINDOW (window));
  app_guide_free (none);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/help-window/every-page", test_every_page);
  g_test_add_func ("/help-window/links", test_links);
  g_test_add_func ("/help-window/missing", test_missing);
  return g_test_run ();
}
