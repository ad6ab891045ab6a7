/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * grid.h - aligned columns of text for a terminal. Private to sim/report.
 *
 * The first column names the row and stands left; the others stand right, as numbers do. What is
 * too wide goes on in a further block beneath, the first column repeated: nothing is cut but
 * names, and these only where a block of one column would not fit: in the middle, and names that
 * are alike then are counted.
 */
#ifndef SIM_REPORT_GRID_H
#define SIM_REPORT_GRID_H

#include <glib.h>

#include "text.h"

G_BEGIN_DECLS

#define SIM_GRID_LEAST_COLUMNS 40

typedef struct _SimGrid SimGrid;

SimGrid *sim_grid_new (guint n_columns);
void sim_grid_free (SimGrid *grid);
/** Appends the next cell, row by row, the headings first; takes ownership of text. */
void sim_grid_add (SimGrid *grid, char *text);
/** Writes all rows at most columns wide (0: no limit); headings bold if colour. */
void sim_grid_write (const SimGrid *grid, GString *out, int columns, gboolean colour);

G_END_DECLS
#endif
