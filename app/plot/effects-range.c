/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effects-range.c - where the estimates of an effects plot lie, and what is read off at a place.
 *
 * Of several panels each has an axis of its own; their zeros stand above each other, so that "no
 * effect" is one line through all of them. A place is then a share of the axis from its left end.
 */
#include "plot/effects-drawing.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/words.h"

/* Bins are joined in pairs until the fullest holds so many trials: a young run is no fuzz. */
#define ENOUGH_TRIALS 80
#define MAX_JOINED    8
/* Valleys of a comb, as shares of its top, beyond so many standard deviations of what chance makes;
   and what is left of them where none is to be seen. */
#define CHANCE     4
#define COMB       0.02
#define SMOOTH     0.005
#define MAX_SPREAD 16
/* This share of the trials at either end may lie outside the axis. */
#define CUT_TAIL 0.0005
/* Places that can be read off along the axis. */
#define N_READINGS 121

gboolean
plot_effects_usable (const PlotEffectsRow *row)
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
widen (double value, double *low, double *high)
{
  if (!isfinite (value) || fabs (value) >= 1e12)
    return;
  *low = MIN (*low, value);
  *high = MAX (*high, value);
}

/* From the least to the largest of what a panel shows, and zero. */
static void
own_range (const PlotEffectsData *data, guint panel, double *low, double *high)
{
  double pad;

  *low = 0;
  *high = 0;
  for (guint i = 0; i < data->n_rows; i++) {
    const PlotEffectsRow *row = &data->rows[i];
    double from, to;

    if (row->panel != panel || !plot_effects_usable (row))
      continue;
    row_range (row, &from, &to);
    *low = MIN (*low, from);
    *high = MAX (*high, to);
    widen (row->truth, low, high);
    widen (row->margins[0], low, high);
    widen (row->margins[1], low, high);
  }
  if (!(*high - *low > 0)) {
    *low = -1;
    *high = 1;
  }
  pad = 0.03 * (*high - *low);
  *low -= pad;
  *high += pad;
}

/* Where zero stands on the axes: on the average where it would stand on each. */
static double
place_of_zero (const PlotEffectsData *data)
{
  double sum = 0;

  for (guint p = 0; p < data->n_panels; p++) {
    double low, high;

    own_range (data, p, &low, &high);
    sum += -low / (high - low);
  }
  return sum / data->n_panels;
}

void
plot_effects_range (const PlotEffectsData *data, guint panel, double *low, double *high)
{
  double zero, length;

  if (data->panels[panel].held) {
    *low = data->panels[panel].low;
    *high = data->panels[panel].high;
    return;
  }
  own_range (data, panel, low, high);
  if (data->n_panels < 2)
    return;
  zero = place_of_zero (data);
  length = MAX (-*low / zero, *high / (1 - zero));
  *low = -zero * length;
  *high = (1 - zero) * length;
}

/* How many neighbouring bins are drawn as one. */
guint
plot_effects_joined (const PlotEffectsRow *row)
{
  guint64 fullest = 0;
  guint joined = 1;

  for (guint b = 0; b < SIM_BINS; b++)
    fullest = MAX (fullest, row->count[b]);
  while (joined < MAX_JOINED && fullest * joined < ENOUGH_TRIALS)
    joined *= 2;
  return MAX (joined, row->spread);
}

/* Trials of a bin and of those around it, which count the less the farther they are. */
static double
spread_count (const guint64 *counts, guint bin, guint spread)
{
  int s = (int)spread, first = MAX ((int)bin - s, 0), last = MIN ((int)bin + s, SIM_BINS - 1);
  double sum = 0;

  for (int b = first; b <= last; b++)
    sum += (s + 1 - ABS (b - (int)bin)) * (double)counts[b];
  return sum / ((s + 1.0) * (s + 1));
}

/* Trials of a step of the hill. */
static double
step_count (const PlotEffectsRow *row, guint bin, guint spread, guint joined)
{
  double sum = 0;

  for (guint b = bin; b < MIN (bin + joined, SIM_BINS); b++)
    sum += spread_count (row->count, b, spread);
  return sum;
}

/* How far a step lies below both the highest before it and the highest after it, less what chance
   may make of that, at the deepest: as a share of the top. */
