/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * No two texts of a figure touch, and none leaves it, at any size, scale and number of curves.
 */
#include <math.h>
#include <string.h>

#include "plot/canvas.h"
#include "plot/labels.h"
#include "plot/tornado-text.h"
#include "plot/words.h"
#include "samples.h"
#include "sets.h"

static void
check_figure (PlotFigure *figure)
{
  static const int sizes[][2]
      = { { 300, 200 },  { 300, 700 },  { 420, 300 },  { 560, 380 },  { 700, 250 },  { 970, 536 },
          { 1280, 800 }, { 1600, 900 }, { 1920, 300 }, { 640, 1400 }, { 3840, 2160 } };
  static const double scales[] = { 1, 1.25, 2, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint k = 0; k < G_N_ELEMENTS (scales); k++) {
      /* Nothing is set on a recording surface, so even the largest figure is quick. */
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
      cairo_t *cr = cairo_create (surface);
      PlotStyle style;
      g_autofree char *fault = NULL;

      plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, scales[k]);
      sets_clear ();
      g_assert_true (plot_figure_draw (figure, cr, sizes[i][0], sizes[i][1], &style, NULL));
      fault = sets_fault (sizes[i][0], sizes[i][1]);
      if (fault != NULL)
        g_error ("%s", fault);
      if (sizes[i][0] >= 560 * scales[k] && sizes[i][1] >= 380 * scales[k])
        g_assert_cmpuint (sets_n (), >=, 10);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  plot_figure_unref (figure);
}

static void
test_three_arms (void)
{
  check_figure (plot_power_figure_new (sample_power (100000)));
  check_figure (plot_power_figure_new (sample_power (500)));
  check_figure (plot_effects_figure_new (sample_effects (100000)));
  PlotEffectsData *margins = sample_effects (100000);
  for (guint i = 0; i < margins->n_rows; i++) {
    margins->rows[i].margins[0] = -1.5 + 0.5 * i; /* the last but one by the line of no effect */
    margins->rows[i].margins[1] = i == 1 ? 1.5 : NAN;
  }
  check_figure (plot_effects_figure_new (margins));
}

/* Where some of the significant ones have the wrong sign, their mean and the size that is so many
   times the truth are two numbers, of a logarithm as well. */
static void
test_wrong_signs (gconstpointer scale)
{
  PlotEffectsData *data = sample_effects (100000);
  guint n = 0;

  data->panels[0].scale = GPOINTER_TO_INT (scale);
  data->rows[2].truth = 0.1;
  data->rows[2].mean_rejected = 0.7;
  data->rows[2].type_m = 22;
  check_figure (plot_effects_figure_new (data));
  for (guint i = 0; i < sets_n (); i++)
    if (strstr (sets_at (i)->text, ", in size ") != NULL) {
      g_assert_true (g_str_has_prefix (sets_at (i)->text, "significant ones average 0.7, in size "
                                                          "2.2 (22"));
      n++;
    }
  g_assert_cmpuint (n, ==, 1);
}

static void
test_many (void)
{
  static const guint counts[] = { 1, 2, 4, 7, 12 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++) {
    check_figure (plot_power_figure_new (sample_power_many (counts[i], 9)));
    check_figure (plot_power_figure_new (sample_power_many (counts[i], 1)));
    check_figure (plot_effects_figure_new (sample_effects_many (counts[i])));
  }
}

/* Effects in different units have axes of their own, as many as there is room for. */
static void
test_outcomes (void)
{
  static const guint counts[] = { 2, 3, 5, 9, 12 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    check_figure (plot_effects_figure_new (sample_effects_outcomes (counts[i])));
}

/* Cells from coarse to fine, and as many as have room for their numbers. */
static void
test_heat (void)
{
  static const guint counts[][2] = { { 1, 1 }, { 2, 9 }, { 7, 6 }, { 25, 25 } };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++) {
    guint n = counts[i][0] * counts[i][1];

    check_figure (plot_heat_figure_new (sample_heat (counts[i][0], counts[i][1], n)));
    check_figure (plot_heat_figure_new (sample_heat (counts[i][0], counts[i][1], n / 2)));
  }
}

