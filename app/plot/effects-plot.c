/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effects-plot.c - drawing the sampling distributions, one row a hypothesis on a common axis.
 *
 * A row is a strip for texts above a hill: all estimates pale, the significant ones strong upon
 * them, the truth and the mean of the significant ones as lines. Hills share one scale, so equal
 * areas are equal shares of trials.
 */
#include "plot/effects-plot.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/axis.h"
#include "plot/effects-text.h"
#include "plot/kind.h"
#include "plot/labels.h"
#include "plot/layout.h"
#include "plot/words.h"

#define MAX_ROWS 16
/* Bins are joined in pairs until the fullest holds so many trials: a young run is no fuzz. */
#define ENOUGH_TRIALS 80
#define MAX_JOINED    8
/* This share of the trials at either end may lie outside the axis. */
#define CUT_TAIL 0.0005
/* Places that can be read off along the axis. */
#define N_READINGS 121

typedef struct {
  PlotCanvas *canvas;
  const PlotEffectsData *data;
  const PlotStyle *style;
  PlotGeometry *at;
  PlotLayout layout;
  PlotPlacer placer;
  PlotTag tags[MAX_ROWS];
  PlotStroke strokes[MAX_ROWS];
  guint n_rows;
  double row_height, strip, peak; /* peak: share of trials a unit of x at a hill's full height */
} Drawing;

static gboolean
usable_row (const PlotEffectsRow *row)
{
  return row->trials > 0 && isfinite (row->low) && isfinite (row->width) && row->width > 0
         && fabs (row->low) < 1e12 && row->width < 1e12;
}

/* Where the trials of a row are, but for the outermost. */
static void
row_range (const PlotEffectsRow *row, double *low, double *high)
{
  double tail = CUT_TAIL * (double)row->trials;
  guint first = 0, last = SIM_BINS - 1;
  double sum = (double)row->count[first];

  while (first + 1 < SIM_BINS && sum <= tail)
    sum += (double)row->count[++first];
  sum = (double)row->count[last];
  while (last > first && sum <= tail)
    sum += (double)row->count[--last];
  *low = row->low + first * row->width;
  *high = row->low + (last + 1) * row->width;
}

static void
range_of_effects (const PlotEffectsData *data, double *low, double *high)
{
  double pad;

  *low = 0;
  *high = 0;
  for (guint i = 0; i < data->n_rows; i++) {
    const PlotEffectsRow *row = &data->rows[i];
    double from, to;

    if (!usable_row (row))
      continue;
    row_range (row, &from, &to);
    *low = MIN (*low, from);
    *high = MAX (*high, to);
    if (isfinite (row->truth) && fabs (row->truth) < 1e12) {
      *low = MIN (*low, row->truth);
      *high = MAX (*high, row->truth);
    }
  }
  if (!(*high - *low > 0)) {
    *low = -1;
    *high = 1;
  }
  pad = 0.03 * (*high - *low);
  *low -= pad;
  *high += pad;
}

/* How many neighbouring bins are drawn as one. */
static guint
joined_bins (const PlotEffectsRow *row)
{
  guint64 fullest = 0;
  guint joined = 1;

  for (guint b = 0; b < SIM_BINS; b++)
    fullest = MAX (fullest, row->count[b]);
  while (joined < MAX_JOINED && fullest * joined < ENOUGH_TRIALS)
    joined *= 2;
  return joined;
}

static double
density (const PlotEffectsRow *row, const guint64 *counts, guint bin, guint joined)
{
  double sum = 0;

  for (guint b = bin; b < MIN (bin + joined, SIM_BINS); b++)
    sum += (double)counts[b];
  return sum / (double)row->trials / (row->width * joined);
}

static double
tallest_density (const PlotEffectsRow *row)
{
  guint joined = joined_bins (row);
  double tallest = 0;

  for (guint b = 0; b < SIM_BINS; b += joined)
    tallest = MAX (tallest, density (row, row->count, b, joined));
  return tallest;
}

static double
base_of (const Drawing *d, guint index)
{
  return round (d->at->top + (index + 1) * d->row_height);
}

static double
hill_height (const Drawing *d)
{
  return MAX (d->row_height - d->strip - 4 * d->layout.unit, 2);
}

