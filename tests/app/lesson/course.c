/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/lesson/course.c: a lesson that is gone through, left, and taken up again.
 */
#include "lesson/course.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "lesson/figures.h"
#include "lesson/prediction.h"
#include "lesson/record.h"

#define LESSON                                                                                     \
  "{\"trefoil\":1,\"run\":{\"replicates\":4000},\"lesson\":{\"title\":\"L\",\"steps\":["           \
  "{\"text\":\"one\",\"lock\":[\"/outcomes\"],\"predict\":{\"question\":\"q, \\\"how\\\"?\","      \
  "\"unit\":\"%\",\"answer-from\":\"/sizes/152/hypotheses/HE-UC/power/value\"},"                   \
  "\"reveal\":\"r\"},"                                                                             \
  "{\"text\":\"two\",\"set\":{\"/outcomes/rmdq/sd\":7},\"reveal\":\"r\"}]}}"

static AppDocument *document;
static AppRun *run;
static AppCourse *course;

static void
load (const char *text)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_parse (text, strlen (text), problems);

  g_assert_nonnull (draft);
  app_document_load_draft (document, draft, NULL, FALSE);
}

/* Of all trials: earlier ones may be rounded to something else. */
static void
wait_for_results (void)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while ((app_course_results (course) == NULL || app_run_state (run) != SIM_RUN_COMPLETE)
         && g_get_monotonic_time () < end) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
  g_assert_nonnull (app_course_results (course));
  g_assert_cmpint (app_run_state (run), ==, SIM_RUN_COMPLETE);
}

static double
sd (void)
{
  return sim_scenario_number (app_document_scenario (document), "/outcomes/rmdq/sd/usual/0");
}

static void
test_none (void)
{
  load ("{\"trefoil\":1}");
  g_assert_cmpuint (app_course_n_steps (course), ==, 0);
  g_assert_false (app_course_on (course));
  g_assert_false (app_course_hides (course));
  g_assert_null (app_course_problem (course));
}

static void
test_broken (void)
{
  load ("{\"trefoil\":1,\"lesson\":{\"steps\":[{\"text\":\"t\",\"reveal\":\"{{/nowhere}}\"}]}}");
  g_assert_cmpuint (app_course_n_steps (course), ==, 0);
  g_assert_true (app_course_on (course));
  g_assert_false (app_course_hides (course));
  g_assert_nonnull (strstr (app_course_problem (course), "leads nowhere"));
  g_assert_true (app_document_valid (document)); /* which keeps nothing from running */
}

/* Nothing is given away before the prediction, which is kept as it was made. */
static void
test_predict (void)
{
  load (LESSON);
  g_assert_cmpuint (app_course_n_steps (course), ==, 2);
  g_assert_cmpuint (app_course_index (course), ==, 0);
  g_assert_true (app_course_on (course));
  g_assert_true (app_course_hides (course));
  g_assert_null (app_course_results (course));
  g_assert_false (app_document_modified (document));
  app_course_predict (course, "0.5");
  app_course_predict (course, "0.9");
  g_assert_cmpstr (app_course_prediction (course), ==, "0.5");
  g_assert_false (app_course_hides (course));
  wait_for_results ();
}

#define POWER "/sizes/152/hypotheses/HE-UC/power/value"

static char *
percent (SimFigure figure)
{
  return sim_format_percent (figure.value, figure.mcse);
}

static char *
plain (SimFigure figure)
{
  return sim_format_figure (figure.value, figure.mcse);
}

/* A figure as the run has it, by the words of its pointer. */
static char *
figure_of_hypothesis (const SimHypothesisResult *one, const char *rest)
{
  if (g_str_equal (rest, "power/value"))
    return percent (one->power);
  if (g_str_equal (rest, "coverage/value"))
    return percent (one->coverage);
  if (g_str_equal (rest, "type-s"))
    return percent (one->type_s);
  if (g_str_equal (rest, "estimate/mean"))
    return plain (one->estimate);
  if (g_str_equal (rest, "type-m"))
    return plain (one->type_m);
  if (g_str_equal (rest, "bias"))
    return plain (one->bias);
  g_assert_cmpstr (rest, ==, "ci-width");
  return sim_format_figure (one->ci_width, one->ci_width_mcse);
}

