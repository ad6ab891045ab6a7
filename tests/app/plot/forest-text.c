/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of simulated trials below each other: in words, read off, and gone into; and of the bars of
 * the effects figure, which lead to trials as well.
 */
#include "plot/forest-text.h"

#include <math.h>
#include <string.h>

#include "samples.h"

static void
check (char *found, const char *expected)
{
  g_assert_cmpstr (found, ==, expected);
  g_free (found);
}

static void
test_kinds (void)
{
  guint rejected = SIM_TRIAL_FITTED | SIM_TRIAL_REJECTED;

  g_assert_cmpint (plot_forest_kind (0), ==, PLOT_FOREST_NOT); /* no fit: nothing is missed */
  g_assert_cmpint (plot_forest_kind (SIM_TRIAL_FITTED | SIM_TRIAL_COVERS), ==, PLOT_FOREST_NOT);
  g_assert_cmpint (plot_forest_kind (rejected | SIM_TRIAL_COVERS), ==, PLOT_FOREST_SIGNIFICANT);
  g_assert_cmpint (plot_forest_kind (rejected), ==, PLOT_FOREST_MISSES);
  g_assert_cmpint (plot_forest_kind (SIM_TRIAL_FITTED), ==, PLOT_FOREST_MISSES);
  g_assert_cmpint (plot_forest_kind (rejected | SIM_TRIAL_WRONG_SIGN), ==, PLOT_FOREST_WRONG);
}

static void
test_title (void)
{
  g_autoptr (PlotForestData) data = sample_forest (60, 60), none = sample_forest (0, 40);

  check (plot_forest_title (none), "The same trial, again and again");
  data->tally = (SimTally){ 60, 60, 57, 34, 1, 139.4, 144.16 };
  check (plot_forest_title (data),
         "57 of 60 intervals hold the truth, the 34 significant ones are in size 1.3 times the "
         "true effect");
  data->tally = (SimTally){ 8, 8, 8, 1, 0, 4.1, 4.16 };
  check (plot_forest_title (data),
         "8 of 8 intervals hold the truth, the 1 significant one is in size 1.3 times the true "
         "effect");
  data->tally = (SimTally){ 60, 60, 57, 34, 1, 139.4, 144.16 };
  data->tally.sum_size = 34 * 3.21;
  check (plot_forest_title (data), "57 of 60 intervals hold the truth, 34 significant");
  data->null_true = TRUE;
  check (plot_forest_title (data),
         "57 of 60 intervals hold the truth, 34 significant, by mere chance");
  data->tally.rejected = 0;
  check (plot_forest_title (data), "57 of 60 intervals hold the truth, none is significant");
  data->names.claims = TRUE;
  check (plot_forest_title (data), "57 of 60 intervals hold the truth, 0 show the claim");
  data->names.claims = FALSE;
  data->kind = g_strdup ("trials with p from 0.05 to 0.1");
  check (plot_forest_title (data), "Only trials with p from 0.05 to 0.1: 57 of 60 intervals hold "
                                   "the truth, none is significant");
  none->kind = g_strdup ("significant trials");
  none->looked = 20000;
  check (plot_forest_title (none), "Among 20\u202f000 trials there are no significant trials");
}

static void
test_describe (void)
{
  g_autoptr (PlotForestData) data = sample_forest (2, 40);

  for (guint i = 0; i < 2; i++)
    data->rows[i].marks = SIM_TRIAL_FITTED | SIM_TRIAL_COVERS | SIM_TRIAL_REJECTED;
  data->tally = (SimTally){ 2, 2, 2, 2, 0, 6.4, 6.4 };
  check (plot_forest_describe (data),
         "Hand-ear acupuncture vs usual care: 2 of 2 intervals hold the truth, 2 significant. True "
         "effect 3.2 points. On show are 2 trials: significant 2, not significant 0, misses the "
         "truth 0, wrong sign 0.");
  data->n_rows = 1;
  data->tally = (SimTally){ 1, 1, 1, 1, 0, 3.2, 3.2 };
  check (plot_forest_describe (data),
         "Hand-ear acupuncture vs usual care: 1 of 1 intervals hold the truth, 1 significant. True "
         "effect 3.2 points. On show is 1 trial: significant 1, not significant 0, misses the "
         "truth 0, wrong sign 0.");
}

