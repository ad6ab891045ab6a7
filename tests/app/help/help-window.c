/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/help/help-window.c: every page of the guide is shown, links lead on, Back leads
 * back, what is typed is found, and what there is no page of is said.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "help/help-window.h"

/* About 40 ms: a fifth of a millisecond each. */
#define MOST_LABELS 200

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

static guint
count_rows (GtkWidget *widget)
{
  guint n
      = GTK_IS_GRID (widget) ? GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "rows")) : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

/* A table of 100 rows of two cells, headings with them: two parts of 75 and 25 rows, the second
 * with the headings again. */
static void
test_long_section (void)
{
  g_autofree char *folder = g_dir_make_tmp ("trefoil-guide-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.page", NULL);
  GString *text = g_string_new ("<page id=\"a\"><title>A</title><section id=\"s\"><title>S</title>"
                                "<table><thead><tr><td><p>head</p></td><td><p/></td></tr></thead>");
  AppGuide *guide;
  AppHelpWindow *window;
  GtkWidget *label;
  gboolean done = FALSE;

  for (guint i = 1; i < 100; i++)
    g_string_append_printf (text, "<tr><td><p>row %02u</p></td><td><p/></td></tr>", i);
  g_string_append (text, "</table></section></page>");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  g_string_free (text, TRUE);
  guide = app_guide_new (folder);
  window = app_help_window_new (NULL, guide);
  app_help_window_show (window, "a#s", NULL);
  g_assert_cmpuint (count_rows (GTK_WIDGET (window)), ==, 75);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "row 74"));
  label = find_label (GTK_WIDGET (window), "Continue");
  g_assert_nonnull (label);
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (label)), "\"a#s#75\""));
  g_signal_emit_by_name (label, "activate-link", "a#s#75", &done);
  g_assert_true (done);
  g_assert_cmpstr (app_help_window_place (window), ==, "a#s#75");
  g_assert_cmpuint (count_rows (GTK_WIDGET (window)), ==, 26);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "head"));
  g_assert_null (find_label (GTK_WIDGET (window), "row 74"));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "row 75"));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "row 99"));
  g_assert_null (find_label (GTK_WIDGET (window), "Continue"));
  gtk_widget_activate_action (GTK_WIDGET (window), "help.back", NULL);
  g_assert_cmpstr (app_help_window_place (window), ==, "a#s");
  gtk_window_destroy (GTK_WINDOW (window));
  app_guide_free (guide);
  g_unlink (path);
  g_rmdir (folder);
}

/* What the window itself does on a key. */
static void
press (AppHelpWindow *window, guint key, GdkModifierType modifiers)
{
  g_autoptr (GtkShortcutTrigger) trigger = gtk_keyval_trigger_new (key, modifiers);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller)
                      && k < g_list_model_get_n_items (G_LIST_MODEL (controller));
         k++) {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
      if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger)) {
        g_assert_true (gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                                     GTK_WIDGET (window), NULL));
        return;
      }
    }
  }
  g_test_message ("no such key");
  g_test_fail ();
}

/* Either key closes it. */
static void
test_close (void)
{
  static const struct {
    guint key;
    GdkModifierType modifiers;
  } keys[] = { { GDK_KEY_Escape, 0 }, { GDK_KEY_w, GDK_CONTROL_MASK } };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    AppHelpWindow *window = new_window ();

    g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
    press (window, keys[i].key, keys[i].modifiers);
    for (guint k = 0; k < 1000 && window != NULL; k++) {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
    g_assert_null (window);
  }
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

static GtkWidget *
find_entry (GtkWidget *widget)
{
  if (GTK_IS_SEARCH_ENTRY (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_entry (child);
    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Longer than the entry waits for more letters. */
static void
wait_for_entry (void)
{
  for (guint i = 0; i < 400; i++) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
}

static void
search (AppHelpWindow *window, const char *words)
{
  GtkWidget *entry = find_entry (GTK_WIDGET (window));

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  wait_for_entry ();
}

static void
test_search (void)
{
  AppHelpWindow *window = new_window ();
  GtkWidget *entry = find_entry (GTK_WIDGET (window)), *label;
  gboolean done = FALSE;

  app_help_window_show (window, "index", NULL);
  g_assert_false (gtk_widget_get_mapped (entry));
  press (window, GDK_KEY_f, GDK_CONTROL_MASK);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), entry));

  search (window, "  TERTILE");
  g_assert_cmpstr (app_help_window_place (window), ==, "?TERTILE");
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Nothing in the guide"));
  search (window, "minimisation");
  g_assert_cmpstr (app_help_window_place (window), ==, "?minimisation");
  g_assert_null (find_label (GTK_WIDGET (window), "Nothing in the guide"));
  /* The focus stays where one types. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), entry));
  label = find_label (GTK_WIDGET (window), "Randomisation");
  g_assert_nonnull (label);
  g_signal_emit_by_name (label, "activate-link", "methods-randomisation", &done);
  g_assert_true (done);
  g_assert_cmpstr (app_help_window_place (window), ==, "methods-randomisation");

  /* Back to what was found, though something else was searched for since. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "power");
  gtk_widget_activate_action (GTK_WIDGET (window), "help.back", NULL);
  g_assert_cmpstr (app_help_window_place (window), ==, "?minimisation");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "minimisation");
  search (window, "the");
  g_assert_cmpstr (app_help_window_place (window), ==, "?the");
  g_assert_nonnull (find_label (GTK_WIDGET (window), "more places"));
  g_assert_cmpuint (count_labels (GTK_WIDGET (window)), <, MOST_LABELS);

  /* Without words the page before all that is back, and Enter opens what was found first. */
  search (window, "");
  g_assert_cmpstr (app_help_window_place (window), ==, "index");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Where the guidelines’ items stand");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (app_help_window_place (window), ==, "checklist");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What the entry tells of late does not take the place of what is shown by then. */
static void
test_search_late (void)
{
  AppHelpWindow *window = new_window ();
  GtkWidget *entry = find_entry (GTK_WIDGET (window));
  g_autofree char *hit = NULL;

  app_help_window_show (window, "index", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "power");
  g_signal_emit_by_name (entry, "activate");
  hit = g_strdup (app_help_window_place (window));
  g_assert_true (hit[0] != '?');
  wait_for_entry ();
  g_assert_cmpstr (app_help_window_place (window), ==, hit);

  gtk_editable_set_text (GTK_EDITABLE (entry), "minimisation");
  gtk_widget_activate_action (GTK_WIDGET (window), "help.back", NULL);
  g_assert_cmpstr (app_help_window_place (window), ==, "?power");
  gtk_widget_activate_action (GTK_WIDGET (window), "help.back", NULL);
  g_assert_cmpstr (app_help_window_place (window), ==, "index");
  wait_for_entry ();
  g_assert_cmpstr (app_help_window_place (window), ==, "index");
  search (window, "powe"); /* and is heard again */
  g_assert_cmpstr (app_help_window_place (window), ==, "?powe");
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
  g_test_add_func ("/help-window/long-section", test_long_section);
  g_test_add_func ("/help-window/links", test_links);
  g_test_add_func ("/help-window/close", test_close);
  g_test_add_func ("/help-window/search", test_search);
  g_test_add_func ("/help-window/search-late", test_search_late);
  g_test_add_func ("/help-window/missing", test_missing);
  return g_test_run ();
}
