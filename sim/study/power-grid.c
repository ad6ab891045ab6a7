/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-grid.c - power over the product of varied assumptions, filled from coarse to fine.
 */
#include "power-grid.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "../theory/theory.h"
#include "batch.h"

/* --- cells and their order ----------------------------------------------------------------- */

guint
sim_power_grid_index (const SimPowerGrid *grid, guint cell, guint axis)
{
  for (guint a = grid->n_axes; --a > axis;)
    cell /= grid->axes[a]->n;
  return cell % grid->axes[axis]->n;
}

/* How often the way from end to end was halved before index was met: 0 for the ends. */
static guint
halvings (guint n, guint index)
{
  guint low = 0, high = n - 1, times = 0;

  while (index != low && index != high) {
    guint middle = low + (high - low) / 2;
    if (index <= middle)
      high = middle;
    else
      low = middle;
    times++;
  }
  return times;
}

/* The place of a cell among all, those with equal patients beside one another. */
static guint
place_of (const SimPowerGrid *grid, guint cell, const gboolean *drawn)
{
  guint place = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint a = 0; a < grid->n_axes; a++)
      if (drawn[a] == (pass == 0))
        place = place * grid->axes[a]->n + sim_power_grid_index (grid, cell, a);
  return place;
}

typedef struct {
  guint cell, level, place;
} Turn;

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const Turn *x = a, *y = b;

  return x->level != y->level ? (x->level > y->level) - (x->level < y->level)
                              : (x->place > y->place) - (x->place < y->place);
}

static void
fill_order (SimPowerGrid *grid)
{
  g_autofree Turn *turns = g_new (Turn, grid->n_cells);
  gboolean drawn[SIM_POWER_GRID_MAX_AXES];

  for (guint a = 0; a < grid->n_axes; a++)
    drawn[a] = sim_vary_redraws (grid->axes[a], sim_scenario_draft (grid->scenario));
  grid->order = g_new (guint, grid->n_cells);
  grid->level = g_new0 (guint, grid->n_cells);
  for (guint i = 0; i < grid->n_cells; i++) {
    for (guint a = 0; a < grid->n_axes; a++)
      grid->level[i]
          = MAX (grid->level[i], halvings (grid->axes[a]->n, sim_power_grid_index (grid, i, a)));
    turns[i] = (Turn){ i, grid->level[i], place_of (grid, i, drawn) };
  }
  qsort (turns, grid->n_cells, sizeof *turns, compare_turns);
  for (guint i = 0; i < grid->n_cells; i++)
    grid->order[i] = turns[i].cell;
}

static void
clear_cell (SimPowerCell *cell)
{
  *cell = (SimPowerCell){ .analysed = NAN };
  for (guint g = 0; g < SIM_MAX_GOALS; g++) {
    cell->power[g] = (SimFigure){ NAN, NAN, NAN, NAN };
    cell->exact[g] = NAN;
  }
  for (guint h = 0; h < SIM_MAX_HYPOTHESES; h++)
    cell->true_effect[h] = NAN;
}

/* --- the grid ------------------------------------------------------------------------------ */

static gboolean
check_axes (SimScenario *scenario, const SimVary *const *axes, guint n, GError **error)
{
  SimDraft *draft = sim_scenario_draft (scenario);
  guint64 cells = 1;

  for (guint a = 0; a < n; a++) {
    g_autoptr (SimDraft) edited = NULL;
    if (!sim_vary_check (axes[a], draft, error))
      return FALSE;
    edited = sim_vary_apply (axes[a], draft, 0, error);
    if (edited == NULL)
      return FALSE;
    for (guint b = 0; b < a; b++)
      if (sim_vary_collide (axes[b], axes[a], scenario)) {
        g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                     _ ("%s: found twice, before as %s; allowed: every value once"),
                     axes[a]->pointer, axes[b]->pointer);
        return FALSE;
      }
    cells *= axes[a]->n;
  }
  if (cells <= SIM_POWER_GRID_MAX_CELLS)
    return TRUE;
  g_set_error (error, SIM_ERROR, SIM_ERROR_LIMIT,
               _ ("found %" PRIu64 " scenarios in the grid; allowed: at most %d"), cells,
               SIM_POWER_GRID_MAX_CELLS);
  return FALSE;
}

SimPowerGrid *
sim_power_grid_new (SimScenario *scenario, const SimVary *const *axes, guint n, GError **error)
{
  if (n < 1 || n > SIM_POWER_GRID_MAX_AXES) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_LIMIT,
                 _ ("found %u assumptions to vary; allowed: 1 to %d"), n, SIM_POWER_GRID_MAX_AXES);
    return NULL;
  }
  if (!check_axes (scenario, axes, n, error))
    return NULL;
  SimPowerGrid *grid = g_new0 (SimPowerGrid, 1);
  grid->scenario = sim_scenario_ref (scenario);
  grid->n_goals = sim_goals (scenario, grid->goals);
  grid->n_axes = n;
  grid->n_cells = 1;
  for (guint a = 0; a < n; a++) {
    grid->axes[a] = sim_vary_copy (axes[a]);
    grid->n_cells *= axes[a]->n;
  }
  grid->cells = g_new0 (SimPowerCell, grid->n_cells);
  for (guint i = 0; i < grid->n_cells; i++)
    clear_cell (&grid->cells[i]);
  fill_order (grid);
  return grid;
}

