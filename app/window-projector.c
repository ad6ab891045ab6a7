/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-projector.c - the plot and the big figures alone, readable from the back row.
 */
#include "window-private.h"

#include "editor/editor.h"
#include "theme.h"

/* What is hidden; what the sidebar was comes back. */
static void
show_parts (AppWindow *self, gboolean all)
{
  gtk_widget_set_visible (self->header, all);
  gtk_widget_set_visible (GTK_WIDGET (self->bottom), all);
  if (!all)
    self->sidebar_before = adw_flap_get_reveal_flap (self->flap);
  adw_flap_set_reveal_flap (self->flap, all && self->sidebar_before);
  app_window_show_editor (self);
  app_window_show_table (self);
}

void
app_window_fit_projector (AppWindow *self, int height)
{
  if (self->projector)
    app_theme_set_projector (height);
}

static void
on_projector (GSimpleAction *action, GVariant *state, gpointer data)
{
  AppWindow *self = data;
  gboolean on = g_variant_get_boolean (state);

  g_simple_action_set_state (action, state);
  if (on == self->projector)
    return;
  self->projector = on;
  if (on)
    app_window_show_start (self, FALSE);
  show_parts (self, !on);
  if (on)
    gtk_window_fullscreen (GTK_WINDOW (self));
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
  app_theme_set_projector (on ? gtk_widget_get_height (GTK_WIDGET (self)) : 0);
  gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (self->stack)));
}

/* Nothing else wanted the key: it leads a step back. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        gpointer data)
{
  AppWindow *self = data;
  GActionGroup *actions = G_ACTION_GROUP (self);
  gboolean back = g_action_group_get_action_enabled (actions, "view-back");

  if (key != GDK_KEY_Escape || (!back && !self->projector))
    return GDK_EVENT_PROPAGATE;
  if (back) {
    g_action_group_activate_action (actions, "view-back", NULL);
    return GDK_EVENT_STOP;
  }
  g_action_group_change_action_state (actions, "projector", g_variant_new_boolean (FALSE));
  return GDK_EVENT_STOP;
}

static void
on_search (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;

  app_window_show_start (self, FALSE);
  g_action_group_change_action_state (G_ACTION_GROUP (self), "projector",
                                      g_variant_new_boolean (FALSE));
  adw_flap_set_reveal_flap (self->flap, TRUE);
  app_editor_search (self->editor);
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
app_window_init_projector (AppWindow *self)
{
  static const GActionEntry entries[]
      = { { .name = "projector", .state = "false", .change_state = on_projector },
          { .name = "search", .activate = on_search } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_keys (self, GTK_WIDGET (self->toasts));
  add_keys (self, GTK_WIDGET (self));
}