static char *
figure_of_trial (const SimSizeResult *size, const char *rest)
{
  if (g_str_equal (rest, "any/value"))
    return percent (size->any);
  if (g_str_equal (rest, "all/value"))
    return percent (size->all);
  g_assert_cmpstr (rest, ==, "rejections/value");
  return plain (size->rejections);
}

static const SimSizeResult *
size_of (const char *total)
{
  const SimResults *results = app_run_results (run);

  for (guint i = 0; i < results->n_sizes; i++)
    if (results->sizes[i].total == strtoul (total, NULL, 10))
      return &results->sizes[i];
  g_assert_not_reached ();
}

/* What an explanation is to say for a pointer, not by way of the tree that pointers lead into. */
static char *
figure_of_run (const char *pointer)
{
  g_auto (GStrv) steps = g_strsplit (pointer, "/", 6); /* "", "sizes", "152", ... */
  const SimSizeResult *size = size_of (steps[2]);
  SimGoal goal;

  if (g_str_equal (steps[3], "trial")) {
    g_autofree char *rest = g_strjoin ("/", steps[4], steps[5], NULL);
    return figure_of_trial (size, rest);
  }
  g_assert_true (sim_goal_find (app_course_scenario (course), steps[4], &goal));
  return figure_of_hypothesis (&size->hypotheses[goal.index], steps[5]);
}

/* Every figure that is offered can be spoken of: it has a name, a value and a place. */
static void
test_figures (void)
{
  const SimValue *results = app_course_results (course);
  AppLessonFigures *all = app_lesson_figures_new (app_course_scenario (course));
  g_autoptr (GPtrArray) figures = app_lesson_figures_list (all, FALSE);
  g_autoptr (GPtrArray) curves = app_lesson_figures_list (all, TRUE);
  g_autofree char *power = app_lesson_figure_value (results, POWER);
  const AppSetting *first = figures->pdata[0], *last = figures->pdata[figures->len - 1];

  g_assert_cmpuint (figures->len, >, 10);
  g_assert_cmpstr (first->name, ==, "Power: Hand-ear acupuncture vs usual care");
  g_assert_cmpstr (first->key, ==, POWER);
  g_assert_true (g_str_has_suffix (power, " %"));
  g_assert_true (g_str_has_prefix (last->name, "Number of significant ones, mean, "));
  g_assert_true (g_str_has_suffix (last->name, " patients"));
  for (guint i = 0; i < figures->len; i++) {
    const AppSetting *one = figures->pdata[i];
    g_autofree char *text = g_strconcat ("{{", one->key, "}}", NULL);
    g_autofree char *of_run = figure_of_run (one->key);
    g_autofree char *named = app_lesson_named (all, text);
    g_autofree char *pointed = app_lesson_pointed (all, named);
    g_autofree char *value = app_lesson_figure_value (results, one->key);
    g_assert_cmpstr (value != NULL ? value : "–", ==, of_run);
    g_assert_null (strchr (named, '/'));
    g_assert_cmpstr (pointed, ==, text);
  }
  /* Of each of three hypotheses, of any and all of them. */
  g_assert_cmpuint (curves->len, ==, 5);
  for (guint i = 0; i < curves->len; i++) {
    const AppSetting *one = curves->pdata[i];
    g_assert_true (g_str_has_suffix (one->key, "/power/value")
                   || g_str_has_suffix (one->key, "/any/value")
                   || g_str_has_suffix (one->key, "/all/value"));
  }
  app_lesson_figures_free (all);
}

