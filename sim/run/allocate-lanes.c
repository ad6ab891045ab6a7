/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * allocate-lanes.c - recruits to arms; lane-allocation.h says by which rules.
 *
 * Balls and numbers are whole and below 2^53, so their arithmetic is exact. Of bags the balls up to
 * each arm are kept, not those of the arm: then whether an arm is at or before the chosen one is a
 * single comparison, and the arms do not wait for one another.
 */
#include "lane-allocation.h"

#include <stdbool.h>
#include <string.h>

/* Chosen by v: times[j] with equal chances. */
static inline vd pick_times (const LaneAllocation *a, vd v)
{
  vd times = v_set (a->times[0]), at = v * v_set (a->n_times);
  for (int j = 1; j < a->n_times; j++)
    times += v_keep (at >= v_set (j), v_set (a->times[j] - a->times[j - 1]));
  return times;
}

/* n recruits of one bag. `arms` is a constant wherever this is called, so that the bag stays in
 * registers. */
static inline __attribute__ ((always_inline)) void from_bag (const LaneAllocation *a, int arms,
                                                             LaneAllocationState *state, int n,
                                                             int64_t *arm_of)
{
  for (int part = 0; part < VPARTS; part++) {
    vd bag[LANE_ALLOCATION_ARMS];
    for (int k = 0; k < arms; k++)
      bag[k] = v_load (state->bag[k], part);
    for (int i = 0; i < n; i++) {
      vi empty = bag[arms - 1] == v_set (0.0), arm = { 0 };
      vd times = v_set (a->times[0]);
      if (a->n_times > 1)
        times = pick_times (a, v_load (state->v + i * SIM_LANES, part));
      for (int k = 0; k < arms; k++)
        bag[k] = v_select (empty, times * v_set (a->ratio_upto[k]), bag[k]);
      vd ball = v_load (state->u + i * SIM_LANES, part) * bag[arms - 1];
      for (int k = 0; k < arms - 1; k++) {
        vi upto = ball < bag[k];
        arm += upto + 1;
        bag[k] += v_set (a->add_upto[k]) - v_keep (upto, v_set (a->take));
      }
      bag[arms - 1] += v_set (a->add_upto[arms - 1] - a->take);
      v_store_i (arm_of + i * SIM_LANES, part, arm);
    }
    for (int k = 0; k < arms; k++)
      v_store (state->bag[k], part, bag[k]);
  }
}

static void allocate_bag (const LaneAllocation *a, LaneAllocationState *state, int n,
                          int64_t *arm_of)
{
  switch (a->n_arms) {
  case 2:
    from_bag (a, 2, state, n, arm_of);
    break;
  case 3:
    from_bag (a, 3, state, n, arm_of);
    break;
  case 4:
    from_bag (a, 4, state, n, arm_of);
    break;
  case 5:
    from_bag (a, 5, state, n, arm_of);
    break;
  default:
    from_bag (a, 6, state, n, arm_of);
  }
}

/* One recruit of one lane. */
static inline int64_t from_row (const LaneAllocation *a, double u, double times, double *bag)
{
  int arms = a->n_arms;
  int64_t arm = 0;
  if (bag[arms - 1] == 0)
    for (int k = 0; k < arms; k++)
      bag[k] = times * a->ratio_upto[k];
  double ball = u * bag[arms - 1];
  for (int k = 0; k < arms; k++) {
    int upto = ball < bag[k];
    arm += 1 - upto;
    bag[k] -= upto;
  }
  return arm;
}

/* A bag for each combination of levels: which one differs from lane to lane, so lanes take turns. */
static void allocate_bags (const LaneAllocation *a, LaneAllocationState *state, int n,
                           const int64_t *levels, int64_t *arm_of)
{
  for (int i = 0; i < n; i++) {
    double times[SIM_LANES] SIM_LANE_ALIGNED;
    int64_t cell[SIM_LANES] SIM_LANE_ALIGNED;
    for (int part = 0; part < VPARTS; part++) {
      vi at = { 0 };
      for (int s = 0; s < a->n_strata; s++)
        at = at * a->n_levels[s] + v_load_i (levels + (i * a->n_strata + s) * SIM_LANES, part);
      v_store_i (cell, part, at);
      vd chosen = v_set (a->times[0]);
      if (a->n_times > 1)
        chosen = pick_times (a, v_load (state->v + i * SIM_LANES, part));
      v_store (times, part, chosen);
    }
    for (int lane = 0; lane < SIM_LANES; lane++)
      arm_of[i * SIM_LANES + lane] = from_row (a, state->u[i * SIM_LANES + lane], times[lane],
                                               state->bags[cell[lane]][lane]);
  }
}

