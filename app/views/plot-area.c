/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plot-area.c - a figure that can be read off, dragged and copied.
 *
 * Two drawing areas lie upon each other: the figure, and the crosshair, so that pointing at
 * something never draws the figure again.
 */
#include "views/plot-area-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "theme.h"
#include "views/looks.h"
#include "views/plot-card.h"
#include "views/plot-zoom.h"

#define HANDLE_REACH 9
#define LEVEL_REACH  5
#define GRIP_REACH   5
/* px, where text has its usual size: below this a figure tells little. Where text is large views
   are scrolled, and a figure is not made to tell as little as that. */
#define LEAST_WIDTH   240
#define LEAST_HEIGHT  200
#define LARGE         1.25
#define LARGER_HEIGHT 240
/* A screen reader need not hear every frame of a run. */
#define DESCRIBE_MS 1000

G_DEFINE_FINAL_TYPE (AppPlotArea, app_plot_area, GTK_TYPE_WIDGET)

enum {
  HANDLE_MOVED,
  HANDLE_STEPPED,
  LEVEL_MOVED,
  LEVEL_STEPPED,
  HANDLE_RELEASED,
  GRIP_MOVED,
  GRIP_STEPPED,
  GRIP_CHOSEN,
  ACTIVATED,
  WAITS,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- drawing --- */

/* What was read off, and where its card stands, are of the drawing before. */
static gboolean
on_moved (gpointer data)
{
  AppPlotArea *self = data;

  self->moved_source = 0;
  if (self->readout != NULL && self->pointed)
    app_plot_area_point_at (self, self->pointer_x, self->pointer_y);
  gtk_widget_queue_allocate (self->overlay);
  return G_SOURCE_REMOVE;
}

static void
draw_figure (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  AppPlotArea *self = data;
  PlotGeometry old = self->geometry;
  const PlotGeometry *now = &self->geometry;

  if (self->figure == NULL)
    return;
  plot_figure_draw (self->figure, cr, width, height, &self->style, &self->geometry);
  if (self->readout != NULL && self->moved_source == 0
      && (old.width != now->width || old.height != now->height
          || old.left != now->left || old.right != now->right || old.x0 != now->x0
          || old.x1 != now->x1 || old.top != now->top || old.bottom != now->bottom
          || old.y0 != now->y0 || old.y1 != now->y1))
    self->moved_source = g_idle_add (on_moved, self);
}

static void
draw_reading (AppPlotArea *self, cairo_t *cr, double x, const PlotReading *reading)
{
  PlotColour colour = reading->stroke.colour, back = self->style.background;
  double y = plot_geometry_y (&self->geometry, reading->y);

  if (!isfinite (x) || !isfinite (y) || x < self->geometry.left - 1 || x > self->geometry.right + 1)
    return;
  cairo_arc (cr, x, y, 6, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, back.red, back.green, back.blue);
  cairo_fill (cr);
  cairo_arc (cr, x, y, 4.2, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, colour.red, colour.green, colour.blue);
  cairo_fill (cr);
}

/* Around the grip that the keyboard moves. */
static void
draw_chosen (AppPlotArea *self, cairo_t *cr)
{
  const PlotGrip *grip = self->chosen >= 0 && gtk_widget_has_focus (GTK_WIDGET (self))
                             ? plot_geometry_grip_of (&self->geometry, (guint)self->chosen)
                             : NULL;
  PlotColour colour = self->style.text;

  if (grip == NULL)
    return;
  cairo_set_line_width (cr, 2);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, 0.8);
  cairo_arc (cr, grip->x, (grip->top + 2 + grip->bottom) / 2, 13, 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_cross (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  AppPlotArea *self = data;
  PlotColour colour = self->style.muted;
  double x, y;

  draw_chosen (self, cr);
  if (self->readout == NULL)
    return;
  x = floor (plot_geometry_x (&self->geometry, self->readout->x)) + 0.5;
  y = floor (plot_geometry_y (&self->geometry, self->readout->y)) + 0.5;
  cairo_set_line_width (cr, 1);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, 0.8);
  if (isfinite (x) && plot_geometry_shows (&self->geometry, self->readout->x)) {
    cairo_move_to (cr, x, self->geometry.top);
    cairo_line_to (cr, x, self->geometry.bottom);
  }
  /* A figure may have no room for the row. */
  if (isfinite (y) && y >= self->geometry.top && y <= self->geometry.bottom + 1) {
    cairo_move_to (cr, self->geometry.left, y);
    cairo_line_to (cr, self->geometry.right, y);
  }
  cairo_stroke (cr);
  for (guint i = 0; i < self->readout->n_readings; i++)
    draw_reading (self, cr, x, &self->readout->readings[i]);
}

/* --- what a screen reader says --- */

void
app_plot_area_describe (AppPlotArea *self)
{
  g_autofree char *title = NULL, *words = NULL, *zoomed = NULL, *all = NULL;

  if (self->figure == NULL)
    return;
  title = plot_figure_title (self->figure);
  words = plot_figure_describe (self->figure);
  zoomed = app_plot_zoom_sentence (&self->style.zoom, &self->geometry);
  all = zoomed != NULL ? g_strdup_printf ("%s %s", words, zoomed) : g_steal_pointer (&words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, all, -1);
}

/* --- the crosshair and its card --- */

void
app_plot_area_take_readout (AppPlotArea *self, PlotReadout *readout)
{
  plot_readout_free (self->readout);
  self->readout = readout;
  if (readout != NULL) {
    app_plot_card_show (APP_PLOT_CARD (self->card), readout, self->leads ? self->click : NULL,
                        &self->style);
    gtk_widget_queue_allocate (self->overlay);
  }
  gtk_widget_set_visible (self->card, readout != NULL);
  gtk_widget_queue_draw (self->cross);
}

static void
refresh_readout (AppPlotArea *self)
{
  if (self->readout == NULL)
    return;
  app_plot_area_take_readout (
      self, self->figure != NULL ? plot_figure_read (self->figure, self->readout->x,
                                                     self->readout->y, &self->style)
                                 : NULL);
}

static gboolean
target_at (AppPlotArea *self, double x, double y, PlotTarget *target)
{
  return self->figure != NULL
         && plot_figure_target (self->figure, self->geometry.width, self->geometry.height,
                                &self->style, x, y, target);
}

void
app_plot_area_point_at (AppPlotArea *self, double x, double y)
{
  PlotTarget target;
  const char *cursor = NULL;

  if (plot_geometry_on_handle (&self->geometry, x, y, HANDLE_REACH)
      || plot_geometry_grip (&self->geometry, x, y, GRIP_REACH) != NULL)
    cursor = "ew-resize";
  else if (plot_geometry_on_level (&self->geometry, x, y, LEVEL_REACH))
    cursor = "ns-resize";
  if (g_strcmp0 (cursor, self->cursor) != 0)
    gtk_widget_set_cursor_from_name (self->canvas, cursor);
  self->cursor = cursor;
  self->pointer_x = x;
  self->pointer_y = y;
  self->pointed = TRUE;
  self->leads = self->click != NULL && cursor == NULL && target_at (self, x, y, &target);
  if (self->figure == NULL || self->dragging || !plot_geometry_inside (&self->geometry, x, y))
    app_plot_area_take_readout (self, NULL);
  else
    app_plot_area_take_readout (
        self, plot_figure_read (self->figure, plot_geometry_data_x (&self->geometry, x),
                                plot_geometry_data_y (&self->geometry, y), &self->style));
}

/* One that is hidden, since it rests, points at nothing. */
static gboolean
pointer_is_hidden (AppPlotArea *self)
{
  GdkCursor *cursor = gtk_widget_get_cursor (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));

