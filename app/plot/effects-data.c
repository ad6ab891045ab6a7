/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effects-data.c - what the effects plot shows, copied out of results.
 */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/contrast.h"
#include "plot/effects-drawing.h"

PlotEffectsData *
plot_effects_data_alloc (guint n_rows)
{
  PlotEffectsData *data = g_new0 (PlotEffectsData, 1);

  data->rows = g_new0 (PlotEffectsRow, MAX (n_rows, 1));
  data->n_rows = n_rows;
  data->panels = g_new0 (PlotEffectsPanel, MAX (n_rows, 1));
  data->n_panels = 1;
  data->panels[0].place = G_MAXUINT;
  data->panels[0].outcome = g_strdup ("");
  data->panels[0].unit = g_strdup ("");
  data->own_total = NAN;
  data->selected = -1;
  for (guint i = 0; i < n_rows; i++) {
    PlotEffectsRow *row = &data->rows[i];

    plot_names_set (&row->names, NULL, NULL, NULL, NULL, NULL);
    row->contrast.index = i;
    row->contrast.reference = -1;
    row->truth = row->mean_rejected = row->type_m = NAN;
    row->margins[0] = row->margins[1] = NAN;
    row->mean = row->bias = row->bias_mcse = row->sd = NAN;
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
  for (guint p = 0; p < data->n_panels; p++) {
    g_free (data->panels[p].outcome);
    g_free (data->panels[p].unit);
  }
  g_free (data->panels);
  g_free (data);
}

guint
plot_effects_data_panel (PlotEffectsData *data, guint place, const char *outcome, const char *unit,
                         gboolean scale)
{
  PlotEffectsPanel *panel = NULL;
  guint n = data->panels[0].place == G_MAXUINT ? 0 : data->n_panels;

  for (guint p = 0; p < n; p++)
    if (data->panels[p].place == place && data->panels[p].scale == scale
        && g_str_equal (data->panels[p].unit, unit))
      return p;
  panel = &data->panels[n];
  g_free (panel->outcome);
  g_free (panel->unit);
  panel->place = place;
  panel->outcome = plot_text_clean (outcome);
  panel->unit = plot_text_clean (unit);
  panel->scale = scale;
  data->n_panels = n + 1;
  return n;
}

/* All that is measured, in so many parts of the unit of the results. */
static void
in_points (PlotEffectsRow *row, double points)
{
  double *const values[]
      = { &row->truth, &row->mean,  &row->bias,          &row->bias_mcse,  &row->sd,
          &row->low,   &row->width, &row->mean_rejected, &row->margins[0], &row->margins[1] };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    *values[i] *= points;
}

/* Of what is tested against; no effect is marked for all rows. */
static double
margin_of (double bound)
{
  return isfinite (bound) && bound != 0 ? bound : NAN;
}

static void
fill_row (PlotEffectsRow *row, SimScenario *scenario, const SimResults *results, guint index)
{
  const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, index);
  const SimHypothesisResult *result = &results->sizes[results->own_size].hypotheses[index];
  const SimHistogram *histogram = &results->histograms[index];

  plot_names_fill (&row->names, scenario, index);
  row->contrast = plot_contrast_of (scenario, index);
  row->within = hypothesis->type == SIM_WITHIN_ARM_CHANGE;
  row->null_true = result->null_true;
  row->truth = result->true_effect;
  row->margins[0] = margin_of (hypothesis->lower);
  row->margins[1] = margin_of (hypothesis->upper);
  row->mean = result->estimate.value;
  row->bias = result->bias.value;
  row->bias_mcse = result->bias.mcse;
  row->sd = result->empirical_se;
  row->mean_rejected = histogram->mean_rejected;
  row->type_m = result->type_m.value;
  row->power = result->power.value;
  row->power_mcse = result->power.mcse;
  row->benefit = result->power_benefit.value;
  row->low = histogram->low;
  row->width = histogram->width;
  in_points (row, plot_points_of (scenario, index));
  memcpy (row->count, histogram->count, sizeof row->count);
  memcpy (row->rejected, histogram->rejected, sizeof row->rejected);
  for (guint i = 0; i < SIM_BINS; i++)
    row->trials += row->count[i];
  row->spread = plot_effects_find_spread (row);
}

static guint
panel_of (PlotEffectsData *data, SimScenario *scenario, guint index)
{
  guint place = sim_scenario_hypothesis (scenario, index)->outcome;
  g_autofree char *pointer = g_strdup_printf ("/outcomes/%u/name", place);
  g_autofree char *unit = plot_text_unit (scenario, index);

  return plot_effects_data_panel (data, place, sim_scenario_shown (scenario, pointer), unit,
                                  plot_unit_is_scale (scenario, index));
}

PlotEffectsData *
plot_effects_data_new (SimScenario *scenario, const SimResults *results)
{
  gboolean usable = results->own_size < results->n_sizes;
  PlotEffectsData *data = plot_effects_data_alloc (usable ? results->n_hypotheses : 0);

  data->replicates = results->replicates;
  if (usable)
    data->own_total = results->sizes[results->own_size].total;
  for (guint i = 0; i < data->n_rows; i++) {
    fill_row (&data->rows[i], scenario, results, i);
    data->rows[i].panel = panel_of (data, scenario, i);
    data->points |= plot_points_of (scenario, i) > 1;
  }
  return data;
}
