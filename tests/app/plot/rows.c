/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures of more rows than there is room for: each row that is drawn has its name, and a line
 * tells of the others; and what the title of a tornado says when.
 */
#include <math.h>
#include <string.h>

#include "plot/plot.h"
#include "plot/tornado-text.h"
#include "samples.h"
#include "sets.h"

/* A tornado of more bars than the sample has, each shorter than the one before. */
static PlotTornadoData *
many_bars (guint n)
{
  PlotTornadoData *data = plot_tornado_data_new (n, "Hand-ear acupuncture vs usual care");

  for (guint i = 0; i < n; i++) {
    PlotTornadoBar *bar = &data->bars[i];

    bar->name = g_strdup_printf ("Assumption %c", 'A' + i);
    bar->low.text = g_strdup_printf ("%c low", 'A' + i);
    bar->high.text = g_strdup_printf ("%c high", 'A' + i);
    bar->low.power = 0.8 - 0.16 / (1 << i);
    bar->high.power = 0.8 + 0.16 / (1 << i);
    bar->low.mcse = bar->high.mcse = 0.0001;
  }
  data->planned = 0.8;
  data->planned_mcse = 0.002;
  return data;
}

/* Draws a figure in a size, where no texts touch; returns where it is. */
static PlotGeometry
draw_in (PlotFigure *figure, int width, int height)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  g_autofree char *fault = NULL;
  PlotGeometry at;
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  sets_clear ();
  g_assert_true (plot_figure_draw (figure, cr, width, height, &style, &at));
  fault = sets_fault (width, height);
  g_assert_cmpstr (fault, ==, NULL);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return at;
}

/* Every bar that is drawn has its name and values; of the others the last line tells how many they
   are and how long at most, and words and table have them all. */
static void
test_tornado_rest (void)
{
  static const int sizes[][2] = { { 600, 230 }, { 560, 270 }, { 950, 340 }, { 970, 536 } };
  enum { N = 14 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
    g_autoptr (PlotFigure) figure = plot_tornado_figure_new (many_bars (N));
    g_autofree char *words = plot_figure_describe (figure), *table = plot_figure_data (figure);
    PlotGeometry at = draw_in (figure, sizes[s][0], sizes[s][1]);
    guint shown = 0;

    for (guint i = 0; i < N; i++) {
      g_autofree char *name = g_strdup_printf ("Assumption %c", 'A' + i);
      g_autofree char *low = g_strdup_printf ("%c low", 'A' + i);

      g_assert_nonnull (strstr (words, name));
      g_assert_nonnull (strstr (table, name));
      g_assert_true (sets_find (name) == NULL || i == shown);
      g_assert_true ((sets_find (low) != NULL) == (sets_find (name) != NULL));
      shown += sets_find (name) != NULL;
    }
    g_assert_cmpuint (shown, >=, 5);
    /* As many places as the axis has: the shown bars, and one for the line. */
    g_assert_cmpfloat (at.y1 - at.y0, ==, shown < N ? shown + 1 : N);
    if (shown < N) {
      g_autofree char *points
          = plot_text_amount ((floor (1000 * 0.32 / (1 << shown)) + 1) / 10, NULL);
      g_autofree char *rest = g_strdup_printf (shown == N - 1 ? "and %u more, below %s points"
                                                              : "and %u more, each below %s points",
                                               N - shown, points);

      g_assert_nonnull (sets_find (rest));
    }
    g_assert_true (s < G_N_ELEMENTS (sizes) - 1 || shown == N);
  }
}

