/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sketch.c - a curve of power that is drawn by hand.
 */
#include "lesson/sketch.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/names.h"
#include "plot/plot.h"
#include "theme.h"

#define MOST      (SIM_MAX_SIZES + 1)
#define KEY_STEPS 20   /* from bottom to top */
#define NEAR      0.05 /* of the axis: an end as good as reached */

struct _AppSketch {
  GtkDrawingArea parent_instance;
  guint n; /* sizes */
  double totals[MOST], values[MOST], own;
  guint at;              /* the size that the keyboard moves */
  int last;              /* the size that the pointer was at before, or -1 */
  PlotGeometry geometry; /* of the last drawing */
  char *subject;         /* what the curve is of; NULL: nothing is said of it */
};

G_DEFINE_FINAL_TYPE (AppSketch, app_sketch, GTK_TYPE_DRAWING_AREA)

enum { DRAWN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- the picture --- */

static char *
title_of (AppSketch *self)
{
  if (self->n == 0)
    return g_strdup ("");
  /* Translators: %s is a comparison of arms, or another goal of a trial */
  return self->subject != NULL ? g_strdup_printf (_ ("%s: draw the curve that you expect"),
                                                  self->subject)
                               : g_strdup (_ ("Draw the curve that you expect"));
}

/* Power plots carry their values in a proportion of what is at their top, which is 1. */
static PlotFigure *
figure_of (AppSketch *self)
{
  PlotPowerData *data = plot_power_data_alloc (0);

  data->fixed = TRUE;
  data->own_total = self->own;
  data->title = title_of (self);
  data->subtitle = g_strdup (_ ("Drag across the plot, or use the arrow keys"));
  plot_power_data_set_drawn (data, self->totals, self->values, self->n);
  return plot_power_figure_new (data);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  AppSketch *self = APP_SKETCH (area);
  g_autoptr (PlotFigure) figure = figure_of (self);
  PlotStyle style;
  PlotColour ink;
  double x;

  app_theme_fill (&style);
  plot_figure_draw (figure, cr, width, height, &style, &self->geometry);
  if (self->n == 0 || !gtk_widget_has_focus (GTK_WIDGET (area)))
    return;
  ink = style.text;
  x = floor (plot_geometry_x (&self->geometry, self->totals[self->at])) + 0.5;
  cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, 0.5);
  cairo_set_line_width (cr, style.line_scale);
  cairo_move_to (cr, x, self->geometry.top);
  cairo_line_to (cr, x, self->geometry.bottom);
  cairo_stroke (cr);
}

