/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * row-name.c - how many rows have room, and their names, broken into lines.
 */
#include "plot/row-name.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Distance of the middles of two lines, and at least of the names of two rows, in sizes of type. */
#define LEADING 1.2
#define BETWEEN 0.3

void
plot_rows_init (PlotRows *rows, guint n, double height, const PlotType *type)
{
  double most = floor (height / (LEADING * type->size));

  rows->n = n;
  rows->places = MIN (n, (guint)CLAMP (most, 1, G_MAXINT));
  rows->shown = rows->places == n ? n : MAX (rows->places - 1, 1);
}

char *
plot_rows_rest (const PlotRows *rows)
{
  guint rest = rows->n - rows->shown;

  if (rest == 0)
    return NULL;
  /* Translators: the last line of a figure that has no room for all its rows */
  return g_strdup_printf (ngettext ("and %u more, not drawn here", "and %u more, not drawn here",
                                    rest),
                          rest);
}

void
plot_rows_draw_rest (const PlotRows *rows, PlotCanvas *canvas, double x, double y, double width,
                     const char *text, const PlotType *type)
{
  double half = 0.6 * type->size;

  if (text == NULL || rows->places == rows->shown)
    return;
  text = plot_canvas_fit (canvas, text, width, type);
  width = plot_canvas_measure (canvas, text, type);
  plot_canvas_box (canvas, x, y - half, x + width + half, y + half, 0,
                   plot_canvas_style (canvas)->background);
  plot_canvas_text (canvas, x, y, 0, text, type);
}

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
