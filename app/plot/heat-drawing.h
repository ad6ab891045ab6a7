/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heat-drawing.h - what the files of the heat map share.
 */
#ifndef PLOT_HEAT_DRAWING_H
#define PLOT_HEAT_DRAWING_H

#include "plot/heat-plot.h"

G_BEGIN_DECLS

/** The cell of a pair of places. */
const PlotHeatCell *plot_heat_cell (const PlotHeatData *data, guint x, guint y);
/** Where cell i of an axis begins; i = n is the end of the last. Halfway between its values. */
double plot_heat_edge (const PlotHeatAxis *axis, guint i);
/** The place whose cell holds a value, or the nearest; 0 where it is not finite. */
guint plot_heat_place (const PlotHeatAxis *axis, double value);
/** "Standard deviation (points)", "Change of mean, Usual care (points)". Newly allocated. */
char *plot_heat_axis_title (const PlotHeatAxis *axis);
/** Name and value: "Standard deviation 5 points", "Mean, Usual care +1 point". Newly allocated. */
char *plot_heat_at (const PlotHeatAxis *axis, double value);

/** heat-text.c: the figure in words. */
char *plot_heat_title (const PlotHeatData *data);
char *plot_heat_subtitle (const PlotHeatData *data, gboolean stale);
char *plot_heat_describe (const PlotHeatData *data);
char *plot_heat_table (const PlotHeatData *data);

G_END_DECLS
#endif
