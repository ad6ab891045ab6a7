/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of the figures with data that no run gives: nothing aborts, nothing is written on stderr.
 */
#include <math.h>
#include <string.h>

#include "samples.h"

static const int sizes[][2] = { { 1, 1 },     { 60, 40 },   { 90, 300 },   { 300, 60 },
                                { 300, 200 }, { 970, 536 }, { 3840, 2160 } };

static void
use (PlotFigure *figure, gboolean large)
{
  PlotStyle style;

  for (guint i = 0; i < G_N_ELEMENTS (sizes) - !large; i++)
    for (guint stale = 0; stale < 2; stale++) {
      cairo_surface_t *surface = sample_surface (sizes[i][0], sizes[i][1]);
      cairo_t *cr = cairo_create (surface);
      PlotGeometry geometry;

      plot_style_init (&style, i % PLOT_N_THEMES, i % 3, 1 + 0.7 * (i % 2));
      style.stale = stale == 1;
      g_assert_true (plot_figure_draw (figure, cr, sizes[i][0], sizes[i][1], &style, &geometry));
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  for (double x = -1e30; x < 1e31; x += 0.3e30) {
    g_autoptr (PlotReadout) readout = plot_figure_read (figure, x, NAN, &style);

    if (readout != NULL)
      g_assert_nonnull (readout->title);
  }
  {
    g_autofree char *title = plot_figure_title (figure);
    g_autofree char *words = plot_figure_describe (figure);
    g_autofree char *table = plot_figure_data (figure);

    g_assert_true (g_utf8_validate (title, -1, NULL) && title[0] != '\0');
    g_assert_true (g_utf8_validate (words, -1, NULL));
    g_assert_true (g_str_has_suffix (table, "\n"));
  }
  plot_figure_unref (figure);
}

static void
odd_numbers (void)
{
  static const double odd[] = { NAN, INFINITY, -INFINITY, 1e30, -1e30, 1e300, -0.0, 5e-324 };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++) {
    PlotPowerData *power = sample_power (1000);
    PlotEffectsData *effects = sample_effects (1000);
    PlotPowerSeries *series = &power->series[i % 3];

    series->points[3].value = series->points[3].low = series->points[6].high = odd[i];
    series->points[5].benefit = series->points[4].mcse = odd[i];
    series->exact[7].value = series->exact[9].total = odd[i];
    series->reach = series->true_effect = odd[i];
    if (i % 2 == 0) {
      power->own_total = power->target = odd[i];
      series->points[2].total = odd[i];
    }
    effects->rows[0].truth = effects->rows[1].mean_rejected = effects->rows[2].type_m = odd[i];
    effects->rows[i % 3].power = odd[i];
    if (i % 2 == 1) {
      effects->rows[1].low = odd[i];
      effects->rows[2].width = odd[i];
      effects->own_total = odd[i];
    }
    use (plot_power_figure_new (power), FALSE);
    use (plot_effects_figure_new (effects), FALSE);
  }
}

static void
all_odd (void)
{
  PlotPowerData *power = sample_power (1000);

  for (guint i = 0; i < power->n_series; i++)
    for (guint p = 0; p < power->series[i].n_points; p++)
      power->series[i].points[p].value = power->series[i].points[p].total = NAN;
  power->own_total = NAN;
  use (plot_power_figure_new (power), TRUE);
}

static void
few_and_many (void)
{
  static const guint counts[] = { 0, 1, 2, 6, 12, 16, 40 };

  use (plot_power_figure_new (plot_power_data_alloc (0)), TRUE);
  use (plot_power_figure_new (plot_power_data_alloc (3)), FALSE);
  use (plot_effects_figure_new (plot_effects_data_alloc (0)), TRUE);
  use (plot_effects_figure_new (plot_effects_data_alloc (3)), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++) {
    use (plot_power_figure_new (sample_power_many (counts[i], 1)), FALSE);
    use (plot_power_figure_new (sample_power_many (counts[i], 64)), FALSE);
    use (plot_effects_figure_new (sample_effects_many (counts[i])), counts[i] == 12);
  }
}

