/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of a window in German: what it shows of a bundled scenario is translated, and none of that
 * gets into the scenario, nor into what is saved, by what the window does with it.
 */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "application.h"
#include "export/export.h"
#include "library.h"
#include "lesson/course.h"
#include "window-private.h"

static AppApplication *application;
static AppWindow *window; /* weak */

static SimDraft *
bundled (const char *id)
{
  g_autofree char *path = app_library_path (id);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimDraft *draft = sim_draft_read_file (path, problems);

  g_assert_nonnull (draft);
  return draft;
}

static void
open_draft (SimDraft *draft)
{
  g_autoptr (AppDocument) document = app_document_new ();

  app_document_load_draft (document, draft, NULL, FALSE);
  window = app_window_new (GTK_APPLICATION (application), document);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
close_window (void)
{
  gtk_window_destroy (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* All texts of a value, as a set. */
static void
collect (GHashTable *texts, const SimValue *value)
{
  if (sim_value_text (value) != NULL)
    g_hash_table_add (texts, g_strdup (sim_value_text (value)));
  for (guint i = 0; i < sim_value_length (value); i++)
    collect (texts, sim_value_at (value, i));
}

static GHashTable *
texts_of (SimDraft *draft)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  collect (texts, sim_draft_root (draft));
  return texts;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* What there is in the second that is not in the first, sorted, a line each. */
static char *
new_texts (SimDraft *before, SimDraft *after)
{
  g_autoptr (GHashTable) old = texts_of (before), now = texts_of (after);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer text;

  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    if (!g_hash_table_contains (old, text))
      g_ptr_array_add (lines, text);
  g_ptr_array_sort (lines, compare);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

/* In a narrow header the line below the title loses its end, and not what it says. */
static void
test_subtitle (void)
{
  g_autoptr (SimDraft) draft = bundled ("luo-2019");
  const char *words;

  open_draft (draft);
  words = gtk_label_get_text (window->subtitle);
  g_assert_true (g_str_has_prefix (words, "ungespeichert"));
  g_assert_cmpint (gtk_label_get_ellipsize (window->subtitle), ==, PANGO_ELLIPSIZE_END);
  close_window ();
}

static void
null_version (void)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), "null-version", NULL);
}

/* A bundled scenario stays English in what is saved of it, and is shown in German. */
static void
test_null (void)
{
  g_autoptr (SimDraft) draft = bundled ("luo-2019");
  g_autofree char *added = NULL, *title = NULL, *before = NULL, *path = NULL;
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) saved = NULL;
  g_autoptr (GError) error = NULL;

  open_draft (draft);
  before = app_document_title (window->document);
  g_assert_cmpstr (before, !=, "Luo 2019 as run");
  null_version ();
  title = app_document_title (window->document);
  g_assert_true (g_str_has_suffix (title, before));
  g_assert_null (strstr (title, "No difference"));
  path = g_build_filename (g_get_user_data_dir (), "null.trefoil", NULL);
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (app_document_save (window->document, path, &error));
  g_assert_no_error (error);
  saved = sim_draft_read_file (path, problems);
  added = new_texts (draft, saved);
  g_assert_cmpstr (added, ==, "No difference between the arms.\nNo difference: Luo 2019 as run");
  close_window ();
  g_unlink (path);
}

/* Of a file of somebody's own, in whatever language, the title is kept and the rest is German. */
static void
test_own (void)
{
  g_autoptr (SimDraft) draft = bundled ("luo-2019");
  g_autoptr (SimDraft) bare = sim_draft_set_text (draft, "/origin=null", NULL);
  const char *title;

  open_draft (bare);
  null_version ();
  title = sim_value_text (sim_draft_get (app_document_draft (window->document), "/title"));
  g_assert_true (g_str_has_suffix (title, ": Luo 2019 as run"));
  g_assert_false (g_str_has_prefix (title, "No difference"));
  close_window ();
}

static gboolean
is_at_rest (void)
{
  return app_run_state (window->run) == SIM_RUN_COMPLETE
         && app_run_scenario (window->run) == app_document_scenario (window->document)
         && app_run_theory (window->run) != NULL;
}

static void
speak (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  setlocale (LC_ALL, ""); /* by which gettext knows that something has changed */
}

/* What programs read is what an English window would write: results, and the program for R. */
static void
test_programs (void)
{
  g_autoptr (SimDraft) draft = bundled ("luo-2019");
  g_autoptr (SimDraft) quick = sim_draft_set_text (draft, "/run/replicates=200", NULL);
  static const AppResultsFormat formats[] = { APP_RESULTS_CSV, APP_RESULTS_JSON };
  g_autofree char *program = NULL, *label = NULL;

  open_draft (quick);
  while (!is_at_rest ())
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *german = app_results_text (window->run, formats[i], NULL);
    g_autofree char *english = NULL;

    speak ("C");
    english = app_results_text (window->run, formats[i], NULL);
    speak ("de");
    g_assert_cmpstr (german, ==, english);
  }
  program = app_results_program (app_run_scenario (window->run), NULL);
  g_assert_nonnull (strstr (program, "# Luo 2019 as run\n"));
  g_assert_nonnull (strstr (program, "# HE-UC: Hand-ear acupuncture vs usual care\n"));
  label = sim_scenario_hypothesis_label (app_run_scenario (window->run), 0);
  g_assert_nonnull (strstr (label, "Hand-Ohr-Akupunktur")); /* nothing but the program is English */
  close_window ();
}

/* The table of predictions has the question and the choice as the file has them. */
static void
test_predictions (void)
{
  g_autofree char *folder = app_library_folder ();
  g_autofree char *path
      = g_build_filename (folder, "lessons", "lesson-2-significant-here-not-there.trefoil", NULL);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_read_file (path, problems);
  AppCourse *course;
  const SimLessonStep *step;
  g_autofree char *csv = NULL;

  g_assert_nonnull (draft);
  open_draft (draft);
  course = window->course;
  g_assert_cmpuint (app_course_n_steps (course), >, 0);
  while (app_course_step (course)->predict != SIM_PREDICT_CHOICE
         && app_course_index (course) + 1 < app_course_n_steps (course))
    app_course_go (course, app_course_index (course) + 1);
  step = app_course_step (course);
  g_assert_cmpint (step->predict, ==, SIM_PREDICT_CHOICE);
  g_assert_cmpstr (sim_shown_text (step->file, step->choices[0]), !=, step->choices[0]);
  app_course_predict (course, step->choices[0]);
  csv = app_course_csv (course);
  g_assert_nonnull (strstr (csv, step->question));
  g_assert_nonnull (strstr (csv, step->choices[0]));
  close_window ();
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "");
  sim_shown_init ();
  application = app_application_new ();
  g_assert_true (gtk_init_check ());
  app_views_init ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_test_add_func ("/window-language/subtitle", test_subtitle);
  g_test_add_func ("/window-language/null", test_null);
  g_test_add_func ("/window-language/own", test_own);
  g_test_add_func ("/window-language/programs", test_programs);
  g_test_add_func ("/window-language/predictions", test_predictions);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
