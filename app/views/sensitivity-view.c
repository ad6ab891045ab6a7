/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sensitivity-view.c - what power hangs on: a bar an assumption, or a map over two of them.
 */
#include <glib/gi18n.h>

#include "aside.h"
#include "export/export.h"
#include "name-choice.h"
#include "tooltip.h"
#include "views/bar.h"
#include "views/sensitivity-data.h"
#include "views/study.h"
#include "views/views.h"

struct _AppSensitivityView {
  GtkWidget parent_instance;

  AppRun *run;
  AppStudy study;
  GtkWidget *bar, *area;
  GtkDropDown *goal, *x, *y;
  GtkWidget *ranges, *map, *axes;
  GPtrArray *goals;   /* of char*: ids, as in the choice of goals */
  GPtrArray *choices; /* of char*: pointers, as in the choices of axes */
  guint64 trials;     /* of the run, as the ranges that were asked for name them */
  gboolean picked;    /* the goal was, by hand: else the ranges choose it */
  gboolean filling;   /* choices are being filled: they ask for nothing */
};

G_DEFINE_FINAL_TYPE (AppSensitivityView, app_sensitivity_view, GTK_TYPE_WIDGET)

static const char *
chosen (GtkDropDown *down, GPtrArray *values)
{
  guint i = gtk_drop_down_get_selected (down);

  return i < values->len ? g_ptr_array_index (values, i) : NULL;
}

static gboolean
wants_map (AppSensitivityView *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->map));
}

static void
ask (AppSensitivityView *self)
{
  AppSensitivityInput *input;

  if (self->filling || self->study.asked == NULL)
    return;
  input = g_new0 (AppSensitivityInput, 1);
  input->scenario = sim_scenario_ref (self->study.asked);
  input->kind = wants_map (self) ? APP_SENSITIVITY_MAP : APP_SENSITIVITY_RANGES;
  if (self->picked || input->kind == APP_SENSITIVITY_MAP)
    input->goal = g_strdup (chosen (self->goal, self->goals));
  input->x = g_strdup (chosen (self->x, self->choices));
  input->y = g_strdup (chosen (self->y, self->choices));
  input->run_replicates = self->trials = app_run_target (self->run);
  app_study_want (&self->study, input);
}

/* --- choices --- */

/* Fills a choice with labels, and keeps what was chosen where it is still there. */
static void
fill (AppSensitivityView *self, GtkDropDown *down, GPtrArray *labels, guint selected)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  self->filling = TRUE;
  for (guint i = 0; i < labels->len; i++)
    gtk_string_list_append (list, g_ptr_array_index (labels, i));
  gtk_drop_down_set_model (down, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (down, selected);
  self->filling = FALSE;
}

static guint
place_of (GPtrArray *values, const char *value)
{
  for (guint i = 0; value != NULL && i < values->len; i++)
    if (g_strcmp0 (g_ptr_array_index (values, i), value) == 0)
      return i;
  return 0;
}

static void
fill_goals (AppSensitivityView *self, SimScenario *scenario)
{
  g_autofree char *before = g_strdup (chosen (self->goal, self->goals));
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (scenario, goals);

  g_ptr_array_set_size (self->goals, 0);
  for (guint i = 0; i < n; i++) {
    g_ptr_array_add (self->goals, g_strdup (goals[i].id));
    g_ptr_array_add (labels, plot_text_goal (scenario, &goals[i]));
  }
  fill (self, self->goal, labels, place_of (self->goals, before));
  self->picked &= g_strcmp0 (chosen (self->goal, self->goals), before) == 0;
}

static void
on_goal (AppSensitivityView *self)
{
  self->picked |= !self->filling;
  ask (self);
}

/* Shows which goal the ranges are of where nobody chose it. */
static void
show_goal (AppSensitivityView *self, guint goal)
{
  self->filling = TRUE;
  if (!self->picked && goal < self->goals->len)
    gtk_drop_down_set_selected (self->goal, goal);
  self->filling = FALSE;
}

static gboolean
same_choices (GPtrArray *choices, GPtrArray *assumptions)
{
  if (choices->len != assumptions->len)
    return FALSE;
  for (guint i = 0; i < choices->len; i++) {
    const SimAssumption *one = g_ptr_array_index (assumptions, i);

    if (g_strcmp0 (g_ptr_array_index (choices, i), one->range->pointer) != 0)
      return FALSE;
  }
  return TRUE;
}

static void
fill_axes (AppSensitivityView *self, const AppSensitivityResult *result)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  if (same_choices (self->choices, result->assumptions))
    return;
  g_ptr_array_set_size (self->choices, 0);
  for (guint i = 0; i < result->assumptions->len; i++) {
    const SimAssumption *one = g_ptr_array_index (result->assumptions, i);

    g_ptr_array_add (self->choices, g_strdup (one->range->pointer));
    g_ptr_array_add (labels, one->label);
  }
  fill (self, self->x, labels, result->x);
  fill (self, self->y, labels, result->y);
}

/* --- following --- */

