/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * histogram-plot.c - bars of shares with lines over them.
 */
#include "plot/histogram-plot.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/axis.h"
#include "plot/kind.h"
#include "plot/labels.h"
#include "plot/layout.h"
#include "plot/words.h"

typedef struct {
  PlotCanvas *canvas;
  const PlotHistogramData *data;
  const PlotStyle *style;
  PlotGeometry *at;
  PlotLayout layout;
} Drawing;

PlotHistogramData *
plot_histogram_data_new (guint n)
{
  PlotHistogramData *data = g_new0 (PlotHistogramData, 1);

  data->share = g_new0 (double, n + 1);
  data->n = n;
  for (guint i = 0; i < PLOT_HISTOGRAM_LINES; i++)
    data->lines[i].at = NAN;
  return data;
}

void
plot_histogram_data_free (PlotHistogramData *data)
{
  if (data == NULL)
    return;
  for (guint i = 0; i < PLOT_HISTOGRAM_LINES; i++)
    g_free (data->lines[i].text);
  g_free (data->share);
  g_free (data->title);
  g_free (data->subtitle);
  g_free (data->axis);
  g_free (data->of);
  g_free (data);
}

static double
tallest (const PlotHistogramData *data)
{
  double most = 0;

  for (guint i = 0; i < data->n; i++)
    most = MAX (most, data->share[i]);
  return most > 0 ? most : 1;
}

static void
lay_out (Drawing *d, double header)
{
  const PlotLayout *l = &d->layout;
  double foot = plot_layout_foot (l, !l->small);

  d->at->left = round (l->pad + 6 * l->unit);
  d->at->right = MAX (round (d->at->width - l->pad - 6 * l->unit), d->at->left + 1);
  d->at->top = round (header + (8 + PLOT_HISTOGRAM_LINES * 18) * l->unit);
  d->at->bottom = MAX (round (d->at->height - foot - 0.4 * l->pad), d->at->top + 1);
  d->at->x0 = d->at->y0 = 0;
  d->at->x1 = 1;
  d->at->y1 = tallest (d->data);
}

static void
draw_bars (Drawing *d)
{
  PlotColour colour = plot_colour_mix (d->style->background, d->style->arms[0], 0.6);

  for (guint i = 0; i < d->data->n; i++) {
    double left = plot_geometry_x (d->at, i / (double)d->data->n);
    double right = plot_geometry_x (d->at, (i + 1) / (double)d->data->n);

    if (d->data->share[i] > 0)
      plot_canvas_box (d->canvas, left + 1, plot_geometry_y (d->at, d->data->share[i]), right - 1,
                       d->at->bottom, 0, colour);
  }
}

static void
draw_axis (Drawing *d)
{
  PlotTicks ticks;
  PlotGeometry percent = *d->at;
  double room = (d->at->right - d->at->left) / (5.5 * d->layout.tick.size);

  percent.x1 = 100;
  plot_ticks (&ticks, 0, 100, (guint)CLAMP (room, 1, 10), FALSE);
  plot_axis_grid (d->canvas, &percent, &ticks, TRUE);
  draw_bars (d);
  plot_axis_bottom (d->canvas, &percent, &ticks, &d->layout.tick,
                    d->layout.small ? NULL : d->data->axis);
}

/* Each with its name above the bars, a line of text of its own. */
static void
draw_line (Drawing *d, guint index)
{
  static const double dash[2] = { 5, 3 };
  const PlotPen pen
      = { index == 0 ? d->style->text : d->style->muted, 1.6, index == 0 ? NULL : dash, 2 };
  const PlotType *type = &d->layout.label;
  double x = floor (plot_geometry_x (d->at, d->data->lines[index].at)) + 0.5;
  double y = d->at->top - (10 + 18 * index) * d->layout.unit;
  const char *text = d->data->lines[index].text;
  gboolean right = d->data->lines[index].at > 0.5;
  double room = right ? x - d->layout.pad : d->at->width - d->layout.pad - x;

  if (!isfinite (x))
    return;
  plot_canvas_segment (d->canvas, x, y + 0.7 * type->size, x, d->at->bottom, &pen);
  plot_canvas_text (d->canvas, x + (right ? 2 : -2) * d->layout.unit, y, right ? 1 : 0,
                    plot_canvas_fit (d->canvas, text, room, type), type);
}

