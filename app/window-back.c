/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-back.c - Escape leads a step back where nothing else wants it.
 */
#include "window-private.h"

/* What there can be to go back from, the uppermost first. */
static gboolean
step_back (AppWindow *self)
{
  static const char *const steps[] = { "start-close", "view-back" };
  GActionGroup *actions = G_ACTION_GROUP (self);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_action_group_get_action_enabled (actions, steps[i])) {
      g_action_group_activate_action (actions, steps[i], NULL);
      return TRUE;
    }
  if (!self->projector)
    return FALSE;
  g_action_group_change_action_state (actions, "projector", g_variant_new_boolean (FALSE));
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        gpointer data)
{
  return key == GDK_KEY_Escape && step_back (data) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
add_keys (AppWindow *self, GtkWidget *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (widget, keys);
}

/* Escape would only dismiss a toast that happens to be on the screen, whose overlay takes the key
   before the window gets it; where nothing has the focus only the window does. */
void
app_window_init_back (AppWindow *self)
{
  add_keys (self, GTK_WIDGET (self->toasts));
  add_keys (self, GTK_WIDGET (self));
}
