/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/lesson/panel.c, writer.c and showing.c: whatever a lesson says, it is no wider than
 * its place, what is no number is answered, no more is ticked than a step can show, and who writes
 * one chooses by names.
 */
#include "lesson/panel.h"

#include <math.h>
#include <string.h>

#include "lesson/figures.h"
#include "lesson/showing.h"
#include "lesson/writer.h"
#include "lesson/writing.h"
#include "search-list.h"
#include "../wait.h"

/* What the window has at least. */
#define WIDTH 300

/* A lesson all of whose words are longer than a line, in every kind of prediction. */
static char *
long_words (void)
{
  g_autofree char *word = g_strnfill (100, 'W');
  const char *step = "{\"text\":\"# W\\n\\n- W\\n\\nW\",\"reveal\":\"W\",\"predict\":"
                     "{\"question\":\"W\",\"kind\":";
  g_autofree char *plain = g_strconcat (
      "{\"trefoil\":1,\"lesson\":{\"title\":\"W\",\"steps\":[", step,
      "\"number\",\"answer\":1,\"unit\":\"W\"}},", step,
      "\"choice\",\"choices\":[\"W\",\"V\"],\"answer\":\"W\"}}]}}", NULL);
  g_auto (GStrv) parts = g_strsplit (plain, "W", -1);

  return g_strjoinv (word, parts);
}