  return cursor != NULL && g_strcmp0 (gdk_cursor_get_name (cursor), "none") == 0;
}

/* GTK asks again where a resting pointer is when anything in the window finds a new place, such as
   the card. That must not undo what a key did: a step of the crosshair, or Escape. */
static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer data)
{
  AppPlotArea *self = data;

  if ((x == self->motion_x && y == self->motion_y) || pointer_is_hidden (self))
    return;
  self->motion_x = x;
  self->motion_y = y;
  app_plot_area_point_at (self, x, y);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer data)
{
  AppPlotArea *self = data;

  self->motion_x = self->motion_y = NAN;
  app_plot_area_take_readout (self, NULL);
}

static void
step_cross (AppPlotArea *self, int to)
{
  if (self->figure == NULL)
    return;
  self->leads = self->pointed = FALSE; /* a key does not click */
  if (self->readout == NULL) {
    self->pointer_x = self->geometry.left + 40;
    self->pointer_y = self->geometry.top + 40;
  }
  app_plot_area_take_readout (self, plot_figure_read_index (self->figure, to, &self->style));
  if (self->readout != NULL)
    app_plot_area_reveal (self, self->readout->x);
  if (self->readout != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                    self->readout->title, -1);
}

/* --- the handle --- */

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  AppPlotArea *self = data;
  const PlotGrip *grip = plot_geometry_grip (&self->geometry, x, y, GRIP_REACH);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->on_grip = grip != NULL;
  if (grip != NULL)
    self->grip = *grip;
  self->level = !plot_geometry_on_handle (&self->geometry, x, y, HANDLE_REACH);
  if (grip == NULL && self->level && !plot_geometry_on_level (&self->geometry, x, y, LEVEL_REACH)) {
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->dragging = TRUE;
  self->drag_geometry = self->geometry;
  app_plot_area_take_readout (self, NULL);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, gpointer data)
{
  AppPlotArea *self = data;

  const PlotGeometry *at = &self->drag_geometry;

  if (self->dragging && self->on_grip)
    g_signal_emit (self, signals[GRIP_MOVED], 0, self->grip.index,
                   plot_geometry_grip_data (at, &self->grip, self->grip.x + dx),
                   (self->grip.x1 - self->grip.x0) / (at->right - at->left));
  else if (self->dragging && self->level)
    g_signal_emit (self, signals[LEVEL_MOVED], 0, plot_geometry_data_y (at, at->level_y + dy));
  else if (self->dragging)
    g_signal_emit (self, signals[HANDLE_MOVED], 0, plot_geometry_data_x (at, at->handle_x + dx));
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, gpointer data)
{
  AppPlotArea *self = data;

  if (!self->dragging)
    return;
  self->dragging = self->on_grip = FALSE;
  g_signal_emit (self, signals[HANDLE_RELEASED], 0);
}

