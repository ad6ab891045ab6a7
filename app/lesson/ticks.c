/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ticks.c - a column of check buttons that wrap their names.
 */
#include "lesson/ticks.h"

struct _AppTicks {
  GtkWidget parent_instance;

  GtkWidget *box;
  GPtrArray *ids, *buttons; /* of char *, of GtkCheckButton *, which the box has */
  gboolean filling;         /* what changes is not ticked by anybody */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppTicks, app_ticks, GTK_TYPE_WIDGET)

static void
on_toggled (AppTicks *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_row (AppTicks *self)
{
  GtkWidget *button = gtk_check_button_new (), *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (on_toggled), self);
  gtk_box_append (GTK_BOX (self->box), button);
  g_ptr_array_add (self->buttons, button);
  g_ptr_array_add (self->ids, NULL);
}

void
app_ticks_set (AppTicks *self, guint i, const char *id, const char *name, gboolean on)
{
  GtkCheckButton *button;

  if (i == self->ids->len)
    add_row (self);
  button = self->buttons->pdata[i];
  g_free (self->ids->pdata[i]);
  self->ids->pdata[i] = g_strdup (id);
  gtk_label_set_label (GTK_LABEL (gtk_check_button_get_child (button)), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  self->filling = TRUE;
  gtk_check_button_set_active (button, on);
  self->filling = FALSE;
}

void
app_ticks_cut (AppTicks *self, guint n)
{
  for (guint i = self->ids->len; i > n; i--) {
    gtk_box_remove (GTK_BOX (self->box), self->buttons->pdata[i - 1]);
    g_ptr_array_set_size (self->buttons, (int)i - 1);
    g_ptr_array_set_size (self->ids, (int)i - 1);
  }
}

void
app_ticks_limit (AppTicks *self, guint most)
{
  guint n = 0;

  for (guint i = 0; i < self->ids->len; i++)
    n += app_ticks_on (self, i);
  for (guint i = 0; i < self->ids->len; i++)
    gtk_widget_set_sensitive (self->buttons->pdata[i], n < most || app_ticks_on (self, i));
}

guint
app_ticks_n (AppTicks *self)
{
  return self->ids->len;
}

const char *
app_ticks_id (AppTicks *self, guint i)
{
  return self->ids->pdata[i];
}

gboolean
app_ticks_on (AppTicks *self, guint i)
{
  return gtk_check_button_get_active (self->buttons->pdata[i]);
}

static void
app_ticks_dispose (GObject *object)
{
  AppTicks *self = APP_TICKS (object);

  self->filling = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  G_OBJECT_CLASS (app_ticks_parent_class)->dispose (object);
}

static void
app_ticks_class_init (AppTicksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_ticks_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_TICKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
app_ticks_init (AppTicks *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->buttons = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

AppTicks *
app_ticks_new (void)
{
  return g_object_new (APP_TYPE_TICKS, NULL);
}
