/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tornado-plot.c - drawing a bar an assumption, from the power at one end of its range to that at
 * the other. The part towards the low end is lighter; each end is labelled with its value. Every
 * bar has its name: where there is no room for all the longest are drawn, and a line tells how many
 * there are besides.
 */
#include "plot/tornado-plot.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/axis.h"
#include "plot/kind.h"
#include "plot/layout.h"
#include "plot/row-name.h"
#include "plot/tornado-text.h"
#include "plot/words.h"

/* Of the width, at most: the column of names, or that if it would cut one, and the labels on either
   side. */
#define NAMES_SHARE 0.36
#define NAMES_MOST  0.5
#define ENDS_SHARE  0.2

typedef struct {
  PlotCanvas *canvas;
  const PlotTornadoData *data;
  const PlotStyle *style;
  PlotGeometry *at;
  PlotLayout layout;
  PlotRows rows;      /* the longest bars are shown */
  PlotRowName *names; /* a bar that is shown */
  double width;       /* of the column of names, px */
  double lines[2];    /* where the lines of draw_lines() stand, px; NaN: not there */
} Drawing;

static void
widen (double value, double *low, double *high)
{
  if (isfinite (value)) {
    *low = MIN (*low, value);
    *high = MAX (*high, value);
  }
}

/* What the axis spans: all that is drawn, and no less than ten points of power. */
static void
find_range (const PlotTornadoData *data, double *low, double *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  widen (data->planned, low, high);
  for (guint i = 0; i < data->n_bars; i++) {
    widen (data->bars[i].low.power, low, high);
    widen (data->bars[i].high.power, low, high);
  }
  if (!(*low <= *high)) {
    *low = 0;
    *high = 1;
  }
  if (*high - *low < 0.1) {
    *low = MAX (0, (*low + *high) / 2 - 0.05);
    *high = MIN (1, *low + 0.1);
    *low = MIN (*low, *high - 0.1);
  }
}

/* One whose range is assumed has a mark, which a note at the foot explains. */
static const char *
marked_name (const Drawing *d, const PlotTornadoBar *bar)
{
  return bar->assumed ? plot_canvas_keep (d->canvas, g_strconcat (bar->name, " *", NULL))
                      : bar->name;
}

/* Both ends change power in the same direction, as they do where any difference is found sooner. */
static gboolean
is_one_sided (const PlotTornadoData *data, const PlotTornadoBar *bar)
{
  return (bar->low.power - data->planned) * (bar->high.power - data->planned) > 0;
}

/* Of both ends, the nearer one first. */
static const char *
joint_label (const Drawing *d, const PlotTornadoBar *bar)
{
  double low = fabs (bar->low.power - d->data->planned);
  double high = fabs (bar->high.power - d->data->planned);
  const char *near = low <= high ? bar->low.text : bar->high.text;
  const char *far = low <= high ? bar->high.text : bar->low.text;

  /* Translators: the two ends of a range, where both do the same */
  return plot_canvas_keep (d->canvas, g_strdup_printf (_ ("%s, %s"), near, far));
}

static double
widest_label (const Drawing *d, const PlotTornadoBar *bar)
{
  if (is_one_sided (d->data, bar))
    return plot_canvas_measure (d->canvas, joint_label (d, bar), &d->layout.tick);
  return MAX (plot_canvas_measure (d->canvas, bar->low.text, &d->layout.tick),
              plot_canvas_measure (d->canvas, bar->high.text, &d->layout.tick));
}

/* Whether no name is cut in a column of that width. */
static gboolean
place_names (Drawing *d, double width, double height)
{
  gboolean whole = TRUE;

  d->width = 0;
  for (guint i = 0; i < d->rows.shown; i++) {
    plot_row_name_init (&d->names[i], d->canvas, marked_name (d, &d->data->bars[i]), width, height,
                        &d->layout.name);
    d->width = MAX (d->width, d->names[i].width);
    whole = whole && !d->names[i].cut;
  }
  return whole;
}

static void
lay_out_names (Drawing *d)
{
  double pitch = (d->at->bottom - d->at->top) / (d->at->y1 - d->at->y0);

  d->names = (gpointer)plot_canvas_keep (d->canvas,
                                         g_malloc0_n (d->rows.shown + 1, sizeof *d->names));
  if (!place_names (d, NAMES_SHARE * d->at->width, pitch))
    place_names (d, NAMES_MOST * d->at->width, pitch);
}

/* Where a line stands; NaN if it is not on the axis. */
static double
place_line (const Drawing *d, double power)
{
  return power >= d->at->x0 && power <= d->at->x1 ? floor (plot_geometry_x (d->at, power)) + 0.5
                                                  : NAN;
}

