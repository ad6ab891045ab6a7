/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/window-lesson.c: every step of every bundled lesson in the whole window. Before a
 * prediction is made no figure, plot or table is on screen or can be copied, undo and redo lead to
 * nothing that is asked yet, and the view whose button is lit is the one that is shown afterwards.
 * Closing the lesson gives up every prediction that is to be made yet.
 */
#include <string.h>

#include "application.h"
#include "lesson/prediction.h"
#include "lesson/sketch.h"
#include "tooltip.h"
#include "window-private.h"
#include "wait.h"

static AppApplication *application;

/* The first widget on screen that fits, outside of the editor and the lesson. */
static GtkWidget *
find (AppWindow *window, GtkWidget *widget, gboolean (*fits) (GtkWidget *widget))
{
  if (!gtk_widget_get_mapped (widget) || widget == window->editor
      || widget == GTK_WIDGET (window->lesson))
    return NULL;
  if (fits (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (window, child, fits);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
is_plot (GtkWidget *widget)
{
  return APP_IS_PLOT_AREA (widget);
}

static gboolean
is_table (GtkWidget *widget)
{
  return GTK_IS_COLUMN_VIEW (widget);
}

static gboolean
is_sketch (GtkWidget *widget)
{
  return APP_IS_SKETCH (widget);
}

/* "24 %", "At 152 patients, 24 of 100 such trials would …". */
static gboolean
is_figure (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget)
         && g_regex_match_simple ("^[0-9.]+\\s*%$| of 100 ",
                                  gtk_label_get_text (GTK_LABEL (widget)), 0, 0);
}

static gboolean
is_enabled (AppWindow *window, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

/* A label that has the error of a result. */
static gboolean
is_precise (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), "±") != NULL;
}

/* The button that tells which arm has most scores that no patient can have. */
static gboolean
is_remark (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget)
         && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "win.show-setting")
                == 0;
}

static void
check_covered (AppWindow *window, const SimLessonStep *step)
{
  static const char *const gates[] = { "copy-table",     "copy-picture",   "copy-data",
                                       "export-picture", "export-results", "export-report" };
  GtkWidget *root = GTK_WIDGET (window);
  g_autoptr (GVariant) view = g_action_group_get_action_state (G_ACTION_GROUP (window), "view");
  gboolean sketch = step->predict == SIM_PREDICT_SKETCH;

  g_assert_null (find (window, root, is_plot));
  g_assert_null (find (window, root, is_table));
  g_assert_null (find (window, root, is_figure));
  g_assert_true ((find (window, root, is_sketch) != NULL) == sketch);
  for (guint i = 0; i < G_N_ELEMENTS (gates); i++)
    g_assert_false (is_enabled (window, gates[i]));
  g_assert_false (is_enabled (window, "view"));
  g_assert_false (is_enabled (window, "expect-results"));
  /* What is true of the arms may be the answer, and so may how exact it is known. */
  g_assert_false (gtk_widget_get_visible (window->editor) || is_enabled (window, "search")
                  || is_enabled (window, "show-setting"));
  /* Nor does the button of the sidebar look as if it were shown, or show it by its key. */
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (window->sidebar_button))
                  || gtk_widget_get_sensitive (window->sidebar_button));
  g_action_group_activate_action (G_ACTION_GROUP (window), "sidebar", NULL);
  g_assert_false (adw_flap_get_reveal_flap (window->flap));
  g_assert_null (find (window, window->status, is_precise));
  g_assert_null (find (window, window->status, is_remark));
  g_assert_cmpstr (g_variant_get_string (view, NULL), ==, sketch ? "power" : step->view);
}

/* Anything, as text. */
static char *
some_prediction (AppCourse *course, const SimLessonStep *step)
{
  SimScenario *scenario = app_course_scenario (course);
  const double totals[] = { sim_scenario_total (scenario, 0),
                            sim_scenario_total (scenario, sim_scenario_n_sizes (scenario) - 1) };
  const double values[] = { 0.1, 0.9 };

  if (step->predict == SIM_PREDICT_CHOICE)
    return g_strdup (step->choices[0]);
  if (step->predict == SIM_PREDICT_SKETCH)
    return g_strdup_printf ("%.0f:%g %.0f:%g", totals[0], values[0], totals[1], values[1]);
  return g_strdup ("0.5");
}

