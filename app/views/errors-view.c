/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * errors-view.c - how well each figure is known, and how it came to be known.
 *
 * The path is kept from the snapshots as they arrive, also while the view is hidden: a few numbers
 * each, closer together where they are early. A new run begins a new path. What lies before the
 * first of them is computed when the scenario rests on screen.
 */
#include <glib/gi18n.h>

#include "aside.h"
#include "views/errors-path.h"
#include "views/errors-table.h"
#include "views/follow.h"
#include "views/hypothesis-choice.h"
#include "views/views.h"

/* A scenario rests when it has been the same for so long. */
#define REST_MS 200
/* The first trials are simulated again up to here; afterwards a line is as smooth without. */
#define EARLY_TRIALS 20000

struct _AppErrorsView {
  GtkWidget parent_instance;

  AppRun *run;
  AppTrialFocus *focus;
  GtkWidget *choice, *area, *table;
  AppShown shown;
  guint hypothesis; /* on show */
  GArray *path; /* of AppPathPoint, trials rising */
  char *hash;   /* of the scenario that they are of */

  AppTrialSource *source;
  AppJob *job; /* finds the path before */
  AppPath *early;
  SimScenario *asked; /* whose early path is wanted, or here */
  guint wait;         /* until it rests; 0: not waiting */
};

G_DEFINE_FINAL_TYPE (AppErrorsView, app_errors_view, GTK_TYPE_WIDGET)

static const AppPathPoint *
last_of (AppErrorsView *self)
{
  return self->path->len > 0 ? &g_array_index (self->path, AppPathPoint, self->path->len - 1)
                             : NULL;
}

static void
begin_path (AppErrorsView *self, const char *hash)
{
  g_array_set_size (self->path, 0);
  g_free (self->hash);
  self->hash = g_strdup (hash);
}

static void
note (AppErrorsView *self)
{
  SimScenario *scenario = app_run_scenario (self->run);
  const SimResults *results = app_run_results (self->run);
  const AppPathPoint *last;
  AppPathPoint now;

  if (scenario == NULL || results == NULL || results->own_size >= results->n_sizes)
    return;
  if (g_strcmp0 (self->hash, sim_scenario_hash (scenario)) != 0)
    begin_path (self, sim_scenario_hash (scenario));
  last = last_of (self);
  if (last != NULL && results->replicates < last->trials) {
    begin_path (self, sim_scenario_hash (scenario));
    last = NULL;
  }
  if (results->replicates == 0
      || (last != NULL && (double)results->replicates < APP_PATH_APART * (double)last->trials))
    return;
  now.trials = results->replicates;
  for (guint h = 0; h < results->n_hypotheses; h++)
    now.power[h] = results->sizes[results->own_size].hypotheses[h].power;
  g_array_append_val (self->path, now);
}

/* Puts those of points that lie from one number of trials up to below another before the last. */
static void
add_points (PlotConvergenceData *data, guint index, const GArray *points, guint64 from, guint64 to)
{
  for (guint i = 0; i < points->len; i++) {
    const AppPathPoint *at = &g_array_index (points, AppPathPoint, i);
    PlotConvergencePoint point = plot_convergence_point ((double)at->trials, &at->power[index]);

    if (at->trials >= from && at->trials < to)
      g_array_insert_val (data->points, data->points->len - 1, point);
  }
}

static PlotFigure *
figure_of (AppErrorsView *self, const SimResults *results, guint index)
{
  PlotConvergenceData *data
      = plot_convergence_data_new (self->shown.scenario, results, self->shown.theory, index);
  guint64 from = 0;

  if (data->points->len > 0) {
    if (self->early != NULL && self->early->scenario == self->shown.scenario
        && self->early->points->len > 0) {
      add_points (data, index, self->early->points, 0, results->replicates);
      from = g_array_index (self->early->points, AppPathPoint, self->early->points->len - 1).trials
             + 1;
    }
    add_points (data, index, self->path, from, results->replicates);
  }
  return plot_convergence_figure_new (data);
}

/* --- the path before the first results --- */

static gboolean
on_rest (gpointer data)
{
  AppErrorsView *self = data;
  const SimResults *results = app_run_results (self->run);
  AppPathInput *input;

  self->wait = 0;
  if (results == NULL || app_run_scenario (self->run) != self->asked)
    return G_SOURCE_REMOVE;
  input = g_new0 (AppPathInput, 1);
  input->source = self->source;
  input->scenario = sim_scenario_ref (self->asked);
  input->n = MIN (results->replicates, EARLY_TRIALS);
  app_job_want (self->job, input);
  return G_SOURCE_REMOVE;
}

/* Wants the early path of what is shown; if it is not wanted yet. */
static void
want_early (AppErrorsView *self)
{
  if (self->asked == self->shown.scenario)
    return;
  sim_scenario_unref (self->asked);
  self->asked = sim_scenario_ref (self->shown.scenario);
  app_job_cancel (self->job);
  if (self->wait != 0)
    g_source_remove (self->wait);
  self->wait = g_timeout_add (REST_MS, on_rest, self);
}

