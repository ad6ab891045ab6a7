/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * difference-list.c - a grid of three columns: what, here, there.
 */
#include "difference-list.h"

#include <glib/gi18n.h>

#define WIDTH      560
#define ROW_HEIGHT 30
#define MOST_HIGH  260
#define MOST_LINES 3 /* of a value: notes may be pages */

static void
add_cell (GtkGrid *grid, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), MOST_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), column == 0 ? 30 : 18);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static const char *
or_nothing (const char *text)
{
  return text != NULL && *text != '\0' ? text : "–";
}

/* Those that change numbers, or those that change none; returns the next free row. */
static int
add_rows (GtkGrid *grid, const GPtrArray *differences, gboolean labels, int row)
{
  gboolean first = TRUE;

  for (guint i = 0; i < differences->len; i++) {
    const SimDifference *difference = g_ptr_array_index (differences, i);

    if ((difference->stage == SIM_STAGE_LABEL) != labels)
      continue;
    if (labels && first)
      add_cell (grid, 0, row++, _ ("Changes no number:"), "dim-label");
    first = FALSE;
    add_cell (grid, 0, row, difference->what, NULL);
    add_cell (grid, 1, row, or_nothing (difference->a), "numeric");
    add_cell (grid, 2, row++, or_nothing (difference->b), "numeric");
  }
  return row;
}

GtkWidget *
app_difference_list_new (const GPtrArray *differences, const char *a, const char *b)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  GtkWidget *scroller = gtk_scrolled_window_new ();
  int rows;

  gtk_grid_set_column_spacing (grid, 18);
  gtk_grid_set_row_spacing (grid, 6);
  add_cell (grid, 1, 0, a, "heading");
  add_cell (grid, 2, 0, b, "heading");
  rows = add_rows (grid, differences, FALSE, 1);
  rows = add_rows (grid, differences, TRUE, rows);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (grid));
  gtk_widget_set_size_request (scroller, WIDTH, MIN (ROW_HEIGHT * (rows + 1), MOST_HIGH));
  return scroller;
}
