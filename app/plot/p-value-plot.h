/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * p-value-plot.h - how the p-values of one hypothesis are spread, beside those of chance alone.
 */
#ifndef PLOT_P_VALUE_PLOT_H
#define PLOT_P_VALUE_PLOT_H

#include "plot/figure.h"
#include "plot/names.h"
#include "sim.h"

G_BEGIN_DECLS

/** A share of all trials. */
typedef struct {
  double value, mcse, exact; /* exact: NaN where there is none */
} PlotPValueShare;

/** All that the plot shows. Plain data; may be filled by hand. */
typedef struct {
  PlotNames names;
  PlotContrast contrast;
  gboolean null_true;
  double alpha;                         /* the level of the hypothesis by itself */
  PlotPValueShare below_alpha;
  PlotPValueShare below[SIM_P_EDGES];   /* p below sim_p_edges[k] */
  PlotPValueShare bars[SIM_P_CLASSES];  /* p in classes of a twentieth */
  double without;                       /* share of trials without a p-value */
  double own_total;
  guint64 replicates;
} PlotPValueData;

/** Copies what the plot needs of hypothesis index; theory may be NULL or without p-values. NULL
 *  where the results have no p-values. Free with plot_p_value_data_free(). */
PlotPValueData *plot_p_value_data_new (SimScenario *scenario, const SimResults *results,
                                       const SimTheory *theory, guint index);
/** Empty, to be filled by hand: below_alpha and below[] first, then plot_p_value_data_fill(). */
PlotPValueData *plot_p_value_data_alloc (void);
/** Fills the bars from below[]. */
void plot_p_value_data_fill (PlotPValueData *data);
void plot_p_value_data_free (PlotPValueData *data); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotPValueData, plot_p_value_data_free)

/** A figure that owns data. Its points are the bars: index 0 is p below 0.05. Its targets are bars
 *  as well, low and high the p-values that they span; of that which alpha parts the strong part is
 *  one of its own. */
PlotFigure *plot_p_value_figure_new (PlotPValueData *data);

G_END_DECLS
#endif
