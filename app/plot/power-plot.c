/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-plot.c - drawing power against total sample size.
 *
 * From back to front: grid, bands, target and drop lines, the handle's line, exact curves,
 * simulated curves, what was drawn by hand, marks, texts.
 */
#include "plot/power-plot.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/axis.h"
#include "plot/power-drawing.h"
#include "plot/power-text.h"

static void
draw_axes (PlotPowerDrawing *d)
{
  PlotTicks ticks;
  guint room = (guint)((d->at->bottom - d->at->top) / (2.2 * d->layout.tick.size));

  plot_ticks (&ticks, 0, 1, CLAMP (room, 2, 6), FALSE);
  plot_axis_grid (d->canvas, d->at, &ticks, FALSE);
  for (guint i = 0; i < ticks.n; i++) {
    char *label = plot_canvas_keep (d->canvas, g_strdup_printf ("%.0f\u202f%%", 100 * ticks.at[i]));

    plot_canvas_text (d->canvas, d->at->left - 10 * d->layout.unit,
                      plot_geometry_y (d->at, ticks.at[i]), 1, label, &d->layout.tick);
  }
  room = (guint)((d->at->right - d->at->left) / (5.5 * d->layout.tick.size));
  plot_ticks (&ticks, d->at->x0, d->at->x1, CLAMP (room, 1, 12), TRUE);
  plot_axis_bottom (d->canvas, d->at, &ticks, &d->layout.tick,
                    d->layout.small ? NULL : _ ("Patients in all arms together"));
}

static void
draw_band (PlotPowerDrawing *d, guint index)
{
  const PlotPowerSeries *series = &d->data->series[index];
  g_autofree double *x = g_new (double, 2 * series->n_points + 1);
  g_autofree double *y = g_new (double, 2 * series->n_points + 1);
  guint n = 0, m;

  for (guint p = 0; p < series->n_points; p++) {
    const PlotPowerPoint *point = &series->points[p];

    if (isfinite (point->total) && isfinite (point->low) && isfinite (point->high)) {
      x[n] = plot_geometry_x (d->at, point->total);
      y[n++] = plot_geometry_y (d->at, CLAMP (point->high, 0, 1));
    }
  }
  m = n;
  for (guint p = series->n_points; p > 0; p--) {
    const PlotPowerPoint *point = &series->points[p - 1];

    if (isfinite (point->total) && isfinite (point->low) && isfinite (point->high)) {
      x[m] = plot_geometry_x (d->at, point->total);
      y[m++] = plot_geometry_y (d->at, CLAMP (point->low, 0, 1));
    }
  }
  plot_canvas_fill (d->canvas, x, y, m, plot_colour_alpha (d->strokes[index].colour, 0.18));
}

/* The px of a curve's points; returns how many. */
static guint
curve_px (PlotPowerDrawing *d, guint index, double *x, double *y)
{
  const PlotPowerSeries *series = &d->data->series[index];

  for (guint p = 0; p < series->n_points; p++) {
    x[p] = plot_geometry_x (d->at, series->points[p].total);
    y[p] = plot_geometry_y (d->at, series->points[p].value);
  }
  return series->n_points;
}

static void
draw_curve (PlotPowerDrawing *d, guint index)
{
  const PlotStroke *stroke = &d->strokes[index];
  guint n_points = d->data->series[index].n_points;
  g_autofree double *x = g_new (double, n_points + 1);
  g_autofree double *y = g_new (double, n_points + 1);
  guint n = curve_px (d, index, x, y);
  PlotPen pen = { stroke->colour, plot_power_is_own (d, index) ? 2.2 : 1.6, NULL, 0 };

  if (!stroke->two_colours) {
    pen.dash = stroke->dash;
    pen.n_dash = stroke->n_dash;
  }
  plot_canvas_line (d->canvas, x, y, n, &pen);
  if (stroke->two_colours) {
    static const double halves[2] = { 9, 11 };
    PlotPen over = { stroke->dashes, 2.2, halves, 2 };

    plot_canvas_line (d->canvas, x, y, n, &over);
  }
  for (guint i = 1; i < n; i++)
    plot_placer_add_curve (&d->placer, x[i - 1], y[i - 1], x[i], y[i]);
}

static void
draw_exact (PlotPowerDrawing *d, guint index)
{
  static const double dots[2] = { 1.5, 6 };
  const PlotPowerSeries *series = &d->data->series[index];
  g_autofree double *x = g_new (double, series->n_exact + 1);
  g_autofree double *y = g_new (double, series->n_exact + 1);
  PlotPen pen = { plot_colour_mix (d->strokes[index].colour, d->style->text, 0.6), 1.6, dots, 2 };

  for (guint i = 0; i < series->n_exact; i++) {
    x[i] = plot_geometry_x (d->at, series->exact[i].total);
    y[i] = plot_geometry_y (d->at, CLAMP (series->exact[i].value, 0, 1));
  }
  plot_canvas_line (d->canvas, x, y, series->n_exact, &pen);
}

