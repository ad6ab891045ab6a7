/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * columns.c - one factory a column, which knows what it is of.
 */
#include "columns.h"
#include "figure-label.h"
#include "tooltip.h"

#include <glib/gi18n.h>

#define TITLE "column-title" /* data of what is in a cell */

typedef struct {
  const AppColumnLook *look;
  const AppCells *cells;
  guint column;
  gpointer data;
  GtkColumnViewColumn *shown; /* borrowed: it owns this */
} Column;

static Column *
column_of (GtkListItem *item)
{
  return g_object_get_data (G_OBJECT (item), "column");
}

void
app_cell_set (GtkListItem *item, const char *text, const char *tip, gboolean alarm)
{
  GtkWidget *label = gtk_list_item_get_child (item);

  app_figure_label_set (label, text);
  app_tooltip_set (label, tip);
  if (tip != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    tip, -1);
  if (alarm)
    gtk_widget_add_css_class (label, "error");
  else
    gtk_widget_remove_css_class (label, "error");
}

/* GTK 4.8 gives the focus of a row to a button in it that is hidden, and Tab leads nowhere from
   there. */
void
app_cell_show_button (GtkWidget *button, gboolean shown)
{
  gtk_widget_set_visible (button, shown);
  gtk_widget_set_can_focus (button, shown);
}

static GtkWidget *
make_label (const AppColumnLook *look)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), look->words ? 0 : 1);
  if (!look->words)
    gtk_widget_add_css_class (label, "numeric");
  if (look->least > 0) {
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_width_chars (GTK_LABEL (label), look->least);
    gtk_label_set_justify (GTK_LABEL (label),
                           look->words ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
  }
  if (look->lines > 0) {
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_label_set_lines (GTK_LABEL (label), look->lines);
  }
  return label;
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Column *column = data;
  GtkWidget *child = NULL;

  g_object_set_data (G_OBJECT (item), "column", column);
  if (column->cells->make != NULL)
    child = column->cells->make (item, column->column, column->data);
  gtk_list_item_set_child (item, child != NULL ? child : make_label (column->look));
}

/* What stands in a cell, or NULL. */
static const char *
words_in (GtkWidget *widget)
{
  const char *words = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  if (GTK_IS_BUTTON (widget)) /* it speaks for itself */
    return NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && words == NULL;
       child = gtk_widget_get_next_sibling (child))
    words = words_in (child);
  return words;
}

/* GTK 4.8 calls a row, which has the focus as a whole, by its type. */
static void
speak_row (GtkWidget *row)
{
  g_autoptr (GString) rest = g_string_new (NULL);
  const char *name = NULL;

  for (GtkWidget *cell = gtk_widget_get_first_child (row); cell != NULL;
       cell = gtk_widget_get_next_sibling (cell)) {
    GtkWidget *child = gtk_widget_get_first_child (cell);
    const char *title = child != NULL ? g_object_get_data (G_OBJECT (child), TITLE) : NULL;
    const char *words = title != NULL ? words_in (child) : NULL;

    if (words != NULL && name == NULL)
      name = words;
    else if (words != NULL)
      g_string_append_printf (rest, "%s%s %s", rest->len > 0 ? ", " : "", title, words);
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : "", GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  rest->str, -1);
}

void
app_cell_speak (GtkListItem *item, const char *title)
{
  GtkWidget *child = gtk_list_item_get_child (item), *cell = gtk_widget_get_parent (child);

  if (g_strcmp0 (g_object_get_data (G_OBJECT (child), TITLE), title) != 0)
    g_object_set_data_full (G_OBJECT (child), TITLE, g_strdup (title), g_free);
  if (gtk_widget_get_next_sibling (cell) == NULL)
    speak_row (gtk_widget_get_parent (cell));
}

/* gettext translates no words into the header of the catalogue, and GTK measures an empty text
   wrongly where text is scaled. */
static const char *
title_of (const AppColumnLook *look)
{
  return look->title[0] != '\0' ? _ (look->title) : "\u00a0";
}

static void
show_cell (gpointer row, GtkListItem *item)
{
  const Column *column = column_of (item);
  gboolean titled = column->look->title[0] != '\0';

  column->cells->show (item, column->column, column->data);
  app_cell_speak (item, titled ? gtk_column_view_column_get_title (column->shown) : "");
}

static gboolean
changes (gpointer row)
{
  return g_signal_lookup ("changed", G_OBJECT_TYPE (row)) != 0;
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gpointer row = gtk_list_item_get_item (item);

  show_cell (row, item);
  if (changes (row))
    g_signal_connect_object (row, "changed", G_CALLBACK (show_cell), item, 0);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gpointer row = gtk_list_item_get_item (item);

  if (changes (row))
    g_signal_handlers_disconnect_by_data (row, item);
}

static void
add_column (GtkColumnView *view, const Column *of)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *column = g_memdup2 (of, sizeof *of);
  GtkColumnViewColumn *added;

  g_object_set_data_full (G_OBJECT (factory), "column", column, g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), column);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), column);
  column->shown = added = gtk_column_view_column_new (title_of (of->look), factory);
  gtk_column_view_column_set_resizable (added, of->look->title[0] != '\0');
  gtk_column_view_column_set_expand (added, of->look->expand);
  gtk_column_view_append_column (view, added);
  g_object_unref (added);
}

