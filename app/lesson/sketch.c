/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sketch.c - a curve that is drawn by hand.
 */
#include "lesson/sketch.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "lesson/prediction.h"
#include "theme.h"

#define MOST      (SIM_MAX_SIZES + 1)
#define KEY_STEPS 20 /* from bottom to top */

/* A curve over the grid; NaN where there is no value. */
typedef struct {
  guint n;
  double x[MOST], y[MOST];
} Curve;

struct _AppSketch {
  GtkDrawingArea parent_instance;
  gboolean editable;
  char *unit;
  double top;
  Curve drawn, answer; /* drawn has a point at every size */
  guint at;            /* the size that the keyboard moves */
  int last;            /* the size that the pointer was at before, or -1 */
};

G_DEFINE_FINAL_TYPE (AppSketch, app_sketch, GTK_TYPE_DRAWING_AREA)

enum { DRAWN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- places --- */

typedef struct {
  double left, top, width, height;
} Frame;

static Frame
frame_of (AppSketch *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return (Frame){ 46, 14, MAX (gtk_widget_get_width (widget) - 76, 10),
                  MAX (gtk_widget_get_height (widget) - 48, 10) };
}

static double
x_of (AppSketch *self, const Frame *frame, double total)
{
  const Curve *c = &self->drawn;
  double span = c->n > 1 ? c->x[c->n - 1] - c->x[0] : 1;

  return frame->left + frame->width * (total - c->x[0]) / span;
}

static double
y_of (AppSketch *self, const Frame *frame, double value)
{
  return frame->top + frame->height * (1 - CLAMP (value / self->top, 0, 1));
}

static double
value_at (AppSketch *self, const Frame *frame, double y)
{
  return self->top * CLAMP (1 - (y - frame->top) / frame->height, 0, 1);
}

/* The size whose place is nearest. */
static guint
nearest (AppSketch *self, const Frame *frame, double x)
{
  guint best = 0;

  for (guint i = 1; i < self->drawn.n; i++)
    if (fabs (x_of (self, frame, self->drawn.x[i]) - x)
        < fabs (x_of (self, frame, self->drawn.x[best]) - x))
      best = i;
  return best;
}

/* --- words --- */

static void
describe_curve (GString *text, AppSketch *self, const char *whose, const Curve *curve)
{
  guint n = 0;

  for (guint i = 0; i < curve->n; i++) {
    if (isnan (curve->y[i]))
      continue;
    g_autofree char *amount = app_prediction_amount (curve->y[i], 0.01 * self->top, self->unit);
    g_string_append_printf (text, "%s%.0f: %s", n++ > 0 ? ", " : whose, curve->x[i], amount);
  }
  if (n > 0)
    g_string_append (text, ". ");
}

static void
describe (AppSketch *self)
{
  GString *text = g_string_new (NULL);

  describe_curve (text, self, _ ("Your curve, by number of patients: "), &self->drawn);
  describe_curve (text, self, _ ("The simulation's curve: "), &self->answer);
  if (text->len == 0)
    g_string_append (text, _ ("No curve yet. Draw with the mouse, or use the arrow keys."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text->str, -1);
  g_string_free (text, TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- drawing by hand --- */

static void
put (AppSketch *self, guint i, double value)
{
  self->drawn.y[i] = value;
  self->at = i;
}

/* All sizes between the last place of the pointer and this one. */
static void
draw_to (AppSketch *self, double x, double y)
{
  Frame frame = frame_of (self);
  double value = value_at (self, &frame, y);
  guint to = nearest (self, &frame, x);

  if (self->last >= 0 && (guint)self->last != to) {
    guint from = (guint)self->last;
    double start = self->drawn.y[from];
    double span = (double)to - (double)from;
    for (guint i = MIN (from, to); i <= MAX (from, to); i++)
      put (self, i, start + (value - start) * ((double)i - (double)from) / span);
  }
  put (self, to, value);
  self->last = (int)to;
  describe (self);
  g_signal_emit (self, signals[DRAWN], 0);
}

static void
on_begin (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  AppSketch *self = data;

  if (!self->editable || self->drawn.n < 2)
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

  if (!self->editable || self->last < 0 || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  draw_to (self, x + dx, y + dy);
}

static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, gpointer data)
{
  AppSketch *self = data;
  gboolean up = key == GDK_KEY_Up, down = key == GDK_KEY_Down;
  double value;

  if (!self->editable || self->drawn.n < 2)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Left && self->at > 0)
    self->at--;
  else if (key == GDK_KEY_Right && self->at + 1 < self->drawn.n)
    self->at++;
  else if (!up && !down)
    return GDK_EVENT_PROPAGATE;
  value = self->drawn.y[self->at];
  if (isnan (value))
    value = self->at > 0 && !isnan (self->drawn.y[self->at - 1]) ? self->drawn.y[self->at - 1] : 0;
  if (up || down)
    value += (up ? 1 : -1) * self->top / KEY_STEPS;
  self->drawn.y[self->at] = CLAMP (value, 0, self->top);
  describe (self);
  g_signal_emit (self, signals[DRAWN], 0);
  return GDK_EVENT_STOP;
}

/* --- the picture --- */

static void
draw_text (AppSketch *self, cairo_t *cr, const char *text, double x, double y, double align)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, x - align * width, y - height / 2.0);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
}

static void
draw_axes (AppSketch *self, cairo_t *cr, const Frame *frame, const GdkRGBA *ink)
{
  double last = -1e9;

  cairo_set_line_width (cr, 1);
  for (guint i = 0; i <= 4; i++) {
    double y = floor (y_of (self, frame, self->top * i / 4)) + 0.5;
    g_autofree char *amount = app_prediction_amount (self->top * i / 4, 0.02, self->unit);
    cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, 0.15);
    cairo_move_to (cr, frame->left, y);
    cairo_line_to (cr, frame->left + frame->width, y);
    cairo_stroke (cr);
    cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, 0.75);
    draw_text (self, cr, amount, frame->left - 6, y, 1);
  }
  for (guint i = 0; i < self->drawn.n; i++) {
    double x = x_of (self, frame, self->drawn.x[i]);
    g_autofree char *total = g_strdup_printf ("%.0f", self->drawn.x[i]);
    if (x - last < 44)
      continue;
    draw_text (self, cr, total, x, frame->top + frame->height + 14, 0.5);
    last = x;
  }
  draw_text (self, cr, _ ("patients"), frame->left + frame->width / 2,
             frame->top + frame->height + 28, 0.5);
}

