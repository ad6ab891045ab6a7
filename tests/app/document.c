/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/document.c: history, groups, files, problems, signals.
 */
#include "document.h"

#include <glib/gstdio.h>
#include <math.h>

#define MEAN "/outcomes/rmdq/means/usual/0"
#define SIZE "/arms/usual/size"

typedef struct {
  AppDocument *document;
  char *folder;
  guint changed, scenario, file;
} Fixture;

static void
count (guint *counter)
{
  ++*counter;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("trefoil-XXXXXX", NULL);
  f->document = app_document_new ();
  g_signal_connect_swapped (f->document, "changed", G_CALLBACK (count), &f->changed);
  g_signal_connect_swapped (f->document, "scenario-changed", G_CALLBACK (count), &f->scenario);
  g_signal_connect_swapped (f->document, "file-changed", G_CALLBACK (count), &f->file);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  GDir *dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);
    g_unlink (path);
  }
  g_dir_close (dir);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_assert_finalize_object (f->document);
}

static double
number (Fixture *f, const char *pointer)
{
  g_autoptr (SimValue) value = sim_draft_effective (app_document_draft (f->document), pointer);
  return sim_value_number (value);
}

static void
set (Fixture *f, const char *pointer, double value, const char *what, const char *group)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (app_document_set_number (f->document, pointer, value, what, group, &error));
  g_assert_no_error (error);
}

static void
test_new (Fixture *f, gconstpointer data)
{
  g_autofree char *title = app_document_title (f->document);

  g_assert_true (app_document_valid (f->document));
  g_assert_false (app_document_modified (f->document));
  g_assert_nonnull (app_document_scenario (f->document));
  g_assert_null (app_document_path (f->document));
  g_assert_null (app_document_undo_name (f->document));
  g_assert_null (app_document_redo_name (f->document));
  g_assert_cmpuint (app_document_problems (f->document)->len, ==, 0);
  g_assert_cmpstr (title, !=, "");
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  double before = number (f, SIZE);

  set (f, SIZE, 60, "Size", NULL);
  set (f, SIZE, 70, "Size again", NULL);
  g_assert_cmpstr (app_document_undo_name (f->document), ==, "Size again");
  app_document_undo (f->document);
  g_assert_cmpfloat (number (f, SIZE), ==, 60);
  g_assert_cmpstr (app_document_redo_name (f->document), ==, "Size again");
  g_assert_true (app_document_modified (f->document));
  app_document_undo (f->document);
  g_assert_cmpfloat (number (f, SIZE), ==, before);
  g_assert_false (app_document_modified (f->document));
  app_document_undo (f->document); /* nothing left: no effect */
  app_document_redo (f->document);
  app_document_redo (f->document);
  g_assert_cmpfloat (number (f, SIZE), ==, 70);
  app_document_undo (f->document);
  set (f, SIZE, 80, "Another", NULL);
  g_assert_null (app_document_redo_name (f->document));
}

static void
test_no_edit (Fixture *f, gconstpointer data)
{
  set (f, SIZE, 60, "Size", NULL);
  f->changed = 0;
  set (f, SIZE, 60, "Same", NULL);
  g_assert_cmpuint (f->changed, ==, 0);
  g_assert_cmpstr (app_document_undo_name (f->document), ==, "Size");
}

static void
test_group (Fixture *f, gconstpointer data)
{
  double before = number (f, SIZE);

  for (int i = 0; i < 20; i++)
    set (f, SIZE, 60 + i, "Drag", "drag");
  app_document_end_group (f->document);
  for (int i = 0; i < 20; i++)
    set (f, SIZE, 90 + i, "Drag", "drag");
  app_document_undo (f->document);
  g_assert_cmpfloat (number (f, SIZE), ==, 79);
  app_document_undo (f->document);
  g_assert_cmpfloat (number (f, SIZE), ==, before);
  app_document_redo (f->document);
  g_assert_cmpfloat (number (f, SIZE), ==, 79);
}

static void
test_group_interrupted (Fixture *f, gconstpointer data)
{
  set (f, SIZE, 60, "Drag", "drag");
  set (f, MEAN, 9.5, "Mean", NULL);
  set (f, SIZE, 61, "Drag", "drag");
  app_document_undo (f->document);
  g_assert_cmpfloat (number (f, SIZE), ==, 60);
  g_assert_cmpfloat (number (f, MEAN), ==, 9.5);
}

static void
test_group_back (Fixture *f, gconstpointer data)
{
  double before = number (f, SIZE);

  set (f, SIZE, before + 5, "Drag", "drag");
  set (f, SIZE, before, "Drag", "drag");
  app_document_end_group (f->document);
  g_assert_null (app_document_undo_name (f->document));
  g_assert_false (app_document_modified (f->document));
}

