/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * swatch.c - the dot in an arm's colour.
 */
#include "editor/swatch.h"

#include "theme.h"

#define DIAMETER 10

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer arm)
{
  PlotStyle style;
  PlotColour colour;

  app_theme_fill (&style);
  colour = plot_style_arm (&style, GPOINTER_TO_UINT (arm));
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
  cairo_arc (cr, width / 2.0, height / 2.0, DIAMETER / 2.0, 0, 2 * G_PI);
  cairo_fill (cr);
}

void
app_swatch_set_arm (GtkWidget *swatch, guint arm)
{
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw, GUINT_TO_POINTER (arm), NULL);
}

GtkWidget *
app_swatch_new (guint arm)
{
  GtkWidget *swatch = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), DIAMETER);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), DIAMETER);
  app_swatch_set_arm (swatch, arm);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  app_theme_watch (G_CALLBACK (gtk_widget_queue_draw), G_OBJECT (swatch));
  return swatch;
}
