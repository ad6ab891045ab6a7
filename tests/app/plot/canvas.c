/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/canvas.c: what is drawn, what is left out, and that a frame survives PLplot.
 */
#include "plot/canvas.h"

#include <math.h>

#include "samples.h"

/* Of libplplot, which declares it in a header of its own only: ends the process unless caught. */
void plexit (const char *message);

#define WIDTH  200
#define HEIGHT 100

static PlotStyle style;

/* The box around all that is not white: left, top, right, bottom; right < left if nothing is. */
static void
ink (cairo_surface_t *surface, int box[4])
{
  const unsigned char *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  box[0] = box[1] = 10000;
  box[2] = box[3] = -1;
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++) {
      const unsigned char *pixel = data + y * stride + 4 * x;

      if (pixel[0] > 250 && pixel[1] > 250 && pixel[2] > 250)
        continue;
      box[0] = MIN (box[0], x);
      box[1] = MIN (box[1], y);
      box[2] = MAX (box[2], x);
      box[3] = MAX (box[3], y);
    }
}

static PlotFrameStatus
frame (PlotDraw draw, gpointer data, int box[4])
{
  cairo_surface_t *surface = sample_surface (WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  PlotFrameStatus status = plot_canvas_frame (cr, WIDTH, HEIGHT, &style, draw, data);

  cairo_destroy (cr);
  cairo_surface_flush (surface);
  ink (surface, box);
  cairo_surface_destroy (surface);
  return status;
}

static void
draw_box (PlotCanvas *canvas, gpointer data)
{
  plot_canvas_box (canvas, 20, 30, 60, 50, 0, style.text);
}

static void
test_pixels (void)
{
  int box[4];

  g_assert_cmpint (frame (draw_box, NULL, box), ==, PLOT_FRAME_DRAWN);
  g_assert_cmpint (ABS (box[0] - 20), <=, 1);
  g_assert_cmpint (ABS (box[1] - 30), <=, 1);
  g_assert_cmpint (ABS (box[2] - 59), <=, 1);
  g_assert_cmpint (ABS (box[3] - 49), <=, 1);
}

static void
draw_odd (PlotCanvas *canvas, gpointer data)
{
  static const double odd[] = { NAN, INFINITY, -INFINITY };
  const double dash[2] = { 3, 3 };
  PlotPen pen = { style.text, 2, dash, 2 };
  PlotType type = { style.text, 12, PLOT_WEIGHT_BOLD };

  for (guint i = 0; i < 3; i++) {
    double x[3] = { 10, odd[i], 30 }, y[3] = { 10, 20, odd[i] };

    plot_canvas_line (canvas, x, y, 3, &pen);
    plot_canvas_fill (canvas, x, y, 3, style.text);
    plot_canvas_mark (canvas, odd[i], 10, 4, 1, PLOT_MARK_DISC, TRUE, style.text);
    plot_canvas_text (canvas, 10, odd[i], 0, "text", &type);
  }
  plot_canvas_text (canvas, 10, 10, 0, NULL, &type);
  plot_canvas_text (canvas, 10, 10, 0, "", &type);
  plot_canvas_text (canvas, 10, 10, 0, "\xff", &type);
  plot_canvas_fill (canvas, NULL, NULL, 0, style.text);
}

static void
test_not_finite (void)
{
  int box[4];

  g_assert_cmpint (frame (draw_odd, NULL, box), ==, PLOT_FRAME_DRAWN);
  g_assert_cmpint (box[2], <, box[0]);
}

static void
draw_broken_line (PlotCanvas *canvas, gpointer data)
{
  const double x[] = { 10, 50, 100, 150, 190 }, y[] = { 50, 50, NAN, 50, 50 };
  PlotPen pen = { style.text, 2, NULL, 0 };

  plot_canvas_line (canvas, x, y, 5, &pen);
  plot_canvas_clip (canvas, 60, 0, 140, HEIGHT);
  plot_canvas_segment (canvas, 0, 80, WIDTH, 80, &pen);
  plot_canvas_unclip (canvas);
}

/* A line breaks at a point that is not finite; a clipped one stays in its rectangle. */
static void
test_gap_and_clip (void)
{
  cairo_surface_t *surface = sample_surface (WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  const unsigned char *data;
  int stride;

  g_assert_cmpint (plot_canvas_frame (cr, WIDTH, HEIGHT, &style, draw_broken_line, NULL), ==,
                   PLOT_FRAME_DRAWN);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  g_assert_cmpuint (data[50 * stride + 4 * 30], <, 100);
  g_assert_cmpuint (data[50 * stride + 4 * 170], <, 100);
  g_assert_cmpuint (data[50 * stride + 4 * 100], >, 250);
  g_assert_cmpuint (data[80 * stride + 4 * 100], <, 100);
  g_assert_cmpuint (data[80 * stride + 4 * 55], >, 250);
  g_assert_cmpuint (data[80 * stride + 4 * 145], >, 250);
  cairo_surface_destroy (surface);
}

static void
draw_text (PlotCanvas *canvas, gpointer data)
{
  PlotType type = { style.text, 14, PLOT_WEIGHT_REGULAR };
  double *width = data;

  *width = plot_canvas_measure (canvas, "#1 <b>&amp; 95% #-#d", &type);
  plot_canvas_text (canvas, 10, 50, 0, "#1 <b>&amp; 95% #-#d", &type);
}

/* What PLplot and Pango would take for escapes and markup is set as it stands. */
static void
test_escapes (void)
{
  int box[4];
  double width;

  g_assert_cmpint (frame (draw_text, &width, box), ==, PLOT_FRAME_DRAWN);
  g_assert_cmpfloat (width, >, 100);
  g_assert_cmpfloat_with_epsilon (box[2], 10 + width, 4);
  g_assert_cmpint (box[0], >=, 9);
}

static void
give_up (PlotCanvas *canvas, gpointer data)
{
  plot_canvas_keep (canvas, g_strdup ("freed although the frame ends early"));
  plexit ("a test asks for the end");
}

static void
test_survives_plexit (void)
{
  int box[4];

  for (guint i = 0; i < 3; i++) {
    g_assert_cmpint (frame (give_up, NULL, box), ==, PLOT_FRAME_FAILED);
    g_assert_cmpint (frame (draw_box, NULL, box), ==, PLOT_FRAME_DRAWN);
    g_assert_cmpint (ABS (box[2] - 59), <=, 1);
  }
}

static void
test_bad_contexts (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, -1, 5);
  cairo_t *cr = cairo_create (surface);
  int box[4];

  g_assert_cmpint (plot_canvas_frame (cr, 100, 100, &style, draw_box, NULL), ==, PLOT_FRAME_FAILED);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  surface = sample_surface (WIDTH, HEIGHT);
  cr = cairo_create (surface);
  g_assert_cmpint (plot_canvas_frame (cr, NAN, 100, &style, draw_box, NULL), ==, PLOT_FRAME_FAILED);
  g_assert_cmpint (plot_canvas_frame (cr, 0, 0, &style, draw_box, NULL), ==, PLOT_FRAME_DRAWN);
  g_assert_cmpint (plot_canvas_frame (cr, 59, 39, &style, draw_box, NULL), ==, PLOT_FRAME_DRAWN);
  cairo_destroy (cr);
  ink (surface, box);
  g_assert_cmpint (box[2], <, box[0]);
  cairo_surface_destroy (surface);
}

/* The caller's context comes back as it was. */
static void
test_restores_context (void)
{
  cairo_surface_t *surface = sample_surface (WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_matrix_t before, after;

  cairo_translate (cr, 3, 4);
  cairo_get_matrix (cr, &before);
  plot_canvas_frame (cr, 150, 80, &style, draw_broken_line, NULL);
  cairo_get_matrix (cr, &after);
  g_assert_cmpmem (&before, sizeof before, &after, sizeof after);
  g_assert_cmpint (cairo_get_dash_count (cr), ==, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static gpointer
draw_in_thread (gpointer data)
{
  PlotFigure *figure = data;
  cairo_surface_t *surface = NULL;

  for (guint i = 0; i < 8; i++) {
    g_clear_pointer (&surface, cairo_surface_destroy);
    surface = sample_draw (figure, 500, 320, PLOT_THEME_LIGHT);
  }
  return surface;
}

static void
test_threads (void)
{
  PlotFigure *figure = plot_power_figure_new (sample_power (5000));
  GThread *threads[3];
  cairo_surface_t *surface = sample_draw (figure, 500, 320, PLOT_THEME_LIGHT);
  g_autoptr (GBytes) expected = sample_bytes (surface);

  cairo_surface_destroy (surface);
  for (guint i = 0; i < 3; i++)
    threads[i] = g_thread_new ("draw", draw_in_thread, figure);
  for (guint i = 0; i < 3; i++) {
    g_autoptr (GBytes) found = NULL;

    surface = g_thread_join (threads[i]);
    found = sample_bytes (surface);
    g_assert_true (g_bytes_equal (expected, found));
    cairo_surface_destroy (surface);
  }
  plot_figure_unref (figure);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  plot_init (NULL);
  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  g_test_add_func ("/canvas/pixels", test_pixels);
  g_test_add_func ("/canvas/not-finite", test_not_finite);
  g_test_add_func ("/canvas/gap-and-clip", test_gap_and_clip);
  g_test_add_func ("/canvas/escapes", test_escapes);
  g_test_add_func ("/canvas/survives-plexit", test_survives_plexit);
  g_test_add_func ("/canvas/bad-contexts", test_bad_contexts);
  g_test_add_func ("/canvas/restores-context", test_restores_context);
  g_test_add_func ("/canvas/threads", test_threads);
  return g_test_run ();
}
