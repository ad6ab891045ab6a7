/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * type.h - how wide a text will be: measuring and cutting with Pango.
 *
 * PLplot cannot tell how wide it will set a text; Pango sets it, so Pango is asked. Measuring does
 * not depend on the surface, so that a figure is laid out the same on screen and on paper.
 */
#ifndef PLOT_TYPE_H
#define PLOT_TYPE_H

#include <glib.h>

#include "plot/canvas.h"

G_BEGIN_DECLS

typedef struct _PlotRuler PlotRuler;

/** For one thread; family as for plot_init(). */
PlotRuler *plot_ruler_new (const char *family);
void plot_ruler_free (PlotRuler *ruler); /* accepts NULL */
double plot_ruler_measure (PlotRuler *ruler, const char *text, double size, PlotWeight weight);
/** As much of the text as fits, with an ellipsis where it was cut; "" if not even that fits. */
char *plot_ruler_fit (PlotRuler *ruler, const char *text, double width, double size,
                      PlotWeight weight);
/** Breaks a text into at most max lines, never within a word, each of them fitted: what is left for
 *  the last one, and a word wider than a line, may be cut. The caller frees each. */
guint plot_ruler_wrap (PlotRuler *ruler, const char *text, double width, double size,
                       PlotWeight weight, char **lines, guint max);

G_END_DECLS
#endif