/* As if its button were pressed. */
static gboolean
goes_to (AppWindow *window, const char *view)
{
  g_action_group_change_action_state (G_ACTION_GROUP (window), "view", g_variant_new_string (view));
  return g_str_equal (gtk_stack_get_visible_child_name (window->stack), view);
}

/* A view that cannot be gone to looks like that and says why, in the menu as well. */
static void
check_buttons (AppWindow *window)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (window->switcher));
  GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (window->more));
  g_autoptr (GMenuModel) open = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  int n_open = g_menu_model_get_n_items (open), offered = 0;
  guint n;
  const AppView *views = app_views (&n);

  for (guint i = 0; i < n; i++) {
    gboolean opens
        = views[i].show_trial != NULL || app_course_opens (window->course, views[i].id);
    g_autofree char *other = NULL;

    if (views[i].more) {
      offered += opens;
      continue;
    }
    g_assert_true (gtk_widget_get_sensitive (button) == opens);
    g_assert_true ((strstr (app_tooltip_get (button), "going to ask") == NULL) == opens);
    other = gtk_test_accessible_check_property (
        GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
        "This view may show what the lesson is going to ask");
    g_assert_true ((other != NULL) == opens);
    button = gtk_widget_get_next_sibling (button);
  }
  g_assert_cmpint (n_open, ==, offered);
}

/* Until the last prediction is made only views that have come up, and single trials, can be gone
   to: others have what later steps ask for. */
static void
check_views (AppWindow *window)
{
  AppCourse *course = window->course;
  const char *present = app_course_view (app_course_step (course));
  gboolean all = !app_course_asks_more (course);

  g_assert_true (goes_to (window, "trial"));
  g_assert_true (goes_to (window, present));
  g_assert_true (goes_to (window, "errors") == (all || g_str_equal (present, "errors")));
  g_assert_true (goes_to (window, "trials") == all);
  check_buttons (window);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "pin") == all);
  g_assert_true (goes_to (window, present));
}

static const char *
hash_on_show (AppWindow *window)
{
  return sim_scenario_hash (app_document_scenario (window->document));
}

/* Undoes, or redoes, as long as it can be done; all that comes up has been answered. */
static void
travel (AppWindow *window, const char *action, GHashTable *answered)
{
  while (is_enabled (window, action)) {
    g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
    g_assert_true (g_hash_table_contains (answered, hash_on_show (window)));
  }
}

/* The history has what the lesson began with, and what a later step showed that was looked at: both
   may have what is asked yet. */
static void
check_history (AppWindow *window, guint index, GHashTable *answered)
{
  AppCourse *course = window->course;

  g_hash_table_add (answered, g_strdup (sim_scenario_hash (app_course_scenario (course))));
  if (!app_course_asks_more (course))
    return;
  travel (window, "undo", answered);
  travel (window, "redo", answered);
  app_course_go (course, index + 1);
  app_course_go (course, index);
  travel (window, "undo", answered);
  app_course_go (course, index);
  WAIT_FOR (app_course_results (course) != NULL);
}

static void
take_step (AppWindow *window, guint index, GHashTable *answered)
{
  AppCourse *course = window->course;
  const SimLessonStep *step = app_course_step (course);
  GtkWidget *root = GTK_WIDGET (window);
  g_autofree char *prediction = some_prediction (course, step);
  g_autoptr (GVariant) view = NULL;

  g_assert_cmpuint (app_course_index (course), ==, index);
  check_covered (window, step); /* at once, */
  WAIT_FOR (app_run_results (window->run) != NULL && app_run_done (window->run) >= 2000);
  check_covered (window, step); /* and with results to be hidden */
  app_course_predict (course, prediction);
  WAIT_FOR (app_course_results (course) != NULL && find (window, root, is_plot) != NULL);
  g_assert_true (is_enabled (window, "view") && is_enabled (window, "copy-picture"));
  g_assert_true (gtk_widget_get_visible (window->editor) && is_enabled (window, "search"));
  /* What later steps ask for does not leave by the clipboard either. */
  g_assert_true (is_enabled (window, "copy-table") == !app_course_asks_more (course));
  g_assert_true (is_enabled (window, "export-report") == !app_course_asks_more (course));
  g_assert_false (is_enabled (window, "expect-results")); /* a step is no scenario of the file */
  view = g_action_group_get_action_state (G_ACTION_GROUP (window), "view");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==,
                   g_variant_get_string (view, NULL));
  /* The table has what later steps ask for. */
  if (app_course_asks_more (course))
    g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->table)));
  check_views (window);
  check_history (window, index, answered);
}

