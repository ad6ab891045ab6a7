/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * graph-area.c - the graph of a rule as a widget.
 *
 * All that the pointer does here can be done in the rows below it, so the picture takes no focus.
 */
#include "editor/graph-area.h"

#include <glib/gi18n.h>

#include "theme.h"
#include "tooltip.h"

#define DATA_KEY "trefoil-graph"

typedef struct {
  const AppGraphActions *actions;
  gpointer data;
  SimScenario *scenario; /* whose names the graph has */
  AppGraph graph;
  gboolean stale;
  PlotStyle style;
  AppGraphPart chosen;
  gboolean drags;
  double begin[2], end[2];
} Area;

static const AppGraphPart nothing = { -1, -1 };

static Area *
area_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), DATA_KEY);
}

static void
area_free (gpointer data)
{
  Area *self = data;

  sim_scenario_unref (self->scenario);
  g_free (self);
}

static void
draw (GtkDrawingArea *widget, cairo_t *cr, int width, int height, gpointer data)
{
  Area *self = data;

  if (self->graph.n > 0)
    app_graph_draw (cr, width, height, &self->style, &self->graph, self->chosen,
                    self->drags ? self->end : NULL);
}

static AppGraphPart
part_at (GtkWidget *widget, double x, double y)
{
  Area *self = area_of (widget);

  return self->graph.n == 0 ? nothing
                            : app_graph_at (&self->graph, gtk_widget_get_width (widget),
                                            gtk_widget_get_height (widget), &self->style, x, y);
}

static void
choose (GtkWidget *widget, AppGraphPart part)
{
  Area *self = area_of (widget);

  if (part.from == self->chosen.from && part.to == self->chosen.to)
    return;
  self->chosen = part;
  gtk_widget_set_cursor_from_name (widget, part.from >= 0 ? "pointer" : NULL);
  gtk_widget_queue_draw (widget);
}

static void
move (GtkEventControllerMotion *controller, double x, double y, GtkWidget *widget)
{
  if (!area_of (widget)->drags)
    choose (widget, part_at (widget, x, y));
}

static void
leave (GtkEventControllerMotion *controller, GtkWidget *widget)
{
  if (!area_of (widget)->drags)
    choose (widget, nothing);
}

static void
drag_begin (GtkGestureDrag *gesture, double x, double y, GtkWidget *widget)
{
  Area *self = area_of (widget);

  self->begin[0] = x;
  self->begin[1] = y;
  choose (widget, self->stale ? nothing : part_at (widget, x, y));
}

/* An arrow begins at a hypothesis, and not before the pointer has left it. */
static void
drag_update (GtkGestureDrag *gesture, double dx, double dy, GtkWidget *widget)
{
  Area *self = area_of (widget);
  AppGraphPart now = part_at (widget, self->begin[0] + dx, self->begin[1] + dy);

  if (self->chosen.from < 0 || self->chosen.to >= 0)
    return;
  if (!self->drags && now.from == self->chosen.from && now.to < 0)
    return;
  self->drags = TRUE;
  self->end[0] = self->begin[0] + dx;
  self->end[1] = self->begin[1] + dy;
  gtk_widget_queue_draw (widget);
}

static void
drag_end (GtkGestureDrag *gesture, double dx, double dy, GtkWidget *widget)
{
  Area *self = area_of (widget);
  AppGraphPart from = self->chosen, to = part_at (widget, self->begin[0] + dx, self->begin[1] + dy);
  gboolean dragged = self->drags;

  self->drags = FALSE;
  self->chosen = nothing;
  gtk_widget_queue_draw (widget);
  if (from.from < 0)
    return;
  /* These may change what is shown, or take the widget away. */
  if (!dragged && self->actions->pressed != NULL)
    self->actions->pressed (self->data, from);
  else if (dragged && to.from >= 0 && to.to < 0 && to.from != from.from
           && self->actions->joined != NULL)
    self->actions->joined (self->data, (guint)from.from, (guint)to.from);
}

static void
update_look (GtkWidget *widget)
{
  Area *self = area_of (widget);
  g_autofree char *text = self->graph.n > 0 ? app_graph_describe (&self->graph) : g_strdup ("");

  app_theme_fill (&self->style);
  if (self->stale)
    plot_style_fade (&self->style);
  gtk_drawing_area_set_content_height (
      GTK_DRAWING_AREA (widget),
      (int)(app_graph_height (&self->graph) * self->style.text_scale));
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
  app_tooltip_set (widget, text);
  gtk_widget_queue_draw (widget);
}

static void
add_pointer (GtkWidget *widget)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (move), widget);
  g_signal_connect (motion, "leave", G_CALLBACK (leave), widget);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin), widget);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update), widget);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end), widget);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
app_graph_area_new (const AppGraphActions *actions, gpointer data)
{
  GtkWidget *widget = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_IMG, NULL);
  Area *self = g_new0 (Area, 1);

  self->actions = actions;
  self->data = data;
  self->chosen = nothing;
  g_object_set_data_full (G_OBJECT (widget), DATA_KEY, self, area_free);
  gtk_widget_add_css_class (widget, "picture");
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (widget), draw, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Levels of the hypotheses"), -1);
  if (actions != NULL)
    add_pointer (widget);
  app_theme_watch (G_CALLBACK (update_look), G_OBJECT (widget));
  update_look (widget);
  return widget;
}

void
app_graph_area_show (GtkWidget *area, SimScenario *scenario, const AppGraph *graph,
                     gboolean stale)
{
  Area *self = area_of (area);
  SimScenario *old = self->scenario;

  self->scenario = sim_scenario_ref (scenario);
  sim_scenario_unref (old);
  self->graph = *graph;
  self->stale = stale;
  update_look (area);
}

const AppGraph *
app_graph_area_graph (GtkWidget *area)
{
  return &area_of (area)->graph;
}