/* --- going into what is shown --- */

static gboolean
activate_at (AppPlotArea *self, double x, double y)
{
  PlotTarget target;

  if (!target_at (self, x, y, &target))
    return FALSE;
  g_signal_emit (self, signals[ACTIVATED], 0, &target);
  return TRUE;
}

/* Of a figure that shows a part a click waits: two of them show all. It is about what lay there
   when it came, whatever is zoomed to until it counts. */
static gboolean
on_click_due (gpointer data)
{
  AppPlotArea *self = data;

  self->click_source = 0;
  g_signal_emit (self, signals[ACTIVATED], 0, &self->clicked);
  return G_SOURCE_REMOVE;
}

static void
click_once (AppPlotArea *self, double x, double y)
{
  int wait = 0;

  if (!app_plot_zoom_on (&self->style.zoom)) {
    activate_at (self, x, y);
    return;
  }
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &wait, NULL);
  if (!target_at (self, x, y, &self->clicked))
    return;
  self->click_source = g_timeout_add ((guint)wait, on_click_due, self);
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  AppPlotArea *self = data;

  self->n_press = n_press;
  self->press_x = x;
  self->press_y = y;
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  AppPlotArea *self = data;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_clear_handle_id (&self->click_source, g_source_remove);
  if (n_press == 2)
    app_plot_area_show_whole (self);
  else if (n_press == 1 && self->cursor == NULL) /* else on a handle */
    click_once (self, x, y);
}

/* GTK, which asks again where the pointer is when something finds a new place, gives up a press
   whose button is up by then, before the release of a quick click has been heard of. */
static void
on_press_cancelled (GtkGesture *gesture, GdkEventSequence *sequence, gpointer data)
{
  AppPlotArea *self = data;
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));

  if (event != NULL && gdk_event_get_event_type (event) == GDK_MOTION_NOTIFY && !self->dragging
      && (gdk_event_get_modifier_state (event) & GDK_BUTTON1_MASK) == 0)
    on_released (GTK_GESTURE_CLICK (gesture), self->n_press, self->press_x, self->press_y, self);
}

