/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-labels.c - the texts of the power plot.
 *
 * Those beside the right ends are spread in a column; all others are given places that touch no
 * text and, where it can be had, no line; lines end at a text that would else be struck by them. A
 * number of patients never stands across the line of another one, that of the handle.
 */
#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "plot/power-drawing.h"
#include "plot/power-text.h"
#include "plot/words.h"

/* With more curves the numbers at the handle no longer tell which is whose. */
#define MAX_VALUES 6
/* Steps from a point at which its value stands beside it, */
#define NEAR 3
#define FAR  6 /* and at which it is still taken for its, or tied to it */
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
    guint n = 0;
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
    /* Beside its drop line, which ends at the target, and on one side of the handle. */
    for (guint k = 0; n < G_N_ELEMENTS (places) && base - (k / 2) * row > highest; k++) {
      PlotPowerPlace place = { k % 2 == 0 ? x + gap : x - gap - width, base - (k / 2) * row };

      if (!d->at->has_handle || place.left > d->at->handle_x
          || place.left + width < d->at->handle_x)
        places[n++] = place;
    }
    plot_power_set_text (d, text, &type, places, n);
  }
}

/* A curve's point at the own size. */
typedef struct {
  guint index; /* of the curve */
  double x, y;
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
    owns[n].x = plot_geometry_x (d->at, own->total);
    owns[n++].y = plot_geometry_y (d->at, own->value);
  }
  if (n > 1)
    qsort (owns, n, sizeof *owns, compare_owns);
  return n;
}

/* The points of one figure that get a text. */
typedef struct {
  Own owns[PLOT_POWER_MAX_CURVES];
  guint n;
  int way; /* 1: texts are set from the top down; -1: upwards */
  double last; /* middle of the text set last */
} Owns;

/* Whether another point is nearer to a text than that which it is of. */
static gboolean
is_astray (const Owns *all, guint index, double middle)
{
  double distance = fabs (middle - all->owns[index].y);

  for (guint i = 0; i < all->n; i++)
    if (fabs (middle - all->owns[i].y) < distance)
      return TRUE;
  return FALSE;
}

/* Where a text beside its point can be tied to it. */
static double
end_of_tie (const PlotPowerDrawing *d, const Own *own, const PlotPowerPlace *place, double width)
{
  double air = 2 * d->layout.unit;

  return place->left > own->x ? place->left - air : place->left + width + air;
}

/* Whether no other text is in between, from where the mark of the point ends. */
static gboolean
may_tie (const PlotPowerDrawing *d, const Own *own, const PlotPowerPlace *place, double width)
{
  double x = end_of_tie (d, own, place, width), mark = 5 * d->layout.unit;
  double from = place->middle < own->y ? MAX (own->y - mark, place->middle)
                                       : MIN (own->y + mark, place->middle);
  PlotBox between = { MIN (x, own->x), MIN (from, place->middle), MAX (x, own->x),
                      MAX (from, place->middle) };

  for (guint i = 0; i < d->placer.n_texts; i++)
    if (plot_box_overlaps (&between, &d->placer.texts[i]))
      return FALSE;
  return TRUE;
}

static void
tie (PlotPowerDrawing *d, const Own *own, const PlotPowerPlace *place, double width)
{
  PlotPen pen = { plot_colour_alpha (d->strokes[own->index].colour, 0.7), 1, NULL, 0 };

  double x = end_of_tie (d, own, place, width);

  plot_canvas_segment (d->canvas, own->x, own->y, x, place->middle, &pen);
  plot_placer_add_line (&d->placer, own->x, own->y, x, place->middle);
}

/* With the number of patients where that is not the one of the handle. */
static char *
own_text (const PlotPowerDrawing *d, guint index, const PlotPowerPoint *point)
{
  g_autofree char *power = plot_words_percent (point->value, point->mcse);
  g_autofree char *total = plot_words_count (point->total);

  if (d->data->series[index].own_total <= 0)
    return g_steal_pointer (&power);
  /* Translators: a power, and the number of patients that it is of */
  return g_strdup_printf (_ ("%s at N = %s"), power, total);
}

/* Sets the value of a point beside it, beyond the text set last and as near as there is
   room, in so many steps; tied: only where it would not be taken for that of another point, or can
   be tied to its own. FALSE if there is no such place. */
static gboolean
label_own_value (PlotPowerDrawing *d, Owns *all, guint index, guint steps, gboolean tied)
{
  const Own *own = &all->owns[index];
  const PlotPowerPoint *point = plot_power_own_point (d->data, own->index);
  PlotType type = d->layout.strong;
  guint next = index + (guint)all->way; /* beyond the last where there is none */
  /* The next point is close, and its text needs the room on its side. */
  gboolean crowded
      = next < all->n && fabs (all->owns[next].y - own->y) < 2 * d->layout.strong.size;
  double gap = 8 * d->layout.unit, width;
  PlotPowerPlace places[PLOT_POWER_PLACES];
  const char *text;
  guint n = 0;
  int chosen;

  type.colour = plot_style_readable (d->style, d->strokes[own->index].colour);
  text = plot_canvas_keep (d->canvas, own_text (d, own->index, point));
  width = plot_canvas_measure (d->canvas, text, &type);
  for (guint i = 0; i < steps; i++) {
    double right = own->x + gap, left = own->x - gap - width;
    double up = own->y - (0.95 + 0.6 * i) * type.size, down = own->y + (1.05 + 0.6 * i) * type.size;
    double near = all->way > 0 ? up : down, far = all->way > 0 ? down : up;
    const PlotPowerPlace crowd[4]
        = { { left, near }, { right, near }, { right, far }, { left, far } };
    const PlotPowerPlace usual[4]
        = { { right, down }, { left, up }, { right, up }, { left, down } };

    for (guint k = 0; k < 4; k++) {
      const PlotPowerPlace *place = crowded ? &crowd[k] : &usual[k];

      if ((place->middle - all->last) * all->way > 0
          && (!tied || !is_astray (all, index, place->middle) || may_tie (d, own, place, width)))
        places[n++] = *place;
    }
  }
  chosen = plot_power_set_text (d, text, &type, places, n);
  if (chosen < 0)
    return FALSE;
  all->last = places[chosen].middle;
  if (tied && is_astray (all, index, all->last))
    tie (d, own, &places[chosen], width);
  return TRUE;
}

/* In the order of their points: else a text would name the point of another curve. From the end
   where the points are near the edge, so that they move off it. */
static void
label_own_values (PlotPowerDrawing *d)
{
  Owns all;
  double sum = 0;

  if (!d->at->has_handle || d->layout.small || d->n_series > MAX_VALUES + 2)
    return;
  all.n = list_owns (d, all.owns);
  for (guint i = 0; i < all.n; i++)
    sum += all.owns[i].y - (d->at->top + d->at->bottom) / 2;
  all.way = sum > 0 ? -1 : 1;
  all.last = all.way > 0 ? -INFINITY : INFINITY;
  for (guint k = 0; k < all.n; k++) {
    guint index = all.way > 0 ? k : all.n - 1 - k;

    /* Rather upon a line than far from its point. */
    if (!label_own_value (d, &all, index, NEAR, TRUE)
        && !label_own_value (d, &all, index, FAR, TRUE))
      label_own_value (d, &all, index, NEAR, FALSE);
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