static const char *
row_detail (Drawing *d, const PlotEffectsRow *row)
{
  g_autofree char *power = plot_words_percent (row->power, row->power_mcse);

  if (row->trials == 0)
    return NULL;
  /* Translators: the share of simulated trials with a significant result */
  return plot_canvas_keep (d->canvas, g_strdup_printf (_ ("significant in %s"), power));
}

static double
choose_tags (Drawing *d)
{
  double limit = (d->layout.small ? 0.24 : 0.28) * d->at->width;
  double gap = 3 * d->layout.unit;

  for (int level = 0; level < PLOT_N_TAG_LEVELS; level++) {
    double widest = 0, tallest = 0;

    for (guint i = 0; i < d->n_rows; i++) {
      const PlotEffectsRow *row = &d->data->rows[i];

      plot_tag_init (&d->tags[i], &d->layout, d->canvas, &row->names, row_detail (d, row), level,
                     limit);
      widest = MAX (widest, d->tags[i].width);
      tallest = MAX (tallest, d->tags[i].height);
    }
    if (widest <= limit && tallest + gap <= d->row_height)
      return widest;
  }
  /* Not even the ids stand clear of each other. */
  for (guint i = 0; i < d->n_rows; i++)
    d->tags[i].n_lines = 0;
  return 0;
}

static void
lay_out (Drawing *d, double header_bottom)
{
  const PlotLayout *l = &d->layout;
  double foot = (l->small ? 6 : 6 + 1.75 * 12) * l->unit + 5 + 1.5 * l->tick.size;
  double width;

  d->n_rows = MIN (d->data->n_rows, MAX_ROWS);
  d->at->top = round (header_bottom + (l->small ? 18 : 30) * l->unit);
  d->at->bottom = round (d->at->height - foot - 0.4 * l->pad);
  d->at->bottom = MAX (d->at->bottom, d->at->top + 1);
  d->row_height = (d->at->bottom - d->at->top) / MAX (d->n_rows, 1);
  d->strip = d->row_height >= 62 * l->unit ? 19 * l->unit : 0;
  width = choose_tags (d);
  d->at->left = round (l->pad + width + (width > 0 ? 16 : 4) * l->unit);
  d->at->right = round (d->at->width - l->pad);
  d->at->right = MAX (d->at->right, d->at->left + 1);
  d->at->y0 = 0;
  d->at->y1 = 1;
  range_of_effects (d->data, &d->at->x0, &d->at->x1);
  for (guint i = 0; i < d->n_rows; i++) {
    d->strokes[i] = plot_style_stroke (d->style, &d->data->rows[i].contrast);
    if (usable_row (&d->data->rows[i]))
      d->peak = MAX (d->peak, tallest_density (&d->data->rows[i]));
  }
}

static double
crisp (double px)
{
  return floor (px) + 0.5;
}

static void
draw_axes (Drawing *d)
{
  PlotTicks ticks;
  guint room = (guint)((d->at->right - d->at->left) / (5 * d->layout.tick.size));

  plot_ticks (&ticks, d->at->x0, d->at->x1, CLAMP (room, 1, 12), FALSE);
  plot_axis_grid (d->canvas, d->at, &ticks, TRUE);
  plot_axis_bottom (
      d->canvas, d->at, &ticks, &d->layout.tick,
      d->layout.small ? NULL : plot_canvas_keep (d->canvas, plot_effects_axis_title (d->data)));
}

static void
draw_zero (Drawing *d)
{
  PlotPen pen = { d->style->axis, 1.2, NULL, 0 };
  PlotType type = d->layout.detail;
  double x = crisp (plot_geometry_x (d->at, 0));
  double y = d->at->top - 0.9 * type.size;
  double width = plot_canvas_measure (d->canvas, _ ("no effect"), &type);
  PlotBox box;

  plot_canvas_segment (d->canvas, x, d->at->top - 3, x, d->at->bottom, &pen);
  box.left = CLAMP (x - width / 2, d->at->left, MAX (d->at->left, d->at->right - width));
  box.right = box.left + width;
  box.top = y - 0.6 * type.size;
  box.bottom = y + 0.6 * type.size;
  plot_canvas_text (d->canvas, box.left, y, 0, _ ("no effect"), &type);
  plot_placer_take (&d->placer, &box);
}

