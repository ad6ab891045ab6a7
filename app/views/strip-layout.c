/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * strip-layout.c - columns that are equal as far as long texts in them allow.
 */
#include "views/strip-layout.h"

#include "laid-out.h"

#define COLUMN_GAP  16
#define ROW_GAP     4
#define MAX_COLUMNS 7

struct _AppStripLayout {
  GtkLayoutManager parent_instance;
  int width; /* px that it had last; 0: none yet */
};

G_DEFINE_FINAL_TYPE (AppStripLayout, app_strip_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct {
  int n, widths[MAX_COLUMNS];
} Columns;

/* Number of children laid out. */
static int
count (GtkWidget *widget)
{
  int n = 0;

  for (GtkWidget *child = app_laid_out_first (widget); child != NULL;
       child = app_laid_out_next (child))
    n++;
  return n;
}

/* The least, or the natural, widths of so many columns; returns them with the gaps between. */
static int
find_widths (GtkWidget *widget, Columns *columns, gboolean natural)
{
  int column = 0, sum = (columns->n - 1) * COLUMN_GAP;

  for (int i = 0; i < columns->n; i++)
    columns->widths[i] = 0;
  for (GtkWidget *child = app_laid_out_first (widget); child != NULL;
       child = app_laid_out_next (child), column++) {
    int its[2];

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &its[0], &its[1], NULL, NULL);
    column %= columns->n;
    columns->widths[column] = MAX (columns->widths[column], its[natural ? 1 : 0]);
  }
  for (int i = 0; i < columns->n; i++)
    sum += columns->widths[i];
  return sum;
}

/* Columns of n children in so many rows, about as many in each. */
static int
count_columns (int n, int rows)
{
  return CLAMP ((n + rows - 1) / rows, 1, MAX_COLUMNS);
}

static int
least_rows (int n)
{
  return MAX (1, (n + MAX_COLUMNS - 1) / MAX_COLUMNS);
}

/* Those that need more than an equal share get what they need, the others share the rest. */
static void
share_out (Columns *columns, int width)
{
  int rest = MAX (width - (columns->n - 1) * COLUMN_GAP, columns->n), sharers = columns->n;
  gboolean fixed[MAX_COLUMNS] = { FALSE }, again = TRUE;

  while (again && sharers > 0) {
    again = FALSE;
    for (int i = 0; i < columns->n && !again; i++)
      if (!fixed[i] && columns->widths[i] > rest / sharers) {
        fixed[i] = again = TRUE;
        rest = MAX (rest - columns->widths[i], 0);
        sharers--;
      }
  }
  for (int i = 0; i < columns->n; i++)
    if (!fixed[i])
      columns->widths[i] = MAX (1, rest / sharers);
}

/* Height that a column takes at a width: of its highest child. */
static int
column_height (GtkWidget *widget, const Columns *columns, int column, int width)
{
  int height = 0, place = 0;

  for (GtkWidget *child = app_laid_out_first (widget); child != NULL;
       child = app_laid_out_next (child), place++) {
    int its;

    if (place % columns->n != column)
      continue;
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &its, NULL, NULL, NULL);
    height = MAX (height, its);
  }
  return height;
}

/* The least width, of those from least to most, at which a column is lower than height; 0: none. */
static int
width_below (GtkWidget *widget, const Columns *columns, int column, int least, int most, int height)
{
  if (column_height (widget, columns, column, most) >= height)
    return 0;
  while (least < most) {
    int middle = least + (most - least) / 2;

    if (column_height (widget, columns, column, middle) < height)
      most = middle;
    else
      least = middle + 1;
  }
  return most;
}

/* Columns of least widths are given what spares the highest of them a line, as long as there is
   room for that in all of these: one that stays as high is why the others need not be lower. Those
   to which an equal share is enough for all they have keep that much. */
static void
lower (GtkWidget *widget, Columns *columns, int width)
{
  Columns natural = { .n = columns->n }, equal = *columns;
  int heights[MAX_COLUMNS];

  find_widths (widget, &natural, TRUE);
  share_out (&equal, width);
  for (int i = 0; i < columns->n; i++)
    if (equal.widths[i] >= natural.widths[i])
      columns->widths[i] = natural.widths[i];
  for (int i = 0; i < columns->n; i++)
    heights[i] = column_height (widget, columns, i, columns->widths[i]);
  for (;;) {
    Columns wider = *columns;
    int highest = 0, sum = (columns->n - 1) * COLUMN_GAP;

    for (int i = 0; i < columns->n; i++)
      highest = MAX (highest, heights[i]);
    for (int i = 0; i < columns->n; i++) {
      if (heights[i] == highest)
        wider.widths[i] = width_below (widget, columns, i, columns->widths[i], natural.widths[i],
                                       highest);
      if (wider.widths[i] == 0)
        return;
      sum += wider.widths[i];
    }
    if (sum > width)
      return;
    *columns = wider;
    for (int i = 0; i < columns->n; i++)
      if (heights[i] == highest)
        heights[i] = column_height (widget, columns, i, columns->widths[i]);
  }
}