/* A list that is on show outlives the figures, which an undo beside it replaces by others. */
static void
test_figures_on_show (void)
{
  AppLessonFigures *all = app_lesson_figures_new (app_course_scenario (course));
  g_autoptr (GPtrArray) figures = app_lesson_figures_list (all, FALSE);
  g_autoptr (GPtrArray) found = NULL;

  app_lesson_figures_free (all);
  found = app_settings_find (figures, "hand-ear acupuncture vs usual care");
  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpstr (((const AppSetting *)found->pdata[0])->key, ==, POWER);
}

/* An exact share has the digits that it has wherever it stands beside what is simulated: those that
   an explanation would give it. */
static void
test_exact_figure (void)
{
  static const char json[] = "{\"sizes\":[{\"total\":10,\"trial\":{\"any\":{\"value\":0.12346}}}]}";
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimValue) results = sim_json_parse (json, strlen (json), NULL, problems);
  g_autofree char *value = app_lesson_figure_value (results, "/sizes/10/trial/any/value");

  g_assert_true (g_str_has_prefix (value, "12.35"));
}

static void
test_locks (void)
{
  g_assert_cmpstr (app_document_lock (document, "/outcomes/rmdq/sd"), ==, "/outcomes");
  g_assert_null (app_document_lock (document, "/arms/usual/size"));
  app_document_set_number (document, "/outcomes/rmdq/sd", 9, "SD", NULL, NULL);
  g_assert_cmpfloat (sd (), ==, 5);
  g_assert_null (app_document_undo_name (document));
  app_document_set_number (document, "/dropout/proportion", 0.3, "Lost", NULL, NULL);
  g_assert_true (app_course_astray (course));
  app_course_go (course, 0);
  g_assert_false (app_course_astray (course));
  /* Off, the lesson is in nobody's way. */
  app_course_set_on (course, FALSE);
  g_assert_null (app_document_lock (document, "/outcomes/rmdq/sd"));
  app_course_set_on (course, TRUE);
  g_assert_nonnull (app_document_lock (document, "/outcomes/rmdq/sd"));
}

static void
test_next (void)
{
  app_course_go (course, 1);
  g_assert_cmpfloat (sd (), ==, 7);
  g_assert_false (app_course_hides (course)); /* nothing to predict */
  g_assert_false (app_document_modified (document));
  g_assert_nonnull (sim_draft_get (app_document_draft (document), "/lesson"));
  wait_for_results ();
  app_course_go (course, 0);
  g_assert_cmpfloat (sd (), ==, 5);
  wait_for_results ();
}

static double
saved_number (const char *pointer)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path
      = g_build_filename (g_get_user_state_dir (), "saved.trefoil", NULL);
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  g_mkdir_with_parents (g_get_user_state_dir (), 0700);
  g_assert_true (app_document_save (document, path, &error));
  g_assert_no_error (error);
  g_autoptr (SimDraft) draft = sim_draft_read_file (path, problems);
  g_assert_nonnull (sim_draft_get (draft, "/lesson"));
  g_unlink (path);
  if (sim_value_kind (sim_draft_get (draft, pointer)) == SIM_VALUE_NUMBER)
    return sim_value_number (sim_draft_get (draft, pointer));
  g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);
  return sim_value_number (value);
}

static void
set_dropout (double proportion)
{
  g_assert_true (
      app_document_set_number (document, "/dropout/proportion", proportion, "Lost", NULL, NULL));
}

/* An edit outlives the steps that follow: closing asks, undo has it, and saving writes it, in what
   the lesson begins with. */