/* Where the crosshair is, or, if that is no point, half way up. */
static gboolean
activate_crosshair (AppPlotArea *self)
{
  const PlotGeometry *at = &self->geometry;
  double x, y;

  if (self->readout == NULL)
    return FALSE;
  x = isfinite (self->readout->x) ? plot_geometry_x (at, self->readout->x)
                                  : (at->left + at->right) / 2;
  if (isfinite (self->readout->y))
    return activate_at (self, x, plot_geometry_y (at, self->readout->y));
  for (y = at->bottom - 1; y > at->top; y -= 3)
    if (activate_at (self, x, y))
      return TRUE;
  return FALSE;
}

static void
on_menu_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  app_plot_area_open_menu (data, x, y);
}

/* --- the keyboard --- */

/* With Alt and the arrows up and down the level moves. */
static gboolean
move_level (AppPlotArea *self, guint key, GdkModifierType state)
{
  gboolean up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up;
  gboolean down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down;

  if (!self->geometry.has_level || (state & GDK_ALT_MASK) == 0 || (!up && !down))
    return FALSE;
  g_signal_emit (self, signals[LEVEL_STEPPED], 0, up ? 1 : -1);
  return TRUE;
}

/* With Alt, or + and -, the handle moves; with Ctrl as well, by ten. */
static gboolean
move_handle (AppPlotArea *self, guint key, GdkModifierType state)
{
  gboolean alt = (state & GDK_ALT_MASK) != 0;
  int by = (state & GDK_CONTROL_MASK) != 0 ? 10 : 1;
  gboolean up = (alt && key == GDK_KEY_Right) || key == GDK_KEY_plus || key == GDK_KEY_KP_Add;
  gboolean down
      = (alt && key == GDK_KEY_Left) || key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract;

  if (!self->geometry.has_handle || (!up && !down))
    return FALSE;
  g_signal_emit (self, signals[HANDLE_STEPPED], 0, up ? by : -by);
  return TRUE;
}

static int
last_grip (const PlotGeometry *at, int chosen)
{
  int best = -1;

  for (guint i = 0; i < at->n_grips; i++)
    if ((int)at->grips[i].index < chosen)
      best = MAX (best, (int)at->grips[i].index);
  return best;
}

static int
next_grip (const PlotGeometry *at, int chosen)
{
  int best = -1;

  for (guint i = 0; i < at->n_grips; i++)
    if ((int)at->grips[i].index > chosen && (best < 0 || (int)at->grips[i].index < best))
      best = (int)at->grips[i].index;
  return best;
}

static gboolean
choose_grip (AppPlotArea *self, int chosen)
{
  if (chosen < 0)
    return FALSE;
  self->chosen = chosen;
  gtk_widget_queue_draw (self->cross);
  g_signal_emit (self, signals[GRIP_CHOSEN], 0, (guint)chosen);
  return TRUE;
}

