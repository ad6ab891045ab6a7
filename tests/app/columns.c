/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/columns.c and columns-whole.c: a table that is wider than its room begins where
 * reading begins, stays where it was scrolled to, and shows no column in part.
 */
#include "columns-whole.h"
#include "columns.h"

#define N_COLUMNS 5
#define TIMEOUT   (10 * G_USEC_PER_SEC)
#define TEXT      "Such words that five of them take more than the room there is"

static const AppColumnLook looks[N_COLUMNS] = {
  { "One", .words = TRUE }, { "Two" }, { "Three" }, { "Four" }, { "Five" },
};

static void
show_cell (GtkListItem *item, guint column, gpointer data)
{
  app_cell_set (item, TEXT, NULL, FALSE);
}

static const AppCells cells = { .show = show_cell };

/* How far the table of a window can be scrolled; 0: not laid out yet. */
static double
range_of (GtkAdjustment *across)
{
  return gtk_adjustment_get_upper (across) - gtk_adjustment_get_page_size (across);
}

static void
turn_until (gboolean (*done) (GtkAdjustment *across), GtkAdjustment *across)
{
  gint64 end = g_get_monotonic_time () + TIMEOUT;

  while (!done (across) && g_get_monotonic_time () < end) {
    while (g_main_context_iteration (NULL, FALSE))
      ;
    g_usleep (2000);
  }
  g_assert_true (done (across));
}

static gboolean
is_wide (GtkAdjustment *across)
{
  return range_of (across) > 500;
}

static gboolean
is_at_right (GtkAdjustment *across)
{
  return is_wide (across) && gtk_adjustment_get_value (across) == range_of (across);
}

static gboolean
is_near_right (GtkAdjustment *across)
{
  return is_wide (across) && gtk_adjustment_get_value (across) == range_of (across) - 100;
}

static GtkAdjustment *
open_table (GtkTextDirection direction, GtkWindow **window)
{
  const char *rows[] = { "a", "b", NULL };
  GtkWidget *scroller = gtk_scrolled_window_new (), *view;

  gtk_widget_set_default_direction (direction);
  *window = GTK_WINDOW (gtk_window_new ());
  view = app_columns_new ("Words",
                          GTK_SELECTION_MODEL (gtk_no_selection_new (
                              G_LIST_MODEL (gtk_string_list_new (rows)))),
                          looks, N_COLUMNS, &cells, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_window_set_child (*window, scroller);
  gtk_window_set_default_size (*window, 300, 200);
  gtk_window_present (*window);
  return gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static void
test_right_to_left (void)
{
  GtkWindow *window;
  GtkAdjustment *across = open_table (GTK_TEXT_DIR_RTL, &window);

  turn_until (is_at_right, across);
  gtk_adjustment_set_value (across, range_of (across) - 100);
  gtk_window_set_default_size (window, 260, 200);
  turn_until (is_near_right, across);
  gtk_window_destroy (window);
}

static void
test_left_to_right (void)
{
  GtkWindow *window;
  GtkAdjustment *across = open_table (GTK_TEXT_DIR_LTR, &window);

  turn_until (is_wide, across);
  g_assert_cmpfloat (gtk_adjustment_get_value (across), ==, 0);
  gtk_window_destroy (window);
}

/* --- whole columns --- */

static const AppColumnLook named[N_COLUMNS] = {
  { "Name", .words = TRUE, .expand = TRUE, .least = 8, .lines = 2 },
  { "Two" }, { "Three" }, { "Four" }, { "Five" },
};

static void
show_number (GtkListItem *item, guint column, gpointer data)
{
  app_cell_set (item, column == 0 ? TEXT : "1234567890", NULL, FALSE);
}

static const AppCells numbers = { .show = show_number };

static GtkWidget *
open_named (GtkWindow **window, int width)
{
  const char *rows[] = { "a", "b", NULL };
  GtkWidget *scroller = gtk_scrolled_window_new (), *view;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  *window = GTK_WINDOW (gtk_window_new ());
  view = app_columns_new ("Numbers",
                          GTK_SELECTION_MODEL (gtk_no_selection_new (
                              G_LIST_MODEL (gtk_string_list_new (rows)))),
                          named, N_COLUMNS, &numbers, NULL);
  app_columns_show_whole (view);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_window_set_child (*window, scroller);
  gtk_window_set_default_size (*window, width, 200);
  gtk_window_present (*window);
  return view;
}

/* Widths of the columns as they are on the screen. */
static void
find_widths (GtkWidget *view, int widths[N_COLUMNS])
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (view));

  for (guint i = 0; i < N_COLUMNS; i++, title = gtk_widget_get_next_sibling (title))
    widths[i] = gtk_widget_get_allocated_width (title);
}

static GtkWidget *table; /* of ends_whole() */

/* Whether there is a column with the end of the room, and at least n beside the first. */
static gboolean
ends_whole (GtkAdjustment *across, int n)
{
  int widths[N_COLUMNS], end, room = (int)gtk_adjustment_get_page_size (across);

  find_widths (table, widths);
  end = widths[0];
  for (int i = 1; i < N_COLUMNS; i++) {
    end += widths[i];
    if (end == room && i >= n)
      return TRUE;
  }
  return FALSE;
}

static gboolean
ends_with_some (GtkAdjustment *across)
{
  return range_of (across) > 20 && ends_whole (across, 2);
}

static gboolean
ends_with_all (GtkAdjustment *across)
{
  return range_of (across) == 0 && ends_whole (across, 4);
}

/* In a narrow room the name takes what makes the last column end with it; in a wide one what the
   others leave. */
static void
test_whole (void)
{
  GtkWindow *window;
  GtkAdjustment *across;
  int widths[N_COLUMNS];

  table = open_named (&window, 330);
  across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (table));
  turn_until (ends_with_some, across);
  gtk_window_set_default_size (window, 300, 200);
  turn_until (ends_with_some, across);
  gtk_window_set_default_size (window, 900, 200);
  turn_until (ends_with_all, across);
  find_widths (table, widths);
  g_assert_cmpint (widths[0], >, 300);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/columns/right-to-left", test_right_to_left);
  g_test_add_func ("/columns/left-to-right", test_left_to_right);
  g_test_add_func ("/columns/whole", test_whole);
  return g_test_run ();
}