/* The top of a hill as steps; returns the number of points. room for 2 * SIM_BINS + 2. */
static guint
hill_steps (const Drawing *d, guint index, const guint64 *counts, double *x, double *y)
{
  const PlotEffectsRow *row = &d->data->rows[index];
  guint joined = joined_bins (row);
  double base = base_of (d, index);
  double scale = d->peak > 0 ? hill_height (d) / d->peak : 0;
  guint first = SIM_BINS, last = 0, n = 0;

  for (guint b = 0; b < SIM_BINS; b += joined)
    if (density (row, counts, b, joined) > 0) {
      first = MIN (first, b);
      last = b;
    }
  if (first == SIM_BINS)
    return 0;
  x[n] = plot_geometry_x (d->at, row->low + first * row->width);
  y[n++] = base;
  for (guint b = first; b <= last; b += joined) {
    double top = base - scale * density (row, counts, b, joined);

    x[n] = plot_geometry_x (d->at, row->low + b * row->width);
    y[n++] = top;
    x[n] = plot_geometry_x (d->at, row->low + MIN (b + joined, SIM_BINS) * row->width);
    y[n++] = top;
  }
  x[n] = x[n - 1];
  y[n++] = base;
  return n;
}

static void
draw_hill (Drawing *d, guint index)
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

static void
draw_base (Drawing *d, guint index)
{
  PlotPen pen = { d->style->axis, 1, NULL, 0 };
  double y = crisp (base_of (d, index));

  if (index + 1 < d->n_rows)
    plot_canvas_segment (d->canvas, d->at->left, y, d->at->right, y, &pen);
}

static gboolean
in_range (const Drawing *d, double value)
{
  return isfinite (value) && value >= d->at->x0 && value <= d->at->x1;
}

static void
draw_markers (Drawing *d, guint index)
{
  static const double dash[2] = { 4, 3 };
  const PlotEffectsRow *row = &d->data->rows[index];
  PlotColour colour = plot_style_readable (d->style, d->strokes[index].colour);
  PlotPen truth = { d->style->text, 1.6, NULL, 0 };
  PlotPen mean = { colour, 1.6, dash, 2 };
  double base = base_of (d, index);
  double top = base - hill_height (d) - 2;

  if (in_range (d, row->mean_rejected)) {
    double x = plot_geometry_x (d->at, row->mean_rejected);

    plot_canvas_segment (d->canvas, crisp (x), base, crisp (x), top, &mean);
    plot_canvas_mark (d->canvas, x, base, 4.2, 1.6, d->strokes[index].mark,
                      d->strokes[index].hollow, colour);
  }
  if (in_range (d, row->truth)) {
    double x = crisp (plot_geometry_x (d->at, row->truth));

    plot_canvas_segment (d->canvas, x, base, x, top, &truth);
  }
}

/* Sets a text in the strip above a hill, over the line at value or just beside it; side -1: most of
   it before the line, 1: after it. */
static void
label_line (Drawing *d, guint index, double value, int side, const char *text, const PlotType *type)
{
  double width = plot_canvas_measure (d->canvas, text, type);
  double u = d->layout.unit, air = 0.3 * type->size;
  double x = plot_geometry_x (d->at, value);
  double y = base_of (d, index) - d->row_height + 0.62 * d->strip;
  double before[] = { x - width + 3 * u, x - width - 4 * u, x + 5 * u };
  double after[] = { x - 3 * u, x + 4 * u, x - width - 5 * u };
  const double *lefts = side < 0 ? before : after;
  PlotBox boxes[G_N_ELEMENTS (before)];
  int chosen;

  for (guint i = 0; i < G_N_ELEMENTS (before); i++) {
    boxes[i].left = CLAMP (lefts[i], d->at->left, MAX (d->at->left, d->at->right - width)) - air;
    boxes[i].right = boxes[i].left + width + 2 * air;
    boxes[i].top = y - 0.6 * type->size;
    boxes[i].bottom = y + 0.6 * type->size;
  }
  chosen = plot_placer_place (&d->placer, boxes, G_N_ELEMENTS (boxes), 0);
  if (chosen >= 0)
    plot_canvas_text (d->canvas, boxes[chosen].left + air, y, 0, text, type);
}

