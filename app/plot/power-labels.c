/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-labels.c - the texts of the power plot.
 *
 * Those beside the right ends are spread in a column; all others are given places that touch no
 * text and, where it can be had, no line.
 */
#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "plot/power-drawing.h"
#include "plot/power-text.h"
#include "plot/words.h"

/* With more curves the numbers at the handle no longer tell which is whose. */
#define MAX_VALUES 6
/* Steps from a point at which its value stands beside it. */
#define NEAR 3
#define FAR  6 /* and at which it is still taken for its */
/* What a text may cross where nothing better is free: pieces of curves, and drop lines. */
#define TOLERATED_LINES (4 * PLOT_PLACER_CURVE + 2)

/* The room a text takes, with a little air beside it. */
static PlotBox
box_at (double left, double middle, double width, double size)
{
  double air = 0.25 * size;
  PlotBox box = { left - air, middle - 0.62 * size, left + width + air, middle + 0.62 * size };

  return box;
}

/* Lines end at a text that would else be struck by them. */
static void
clear_behind (PlotPowerDrawing *d, const PlotBox *box)
{
  double top = MAX (box->top, d->at->top), bottom = MIN (box->bottom, d->at->bottom);

  plot_canvas_box (d->canvas, box->left, top, box->right, bottom, 2 * d->layout.unit,
                   plot_colour_alpha (d->style->background, 0.9));
}

int
plot_power_set_text (PlotPowerDrawing *d, const char *text, const PlotType *type,
                     const PlotPowerPlace *places, guint n)
{
  PlotBox boxes[PLOT_POWER_PLACES];
  double width = plot_canvas_measure (d->canvas, text, type);
  int chosen;

  n = MIN (n, G_N_ELEMENTS (boxes));
  for (guint i = 0; i < n; i++)
    boxes[i] = box_at (places[i].left, places[i].middle, width, type->size);
  chosen = plot_placer_place (&d->placer, boxes, n, TOLERATED_LINES);
  if (chosen >= 0 && plot_placer_crossed (&d->placer) > 0)
    clear_behind (d, &boxes[chosen]);
  if (chosen >= 0)
    plot_canvas_text (d->canvas, places[chosen].left, places[chosen].middle, 0, text, type);
  return chosen;
}

static void
label_handle (PlotPowerDrawing *d)
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
static gboolean
same_reach_before (const PlotPowerDrawing *d, guint index)
{
  for (guint i = 0; i < index; i++)
    if (plot_power_has_reach (d, i)
        && plot_words_whole_total (d->data->series[i].reach)
               == plot_words_whole_total (d->data->series[index].reach))
      return TRUE;
  return FALSE;
}

static void
label_reach (PlotPowerDrawing *d)
{
  double gap = 7 * d->layout.unit;
  double row = 1.35 * d->layout.label.size;
  double base = d->at->bottom - 0.95 * d->layout.label.size;
  double highest = plot_geometry_y (d->at, d->data->target) + 0.6 * d->layout.label.size;

  for (guint i = 0; i < d->n_series; i++) {
    g_autofree char *count = NULL;
    PlotType type = d->layout.label;
    const char *text;
    double x, width;
    guint n;
    PlotPowerPlace places[PLOT_POWER_PLACES];

    if (!plot_power_has_reach (d, i) || same_reach_before (d, i))
      continue;
    type.colour = plot_style_readable (d->style, d->strokes[i].colour);
    count = plot_words_count (plot_words_whole_total (d->data->series[i].reach));
    /* Translators: the number of patients that reaches the power aimed at, "N = 155"; read off a
       curve it is "N ≈ 155" */
    text = plot_canvas_keep (
        d->canvas,
        g_strdup_printf (d->data->series[i].reach_is_exact ? _ ("N = %s") : _ ("N ≈ %s"), count));
    width = plot_canvas_measure (d->canvas, text, &type);
    x = plot_geometry_x (d->at, d->data->series[i].reach);
    /* Beside its drop line, which ends at the target. */
    for (n = 0; n < G_N_ELEMENTS (places) && base - (n / 2) * row > highest; n++) {
      places[n].left = n % 2 == 0 ? x + gap : x - gap - width;
      places[n].middle = base - (n / 2) * row;
    }
    plot_power_set_text (d, text, &type, places, n);
  }
}

/* A curve's point at the own size. */
typedef struct {
  guint index; /* of the curve */
  double y;
} Own;

static int
compare_owns (gconstpointer a, gconstpointer b)
{
  const Own *one = a;
  const Own *other = b;

  if (one->y != other->y)
    return one->y < other->y ? -1 : 1;
  return one->index < other->index ? -1 : 1;
}

/* The points that get a text, from the top down. */
static guint
list_owns (PlotPowerDrawing *d, Own *owns)
{
  guint n = 0;

  for (guint i = 0; i < d->n_series; i++) {
    const PlotPowerPoint *own = plot_power_own_point (d->data, i);

    if (!plot_power_is_own (d, i) || own == NULL || !isfinite (own->value))
      continue;
    owns[n].index = i;
    owns[n++].y = plot_geometry_y (d->at, own->value);
  }
  if (n > 1)
    qsort (owns, n, sizeof *owns, compare_owns);
  return n;
}

/* Appends the places on both sides of the handle that lie beyond the text set last, which is that
   of the point before; way: 1 from the top down, -1 upwards. Returns how many there are then. */
static guint
add_places (PlotPowerPlace *places, guint n, const PlotPowerPlace *sides, double last, int way)
{
  for (guint i = 0; i < 2; i++)
    if ((sides[i].middle - last) * way > 0)
      places[n++] = sides[i];
  return n;
}

