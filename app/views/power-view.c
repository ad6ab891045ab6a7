/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-view.c - the power plot, and the handle that changes the scenario's own size.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "export/export.h"
#include "views/follow.h"
#include "views/views.h"

#define TARGET     "/run/target-power"
#define DRAG_GROUP "drag-n"
#define STEP_GROUP "step-n"
/* Key presses closer together than this are one undo step. */
#define STEP_MS 800

struct _AppPowerView {
  GtkWidget parent_instance;

  AppDocument *document;
  AppRun *run;
  AppTrialFocus *focus;
  GtkWidget *area;
  AppShown shown;
  SimDraft *base; /* as it was when the drag or the run of key presses began, or NULL */
  guint step_source;
  gboolean complained; /* one toast a drag is enough */
  gboolean held_size, held_target; /* by a lesson */
};

G_DEFINE_FINAL_TYPE (AppPowerView, app_power_view, GTK_TYPE_WIDGET)

/* Which of the curves the title is to be about; -1: the most telling one. */
static int
place_of_subject (AppPowerView *self, const SimGoal *goals, guint n)
{
  const char *subject = app_trial_focus_subject (self->focus);

  for (guint g = 0; g < n; g++)
    if (g_strcmp0 (goals[g].id, subject) == 0)
      return (int)g;
  return -1;
}

static void
refresh (AppPowerView *self)
{
  const SimResults *results;
  SimGoal goals[SIM_MAX_GOALS];
  PlotPowerData *data;
  SimNeeds needs;
  guint n;

  if (!app_shown_update (&self->shown, GTK_WIDGET (self), self->run))
    return;
  results = app_run_results (self->run);
  app_plot_area_set_stale (APP_PLOT_AREA (self->area), self->shown.stale);
  if (results == NULL || self->shown.scenario == NULL) {
    app_plot_area_set_figure (APP_PLOT_AREA (self->area), NULL);
    return;
  }
  n = app_trial_focus_goals (self->focus, self->shown.scenario, goals);
  data = plot_power_data_new_of (self->shown.scenario, results, self->shown.theory, goals, n);
  if (app_run_needs (self->run, &needs))
    plot_power_data_set_needs (data, &needs);
  plot_power_data_set_drawn (data, app_trial_focus_drawn (self->focus)->totals,
                             app_trial_focus_drawn (self->focus)->values,
                             app_trial_focus_drawn (self->focus)->n);
  data->selected = place_of_subject (self, goals, n);
  data->held_size = self->held_size;
  data->held_target = self->held_target;
  g_autoptr (PlotFigure) figure = plot_power_figure_new (data);
  app_plot_area_set_figure (APP_PLOT_AREA (self->area), figure);
}

/* Another subject: everything is said anew. */
static void
on_focus (AppPowerView *self)
{
  app_shown_clear (&self->shown);
  refresh (self);
}

/* A step of a lesson may lock what the handles move: some of the numbers of the arms is enough. */
static gboolean
holds_size (AppDocument *document)
{
  SimScenario *scenario = app_document_scenario (document);
  SimDraft *draft = app_document_draft (document);
  g_autoptr (SimDraft) other = NULL;
  double total;

  if (!app_document_has_locks (document) || scenario == NULL)
    return FALSE;
  total = sim_scenario_total (scenario, sim_scenario_own_size (scenario));
  other = sim_edit_set_total (draft, (guint)MIN (2 * total, SIM_MAX_TOTAL), NULL);
  return other != NULL && !app_document_allows (document, other);
}

static void
on_document (AppPowerView *self)
{
  gboolean held_size = holds_size (self->document);
  gboolean held_target = app_document_lock (self->document, TARGET) != NULL;

  if (held_size == self->held_size && held_target == self->held_target)
    return;
  self->held_size = held_size;
  self->held_target = held_target;
  on_focus (self);
}

/* The total of the draft as it stands, which may be ahead of the results. */
static double
present_total (AppPowerView *self)
{
  SimScenario *scenario = app_document_scenario (self->document);

  return scenario != NULL ? sim_scenario_total (scenario, sim_scenario_own_size (scenario)) : NAN;
}

/* Every total of a drag is made from the draft at its start: a split over the arms that was made
   from another split would drift away from the first with each rounding. */
