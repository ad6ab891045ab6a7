/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sensitivity view in a window of its own: it follows the scenario, and its figures tell what
 * the engine's own tornado and grid find.
 */
#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "../wait.h"
#include "views/views.h"

static GtkWidget *window, *view;
static AppDocument *document;
static AppRun *run;

static AppPlotArea *
area (void)
{
  return app_sensitivity_view_area (view);
}

static char *
words (void)
{
  PlotFigure *figure = app_plot_area_figure (area ());

  return figure != NULL ? plot_figure_describe (figure) : g_strdup ("");
}

static gboolean
wait_for_words (const char *part)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end) {
    g_autofree char *text = NULL;

    while (g_main_context_iteration (NULL, FALSE))
      ;
    text = words ();
    if (strstr (text, part) != NULL)
      return TRUE;
    g_usleep (2000);
  }
  return FALSE;
}

static void
set_value (const char *assignment)
{
  g_autoptr (GError) error = NULL;
  SimDraft *draft = sim_draft_set_text (app_document_draft (document), assignment, &error);

  g_assert_no_error (error);
  app_document_apply (document, draft, "Test", NULL);
  sim_draft_unref (draft);
}

/* Power at 4 and 6 points of SD by a run of each scenario, as the figure words it. */
static char *
expected_end (double sd)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf ("/outcomes/rmdq/sd=%g", sd);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft
      = sim_draft_set_text (app_document_draft (document), text, &error);
  g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);
  SimEngine *engine = sim_engine_new (2, SIM_ISA_AUTO, &error);
  SimRunOptions options = { .replicates = 20000 };
  SimRun *one = sim_run_start (engine, scenario, &options, &error);
  SimSnapshot *snapshot;
  const SimResults *results;
  g_autofree char *percent = NULL;
  const SimFigure *power;
  char *end;

  g_assert_true (sim_run_wait (one, -1));
  snapshot = sim_run_snapshot (one);
  results = sim_snapshot_results (snapshot);
  power = &results->sizes[results->own_size].hypotheses[0].power;
  percent = plot_words_percent (power->value, 0.002);
  end = g_strdup_printf (" at %g points %s", sd, percent);
  sim_snapshot_unref (snapshot);
  sim_run_unref (one);
  sim_engine_free (engine);
  return end;
}

static void
test_ranges (void)
{
  g_autofree char *low = expected_end (4), *high = expected_end (6);

  /* No basis gives a range: a fifth of the SD of 5 each way. */
  g_assert_true (wait_for_words (low));
  g_assert_true (wait_for_words (high));
  g_assert_true (wait_for_words ("as planned"));
  g_assert_true (wait_for_words ("SD (range assumed): at 4 points"));
}

static gboolean
waits (gboolean wanted)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (app_plot_area_waiting (area ()) != wanted && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  return app_plot_area_waiting (area ()) == wanted;
}

