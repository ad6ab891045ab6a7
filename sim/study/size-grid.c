/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-grid.c - the totals that a trial can be planned with.
 */
#include "size-grid.h"

#include <math.h>

#include "../base/error.h"

#define SLACK 1e-9 /* of shares that are whole numbers but for rounding */

static guint
divisor_of (guint a, guint b)
{
  while (b > 0) {
    guint rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

static guint
sum_of (const guint *numbers, guint n)
{
  guint sum = 0;

  for (guint i = 0; i < n; i++)
    sum += numbers[i];
  return sum;
}

static gboolean
two_in_every_arm (const SimSizeGrid *grid, guint total)
{
  guint split[SIM_MAX_ARMS];

  sim_split_total (grid->weight, grid->n_arms, total, split);
  for (guint a = 0; a < grid->n_arms; a++)
    if (split[a] < 2)
      return FALSE;
  return TRUE;
}

void
sim_size_grid_init (SimSizeGrid *grid, const SimScenario *scenario)
{
  SimAllocation allocation;
  guint least = G_MAXUINT;

  sim_scenario_allocation (scenario, &allocation);
  grid->n_arms = allocation.n_arms;
  sim_allocation_weights (sim_scenario_value (scenario, "/arms"),
                          sim_scenario_text (scenario, "/allocation/method"), grid->weight);
  grid->step = 1;
  if (allocation.method != SIM_ALLOCATION_FIXED)
    grid->step = sum_of (allocation.ratio, allocation.n_arms);
  if (allocation.n_block_sizes == 1)
    grid->step = allocation.block_sizes[0];
  /* from a total on of which every arm is sure to get two, down to the last that has as many: of a
     larger one an arm may get less */
  for (guint a = 0; a < grid->n_arms; a++)
    least = MIN (least, grid->weight[a]);
  grid->first = (2 * sum_of (grid->weight, grid->n_arms) / least / grid->step + 1) * grid->step;
  while (grid->first > grid->step && two_in_every_arm (grid, grid->first - grid->step))
    grid->first -= grid->step;
  grid->last = SIM_MAX_TOTAL / grid->step * grid->step;
}

guint
sim_size_grid_nearest (const SimSizeGrid *grid, double total)
{
  double steps = floor (total / grid->step + 0.5);

  return (guint)CLAMP (steps * grid->step, grid->first, grid->last);
}

guint
sim_size_grid_whole (const SimSizeGrid *grid, guint smallest, guint *arms)
{
  guint sum = sum_of (grid->weight, grid->n_arms), least[SIM_MAX_ARMS] = { 0 };
  guint split[SIM_MAX_ARMS], total = smallest, arm = 0;

  if (grid->step > 1)
    total = (smallest + grid->step - 1) / grid->step * grid->step;
  for (guint a = 0; a < grid->n_arms && grid->step == 1; a++)
    least[a] = (guint)ceil ((double)smallest * grid->weight[a] / sum - SLACK);
  for (; arm < grid->n_arms; total += arm < grid->n_arms) {
    sim_split_total (grid->weight, grid->n_arms, total, split);
    for (arm = 0; arm < grid->n_arms && split[arm] >= least[arm];)
      arm++;
  }
  for (guint a = 0; arms != NULL && a < grid->n_arms; a++)
    arms[a] = split[a];
  return total;
}

static SimDraft *
with_number (SimDraft *draft, const char *pointer, double number)
{
  SimValue *value = sim_value_new_number (number);
  SimDraft *edited = sim_draft_set (draft, pointer, value, NULL);

  sim_value_unref (value);
  sim_draft_unref (draft);
  return edited;
}

static SimDraft *
with_totals (SimDraft *draft, const guint *totals, guint n)
{
  SimValue *items[SIM_MAX_SIZES], *list;
  SimDraft *edited;

  for (guint i = 0; i < n; i++)
    items[i] = sim_value_new_number (totals[i]);
  list = sim_value_new_list (items, n);
  edited = sim_draft_set (draft, "/run/sizes", list, NULL);
  sim_value_unref (list);
  return edited;
}

/* Arms in the proportions of weight, the largest ones that come to no more than total. Where a
   trial ends with so many events these belong to the own total, which then stays. */
static SimDraft *
with_smaller_arms (SimDraft *draft, const SimScenario *scenario, const SimSizeGrid *grid,
                   guint total)
{
  guint divisor = 0, times;

  for (guint a = 0; a < grid->n_arms; a++)
    divisor = divisor_of (grid->weight[a], divisor);
  times = total / (sum_of (grid->weight, grid->n_arms) / divisor);
  for (guint a = 0; a < grid->n_arms; a++)
    if (grid->weight[a] / divisor * times < 2)
      return draft;
  for (guint o = 0; o < sim_scenario_n_outcomes (scenario); o++) {
    char *pointer = g_strdup_printf ("/outcomes/%u/events", o);
    double events = sim_scenario_number (scenario, pointer);
    g_free (pointer);
    if (events > 0)
      return draft;
  }
  for (guint a = 0; a < grid->n_arms && draft != NULL; a++) {
    char *pointer = g_strdup_printf ("/arms/%u/size", a);
    draft = with_number (draft, pointer, grid->weight[a] / divisor * times);
    g_free (pointer);
  }
  return draft;
}

SimScenario *
sim_size_variant (SimScenario *scenario, const SimSizeGrid *grid, const guint *totals, guint n)
{
  guint own = sim_scenario_total (scenario, sim_scenario_own_size (scenario));
  SimDraft *draft = with_totals (sim_scenario_draft (scenario), totals, n);
  GPtrArray *problems = sim_problems_new ();
  SimScenario *variant;

  if (draft != NULL && own > totals[n - 1])
    draft = with_smaller_arms (draft, scenario, grid, totals[n - 1]);
  variant = draft != NULL ? sim_scenario_check (draft, problems) : NULL;
  g_ptr_array_unref (problems);
  sim_draft_unref (draft);
  return variant;
}
