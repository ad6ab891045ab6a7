/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-at-size.c - one size of a plan, as a plan of its own: all that is told by size, and where it
 * stands in the records.
 */
#include "plan.h"
#include "plan-people.h"

#include <string.h>

/* Leaves the value of one size, as the first of them. */
#define KEEP_SIZE(values, size)                                                                    \
  do {                                                                                             \
    memmove ((values), (values) + (size), sizeof *(values));                                       \
    memset ((values) + 1, 0, sizeof (values) - sizeof *(values));                                  \
  } while (0)

/* Replicates a block: what is drawn of them is there already, so they are quick. */
enum { BLOCK = 8192 };

static void keep_draws (LaneDraws *draws, int size)
{
  KEEP_SIZE (draws->total, size);
  KEEP_SIZE (draws->arm_n, size);
  draws->n_sizes = 1;
  draws->stride = 0;
  for (int a = 0; a < LANE_ARMS; a++) {
    memset (draws->checkpoint_n[a], 0, sizeof draws->checkpoint_n[a]);
    memset (draws->checkpoint_size[a], 0, sizeof draws->checkpoint_size[a]);
    draws->checkpoint_n[a][0] = draws->arm_n[0][a];
  }
  for (int r = 0; r < draws->n_reductions; r++) {
    LaneReduction *reduction = &draws->reductions[r];
    KEEP_SIZE (reduction->events, size);
    reduction->at = draws->stride;
    draws->stride += (long) reduction->n_rows * reduction->n_moments * SIM_LANES;
  }
  /* nothing is drawn by it */
  draws->n_stores = draws->n_columns = 0;
  memset (draws->stores, 0, sizeof draws->stores);
}

static void keep_decisions (LanePlan *plan, int size)
{
  plan->own_size = 0;
  for (int h = 0; h < plan->n_hypotheses; h++) {
    LaneHypothesis *hypothesis = &plan->hypotheses[h];
    KEEP_SIZE (hypothesis->scale, size);
    KEEP_SIZE (hypothesis->unit, size);
    KEEP_SIZE (hypothesis->effect, size);
    KEEP_SIZE (hypothesis->low, size);
    KEEP_SIZE (hypothesis->high, size);
    if (hypothesis->fisher)
      hypothesis->fisher += size;
    for (int level = 0; level < LANE_LEVELS; level++)
      KEEP_SIZE (plan->critical_fixed[h][level], size);
  }
  KEEP_SIZE (plan->dunnett, size);
  if (plan->dunnett_sets)
    plan->dunnett_sets += (long) size << plan->n_hypotheses;
  if (plan->far_fixed)
    plan->far_fixed += (long) size * plan->n_hypotheses * plan->ranks.n_levels;
}

SimPlan *sim_plan_at_size (const SimPlan *plan, int size)
{
  SimPlan *one = g_try_new (SimPlan, 1);
  if (!one)
    return NULL;
  memcpy (one, plan, sizeof *one);
  atomic_init (&one->references, 1);
  one->block = BLOCK;
  one->cubics = g_ptr_array_ref (plan->cubics);
  one->owned = g_ptr_array_ref (plan->owned);
  for (guint k = 0; k < LANE_OUTCOMES; k++)
    sim_plan_people_ref ((LanePeople *) one->lanes.draws.people[k]);
  keep_draws (&one->lanes.draws, size);
  keep_decisions (&one->lanes, size);
  return one;
}