static void
histogram_draw (PlotCanvas *canvas, gconstpointer data, PlotGeometry *geometry)
{
  Drawing d = { .canvas = canvas, .data = data, .at = geometry };
  double header;

  d.style = plot_canvas_style (canvas);
  plot_layout_init (&d.layout, canvas);
  header = plot_layout_header (&d.layout, canvas, d.data->title, d.data->subtitle);
  lay_out (&d, header);
  if (d.data->n == 0 || d.at->bottom - d.at->top < 20 || d.at->right - d.at->left < 40) {
    memset (geometry, 0, sizeof *geometry);
    return;
  }
  draw_axis (&d);
  for (guint i = 0; i < PLOT_HISTOGRAM_LINES; i++)
    draw_line (&d, i);
}

/* --- words --- */

/* "70 – 75 %" */
static char *
bin_words (const PlotHistogramData *data, guint bin)
{
  return plot_words_range (bin / (double)data->n, (bin + 1) / (double)data->n, 0.005);
}

static char *
histogram_title (gconstpointer data)
{
  return g_strdup (((const PlotHistogramData *)data)->title);
}

static char *
histogram_describe (gconstpointer data)
{
  const PlotHistogramData *histogram = data;
  GString *out = g_string_new (histogram->title);

  g_string_append (out, ". ");
  for (guint i = 0; i < PLOT_HISTOGRAM_LINES; i++)
    if (isfinite (histogram->lines[i].at))
      g_string_append_printf (out, "%s. ", histogram->lines[i].text);
  g_string_append_printf (out, "%s:", histogram->axis);
  for (guint i = 0; i < histogram->n; i++) {
    g_autofree char *bin = bin_words (histogram, i);
    g_autofree char *share = plot_words_percent (histogram->share[i], 0.005);

    if (histogram->share[i] >= 0.005)
      /* Translators: a range of power, and the share of the prior in which it is */
      g_string_append_printf (out, _ (" %s in %s;"), bin, share);
  }
  g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '.');
  return g_string_free (out, FALSE);
}

static char *
histogram_table (gconstpointer data)
{
  const PlotHistogramData *histogram = data;
  GString *out = g_string_new ("from\tto\tshare\n");

  for (guint i = 0; i < histogram->n; i++) {
    g_autofree char *from = plot_words_cell (i / (double)histogram->n);
    g_autofree char *to = plot_words_cell ((i + 1) / (double)histogram->n);
    g_autofree char *share = plot_words_cell (histogram->share[i]);

    g_string_append_printf (out, "%s\t%s\t%s\n", from, to, share);
  }
  return g_string_free (out, FALSE);
}

static guint
histogram_count (gconstpointer data)
{
  return ((const PlotHistogramData *)data)->n;
}

static guint
histogram_nearest (gconstpointer data, double x, double y)
{
  guint n = histogram_count (data);

  return isfinite (x) ? (guint)CLAMP (floor (x * n), 0, n - 1.0) : 0;
}

static void
histogram_read (gconstpointer data, guint index, const PlotStyle *style, PlotReadout *readout)
{
  const PlotHistogramData *histogram = data;
  PlotStroke stroke = plot_style_neutral (style, 0);

  stroke.colour = style->arms[0];
  readout->x = (index + 0.5) / histogram->n;
  readout->y = NAN;
  readout->title = bin_words (histogram, index);
  plot_readout_add (readout, histogram->of, plot_words_percent (histogram->share[index], 0.005),
                    g_strdup (""), &stroke, NAN);
}

static void
histogram_free (gpointer data)
{
  plot_histogram_data_free (data);
}

PlotFigure *
plot_histogram_figure_new (PlotHistogramData *data)
{
  static const PlotKind kind = { .draw = histogram_draw,
                                 .title = histogram_title,
                                 .describe = histogram_describe,
                                 .table = histogram_table,
                                 .count = histogram_count,
                                 .nearest = histogram_nearest,
                                 .read = histogram_read,
                                 .free = histogram_free };

  return plot_figure_new (&kind, data);
}
