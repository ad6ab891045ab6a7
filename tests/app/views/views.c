/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of the views in a window of their own, on a private display: they follow a real run.
 */
#include "views/effect-drag.h"
#include "views/views.h"

#include <adwaita.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "export/export.h"
#include "views/plot-area-private.h"
#include "views/plot-zoom.h"

static GtkWidget *window, *power, *effects, *figures, *table;
static AppDocument *document;
static AppRun *run;
static AppTrialFocus *focus;

/* Runs the main loop until done says so, at most ten seconds. */
static gboolean
wait_for (gboolean (*done) (void))
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (!done () && g_get_monotonic_time () < end) {
    while (g_main_context_iteration (NULL, FALSE))
      ;
    g_usleep (2000);
  }
  return done ();
}

static gboolean
run_complete (void)
{
  return app_run_state (run) == SIM_RUN_COMPLETE && app_run_theory (run) != NULL;
}

static double
own_total (void)
{
  SimScenario *scenario = app_document_scenario (document);

  return sim_scenario_total (scenario, sim_scenario_own_size (scenario));
}

static guint
arm_size (guint arm)
{
  SimScenario *scenario = app_document_scenario (document);

  return sim_scenario_arm_size (scenario, sim_scenario_own_size (scenario), arm);
}

static gboolean
shows_own_total (void)
{
  PlotFigure *figure = app_plot_area_figure (app_power_view_area (power));
  g_autofree char *title = figure != NULL ? plot_figure_title (figure) : NULL;
  g_autofree char *wanted = g_strdup_printf ("At %.0f patients", own_total ());

  return title != NULL && g_str_has_prefix (title, wanted);
}

static AppPlotArea *
area (void)
{
  return app_power_view_area (power);
}

static void
test_follow (void)
{
  g_assert_true (wait_for (run_complete));
  g_assert_true (wait_for (shows_own_total));
  g_assert_nonnull (app_plot_area_figure (app_effects_view_area (effects)));
  g_assert_cmpfloat (own_total (), ==, 152);
}

/* All labels below a widget, joined by newlines. */
static void
collect (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, text);
}

static void
assert_shows (GtkWidget *widget, const char *part)
{
  GString *text = g_string_new (NULL);

  collect (widget, text);
  if (strstr (text->str, part) == NULL)
    g_error ("“%s” is missing in “%s”", part, text->str);
  g_string_free (text, TRUE);
}

/* The number at a curve is that to plan with, as Sample size and reports have it: in the plot as
   in words. */
static void
test_needed (void)
{
  const SimResults *results = app_run_results (run);
  g_autofree char *words = plot_figure_describe (app_plot_area_figure (area ()));
  g_autofree char *sentence = NULL;
  SimNeeds needs;

  sim_needs (app_run_scenario (run), results, NULL, &needs);
  g_assert_cmpint (needs.of[0].by, ==, SIM_NEEDED_EXACT);
  sentence = g_strdup_printf ("usual care reaches 90\u202f%% with %u patients.", needs.of[0].total);
  if (strstr (words, sentence) == NULL)
    g_error ("“%s” is missing in “%s”", sentence, words);
}

static void
test_numbers (void)
{
  const SimResults *results = app_run_results (run);
  const SimSizeResult *size = &results->sizes[results->own_size];

  for (guint i = 0; i < results->n_hypotheses; i++) {
    const SimFigure *figure = &size->hypotheses[i].power;
    g_autofree char *value = plot_words_percent (figure->value, figure->mcse);

    assert_shows (figures, value);
    assert_shows (table, value);
  }
  assert_shows (figures, "Hand-ear acupuncture vs usual care");
  assert_shows (figures, "±0.2 points");
  assert_shows (table, "All of them");
}

/* In how many lines the label stands that begins so. */
static int
lines_of (GtkWidget *widget, const char *start)
{
  int lines = 0;

  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), start))
    lines = pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    lines = MAX (lines, lines_of (child, start));
  return lines;
}

/* How many labels that begin so are to be seen. */
static guint
count_seen (GtkWidget *widget, const char *start)
{
  guint n = GTK_IS_LABEL (widget) && gtk_widget_get_child_visible (widget)
            && gtk_widget_get_opacity (widget) > 0
            && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), start);

  if (!gtk_widget_get_visible (widget))
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_seen (child, start);
  return n;
}

