/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heat-plot.c - drawing power over two assumptions.
 *
 * From back to front: cells, the contour of the target, the place as planned, axes, the scale.
 */
#include "plot/heat-plot.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/axis.h"
#include "plot/heat-drawing.h"
#include "plot/kind.h"
#include "plot/layout.h"
#include "plot/words.h"

typedef struct {
  PlotCanvas *canvas;
  const PlotHeatData *data;
  const PlotStyle *style;
  PlotGeometry *at;
  PlotLayout layout;
  double scale_left, scale_right; /* of the scale of colours, px; equal: there is none */
} Drawing;

/* One hue, from the background to full colour: more is stronger in every style, and in grey. */
static PlotColour
colour_of (const Drawing *d, double power)
{
  PlotColour full = plot_colour_mix (d->style->arms[0], d->style->text, 0.25 * power);

  return plot_colour_mix (d->style->background, full, 0.06 + 0.94 * CLAMP (power, 0, 1));
}

static PlotColour
ink_on (const Drawing *d, PlotColour paper)
{
  return plot_colour_contrast (paper, d->style->text)
                 >= plot_colour_contrast (paper, d->style->background)
             ? d->style->text
             : d->style->background;
}

/* The nearest known cell, by steps along both axes. */
static const PlotHeatCell *
nearest_known (const PlotHeatData *data, guint x, guint y)
{
  const PlotHeatCell *nearest = NULL;
  guint least = G_MAXUINT;

  for (guint j = 0; j < data->y.n; j++)
    for (guint i = 0; i < data->x.n; i++) {
      const PlotHeatCell *cell = plot_heat_cell (data, i, j);
      guint dx = i > x ? i - x : x - i, dy = j > y ? j - y : y - j;

      if (isfinite (cell->value) && MAX (dx, dy) < least) {
        least = MAX (dx, dy);
        nearest = cell;
      }
    }
  return nearest;
}

static void
draw_problem (Drawing *d, double left, double top, double right, double bottom)
{
  PlotPen pen = { d->style->muted, 1, NULL, 0 };

  plot_canvas_box (d->canvas, left, top, right, bottom, 0, d->style->grid);
  plot_canvas_segment (d->canvas, left, bottom, right, top, &pen);
}

static void
draw_number (Drawing *d, const PlotHeatCell *cell, double left, double top, double right,
             double bottom)
{
  PlotType type = d->layout.tick;
  char *text = plot_canvas_keep (d->canvas, sim_rounded_percent (cell->value, cell->mcse, 0));

  type.colour = ink_on (d, colour_of (d, cell->value));
  if (bottom - top >= 1.7 * type.size
      && right - left >= plot_canvas_measure (d->canvas, ">99", &type) + 8)
    plot_canvas_text (d->canvas, (left + right) / 2, (top + bottom) / 2, 0.5, text, &type);
}

static void
draw_cell (Drawing *d, guint x, guint y)
{
  const PlotHeatCell *cell = plot_heat_cell (d->data, x, y);
  double left = floor (plot_geometry_x (d->at, plot_heat_edge (&d->data->x, x)));
  double right = floor (plot_geometry_x (d->at, plot_heat_edge (&d->data->x, x + 1)));
  double bottom = floor (plot_geometry_y (d->at, plot_heat_edge (&d->data->y, y)));
  double top = floor (plot_geometry_y (d->at, plot_heat_edge (&d->data->y, y + 1)));

  if (cell->problem != NULL) {
    draw_problem (d, left, top, right, bottom);
  } else if (isfinite (cell->value)) {
    plot_canvas_box (d->canvas, left, top, right, bottom, 0, colour_of (d, cell->value));
    draw_number (d, cell, left, top, right, bottom);
  } else if ((cell = nearest_known (d->data, x, y)) != NULL) {
    plot_canvas_box (d->canvas, left, top, right, bottom, 0, colour_of (d, cell->value));
  }
}

/* Where a straight line between two cells' centres meets the target. */
static gboolean
crossing (const Drawing *d, guint x0, guint y0, guint x1, guint y1, double point[2])
{
  double a = plot_heat_cell (d->data, x0, y0)->value - d->data->target;
  double b = plot_heat_cell (d->data, x1, y1)->value - d->data->target;
  double part;

  if (!isfinite (a) || !isfinite (b) || (a >= 0) == (b >= 0))
    return FALSE;
  part = a / (a - b);
  point[0] = plot_geometry_x (d->at, d->data->x.at[x0]
                                         + part * (d->data->x.at[x1] - d->data->x.at[x0]));
  point[1] = plot_geometry_y (d->at, d->data->y.at[y0]
                                         + part * (d->data->y.at[y1] - d->data->y.at[y0]));
  return TRUE;
}

