/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tornado-text.h - the tornado in words. All texts are newly allocated.
 */
#ifndef PLOT_TORNADO_TEXT_H
#define PLOT_TORNADO_TEXT_H

#include "plot/row-name.h"
#include "plot/tornado-plot.h"

G_BEGIN_DECLS

/** What an assumption is called, and that its range is assumed. */
char *plot_tornado_name (const PlotTornadoBar *bar);

/** A power at an end with a decimal: how far it is from what is planned is known so well. */
char *plot_tornado_percent (const PlotTornadoData *data, double power);
/** "89.3 % ±0.4": that as planned, which has an error of its own beside that of the run. */
char *plot_tornado_planned (const PlotTornadoData *data);
/** "as planned 89.3 % ±0.4 in 20 000 trials": with the trials where the run has another number. */
char *plot_tornado_planned_of (const PlotTornadoData *data);
/** What the mark of a range that is assumed says, at length or in short; NULL: there is none. */
const char *plot_tornado_note (const PlotTornadoData *data, gboolean brief);

/** What the last line says of the bars that are not shown, "and 5 more, each below 0.4 points";
 *  NULL: all are. */
char *plot_tornado_rest (const PlotTornadoData *data, const PlotRows *rows);

/** What power depends on most; before all of it is known, how far that is, and where nothing moves
 *  power by more than chance does, that. */
char *plot_tornado_title (const PlotTornadoData *data);
char *plot_tornado_subtitle (const PlotTornadoData *data, gboolean stale);
char *plot_tornado_describe (const PlotTornadoData *data);
char *plot_tornado_table (const PlotTornadoData *data);

G_END_DECLS
#endif