/* Of the line at the foot that explains the mark. */
static double
note_height (const Drawing *d)
{
  return plot_tornado_note (d->data, TRUE) != NULL ? 1.5 * d->layout.detail.size : 0;
}

static void
draw_note (Drawing *d)
{
  const PlotType *type = &d->layout.detail;
  double room = d->at->width - 2 * d->layout.pad;
  const char *note = plot_tornado_note (d->data, FALSE);

  if (note != NULL && plot_canvas_measure (d->canvas, note, type) > room)
    note = plot_tornado_note (d->data, TRUE);
  if (note != NULL)
    plot_canvas_text (d->canvas, d->layout.pad, d->at->height - type->size, 0, note, type);
}

/* Room at both sides for the labels of the ends. */
static void
lay_out (Drawing *d, double header)
{
  const PlotLayout *l = &d->layout;
  double foot = plot_layout_foot (l, !l->small) + note_height (d);
  double ends = 0;

  d->at->top = round (header + (l->small ? 22 : 34) * l->unit);
  d->at->bottom = MAX (round (d->at->height - foot - 0.4 * l->pad), d->at->top + 1);
  plot_rows_init (&d->rows, d->data->n_bars, d->at->bottom - d->at->top, &l->name);
  d->at->y1 = MAX (d->data->n_bars, 1);
  d->at->y0 = d->at->y1 - MAX (d->rows.places, 1);
  lay_out_names (d);
  for (guint i = 0; i < d->rows.shown; i++)
    ends = MAX (ends, widest_label (d, &d->data->bars[i]));
  ends = MIN (ends + 8 * l->unit, ENDS_SHARE * d->at->width);
  d->at->left = round (l->pad + d->width + 12 * l->unit + ends);
  d->at->right = MAX (round (d->at->width - l->pad - ends), d->at->left + 1);
  find_range (d->data, &d->at->x0, &d->at->x1);
  d->lines[0] = place_line (d, d->data->planned);
  d->lines[1] = place_line (d, d->data->target);
}

/* Bars are listed from the top; the data of the geometry grows upwards. */
static double
middle_of (const Drawing *d, guint bar)
{
  return plot_geometry_y (d->at, d->data->n_bars - bar - 0.5);
}

static void
draw_axis (Drawing *d)
{
  PlotTicks ticks, percent;
  PlotGeometry in_percent = *d->at;
  double room = (d->at->right - d->at->left) / (5.5 * d->layout.tick.size);

  plot_ticks (&ticks, d->at->x0, d->at->x1, (guint)CLAMP (room, 1, 10), FALSE);
  plot_axis_grid (d->canvas, d->at, &ticks, TRUE);
  in_percent.x0 *= 100;
  in_percent.x1 *= 100;
  plot_ticks (&percent, in_percent.x0, in_percent.x1, (guint)CLAMP (room, 1, 10), FALSE);
  plot_axis_bottom (d->canvas, &in_percent, &percent, &d->layout.tick,
                    d->layout.small  ? NULL
                    : d->data->error ? _ ("Rejected (%)")
                                     : _ ("Power (%)"));
}

/* Left end of the name of a line: in its middle, or, beside the name of the other one, before or
   after it; NaN where there is no room. */
static double
place_name (const Drawing *d, guint line, const double widths[2], gboolean beside)
{
  const PlotType *type = &d->layout.label;
  double x = d->lines[line], least = d->layout.pad;
  double most = d->at->width - d->layout.pad - widths[line];
  gboolean before = x < d->lines[1 - line] || (x == d->lines[1 - line] && line == 0);
  double left = !beside ? x - widths[line] / 2
                : before ? x - 0.3 * type->size - widths[line]
                         : x + 0.3 * type->size;

  if (most < least || (beside && (left < least || left > most)))
    return NAN;
  return CLAMP (left, least, most);
}

/* Left ends of the names of both lines; FALSE where there is no room for both: then NaN for the
   second. */
static gboolean
place_both (const Drawing *d, const char *const texts[2], double lefts[2])
{
  const PlotType *type = &d->layout.label;
  double widths[2], one, other;

  for (guint i = 0; i < 2; i++)
    widths[i] = plot_canvas_measure (d->canvas, texts[i], type);
  for (guint i = 0; i < 2; i++)
    lefts[i] = place_name (d, i, widths, FALSE);
  if (!(lefts[0] < lefts[1] + widths[1] + type->size
        && lefts[1] < lefts[0] + widths[0] + type->size)) /* also without a target */
    return TRUE;
  one = place_name (d, 0, widths, TRUE);
  other = place_name (d, 1, widths, TRUE);
  lefts[0] = isnan (one + other) ? lefts[0] : one;
  lefts[1] = isnan (one + other) ? NAN : other;
  return !isnan (lefts[1]);
}

