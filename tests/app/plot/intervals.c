/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/intervals-plot.c and histogram-plot.c: what they say, where marks stand, and
 * that figures without numbers are drawn as well.
 */
#include <math.h>
#include <string.h>

#include "plot/plot.h"
#include "samples.h"

static PlotFigure *
intervals (void)
{
  PlotIntervalsData *data = plot_intervals_data_new (3);

  data->title = g_strdup ("155 patients are enough");
  data->subtitle = g_strdup ("of a kind");
  data->axis = g_strdup ("Patients");
  data->line = 152;
  data->line_text = g_strdup ("as planned: 152");
  for (guint i = 0; i < 3; i++) {
    data->rows[i].name = g_strdup_printf ("Goal %u", i + 1);
    data->rows[i].text = g_strdup (i < 2 ? "155" : "not reached");
  }
  data->rows[0].value = 155;
  data->rows[0].low = 150;
  data->rows[0].high = 160;
  data->rows[0].other = 200;
  data->rows[0].detail = g_strdup ("between 150 and 160");
  data->rows[1].value = 300;
  data->rows[1].low = 280;
  data->rows[1].high = INFINITY;
  data->rows[1].strong = TRUE;
  return plot_intervals_figure_new (data);
}

/* A row of a hypothesis has the colour and the mark of the hypothesis; others are all alike. */
static void
test_ink (void)
{
  PlotIntervalsData *data = plot_intervals_data_new (4);
  g_autoptr (PlotFigure) figure = plot_intervals_figure_new (data);
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  for (guint i = 0; i < 4; i++) {
    data->rows[i].name = g_strdup ("Goal");
    data->rows[i].text = g_strdup ("155");
    data->rows[i].value = 155;
  }
  data->rows[1].ink = PLOT_ROW_CONTRAST;
  data->rows[1].contrast = (PlotContrast){ 1, 1, 2, 2, 1, 2 };
  data->rows[2].ink = PLOT_ROW_ANY;
  data->rows[3].ink = PLOT_ROW_ALL;
  for (guint i = 0; i < 4; i++) {
    g_autoptr (PlotReadout) readout = NULL;
    PlotStroke wanted = i == 1 ? plot_style_stroke (&style, &data->rows[1].contrast)
                               : plot_style_neutral (&style, i == 3);

    readout = plot_figure_read_index (figure, 3 - (int)i, &style);
    if (i == 0)
      wanted.colour = style.arms[0];
    g_assert_cmpmem (&readout->readings[0].stroke.colour, sizeof (PlotColour), &wanted.colour,
                     sizeof (PlotColour));
    if (i > 0)
      g_assert_cmpint (readout->readings[0].stroke.mark, ==, wanted.mark);
  }
}

static PlotFigure *
histogram (void)
{
  PlotHistogramData *data = plot_histogram_data_new (4);

  data->title = g_strdup ("Assurance is 60 %");
  data->subtitle = g_strdup ("of a kind");
  data->axis = g_strdup ("Power (%)");
  data->of = g_strdup ("of what is believed");
  data->share[1] = 0.25;
  data->share[2] = 0.75;
  data->lines[0].at = 0.6;
  data->lines[0].text = g_strdup ("assurance 60 %");
  return plot_histogram_figure_new (data);
}

static void
test_words (void)
{
  g_autoptr (PlotFigure) figure = intervals ();
  g_autofree char *words = plot_figure_describe (figure), *table = plot_figure_data (figure);

  g_assert_cmpstr (words, ==,
                   "155 patients are enough. as planned: 152. Goal 1: 155, between 150 and 160. "
                   "Goal 2: 155. Goal 3: not reached.");
  g_assert_cmpstr (table, ==,
                   "row\tvalue\tlow\thigh\tother\nGoal 1\t155\t150\t160\t200\n"
                   "Goal 2\t300\t280\t\t\nGoal 3\t\t\t\t\n");
}

static void
test_histogram_words (void)
{
  g_autoptr (PlotFigure) figure = histogram ();
  g_autofree char *words = plot_figure_describe (figure), *table = plot_figure_data (figure);

  g_assert_cmpstr (words, ==,
                   "Assurance is 60 %. assurance 60 %. Power (%): 25 – 50\u202f% in 25\u202f%; "
                   "50 – 75\u202f% in 75\u202f%.");
  g_assert_cmpstr (table, ==,
                   "from\tto\tshare\n0\t0.25\t0\n0.25\t0.5\t0.25\n0.5\t0.75\t0.75\n0.75\t1\t0\n");
}

static void
draw (PlotFigure *figure, int width, int height, PlotGeometry *at)
{
  cairo_surface_t *surface = sample_surface (width, height);
  cairo_t *cr = cairo_create (surface);
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  g_assert_true (plot_figure_draw (figure, cr, width, height, &style, at));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* From zero to beyond the largest finite number; rows from the top. */
static void
test_places (void)
{
  g_autoptr (PlotFigure) figure = intervals ();
  g_autoptr (PlotReadout) top = NULL;
  PlotGeometry at;
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  draw (figure, 800, 400, &at);
  g_assert_cmpfloat (at.x0, ==, 0);
  g_assert_cmpfloat (at.x1, >, 300);
  g_assert_cmpfloat (at.x1, <, 330);
  top = plot_figure_read (figure, NAN, 2.6, &style);
  g_assert_cmpstr (top->title, ==, "Goal 1");
  g_assert_cmpstr (top->readings[0].value, ==, "155");
}

static void
test_bins (void)
{
  g_autoptr (PlotFigure) figure = histogram ();
  g_autoptr (PlotReadout) bin = NULL;
  PlotGeometry at;
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  draw (figure, 800, 400, &at);
  g_assert_cmpfloat (at.x1, ==, 1);
  bin = plot_figure_read (figure, 0.7, NAN, &style);
  g_assert_cmpfloat (bin->x, ==, 0.625);
  g_assert_cmpstr (bin->readings[0].value, ==, "75\u202f%");
}

/* Nothing to show, and hardly any room. */
static void
test_empty (void)
{
  static const int sizes[][2] = { { 800, 400 }, { 200, 120 }, { 61, 41 } };
  PlotIntervalsData *none = plot_intervals_data_new (0);
  PlotHistogramData *flat = plot_histogram_data_new (20);
  PlotFigure *figures[4];
  PlotGeometry at;

  none->title = g_strdup ("Nothing");
  none->subtitle = g_strdup ("");
  none->axis = g_strdup ("Patients");
  flat->title = g_strdup ("Nothing");
  flat->subtitle = g_strdup ("");
  flat->axis = g_strdup ("Power (%)");
  flat->of = g_strdup ("of nothing");
  figures[0] = plot_intervals_figure_new (none);
  figures[1] = plot_histogram_figure_new (flat);
  figures[2] = intervals ();
  figures[3] = histogram ();
  for (guint f = 0; f < G_N_ELEMENTS (figures); f++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
      draw (figures[f], sizes[s][0], sizes[s][1], &at);
  for (guint f = 0; f < G_N_ELEMENTS (figures); f++)
    plot_figure_unref (figures[f]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  plot_init (NULL);
  g_test_add_func ("/intervals/words", test_words);
  g_test_add_func ("/intervals/ink", test_ink);
  g_test_add_func ("/intervals/histogram-words", test_histogram_words);
  g_test_add_func ("/intervals/places", test_places);
  g_test_add_func ("/intervals/bins", test_bins);
  g_test_add_func ("/intervals/empty", test_empty);
  return g_test_run ();
}
