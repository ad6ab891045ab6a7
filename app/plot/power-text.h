/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-text.h - the power plot in words; for the files of this library and its tests.
 */
#ifndef PLOT_POWER_TEXT_H
#define PLOT_POWER_TEXT_H

#include "plot/power-plot.h"

G_BEGIN_DECLS

/** The curve that the title is about: the selected one, else the most undecided; -1: none. */
int plot_power_subject (const PlotPowerData *data);
char *plot_power_title (const PlotPowerData *data);
char *plot_power_subtitle (const PlotPowerData *data, gboolean stale);
char *plot_power_describe (const PlotPowerData *data);
/** Tab-separated: one row a curve and size. */
char *plot_power_table (const PlotPowerData *data);
/** The point of a curve at the own size, or NULL. */
const PlotPowerPoint *plot_power_own_point (const PlotPowerData *data, guint series);

/** power-drawn.c: what was drawn by hand at a size; NaN where nothing is. */
double plot_power_drawn_at (const PlotPowerData *data, double total);
/** How it is drawn. */
PlotStroke plot_power_drawn_stroke (const PlotStyle *style);
/** Appends it to the text alternative and to the table. */
void plot_power_describe_drawn (GString *out, const PlotPowerData *data);
void plot_power_tabulate_drawn (GString *out, const PlotPowerData *data);

G_END_DECLS
#endif
