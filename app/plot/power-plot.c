/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-plot.c - drawing power against total sample size.
 *
 * From back to front: grid, bands, target and drop lines, the handle's line, exact curves,
 * simulated curves, marks, texts.
 * The texts beside the right ends are spread in a column; all others are given places that touch
 * no text and, where it can be had, no line.
 */
#include "plot/power-plot.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/axis.h"
#include "plot/kind.h"
#include "plot/labels.h"
#include "plot/layout.h"
#include "plot/power-text.h"
#include "plot/words.h"

#define MAX_TAGS 16
/* With more curves the numbers at the handle no longer tell which is whose. */
#define MAX_VALUES 6
/* Texts may cross one line (their own curve's, say) where nothing better is free. */
#define TOLERATED_LINES 2

/** All that the parts of one drawing share. */
typedef struct {
  PlotCanvas *canvas;
  const PlotPowerData *data;
  const PlotStyle *style;
  PlotGeometry *at;
  PlotLayout layout;
  PlotPlacer placer;
  PlotStroke strokes[MAX_TAGS];
  PlotTag tags[MAX_TAGS];
  double tag_tops[MAX_TAGS];
  guint n_series; /* curves drawn */
  guint n_tags;   /* of these, curves with a text at their end */
  double right_margin;
} Drawing;

static gboolean is_hypothesis (const Drawing *d, guint i)
{
  return d->data->series[i].role == PLOT_POWER_HYPOTHESIS;
}

static void choose_strokes (Drawing *d)
{
  d->n_series = MIN (d->data->n_series, MAX_TAGS);
  for (guint i = 0; i < d->n_series; i++)
    d->strokes[i] = is_hypothesis (d, i)
                        ? plot_style_stroke (d->style, &d->data->series[i].contrast)
                        : plot_style_neutral (d->style, d->data->series[i].role == PLOT_POWER_ALL);
}

static void range_of_totals (const PlotPowerData *data, double *low, double *high)
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

static double end_value (const PlotPowerSeries *series)
{
  for (guint p = series->n_points; p > 0; p--)
    if (isfinite (series->points[p - 1].value))
      return series->points[p - 1].value;
  return NAN;
}

/* Chooses the fullest level at which the texts of all curves fit beside the plot area. */
static void choose_tags (Drawing *d, double top, double bottom)
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
    if (d->n_tags == 0 || (sum - gap <= bottom - top && widest <= limit)) {
      d->right_margin = widest + (widest > 0 ? 10 : 0) * d->layout.unit;
      return;
    }
  }
}

static void place_tags (Drawing *d)
{
  double heights[MAX_TAGS];
  double half = 0.5 * plot_tag_leading (&d->layout);

  for (guint i = 0; i < d->n_tags; i++) {
    d->tag_tops[i] = plot_geometry_y (d->at, end_value (&d->data->series[i])) - half;
    heights[i] = d->tags[i].height;
  }
  if (!plot_spread (d->tag_tops, heights, d->n_tags, d->at->top - half, d->at->bottom + half,
                    2 * d->layout.unit))
    d->n_tags = 0;
}

static void lay_out (Drawing *d, double header_bottom)
{
  const PlotLayout *l = &d->layout;
  PlotType percent = l->tick;
  double left = l->pad + plot_canvas_measure (d->canvas, "100\u202f%", &percent) + 10 * l->unit;
  double foot = (l->small ? 6 : 6 + 1.75 * 12) * l->unit + 5 + 1.5 * l->tick.size;

  d->at->top = round (header_bottom + (l->small ? 26 : 38) * l->unit);
  d->at->bottom = round (d->at->height - foot - 0.4 * l->pad);
  d->at->left = round (left);
  d->at->bottom = MAX (d->at->bottom, d->at->top + 1);
  choose_tags (d, d->at->top - 8 * l->unit, d->at->bottom + 8 * l->unit);
  d->at->right = round (d->at->width - d->right_margin - 0.8 * l->pad);
  d->at->right = MAX (d->at->right, d->at->left + 1);
  d->at->y0 = 0;
  d->at->y1 = 1;
  range_of_totals (d->data, &d->at->x0, &d->at->x1);
  place_tags (d);
}

