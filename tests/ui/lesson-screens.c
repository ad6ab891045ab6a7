/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lesson-screens.c - every step of every bundled lesson before and after its prediction, in two
 * sizes of the window: nothing makes the window larger, what is asked is in sight when a step
 * begins (with all that it is about, in the larger window) and what came out when it is answered,
 * the plot has most of the room, no word is cut, and no texts of a plot touch. Called with
 * "projector": in that mode.
 *
 * The real window, in process, at once without animations; look.h is the judge.
 * TREFOIL_SHOTS=DIRECTORY keeps the pictures for looking at; TREFOIL_LESSONS=REGEX picks lessons.
 */
#include <locale.h>
#include <string.h>

#include "application.h"
#include "lesson/prediction.h"
#include "look.h"
#include "theme.h"
#include "window-private.h"

#define TIMEOUT (60 * G_USEC_PER_SEC)
/* Turns of the main loop for what comes with later frames. */
#define PATIENT 100
/* px of the window from which on a text and its question are seen together. */
#define WHOLE 1280
/* Of the place of the results, what the plot has at least. */
#define PLOT_SHARE 0.5

typedef struct {
  int width, height;
} Size;

static const Size sizes[] = { { 900, 600 }, { 1280, 800 } };
/* By the width of the screen, the smaller one first. */
static const Size projected[] = { { 900, 600 }, { 1280, 720 } };

static AppWindow *window;

static void
on_time (gpointer over)
{
  *(gboolean *)over = TRUE;
}

static void
turn_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add_once (ms, on_time, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Runs the main loop until condition holds. */
#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end_ = g_get_monotonic_time () + TIMEOUT;                                               \
    while (!(condition)) {                                                                         \
      g_assert_cmpint (g_get_monotonic_time (), <, end_);                                          \
      turn_for (5);                                                                                \
    }                                                                                              \
  }                                                                                                \
  G_STMT_END

static void
keep (const char *where)
{
  const char *folder = g_getenv ("TREFOIL_SHOTS");
  g_autofree char *file = g_strconcat (where, ".png", NULL);
  g_autofree char *path = NULL;
  GdkTexture *picture;

  if (folder == NULL)
    return;
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  path = g_build_filename (folder, file, NULL);
  WAIT_FOR ((picture = look_picture (GTK_WIDGET (window), 1)) != NULL);
  g_assert_true (gdk_texture_save_to_png (picture, path));
  g_object_unref (picture);
}

/* --- where things are --- */

/* The first widget of a style class that is on screen. */
static GtkWidget *
find (GtkWidget *widget, const char *css_class)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (gtk_widget_has_css_class (widget, css_class))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, css_class);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Whether all of it is within the window and what scrolls around it. Before the frame that gives it
   a place nothing is. */
static gboolean
in_sight (GtkWidget *widget)
{
  graphene_rect_t own, around;

  if (gtk_widget_get_height (widget) == 0)
    return FALSE;
  for (GtkWidget *up = gtk_widget_get_parent (widget); up != NULL; up = gtk_widget_get_parent (up))
    if ((GTK_IS_SCROLLED_WINDOW (up) || GTK_IS_WINDOW (up))
        && gtk_widget_compute_bounds (widget, up, &own)) {
      graphene_rect_init (&around, 0, -1, (float)gtk_widget_get_width (up),
                          (float)gtk_widget_get_height (up) + 2);
      if (own.origin.y < around.origin.y
          || own.origin.y + own.size.height > around.origin.y + around.size.height)
        return FALSE;
    }
  return TRUE;
}

static guint
expect_in_sight (const char *css_class, const char *where)
{
  GtkWidget *widget = find (GTK_WIDGET (window->lesson), css_class);

  if (widget != NULL && in_sight (widget))
    return 0;
  g_test_message ("%s: .%s is not in sight", where, css_class);
  return 1;
}

static guint
expect_room (AppPlotArea *area, const char *where)
{
  int plot = gtk_widget_get_height (GTK_WIDGET (area));
  int all = gtk_widget_get_height (GTK_WIDGET (window->curtain));

  if (plot >= PLOT_SHARE * all)
    return 0;
  g_test_message ("%s: the plot has %d of %d pixels", where, plot, all);
  return 1;
}

