/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * grid.c - aligned columns of text for a terminal.
 */
#include "grid.h"

#include <string.h>

#define GAP      2 /* spaces between columns */
#define ELLIPSIS "\xe2\x80\xa6"

struct _SimGrid {
  guint n_columns;
  GPtrArray *cells;
};

SimGrid *
sim_grid_new (guint n_columns)
{
  SimGrid *grid = g_new0 (SimGrid, 1);

  grid->n_columns = n_columns;
  grid->cells = g_ptr_array_new_with_free_func (g_free);
  return grid;
}

void
sim_grid_free (SimGrid *grid)
{
  g_ptr_array_unref (grid->cells);
  g_free (grid);
}

void
sim_grid_add (SimGrid *grid, char *text)
{
  g_ptr_array_add (grid->cells, text);
}

static const char *
cell (const SimGrid *grid, guint row, guint column)
{
  return g_ptr_array_index (grid->cells, row * grid->n_columns + column);
}

static int
column_width (const SimGrid *grid, guint column)
{
  int width = 0;

  for (guint row = 0; row < grid->cells->len / grid->n_columns; row++)
    width = MAX (width, sim_text_width (cell (grid, row, column)));
  return width;
}

static void
append_cell (GString *out, const char *text, int width, gboolean right)
{
  g_autofree char *clipped = sim_text_clip (text, width);
  int room = width - sim_text_width (clipped);

  if (right)
    g_string_append_printf (out, "%*s%s", room, "", clipped);
  else
    g_string_append_printf (out, "%s%*s", clipped, room, "");
}

static gboolean
is_blank (const SimGrid *grid, guint row, guint first, guint last)
{
  for (guint column = first; column < last; column++)
    if (*cell (grid, row, column) != '\0')
      return FALSE;
  return TRUE;
}

static void
write_row (const SimGrid *grid, GString *out, guint row, guint first, guint last, const int *widths)
{
  append_cell (out, cell (grid, row, 0), widths[0], FALSE);
  for (guint column = first; column < last; column++) {
    g_string_append_printf (out, "%*s", GAP, "");
    append_cell (out, cell (grid, row, column), widths[column], TRUE);
  }
  while (g_str_has_suffix (out->str, " "))
    g_string_truncate (out, out->len - 1);
}

/* One block: the names and the columns from first to before last, rows that say nothing left out.
 */
static void
write_block (const SimGrid *grid, GString *out, guint first, guint last, const int *widths,
             gboolean colour)
{
  for (guint row = 0; row < grid->cells->len / grid->n_columns; row++) {
    gsize start = out->len;
    if (is_blank (grid, row, first, last))
      continue;
    write_row (grid, out, row, first, last, widths);
    g_string_append_c (out, '\n');
    if (colour && row == 0)
      sim_text_embolden (out, start);
  }
}

/* The names and one column always fit: the names may take half the line, a column what they leave,
   and the names all that the widest column leaves. */
static void
fit_widths (const SimGrid *grid, int limit, int *widths)
{
  int widest = 0;

  widths[0] = column_width (grid, 0);
  for (guint column = 1; column < grid->n_columns; column++) {
    int most = limit - GAP - MIN (widths[0], limit / 2);
    widths[column] = MIN (column_width (grid, column), most);
    widest = MAX (widest, widths[column] + GAP);
  }
  widths[0] = MIN (widths[0], limit - widest);
}

/* The start and the end of text, where names differ most. */
static char *
clip_middle (const char *text, int columns)
{
  int head = columns / 2, width = 0;
  g_autofree char *start = sim_text_clip (text, head); /* ends in the ellipsis */
  const char *end = text + strlen (text);

  while (end > text) {
    const char *before = g_utf8_prev_char (end);
    width += sim_char_width (g_utf8_get_char (before));
    if (width > columns - head)
      break;
    end = before;
  }
  return g_strconcat (start, end, NULL);
}

/* Cuts names that are too wide, and counts those that are then alike: "(2)" is the second one. */
static void
clip_names (char **names, const int *widths, guint n)
{
  g_autofree char **whole = g_new (char *, n);
  g_autofree gboolean *alike = g_new0 (gboolean, n);

  for (guint i = 0; i < n; i++) {
    whole[i] = names[i];
    names[i] = sim_text_width (whole[i]) > widths[i] ? clip_middle (whole[i], widths[i])
                                                     : g_strdup (whole[i]);
  }
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      alike[i] |= strcmp (whole[i], whole[j]) != 0 && strcmp (names[i], names[j]) == 0
                  && strcmp (names[i], whole[i]) != 0;
  for (guint i = 0; i < n; i++) {
    if (!alike[i])
      continue;
    g_autofree char *count = g_strdup_printf ("(%u)", i + 1);
    g_autofree char *start = sim_text_clip (whole[i], widths[i] - (int)strlen (count));
    g_free (names[i]);
    names[i] = g_strconcat (start, count, NULL);
  }
  for (guint i = 0; i < n; i++)
    g_free (whole[i]);
}

/* The grid with its names and headings cut to the widths. */
static SimGrid *
clipped (const SimGrid *grid, const int *widths)
{
  SimGrid *copy = sim_grid_new (grid->n_columns);
  guint n_rows = grid->cells->len / grid->n_columns, n = grid->n_columns;
  g_autofree int *first = g_new (int, n_rows);
  g_autofree char **names = g_new (char *, MAX (n_rows, 1));

  for (guint i = 0; i < grid->cells->len; i++)
    sim_grid_add (copy, g_strdup (g_ptr_array_index (grid->cells, i)));
  if (n_rows == 0)
    return copy;
  clip_names ((char **)copy->cells->pdata + 1, widths + 1, n - 1);
  for (guint row = 1; row < n_rows; row++) {
    names[row - 1] = copy->cells->pdata[row * n];
    first[row - 1] = widths[0];
  }
  clip_names (names, first, n_rows - 1);
  for (guint row = 1; row < n_rows; row++)
    copy->cells->pdata[row * n] = names[row - 1];
  return copy;
}

void
sim_grid_write (const SimGrid *grid, GString *out, int columns, gboolean colour)
{
  g_autofree int *widths = g_new (int, grid->n_columns);
  int limit = columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : G_MAXINT / 2;

  fit_widths (grid, limit, widths);
  SimGrid *shown = clipped (grid, widths);
  for (guint first = 1, last; first < grid->n_columns; first = last) {
    int used = widths[0];
    for (last = first; last < grid->n_columns && used + widths[last] + GAP <= limit; last++)
      used += widths[last] + GAP;
    if (first > 1)
      g_string_append_c (out, '\n');
    write_block (shown, out, first, last, widths, colour);
  }
  sim_grid_free (shown);
}
