/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-data.c - what the power plot shows, copied out of results and exact values.
 */
#include "plot/power-plot.h"

#include <math.h>

#include "plot/contrast.h"

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
  g_free (data->rows);
  g_free (data);
}

static void
fill_points (PlotPowerSeries *series, const SimGoal *goal, const SimResults *results,
             const SimTheory *theory)
{
  series->points = g_new0 (PlotPowerPoint, MAX (results->n_sizes, 1));
  series->n_points = results->n_sizes;
  for (guint s = 0; s < results->n_sizes; s++) {
    const SimSizeResult *size = &results->sizes[s];
    const SimFigure *power = sim_goal_power (goal, size);
    PlotPowerPoint *point = &series->points[s];

    point->total = size->total;
    point->value = power->value;
    point->low = power->low;
    point->high = power->high;
    point->mcse = power->mcse;
    point->benefit = goal->kind == SIM_GOAL_HYPOTHESIS
                         ? size->hypotheses[goal->index].power_benefit.value
                         : NAN;
    point->exact = theory != NULL && s < theory->n_sizes ? sim_goal_exact (goal, &theory->sizes[s])
                                                         : NAN;
  }
}

static void
fill_exact (PlotPowerSeries *series, const SimGoal *goal, const SimTheory *theory)
{
  guint n = theory->curve != NULL ? theory->curve->len : theory->n_sizes;
  const SimTheorySize *sizes = theory->curve != NULL
                                   ? (const SimTheorySize *)(gconstpointer)theory->curve->data
                                   : theory->sizes;

  series->exact = g_new0 (PlotExactPoint, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    double value = sim_goal_exact (goal, &sizes[i]);

    if (isfinite (value)) {
      series->exact[series->n_exact].total = sizes[i].total;
      series->exact[series->n_exact++].value = value;
    }
  }
}

void
plot_power_data_set_needs (PlotPowerData *data, const SimNeeds *needs)
{
  for (guint i = 0; i < data->n_series; i++) {
    PlotPowerSeries *series = &data->series[i];
    const SimNeeded *needed = &needs->of[series->goal];

    series->reach = needed->by != SIM_NEEDED_NOT ? needed->total : NAN;
    series->reach_is_exact = needed->by == SIM_NEEDED_EXACT;
  }
}

/* Where a goal stands among those of the scenario. */
static guint
place_of (SimScenario *scenario, const SimGoal *goal)
{
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (scenario, goals);

  for (guint g = 0; g < n; g++)
    if (goals[g].kind == goal->kind && goals[g].index == goal->index)
      return g;
  return 0;
}

static void
fill_series (PlotPowerSeries *series, SimScenario *scenario, const SimGoal *goal)
{
  static const PlotPowerRole roles[] = { [SIM_GOAL_HYPOTHESIS] = PLOT_POWER_HYPOTHESIS,
                                         [SIM_GOAL_SUCCESS] = PLOT_POWER_SUCCESS,
                                         [SIM_GOAL_ANY] = PLOT_POWER_ANY,
                                         [SIM_GOAL_ALL] = PLOT_POWER_ALL };

  series->role = roles[goal->kind];
  series->goal = place_of (scenario, goal);
  plot_names_fill_goal (&series->names, scenario, goal);
  series->contrast.index = goal->index;
  if (goal->kind == SIM_GOAL_HYPOTHESIS)
    series->contrast = plot_contrast_of (scenario, goal->index);
}

PlotPowerData *
plot_power_data_new_of (SimScenario *scenario, const SimResults *results, const SimTheory *theory,
                        const SimGoal *goals, guint n)
{
  PlotPowerData *data = plot_power_data_alloc (n);
  SimNeeds needs;

  data->own = results->own_size;
  data->own_total
      = results->own_size < results->n_sizes ? results->sizes[results->own_size].total : NAN;
  data->target = results->target_power;
  data->replicates = results->replicates;
  data->ignored = sim_scenario_ignored_groups (scenario);
  data->pools_unequal = sim_scenario_pools_unequal (scenario);
  for (guint i = 0; i < n; i++) {
    PlotPowerSeries *series = &data->series[i];

    fill_series (series, scenario, &goals[i]);
    fill_points (series, &goals[i], results, theory);
    if (theory != NULL && theory->n_hypotheses == results->n_hypotheses)
      fill_exact (series, &goals[i], theory);
    if (data->own < results->n_sizes) {
      const SimSizeResult *size = &results->sizes[data->own];

      series->null_true = sim_goal_is_error (&goals[i], size);
      if (goals[i].kind == SIM_GOAL_HYPOTHESIS)
        series->true_effect = size->hypotheses[goals[i].index].true_effect;
    }
  }
  sim_needs_of_curve (scenario, results, &needs);
  plot_power_data_set_needs (data, &needs);
  return data;
}

PlotPowerData *
plot_power_data_new (SimScenario *scenario, const SimResults *results, const SimTheory *theory)
{
  SimGoal goals[SIM_MAX_GOALS];

  return plot_power_data_new_of (scenario, results, theory, goals,
                                 sim_goals_of_tests (scenario, goals));
}