/* Nobody scrolls on the wall: all big figures are in sight there. */
static guint
expect_figures (const char *where)
{
  GtkAdjustment *scroll = gtk_scrolled_window_get_vadjustment (window->strip);

  if (!window->projector
      || gtk_adjustment_get_upper (scroll) <= gtk_adjustment_get_page_size (scroll) + 1)
    return 0;
  g_test_message ("%s: of the big figures %.0f of %.0f px are in sight", where,
                  gtk_adjustment_get_page_size (scroll), gtk_adjustment_get_upper (scroll));
  return 1;
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

/* What a plot calls by an id is told by that beside its name, too. */
static guint
expect_codes (const char *where)
{
  SimScenario *scenario = app_course_scenario (window->course);
  SimGoal goals[SIM_MAX_GOALS];
  guint n = app_trial_focus_goals (window->focus, scenario, goals), bad = 0;

  for (guint i = 0; window->projector && i < n; i++)
    if (goals[i].kind == SIM_GOAL_HYPOTHESIS && !says (window->figures, goals[i].id)) {
      g_test_message ("%s: nothing tells what %s is", where, goals[i].id);
      bad++;
    }
  return bad;
}

static gboolean
fits (const Size *size, int *width, int *height)
{
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, width, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_VERTICAL, size->width, height, NULL,
                      NULL, NULL);
  return *width <= size->width && *height <= size->height;
}

static guint
expect_size (const Size *size, const char *where)
{
  int width, height;

  for (guint turns = 0; turns < PATIENT && !fits (size, &width, &height); turns++)
    turn_for (20);
  if (fits (size, &width, &height))
    return 0;
  g_test_message ("%s: the window needs %dx%d", where, width, height);
  return 1;
}

/* --- a step --- */

static char *
some_prediction (const SimLessonStep *step)
{
  SimScenario *scenario = app_course_scenario (window->course);
  guint last = sim_scenario_n_sizes (scenario) - 1;

  if (step->predict == SIM_PREDICT_CHOICE)
    return g_strdup (step->choices[0]);
  if (step->predict == SIM_PREDICT_SKETCH)
    return g_strdup_printf ("%u:%g %u:%g", sim_scenario_total (scenario, 0), 0.3,
                            sim_scenario_total (scenario, last), 0.7);
  return g_strdup ("0.5");
}

/* Words as they are when a frame has been painted, see screens.c. */
static struct {
  const char *where; /* NULL: nobody asks */
  guint bad;
} question;

static void
on_after_paint (void)
{
  if (question.where == NULL)
    return;
  question.bad = look_at_words (GTK_WIDGET (window->curtain), question.where)
                 + look_at_words (GTK_WIDGET (window->lesson), question.where);
  question.where = NULL;
}

static guint
bad_words (const char *where)
{
  question.where = where;
  gtk_widget_queue_draw (GTK_WIDGET (window));
  WAIT_FOR (question.where == NULL);
  return question.bad;
}

static guint
look_at_question (const char *where, const Size *size)
{
  guint bad;

  turn_for (100);
  bad = expect_size (size, where);
  bad += bad_words (where);
  if (app_course_step (window->course)->predict != SIM_PREDICT_NOTHING)
    bad += expect_in_sight ("question", where) + expect_in_sight ("suggested-action", where);
  if (size->width >= WHOLE) /* with all that it is about */
    bad += expect_in_sight ("text", where);
  keep (where);
  return bad;
}

static guint
look_at_answer (const char *where, const Size *size)
{
  GtkWidget *widget, *canvas;
  AppPlotArea *area = app_window_view (window, &widget)->area (widget);
  guint bad;

  GtkWidget *verdict = find (GTK_WIDGET (window->lesson), "verdict");

  WAIT_FOR (app_plot_area_figure (area) != NULL && !app_plot_area_waiting (area));
  /* It is brought into sight in the frames that follow, of which a busy machine has few; before
     them it is where it was in another lesson. */
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gint64 frame = gdk_frame_clock_get_frame_counter (clock) + 4;

  for (guint turns = 0; turns < 10 * PATIENT && verdict != NULL
                        && (gdk_frame_clock_get_frame_counter (clock) < frame
                            || !in_sight (verdict));
       turns++)
    turn_for (20);
  look_watch (area);
  turn_for (200);
  canvas = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (area)));
  gtk_widget_queue_draw (canvas);
  bad = expect_size (size, where);
  bad += bad_words (where);
  bad += look_at_plot (area, where);
  look_watch (NULL);
  if (app_course_prediction (window->course) != NULL)
    bad += expect_in_sight ("verdict", where);
  bad += expect_room (area, where) + expect_figures (where) + expect_codes (where);
  keep (where);
  return bad;
}