/* How many figures on show say how exact they are, in as many words as have room. */
static guint
count_errors (GtkWidget *widget)
{
  guint n = ADW_IS_SQUEEZER (widget)
            && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (
                                     adw_squeezer_get_visible_child (ADW_SQUEEZER (widget)))),
                                 "±");

  if (!gtk_widget_get_visible (widget))
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_errors (child);
  return n;
}

/* Long names take the room that short ones do not need. */
static void
test_strip_shares (void)
{
  static const struct {
    int width, lines;
  } rows[] = { { 330, 5 }, { 670, 3 }, { 1000, 2 }, { 1250, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    GtkAllocation place = { 0, 0, rows[i].width, 200 };

    gtk_widget_size_allocate (figures, &place, -1);
    g_assert_cmpint (lines_of (figures, "Hand-ear acupuncture vs usual"), <=, rows[i].lines);
    g_assert_cmpint (lines_of (figures, "Hand-ear acupuncture vs stand"), <=, rows[i].lines);
    /* However narrow it is, a power tells how exact it is. */
    g_assert_cmpuint (count_errors (figures), ==, 5);
  }
  gtk_widget_queue_resize (figures);
}

/* The figures and the curves are those that a lesson asks for, and all again without one. */
static void
test_shown (void)
{
  static const char *const ids[] = { "any", "HE-ST" };
  g_autofree char *words = NULL, *all = NULL;

  app_trial_focus_set_subject (focus, "any", app_run_scenario (run));
  app_trial_focus_set_shown (focus, ids, G_N_ELEMENTS (ids));
  g_assert_cmpint (lines_of (figures, "Hand-ear acupuncture vs stand"), >, 0);
  g_assert_cmpuint (count_seen (figures, "usual care"), ==, 0);
  g_assert_cmpuint (count_seen (figures, "At least one"), ==, 1);
  g_assert_cmpuint (count_seen (figures, "All of them"), ==, 0);
  words = plot_figure_title (app_plot_area_figure (area ()));
  g_assert_true (g_str_has_suffix (words, "such trials: at least one"));
  app_trial_focus_set_subject (focus, NULL, NULL);
  app_trial_focus_set_shown (focus, NULL, 0);
  g_assert_cmpuint (count_seen (figures, "All of them"), ==, 1);
  all = plot_figure_title (app_plot_area_figure (area ()));
  g_assert_cmpstr (all, !=, words);
}

static GtkWidget *p_values;

static gboolean
has_p_values (void)
{
  return app_plot_area_figure (app_p_value_view_area (p_values)) != NULL;
}

static char *
title_of_p_values (void)
{
  return plot_figure_title (app_plot_area_figure (app_p_value_view_area (p_values)));
}

/* A view that speaks of one hypothesis alone stays with its own where several are asked about. */
static void
test_subject (void)
{
  GtkWidget *other = gtk_window_new ();
  g_autofree char *first = NULL, *one = NULL, *then = NULL;

  p_values = app_p_value_view_new (run, focus);
  gtk_window_set_child (GTK_WINDOW (other), p_values);
  gtk_window_present (GTK_WINDOW (other));
  g_assert_true (wait_for (has_p_values));
  first = title_of_p_values ();
  app_trial_focus_set_subject (focus, "HE-ST", app_run_scenario (run));
  g_assert_cmpstr (app_trial_focus_id (focus), ==, "HE-ST");
  one = title_of_p_values ();
  g_assert_cmpstr (one, !=, first);
  app_trial_focus_set_subject (focus, "any", app_run_scenario (run));
  g_assert_cmpstr (app_trial_focus_id (focus), ==, "HE-ST");
  then = title_of_p_values ();
  g_assert_cmpstr (then, ==, one);
  app_trial_focus_set_subject (focus, NULL, NULL);
  app_trial_focus_set_hypothesis (focus, NULL);
  gtk_window_destroy (GTK_WINDOW (other));
}

/* Eight hypotheses have their names, however many criteria stand beside them; nine have ids. */
static void
test_many (void)
{
  static const char *const ids[]
      = { "any",       "all",       "two-against-usual", "HE-UC-D8", "ST-UC-D8",
          "HE-ST-D8",  "HE-UC-D26", "ST-UC-D26",         "HE-ST-D26", "HE-UC-P8",
          "ST-UC-P8", "HE-ST-P8" };
  g_autofree char *path = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "lessons",
                                            "lesson-4-twelve-ways-to-win.trefoil", NULL);

  g_assert_true (app_document_load (document, path, NULL));
  app_trial_focus_set_shown (focus, ids, 11);
  g_assert_true (wait_for (run_complete));
  g_assert_cmpuint (count_seen (figures, "Hand-ear acupuncture vs"), ==, 5);
  g_assert_cmpuint (count_seen (figures, "HE-UC-D8"), ==, 0);
  app_trial_focus_set_shown (focus, ids, 12);
  g_assert_cmpuint (count_seen (figures, "Hand-ear acupuncture vs"), ==, 0);
  g_assert_cmpuint (count_seen (figures, "HE-UC-D8"), ==, 1);
  app_trial_focus_set_shown (focus, NULL, 0);
}

