/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * convergence-plot.h - how the power of one hypothesis comes to be known as trials are simulated.
 */
#ifndef PLOT_CONVERGENCE_PLOT_H
#define PLOT_CONVERGENCE_PLOT_H

#include "plot/figure.h"
#include "plot/names.h"
#include "sim.h"

G_BEGIN_DECLS

/** What was known after so many trials: power and its 95 % Monte Carlo interval. */
typedef struct {
  double trials, value, low, high, mcse;
} PlotConvergencePoint;

/** All that the plot shows. Plain data; may be filled by hand. */
typedef struct {
  PlotNames names;
  PlotContrast contrast;
  gboolean null_true; /* power is then a type I error */
  double exact;       /* NaN where there is none */
  double own_total;
  GArray *points;     /* of PlotConvergencePoint, trials rising; the last is the present state */
} PlotConvergenceData;

/** The present state of hypothesis index, and nothing before it; theory may be NULL. Earlier points
 *  are put before it. Free with plot_convergence_data_free(). */
PlotConvergenceData *plot_convergence_data_new (SimScenario *scenario, const SimResults *results,
                                                const SimTheory *theory, guint index);
/** Empty, to be filled by hand. */
PlotConvergenceData *plot_convergence_data_alloc (void);
/** The point that a figure after so many trials makes. */
PlotConvergencePoint plot_convergence_point (double trials, const SimFigure *power);
void plot_convergence_data_free (PlotConvergenceData *data); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotConvergenceData, plot_convergence_data_free)

/** A figure that owns data. */
PlotFigure *plot_convergence_figure_new (PlotConvergenceData *data);

G_END_DECLS
#endif