/* Two lines down the figure with their names above; without room for both the first has its own. */
static void
draw_lines (Drawing *d)
{
  static const double dash[2] = { 5, 3 };
  const PlotPen pens[2]
      = { { d->style->text, 1.6, NULL, 0 }, { d->style->muted, 1.2, dash, 2 } };
  const PlotType *type = &d->layout.label;
  g_autofree char *planned = plot_tornado_planned (d->data);
  g_autofree char *target = plot_words_percent (d->data->target, 0);
  const char *texts[2] = {
    plot_canvas_keep (d->canvas, plot_tornado_planned_of (d->data)),
    /* Translators: the power aimed at */
    plot_canvas_keep (d->canvas, g_strdup_printf (_ ("target %s"), target)),
  };
  double lefts[2];

  if (!place_both (d, texts, lefts)) {
    /* Translators: power as planned */
    texts[0] = plot_canvas_keep (d->canvas, g_strdup_printf (_ ("as planned %s"), planned));
    place_both (d, texts, lefts);
  }
  for (guint i = 0; i < 2; i++) {
    plot_canvas_segment (d->canvas, d->lines[i], d->at->top, d->lines[i], d->at->bottom, &pens[i]);
    plot_canvas_text (d->canvas, lefts[i], d->at->top - 0.9 * type->size, 0, texts[i], type);
  }
}

static void
draw_part (Drawing *d, double from, double to, double y, double half, double strength)
{
  double left = plot_geometry_x (d->at, MIN (from, to));
  double right = plot_geometry_x (d->at, MAX (from, to));

  if (isfinite (left) && isfinite (right))
    plot_canvas_box (d->canvas, left, y - half, MAX (right, left + 1), y + half, 0,
                     plot_colour_mix (d->style->background, d->style->arms[0], strength));
}

/* A label stands outside the bar, on the side where the power that it is of lies. A line that would
   go through it ends above it and goes on below. */
static void
draw_label (Drawing *d, const char *text, double power, double y, gboolean right)
{
  const PlotType *type = &d->layout.tick;
  double gap = 5 * d->layout.unit, x = plot_geometry_x (d->at, power) + (right ? gap : -gap);
  double room = right ? d->at->width - d->layout.pad / 2 - x : x - d->layout.pad - d->width - gap;
  double width, left;

  if (!isfinite (x) || room < 2 * type->size)
    return;
  text = plot_canvas_fit (d->canvas, text, room, type);
  width = plot_canvas_measure (d->canvas, text, type);
  left = right ? x : x - width;
  plot_canvas_box (d->canvas, left - 0.4 * gap, y - 0.6 * type->size, left + width + 0.4 * gap,
                   y + 0.6 * type->size, 0, d->style->background);
  plot_canvas_text (d->canvas, left, y, 0, text, type);
}

static void
draw_end (Drawing *d, const PlotTornadoEnd *end, const PlotTornadoEnd *other, double y,
          gboolean is_high)
{
  gboolean right = end->power > other->power || (end->power == other->power && is_high)
                   || (!isfinite (other->power) && end->power > d->data->planned);

  draw_label (d, end->text, end->power, y, right);
}

static void
draw_labels (Drawing *d, const PlotTornadoBar *bar, double y)
{
  double planned = d->data->planned;

  if (!is_one_sided (d->data, bar)) {
    draw_end (d, &bar->low, &bar->high, y, FALSE);
    draw_end (d, &bar->high, &bar->low, y, TRUE);
  } else if (bar->low.power > planned) {
    draw_label (d, joint_label (d, bar), MAX (bar->low.power, bar->high.power), y, TRUE);
  } else {
    draw_label (d, joint_label (d, bar), MIN (bar->low.power, bar->high.power), y, FALSE);
  }
}

/* The longer part first, or it would cover the other where both go to the same side. */
static void
draw_parts (Drawing *d, const PlotTornadoBar *bar, double y, double half)
{
  double planned = d->data->planned;
  gboolean low_first = fabs (bar->low.power - planned) > fabs (bar->high.power - planned);

  if (low_first)
    draw_part (d, planned, bar->low.power, y, half, 0.5);
  draw_part (d, planned, bar->high.power, y, half, 0.95);
  if (!low_first)
    draw_part (d, planned, bar->low.power, y, half, 0.5);
}

