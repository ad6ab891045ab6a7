/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scaled.c - a layout that enlarges what it holds as a whole.
 *
 * What the child needs at its least is not enlarged: the factor gives way instead, so that turning
 * it up never makes a window larger.
 */
#include "scaled.h"

#include <math.h>

#include "laid-out.h"

struct _AppScaled {
  GtkLayoutManager parent_instance;
  double wanted;
};

G_DEFINE_FINAL_TYPE (AppScaled, app_scaled, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
app_scaled_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  GtkWidget *child = app_laid_out_first (widget);

  return child != NULL ? gtk_widget_get_request_mode (child) : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
app_scaled_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                    int for_size, int *minimum, int *natural, int *minimum_baseline,
                    int *natural_baseline)
{
  GtkWidget *child = app_laid_out_first (widget);

  *minimum = *natural = 0;
  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

/* In whole px, of which the child then takes a hair more or less than one each. */
static int
room (int size, double factor)
{
  return (int)lround (size / factor);
}

/* The narrower the room, the higher what stands in it: its width is settled first. */
static double
factor_in (AppScaled *self, GtkWidget *child, int width, int height)
{
  double factor = self->wanted;
  int least;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  factor = MIN (factor, (double)width / MAX (least, 1));
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, room (width, MAX (factor, 1)), &least, NULL,
                      NULL, NULL);
  factor = MIN (factor, (double)height / MAX (least, 1));
  return MAX (factor, 1);
}

static void
app_scaled_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                     int baseline)
{
  AppScaled *self = APP_SCALED (manager);
  GtkWidget *child = app_laid_out_first (widget);
  double factor;
  int inner_width, inner_height;

  if (child == NULL)
    return;
  factor = factor_in (self, child, width, height);
  inner_width = room (width, factor);
  inner_height = room (height, factor);
  gtk_widget_allocate (child, inner_width, inner_height, -1,
                       factor > 1 ? gsk_transform_scale (NULL, (float)width / (float)inner_width,
                                                         (float)height / (float)inner_height)
                                  : NULL);
}

static void
app_scaled_class_init (AppScaledClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = app_scaled_get_request_mode;
  layout_class->measure = app_scaled_measure;
  layout_class->allocate = app_scaled_allocate;
}

static void
app_scaled_init (AppScaled *self)
{
  self->wanted = 1;
}

GtkLayoutManager *
app_scaled_new (void)
{
  return g_object_new (APP_TYPE_SCALED, NULL);
}

gboolean
app_scaled_set (AppScaled *self, double wanted)
{
  wanted = MAX (wanted, 1);
  if (wanted == self->wanted)
    return FALSE;
  self->wanted = wanted;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  return TRUE;
}

double
app_scaled_get (AppScaled *self)
{
  return self->wanted;
}
