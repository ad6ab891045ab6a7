/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * samples.c - figures filled by hand from normal approximations, with the noise of a simulation.
 */
#include "samples.h"

#include <math.h>
#include <string.h>

static const char *const arms[] = { "Hand-ear acupuncture", "Standard acupuncture", "Usual care",
                                    "Sham needling",        "Waiting list",         "TCM massage" };
static const struct {
  guint a, b;
  double effect;
  const char *id;
} contrasts[] = {
  { 0, 2, 3.2, "HE-UC" }, { 1, 2, 2.1, "ST-UC" }, { 0, 1, 1.1, "HE-ST" }, { 3, 2, 1.6, "SH-UC" },
  { 4, 2, 0.0, "WL-UC" }, { 5, 2, 2.7, "MA-UC" }, { 0, 3, 1.6, "HE-SH" }, { 1, 3, 0.5, "ST-SH" },
  { 0, 4, 3.2, "HE-WL" }, { 1, 4, 2.1, "ST-WL" }, { 5, 4, 2.7, "MA-WL" }, { 0, 5, 0.5, "HE-MA" },
};

static double
normal_cdf (double z)
{
  return 0.5 * erfc (-z / sqrt (2));
}

static double
standard_error (double total)
{
  return 5 * sqrt (2 / (total / 3));
}

static double
power_of (double effect, double total)
{
  double ncp = effect / standard_error (total);

  return normal_cdf (ncp - 1.96) + normal_cdf (-ncp - 1.96);
}

/* A fixed scatter in place of a generator: the same picture every time. */
static double
scatter (guint k)
{
  return sin (12.9898 * (k + 1)) + 0.6 * sin (4.1414 * (k + 3));
}

static void
set_point (PlotPowerPoint *point, double total, double power, double benefit, guint64 replicates,
           guint k)
{
  double mcse = sqrt (power * (1 - power) / (double)replicates) + 0.2 / (double)replicates;

  point->total = total;
  point->value = CLAMP (power + mcse * scatter (k), 0, 1);
  point->mcse = mcse;
  point->low = MAX (0, point->value - 1.96 * mcse);
  point->high = MIN (1, point->value + 1.96 * mcse);
  point->benefit = benefit;
  point->exact = power;
}

static void
name_contrast (PlotNames *names, PlotContrast *contrast, guint index)
{
  guint a = contrasts[index].a, b = contrasts[index].b;
  g_autofree char *within = plot_text_within (arms[b]);
  g_autofree char *full = g_strdup_printf ("%s vs %s", arms[a], within);
  g_autofree char *amount = plot_text_amount (contrasts[index].effect, "points");
  g_autofree char *detail = g_strdup_printf ("true difference %s", amount);

  plot_names_set (names, contrasts[index].id, full, detail, arms[a], arms[b]);
  contrast->index = index;
  contrast->arm_a = a;
  contrast->arm_b = b;
  contrast->reference = 2;
  contrast->colour_a = a;
  contrast->colour_b = b;
}

static double
reach_of (double effect, double target, double high)
{
  for (double total = 20; total <= high; total++)
    if (power_of (effect, total) >= target)
      return total;
  return NAN;
}

static void
fill_series (PlotPowerSeries *series, guint index, const double *totals, guint n,
             guint64 replicates)
{
  double effect = contrasts[index].effect;

  name_contrast (&series->names, &series->contrast, index);
  series->true_effect = effect;
  series->null_true = effect == 0;
  series->points = g_new0 (PlotPowerPoint, MAX (n, 1));
  series->n_points = n;
  for (guint p = 0; p < n; p++) {
    double power = power_of (effect, totals[p]);

    set_point (&series->points[p], totals[p], power,
               normal_cdf (effect / standard_error (totals[p]) - 1.96), replicates, 7 * index + p);
  }
  series->exact = g_new0 (PlotExactPoint, 61);
  series->n_exact = n > 1 ? 61 : 0;
  for (guint i = 0; i < series->n_exact; i++) {
    series->exact[i].total = totals[0] + (totals[n - 1] - totals[0]) * i / 60.0;
    series->exact[i].value = power_of (effect, series->exact[i].total);
  }
  series->reach = n > 0 ? reach_of (effect, 0.9, totals[n - 1]) : NAN;
}