static void
test_lesson (gconstpointer path)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_read_file (path, problems);
  g_autoptr (AppDocument) document = app_document_new ();
  g_autoptr (GHashTable) answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  AppWindow *window;
  guint n;

  g_assert_nonnull (draft);
  app_document_load_draft (document, draft, NULL, FALSE);
  window = app_window_new (GTK_APPLICATION (application), document);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (window->curtain)));
  n = app_course_n_steps (window->course);
  g_assert_cmpuint (n, >=, 3);
  for (guint i = 0; i < n; i++) {
    if (i > 0)
      app_course_go (window->course, i);
    take_step (window, i, answered);
  }
  g_assert_false (app_course_asks_more (window->course));
  g_assert_true (is_enabled (window, "lesson-next") == (strstr (path, "/lesson-7-") == NULL));
  /* Nothing is kept back any more. */
  while (app_document_undo_name (document) != NULL) {
    g_assert_true (is_enabled (window, "undo"));
    g_action_group_activate_action (G_ACTION_GROUP (window), "undo", NULL);
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What was on show before may show what a later step asks; where no step names one, Power is. */
static void
test_without_views (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  static const char text[]
      = "{\"trefoil\": 1, \"lesson\": {\"steps\": [{\"text\": \"t\"}, {\"text\": \"u\","
        " \"predict\": {\"question\": \"q\", \"answer\": 3}}]}}";
  g_autoptr (SimDraft) draft = sim_draft_parse (text, strlen (text), problems);
  g_autoptr (AppDocument) document = app_document_new ();
  AppWindow *window = app_window_new (GTK_APPLICATION (application), document);

  g_assert_nonnull (draft);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (window->stack)));
  g_action_group_change_action_state (G_ACTION_GROUP (window), "view",
                                      g_variant_new_string ("sensitivity"));
  g_assert_cmpstr (app_window_view (window, NULL)->id, ==, "sensitivity");
  app_document_load_draft (document, draft, NULL, FALSE);
  g_assert_cmpuint (app_course_n_steps (window->course), ==, 2);
  g_assert_cmpstr (app_window_view (window, NULL)->id, ==, "power");
  g_assert_false (app_course_opens (window->course, "errors"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static AdwMessageDialog *
question (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkWidget) one = g_list_model_get_item (all, i);

    if (ADW_IS_MESSAGE_DIALOG (one))
      return ADW_MESSAGE_DIALOG (one);
  }
  return NULL;
}

static void
switch_lesson (AppWindow *window, gboolean on)
{
  g_action_group_change_action_state (G_ACTION_GROUP (window), "lesson",
                                      g_variant_new_boolean (on));
}

/* A later step may have the present scenario, so that closing the lesson shows its answer too, and
   it is asked as long as anything is to be predicted. */
static void
test_closed (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "lessons",
                                            "lesson-3-the-152-patient-lottery.trefoil", NULL);
  g_autoptr (AppDocument) document = app_document_new ();
  AppWindow *window = app_window_new (GTK_APPLICATION (application), document);

  g_assert_true (app_document_load (document, path, NULL));
  gtk_window_present (GTK_WINDOW (window));
  app_course_restart (window->course);
  app_course_predict (window->course, "0.5");
  g_assert_false (app_course_hides (window->course));
  switch_lesson (window, FALSE);
  g_assert_true (app_course_on (window->course));
  g_assert_nonnull (question ());
  adw_message_dialog_response (question (), "miss");
  gtk_window_destroy (GTK_WINDOW (question ())); /* as its button does */
  g_assert_false (app_course_on (window->course));
  switch_lesson (window, TRUE);
  g_assert_cmpstr (app_course_prediction (window->course), ==, "0.5");
  for (guint i = 1; i < 3; i++) {
    app_course_go (window->course, i);
    g_assert_true (app_prediction_missed (app_course_prediction (window->course)));
  }
  switch_lesson (window, FALSE); /* nothing is left to be asked about */
  g_assert_null (question ());
  g_assert_false (app_course_on (window->course));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* How wide the lesson is follows the size of the window, not every frame. */