static void
test_invalid (Fixture *f, gconstpointer data)
{
  SimScenario *valid = app_document_scenario (f->document);
  guint scenarios = f->scenario;

  set (f, SIZE, -5, "Size", NULL);
  g_assert_false (app_document_valid (f->document));
  g_assert_true (app_document_scenario (f->document) == valid);
  g_assert_cmpuint (f->scenario, ==, scenarios);
  g_assert_cmpuint (app_document_problems (f->document)->len, >=, 1);
  g_assert_nonnull (app_document_problem_at (f->document, SIZE));
  g_assert_nonnull (app_document_problem_at (f->document, "/arms"));
  g_assert_null (app_document_problem_at (f->document, "/arm"));
  g_assert_null (app_document_problem_at (f->document, "/outcomes"));
  app_document_undo (f->document);
  g_assert_true (app_document_valid (f->document));
  g_assert_cmpuint (f->scenario, ==, scenarios + 1);
  g_assert_null (app_document_problem_at (f->document, "/arms"));
}

static void
test_set_error (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->changed = 0;
  g_assert_false (
      app_document_set_number (f->document, "/arms/nobody/size", 5, "Size", NULL, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_POINTER);
  g_assert_cmpuint (f->changed, ==, 0);
  g_assert_null (app_document_undo_name (f->document));
}

static void
test_save_and_load (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "one.trefoil", NULL);
  g_autoptr (AppDocument) other = app_document_new ();
  g_autoptr (GError) error = NULL;

  set (f, MEAN, 9.25, "Mean", NULL);
  g_assert_true (app_document_modified (f->document));
  f->file = 0;
  g_assert_true (app_document_save (f->document, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (f->file, ==, 1);
  g_assert_false (app_document_modified (f->document));
  g_assert_cmpstr (app_document_path (f->document), ==, path);

  g_assert_true (app_document_load (other, path, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (app_document_path (other), ==, path);
  g_assert_false (app_document_modified (other));
  g_assert_true (sim_value_equal (sim_draft_root (app_document_draft (other)),
                                  sim_draft_root (app_document_draft (f->document))));

  app_document_undo (f->document);
  g_assert_true (app_document_modified (f->document));
  app_document_redo (f->document);
  g_assert_false (app_document_modified (f->document));
}

/* Saving in the middle of a drag splits it, so that undo leads to what is in the file. */
static void
test_save_in_group (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "one.trefoil", NULL);

  set (f, SIZE, 60, "Drag", "drag");
  g_assert_true (app_document_save (f->document, path, NULL));
  set (f, SIZE, 61, "Drag", "drag");
  app_document_undo (f->document);
  g_assert_cmpfloat (number (f, SIZE), ==, 60);
  g_assert_false (app_document_modified (f->document));
}

static void
test_save_error (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "nowhere", "one.trefoil", NULL);
  g_autoptr (GError) error = NULL;

  set (f, SIZE, 60, "Size", NULL);
  g_assert_false (app_document_save (f->document, path, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_IO);
  g_assert_true (app_document_modified (f->document));
  g_assert_null (app_document_path (f->document));
}

static void
test_load_bad (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "bad.trefoil", NULL);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (GError) error = NULL;
  SimDraft *draft;

  g_assert_true (g_file_set_contents (
      path, "{\"trefoil\": 1, \"testing\": {\"alpha\": 7, \"sides\": 3}}", -1, NULL));
  set (f, SIZE, 60, "Size", NULL);
  draft = app_document_draft (f->document);
  f->changed = f->file = 0;
  g_assert_false (app_document_load (f->document, path, &error));
  g_assert_true (error->domain == SIM_ERROR);
  g_assert_nonnull (strstr (error->message, "bad.trefoil"));
  g_assert_nonnull (strstr (error->message, "/testing/alpha"));
  g_assert_true (app_document_draft (f->document) == draft);
  g_assert_cmpstr (app_document_undo_name (f->document), ==, "Size");
  g_assert_cmpuint (f->changed + f->file, ==, 0);

  g_assert_null (app_document_read (path, problems));
  g_assert_cmpuint (problems->len, ==, 2);
}

static void
test_template (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "one.trefoil", NULL);

  g_assert_true (app_document_save (f->document, path, NULL));
  g_assert_true (app_document_load_template (f->document, path, NULL));
  g_assert_null (app_document_path (f->document));
  g_assert_false (app_document_modified (f->document));
}

static void
test_recovered (Fixture *f, gconstpointer data)
{
  g_autoptr (SimDraft) draft = sim_draft_set_text (app_document_draft (f->document),
                                                   "/arms/usual/size=-3", NULL);

  app_document_load_draft (f->document, draft, "/tmp/mine.trefoil", TRUE);
  g_assert_true (app_document_modified (f->document));
  g_assert_cmpstr (app_document_path (f->document), ==, "/tmp/mine.trefoil");
  /* Invalid, and no results of another document may stand for it. */
  g_assert_null (app_document_scenario (f->document));
  g_assert_false (app_document_valid (f->document));
}

static void
test_title (Fixture *f, gconstpointer data)
{
  g_autoptr (SimValue) text = sim_value_new_text ("Ear & hand");
  g_autofree char *titled = NULL, *untitled = NULL, *named = NULL;

  f->file = 0;
  g_assert_true (app_document_set (f->document, "/title", text, "Title", NULL, NULL));
  titled = app_document_title (f->document);
  g_assert_cmpstr (titled, ==, "Ear & hand");
  g_assert_cmpuint (f->file, ==, 1);
  g_assert_true (app_document_set (f->document, "/title", NULL, "Title", NULL, NULL));
  untitled = app_document_title (f->document);
  g_assert_cmpstr (untitled, ==, "Untitled");
  app_document_load_draft (f->document, app_document_draft (f->document), "/x/mine.trefoil",
                           FALSE);
  named = app_document_title (f->document);
  g_assert_cmpstr (named, ==, "mine.trefoil");
}

/* A lesson without a title of its scenario is called as the lesson is, also while a step of it is
   shown, in which there is no lesson. */
static void
test_lesson_title (Fixture *f, gconstpointer data)
{
  g_autoptr (SimDraft) plain = sim_draft_ref (app_document_draft (f->document));
  g_autoptr (SimDraft) written = sim_draft_set_text (
      plain, "/lesson={\"title\": \"Mine\", \"steps\": [{\"text\": \"One\"}]}", NULL);
  g_autoptr (SimDraft) untitled = sim_draft_set (written, "/title", NULL, NULL);
  g_autoptr (SimDraft) step = sim_lesson_draft (untitled, 0, NULL);

  app_document_load_draft (f->document, untitled, "/x/mine.trefoil", FALSE);
  g_autofree char *whole = app_document_title (f->document);
  g_assert_cmpstr (whole, ==, "Mine");
  app_document_show (f->document, step, 1, "Step 1");
  g_autofree char *shown = app_document_title (f->document);
  g_assert_cmpstr (shown, ==, "Mine");
}

/* What a file made of it is called: after its own file, else after the title. */
static void
test_stem (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "My plan.2.trefoil", NULL);
  static const char *const titles[][2] = { { "/title=Luo 2019 as run", "luo-2019-as-run" },
                                           { "/title=R\u00fcckenschmerz?", "ruckenschmerz" },
                                           { "/title=...", "scenario" },
                                           { "/title=null", "scenario" } };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autoptr (SimDraft) draft
        = sim_draft_set_text (app_document_draft (f->document), titles[i][0], NULL);
    g_autofree char *stem = NULL;

    app_document_apply (f->document, draft, "Title", NULL);
    stem = app_document_stem (f->document);
    g_assert_cmpstr (stem, ==, titles[i][1]);
  }
  g_assert_true (app_document_save (f->document, path, NULL));
  g_autofree char *own = app_document_stem (f->document);
  g_assert_cmpstr (own, ==, "My plan.2");
}