/* The contour within four neighbouring centres: two crossings make a line, four make two. */
static void
draw_contour_square (Drawing *d, guint x, guint y, const PlotPen *pen)
{
  static const guint corners[5][2] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 }, { 0, 0 } };
  double points[4][2];
  guint n = 0;

  for (guint i = 0; i < 4; i++)
    if (crossing (d, x + corners[i][0], y + corners[i][1], x + corners[i + 1][0],
                  y + corners[i + 1][1], points[n]))
      n++;
  for (guint i = 0; i + 1 < n; i += 2)
    plot_canvas_segment (d->canvas, points[i][0], points[i][1], points[i + 1][0],
                         points[i + 1][1], pen);
}

static void
draw_contour (Drawing *d)
{
  /* Its halo as a whole first, or each piece would cut the one before. */
  const PlotPen pens[] = { { d->style->background, 4.4, NULL, 0 }, { d->style->text, 2, NULL, 0 } };

  if (!(d->data->target > 0 && d->data->target < 1))
    return;
  for (guint p = 0; p < G_N_ELEMENTS (pens); p++)
    for (guint y = 0; y + 1 < d->data->y.n; y++)
      for (guint x = 0; x + 1 < d->data->x.n; x++)
        draw_contour_square (d, x, y, &pens[p]);
}

static void
draw_own (Drawing *d)
{
  double x = plot_geometry_x (d->at, d->data->x.own);
  double y = plot_geometry_y (d->at, d->data->y.own);
  double u = d->layout.unit;

  if (!plot_geometry_inside (d->at, x, y))
    return;
  plot_canvas_mark (d->canvas, x, y, 6.5 * u, 2 * u, PLOT_MARK_DIAMOND, FALSE, d->style->text);
  plot_canvas_mark (d->canvas, x, y, 2.5 * u, 0, PLOT_MARK_DIAMOND, FALSE, d->style->background);
}

static void
left_ticks (const Drawing *d, PlotTicks *ticks)
{
  double room = (d->at->bottom - d->at->top) / (2.4 * d->layout.tick.size);

  plot_ticks (ticks, d->at->y0, d->at->y1, (guint)CLAMP (room, 1, 10), FALSE);
}

static double
left_labels_width (const Drawing *d)
{
  PlotTicks ticks;
  double width = 0;

  left_ticks (d, &ticks);
  for (guint i = 0; i < ticks.n; i++) {
    g_autofree char *label = plot_tick_label (ticks.at[i], ticks.step);

    width = MAX (width, plot_canvas_measure (d->canvas, label, &d->layout.tick));
  }
  return width;
}

static void
draw_left_axis (Drawing *d, const PlotTicks *ticks)
{
  PlotPen pen = { d->style->axis, 1, NULL, 0 };

  for (guint i = 0; i < ticks->n; i++) {
    double y = floor (plot_geometry_y (d->at, ticks->at[i])) + 0.5;
    char *label = plot_canvas_keep (d->canvas, plot_tick_label (ticks->at[i], ticks->step));

    plot_canvas_segment (d->canvas, d->at->left - 4, y, d->at->left, y, &pen);
    plot_canvas_text (d->canvas, d->at->left - 8 * d->layout.unit, y, 1, label, &d->layout.tick);
  }
}

static void
draw_axes (Drawing *d)
{
  PlotTicks x, y;
  PlotType type = d->layout.tick;
  double room = (d->at->right - d->at->left) / (5.5 * type.size);
  char *x_title = plot_canvas_keep (d->canvas, plot_heat_axis_title (&d->data->x));
  char *y_title = plot_canvas_keep (d->canvas, plot_heat_axis_title (&d->data->y));

  plot_ticks (&x, d->at->x0, d->at->x1, (guint)CLAMP (room, 1, 10), FALSE);
  left_ticks (d, &y);
  plot_axis_bottom (d->canvas, d->at, &x, &type, d->layout.small ? NULL : x_title);
  draw_left_axis (d, &y);
  type.colour = d->style->subtitle;
  plot_canvas_text (d->canvas, d->layout.pad, d->at->top - 1.4 * type.size, 0,
                    plot_canvas_fit (d->canvas, y_title, d->at->right - d->layout.pad, &type),
                    &type);
}

/* The scale of colours; the target has its line in it. */
static void
draw_scale (Drawing *d)
{
  enum { STEPS = 40 };
  PlotPen pen = { d->style->text, 2, NULL, 0 };
  double height = d->at->bottom - d->at->top;
  PlotType type = d->layout.tick;

  if (!(d->scale_right > d->scale_left))
    return;
  for (guint i = 0; i < STEPS; i++)
    plot_canvas_box (d->canvas, d->scale_left, floor (d->at->bottom - (i + 1) * height / STEPS),
                     d->scale_right, floor (d->at->bottom - i * height / STEPS), 0,
                     colour_of (d, (i + 0.5) / STEPS));
  for (guint percent = 0; percent <= 100; percent += height < 8 * type.size ? 100 : 20) {
    double y = d->at->bottom - percent / 100.0 * height;
    char *label = plot_canvas_keep (d->canvas, g_strdup_printf ("%u\u202f%%", percent));

    if (!(fabs (percent / 100.0 - d->data->target) * height < 1.3 * type.size))
      plot_canvas_text (d->canvas, d->scale_right + 6 * d->layout.unit, y, 0, label, &type);
  }
  if (d->data->target > 0 && d->data->target < 1) {
    double y = floor (d->at->bottom - d->data->target * height) + 0.5;

    plot_canvas_segment (d->canvas, d->scale_left - 3, y, d->scale_right + 3, y, &pen);
    plot_canvas_text (d->canvas, d->scale_right + 6 * d->layout.unit, y, 0,
                      plot_canvas_keep (d->canvas, plot_words_percent (d->data->target, 0)),
                      &d->layout.strong);
  }
}

