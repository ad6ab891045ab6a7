/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plot-zoom.h - which part of a figure's axis is shown, and what is said of it.
 *
 * Pure functions: AppPlotArea keeps the part in its style. None shows less than a twentieth.
 */
#ifndef APP_VIEWS_PLOT_ZOOM_H
#define APP_VIEWS_PLOT_ZOOM_H

#include "plot/plot.h"

G_BEGIN_DECLS

/** TRUE where not all of the axis is shown. */
gboolean app_plot_zoom_on (const PlotZoom *zoom);
/** Shows so many times as much detail (below 1: less); what is at the share about of the shown
 *  part stays where it is. */
void app_plot_zoom_by (PlotZoom *zoom, double factor, double about);
/** Moves on by so many times the length that is shown, as far as the axis goes. */
void app_plot_zoom_move (PlotZoom *zoom, double by);
/** Moves as little as it takes for data at x to be shown; at: the figure as it is shown now. */
void app_plot_zoom_reveal (PlotZoom *zoom, const PlotGeometry *at, double x);
/** The figure as it is shown by one part, shown by another. */
void app_plot_zoom_change (PlotGeometry *at, const PlotZoom *from, const PlotZoom *to);
/** For the text alternative of a figure: what is shown of its axis; NULL: all. Newly allocated. */
char *app_plot_zoom_sentence (const PlotZoom *zoom, const PlotGeometry *at);

G_END_DECLS
#endif
