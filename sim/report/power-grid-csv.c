/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-grid-csv.c - a grid of scenarios as comma-separated rows.
 *
 * The first columns are the assumptions, named by their pointers; then one row a hypothesis, and
 * any and all, as in the CSV of a run.
 */
#include "view.h"

#include "delimited.h"

#include <math.h>

static void
write_header (GString *out, const SimPowerGrid *grid)
{
  static const char *const names[]
      = { "kind",  "id",          "power", "power-mcse", "power-low",  "power-high",
          "exact", "true-effect", "total", "analysed",   "replicates", "problem" };

  for (guint a = 0; a < grid->n_axes; a++) {
    g_autofree char *name = sim_vary_name (grid->axes[a]);
    sim_delimited_text (out, ',', name);
  }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    sim_delimited_text (out, ',', names[i]);
  sim_delimited_end (out);
}

static void
write_row (GString *out, const SimPowerGrid *grid, guint index, const char *kind, const char *id,
           const SimFigure *power, double exact, double true_effect)
{
  const SimPowerCell *cell = &grid->cells[index];
  gboolean good = cell->problem == NULL;
  const double numbers[] = { power->value, power->mcse, power->low, power->high,
                             sim_report_six_decimals (exact), true_effect,
                             good ? (double)cell->total : NAN, cell->analysed,
                             good ? (double)cell->replicates : NAN };

  for (guint a = 0; a < grid->n_axes; a++)
    sim_delimited_number (out, ',', grid->axes[a]->values[sim_power_grid_index (grid, index, a)]);
  sim_delimited_text (out, ',', kind);
  sim_delimited_text (out, ',', id);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sim_delimited_number (out, ',', numbers[i]);
  sim_delimited_text (out, ',', good ? "" : cell->problem);
  sim_delimited_end (out);
}

char *
sim_report_power_grid_csv (const SimPowerGrid *grid)
{
  GString *out = g_string_new (NULL);

  write_header (out, grid);
  for (guint i = 0; i < grid->n_cells; i++) {
    const SimPowerCell *cell = &grid->cells[i];
    if (!cell->done)
      continue;
    for (guint h = 0; h < sim_scenario_n_hypotheses (grid->scenario); h++)
      write_row (out, grid, i, "hypothesis", sim_scenario_hypothesis (grid->scenario, h)->id,
                 &cell->power[h], cell->exact[h], cell->true_effect[h]);
    write_row (out, grid, i, "trial", "any", &cell->any, cell->exact_any, NAN);
    write_row (out, grid, i, "trial", "all", &cell->all, cell->exact_all, NAN);
  }
  return g_string_free (out, FALSE);
}