static void
test_edits (void)
{
  load (LESSON);
  app_course_go (course, 0);
  set_dropout (0.3);
  app_course_go (course, 1);
  g_assert_cmpfloat (sd (), ==, 7);
  g_assert_true (app_document_modified (document));
  g_assert_cmpfloat (saved_number ("/dropout/proportion"), ==, 0.3);
  g_assert_cmpfloat (saved_number ("/outcomes/rmdq/sd/usual/0"), ==, 5);
  g_assert_false (app_document_modified (document));
  app_document_undo (document);
  g_assert_cmpfloat (
      sim_value_number (sim_draft_get (app_document_draft (document), "/dropout/proportion")), ==,
      0.3);
  g_assert_cmpfloat (saved_number ("/dropout/proportion"), ==, 0.3);
  app_document_undo (document);
  g_assert_cmpfloat (saved_number ("/dropout/proportion"), !=, 0.3);
  g_assert_cmpfloat (saved_number ("/outcomes/rmdq/sd/usual/0"), ==, 5);
  /* Back to the step, wherever undo has led: its values are none of the file's. */
  app_course_go (course, 1);
  g_assert_cmpfloat (sd (), ==, 7);
  g_assert_cmpfloat (saved_number ("/outcomes/rmdq/sd/usual/0"), ==, 5);
  /* What the step has set is the user's once it is edited. */
  app_document_set_number (document, "/outcomes/rmdq/sd", 9, "SD", NULL, NULL);
  g_assert_cmpfloat (saved_number ("/outcomes/rmdq/sd/usual/0"), ==, 9);
  app_course_go (course, 1);
  g_assert_cmpfloat (sd (), ==, 7);
  g_assert_cmpfloat (saved_number ("/outcomes/rmdq/sd/usual/0"), ==, 5);
  app_course_go (course, 0);
}

/* The rows of all attempts: the first of these values is that of attempt 1. */
static void
check_csv (const char *const *predictions)
{
  g_autofree char *csv = app_course_csv (course);
  g_auto (GStrv) lines = g_strsplit (csv, "\n", -1);
  guint n = g_strv_length ((char **)predictions);

  g_assert_cmpstr (lines[0], ==, "lesson,attempt,step,question,prediction,unit,answer");
  for (guint i = 0; i < n; i++) {
    g_autofree char *row = g_strdup_printf (
        "\"L\",%u,1,\"q, \"\"how\"\"?\",\"%s\",\"%%\",\"90\"", i + 1, predictions[i]);
    g_assert_cmpstr (lines[i + 1], ==, row);
  }
  g_assert_cmpstr (lines[n + 1], ==, "");
}

static void
test_csv (void)
{
  check_csv ((const char *[]){ "50", NULL });
}

/* What was predicted is still there when the file is opened again, and at the same step. */
static void
test_again (void)
{
  app_course_go (course, 1);
  load ("{\"trefoil\":1}");
  load (LESSON);
  g_assert_cmpuint (app_course_index (course), ==, 1);
  g_assert_cmpfloat (sd (), ==, 7);
  app_course_go (course, 0);
  g_assert_cmpstr (app_course_prediction (course), ==, "0.5");
  test_csv (); /* with the answer, which nobody has run again */
  app_course_restart (course);
  g_assert_null (app_course_prediction (course));
  g_assert_true (app_course_hides (course));
}

/* Who begins again loses nothing: it is another attempt, and the table has both. One in which
   nothing was predicted is none. */
static void
test_attempts (void)
{
  load (LESSON);
  g_assert_cmpuint (app_course_attempt (course), ==, 2);
  check_csv ((const char *[]){ "50", NULL });
  app_course_go (course, 1);
  app_course_restart (course);
  g_assert_cmpuint (app_course_attempt (course), ==, 2);
  app_course_predict (course, "0.8");
  wait_for_results ();
  check_csv ((const char *[]){ "50", "80", NULL });
  /* No undo and no redo brings back an earlier attempt, nor another document. */
  app_course_restart (course);
  g_assert_cmpuint (app_course_attempt (course), ==, 3);
  app_course_go (course, 1);
  app_document_undo (document);
  app_document_redo (document);
  g_assert_cmpuint (app_course_attempt (course), ==, 3);
  app_course_go (course, 0);
  g_assert_null (app_course_prediction (course));
  app_course_predict (course, "0.7");
  wait_for_results ();
  load ("{\"trefoil\":1}");
  load (LESSON);
  g_assert_cmpuint (app_course_attempt (course), ==, 3);
  g_assert_cmpstr (app_course_prediction (course), ==, "0.7");
  check_csv ((const char *[]){ "50", "80", "70", NULL });
}