static void
fill_union (PlotPowerSeries *series, PlotPowerRole role, const double *totals, guint n,
            guint64 replicates)
{
  gboolean any = role == PLOT_POWER_ANY;

  series->role = role;
  plot_names_set (&series->names, any ? "any" : "all", any ? "At least one" : "All of them", NULL,
                  NULL, NULL);
  series->points = g_new0 (PlotPowerPoint, n);
  series->n_points = n;
  for (guint p = 0; p < n; p++) {
    double none = 1, all = 1;

    for (guint h = 0; h < 3; h++) {
      none *= pow (1 - power_of (contrasts[h].effect, totals[p]), 0.6);
      all *= pow (power_of (contrasts[h].effect, totals[p]), 0.9);
    }
    set_point (&series->points[p], totals[p], any ? 1 - none : all, NAN, replicates, 40 + p);
  }
}

static PlotPowerData *
power_at (const double *totals, guint n, guint own, guint64 replicates)
{
  PlotPowerData *data = plot_power_data_alloc (5);

  for (guint i = 0; i < 3; i++)
    fill_series (&data->series[i], i, totals, n, replicates);
  fill_union (&data->series[3], PLOT_POWER_ANY, totals, n, replicates);
  fill_union (&data->series[4], PLOT_POWER_ALL, totals, n, replicates);
  data->own = own;
  data->own_total = totals[own];
  data->target = 0.9;
  data->replicates = replicates;
  return data;
}

PlotPowerData *
sample_power (guint64 replicates)
{
  static const double totals[] = { 30, 60, 90, 120, 152, 180, 210, 240, 270, 300 };

  return power_at (totals, G_N_ELEMENTS (totals), 4, replicates);
}

PlotPowerData *
sample_power_drawn (double from, double to)
{
  static const double totals[] = { 60, 100, 152, 300, 450, 600, 750, 900, 1050, 1200 };
  PlotPowerData *data = power_at (totals, G_N_ELEMENTS (totals), 2, 100000);
  double values[G_N_ELEMENTS (totals)];

  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    values[i] = from + (to - from) * (totals[i] - 60) / 1140;
  plot_power_data_set_drawn (data, totals, values, G_N_ELEMENTS (totals));
  return data;
}

PlotPowerData *
sample_power_many (guint n_hypotheses, guint n_sizes)
{
  PlotPowerData *data = plot_power_data_alloc (n_hypotheses);
  g_autofree double *totals = g_new0 (double, n_sizes + 1);

  for (guint p = 0; p < n_sizes; p++)
    totals[p] = 60 + 12 * p;
  for (guint i = 0; i < n_hypotheses; i++)
    fill_series (&data->series[i], i % G_N_ELEMENTS (contrasts), totals, n_sizes, 5000);
  data->own = n_sizes / 2;
  data->own_total = n_sizes > 0 ? totals[data->own] : NAN;
  data->target = 0.8;
  data->replicates = 5000;
  return data;
}

static void
fill_row (PlotEffectsRow *row, guint index, guint64 replicates)
{
  double effect = contrasts[index].effect;
  double se = standard_error (152);
  double sum = 0, rejected = 0;

  name_contrast (&row->names, &row->contrast, index);
  row->truth = effect;
  row->null_true = effect == 0;
  row->low = effect - 6 * se;
  row->width = 12 * se / SIM_BINS;
  for (guint b = 0; b < SIM_BINS; b++) {
    double left = row->low + b * row->width, middle = left + row->width / 2;
    double share
        = normal_cdf ((left + row->width - effect) / se) - normal_cdf ((left - effect) / se);
    double expected = share * (double)replicates;
    double part = normal_cdf ((fabs (middle) / se - 1.96) * 30);

    row->count[b] = (guint64)MAX (0, round (expected + sqrt (expected) * scatter (index * 31 + b)));
    row->rejected[b] = (guint64)round ((double)row->count[b] * part);
    row->trials += row->count[b];
    sum += (double)row->rejected[b] * middle;
    rejected += (double)row->rejected[b];
  }
  row->mean_rejected = rejected > 0 ? sum / rejected : NAN;
  row->type_m = effect != 0 ? fabs (row->mean_rejected / effect) : NAN;
  row->power = rejected / (double)MAX (row->trials, 1);
  row->power_mcse = sqrt (row->power * (1 - row->power) / (double)MAX (replicates, 1));
  row->benefit = row->power;
}

