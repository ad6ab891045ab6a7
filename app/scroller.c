/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scroller.c - a scroller that asks for the height that its child has at its width.
 */
#include "scroller.h"

struct _AppScroller {
  GtkWidget parent_instance;

  GtkWidget *scroller, *viewport;
};

G_DEFINE_FINAL_TYPE (AppScroller, app_scroller, GTK_TYPE_WIDGET)

GtkWidget *
app_scroller_child (AppScroller *self)
{
  return gtk_viewport_get_child (GTK_VIEWPORT (self->viewport));
}

void
app_scroller_set_child (AppScroller *self, GtkWidget *child)
{
  gtk_viewport_set_child (GTK_VIEWPORT (self->viewport), child);
  gtk_widget_set_visible (GTK_WIDGET (self), child != NULL);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A scroller by itself asks for the height at the natural width. */
static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  AppScroller *self = APP_SCROLLER (widget);

  gtk_widget_measure (self->scroller, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (self->viewport, orientation, for_size, NULL, natural, NULL, NULL);
  *natural = MAX (*natural, *minimum);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (APP_SCROLLER (widget)->scroller, width, height, baseline, NULL);
}

static void
app_scroller_dispose (GObject *object)
{
  g_clear_pointer (&APP_SCROLLER (object)->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (app_scroller_parent_class)->dispose (object);
}

static void
app_scroller_class_init (AppScrollerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_scroller_dispose;
  GTK_WIDGET_CLASS (klass)->get_request_mode = get_request_mode;
  GTK_WIDGET_CLASS (klass)->measure = measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = size_allocate;
}

static void
app_scroller_init (AppScroller *self)
{
  self->scroller = gtk_scrolled_window_new ();
  self->viewport = gtk_viewport_new (NULL, NULL);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (self->viewport), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  /* A bar that comes with the pointer alone would leave the last lines unknown. */
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (self->scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->viewport);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
app_scroller_new (void)
{
  return g_object_new (APP_TYPE_SCROLLER, NULL);
}