/* The sample in the card is the mark that is drawn, in its colour. */
static void
test_strokes (void)
{
  enum { N = 5 };
  static const guint all = SIM_TRIAL_FITTED | SIM_TRIAL_COVERS | SIM_TRIAL_REJECTED;
  PlotForestData *data = sample_forest (N, 40);
  PlotFigure *figure;
  PlotStyle style;
  const struct {
    guint marks;
    PlotMark mark;
    gboolean hollow;
    const PlotColour *colour; /* NULL: that of the comparison */
  } kinds[N] = {
    { all, PLOT_MARK_DISC, FALSE, NULL },
    { all & ~(guint)SIM_TRIAL_REJECTED, PLOT_MARK_DISC, TRUE, &style.muted },
    { all & ~(guint)SIM_TRIAL_COVERS, PLOT_MARK_SQUARE, FALSE, &style.alarm },
    { SIM_TRIAL_FITTED, PLOT_MARK_SQUARE, TRUE, &style.alarm },
    { all | SIM_TRIAL_WRONG_SIGN, PLOT_MARK_TRIANGLE_DOWN, FALSE, &style.alarm },
  };
  PlotStroke own;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  own = plot_style_stroke (&style, &data->contrast);
  for (guint i = 0; i < N; i++)
    data->rows[i].marks = kinds[i].marks;
  figure = plot_forest_figure_new (data);
  for (guint i = 0; i < N; i++) {
    g_autoptr (PlotReadout) readout = plot_figure_read (figure, NAN, 40 - i - 0.5, &style);
    const PlotStroke *stroke = &readout->readings[0].stroke;
    const PlotColour *colour = kinds[i].colour != NULL ? kinds[i].colour : &own.colour;

    g_assert_cmpint (stroke->mark, ==, kinds[i].mark);
    g_assert_cmpint (stroke->hollow, ==, kinds[i].hollow);
    g_assert_cmpmem (&stroke->colour, sizeof (PlotColour), colour, sizeof (PlotColour));
  }
  plot_figure_unref (figure);
}

/* Reading off and going into: each row by its own place, from the top. */
static void
test_rows (void)
{
  enum { N = 30, SLOTS = 40 };
  PlotForestData *data = sample_forest (N, SLOTS);
  PlotFigure *figure = plot_forest_figure_new (data);
  cairo_surface_t *surface = sample_surface (900, 600);
  cairo_t *cr = cairo_create (surface);
  PlotGeometry at;
  PlotStyle style;
  PlotTarget target;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  plot_figure_draw (figure, cr, 900, 600, &style, &at);
  for (guint i = 0; i < N; i++) {
    double y = plot_geometry_y (&at, SLOTS - i - 0.5);
    g_autofree char *name = g_strdup_printf ("Trial %u", 4711 + i);
    g_autoptr (PlotReadout) readout
        = plot_figure_read (figure, 0, plot_geometry_data_y (&at, y), &style);

    g_assert_cmpstr (readout->title, ==, name);
    g_assert_cmpfloat (fabs (plot_geometry_y (&at, readout->y) - y), <, 1e-6);
    g_assert_true (plot_figure_target (figure, 900, 600, &style, 500, y, &target));
    g_assert_cmpuint (target.index, ==, i);
  }
  /* Empty slots, and outside. */
  g_assert_false (plot_figure_target (figure, 900, 600, &style, 500,
                                      plot_geometry_y (&at, SLOTS - N - 0.6), &target));
  g_assert_false (plot_figure_target (figure, 900, 600, &style, 500, 3, &target));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  plot_figure_unref (figure);
}

/* Of two trials whose intervals are clear of no effect one is significant, and the other is not, at
   a level that is told with its p-value; "not tested" of one that the order of tests did not come
   to. */
