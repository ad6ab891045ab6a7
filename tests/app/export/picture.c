/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/export/picture.c: PNG, SVG and PDF bytes, and what happens when they cannot be
 * saved.
 */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "../plot/samples.h"
#include "export/export.h"

static const AppPictureFormat formats[] = { APP_PICTURE_PNG, APP_PICTURE_SVG, APP_PICTURE_PDF };
static PlotFigure *figure;
static char *folder;

static GBytes *
render (AppPictureFormat format, PlotPreset preset)
{
  g_autoptr (GError) error = NULL;
  AppPictureOptions options;
  GBytes *bytes;

  app_picture_options_for (&options, preset);
  bytes = app_picture_render (figure, format, &options, &error);
  g_assert_no_error (error);
  return bytes;
}

static gboolean
contains (const char *data, gsize size, const char *part)
{
  return memmem (data, size, part, strlen (part)) != NULL;
}

static guint32
big_endian (const guchar *at)
{
  return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

static void
test_png (void)
{
  g_autoptr (GBytes) print = render (APP_PICTURE_PNG, PLOT_PRESET_PRINT);
  g_autoptr (GBytes) slide = render (APP_PICTURE_PNG, PLOT_PRESET_SLIDE);
  const guchar *data = g_bytes_get_data (print, NULL);

  g_assert_cmpmem (data, 4, "\x89PNG", 4);
  /* 900 px at 300 dots an inch */
  g_assert_cmpuint (big_endian (data + 16), ==, 2813);
  g_assert_cmpuint (big_endian (data + 20), ==, 1750);
  data = g_bytes_get_data (slide, NULL);
  g_assert_cmpuint (big_endian (data + 16), ==, 3200);
  g_assert_cmpuint (big_endian (data + 20), ==, 1800);
}

static cairo_status_t
read_bytes (void *closure, unsigned char *data, unsigned int length)
{
  GByteArray *bytes = closure;

  if (length > bytes->len)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, bytes->data, length);
  g_byte_array_remove_range (bytes, 0, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
check_edge (PlotTheme theme, double width, double height)
{
  g_autoptr (GError) error = NULL;
  AppPictureOptions options;
  cairo_surface_t *surface;
  GByteArray *bytes;
  guint32 background;
  int columns, rows;

  app_picture_options_for (&options, PLOT_PRESET_PRINT);
  plot_style_init (&options.style, theme, PLOT_PRESET_SCREEN, 1);
  options.width = width;
  options.height = height;
  bytes = g_bytes_unref_to_array (app_picture_render (figure, APP_PICTURE_PNG, &options, &error));
  g_assert_no_error (error);
  surface = cairo_image_surface_create_from_png_stream (read_bytes, bytes);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  columns = cairo_image_surface_get_width (surface);
  rows = cairo_image_surface_get_height (surface);
  background = (guint32)lround (options.style.background.red * 255) << 16
               | (guint32)lround (options.style.background.green * 255) << 8
               | (guint32)lround (options.style.background.blue * 255);
  for (int y = 0; y < rows; y++) {
    const guint32 *line
        = (const guint32 *)(gconstpointer)(cairo_image_surface_get_data (surface)
                                           + y * cairo_image_surface_get_stride (surface));

    for (int x = y == rows - 1 ? 0 : columns - 1; x < columns; x++)
      g_assert_cmphex (line[x] & 0xffffff, ==, background);
  }
  cairo_surface_destroy (surface);
  g_byte_array_unref (bytes);
}

/* No line at the edge where the size in dots is not whole. */
static void
test_edge (void)
{
  check_edge (PLOT_THEME_LIGHT, 900, 560); /* 2812.5 dots */
  check_edge (PLOT_THEME_LIGHT, 640, 560.2);
  check_edge (PLOT_THEME_DARK, 900, 560.2);
}

static void
test_svg (void)
{
  g_autoptr (GBytes) bytes = render (APP_PICTURE_SVG, PLOT_PRESET_PRINT);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_str_has_prefix (data, "<?xml"));
  g_assert_true (contains (data, size, "width=\"900px\" height=\"560px\""));
  g_assert_true (contains (data, size, "</svg>"));
  /* Bands are translucent areas, not pictures. */
  g_assert_false (contains (data, size, "<image"));
}

static void
test_pdf (void)
{
  g_autoptr (GBytes) bytes = render (APP_PICTURE_PDF, PLOT_PRESET_PRINT);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_str_has_prefix (data, "%PDF-"));
  g_assert_true (contains (data, size, "/MediaBox [ 0 0 675 420 ]"));
  g_assert_true (contains (data, size, "/Title"));
  g_assert_true (contains (data, size, "/FontFile"));
}

