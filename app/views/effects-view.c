/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effects-view.c - the sampling distributions of the estimates.
 *
 * A bar is made of trials: a click on it looks for the next one of them in a thread, and opens it.
 * The line of a truth can be dragged; the axes stand still meanwhile.
 */
#include <glib/gi18n.h>

#include "export/export.h"
#include "views/bar-search.h"
#include "views/effect-drag.h"
#include "views/follow.h"
#include "views/views.h"

/* Key presses closer together than this are one undo step. */
#define STEP_MS 800

struct _AppEffectsView {
  GtkWidget parent_instance;

  AppRun *run;
  AppTrialFocus *focus;
  AppBarSearch *search;
  GtkWidget *area;
  AppShown shown;
  AppEffectDrag *drag;
  SimScenario *looked_at; /* whose hypotheses these are that can be moved (bit h) */
  guint movable;
  gboolean held; /* the axes, by the geometry of the area */
  guint step_source;
};

G_DEFINE_FINAL_TYPE (AppEffectsView, app_effects_view, GTK_TYPE_WIDGET)

static void
find_movable (AppEffectsView *self, SimScenario *scenario)
{
  if (self->looked_at == scenario || self->held)
    return;
  g_clear_pointer (&self->looked_at, sim_scenario_unref);
  self->looked_at = sim_scenario_ref (scenario);
  self->movable = 0;
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    if (app_effect_drag_can (self->drag, scenario, h))
      self->movable |= 1u << h;
}

/* While something is dragged the axes stay, or the line would leave the pointer. */
static void
hold_axes (AppEffectsView *self, PlotEffectsData *data)
{
  const PlotGeometry *at = app_plot_area_geometry (APP_PLOT_AREA (self->area));

  for (guint i = 0; i < at->n_grips; i++) {
    const PlotGrip *grip = &at->grips[i];

    if (grip->index < data->n_rows) {
      PlotEffectsPanel *panel = &data->panels[data->rows[grip->index].panel];

      panel->held = TRUE;
      panel->low = grip->x0;
      panel->high = grip->x1;
    }
  }
}

static void
refresh (AppEffectsView *self)
{
  const SimResults *results;
  PlotEffectsData *data;

  if (!app_shown_update (&self->shown, GTK_WIDGET (self), self->run))
    return;
  results = app_run_results (self->run);
  app_plot_area_set_stale (APP_PLOT_AREA (self->area), self->shown.stale);
  app_bar_search_check (self->search);
  if (results == NULL || self->shown.scenario == NULL) {
    app_plot_area_set_figure (APP_PLOT_AREA (self->area), NULL);
    return;
  }
  data = plot_effects_data_new (self->shown.scenario, results);
  data->selected = app_trial_focus_subject_of (self->focus, self->shown.scenario);
  find_movable (self, self->shown.scenario);
  for (guint i = 0; i < data->n_rows; i++)
    data->rows[i].movable = (self->movable >> i & 1) != 0;
  if (self->held)
    hold_axes (self, data);
  g_autoptr (PlotFigure) figure = plot_effects_figure_new (data);
  app_plot_area_set_figure (APP_PLOT_AREA (self->area), figure);
}

/* Another subject: everything is said anew. */
static void
on_focus (AppEffectsView *self)
{
  app_shown_clear (&self->shown);
  refresh (self);
}

/* --- moving a truth --- */

static void
end_edit (AppEffectsView *self)
{
  g_clear_handle_id (&self->step_source, g_source_remove);
  app_effect_drag_end (self->drag);
  self->held = FALSE;
  on_focus (self);
}

static void
on_grip_moved (AppEffectsView *self, guint index, double effect, double tolerance)
{
  double points = self->looked_at != NULL ? plot_points_of (self->looked_at, index) : 1;

  self->held = TRUE;
  app_effect_drag_to (self->drag, index, effect / points, tolerance / points);
}