/* A cell has the whole number of the power that is said of it, and is not called 100 below that. */
static void
test_heat_cells (void)
{
  static const struct {
    double value, mcse;
    const char *text;
  } cells[] = { { 0.996, 0.001, ">99" }, { 1, 0, "100" }, { 0.8947, 0.001, "90" },
                { 0.003, 0.001, "<1" } };
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++) {
    PlotHeatData *data = sample_heat (2, 2, 4);
    cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
    cairo_t *cr = cairo_create (surface);

    data->cells[0].value = cells[i].value;
    data->cells[0].mcse = cells[i].mcse;
    PlotFigure *figure = plot_heat_figure_new (data);
    sets_clear ();
    g_assert_true (plot_figure_draw (figure, cr, 700, 500, &style, NULL));
    g_assert_nonnull (sets_find (cells[i].text));
    plot_figure_unref (figure);
    cairo_destroy (cr);
    cairo_surface_destroy (surface);
  }
}

static void
test_tornado (void)
{
  for (guint n = 2; n <= 8; n += 3) {
    PlotTornadoData *data = sample_tornado (n);

    data->bars[1].assumed = n > 2;
    check_figure (plot_tornado_figure_new (data));
  }
}

/* What a mark means is said wherever the mark is, also where there is no room for a subtitle. */
static void
test_tornado_note (void)
{
  static const int sizes[][2] = { { 420, 300 }, { 560, 250 }, { 900, 300 }, { 1280, 800 } };
  PlotTornadoData *data = sample_tornado (3);
  g_autoptr (PlotFigure) figure = NULL;

  g_free (data->bars[1].name);
  data->bars[1].name = g_strdup ("SD");
  data->bars[1].assumed = TRUE;
  figure = plot_tornado_figure_new (data);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
    cairo_t *cr = cairo_create (surface);
    PlotStyle style;

    plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
    sets_clear ();
    g_assert_true (plot_figure_draw (figure, cr, sizes[i][0], sizes[i][1], &style, NULL));
    g_assert_nonnull (sets_find ("SD *"));
    g_assert_true (sets_find ("* range assumed, the basis gives none") != NULL
                   || sets_find ("* range assumed") != NULL);
    cairo_destroy (cr);
    cairo_surface_destroy (surface);
  }
}

/* The power as planned is not that of the run where that has other trials: which it is of stands at
   its line, and beside the target as far as there is room for both. */
static void
test_tornado_trials (void)
{
  static const int sizes[][2] = { { 420, 300 }, { 900, 300 }, { 1280, 800 } };
  PlotTornadoData *data = sample_tornado (3);
  g_autoptr (PlotFigure) figure = plot_tornado_figure_new (data);
  g_autofree char *alone = plot_tornado_planned_of (data), *with = NULL, *subtitle = NULL;

  data->run_replicates = 100000;
  g_assert_cmpuint (data->replicates, ==, 20000);
  with = plot_tornado_planned_of (data);
  g_assert_false (g_str_has_suffix (alone, "trials"));
  g_assert_true (g_str_has_prefix (with, alone));
  g_assert_true (g_str_has_suffix (with, " in 20\u202f000 trials"));
  subtitle = plot_tornado_subtitle (data, FALSE);
  g_assert_nonnull (
      strstr (subtitle, "all from the first 20\u202f000 of the run’s 100\u202f000 trials"));
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
    cairo_t *cr = cairo_create (surface);
    PlotStyle style;

    plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
    sets_clear ();
    g_assert_true (plot_figure_draw (figure, cr, sizes[i][0], sizes[i][1], &style, NULL));
    g_assert_true (sets_find (with) != NULL || (i == 0 && sets_find (alone) != NULL));
    cairo_destroy (cr);
    cairo_surface_destroy (surface);
  }
}

static gboolean
is_blank (cairo_surface_t *surface, const PlotBox *box)
{
  const unsigned char *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int y = (int)ceil (box->top); y < (int)box->bottom; y++)
    for (int x = (int)ceil (box->left); x < (int)box->right; x++)
      for (guint c = 0; c < 3; c++)
        if (data[y * stride + 4 * x + (int)c] != 255)
          return FALSE;
  return TRUE;
}

/* The line of no effect goes through all rows, but through no name of a truth near to it, nor of a
   mean; also large, as in a lecture. */