/* Adds to score[k] the range of the numbers if the recruit came to arm k. */
static inline void add_ranges (const LaneAllocation *a, const vd *number, vd *score)
{
  vd least = number[0], second = v_set (DBL_MAX), most = number[0];
  for (int k = 1; k < a->n_arms; k++) {
    vd x = number[k], larger = v_select (x > least, x, least);
    second = v_select (larger < second, larger, second);
    least = v_select (x < least, x, least);
    most = v_select (x > most, x, most);
  }
  for (int k = 0; k < a->n_arms; k++) {
    vd with = number[k] + v_set (a->weight[k]);
    vd others = v_select (number[k] == least, second, least);
    score[k] += v_select (with > most, with, most) - v_select (with < others, with, others);
  }
}

/* The arm that u chooses when arms of the least score are preferred. */
static inline vi prefer (const LaneAllocation *a, const vd *score, vd u)
{
  vd least = score[0], m = { 0 }, upto = { 0 }, all = v_set (a->n_arms);
  vi arm = { 0 };
  for (int k = 1; k < a->n_arms; k++)
    least = v_select (score[k] < least, score[k], least);
  for (int k = 0; k < a->n_arms; k++)
    m += v_keep (score[k] == least, v_set (1.0));
  vd preferred = v_select (m == all, 1.0 / all, v_set (a->p) / m);
  vd rest = (1.0 - v_set (a->p)) / (all - m); /* not used where it is infinite */
  for (int k = 0; k < a->n_arms - 1; k++) {
    upto += v_select (score[k] == least, preferred, rest);
    arm += (u < upto) + 1;
  }
  return arm;
}

static void minimise (const LaneAllocation *a, LaneAllocationState *state, int n,
                      const int64_t *levels, int64_t *arm_of)
{
  int strata = a->rule == LANE_ALLOCATE_MARGINS ? a->n_strata : 1;
  for (int i = 0; i < n; i++)
    for (int part = 0; part < VPARTS; part++) {
      vd score[LANE_ALLOCATION_ARMS] = { { 0 } };
      vi level[LANE_STRATA] = { { 0 } };
      for (int s = 0; s < strata; s++) {
        vd number[LANE_ALLOCATION_ARMS] = { { 0 } };
        int n_levels = 1;
        if (a->rule == LANE_ALLOCATE_MARGINS) {
          level[s] = v_load_i (levels + (i * strata + s) * SIM_LANES, part);
          n_levels = a->n_levels[s];
        }
        for (int l = 0; l < n_levels; l++)
          for (int k = 0; k < a->n_arms; k++)
            number[k] += v_keep (level[s] == l, v_load (state->margin[s][l][k], part));
        add_ranges (a, number, score);
      }
      vi arm = prefer (a, score, v_load (state->u + i * SIM_LANES, part));
      v_store_i (arm_of + i * SIM_LANES, part, arm);
      for (int s = 0; s < strata; s++)
        for (int l = 0; l < (a->rule == LANE_ALLOCATE_MARGINS ? a->n_levels[s] : 1); l++)
          for (int k = 0; k < a->n_arms; k++) {
            vd more = v_keep ((level[s] == l) & (arm == k), v_set (a->weight[k]));
            v_store (state->margin[s][l][k], part, v_load (state->margin[s][l][k], part) + more);
          }
    }
}

/* levels[recruit][stratum][lane] of n recruits. */
static void draw_levels (const LaneAllocation *a, LaneAllocationState *state, int n,
                         int64_t *levels)
{
  for (int s = 0; s < a->n_strata; s++) {
    LANE_FN (sim_lanes_uniform) (&state->stratum[s], n, state->u);
    for (int i = 0; i < n; i++)
      for (int part = 0; part < VPARTS; part++) {
        vd u = v_load (state->u + i * SIM_LANES, part);
        vi level = { 0 };
        for (int l = 0; l < a->n_levels[s] - 1; l++)
          level -= u >= v_set (a->prevalence_upto[s][l]);
        v_store_i (levels + (i * a->n_strata + s) * SIM_LANES, part, level);
      }
  }
}

