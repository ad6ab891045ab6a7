/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effects-labels.c - the texts of the effects plot: beside the rows, above the hills, at the axes.
 */
#include "plot/effects-drawing.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/axis.h"
#include "plot/effects-text.h"
#include "plot/words.h"

static const char *
row_detail (PlotEffectsDrawing *d, const PlotEffectsRow *row)
{
  g_autofree char *power = plot_words_percent (row->power, row->power_mcse);

  if (row->trials == 0)
    return NULL;
  /* Translators: the share of simulated trials with a significant result */
  return plot_canvas_keep (d->canvas, g_strdup_printf (_ ("significant in %s"), power));
}

/* Of several panels each says at its axis what the outcome is. */
static void
name_tags (PlotEffectsDrawing *d)
{
  for (guint i = 0; i < d->n_rows; i++) {
    const PlotEffectsRow *row = &d->data->rows[i];

    d->names[i] = row->names;
    d->names[i].remark = NULL; /* brief names stand beside much that tells them apart */
    if (d->n_panels > 1)
      d->names[i].full = plot_canvas_keep (
          d->canvas, plot_names_without (&row->names, d->data->panels[row->panel].outcome));
  }
}

double
plot_effects_choose_tags (PlotEffectsDrawing *d)
{
  double limit = (d->layout.small ? 0.24 : 0.28) * d->frame->width;
  double gap = 3 * d->layout.unit;

  name_tags (d);
  for (int level = 0; level < PLOT_N_TAG_LEVELS; level++) {
    double widest = 0, tallest = 0;

    for (guint i = 0; i < d->n_rows; i++) {
      const PlotEffectsRow *row = &d->data->rows[i];

      plot_tag_init (&d->tags[i], &d->layout, d->canvas, &d->names[i], row_detail (d, row), level,
                     limit);
      widest = MAX (widest, d->tags[i].width);
      tallest = MAX (tallest, d->tags[i].height);
    }
    /* A line alone needs no gap. */
    if (widest <= limit
        && tallest + (tallest > plot_tag_leading (&d->layout) ? gap : 0) <= d->row_height)
      return widest;
  }
  /* Not even the ids stand clear of each other. */
  for (guint i = 0; i < d->n_rows; i++)
    d->tags[i].n_lines = 0;
  return 0;
}

void
plot_effects_draw_zero (PlotEffectsDrawing *d)
{
  PlotPen pen = { d->style->axis, 1.2, NULL, 0 };
  PlotType type = d->layout.detail;
  const PlotGeometry *at = d->frame, *first = NULL;
  double bottom = at->bottom, x, y = at->top - 0.9 * type.size;
  double width = plot_canvas_measure (d->canvas, _ ("no effect"), &type);
  PlotBox box;

  for (guint p = 0; p < d->n_panels; p++)
    if (d->places[p].shown) {
      first = first != NULL ? first : &d->places[p].at;
      bottom = d->places[p].at.bottom;
    }
  if (first == NULL || !plot_geometry_shows (first, 0))
    return;
  x = floor (plot_geometry_x (first, 0)) + 0.5;
  plot_canvas_segment (d->canvas, x, at->top - 3, x, bottom, &pen);
  plot_placer_add_line (&d->placer, x, at->top - 3, x, bottom);
  box.left = CLAMP (x - width / 2, at->left, MAX (at->left, at->right - width));
  box.right = box.left + width;
  box.top = y - 0.6 * type.size;
  box.bottom = y + 0.6 * type.size;
  plot_canvas_text (d->canvas, box.left, y, 0, _ ("no effect"), &type);
  plot_placer_take (&d->placer, &box);
}

gboolean
plot_effects_in_range (const PlotEffectsDrawing *d, guint index, double value)
{
  const PlotGeometry *at = plot_effects_axis (d, index);

  return isfinite (value) && plot_geometry_shows (at, value);
}

/* Sets a text in the strip above a hill, over the line at value or just beside it; side -1: most of
   it before the line, 1: after it. The line of no effect, which goes through all strips, does not
   strike it: where it has to stand there the line ends at it. */
static void
label_line (PlotEffectsDrawing *d, guint index, double value, int side, const char *text,
            const PlotType *type)
{
  const PlotGeometry *at = plot_effects_axis (d, index);
  double width = plot_canvas_measure (d->canvas, text, type);
  double u = d->layout.unit, air = 0.3 * type->size;
  double x = plot_geometry_x (at, value);
  double y = d->base[index] - d->row_height + 0.62 * d->strip;
  double before[] = { x - width + 3 * u, x - width - 4 * u, x + 5 * u };
  double after[] = { x - 3 * u, x + 4 * u, x - width - 5 * u };
  const double *lefts = side < 0 ? before : after;
  PlotBox boxes[G_N_ELEMENTS (before)];
  int chosen;

  for (guint i = 0; i < G_N_ELEMENTS (before); i++) {
    boxes[i].left = CLAMP (lefts[i], at->left, MAX (at->left, at->right - width)) - air;
    boxes[i].right = boxes[i].left + width + 2 * air;
    boxes[i].top = y - 0.6 * type->size;
    boxes[i].bottom = y + 0.6 * type->size;
  }
  chosen = plot_placer_place (&d->placer, boxes, G_N_ELEMENTS (boxes), 1);
  if (chosen >= 0 && plot_placer_crossed (&d->placer) > 0)
    plot_canvas_box (d->canvas, boxes[chosen].left, boxes[chosen].top, boxes[chosen].right,
                     boxes[chosen].bottom, 2 * u, d->style->background);
  if (chosen >= 0)
    plot_canvas_text (d->canvas, boxes[chosen].left + air, y, 0, text, type);
}

