/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * histogram-plot.h - how a proportion, such as power, is distributed: equal bins from 0 to 1.
 */
#ifndef PLOT_HISTOGRAM_PLOT_H
#define PLOT_HISTOGRAM_PLOT_H

#include "plot/figure.h"

G_BEGIN_DECLS

#define PLOT_HISTOGRAM_LINES 2

/** All texts are owned. */
typedef struct {
  double *share; /* of the bins; they add up to 1 */
  guint n;
  char *title, *subtitle; /* sentences */
  char *axis;             /* what is distributed, in percent */
  char *of;               /* what the shares are of: "of the prior" */
  /* values marked by a line, NaN: none */
  struct {
    double at;
    char *text;
  } lines[PLOT_HISTOGRAM_LINES];
} PlotHistogramData;

PlotHistogramData *plot_histogram_data_new (guint n);
void plot_histogram_data_free (PlotHistogramData *data); /* accepts NULL */
/** Takes ownership of data. */
PlotFigure *plot_histogram_figure_new (PlotHistogramData *data);

G_END_DECLS
#endif
