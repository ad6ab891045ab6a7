/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of the trials that play one after the other, and of the ways into a trial, on a private
 * display.
 */
#include <adwaita.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "views/trials-tally.h"
#include "views/views.h"

static GtkWidget *window, *stack, *view, *effects, *p_values;
static AppDocument *document;
static AppRun *run;
static AppTrialFocus *focus;
static guint64 opened; /* the trial that was asked for last; G_MAXUINT64: none */

static gboolean
wait_for (gboolean (*done) (void))
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

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
  return app_run_state (run) == SIM_RUN_COMPLETE;
}

static void
set_animations (gboolean on)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", on, NULL);
}

static GtkWidget *
find (GtkWidget *widget, GType type, const char *label)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type)) {
    const char *text = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;

    if (label == NULL || g_strcmp0 (text, label) == 0)
      return widget;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type, label);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
click (const char *label)
{
  g_signal_emit_by_name (find (view, GTK_TYPE_BUTTON, label), "clicked");
}

/* The lines of the data behind the picture, without their heading. */
static char **
rows (void)
{
  PlotFigure *figure = app_plot_area_figure (app_trials_view_area (view));
  g_autofree char *table = figure != NULL ? plot_figure_data (figure) : g_strdup ("");
  g_auto (GStrv) lines = g_strsplit (g_strchomp (table), "\n", -1);
  guint n = g_strv_length (lines);

  return n > 1 ? g_strdupv (lines + 1) : g_new0 (char *, 1);
}

static guint64
index_of (const char *row)
{
  return g_ascii_strtoull (row, NULL, 10);
}

static guint64 first_wanted;

static gboolean
starts_as_wanted (void)
{
  g_auto (GStrv) lines = rows ();

  return lines[0] != NULL && index_of (lines[0]) == first_wanted;
}

/* How many trials the tally is about: "57 of 60". */
static guint64
tallied (void)
{
  PlotFigure *figure = app_plot_area_figure (app_trials_view_area (view));
  g_autofree char *title = figure != NULL ? plot_figure_title (figure) : g_strdup ("");
  const char *of = strstr (title, " of ");

  return of != NULL ? g_ascii_strtoull (of + 4, NULL, 10) : 0;
}

static guint64 tally_before;

static gboolean
tally_grows (void)
{
  return tallied () > tally_before;
}

static void
test_page (void)
{
  g_auto (GStrv) lines = NULL;

  g_assert_true (wait_for (run_complete));
  g_assert_true (wait_for (tally_grows));
  lines = rows ();
  g_assert_cmpuint (g_strv_length (lines), >=, 8);
  g_assert_cmpuint (tallied (), ==, g_strv_length (lines));
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpuint (index_of (lines[i]), ==, i);
  /* Nothing moves by itself. */
  g_assert_false (gtk_widget_get_visible (find (view, GTK_TYPE_BUTTON, "_Play")));
}

static void
assert_shows (GtkWidget *widget, const char *text)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (child)), text) == 0)
      return;
  g_error ("“%s” is not shown", text);
}

static double
estimate_of (const char *row)
{
  return g_ascii_strtod (strchr (row, '\t') + 1, NULL);
}

static double moved_to;

static gboolean
has_moved (void)
{
  g_auto (GStrv) lines = rows ();

  return lines[0] != NULL && index_of (lines[0]) == 0
         && fabs (estimate_of (lines[0]) - moved_to) < 1e-7;
}