static void
draw_bar (Drawing *d, guint index)
{
  double half = MIN (0.32 * (d->at->bottom - d->at->top) / d->rows.places, 13 * d->layout.unit);

  draw_parts (d, &d->data->bars[index], middle_of (d, index), half);
}

static void
draw_texts (Drawing *d)
{
  const char *rest = plot_canvas_keep (d->canvas, plot_tornado_rest (d->data, &d->rows));

  for (guint i = 0; i < d->rows.shown; i++) {
    double y = middle_of (d, i);

    draw_labels (d, &d->data->bars[i], y);
    plot_row_name_draw (&d->names[i], d->canvas, d->layout.pad, y, &d->layout.name);
  }
  plot_rows_draw_rest (&d->rows, d->canvas, d->layout.pad, middle_of (d, d->rows.shown),
                       d->at->width - 2 * d->layout.pad, rest, &d->layout.detail);
}

static void
tornado_draw (PlotCanvas *canvas, gconstpointer data, PlotGeometry *geometry)
{
  Drawing d = { .canvas = canvas, .data = data, .at = geometry };
  double header;

  d.style = plot_canvas_style (canvas);
  plot_layout_init (&d.layout, canvas);
  header = plot_layout_header (
      &d.layout, canvas, plot_canvas_keep (canvas, plot_tornado_title (d.data)),
      plot_canvas_keep (canvas, plot_tornado_subtitle (d.data, d.style->stale)));
  lay_out (&d, header);
  if (d.data->n_bars == 0 || d.at->bottom - d.at->top < 24 || d.at->right - d.at->left < 40) {
    memset (geometry, 0, sizeof *geometry);
    return;
  }
  draw_axis (&d);
  for (guint i = 0; i < d.rows.shown; i++)
    draw_bar (&d, i);
  draw_lines (&d);
  draw_texts (&d);
  draw_note (&d);
}

static char *
tornado_title (gconstpointer data)
{
  return plot_tornado_title (data);
}

static char *
tornado_describe (gconstpointer data)
{
  return plot_tornado_describe (data);
}

static char *
tornado_table (gconstpointer data)
{
  return plot_tornado_table (data);
}

static guint
tornado_count (gconstpointer data)
{
  return ((const PlotTornadoData *)data)->n_bars;
}

/* Points are counted from the bottom, as y is. */
static guint
tornado_nearest (gconstpointer data, double x, double y)
{
  guint n = tornado_count (data);

  return isfinite (y) ? (guint)CLAMP (floor (y), 0, n - 1.0) : 0;
}

static guint
tornado_stride (gconstpointer data)
{
  return 1;
}

static void
read_end (const PlotTornadoData *tornado, const PlotTornadoEnd *end, const PlotStroke *stroke,
          PlotReadout *readout)
{
  g_autofree char *error = plot_words_points (end->mcse);
  g_autofree char *change = NULL;

  if (end->problem != NULL) {
    plot_readout_add (readout, end->problem, g_strdup ("–"), g_strdup (end->text), stroke, NAN);
    return;
  }
  change = plot_words_figure (100 * (end->power - tornado->planned), 100 * end->mcse);
  plot_readout_add (readout, end->text, plot_tornado_percent (tornado, end->power),
                    /* Translators: a change of power in points, and its error */
                    g_strdup_printf (_ ("change %s %s points (95\u202f%%)"), change, error), stroke,
                    NAN);
}

static void
tornado_read (gconstpointer data, guint index, const PlotStyle *style, PlotReadout *readout)
{
  const PlotTornadoData *tornado = data;
  const PlotTornadoBar *bar = &tornado->bars[tornado->n_bars - 1 - index];
  PlotStroke stroke = plot_style_neutral (style, 0);

  readout->x = NAN;
  readout->y = index + 0.5;
  readout->title = plot_tornado_name (bar);
  stroke.colour = plot_colour_mix (style->background, style->arms[0], 0.5);
  read_end (tornado, &bar->low, &stroke, readout);
  stroke.colour = style->arms[0];
  read_end (tornado, &bar->high, &stroke, readout);
}

static void
tornado_free (gpointer data)
{
  plot_tornado_data_free (data);
}

PlotFigure *
plot_tornado_figure_new (PlotTornadoData *data)
{
  static const PlotKind kind
      = { tornado_draw,    tornado_title, tornado_describe, tornado_table, tornado_count,
          tornado_nearest, tornado_read,  tornado_free,     tornado_stride };

  return plot_figure_new (&kind, data);
}