/* Up and down choose a grip; it moves as the handle does. */
static gboolean
move_grip (AppPlotArea *self, guint key, GdkModifierType state)
{
  gboolean alt = (state & GDK_ALT_MASK) != 0, control = (state & GDK_CONTROL_MASK) != 0;
  int by = control ? 10 : 1;
  gboolean right = (alt && key == GDK_KEY_Right) || key == GDK_KEY_plus || key == GDK_KEY_KP_Add;
  gboolean left
      = (alt && key == GDK_KEY_Left) || key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract;

  if (self->geometry.n_grips == 0)
    return FALSE;
  if (!alt && !control && (key == GDK_KEY_Up || key == GDK_KEY_KP_Up))
    return choose_grip (self, last_grip (&self->geometry, self->chosen));
  if (!alt && !control && (key == GDK_KEY_Down || key == GDK_KEY_KP_Down))
    return choose_grip (self, next_grip (&self->geometry, self->chosen));
  if (!right && !left)
    return FALSE;
  if (self->chosen < 0)
    choose_grip (self, next_grip (&self->geometry, -1));
  g_signal_emit (self, signals[GRIP_STEPPED], 0, (guint)self->chosen, right ? by : -by);
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        gpointer data)
{
  AppPlotArea *self = data;
  int at = self->readout != NULL ? (int)self->readout->index : -1;
  int rows = self->figure != NULL ? (int)plot_figure_stride (self->figure) : 0;

  if (app_plot_area_zoom_key (self, key, state) || move_grip (self, key, state)
      || move_handle (self, key, state) || move_level (self, key, state))
    return TRUE;
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0)) {
    app_plot_area_open_menu (self, self->geometry.left + 20, self->geometry.top + 20);
    return TRUE;
  }
  if ((state & (GDK_ALT_MASK | GDK_CONTROL_MASK)) != 0)
    return FALSE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    return activate_crosshair (self);
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    step_cross (self, at < 0 ? G_MAXINT : at - 1);
  else if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    step_cross (self, at + 1);
  else if (rows != 0 && (key == GDK_KEY_Up || key == GDK_KEY_KP_Up))
    step_cross (self, at + rows);
  else if (rows != 0 && (key == GDK_KEY_Down || key == GDK_KEY_KP_Down))
    step_cross (self, at < 0 ? G_MAXINT : at - rows);
  else if (key == GDK_KEY_Home)
    step_cross (self, 0);
  else if (key == GDK_KEY_End)
    step_cross (self, G_MAXINT);
  else if (key == GDK_KEY_Escape && self->readout != NULL)
    app_plot_area_take_readout (self, NULL);
  else
    return FALSE;
  return TRUE;
}

static void
on_focus_left (GtkEventControllerFocus *controller, gpointer data)
{
  app_plot_area_take_readout (data, NULL); /* and the ring goes */
}

/* --- following --- */

static gboolean
on_describe_due (gpointer data)
{
  AppPlotArea *self = data;

  self->describe_source = 0;
  app_plot_area_describe (self);
  return G_SOURCE_REMOVE;
}

/* Larger text needs a larger figure. */
static void
set_least (AppPlotArea *self)
{
  double scale = MAX (app_theme_text_scale (), 1);

  gtk_widget_set_size_request (GTK_WIDGET (self), (int)(LEAST_WIDTH * scale),
                               (int)((scale > LARGE ? LARGER_HEIGHT : LEAST_HEIGHT) * scale));
}

static void
on_looks_changed (AppPlotArea *self)
{
  gboolean stale = self->style.stale, waiting = self->style.waiting;
  PlotZoom zoom = self->style.zoom;

  app_theme_fill (&self->style);
  self->style.zoom = zoom;
  self->style.stale = stale;
  self->style.waiting = waiting;
  set_least (self);
  refresh_readout (self);
  gtk_widget_queue_draw (self->canvas);
}

/* --- life --- */

static void
add_controllers (AppPlotArea *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new (), *press = gtk_gesture_click_new ();

  g_signal_connect (scroll, "scroll", G_CALLBACK (app_plot_area_on_scroll), self);
  gtk_widget_add_controller (self->canvas, scroll);
  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (self->canvas, motion);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (self->canvas, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (press, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (press, "released", G_CALLBACK (on_released), self);
  g_signal_connect (press, "cancel", G_CALLBACK (on_press_cancelled), self);
  gtk_widget_add_controller (self->canvas, GTK_EVENT_CONTROLLER (press));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_menu_pressed), self);
  gtk_widget_add_controller (self->canvas, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static GtkWidget *
new_layer (GtkDrawingAreaDrawFunc draw, AppPlotArea *self)
{
  GtkWidget *layer = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (layer), draw, self, NULL);
  return layer;
}

static void
app_plot_area_init (AppPlotArea *self)
{
  self->chosen = -1;
  self->motion_x = self->motion_y = NAN;
  app_theme_fill (&self->style);
  self->overlay = gtk_overlay_new ();
  self->canvas = new_layer (draw_figure, self);
  self->cross = new_layer (draw_cross, self);
  self->card = app_plot_card_new ();
  gtk_widget_set_can_target (self->cross, FALSE);
  gtk_widget_set_visible (self->card, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->canvas);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->cross);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->card);
  self->whole = app_plot_area_new_whole (self);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->whole);
  g_signal_connect (self->overlay, "get-child-position", G_CALLBACK (app_plot_area_place_card),
                    self);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  set_least (self);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_controllers (self);
  app_plot_area_add_menu (self);
  app_theme_watch (G_CALLBACK (on_looks_changed), G_OBJECT (self));
}

