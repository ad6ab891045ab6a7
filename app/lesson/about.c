/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * about.c - the goals of a scenario to choose from.
 */
#include "lesson/about.h"

#include <glib/gi18n.h>

#include "name-choice.h"
#include "plot/names.h"

struct _AppAbout {
  GtkWidget parent_instance;

  GtkWidget *down;
  GPtrArray *ids, *names; /* of char *; "" and its name come first */
  gboolean filling;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppAbout, app_about, GTK_TYPE_WIDGET)

static void
on_selected (AppAbout *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

const char *
app_about_id (AppAbout *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->down));
  return i < self->ids->len ? g_ptr_array_index (self->ids, i) : "";
}

static gboolean
same (GPtrArray *one, GPtrArray *other)
{
  for (guint i = 0; i < one->len && i < other->len; i++)
    if (!g_str_equal (one->pdata[i], other->pdata[i]))
      return FALSE;
  return one->len == other->len;
}

/* A model is made anew only where names have changed. */
static void
offer (AppAbout *self, GPtrArray *names)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < names->len; i++)
    gtk_string_list_append (list, names->pdata[i]);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->down), G_LIST_MODEL (list));
  g_ptr_array_unref (self->names);
  self->names = g_ptr_array_ref (names);
}

void
app_about_update (AppAbout *self, SimScenario *scenario, const char *id)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (scenario, goals), chosen = 0;

  g_ptr_array_set_size (self->ids, 0);
  g_ptr_array_add (self->ids, g_strdup (""));
  g_ptr_array_add (names, g_strdup (_ ("What is most telling")));
  for (guint g = 0; g < n; g++) {
    PlotNames one = { .brief = NULL };

    plot_names_fill_goal (&one, scenario, &goals[g]);
    g_ptr_array_add (self->ids, g_strdup (goals[g].id));
    g_ptr_array_add (names, g_strdup (one.full));
    plot_names_clear (&one);
    if (g_str_equal (goals[g].id, id))
      chosen = g + 1;
  }
  self->filling = TRUE;
  if (!same (names, self->names))
    offer (self, names);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->down), chosen);
  self->filling = FALSE;
}

static void
app_about_dispose (GObject *object)
{
  AppAbout *self = APP_ABOUT (object);

  self->filling = TRUE;
  g_clear_pointer (&self->down, gtk_widget_unparent);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  G_OBJECT_CLASS (app_about_parent_class)->dispose (object);
}

static void
app_about_class_init (AppAboutClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_about_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_ABOUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
app_about_init (AppAbout *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->down = app_name_choice_new (_ ("The plot is about"));
  g_signal_connect_swapped (self->down, "notify::selected", G_CALLBACK (on_selected), self);
  gtk_widget_set_parent (self->down, GTK_WIDGET (self));
}

GtkWidget *
app_about_new (void)
{
  return g_object_new (APP_TYPE_ABOUT, NULL);
}
