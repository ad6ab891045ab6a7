/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * allocation.c - the typed form of the keys `allocation` and `ratio`.
 */
#include "allocation.h"

#include <math.h>

#include "expand.h"

#define PREFERRED 0.8

static SimAllocationMethod
method_of (const char *id)
{
  static const char *const ids[] = {
    [SIM_ALLOCATION_FIXED] = "fixed",
    [SIM_ALLOCATION_SIMPLE] = "simple",
    [SIM_ALLOCATION_PERMUTED_BLOCKS] = "permuted-blocks",
    [SIM_ALLOCATION_STRATIFIED_BLOCKS] = "stratified-blocks",
    [SIM_ALLOCATION_BIASED_COIN] = "biased-coin",
    [SIM_ALLOCATION_URN] = "urn",
    [SIM_ALLOCATION_MINIMISATION] = "minimisation",
  };
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (g_strcmp0 (id, ids[i]) == 0)
      return (SimAllocationMethod)i;
  return SIM_ALLOCATION_FIXED;
}

void
sim_scenario_allocation (const SimScenario *scenario, SimAllocation *allocation)
{
  const SimValue *arms = sim_scenario_value (scenario, "/arms");
  const SimValue *sizes = sim_scenario_value (scenario, "/allocation/block-sizes");
  *allocation = (SimAllocation){ .n_arms = sim_scenario_n_arms (scenario), .p = PREFERRED };
  allocation->method = method_of (sim_scenario_text (scenario, "/allocation/method"));
  for (guint a = 0; a < allocation->n_arms; a++)
    allocation->ratio[a] = sim_allocation_ratio (sim_value_at (arms, a));
  allocation->n_block_sizes = sim_value_length (sizes);
  for (guint i = 0; i < allocation->n_block_sizes; i++)
    allocation->block_sizes[i] = (guint)sim_value_number (sim_value_at (sizes, i));
}

static guint
whole (double number, guint least, guint most)
{
  return number >= least && number <= most && number == floor (number) ? (guint)number : 0;
}

guint
sim_allocation_ratio (const SimValue *arm)
{
  const SimValue *ratio = sim_value_get (arm, "ratio");
  return ratio ? whole (sim_value_number (ratio), 1, SIM_MAX_RATIO) : 1;
}

guint
sim_allocation_weights (const SimValue *arms, const char *method, guint *weight)
{
  gboolean fixed = method_of (method) == SIM_ALLOCATION_FIXED;
  if (!sim_arms_usable (arms))
    return 0;
  for (guint a = 0; a < sim_value_length (arms); a++) {
    const SimValue *arm = sim_value_at (arms, a);
    double size = sim_value_number (sim_value_get (arm, "size"));
    weight[a] = fixed ? whole (size, 2, SIM_MAX_TOTAL) : sim_allocation_ratio (arm);
    if (weight[a] == 0)
      return 0;
  }
  return sim_value_length (arms);
}