PlotEffectsData *
sample_effects_many (guint n_rows)
{
  PlotEffectsData *data = plot_effects_data_alloc (n_rows);

  for (guint i = 0; i < n_rows; i++)
    fill_row (&data->rows[i], i % G_N_ELEMENTS (contrasts), 20000);
  data->replicates = 20000;
  data->own_total = 152;
  plot_effects_data_panel (data, 0, "Roland-Morris disability", "points", FALSE);
  return data;
}

PlotEffectsData *
sample_effects_outcomes (guint n_rows)
{
  static const struct {
    const char *outcome, *unit;
    double size;
  } outcomes[] = { { "Roland-Morris disability", "points", 1 },
                   { "Pain intensity", "mm", 20 },
                   { "Responder", "", 0.02 } };
  PlotEffectsData *data = sample_effects_many (n_rows);

  for (guint i = 0; i < n_rows; i++) {
    guint place = i % G_N_ELEMENTS (outcomes);
    double size = outcomes[place].size;
    PlotEffectsRow *row = &data->rows[i];
    g_autofree char *full
        = g_strdup_printf ("%s, %s", row->names.full, outcomes[place].outcome);
    g_autofree char *brief = g_strdup (row->names.brief), *detail = g_strdup (row->names.detail);
    g_autofree char *arm_a = g_strdup (row->names.arm_a), *arm_b = g_strdup (row->names.arm_b);

    plot_names_set (&row->names, brief, full, detail, arm_a, arm_b);
    row->panel = plot_effects_data_panel (data, place, outcomes[place].outcome,
                                          outcomes[place].unit, FALSE);
    row->low *= size;
    row->width *= size;
    row->truth *= size;
    row->mean_rejected *= size;
    row->contrast.index = i;
  }
  return data;
}

PlotEffectsData *
sample_effects (guint64 replicates)
{
  PlotEffectsData *data = sample_effects_many (3);

  for (guint i = 0; i < 3; i++) {
    data->rows[i].trials = 0;
    fill_row (&data->rows[i], i, replicates);
  }
  data->replicates = replicates;
  return data;
}

static void
fill_axis (PlotHeatAxis *axis, const char *name, const char *unit, double low, double high,
           double own)
{
  axis->name = g_strdup (name);
  axis->unit = g_strdup (unit);
  axis->own = own;
  for (guint i = 0; i < axis->n; i++)
    axis->at[i] = axis->n > 1 ? low + (high - low) * i / (axis->n - 1) : own;
}

PlotHeatData *
sample_heat (guint nx, guint ny, guint n_done)
{
  PlotHeatData *data = plot_heat_data_new (nx, ny, "Hand-ear acupuncture vs usual care");

  fill_axis (&data->x, "Mean of hand-ear acupuncture", "points", 4, 8, 5.7);
  fill_axis (&data->y, "Standard deviation", "points", 4, 7, 5);
  data->target = 0.9;
  data->own = power_of (3.2, 152);
  data->replicates = 10000;
  data->n_done = MIN (n_done, nx * ny);
  for (guint i = 0; i < data->n_done; i++) {
    double sd = data->y.at[i / nx];

    data->cells[i].value = power_of ((8.9 - data->x.at[i % nx]) * 5 / sd, 152);
    data->cells[i].mcse = 0.004;
  }
  return data;
}

static void
set_end (PlotTornadoEnd *end, const char *text, double power)
{
  end->text = g_strdup (text);
  end->power = power;
  end->mcse = 0.002;
}

