/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * thumbnail.c - draws a small figure.
 */
#include "start/thumbnail.h"

#include "theme.h"
#include "tooltip.h"

#define WIDTH  208
#define HEIGHT 104

struct _AppThumbnail {
  GtkWidget parent_instance;

  GtkWidget *area;
  PlotFigure *figure;
};

G_DEFINE_FINAL_TYPE (AppThumbnail, app_thumbnail, GTK_TYPE_WIDGET)

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  AppThumbnail *self = data;
  PlotStyle style;

  if (self->figure == NULL)
    return;
  app_theme_fill (&style);
  style.interactive = FALSE;
  plot_figure_draw (self->figure, cr, width, height, &style, NULL);
}

static void
on_style (AppThumbnail *self)
{
  gtk_widget_queue_draw (self->area);
}

static void
app_thumbnail_dispose (GObject *object)
{
  AppThumbnail *self = APP_THUMBNAIL (object);

  g_clear_pointer (&self->area, gtk_widget_unparent);
  g_clear_pointer (&self->figure, plot_figure_unref);
  G_OBJECT_CLASS (app_thumbnail_parent_class)->dispose (object);
}

static void
app_thumbnail_class_init (AppThumbnailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_thumbnail_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "thumbnail");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
app_thumbnail_init (AppThumbnail *self)
{
  self->area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_PRESENTATION, "content-width", WIDTH,
                             "content-height", HEIGHT, NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw, self, NULL);
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  app_theme_watch (G_CALLBACK (on_style), G_OBJECT (self));
}

GtkWidget *
app_thumbnail_new (void)
{
  return g_object_new (APP_TYPE_THUMBNAIL, NULL);
}

void
app_thumbnail_set_figure (AppThumbnail *self, PlotFigure *figure)
{
  g_autofree char *title = NULL;

  if (figure == self->figure)
    return;
  g_clear_pointer (&self->figure, plot_figure_unref);
  self->figure = figure != NULL ? plot_figure_ref (figure) : NULL;
  title = figure != NULL ? plot_figure_title (figure) : NULL;
  app_tooltip_set (GTK_WIDGET (self), title);
  gtk_widget_queue_draw (self->area);
}
