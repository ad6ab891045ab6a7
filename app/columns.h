/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * columns.h - the columns of a table of numbers: how their cells are made, kept and titled.
 *
 * A row is an object of the model; where its type has a signal "changed" its cells follow it. From
 * right to left a table in a scroller begins at its right end.
 */
#ifndef APP_COLUMNS_H
#define APP_COLUMNS_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** What a column looks like. */
typedef struct {
  const char *title, *help; /* not translated yet; help is the tooltip of the title, or NULL */
  gboolean words;           /* starts at the start; else numbers, with their end at the end */
  gboolean expand;          /* takes the room that is left */
  int least;                /* words: characters of the narrowest line that they are broken into,
                               so that none is cut; 0: they stand in one line */
  int lines;                /* of those, how many at most: what is more ends in an ellipsis, and is
                               said by the tooltip of the cell; 0: all */
} AppColumnLook;

/** What is in the cells of a table. */
typedef struct {
  /** The widget of a cell that is no label; NULL, or NULL returned: a label. */
  GtkWidget *(*make) (GtkListItem *item, guint column, gpointer data);
  /** Fills the cell from the item of the list item. */
  void (*show) (GtkListItem *item, guint column, gpointer data);
} AppCells;

/** A view with n columns named in words for those who cannot see it; looks and cells are borrowed
 *  for its life. model (taken over) may be NULL until there is one. */
GtkWidget *app_columns_new (const char *label, GtkSelectionModel *model, const AppColumnLook *looks,
                            guint n, const AppCells *cells, gpointer data);
/** Names the scroller of a table as the table is: while that has no rows, it has the focus. */
void app_columns_name_scroller (GtkWidget *scroller, const char *label);
/** Has a scroller be as high as the rows of the table in it, up to so many px (-1: all): GTK 4.8
 *  measures rows as if their words stood in one line. */
void app_columns_fit (GtkScrolledWindow *scroller, int most);
/** Another title for a column (copied) than that of its look. */
void app_columns_set_title (GtkWidget *view, guint column, const char *title);
/** Whether a column of a view is there: one without a single value says nothing. */
void app_columns_show (GtkWidget *view, guint column, gboolean shown);
/** Fills a cell that is a label: its text, its tooltip (or NULL), and whether it is an alarm. */
void app_cell_set (GtkListItem *item, const char *text, const char *tip, gboolean alarm);
/** Tells screen readers of the row once its last cell is filled: it is named by its first cell and
 *  described by the others, each with the title of its column. For tables that make their cells
 *  themselves: after a cell is filled. */
void app_cell_speak (GtkListItem *item, const char *title);
/** Whether the button of a cell is there; where it is not, the keyboard passes it over. */
void app_cell_show_button (GtkWidget *button, gboolean shown);

G_END_DECLS
#endif