/* The tallies are what the engine counts of as many trials. */
static void
test_tallies (void)
{
  SimScenario *scenario = app_document_scenario (document);
  GtkWidget *tallies = gtk_widget_get_last_child (gtk_widget_get_last_child (view));
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  const SimHypothesisResult *at;
  const SimResults *results;
  SimRunOptions options = { 0 };
  SimSnapshot *snapshot;
  SimRun *other;

  app_trial_focus_set_hypothesis (focus, "ST-UC");
  /* The picture is of another one until its trials are read. */
  g_assert_true (app_plot_area_waiting (app_trials_view_area (view)));
  moved_to = 0.5468660; /* lm() of R on the patients of trial 0 */
  g_assert_true (wait_for (has_moved));
  g_assert_false (app_plot_area_waiting (app_trials_view_area (view)));
  while (tallied () < 300) {
    tally_before = tallied ();
    click ("S_tep");
    g_assert_true (wait_for (tally_grows));
  }
  options.replicates = tallied ();
  other = sim_run_start (engine, scenario, &options, NULL);
  sim_run_wait (other, -1);
  snapshot = sim_run_snapshot (other);
  results = sim_snapshot_results (snapshot);
  at = &results->sizes[results->own_size].hypotheses[1];
  {
    guint64 n = options.replicates;
    g_autofree char *covers
        = g_strdup_printf ("%.0f of %u", at->coverage.value * (double)n, (guint)n);
    g_autofree char *power = g_strdup_printf ("%.0f of %u", at->power.value * (double)n, (guint)n);
    g_autofree char *mean
        = g_strdup_printf ("%.2f points, truth × %.2g", results->histograms[1].mean_rejected,
                           results->histograms[1].mean_rejected / 2.1);
    g_autofree char *wrong
        = g_strdup_printf ("%.0f of %.0f", at->type_s.value * at->power.value * (double)n,
                           at->power.value * (double)n);

    assert_shows (tallies, covers);
    assert_shows (tallies, power);
    assert_shows (tallies, mean);
    assert_shows (tallies, wrong);
  }
  {
    const SimHypothesisResult *all
        = &app_run_results (run)->sizes[app_run_results (run)->own_size].hypotheses[1];
    g_autofree char *percent = plot_words_percent (all->power.value, all->power.mcse);
    g_autofree char *text = g_strdup_printf ("long run: %s", percent);

    assert_shows (tallies, text);
  }
  sim_snapshot_unref (snapshot);
  sim_run_unref (other);
  sim_engine_free (engine);
}

/* Holm's rule by hand: the level at which it stops, of three p-values. */
static double
holm_stops_at (const SimTrial *trial)
{
  guint rejected = 0;

  for (gboolean more = TRUE; more && rejected < 3;) {
    guint small = 0;

    for (guint h = 0; h < 3; h++)
      small += trial->results[h].p_value <= 0.05 / (3 - rejected);
    more = small > rejected;
    rejected += more ? 1 : 0;
  }
  return 0.05 / (3 - MIN (rejected, 2));
}

/* An interval that is clear of no effect does not make a trial significant by Holm's rule: its row
   tells the level, and the picture says that there are such trials; no other row has one. */
static void
test_levels (void)
{
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  PlotFigure *figure = app_plot_area_figure (app_trials_view_area (view));
  g_autofree char *words = plot_figure_describe (figure);
  g_auto (GStrv) lines = rows ();
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
    SimTrial *trial;
    const char *level = cells[5] != NULL && cells[6] != NULL ? cells[6] : ""; /* the last is cut */

    trial = sim_trial_new (engine, app_document_scenario (document), index_of (lines[i]), 0, NULL);
    g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[5], NULL), trial->results[1].p_value,
                                    1e-9);
    if (trial->results[1].rejected == (trial->results[1].p_value <= 0.05)) {
      g_assert_cmpstr (level, ==, "");
    } else {
      g_assert_cmpfloat (g_ascii_strtod (cells[2], NULL), >, 0);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (level, NULL), holm_stops_at (trial), 1e-9);
      g_assert_cmpfloat (trial->results[1].p_value, >, holm_stops_at (trial));
      n++;
    }
    sim_trial_free (trial);
  }
  g_test_message ("%u: %s", n, words);
  g_assert_cmpuint (n, >, 0);
  g_assert_nonnull (strstr (words, " clear of no effect yet not significant: tested at 0.0"));
  sim_engine_free (engine);
}

static void
test_from (void)
{
  GtkWidget *number = find (view, GTK_TYPE_SPIN_BUTTON, NULL);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (number), 4711);
  first_wanted = 4711;
  g_assert_true (wait_for (starts_as_wanted));
  /* What is no number leaves all as it was. */
  tally_before = tallied ();
  click ("S_tep");
  g_assert_true (wait_for (tally_grows));
  tally_before = tallied ();
  for (guint i = 0; i < 2; i++) {
    gtk_editable_set_text (GTK_EDITABLE (number), i == 0 ? "some" : "-5");
    gtk_spin_button_update (GTK_SPIN_BUTTON (number));
    g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (number)), ==, 4711);
    g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (number)), ==, "4711");
  }
  for (gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 2; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (tallied (), ==, tally_before);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (number), 0);
  first_wanted = 0;
  g_assert_true (wait_for (starts_as_wanted));
}

