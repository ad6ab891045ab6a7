/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bar.c - a layout in rows.
 */
#include "views/bar.h"

#include "laid-out.h"

#define GAP     8
#define ROW_GAP 4

struct _AppBarLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (AppBarLayout, app_bar_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
width_of (GtkWidget *child, gboolean natural)
{
  int least, wished;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wished, NULL, NULL);
  return natural ? wished : least;
}

static int
height_of (GtkWidget *child, int width)
{
  int least, wished;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &least, &wished, NULL, NULL);
  return wished;
}

/* What children have of the width of a row. */
typedef struct {
  GtkWidget *end; /* the first of the next row, or NULL */
  int rest;       /* px that are left over */
  int n_expand;   /* to be shared by so many */
} Row;

static Row
row_from (GtkWidget *child, int width)
{
  Row row = { .end = child, .rest = width };

  while (row.end != NULL) {
    int wished = width_of (row.end, TRUE) + (row.end != child ? GAP : 0);

    if (row.end != child && wished > row.rest)
      break;
    row.rest = MAX (row.rest - wished, 0);
    row.n_expand += gtk_widget_compute_expand (row.end, GTK_ORIENTATION_HORIZONTAL);
    row.end = app_laid_out_next (row.end);
  }
  return row;
}

static int
width_in (const Row *row, GtkWidget *child, int width)
{
  int more = gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL)
                 ? row->rest / MAX (row->n_expand, 1)
                 : 0;

  return MIN (width_of (child, TRUE), width) + more;
}

static int
row_height (const Row *row, GtkWidget *child, int width)
{
  int height = 0;

  for (; child != row->end; child = app_laid_out_next (child))
    height = MAX (height, height_of (child, width_in (row, child, width)));
  return height;
}

static GtkSizeRequestMode
app_bar_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
app_bar_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                        int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  GtkWidget *child = app_laid_out_first (widget);
  int width = for_size >= 0 ? for_size : G_MAXINT / 2;

  *minimum = *natural = 0;
  for (; orientation == GTK_ORIENTATION_HORIZONTAL && child != NULL;
       child = app_laid_out_next (child)) {
    *minimum = MAX (*minimum, width_of (child, FALSE));
    *natural += width_of (child, TRUE) + (*natural > 0 ? GAP : 0);
  }
  while (child != NULL) {
    Row row = row_from (child, width);

    *natural += row_height (&row, child, width) + (*natural > 0 ? ROW_GAP : 0);
    child = row.end;
  }
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural;
}

static void
app_bar_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                         int baseline)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = app_laid_out_first (widget);
  int y = 0;

  while (child != NULL) {
    Row row = row_from (child, width);
    int high = row_height (&row, child, width), x = 0;

    for (; child != row.end; child = app_laid_out_next (child)) {
      int each = width_in (&row, child, width);
      GtkAllocation place = { mirrored ? width - x - each : x, y, each, high };

      gtk_widget_size_allocate (child, &place, -1);
      x += each + GAP;
    }
    y += high + ROW_GAP;
  }
}

static void
app_bar_layout_class_init (AppBarLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = app_bar_layout_get_request_mode;
  layout_class->measure = app_bar_layout_measure;
  layout_class->allocate = app_bar_layout_allocate;
}

static void
app_bar_layout_init (AppBarLayout *self)
{
}

GtkWidget *
app_bar_new (void)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (bar, g_object_new (APP_TYPE_BAR_LAYOUT, NULL));
  return bar;
}