static void draw_axes (Drawing *d)
{
  PlotTicks ticks;
  guint room = (guint) ((d->at->bottom - d->at->top) / (2.2 * d->layout.tick.size));

  plot_ticks (&ticks, 0, 1, CLAMP (room, 2, 6), FALSE);
  plot_axis_grid (d->canvas, d->at, &ticks, FALSE);
  for (guint i = 0; i < ticks.n; i++) {
    char *label = plot_canvas_keep (
        d->canvas, g_strdup_printf ("%.0f\u202f%%", 100 * ticks.at[i]));

    plot_canvas_text (d->canvas, d->at->left - 10 * d->layout.unit,
                      plot_geometry_y (d->at, ticks.at[i]), 1, label, &d->layout.tick);
  }
  room = (guint) ((d->at->right - d->at->left) / (5.5 * d->layout.tick.size));
  plot_ticks (&ticks, d->at->x0, d->at->x1, CLAMP (room, 1, 12), TRUE);
  plot_axis_bottom (d->canvas, d->at, &ticks, &d->layout.tick,
                    d->layout.small ? NULL : _("Patients in all arms together"));
}

static void draw_band (Drawing *d, guint index)
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
static guint curve_px (Drawing *d, guint index, double *x, double *y)
{
  const PlotPowerSeries *series = &d->data->series[index];

  for (guint p = 0; p < series->n_points; p++) {
    x[p] = plot_geometry_x (d->at, series->points[p].total);
    y[p] = plot_geometry_y (d->at, series->points[p].value);
  }
  return series->n_points;
}

static void draw_curve (Drawing *d, guint index)
{
  const PlotStroke *stroke = &d->strokes[index];
  guint n_points = d->data->series[index].n_points;
  g_autofree double *x = g_new (double, n_points + 1);
  g_autofree double *y = g_new (double, n_points + 1);
  guint n = curve_px (d, index, x, y);
  PlotPen pen = { stroke->colour, is_hypothesis (d, index) ? 2.2 : 1.6, NULL, 0 };

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
    plot_placer_add_line (&d->placer, x[i - 1], y[i - 1], x[i], y[i]);
}

