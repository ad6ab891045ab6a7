/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-layout.c - where the parts of the power plot go.
 */
#include <math.h>

#include "plot/axis.h"
#include "plot/power-drawing.h"

gboolean
plot_power_is_own (const PlotPowerDrawing *d, guint i)
{
  return d->data->series[i].role == PLOT_POWER_HYPOTHESIS
         || d->data->series[i].role == PLOT_POWER_SUCCESS;
}

PlotStroke
plot_power_stroke (const PlotPowerSeries *series, const PlotStyle *style)
{
  switch (series->role) {
  case PLOT_POWER_SUCCESS:
    return plot_style_neutral (style, 2 + series->contrast.index);
  case PLOT_POWER_ANY:
    return plot_style_neutral (style, 0);
  case PLOT_POWER_ALL:
    return plot_style_neutral (style, 1);
  case PLOT_POWER_HYPOTHESIS:
    break;
  }
  return plot_style_stroke (style, &series->contrast);
}

gboolean
plot_power_has_reach (const PlotPowerDrawing *d, guint i)
{
  const PlotPowerSeries *series = &d->data->series[i];

  return plot_power_is_own (d, i) && d->data->target > 0 && d->data->target < 1
         && series->reach >= d->at->x0 && series->reach <= d->at->x1;
}

static void
choose_strokes (PlotPowerDrawing *d)
{
  d->n_series = MIN (d->data->n_series, PLOT_POWER_MAX_CURVES);
  for (guint i = 0; i < d->n_series; i++)
    d->strokes[i] = plot_power_stroke (&d->data->series[i], d->style);
}

static void
range_of_totals (const PlotPowerData *data, double *low, double *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  for (guint i = 0; i < data->n_series; i++)
    for (guint p = 0; p < data->series[i].n_points; p++) {
      double total = data->series[i].points[p].total;

      if (isfinite (total)) {
        *low = MIN (*low, total);
        *high = MAX (*high, total);
      }
    }
  /* Beside curves it is cut where they end: the scenario may have other sizes by now. */
  for (guint i = 0; data->n_series == 0 && i < data->n_drawn; i++) {
    *low = MIN (*low, data->drawn[i].total);
    *high = MAX (*high, data->drawn[i].total);
  }
  if (isfinite (data->own_total)) {
    *low = MIN (*low, data->own_total);
    *high = MAX (*high, data->own_total);
  }
  if (!(*low <= *high)) {
    *low = 0;
    *high = 100;
  }
  if (*high - *low < 1) {
    double half = MAX (5, 0.1 * *low);

    *low = MAX (0, *low - half);
    *high += half;
  }
}

/* Where the axis ends before the curve does, on the line between two points. */
double
plot_power_end_value (const PlotPowerDrawing *d, guint index)
{
  const PlotPowerSeries *series = &d->data->series[index];
  const PlotPowerPoint *after = NULL;

  for (guint p = series->n_points; p > 0; p--) {
    const PlotPowerPoint *point = &series->points[p - 1];

    if (!isfinite (point->value))
      continue;
    if (point->total > d->at->x1) {
      after = point;
      continue;
    }
    return after == NULL ? point->value
                         : point->value
                               + (after->value - point->value) * (d->at->x1 - point->total)
                                     / (after->total - point->total);
  }
  return NAN;
}

/* Chooses the fullest level at which the texts of all curves fit; returns their room. */
static double
choose_tags (PlotPowerDrawing *d, double top, double bottom)
{
  double gap = 2 * d->layout.unit;
  double limit = (d->layout.small ? 0.24 : 0.27) * d->at->width;

  d->n_tags = d->n_series;
  for (int level = 0;; level++) {
    double widest = 0, sum = 0;

    /* Past the last level curves lose their text, from the end of the list. */
    if (level >= PLOT_N_TAG_LEVELS)
      d->n_tags--;
    for (guint i = 0; i < d->n_tags; i++) {
      const PlotNames *names = &d->data->series[i].names;

      plot_tag_init (&d->tags[i], &d->layout, d->canvas, names, names->detail,
                     MIN (level, PLOT_TAG_ID), limit);
      widest = MAX (widest, d->tags[i].width);
      sum += d->tags[i].height + gap;
    }
    if (d->n_tags == 0 || (sum - gap <= bottom - top && widest <= limit))
      return widest > 0 ? widest + 10 * d->layout.unit : 0;
  }
}

static void
place_tags (PlotPowerDrawing *d)
{
  double heights[PLOT_POWER_MAX_CURVES];
  double half = 0.5 * plot_tag_leading (&d->layout);

  for (guint i = 0; i < d->n_tags; i++) {
    d->tag_tops[i] = plot_geometry_y (d->at, plot_power_end_value (d, i)) - half;
    heights[i] = d->tags[i].height;
  }
  if (!plot_spread (d->tag_tops, heights, d->n_tags, d->at->top - half, d->at->bottom + half,
                    2 * d->layout.unit))
    d->n_tags = 0;
}

/* Half of the widest number below the axis, which stands at its end where nothing is written beside
   the curves. */
static double
half_a_number (PlotPowerDrawing *d)
{
  PlotType numbers = d->layout.tick;
  g_autofree char *largest = plot_tick_label (d->at->x1, 1);

  return 0.5 * plot_canvas_measure (d->canvas, largest, &numbers);
}

void
plot_power_lay_out (PlotPowerDrawing *d, double header_bottom)
{
  const PlotLayout *l = &d->layout;
  PlotType percent = l->tick;
  double left = l->pad + plot_canvas_measure (d->canvas, "100\u202f%", &percent) + 10 * l->unit;
  double margin;
  double foot = plot_layout_foot (l, !l->small);

  choose_strokes (d);
  d->at->top = round (header_bottom + (l->small ? 26 : 38) * l->unit);
  d->at->bottom = round (d->at->height - foot - 0.4 * l->pad);
  d->at->left = round (left);
  d->at->bottom = MAX (d->at->bottom, d->at->top + 1);
  range_of_totals (d->data, &d->at->x0, &d->at->x1);
  margin = choose_tags (d, d->at->top - 8 * l->unit, d->at->bottom + 8 * l->unit);
  margin = MAX (margin, half_a_number (d));
  d->at->right = round (d->at->width - margin - 0.8 * l->pad);
  d->at->right = MAX (d->at->right, d->at->left + 1);
  d->at->y0 = 0;
  d->at->y1 = 1;
  if (!d->data->fixed)
    plot_geometry_zoom (d->at, &d->style->zoom);
  place_tags (d);
}

void
plot_power_lay_out_bare (PlotPowerDrawing *d)
{
  double pad = 5 * d->layout.unit;

  choose_strokes (d);
  d->at->left = d->at->top = round (pad);
  d->at->right = round (d->at->width - pad);
  d->at->bottom = round (d->at->height - pad);
  d->at->y0 = 0;
  d->at->y1 = 1;
  range_of_totals (d->data, &d->at->x0, &d->at->x1);
}