/* A mark, on which no text is to stand. */
static void
draw_mark (PlotPowerDrawing *d, double x, double y, double radius, double ring,
           const PlotStroke *stroke)
{
  plot_canvas_mark (d->canvas, x, y, radius, ring, stroke->mark, stroke->hollow, stroke->colour);
  plot_placer_add_line (&d->placer, x - radius, y, x + radius, y);
  plot_placer_add_line (&d->placer, x, y - radius, x, y + radius);
}

/* Marks where the simulation stands, as many as have room; the own size is marked apart. */
static void
draw_marks (PlotPowerDrawing *d, guint index)
{
  const PlotPowerSeries *series = &d->data->series[index];
  const PlotStroke *stroke = &d->strokes[index];
  const PlotPowerPoint *marked = plot_power_own_point (d->data, index);
  double last = -INFINITY;
  double own = plot_geometry_x (d->at, marked != NULL ? marked->total : d->data->own_total);
  gboolean strong = plot_power_is_own (d, index);

  for (guint p = 0; p < series->n_points; p++) {
    double x = plot_geometry_x (d->at, series->points[p].total);
    double y = plot_geometry_y (d->at, series->points[p].value);

    if (&series->points[p] != marked && plot_geometry_shows (d->at, series->points[p].total)
        && x - last >= 14 * d->layout.unit && !(fabs (x - own) < 10 * d->layout.unit)) {
      draw_mark (d, x, y, strong ? 3 : 2.2, 1, stroke);
      last = x;
    }
  }
}

static double
crisp (double px)
{
  return floor (px) + 0.5;
}

static void
draw_target (PlotPowerDrawing *d)
{
  static const double dash[2] = { 5, 3 };
  PlotPen pen = { d->style->muted, 1, dash, 2 };
  double y = crisp (plot_geometry_y (d->at, d->data->target));

  if (!(d->data->target > 0 && d->data->target < 1))
    return;
  plot_canvas_segment (d->canvas, d->at->left, y, d->at->right, y, &pen);
  plot_placer_add_line (&d->placer, d->at->left, y, d->at->right, y);
  d->at->has_level = !d->data->fixed;
  d->at->level_y = y;
}

static void
draw_drops (PlotPowerDrawing *d)
{
  static const double dash[2] = { 3, 3 };
  double y = plot_geometry_y (d->at, d->data->target);

  for (guint i = 0; i < d->n_series; i++) {
    PlotPen pen = { d->strokes[i].colour, 1.2, dash, 2 };
    double x;

    if (!plot_power_has_reach (d, i))
      continue;
    x = crisp (plot_geometry_x (d->at, d->data->series[i].reach));
    plot_canvas_segment (d->canvas, x, y, x, d->at->bottom, &pen);
    plot_placer_add_line (&d->placer, x, y, x, d->at->bottom);
  }
}

static void
draw_reach_dots (PlotPowerDrawing *d)
{
  for (guint i = 0; i < d->n_series; i++)
    if (plot_power_has_reach (d, i)) {
      PlotStroke disc = { .colour = d->strokes[i].colour, .mark = PLOT_MARK_DISC };

      draw_mark (d, plot_geometry_x (d->at, d->data->series[i].reach),
                 plot_geometry_y (d->at, d->data->target), 5, 2, &disc);
    }
}

static void
draw_handle_line (PlotPowerDrawing *d)
{
  PlotPen pen = { plot_colour_alpha (d->style->text, 0.75), 1.4, NULL, 0 };
  double x;

  if (!plot_geometry_shows (d->at, d->data->own_total))
    return;
  x = crisp (plot_geometry_x (d->at, d->data->own_total));
  d->at->has_handle = TRUE;
  d->at->handle_x = x;
  d->at->handle_top = d->at->top - 24 * d->layout.unit;
  d->at->handle_bottom = d->at->bottom + 9 * d->layout.unit;
  plot_canvas_segment (d->canvas, x, d->at->top - 8 * d->layout.unit, x, d->at->bottom, &pen);
  plot_placer_add_line (&d->placer, x, d->at->top, x, d->at->bottom);
}