/* Five figures stand in one row down to a narrow window, then in two, and so on. A scroller around
   them, which asks for a height without a width, is told that of the width they had last. */
static void
test_strip (void)
{
  int least, blind, wide, row, rows;

  gtk_widget_measure (figures, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (figures, GTK_ORIENTATION_VERTICAL, -1, &blind, NULL, NULL, NULL);
  gtk_widget_measure (figures, GTK_ORIENTATION_VERTICAL, 660, &row, NULL, NULL, NULL);
  gtk_widget_measure (figures, GTK_ORIENTATION_VERTICAL, 3 * least, &rows, NULL, NULL, NULL);
  gtk_widget_measure (figures, GTK_ORIENTATION_VERTICAL, 2600, &wide, NULL, NULL, NULL);
  g_assert_cmpint (least, <, 200);
  g_assert_cmpint (wide, <=, blind);
  g_assert_cmpint (blind, <, rows);
  g_assert_cmpint (row, <, 2 * wide); /* names take more lines, but there is one row */
  g_assert_cmpint (rows, >, row);
}

static void
test_accessible (void)
{
  gtk_test_accessible_assert_role (area (), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_role (figures, GTK_ACCESSIBLE_ROLE_GROUP);
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (area ()), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (area ()),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (area ())));
}

static void
test_drag (void)
{
  for (double x = 152; x <= 200; x += 3.7)
    g_signal_emit_by_name (area (), "handle-moved", x);
  g_signal_emit_by_name (area (), "handle-moved", 199.8);
  g_signal_emit_by_name (area (), "handle-released");
  g_assert_cmpfloat (own_total (), ==, 200);
  /* 54 : 50 : 48 of 200 by largest remainder, whatever way the drag took. */
  g_assert_cmpuint (arm_size (0), ==, 71);
  g_assert_cmpuint (arm_size (1), ==, 66);
  g_assert_cmpuint (arm_size (2), ==, 63);
  g_assert_true (wait_for (shows_own_total));
  /* A drag is one step. */
  app_document_undo (document);
  g_assert_cmpfloat (own_total (), ==, 152);
  g_assert_null (app_document_undo_name (document));
  g_assert_true (wait_for (shows_own_total));
}

static gboolean
is_held (void)
{
  const PlotGeometry *at = app_plot_area_geometry (app_power_view_area (power));

  return at->width > 0 && !at->has_handle && !at->has_level;
}

static gboolean
is_free (void)
{
  const PlotGeometry *at = app_plot_area_geometry (app_power_view_area (power));

  return at->has_handle && at->has_level;
}

/* What a step of a lesson locks has no grip. */
static void
test_held (void)
{
  SimValue *all[]
      = { sim_value_new_text ("/arms/usual/size"), sim_value_new_text ("/run/target-power") };
  g_autoptr (SimValue) locks = sim_value_new_list (all, G_N_ELEMENTS (all));

  g_assert_true (wait_for (is_free));
  app_document_set_locks (document, locks);
  g_assert_true (wait_for (is_held));
  app_document_set_locks (document, NULL);
  g_assert_true (wait_for (is_free));
}

