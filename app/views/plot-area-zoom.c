/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plot-area-zoom.c - a part of the axis by wheel, keys and button.
 */
#include "views/plot-area-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "tooltip.h"
#include "views/plot-zoom.h"

/* Of one step of the wheel, and of one key. */
#define WHEEL_ZOOM 1.2
#define KEY_ZOOM   1.5
#define WHEEL_MOVE 0.1

static void
set_zoom (AppPlotArea *self, PlotZoom zoom)
{
  gboolean on = app_plot_zoom_on (&zoom), had_focus = gtk_widget_has_focus (self->whole);

  if (!self->geometry.zooms)
    return;
  app_plot_zoom_change (&self->geometry, &self->style.zoom, &zoom);
  self->style.zoom = zoom;
  gtk_widget_set_visible (self->whole, on);
  if (had_focus && !on)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_queue_draw (self->canvas);
  gtk_widget_queue_draw (self->cross);
  app_plot_area_describe (self);
}

static void
zoom_by (AppPlotArea *self, double factor, double px)
{
  const PlotGeometry *at = &self->geometry;
  PlotZoom zoom = self->style.zoom;

  app_plot_zoom_by (&zoom, factor, CLAMP ((px - at->left) / (at->right - at->left), 0, 1));
  set_zoom (self, zoom);
}

/* About what is read off, else the handle, else the middle. */
void
app_plot_area_zoom_by_key (AppPlotArea *self, gboolean in)
{
  const PlotGeometry *at = &self->geometry;
  double px = at->has_handle ? at->handle_x : (at->left + at->right) / 2;

  if (self->readout != NULL && isfinite (self->readout->x))
    px = plot_geometry_x (at, self->readout->x);
  zoom_by (self, in ? KEY_ZOOM : 1 / KEY_ZOOM, px);
}

void
app_plot_area_show_whole (AppPlotArea *self)
{
  set_zoom (self, (PlotZoom){ 0, 0 });
}

static void
move_zoom (AppPlotArea *self, double by)
{
  PlotZoom zoom = self->style.zoom;

  app_plot_zoom_move (&zoom, by);
  set_zoom (self, zoom);
}

void
app_plot_area_reveal (AppPlotArea *self, double x)
{
  PlotZoom zoom = self->style.zoom;

  app_plot_zoom_reveal (&zoom, &self->geometry, x);
  if (zoom.from != self->style.zoom.from)
    set_zoom (self, zoom);
}

/* Where the wheel scrolls what the figure is in, it needs Ctrl to zoom. */
static gboolean
is_scrolled (AppPlotArea *self)
{
  GtkWidget *room = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *way;

  if (room == NULL)
    return FALSE;
  way = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (room));
  return gtk_adjustment_get_upper (way) > gtk_adjustment_get_page_size (way);
}

/* The wheel zooms about the pointer; with Shift, or turned sideways, it moves along the axis. */
gboolean
app_plot_area_on_scroll (GtkEventControllerScroll *controller, double dx, double dy, gpointer data)
{
  AppPlotArea *self = data;
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean shift = (state & GDK_SHIFT_MASK) != 0, control = (state & GDK_CONTROL_MASK) != 0;

  if (!self->geometry.zooms || self->dragging
      || !plot_geometry_inside (&self->geometry, self->motion_x, self->motion_y)
      || (is_scrolled (self) && !control && !shift))
    return GDK_EVENT_PROPAGATE;
  if (shift && dx == 0)
    move_zoom (self, WHEEL_MOVE * dy);
  else if (dx != 0)
    move_zoom (self, WHEEL_MOVE * dx);
  else
    zoom_by (self, pow (WHEEL_ZOOM, -dy), self->motion_x);
  app_plot_area_point_at (self, self->motion_x, self->motion_y);
  return GDK_EVENT_STOP;
}

gboolean
app_plot_area_zoom_key (AppPlotArea *self, guint key, GdkModifierType state)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0, alt = (state & GDK_ALT_MASK) != 0;
  gboolean in = key == GDK_KEY_plus || key == GDK_KEY_equal || key == GDK_KEY_KP_Add;
  gboolean out = key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract;

  if (!self->geometry.zooms || alt)
    return FALSE;
  if (!control && (key == GDK_KEY_0 || key == GDK_KEY_KP_0))
    app_plot_area_show_whole (self);
  else if (control && (in || out))
    app_plot_area_zoom_by_key (self, in);
  else
    return FALSE;
  return TRUE;
}

GtkWidget *
app_plot_area_new_whole (AppPlotArea *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("zoom-fit-best-symbolic");

  app_tooltip_set (button, _ ("Show all of the axis (0)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show all of the axis"), -1);
  gtk_widget_add_css_class (button, "osd");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_END);
  gtk_widget_set_visible (button, FALSE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (app_plot_area_show_whole), self);
  return button;
}