/* Of an author who tries the lesson nothing is kept, and no attempt of a learner is shown. */
static void
test_trial (void)
{
  load (LESSON);
  app_course_begin (course, TRUE);
  g_assert_cmpuint (app_course_attempt (course), ==, 1);
  app_course_predict (course, "0.1");
  wait_for_results ();
  check_csv ((const char *[]){ "10", NULL });
  app_course_restart (course);
  check_csv ((const char *[]){ NULL });
  load ("{\"trefoil\":1}");
  load (LESSON);
  check_csv ((const char *[]){ "50", "80", "70", NULL });
}

/* What was shown before it was predicted cannot be predicted any more, nor after opening the file
   again; only who begins again may. */
static void
test_missed (void)
{
  load (LESSON);
  app_course_restart (course);
  g_assert_true (app_course_awaits (course));
  app_course_miss (course);
  g_assert_false (app_course_awaits (course));
  g_assert_false (app_course_hides (course));
  app_course_predict (course, "0.5");
  wait_for_results ();
  check_csv ((const char *[]){ "50", "80", "70", "not made", NULL });
  load ("{\"trefoil\":1}");
  load (LESSON);
  g_assert_true (app_prediction_missed (app_course_prediction (course)));
  app_course_restart (course);
  g_assert_null (app_course_prediction (course));
}

/* Of all steps, at whatever step; but who wrote in the lesson is no learner. */
static void
test_missed_by_author (void)
{
  load (LESSON);
  app_course_restart (course);
  app_course_go (course, 1);
  g_assert_false (app_course_hides (course));
  app_course_set_on (course, FALSE);
  g_assert_true (app_course_awaits (course));
  app_course_miss (course);
  g_assert_false (app_course_awaits (course));
  app_course_set_on (course, TRUE);
  app_course_restart (course);
  g_assert_true (app_course_awaits (course));
  app_course_begin (course, FALSE);
  app_course_set_on (course, FALSE);
  g_assert_false (app_course_awaits (course));
  app_course_set_on (course, TRUE);
  g_assert_true (app_course_awaits (course));
}