static void
test_levels (void)
{
  g_autoptr (PlotForestData) data = sample_forest (2, 40);

  data->rows[0].marks = SIM_TRIAL_FITTED | SIM_TRIAL_COVERS | SIM_TRIAL_REJECTED;
  data->rows[1].marks = SIM_TRIAL_FITTED | SIM_TRIAL_COVERS;
  data->rows[0].p = data->rows[1].p = 0.034;
  check (plot_forest_verdict (data, &data->rows[1]), "not significant");
  check (plot_forest_subtitle (data, FALSE),
         "Hand-ear acupuncture vs usual care  ·  a line a simulated trial");
  data->rows[1].told = TRUE;
  data->rows[1].tested = 0.05 / 3;
  check (plot_forest_verdict (data, &data->rows[0]), "significant");
  check (plot_forest_verdict (data, &data->rows[1]),
         "not significant, p = 0.034, tested at 0.017");
  check (plot_forest_subtitle (data, FALSE),
         "Hand-ear acupuncture vs usual care  ·  a line a simulated trial  ·  clear of no effect "
         "yet not significant: tested at 0.017");
  data->rows[0].told = TRUE; /* at no level at all */
  data->rows[0].tested = 0;
  check (plot_forest_subtitle (data, FALSE),
         "Hand-ear acupuncture vs usual care  ·  a line a simulated trial  ·  clear of no effect "
         "yet not significant: tested at 0.017, or not tested");
  data->rows[1].tested = 0;
  check (plot_forest_verdict (data, &data->rows[1]), "not significant, p = 0.034, not tested");
  check (plot_forest_subtitle (data, FALSE),
         "Hand-ear acupuncture vs usual care  ·  a line a simulated trial  ·  clear of no effect "
         "yet not significant: not tested");
}

static void
test_table (void)
{
  g_autoptr (PlotForestData) data = sample_forest (3, 3);
  g_autofree char *table = plot_forest_table (data);
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpstr (lines[0], ==, "trial\testimate\tlow\thigh\tverdict\tp\ttested_at");
  g_assert_true (g_str_has_prefix (lines[3], "4713\t"));
}

/* Over the whole effects figure: what a place leads to holds that place, and the strong part lies
   below the pale one. */
static void
test_bars (void)
{
  PlotEffectsData *data = sample_effects (100000);
  PlotFigure *figure = plot_effects_figure_new (data);
  cairo_surface_t *surface = sample_surface (900, 600);
  cairo_t *cr = cairo_create (surface);
  guint rows[3] = { 0 }, n_strong = 0, n_pale = 0;
  PlotGeometry at;
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  plot_figure_draw (figure, cr, 900, 600, &style, &at);
  for (double x = at.left + 2; x < at.right; x += 27) {
    gboolean pale_above = FALSE;
    guint above = G_MAXUINT;

    for (double y = at.top; y < at.bottom; y += 7) {
      PlotTarget target;
      double value = plot_geometry_data_x (&at, x), step = 0;

      if (!plot_figure_target (figure, 900, 600, &style, x, y, &target))
        continue;
      g_assert_cmpuint (target.index, <, 3);
      step = data->rows[target.index].width / 100;
      g_assert_true (value >= target.low - step && value <= target.high + step);
      rows[target.index]++;
      n_strong += target.strong;
      n_pale += !target.strong;
      if (target.index == above && !target.strong)
        g_assert_true (pale_above);
      pale_above = !target.strong;
      above = target.index;
    }
  }
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (rows[i], >, 20);
  g_assert_cmpuint (n_strong, >, 50);
  g_assert_cmpuint (n_pale, >, 50);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  plot_figure_unref (figure);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  plot_init (NULL);
  g_test_add_func ("/forest-text/kinds", test_kinds);
  g_test_add_func ("/forest-text/title", test_title);
  g_test_add_func ("/forest-text/describe", test_describe);
  g_test_add_func ("/forest-text/strokes", test_strokes);
  g_test_add_func ("/forest-text/rows", test_rows);
  g_test_add_func ("/forest-text/levels", test_levels);
  g_test_add_func ("/forest-text/table", test_table);
  g_test_add_func ("/forest-text/bars", test_bars);
  return g_test_run ();
}
