/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/start/: what the start page finds, shows and leaves out.
 */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "library.h"
#include "start/card.h"
#include "start/page.h"
#include "start/shelf.h"
#include "views/views.h"
#include "../wait.h"

static const char lesson[]
    = "{\"trefoil\": 1, \"title\": \"Lesson 1: everyone\", \"purpose\": \"both\","
      " \"lesson\": {\"title\": \"Everyone gets better\", \"steps\": ["
      " {\"text\": \"Read\"}, {\"text\": \"On\"}]}}";

typedef struct {
  char *folder;
} Fixture;

static void
put (Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *shelf = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (shelf, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("trefoil-XXXXXX", NULL);
  put (f, "scenarios/plan.trefoil",
       "{\"trefoil\": 1, \"title\": \"Margins\", \"question\": \"How LARGE must it be?\"}");
  put (f, "scenarios/class.trefoil",
       "{\"trefoil\": 1, \"title\": \"Null world\", \"purpose\": \"teaching\"}");
  put (f, "lessons/lesson-1.trefoil", lesson);
  put (f, "scenarios/invalid.trefoil", "{\"trefoil\": 1, \"title\": \"Broken\", \"arms\": []}");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  static const char *const names[]
      = { "scenarios/plan.trefoil",   "scenarios/class.trefoil", "scenarios/invalid.trefoil",
          "lessons/lesson-1.trefoil", "scenarios",               "lessons",
          "" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (f->folder, names[i], NULL);
    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_free (f->folder);
}

/* --- the shelf --- */

typedef struct {
  guint calls, n_figures;
  GPtrArray *titles; /* of figures, NULL where there is none */
  GPtrArray *names;
} Heard;

static void
on_shelf (GPtrArray *entries, GPtrArray *figures, gpointer data)
{
  Heard *heard = data;

  heard->calls++;
  heard->n_figures = 0;
  g_ptr_array_set_size (heard->titles, 0);
  g_ptr_array_set_size (heard->names, 0);
  g_assert_cmpuint (entries->len, ==, figures->len);
  for (guint i = 0; i < figures->len; i++) {
    const AppLibraryEntry *entry = g_ptr_array_index (entries, i);
    PlotFigure *figure = g_ptr_array_index (figures, i);

    g_ptr_array_add (heard->names, g_strdup (entry->title));
    g_ptr_array_add (heard->titles, figure != NULL ? plot_figure_title (figure) : NULL);
    heard->n_figures += figure != NULL;
  }
}

/* What can be simulated has its curve; what cannot, and a lesson, is listed without one. */
static void
test_shelf (Fixture *f, gconstpointer data)
{
  Heard heard = { 0, 0, g_ptr_array_new_with_free_func (g_free),
                  g_ptr_array_new_with_free_func (g_free) };
  AppShelf *shelf = app_shelf_new (f->folder, on_shelf, &heard);

  WAIT_FOR (!app_shelf_busy (shelf));
  g_assert_cmpuint (heard.names->len, ==, 4);
  g_assert_cmpuint (heard.n_figures, ==, 2);
  for (guint i = 0; i < 4; i++) {
    const char *name = g_ptr_array_index (heard.names, i);
    const char *title = g_ptr_array_index (heard.titles, i);

    g_test_message ("%s: %s", name, title);
    if (g_str_equal (name, "Broken") || g_str_equal (name, "Lesson 1: everyone"))
      g_assert_null (title);
    else
      g_assert_nonnull (strstr (title, "152"));
  }
  app_shelf_free (shelf);
  g_ptr_array_unref (heard.names);
  g_ptr_array_unref (heard.titles);
}

/* Who leaves early waits for nothing and is not called any more. */
static void
test_early (Fixture *f, gconstpointer data)
{
  Heard heard = { 0, 0, g_ptr_array_new_with_free_func (g_free),
                  g_ptr_array_new_with_free_func (g_free) };
  AppShelf *shelf = app_shelf_new (f->folder, on_shelf, &heard);

  app_shelf_free (shelf);
  app_shelf_free (NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (heard.calls, ==, 0);
  g_ptr_array_unref (heard.names);
  g_ptr_array_unref (heard.titles);
}

/* --- the page --- */

/* The first widget below of this type for which the text is right (NULL: any). */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *property, const char *text)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type)) {
    g_autofree char *value = NULL;

    if (property != NULL)
      g_object_get (widget, property, &value, NULL);
    if (property == NULL || g_strcmp0 (value, text) == 0)
      return widget;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type, property, text);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
type (GtkWidget *page, const char *text)
{
  GtkWidget *search = find (page, GTK_TYPE_SEARCH_ENTRY, NULL, NULL);

  gtk_editable_set_text (GTK_EDITABLE (search), text);
  g_signal_emit_by_name (search, "search-changed");
}

