/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * looks.c - style of the desktop, and the style sheet of the views.
 */
#include "views/looks.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "theme.h"
#include "views/views.h"

/* Sizes in em: the interface's font scales them. */
static const char style_sheet[]
    = "plotarea { border-radius: 6px; outline: 0 solid transparent; outline-offset: -4px; }\n"
      "plotarea:focus-visible { outline: 2px solid alpha(@accent_color, 0.6); }\n"
      ".view-bar { margin: 2px 20px 2px 20px; }\n"
      ".plot-card { background: @popover_bg_color; color: @popover_fg_color; padding: 8px 12px;\n"
      "  border-radius: 9px; border: 1px solid alpha(currentColor, 0.12);\n"
      "  box-shadow: 0 2px 8px alpha(black, 0.18); font-size: 0.92em; }\n"
      ".plot-card .title { font-weight: bold; margin-bottom: 4px; }\n"
      ".plot-card .value { font-weight: bold; font-feature-settings: \"tnum\"; }\n"
      ".trial-table { padding: 4px 22px 12px 22px; font-size: 0.95em;\n"
      "  font-feature-settings: \"tnum\"; }\n"
      ".trial-table .heading { font-size: 0.95em; font-weight: bold;\n"
      "  color: alpha(@view_fg_color, 0.7); }\n"
      ".trial-table .chosen { font-weight: bold; }\n"
      ".trial-patients { margin: 0 22px 8px 22px; }\n"
      ".trial-patients columnview { background: transparent; font-size: 0.95em; }\n"
      ".trial-patients columnview cell { padding: 2px 8px; }\n"
      ".trials-tally { padding: 6px 22px 12px 22px; }\n"
      ".trials-tally .name { font-size: 0.92em; }\n"
      ".trials-tally .value { font-size: 1.15em; font-weight: bold;\n"
      "  font-feature-settings: \"tnum\"; }\n"
      ".trials-tally .spread { font-size: 0.85em; }\n"
      "figures { padding: 12px 22px 10px 22px; }\n"
      "figures .name { font-size: 0.92em; font-weight: 500; }\n"
      "figures .value { font-size: 1.9em; font-weight: 800; font-feature-settings: \"tnum\"; }\n"
      "figures .spread { font-size: 0.85em; }\n"
      "figures.stale, errors.stale, .trial-table.stale, .trials-tally.stale,\n"
      ".stale columnview > listview { opacity: 0.45; }\n"
      ".compare-top { padding: 6px 22px 2px 22px; }\n"
      ".compare-differences { padding: 6px 22px 10px 22px; font-size: 0.95em; }\n"
      ".plan-empty { padding: 24px; line-height: 1.4; }\n"
      "characteristics columnview { background: transparent; }\n"
      "characteristics columnview { font-size: 0.95em; }\n"
      "characteristics columnview cell { padding: 3px 5px; }\n"
      ".view-bar dropdown > button, .compare-top dropdown > button { font-weight: 500; }\n"
      "characteristics columnview cell button { min-height: 0; min-width: 0; padding: 0 6px; }\n"
      "characteristics columnview > header > button { padding: 4px 5px; min-height: 1.6em;\n"
      "  color: @view_fg_color; }\n"
      "characteristics columnview > header > button label { font-size: 0.95em;\n"
      "  font-weight: bold; color: alpha(@view_fg_color, 0.7); }\n"
      "characteristics columnview row > cell:first-child,\n"
      "characteristics columnview > header > button:first-child { padding-left: 22px; }\n"
      "characteristics columnview row > cell:last-child,\n"
      "characteristics columnview > header > button:last-child { padding-right: 22px; }\n";

static char *
interface_family (void)
{
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  char *family;

  g_object_get (gtk_settings_get_default (), "gtk-font-name", &name, NULL);
  if (name == NULL)
    return NULL;
  font = pango_font_description_from_string (name);
  family = g_strdup (pango_font_description_get_family (font));
  pango_font_description_free (font);
  return family;
}

void
app_views_init (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done)) {
    GtkCssProvider *provider = gtk_css_provider_new ();
    g_autofree char *family = interface_family ();

    gtk_css_provider_load_from_data (provider, style_sheet, -1);
    gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                                GTK_STYLE_PROVIDER (provider),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    g_object_unref (provider);
    plot_init (family);
    g_once_init_leave (&done, 1);
  }
}

static void
add_colour (PangoAttrList *attributes, PlotColour colour, guint from, guint to)
{
  PangoAttribute *attribute = pango_attr_foreground_new ((guint16)lround (colour.red * 65535),
                                                         (guint16)lround (colour.green * 65535),
                                                         (guint16)lround (colour.blue * 65535));
  /* Else the colour would take the transparency of the interface's own text. */
  PangoAttribute *opaque = pango_attr_foreground_alpha_new (65535);

  attribute->start_index = opaque->start_index = from;
  attribute->end_index = opaque->end_index = to;
  pango_attr_list_insert (attributes, attribute);
  pango_attr_list_insert (attributes, opaque);
}

void
app_looks_colour_name (GtkLabel *label, const PlotNames *names, const PlotStroke *stroke,
                       const PlotStyle *style)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  gboolean split = stroke->two_colours && names->arm_a[0] != '\0'
                   && g_str_has_prefix (names->full, names->arm_a);
  guint end = split ? (guint)strlen (names->arm_a) : PANGO_ATTR_INDEX_TO_TEXT_END;

  add_colour (attributes, plot_style_readable (style, stroke->colour), 0, end);
  if (split)
    add_colour (attributes, plot_style_readable (style, stroke->dashes), end,
                PANGO_ATTR_INDEX_TO_TEXT_END);
  gtk_label_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
}

static void
set_source (cairo_t *cr, PlotColour colour)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
}

static void
trace_mark (cairo_t *cr, double x, double y, double radius, PlotMark mark)
{
  guint corners = plot_mark_corners (mark);

  for (guint i = 0; i < corners; i++) {
    double dx, dy;

    plot_mark_corner (mark, i, radius, &dx, &dy);
    cairo_line_to (cr, x + dx, y + dy);
  }
  cairo_close_path (cr);
}

void
app_looks_draw_stroke (cairo_t *cr, double x, double y, double width, const PlotStroke *stroke,
                       const PlotStyle *style)
{
  static const double halves[2] = { 4, 4 };

  cairo_save (cr);
  cairo_set_line_width (cr, 2.2);
  set_source (cr, stroke->colour);
  if (!stroke->two_colours)
    cairo_set_dash (cr, stroke->dash, (int)stroke->n_dash, 0);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
  if (stroke->two_colours) {
    set_source (cr, stroke->dashes);
    cairo_set_dash (cr, halves, 2, 0);
    cairo_move_to (cr, x, y);
    cairo_line_to (cr, x + width, y);
    cairo_stroke (cr);
  }
  set_source (cr, stroke->colour);
  trace_mark (cr, x + width / 2, y, 3.4, stroke->mark);
  cairo_fill (cr);
  if (stroke->hollow) {
    set_source (cr, style->background);
    trace_mark (cr, x + width / 2, y, 1.9, stroke->mark);
    cairo_fill (cr);
  }
  cairo_restore (cr);
}
