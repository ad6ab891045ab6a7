/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * row-name.h - how many rows a figure has room for, and the name at the left of each, in as many
 * lines as the row has room for.
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
/** Rows of figures share a height; where that is too little for a line each, those at the end are
 *  left out, and one place is for a line that says so. */
typedef struct {
  guint n, shown;
  guint places; /* of the same height: the shown rows, and that line */
} PlotRows;

/** How many of n rows there is room for in a height (px); one at least. */
void plot_rows_init (PlotRows *rows, guint n, double height, const PlotType *type);
/** "and 3 more, not drawn here"; NULL: all are. Newly allocated. */
char *plot_rows_rest (const PlotRows *rows);
/** Draws a text with its left end at x in the place that the rows leave for it, if they do: at y,
 *  cut to a width, above what is drawn there. */
void plot_rows_draw_rest (const PlotRows *rows, PlotCanvas *canvas, double x, double y,
                          double width, const char *text, const PlotType *type);

/** Draws it with its left end at x and its middle at y. */
void plot_row_name_draw (const PlotRowName *name, PlotCanvas *canvas, double x, double y,
                         const PlotType *type);

G_END_DECLS
#endif