static void
test_effects_zero (void)
{
  static const PlotPreset presets[] = { PLOT_PRESET_SCREEN, PLOT_PRESET_SLIDE };
  static const int sizes[][2] = { { 900, 600 }, { 1280, 720 }, { 1900, 1000 } };
  guint n = 0;

  sets_mute (TRUE);
  for (guint i = 0; i < 2 * 3 * 17; i++) {
    const int *size = sizes[i / 2 % 3];
    PlotEffectsData *data = sample_effects (100000);
    cairo_surface_t *surface = sample_surface (size[0], size[1]);
    cairo_t *cr = cairo_create (surface);
    PlotGeometry at;
    PlotStyle style;

    for (guint r = 0; r < data->n_rows; r++) {
      data->rows[r].truth = (i / 6 - 8.0) / 20;
      data->rows[r].mean_rejected = r == 2 ? 0.7 : data->rows[r].truth + 0.2;
    }
    g_autoptr (PlotFigure) figure = plot_effects_figure_new (data);
    plot_style_init (&style, PLOT_THEME_LIGHT, presets[i % 2], 1);
    sets_clear ();
    g_assert_true (plot_figure_draw (figure, cr, size[0], size[1], &style, &at));
    cairo_surface_flush (surface);
    for (guint t = 0; t < sets_n (); t++)
      if (g_str_has_prefix (sets_at (t)->text, "truth ")
          || g_str_has_prefix (sets_at (t)->text, "significant ones average ")) {
        double zero = plot_geometry_x (&at, 0);
        PlotBox box = sets_at (t)->box;

        box.left = MAX (box.left, zero - 3);
        box.right = MIN (box.right, zero + 3);
        n += box.left < box.right;
        if (!is_blank (surface, &box))
          g_error ("“%s” is struck through at %dx%d", sets_at (t)->text, size[0], size[1]);
      }
    cairo_destroy (cr);
    cairo_surface_destroy (surface);
  }
  sets_mute (FALSE);
  g_assert_cmpuint (n, >, 0); /* some have to stand there */
}

/* The names of assumptions as a sentence has them; what is no noun is quoted. */
static void
test_tornado_sentence (void)
{
  static const char *const names[][2] = {
    { "Mean, Usual care", "Power depends most on the mean of usual care: from " },
    { "SD", "Power depends most on the SD: from " },
    { "SD, Hand-ear acupuncture, Week 8",
      "Power depends most on the SD of hand-ear acupuncture, Week 8: from " },
    { "Dropout: Lost, Usual care",
      "Power depends most on \u201cDropout: Lost, Usual care\u201d: from " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (PlotTornadoData) data = sample_tornado (1);
    g_autofree char *title = NULL;

    g_free (data->bars[0].name);
    data->bars[0].name = g_strdup (names[i][0]);
    title = plot_tornado_title (data);
    g_assert_true (g_str_has_prefix (title, names[i][1]));
  }
}

/* Nothing is behind the value of an end, however near to the lines that is. */
static void
test_tornado_lines (void)
{
  sets_mute (TRUE);
  for (double target = 0.6; target < 1; target += 0.01) {
    PlotTornadoData *data = sample_tornado (7);
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 970, 536);
    cairo_t *cr = cairo_create (surface);
    PlotGeometry at;
    PlotFigure *figure;
    PlotStyle style;

    data->target = target;
    figure = plot_tornado_figure_new (data);
    plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
    sets_clear ();
    g_assert_true (plot_figure_draw (figure, cr, 970, 536, &style, &at));
    cairo_surface_flush (surface);
    for (guint i = 0; i < sets_n (); i++)
      if (sets_at (i)->box.top > at.top && sets_at (i)->box.bottom < at.bottom)
        g_assert_true (is_blank (surface, &sets_at (i)->box));
    plot_figure_unref (figure);
    cairo_destroy (cr);
    cairo_surface_destroy (surface);
  }
  sets_mute (FALSE);
}

/* From a true null any difference leads to more rejections: both ends lie on one side. Their values
 * stand together beyond the bar, not on it, and the title means the bar that reaches farthest. */
static void
test_tornado_side (void)
{
  PlotTornadoData *data = sample_tornado (3);
  g_autofree char *title = NULL, *single = NULL;
  PlotFigure *figure;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  PlotStyle style;

  data->planned = 0.09;
  data->error = TRUE;
  data->bars[0].low.power = 0.212;
  data->bars[0].high.power = 0.208;
  data->bars[1].low.power = 0.05;
  data->bars[1].high.power = 0.12;
  data->bars[2].low.power = data->bars[2].high.power = 0.09;
  figure = plot_tornado_figure_new (data);
  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  sets_clear ();
  g_assert_true (plot_figure_draw (figure, cr, 1280, 800, &style, NULL));
  g_assert_nonnull (sets_find ("6.7 points, 4.7 points"));
  g_assert_null (sets_find ("4.7 points"));
  g_assert_nonnull (sets_find ("4 points"));
  g_assert_nonnull (sets_find ("6 points"));
  title = plot_tornado_title (data);
  g_assert_cmpstr (title, ==,
                   "Rejections depend most on the mean of hand-ear acupuncture at week 8: from "
                   "9.0\u202f% to 21.2\u202f% over its range");
  /* A single trial has no error, which earns no decimal. */
  data->planned_mcse = NAN;
  single = plot_tornado_percent (data, 0.212);
  g_assert_cmpstr (single, ==, "21\u202f%");
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  check_figure (figure);
}

