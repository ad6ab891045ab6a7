/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-projector.c - the plot and the big figures alone, readable from the back row.
 */
#include "window-private.h"

#include "aside.h"
#include "editor/editor.h"
#include "theme.h"

/* Of all that is shown: half again as large on a screen of 720 px, and in proportion on others,
   since a larger one is not seen from nearer. Every screen of a shape then shows the same. */
#define HEIGHT (720 / 1.5)
#define LEAST  1.4
/* How long the pointer rests before it, and what it reads off, no longer lies over the plot. */
#define REST_SECONDS 5

/* --- what the window holds, enlarged as a whole --- */

/* Between the window and what it holds. */
static void
hold_scaled (AppWindow *self)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (self);
  GtkWidget *held = g_object_ref (adw_application_window_get_content (window));
  GtkWidget *holder = adw_bin_new ();

  self->scaled = APP_SCALED (app_scaled_new ());
  gtk_widget_set_layout_manager (holder, GTK_LAYOUT_MANAGER (self->scaled));
  adw_application_window_set_content (window, holder);
  adw_bin_set_child (ADW_BIN (holder), held);
  g_object_unref (held);
}

/* Menus, tooltips and questions are windows of their own: their text follows by its size. They are
   those of the window that is, or was last, active: none of them stays open over another. */
static void
enlarge_others (AppWindow *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  int size = pango_font_description_get_size (pango_context_get_font_description (context));
  double factor = app_scaled_get (self->scaled);
  g_autofree char *rules
      = factor > 1 ? g_strdup_printf (
                         "popover > contents, tooltip, window.messagedialog { font-size: %dpx; }",
                         (int)(size / PANGO_SCALE * factor))
                   : g_strdup ("");

  app_theme_set_rules ("app-projector", GTK_STYLE_PROVIDER_PRIORITY_APPLICATION, rules);
}

/* Another window, whose menus are open, may keep its own size. */
static void
on_active (AppWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    enlarge_others (self);
}

static double
factor_for (int height)
{
  return MAX (height / HEIGHT, LEAST);
}

/* A layout comes with every frame that plays. */
gboolean
app_window_fit_projector (AppWindow *self, int width, int height)
{
  double factor = self->projector ? factor_for (height) : 1;
  int width_before = self->width, height_before = self->height;

  if (app_scaled_set (self->scaled, factor))
    on_active (self);
  self->width = (int)(width / factor);
  self->height = (int)(height / factor);
  return self->width != width_before || self->height != height_before;
}

/* --- a pointer at rest --- */

static gboolean
on_rest (gpointer data)
{
  AppWindow *self = data;
  GtkWidget *widget;
  const AppView *view = app_window_view (self, &widget);

  self->rest = 0;
  app_plot_area_rest (view->area (widget));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "none");
  return G_SOURCE_REMOVE;
}

static void
wait_for_rest (AppWindow *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  if (self->projector)
    self->rest = g_timeout_add_seconds (REST_SECONDS, on_rest, self);
}

/* Before what it points at hears of it. */
static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer data)
{
  AppWindow *self = data;

  if (x == self->pointer_x && y == self->pointer_y)
    return; /* GTK asks again where a resting pointer is */
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->projector)
    wait_for_rest (self);
}

/* --- the mode --- */

/* What is hidden; what the sidebar was comes back. */
static void
show_parts (AppWindow *self, gboolean all)
{
  gtk_widget_set_visible (self->header, all);
  gtk_widget_set_visible (GTK_WIDGET (self->bottom), all);
  app_aside_show (GTK_WIDGET (self->stack), all);
  if (!all)
    self->sidebar_before = adw_flap_get_reveal_flap (self->flap);
  adw_flap_set_reveal_flap (self->flap, all && self->sidebar_before);
  app_window_show_editor (self);
  app_window_show_lesson (self);
  app_window_show_table (self);
  app_window_fit_room (self);
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
  app_window_fit_projector (self, gtk_widget_get_width (GTK_WIDGET (self)),
                            gtk_widget_get_height (GTK_WIDGET (self)));
  show_parts (self, !on);
  if (on)
    gtk_window_fullscreen (GTK_WINDOW (self));
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
  wait_for_rest (self);
  gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (self->stack)));
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

void
app_window_init_projector (AppWindow *self)
{
  static const GActionEntry entries[]
      = { { .name = "projector", .state = "false", .change_state = on_projector },
          { .name = "search", .activate = on_search } };

  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  hold_scaled (self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active), NULL);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

void
app_window_clear_projector (AppWindow *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
}
