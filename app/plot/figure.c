/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figure.c - figures and what can be done with any of them.
 */
#include "plot/figure.h"

#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "plot/kind.h"

struct _PlotFigure {
  gint refs;
  const PlotKind *kind;
  gpointer data;
};

gboolean
plot_has_family (const char *family)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoFontFamily **families;
  int n;
  gboolean found = FALSE;

  pango_font_map_list_families (map, &families, &n);
  for (int i = 0; i < n && !found; i++)
    found = g_ascii_strcasecmp (pango_font_family_get_name (families[i]), family) == 0;
  g_free (families);
  return found;
}

void
plot_init (const char *family)
{
  if (family == NULL || !plot_has_family (family))
    family = plot_has_family ("Inter") ? "Inter" : "Sans";
  plot_canvas_set_family (family);
}

const char *
plot_family (void)
{
  return plot_canvas_family ();
}

PlotFigure *
plot_figure_new (const PlotKind *kind, gpointer data)
{
  PlotFigure *figure = g_new0 (PlotFigure, 1);

  figure->refs = 1;
  figure->kind = kind;
  figure->data = data;
  return figure;
}

PlotFigure *
plot_figure_ref (PlotFigure *figure)
{
  g_atomic_int_inc (&figure->refs);
  return figure;
}

void
plot_figure_unref (PlotFigure *figure)
{
  if (figure == NULL || !g_atomic_int_dec_and_test (&figure->refs))
    return;
  figure->kind->free (figure->data);
  g_free (figure);
}

typedef struct {
  PlotFigure *figure;
  PlotGeometry geometry;
} Frame;

static void
draw_frame (PlotCanvas *canvas, gpointer data)
{
  Frame *frame = data;

  frame->figure->kind->draw (canvas, frame->figure->data, &frame->geometry);
  frame->geometry.n_cut = plot_canvas_cut (canvas);
}

gboolean
plot_figure_draw (PlotFigure *figure, cairo_t *cr, double width, double height,
                  const PlotStyle *style, PlotGeometry *geometry)
{
  PlotStyle shown = *style;
  Frame frame = { .figure = figure };
  PlotFrameStatus status;

  if (style->stale || style->waiting)
    plot_style_fade (&shown);
  frame.geometry.width = width;
  frame.geometry.height = height;
  status = plot_canvas_frame (cr, width, height, &shown, draw_frame, &frame);
  if (status != PLOT_FRAME_DRAWN)
    plot_draw_notice (cr, width, height, style,
                      status == PLOT_FRAME_NO_DRIVER
                          ? _ ("Unable to draw: PLplot’s cairo driver is missing. Install the "
                               "package plplot-driver-cairo and start the program again.")
                          : _ ("Unable to draw this figure."));
  if (status != PLOT_FRAME_DRAWN)
    memset (&frame.geometry, 0, sizeof frame.geometry);
  if (geometry != NULL)
    *geometry = frame.geometry;
  return status == PLOT_FRAME_DRAWN;
}

gboolean
plot_figure_target (PlotFigure *figure, double width, double height, const PlotStyle *style,
                    double x, double y, PlotTarget *target)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  Frame frame = { .figure = figure };
  PlotAim aim = { .x = x, .y = y };

  frame.geometry.width = width;
  frame.geometry.height = height;
  plot_canvas_frame_aimed (cr, width, height, style, draw_frame, &frame, &aim);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  *target = aim.target;
  return aim.hit;
}

char *
plot_figure_title (PlotFigure *figure)
{
  return figure->kind->title (figure->data);
}

char *
plot_figure_describe (PlotFigure *figure)
{
  return figure->kind->describe (figure->data);
}

char *
plot_figure_data (PlotFigure *figure)
{
  return figure->kind->table (figure->data);
}

PlotReadout *
plot_figure_read_index (PlotFigure *figure, int index, const PlotStyle *style)
{
  guint n = figure->kind->count (figure->data);
  PlotReadout *readout;

  if (n == 0)
    return NULL;
  readout = g_new0 (PlotReadout, 1);
  readout->index = (guint)CLAMP (index, 0, (int)n - 1);
  readout->n_points = n;
  readout->y = NAN;
  figure->kind->read (figure->data, readout->index, style, readout);
  return readout;
}

PlotReadout *
plot_figure_read (PlotFigure *figure, double x, double y, const PlotStyle *style)
{
  if ((!isfinite (x) && !isfinite (y)) || figure->kind->count (figure->data) == 0)
    return NULL;
  return plot_figure_read_index (figure, (int)figure->kind->nearest (figure->data, x, y), style);
}

guint
plot_figure_stride (PlotFigure *figure)
{
  return figure->kind->stride != NULL ? figure->kind->stride (figure->data) : 0;
}

void
plot_readout_add (PlotReadout *readout, const char *name, char *value, char *note,
                  const PlotStroke *stroke, double y)
{
  PlotReading *reading;

  readout->readings = g_renew (PlotReading, readout->readings, readout->n_readings + 1);
  reading = &readout->readings[readout->n_readings++];
  reading->name = g_strdup (name);
  reading->value = value;
  reading->note = note;
  reading->stroke = *stroke;
  reading->y = y;
}

void
plot_readout_free (PlotReadout *readout)
{
  if (readout == NULL)
    return;
  for (guint i = 0; i < readout->n_readings; i++) {
    g_free (readout->readings[i].name);
    g_free (readout->readings[i].value);
    g_free (readout->readings[i].note);
  }
  g_free (readout->readings);
  g_free (readout->title);
  g_free (readout);
}

void
plot_draw_notice (cairo_t *cr, double width, double height, const PlotStyle *style,
                  const char *text)
{
  PangoLayout *layout;
  PangoFontDescription *font;
  int text_height;
  double room = MIN (width - 24, 420);

  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS || room < 20)
    return;
  cairo_save (cr);
  cairo_set_source_rgb (cr, style->background.red, style->background.green, style->background.blue);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  layout = pango_cairo_create_layout (cr);
  font = pango_font_description_from_string (plot_family ());
  pango_font_description_set_absolute_size (font, 14 * style->text_scale * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int)(room * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  cairo_set_source_rgb (cr, style->subtitle.red, style->subtitle.green, style->subtitle.blue);
  cairo_move_to (cr, (width - room) / 2, MAX (0, (height - text_height) / 2));
  pango_cairo_show_layout (cr, layout);
  pango_font_description_free (font);
  g_object_unref (layout);
  cairo_restore (cr);
}