/* Few and many arms, visits and patients; two points in time have practitioners. Two, three and six
   arms; with "-m slow" any number. */
static void
test_trial (void)
{
  for (guint n_arms = g_test_slow () ? 1 : 2; n_arms <= 6;
       n_arms += g_test_slow () || n_arms == 2 ? 1 : 3)
    for (guint n_points = 1; n_points <= 13; n_points += 3 - n_arms % 2) {
      check_figure (plot_trial_figure_new (sample_trial (PLOT_TRIAL_SCORES, n_arms, n_points, 9)));
      check_figure (
          plot_trial_figure_new (sample_trial (PLOT_TRIAL_CATEGORIES, n_arms, n_points, 60)));
    }
  for (guint n_arms = 1; n_arms <= 6; n_arms++)
    check_figure (plot_trial_figure_new (sample_trial (PLOT_TRIAL_TIMES, n_arms, 0, 60)));
}

static void
test_forest (void)
{
  static const guint counts[][2] = { { 0, 10 }, { 1, 40 }, { 12, 12 }, { 40, 60 }, { 80, 80 } };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++) {
    PlotForestData *margin = sample_forest (counts[i][0], counts[i][1]);

    margin->lower = -1.5;
    margin->upper = 1.5;
    margin->names.claims = TRUE;
    check_figure (plot_forest_figure_new (margin));
    check_figure (plot_forest_figure_new (sample_forest (counts[i][0], counts[i][1])));
  }
}

/* Any power, any level, at an edge or within a bar, with and without a closed form. */
static void
test_p_values (void)
{
  static const double shifts[] = { 0, 1, 2.2, 3.3, 8 }, alphas[] = { 0.05, 0.0125, 0.1, 0.33 };

  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    for (guint k = 0; k < G_N_ELEMENTS (alphas); k++)
      check_figure (plot_p_value_figure_new (sample_p_values (shifts[i], alphas[k], k % 2 == 0)));
}

static void
test_convergence (void)
{
  static const guint counts[] = { 1, 2, 20, 60 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++) {
    PlotConvergenceData *data = sample_convergence (counts[i]);

    data->exact = i % 2 ? NAN : data->exact;
    check_figure (plot_convergence_figure_new (data));
  }
}

/* The handle anywhere on the axis, over the drop lines and at both ends. */
static void
test_handle_everywhere (void)
{
  for (guint own = 0; own < 10; own++) {
    PlotPowerData *data = sample_power (100000);

    data->own = own;
    data->own_total = data->series[0].points[own].total;
    data->series[1].reach = data->own_total + 1;
    data->series[2].reach = data->own_total - 1;
    check_figure (plot_power_figure_new (data));
  }
}

static void
test_long_names (void)
{
  PlotPowerData *power = sample_power (100000);
  PlotEffectsData *effects = sample_effects (100000);

  for (guint i = 0; i < 3; i++) {
    plot_names_set (&power->series[i].names, "A-VERY-LONG-IDENTIFIER-OF-A-HYPOTHESIS",
                    "Individualised acupuncture by experienced practitioners vs usual care",
                    "true difference 3.25 points on the modified scale",
                    "Individualised acupuncture by experienced practitioners", "Usual care");
    plot_names_set (&effects->rows[i].names, "A-VERY-LONG-IDENTIFIER-OF-A-HYPOTHESIS",
                    "Individualised acupuncture by experienced practitioners vs usual care", NULL,
                    "Individualised acupuncture by experienced practitioners", "Usual care");
  }
  check_figure (plot_power_figure_new (power));
  check_figure (plot_effects_figure_new (effects));
}

/* The middle of the text on the figure just drawn; NaN if it was not set. */
static double
middle_of (const char *text)
{
  const SetText *set = sets_find (text);

  return set != NULL ? (set->box.top + set->box.bottom) / 2 : NAN;
}