static gboolean
on_steps_over (gpointer data)
{
  AppEffectsView *self = data;

  self->step_source = 0;
  end_edit (self);
  return G_SOURCE_REMOVE;
}

/* What a screen reader says of the row that the keyboard moves. */
static void
on_grip_chosen (AppEffectsView *self, guint index)
{
  SimScenario *scenario = self->looked_at;
  PlotNames names = { .brief = NULL };
  g_autofree char *text = NULL;

  if (scenario == NULL || index >= sim_scenario_n_hypotheses (scenario))
    return;
  plot_names_fill (&names, scenario, index);
  text = g_strdup_printf ("%s, %s", names.full, names.detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  plot_names_clear (&names);
}

static void
on_grip_stepped (AppEffectsView *self, guint index, int by)
{
  app_effect_drag_step (self->drag, index, by);
  g_clear_handle_id (&self->step_source, g_source_remove);
  self->step_source = g_timeout_add (STEP_MS, on_steps_over, self);
}

/* --- into a bar --- */

static void
on_activated (AppEffectsView *self, const PlotTarget *target)
{
  SimScenario *scenario = self->shown.scenario;
  AppTrialKind kind = { .which = { .by_estimate = TRUE } };

  if (scenario == NULL || self->shown.stale
      || target->index >= sim_scenario_n_hypotheses (scenario))
    return;
  kind.which.with = target->strong ? SIM_TRIAL_REJECTED : SIM_TRIAL_FITTED;
  kind.which.without = target->strong ? 0 : SIM_TRIAL_REJECTED;
  kind.which.low = target->low / plot_points_of (scenario, target->index);
  kind.which.high = target->high / plot_points_of (scenario, target->index);
  app_bar_search_open (self->search, MAX (app_run_done (self->run), 1), target->index, &kind);
}

static void
on_unmap (AppEffectsView *self)
{
  app_bar_search_cancel (self->search);
}

/* --- life --- */

static void
app_effects_view_dispose (GObject *object)
{
  AppEffectsView *self = APP_EFFECTS_VIEW (object);

  g_clear_handle_id (&self->step_source, g_source_remove);
  g_clear_pointer (&self->drag, app_effect_drag_free);
  g_clear_pointer (&self->looked_at, sim_scenario_unref);
  g_clear_pointer (&self->search, app_bar_search_free);
  g_clear_pointer (&self->area, gtk_widget_unparent);
  app_shown_clear (&self->shown);
  g_clear_object (&self->focus);
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
  app_plot_area_set_click (APP_PLOT_AREA (self->area), _ ("A click opens one of these trials"));
  g_signal_connect_swapped (self->area, "activated", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (self->area, "grip-moved", G_CALLBACK (on_grip_moved), self);
  g_signal_connect_swapped (self->area, "grip-stepped", G_CALLBACK (on_grip_stepped), self);
  g_signal_connect_swapped (self->area, "grip-chosen", G_CALLBACK (on_grip_chosen), self);
  g_signal_connect_swapped (self->area, "handle-released", G_CALLBACK (end_edit), self);
  g_signal_connect (self, "unmap", G_CALLBACK (on_unmap), NULL);
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
}

GtkWidget *
app_effects_view_new (AppDocument *document, AppRun *run, AppTrialFocus *focus)
{
  AppEffectsView *self = g_object_new (APP_TYPE_EFFECTS_VIEW, NULL);

  self->drag = app_effect_drag_new (document);
  self->run = g_object_ref (run);
  self->focus = g_object_ref (focus);
  self->search = app_bar_search_new (GTK_WIDGET (self), &self->shown, focus);
  app_follow (GTK_WIDGET (self), run, G_CALLBACK (refresh));
  g_signal_connect_object (focus, "changed", G_CALLBACK (on_focus), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

AppPlotArea *
app_effects_view_area (GtkWidget *view)
{
  return APP_PLOT_AREA (APP_EFFECTS_VIEW (view)->area);
}
