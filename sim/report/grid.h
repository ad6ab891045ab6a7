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

G_BEGIN_DECLS

#define SIM_GRID_LEAST_COLUMNS 40

typedef struct _SimGrid SimGrid;

SimGrid *sim_grid_new (guint n_columns);
void sim_grid_free (SimGrid *grid);
/** Appends the next cell, row by row, the headings first; takes ownership of text. */
void sim_grid_add (SimGrid *grid, char *text);
/** Writes all rows at most columns wide (0: no limit); headings bold if colour. */
void sim_grid_write (const SimGrid *grid, GString *out, int columns, gboolean colour);

/** The cells that a terminal gives to text: 2 for wide characters, 0 for combining ones. */
int sim_text_width (const char *text);
/** The longest start of text that fits, ended by an ellipsis if it is not all. Newly allocated. */
char *sim_text_clip (const char *text, int columns);
/** text with control characters, which might drive the terminal, as spaces. Newly allocated. */
char *sim_text_plain (const char *text);
/** Appends text as a line or lines of its own, bold if colour; columns as in sim_text_wrap(). */
void sim_text_heading (GString *out, const char *text, int columns, gboolean colour);
/** Appends plain text broken at spaces into lines of at most columns (0: no limit). */
void sim_text_wrap (GString *out, const char *text, int columns);

G_END_DECLS
#endif
