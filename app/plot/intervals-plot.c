/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * intervals-plot.c - drawing a mark and an interval a row, and saying them in words.
 */
#include "plot/intervals-plot.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/axis.h"
#include "plot/kind.h"
#include "plot/layout.h"
#include "plot/row-name.h"
#include "plot/words.h"

/* Of the width, at most: names, or that if it would cut one, and texts. */
#define NAMES_SHARE 0.34
#define NAMES_MOST  0.5
#define TEXTS_MOST  0.24

typedef struct {
  PlotCanvas *canvas;
  const PlotIntervalsData *data;
  const PlotStyle *style;
  PlotGeometry *at;
  PlotLayout layout;
  PlotRows rows;
  PlotRowName *names; /* a row that is shown */
  double width;       /* of the column of names, px */
  double texts;       /* of that of the texts */
} Drawing;

PlotIntervalsData *
plot_intervals_data_new (guint n)
{
  PlotIntervalsData *data = g_new0 (PlotIntervalsData, 1);

  data->rows = g_new0 (PlotIntervalRow, n + 1);
  data->n_rows = n;
  data->scale = 1;
  data->line = NAN;
  for (guint i = 0; i < n; i++)
    data->rows[i].value = data->rows[i].low = data->rows[i].high = data->rows[i].other = NAN;
  return data;
}

void
plot_intervals_data_free (PlotIntervalsData *data)
{
  if (data == NULL)
    return;
  for (guint i = 0; i < data->n_rows; i++) {
    g_free (data->rows[i].name);
    g_free (data->rows[i].text);
    g_free (data->rows[i].detail);
  }
  g_free (data->rows);
  g_free (data->title);
  g_free (data->subtitle);
  g_free (data->axis);
  g_free (data->line_text);
  g_free (data);
}

/* --- drawing --- */

/* The largest number that must be on the axis; an open end is drawn up to the edge. */
static double
largest (const PlotIntervalsData *data)
{
  double most = 0;

  if (isfinite (data->line))
    most = data->line;
  for (guint i = 0; i < data->n_rows; i++) {
    const PlotIntervalRow *row = &data->rows[i];
    const double ends[] = { row->value, row->high, row->other };

    for (guint k = 0; k < G_N_ELEMENTS (ends); k++)
      if (isfinite (ends[k]))
        most = MAX (most, ends[k]);
  }
  return most > 0 ? 1.04 * most : 1;
}

static const PlotType *
name_type (const Drawing *d, guint row)
{
  return d->data->rows[row].strong ? &d->layout.strong : &d->layout.name;
}