static void
test_width (void)
{
  g_autofree char *text = long_words ();
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_parse (text, strlen (text), problems);
  g_autoptr (AppDocument) document = app_document_new ();
  g_autoptr (AppRun) run = app_run_new (document);
  g_autoptr (AppCourse) course = app_course_new (document, run);
  GtkWidget *window = gtk_window_new (), *panel = app_lesson_panel_new (course);
  int least;

  g_assert_nonnull (draft);
  gtk_window_set_child (GTK_WINDOW (window), panel);
  app_document_load_draft (document, draft, NULL, FALSE);
  g_assert_cmpuint (app_course_n_steps (course), ==, 2);
  for (guint i = 0; i < 2; i++) {
    app_course_go (course, i);
    app_course_predict (course, i == 0 ? "1e300" : "V");
    gtk_widget_measure (panel, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
    g_assert_cmpint (least, <=, WIDTH);
  }
  app_course_restart (course);
  g_autoptr (AppAuthor) author = app_author_new (document);
  GtkWidget *writer = app_lesson_writer_new (author, run);
  app_author_begin (author, 0);
  gtk_window_set_child (GTK_WINDOW (window), writer);
  for (guint i = 0; i < 2; i++) {
    app_author_go (author, i);
    gtk_widget_measure (writer, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
    g_assert_cmpint (least, <=, WIDTH);
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The first widget on show of a kind, or the first label that says text. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (text == NULL || strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type, text);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* What is no number is answered where it was typed; what may become one, once it is sent off. */
static void
test_no_number (void)
{
  static const struct {
    const char *typed;
    gboolean sent;
    const char *answer; /* NULL: nothing is said */
  } cases[] = {
    { "sixty", FALSE, "“sixty” is not a number; allowed: figures, such as 60 or 2.5" },
    { "-", FALSE, NULL },
    { "-", TRUE, "“-” is not a number; allowed: figures, such as 60 or 2.5" },
    { "", FALSE, NULL },
    { "", TRUE, "Nothing entered; allowed: figures, such as 60 or 2.5" },
    { "150", FALSE, "“150” is too much; allowed: 0 to 100" },
    { "100", FALSE, NULL },
    { "60", FALSE, NULL },
  };
  static const char text[] = "{\"trefoil\":1,\"lesson\":{\"steps\":[{\"text\":\"t\",\"predict\":{"
                             "\"question\":\"q\",\"answer\":0.5,\"unit\":\"%\"}}]}}";
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_parse (text, strlen (text), problems);
  g_autoptr (AppDocument) document = app_document_new ();
  g_autoptr (AppRun) run = app_run_new (document);
  g_autoptr (AppCourse) course = app_course_new (document, run);
  GtkWidget *window = gtk_window_new (), *panel = app_lesson_panel_new (course), *entry;

  g_assert_nonnull (draft);
  gtk_window_set_child (GTK_WINDOW (window), panel);
  app_document_load_draft (document, draft, NULL, FALSE);
  entry = find (panel, GTK_TYPE_ENTRY, NULL);
  g_assert_nonnull (entry);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gtk_editable_set_text (GTK_EDITABLE (entry), cases[i].typed);
    if (cases[i].sent)
      g_signal_emit_by_name (entry, "activate");
    for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
      if (cases[k].answer != NULL)
        g_assert_true ((find (panel, GTK_TYPE_LABEL, cases[k].answer) != NULL)
                       == (g_strcmp0 (cases[k].answer, cases[i].answer) == 0));
    g_assert_null (app_course_prediction (course));
  }
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (app_course_prediction (course), ==, "0.6");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Whatever was opened between: a question that is open is in sight. */
static void
test_question_comes_back (void)
{
  static const char *const files[] = {
    "{\"trefoil\":1,\"lesson\":{\"steps\":[{\"text\":\"t\",\"predict\":{"
    "\"question\":\"Q\",\"answer\":1}}]}}",
    "{\"trefoil\":1}",
    "{\"trefoil\":1,\"lesson\":{\"steps\":[{\"text\":\"u\",\"predict\":{"
    "\"question\":\"Q\",\"answer\":1}}]}}",
    "{\"trefoil\":1,\"lesson\":{\"steps\":[{\"text\":\"t\",\"reveal\":\"{{/no}}\"}]}}",
    "{\"trefoil\":1,\"lesson\":{\"steps\":[{\"text\":\"v\",\"predict\":{"
    "\"question\":\"Q\",\"answer\":1}}]}}",
  };
  g_autoptr (AppDocument) document = app_document_new ();
  g_autoptr (AppRun) run = app_run_new (document);
  g_autoptr (AppCourse) course = app_course_new (document, run);
  GtkWidget *window = gtk_window_new (), *panel = app_lesson_panel_new (course);

  gtk_window_set_child (GTK_WINDOW (window), panel);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GPtrArray) problems = sim_problems_new ();
    g_autoptr (SimDraft) draft = sim_draft_parse (files[i], strlen (files[i]), problems);

    g_assert_nonnull (draft);
    app_document_load_draft (document, draft, NULL, FALSE);
    g_assert_cmpuint (app_course_n_steps (course), ==, i % 2 == 0 ? 1 : 0);
    g_assert_true ((find (panel, GTK_TYPE_LABEL, "Q") != NULL) == (i % 2 == 0));
    g_assert_true ((find (panel, GTK_TYPE_ENTRY, NULL) != NULL) == (i % 2 == 0));
    if (i % 2 == 0)
      app_course_predict (course, "1");
    /* The way on from the end of a lesson is none from what is no lesson. */
    g_assert_true ((find (panel, GTK_TYPE_LABEL, "Save Predictions…") != NULL) == (i % 2 == 0));
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

static guint
count_ticks (GtkWidget *widget, gboolean sensitive)
{
  guint n = GTK_IS_CHECK_BUTTON (widget) && (!sensitive || gtk_widget_get_sensitive (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_ticks (child, sensitive);
  return n;
}

static gboolean
tells_of_none (GtkWidget *showing)
{
  return find (showing, GTK_TYPE_LABEL,
               "None is ticked: that of every test is shown, and how often at least one and all of "
               "them are significant.") != NULL;
}

/* As many tests and criteria as there may be; the first are hypotheses. ids: takes theirs. */
static SimDraft *
most_tests (SimValue *ids[SIM_MAX_LESSON_SHOWN])
{
  g_autoptr (SimDraft) plain = sim_draft_new_default ();
  g_autoptr (GString) tests = g_string_new ("/testing={\"hypotheses\":[");
  g_autoptr (GString) success = g_string_new (NULL);

  for (guint i = 0; i < SIM_MAX_LESSON_SHOWN; i++) {
    gboolean test = i < SIM_MAX_HYPOTHESES;
    g_autofree char *id = g_strdup_printf ("%s%u", test ? "H" : "C", i);
    if (test)
      g_string_append_printf (tests, "%s{\"id\":\"%s\",\"compare\":[\"hand-ear\",\"usual\"],"
                              "\"margin\":%u,\"type\":\"non-inferiority\"}",
                              i > 0 ? "," : "", id, i + 1);
    else
      g_string_append_printf (success, "%s{\"id\":\"%s\",\"any-of\":[\"H0\",\"H1\"]}",
                              success->len > 0 ? "," : "", id);
    ids[i] = sim_value_new_text (id);
  }
  g_string_append_printf (tests, "],\"success\":[%s]}", success->str);
  return sim_draft_set_text (plain, tests->str, NULL);
}

/* No more than a step can show: of as many hypotheses as there may be, of criteria, any and all. */
static void
test_most_shown (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  GtkWidget *showing = g_object_ref_sink (app_showing_new ());
  SimValue *items[SIM_MAX_LESSON_SHOWN], *some[SIM_MAX_LESSON_SHOWN - 1];
  g_autoptr (SimDraft) draft = most_tests (items);
  g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);
  g_autoptr (SimValue) all = sim_value_new_list (items, G_N_ELEMENTS (items));
  g_autoptr (SimValue) fewer = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (some); i++)
    some[i] = sim_value_ref (items[i]);
  fewer = sim_value_new_list (some, G_N_ELEMENTS (some));
  g_assert_nonnull (scenario);
  app_showing_update (APP_SHOWING (showing), scenario, fewer);
  g_assert_false (tells_of_none (showing));
  g_assert_cmpuint (count_ticks (showing, FALSE), ==, SIM_MAX_LESSON_SHOWN + 2);
  g_assert_cmpuint (count_ticks (showing, TRUE), ==, SIM_MAX_LESSON_SHOWN + 2);
  app_showing_update (APP_SHOWING (showing), scenario, all);
  g_assert_cmpuint (count_ticks (showing, TRUE), ==, SIM_MAX_LESSON_SHOWN);
  /* One that is taken back makes room for another, by hand too. */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find (showing, GTK_TYPE_CHECK_BUTTON, NULL)),
                               FALSE);
  g_assert_cmpuint (count_ticks (showing, TRUE), ==, SIM_MAX_LESSON_SHOWN + 2);
  /* None at all means something, and it is told what. */
  app_showing_update (APP_SHOWING (showing), scenario, NULL);
  g_assert_true (tells_of_none (showing));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find (showing, GTK_TYPE_CHECK_BUTTON, NULL)),
                               TRUE);
  g_assert_false (tells_of_none (showing));
  g_object_unref (showing);
}

