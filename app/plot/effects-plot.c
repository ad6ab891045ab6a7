/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effects-plot.c - drawing the sampling distributions, one row a hypothesis, on an axis for each
 * outcome and scale.
 *
 * A row is a strip for texts above a hill: all estimates pale, the significant ones strong upon
 * them, the truth and the mean of the significant ones as lines. Hills on one axis share one scale,
 * so equal areas are equal shares of trials.
 */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/axis.h"
#include "plot/effects-drawing.h"
#include "plot/effects-text.h"

static double
crisp (double px)
{
  return floor (px) + 0.5;
}

/* The last axis has the title of all. */
static const char *
axis_title (PlotEffectsDrawing *d, guint panel)
{
  char *left_out = plot_canvas_keep (d->canvas, plot_effects_left_out (d));

  for (guint p = panel + 1; p < d->n_panels; p++)
    if (d->places[p].shown)
      return NULL;
  if (left_out != NULL)
    /* Translators: outcomes that the figure is too small for. */
    return plot_canvas_keep (d->canvas, g_strdup_printf (_ ("No room here for %s"), left_out));
  return d->layout.small ? NULL : plot_canvas_keep (d->canvas, plot_effects_axis_title (d->data));
}

static void
draw_axis (PlotEffectsDrawing *d, guint panel)
{
  const PlotGeometry *at = &d->places[panel].at;
  PlotTicks ticks;
  guint room = (guint)((at->right - at->left) / (5 * d->layout.tick.size));

  plot_ticks (&ticks, at->x0, at->x1, CLAMP (room, 1, 12), FALSE);
  plot_axis_grid (d->canvas, at, &ticks, TRUE);
  plot_axis_bottom (d->canvas, at, &ticks, &d->layout.tick, axis_title (d, panel));
  plot_effects_draw_caption (d, panel);
}

/* The top of a hill as steps; returns the number of points. room for 2 * SIM_BINS + 2. */
static guint
hill_steps (const PlotEffectsDrawing *d, guint index, const guint64 *counts, double *x, double *y)
{
  const PlotEffectsRow *row = &d->data->rows[index];
  const PlotGeometry *at = plot_effects_axis (d, index);
  double peak = d->places[row->panel].peak;
  guint joined = plot_effects_joined (row);
  double base = d->base[index];
  double scale = peak > 0 ? plot_effects_hill_height (d) / peak : 0;
  guint first = SIM_BINS, last = 0, n = 0;

  for (guint b = 0; b < SIM_BINS; b += joined)
    if (plot_effects_density (row, counts, b, joined) > 0) {
      first = MIN (first, b);
      last = b;
    }
  if (first == SIM_BINS)
    return 0;
  x[n] = plot_geometry_x (at, row->low + first * row->width);
  y[n++] = base;
  for (guint b = first; b <= last; b += joined) {
    double top = base - scale * plot_effects_density (row, counts, b, joined);

    x[n] = plot_geometry_x (at, row->low + b * row->width);
    y[n++] = top;
    x[n] = plot_geometry_x (at, row->low + MIN (b + joined, SIM_BINS) * row->width);
    y[n++] = top;
  }
  x[n] = x[n - 1];
  y[n++] = base;
  return n;
}

static void
draw_hill (PlotEffectsDrawing *d, guint index)
{
  double x[2 * SIM_BINS + 2], y[2 * SIM_BINS + 2];
  const PlotStroke *stroke = &d->strokes[index];
  PlotPen pen = { stroke->colour, 1.6, NULL, 0 };
  guint n = hill_steps (d, index, d->data->rows[index].count, x, y);

  plot_canvas_fill (d->canvas, x, y, n, plot_colour_alpha (stroke->colour, 0.2));
  n = hill_steps (d, index, d->data->rows[index].rejected, x, y);
  plot_canvas_fill (d->canvas, x, y, n, plot_colour_alpha (stroke->colour, 0.55));
  n = hill_steps (d, index, d->data->rows[index].count, x, y);
  plot_canvas_line (d->canvas, x, y, n, &pen);
  if (stroke->two_colours) {
    static const double halves[2] = { 9, 11 };
    PlotPen over = { stroke->dashes, 1.6, halves, 2 };

    plot_canvas_line (d->canvas, x, y, n, &over);
  }
}