/* As few rows as the width has room for. */
static void
find_columns (GtkWidget *widget, int width, Columns *columns)
{
  int n = count (widget), rows = least_rows (n);

  columns->n = count_columns (n, rows);
  while (find_widths (widget, columns, FALSE) > width && columns->n > 1)
    columns->n = count_columns (n, ++rows);
  if (n > 0)
    lower (widget, columns, width);
  share_out (columns, width);
}

/* Height of the row that begins at child; child becomes the first of the next row. */
static int
row_height (GtkWidget **child, const Columns *columns)
{
  int height = 0;

  for (int column = 0; column < columns->n && *child != NULL; column++) {
    int needed;

    gtk_widget_measure (*child, GTK_ORIENTATION_VERTICAL, columns->widths[column], &needed, NULL,
                        NULL, NULL);
    height = MAX (height, needed);
    *child = app_laid_out_next (*child);
  }
  return height;
}

static int
rows_height (GtkWidget *widget, int width)
{
  GtkWidget *child = app_laid_out_first (widget);
  Columns columns;
  int height = 0;

  find_columns (widget, width, &columns);
  while (child != NULL)
    height += row_height (&child, &columns) + (height > 0 ? ROW_GAP : 0);
  return height;
}

/* Where it has had no width yet, as if all stood in a row. */
static int
last_width (AppStripLayout *self, GtkWidget *widget)
{
  int n = count (widget);
  Columns row = { .n = count_columns (n, least_rows (n)) };

  return self->width > 0 ? self->width : find_widths (widget, &row, FALSE);
}

int
app_strip_layout_whole_rows (GtkWidget *widget, int most)
{
  AppStripLayout *self = APP_STRIP_LAYOUT (gtk_widget_get_layout_manager (widget));
  GtkWidget *child = app_laid_out_first (widget);
  Columns columns;
  int height = 0;

  find_columns (widget, last_width (self, widget), &columns);
  while (child != NULL) {
    int row = row_height (&child, &columns), gap = height > 0 ? ROW_GAP : 0;

    if (height > 0 && height + gap + row > most)
      break;
    height += gap + row;
  }
  return height;
}

/* A scroller asks for a height without naming a width: it is told that for the width of last time,
   for at the least width names take more lines, and a band below them would stay empty. */
static void
app_strip_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                          int for_size, int *minimum, int *natural, int *minimum_baseline,
                          int *natural_baseline)
{
  int n = count (widget);
  Columns row = { .n = count_columns (n, least_rows (n)) }, column = { .n = 1 };

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = find_widths (widget, &column, FALSE);
    *natural = find_widths (widget, &row, TRUE);
    return;
  }
  if (for_size < 0)
    for_size = last_width (APP_STRIP_LAYOUT (manager), widget);
  *minimum = *natural = rows_height (widget, for_size);
}

static gboolean
on_other_height (gpointer widget)
{
  gtk_widget_queue_resize (widget);
  return G_SOURCE_REMOVE;
}

/* Not while sizes are given. */
static void
note_width (AppStripLayout *self, GtkWidget *widget, int width)
{
  int before = self->width;

  self->width = width;
  if (before != width && rows_height (widget, width) != rows_height (widget, MAX (before, 1)))
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_other_height, g_object_ref (widget), g_object_unref);
}

static void
app_strip_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                           int baseline)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = app_laid_out_first (widget);
  Columns columns;
  int y = 0;

  find_columns (widget, width, &columns);
  note_width (APP_STRIP_LAYOUT (manager), widget, width);
  while (child != NULL) {
    GtkWidget *one = child;
    int row = row_height (&child, &columns), x = 0;

    for (int column = 0; one != child; one = app_laid_out_next (one), column++) {
      int each = columns.widths[column];
      GtkAllocation place = { mirrored ? width - x - each : x, y, each, row };

      gtk_widget_size_allocate (one, &place, -1);
      x += each + COLUMN_GAP;
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