static inline bool needs_levels (const LaneAllocation *a)
{
  return a->rule == LANE_ALLOCATE_BAGS || a->rule == LANE_ALLOCATE_MARGINS;
}

void LANE_FN (sim_lanes_allocate_start) (const LaneAllocation *a, uint64_t first,
                                         LaneAllocationState *state)
{
  int cells = 1;
  for (int s = 0; s < a->n_strata; s++) {
    LANE_FN (sim_lanes_seed) (&state->stratum[s], a->key_stratum[s], first);
    cells *= a->n_levels[s];
  }
  LANE_FN (sim_lanes_seed) (&state->allocation, a->key_allocation, first);
  LANE_FN (sim_lanes_seed) (&state->block_size, a->key_block_size, first);
  memset (state->bag, 0, sizeof state->bag);
  if (a->rule == LANE_ALLOCATE_BAGS)
    memset (state->bags, 0, (size_t) cells * sizeof state->bags[0]);
  else if (a->rule != LANE_ALLOCATE_BAG)
    memset (state->margin, 0, sizeof state->margin);
}

void LANE_FN (sim_lanes_allocate_next) (const LaneAllocation *a, LaneAllocationState *state, int n,
                                        int64_t *arm_of, int64_t *levels)
{
  for (int done = 0; done < n; done += LANE_RECRUITS) {
    int stage = n - done < LANE_RECRUITS ? n - done : LANE_RECRUITS;
    int64_t *arms = arm_of + (long) done * SIM_LANES;
    int64_t *drawn = levels ? levels + (long) done * a->n_strata * SIM_LANES : state->levels;
    if (levels || needs_levels (a))
      draw_levels (a, state, stage, drawn);
    LANE_FN (sim_lanes_uniform) (&state->allocation, stage, state->u);
    if (a->n_times > 1)
      LANE_FN (sim_lanes_uniform) (&state->block_size, stage, state->v);
    if (a->rule == LANE_ALLOCATE_BAG)
      allocate_bag (a, state, stage, arms);
    else if (a->rule == LANE_ALLOCATE_BAGS)
      allocate_bags (a, state, stage, drawn, arms);
    else
      minimise (a, state, stage, drawn, arms);
  }
}

void LANE_FN (sim_lanes_allocate) (const LaneAllocation *a, uint64_t first, int n_recruits,
                                   int64_t *arm_of, int64_t *levels, LaneAllocationState *state)
{
  LANE_FN (sim_lanes_allocate_start) (a, first, state);
  LANE_FN (sim_lanes_allocate_next) (a, state, n_recruits, arm_of, levels);
}

/* Counts recruits from .. to - 1 of a stage. */
static void count (int n_arms, int from, int to, const int64_t *arm_of, LaneTally *tally)
{
  for (int k = 0; k < n_arms; k++)
    for (int part = 0; part < VPARTS; part++) {
      vi n = v_load_i (tally->count[k], part);
      for (int i = from; i < to; i++)
        n -= v_load_i (arm_of + (long) i * SIM_LANES, part) == k;
      v_store_i (tally->count[k], part, n);
    }
}

void LANE_FN (sim_lanes_tally) (int n_arms, int n, const int64_t *arm_of, int n_sizes,
                                const int *totals, LaneTally *tally, int64_t *n_at)
{
  int from = 0;
  while (tally->n_passed < n_sizes && totals[tally->n_passed] <= tally->recruits + n) {
    int to = totals[tally->n_passed] - tally->recruits;
    int64_t *at = n_at + (long) tally->n_passed++ * n_arms * SIM_LANES;
    count (n_arms, from, to, arm_of, tally);
    memcpy (at, tally->count, (size_t) n_arms * sizeof tally->count[0]);
    from = to;
  }
  count (n_arms, from, n, arm_of, tally);
  tally->recruits += n;
}

void LANE_FN (sim_lanes_list_levels) (int n_strata, int n, const int64_t *arm_of,
                                      const int64_t *levels, int capacity, int64_t *place,
                                      int8_t *lists)
{
  for (int i = 0; i < n; i++)
    for (int lane = 0; lane < SIM_LANES; lane++) {
      int64_t arm = arm_of[(long) i * SIM_LANES + lane];
      int64_t row = arm * capacity + place[arm * SIM_LANES + lane]++;
      for (int s = 0; s < n_strata; s++)
        lists[(row * n_strata + s) * SIM_LANES + lane]
            = (int8_t) levels[((long) i * n_strata + s) * SIM_LANES + lane];
    }
}