static void
draw_curve (AppSketch *self, cairo_t *cr, const Frame *frame, const Curve *curve)
{
  gboolean pen = FALSE;

  for (guint i = 0; i < curve->n; i++) {
    double x = x_of (self, frame, curve->x[i]), y = y_of (self, frame, curve->y[i]);
    if (isnan (curve->y[i]))
      continue;
    if (pen)
      cairo_line_to (cr, x, y);
    else
      cairo_move_to (cr, x, y);
    pen = TRUE;
  }
  cairo_stroke (cr);
}

/* Where the two are farthest apart, for their names; else the last point that was drawn. */
static guint
place_of_names (AppSketch *self)
{
  const Curve *mine = &self->drawn;
  gboolean both = self->answer.n == mine->n;
  double widest = -1;
  guint place = 0;

  for (guint i = 0; i < mine->n; i++) {
    double apart = both ? fabs (mine->y[i] - self->answer.y[i]) : i;
    if (isnan (mine->y[i]) || apart <= widest)
      continue;
    widest = apart;
    place = i;
  }
  return place;
}

/* Above the upper curve and below the lower one. */
static void
draw_name (AppSketch *self, cairo_t *cr, const Frame *frame, const Curve *curve, guint i,
           const char *name, gboolean above)
{
  double x = x_of (self, frame, curve->x[i]), y = y_of (self, frame, curve->y[i]);
  double align = CLAMP ((x - frame->left) / frame->width, 0, 1);

  if (isfinite (y))
    draw_text (self, cr, name, x, y + (above && y > frame->top + 20 ? -14 : 14), align);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  static const double dash[] = { 6, 4 };
  AppSketch *self = APP_SKETCH (area);
  Frame frame = frame_of (self);
  GdkRGBA ink;
  PlotStyle style;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &ink);
  app_theme_fill (&style);
  PlotColour mine = plot_style_arm (&style, 0);
  if (self->drawn.n < 2)
    return;
  draw_axes (self, cr, &frame, &ink);
  guint at = place_of_names (self);
  gboolean over = self->answer.n == 0 || self->drawn.y[at] > self->answer.y[at];
  cairo_set_line_width (cr, 2.5);
  cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, 0.9);
  draw_curve (self, cr, &frame, &self->answer);
  if (self->answer.n > at)
    draw_name (self, cr, &frame, &self->answer, at, _ ("simulation"), !over);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_set_source_rgb (cr, mine.red, mine.green, mine.blue);
  draw_curve (self, cr, &frame, &self->drawn);
  draw_name (self, cr, &frame, &self->drawn, at, _ ("you"), over);
  cairo_set_dash (cr, NULL, 0, 0);
  if (!self->editable || !gtk_widget_has_focus (GTK_WIDGET (area)))
    return;
  cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, 0.4);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, x_of (self, &frame, self->drawn.x[self->at]), frame.top);
  cairo_rel_line_to (cr, 0, frame.height);
  cairo_stroke (cr);
}

