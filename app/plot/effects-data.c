/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effects-data.c - what the effects plot shows, copied out of results.
 */
#include <math.h>
#include <string.h>

#include "plot/effects-plot.h"

PlotEffectsData *
plot_effects_data_alloc (guint n_rows)
{
  PlotEffectsData *data = g_new0 (PlotEffectsData, 1);

  data->rows = g_new0 (PlotEffectsRow, MAX (n_rows, 1));
  data->n_rows = n_rows;
  data->outcome = g_strdup ("");
  data->unit = g_strdup ("");
  data->own_total = NAN;
  data->selected = -1;
  for (guint i = 0; i < n_rows; i++) {
    PlotEffectsRow *row = &data->rows[i];

    plot_names_set (&row->names, NULL, NULL, NULL, NULL, NULL);
    row->contrast.index = i;
    row->contrast.reference = -1;
    row->truth = row->mean_rejected = row->type_m = NAN;
    row->power = row->power_mcse = row->benefit = NAN;
  }
  return data;
}

void
plot_effects_data_free (PlotEffectsData *data)
{
  if (data == NULL)
    return;
  for (guint i = 0; i < data->n_rows; i++)
    plot_names_clear (&data->rows[i].names);
  g_free (data->rows);
  g_free (data->outcome);
  g_free (data->unit);
  g_free (data);
}

static void
fill_row (PlotEffectsRow *row, SimScenario *scenario, const SimResults *results, guint index)
{
  const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, index);
  const SimHypothesisResult *result = &results->sizes[results->own_size].hypotheses[index];
  const SimHistogram *histogram = &results->histograms[index];

  plot_names_fill (&row->names, scenario, index);
  row->contrast.index = index;
  row->contrast.arm_a = hypothesis->arm_a;
  row->contrast.arm_b = hypothesis->arm_b;
  row->contrast.reference = sim_scenario_reference (scenario);
  row->null_true = result->null_true;
  row->truth = result->true_effect;
  row->mean_rejected = histogram->mean_rejected;
  row->type_m = result->type_m.value;
  row->power = result->power.value;
  row->power_mcse = result->power.mcse;
  row->benefit = result->power_benefit.value;
  row->low = histogram->low;
  row->width = histogram->width;
  memcpy (row->count, histogram->count, sizeof row->count);
  memcpy (row->rejected, histogram->rejected, sizeof row->rejected);
  for (guint i = 0; i < SIM_BINS; i++)
    row->trials += row->count[i];
}

PlotEffectsData *
plot_effects_data_new (SimScenario *scenario, const SimResults *results)
{
  gboolean usable = results->own_size < results->n_sizes;
  PlotEffectsData *data = plot_effects_data_alloc (usable ? results->n_hypotheses : 0);

  g_free (data->outcome);
  g_free (data->unit);
  data->outcome = plot_text_clean (sim_scenario_text (scenario, "/outcomes/0/name"));
  data->unit = plot_text_unit (scenario);
  data->scale = data->n_rows > 0 && plot_unit_is_scale (scenario, 0);
  data->replicates = results->replicates;
  if (usable)
    data->own_total = results->sizes[results->own_size].total;
  for (guint i = 0; i < data->n_rows; i++)
    fill_row (&data->rows[i], scenario, results, i);
  return data;
}