static void
changed (AppSketch *self)
{
  g_autoptr (PlotFigure) figure = figure_of (self);
  g_autofree char *words = plot_figure_describe (figure), *title = title_of (self);
  g_autofree char *all = g_strconcat (title, "\n", words, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, all,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- drawing by hand --- */

/* The size whose place is nearest. */
static guint
nearest (AppSketch *self, double px)
{
  guint best = 0;

  for (guint i = 1; i < self->n; i++)
    if (fabs (plot_geometry_x (&self->geometry, self->totals[i]) - px)
        < fabs (plot_geometry_x (&self->geometry, self->totals[best]) - px))
      best = i;
  return best;
}

static void
drawn (AppSketch *self)
{
  changed (self);
  g_signal_emit (self, signals[DRAWN], 0);
}

/* All sizes between the last place of the pointer and this one. */
static void
draw_to (AppSketch *self, double x, double y)
{
  double value = CLAMP (plot_geometry_data_y (&self->geometry, y), 0, 1);
  guint to = nearest (self, x);

  if (self->last >= 0 && (guint)self->last != to) {
    guint from = (guint)self->last;
    double start = self->values[from];
    double span = (double)to - (double)from;
    for (guint i = MIN (from, to); i <= MAX (from, to); i++)
      self->values[i] = start + (value - start) * ((double)i - (double)from) / span;
  }
  self->values[to] = value;
  self->at = to;
  self->last = (int)to;
  drawn (self);
}

static void
on_begin (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  AppSketch *self = data;

  /* A plot without room has no place for a curve. */
  if (self->n < 2 || !(self->geometry.right > self->geometry.left))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->last = -1;
  draw_to (self, x, y);
}

static void
on_move (GtkGestureDrag *gesture, double dx, double dy, gpointer data)
{
  AppSketch *self = data;
  double x, y;

  if (self->last < 0 || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  draw_to (self, x + dx, y + dy);
}

static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, gpointer data)
{
  AppSketch *self = data;
  gboolean up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up;
  gboolean down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down;
  double value;

  if (self->n < 2)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    self->at -= self->at > 0;
  else if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    self->at += self->at + 1 < self->n;
  else if (!up && !down)
    return GDK_EVENT_PROPAGATE;
  value = self->values[self->at];
  if (isnan (value))
    value = self->at > 0 && !isnan (self->values[self->at - 1]) ? self->values[self->at - 1] : 0;
  if (up || down)
    value += (up ? 1.0 : -1.0) / KEY_STEPS;
  self->values[self->at] = CLAMP (value, 0, 1);
  drawn (self);
  return GDK_EVENT_STOP;
}

/* --- curves from outside --- */

static char *
name_of (SimScenario *scenario, const char *id)
{
  PlotNames names = { .brief = NULL };
  SimGoal goal;
  char *name;

  if (id == NULL || !sim_goal_find (scenario, id, &goal))
    return NULL;
  plot_names_fill_goal (&names, scenario, &goal);
  name = g_strdup (names.full);
  plot_names_clear (&names);
  return name;
}

void
app_sketch_set_scenario (AppSketch *self, SimScenario *scenario, const char *goal)
{
  g_free (self->subject);
  self->subject = name_of (scenario, goal);
  self->n = MIN (sim_scenario_n_sizes (scenario), MOST);
  for (guint i = 0; i < self->n; i++) {
    self->totals[i] = sim_scenario_total (scenario, i);
    self->values[i] = NAN;
  }
  self->own = sim_scenario_total (scenario, sim_scenario_own_size (scenario));
  self->at = 0;
  self->last = -1;
  changed (self);
}

/* The value at size i, from its neighbours where it has none; there is at least one. */
static double
filled (AppSketch *self, guint i)
{
  guint before = i, after = i;

  while (before > 0 && isnan (self->values[before]))
    before--;
  while (after + 1 < self->n && isnan (self->values[after]))
    after++;
  if (isnan (self->values[before]))
    return self->values[after];
  if (isnan (self->values[after]) || after == before)
    return self->values[before];
  return self->values[before]
         + (self->values[after] - self->values[before]) * (self->totals[i] - self->totals[before])
               / (self->totals[after] - self->totals[before]);
}

/* The first and the last size that have a value; FALSE if fewer than two have one. */
static gboolean
find_ends (AppSketch *self, guint *first, guint *last)
{
  for (*first = 0; *first < self->n && isnan (self->values[*first]); ++*first)
    ;
  for (*last = self->n; *last > *first && isnan (self->values[*last - 1]); --*last)
    ;
  if (*last > *first)
    --*last;
  return *last > *first;
}

gboolean
app_sketch_is_whole (AppSketch *self)
{
  guint first, last;
  double near;

  if (!find_ends (self, &first, &last))
    return FALSE;
  near = NEAR * (self->totals[self->n - 1] - self->totals[0]);
  return self->totals[first] - self->totals[0] <= near
         && self->totals[self->n - 1] - self->totals[last] <= near;
}

char *
app_sketch_missing (AppSketch *self)
{
  guint first, last;
  gboolean several = find_ends (self, &first, &last);

  if (first == self->n || app_sketch_is_whole (self))
    return NULL;
  if (!several)
    /* Translators: numbers of patients */
    return g_strdup_printf (_ ("So far there is one point, at %.0f patients. Draw the curve from "
                               "%.0f to %.0f."),
                            self->totals[first], self->totals[0], self->totals[self->n - 1]);
  /* Translators: numbers of patients */
  return g_strdup_printf (_ ("Your curve goes from %.0f to %.0f patients so far. Draw it from %.0f "
                             "to %.0f."),
                          self->totals[first], self->totals[last], self->totals[0],
                          self->totals[self->n - 1]);
}

guint
app_sketch_get_drawn (AppSketch *self, double *totals, double *values, guint most)
{
  guint n = MIN (self->n, most);

  if (!app_sketch_is_whole (self))
    return 0;
  for (guint i = 0; i < n; i++) {
    totals[i] = self->totals[i];
    values[i] = filled (self, i);
  }
  return n;
}

/* --- life --- */

static void
app_sketch_finalize (GObject *object)
{
  g_free (APP_SKETCH (object)->subject);
  G_OBJECT_CLASS (app_sketch_parent_class)->finalize (object);
}

static void
app_sketch_class_init (AppSketchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_sketch_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
  signals[DRAWN] = g_signal_new ("drawn", APP_TYPE_SKETCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
app_sketch_init (AppSketch *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->own = NAN;
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_move), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self), draw, NULL, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your sketch of the curve"), -1);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  app_theme_watch (G_CALLBACK (gtk_widget_queue_draw), G_OBJECT (self));
}

GtkWidget *
app_sketch_new (void)
{
  return g_object_new (APP_TYPE_SKETCH, NULL);
}