static void
app_plot_area_dispose (GObject *object)
{
  AppPlotArea *self = APP_PLOT_AREA (object);

  g_clear_handle_id (&self->describe_source, g_source_remove);
  g_clear_handle_id (&self->click_source, g_source_remove);
  g_clear_handle_id (&self->moved_source, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_pointer (&self->figure, plot_figure_unref);
  g_clear_pointer (&self->readout, plot_readout_free);
  G_OBJECT_CLASS (app_plot_area_parent_class)->dispose (object);
}

static void
app_plot_area_finalize (GObject *object)
{
  g_free (APP_PLOT_AREA (object)->stem);
  G_OBJECT_CLASS (app_plot_area_parent_class)->finalize (object);
}

static void
app_plot_area_class_init (AppPlotAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = app_plot_area_dispose;
  object_class->finalize = app_plot_area_finalize;
  gtk_widget_class_set_css_name (widget_class, "plotarea");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[HANDLE_MOVED] = g_signal_new ("handle-moved", APP_TYPE_PLOT_AREA, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[HANDLE_STEPPED] = g_signal_new ("handle-stepped", APP_TYPE_PLOT_AREA, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[LEVEL_MOVED] = g_signal_new ("level-moved", APP_TYPE_PLOT_AREA, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[LEVEL_STEPPED] = g_signal_new ("level-stepped", APP_TYPE_PLOT_AREA, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[HANDLE_RELEASED] = g_signal_new ("handle-released", APP_TYPE_PLOT_AREA, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GRIP_MOVED]
      = g_signal_new ("grip-moved", APP_TYPE_PLOT_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[GRIP_STEPPED] = g_signal_new ("grip-stepped", APP_TYPE_PLOT_AREA, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT);
  signals[GRIP_CHOSEN] = g_signal_new ("grip-chosen", APP_TYPE_PLOT_AREA, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ACTIVATED] = g_signal_new ("activated", APP_TYPE_PLOT_AREA, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[WAITS] = g_signal_new ("waits", APP_TYPE_PLOT_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

GtkWidget *
app_plot_area_new (const char *stem)
{
  AppPlotArea *self = g_object_new (APP_TYPE_PLOT_AREA, NULL);

  self->stem = g_strdup (stem);
  return GTK_WIDGET (self);
}

void
app_plot_area_set_figure (AppPlotArea *self, PlotFigure *figure)
{
  gboolean first = self->figure == NULL;

  if (figure != NULL)
    plot_figure_ref (figure);
  plot_figure_unref (self->figure);
  self->figure = figure;
  refresh_readout (self);
  gtk_widget_queue_draw (self->canvas);
  if (first)
    app_plot_area_describe (self);
  else if (self->describe_source == 0)
    self->describe_source = g_timeout_add (DESCRIBE_MS, on_describe_due, self);
}

PlotFigure *
app_plot_area_figure (AppPlotArea *self)
{
  return self->figure;
}

const PlotGeometry *
app_plot_area_geometry (AppPlotArea *self)
{
  return self->dragging ? &self->drag_geometry : &self->geometry;
}

void
app_plot_area_set_click (AppPlotArea *self, const char *words)
{
  self->click = words;
}

void
app_plot_area_set_stale (AppPlotArea *self, gboolean stale)
{
  if (self->style.stale == stale)
    return;
  self->style.stale = stale;
  gtk_widget_queue_draw (self->canvas);
}

gboolean
app_plot_area_stale (AppPlotArea *self)
{
  return self->style.stale;
}

void
app_plot_area_set_waiting (AppPlotArea *self, gboolean waiting)
{
  if (self->style.waiting == waiting)
    return;
  self->style.waiting = waiting;
  gtk_widget_queue_draw (self->canvas);
  g_signal_emit (self, signals[WAITS], 0, waiting);
}

void
app_plot_area_rest (AppPlotArea *self)
{
  if (self->pointed)
    app_plot_area_take_readout (self, NULL);
}

gboolean
app_plot_area_waiting (AppPlotArea *self)
{
  return self->style.waiting;
}
