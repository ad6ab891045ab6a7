/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * showing.c - the goals of a scenario to be ticked.
 */
#include "lesson/showing.h"

#include <glib/gi18n.h>

#include "plot/names.h"

struct _AppShowing {
  GtkWidget parent_instance;

  GtkWidget *column; /* the rows, and what is shown if none is ticked */
  GtkWidget *box, *none;
  GPtrArray *ids, *ticks; /* of char *, of GtkCheckButton *, which the box has */
  gboolean filling;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppShowing, app_showing, GTK_TYPE_WIDGET)

/* Once as many are ticked as a step can show, no other can be. None ticked is told. */
static void
limit (AppShowing *self)
{
  guint n = 0;

  for (guint i = 0; i < self->ticks->len; i++)
    n += gtk_check_button_get_active (self->ticks->pdata[i]);
  gtk_widget_set_visible (self->none, n == 0);
  for (guint i = 0; i < self->ticks->len; i++)
    gtk_widget_set_sensitive (self->ticks->pdata[i],
                              n < SIM_MAX_LESSON_SHOWN
                                  || gtk_check_button_get_active (self->ticks->pdata[i]));
}

static void
on_toggled (AppShowing *self)
{
  if (self->filling)
    return;
  limit (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

SimValue *
app_showing_ids (AppShowing *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < self->ids->len; i++)
    if (gtk_check_button_get_active (self->ticks->pdata[i]))
      g_ptr_array_add (items, sim_value_new_text (self->ids->pdata[i]));
  return items->len > 0 ? sim_value_new_list ((SimValue **)items->pdata, items->len) : NULL;
}

static gboolean
has (const SimValue *ids, const char *id)
{
  for (guint i = 0; i < sim_value_length (ids); i++)
    if (g_strcmp0 (sim_value_text (sim_value_at (ids, i)), id) == 0)
      return TRUE;
  return FALSE;
}

/* A row that is there keeps its button, for it may have the focus. */
static void
fill_row (AppShowing *self, guint i, SimScenario *scenario, const SimGoal *goal)
{
  PlotNames names = { .brief = NULL };
  GtkWidget *label;

  if (i == self->ids->len) {
    GtkWidget *tick = gtk_check_button_new ();

    label = gtk_label_new (NULL);
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_check_button_set_child (GTK_CHECK_BUTTON (tick), label);
    g_signal_connect_swapped (tick, "toggled", G_CALLBACK (on_toggled), self);
    gtk_box_append (GTK_BOX (self->box), tick);
    g_ptr_array_add (self->ticks, tick);
    g_ptr_array_add (self->ids, NULL);
  }
  plot_names_fill_goal (&names, scenario, goal);
  label = gtk_check_button_get_child (self->ticks->pdata[i]);
  gtk_label_set_label (GTK_LABEL (label), names.full);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ticks->pdata[i]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, names.full, -1);
  g_free (self->ids->pdata[i]);
  self->ids->pdata[i] = g_strdup (goal->id);
  plot_names_clear (&names);
}

void
app_showing_update (AppShowing *self, SimScenario *scenario, const SimValue *ids)
{
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (scenario, goals);

  self->filling = TRUE;
  for (guint i = 0; i < n; i++) {
    fill_row (self, i, scenario, &goals[i]);
    gtk_check_button_set_active (self->ticks->pdata[i], has (ids, goals[i].id));
  }
  for (guint i = self->ids->len; i > n; i--) {
    gtk_box_remove (GTK_BOX (self->box), self->ticks->pdata[i - 1]);
    g_ptr_array_set_size (self->ticks, (int)i - 1);
    g_ptr_array_set_size (self->ids, (int)i - 1);
  }
  limit (self);
  self->filling = FALSE;
}

static void
app_showing_dispose (GObject *object)
{
  AppShowing *self = APP_SHOWING (object);

  self->filling = TRUE;
  g_clear_pointer (&self->column, gtk_widget_unparent);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->ticks, g_ptr_array_unref);
  G_OBJECT_CLASS (app_showing_parent_class)->dispose (object);
}

static void
app_showing_class_init (AppShowingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_showing_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_SHOWING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
app_showing_init (AppShowing *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->ticks = g_ptr_array_new ();
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->none = gtk_label_new (_ ("None is ticked: that of every test is shown, and how often at "
                                 "least one and all of them are significant."));
  gtk_label_set_wrap (GTK_LABEL (self->none), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->none), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->none), 0);
  gtk_widget_add_css_class (self->none, "dim-label");
  gtk_box_append (GTK_BOX (self->column), self->box);
  gtk_box_append (GTK_BOX (self->column), self->none);
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Power is shown of"), -1);
}

GtkWidget *
app_showing_new (void)
{
  return g_object_new (APP_TYPE_SHOWING, NULL);
}
