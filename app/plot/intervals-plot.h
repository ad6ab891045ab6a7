/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * intervals-plot.h - a row each: a number as a mark, with its interval, from a common zero.
 *
 * Figures whose sentences the caller has: how many patients each goal needs, how often each set of
 * true nulls is rejected.
 */
#ifndef PLOT_INTERVALS_PLOT_H
#define PLOT_INTERVALS_PLOT_H

#include "plot/figure.h"

G_BEGIN_DECLS

/** What a row is drawn in. */
typedef enum {
  PLOT_ROW_PLAIN,    /* as all rows of a figure that is not about hypotheses */
  PLOT_ROW_CONTRAST, /* as the hypothesis has it everywhere */
  PLOT_ROW_ANY,      /* as "at least one", and "all of them", have it */
  PLOT_ROW_ALL
} PlotRowInk;

/** One row; texts are owned. */
typedef struct {
  char *name;
  double value, low, high; /* not negative; NaN: none; high may be infinite: open */
  double other;            /* what it is compared with, a hollow mark; NaN: none */
  char *text;              /* beside the mark, and in words: "155"; or why there is none */
  char *detail;            /* the rest of it in words, or NULL */
  gboolean strong;         /* the one that the title is about; in the colour of alarm */
  PlotRowInk ink;          /* of others */
  PlotContrast contrast;   /* for PLOT_ROW_CONTRAST */
} PlotIntervalRow;

typedef struct {
  PlotIntervalRow *rows; /* from the top */
  guint n_rows;
  char *title, *subtitle; /* sentences; owned, as the other texts */
  char *axis;             /* what the values are and their unit */
  double scale;           /* what the axis shows is the value times this: 100 of percentages */
  double line;            /* a value marked across all rows; NaN: none */
  char *line_text;
} PlotIntervalsData;

/** n rows without values, scale 1, no line. */
PlotIntervalsData *plot_intervals_data_new (guint n);
void plot_intervals_data_free (PlotIntervalsData *data); /* accepts NULL */
/** Takes ownership of data. */
PlotFigure *plot_intervals_figure_new (PlotIntervalsData *data);

G_END_DECLS
#endif