void
sim_power_grid_free (SimPowerGrid *grid)
{
  if (grid == NULL)
    return;
  for (guint i = 0; i < grid->n_cells; i++)
    g_free (grid->cells[i].problem);
  for (guint a = 0; a < grid->n_axes; a++)
    sim_vary_free (grid->axes[a]);
  sim_scenario_unref (grid->scenario);
  g_free (grid->cells);
  g_free (grid->order);
  g_free (grid->level);
  g_free (grid);
}

SimScenario *
sim_power_grid_scenario (const SimPowerGrid *grid, guint cell, GPtrArray *problems, GError **error)
{
  guint index[SIM_POWER_GRID_MAX_AXES];

  for (guint a = 0; a < grid->n_axes; a++)
    index[a] = sim_power_grid_index (grid, cell, a);
  return sim_vary_scenario (grid->scenario, grid->axes, index, grid->n_axes, problems, error);
}

/* --- running ------------------------------------------------------------------------------- */

typedef struct {
  SimPowerGrid *grid;
  const SimPowerGridOptions *options;
  const gint *cancel;
  guint *todo; /* the cells that are not done, in order */
} Filling;

static void
finish (Filling *filling, guint index)
{
  SimPowerGrid *grid = filling->grid;

  grid->cells[index].done = TRUE;
  grid->n_done++;
  if (filling->options->cell_done != NULL)
    filling->options->cell_done (grid, index, filling->options->data);
}

/* The scenario of a cell, or NULL after its reason was put there. */
static SimScenario *
make_cell (gpointer data, guint i)
{
  Filling *filling = data;
  SimPowerCell *cell = &filling->grid->cells[filling->todo[i]];
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (GError) refused = NULL;
  SimScenario *scenario
      = sim_power_grid_scenario (filling->grid, filling->todo[i], problems, &refused);

  if (scenario == NULL) {
    cell->problem = sim_vary_problem (problems, refused);
    finish (filling, filling->todo[i]);
  }
  return scenario;
}

/* Exact values beside the simulated ones; FALSE where it was cancelled meanwhile. */
static gboolean
fill_exact (const Filling *filling, SimScenario *scenario, SimPowerCell *cell)
{
  SimTheory *theory = sim_theory_new (scenario, FALSE, filling->cancel);

  if (theory == NULL)
    return FALSE;
  for (guint i = 0; i < theory->n_sizes; i++)
    if (theory->sizes[i].total == cell->total)
      for (guint g = 0; g < filling->grid->n_goals; g++)
        cell->exact[g] = sim_goal_exact (&filling->grid->goals[g], &theory->sizes[i]);
  sim_theory_free (theory);
  return TRUE;
}

static void
fill_cell (gpointer data, guint i, SimSnapshot *snapshot)
{
  Filling *filling = data;
  SimPowerCell *cell = &filling->grid->cells[filling->todo[i]];
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimSizeResult *own = &results->sizes[results->own_size];

  cell->replicates = results->replicates;
  cell->total = own->total;
  cell->analysed = own->analysed;
  for (guint g = 0; g < filling->grid->n_goals; g++) {
    const SimGoal *goal = &filling->grid->goals[g];
    cell->power[g] = *sim_goal_power (goal, own);
    cell->counts[g] = sim_goal_counts (goal, sim_snapshot_scenario (snapshot), own);
  }
  for (guint h = 0; h < results->n_hypotheses; h++)
    cell->true_effect[h] = own->hypotheses[h].true_effect;
  if (!filling->options->exact || fill_exact (filling, sim_snapshot_scenario (snapshot), cell))
    finish (filling, filling->todo[i]);
}

gboolean
sim_power_grid_run (SimPowerGrid *grid, SimEngine *engine, const SimPowerGridOptions *options,
                    const gint *cancel, GError **error)
{
  g_autofree guint *todo = g_new (guint, grid->n_cells);
  Filling filling = { grid, options, cancel, todo };
  SimBatchCalls calls = { make_cell, fill_cell, &filling };
  SimRunOptions how = { .replicates = options->replicates };
  GError *failed = NULL;
  guint n = 0;

  for (guint i = 0; i < grid->n_cells; i++)
    if (!grid->cells[grid->order[i]].done)
      todo[n++] = grid->order[i];
  gboolean good = sim_batch_run (engine, n, &how, &calls, cancel, &failed);
  if (failed != NULL)
    g_propagate_error (error, failed);
  else if (!good || grid->n_done < grid->n_cells)
    g_set_error (error, SIM_ERROR, SIM_ERROR_CANCELLED, _ ("stopped before all cells were done"));
  return grid->n_done == grid->n_cells;
}

guint
sim_power_grid_goal (const SimPowerGrid *grid, const char *id, gboolean *by_power)
{
  double mean[SIM_MAX_GOALS];

  for (guint g = 0; g < grid->n_goals; g++) {
    double sum = 0;
    guint n = 0;
    for (guint i = 0; i < grid->n_cells; i++) {
      const SimPowerCell *cell = &grid->cells[i];
      if (!cell->done || cell->problem != NULL || cell->counts[g] == SIM_COUNTS_ERROR)
        continue;
      sum += cell->power[g].value;
      n++;
    }
    mean[g] = n > 0 ? sum / n : NAN;
  }
  return sim_goal_shown (grid->scenario, id, mean, by_power);
}