static void draw_exact (Drawing *d, guint index)
{
  static const double dots[2] = { 1, 4 };
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

/* Marks where the simulation stands, as many as have room; the own size is marked apart. */
static void draw_marks (Drawing *d, guint index)
{
  const PlotPowerSeries *series = &d->data->series[index];
  const PlotStroke *stroke = &d->strokes[index];
  double last = -INFINITY;
  gboolean strong = is_hypothesis (d, index);

  for (guint p = 0; p < series->n_points; p++) {
    double x = plot_geometry_x (d->at, series->points[p].total);
    double y = plot_geometry_y (d->at, series->points[p].value);

    if (p != d->data->own && x - last >= 14 * d->layout.unit) {
      plot_canvas_mark (d->canvas, x, y, strong ? 3 : 2.2, 1, stroke->mark, stroke->hollow,
                        stroke->colour);
      last = x;
    }
  }
}

static double crisp (double px)
{
  return floor (px) + 0.5;
}

static void draw_target (Drawing *d)
{
  static const double dash[2] = { 5, 3 };
  PlotPen pen = { d->style->muted, 1, dash, 2 };
  double y = crisp (plot_geometry_y (d->at, d->data->target));

  if (!(d->data->target > 0 && d->data->target < 1))
    return;
  plot_canvas_segment (d->canvas, d->at->left, y, d->at->right, y, &pen);
  plot_placer_add_line (&d->placer, d->at->left, y, d->at->right, y);
}

static gboolean has_reach (const Drawing *d, guint i)
{
  const PlotPowerSeries *series = &d->data->series[i];

  return is_hypothesis (d, i) && d->data->target > 0 && d->data->target < 1
         && series->reach >= d->at->x0 && series->reach <= d->at->x1;
}

static void draw_drops (Drawing *d)
{
  static const double dash[2] = { 3, 3 };
  double y = plot_geometry_y (d->at, d->data->target);

  for (guint i = 0; i < d->n_series; i++) {
    PlotPen pen = { d->strokes[i].colour, 1.2, dash, 2 };
    double x;

    if (!has_reach (d, i))
      continue;
    x = crisp (plot_geometry_x (d->at, d->data->series[i].reach));
    plot_canvas_segment (d->canvas, x, y, x, d->at->bottom, &pen);
    plot_placer_add_line (&d->placer, x, y, x, d->at->bottom);
  }
}

static void draw_reach_dots (Drawing *d)
{
  for (guint i = 0; i < d->n_series; i++)
    if (has_reach (d, i))
      plot_canvas_mark (d->canvas, plot_geometry_x (d->at, d->data->series[i].reach),
                        plot_geometry_y (d->at, d->data->target), 5, 2, PLOT_MARK_DISC, FALSE,
                        d->strokes[i].colour);
}

static void draw_handle_line (Drawing *d)
{
  PlotPen pen = { plot_colour_alpha (d->style->text, 0.75), 1.4, NULL, 0 };
  double x;

  if (!isfinite (d->data->own_total))
    return;
  x = crisp (plot_geometry_x (d->at, d->data->own_total));
  d->at->has_handle = TRUE;
  d->at->handle_x = x;
  d->at->handle_top = d->at->top - 24 * d->layout.unit;
  d->at->handle_bottom = d->at->bottom + 9 * d->layout.unit;
  plot_canvas_segment (d->canvas, x, d->at->top - 8 * d->layout.unit, x, d->at->bottom, &pen);
  plot_placer_add_line (&d->placer, x, d->at->top, x, d->at->bottom);
}

static void draw_grip (Drawing *d)
{
  double u = d->layout.unit;
  double x = d->at->handle_x, y = d->at->bottom;
  PlotPen pen = { d->style->background, 1.2, NULL, 0 };

  if (!d->at->has_handle || !d->style->interactive)
    return;
  plot_canvas_box (d->canvas, x - 8 * u, y - 10 * u, x + 8 * u, y + 10 * u, 6 * u,
                   d->style->background);
  plot_canvas_box (d->canvas, x - 6.5 * u, y - 8.5 * u, x + 6.5 * u, y + 8.5 * u, 4.5 * u,
                   d->style->text);
  plot_canvas_segment (d->canvas, x - 2 * u, y - 4 * u, x - 2 * u, y + 4 * u, &pen);
  plot_canvas_segment (d->canvas, x + 2 * u, y - 4 * u, x + 2 * u, y + 4 * u, &pen);
}

static PlotBox box_at (double left, double middle, double width, double size)
{
  PlotBox box = { left, middle - 0.62 * size, left + width, middle + 0.62 * size };

  return box;
}

/** Where a text may stand: its left end and the middle of its capitals. */
typedef struct {
  double left, middle;
} Place;

/* Sets a text at the first free one of n places; FALSE if none is free. */
static gboolean set_text (Drawing *d, const char *text, const PlotType *type, const Place *places,
                          guint n)
{
  PlotBox boxes[12];
  double width = plot_canvas_measure (d->canvas, text, type);
  int chosen;

  n = MIN (n, G_N_ELEMENTS (boxes));
  for (guint i = 0; i < n; i++)
    boxes[i] = box_at (places[i].left, places[i].middle, width, type->size);
  chosen = plot_placer_place (&d->placer, boxes, n, TOLERATED_LINES);
  if (chosen < 0)
    return FALSE;
  plot_canvas_text (d->canvas, places[chosen].left, places[chosen].middle, 0, text, type);
  return TRUE;
}

static void label_handle (Drawing *d)
{
  const char *text;
  double width, left, y;
  PlotBox box;

  if (!d->at->has_handle)
    return;
  text = plot_canvas_keep (d->canvas, plot_words_patients (d->data->own_total));
  width = plot_canvas_measure (d->canvas, text, &d->layout.strong);
  left = CLAMP (d->at->handle_x - width / 2, d->layout.pad,
                MAX (d->layout.pad, d->at->right - width));
  y = d->at->top - 8 * d->layout.unit - 0.75 * d->layout.strong.size;
  plot_canvas_text (d->canvas, left, y, 0, text, &d->layout.strong);
  box = box_at (left, y, width, d->layout.strong.size);
  plot_placer_take (&d->placer, &box);
  if (d->style->interactive) {
    box = box_at (d->at->handle_x - 10 * d->layout.unit, d->at->bottom, 20 * d->layout.unit,
                  18 * d->layout.unit);
    plot_placer_take (&d->placer, &box);
  }
}

/* TRUE where an earlier curve reaches the target at the same N: one label serves both. */
static gboolean same_reach_before (const Drawing *d, guint index)
{
  for (guint i = 0; i < index; i++)
    if (has_reach (d, i)
        && plot_words_whole_total (d->data->series[i].reach)
               == plot_words_whole_total (d->data->series[index].reach))
      return TRUE;
  return FALSE;
}

static void label_reach (Drawing *d)
{
  double gap = 7 * d->layout.unit;
  double row = 1.35 * d->layout.label.size;
  double base = d->at->bottom - 0.95 * d->layout.label.size;

  for (guint i = 0; i < d->n_series; i++) {
    g_autofree char *count = NULL;
    PlotType type = d->layout.label;
    const char *text;
    double x, width;
    Place places[10];

    if (!has_reach (d, i) || same_reach_before (d, i))
      continue;
    type.colour = plot_style_readable (d->style, d->strokes[i].colour);
    count = plot_words_count (plot_words_whole_total (d->data->series[i].reach));
    /* Translators: the number of patients that reaches the power aimed at, "N = 155" */
    text = plot_canvas_keep (d->canvas, g_strdup_printf (_("N = %s"), count));
    width = plot_canvas_measure (d->canvas, text, &type);
    x = plot_geometry_x (d->at, d->data->series[i].reach);
    for (guint k = 0; k < G_N_ELEMENTS (places); k++) {
      places[k].left = k % 2 == 0 ? x + gap : x - gap - width;
      places[k].middle = base - (k / 2) * row;
    }
    set_text (d, text, &type, places, G_N_ELEMENTS (places));
  }
}

static void label_own_values (Drawing *d)
{
  double gap = 8 * d->layout.unit;

  if (!d->at->has_handle || d->layout.small || d->n_series > MAX_VALUES + 2)
    return;
  for (guint i = 0; i < d->n_series; i++) {
    const PlotPowerPoint *own = plot_power_own_point (d->data, i);
    PlotType type = d->layout.strong;
    const char *text;
    double x = d->at->handle_x, y, width, above, below;

    if (!is_hypothesis (d, i) || own == NULL || !isfinite (own->value))
      continue;
    type.colour = plot_style_readable (d->style, d->strokes[i].colour);
    text = plot_canvas_keep (d->canvas, plot_words_percent (own->value, own->mcse));
    width = plot_canvas_measure (d->canvas, text, &type);
    y = plot_geometry_y (d->at, own->value);
    above = y - 0.95 * type.size;
    below = y + 1.05 * type.size;
    {
      const Place places[] = {
        { x + gap, below }, { x - gap - width, above }, { x + gap, above },
        { x - gap - width, below }, { x + gap, below + 0.6 * type.size },
        { x - gap - width, above - 0.6 * type.size }, { x + gap, below + 1.2 * type.size },
        { x - gap - width, above - 1.2 * type.size },
      };

      set_text (d, text, &type, places, G_N_ELEMENTS (places));
    }
  }
}

static void label_target (Drawing *d)
{
  g_autofree char *percent = NULL;
  const char *text;
  PlotType type = d->layout.detail;
  double y, above, below, width, left, right, middle;

  if (!(d->data->target > 0 && d->data->target < 1))
    return;
  percent = plot_words_percent (d->data->target, 0);
  /* Translators: the power aimed at, "target 90 %" */
  text = plot_canvas_keep (d->canvas, g_strdup_printf (_("target %s"), percent));
  width = plot_canvas_measure (d->canvas, text, &type);
  y = plot_geometry_y (d->at, d->data->target);
  above = y - 0.85 * type.size;
  below = y + 0.95 * type.size;
  left = d->at->left + 8 * d->layout.unit;
  right = d->at->right - width - 8 * d->layout.unit;
  middle = (left + right) / 2;
  {
    const Place places[] = {
      { left, above }, { left, below }, { right, above }, { right, below },
      { middle, above }, { middle, below }, { (left + middle) / 2, above },
      { (right + middle) / 2, below },
    };

    set_text (d, text, &type, places, G_N_ELEMENTS (places));
  }
}

static void draw_own_marks (Drawing *d)
{
  for (guint i = d->n_series; i > 0; i--) {
    const PlotPowerPoint *own = plot_power_own_point (d->data, i - 1);
    const PlotStroke *stroke = &d->strokes[i - 1];

    if (own != NULL)
      plot_canvas_mark (d->canvas, plot_geometry_x (d->at, own->total),
                        plot_geometry_y (d->at, own->value), is_hypothesis (d, i - 1) ? 4.4 : 3.2,
                        1.6, stroke->mark, stroke->hollow, stroke->colour);
  }
}

static void draw_tags (Drawing *d)
{
  double half = 0.5 * plot_tag_leading (&d->layout);

  for (guint i = 0; i < d->n_tags; i++) {
    PlotPen pen = { plot_colour_alpha (d->strokes[i].colour, 0.7), 1, NULL, 0 };
    double y = d->tag_tops[i] + half;
    double end = plot_geometry_y (d->at, end_value (&d->data->series[i]));

    if (!isfinite (end))
      continue;
    /* A text that had to move is tied to its curve. */
    if (fabs (y - end) > half)
      plot_canvas_segment (d->canvas, d->at->right + 2, end,
                           d->at->right + 8 * d->layout.unit, y, &pen);
    plot_tag_draw (&d->tags[i], &d->layout, d->canvas, d->at->right + 10 * d->layout.unit, y,
                   &d->data->series[i].names, &d->strokes[i]);
  }
}

static void draw_data (Drawing *d)
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
  plot_canvas_unclip (d->canvas);
  for (guint i = d->n_series; i > 0; i--)
    draw_marks (d, i - 1);
  draw_own_marks (d);
  draw_reach_dots (d);
  draw_grip (d);
}

