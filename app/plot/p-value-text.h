/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * p-value-text.h - the p-values in words. All texts are newly allocated.
 */
#ifndef PLOT_P_VALUE_TEXT_H
#define PLOT_P_VALUE_TEXT_H

#include "plot/p-value-plot.h"

G_BEGIN_DECLS

char *plot_p_value_title (const PlotPValueData *data);
char *plot_p_value_subtitle (const PlotPValueData *data, gboolean stale);
char *plot_p_value_describe (const PlotPValueData *data);
char *plot_p_value_table (const PlotPValueData *data);
/** "0.05", "0.001": a p-value or a level. */
char *plot_p_value_number (double p);
/** What chance alone would give: "5 of 100", "2.5 of 100". */
char *plot_p_value_by_chance (double alpha);

G_END_DECLS
#endif