static gboolean
is_at_rest (void)
{
  return app_run_state (window->run) == SIM_RUN_COMPLETE
         && app_run_scenario (window->run) == app_document_scenario (window->document)
         && app_run_theory (window->run) != NULL;
}

static guint
take_step (const char *name, guint index, const Size *size)
{
  g_autofree char *where
      = g_strdup_printf ("%.8s-step-%u-%dx%d", name, index + 1, size->width, size->height);
  g_autofree char *before = g_strconcat (where, "-asks", NULL);
  g_autofree char *after = g_strconcat (where, "-tells", NULL);
  g_autofree char *prediction = some_prediction (app_course_step (window->course));
  guint bad = look_at_question (before, size);

  app_course_predict (window->course, prediction);
  WAIT_FOR (app_course_results (window->course) != NULL && is_at_rest ());
  return bad + look_at_answer (after, size);
}

/* --- a lesson --- */

static gboolean
has_size (const Size *size)
{
  return gtk_widget_get_width (GTK_WIDGET (window)) == size->width
         && gtk_widget_get_height (GTK_WIDGET (window)) == size->height;
}

/* Whether it has that size; see screens.c. */
static gboolean
resize (const Size *size)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  int border = gdk_surface_get_width (surface) - gtk_widget_get_width (GTK_WIDGET (window));

  for (int wider = 1; wider >= 0; wider--) {
    gtk_window_set_default_size (GTK_WINDOW (window), size->width + border + wider,
                                 size->height + border);
    turn_for (60);
  }
  return has_size (size);
}

/* The same lesson with few trials, which are enough to be looked at. */
static SimDraft *
read_lesson (const char *path)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_read_file (path, problems);
  g_autoptr (SimValue) few = sim_value_new_number (5000);

  g_assert_nonnull (draft);
  return sim_draft_set (draft, "/run/replicates", few, NULL);
}

static guint
go_through (const char *path, const Size *size)
{
  g_autoptr (SimDraft) draft = read_lesson (path);
  g_autofree char *name = g_path_get_basename (path);
  guint bad = 0;

  app_document_load_draft (window->document, draft, NULL, FALSE);
  app_course_restart (window->course);
  WAIT_FOR (window->projector || resize (size)); /* which fills the screen */
  for (guint i = 0; i < app_course_n_steps (window->course); i++) {
    if (i > 0)
      app_course_go (window->course, i);
    bad += take_step (name, i, size);
  }
  return bad;
}

/* The other lessons are looked at all the same. */
static void
expect_none (guint bad)
{
  if (bad > 0)
    g_test_fail_printf ("%u things are wrong", bad);
}

static void
test_lesson (gconstpointer path)
{
  guint bad = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    bad += go_through (path, &sizes[i]);
  expect_none (bad);
}

static void
test_projected (gconstpointer path)
{
  guint bad;
  gboolean small;

  g_action_group_change_action_state (G_ACTION_GROUP (window), "projector",
                                      g_variant_new_boolean (TRUE));
  turn_for (200);
  small = gtk_widget_get_width (GTK_WIDGET (window)) <= projected[0].width;
  bad = go_through (path, &projected[small ? 0 : 1]);
  g_action_group_change_action_state (G_ACTION_GROUP (window), "projector",
                                      g_variant_new_boolean (FALSE));
  expect_none (bad);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static GPtrArray *
list_lessons (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "lessons", NULL);
  const char *chosen = g_getenv ("TREFOIL_LESSONS");
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (chosen == NULL || g_regex_match_simple (chosen, name, 0, 0))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_dir_close (dir);
  g_ptr_array_sort (paths, compare_names);
  return paths;
}

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  gboolean projector;
  int status;

  g_test_init (&argc, &argv, NULL);
  projector = argc > 1 && g_str_equal (argv[1], "projector");
  if (argc > 1 && g_str_equal (argv[1], "language")) {
    setlocale (LC_ALL, "");
    sim_shown_init ();
  }
  application = app_application_new ();
  g_assert_true (gtk_init_check ());
  app_views_init ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_activate (G_APPLICATION (application));
  window = APP_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (on_after_paint), NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  paths = list_lessons ();
  for (guint i = 0; i < paths->len; i++) {
    g_autofree char *base = g_path_get_basename (paths->pdata[i]);
    g_autofree char *test = g_strdup_printf ("/lesson-screens/%.8s", base);

    g_test_add_data_func (test, paths->pdata[i], projector ? test_projected : test_lesson);
  }
  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  return status;
}