/* The values at the own size stand in the order of their points, else they name the wrong ones. */
static void
check_order (const double *values, guint n)
{
  for (int width = 400; width <= 1400; width += 250)
    for (int height = 300; height <= 900; height += 150) {
      PlotPowerData *data = sample_power_many (n, 9);
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
      cairo_t *cr = cairo_create (surface);
      g_autofree char **texts = g_new0 (char *, n);
      PlotFigure *figure = NULL;
      PlotStyle style;

      for (guint i = 0; i < n; i++) {
        for (guint p = 0; p < data->series[i].n_points; p++) {
          data->series[i].points[p].value = values[i];
          data->series[i].points[p].mcse = 5e-4;
        }
        texts[i] = plot_words_percent (values[i], 5e-4);
      }
      figure = plot_power_figure_new (data);
      plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
      sets_clear ();
      g_assert_true (plot_figure_draw (figure, cr, width, height, &style, NULL));
      for (guint i = 0; i < n; i++)
        for (guint k = 0; k < n; k++)
          if (values[i] > values[k] && middle_of (texts[i]) > middle_of (texts[k]))
            g_error ("%dx%d: “%s” stands below “%s”", width, height, texts[i], texts[k]);
      if (width >= 900 && height >= 600)
        for (guint i = 0; i < n; i++)
          if (isnan (middle_of (texts[i])))
            g_error ("%dx%d: “%s” is missing", width, height, texts[i]);
      for (guint i = 0; i < n; i++)
        g_free (texts[i]);
      plot_figure_unref (figure);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static void
test_order (void)
{
  static const double values[][4] = { { 0.132, 0.088 },        { 0.088, 0.132 },
                                      { 0.512, 0.498 },        { 0.485, 0.512, 0.498 },
                                      { 0.972, 0.991, 0.985 }, { 0.051, 0.021, 0.035, 0.944 },
                                      { 0.132, 0.088, 0.11 },  { 0.312, 0.274, 0.345, 0.292 } };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    guint n = 0;

    while (n < G_N_ELEMENTS (values[i]) && values[i][n] > 0)
      n++;
    check_order (values[i], n);
  }
}

/* Bands and the grid are pale; a line is not. */
#define PALE 200

static gboolean
is_pale (cairo_surface_t *surface, const PlotBox *box)
{
  const unsigned char *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int y = (int)ceil (box->top); y < (int)box->bottom; y++)
    for (int x = (int)ceil (box->left); x < (int)box->right; x++)
      for (guint c = 0; c < 3; c++)
        if (data[y * stride + 4 * x + (int)c] < PALE)
          return FALSE;
  return TRUE;
}

/* Nothing strikes a text of the power plot, and none is missing for want of a place. Takes data
   over. */