static void
test_long_history (Fixture *f, gconstpointer data)
{
  guint steps = 0;

  for (int i = 0; i < 1100; i++)
    set (f, SIZE, 60 + i % 7, "Size", NULL);
  while (app_document_undo_name (f->document) != NULL) {
    app_document_undo (f->document);
    steps++;
  }
  g_assert_cmpuint (steps, ==, 1000);
}

#define TEST(name, function) \
  g_test_add ("/document/" name, Fixture, NULL, set_up, function, tear_down)

/* A value that is not allowed, over which something was typed that is none, is one problem. */
static void
test_count (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (app_document_n_problems (f->document), ==, 0);
  set (f, SIZE, 99999999, "Size", NULL);
  g_assert_cmpuint (app_document_n_problems (f->document), ==, 1);
  app_document_set_unread (f->document, SIZE, "“abc” is not a number");
  g_assert_cmpuint (app_document_problems (f->document)->len, ==, 2);
  g_assert_cmpuint (app_document_n_problems (f->document), ==, 1);
  app_document_set_unread (f->document, MEAN, "“abc” is not a number");
  g_assert_cmpuint (app_document_n_problems (f->document), ==, 2);
  app_document_set_unread (f->document, SIZE, NULL);
  g_assert_cmpuint (app_document_n_problems (f->document), ==, 2);
}

