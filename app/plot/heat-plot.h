/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heat-plot.h - power over two assumptions at once.
 */
#ifndef PLOT_HEAT_PLOT_H
#define PLOT_HEAT_PLOT_H

#include "plot/figure.h"
#include "plot/names.h"

G_BEGIN_DECLS

/** What the values of an assumption are: what stands there, what is added to it, or by how much it
 *  is multiplied. */
typedef enum { PLOT_HEAT_VALUE, PLOT_HEAT_CHANGE, PLOT_HEAT_MULTIPLE } PlotHeatKind;

/** One of the two assumptions. */
typedef struct {
  PlotHeatKind kind;
  char *name; /* "Standard deviation" */
  char *unit; /* "points"; "" */
  double *at; /* its values, strictly ascending */
  guint n;
  double own; /* the value as planned; NaN where it has none */
} PlotHeatAxis;

/** One pair of values. */
typedef struct {
  double value, mcse; /* power; NaN where it is not known yet, or cannot be */
  char *problem;      /* why it cannot be; NULL */
} PlotHeatCell;

/** All that the figure shows. Plain data; may be filled by hand. */
typedef struct {
  PlotHeatAxis x, y;
  PlotHeatCell *cells; /* x.n * y.n, a row for each value of y, the lowest first */
  guint n_done;
  char *subject; /* whose power: "Hand-ear acupuncture vs usual care" */
  double own;    /* power as planned; NaN: not known */
  double target; /* its contour; NaN: none */
  guint64 replicates; /* trials a cell */
} PlotHeatData;

/** Room for nx times ny cells, none known; texts are copied. Free with plot_heat_data_free(). */
PlotHeatData *plot_heat_data_new (guint nx, guint ny, const char *subject);
void plot_heat_data_free (PlotHeatData *data); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotHeatData, plot_heat_data_free)

/** A figure that owns data. Cells not known yet take the look of the nearest one that is. */
PlotFigure *plot_heat_figure_new (PlotHeatData *data);

G_END_DECLS
#endif
