/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tornado-data.c - the data of the tornado, as a study found them.
 */
#include <math.h>

#include "plot/tornado-plot.h"

PlotTornadoData *
plot_tornado_data_new (guint n, const char *subject)
{
  PlotTornadoData *data = g_new0 (PlotTornadoData, 1);

  data->bars = g_new0 (PlotTornadoBar, n + 1);
  data->n_bars = n;
  data->subject = plot_text_clean (subject);
  data->planned = data->planned_mcse = data->target = NAN;
  for (guint i = 0; i < n; i++)
    data->bars[i].low.power = data->bars[i].low.mcse = data->bars[i].high.power
        = data->bars[i].high.mcse = NAN;
  return data;
}

void
plot_tornado_data_free (PlotTornadoData *data)
{
  if (data == NULL)
    return;
  for (guint i = 0; i < data->n_bars; i++) {
    g_free (data->bars[i].name);
    g_free (data->bars[i].low.text);
    g_free (data->bars[i].low.problem);
    g_free (data->bars[i].high.text);
    g_free (data->bars[i].high.problem);
  }
  g_free (data->bars);
  g_free (data->subject);
  g_free (data);
}

static void
fill_end (PlotTornadoEnd *to, const SimTornadoEnd *from, const char *text, guint goal)
{
  to->text = g_strdup (text);
  if (from->problem != NULL) {
    to->problem = g_strdup (from->problem);
  } else if (from->done) {
    to->power = from->power[goal].b;
    to->mcse = from->power[goal].difference.mcse;
  }
}

PlotTornadoData *
plot_tornado_data_of (SimScenario *scenario, const SimTornado *tornado,
                      const GPtrArray *assumptions, guint goal, guint64 run_replicates)
{
  g_autofree char *subject = plot_text_goal (scenario, &tornado->goals[goal]);
  g_autofree guint *order = g_new (guint, tornado->n_bars + 1);
  PlotTornadoData *data = plot_tornado_data_new (tornado->n_bars, subject);

  sim_tornado_order (tornado, goal, order);
  for (guint i = 0; i < tornado->n_bars; i++) {
    const SimTornadoBar *bar = &tornado->bars[order[i]];
    const SimAssumption *assumption = g_ptr_array_index (assumptions, order[i]);

    data->bars[i].name = plot_text_clean (assumption->label);
    data->bars[i].assumed = !assumption->given;
    fill_end (&data->bars[i].low, &bar->ends[0], assumption->ends[0], goal);
    fill_end (&data->bars[i].high, &bar->ends[1], assumption->ends[1], goal);
  }
  data->planned = tornado->power[goal].value;
  data->planned_mcse = tornado->power[goal].mcse;
  data->error = tornado->counts[goal] == SIM_COUNTS_ERROR;
  data->target = data->error ? NAN : sim_scenario_number (scenario, "/run/target-power");
  data->replicates = tornado->replicates;
  data->run_replicates = run_replicates;
  return data;
}