/* The same figure gives the same file, also in another second. */
static void
test_same_bytes (void)
{
  GBytes *first[3];

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    first[i] = render (formats[i], PLOT_PRESET_PRINT);
  g_usleep (1100000);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GBytes) second = render (formats[i], PLOT_PRESET_PRINT);

    g_assert_true (g_bytes_equal (first[i], second));
    g_bytes_unref (first[i]);
  }
}

static void
test_save (void)
{
  static const char *const names[] = { "a.png", "a.svg", "a.pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);
    g_autofree char *saved = NULL;
    g_autoptr (GBytes) bytes = render (formats[i], PLOT_PRESET_SLIDE);
    g_autoptr (GError) error = NULL;
    AppPictureOptions options;
    gsize length;

    app_picture_options_for (&options, PLOT_PRESET_SLIDE);
    g_assert_true (app_picture_save (figure, path, formats[i], &options, &error));
    g_assert_true (g_file_get_contents (path, &saved, &length, NULL));
    g_assert_cmpmem (saved, length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    g_unlink (path);
  }
}

static void
test_unwritable (void)
{
  g_autofree char *missing = g_build_filename (folder, "no", "such", "folder", "a.png", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GError) error = NULL;
    AppPictureOptions options;

    app_picture_options_for (&options, PLOT_PRESET_PRINT);
    g_assert_false (app_picture_save (figure, missing, formats[i], &options, &error));
    g_assert_error (error, SIM_ERROR, SIM_ERROR_IO);
    g_assert_nonnull (strstr (error->message, "a.png"));
    g_clear_error (&error);
    g_assert_false (app_picture_save (figure, folder, formats[i], &options, &error));
    g_assert_error (error, SIM_ERROR, SIM_ERROR_IO);
  }
}

static void
test_too_large (void)
{
  g_autoptr (GError) error = NULL;
  AppPictureOptions options;

  app_picture_options_for (&options, PLOT_PRESET_PRINT);
  options.width = 1e6;
  g_assert_null (app_picture_render (figure, APP_PICTURE_PNG, &options, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "1000000"));
}

static void
test_format_of (void)
{
  AppPictureFormat format;

  g_assert_true (app_picture_format_of ("/a/b.PDF", &format));
  g_assert_cmpint (format, ==, APP_PICTURE_PDF);
  g_assert_true (app_picture_format_of ("x.svg", &format));
  g_assert_cmpint (format, ==, APP_PICTURE_SVG);
  g_assert_true (app_picture_format_of ("x.y.png", &format));
  g_assert_cmpint (format, ==, APP_PICTURE_PNG);
  g_assert_false (app_picture_format_of ("x.jpg", &format));
  g_assert_false (app_picture_format_of ("png", &format));
}

static void
test_texture (void)
{
  AppPictureOptions options;
  GdkTexture *texture;

  app_picture_options_for (&options, PLOT_PRESET_SCREEN);
  texture = app_picture_texture (figure, &options);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 1800);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 1120);
  g_object_unref (texture);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  plot_init (NULL);
  figure = plot_power_figure_new (sample_power (20000));
  folder = g_dir_make_tmp ("trefoil-picture-XXXXXX", NULL);
  g_test_add_func ("/picture/png", test_png);
  g_test_add_func ("/picture/edge", test_edge);
  g_test_add_func ("/picture/svg", test_svg);
  g_test_add_func ("/picture/pdf", test_pdf);
  g_test_add_func ("/picture/same-bytes", test_same_bytes);
  g_test_add_func ("/picture/save", test_save);
  g_test_add_func ("/picture/unwritable", test_unwritable);
  g_test_add_func ("/picture/too-large", test_too_large);
  g_test_add_func ("/picture/format-of", test_format_of);
  g_test_add_func ("/picture/texture", test_texture);
  status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  plot_figure_unref (figure);
  return status;
}
