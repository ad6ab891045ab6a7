/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * picture.c - a small picture of what some rows of a card say.
 */
#include "editor/picture.h"

#include <math.h>

#include <glib/gi18n.h>
#include <pango/pangocairo.h>

#include "theme.h"
#include "tooltip.h"

#define DATA_KEY "trefoil-picture"

typedef struct {
  AppDocument *document;
  const AppPictureKind *kind;
  guint outcome;
  SimScenario *scenario; /* what is shown; NULL: nothing yet */
  gboolean stale;
  PlotStyle style;
} Picture;

static void
picture_free (gpointer data)
{
  Picture *self = data;

  g_object_unref (self->document);
  sim_scenario_unref (self->scenario);
  g_free (self);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Picture *self = data;

  if (self->scenario != NULL)
    self->kind->draw (cr, width, height, &self->style, self->scenario, self->outcome);
}

static void
update_look (GtkWidget *widget)
{
  Picture *self = g_object_get_data (G_OBJECT (widget), DATA_KEY);
  int height = self->kind->height;

  app_theme_fill (&self->style);
  if (self->stale)
    plot_style_fade (&self->style);
  if (self->kind->tall != NULL && self->scenario != NULL)
    height = self->kind->tall (self->scenario, self->outcome);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (widget),
                                       (int)(height * self->style.text_scale));
  gtk_widget_queue_draw (widget);
}

void
app_picture_refresh (GtkWidget *picture, SimDraft *draft)
{
  Picture *self = g_object_get_data (G_OBJECT (picture), DATA_KEY);
  SimScenario *scenario = app_document_scenario (self->document);
  gboolean stale = !app_document_valid (self->document);
  g_autofree char *text = NULL;

  /* The last valid scenario may have fewer outcomes than the draft. */
  if (scenario != NULL
      && self->outcome >= sim_value_length (sim_scenario_value (scenario, "/outcomes")))
    scenario = NULL;
  if (scenario == self->scenario && stale == self->stale)
    return;
  if (scenario != NULL)
    sim_scenario_ref (scenario);
  sim_scenario_unref (self->scenario);
  self->scenario = scenario;
  self->stale = stale;
  gtk_widget_set_visible (picture, scenario != NULL);
  if (scenario != NULL)
    text = self->kind->describe (scenario, self->outcome);
  app_tooltip_set (picture, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
  update_look (picture);
}

GtkWidget *
app_picture_new (AppDocument *document, const AppPictureKind *kind, guint outcome)
{
  GtkWidget *widget = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_IMG, NULL);
  Picture *self = g_new0 (Picture, 1);

  self->document = g_object_ref (document);
  self->kind = kind;
  self->outcome = outcome;
  g_object_set_data_full (G_OBJECT (widget), DATA_KEY, self, picture_free);
  gtk_widget_add_css_class (widget, "picture");
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (widget), draw, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (kind->name), -1);
  gtk_widget_set_visible (widget, FALSE);
  app_theme_watch (G_CALLBACK (update_look), G_OBJECT (widget));
  app_picture_refresh (widget, NULL);
  return widget;
}

/* --- for the kinds --- */

void
app_picture_colour (cairo_t *cr, PlotColour colour)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
}

static PangoLayout *
layout_of (cairo_t *cr, const char *text, double size)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, plot_family ());
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  return layout;
}

double
app_picture_text_width (cairo_t *cr, const char *text, double size)
{
  g_autoptr (PangoLayout) layout = layout_of (cr, text, size);
  int width = 0, height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  return width;
}

void
app_picture_text (cairo_t *cr, double x, double y, double anchor, const char *text, double size,
                  PlotColour colour)
{
  g_autoptr (PangoLayout) layout = layout_of (cr, text, size);
  int width = 0, height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  app_picture_colour (cr, colour);
  cairo_move_to (cr, round (x - anchor * width), round (y - height / 2.0));
  pango_cairo_show_layout (cr, layout);
}

void
app_picture_line (cairo_t *cr, double x0, double y0, double x1, double y1, PlotColour colour)
{
  gboolean level = y0 == y1, upright = x0 == x1;

  app_picture_colour (cr, colour);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, upright ? floor (x0) + 0.5 : x0, level ? floor (y0) + 0.5 : y0);
  cairo_line_to (cr, upright ? floor (x1) + 0.5 : x1, level ? floor (y1) + 0.5 : y1);
  cairo_stroke (cr);
}

PlotColour
app_picture_arm_colour (SimScenario *scenario, guint arm, const PlotStyle *style)
{
  return plot_style_arm (style, sim_scenario_arm_colour (scenario, arm));
}

void
app_picture_mark (cairo_t *cr, double x, double y, double radius, SimScenario *scenario, guint arm,
                  const PlotStyle *style)
{
  PlotMark mark = (PlotMark)(arm % PLOT_N_MARKS);

  for (guint i = 0; i < plot_mark_corners (mark); i++) {
    double dx = 0, dy = 0;

    plot_mark_corner (mark, i, radius, &dx, &dy);
    cairo_line_to (cr, x + dx, y + dy);
  }
  cairo_close_path (cr);
  app_picture_colour (cr, app_picture_arm_colour (scenario, arm, style));
  cairo_fill (cr);
}

void
app_picture_dash (cairo_t *cr, guint arm)
{
  static const double dashes[][4] = { { 5, 3, 5, 3 }, { 2, 2, 2, 2 }, { 7, 2, 2, 2 } };

  if (arm == 0)
    cairo_set_dash (cr, NULL, 0, 0);
  else
    cairo_set_dash (cr, dashes[(arm - 1) % G_N_ELEMENTS (dashes)], 4, 0);
}

void
app_picture_spread (double *places, guint n, double room, double from, double to)
{
  guint order[PLOT_N_ARM_COLOURS];
  double at = from;

  n = MIN (n, PLOT_N_ARM_COLOURS);
  for (guint i = 0; i < n; i++) {
    guint j = i;

    for (; j > 0 && places[order[j - 1]] > places[i]; j--)
      order[j] = order[j - 1];
    order[j] = i;
  }
  /* Down as far as needed, then up again from the end. */
  for (guint i = 0; i < n; i++, at += room) {
    at = MAX (at, places[order[i]]);
    places[order[i]] = at;
  }
  at = to;
  for (guint i = n; i > 0; i--, at -= room) {
    at = MIN (at, places[order[i - 1]]);
    places[order[i - 1]] = at;
  }
}