/* Amounts on the axis with as many decimals as can be told apart on it. */
static char *
axis_amount (const PlotEffectsDrawing *d, guint index, double value)
{
  const PlotGeometry *at = plot_effects_axis (d, index);
  double step = pow (10, floor (log10 ((at->x1 - at->x0) / 50)));

  return plot_tick_label (value, step);
}

/* The mean size of the significant estimates where that is another one than that of their mean, for
   some have the wrong sign; else NULL. */
static char *
mean_size_text (const PlotEffectsDrawing *d, guint index)
{
  const PlotEffectsRow *row = &d->data->rows[index];
  g_autofree char *mean = axis_amount (d, index, fabs (row->mean_rejected));
  g_autofree char *size = axis_amount (d, index, row->type_m * fabs (row->truth));

  return g_str_equal (size, mean) ? NULL : g_steal_pointer (&size);
}

static char *
mean_text (const PlotEffectsDrawing *d, guint index)
{
  const PlotEffectsRow *row = &d->data->rows[index];
  g_autofree char *mean = axis_amount (d, index, row->mean_rejected);
  g_autofree char *ratio = plot_effects_ratio (row->type_m), *size = NULL;

  if (d->frame->right - d->frame->left < 420 * d->layout.unit)
    return g_strdup (mean);
  if (!isfinite (row->type_m))
    /* Translators: mean of the estimates of those trials that are significant */
    return g_strdup_printf (_ ("significant ones average %s"), mean);
  size = mean_size_text (d, index);
  if (size != NULL)
    /* Translators: the same where some have the wrong sign: with the mean of their sizes, whose
       ratio to the truth follows: "significant ones average 0.7, in size 2.2 (22 ×)" */
    return g_strdup_printf (_ ("significant ones average %s, in size %s (%s\u202f×)"), mean, size,
                            ratio);
  /* Translators: the same, with the ratio to the truth: "significant ones average 2.3 (2.1 ×)" */
  return g_strdup_printf (_ ("significant ones average %s (%s\u202f×)"), mean, ratio);
}

/* Away from no effect, which has its own name above all rows. */
static void
label_margin (PlotEffectsDrawing *d, guint index, double margin)
{
  PlotType type = d->layout.detail;

  if (!plot_effects_in_range (d, index, margin))
    return;
  g_autofree char *amount = plot_text_amount (margin, NULL);
  /* Translators: what a difference is tested against, as a margin of non-inferiority */
  const char *text = plot_canvas_keep (d->canvas, g_strdup_printf (_ ("margin %s"), amount));

  label_line (d, index, margin, margin < 0 ? -1 : 1, text, &type);
}

static void
label_lines (PlotEffectsDrawing *d, guint index)
{
  const PlotEffectsRow *row = &d->data->rows[index];
  PlotType truth_type = d->layout.label, mean_type = d->layout.label;
  gboolean biased = plot_effects_biased (row);
  double other = biased ? row->mean : row->mean_rejected;
  gboolean mean_right = !(other < row->truth);

  if (d->strip <= 0)
    return;
  mean_type.colour = plot_style_readable (d->style, d->strokes[index].colour);
  if (plot_effects_in_range (d, index, row->truth)) {
    g_autofree char *amount = plot_text_amount (row->truth, NULL);
    /* Translators: the effect that is true in this simulation */
    const char *text = plot_canvas_keep (d->canvas, g_strdup_printf (_ ("truth %s"), amount));

    label_line (d, index, row->truth, mean_right ? -1 : 1, text, &truth_type);
  }
  if (biased && plot_effects_in_range (d, index, row->mean)) {
    g_autofree char *mean = plot_effects_mean (row, row->mean);
    /* Translators: mean of the estimates of all trials */
    const char *text = plot_canvas_keep (d->canvas, g_strdup_printf (_ ("all average %s"), mean));

    label_line (d, index, row->mean, mean_right ? 1 : -1, text, &mean_type);
  }
  if (plot_effects_in_range (d, index, row->mean_rejected))
    label_line (d, index, row->mean_rejected, mean_right ? 1 : -1,
                plot_canvas_keep (d->canvas, mean_text (d, index)), &mean_type);
  for (guint m = 0; m < G_N_ELEMENTS (row->margins); m++)
    label_margin (d, index, row->margins[m]);
}