static void
check_struck (PlotPowerData *data, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  PlotFigure *figure = plot_power_figure_new (data);
  PlotGeometry at;
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  sets_clear ();
  g_assert_true (plot_figure_draw (figure, cr, width, height, &style, &at));
  cairo_surface_flush (surface);
  for (guint i = 0; i < sets_n (); i++) {
    const SetText *set = sets_at (i);

    if (set->box.left > at.left && set->box.right < at.right && set->box.top > at.top
        && set->box.bottom < at.bottom && !is_pale (surface, &set->box))
      g_error ("%dx%d: “%s” is struck", width, height, set->text);
  }
  for (guint i = 0; i < 3; i++) {
    g_autofree char *reach = g_strdup_printf ("N ≈ %.0f", data->series[i].reach);
    g_autofree char *value = plot_words_percent (data->series[i].points[data->own].value,
                                                 data->series[i].points[data->own].mcse);

    if (isfinite (data->series[i].reach) && sets_find (reach) == NULL)
      g_error ("%dx%d: “%s” is missing", width, height, reach);
    if (sets_find (value) == NULL)
      g_error ("%dx%d: “%s” is missing", width, height, value);
  }
  if (data->n_drawn > 0)
    g_assert_nonnull (sets_find ("your curve"));
  plot_figure_unref (figure);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* As a lesson has it in a window of 900x600, 1280x800 and 1920x1080. */
static void
test_struck (void)
{
  static const int sizes[][2] = { { 500, 330 }, { 560, 380 }, { 900, 480 }, { 1240, 760 } };

  sets_mute (TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    check_struck (sample_power (100000), sizes[i][0], sizes[i][1]);
    for (double from = 0; from <= 1; from += 0.1)
      for (double to = 0; to <= 1; to += 0.25)
        check_struck (sample_power_drawn (from, to), sizes[i][0], sizes[i][1]);
  }
  sets_mute (FALSE);
}

/* A sheet that a lesson asks a curve on: nothing is written beside it, and no number below the axis
   is cut at its edge. */
static void
test_sheet (void)
{
  static const int sizes[][2] = { { 300, 300 }, { 560, 380 }, { 900, 480 } };
  static const double totals[] = { 60, 600, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
    cairo_t *cr = cairo_create (surface);
    PlotPowerData *data = plot_power_data_alloc (0);
    PlotFigure *figure;
    PlotStyle style;

    data->fixed = TRUE;
    plot_power_data_set_drawn (data, totals, (const double[]){ 0, 0, 0 }, G_N_ELEMENTS (totals));
    figure = plot_power_figure_new (data);
    plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
    sets_clear ();
    g_assert_true (plot_figure_draw (figure, cr, sizes[i][0], sizes[i][1], &style, NULL));
    g_assert_nonnull (sets_find ("1000"));
    for (guint k = 0; k < sets_n (); k++)
      if (sets_at (k)->box.left < 0 || sets_at (k)->box.right > sizes[i][0])
        g_error ("%dx%d: “%s” is cut", sizes[i][0], sizes[i][1], sets_at (k)->text);
    plot_figure_unref (figure);
    cairo_destroy (cr);
    cairo_surface_destroy (surface);
  }
}

/* The curve whose point at the own size is nearest to a text. */
static guint
nearest_own (const PlotPowerData *data, const PlotGeometry *at, const PlotBox *box)
{
  double middle = (box->top + box->bottom) / 2, least = INFINITY;
  guint nearest = 0;

  for (guint i = 0; i < data->n_series; i++) {
    double y = plot_geometry_y (at, data->series[i].points[data->own].value);

    if (fabs (y - middle) < least) {
      least = fabs (y - middle);
      nearest = i;
    }
  }
  return nearest;
}

/* Whether a line begins beside a text at the handle, on the side of that, which goes off to y. */
static gboolean
is_tied (cairo_surface_t *surface, const PlotGeometry *at, const SetText *set, double y)
{
  const unsigned char *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  double side = set->box.left > at->handle_x ? set->box.left : set->box.right;
  double middle = (set->box.top + set->box.bottom) / 2;

  for (double part = 0.3; part < 0.8; part += 0.1) {
    int px = (int)(at->handle_x + part * (side - at->handle_x));
    int py = (int)(y + part * (middle - y));
    gboolean dark = FALSE;

    for (int dy = -2; dy <= 2; dy++)
      for (int b = -4; b < 8; b++) /* the pixel and its neighbours */
        dark = dark || ((b & 3) < 3 && data[(py + dy) * stride + 4 * px + b] < PALE);
    if (!dark)
      return FALSE;
  }
  return TRUE;
}

/* No text in a plot of power is struck by a line, and a value at the handle is nearest to the point
 * that it is of. Takes over data; returns how many values there are. */
static guint
check_power_lines (PlotPowerData *data, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  PlotFigure *figure = plot_power_figure_new (data);
  PlotGeometry at;
  PlotStyle style;
  guint n_values = 0;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  sets_clear ();
  g_assert_true (plot_figure_draw (figure, cr, width, height, &style, &at));
  cairo_surface_flush (surface);
  for (guint i = 0; i < sets_n (); i++) {
    const SetText *set = sets_at (i);

    if (set->box.top < at.top || set->box.bottom > at.bottom || set->box.right > at.right
        || set->box.left < at.left)
      continue;
    if (!is_pale (surface, &set->box))
      g_error ("%dx%d: “%s” is struck", width, height, set->text);
    for (guint k = 0; k < data->n_series; k++) {
      const PlotPowerPoint *own = &data->series[k].points[data->own];
      g_autofree char *value = plot_words_percent (own->value, own->mcse);

      if (!g_str_equal (value, set->text))
        continue;
      n_values++;
      /* Where the point of another curve is nearer the text is tied to its own, or near enough. */
      if (nearest_own (data, &at, &set->box) != k
          && fabs (plot_geometry_y (&at, own->value) - (set->box.top + set->box.bottom) / 2)
                 > 4 * (set->box.bottom - set->box.top)
          && !is_tied (surface, &at, set, plot_geometry_y (&at, own->value)))
        g_error ("%dx%d: “%s” goes astray", width, height, set->text);
    }
  }
  plot_figure_unref (figure);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n_values;
}

/* Curves that lie close together at the handle, rows of points as in lesson 4: from the first value
 * down by so much. */
static PlotPowerData *
close_curves (guint n, double first, double step)
{
  PlotPowerData *data = sample_power_many (n, 9);

  for (guint i = 0; i < n; i++)
    for (guint p = 0; p < data->series[i].n_points; p++) {
      PlotPowerPoint *point = &data->series[i].points[p];
      double grown = 1 + 0.04 * ((double)p - data->own);

      point->value = MIN ((first - i * step) * grown, 0.999);
      point->low = point->high = point->value;
      point->mcse = 0.0005;
      data->series[i].n_exact = 0;
    }
  return data;
}

static void
test_power_lines (void)
{
  static const int sizes[][2]
      = { { 560, 260 }, { 590, 330 }, { 700, 300 }, { 970, 536 }, { 1280, 800 } };
  static const double steps[] = { 0.004, 0.01, 0.02, 0.031, 0.05, 0.08 };

  sets_mute (TRUE);
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint n = 1; n <= 8; n++) {
      for (guint k = 0; k < G_N_ELEMENTS (steps); k++) {
        check_power_lines (close_curves (n, 0.95, steps[k]), sizes[s][0], sizes[s][1]);
        check_power_lines (close_curves (n, 0.05 + steps[k] * n, steps[k]), sizes[s][0],
                           sizes[s][1]);
      }
      check_power_lines (sample_power_many (n, 9), sizes[s][0], sizes[s][1]);
    }
  /* Where there is room all points have their values. */
  g_assert_cmpuint (check_power_lines (close_curves (3, 0.8, 0.25), 970, 536), ==, 3);
  g_assert_cmpuint (check_power_lines (close_curves (4, 0.7, 0.12), 970, 536), ==, 4);
  sets_mute (FALSE);
}

