/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * strip-layout.c - equal columns.
 */
#include "views/strip-layout.h"

#define COLUMN_GAP  16
#define ROW_GAP     4
#define MAX_COLUMNS 7

struct _AppStripLayout {
  GtkLayoutManager parent_instance;
  int each; /* px that a column had last; 0: none yet */
};

G_DEFINE_FINAL_TYPE (AppStripLayout, app_strip_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Number of children laid out, and the widest of their least and natural widths. */
static int
survey (GtkWidget *widget, int *least, int *natural)
{
  int n = 0;

  *least = *natural = 0;
  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)), n++) {
    int child_least, child_natural;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_least, &child_natural, NULL,
                        NULL);
    *least = MAX (*least, child_least);
    *natural = MAX (*natural, child_natural);
  }
  return n;
}

/* Columns for n children, evened out over the rows they make. */
static int
count_columns (int n)
{
  int rows = MAX (1, (n + MAX_COLUMNS - 1) / MAX_COLUMNS);

  return MAX (1, (n + rows - 1) / rows);
}

static int
span (int columns, int width)
{
  return columns * width + (columns - 1) * COLUMN_GAP;
}

static int
column_width (int columns, int width)
{
  return MAX (1, (width - (columns - 1) * COLUMN_GAP) / columns);
}

/* Height of the row that begins at child; child becomes the first of the next row. */
static int
row_height (GtkWidget **child, int columns, int width)
{
  int height = 0;

  for (int column = 0; column < columns && *child != NULL; column++) {
    int needed;

    gtk_widget_measure (*child, GTK_ORIENTATION_VERTICAL, width, &needed, NULL, NULL, NULL);
    height = MAX (height, needed);
    *child = next_shown (gtk_widget_get_next_sibling (*child));
  }
  return height;
}

static int
rows_height (GtkWidget *widget, int columns, int width)
{
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  int height = 0;

  while (child != NULL)
    height += row_height (&child, columns, width) + (height > 0 ? ROW_GAP : 0);
  return height;
}

/* A scroller asks for a height without naming a width: it is told that for the width of last time,
   for at the least width names take more lines, and a band below them would stay empty. */
static void
app_strip_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                          int for_size, int *minimum, int *natural, int *minimum_baseline,
                          int *natural_baseline)
{
  int least, wished;
  int n = survey (widget, &least, &wished);
  int columns = count_columns (n);
  int last = MAX (APP_STRIP_LAYOUT (manager)->each, least);
  int width = for_size < 0 ? last : column_width (columns, for_size);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = span (columns, least);
    *natural = span (columns, wished);
    return;
  }
  *minimum = *natural = rows_height (widget, columns, width);
}

static gboolean
on_other_height (gpointer widget)
{
  gtk_widget_queue_resize (widget);
  return G_SOURCE_REMOVE;
}

/* Not while sizes are given. */
static void
note_width (AppStripLayout *self, GtkWidget *widget, int columns, int each)
{
  int before = self->each;

  self->each = each;
  if (before != each
      && rows_height (widget, columns, each) != rows_height (widget, columns, MAX (before, 1)))
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_other_height, g_object_ref (widget), g_object_unref);
}

static void
app_strip_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                           int baseline)
{
  int least, wished;
  int n = survey (widget, &least, &wished);
  int columns = count_columns (n);
  int each = column_width (columns, width);
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  int y = 0;

  note_width (APP_STRIP_LAYOUT (manager), widget, columns, each);
  while (child != NULL) {
    GtkWidget *first = child;
    int row = row_height (&child, columns, each);
    int column = 0;

    for (; first != child; first = next_shown (gtk_widget_get_next_sibling (first)), column++) {
      GtkAllocation place = { column * (each + COLUMN_GAP), y, each, row };

      gtk_widget_size_allocate (first, &place, -1);
    }
    y += row + ROW_GAP;
  }
}

static GtkSizeRequestMode
app_strip_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
app_strip_layout_class_init (AppStripLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = app_strip_layout_measure;
  layout_class->allocate = app_strip_layout_allocate;
  layout_class->get_request_mode = app_strip_layout_get_request_mode;
}

static void
app_strip_layout_init (AppStripLayout *self)
{
}
