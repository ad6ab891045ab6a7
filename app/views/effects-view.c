/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effects-view.c - the sampling distributions of the estimates.
 */
#include "views/follow.h"
#include "views/views.h"

struct _AppEffectsView {
  GtkWidget parent_instance;

  AppRun *run;
  GtkWidget *area;
  AppShown shown;
};

G_DEFINE_FINAL_TYPE (AppEffectsView, app_effects_view, GTK_TYPE_WIDGET)

static void
refresh (AppEffectsView *self)
{
  const SimResults *results;
  PlotFigure *figure;

  if (!app_shown_update (&self->shown, GTK_WIDGET (self), self->run))
    return;
  results = app_run_results (self->run);
  app_plot_area_set_stale (APP_PLOT_AREA (self->area), self->shown.stale);
  if (results == NULL || self->shown.scenario == NULL) {
    app_plot_area_set_figure (APP_PLOT_AREA (self->area), NULL);
    return;
  }
  figure = plot_effects_figure_new (plot_effects_data_new (self->shown.scenario, results));
  app_plot_area_set_figure (APP_PLOT_AREA (self->area), figure);
  plot_figure_unref (figure);
}

static void
app_effects_view_dispose (GObject *object)
{
  AppEffectsView *self = APP_EFFECTS_VIEW (object);

  g_clear_pointer (&self->area, gtk_widget_unparent);
  app_shown_clear (&self->shown);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (app_effects_view_parent_class)->dispose (object);
}

static void
app_effects_view_class_init (AppEffectsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_effects_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
app_effects_view_init (AppEffectsView *self)
{
  self->area = app_plot_area_new ("effects");
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
}

GtkWidget *
app_effects_view_new (AppDocument *document, AppRun *run)
{
  AppEffectsView *self = g_object_new (APP_TYPE_EFFECTS_VIEW, NULL);

  self->run = g_object_ref (run);
  app_follow (GTK_WIDGET (self), run, G_CALLBACK (refresh));
  return GTK_WIDGET (self);
}

AppPlotArea *
app_effects_view_area (GtkWidget *view)
{
  return APP_PLOT_AREA (APP_EFFECTS_VIEW (view)->area);
}
