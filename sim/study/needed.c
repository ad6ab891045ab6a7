/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * needed.c - the one number of patients to plan with.
 */
#include "needed.h"

#include <math.h>

#include "size-exact.h"

#define SLACK 1e-9 /* of shares that are whole numbers but for rounding */

/* The total from smallest on of whose split every arm has its share of smallest, rounded up; under
   a method with steps the next total that it takes. */
static void
fill_arms (SimNeeded *needed, const SimSizeGrid *grid, guint smallest)
{
  guint sum = 0, least[SIM_MAX_ARMS], arm = 0;

  needed->smallest = smallest;
  if (grid->step > 1) {
    needed->total = (smallest + grid->step - 1) / grid->step * grid->step;
    sim_split_total (grid->weight, grid->n_arms, needed->total, needed->arms);
    return;
  }
  for (guint a = 0; a < grid->n_arms; a++)
    sum += grid->weight[a];
  for (guint a = 0; a < grid->n_arms; a++)
    least[a] = (guint)ceil ((double)smallest * grid->weight[a] / sum - SLACK);
  for (needed->total = smallest; arm < grid->n_arms; needed->total += arm < grid->n_arms) {
    sim_split_total (grid->weight, grid->n_arms, needed->total, needed->arms);
    for (arm = 0; arm < grid->n_arms && needed->arms[arm] >= least[arm];)
      arm++;
  }
}

void
sim_needed_of_answer (const SimScenario *scenario, const SimSizeAnswer *answer, SimNeeded *needed)
{
  SimSizeGrid grid;

  *needed = (SimNeeded){ .low = NAN, .high = NAN, .simulated = NAN };
  if (!sim_size_is_reached (answer))
    return;
  sim_size_grid_init (&grid, scenario);
  needed->simulated = answer->total;
  needed->low = answer->low > 0 ? answer->low : NAN;
  needed->high = answer->high > 0 ? answer->high : NAN;
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
  needed->low = ceil (reach->low - SLACK);
  needed->high = ceil (reach->high - SLACK);
  needed->simulated = ceil (reach->total - SLACK);
  if (exact == 0 && !isfinite (reach->total))
    return;
  needed->by = exact > 0 ? SIM_NEEDED_EXACT : SIM_NEEDED_CURVE;
  fill_arms (needed, grid, exact > 0 ? exact : (guint)needed->simulated);
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