/* The same of intervals, which are in an order of their own. */
static void
test_intervals_rest (void)
{
  PlotIntervalsData *data = plot_intervals_data_new (20);
  PlotFigure *figure = plot_intervals_figure_new (data);
  g_autofree char *rest = NULL;
  guint shown = 0;

  data->title = g_strdup ("Many");
  data->subtitle = g_strdup ("of a kind");
  data->axis = g_strdup ("Patients");
  for (guint i = 0; i < 20; i++) {
    data->rows[i].name = g_strdup_printf ("Goal %u", i + 1);
    data->rows[i].text = g_strdup_printf ("155 or %u", i);
    data->rows[i].value = 155;
  }
  draw_in (figure, 800, 250);
  for (guint i = 0; i < 20; i++) {
    g_assert_true (sets_find (data->rows[i].name) == NULL || i == shown);
    g_assert_true ((sets_find (data->rows[i].text) != NULL)
                   == (sets_find (data->rows[i].name) != NULL));
    shown += sets_find (data->rows[i].name) != NULL;
  }
  rest = g_strdup_printf ("and %u more, not drawn here", 20 - shown);
  g_assert_cmpuint (shown, >=, 6);
  g_assert_nonnull (sets_find (rest));
  g_assert_cmpfloat (draw_in (figure, 800, 800).y0, ==, 0);
  plot_figure_unref (figure);
}

/* All of the caption of an axis is there, in two lines if need be. */
static void
test_captions (void)
{
  PlotEffectsData *data = sample_effects_outcomes (3);
  PlotFigure *figure = plot_effects_figure_new (data);

  g_free (data->panels[0].outcome);
  g_free (data->panels[0].unit);
  data->panels[0].outcome = g_strdup ("Improved by 3 points");
  data->panels[0].unit = g_strdup ("percentage points");
  draw_in (figure, 597, 300);
  g_assert_nonnull (sets_find ("Improved by 3 points"));
  g_assert_nonnull (sets_find ("(percentage points)"));
  plot_figure_unref (figure);
}

static void
assert_title (const PlotTornadoData *data, const char *wanted)
{
  g_autofree char *title = plot_tornado_title (data);

  g_assert_cmpstr (title, ==, wanted);
}

/* Nothing is named before all is known, nor what is told from the plan by chance alone. */
static void
test_tornado_finding (void)
{
  g_autoptr (PlotTornadoData) data = many_bars (3);
  g_autofree char *words = NULL;

  assert_title (data, "Power depends most on the assumption A: from 64.0\u202f% to 96.0\u202f% "
                      "over its range");
  data->bars[2].low.power = NAN;
  assert_title (data, "Power over the range of each assumption: 2 of 3 computed so far");
  words = plot_tornado_describe (data);
  g_assert_true (g_str_has_prefix (words, "Power over the range of each assumption: 2 of 3 "));
  data->error = TRUE;
  assert_title (data, "Rejections over the range of each assumption: 2 of 3 computed so far");
  data->bars[2].low.problem = g_strdup ("none");
  data->planned = 0.05;
  for (guint i = 0; i < 3; i++) {
    data->bars[i].low.power = i < 2 ? 0.0485 : NAN;
    data->bars[i].high.power = 0.0512;
    data->bars[i].low.mcse = data->bars[i].high.mcse = 0.0005;
  }
  assert_title (data, "No assumption matters much here: rejections stay between 4.9\u202f% and "
                      "5.1\u202f%");
  data->bars[1].high.power = 0.0521;
  assert_title (data, "Rejections depend most on the assumption B: from 4.9\u202f% to 5.2\u202f% "
                      "over its range");
  for (guint i = 0; i < 2; i++) {
    data->bars[i].low.power = data->bars[i].high.power = 0.05001;
    data->bars[i].low.mcse = data->bars[i].high.mcse = 0.000001;
  }
  assert_title (data, "No assumption matters much here: rejections stay at 5.0\u202f%");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  plot_init (NULL);
  g_test_add_func ("/rows/tornado", test_tornado_rest);
  g_test_add_func ("/rows/tornado-finding", test_tornado_finding);
  g_test_add_func ("/rows/captions", test_captions);
  g_test_add_func ("/rows/intervals", test_intervals_rest);
  return g_test_run ();
}
