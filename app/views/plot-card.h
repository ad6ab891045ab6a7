/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plot-card.h - the card of numbers beside the crosshair.
 */
#ifndef APP_VIEWS_PLOT_CARD_H
#define APP_VIEWS_PLOT_CARD_H

#include <gtk/gtk.h>

#include "plot/plot.h"

G_BEGIN_DECLS

#define APP_TYPE_PLOT_CARD (app_plot_card_get_type ())
G_DECLARE_FINAL_TYPE (AppPlotCard, app_plot_card, APP, PLOT_CARD, GtkWidget)

GtkWidget *app_plot_card_new (void);
/** Shows what a figure says at a point, and what a click there does (NULL: nothing). */
void app_plot_card_show (AppPlotCard *self, const PlotReadout *readout, const char *click,
                         const PlotStyle *style);

G_END_DECLS
#endif