static void draw_power (PlotCanvas *canvas, gconstpointer data, PlotGeometry *geometry)
{
  Drawing d = { .canvas = canvas, .data = data, .at = geometry };
  PlotBox bounds;
  double header;

  d.style = plot_canvas_style (canvas);
  plot_layout_init (&d.layout, canvas);
  choose_strokes (&d);
  header = plot_layout_header (&d.layout, canvas,
                               plot_canvas_keep (canvas, plot_power_title (d.data)),
                               plot_canvas_keep (canvas, plot_power_subtitle (
                                                             d.data, d.style->stale)));
  lay_out (&d, header);
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
  label_handle (&d);
  label_reach (&d);
  label_own_values (&d);
  label_target (&d);
  draw_tags (&d);
}

static char *power_title (gconstpointer data)
{
  return plot_power_title (data);
}

static char *power_describe (gconstpointer data)
{
  return plot_power_describe (data);
}

static char *power_table (gconstpointer data)
{
  return plot_power_table (data);
}

static guint power_count (gconstpointer data)
{
  const PlotPowerData *power = data;

  return power->n_series > 0 ? power->series[0].n_points : 0;
}

static guint power_nearest (gconstpointer data, double x)
{
  const PlotPowerSeries *series = ((const PlotPowerData *) data)->series;
  guint nearest = 0;

  for (guint p = 1; p < series->n_points; p++)
    if (fabs (series->points[p].total - x) < fabs (series->points[nearest].total - x))
      nearest = p;
  return nearest;
}

