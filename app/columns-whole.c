/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * columns-whole.c - the width of the first column, from those of the others.
 */
#include "columns-whole.h"

/* Where some columns are out of sight the first has so many times what it needs at least. */
#define ROOMY 1.6

typedef struct {
  GtkWidget *view; /* owns this */
  int given;       /* the width that this has given last; -1: none */
  guint source;
} Whole;

static void
whole_free (gpointer data)
{
  Whole *whole = data;

  g_clear_handle_id (&whole->source, g_source_remove);
  g_free (whole);
}

static GtkWidget *
first_child (GtkWidget *widget)
{
  return widget != NULL ? gtk_widget_get_first_child (widget) : NULL;
}

/* px that the first column needs: of a cell of the first row, whose own measure is the width that
   its column was given. 0: there are no rows. */
static int
least_width (GtkWidget *view)
{
  GtkWidget *rows = gtk_widget_get_next_sibling (first_child (view));
  GtkWidget *cell = first_child (first_child (rows)), *words = first_child (cell);
  GtkBorder padding;
  int least;

  if (words == NULL)
    return 0;
  gtk_style_context_get_padding (gtk_widget_get_style_context (cell), &padding);
  gtk_widget_measure (words, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least + padding.left + padding.right;
}

/* px that are left of the room beside a bar on the side, whether it is there now or not. The width
   of names decides whether they wrap, and so whether there is one: if the columns in sight hung on
   that, both would change for ever. */
static int
room_beside_bar (GtkWidget *view, int room)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW);
  int bar;

  if (scroller == NULL)
    return room;
  gtk_widget_measure (gtk_scrolled_window_get_vscrollbar (GTK_SCROLLED_WINDOW (scroller)),
                      GTK_ORIENTATION_HORIZONTAL, -1, NULL, &bar, NULL, NULL);
  return MIN (room, gtk_widget_get_width (scroller) - bar);
}

/* The width with which a column ends at the end of the room; -1: there is room for all, or for not
   even one. */
static int
find_width (GtkWidget *view, int room)
{
  int beside = room_beside_bar (view, room);
  int least = least_width (view), wide = (int)(ROOMY * least), others = 0, shown = 0;

  for (GtkWidget *title = gtk_widget_get_next_sibling (first_child (first_child (view)));
       title != NULL; title = gtk_widget_get_next_sibling (title)) {
    others += gtk_widget_get_allocated_width (title);
    if (wide + others <= beside)
      shown = others;
  }
  return least > 0 && least + others > beside && shown > 0 ? room - shown : -1;
}

static gboolean
on_room_known (gpointer data)
{
  Whole *whole = data;
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (whole->view));
  g_autoptr (GtkColumnViewColumn) first = g_list_model_get_item (columns, 0);
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (whole->view));
  int room = (int)gtk_adjustment_get_page_size (across), width = -1;

  whole->source = 0;
  if (gtk_column_view_column_get_fixed_width (first) != whole->given)
    return G_SOURCE_REMOVE; /* the user's */
  if (room > 0)
    width = find_width (whole->view, room);
  if (width == whole->given)
    return G_SOURCE_REMOVE;
  whole->given = width;
  gtk_column_view_column_set_fixed_width (first, width);
  return G_SOURCE_REMOVE;
}

/* Not while sizes are given. */
static void
on_room (GtkWidget *view)
{
  Whole *whole = g_object_get_data (G_OBJECT (view), "whole");

  if (whole->source == 0)
    whole->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_room_known, whole, NULL);
}

static void
on_across (GtkWidget *view)
{
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view)), "changed",
                           G_CALLBACK (on_room), view, G_CONNECT_SWAPPED);
}

void
app_columns_show_whole (GtkWidget *view)
{
  Whole *whole = g_new (Whole, 1);

  *whole = (Whole){ view, -1, 0 };
  g_object_set_data_full (G_OBJECT (view), "whole", whole, whole_free);
  g_signal_connect (view, "notify::hadjustment", G_CALLBACK (on_across), NULL);
}