static void
test_page (Fixture *f, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = app_start_page_new (f->folder);
  AppStartPage *page = APP_START_PAGE (widget);
  GtkWidget *teaching;

  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR (!app_start_page_busy (page));
  g_assert_cmpuint (app_start_page_n_shown (page), ==, 4);
  type (widget, "large");
  g_assert_cmpuint (app_start_page_n_shown (page), ==, 1);
  type (widget, " WORLD null ");
  g_assert_cmpuint (app_start_page_n_shown (page), ==, 1);
  /* By what it is for, which its title does not say. */
  type (widget, "teaching");
  g_assert_cmpuint (app_start_page_n_shown (page), ==, 2);
  type (widget, "large world");
  g_assert_cmpuint (app_start_page_n_shown (page), ==, 0);
  g_assert_true (gtk_widget_get_visible (
      find (widget, GTK_TYPE_LABEL, "label", "No scenario has all of these words.")));
  app_start_page_reset (page);
  type (widget, "");
  g_assert_cmpuint (app_start_page_n_shown (page), ==, 4);
  /* A lesson is for teaching, whatever its file says. */
  teaching = find (widget, GTK_TYPE_TOGGLE_BUTTON, "label", "Teaching");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (teaching), TRUE);
  g_assert_cmpuint (app_start_page_n_shown (page), ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
card_of (GtkWidget *widget, const char *title)
{
  GtkWidget *label = find (widget, GTK_TYPE_LABEL, "label", title);

  return gtk_widget_get_ancestor (label, GTK_TYPE_FLOW_BOX_CHILD);
}

/* One card that is left takes no more room than it took among all the others. */
static void
test_sizes (void)
{
  g_autofree char *folder = app_library_folder ();
  GtkWidget *window = gtk_window_new (), *widget = app_start_page_new (folder);
  g_autoptr (GPtrArray) entries = app_library_list (folder);
  const AppLibraryEntry *entry = NULL;
  GtkWidget *title;
  int width, height;

  for (guint i = 0; i < entries->len && entry == NULL; i++)
    if (g_str_equal (((AppLibraryEntry *)entries->pdata[i])->id, "null-world"))
      entry = entries->pdata[i];
  g_assert_nonnull (entry);
  gtk_window_set_default_size (GTK_WINDOW (window), 1240, 700);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR ((title = find (widget, GTK_TYPE_LABEL, "label", entry->title)) != NULL
            && gtk_widget_get_width (title) > 0);
  width = gtk_widget_get_width (card_of (widget, entry->title));
  height = gtk_widget_get_height (card_of (widget, entry->title));
  type (widget, entry->title);
  for (guint i = 0; i < 400; i++) { /* until it is laid out anew */
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
  g_assert_cmpuint (app_start_page_n_shown (APP_START_PAGE (widget)), <, 4);
  g_assert_cmpint (gtk_widget_get_width (card_of (widget, entry->title)), <=, width + 2);
  g_assert_cmpint (gtk_widget_get_height (card_of (widget, entry->title)), <=, height);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- what comes with the program --- */

/* Every one says what it is for. */
static void
test_bundled (void)
{
  g_autofree char *folder = app_library_folder ();
  g_autoptr (GPtrArray) entries = app_library_list (folder);

  guint lessons = 0;

  g_assert_cmpuint (entries->len, >, 27);
  for (guint i = 0; i < entries->len; i++) {
    const AppLibraryEntry *entry = g_ptr_array_index (entries, i);

    g_test_message ("%s", entry->id);
    g_assert_cmpstr (entry->question, !=, "");
    lessons += entry->n_steps > 0;
  }
  g_assert_cmpuint (lessons, >=, 7);
}

static gboolean
is_found_by (AppStartCard *card, const char *word)
{
  const char *words[] = { word, NULL };

  return app_start_card_matches (card, words, APP_PURPOSE_ANY);
}

/* A file used before is found by its name, not by the folders it is in; one of the library by what
   kind it is, and by the name of its file, as well, without hyphens (words.h). */
static void
test_found_by (void)
{
  const char *uri = "file:///nowhere/sinusitis/Mine.trefoil";
  GtkRecentData recent = { .mime_type = (char *) "application/json", .app_name = (char *) "Trefoil",
                           .app_exec = (char *) "trefoil %u" };
  AppLibraryEntry entry = { .id = (char *) "gold-ni",
                            .title = (char *) "Margins", .question = (char *) "",
                            .words = (char *) "", .purpose = (char *) "teaching",
                            .path = (char *) "/nowhere/plan.trefoil" };
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  GtkRecentInfo *info = NULL;
  g_autoptr (AppStartCard) used = NULL, bundled = NULL;

  g_assert_true (gtk_recent_manager_add_full (manager, uri, &recent));
  WAIT_FOR ((info = gtk_recent_manager_lookup_item (manager, uri, NULL)) != NULL);
  used = g_object_ref_sink (APP_START_CARD (app_start_card_new_recent (info)));
  gtk_recent_info_unref (info);
  g_assert_true (is_found_by (used, "mine"));
  g_assert_false (is_found_by (used, "sinusitis"));
  bundled = g_object_ref_sink (APP_START_CARD (app_start_card_new (&entry)));
  g_assert_true (is_found_by (bundled, "margins"));
  g_assert_true (is_found_by (bundled, "teaching"));
  g_assert_true (is_found_by (bundled, "goldni"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  app_views_init ();
  g_test_add ("/start/shelf", Fixture, NULL, set_up, test_shelf, tear_down);
  g_test_add ("/start/early", Fixture, NULL, set_up, test_early, tear_down);
  g_test_add ("/start/page", Fixture, NULL, set_up, test_page, tear_down);
  g_test_add_func ("/start/found-by", test_found_by);
  g_test_add_func ("/start/sizes", test_sizes);
  g_test_add_func ("/start/bundled", test_bundled);
  return g_test_run ();
}