/* A row opens the trial that stands there, sorted or not. */
static void
test_open (void)
{
  for (guint sorted = 0; sorted < 2; sorted++) {
    g_auto (GStrv) lines = NULL;

    gtk_toggle_button_set_active (
        GTK_TOGGLE_BUTTON (find (view, GTK_TYPE_TOGGLE_BUTTON, "S_ort")), sorted);
    lines = rows ();
    for (guint i = 0; lines[i] != NULL; i++) {
      PlotTarget target = { .index = i };

      if (sorted && i > 0)
        g_assert_cmpfloat (estimate_of (lines[i]), >=, estimate_of (lines[i - 1]));
      opened = G_MAXUINT64;
      g_signal_emit_by_name (app_trials_view_area (view), "activated", &target);
      g_assert_cmpuint (opened, ==, index_of (lines[i]));
    }
  }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (view, GTK_TYPE_TOGGLE_BUTTON, "S_ort")),
                                FALSE);
}

/* An edit shows the same trials: one point better is one point further to the right. */
static void
test_edit (void)
{
  GError *error = NULL;
  guint64 n;

  app_trial_focus_set_hypothesis (focus, "HE-UC");
  moved_to = 2.3857489; /* lm() of R on the patients of trial 0 */
  g_assert_true (wait_for (has_moved));
  n = tallied ();
  moved_to += 1;
  g_assert_true (app_document_set_number (document, "/outcomes/rmdq/means/hand-ear/0", 4.7, "mean",
                                          NULL, &error));
  g_assert_true (wait_for (has_moved));
  g_assert_cmpuint (tallied (), ==, n);
  app_document_undo (document);
  moved_to -= 1;
  g_assert_true (wait_for (has_moved));
}

/* With animations they play by the clock, until they are paused. */
static void
test_play (void)
{
  set_animations (TRUE);
  gtk_stack_set_visible_child (GTK_STACK (stack), effects);
  gtk_stack_set_visible_child (GTK_STACK (stack), view);
  click ("_Play");
  for (guint i = 0; i < 5; i++) {
    tally_before = tallied ();
    g_assert_true (wait_for (tally_grows));
  }
  /* Also while edits have what was played read again. */
  for (guint i = 0; i < 6; i++) {
    GError *error = NULL;

    g_assert_true (app_document_set_number (document, "/outcomes/rmdq/means/hand-ear/0",
                                            5 + 0.1 * i, "mean", NULL, &error));
    for (guint k = 0; k < 20; k++)
      g_main_context_iteration (NULL, TRUE);
  }
  while (app_document_undo_name (document) != NULL)
    app_document_undo (document);
  tally_before = tallied ();
  g_assert_true (wait_for (tally_grows));
  click ("_Pause");
  tally_before = tallied ();
  for (gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (tallied (), ==, tally_before);
  click ("S_tep");
  g_assert_true (wait_for (tally_grows));
  g_assert_cmpuint (tallied (), ==, tally_before + 1);
}

/* Steps that come faster than trials are read wait for these: none is lost. */
static void
test_quick_steps (void)
{
  GtkWidget *number = find (view, GTK_TYPE_SPIN_BUTTON, NULL);
  GError *error = NULL;

  first_wanted = 300;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (number), 300);
  for (guint i = 0; i < 5; i++)
    click ("S_tep");
  g_assert_true (wait_for (starts_as_wanted));
  g_assert_cmpuint (tallied (), ==, 5);
  g_assert_true (app_document_set_number (document, "/outcomes/rmdq/means/hand-ear/0", 5, "mean",
                                          NULL, &error));
  for (guint i = 0; i < 5; i++)
    click ("S_tep");
  tally_before = 9;
  g_assert_true (wait_for (tally_grows));
  g_assert_cmpuint (tallied (), ==, 10);
  app_document_undo (document);
}

static gboolean
is_stale (void)
{
  return app_plot_area_stale (app_trials_view_area (view));
}

static gboolean
is_fresh (void)
{
  return !is_stale ();
}