/* What waits for a new answer is greyed, but not said to be of a scenario that is not allowed. */
static void
test_follows (void)
{
  set_value ("/outcomes/rmdq/sd=7");
  g_assert_true (waits (TRUE));
  g_assert_false (app_plot_area_stale (area ()));
  g_assert_true (wait_for_words (" at 5.6 points "));
  g_assert_true (wait_for_words (" at 8.4 points "));
  g_assert_true (waits (FALSE));
  set_value ("/outcomes/rmdq/sd=-1");
  for (gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
       !app_plot_area_stale (area ()) && g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (app_plot_area_stale (area ()));
  set_value ("/outcomes/rmdq/sd=7");
  g_assert_true (waits (FALSE));
}

/* "As planned 89 % (0.22)": of as many trials as the run, else these are named. */
static gboolean
names_trials (void)
{
  g_autofree char *text = words ();

  return strstr (text, " trials. ") != NULL;
}

/* More trials are the run's, not the scenario's: they are told as well. */
static void
test_more_trials (void)
{
  g_assert_true (wait_for_words (" in 20\u202f000 trials. "));
  set_value ("/run/replicates=2000"); /* of the next run: this one has more already */
  set_value ("/outcomes/rmdq/sd=6.5");
  WAIT_FOR (app_run_scenario (run) == app_document_scenario (document)
            && app_run_done (run) == 2000);
  g_assert_true (wait_for_words (" at 5.2 points "));
  g_assert_true (names_trials ());
  app_run_more (run);
  WAIT_FOR (app_run_done (run) == 20000);
  for (gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
       names_trials () && g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (names_trials ());
  g_assert_true (wait_for_words (" at 7.8 points "));
  set_value ("/run/replicates=100000");
}

/* With a true null hypothesis it is no power that hangs on them. */
static void
test_null (void)
{
  set_value ("/outcomes/rmdq/means={\"hand-ear\":6,\"standard\":6,\"usual\":6}");
  g_assert_true (wait_for_words ("Type I error of "));
  set_value ("/outcomes/rmdq/means={\"hand-ear\":6,\"standard\":7,\"usual\":9}");
  g_assert_true (wait_for_words ("Power of "));
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_TOGGLE_BUTTON (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_button (child, label);
    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
test_map (void)
{
  GtkWidget *map = find_button (view, "Map");

  g_assert_nonnull (map);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (map), TRUE);
  g_assert_true (wait_for_words ("The greatest is "));
  {
    PlotFigure *figure = app_plot_area_figure (area ());
    g_autofree char *table = plot_figure_data (figure);
    g_auto (GStrv) lines = g_strsplit (table, "\n", -1);

    g_assert_cmpuint (g_strv_length (lines), ==, 25 * 25 + 2);
  }
}

/* The choices of axes have come, with the ranges or with the map. */
static gboolean
has_choices (GtkWidget *widget, guint *n)
{
  if (GTK_IS_DROP_DOWN (widget)) {
    GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (widget));

    *n += model != NULL && g_list_model_get_n_items (model) > 0;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    has_choices (child, n);
  return *n == 3; /* and that of the goal */
}

static gboolean
has_all_choices (void)
{
  guint n = 0;

  return has_choices (view, &n);
}

/* What a new view has its first map over: "Power of ... over ... and ...". */
static char *
first_map (gboolean after_ranges)
{
  g_auto (GStrv) sentences = NULL;
  g_autofree char *text = NULL;

  view = app_sensitivity_view_new (run);
  gtk_window_set_child (GTK_WINDOW (window), view);
  WAIT_FOR (!after_ranges || has_all_choices ());
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (view, "Map")), TRUE);
  g_assert_true (wait_for_words ("The greatest is "));
  text = words ();
  sentences = g_strsplit (text, ". ", 2);
  return g_strdup (sentences[0]);
}

/* Whoever is quick sees the same map. */
static void
test_first_map (void)
{
  g_autofree char *before = first_map (FALSE), *after = first_map (TRUE);

  g_test_message ("%s", before);
  g_assert_cmpstr (before, ==, after);
}

/* Two visits that differ are moved together, by so much. */
static void
test_map_of_change (void)
{
  set_value ("/outcomes/rmdq/means/usual=[8.9,8.4]");
  set_value ("/outcomes/rmdq/means/hand-ear=[6.4,6]");
  g_assert_true (wait_for_words ("Change of mean, "));
}

/* Out of sight it stops; back in sight it has its figure again. */
static void
test_hidden (void)
{
  gtk_widget_set_visible (view, FALSE);
  set_value ("/outcomes/rmdq/sd=6");
  for (guint i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
  gtk_widget_set_visible (view, TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (view, "Ranges")), TRUE);
  g_assert_true (wait_for_words (" at 7.2 points "));
}

int
main (int argc, char **argv)
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  app_views_init ();
  document = app_document_new ();
  run = app_run_new (document);
  window = gtk_window_new ();
  view = app_sensitivity_view_new (run);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 560);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  app_run_set_clock (run, window);
  g_test_add_func ("/sensitivity/ranges", test_ranges);
  g_test_add_func ("/sensitivity/follows", test_follows);
  g_test_add_func ("/sensitivity/more-trials", test_more_trials);
  g_test_add_func ("/sensitivity/null", test_null);
  g_test_add_func ("/sensitivity/map", test_map);
  g_test_add_func ("/sensitivity/first-map", test_first_map);
  g_test_add_func ("/sensitivity/map-of-change", test_map_of_change);
  g_test_add_func ("/sensitivity/hidden", test_hidden);
  status = g_test_run ();
  app_run_set_clock (run, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (run);
  g_object_unref (document);
  return status;
}
