/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-grid-csv.c - a grid of scenarios as comma-separated rows.
 *
 * The first columns are the assumptions, named by their pointers; the others are named as in the
 * CSV of a run.
 */
#include "power-grid-report.h"

#include "delimited.h"
#include "view.h"

#include <math.h>

static void
write_header (GString *out, const SimPowerGrid *grid)
{
  static const char *const names[]
      = { "kind",        "id",    "power",    "power-mcse", "power-low", "power-high", "exact",
          "true-effect", "total", "analysed", "replicates", "problem",   "counts" };

  for (guint a = 0; a < grid->n_axes; a++) {
    g_autofree char *name = sim_vary_name (grid->axes[a]);
    sim_delimited_text (out, ',', name);
  }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    sim_delimited_text (out, ',', names[i]);
  sim_delimited_end (out);
}

static void
write_row (GString *out, const SimPowerGrid *grid, guint index, guint g)
{
  const SimPowerCell *cell = &grid->cells[index];
  const SimGoal *goal = &grid->goals[g];
  const SimFigure *power = &cell->power[g];
  gboolean good = cell->problem == NULL, hypothesis = goal->kind == SIM_GOAL_HYPOTHESIS;
  const double numbers[] = { power->value, power->mcse, power->low, power->high,
                             sim_report_six_decimals (cell->exact[g]),
                             hypothesis ? cell->true_effect[goal->index] : NAN,
                             good ? (double)cell->total : NAN, cell->analysed,
                             good ? (double)cell->replicates : NAN };

  for (guint a = 0; a < grid->n_axes; a++)
    sim_delimited_number (out, ',', grid->axes[a]->values[sim_power_grid_index (grid, index, a)]);
  sim_delimited_text (out, ',', sim_goal_kind_word (goal));
  sim_delimited_text (out, ',', goal->id);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sim_delimited_number (out, ',', numbers[i]);
  sim_delimited_text (out, ',', good ? "" : cell->problem);
  sim_delimited_text (out, ',', good ? sim_counts_word (cell->counts[g]) : "");
  sim_delimited_end (out);
}

char *
sim_report_power_grid_csv (const SimPowerGrid *grid)
{
  GString *out = g_string_new (NULL);

  write_header (out, grid);
  for (guint i = 0; i < grid->n_cells; i++)
    for (guint g = 0; grid->cells[i].done && g < grid->n_goals; g++)
      write_row (out, grid, i, g);
  return g_string_free (out, FALSE);
}
