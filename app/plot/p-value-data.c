/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * p-value-data.c - what the plot of p-values shows, copied out of results.
 */
#include <math.h>

#include "plot/contrast.h"
#include "plot/p-value-plot.h"

PlotPValueData *
plot_p_value_data_alloc (void)
{
  PlotPValueData *data = g_new0 (PlotPValueData, 1);
  const PlotPValueShare none = { NAN, NAN, NAN };

  plot_names_set (&data->names, NULL, NULL, NULL, NULL, NULL);
  data->contrast.reference = -1;
  data->alpha = 0.05;
  data->own_total = NAN;
  data->below_alpha = none;
  for (guint k = 0; k < SIM_P_EDGES; k++)
    data->below[k] = none;
  for (guint b = 0; b < SIM_P_CLASSES; b++)
    data->bars[b] = none;
  return data;
}

void
plot_p_value_data_free (PlotPValueData *data)
{
  if (data == NULL)
    return;
  plot_names_clear (&data->names);
  g_free (data);
}

/* Of all below the upper edge of a class those that are not below its lower one. */
void
plot_p_value_data_fill (PlotPValueData *data)
{
  const PlotPValueShare none = { 0, 0, 0 };
  const PlotPValueShare every = { 1 - data->without, 0, 1 };

  for (guint b = 0; b < SIM_P_CLASSES; b++) {
    const PlotPValueShare *from = b > 0 ? &data->below[SIM_P_FINE + b - 1] : &none;
    const PlotPValueShare *to = b + 1 < SIM_P_CLASSES ? &data->below[SIM_P_FINE + b] : &every;
    double p = MAX (to->value - from->value, 0);

    data->bars[b].value = p;
    data->bars[b].mcse = sqrt (p * (1 - p) / (double)data->replicates);
    data->bars[b].exact = to->exact - from->exact;
  }
  /* exact values are of trials that have a p-value as a rule; where some have none nothing is known
     of the last class */
  if (data->without > 0 || isnan (data->below[0].exact))
    data->bars[SIM_P_CLASSES - 1].exact = NAN;
}

static PlotPValueShare
share_of (const SimFigure *figure, double exact)
{
  return (PlotPValueShare){ figure->value, figure->mcse, exact };
}

PlotPValueData *
plot_p_value_data_new (SimScenario *scenario, const SimResults *results, const SimTheory *theory,
                       guint index)
{
  const SimPValues *found;
  const SimTheoryP *exact;
  PlotPValueData *data;

  if (results->p_values == NULL || index >= results->n_hypotheses
      || results->own_size >= results->n_sizes)
    return NULL;
  data = plot_p_value_data_alloc ();
  found = &results->p_values[index];
  exact = theory != NULL && theory->p_values != NULL ? &theory->p_values[index] : NULL;
  plot_names_fill (&data->names, scenario, index);
  data->contrast = plot_contrast_of (scenario, index);
  data->null_true = results->sizes[results->own_size].hypotheses[index].null_true;
  data->own_total = results->sizes[results->own_size].total;
  data->replicates = found->trials;
  data->alpha = found->alpha;
  data->without = found->trials > 0 ? 1 - (double)found->count / (double)found->trials : 0;
  data->below_alpha = share_of (&found->below_alpha, exact != NULL ? exact->below_alpha : NAN);
  for (guint k = 0; k < SIM_P_EDGES; k++)
    data->below[k] = share_of (&found->below[k], exact != NULL ? exact->below[k] : NAN);
  plot_p_value_data_fill (data);
  return data;
}
