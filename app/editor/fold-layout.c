/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fold-layout.c - one line where there is room, else two.
 */
#include "editor/fold-layout.h"

#include "laid-out.h"

#define GAP 6
/* Above and below what takes two lines; of one line the row is high enough. */
#define PAD 6

struct _AppFoldLayout {
  GtkLayoutManager parent_instance;
  GtkWidget *choice; /* only compared */
};

G_DEFINE_FINAL_TYPE (AppFoldLayout, app_fold_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Children that stay beside each other, one of which gives way or takes the rest. */
typedef struct {
  GtkWidget *first, *end; /* end is none of them */
  GtkWidget *flexible;
  int least, wanted; /* widths of all of them, with the gaps between */
} Part;

static int
width_of (GtkWidget *child, gboolean natural)
{
  int widths[2];

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &widths[0], &widths[1], NULL, NULL);
  return widths[natural];
}

static void
add_child (Part *part, GtkWidget *child, gboolean flexible)
{
  int gap = part->first != NULL ? GAP : 0;

  part->first = part->first != NULL ? part->first : child;
  part->flexible = flexible ? child : part->flexible;
  part->least += gap + width_of (child, !flexible);
  part->wanted += gap + width_of (child, TRUE);
}

/* The name with what stands before it, and the choice with what stands behind it. */
static void
find_parts (AppFoldLayout *self, GtkWidget *widget, Part parts[2])
{
  int at = 0;

  parts[0] = parts[1] = (Part){ .first = NULL };
  for (GtkWidget *child = app_laid_out_first (widget); child != NULL;
       child = app_laid_out_next (child)) {
    at = child == self->choice ? 1 : at;
    add_child (&parts[at], child,
               child == self->choice || app_laid_out_next (child) == self->choice);
  }
  parts[0].end = parts[1].first;
}

static int
whole_width (const Part parts[2])
{
  return parts[0].wanted + GAP + parts[1].wanted;
}

/* Gives the children of a part their places from x on, as high as they are with height 0; returns
   the height that they need. */
static int
lay_out (const Part *part, int x, int width, int y, int height, int mirror)
{
  int spare = width - part->wanted, highest = 0;

  for (GtkWidget *child = part->first; child != part->end; child = app_laid_out_next (child)) {
    int its = width_of (child, TRUE) + (child == part->flexible ? spare : 0), needed;

    its = MAX (its, width_of (child, FALSE));
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, its, &needed, NULL, NULL, NULL);
    highest = MAX (highest, needed);
    if (height > 0)
      gtk_widget_size_allocate (
          child, &(GtkAllocation){ mirror > 0 ? mirror - x - its : x, y, its, height }, -1);
    x += its + GAP;
  }
  return highest;
}

static void
app_fold_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                         int for_size, int *minimum, int *natural, int *minimum_baseline,
                         int *natural_baseline)
{
  Part parts[2];
  int heights[2];

  find_parts (APP_FOLD_LAYOUT (manager), widget, parts);
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = MAX (parts[0].least, parts[1].least);
    *natural = whole_width (parts);
    return;
  }
  for (int i = 0; i < 2; i++)
    heights[i] = lay_out (&parts[i], 0, for_size < 0 ? parts[i].wanted : for_size, 0, 0, 0);
  *minimum = *natural = for_size < 0 || for_size >= whole_width (parts)
                            ? MAX (heights[0], heights[1])
                            : heights[0] + heights[1] + 2 * PAD;
}

static void
app_fold_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                          int baseline)
{
  int mirror = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width : 0;
  Part parts[2];

  find_parts (APP_FOLD_LAYOUT (manager), widget, parts);
  gboolean folds = width < whole_width (parts);
  int other = MIN (parts[1].wanted, width), name = folds ? width : width - GAP - other;
  int high = folds ? lay_out (&parts[0], 0, name, 0, 0, 0) : height;
  int top = folds ? PAD : 0, below = folds ? PAD + high : 0;

  lay_out (&parts[0], 0, name, top, high, mirror);
  lay_out (&parts[1], width - other, other, below, height - below - top, mirror);
}

static GtkSizeRequestMode
app_fold_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
app_fold_layout_class_init (AppFoldLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = app_fold_layout_measure;
  layout_class->allocate = app_fold_layout_allocate;
  layout_class->get_request_mode = app_fold_layout_get_request_mode;
}

static void
app_fold_layout_init (AppFoldLayout *self)
{
}

GtkLayoutManager *
app_fold_layout_new (GtkWidget *choice)
{
  AppFoldLayout *self = g_object_new (APP_TYPE_FOLD_LAYOUT, NULL);

  self->choice = choice;
  return GTK_LAYOUT_MANAGER (self);
}