/* A lesson that is being written is no part of the scenario that an effect is dragged in. */
static void
test_effect_keeps_lesson (void)
{
  AppEffectDrag *drag = app_effect_drag_new (document);
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) written
      = sim_draft_set_text (app_document_draft (document),
                            "/lesson={\"steps\":[{\"text\":\"Mine\"}]}", &error);
  SimDraft *draft;

  g_assert_no_error (error);
  g_assert_true (app_document_apply (document, written, "Lesson", NULL));
  app_effect_drag_to (drag, 0, 4, 0.05);
  app_effect_drag_end (drag);
  draft = app_document_draft (document);
  g_assert_cmpfloat (sim_value_number (sim_draft_get (draft, "/outcomes/0/means/hand-ear/0")), ==,
                     4.9);
  g_assert_cmpstr (sim_value_text (sim_draft_get (draft, "/lesson/steps/0/text")), ==, "Mine");
  app_document_undo (document);
  app_document_undo (document);
  app_effect_drag_free (drag);
}

static void
test_drag_too_far (void)
{
  g_signal_emit_by_name (area (), "handle-moved", -500.0);
  g_signal_emit_by_name (area (), "handle-moved", (double)NAN);
  g_signal_emit_by_name (area (), "handle-released");
  g_assert_true (app_document_valid (document));
  g_assert_cmpfloat (own_total (), >=, 6);
  while (app_document_undo_name (document) != NULL)
    app_document_undo (document);
  g_assert_cmpfloat (own_total (), ==, 152);
}

static void
test_step (void)
{
  g_signal_emit_by_name (area (), "handle-stepped", 10);
  g_signal_emit_by_name (area (), "handle-stepped", -1);
  g_assert_cmpfloat (own_total (), ==, 161);
  app_document_undo (document);
  g_assert_cmpfloat (own_total (), ==, 152);
  g_assert_true (wait_for (run_complete));
}

/* Nothing is made anew when nothing has changed, and a hidden view does nothing. */
static void
test_idle (void)
{
  PlotFigure *figure;

  g_assert_true (wait_for (run_complete));
  g_assert_true (wait_for (shows_own_total));
  figure = app_plot_area_figure (area ());
  g_signal_emit_by_name (run, "updated");
  g_assert_true (app_plot_area_figure (area ()) == figure);
  gtk_widget_set_visible (power, FALSE);
  g_signal_emit_by_name (area (), "handle-stepped", 1);
  g_assert_true (wait_for (run_complete));
  g_assert_true (app_plot_area_figure (area ()) == figure);
  gtk_widget_set_visible (power, TRUE);
  g_assert_true (wait_for (shows_own_total));
  app_document_undo (document);
}

static void
test_results (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL, *csv = NULL;

  g_assert_true (wait_for (run_complete));
  json = app_results_text (run, APP_RESULTS_JSON, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (json, "\"trefoil-results\": 1"));
  g_assert_nonnull (strstr (json, "\"complete\": true"));
  csv = app_results_text (run, APP_RESULTS_CSV, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (csv, "HE-UC"));
  g_assert_false (app_results_save (run, "/no/such/folder/x.csv", APP_RESULTS_CSV, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_IO);
}

/* Processor time of this thread alone: the engine's threads and other programs do not count. */
static double
thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * (double)now.tv_sec + 1e-6 * (double)now.tv_nsec;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a, other = *(const double *)b;

  return one < other ? -1 : one > other;
}

#define N_TURNS 25
#ifdef __SANITIZE_ADDRESS__
#define LONG_TURN 10000
#else
#define LONG_TURN 100
#endif

/* A turn of the main loop while dragging is short: the median, since a busy machine has outliers.
 */
static void
test_quick (void)
{
  double turns[N_TURNS];

  /* The first frame loads fonts and drivers. */
  g_assert_true (wait_for (run_complete));
  g_assert_true (wait_for (shows_own_total));
  for (int i = 0; i < N_TURNS; i++) {
    double start = thread_ms ();

    g_signal_emit_by_name (area (), "handle-moved", 150.0 + 3 * i);
    g_assert_true (wait_for (shows_own_total));
    turns[i] = thread_ms () - start;
  }
  g_signal_emit_by_name (area (), "handle-released");
  qsort (turns, N_TURNS, sizeof turns[0], compare_doubles);
  g_test_message ("from an edit to its picture: median %.1f ms, longest %.1f ms of processor time",
                  turns[N_TURNS / 2], turns[N_TURNS - 1]);
  g_assert_cmpfloat (turns[N_TURNS / 2], <, LONG_TURN);
}