static void
refresh (AppErrorsView *self)
{
  const SimResults *results;
  PlotFigure *figure = NULL;
  guint index = 0;

  note (self);
  if (!app_shown_update (&self->shown, GTK_WIDGET (self), self->run))
    return;
  results = self->shown.scenario != NULL ? app_run_results (self->run) : NULL;
  app_plot_area_set_stale (APP_PLOT_AREA (self->area), self->shown.stale);
  app_shown_mark (&self->shown, self->table);
  if (results != NULL && results->own_size < results->n_sizes) {
    index = app_hypothesis_choice_update (APP_HYPOTHESIS_CHOICE (self->choice),
                                          self->shown.scenario);
    self->hypothesis = index;
    want_early (self);
    figure = figure_of (self, results, index);
  }
  app_errors_table_update (APP_ERRORS_TABLE (self->table), self->shown.scenario, results,
                           self->shown.theory, index);
  app_plot_area_set_figure (APP_PLOT_AREA (self->area), figure);
  plot_figure_unref (figure);
}

static void
on_early (gpointer result, gboolean last, gpointer data)
{
  AppErrorsView *self = data;

  if (result == NULL)
    return;
  g_clear_pointer (&self->early, app_path_free);
  self->early = result;
  app_shown_clear (&self->shown);
  refresh (self);
}

/* Nobody looks at it: it is wanted again when somebody does. */
static void
on_unmap (AppErrorsView *self)
{
  if (self->wait == 0 && !app_job_busy (self->job))
    return;
  app_job_cancel (self->job);
  g_clear_handle_id (&self->wait, g_source_remove);
  g_clear_pointer (&self->asked, sim_scenario_unref);
  app_shown_clear (&self->shown);
}

static void
on_chosen (AppErrorsView *self)
{
  app_shown_clear (&self->shown);
  refresh (self);
}

static void
on_focus (AppErrorsView *self)
{
  if (app_hypothesis_choice_choose (APP_HYPOTHESIS_CHOICE (self->choice),
                                    app_trial_focus_asked (self->focus)))
    on_chosen (self);
}

/* --- to the trials that a figure counts --- */

static void
on_kind (AppErrorsView *self, const AppTrialKind *kind)
{
  SimScenario *scenario = self->shown.scenario;

  if (scenario == NULL || self->shown.stale)
    return;
  app_trial_focus_set_hypothesis (self->focus,
                                  sim_scenario_hypothesis (scenario, self->hypothesis)->id);
  app_trial_focus_set_kind (self->focus, kind);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", "trials");
}

static void
app_errors_view_dispose (GObject *object)
{
  AppErrorsView *self = APP_ERRORS_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->wait, g_source_remove);
  g_clear_pointer (&self->job, app_job_free);
  g_clear_pointer (&self->source, app_trial_source_free);
  g_clear_pointer (&self->early, app_path_free);
  g_clear_pointer (&self->asked, sim_scenario_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->path, g_array_unref);
  g_clear_pointer (&self->hash, g_free);
  app_shown_clear (&self->shown);
  g_clear_object (&self->focus);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (app_errors_view_parent_class)->dispose (object);
}

static void
app_errors_view_class_init (AppErrorsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_errors_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static gpointer
compute (AppTask *task, gpointer input)
{
  return app_path_compute (task, input);
}

static void
app_errors_view_init (AppErrorsView *self)
{
  static const AppJobKind kind = { "convergence", compute, (GDestroyNotify)app_path_input_free,
                                   (GDestroyNotify)app_path_free, on_early };

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->path = g_array_new (FALSE, FALSE, sizeof (AppPathPoint));
  self->source = app_trial_source_new ();
  self->job = app_job_new (&kind, self);
  g_signal_connect (self, "unmap", G_CALLBACK (on_unmap), NULL);
  self->choice = app_hypothesis_choice_new (_ ("Errors of"));
  gtk_widget_set_parent (app_aside_new (self->choice), GTK_WIDGET (self));
  self->area = app_plot_area_new ("errors");
  gtk_widget_set_vexpand (self->area, TRUE);
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
  self->table = app_errors_table_new ();
  g_signal_connect_swapped (self->table, "kind", G_CALLBACK (on_kind), self);
  gtk_widget_set_parent (app_aside_new (self->table), GTK_WIDGET (self));
  g_signal_connect_swapped (self->choice, "changed", G_CALLBACK (on_chosen), self);
}

GtkWidget *
app_errors_view_new (AppRun *run, AppTrialFocus *focus)
{
  AppErrorsView *self = g_object_new (APP_TYPE_ERRORS_VIEW, NULL);

  self->run = g_object_ref (run);
  self->focus = g_object_ref (focus);
  app_follow (GTK_WIDGET (self), run, G_CALLBACK (refresh));
  g_signal_connect_object (focus, "changed", G_CALLBACK (on_focus), self, G_CONNECT_SWAPPED);
  on_focus (self);
  return GTK_WIDGET (self);
}

AppPlotArea *
app_errors_view_area (GtkWidget *view)
{
  return APP_PLOT_AREA (APP_ERRORS_VIEW (view)->area);
}

void
app_errors_view_copy (GtkWidget *view)
{
  g_autofree char *text
      = app_errors_table_text (APP_ERRORS_TABLE (APP_ERRORS_VIEW (view)->table));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (view), text);
}
