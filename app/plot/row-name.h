/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * row-name.h - the name at the left of a row, in as many lines as the row has room for.
 */
#ifndef PLOT_ROW_NAME_H
#define PLOT_ROW_NAME_H

#include "plot/canvas.h"

G_BEGIN_DECLS

#define PLOT_ROW_NAME_LINES 3

typedef struct {
  const char *lines[PLOT_ROW_NAME_LINES]; /* valid until the frame ends */
  guint n_lines;
  double width; /* px, of the widest line */
  gboolean cut;
} PlotRowName;

/** Breaks a name into lines of at most `limit` px that a row of that height has room for; one line
 *  at least. What has no room is cut. */
void plot_row_name_init (PlotRowName *name, PlotCanvas *canvas, const char *text, double limit,
                         double height, const PlotType *type);
/** Draws it with its left end at x and its middle at y. */
void plot_row_name_draw (const PlotRowName *name, PlotCanvas *canvas, double x, double y,
                         const PlotType *type);

G_END_DECLS
#endif