static void
build (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "scenarios", "luo-2019.trefoil", NULL);
  g_autoptr (GError) error = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *toasts = adw_toast_overlay_new ();

  document = app_document_new ();
  g_assert_true (app_document_load (document, path, &error));
  run = app_run_new (document);
  focus = app_trial_focus_new ();
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 760);
  gtk_box_append (GTK_BOX (box), figures = app_figures_new (run, focus));
  gtk_box_append (GTK_BOX (box), power = app_power_view_new (document, run, focus));
  gtk_box_append (GTK_BOX (box), effects = app_effects_view_new (document, run, focus));
  gtk_box_append (GTK_BOX (box), table = app_table_new (document, run));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), box);
  gtk_window_set_child (GTK_WINDOW (window), toasts);
  app_run_set_clock (run, window);
  gtk_window_present (GTK_WINDOW (window));
}

static GtkGesture *
press_of (AppPlotArea *figure)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (figure->canvas);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GObject) one = g_list_model_get_item (all, i);

    if (GTK_IS_GESTURE_CLICK (one)
        && gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (one)) == GDK_BUTTON_PRIMARY)
      return GTK_GESTURE (one);
  }
  g_assert_not_reached ();
}

static PlotTarget opened;
static guint n_opened;

static void
on_opened (AppPlotArea *figure, const PlotTarget *target)
{
  opened = *target;
  n_opened++;
}

static gboolean
something_opened (void)
{
  return n_opened > 0;
}

/* A visible label of these words in a widget. */
static gboolean
says (GtkWidget *widget, const char *words)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strcmp (gtk_label_get_text (GTK_LABEL (widget)), words) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, words))
      return TRUE;
  return FALSE;
}

/* The card tells of a click where there is a bar, and only there. */
static void
test_card_tells_of_click (void)
{
  static const char words[] = "A click opens one of these trials";
  AppPlotArea *figure = app_effects_view_area (effects);
  const PlotGeometry *at = &figure->geometry;
  guint with = 0, without = 0;
  PlotTarget target;

  for (double y = at->top + 2; y < at->bottom; y += 9)
    for (double x = at->left + 5; x < at->right; x += 41) {
      app_plot_area_point_at (figure, x, y);
      gboolean bar = figure->cursor == NULL
                     && plot_figure_target (figure->figure, at->width, at->height, &figure->style,
                                            x, y, &target);

      g_assert_true (says (figure->card, words) == (bar && figure->readout != NULL));
      with += bar;
      without += !bar;
    }
  g_assert_cmpuint (with, >, 10);
  g_assert_cmpuint (without, >, 10);
}