static double
valley (const PlotEffectsRow *row, guint spread)
{
  guint joined = MAX (spread, 1), n = 0;
  double chance = CHANCE / (spread + 1);       /* the less, the more bins go into a step */
  double steps[SIM_BINS], after[SIM_BINS + 1]; /* the highest from a step on */
  double deepest = 0, before = 0;

  for (guint b = 0; b < SIM_BINS; b += joined)
    steps[n++] = step_count (row, b, spread, joined);
  after[n] = 0;
  for (guint i = n; i-- > 0;)
    after[i] = MAX (after[i + 1], steps[i]);
  for (guint i = 0; i < n; i++) {
    double side = MIN (before, after[i]);

    deepest = MAX (deepest, side - steps[i] - chance * sqrt (side + steps[i]));
    before = MAX (before, steps[i]);
  }
  return before > 0 ? deepest / before : 0;
}

guint
plot_effects_find_spread (const PlotEffectsRow *row)
{
  PlotEffectsRow inner = *row;
  guint best = 0;
  double least;

  /* What lies beyond the bins is in the outermost, which are no part of the hill. */
  inner.count[0] = inner.count[SIM_BINS - 1] = 0;
  least = valley (&inner, 0);
  if (least <= COMB)
    return 0;
  for (guint spread = 1; spread <= MAX_SPREAD && least > SMOOTH; spread++) {
    double its = valley (&inner, spread);

    if (its < least) {
      least = its;
      best = spread;
    }
  }
  return best;
}

double
plot_effects_density (const PlotEffectsRow *row, const guint64 *counts, guint bin, guint joined)
{
  double sum = 0;

  for (guint b = bin; b < MIN (bin + joined, SIM_BINS); b++)
    sum += spread_count (counts, b, row->spread);
  return sum / (double)row->trials / (row->width * joined);
}

double
plot_effects_tallest (const PlotEffectsRow *row)
{
  guint joined = plot_effects_joined (row);
  double tallest = 0;

  for (guint b = 0; b < SIM_BINS; b += joined)
    tallest = MAX (tallest, plot_effects_density (row, row->count, b, joined));
  return tallest;
}

/* --- reading off --- */

guint
plot_effects_count (gconstpointer data)
{
  return ((const PlotEffectsData *)data)->n_rows > 0 ? N_READINGS : 0;
}

/* x: on the axis, or of several axes the share of their length. */
guint
plot_effects_nearest (gconstpointer data, double x, double y)
{
  double low = 0, high = 1;

  if (((const PlotEffectsData *)data)->n_panels < 2)
    plot_effects_range (data, 0, &low, &high);
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

/* The place on the axis of a panel, rounded to a step below the spacing of the places, so that what
   is said is what is meant. */
static double
place_on (const PlotEffectsData *data, guint panel, guint index)
{
  double low, high, digits;

  plot_effects_range (data, panel, &low, &high);
  digits = pow (10, floor (log10 ((high - low) / N_READINGS)));
  return round ((low + (high - low) * index / (N_READINGS - 1)) / digits) * digits;
}

static char *
amount_on (const PlotEffectsData *data, guint panel, double x)
{
  return plot_text_effect (x, data->panels[panel].unit, data->panels[panel].scale);
}

static void
read_row (const PlotEffectsData *data, const PlotEffectsRow *row, double x, const PlotStyle *style,
          PlotReadout *readout)
{
  PlotStroke stroke = plot_style_stroke (style, &row->contrast);
  double share = share_from (row, row->count, x);
  double error = sqrt (MAX (share * (1 - share), 0.01) / (double)row->trials);
  g_autofree char *part = plot_words_percent (share_from (row, row->rejected, x), error);
  g_autofree char *amount = amount_on (data, row->panel, x);

  plot_readout_add (readout, row->names.full, plot_words_percent (share, error),
                    data->n_panels > 1
                        /* Translators: an effect; how many trials have it and are significant */
                        ? g_strdup_printf (_ ("≥ %s, significant %s"), amount, part)
                        /* Translators: how many of all trials are so and significant */
                        : g_strdup_printf (_ ("significant %s"), part),
                    &stroke, NAN);
}

void
plot_effects_read (gconstpointer data, guint index, const PlotStyle *style, PlotReadout *readout)
{
  const PlotEffectsData *effects = data;
  gboolean several = effects->n_panels > 1;

  if (several) {
    readout->x = (double)index / (N_READINGS - 1);
    readout->title = g_strdup (_ ("Estimates this far to the right, or further"));
  } else {
    g_autofree char *amount = NULL;

    readout->x = place_on (effects, 0, index);
    amount = amount_on (effects, 0, readout->x);
    /* Translators: a value on the axis of estimates */
    readout->title = g_strdup_printf (_ ("Estimates of %s or more"), amount);
  }
  for (guint i = 0; i < effects->n_rows; i++) {
    const PlotEffectsRow *row = &effects->rows[i];

    if (plot_effects_usable (row))
      read_row (effects, row, several ? place_on (effects, row->panel, index) : readout->x, style,
                readout);
  }
}