/* A number of patients near the handle does not stand across its line: it stands on the other side
 * of its own. */
static void
test_power_reach (void)
{
  sets_mute (TRUE);
  for (double reach = 66; reach < 156; reach += 1.5) {
    PlotPowerData *data = close_curves (2, 0.7, 0.3);

    data->series[0].reach = reach;
    check_power_lines (data, 590, 330);
  }
  sets_mute (FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  plot_init (NULL);
  g_test_add_func ("/overlap/three-arms", test_three_arms);
  g_test_add_data_func ("/overlap/wrong-signs", GINT_TO_POINTER (FALSE), test_wrong_signs);
  g_test_add_data_func ("/overlap/wrong-signs-scale", GINT_TO_POINTER (TRUE), test_wrong_signs);
  g_test_add_func ("/overlap/many", test_many);
  g_test_add_func ("/overlap/outcomes", test_outcomes);
  g_test_add_func ("/overlap/sheet", test_sheet);
  g_test_add_func ("/overlap/heat", test_heat);
  g_test_add_func ("/overlap/heat-cells", test_heat_cells);
  g_test_add_func ("/overlap/tornado", test_tornado);
  g_test_add_func ("/overlap/tornado-note", test_tornado_note);
  g_test_add_func ("/overlap/tornado-trials", test_tornado_trials);
  g_test_add_func ("/overlap/effects-zero", test_effects_zero);
  g_test_add_func ("/overlap/tornado-lines", test_tornado_lines);
  g_test_add_func ("/overlap/tornado-side", test_tornado_side);
  g_test_add_func ("/overlap/tornado-sentence", test_tornado_sentence);
  g_test_add_func ("/overlap/trial", test_trial);
  g_test_add_func ("/overlap/forest", test_forest);
  g_test_add_func ("/overlap/p-values", test_p_values);
  g_test_add_func ("/overlap/convergence", test_convergence);
  g_test_add_func ("/overlap/handle-everywhere", test_handle_everywhere);
  g_test_add_func ("/overlap/long-names", test_long_names);
  g_test_add_func ("/overlap/order", test_order);
  g_test_add_func ("/overlap/struck", test_struck);
  g_test_add_func ("/overlap/power-lines", test_power_lines);
  g_test_add_func ("/overlap/power-reach", test_power_reach);
  return g_test_run ();
}