/* All of the card is seen also where the plot is narrower than its names in one line. */
static void
test_card_in_sight (void)
{
  AppPlotArea *figure = app_power_view_area (power);
  PlotGeometry wide = figure->geometry;
  guint narrow = 0;

  app_plot_area_point_at (figure, wide.left + 9, wide.top + 9);
  g_assert_nonnull (figure->readout);
  for (double width = 900; width >= 420; width -= 40) {
    GdkRectangle place;
    gboolean taken = FALSE;
    int natural;

    figure->geometry.width = width;
    g_signal_emit_by_name (figure->overlay, "get-child-position", figure->card, &place, &taken);
    gtk_widget_measure (figure->card, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
    g_assert_true (taken);
    g_assert_cmpint (place.x, >=, 0);
    g_assert_cmpint (place.x + place.width, <=, (int)width);
    narrow += natural > width;
  }
  g_assert_cmpuint (narrow, >, 0);
  figure->geometry = wide;
  app_plot_area_take_readout (figure, NULL);
}

/* A click on a part is about what lay there, though it counts only when the view has moved on. */
static void
test_click_then_zoom (void)
{
  AppPlotArea *figure = app_effects_view_area (effects);
  const PlotGeometry *at = &figure->geometry;
  PlotTarget wanted = { 0 }, later = { 0 };
  double x = 0, y = 0;
  gboolean hit = FALSE;

  app_plot_area_zoom_by_key (figure, TRUE);
  for (y = at->bottom - 2; y > at->top && !hit; y -= 3)
    for (x = at->left + 5; x < (at->left + at->right) / 2 && !hit; x += 3)
      hit = plot_figure_target (figure->figure, at->width, at->height, &figure->style, x, y,
                                &wanted);
  g_assert_true (hit);
  x -= 3;
  y += 3;
  g_signal_connect (figure, "activated", G_CALLBACK (on_opened), NULL);
  g_signal_emit_by_name (press_of (figure), "released", 1, x, y);
  g_assert_cmpuint (n_opened, ==, 0);
  for (guint i = 0; i < 4; i++)
    app_plot_area_zoom_by_key (figure, TRUE);
  g_assert_true (!plot_figure_target (figure->figure, at->width, at->height, &figure->style, x, y,
                                      &later)
                 || later.low != wanted.low);
  g_assert_true (wait_for (something_opened));
  g_assert_cmpfloat (opened.low, ==, wanted.low);
  g_assert_cmpuint (opened.index, ==, wanted.index);
}

static GtkScrolledWindow *narrow; /* of a table */

static gboolean
narrow_scrolls_across (void)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (narrow);

  return gtk_adjustment_get_page_size (across) > 0
         && gtk_adjustment_get_upper (across) > gtk_adjustment_get_page_size (across);
}

/* A table without rows yet has the height of its titles, however large their text, and of the bar
   below them: with less GTK would warn, which ends the test. */
static void
test_narrow_table (void)
{
  g_autoptr (AppDocument) other = app_document_new ();
  g_autoptr (AppRun) none = app_run_new (other);
  GtkWidget *place = gtk_window_new (), *one = app_table_new (other, none);
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  narrow = GTK_SCROLLED_WINDOW (gtk_widget_get_first_child (one));
  gtk_widget_set_valign (one, GTK_ALIGN_START);
  gtk_widget_set_size_request (one, -1, app_table_height (APP_TABLE (one)));
  gtk_window_set_child (GTK_WINDOW (place), one);
  gtk_window_set_default_size (GTK_WINDOW (place), 300, 400);
  gtk_window_present (GTK_WINDOW (place));
  g_assert_true (wait_for (narrow_scrolls_across));
  gtk_window_destroy (GTK_WINDOW (place));
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* Nothing has been drawn yet, and nothing is to be said. */
static void
test_no_zoom (void)
{
  const PlotZoom whole = { 0 };
  const PlotGeometry none = { 0 };

  g_assert_null (app_plot_zoom_sentence (&whole, &none));
}

int
main (int argc, char **argv)
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  app_views_init ();
  build ();
  g_test_add_func ("/views/follow", test_follow);
  g_test_add_func ("/views/needed", test_needed);
  g_test_add_func ("/views/numbers", test_numbers);
  g_test_add_func ("/views/shown", test_shown);
  g_test_add_func ("/views/subject", test_subject);
  g_test_add_func ("/views/strip", test_strip);
  g_test_add_func ("/views/strip-shares", test_strip_shares);
  g_test_add_func ("/views/accessible", test_accessible);
  g_test_add_func ("/views/drag", test_drag);
  g_test_add_func ("/views/held", test_held);
  g_test_add_func ("/views/drag-too-far", test_drag_too_far);
  g_test_add_func ("/views/effect-keeps-lesson", test_effect_keeps_lesson);
  g_test_add_func ("/views/step", test_step);
  g_test_add_func ("/views/idle", test_idle);
  g_test_add_func ("/views/results", test_results);
  g_test_add_func ("/views/quick", test_quick);
  g_test_add_func ("/views/card-tells-of-click", test_card_tells_of_click);
  g_test_add_func ("/views/card-in-sight", test_card_in_sight);
  g_test_add_func ("/views/click-then-zoom", test_click_then_zoom);
  g_test_add_func ("/views/narrow-table", test_narrow_table);
  g_test_add_func ("/views/no-zoom", test_no_zoom);
  g_test_add_func ("/views/many", test_many);
  status = g_test_run ();
  app_run_set_clock (run, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (run);
  g_object_unref (document);
  g_object_unref (focus);
  return status;
}