/* Trials of nothing, of far too much, and of numbers that are none. */
static void
trials (void)
{
  static const double odd[] = { NAN, INFINITY, -INFINITY, 1e30, 1e300, -0.0, 5e-324 };

  for (guint kind = 0; kind < 3; kind++) {
    use (plot_trial_figure_new (sample_trial (kind, 0, 0, 0)), FALSE);
    use (plot_trial_figure_new (sample_trial (kind, 2, 0, 0)), FALSE);
    use (plot_trial_figure_new (sample_trial (kind, 3, 3, 0)), FALSE);
    use (plot_trial_figure_new (sample_trial (kind, 6, 13, 240)), kind == 0);
  }
  use (plot_trial_figure_new (plot_trial_data_alloc (3, 3, 0, 5)), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++) {
    PlotTrialData *scores = sample_trial (PLOT_TRIAL_SCORES, 3, 3, 20);
    PlotTrialData *times = sample_trial (PLOT_TRIAL_TIMES, 3, 0, 20);

    for (guint k = 0; k < 20; k++)
      scores->arms[0].patients[k].scores[k % 3] = odd[i];
    scores->arms[1].points[1].mean = scores->arms[2].points[0].low = odd[i];
    scores->finding.result.estimate = scores->finding.result.se = odd[i];
    scores->finding.truth = scores->finding.result.p_value = odd[i];
    g_array_index (times->arms[0].survival, SimSurvivalStep, 3).time = odd[i];
    g_array_index (times->arms[1].survival, SimSurvivalStep, 5).share = odd[i];
    times->arms[2].watched[2] = times->arms[2].watched[times->arms[2].n_watched - 1] = odd[i];
    use (plot_trial_figure_new (scores), FALSE);
    use (plot_trial_figure_new (times), FALSE);
  }
}

static void
forests (void)
{
  static const double odd[] = { NAN, INFINITY, -INFINITY, 1e30, 1e300, -0.0, 5e-324 };

  use (plot_forest_figure_new (sample_forest (0, 0)), TRUE);
  use (plot_forest_figure_new (plot_forest_data_new (5, NULL, 0)), FALSE);
  use (plot_forest_figure_new (sample_forest (5000, 5000)), FALSE);
  use (plot_forest_figure_new (sample_forest (30, 2)), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++) {
    PlotForestData *data = sample_forest (30, 40);

    data->rows[3].estimate = data->rows[5].low = data->rows[7].high = odd[i];
    data->rows[4].index = G_MAXUINT64;
    data->tally.sum = data->tally.sum_size = odd[i];
    if (i % 2 == 0)
      data->truth = data->lower = data->x_low = odd[i];
    else
      data->upper = data->level = data->x_high = odd[i];
    use (plot_forest_figure_new (data), FALSE);
  }
}

static void
odd_names (void)
{
  g_autofree char *endless = g_strnfill (4000, 'W');
  const char *const names[] = { "#n#u#d##(123) 100 % <b>&amp; \"q\" #",
                                "针灸与常规护理比较",
                                "الوخز بالإبر",
                                "עברית (ltr) ٣",
                                "\xff\xfe not UTF-8",
                                "\u202e turned",
                                "",
                                "\n\t\r",
                                "%s%n%d",
                                endless };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    PlotPowerData *power = sample_power (1000);
    PlotEffectsData *effects = sample_effects (1000);
    const char *other = names[(i + 1) % G_N_ELEMENTS (names)];

    for (guint k = 0; k < 3; k++) {
      plot_names_set (&power->series[k].names, names[i], names[i], other, names[i], other);
      plot_names_set (&effects->rows[k].names, other, names[i], other, names[i], other);
    }
    g_free (effects->panels[0].unit);
    effects->panels[0].unit = plot_text_clean (names[i]);
    use (plot_power_figure_new (power), i == 0);
    use (plot_effects_figure_new (effects), i == 0);
    {
      PlotTrialData *trial = sample_trial (i % 3, 3, 3, 9);

      for (guint a = 0; a < 3; a++) {
        g_free (trial->arms[a].name);
        trial->arms[a].name = plot_text_clean (names[i]);
      }
      plot_names_set (&trial->finding.names, names[i], other, names[i], names[i], other);
      g_free (trial->outcome);
      trial->outcome = plot_text_clean (names[i]);
      use (plot_trial_figure_new (trial), FALSE);
    }
  }
}

