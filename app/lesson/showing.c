/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * showing.c - the goals of a scenario to be ticked.
 */
#include "lesson/showing.h"

#include <glib/gi18n.h>

#include "lesson/ticks.h"
#include "plot/names.h"

struct _AppShowing {
  GtkWidget parent_instance;

  GtkWidget *column; /* the ticks, and what is shown if none is ticked */
  AppTicks *ticks;
  GtkWidget *none;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppShowing, app_showing, GTK_TYPE_WIDGET)

SimValue *
app_showing_ids (AppShowing *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < app_ticks_n (self->ticks); i++)
    if (app_ticks_on (self->ticks, i))
      g_ptr_array_add (items, sim_value_new_text (app_ticks_id (self->ticks, i)));
  return items->len > 0 ? sim_value_new_list ((SimValue **)items->pdata, items->len) : NULL;
}

/* As many as a step can show. None ticked is told. */
static void
limit (AppShowing *self)
{
  g_autoptr (SimValue) ids = app_showing_ids (self);

  app_ticks_limit (self->ticks, SIM_MAX_LESSON_SHOWN);
  gtk_widget_set_visible (self->none, ids == NULL);
}

static void
on_ticked (AppShowing *self)
{
  limit (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
has (const SimValue *ids, const char *id)
{
  for (guint i = 0; i < sim_value_length (ids); i++)
    if (g_strcmp0 (sim_value_text (sim_value_at (ids, i)), id) == 0)
      return TRUE;
  return FALSE;
}

void
app_showing_update (AppShowing *self, SimScenario *scenario, const SimValue *ids)
{
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (scenario, goals);

  for (guint i = 0; i < n; i++) {
    PlotNames names = { .brief = NULL };

    plot_names_fill_goal (&names, scenario, &goals[i]);
    app_ticks_set (self->ticks, i, goals[i].id, names.full, has (ids, goals[i].id));
    plot_names_clear (&names);
  }
  app_ticks_cut (self->ticks, n);
  limit (self);
}

static void
app_showing_dispose (GObject *object)
{
  g_clear_pointer (&APP_SHOWING (object)->column, gtk_widget_unparent);
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
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->ticks = app_ticks_new ();
  g_signal_connect_swapped (self->ticks, "changed", G_CALLBACK (on_ticked), self);
  self->none = gtk_label_new (_ ("None is ticked: that of every test is shown, and how often at "
                                 "least one and all of them are significant."));
  gtk_label_set_wrap (GTK_LABEL (self->none), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->none), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->none), 0);
  gtk_widget_add_css_class (self->none, "dim-label");
  gtk_box_append (GTK_BOX (self->column), GTK_WIDGET (self->ticks));
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
