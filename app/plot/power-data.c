/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-data.c - what the power plot shows, copied out of results and exact values.
 */
#include "plot/power-plot.h"

#include <glib/gi18n.h>
#include <math.h>

PlotPowerData *
plot_power_data_alloc (guint n_series)
{
  PlotPowerData *data = g_new0 (PlotPowerData, 1);

  data->series = g_new0 (PlotPowerSeries, MAX (n_series, 1));
  data->n_series = n_series;
  data->target = NAN;
  data->own_total = NAN;
  data->selected = -1;
  for (guint i = 0; i < n_series; i++) {
    PlotPowerSeries *series = &data->series[i];

    plot_names_set (&series->names, NULL, NULL, NULL, NULL, NULL);
    series->contrast.index = i;
    series->contrast.reference = -1;
    series->true_effect = NAN;
    series->reach = NAN;
  }
  return data;
}

void
plot_power_data_free (PlotPowerData *data)
{
  if (data == NULL)
    return;
  for (guint i = 0; i < data->n_series; i++) {
    plot_names_clear (&data->series[i].names);
    g_free (data->series[i].points);
    g_free (data->series[i].exact);
  }
  g_free (data->series);
  g_free (data->drawn);
  g_free (data->title);
  g_free (data->subtitle);
  g_free (data->description);
  g_free (data);
}

/* The exact power of a curve at one size. */
static double
exact_at (const SimTheorySize *size, PlotPowerRole role, guint index)
{
  if (role == PLOT_POWER_ANY)
    return size->any;
  return role == PLOT_POWER_ALL ? size->all : size->power[index];
}

static void
fill_points (PlotPowerSeries *series, guint index, const SimResults *results,
             const SimTheory *theory)
{
  series->points = g_new0 (PlotPowerPoint, MAX (results->n_sizes, 1));
  series->n_points = results->n_sizes;
  for (guint s = 0; s < results->n_sizes; s++) {
    const SimSizeResult *size = &results->sizes[s];
    const SimFigure *power = &size->hypotheses[index].power;
    PlotPowerPoint *point = &series->points[s];

    if (series->role == PLOT_POWER_ANY)
      power = &size->any;
    if (series->role == PLOT_POWER_ALL)
      power = &size->all;
    point->total = size->total;
    point->value = power->value;
    point->low = power->low;
    point->high = power->high;
    point->mcse = power->mcse;
    point->benefit
        = series->role == PLOT_POWER_HYPOTHESIS ? size->hypotheses[index].power_benefit.value : NAN;
    point->exact = theory != NULL && s < theory->n_sizes
                       ? exact_at (&theory->sizes[s], series->role, index)
                       : NAN;
  }
}

static void
fill_exact (PlotPowerSeries *series, guint index, const SimTheory *theory)
{
  guint n = theory->curve != NULL ? theory->curve->len : theory->n_sizes;
  const SimTheorySize *sizes = theory->curve != NULL
                                   ? (const SimTheorySize *)(gconstpointer)theory->curve->data
                                   : theory->sizes;

  series->exact = g_new0 (PlotExactPoint, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    double value = exact_at (&sizes[i], series->role, index);

    if (isfinite (value)) {
      series->exact[series->n_exact].total = sizes[i].total;
      series->exact[series->n_exact++].value = value;
    }
  }
}

/* Of any and all are the last of all goals, in that order. */
static const SimNeeded *
needed_of (const SimNeeds *needs, PlotPowerRole role, guint index)
{
  if (role == PLOT_POWER_ANY)
    return &needs->of[needs->n - 2];
  return role == PLOT_POWER_ALL ? &needs->of[needs->n - 1] : &needs->of[index];
}

void
plot_power_data_set_needs (PlotPowerData *data, const SimNeeds *needs)
{
  for (guint i = 0; i < data->n_series; i++) {
    PlotPowerSeries *series = &data->series[i];
    const SimNeeded *needed = needed_of (needs, series->role, series->contrast.index);

    series->reach = needed->by != SIM_NEEDED_NOT ? needed->total : NAN;
    series->reach_is_exact = needed->by == SIM_NEEDED_EXACT;
  }
}

static void
name_series (PlotPowerSeries *series, SimScenario *scenario, guint index)
{
  const SimHypothesis *hypothesis;

  if (series->role == PLOT_POWER_ANY) {
    plot_names_set (&series->names, _ ("any"), _ ("At least one"), NULL, NULL, NULL);
    return;
  }
  if (series->role == PLOT_POWER_ALL) {
    plot_names_set (&series->names, _ ("all"), _ ("All of them"), NULL, NULL, NULL);
    return;
  }
  hypothesis = sim_scenario_hypothesis (scenario, index);
  plot_names_fill (&series->names, scenario, index);
  series->contrast.index = index;
  series->contrast.arm_a = hypothesis->arm_a;
  series->contrast.arm_b = hypothesis->arm_b;
  series->contrast.reference = sim_scenario_reference (scenario);
}

PlotPowerData *
plot_power_data_new (SimScenario *scenario, const SimResults *results, const SimTheory *theory)
{
  guint n = results->n_hypotheses;
  /* With one hypothesis, any and all are that one. */
  PlotPowerData *data = plot_power_data_alloc (n > 1 ? n + 2 : n);
  SimNeeds needs;

  data->own = results->own_size;
  data->own_total
      = results->own_size < results->n_sizes ? results->sizes[results->own_size].total : NAN;
  data->target = results->target_power;
  data->replicates = results->replicates;
  data->ignores_groups = sim_scenario_ignores_groups (scenario);
  data->pools_unequal = sim_scenario_pools_unequal (scenario);
  for (guint i = 0; i < data->n_series; i++) {
    PlotPowerSeries *series = &data->series[i];
    guint index = MIN (i, n - 1);

    series->role = i < n ? PLOT_POWER_HYPOTHESIS : i == n ? PLOT_POWER_ANY : PLOT_POWER_ALL;
    name_series (series, scenario, index);
    fill_points (series, index, results, theory);
    if (theory != NULL && theory->n_hypotheses == n)
      fill_exact (series, index, theory);
    if (i < n && data->own < results->n_sizes) {
      series->null_true = results->sizes[data->own].hypotheses[index].null_true;
      series->true_effect = results->sizes[data->own].hypotheses[index].true_effect;
    }
  }
  sim_needs_of_curve (scenario, results, &needs);
  plot_power_data_set_needs (data, &needs);
  return data;
}