static void
set_total (AppPowerView *self, double total, const char *group)
{
  g_autoptr (GError) error = NULL;
  SimDraft *draft;

  total = round (CLAMP (total, 0, SIM_MAX_TOTAL));
  if (!isfinite (total) || total == present_total (self))
    return;
  if (self->base == NULL)
    self->base = sim_draft_ref (app_document_draft (self->document));
  draft = sim_edit_set_total (self->base, (guint)total, &error);
  if (draft == NULL) {
    if (!self->complained)
      app_toast (GTK_WIDGET (self), error->message);
    self->complained = TRUE;
    return;
  }
  app_document_apply (self->document, draft, _ ("Number of patients"), group);
  sim_draft_unref (draft);
}

static void
end_edit (AppPowerView *self)
{
  g_clear_handle_id (&self->step_source, g_source_remove);
  g_clear_pointer (&self->base, sim_draft_unref);
  self->complained = FALSE;
  app_document_end_group (self->document);
}

static void
on_handle_moved (AppPlotArea *area, double x, gpointer data)
{
  set_total (data, x, DRAG_GROUP);
}

/* In whole percent; the ends of the scale cannot be reached. */
static void
set_target (AppPowerView *self, double target, const char *group)
{
  g_autoptr (SimValue) present
      = sim_draft_effective (app_document_draft (self->document), TARGET);

  target = CLAMP (round (100 * target), 1, 99) / 100;
  if (target == sim_value_number (present))
    return;
  app_document_set_number (self->document, TARGET, target, _ ("Target power"), group, NULL);
}

static void
on_level_moved (AppPlotArea *area, double y, gpointer data)
{
  set_target (data, y, DRAG_GROUP);
}

static void
on_handle_released (AppPlotArea *area, gpointer data)
{
  end_edit (data);
}

static gboolean
on_steps_over (gpointer data)
{
  AppPowerView *self = data;

  self->step_source = 0;
  end_edit (self);
  return G_SOURCE_REMOVE;
}

static void
on_handle_stepped (AppPlotArea *area, int by, gpointer data)
{
  AppPowerView *self = data;

  set_total (self, present_total (self) + by, STEP_GROUP);
  g_clear_handle_id (&self->step_source, g_source_remove);
  self->step_source = g_timeout_add (STEP_MS, on_steps_over, self);
}

static void
on_level_stepped (AppPlotArea *area, int by, gpointer data)
{
  AppPowerView *self = data;
  g_autoptr (SimValue) present
      = sim_draft_effective (app_document_draft (self->document), TARGET);

  set_target (self, sim_value_number (present) + by / 100.0, STEP_GROUP);
  g_clear_handle_id (&self->step_source, g_source_remove);
  self->step_source = g_timeout_add (STEP_MS, on_steps_over, self);
}

static void
app_power_view_dispose (GObject *object)
{
  AppPowerView *self = APP_POWER_VIEW (object);

  g_clear_handle_id (&self->step_source, g_source_remove);
  g_clear_pointer (&self->base, sim_draft_unref);
  g_clear_pointer (&self->area, gtk_widget_unparent);
  app_shown_clear (&self->shown);
  g_clear_object (&self->document);
  g_clear_object (&self->focus);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (app_power_view_parent_class)->dispose (object);
}

static void
app_power_view_class_init (AppPowerViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_power_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
app_power_view_init (AppPowerView *self)
{
  self->area = app_plot_area_new ("power");
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
  g_signal_connect (self->area, "handle-moved", G_CALLBACK (on_handle_moved), self);
  g_signal_connect (self->area, "handle-stepped", G_CALLBACK (on_handle_stepped), self);
  g_signal_connect (self->area, "level-moved", G_CALLBACK (on_level_moved), self);
  g_signal_connect (self->area, "level-stepped", G_CALLBACK (on_level_stepped), self);
  g_signal_connect (self->area, "handle-released", G_CALLBACK (on_handle_released), self);
}

GtkWidget *
app_power_view_new (AppDocument *document, AppRun *run, AppTrialFocus *focus)
{
  AppPowerView *self = g_object_new (APP_TYPE_POWER_VIEW, NULL);

  self->document = g_object_ref (document);
  self->run = g_object_ref (run);
  self->focus = g_object_ref (focus);
  app_follow (GTK_WIDGET (self), run, G_CALLBACK (refresh));
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  on_document (self);
  g_signal_connect_object (focus, "changed", G_CALLBACK (on_focus), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

AppPlotArea *
app_power_view_area (GtkWidget *view)
{
  return APP_PLOT_AREA (APP_POWER_VIEW (view)->area);
}
