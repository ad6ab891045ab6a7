/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * swatch.c - the dot in an arm's colour.
 */
#include "editor/swatch.h"

#include "theme.h"

#define DIAMETER 10

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer place)
{
  PlotStyle style;
  PlotColour colour;

  app_theme_fill (&style);
  colour = plot_style_arm (&style, GPOINTER_TO_UINT (place));
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
  cairo_arc (cr, width / 2.0, height / 2.0, DIAMETER / 2.0, 0, 2 * G_PI);
  cairo_fill (cr);
}

void
app_swatch_set_colour (GtkWidget *swatch, guint colour)
{
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw, GUINT_TO_POINTER (colour), NULL);
}

GtkWidget *
app_swatch_new (guint colour)
{
  GtkWidget *swatch = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), DIAMETER);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), DIAMETER);
  app_swatch_set_colour (swatch, colour);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  app_theme_watch (G_CALLBACK (gtk_widget_queue_draw), G_OBJECT (swatch));
  return swatch;
}

#define ARM_KEY "trefoil-arm"

static void
refresh (GtkWidget *swatch, SimDraft *draft)
{
  g_autoptr (SimValue) arms = sim_draft_effective (draft, "/arms");

  guint arm = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (swatch), ARM_KEY));

  app_swatch_set_colour (swatch, sim_arm_colour (arms, arm));
}

GtkWidget *
app_swatch_new_of (AppCard *card, guint arm)
{
  GtkWidget *swatch = app_swatch_new (0);

  g_object_set_data (G_OBJECT (swatch), ARM_KEY, GUINT_TO_POINTER (arm));
  app_card_add_refresh (card, swatch, refresh);
  return swatch;
}