static void
on_ready (gpointer data, gboolean last, gpointer view)
{
  AppSensitivityView *self = view;
  AppSensitivityResult *result = data;

  if (result != NULL) {
    if (last || result->kind == APP_SENSITIVITY_MAP)
      fill_axes (self, result);
    if (result->kind == APP_SENSITIVITY_RANGES)
      show_goal (self, result->goal);
    if (result->error != NULL)
      app_toast (GTK_WIDGET (self), result->error);
    app_plot_area_set_figure (APP_PLOT_AREA (self->area), result->figure);
    app_study_answered (&self->study);
  }
  app_study_progress (&self->study, result != NULL ? result->share : 1);
  app_sensitivity_result_free (result);
}

/* The run of the scenario that was asked for goes on further than it did. */
static gboolean
has_other_trials (AppSensitivityView *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self)) && !wants_map (self) && self->study.asked != NULL
         && self->study.asked == app_run_scenario (self->run) && app_run_done (self->run) > 0
         && app_run_target (self->run) != self->trials;
}

static void
refresh (AppSensitivityView *self)
{
  gboolean another = app_study_update (&self->study, GTK_WIDGET (self), self->run);

  if (another)
    fill_goals (self, self->study.asked);
  if (another || has_other_trials (self))
    ask (self);
}

static void
on_kind (AppSensitivityView *self)
{
  gtk_widget_set_visible (self->axes, wants_map (self));
  ask (self);
}

/* --- life --- */

static GtkWidget *
toggle (AppSensitivityView *self, const char *label, const char *help)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  app_tooltip_set (button, help);
  return button;
}

static GtkDropDown *
choice (AppSensitivityView *self, GtkWidget *box, const char *label, GCallback on_selected)
{
  GtkWidget *down = app_name_choice_new (label);
  GtkWidget *caption = gtk_label_new (label);

  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), down);
  gtk_widget_set_hexpand (down, TRUE);
  g_signal_connect_swapped (down, "notify::selected", on_selected, self);
  return GTK_DROP_DOWN (down);
}

static void
add_bar (AppSensitivityView *self)
{
  GtkWidget *kinds = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->bar = app_bar_new ();
  gtk_widget_add_css_class (self->bar, "view-bar");
  gtk_widget_add_css_class (kinds, "linked");
  self->ranges = toggle (self, _ ("Ranges"),
                         _ ("Each assumption alone at the ends of its plausible range"));
  self->map = toggle (self, _ ("Map"), _ ("Two assumptions at once"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->map), GTK_TOGGLE_BUTTON (self->ranges));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->ranges), TRUE);
  gtk_box_append (GTK_BOX (kinds), self->ranges);
  gtk_box_append (GTK_BOX (kinds), self->map);
  gtk_box_append (GTK_BOX (self->bar), kinds);
  self->goal = choice (self, self->bar, _ ("Power of"), G_CALLBACK (on_goal));
  app_tooltip_set (
      GTK_WIDGET (self->goal),
      _ ("Until one is chosen here: the goal of the scenario, else the hypothesis whose power is "
         "nearest to the target"));
  self->axes = app_bar_new ();
  self->x = choice (self, self->axes, _ ("Across"), G_CALLBACK (ask));
  self->y = choice (self, self->axes, _ ("Upwards"), G_CALLBACK (ask));
  gtk_widget_add_css_class (self->axes, "view-bar");
  gtk_widget_set_visible (self->axes, FALSE);
  g_signal_connect_swapped (self->map, "toggled", G_CALLBACK (on_kind), self);
}

static void
app_sensitivity_view_dispose (GObject *object)
{
  AppSensitivityView *self = APP_SENSITIVITY_VIEW (object);
  GtkWidget *child;

  app_study_clear (&self->study);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->goals, g_ptr_array_unref);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (app_sensitivity_view_parent_class)->dispose (object);
}

static void
app_sensitivity_view_class_init (AppSensitivityViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_sensitivity_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static gpointer
compute (AppTask *task, gpointer input)
{
  return app_sensitivity_compute (task, input);
}

static void
app_sensitivity_view_init (AppSensitivityView *self)
{
  static const AppJobKind kind
      = { "sensitivity", compute, (GDestroyNotify)app_sensitivity_input_free,
          (GDestroyNotify)app_sensitivity_result_free, on_ready };

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->goals = g_ptr_array_new_with_free_func (g_free);
  self->choices = g_ptr_array_new_with_free_func (g_free);
  self->area = app_plot_area_new ("sensitivity");
  app_study_init (&self->study, GTK_WIDGET (self), &kind, self->area);
  add_bar (self);
  gtk_widget_set_parent (app_aside_new (self->bar), GTK_WIDGET (self));
  gtk_widget_set_parent (app_aside_new (self->axes), GTK_WIDGET (self));
  gtk_widget_set_parent (self->study.progress, GTK_WIDGET (self));
  gtk_widget_set_vexpand (self->area, TRUE);
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
}

GtkWidget *
app_sensitivity_view_new (AppRun *run)
{
  AppSensitivityView *self = g_object_new (APP_TYPE_SENSITIVITY_VIEW, NULL);

  self->run = g_object_ref (run);
  app_follow (GTK_WIDGET (self), run, G_CALLBACK (refresh));
  return GTK_WIDGET (self);
}

AppPlotArea *
app_sensitivity_view_area (GtkWidget *view)
{
  return APP_PLOT_AREA (APP_SENSITIVITY_VIEW (view)->area);
}
