/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-grid-json.c - a grid of scenarios for scripts: canonical JSON.
 */
#include "power-grid-report.h"

#include "json-map.h"

#define GRID_VERSION 1

static SimValue *
axis (const SimVary *vary)
{
  static const char *const how[] = { "set", "shift", "scale" };
  SimJsonMap map = { .n = 0 };
  GPtrArray *values = g_ptr_array_new ();

  for (guint i = 0; i < vary->n; i++)
    g_ptr_array_add (values, sim_value_new_number (vary->values[i]));
  sim_json_map_add (&map, "pointer", sim_value_new_text (vary->pointer));
  sim_json_map_add (&map, "how", sim_value_new_text (how[vary->how]));
  sim_json_map_add (&map, "values", sim_json_list (values));
  return sim_json_map_end (&map);
}

static SimValue *
power (const SimPowerCell *cell, guint g)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add_figure (&map, &cell->power[g]);
  sim_json_map_add (&map, "exact", sim_json_exact (cell->exact[g]));
  sim_json_map_add (&map, "counts", sim_value_new_text (sim_counts_word (cell->counts[g])));
  return sim_json_map_end (&map);
}

static SimValue *
hypotheses (const SimPowerGrid *grid, const SimPowerCell *cell)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint g = 0; g < grid->n_goals; g++) {
    SimJsonMap map = { .n = 0 };
    if (grid->goals[g].kind != SIM_GOAL_HYPOTHESIS)
      continue;
    sim_json_map_add (&map, "id", sim_value_new_text (grid->goals[g].id));
    sim_json_map_add (&map, "true-effect",
                      sim_json_figure (cell->true_effect[grid->goals[g].index]));
    sim_json_map_add (&map, "power", power (cell, g));
    g_ptr_array_add (list, sim_json_map_end (&map));
  }
  return sim_json_list (list);
}

/* What is said of trials as a whole, as in the results file. */
static SimValue *
trial (const SimPowerGrid *grid, const SimPowerCell *cell)
{
  SimJsonMap map = { .n = 0 }, success = { .n = 0 };

  for (guint g = 0; g < grid->n_goals; g++)
    if (grid->goals[g].kind == SIM_GOAL_SUCCESS)
      sim_json_map_add (&success, grid->goals[g].id, power (cell, g));
    else if (grid->goals[g].kind != SIM_GOAL_HYPOTHESIS)
      sim_json_map_add (&map, grid->goals[g].id, power (cell, g));
  sim_json_map_add (&map, "success", sim_json_map_end (&success));
  return sim_json_map_end (&map);
}

static SimValue *
cell_value (const SimPowerGrid *grid, guint index)
{
  const SimPowerCell *cell = &grid->cells[index];
  GPtrArray *values = g_ptr_array_new ();
  SimJsonMap map = { .n = 0 };

  for (guint a = 0; a < grid->n_axes; a++)
    g_ptr_array_add (values, sim_value_new_number (
                                 grid->axes[a]->values[sim_power_grid_index (grid, index, a)]));
  sim_json_map_add (&map, "values", sim_json_list (values));
  if (cell->problem != NULL) {
    sim_json_map_add (&map, "problem", sim_value_new_text (cell->problem));
    return sim_json_map_end (&map);
  }
  sim_json_map_add (&map, "problem", sim_value_new_null ());
  sim_json_map_add (&map, "total", sim_json_figure (cell->total));
  sim_json_map_add (&map, "analysed", sim_json_figure (cell->analysed));
  sim_json_map_add (&map, "replicates", sim_json_figure ((double)cell->replicates));
  sim_json_map_add (&map, "hypotheses", hypotheses (grid, cell));
  sim_json_map_add (&map, "trial", trial (grid, cell));
  return sim_json_map_end (&map);
}

char *
sim_report_power_grid_json (const SimPowerGrid *grid, const SimReportInfo *info)
{
  SimJsonMap map = { .n = 0 };
  GPtrArray *axes = g_ptr_array_new (), *cells = g_ptr_array_new ();

  for (guint a = 0; a < grid->n_axes; a++)
    g_ptr_array_add (axes, axis (grid->axes[a]));
  for (guint i = 0; i < grid->n_cells; i++)
    if (grid->cells[i].done)
      g_ptr_array_add (cells, cell_value (grid, i));
  sim_json_map_add_head (&map, "trefoil-grid", GRID_VERSION, grid->scenario, info);
  sim_json_map_add (&map, "vary", sim_json_list (axes));
  sim_json_map_add (&map, "cells", sim_json_list (cells));
  sim_json_map_add (&map, "timing", sim_json_timing (info));
  g_autoptr (SimValue) value = sim_json_map_end (&map);
  return sim_json_write (value);
}
