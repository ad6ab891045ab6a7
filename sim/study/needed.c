/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * needed.c - the one number of patients to plan with.
 */
#include "needed.h"

#include <math.h>

#include "size-exact.h"

#define SLACK 1e-9 /* of totals that are whole numbers but for rounding */

static void
fill_arms (SimNeeded *needed, const SimSizeGrid *grid, guint smallest)
{
  needed->smallest = smallest;
  needed->total = sim_size_grid_whole (grid, smallest, needed->arms);
}

/* A simulated total as one to plan with; NaN (or infinite) where there is none. */
static double
whole (const SimSizeGrid *grid, double total)
{
  double up = ceil (total - SLACK);

  return up >= 1 && up <= SIM_MAX_TOTAL ? sim_size_grid_whole (grid, (guint)up, NULL) : NAN;
}

void
sim_needed_of_answer (const SimScenario *scenario, const SimSizeAnswer *answer, SimNeeded *needed)
{
  SimSizeGrid grid;

  *needed = (SimNeeded){ .simulated = NAN };
  sim_size_grid_init (&grid, scenario);
  needed->low = answer->low > 0 ? whole (&grid, answer->low) : NAN;
  needed->high = answer->high > 0 ? whole (&grid, answer->high) : NAN;
  if (!sim_size_is_reached (answer))
    return;
  needed->simulated = whole (&grid, answer->total);
  needed->by = answer->exact_total > 0 ? SIM_NEEDED_EXACT : SIM_NEEDED_SIMULATED;
  fill_arms (needed, &grid, answer->exact_total > 0 ? answer->exact_total : answer->total);
}

static const SimReach *
reach_of (const SimResults *results, const SimGoal *goal)
{
  switch (goal->kind) {
  case SIM_GOAL_HYPOTHESIS:
    return &results->reach[goal->index];
  case SIM_GOAL_SUCCESS:
    return &results->reach_success[goal->index];
  case SIM_GOAL_ANY:
    return &results->reach_any;
  case SIM_GOAL_ALL:
    break;
  }
  return &results->reach_all;
}

static void
find (const SimGoal *goal, const SimResults *results, guint exact, const SimSizeGrid *grid,
      SimNeeded *needed)
{
  const SimReach *reach = reach_of (results, goal);

  *needed = (SimNeeded){ .low = NAN, .high = NAN, .simulated = NAN };
  if (sim_goal_is_error (goal, &results->sizes[results->own_size]))
    return;
  needed->low = whole (grid, reach->low);
  needed->high = whole (grid, reach->high);
  needed->simulated = whole (grid, reach->total);
  if (exact == 0 && !isfinite (needed->simulated))
    return;
  needed->by = exact > 0 ? SIM_NEEDED_EXACT : SIM_NEEDED_CURVE;
  fill_arms (needed, grid, exact > 0 ? exact : (guint)ceil (reach->total - SLACK));
}

gboolean
sim_needs_exact (SimScenario *scenario, const gint *cancel, SimNeedsExact *exact)
{
  double target = sim_scenario_number (scenario, "/run/target-power");
  SimGoal goals[SIM_MAX_GOALS];
  SimSizeGrid grid;
  SimSizeForms *forms;
  gboolean rise;

  sim_size_grid_init (&grid, scenario);
  forms = sim_size_forms_new (scenario, &grid, cancel);
  rise = sim_size_forms_rise (forms);
  exact->n = sim_goals (scenario, goals);
  for (guint g = 0; g < exact->n; g++)
    exact->smallest[g] = rise ? sim_size_exact (forms, &goals[g], target) : 0;
  sim_size_forms_free (forms);
  return cancel == NULL || g_atomic_int_get (cancel) == 0;
}

void
sim_needs_join (SimScenario *scenario, const SimResults *results, const SimNeedsExact *exact,
                SimNeeds *needs)
{
  SimGoal goals[SIM_MAX_GOALS];
  SimSizeGrid grid;

  sim_size_grid_init (&grid, scenario);
  needs->n = sim_goals (scenario, goals);
  for (guint g = 0; g < needs->n; g++)
    find (&goals[g], results, exact != NULL ? exact->smallest[g] : 0, &grid, &needs->of[g]);
}

void
sim_needs_of_curve (SimScenario *scenario, const SimResults *results, SimNeeds *needs)
{
  sim_needs_join (scenario, results, NULL, needs);
}

void
sim_needs (SimScenario *scenario, const SimResults *results, const gint *cancel, SimNeeds *needs)
{
  SimNeedsExact exact;

  sim_needs_join (scenario, results, sim_needs_exact (scenario, cancel, &exact) ? &exact : NULL,
                  needs);
}
