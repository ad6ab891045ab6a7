/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * row-name.c - names of rows, broken into lines.
 */
#include "plot/row-name.h"

#include <math.h>
#include <string.h>

/* Distance of the middles of two lines, and at least of the names of two rows, in sizes of type. */
#define LEADING 1.2
#define BETWEEN 0.3

void
plot_row_name_init (PlotRowName *name, PlotCanvas *canvas, const char *text, double limit,
                    double height, const PlotType *type)
{
  double most = floor ((height - BETWEEN * type->size) / (LEADING * type->size));

  memset (name, 0, sizeof *name);
  name->n_lines = plot_canvas_wrap (canvas, text, limit, type, name->lines,
                                    (guint)CLAMP (most, 1, PLOT_ROW_NAME_LINES));
  for (guint i = 0; i < name->n_lines; i++) {
    name->width = MAX (name->width, plot_canvas_measure (canvas, name->lines[i], type));
    name->cut |= g_str_has_suffix (name->lines[i], "…");
  }
}

void
plot_row_name_draw (const PlotRowName *name, PlotCanvas *canvas, double x, double y,
                    const PlotType *type)
{
  double leading = LEADING * type->size;

  y -= 0.5 * leading * ((double)name->n_lines - 1);
  for (guint i = 0; i < name->n_lines; i++, y += leading)
    plot_canvas_text (canvas, x, y, 0, name->lines[i], type);
}
