/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * picture.c - figures as PNG, SVG and PDF bytes, by cairo's own surfaces.
 *
 * PLplot's file devices are never used: one that cannot open its file asks for a name on the
 * terminal and then ends the process. Nothing here needs a display.
 */
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>
#include <string.h>

#include "export/export.h"

#define PRINT_WIDTH  900
#define PRINT_HEIGHT 560
#define PRINT_SCALE  3.125 /* 300 dots an inch at 96 px an inch */
#define SLIDE_WIDTH  1600
#define SLIDE_HEIGHT 900
#define SLIDE_SCALE  2.0
#define PT_PER_PX    0.75

void
app_picture_options_for (AppPictureOptions *options, PlotPreset preset)
{
  plot_style_init (&options->style, PLOT_THEME_LIGHT, preset, 1);
  options->width = preset == PLOT_PRESET_SLIDE ? SLIDE_WIDTH : PRINT_WIDTH;
  options->height = preset == PLOT_PRESET_SLIDE ? SLIDE_HEIGHT : PRINT_HEIGHT;
  options->scale = preset == PLOT_PRESET_PRINT ? PRINT_SCALE : SLIDE_SCALE;
}

gboolean
app_picture_format_of (const char *path, AppPictureFormat *format)
{
  static const struct {
    const char *ending;
    AppPictureFormat format;
  } known[]
      = { { ".png", APP_PICTURE_PNG }, { ".svg", APP_PICTURE_SVG }, { ".pdf", APP_PICTURE_PDF } };
  g_autofree char *small = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_suffix (small, known[i].ending)) {
      *format = known[i].format;
      return TRUE;
    }
  return FALSE;
}

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* All of it has the background's colour: where the size in dots is not whole the figure covers the
   last column or row only in part, and black would shine through. */
static cairo_surface_t *
image_surface (const AppPictureOptions *options)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int)(options->width * options->scale + 0.5),
      (int)(options->height * options->scale + 0.5));
  const PlotColour *colour = &options->style.background;
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_set_device_scale (surface, options->scale, options->scale);
  return surface;
}

static cairo_surface_t *
new_surface (AppPictureFormat format, const AppPictureOptions *options, GByteArray *bytes)
{
  cairo_surface_t *surface;

  if (format == APP_PICTURE_PNG)
    return image_surface (options);
  if (format == APP_PICTURE_SVG) {
    surface
        = cairo_svg_surface_create_for_stream (write_bytes, bytes, options->width, options->height);
    cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
    return surface;
  }
  return cairo_pdf_surface_create_for_stream (write_bytes, bytes, options->width * PT_PER_PX,
                                              options->height * PT_PER_PX);
}

static void
draw (PlotFigure *figure, cairo_surface_t *surface, AppPictureFormat format,
      const AppPictureOptions *options)
{
  cairo_t *cr = cairo_create (surface);

  if (format == APP_PICTURE_PDF) {
    g_autofree char *title = plot_figure_title (figure);

    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Trefoil");
    /* Without the date of writing the same figure is the same file. */
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
    cairo_scale (cr, PT_PER_PX, PT_PER_PX);
  }
  plot_figure_draw (figure, cr, options->width, options->height, &options->style, NULL);
  cairo_destroy (cr);
}

/* cairo counts the surfaces of the process in the name of the outermost group; the same figure
   should be the same file. */
static void
name_svg_group (GByteArray *bytes)
{
  static const char start[] = "<g id=\"surface", wanted[] = "<g id=\"figure";
  guint8 *found = memmem (bytes->data, bytes->len, start, strlen (start));
  gsize at, end;

  if (found == NULL)
    return;
  at = (gsize)(found - bytes->data);
  for (end = at + strlen (start); end < bytes->len && g_ascii_isdigit (bytes->data[end]); end++)
    ;
  memcpy (found, wanted, strlen (wanted));
  g_byte_array_remove_range (bytes, (guint)(at + strlen (wanted)),
                             (guint)(end - at - strlen (wanted)));
}

GBytes *
app_picture_render (PlotFigure *figure, AppPictureFormat format, const AppPictureOptions *options,
                    GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = new_surface (format, options, bytes);
  cairo_status_t status = cairo_surface_status (surface);

  if (status == CAIRO_STATUS_SUCCESS) {
    draw (figure, surface, format, options);
    if (format == APP_PICTURE_PNG)
      status = cairo_surface_write_to_png_stream (surface, write_bytes, bytes);
    cairo_surface_finish (surface);
    if (format == APP_PICTURE_SVG)
      name_svg_group (bytes);
    if (status == CAIRO_STATUS_SUCCESS)
      status = cairo_surface_status (surface);
  }
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_byte_array_unref (bytes);
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED,
                 _ ("The picture could not be drawn at %.0f × %.0f px: %s."), options->width,
                 options->height, cairo_status_to_string (status));
    return NULL;
  }
  return g_byte_array_free_to_bytes (bytes);
}

gboolean
app_picture_save (PlotFigure *figure, const char *path, AppPictureFormat format,
                  const AppPictureOptions *options, GError **error)
{
  g_autoptr (GBytes) bytes = app_picture_render (figure, format, options, error);
  gconstpointer data;
  gsize size;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  return sim_file_save (path, data, (gssize)size, error);
}

GdkTexture *
app_picture_texture (PlotFigure *figure, const AppPictureOptions *options)
{
  cairo_surface_t *surface = image_surface (options);
  GBytes *bytes;
  GdkTexture *texture;
  int width, height, stride;

  draw (figure, surface, APP_PICTURE_PNG, options);
  cairo_surface_flush (surface);
  width = cairo_image_surface_get_width (surface);
  height = cairo_image_surface_get_height (surface);
  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize)stride * (gsize)height,
                                      (GDestroyNotify)cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize)stride);
  g_bytes_unref (bytes);
  return texture;
}
