/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/figure.c and of both figures: drawing, geometry, reading off, greying.
 */
#include "plot/figure.h"

#include <math.h>

#include "plot/effects-drawing.h"
#include "samples.h"

static void
test_same_bytes (void)
{
  PlotFigure *figures[] = { plot_power_figure_new (sample_power (20000)),
                            plot_effects_figure_new (sample_effects (20000)) };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    for (guint theme = 0; theme < PLOT_N_THEMES; theme++) {
      cairo_surface_t *one = sample_draw (figures[i], 700, 450, theme);
      /* A figure of another size in between changes nothing. */
      cairo_surface_t *between = sample_draw (figures[1 - i], 301, 207, PLOT_THEME_DARK);
      cairo_surface_t *other = sample_draw (figures[i], 700, 450, theme);
      g_autoptr (GBytes) first = sample_bytes (one), second = sample_bytes (other);

      g_assert_true (g_bytes_equal (first, second));
      cairo_surface_destroy (one);
      cairo_surface_destroy (between);
      cairo_surface_destroy (other);
    }
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    plot_figure_unref (figures[i]);
}

static void
draw_for_geometry (PlotFigure *figure, int width, int height, PlotGeometry *geometry)
{
  cairo_surface_t *surface = sample_surface (width, height);
  cairo_t *cr = cairo_create (surface);
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  g_assert_true (plot_figure_draw (figure, cr, width, height, &style, geometry));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_power_geometry (void)
{
  PlotFigure *figure = plot_power_figure_new (sample_power (20000));
  PlotGeometry at;

  draw_for_geometry (figure, 900, 560, &at);
  g_assert_cmpfloat (at.width, ==, 900);
  g_assert_cmpfloat (at.x0, ==, 30);
  g_assert_cmpfloat (at.x1, ==, 300);
  g_assert_true (at.has_handle);
  g_assert_cmpfloat_with_epsilon (plot_geometry_data_x (&at, at.handle_x), 152, 0.5);
  g_assert_true (at.left < at.right && at.right < 900 && at.top < at.bottom && at.bottom < 560);
  draw_for_geometry (figure, 20, 20, &at);
  g_assert_false (at.has_handle);
  g_assert_false (plot_geometry_inside (&at, 10, 10));
  plot_figure_unref (figure);
}

/* The mark of the own size stands where the geometry says: its pixels have the curve's colour. */
static void
test_power_pixel (void)
{
  PlotPowerData *data = sample_power (1000000);
  double power = data->series[1].points[data->own].value;
  PlotFigure *figure = plot_power_figure_new (data);
  PlotGeometry at;
  cairo_surface_t *surface;
  const unsigned char *pixel;

  draw_for_geometry (figure, 900, 560, &at);
  surface = sample_draw (figure, 900, 560, PLOT_THEME_LIGHT);
  cairo_surface_flush (surface);
  pixel = cairo_image_surface_get_data (surface)
          + (int)plot_geometry_y (&at, power) * cairo_image_surface_get_stride (surface)
          + 4 * (int)plot_geometry_x (&at, 152);
  /* d9780f, bytes blue, green, red */
  g_assert_cmpint (ABS (pixel[0] - 0x0f), <=, 3);
  g_assert_cmpint (ABS (pixel[1] - 0x78), <=, 3);
  g_assert_cmpint (ABS (pixel[2] - 0xd9), <=, 3);
  cairo_surface_destroy (surface);
  plot_figure_unref (figure);
}

static void
test_power_readout (void)
{
  PlotFigure *figure = plot_power_figure_new (sample_power (100000));
  PlotReadout *readout;
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  readout = plot_figure_read (figure, 163, NAN, &style);
  g_assert_cmpfloat (readout->x, ==, 152);
  g_assert_cmpuint (readout->index, ==, 4);
  g_assert_cmpuint (readout->n_points, ==, 10);
  g_assert_cmpstr (readout->title, ==, "152 patients");
  g_assert_cmpuint (readout->n_readings, ==, 5);
  g_assert_cmpstr (readout->readings[0].name, ==, "Hand-ear acupuncture vs usual care");
  g_assert_cmpstr (readout->readings[0].value, ==, "89.7\u202f%");
  g_assert_nonnull (g_strstr_len (readout->readings[0].note, -1, "exact"));
  plot_readout_free (readout);
  readout = plot_figure_read_index (figure, 1000, &style);
  g_assert_cmpfloat (readout->x, ==, 300);
  plot_readout_free (readout);
  readout = plot_figure_read_index (figure, -1, &style);
  g_assert_cmpfloat (readout->x, ==, 30);
  plot_readout_free (readout);
  g_assert_null (plot_figure_read (figure, NAN, NAN, &style));
  plot_figure_unref (figure);
}

static void
test_effects_readout (void)
{
  PlotFigure *figure = plot_effects_figure_new (sample_effects (100000));
  PlotReadout *readout;
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  readout = plot_figure_read (figure, 3.2, NAN, &style);
  g_assert_cmpuint (readout->n_readings, ==, 3);
  g_assert_cmpfloat_with_epsilon (readout->x, 3.2, 0.06);
  /* About half of the estimates lie above the truth. */
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (readout->readings[0].value, NULL), 50, 3);
  plot_readout_free (readout);
  readout = plot_figure_read_index (figure, 0, &style);
  g_assert_cmpfloat (g_ascii_strtod (readout->readings[0].value, NULL), >, 99.9);
  plot_readout_free (readout);
  plot_figure_unref (figure);
}

