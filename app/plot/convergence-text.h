/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * convergence-text.h - what is known, and how well, in words. All texts are newly allocated.
 */
#ifndef PLOT_CONVERGENCE_TEXT_H
#define PLOT_CONVERGENCE_TEXT_H

#include "plot/convergence-plot.h"

G_BEGIN_DECLS

char *plot_convergence_title (const PlotConvergenceData *data);
char *plot_convergence_subtitle (const PlotConvergenceData *data, gboolean stale);
char *plot_convergence_describe (const PlotConvergenceData *data);
char *plot_convergence_table (const PlotConvergenceData *data);
/** The present state, or NULL. */
const PlotConvergencePoint *plot_convergence_last (const PlotConvergenceData *data);
/** How far the present value is from the exact one in Monte Carlo standard errors; NaN. */
double plot_convergence_z (const PlotConvergenceData *data);

G_END_DECLS
#endif