/* Whether no name is cut in a column of that width. */
static gboolean
place_names (Drawing *d, double width, double height)
{
  gboolean whole = TRUE;

  d->width = 0;
  for (guint i = 0; i < d->rows.shown; i++) {
    plot_row_name_init (&d->names[i], d->canvas, d->data->rows[i].name, width, height,
                        name_type (d, i));
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

/* Names at the left, texts at the right of the furthest mark. */
static void
lay_out (Drawing *d, double header)
{
  const PlotLayout *l = &d->layout;
  double foot = plot_layout_foot (l, !l->small);

  d->at->top = round (header + (d->data->line_text != NULL ? 34 : 14) * l->unit);
  d->at->bottom = MAX (round (d->at->height - foot - 0.4 * l->pad), d->at->top + 1);
  d->at->x0 = 0;
  d->at->x1 = largest (d->data);
  plot_rows_init (&d->rows, d->data->n_rows, d->at->bottom - d->at->top, &l->name);
  d->at->y1 = MAX (d->data->n_rows, 1);
  d->at->y0 = d->at->y1 - MAX (d->rows.places, 1);
  lay_out_names (d);
  for (guint i = 0; i < d->rows.shown; i++)
    d->texts
        = MAX (d->texts, plot_canvas_measure (d->canvas, d->data->rows[i].text, &l->label));
  d->texts = MIN (d->texts, TEXTS_MOST * d->at->width);
  d->at->left = round (l->pad + d->width + 16 * l->unit);
  d->at->right = MAX (round (d->at->width - l->pad - d->texts - 12 * l->unit), d->at->left + 1);
}

static void
draw_axis (Drawing *d)
{
  PlotTicks ticks;
  PlotGeometry shown = *d->at;
  double room = (d->at->right - d->at->left) / (5.5 * d->layout.tick.size);

  shown.x0 *= d->data->scale;
  shown.x1 *= d->data->scale;
  plot_ticks (&ticks, shown.x0, shown.x1, (guint)CLAMP (room, 1, 8), FALSE);
  plot_axis_grid (d->canvas, &shown, &ticks, TRUE);
  plot_axis_bottom (d->canvas, &shown, &ticks, &d->layout.tick,
                    d->layout.small ? NULL : d->data->axis);
}

static void
draw_line (Drawing *d)
{
  static const double dash[2] = { 5, 3 };
  const PlotPen pen = { d->style->muted, 1.4, dash, 2 };
  const PlotType *type = &d->layout.label;
  double x = floor (plot_geometry_x (d->at, d->data->line)) + 0.5, width, left;

  if (!isfinite (x))
    return;
  plot_canvas_segment (d->canvas, x, d->at->top, x, d->at->bottom, &pen);
  if (d->data->line_text == NULL)
    return;
  width = plot_canvas_measure (d->canvas, d->data->line_text, type);
  left = CLAMP (x - width / 2, d->layout.pad,
                MAX (d->layout.pad, d->at->width - d->layout.pad - width));
  plot_canvas_text (
      d->canvas, left, d->at->top - 0.9 * type->size, 0,
      plot_canvas_fit (d->canvas, d->data->line_text, d->at->width - 2 * d->layout.pad, type),
      type);
}

/* Rows are listed from the top; the data of the geometry grows upwards. */
static double
middle_of (const Drawing *d, guint row)
{
  return plot_geometry_y (d->at, d->data->n_rows - row - 0.5);
}

/* The mark, and the colour of all that a row has. */
static PlotStroke
stroke_of (const PlotIntervalRow *row, const PlotStyle *style)
{
  PlotStroke stroke = plot_style_neutral (style, row->ink == PLOT_ROW_ALL);

  if (row->ink == PLOT_ROW_CONTRAST)
    stroke = plot_style_stroke (style, &row->contrast);
  if (row->strong || row->ink == PLOT_ROW_PLAIN) {
    stroke.colour = row->strong ? style->alarm : style->arms[0];
    stroke.mark = row->strong ? PLOT_MARK_DIAMOND : PLOT_MARK_DISC;
  }
  return stroke;
}

static void
draw_interval (Drawing *d, const PlotIntervalRow *row, double y, PlotColour colour)
{
  const PlotPen pen = { plot_colour_alpha (colour, 0.55), 5, NULL, 0 };
  double right = isfinite (row->high) ? plot_geometry_x (d->at, row->high) : d->at->right;

  if (isfinite (row->low) && !isnan (row->high))
    plot_canvas_segment (d->canvas, plot_geometry_x (d->at, row->low), y, right, y, &pen);
}

static void
draw_row (Drawing *d, guint index)
{
  const PlotIntervalRow *row = &d->data->rows[index];
  PlotStroke stroke = stroke_of (row, d->style);
  double y = middle_of (d, index), radius = 4.5 * d->layout.unit;
  const PlotPen thread = { plot_colour_alpha (d->style->muted, 0.5), 1, NULL, 0 };
  double x = d->at->left, end = isfinite (row->value) ? plot_geometry_x (d->at, row->value) : x;

  if (isfinite (row->other)) {
    x = plot_geometry_x (d->at, row->other);
    plot_canvas_segment (d->canvas, x, y, end, y, &thread);
    plot_canvas_mark (d->canvas, x, y, radius, 0, PLOT_MARK_DISC, TRUE, d->style->muted);
    end = MAX (end, x);
  }
  draw_interval (d, row, y, stroke.colour);
  if (isfinite (row->value))
    plot_canvas_mark (d->canvas, plot_geometry_x (d->at, row->value), y, radius, 1.5,
                      stroke.mark, FALSE, stroke.colour);
  if (isfinite (row->high))
    end = MAX (end, plot_geometry_x (d->at, row->high));
  plot_row_name_draw (&d->names[index], d->canvas, d->layout.pad, y, name_type (d, index));
  end += (isfinite (row->value) ? 10 : 2) * d->layout.unit;
  plot_canvas_text (
      d->canvas, end, y, 0,
      plot_canvas_fit (d->canvas, row->text, d->at->width - d->layout.pad - end, &d->layout.label),
      &d->layout.label);
}

static void
intervals_draw (PlotCanvas *canvas, gconstpointer data, PlotGeometry *geometry)
{
  Drawing d = { .canvas = canvas, .data = data, .at = geometry };
  double header;

  d.style = plot_canvas_style (canvas);
  plot_layout_init (&d.layout, canvas);
  header = plot_layout_header (&d.layout, canvas, d.data->title,
                               d.style->stale ? plot_words_last_valid () : d.data->subtitle);
  lay_out (&d, header);
  if (d.data->n_rows == 0 || d.at->bottom - d.at->top < 24 || d.at->right - d.at->left < 40) {
    memset (geometry, 0, sizeof *geometry);
    return;
  }
  draw_axis (&d);
  draw_line (&d);
  for (guint i = 0; i < d.rows.shown; i++)
    draw_row (&d, i);
  plot_rows_draw_rest (&d.rows, canvas, d.layout.pad, middle_of (&d, d.rows.shown),
                       geometry->width - 2 * d.layout.pad,
                       plot_canvas_keep (canvas, plot_rows_rest (&d.rows)), &d.layout.detail);
}

/* --- words --- */

static char *
intervals_title (gconstpointer data)
{
  return g_strdup (((const PlotIntervalsData *)data)->title);
}

static char *
intervals_describe (gconstpointer data)
{
  const PlotIntervalsData *intervals = data;
  GString *out = g_string_new (intervals->title);

  g_string_append (out, ". ");
  if (intervals->line_text != NULL)
    g_string_append_printf (out, "%s. ", intervals->line_text);
  for (guint i = 0; i < intervals->n_rows; i++) {
    const PlotIntervalRow *row = &intervals->rows[i];

    g_string_append_printf (out, "%s: %s", row->name, row->text);
    if (row->detail != NULL)
      g_string_append_printf (out, ", %s", row->detail);
    g_string_append (out, ". ");
  }
  return g_strchomp (g_string_free (out, FALSE));
}

static char *
intervals_table (gconstpointer data)
{
  const PlotIntervalsData *intervals = data;
  GString *out = g_string_new ("row\tvalue\tlow\thigh\tother\n");

  for (guint i = 0; i < intervals->n_rows; i++) {
    const PlotIntervalRow *row = &intervals->rows[i];
    g_autofree char *value = plot_words_cell (row->value), *low = plot_words_cell (row->low);
    g_autofree char *high = plot_words_cell (row->high), *other = plot_words_cell (row->other);

    g_string_append_printf (out, "%s\t%s\t%s\t%s\t%s\n", row->name, value, low, high, other);
  }
  return g_string_free (out, FALSE);
}

static guint
intervals_count (gconstpointer data)
{
  return ((const PlotIntervalsData *)data)->n_rows;
}

/* Points are counted from the bottom, as y is. */
static guint
intervals_nearest (gconstpointer data, double x, double y)
{
  return isfinite (y) ? (guint)CLAMP (floor (y), 0, intervals_count (data) - 1.0) : 0;
}

static guint
intervals_stride (gconstpointer data)
{
  return 1;
}

static void
intervals_read (gconstpointer data, guint index, const PlotStyle *style, PlotReadout *readout)
{
  const PlotIntervalsData *intervals = data;
  const PlotIntervalRow *row = &intervals->rows[intervals->n_rows - 1 - index];
  PlotStroke stroke = stroke_of (row, style);

  readout->x = NAN;
  readout->y = index + 0.5;
  readout->title = g_strdup (row->name);
  plot_readout_add (readout, intervals->axis, g_strdup (row->text),
                    g_strdup (row->detail != NULL ? row->detail : ""), &stroke, NAN);
}

static void
intervals_free (gpointer data)
{
  plot_intervals_data_free (data);
}

PlotFigure *
plot_intervals_figure_new (PlotIntervalsData *data)
{
  static const PlotKind kind
      = { intervals_draw,    intervals_title, intervals_describe, intervals_table, intervals_count,
          intervals_nearest, intervals_read,  intervals_free,     intervals_stride };

  return plot_figure_new (&kind, data);
}