/* No effect is one line through all panels, and each shows all of its own. */
static void
test_zeros_stand_above_each_other (void)
{
  g_autoptr (PlotEffectsData) data = sample_effects_outcomes (6);
  double place[3], low, high;

  /* One lies far on the other side. */
  data->rows[1].low -= 12 * data->rows[1].width * SIM_BINS / 16;
  for (guint p = 0; p < 3; p++) {
    plot_effects_range (data, p, &low, &high);
    place[p] = -low / (high - low);
    g_assert_cmpfloat_with_epsilon (place[p], place[0], 1e-9);
    for (guint i = 0; i < data->n_rows; i++)
      if (data->rows[i].panel == p) {
        g_assert_cmpfloat (data->rows[i].truth, >, low);
        g_assert_cmpfloat (data->rows[i].truth, <, high);
      }
  }
}

/* At one place of three axes each row is read in its own unit. */
static void
test_outcomes_readout (void)
{
  PlotEffectsData *data = sample_effects_outcomes (3);
  static const double sizes[] = { 1, 20, 0.02 };
  PlotFigure *figure = NULL;
  PlotReadout *readout;
  PlotGeometry at = { 0 };
  PlotStyle style;
  cairo_surface_t *surface = sample_surface (900, 600);
  cairo_t *cr = cairo_create (surface);
  double share[3];

  /* Three times the same estimates, in units of other sizes. */
  for (guint i = 1; i < 3; i++) {
    PlotEffectsRow *row = &data->rows[i];

    row->low = data->rows[0].low * sizes[i];
    row->width = data->rows[0].width * sizes[i];
    row->truth = data->rows[0].truth * sizes[i];
    row->trials = data->rows[0].trials;
    memcpy (row->count, data->rows[0].count, sizeof row->count);
    memcpy (row->rejected, data->rows[0].rejected, sizeof row->rejected);
  }
  figure = plot_effects_figure_new (data);
  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  g_assert_true (plot_figure_draw (figure, cr, 900, 600, &style, &at));
  g_assert_cmpfloat (at.x0, ==, 0);
  g_assert_cmpfloat (at.x1, ==, 1);
  for (guint index = 0; index < 121; index += 20) {
    readout = plot_figure_read_index (figure, (int)index, &style);
    g_assert_cmpuint (readout->n_readings, ==, 3);
    for (guint i = 0; i < 3; i++) {
      share[i] = g_ascii_strtod (readout->readings[i].value, NULL);
      /* Places are rounded on each axis for itself. */
      g_assert_cmpfloat (fabs (share[i] - share[0]), <, 1.5);
    }
    g_assert_nonnull (strstr (readout->readings[0].note, " points, "));
    g_assert_nonnull (strstr (readout->readings[1].note, " mm, "));
    plot_readout_free (readout);
  }
  readout = plot_figure_read (figure, 0.5, NAN, &style);
  g_assert_cmpuint (readout->index, ==, 60);
  plot_readout_free (readout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  plot_figure_unref (figure);
}

/* The least red of the pixels of the title. */
static int
darkest (cairo_surface_t *surface)
{
  int stride = cairo_image_surface_get_stride (surface), least = 0xff;
  const unsigned char *pixels = cairo_image_surface_get_data (surface);

  for (int y = 10; y < 40; y++)
    for (int x = 10; x < 500; x++)
      least = MIN (least, pixels[y * stride + 4 * x + 2]);
  return least;
}

static void
test_stale_differs (void)
{
  PlotFigure *figure = plot_power_figure_new (sample_power (20000));
  cairo_surface_t *fresh = sample_draw (figure, 600, 400, PLOT_THEME_LIGHT);
  cairo_surface_t *stale = sample_surface (600, 400);
  cairo_t *cr = cairo_create (stale);
  PlotStyle style;
  g_autoptr (GBytes) first = NULL, second = NULL;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  style.stale = TRUE;
  g_assert_true (plot_figure_draw (figure, cr, 600, 400, &style, NULL));
  cairo_destroy (cr);
  first = sample_bytes (fresh);
  second = sample_bytes (stale);
  g_assert_false (g_bytes_equal (first, second));
  /* The answer in the title is as much out of date as the curve. */
  g_assert_cmpint (darkest (fresh), <, 0x30);
  g_assert_cmpint (darkest (stale), >, 0x50);
  cairo_surface_destroy (fresh);
  cairo_surface_destroy (stale);
  plot_figure_unref (figure);
}

static void
test_family (void)
{
  g_assert_nonnull (plot_family ());
  plot_init ("No Such Family");
  g_assert_cmpstr (plot_family (), !=, "No Such Family");
}

static void
test_notice (void)
{
  cairo_surface_t *surface = sample_surface (300, 200), *blank = sample_surface (300, 200);
  cairo_t *cr = cairo_create (surface);
  PlotStyle style;
  g_autoptr (GBytes) first = NULL, second = NULL;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  plot_draw_notice (cr, 10, 10, &style, "too small");
  plot_draw_notice (cr, 300, 200, &style, "Unable to draw this figure.");
  cairo_destroy (cr);
  first = sample_bytes (surface);
  second = sample_bytes (blank);
  g_assert_false (g_bytes_equal (first, second));
  cairo_surface_destroy (surface);
  cairo_surface_destroy (blank);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  plot_init (NULL);
  g_test_add_func ("/figure/same-bytes", test_same_bytes);
  g_test_add_func ("/figure/power-geometry", test_power_geometry);
  g_test_add_func ("/figure/power-pixel", test_power_pixel);
  g_test_add_func ("/figure/power-readout", test_power_readout);
  g_test_add_func ("/figure/zeros", test_zeros_stand_above_each_other);
  g_test_add_func ("/figure/outcomes-readout", test_outcomes_readout);
  g_test_add_func ("/figure/effects-readout", test_effects_readout);
  g_test_add_func ("/figure/stale-differs", test_stale_differs);
  g_test_add_func ("/figure/family", test_family);
  g_test_add_func ("/figure/notice", test_notice);
  return g_test_run ();
}
