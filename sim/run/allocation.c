/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * allocation.c - a method of randomisation compiled for the lanes, and one trial of it.
 */
#include "allocation.h"

#include <string.h>

G_STATIC_ASSERT ((int) LANE_ARMS == SIM_MAX_ARMS && (int) LANE_STRATA == SIM_MAX_STRATA
                 && (int) LANE_PART_LEVELS == SIM_MAX_LEVELS
                 && (int) LANE_BLOCK_SIZES == SIM_MAX_BLOCK_SIZES
                 && SIM_MAX_BLOCK_SIZE < 1 << LANE_BAG_BITS);
/* Numbers of recruits in steps of a ratio's share stay exact as doubles, summed over strata: a
 * common multiple of all ratios times all recruits. */
#define COMMON_MULTIPLE_MOST G_GINT64_CONSTANT (232792560) /* of 1 .. 20 */
G_STATIC_ASSERT (SIM_MAX_RATIO == 20
                 && COMMON_MULTIPLE_MOST * SIM_MAX_TOTAL * SIM_MAX_STRATA
                        < G_GINT64_CONSTANT (9007199254740992));

static guint64 common_multiple (const SimAllocation *allocation)
{
  guint64 multiple = 1;
  for (guint k = 0; k < allocation->n_arms; k++) {
    guint64 a = multiple, b = allocation->ratio[k];
    while (b) {
      guint64 rest = a % b;
      a = b;
      b = rest;
    }
    multiple = multiple / a * allocation->ratio[k];
  }
  return multiple;
}

static void compile_bag (const SimAllocation *allocation, guint sum, LaneAllocation *lanes)
{
  gboolean urn = allocation->method == SIM_ALLOCATION_URN;
  lanes->n_times = 1;
  lanes->times[0] = 1;
  lanes->take = allocation->method == SIM_ALLOCATION_SIMPLE ? 0 : 1;
  for (int k = 0; urn && k < lanes->n_arms; k++)
    lanes->add_upto[k] = lanes->ratio_upto[k];
  if (allocation->method != SIM_ALLOCATION_PERMUTED_BLOCKS
      && allocation->method != SIM_ALLOCATION_STRATIFIED_BLOCKS)
    return;
  lanes->n_times = (int) allocation->n_block_sizes;
  for (int i = 0; i < lanes->n_times; i++) {
    lanes->times[i] = allocation->block_sizes[i] / sum;
    for (int k = 0; k < lanes->n_arms; k++)
      lanes->full[i] |= (int64_t) (lanes->times[i] * lanes->ratio_upto[k]) << (k * LANE_BAG_BITS);
  }
}

static void compile_chances (const SimAllocation *allocation, LaneAllocation *lanes)
{
  for (guint m = 1; m < allocation->n_arms; m++) {
    lanes->chance_preferred[m] = allocation->p / m;
    lanes->chance_rest[m] = (1 - allocation->p) / (allocation->n_arms - m);
  }
  lanes->chance_preferred[allocation->n_arms] = 1.0 / allocation->n_arms;
}

static void compile_strata (guint64 seed, guint n_strata, const SimStratum *strata,
                            const char *const *ids, LaneAllocation *lanes)
{
  lanes->n_strata = (int) n_strata;
  for (guint s = 0; s < n_strata; s++) {
    double upto = 0;
    lanes->n_levels[s] = (int) strata[s].n_levels;
    lanes->cell_shift[s + 1] = lanes->cell_shift[s];
    while (1u << (lanes->cell_shift[s + 1] - lanes->cell_shift[s]) < strata[s].n_levels)
      lanes->cell_shift[s + 1]++;
    for (guint l = 0; l < strata[s].n_levels; l++)
      lanes->prevalence_upto[s][l] = upto += strata[s].prevalence[l];
    lanes->key_stratum[s] = sim_key_new (seed, "stratum", ids[s], NULL, NULL);
  }
}

gboolean sim_allocation_compile (const SimAllocation *allocation, guint64 seed, guint n_strata,
                                 const SimStratum *strata, const char *const *stratum_ids,
                                 LaneAllocation *lanes)
{
  static const LaneAllocationRule rules[] = {
    [SIM_ALLOCATION_STRATIFIED_BLOCKS] = LANE_ALLOCATE_BAGS,
    [SIM_ALLOCATION_BIASED_COIN] = LANE_ALLOCATE_TOTALS,
    [SIM_ALLOCATION_MINIMISATION] = LANE_ALLOCATE_MARGINS,
  };
  guint sum = 0;
  memset (lanes, 0, sizeof *lanes);
  compile_strata (seed, n_strata, strata, stratum_ids, lanes);
  if (allocation->method == SIM_ALLOCATION_FIXED)
    return FALSE;
  lanes->rule = rules[allocation->method];
  lanes->n_arms = (int) allocation->n_arms;
  for (guint k = 0; k < allocation->n_arms; k++) {
    sum += allocation->ratio[k];
    lanes->ratio_upto[k] = sum;
    lanes->weight[k] = (double) (common_multiple (allocation) / allocation->ratio[k]);
  }
  compile_chances (allocation, lanes);
  compile_bag (allocation, sum, lanes);
  lanes->key_allocation = sim_key_new (seed, "allocation", NULL, NULL, NULL);
  lanes->key_block_size = sim_key_new (seed, "block-size", NULL, NULL, NULL);
  return TRUE;
}

gboolean sim_plan_allocation (const SimScenario *scenario, const SimPeople *people,
                              LaneAllocation *lanes)
{
  SimAllocation allocation;
  const char *ids[SIM_MAX_STRATA];
  guint n_strata = people ? people->n_strata : 0;
  const SimValue *list = sim_scenario_value (scenario, "/strata");
  for (guint s = 0; s < n_strata; s++)
    ids[s] = sim_value_text (sim_value_get (sim_value_at (list, s), "id"));
  sim_scenario_allocation (scenario, &allocation);
  return sim_allocation_compile (&allocation, sim_scenario_seed (scenario), n_strata,
                                 people ? people->strata : NULL, ids, lanes);
}

typedef struct {
  LaneAllocationState state;
  int64_t arm_of[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  int64_t levels[LANE_CHUNK * LANE_STRATA * SIM_LANES] SIM_LANE_ALIGNED;
} Room;

void sim_allocation_replay (const LaneAllocation *lanes, guint64 replicate, guint n, guint *arm_of,
                            guint *levels)
{
  Room *room = g_aligned_alloc0 (1, sizeof *room, 64);
  guint lane = (guint) (replicate % SIM_LANES), n_strata = (guint) lanes->n_strata;
  sim_lanes_allocate_start_scalar (lanes, replicate - lane, &room->state);
  for (guint done = 0; done < n; done += LANE_CHUNK) {
    guint stage = MIN (n - done, LANE_CHUNK);
    sim_lanes_allocate_next_scalar (lanes, &room->state, (int) stage, room->arm_of, room->levels);
    for (guint i = 0; i < stage; i++)
      arm_of[done + i] = (guint) room->arm_of[i * SIM_LANES + lane];
    for (guint i = 0; levels && i < stage * n_strata; i++)
      levels[done * n_strata + i] = (guint) room->levels[i * SIM_LANES + lane];
  }
  g_aligned_free (room);
}
