/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tornado-text.h - the tornado in words. All texts are newly allocated.
 */
#ifndef PLOT_TORNADO_TEXT_H
#define PLOT_TORNADO_TEXT_H

#include "plot/tornado-plot.h"

G_BEGIN_DECLS

/** What an assumption is called, and that its range is assumed. */
char *plot_tornado_name (const PlotTornadoBar *bar);

char *plot_tornado_title (const PlotTornadoData *data);
char *plot_tornado_subtitle (const PlotTornadoData *data, gboolean stale);
char *plot_tornado_describe (const PlotTornadoData *data);
char *plot_tornado_table (const PlotTornadoData *data);

G_END_DECLS
#endif