PlotTornadoData *
sample_tornado (guint n_bars)
{
  static const struct {
    const char *name, *low, *high;
    double at_low, at_high;
  } bars[] = {
    { "Mean of hand-ear acupuncture at week 8", "4.7 points", "6.7 points", 0.98, 0.59 },
    { "Standard deviation", "4 points", "6 points", 0.97, 0.77 },
    { "Mean of usual care at week 8", "8.4 points", "9.4 points", 0.78, 0.95 },
    { "Correlation with the baseline", "0.3", "0.7", 0.85, 0.96 },
    { "Dropout of usual care", "5\u202f%", "25\u202f%", 0.905, 0.865 },
    { "Correlation between visits", "0.5", "0.8", 0.893, 0.893 },
    { "Level of all tests", "0.01", "0.1", 0.75, 0.94 },
    { "Correlation of an outcome with a very long name that has to be cut", "0", "1", 0.88, NAN },
  };
  guint n = MIN (n_bars, G_N_ELEMENTS (bars));
  PlotTornadoData *data = plot_tornado_data_new (n, "Hand-ear acupuncture vs usual care");

  for (guint i = 0; i < n; i++) {
    data->bars[i].name = g_strdup (bars[i].name);
    set_end (&data->bars[i].low, bars[i].low, bars[i].at_low);
    set_end (&data->bars[i].high, bars[i].high, bars[i].at_high);
    if (isnan (bars[i].at_high))
      data->bars[i].high.problem = g_strdup ("the correlations leave no positive definite matrix");
  }
  data->planned = 0.893;
  data->planned_mcse = 0.002;
  data->target = 0.9;
  data->replicates = 20000;
  return data;
}

/* The point that a normal variable exceeds with a chance of p / 2, by halving. */
static double
two_sided_point (double p)
{
  double low = 0, high = 10;

  for (guint i = 0; i < 60; i++) {
    double middle = (low + high) / 2;
    *(2 * (1 - normal_cdf (middle)) > p ? &low : &high) = middle;
  }
  return low;
}

static PlotPValueShare
share_below (double edge, double shift, gboolean exact, guint k)
{
  double c = two_sided_point (edge);
  double p = normal_cdf (shift - c) + normal_cdf (-shift - c);
  double mcse = sqrt (p * (1 - p) / 100000);

  return (PlotPValueShare){ CLAMP (p + 0.2 * mcse * scatter (k), 0, 1), mcse, exact ? p : NAN };
}

PlotPValueData *
sample_p_values (double shift, double alpha, gboolean exact)
{
  PlotPValueData *data = plot_p_value_data_alloc ();

  name_contrast (&data->names, &data->contrast, 0);
  data->alpha = alpha;
  data->null_true = shift == 0;
  data->own_total = 152;
  data->replicates = 100000;
  data->below_alpha = share_below (alpha, shift, exact, 99);
  for (guint k = 0; k < SIM_P_EDGES; k++)
    data->below[k] = sim_p_edges[k] == alpha ? data->below_alpha
                                             : share_below (sim_p_edges[k], shift, exact, k);
  plot_p_value_data_fill (data);
  return data;
}

PlotConvergenceData *
sample_convergence (guint n_points)
{
  PlotConvergenceData *data = plot_convergence_data_alloc ();

  name_contrast (&data->names, &data->contrast, 1);
  data->own_total = 152;
  data->exact = 0.548;
  for (guint i = 1; i <= n_points; i++) {
    double n = 100000 * pow (0.8, n_points - i), mcse = sqrt (0.548 * 0.452 / n);
    double value = 0.548 + 0.7 * mcse * scatter (i);
    PlotConvergencePoint point = { n, value, value - 1.96 * mcse, value + 1.96 * mcse, mcse };

    g_array_append_val (data->points, point);
  }
  return data;
}

cairo_surface_t *
sample_surface (int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_destroy (cr);
  return surface;
}

GBytes *
sample_bytes (cairo_surface_t *surface)
{
  cairo_surface_flush (surface);
  return g_bytes_new (cairo_image_surface_get_data (surface),
                      (gsize)cairo_image_surface_get_stride (surface)
                          * (gsize)cairo_image_surface_get_height (surface));
}

cairo_surface_t *
sample_draw (PlotFigure *figure, int width, int height, PlotTheme theme)
{
  cairo_surface_t *surface = sample_surface (width, height);
  cairo_t *cr = cairo_create (surface);
  PlotStyle style;

  plot_style_init (&style, theme, PLOT_PRESET_SCREEN, 1);
  g_assert_true (plot_figure_draw (figure, cr, width, height, &style, NULL));
  cairo_destroy (cr);
  return surface;
}
