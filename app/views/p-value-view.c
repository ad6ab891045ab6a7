/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * p-value-view.c - how the p-values of a hypothesis are spread. A bar opens one of its trials, and
 * the view of trials then shows those of the bar.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "aside.h"
#include "plot/p-value-text.h"
#include "views/bar-search.h"
#include "views/follow.h"
#include "views/hypothesis-choice.h"
#include "views/views.h"

struct _AppPValueView {
  GtkWidget parent_instance;

  AppRun *run;
  AppTrialFocus *focus;
  AppBarSearch *search;
  GtkWidget *choice, *area;
  AppShown shown;
  guint hypothesis; /* on show */
  guint64 trials;   /* that the bars count: the first so many */
};

G_DEFINE_FINAL_TYPE (AppPValueView, app_p_value_view, GTK_TYPE_WIDGET)

static void
refresh (AppPValueView *self)
{
  const SimResults *results;
  PlotFigure *figure = NULL;
  PlotPValueData *data;
  guint index;

  if (!app_shown_update (&self->shown, GTK_WIDGET (self), self->run))
    return;
  results = app_run_results (self->run);
  app_plot_area_set_stale (APP_PLOT_AREA (self->area), self->shown.stale);
  app_bar_search_check (self->search);
  if (results != NULL && self->shown.scenario != NULL) {
    index = app_hypothesis_choice_update (APP_HYPOTHESIS_CHOICE (self->choice),
                                          self->shown.scenario);
    self->hypothesis = index;
    data = plot_p_value_data_new (self->shown.scenario, results, self->shown.theory, index);
    self->trials = data != NULL ? data->replicates : 0;
    figure = data != NULL ? plot_p_value_figure_new (data) : NULL;
  }
  app_plot_area_set_figure (APP_PLOT_AREA (self->area), figure);
  plot_figure_unref (figure);
}

static void
on_chosen (AppPValueView *self)
{
  app_shown_clear (&self->shown);
  refresh (self);
}

static void
on_focus (AppPValueView *self)
{
  if (app_hypothesis_choice_choose (APP_HYPOTHESIS_CHOICE (self->choice),
                                    app_trial_focus_asked (self->focus)))
    on_chosen (self);
}

/* --- into a bar --- */

static char *
kind_text (const PlotTarget *target)
{
  g_autofree char *from = plot_p_value_number (target->low);
  g_autofree char *to = plot_p_value_number (target->high);

  if (target->low <= 0)
    /* Translators: a kind of trials; a p-value such as 0.05 */
    return g_strdup_printf (_ ("trials with p below %s"), to);
  if (!isfinite (target->high))
    return g_strdup_printf (_ ("trials with p from %s on"), from);
  return g_strdup_printf (_ ("trials with p from %s to %s"), from, to);
}

static void
on_activated (AppPValueView *self, const PlotTarget *target)
{
  SimScenario *scenario = self->shown.scenario;
  AppTrialKind kind = { .which = { .with = SIM_TRIAL_FITTED, .by_p = TRUE, .p_from = target->low,
                                   .p_below = target->high } };

  if (scenario == NULL || self->shown.stale)
    return;
  kind.text = kind_text (target);
  app_bar_search_open (self->search, self->trials, self->hypothesis, &kind);
  g_free (kind.text);
}

static void
on_unmap (AppPValueView *self)
{
  app_bar_search_cancel (self->search);
}

static void
app_p_value_view_dispose (GObject *object)
{
  AppPValueView *self = APP_P_VALUE_VIEW (object);
  GtkWidget *child;

  g_clear_pointer (&self->search, app_bar_search_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  app_shown_clear (&self->shown);
  g_clear_object (&self->focus);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (app_p_value_view_parent_class)->dispose (object);
}

static void
app_p_value_view_class_init (AppPValueViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_p_value_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
app_p_value_view_init (AppPValueView *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->choice = app_hypothesis_choice_new (_ ("p-values of"));
  gtk_widget_set_parent (app_aside_new (self->choice), GTK_WIDGET (self));
  self->area = app_plot_area_new ("p-values");
  app_plot_area_set_click (APP_PLOT_AREA (self->area), _ ("A click opens one of these trials"));
  gtk_widget_set_vexpand (self->area, TRUE);
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
  g_signal_connect_swapped (self->area, "activated", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (self->choice, "changed", G_CALLBACK (on_chosen), self);
  g_signal_connect (self, "unmap", G_CALLBACK (on_unmap), NULL);
}

GtkWidget *
app_p_value_view_new (AppRun *run, AppTrialFocus *focus)
{
  AppPValueView *self = g_object_new (APP_TYPE_P_VALUE_VIEW, NULL);

  self->run = g_object_ref (run);
  self->focus = g_object_ref (focus);
  self->search = app_bar_search_new (GTK_WIDGET (self), &self->shown, focus);
  app_follow (GTK_WIDGET (self), run, G_CALLBACK (refresh));
  g_signal_connect_object (focus, "changed", G_CALLBACK (on_focus), self, G_CONNECT_SWAPPED);
  on_focus (self);
  return GTK_WIDGET (self);
}

AppPlotArea *
app_p_value_view_area (GtkWidget *view)
{
  return APP_PLOT_AREA (APP_P_VALUE_VIEW (view)->area);
}