/* While a value is not allowed nothing plays, and what stands there is grey; then it goes on. */
static void
test_stale (void)
{
  /* Within what steps aside in projector mode. */
  GtkWidget *tallies = gtk_widget_get_first_child (gtk_widget_get_last_child (view));

  click ("_Play");
  tally_before = tallied ();
  g_assert_true (wait_for (tally_grows));
  app_document_set_number (document, "/arms/usual/size", -1, "size", NULL, NULL);
  g_assert_true (wait_for (is_stale));
  g_assert_true (gtk_widget_has_css_class (tallies, "stale"));
  g_assert_false (gtk_widget_get_sensitive (find (view, GTK_TYPE_BUTTON, "S_tep")));
  tally_before = tallied ();
  for (gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (tallied (), ==, tally_before);
  app_document_undo (document);
  g_assert_true (wait_for (is_fresh));
  g_assert_false (gtk_widget_has_css_class (tallies, "stale"));
  g_assert_true (wait_for (tally_grows));
  click ("_Pause");
}

static gboolean
has_opened (void)
{
  return opened != G_MAXUINT64;
}

/* At whatever width, the caption of the number stands beside it. */
static void
test_caption (void)
{
  GtkWidget *number = find (view, GTK_TYPE_SPIN_BUTTON, NULL);
  GtkWidget *caption = gtk_widget_get_prev_sibling (number);
  GtkWidget *bar = gtk_widget_get_parent (gtk_widget_get_parent (number));
  int least;

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (caption)), ==, "From trial");
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  for (int width = least; width < 900; width += 10) {
    graphene_rect_t one, other;
    int height;

    gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
    gtk_widget_size_allocate (bar, &(GtkAllocation){ 0, 0, width, height }, -1);
    g_assert_true (gtk_widget_compute_bounds (caption, bar, &one)
                   && gtk_widget_compute_bounds (number, bar, &other));
    g_assert_cmpfloat (fabsf (one.origin.y + one.size.height / 2
                              - (other.origin.y + other.size.height / 2)), <, 4);
  }
}

/* Bars of the effects: the trial that opens is one of theirs. */
static void
test_bars (void)
{
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  SimScenario *scenario = app_document_scenario (document);

  gtk_stack_set_visible_child (GTK_STACK (stack), effects);
  for (guint i = 0; i < 8; i++) {
    double low = (i < 4 ? 2.2 : 0.5) + 0.1 * i;
    PlotTarget target = { .index = i % 3, .low = low, .high = low + 0.1,
                          .strong = i < 4 };
    SimTrial *trial = NULL;

    opened = G_MAXUINT64;
    g_signal_emit_by_name (app_effects_view_area (effects), "activated", &target);
    g_assert_true (wait_for (has_opened));
    trial = sim_trial_new (engine, scenario, opened, 0, NULL);
    g_assert_cmpuint (app_trial_focus_hypothesis (focus, scenario), ==, i % 3);
    g_assert_cmpfloat (trial->results[i % 3].estimate, >=, target.low);
    g_assert_cmpfloat (trial->results[i % 3].estimate, <, target.high);
    g_assert_true (trial->results[i % 3].rejected == target.strong);
    sim_trial_free (trial);
  }
  sim_engine_free (engine);
}

/* A bar of p-values: one of its trials opens, and all of them are what the view of trials shows. A
   search whose scenario is not on show any more opens nothing and filters nothing. */