static char *reading_note (const PlotPowerPoint *point)
{
  g_autofree char *range = plot_words_range (point->low, point->high, point->mcse);
  g_autofree char *exact = NULL;

  if (!isfinite (point->exact))
    return g_steal_pointer (&range);
  exact = plot_words_percent (point->exact, MAX (MIN (point->mcse, 0.0005), 1e-5));
  /* Translators: an interval, then the exact value */
  return g_strdup_printf (_("%s, exact %s"), range, exact);
}

static void power_read (gconstpointer data, guint index, const PlotStyle *style,
                        PlotReadout *readout)
{
  const PlotPowerData *power = data;

  for (guint i = 0; i < power->n_series; i++) {
    const PlotPowerSeries *series = &power->series[i];
    const PlotPowerPoint *point;
    PlotStroke stroke;

    if (index >= series->n_points)
      continue;
    point = &series->points[index];
    stroke = series->role == PLOT_POWER_HYPOTHESIS
                 ? plot_style_stroke (style, &series->contrast)
                 : plot_style_neutral (style, series->role == PLOT_POWER_ALL);
    plot_readout_add (readout, series->names.full, plot_words_percent (point->value, point->mcse),
                      reading_note (point), &stroke, point->value);
    readout->x = point->total;
  }
  readout->title = plot_words_patients (readout->x);
}

static void power_free (gpointer data)
{
  plot_power_data_free (data);
}

PlotFigure *plot_power_figure_new (PlotPowerData *data)
{
  static const PlotKind kind = { draw_power, power_title, power_describe, power_table,
                                 power_count, power_nearest, power_read, power_free };

  return plot_figure_new (&kind, data);
}