/* Amounts on the axis with as many decimals as can be told apart on it. */
static char *
axis_amount (const Drawing *d, double value)
{
  double step = pow (10, floor (log10 ((d->at->x1 - d->at->x0) / 50)));

  return plot_tick_label (value, step);
}

static char *
mean_text (const Drawing *d, const PlotEffectsRow *row)
{
  g_autofree char *mean = axis_amount (d, row->mean_rejected);
  g_autofree char *ratio = plot_effects_ratio (row->type_m);

  if (d->at->right - d->at->left < 420 * d->layout.unit)
    return g_strdup (mean);
  if (!isfinite (row->type_m))
    /* Translators: mean of the estimates of those trials that are significant */
    return g_strdup_printf (_ ("significant ones average %s"), mean);
  /* Translators: the same, with the ratio to the truth: "significant ones average 2.3 (2.1 ×)" */
  return g_strdup_printf (_ ("significant ones average %s (%s\u202f×)"), mean, ratio);
}

static void
label_row (Drawing *d, guint index)
{
  const PlotEffectsRow *row = &d->data->rows[index];
  PlotType truth_type = d->layout.label, mean_type = d->layout.label;
  gboolean mean_right = !(row->mean_rejected < row->truth);

  if (d->strip <= 0)
    return;
  mean_type.colour = plot_style_readable (d->style, d->strokes[index].colour);
  if (in_range (d, row->truth)) {
    g_autofree char *amount = plot_text_amount (row->truth, NULL);
    /* Translators: the effect that is true in this simulation */
    const char *text = plot_canvas_keep (d->canvas, g_strdup_printf (_ ("truth %s"), amount));

    label_line (d, index, row->truth, mean_right ? -1 : 1, text, &truth_type);
  }
  if (in_range (d, row->mean_rejected))
    label_line (d, index, row->mean_rejected, mean_right ? 1 : -1,
                plot_canvas_keep (d->canvas, mean_text (d, row)), &mean_type);
}

/* "← usual care better" and "hand-ear better →" at the ends of the strip, where they have room. */
static void
label_directions (Drawing *d, guint index)
{
  const PlotNames *names = &d->data->rows[index].names;
  g_autofree char *arm_a = plot_text_within (names->arm_a);
  g_autofree char *arm_b = plot_text_within (names->arm_b);
  PlotType type = d->layout.detail;
  double zero = plot_geometry_x (d->at, 0);
  double y = base_of (d, index) - d->row_height + 0.62 * d->strip;
  const char *texts[2];

  if (d->strip <= 0 || arm_a[0] == '\0' || arm_b[0] == '\0')
    return;
  texts[0] = plot_canvas_keep (d->canvas, g_strdup_printf (_ ("← %s better"), arm_b));
  texts[1] = plot_canvas_keep (d->canvas, g_strdup_printf (_ ("%s better →"), arm_a));
  for (guint side = 0; side < 2; side++) {
    double width = plot_canvas_measure (d->canvas, texts[side], &type);
    PlotBox box = { side == 0 ? d->at->left : d->at->right - width, y - 0.6 * type.size,
                    side == 0 ? d->at->left + width : d->at->right, y + 0.6 * type.size };
    gboolean on_its_side = side == 0 ? box.right < zero - 4 : box.left > zero + 4;

    if (on_its_side && plot_placer_place (&d->placer, &box, 1, 0) == 0)
      plot_canvas_text (d->canvas, box.left, y, 0, texts[side], &type);
  }
}

static void
draw_tag (Drawing *d, guint index)
{
  const PlotTag *tag = &d->tags[index];
  double leading = plot_tag_leading (&d->layout);
  double middle = base_of (d, index) - 0.5 * (d->row_height - d->strip) - 0.5 * tag->height;

  plot_tag_draw (tag, &d->layout, d->canvas, d->layout.pad,
                 MAX (middle, base_of (d, index) - d->row_height) + 0.5 * leading,
                 &d->data->rows[index].names, &d->strokes[index]);
}