/* What either side says, such as "← usual care better" and "hand-ear better →", at the ends of the
   strip, where they have room. */
static void
label_directions (PlotEffectsDrawing *d, guint index)
{
  const PlotEffectsRow *row = &d->data->rows[index];
  PlotType type = d->layout.detail;
  const PlotGeometry *at = plot_effects_axis (d, index);
  double zero = plot_geometry_x (at, 0);
  double y = d->base[index] - d->row_height + 0.62 * d->strip;
  const char *texts[] = { plot_canvas_keep (d->canvas, plot_effects_left_says (row)),
                          plot_canvas_keep (d->canvas, plot_effects_right_says (row)) };

  if (d->strip <= 0 || texts[0] == NULL)
    return;
  for (guint side = 0; side < 2; side++) {
    double width = plot_canvas_measure (d->canvas, texts[side], &type);
    PlotBox box = { side == 0 ? at->left : at->right - width, y - 0.6 * type.size,
                    side == 0 ? at->left + width : at->right, y + 0.6 * type.size };
    gboolean on_its_side = side == 0 ? box.right < zero - 4 : box.left > zero + 4;

    if (on_its_side && plot_placer_place (&d->placer, &box, 1, 0) == 0)
      plot_canvas_text (d->canvas, box.left, y, 0, texts[side], &type);
  }
}

void
plot_effects_draw_tag (PlotEffectsDrawing *d, guint index)
{
  const PlotTag *tag = &d->tags[index];
  double leading = plot_tag_leading (&d->layout);
  double middle = d->base[index] - 0.5 * (d->row_height - d->strip) - 0.5 * tag->height;

  plot_tag_draw (tag, &d->layout, d->canvas, d->layout.pad,
                 MAX (middle, d->base[index] - d->row_height) + 0.5 * leading,
                 &d->names[index], &d->strokes[index]);
}

void
plot_effects_label_row (PlotEffectsDrawing *d, guint index)
{
  label_lines (d, index);
  label_directions (d, index);
}

static char *
unit_text (const PlotEffectsPanel *panel)
{
  /* Translators: the unit of an axis after the name of the outcome. */
  return panel->unit[0] != '\0' ? g_strdup_printf (_ (" (%s)"), panel->unit) : g_strdup ("");
}

/* Of the width: what a caption in one line may take, and one in two with the gap after it. */
#define ONE_LINE  0.2
#define TWO_LINES 0.3

typedef struct {
  const char *name, *unit, *whole; /* whole: both, for one line */
  double width; /* px, of the line or the wider of the two */
  gboolean one_line;
} Caption;

static Caption
caption_of (PlotEffectsDrawing *d, guint panel)
{
  const PlotEffectsPanel *one = &d->data->panels[panel];
  g_autofree char *unit = unit_text (one);
  Caption caption = { .name = one->outcome };

  caption.whole = plot_canvas_keep (d->canvas, g_strconcat (one->outcome, unit, NULL));
  caption.unit = plot_canvas_keep (d->canvas, g_strdup (g_strchug (unit)));
  caption.width = plot_canvas_measure (d->canvas, caption.whole, &d->layout.tick);
  caption.one_line = caption.width <= ONE_LINE * d->frame->width || caption.unit[0] == '\0';
  if (!caption.one_line)
    caption.width = MAX (plot_canvas_measure (d->canvas, caption.name, &d->layout.tick),
                         plot_canvas_measure (d->canvas, caption.unit, &d->layout.tick));
  return caption;
}

/* The number at the left end of an axis stands over its end. */
static double
caption_gap (const PlotEffectsDrawing *d)
{
  return 2 * d->layout.tick.size;
}

double
plot_effects_caption_width (PlotEffectsDrawing *d)
{
  double most = 0;

  for (guint p = 0; p < d->n_panels; p++)
    most = MAX (most, caption_of (d, p).width);
  return MIN (most + caption_gap (d), TWO_LINES * d->frame->width);
}

/* A line of a caption that ends at right. */
static void
draw_caption_line (PlotEffectsDrawing *d, double right, double y, const char *text)
{
  PlotType type = d->layout.tick;

  type.colour = d->style->subtitle;
  plot_canvas_text (d->canvas, right, y, 1,
                    plot_canvas_fit (d->canvas, text, MAX (right - d->layout.pad, 0), &type),
                    &type);
}

void
plot_effects_draw_caption (PlotEffectsDrawing *d, guint panel)
{
  const PlotGeometry *at = &d->places[panel].at;
  double size = d->layout.tick.size, right = at->left - caption_gap (d);
  double y = floor (at->bottom) + 5.5 + size;
  Caption caption;

  if (d->n_panels < 2)
    return;
  caption = caption_of (d, panel);
  if (caption.one_line) {
    draw_caption_line (d, right, y, caption.whole);
    return;
  }
  draw_caption_line (d, right, y - 0.6 * size, caption.name);
  draw_caption_line (d, right, y + 0.6 * size, caption.unit);
}