static void
test_width (void)
{
  g_autoptr (AppDocument) document = app_document_new ();
  AppWindow *window = app_window_new (GTK_APPLICATION (application), document);
  AdwClamp *clamp = ADW_CLAMP (gtk_widget_get_parent (GTK_WIDGET (window->teaching)));
  GdkFrameClock *clock;
  gint64 before;

  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR (window->height > 0);
  adw_clamp_set_maximum_size (clamp, 77);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  before = gdk_frame_clock_get_frame_counter (clock);
  gtk_widget_queue_resize (window->status);
  gdk_frame_clock_begin_updating (clock); /* else it may rest before there were as many */
  WAIT_FOR (gdk_frame_clock_get_frame_counter (clock) > before + 2);
  gdk_frame_clock_end_updating (clock);
  g_assert_cmpint (adw_clamp_get_maximum_size (clamp), ==, 77);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  WAIT_FOR (adw_clamp_get_maximum_size (clamp) != 77);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The title of the message on the screen. */
static const char *
message (AppWindow *window)
{
  AdwToast *toast = g_object_get_data (G_OBJECT (window->toasts), "shown-toast");

  return toast != NULL ? adw_toast_get_title (toast) : "";
}

/* What is locked stays, and nobody says that it has changed. */
static void
test_null (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "lessons",
                                            "lesson-3-the-152-patient-lottery.trefoil", NULL);
  g_autoptr (AppDocument) document = app_document_new ();
  AppWindow *window = app_window_new (GTK_APPLICATION (application), document);
  SimDraft *before;

  g_assert_true (app_document_load (document, path, NULL));
  gtk_window_present (GTK_WINDOW (window));
  before = app_document_draft (document);
  g_action_group_activate_action (G_ACTION_GROUP (window), "null-version", NULL);
  g_assert_true (app_document_draft (document) == before);
  g_assert_cmpstr (message (window), ==, "This is locked in this step of the lesson");
  app_course_miss (window->course);
  switch_lesson (window, FALSE);
  g_action_group_activate_action (G_ACTION_GROUP (window), "null-version", NULL);
  g_assert_true (app_document_draft (document) != before);
  g_assert_true (g_str_has_prefix (message (window), "True in this simulation: no difference"));
  /* Who begins to write a lesson writes where it is written. */
  g_action_group_change_action_state (G_ACTION_GROUP (window), "write-lesson",
                                      g_variant_new_boolean (TRUE));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)),
                                         gtk_stack_get_child_by_name (window->teaching, "writer")));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* To begin again loses nothing, and says so. */
static void
test_again (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "lessons",
                                            "lesson-3-the-152-patient-lottery.trefoil", NULL);
  g_autoptr (AppDocument) document = app_document_new ();
  AppWindow *window = app_window_new (GTK_APPLICATION (application), document);
  g_autofree char *before = NULL, *after = NULL;
  guint attempt;

  g_assert_true (app_document_load (document, path, NULL));
  gtk_window_present (GTK_WINDOW (window));
  app_course_restart (window->course);
  app_course_predict (window->course, "0.5");
  attempt = app_course_attempt (window->course);
  before = app_course_csv (window->course);
  g_action_group_activate_action (G_ACTION_GROUP (window), "lesson-restart", NULL);
  g_assert_cmpuint (app_course_attempt (window->course), ==, attempt + 1);
  g_assert_nonnull (strstr (message (window), "are kept"));
  g_assert_null (app_course_prediction (window->course));
  g_assert_false (is_enabled (window, "undo"));
  after = app_course_csv (window->course);
  g_assert_cmpstr (after, ==, before);
  gtk_window_destroy (GTK_WINDOW (window));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "lessons", NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_dir_close (dir);
  g_ptr_array_sort (paths, compare_names);
  g_assert_cmpuint (paths->len, ==, 7);
  application = app_application_new ();
  g_assert_true (gtk_init_check ());
  app_views_init ();
  g_application_set_default (G_APPLICATION (application));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  for (guint i = 0; i < paths->len; i++) {
    g_autofree char *test = g_strdup_printf ("/window-lesson/%u", i + 1);

    g_test_add_data_func (test, paths->pdata[i], test_lesson);
  }
  g_test_add_func ("/window-lesson/without-views", test_without_views);
  g_test_add_func ("/window-lesson/closed", test_closed);
  g_test_add_func ("/window-lesson/width", test_width);
  g_test_add_func ("/window-lesson/null", test_null);
  g_test_add_func ("/window-lesson/again", test_again);
  return g_test_run ();
}