static void
draw_effects (PlotCanvas *canvas, gconstpointer data, PlotGeometry *geometry)
{
  Drawing d = { .canvas = canvas, .data = data, .at = geometry };
  PlotBox bounds;
  double header;

  d.style = plot_canvas_style (canvas);
  plot_layout_init (&d.layout, canvas);
  header = plot_layout_header (
      &d.layout, canvas, plot_canvas_keep (canvas, plot_effects_title (d.data)),
      plot_canvas_keep (canvas, plot_effects_subtitle (d.data, d.style->stale)));
  lay_out (&d, header);
  if (d.at->bottom - d.at->top < 24 || d.at->right - d.at->left < 40) {
    memset (geometry, 0, sizeof *geometry);
    return;
  }
  bounds.left = d.at->left - d.layout.tick.size;
  bounds.right = d.at->right + d.layout.tick.size;
  bounds.top = d.at->top - 2 * d.layout.tick.size;
  bounds.bottom = d.at->bottom;
  plot_placer_init (&d.placer, &bounds);
  draw_axes (&d);
  draw_zero (&d);
  for (guint i = 0; i < d.n_rows; i++) {
    draw_base (&d, i);
    if (usable_row (&d.data->rows[i])) {
      plot_canvas_clip (canvas, d.at->left, d.at->top - 4, d.at->right, d.at->bottom + 1);
      draw_hill (&d, i);
      plot_canvas_unclip (canvas);
      draw_markers (&d, i);
      label_row (&d, i);
      label_directions (&d, i);
    }
    draw_tag (&d, i);
  }
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

static guint
effects_count (gconstpointer data)
{
  return ((const PlotEffectsData *)data)->n_rows > 0 ? N_READINGS : 0;
}

static guint
effects_nearest (gconstpointer data, double x)
{
  double low, high;

  range_of_effects (data, &low, &high);
  return (guint)CLAMP (lround ((x - low) / (high - low) * (N_READINGS - 1)), 0, N_READINGS - 1);
}

/* Share of a row's trials whose estimate is x or more; bins are cut in proportion. */
static double
share_from (const PlotEffectsRow *row, const guint64 *counts, double x)
{
  double sum = 0;

  for (guint b = 0; b < SIM_BINS; b++) {
    double part = (row->low + (b + 1) * row->width - x) / row->width;

    sum += CLAMP (part, 0, 1) * (double)counts[b];
  }
  return sum / (double)row->trials;
}

static void
effects_read (gconstpointer data, guint index, const PlotStyle *style, PlotReadout *readout)
{
  const PlotEffectsData *effects = data;
  g_autofree char *amount = NULL;
  double low, high, digits;

  range_of_effects (effects, &low, &high);
  /* Rounded to a step below the spacing, so that what is said is what is meant. */
  digits = pow (10, floor (log10 ((high - low) / N_READINGS)));
  readout->x = round ((low + (high - low) * index / (N_READINGS - 1)) / digits) * digits;
  amount = plot_text_effect (readout->x, effects->unit, effects->scale);
  /* Translators: a value on the axis of estimates */
  readout->title = g_strdup_printf (_ ("Estimates of %s or more"), amount);
  for (guint i = 0; i < effects->n_rows; i++) {
    const PlotEffectsRow *row = &effects->rows[i];
    PlotStroke stroke = plot_style_stroke (style, &row->contrast);
    g_autofree char *part = NULL;
    double share, error;

    if (!usable_row (row))
      continue;
    share = share_from (row, row->count, readout->x);
    error = sqrt (MAX (share * (1 - share), 0.01) / (double)row->trials);
    part = plot_words_percent (share_from (row, row->rejected, readout->x), error);
    plot_readout_add (readout, row->names.full, plot_words_percent (share, error),
                      /* Translators: how many of all trials are so and significant */
                      g_strdup_printf (_ ("significant %s"), part), &stroke, NAN);
  }
}

static void
effects_free (gpointer data)
{
  plot_effects_data_free (data);
}

PlotFigure *
plot_effects_figure_new (PlotEffectsData *data)
{
  static const PlotKind kind = { draw_effects,  effects_title,   effects_describe, effects_table,
                                 effects_count, effects_nearest, effects_read,     effects_free };

  return plot_figure_new (&kind, data);
}