static void
draw_grip (PlotPowerDrawing *d)
{
  double u = d->layout.unit;
  double x = d->at->handle_x, y = d->at->bottom;
  PlotPen pen = { d->style->background, 1.2, NULL, 0 };

  if (!d->style->interactive || d->data->fixed)
    return;
  if (d->at->has_level && !d->data->held_target) {
    double left = d->at->left, level = d->at->level_y;

    plot_canvas_box (d->canvas, left - 6 * u, level - 3.5 * u, left + 8 * u, level + 3.5 * u,
                     3.5 * u, d->style->background);
    plot_canvas_box (d->canvas, left - 4.5 * u, level - 2.2 * u, left + 6.5 * u, level + 2.2 * u,
                     2.2 * u, d->style->muted);
  }
  if (!d->at->has_handle || d->data->held_size)
    return;
  plot_canvas_box (d->canvas, x - 8 * u, y - 10 * u, x + 8 * u, y + 10 * u, 6 * u,
                   d->style->background);
  plot_canvas_box (d->canvas, x - 6.5 * u, y - 8.5 * u, x + 6.5 * u, y + 8.5 * u, 4.5 * u,
                   d->style->text);
  plot_canvas_segment (d->canvas, x - 2 * u, y - 4 * u, x - 2 * u, y + 4 * u, &pen);
  plot_canvas_segment (d->canvas, x + 2 * u, y - 4 * u, x + 2 * u, y + 4 * u, &pen);
}

static void
draw_own_marks (PlotPowerDrawing *d)
{
  for (guint i = d->n_series; i > 0; i--) {
    const PlotPowerPoint *own = plot_power_own_point (d->data, i - 1);

    if (own != NULL && plot_geometry_shows (d->at, own->total))
      draw_mark (d, plot_geometry_x (d->at, own->total), plot_geometry_y (d->at, own->value),
                 plot_power_is_own (d, i - 1) ? 4.4 : 3.2, 1.6, &d->strokes[i - 1]);
  }
}

static void
draw_data (PlotPowerDrawing *d)
{
  plot_canvas_clip (d->canvas, d->at->left - 2, d->at->top - 4, d->at->right + 2,
                    d->at->bottom + 2);
  for (guint i = d->n_series; i > 0; i--)
    draw_band (d, i - 1);
  plot_canvas_unclip (d->canvas);
  draw_target (d);
  draw_drops (d);
  draw_handle_line (d);
  plot_canvas_clip (d->canvas, d->at->left - 2, d->at->top - 4, d->at->right + 2,
                    d->at->bottom + 2);
  /* The exact curve lies below: it shows where the simulation departs from it. */
  for (guint i = d->n_series; i > 0; i--)
    draw_exact (d, i - 1);
  for (guint i = d->n_series; i > 0; i--)
    draw_curve (d, i - 1);
  plot_power_draw_drawn (d);
  plot_canvas_unclip (d->canvas);
  for (guint i = d->n_series; i > 0; i--)
    draw_marks (d, i - 1);
  draw_own_marks (d);
  draw_reach_dots (d);
  draw_grip (d);
}

void
plot_power_draw (PlotCanvas *canvas, const PlotPowerData *data, PlotGeometry *geometry)
{
  PlotPowerDrawing d = { .canvas = canvas, .data = data, .at = geometry };
  PlotBox bounds;
  double header;

  d.style = plot_canvas_style (canvas);
  plot_layout_init (&d.layout, canvas);
  header = plot_layout_header (
      &d.layout, canvas, plot_canvas_keep (canvas, plot_power_title (d.data)),
      plot_canvas_keep (canvas, plot_power_subtitle (d.data, d.style->stale)));
  plot_power_lay_out (&d, header);
  if (d.at->bottom - d.at->top < 24 || d.at->right - d.at->left < 40) {
    memset (geometry, 0, sizeof *geometry);
    return;
  }
  bounds.left = d.at->left + 1;
  bounds.right = d.at->right - 1;
  bounds.top = d.at->top - 6 * d.layout.unit;
  bounds.bottom = d.at->bottom - 1;
  plot_placer_init (&d.placer, &bounds);
  draw_axes (&d);
  draw_data (&d);
  plot_power_draw_texts (&d);
  geometry->has_handle = geometry->has_handle && !data->fixed && !data->held_size;
  geometry->has_level = geometry->has_level && !data->held_target;
}

void
plot_power_draw_bare (PlotCanvas *canvas, const PlotPowerData *data, PlotGeometry *geometry)
{
  PlotPowerDrawing d = { .canvas = canvas, .data = data, .at = geometry };
  PlotBox bounds = { 0, 0, geometry->width, geometry->height };
  PlotPen pen;

  d.style = plot_canvas_style (canvas);
  plot_layout_init (&d.layout, canvas);
  plot_power_lay_out_bare (&d);
  plot_placer_init (&d.placer, &bounds);
  pen = (PlotPen){ d.style->axis, 1, NULL, 0 };
  plot_canvas_segment (canvas, geometry->left, crisp (geometry->bottom), geometry->right,
                       crisp (geometry->bottom), &pen);
  draw_target (&d);
  for (guint i = d.n_series; i > 0; i--)
    draw_band (&d, i - 1);
  for (guint i = d.n_series; i > 0; i--)
    draw_curve (&d, i - 1);
  draw_own_marks (&d);
}