/* GTK 4.8 cannot align or explain a column's title; its label is found by walking the header. */
static void
dress_titles (GtkWidget *view, const AppColumnLook *looks, guint n)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (view));

  for (guint i = 0; i < n && title != NULL; i++, title = gtk_widget_get_next_sibling (title)) {
    GtkWidget *box = gtk_widget_get_first_child (title);

    app_tooltip_set (title, looks[i].help != NULL ? _ (looks[i].help) : NULL);
    if (box != NULL && !looks[i].words)
      gtk_widget_set_halign (box, GTK_ALIGN_END);
  }
}

/* --- from right to left --- */

/* How far a table has been scrolled from where reading starts. */
typedef struct {
  GtkAdjustment *across;
  double from_start;
  guint source;
} Start;

static void
start_free (gpointer data)
{
  Start *start = data;

  g_clear_handle_id (&start->source, g_source_remove);
  g_clear_object (&start->across);
  g_free (start);
}

static double
distance (GtkAdjustment *across)
{
  return gtk_adjustment_get_upper (across) - gtk_adjustment_get_page_size (across);
}

static gboolean
on_room_known (gpointer data)
{
  Start *start = data;

  start->source = 0;
  gtk_adjustment_set_value (start->across, distance (start->across) - start->from_start);
  return G_SOURCE_REMOVE;
}

/* Not while sizes are given. */
static void
on_room (GtkWidget *view)
{
  Start *start = g_object_get_data (G_OBJECT (view), "start");

  if (gtk_widget_get_direction (view) == GTK_TEXT_DIR_RTL && start->source == 0)
    start->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_room_known, start, NULL);
}

static void
on_scrolled (GtkWidget *view)
{
  Start *start = g_object_get_data (G_OBJECT (view), "start");

  if (start->source == 0)
    start->from_start = distance (start->across) - gtk_adjustment_get_value (start->across);
}

/* A column view stays at the left whatever the direction of reading, unlike a viewport. */
static void
on_across (GtkWidget *view)
{
  Start *start = g_new0 (Start, 1);

  start->across = g_object_ref (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view)));
  g_signal_connect_object (start->across, "changed", G_CALLBACK (on_room), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (start->across, "value-changed", G_CALLBACK (on_scrolled), view,
                           G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (view), "start", start, start_free);
}

GtkWidget *
app_columns_new (const char *label, GtkSelectionModel *model, const AppColumnLook *looks, guint n,
                 const AppCells *cells, gpointer data)
{
  GtkWidget *view = gtk_column_view_new (model);

  gtk_widget_add_css_class (view, "data-table");
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  for (guint i = 0; i < n; i++)
    add_column (GTK_COLUMN_VIEW (view), &(Column){ &looks[i], cells, i, data, NULL });
  dress_titles (view, looks, n);
  g_signal_connect (view, "notify::hadjustment", G_CALLBACK (on_across), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return view;
}

void
app_columns_set_title (GtkWidget *view, guint column, const char *title)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));
  g_autoptr (GtkColumnViewColumn) one = g_list_model_get_item (columns, column);

  if (g_strcmp0 (gtk_column_view_column_get_title (one), title) != 0)
    gtk_column_view_column_set_title (one, title);
}

void
app_columns_show (GtkWidget *view, guint column, gboolean shown)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));
  g_autoptr (GtkColumnViewColumn) one = g_list_model_get_item (columns, column);

  if (gtk_column_view_column_get_visible (one) != shown)
    gtk_column_view_column_set_visible (one, shown);
}

void
app_columns_name_scroller (GtkWidget *scroller, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* --- height --- */

/* What is above the rows: the titles. */
static int
height_of_titles (GtkScrolledWindow *scroller)
{
  GtkWidget *view = gtk_scrolled_window_get_child (scroller);
  int height = 0;

  if (GTK_IS_COLUMN_VIEW (view))
    gtk_widget_measure (gtk_widget_get_first_child (view), GTK_ORIENTATION_VERTICAL, -1, NULL,
                        &height, NULL, NULL);
  return height;
}

/* Not while sizes are given, when the height of the rows becomes known. */
static gboolean
on_rows_known (gpointer data)
{
  GtkScrolledWindow *scroller = data;
  int most = gtk_scrolled_window_get_max_content_height (scroller);
  int needed;

  if (gtk_widget_get_root (GTK_WIDGET (scroller)) == NULL)
    return G_SOURCE_REMOVE;
  needed = height_of_titles (scroller)
           + (int)gtk_adjustment_get_upper (gtk_scrolled_window_get_vadjustment (scroller));
  if (most >= 0)
    needed = MIN (needed, most);
  if (needed != gtk_scrolled_window_get_min_content_height (scroller))
    gtk_scrolled_window_set_min_content_height (scroller, needed);
  return G_SOURCE_REMOVE;
}

static void
on_rows (GtkScrolledWindow *scroller)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_rows_known, g_object_ref (scroller),
                   g_object_unref);
}

void
app_columns_fit (GtkScrolledWindow *scroller, int most)
{
  gtk_scrolled_window_set_propagate_natural_height (scroller, TRUE);
  gtk_scrolled_window_set_max_content_height (scroller, most);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (scroller), "notify::upper",
                           G_CALLBACK (on_rows), scroller, G_CONNECT_SWAPPED);
}