/* The record is in the state folder, and names no more than the lesson. */
static void
test_record (void)
{
  g_autofree char *name
      = g_build_filename (g_get_user_state_dir (), "trefoil", "lessons.ini", NULL);
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  g_autofree char *bytes = NULL;

  while ((!g_file_get_contents (name, &bytes, NULL, NULL) || strstr (bytes, "step=0") == NULL)
         && g_get_monotonic_time () < end) {
    g_clear_pointer (&bytes, g_free);
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
  g_assert_nonnull (bytes);
  g_assert_nonnull (strstr (bytes, "step=0"));
}

/* A lesson that autosave has kept with a problem begins once that is mended. */
static void
test_mended (void)
{
  load ("{\"trefoil\":1,\"run\":{\"replicates\":-4},\"lesson\":{\"steps\":["
        "{\"text\":\"t\"}]}}");
  g_assert_false (app_document_valid (document));
  g_assert_cmpuint (app_course_n_steps (course), ==, 0);
  app_document_set_number (document, "/run/replicates", 4000, "Trials", NULL, NULL);
  g_assert_cmpuint (app_course_n_steps (course), ==, 1);
  g_assert_true (app_document_modified (document));
}

/* The same where the last problem was a text that is no value. */
static void
test_mended_text (void)
{
  load ("{\"trefoil\":1,\"run\":{\"replicates\":-4},\"lesson\":{\"steps\":["
        "{\"text\":\"t\"}]}}");
  app_document_set_unread (document, "/dropout/proportion", "“x” is not a number");
  app_document_set_number (document, "/run/replicates", 4000, "Trials", NULL, NULL);
  g_assert_cmpuint (app_course_n_steps (course), ==, 0);
  app_document_set_unread (document, "/dropout/proportion", NULL);
  g_assert_cmpuint (app_course_n_steps (course), ==, 1);
}

/* What was typed and is no value keeps neither a step from its results nor the way back. */
static void
test_unread (void)
{
  const char *at = "/dropout/proportion", *sentence = "“5x” is not a number";

  load (LESSON);
  app_course_restart (course);
  app_document_set_unread (document, at, sentence);
  app_course_go (course, 1);
  g_assert_true (app_document_valid (document));
  g_assert_false (app_course_astray (course));
  wait_for_results ();
  app_document_set_unread (document, at, sentence);
  g_assert_true (app_course_astray (course));
  app_course_go (course, 1); /* back to the step's scenario, from which nothing differs */
  g_assert_null (app_document_unread (document, at));
  g_assert_false (app_course_astray (course));
  wait_for_results ();
}

/* Two windows at one lesson: what one of them does not know stays. */
static void
test_two (void)
{
  char *first[] = { "0.5", NULL }, *second[] = { NULL, "b" }, *none[] = { NULL, NULL };
  char *read[2] = { NULL, NULL }, *answers[2] = { NULL, NULL };

  app_record_write ("two", 1, 0, first, none, 2);
  app_record_write ("two", 1, 1, second, none, 2);
  g_assert_cmpuint (app_record_attempt ("two"), ==, 1);
  g_assert_cmpuint (app_record_read ("two", 1, read, answers, 2), ==, 1);
  g_assert_cmpstr (read[0], ==, "0.5");
  g_assert_cmpstr (read[1], ==, "b");
  g_free (read[0]);
  g_free (read[1]);
  /* One of them begins again. */
  app_record_write ("two", 2, 0, none, none, 2);
  app_record_write ("two", 1, 1, first, none, 2);
  g_assert_cmpuint (app_record_attempt ("two"), ==, 2);
  g_assert_cmpuint (app_record_read ("two", 2, read, answers, 2), ==, 0);
  g_assert_null (read[0]);
}

int
main (int argc, char **argv)
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  document = app_document_new ();
  run = app_run_new (document);
  GtkWidget *window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (window));
  app_run_set_clock (run, window);
  course = app_course_new (document, run);
  g_test_add_func ("/lesson/course/none", test_none);
  g_test_add_func ("/lesson/course/broken", test_broken);
  g_test_add_func ("/lesson/course/predict", test_predict);
  g_test_add_func ("/lesson/course/figures", test_figures);
  g_test_add_func ("/lesson/course/figures-on-show", test_figures_on_show);
  g_test_add_func ("/lesson/course/exact-figure", test_exact_figure);
  g_test_add_func ("/lesson/course/locks", test_locks);
  g_test_add_func ("/lesson/course/next", test_next);
  g_test_add_func ("/lesson/course/csv", test_csv);
  g_test_add_func ("/lesson/course/again", test_again);
  g_test_add_func ("/lesson/course/attempts", test_attempts);
  g_test_add_func ("/lesson/course/trial", test_trial);
  g_test_add_func ("/lesson/course/record", test_record);
  g_test_add_func ("/lesson/course/missed", test_missed);
  g_test_add_func ("/lesson/course/missed-by-author", test_missed_by_author);
  g_test_add_func ("/lesson/course/edits", test_edits);
  g_test_add_func ("/lesson/course/two", test_two);
  g_test_add_func ("/lesson/course/mended", test_mended);
  g_test_add_func ("/lesson/course/mended-text", test_mended_text);
  g_test_add_func ("/lesson/course/unread", test_unread);
  status = g_test_run ();
  g_object_unref (course);
  app_run_set_clock (run, NULL);
  g_object_unref (run);
  g_object_unref (document);
  gtk_window_destroy (GTK_WINDOW (window));
  return status;
}