static void
test_p_bars (void)
{
  PlotTarget target = { .low = 0.4, .high = 0.45 };
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  AppPlotArea *area = app_p_value_view_area (p_values);
  SimScenario *scenario = app_document_scenario (document);
  const AppTrialKind *kind;
  guint h;
  SimTrial *trial = NULL;
  SimDraft *draft = NULL;

  gtk_stack_set_visible_child (GTK_STACK (stack), p_values);
  opened = G_MAXUINT64;
  g_signal_emit_by_name (area, "activated", &target);
  g_assert_null (app_trial_focus_kind (focus));
  g_assert_true (wait_for (has_opened));
  h = app_trial_focus_hypothesis (focus, scenario);
  trial = sim_trial_new (engine, scenario, opened, 0, NULL);
  g_assert_true (trial->results[h].p_value >= 0.4 && trial->results[h].p_value < 0.45);
  kind = app_trial_focus_kind (focus);
  g_assert_nonnull (kind);
  g_assert_true (kind->which.by_p && kind->which.p_from == 0.4 && kind->which.p_below == 0.45);
  g_assert_cmpstr (kind->text, ==, "trials with p from 0.4 to 0.45");
  app_trial_focus_set_kind (focus, NULL);

  opened = G_MAXUINT64;
  draft = sim_draft_set_text (app_document_draft (document), "/outcomes/rmdq/sd=5", NULL);
  g_signal_emit_by_name (area, "activated", &target);
  app_document_apply (document, draft, "Spread", NULL);
  for (gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 2; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (has_opened ());
  g_assert_null (app_trial_focus_kind (focus));
  app_document_undo (document);
  sim_draft_unref (draft);
  sim_trial_free (trial);
  sim_engine_free (engine);
}

static const AppTrialKind *kind_wanted;

static gboolean
has_page (void)
{
  g_auto (GStrv) lines = rows ();
  PlotFigure *figure = app_plot_area_figure (app_trials_view_area (view));
  g_autofree char *title = figure != NULL ? plot_figure_title (figure) : g_strdup ("");

  return g_str_has_prefix (title, "Only ")
         && g_str_has_prefix (title + strlen ("Only "), kind_wanted->text)
         && g_strv_length (lines) >= 8;
}

/* Those on show are all of that kind from the first to the last of them, each replayed by
   itself. */
static void
assert_kind (const AppTrialKind *kind, guint hypothesis)
{
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  SimScenario *scenario = app_document_scenario (document);
  g_auto (GStrv) lines = NULL;
  guint at = 0, n;

  app_trial_focus_set_kind (focus, NULL);
  app_trial_focus_set_hypothesis (focus, sim_scenario_hypothesis (scenario, hypothesis)->id);
  app_trial_focus_set_kind (focus, kind);
  kind_wanted = kind;
  g_assert_true (wait_for (has_page));
  lines = rows ();
  n = g_strv_length (lines);
  for (guint64 t = index_of (lines[0]); at < n; t++) {
    SimTrial *trial = sim_trial_new (engine, scenario, t, 0, NULL);
    const SimTrialResult *result = &trial->results[hypothesis];
    double p = result->p_value;
    gboolean wanted
        = kind->which.by_p ? p >= kind->which.p_from && p < kind->which.p_below
                           : !result->rejected;

    g_assert_true (wanted == (index_of (lines[at]) == t));
    at += wanted;
    sim_trial_free (trial);
  }
  sim_engine_free (engine);
}

static void
test_kinds (void)
{
  const AppTrialKind bar = { { .with = SIM_TRIAL_FITTED, .by_p = TRUE, .p_from = 0.05,
                               .p_below = 0.1 }, (char *) "trials of a bar" };
  const AppTrialKind missed = { { .with = SIM_TRIAL_FITTED, .without = SIM_TRIAL_REJECTED },
                                (char *) "missed trials" };
  GtkWidget *all;

  gtk_stack_set_visible_child (GTK_STACK (stack), view);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (view, GTK_TYPE_SPIN_BUTTON, NULL)), 0);
  assert_kind (&bar, 1);
  assert_kind (&missed, 0);
  all = find (view, GTK_TYPE_BUTTON, "Show _All");
  g_assert_true (gtk_widget_get_mapped (all));
  g_signal_emit_by_name (all, "clicked");
  g_assert_null (app_trial_focus_kind (focus));
  g_assert_false (gtk_widget_get_mapped (all));
}

static guint64 n_then; /* trials that there were when the search began */

/* How many trials have been looked at in vain; 0: the title tells of none. */
static guint64
n_looked (void)
{
  PlotFigure *figure = app_plot_area_figure (app_trials_view_area (view));
  g_autofree char *title = figure != NULL ? plot_figure_title (figure) : g_strdup ("");
  g_auto (GStrv) groups = g_strsplit (title, "\u202f", -1); /* of digits */
  g_autofree char *plain = g_strjoinv ("", groups);

  return g_str_has_prefix (plain, "Among ") ? g_ascii_strtoull (plain + strlen ("Among "), NULL, 10)
                                            : 0;
}

static gboolean
is_under_way (void)
{
  return n_looked () > 0 && n_looked () < n_then;
}

static gboolean
has_enough (void)
{
  return app_run_done (run) > 3000;
}

/* While trials of a rare kind are looked for it is told among how many there are none so far. */
static void
test_search (void)
{
  const AppTrialKind none = { { .with = SIM_TRIAL_FITTED, .by_p = TRUE, .p_from = 0.5,
                                .p_below = 0.5 }, (char *) "such trials" };

  for (guint i = 0; i < 3; i++) { /* large trials, which take their time */
    static const char *const sizes[]
        = { "/arms/hand-ear/size=9000", "/arms/standard/size=9000", "/arms/usual/size=9000" };
    g_autoptr (SimDraft) draft
        = sim_draft_set_text (app_document_draft (document), sizes[i], NULL);

    app_document_apply (document, draft, "Patients", NULL);
  }
  g_assert_true (wait_for (has_enough));
  n_then = app_run_done (run);
  app_trial_focus_set_kind (focus, &none);
  g_assert_true (wait_for (is_under_way));
  app_trial_focus_set_kind (focus, NULL);
  for (guint i = 0; i < 3; i++) /* whose run a busy machine does not end in time for what follows */
    app_document_undo (document);
}

