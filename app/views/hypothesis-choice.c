/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hypothesis-choice.c - which hypothesis a plot is about.
 */
#include "views/hypothesis-choice.h"

#include "name-choice.h"
#include "plot/names.h"

struct _AppHypothesisChoice {
  GtkWidget parent_instance;

  GtkWidget *caption, *down;
  GPtrArray *ids, *names; /* of char*: what is offered */
  char *id;               /* the chosen one, or NULL */
  gboolean filling;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppHypothesisChoice, app_hypothesis_choice, GTK_TYPE_WIDGET)

static void
on_selected (AppHypothesisChoice *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->down));

  if (self->filling || i >= self->ids->len)
    return;
  g_free (self->id);
  self->id = g_strdup (g_ptr_array_index (self->ids, i));
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
same (GPtrArray *one, GPtrArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (!g_str_equal (g_ptr_array_index (one, i), g_ptr_array_index (other, i)))
      return FALSE;
  return TRUE;
}

static guint
chosen (AppHypothesisChoice *self)
{
  for (guint i = 0; self->id != NULL && i < self->ids->len; i++)
    if (g_str_equal (g_ptr_array_index (self->ids, i), self->id))
      return i;
  return 0;
}

/* A model is made anew only where names have changed: an open list stays open under a drag. */
static void
offer (AppHypothesisChoice *self, GPtrArray *names)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < names->len; i++)
    gtk_string_list_append (list, g_ptr_array_index (names, i));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->down), G_LIST_MODEL (list));
}

guint
app_hypothesis_choice_update (AppHypothesisChoice *self, SimScenario *scenario)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n = sim_scenario_n_hypotheses (scenario), index;

  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; i < n; i++) {
    PlotNames one = { .brief = NULL };

    plot_names_fill (&one, scenario, i);
    g_ptr_array_add (self->ids, g_strdup (sim_scenario_hypothesis (scenario, i)->id));
    g_ptr_array_add (names, g_strdup (one.full));
    plot_names_clear (&one);
  }
  index = chosen (self);
  self->filling = TRUE;
  if (!same (names, self->names)) {
    offer (self, names);
    g_ptr_array_unref (self->names);
    self->names = g_steal_pointer (&names);
  }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->down), index);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), n > 1);
  return index;
}

const char *
app_hypothesis_choice_id (AppHypothesisChoice *self)
{
  return self->id;
}

gboolean
app_hypothesis_choice_choose (AppHypothesisChoice *self, const char *id)
{
  if (id == NULL || g_strcmp0 (id, self->id) == 0)
    return FALSE;
  g_free (self->id);
  self->id = g_strdup (id);
  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->down), chosen (self));
  self->filling = FALSE;
  return TRUE;
}

static void
app_hypothesis_choice_dispose (GObject *object)
{
  AppHypothesisChoice *self = APP_HYPOTHESIS_CHOICE (object);

  g_clear_pointer (&self->caption, gtk_widget_unparent);
  g_clear_pointer (&self->down, gtk_widget_unparent);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (app_hypothesis_choice_parent_class)->dispose (object);
}

static void
app_hypothesis_choice_class_init (AppHypothesisChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_hypothesis_choice_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_hypothesis_choice_init (AppHypothesisChoice *self)
{
  gtk_box_layout_set_spacing (
      GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "view-bar");
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->caption = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->caption, "dim-label");
  gtk_widget_set_parent (self->caption, GTK_WIDGET (self));
  self->down = app_name_choice_new ("");
  gtk_widget_set_hexpand (self->down, TRUE);
  gtk_widget_set_parent (self->down, GTK_WIDGET (self));
  g_signal_connect_swapped (self->down, "notify::selected", G_CALLBACK (on_selected), self);
}

GtkWidget *
app_hypothesis_choice_new (const char *caption)
{
  AppHypothesisChoice *self = g_object_new (APP_TYPE_HYPOTHESIS_CHOICE, NULL);

  gtk_label_set_label (GTK_LABEL (self->caption), caption);
  app_name_choice_set_name (self->down, caption);
  return GTK_WIDGET (self);
}