/* From some bins the trials between two heights of the hill. */
static void
add_target (PlotEffectsDrawing *d, guint index, guint bin, guint joined, double from, double to,
            gboolean strong)
{
  const PlotEffectsRow *row = &d->data->rows[index];
  const PlotGeometry *at = plot_effects_axis (d, index);
  guint end = MIN (bin + joined, SIM_BINS);
  /* Trials are drawn as far from their own bin as they are spread. The end bins hold all that lies
     beyond them. */
  double low = bin <= row->spread ? -INFINITY : row->low + (bin - row->spread) * row->width;
  double high
      = end + row->spread >= SIM_BINS ? INFINITY : row->low + (end + row->spread) * row->width;
  PlotTarget target = { index, low, high, strong };
  double left = MAX (plot_geometry_x (at, row->low + bin * row->width), at->left);
  double right = MIN (plot_geometry_x (at, row->low + end * row->width), at->right);

  if (left < right)
    plot_canvas_target (d->canvas, left, to, right, from, &target);
}

static void
add_targets (PlotEffectsDrawing *d, guint index)
{
  const PlotEffectsRow *row = &d->data->rows[index];
  guint joined = plot_effects_joined (row);
  double peak = d->places[row->panel].peak, base = d->base[index];
  double scale = peak > 0 ? plot_effects_hill_height (d) / peak : 0;

  for (guint b = 0; b < SIM_BINS; b += joined) {
    double all = base - scale * plot_effects_density (row, row->count, b, joined);
    double strong = base - scale * plot_effects_density (row, row->rejected, b, joined);

    if (all < strong)
      add_target (d, index, b, joined, strong, all, FALSE);
    if (strong < base)
      add_target (d, index, b, joined, base, strong, TRUE);
  }
}

static void
draw_base (PlotEffectsDrawing *d, guint index)
{
  const PlotGeometry *at = plot_effects_axis (d, index);
  PlotPen pen = { d->style->axis, 1, NULL, 0 };
  double y = crisp (d->base[index]);

  /* The last row of a panel stands on its axis. */
  if (y < floor (at->bottom))
    plot_canvas_segment (d->canvas, at->left, y, at->right, y, &pen);
}

static void
draw_markers (PlotEffectsDrawing *d, guint index)
{
  static const double dash[2] = { 4, 3 };
  const PlotEffectsRow *row = &d->data->rows[index];
  PlotColour colour = plot_style_readable (d->style, d->strokes[index].colour);
  PlotPen truth = { d->style->text, 1.6, NULL, 0 };
  PlotPen mean = { colour, 1.6, dash, 2 }, all = { colour, 2.4, NULL, 0 };
  const PlotGeometry *at = plot_effects_axis (d, index);
  PlotPen margin = { d->style->muted, 1.2, dash, 2 };
  double base = d->base[index];
  double top = base - plot_effects_hill_height (d) - 2;

  for (guint m = 0; m < G_N_ELEMENTS (row->margins); m++)
    if (plot_effects_in_range (d, index, row->margins[m])) {
      double x = crisp (plot_geometry_x (at, row->margins[m]));

      plot_canvas_segment (d->canvas, x, base, x, top, &margin);
    }
  if (plot_effects_in_range (d, index, row->mean_rejected)) {
    double x = plot_geometry_x (at, row->mean_rejected);

    plot_canvas_segment (d->canvas, crisp (x), base, crisp (x), top, &mean);
    plot_canvas_mark (d->canvas, x, base, 4.2, 1.6, d->strokes[index].mark,
                      d->strokes[index].hollow, colour);
  }
  if (plot_effects_biased (row) && plot_effects_in_range (d, index, row->mean)) {
    double x = crisp (plot_geometry_x (at, row->mean));

    plot_canvas_segment (d->canvas, x, base, x, top, &all);
  }
  if (plot_effects_in_range (d, index, row->truth)) {
    double x = crisp (plot_geometry_x (at, row->truth));

    plot_canvas_segment (d->canvas, x, base, x, top, &truth);
  }
}