static void
on_show_trial (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  opened = g_variant_get_uint64 (parameter);
}

static void
build (void)
{
  static const GActionEntry entries[]
      = { { .name = "show-trial", .parameter_type = "t", .activate = on_show_trial } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *toasts = adw_toast_overlay_new ();

  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 760);
  stack = gtk_stack_new ();
  view = app_trials_view_new (run, focus);
  effects = app_effects_view_new (document, run, focus);
  p_values = app_p_value_view_new (run, focus);
  gtk_stack_add_child (GTK_STACK (stack), view);
  gtk_stack_add_child (GTK_STACK (stack), effects);
  gtk_stack_add_child (GTK_STACK (stack), p_values);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), stack);
  gtk_window_set_child (GTK_WINDOW (window), toasts);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), NULL);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  app_run_set_clock (run, window);
  gtk_window_present (GTK_WINDOW (window));
}

static gboolean faded;

static void
on_updated (void)
{
  faded |= app_plot_area_waiting (app_trials_view_area (view));
}

static gboolean
stands (void)
{
  return app_run_scenario (run) == app_document_scenario (document) && run_complete ()
         && !app_plot_area_waiting (app_trials_view_area (view));
}

static void
set_value (const char *assignment)
{
  g_autoptr (GError) error = NULL;
  SimDraft *draft = sim_draft_set_text (app_document_draft (document), assignment, &error);

  g_assert_no_error (error);
  faded = FALSE;
  app_document_apply (document, draft, "Test", NULL);
  sim_draft_unref (draft);
  g_assert_true (wait_for (stands));
}

/* The picture of a comparison fades where another takes its place, even one of the same id in
   another document; not where its values or its place among the others change. */
static void
test_fades (void)
{
  gulong handler = g_signal_connect (run, "updated", G_CALLBACK (on_updated), NULL);
  SimDraft *before = sim_draft_ref (app_document_draft (document));

  app_trial_focus_set_hypothesis (focus, "ST-UC");
  g_assert_true (wait_for (stands));
  set_value ("/outcomes/rmdq/sd=5");
  g_assert_false (faded);
  set_value ("/testing/hypotheses=[{\"id\":\"ST-UC\",\"compare\":[\"standard\",\"usual\"]},"
             "{\"id\":\"HE-UC\",\"compare\":[\"hand-ear\",\"usual\"]}]");
  g_assert_false (faded);
  set_value ("/testing/hypotheses=[{\"id\":\"HE-UC\",\"compare\":[\"hand-ear\",\"usual\"]}]");
  g_assert_true (faded);
  faded = FALSE;
  app_document_load_draft (document, before, NULL, FALSE);
  g_assert_true (wait_for (stands));
  g_assert_true (faded);
  sim_draft_unref (before);
  g_signal_handler_disconnect (run, handler);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  app_views_init ();
  set_animations (FALSE);
  path = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "scenarios", "luo-2019.trefoil", NULL);
  document = app_document_new ();
  g_assert_true (app_document_load (document, path, &error));
  run = app_run_new (document);
  focus = app_trial_focus_new ();
  build ();
  g_test_add_func ("/trials/page", test_page);
  g_test_add_func ("/trials/tallies", test_tallies);
  g_test_add_func ("/trials/levels", test_levels);
  g_test_add_func ("/trials/from", test_from);
  g_test_add_func ("/trials/open", test_open);
  g_test_add_func ("/trials/edit", test_edit);
  g_test_add_func ("/trials/play", test_play);
  g_test_add_func ("/trials/quick-steps", test_quick_steps);
  g_test_add_func ("/trials/stale", test_stale);
  g_test_add_func ("/trials/bars", test_bars);
  g_test_add_func ("/trials/p-bars", test_p_bars);
  g_test_add_func ("/trials/caption", test_caption);
  g_test_add_func ("/trials/kinds", test_kinds);
  g_test_add_func ("/trials/search", test_search);
  g_test_add_func ("/trials/fades", test_fades);
  status = g_test_run ();
  app_run_set_clock (run, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (run);
  g_object_unref (document);
  g_object_unref (focus);
  return status;
}