/* What is typed and is no value is undone before any edit, the newest first. It goes with whatever
   leads to another draft as a whole, though it may be an equal one; an edit elsewhere leaves it
   alone. Who waits for a valid one hears of it. */
static void
test_unread (Fixture *f, gconstpointer data)
{
  g_autoptr (SimDraft) draft = sim_draft_ref (app_document_draft (f->document));

  app_document_set_unread (f->document, SIZE, "“5x” is not a number");
  g_assert_false (app_document_valid (f->document));
  g_assert_cmpuint (f->scenario, ==, 0);
  app_document_set_unread (f->document, SIZE, NULL);
  g_assert_true (app_document_valid (f->document));
  g_assert_cmpuint (f->scenario, ==, 1);
  app_document_set_unread (f->document, SIZE, "“5x” is not a number");
  set (f, MEAN, 2, "Mean", NULL);
  app_document_set_unread (f->document, MEAN, "“2x” is not a number");
  g_assert_nonnull (app_document_unread (f->document, SIZE));
  g_assert_cmpstr (app_document_undo_name (f->document), ==, "Text that cannot be read");
  app_document_undo (f->document);
  g_assert_null (app_document_unread (f->document, MEAN));
  g_assert_nonnull (app_document_unread (f->document, SIZE));
  app_document_undo (f->document);
  g_assert_true (app_document_valid (f->document));
  g_assert_cmpfloat (number (f, MEAN), ==, 2);
  g_assert_cmpstr (app_document_undo_name (f->document), ==, "Mean");
  app_document_undo (f->document);
  g_assert_true (app_document_draft (f->document) == draft);
  app_document_set_unread (f->document, SIZE, "“5x” is not a number");
  f->changed = f->scenario = 0;
  app_document_put (f->document, draft, "Back", NULL);
  g_assert_true (app_document_valid (f->document));
  g_assert_cmpuint (f->changed, ==, 1);
  g_assert_cmpuint (f->scenario, ==, 1);
  app_document_put (f->document, draft, "Back", NULL);
  g_assert_cmpuint (f->changed, ==, 1);
  app_document_set_unread (f->document, SIZE, "“5x” is not a number");
  app_document_show (f->document, draft, 1, "Step 1");
  g_assert_true (app_document_valid (f->document));
  /* What is typed after that is a step of its own. */
  set (f, MEAN, 4, "Mean", "mean");
  app_document_set_unread (f->document, MEAN, "“4x” is not a number");
  app_document_undo (f->document);
  set (f, MEAN, 5, "Mean", "mean");
  app_document_undo (f->document);
  g_assert_cmpfloat (number (f, MEAN), ==, 4);
}

/* Whoever shows a scenario has nothing to do while a lesson is written. */
static void
test_lesson_makes_no_scenario (void)
{
  g_autoptr (AppDocument) document = app_document_new ();
  SimScenario *scenario = app_document_scenario (document);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++) {
    g_autofree char *assignment = g_strdup_printf ("/lesson={\"steps\":[{\"text\":\"%u\"}]}", i);
    g_autoptr (SimDraft) draft
        = sim_draft_set_text (app_document_draft (document), assignment, &error);

    g_assert_no_error (error);
    g_assert_true (app_document_apply (document, draft, "Lesson", NULL));
    g_assert_true (app_document_scenario (document) == scenario);
  }
  g_assert_true (app_document_set_number (document, "/arms/usual/size", 49, "Size", NULL, NULL));
  g_assert_true (app_document_scenario (document) != scenario);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("new", test_new);
  TEST ("undo", test_undo);
  TEST ("no-edit", test_no_edit);
  TEST ("group", test_group);
  TEST ("group-interrupted", test_group_interrupted);
  TEST ("group-back", test_group_back);
  TEST ("invalid", test_invalid);
  TEST ("set-error", test_set_error);
  TEST ("save-and-load", test_save_and_load);
  TEST ("save-in-group", test_save_in_group);
  TEST ("save-error", test_save_error);
  TEST ("load-bad", test_load_bad);
  TEST ("template", test_template);
  TEST ("recovered", test_recovered);
  TEST ("title", test_title);
  TEST ("lesson-title", test_lesson_title);
  TEST ("stem", test_stem);
  TEST ("long-history", test_long_history);
  TEST ("count", test_count);
  TEST ("unread", test_unread);
  g_test_add_func ("/document/lesson-makes-no-scenario", test_lesson_makes_no_scenario);
  return g_test_run ();
}