static char *
text_of (GtkWidget *widget)
{
  g_autofree char *text = NULL;

  if (GTK_IS_TEXT_VIEW (widget))
    g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &text, NULL);
  else if (GTK_IS_LABEL (widget) || GTK_IS_EDITABLE (widget))
    g_object_get (widget, GTK_IS_LABEL (widget) ? "label" : "text", &text, NULL);
  return g_steal_pointer (&text);
}

/* The text on show with a pointer, of anything, that who writes would have to know; NULL: there is
   none. */
static char *
find_pointer (GtkWidget *widget)
{
  g_autofree char *text = text_of (widget);

  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (text != NULL && g_regex_match_simple ("(?<![\\w/<])/[a-z]", text, 0, 0))
    return g_steal_pointer (&text);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    char *found = find_pointer (child);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Settings are found by a word of their names and locked; what is locked is told by its name. */
static void
test_names (void)
{
  g_autoptr (AppDocument) document = app_document_new ();
  g_autoptr (AppRun) run = app_run_new (document);
  g_autoptr (AppAuthor) author = app_author_new (document);
  GtkWidget *window = gtk_window_new (), *writer = app_lesson_writer_new (author, run);
  GtkWidget *offer, *entry, *tick;
  g_autofree char *pointer = NULL;

  gtk_window_set_child (GTK_WINDOW (window), writer);
  gtk_window_present (GTK_WINDOW (window));
  app_author_begin (author, 0);
  app_writing_set_kind (author, SIM_PREDICT_NUMBER, "/sizes/152/hypotheses/HE-UC/power/value");
  g_assert_nonnull (
      find (writer, GTK_TYPE_LABEL, "Power: Hand-ear acupuncture vs usual care"));
  g_assert_nonnull (find (writer, GTK_TYPE_LABEL, "Outcome"));
  g_assert_null (find (writer, GTK_TYPE_LABEL, "Format version"));
  offer = gtk_widget_get_ancestor (find (writer, GTK_TYPE_LABEL, "Lock a Single Setting"),
                                   GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (offer));
  entry = find (offer, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "usual patients");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (app_writing_locks (author, "/arms/usual/size"));
  tick = gtk_widget_get_ancestor (find (writer, GTK_TYPE_LABEL, "Usual care: Patients"),
                                  GTK_TYPE_CHECK_BUTTON);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)));
  app_writing_set_lock (author, "/outcomes/rmdq/sd", TRUE);
  app_writing (APP_WRITING_REVEAL)->write (author, "{{/sizes/152/trial/any/value}} of 100");
  pointer = find_pointer (writer);
  g_assert_cmpstr (pointer, ==, NULL);
  app_writing_set_lock (author, "/outcomes/rmdq/sd", FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), FALSE);
  g_assert_null (app_author_value (author, "lock"));
  g_assert_null (find (writer, GTK_TYPE_LABEL, "Usual care: Patients"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = GTK_IS_LIST_BOX_ROW (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

static GPtrArray *
list_many (gpointer data)
{
  GPtrArray *many = g_ptr_array_new_with_free_func (app_setting_unref);

  for (guint i = 0; i < 5000; i++) {
    g_autofree char *name = g_strdup_printf ("Result %u", i);
    g_ptr_array_add (many, app_setting_new (name, name, "", "", ""));
  }
  return many;
}

static char *
value_of_every_second (const AppSetting *setting, gpointer asked)
{
  ++*(guint *)asked;
  return *(guint *)asked % 2 == 0 ? g_strdup ("1 %") : NULL;
}

/* A list of thousands is made in a few rows at a time, and values are asked for of these alone. */
static void
test_long_list (void)
{
  guint asked = 0;
  AppSearchList *list = app_search_list_new ("Search", list_many, &asked);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (list));
  app_search_list_show_all (list, value_of_every_second);
  g_assert_cmpuint (count_rows (window), <=, 6);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR (find (window, GTK_TYPE_LABEL, "4920 more: search for them by a word of their names.")
            != NULL);
  g_assert_cmpuint (count_rows (window), ==, 40);
  g_assert_cmpuint (asked, ==, 80);
  gtk_window_destroy (GTK_WINDOW (window));
}

#define BUDGET 50 /* ms that the main thread may be away for */

static double
ms_since (gint64 start)
{
  return (double)(g_get_monotonic_time () - start) / 1000;
}

/* A scenario with all that it may have. */
static SimDraft *
draft_at_limits (void)
{
  SimValue *ids[SIM_MAX_LESSON_SHOWN];
  g_autoptr (SimDraft) tests = most_tests (ids);
  g_autoptr (GString) sizes = g_string_new ("/run/sizes=[");

  for (guint i = 0; i < SIM_MAX_LESSON_SHOWN; i++)
    sim_value_unref (ids[i]);
  for (guint i = 0; i < SIM_MAX_SIZES; i++)
    g_string_append_printf (sizes, "%s%u", i > 0 ? "," : "", 152 + 3 * i);
  g_string_append (sizes, "]");
  return sim_draft_set_text (tests, sizes->str, NULL);
}

/* However many figures there are: a letter in an explanation, which makes another scenario of which
   names are read and written, is no wait. The least of some times, for others use the machine. */
static void
test_most_figures (void)
{
  static const char named[] = "{{Power: Hand-ear - Power: Hand-ear, 155 patients}} {{none}}";
  static const char pointed[]
      = "At {{/sizes/155/hypotheses/H1/power/value - /sizes/341/trial/any/value}} of 100";
  g_autoptr (SimDraft) draft = draft_at_limits ();
  double typed = INFINITY;

  for (guint i = 0; i < 3; i++) {
    g_autoptr (GPtrArray) problems = sim_problems_new ();
    g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);
    gint64 start = g_get_monotonic_time ();
    g_autofree char *text = NULL, *back = NULL, *other = NULL, *figure = NULL;
    AppLessonFigures *figures;

    g_assert_nonnull (scenario);
    g_assert_cmpuint (sim_scenario_n_sizes (scenario), ==, SIM_MAX_SIZES);
    figures = app_lesson_figures_new (scenario);
    text = app_lesson_named (figures, pointed);
    back = app_lesson_pointed (figures, text);
    other = app_lesson_pointed (figures, named);
    figure = app_lesson_figure_name (figures, "/sizes/152/trial/any/value");
    app_lesson_figures_free (figures);
    typed = MIN (typed, ms_since (start));
    g_assert_null (strstr (text, "/sizes"));
    g_assert_cmpstr (back, ==, pointed);
    g_assert_cmpstr (other, ==, named);
    g_assert_cmpstr (figure, ==, "At least one significant");
  }
  g_test_message ("the names of a letter: %.1f ms", typed);
  g_assert_cmpfloat (typed, <, BUDGET);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lesson/panel/width", test_width);
  g_test_add_func ("/lesson/panel/no-number", test_no_number);
  g_test_add_func ("/lesson/panel/question-comes-back", test_question_comes_back);
  g_test_add_func ("/lesson/panel/most-shown", test_most_shown);
  g_test_add_func ("/lesson/panel/names", test_names);
  g_test_add_func ("/lesson/panel/long-list", test_long_list);
  g_test_add_func ("/lesson/panel/most-figures", test_most_figures);
  return g_test_run ();
}