static void
lay_out (Drawing *d, double header)
{
  const PlotLayout *l = &d->layout;
  double foot = plot_layout_foot (l, !l->small);
  double labels = plot_canvas_measure (d->canvas, "100\u202f%", &l->strong) + 8 * l->unit;

  d->at->top = round (header + 34 * l->unit);
  d->at->bottom = MAX (round (d->at->height - foot - 0.4 * l->pad), d->at->top + 1);
  d->at->y0 = plot_heat_edge (&d->data->y, 0);
  d->at->y1 = plot_heat_edge (&d->data->y, d->data->y.n);
  d->at->left = round (l->pad + left_labels_width (d) + 10 * l->unit);
  d->scale_right = d->scale_left = d->at->width - l->pad - labels;
  if (!l->small)
    d->scale_left = d->scale_right - 14 * l->unit;
  d->at->right = round (l->small ? d->at->width - l->pad : d->scale_left - 22 * l->unit);
  d->at->right = MAX (d->at->right, d->at->left + 1);
  d->at->x0 = plot_heat_edge (&d->data->x, 0);
  d->at->x1 = plot_heat_edge (&d->data->x, d->data->x.n);
}

static void
heat_draw (PlotCanvas *canvas, gconstpointer data, PlotGeometry *geometry)
{
  Drawing d = { .canvas = canvas, .data = data, .at = geometry };
  double header;

  d.style = plot_canvas_style (canvas);
  plot_layout_init (&d.layout, canvas);
  header = plot_layout_header (
      &d.layout, canvas, plot_canvas_keep (canvas, plot_heat_title (d.data)),
      plot_canvas_keep (canvas, plot_heat_subtitle (d.data, d.style->stale)));
  lay_out (&d, header);
  if (d.data->x.n == 0 || d.data->y.n == 0 || d.at->bottom - d.at->top < 24
      || d.at->right - d.at->left < 40) {
    memset (geometry, 0, sizeof *geometry);
    return;
  }
  for (guint y = 0; y < d.data->y.n; y++)
    for (guint x = 0; x < d.data->x.n; x++)
      draw_cell (&d, x, y);
  draw_contour (&d);
  draw_axes (&d);
  draw_own (&d);
  draw_scale (&d);
}

static char *
heat_title (gconstpointer data)
{
  return plot_heat_title (data);
}

static char *
heat_describe (gconstpointer data)
{
  return plot_heat_describe (data);
}

static char *
heat_table (gconstpointer data)
{
  return plot_heat_table (data);
}

static guint
heat_count (gconstpointer data)
{
  const PlotHeatData *heat = data;

  return heat->x.n * heat->y.n;
}

static guint
heat_nearest (gconstpointer data, double x, double y)
{
  const PlotHeatData *heat = data;

  return plot_heat_place (&heat->y, y) * heat->x.n + plot_heat_place (&heat->x, x);
}

static guint
heat_stride (gconstpointer data)
{
  return ((const PlotHeatData *)data)->x.n;
}

static void
heat_read (gconstpointer data, guint index, const PlotStyle *style, PlotReadout *readout)
{
  const PlotHeatData *heat = data;
  const PlotHeatCell *cell = &heat->cells[index];
  PlotStroke stroke = plot_style_neutral (style, 0);
  g_autofree char *x = NULL, *y = NULL;

  readout->x = heat->x.at[index % heat->x.n];
  readout->y = heat->y.at[index / heat->x.n];
  x = plot_heat_at (&heat->x, readout->x);
  y = plot_heat_at (&heat->y, readout->y);
  readout->title = g_strconcat (x, "  ·  ", y, NULL);
  if (cell->problem != NULL)
    plot_readout_add (readout, cell->problem, g_strdup ("–"), g_strdup (""), &stroke, NAN);
  else
    plot_readout_add (readout, heat->subject, plot_words_percent (cell->value, cell->mcse),
                      plot_words_error (cell->mcse), &stroke, NAN);
}

static void
heat_free (gpointer data)
{
  plot_heat_data_free (data);
}

PlotFigure *
plot_heat_figure_new (PlotHeatData *data)
{
  static const PlotKind kind = { heat_draw,    heat_title, heat_describe, heat_table, heat_count,
                                 heat_nearest, heat_read,  heat_free,     heat_stride };

  return plot_figure_new (&kind, data);
}
