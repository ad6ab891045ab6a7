/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * errors-view.c - how well each figure is known, and how it came to be known.
 *
 * The path is kept from the snapshots as they arrive, also while the view is hidden: a few numbers
 * each, closer together where they are early. A new run begins a new path.
 */
#include <glib/gi18n.h>

#include "views/errors-table.h"
#include "views/follow.h"
#include "views/hypothesis-choice.h"
#include "views/views.h"

/* Points stand at least this factor apart. */
#define APART 1.04

/* What one snapshot said of all hypotheses at the own size. */
typedef struct {
  guint64 trials;
  SimFigure power[SIM_MAX_HYPOTHESES];
} Past;

struct _AppErrorsView {
  GtkWidget parent_instance;

  AppRun *run;
  AppTrialFocus *focus;
  GtkWidget *choice, *area, *table;
  AppShown shown;
  guint hypothesis; /* on show */
  GArray *path; /* of Past, trials rising */
  char *hash;   /* of the scenario that they are of */
};

G_DEFINE_FINAL_TYPE (AppErrorsView, app_errors_view, GTK_TYPE_WIDGET)

static const Past *
last_of (AppErrorsView *self)
{
  return self->path->len > 0 ? &g_array_index (self->path, Past, self->path->len - 1) : NULL;
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
  const Past *last;
  Past now;

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
      || (last != NULL && (double)results->replicates < APART * (double)last->trials))
    return;
  now.trials = results->replicates;
  for (guint h = 0; h < results->n_hypotheses; h++)
    now.power[h] = results->sizes[results->own_size].hypotheses[h].power;
  g_array_append_val (self->path, now);
}

static PlotFigure *
figure_of (AppErrorsView *self, const SimResults *results, guint index)
{
  PlotConvergenceData *data
      = plot_convergence_data_new (self->shown.scenario, results, self->shown.theory, index);
  guint n = 0;

  for (guint i = 0; i < self->path->len; i++) {
    const Past *past = &g_array_index (self->path, Past, i);
    PlotConvergencePoint point
        = plot_convergence_point ((double)past->trials, &past->power[index]);

    if (past->trials < results->replicates)
      g_array_insert_val (data->points, n++, point);
  }
  return plot_convergence_figure_new (data);
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
  if (results != NULL && results->own_size < results->n_sizes) {
    index = app_hypothesis_choice_update (APP_HYPOTHESIS_CHOICE (self->choice),
                                          self->shown.scenario);
    self->hypothesis = index;
    figure = figure_of (self, results, index);
  }
  app_errors_table_update (APP_ERRORS_TABLE (self->table), self->shown.scenario, results,
                           self->shown.theory, index);
  app_plot_area_set_figure (APP_PLOT_AREA (self->area), figure);
  plot_figure_unref (figure);
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
                                    app_trial_focus_subject (self->focus)))
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

  g_clear_pointer (&self->choice, gtk_widget_unparent);
  g_clear_pointer (&self->area, gtk_widget_unparent);
  g_clear_pointer (&self->table, gtk_widget_unparent);
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

static void
app_errors_view_init (AppErrorsView *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->path = g_array_new (FALSE, FALSE, sizeof (Past));
  self->choice = app_hypothesis_choice_new (_ ("Errors of"));
  gtk_widget_set_parent (self->choice, GTK_WIDGET (self));
  self->area = app_plot_area_new ("errors");
  gtk_widget_set_vexpand (self->area, TRUE);
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
  self->table = app_errors_table_new ();
  g_signal_connect_swapped (self->table, "kind", G_CALLBACK (on_kind), self);
  gtk_widget_set_parent (self->table, GTK_WIDGET (self));
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