/* Sets the text of one point from so many steps beside it on; returns where, NaN if nowhere.
   crowded: the next point is close, and its text needs the room on its side. */
static double
label_own_from (PlotPowerDrawing *d, const Own *own, gboolean crowded, double last, int way,
                guint from, guint to)
{
  const PlotPowerPoint *point = plot_power_own_point (d->data, own->index);
  PlotType type = d->layout.strong;
  double gap = 8 * d->layout.unit, above = own->y - 0.95 * type.size;
  double below = own->y + 1.05 * type.size, width;
  PlotPowerPlace places[PLOT_POWER_PLACES];
  const char *text;
  guint n = 0;
  int chosen;

  type.colour = plot_style_readable (d->style, d->strokes[own->index].colour);
  text = plot_canvas_keep (d->canvas, plot_words_percent (point->value, point->mcse));
  width = plot_canvas_measure (d->canvas, text, &type);
  for (guint i = from; i < to; i++) {
    double right = d->at->handle_x + gap, left = d->at->handle_x - gap - width;
    double up = above - 0.6 * i * type.size, down = below + 0.6 * i * type.size;
    double near = way > 0 ? up : down, far = way > 0 ? down : up;
    const PlotPowerPlace behind[2] = { { left, near }, { right, near } };
    const PlotPowerPlace ahead[2] = { { right, far }, { left, far } };
    const PlotPowerPlace ordinary[2] = { { right, down }, { left, up } };
    const PlotPowerPlace others[2] = { { right, up }, { left, down } };

    n = add_places (places, n, crowded ? behind : ordinary, last, way);
    n = add_places (places, n, crowded ? ahead : others, last, way);
  }
  chosen = plot_power_set_text (d, text, &type, places, n);
  return chosen >= 0 ? places[chosen].middle : NAN;
}

/* Rather upon a line than far from its point, where it would be taken for that of another one. */
static double
label_own_value (PlotPowerDrawing *d, const Own *own, gboolean crowded, double last, int way)
{
  double middle = label_own_from (d, own, crowded, last, way, 0, NEAR);

  if (isnan (middle))
    middle = label_own_from (d, own, crowded, last, way, NEAR, FAR);
  return isnan (middle) ? last : middle;
}

/* In the order of their points: else a text would name the point of another curve. From the end
   where the points are near the edge, so that they move off it. */
static void
label_own_values (PlotPowerDrawing *d)
{
  Own owns[PLOT_POWER_MAX_CURVES];
  double close = 2 * d->layout.strong.size, last, sum = 0;
  guint n;
  int way;

  if (!d->at->has_handle || d->layout.small || d->n_series > MAX_VALUES + 2)
    return;
  n = list_owns (d, owns);
  for (guint i = 0; i < n; i++)
    sum += owns[i].y - (d->at->top + d->at->bottom) / 2;
  way = sum > 0 ? -1 : 1;
  last = way > 0 ? -INFINITY : INFINITY;
  for (guint k = 0; k < n; k++) {
    guint i = way > 0 ? k : n - 1 - k;
    gboolean crowded = k + 1 < n && fabs (owns[i + way].y - owns[i].y) < close;

    last = label_own_value (d, &owns[i], crowded, last, way);
  }
}

static void
label_target (PlotPowerDrawing *d)
{
  g_autofree char *percent = NULL;
  const char *text;
  PlotType type = d->layout.detail;
  double y, above, below, width, left, right, middle;

  if (!(d->data->target > 0 && d->data->target < 1))
    return;
  percent = plot_words_percent (d->data->target, 0);
  /* Translators: the power aimed at, "target 90 %" */
  text = plot_canvas_keep (d->canvas, g_strdup_printf (_ ("target %s"), percent));
  width = plot_canvas_measure (d->canvas, text, &type);
  y = plot_geometry_y (d->at, d->data->target);
  above = y - 0.85 * type.size;
  below = y + 0.95 * type.size;
  left = d->at->left + 8 * d->layout.unit;
  right = d->at->right - width - 8 * d->layout.unit;
  middle = (left + right) / 2;
  {
    const PlotPowerPlace places[] = {
      { left, above },
      { left, below },
      { right, above },
      { right, below },
      { middle, above },
      { middle, below },
      { (left + middle) / 2, above },
      { (right + middle) / 2, below },
    };

    plot_power_set_text (d, text, &type, places, G_N_ELEMENTS (places));
  }
}

static void
draw_tags (PlotPowerDrawing *d)
{
  double half = 0.5 * plot_tag_leading (&d->layout);

  for (guint i = 0; i < d->n_tags; i++) {
    PlotPen pen = { plot_colour_alpha (d->strokes[i].colour, 0.7), 1, NULL, 0 };
    double y = d->tag_tops[i] + half;
    double end = plot_geometry_y (d->at, plot_power_end_value (d, i));

    if (!isfinite (end))
      continue;
    /* A text that had to move is tied to its curve. */
    if (fabs (y - end) > half)
      plot_canvas_segment (d->canvas, d->at->right + 2, end, d->at->right + 8 * d->layout.unit, y,
                           &pen);
    plot_tag_draw (&d->tags[i], &d->layout, d->canvas, d->at->right + 10 * d->layout.unit, y,
                   &d->data->series[i].names, &d->strokes[i]);
  }
}

void
plot_power_draw_texts (PlotPowerDrawing *d)
{
  label_handle (d);
  label_reach (d);
  label_own_values (d);
  label_target (d);
  plot_power_label_drawn (d);
  draw_tags (d);
}
