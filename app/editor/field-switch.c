/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field-switch.c - on or off: a bool, whether a list has an item, whether a record is there.
 */
#include "editor/field.h"
#include "tooltip.h"

#include <glib/gi18n.h>

#define APP_TYPE_FIELD_SWITCH (app_field_switch_get_type ())
G_DECLARE_FINAL_TYPE (AppFieldSwitch, app_field_switch, APP, FIELD_SWITCH, AppField)

struct _AppFieldSwitch {
  AppField parent_instance;
  GtkSwitch *button;
  gboolean silent; /* the switch is being set from the draft */
  char *item;      /* of a list, else NULL */
  SimValue *seed;  /* what comes when it is switched on, else NULL */
};

G_DEFINE_FINAL_TYPE (AppFieldSwitch, app_field_switch, APP_TYPE_FIELD)

static gboolean
has_item (const SimValue *list, const char *item)
{
  for (guint i = 0; i < sim_value_length (list); i++)
    if (g_strcmp0 (sim_value_text (sim_value_at (list, i)), item) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
draft_state (AppFieldSwitch *self)
{
  g_autoptr (SimValue) value = app_field_value (APP_FIELD (self));

  if (self->item != NULL)
    return has_item (value, self->item);
  if (self->seed != NULL)
    return value != NULL;
  return sim_value_bool (value);
}

static void
refresh (AppField *field)
{
  AppFieldSwitch *self = APP_FIELD_SWITCH (field);
  const SimField *row = app_field_row (field);
  g_autoptr (SimValue) value = app_field_value (field);
  gboolean on = draft_state (self);

  self->silent = TRUE;
  gtk_switch_set_active (self->button, on);
  self->silent = FALSE;
  /* The last item of a list that must have one cannot be switched off. */
  if (self->item != NULL && row != NULL) {
    gboolean free = !on || sim_value_length (value) > (guint)row->min;

    gtk_widget_set_sensitive (GTK_WIDGET (self->button), free);
    app_tooltip_set (GTK_WIDGET (field),
                                 free ? NULL : _ ("The chosen method cannot do without."));
  }
  if (self->seed != NULL && value != NULL) {
    sim_value_unref (self->seed);
    self->seed = sim_value_ref (value);
  }
}

/* The draft's list with item added at its end, or without it. */
static SimValue *
list_with (AppFieldSwitch *self, gboolean on)
{
  g_autoptr (SimValue) list = app_field_value (APP_FIELD (self));
  guint n = sim_value_length (list), n_kept = 0;
  g_autofree SimValue **items = g_new (SimValue *, n + 1);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (sim_value_text (sim_value_at (list, i)), self->item) != 0)
      items[n_kept++] = sim_value_ref (sim_value_at (list, i));
  if (on)
    items[n_kept++] = sim_value_new_text (self->item);
  return sim_value_new_list (items, n_kept);
}

static void
on_active (AppFieldSwitch *self)
{
  gboolean on = gtk_switch_get_active (self->button);
  g_autoptr (SimValue) value = NULL;

  if (self->silent || on == draft_state (self))
    return;
  if (self->item != NULL)
    value = list_with (self, on);
  else if (self->seed != NULL)
    value = on ? sim_value_ref (self->seed) : NULL;
  else
    value = sim_value_new_bool (on);
  app_field_set_value (APP_FIELD (self), value);
  app_field_end_edit (APP_FIELD (self));
}

static void
constructed (GObject *object)
{
  G_OBJECT_CLASS (app_field_switch_parent_class)->constructed (object);
  app_field_set_control (APP_FIELD (object), GTK_WIDGET (APP_FIELD_SWITCH (object)->button), NULL);
}

static void
finalize (GObject *object)
{
  AppFieldSwitch *self = APP_FIELD_SWITCH (object);

  g_free (self->item);
  sim_value_unref (self->seed);
  G_OBJECT_CLASS (app_field_switch_parent_class)->finalize (object);
}

static void
app_field_switch_class_init (AppFieldSwitchClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  APP_FIELD_CLASS (klass)->refresh = refresh;
}

static void
app_field_switch_init (AppFieldSwitch *self)
{
  self->button = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self->button), GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (self), "plain");
  g_signal_connect_swapped (self->button, "notify::active", G_CALLBACK (on_active), self);
}

static AppField *
new_field (AppDocument *document, const char *pointer, const char *name, const char *item,
           SimValue *seed)
{
  AppFieldSwitch *self = g_object_new (APP_TYPE_FIELD_SWITCH, "document", document, "pointer",
                                       pointer, "field-name", name, NULL);

  self->item = g_strdup (item);
  self->seed = seed;
  app_field_refresh (APP_FIELD (self));
  return APP_FIELD (self);
}

AppField *
app_field_switch_new (AppDocument *document, const char *pointer, const char *name)
{
  return new_field (document, pointer, name, NULL, NULL);
}

AppField *
app_field_member_new (AppDocument *document, const char *pointer, const char *item,
                      const char *name)
{
  AppField *self = new_field (document, pointer, name, item, NULL);

  app_field_set_item (self, item);
  return self;
}

AppField *
app_field_presence_new (AppDocument *document, const char *pointer, const char *name,
                        SimValue *seed)
{
  AppField *self = new_field (document, pointer, name, NULL, seed);

  app_field_set_whole (self);
  return self;
}
