/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field-entry.c - a field that is typed into one line.
 */
#include "editor/field-entry.h"

typedef struct {
  GtkEditable *entry;
  gboolean silent; /* the text is being set by the program */
  char *written;   /* the last text that it set */
  guint rest;      /* timeout of pending text, 0 if none */
} AppFieldEntryPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AppFieldEntry, app_field_entry, APP_TYPE_FIELD)

static AppFieldEntryPrivate *
get (AppFieldEntry *self)
{
  return app_field_entry_get_instance_private (self);
}

GtkEditable *
app_field_entry_editable (AppFieldEntry *self)
{
  return get (self)->entry;
}

const char *
app_field_entry_text (AppFieldEntry *self)
{
  return gtk_editable_get_text (get (self)->entry);
}

const char *
app_field_entry_written (AppFieldEntry *self)
{
  const char *written = get (self)->written;

  return written != NULL ? written : "";
}

gboolean
app_field_entry_focused (AppFieldEntry *self)
{
  /* It is the text within the entry that has the focus. */
  return gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (get (self)->entry)));
}

gboolean
app_field_entry_pending (AppFieldEntry *self)
{
  return get (self)->rest != 0;
}

void
app_field_entry_settle (AppFieldEntry *self)
{
  g_clear_handle_id (&get (self)->rest, g_source_remove);
}

void
app_field_entry_show (AppFieldEntry *self, const char *text)
{
  AppFieldEntryPrivate *priv = get (self);

  g_free (priv->written);
  priv->written = g_strdup (text);
  if (g_str_equal (gtk_editable_get_text (priv->entry), text))
    return;
  priv->silent = TRUE;
  gtk_editable_set_text (priv->entry, text);
  if (app_field_entry_focused (self))
    gtk_editable_set_position (priv->entry, -1);
  priv->silent = FALSE;
}

double
app_field_entry_steps (guint key, GdkModifierType state)
{
  static const struct {
    guint key, keypad_key;
    double n_steps;
  } moves[] = { { GDK_KEY_Up, GDK_KEY_KP_Up, 1 },
                { GDK_KEY_Down, GDK_KEY_KP_Down, -1 },
                { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, 10 },
                { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, -10 } };

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    if (key == moves[i].key || key == moves[i].keypad_key)
      return moves[i].n_steps;
  return 0;
}

static void
take (AppFieldEntry *self)
{
  app_field_entry_settle (self);
  APP_FIELD_ENTRY_GET_CLASS (self)->take (self);
}

static gboolean
on_rest (gpointer data)
{
  AppFieldEntry *self = data;

  get (self)->rest = 0;
  take (self);
  return G_SOURCE_REMOVE;
}

static void
on_text_changed (AppFieldEntry *self)
{
  AppFieldEntryPrivate *priv = get (self);

  if (priv->silent)
    return;
  app_field_entry_settle (self);
  priv->rest = g_timeout_add (APP_FIELD_ENTRY_GET_CLASS (self)->rest_ms, on_rest, self);
}

static void
commit (AppField *field)
{
  if (app_field_entry_pending (APP_FIELD_ENTRY (field)))
    take (APP_FIELD_ENTRY (field));
}

static void
end (AppFieldEntry *self)
{
  commit (APP_FIELD (self));
  app_field_end_edit (APP_FIELD (self));
  APP_FIELD_ENTRY_GET_CLASS (self)->tidy (self);
}

static void
on_leave (AppFieldEntry *self)
{
  end (self);
  gtk_editable_select_region (get (self)->entry, 0, 0);
}

/* Escape takes back what is wrong. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        gpointer data)
{
  AppFieldEntry *self = data;

  if (key != GDK_KEY_Escape || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  commit (APP_FIELD (self));
  if (app_field_complaint (APP_FIELD (self)) == NULL)
    return GDK_EVENT_PROPAGATE;
  app_field_take_back (APP_FIELD (self));
  APP_FIELD_ENTRY_GET_CLASS (self)->show_draft (self);
  return GDK_EVENT_STOP;
}

static void
constructed (GObject *object)
{
  G_OBJECT_CLASS (app_field_entry_parent_class)->constructed (object);
  app_field_set_control (APP_FIELD (object), GTK_WIDGET (get (APP_FIELD_ENTRY (object))->entry),
                         NULL);
}

static void
dispose (GObject *object)
{
  app_field_entry_settle (APP_FIELD_ENTRY (object));
  g_clear_pointer (&get (APP_FIELD_ENTRY (object))->written, g_free);
  G_OBJECT_CLASS (app_field_entry_parent_class)->dispose (object);
}

static void
app_field_entry_class_init (AppFieldEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->dispose = dispose;
  APP_FIELD_CLASS (klass)->commit = commit;
}

static void
app_field_entry_init (AppFieldEntry *self)
{
  AppFieldEntryPrivate *priv = get (self);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  priv->entry = GTK_EDITABLE (gtk_entry_new ());
  gtk_editable_set_width_chars (priv->entry, 2);
  gtk_editable_set_max_width_chars (priv->entry, 3);
  gtk_editable_set_enable_undo (priv->entry, FALSE);
  g_signal_connect_swapped (priv->entry, "changed", G_CALLBACK (on_text_changed), self);
  g_signal_connect_swapped (priv->entry, "activate", G_CALLBACK (end), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (priv->entry), focus);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (priv->entry), key);
}