static void
odd_counts (void)
{
  PlotEffectsData *effects = sample_effects (1000);

  memset (effects->rows[0].count, 0, sizeof effects->rows[0].count);
  memset (effects->rows[0].rejected, 0, sizeof effects->rows[0].rejected);
  effects->rows[0].trials = 0;
  for (guint b = 0; b < SIM_BINS; b++)
    effects->rows[1].count[b] = effects->rows[1].rejected[b] = G_MAXUINT64 / SIM_BINS;
  effects->rows[1].trials = G_MAXUINT64;
  memset (effects->rows[2].count, 0, sizeof effects->rows[2].count);
  effects->rows[2].count[SIM_BINS - 1] = effects->rows[2].trials = 1;
  effects->rows[2].rejected[0] = 1;
  effects->replicates = G_MAXUINT64;
  use (plot_effects_figure_new (effects), TRUE);
}

static void
odd_p_values (double odd, gboolean first)
{
  PlotPValueData *p = sample_p_values (2, 0.05, TRUE), *whole = sample_p_values (2, 0.05, TRUE);
  PlotConvergenceData *path = sample_convergence (20), *none = sample_convergence (0);
  PlotConvergencePoint *points = (void *)path->points->data;

  p->bars[0].exact = p->bars[3].value = p->below[2].value = p->below[1].mcse = p->own_total = odd;
  whole->alpha = whole->below_alpha.value = whole->without = whole->bars[0].value = odd;
  points[0].trials = points[3].value = points[5].low = points[7].high = points[9].mcse = odd;
  points[19].trials = none->exact = path->exact = odd;
  use (plot_p_value_figure_new (p), first);
  use (plot_p_value_figure_new (whole), first);
  use (plot_convergence_figure_new (path), first);
  use (plot_convergence_figure_new (none), first);
}

static void
odd_studies (void)
{
  static const double odd[] = { NAN, INFINITY, -INFINITY, 1e30, -1e30, 1e300, -0.0, 5e-324 };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++) {
    PlotHeatData *heat = sample_heat (5, 4, 11);
    PlotHeatData *edges = sample_heat (5, 4, 20);
    PlotTornadoData *tornado = sample_tornado (8);

    heat->cells[3].value = heat->cells[5].mcse = heat->x.own = heat->target = odd[i];
    heat->cells[0].problem = g_strdup ("\xff\xfe not UTF-8");
    edges->x.at[4] = edges->y.at[3] = edges->own = odd[i];
    tornado->bars[0].low.power = tornado->bars[1].high.mcse = odd[i];
    tornado->target = tornado->planned_mcse = odd[i];
    use (plot_heat_figure_new (heat), i == 0);
    use (plot_heat_figure_new (edges), i == 0);
    use (plot_tornado_figure_new (tornado), i == 0);
    odd_p_values (odd[i], i == 0);
    tornado = sample_tornado (i % 2);
    tornado->planned = odd[i];
    use (plot_tornado_figure_new (tornado), i == 0);
  }
}

static const struct {
  const char *path;
  void (*run) (void);
} cases[] = { { "/hostile/odd-numbers", odd_numbers },
              { "/hostile/odd-studies", odd_studies },
              { "/hostile/all-odd", all_odd },
              { "/hostile/few-and-many", few_and_many },
              { "/hostile/odd-names", odd_names },
              { "/hostile/trials", trials },
              { "/hostile/forests", forests },
              { "/hostile/odd-counts", odd_counts } };

/* LeakSanitizer would list the suppressions it used on stderr. */
static void
quieten_sanitizer (void)
{
  const char *options = g_getenv ("LSAN_OPTIONS");
  g_autofree char *quiet
      = g_strconcat (options != NULL ? options : "", ":print_suppressions=0", NULL);

  g_setenv ("LSAN_OPTIONS", quiet, TRUE);
}

/* Runs a case in a process of its own and looks at what it wrote. */
static void
test_case (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);

  if (g_test_subprocess ()) {
    plot_init (NULL);
    cases[index].run ();
    return;
  }
  quieten_sanitizer ();
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, GUINT_TO_POINTER (i), test_case);
  return g_test_run ();
}