/* In the middle of the line: the mean of the significant ones has its mark at the foot. */
static void
draw_grip (PlotEffectsDrawing *d, guint index)
{
  const PlotEffectsRow *row = &d->data->rows[index];
  const PlotGeometry *at = plot_effects_axis (d, index);
  double u = d->layout.unit, height = plot_effects_hill_height (d);
  double x = crisp (plot_geometry_x (at, row->truth)), y = d->base[index] - height / 2;
  double half = MIN (7 * u, height / 2);
  PlotPen pen = { d->style->background, 1, NULL, 0 };
  PlotGrip grip = { index, x, d->base[index] - height - 2, d->base[index], row->truth, at->x0,
                    at->x1 };

  if (!row->movable || !d->style->interactive || d->frame->n_grips == PLOT_MAX_GRIPS
      || !plot_effects_in_range (d, index, row->truth))
    return;
  d->frame->grips[d->frame->n_grips++] = grip;
  plot_canvas_box (d->canvas, x - 5 * u, y - half - u, x + 5 * u, y + half + u, 4 * u,
                   d->style->background);
  plot_canvas_box (d->canvas, x - 4 * u, y - half, x + 4 * u, y + half, 3 * u, d->style->text);
  for (int side = -1; side <= 1; side += 2)
    plot_canvas_segment (d->canvas, x + 1.3 * side * u, y - half / 2, x + 1.3 * side * u,
                         y + half / 2, &pen);
}

static void
draw_row (PlotEffectsDrawing *d, guint index)
{
  const PlotGeometry *at = plot_effects_axis (d, index);

  draw_base (d, index);
  if (plot_effects_usable (&d->data->rows[index])) {
    plot_canvas_clip (d->canvas, at->left, at->top - 4, at->right, at->bottom + 1);
    draw_hill (d, index);
    plot_canvas_unclip (d->canvas);
    add_targets (d, index);
    draw_markers (d, index);
    draw_grip (d, index);
    plot_effects_label_row (d, index);
  }
  plot_effects_draw_tag (d, index);
}

static void
draw_effects (PlotCanvas *canvas, gconstpointer data, PlotGeometry *geometry)
{
  PlotEffectsDrawing d = { .canvas = canvas, .data = data, .frame = geometry };
  PlotBox bounds;
  double header;

  d.style = plot_canvas_style (canvas);
  plot_layout_init (&d.layout, canvas);
  header = plot_layout_header (
      &d.layout, canvas, plot_canvas_keep (canvas, plot_effects_title (d.data)),
      plot_canvas_keep (canvas, plot_effects_subtitle (d.data, d.style->stale)));
  plot_effects_lay_out (&d, header);
  if (geometry->bottom - geometry->top < 24 || geometry->right - geometry->left < 40) {
    memset (geometry, 0, sizeof *geometry);
    return;
  }
  bounds.left = geometry->left - d.layout.tick.size;
  bounds.right = geometry->right + d.layout.tick.size;
  bounds.top = geometry->top - 2 * d.layout.tick.size;
  bounds.bottom = geometry->bottom;
  plot_placer_init (&d.placer, &bounds);
  for (guint p = 0; p < d.n_panels; p++)
    if (d.places[p].shown)
      draw_axis (&d, p);
  plot_effects_draw_zero (&d);
  for (guint i = 0; i < d.n_rows; i++)
    if (plot_effects_shown (&d, i))
      draw_row (&d, i);
}

static char *
effects_title (gconstpointer data)
{
  return plot_effects_title (data);
}

static char *
effects_describe (gconstpointer data)
{
  return plot_effects_describe (data);
}

static char *
effects_table (gconstpointer data)
{
  return plot_effects_table (data);
}

static void
effects_free (gpointer data)
{
  plot_effects_data_free (data);
}

PlotFigure *
plot_effects_figure_new (PlotEffectsData *data)
{
  static const PlotKind kind
      = { draw_effects,       effects_title,        effects_describe,  effects_table,
          plot_effects_count, plot_effects_nearest, plot_effects_read, effects_free };

  return plot_figure_new (&kind, data);
}