/* --- curves from outside --- */

static void
take (Curve *curve, const double *x, const double *y, guint n)
{
  curve->n = MIN (n, MOST);
  memcpy (curve->x, x, curve->n * sizeof *x);
  for (guint i = 0; i < curve->n; i++)
    curve->y[i] = y != NULL ? y[i] : NAN;
}

void
app_sketch_set_grid (AppSketch *self, const double *totals, guint n, double top, const char *unit)
{
  take (&self->drawn, totals, NULL, n);
  self->answer.n = 0;
  self->at = 0;
  self->last = -1;
  self->top = top;
  g_free (self->unit);
  self->unit = g_strdup (unit);
  describe (self);
}

void
app_sketch_set_drawn (AppSketch *self, const double *totals, const double *values, guint n)
{
  take (&self->drawn, totals, values, n);
  describe (self);
}

void
app_sketch_set_answer (AppSketch *self, const double *totals, const double *values, guint n)
{
  take (&self->answer, totals, values, n);
  describe (self);
}

/* The value at size i, from its neighbours where it has none; there is at least one. */
static double
filled (const Curve *curve, guint i)
{
  guint before = i, after = i;

  while (before > 0 && isnan (curve->y[before]))
    before--;
  while (after + 1 < curve->n && isnan (curve->y[after]))
    after++;
  if (isnan (curve->y[before]))
    return curve->y[after];
  if (isnan (curve->y[after]) || after == before)
    return curve->y[before];
  return curve->y[before]
         + (curve->y[after] - curve->y[before]) * (curve->x[i] - curve->x[before])
               / (curve->x[after] - curve->x[before]);
}

guint
app_sketch_get_drawn (AppSketch *self, double *totals, double *values, guint most)
{
  guint made = 0, n = MIN (self->drawn.n, most);

  for (guint i = 0; i < self->drawn.n; i++)
    made += !isnan (self->drawn.y[i]);
  if (made < 2)
    return 0;
  for (guint i = 0; i < n; i++) {
    totals[i] = self->drawn.x[i];
    values[i] = filled (&self->drawn, i);
  }
  return n;
}

/* --- life --- */

static void
app_sketch_finalize (GObject *object)
{
  g_free (APP_SKETCH (object)->unit);
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

  self->top = 1;
  self->unit = g_strdup ("");
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_move), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self), draw, NULL, NULL);
}

GtkWidget *
app_sketch_new (gboolean editable)
{
  AppSketch *self = g_object_new (APP_TYPE_SKETCH, NULL);

  self->editable = editable;
  gtk_widget_set_focusable (GTK_WIDGET (self), editable);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
      editable ? _ ("Your sketch of the curve") : _ ("Your curve and the simulation's"), -1);
  return GTK_WIDGET (self);
}
