/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * looks.h - curves and their names outside of plots.
 */
#ifndef APP_VIEWS_LOOKS_H
#define APP_VIEWS_LOOKS_H

#include <gtk/gtk.h>

#include "plot/plot.h"

G_BEGIN_DECLS

/** Colours a label that shows names->full as its curve: both arms' colours where it has two. */
void app_looks_colour_name (GtkLabel *label, const PlotNames *names, const PlotStroke *stroke,
                            const PlotStyle *style);
/** A sample of a stroke, 22 px wide: line, second colour and mark. */
void app_looks_draw_stroke (cairo_t *cr, double x, double y, double width, const PlotStroke *stroke,
                            const PlotStyle *style);

G_END_DECLS
#endif
