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

/* Loops over arms are unrolled and their sums stay in registers where the number of arms is a
 * constant: everything down to the calls at the end is compiled for each. */
#define FOR_ARMS static inline __attribute__ ((always_inline))

/* n recruits of one bag. */
FOR_ARMS void from_bag (const LaneAllocation *a, int arms, LaneAllocationState *state, int n,
                        int64_t *arm_of)
{
  for (int part = 0; part < VPARTS; part++) {
    vd bag[LANE_ARMS];
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

/* The bags as words: the same with 10 bits for the balls up to each arm. Which bag a recruit meets
 * differs from lane to lane, and one word a lane is quickly fetched and put back. */
FOR_ARMS vi from_words (int arms, vi full, vd u, vi *words)
{
  const vi ones = (vi){ 0 } + ((1 << LANE_BAG_BITS) - 1);
  const vd whole = v_set (4503599627370496.0); /* 2^52: its last bits count ones */
  vi empty = *words == 0, left = (full & empty) | *words, arm = { 0 };
  vi all = (left >> ((arms - 1) * LANE_BAG_BITS)) & ones;
  vd ball = u * ((vd) (all | (vi) whole) - whole);
  for (int k = 0; k < arms - 1; k++) {
    vd bag = (vd) (((left >> (k * LANE_BAG_BITS)) & ones) | (vi) whole) - whole;
    vi upto = ball < bag;
    arm += upto + 1;
    left -= upto & ((int64_t) 1 << (k * LANE_BAG_BITS));
  }
  *words = left - ((int64_t) 1 << ((arms - 1) * LANE_BAG_BITS));
  return arm;
}

/* Full bags; of several sizes v chooses with equal chances. */
static inline vi pick_full (const LaneAllocation *a, vd v)
{
  vi full = (vi){ 0 } + a->full[0];
  vd at = v * v_set (a->n_times);
  for (int j = 1; j < a->n_times; j++)
    full = (vi) v_select (at >= v_set (j), (vd) ((vi){ 0 } + a->full[j]), (vd) full);
  return full;
}

/* Stratified blocks: a bag for each combination of levels. */
FOR_ARMS void from_bags (const LaneAllocation *a, int arms, LaneAllocationState *state, int n,
                         const int64_t *levels, int64_t *arm_of)
{
  for (int i = 0; i < n; i++)
    for (int part = 0; part < VPARTS; part++) {
      vi cell = { 0 }, words, full = (vi){ 0 } + a->full[0];
      for (int s = 0; s < a->n_strata; s++)
        cell += v_load_i (levels + (i * a->n_strata + s) * SIM_LANES, part) << a->cell_shift[s];
      if (a->n_times > 1)
        full = pick_full (a, v_load (state->v + i * SIM_LANES, part));
      int64_t *bags = state->bags[0] + part * VW;
      for (int j = 0; j < VW; j++)
        words[j] = bags[cell[j] * SIM_LANES + j];
      vi arm = from_words (arms, full, v_load (state->u + i * SIM_LANES, part), &words);
      for (int j = 0; j < VW; j++)
        bags[cell[j] * SIM_LANES + j] = words[j];
      v_store_i (arm_of + i * SIM_LANES, part, arm);
    }
}

/* Adds to score[k] the range of the numbers if the recruit came to arm k. */
FOR_ARMS void add_ranges (const LaneAllocation *a, int arms, const vd *number, vd *score)
{
  vd least = number[0], second = v_set (DBL_MAX), most = number[0];
  for (int k = 1; k < arms; k++) {
    vd x = number[k], larger = v_select (x > least, x, least);
    second = v_select (larger < second, larger, second);
    least = v_select (x < least, x, least);
    most = v_select (x > most, x, most);
  }
  for (int k = 0; k < arms; k++) {
    vd with = number[k] + v_set (a->weight[k]);
    vd others = v_select (number[k] == least, second, least);
    score[k] += v_select (with > most, with, most) - v_select (with < others, with, others);
  }
}

/* The arm that u chooses when the arms of the least score are preferred. */
FOR_ARMS vi prefer (const LaneAllocation *a, int arms, const vd *score, vd u)
{
  vd least = score[0], m = { 0 }, upto = { 0 };
  vd preferred = v_set (a->chance_preferred[1]), rest = v_set (a->chance_rest[1]);
  vi arm = { 0 };
  for (int k = 1; k < arms; k++)
    least = v_select (score[k] < least, score[k], least);
  for (int k = 0; k < arms; k++)
    m += v_keep (score[k] == least, v_set (1.0));
  for (int j = 2; j <= arms; j++) {
    preferred = v_select (m == v_set (j), v_set (a->chance_preferred[j]), preferred);
    rest = v_select (m == v_set (j), v_set (a->chance_rest[j]), rest);
  }
  for (int k = 0; k < arms - 1; k++) {
    upto += v_select (score[k] == least, preferred, rest);
    arm += (u < upto) + 1;
  }
  return arm;
}

/* The biased coin: the totals of the arms decide. */
FOR_ARMS void by_totals (const LaneAllocation *a, int arms, LaneAllocationState *state, int n,
                         int64_t *arm_of)
{
  for (int part = 0; part < VPARTS; part++) {
    vd number[LANE_ARMS];
    for (int k = 0; k < arms; k++)
      number[k] = v_load (state->margin[0][0][k], part);
    for (int i = 0; i < n; i++) {
      vd score[LANE_ARMS];
      for (int k = 0; k < arms; k++)
        score[k] = v_set (0.0);
      add_ranges (a, arms, number, score);
      vi arm = prefer (a, arms, score, v_load (state->u + i * SIM_LANES, part));
      v_store_i (arm_of + i * SIM_LANES, part, arm);
      for (int k = 0; k < arms; k++)
        number[k] += v_keep (arm == k, v_set (a->weight[k]));
    }
    for (int k = 0; k < arms; k++)
      v_store (state->margin[0][0][k], part, number[k]);
  }
}

/* Minimisation: the numbers at the recruit's levels. Which these are differs from lane to lane, so
 * all levels are gone through and the others' numbers left out. */
FOR_ARMS void by_margins (const LaneAllocation *a, int arms, LaneAllocationState *state, int n,
                          const int64_t *levels, int64_t *arm_of)
{
  for (int i = 0; i < n; i++)
    for (int part = 0; part < VPARTS; part++) {
      vd score[LANE_ARMS], number[LANE_ARMS];
      vi level[LANE_STRATA];
      for (int k = 0; k < arms; k++)
        score[k] = v_set (0.0);
      for (int s = 0; s < a->n_strata; s++) {
        level[s] = v_load_i (levels + (i * a->n_strata + s) * SIM_LANES, part);
        for (int k = 0; k < arms; k++)
          number[k] = v_load (state->margin[s][0][k], part);
        for (int l = 1; l < a->n_levels[s]; l++)
          for (int k = 0; k < arms; k++)
            number[k] = v_select (level[s] == l, v_load (state->margin[s][l][k], part), number[k]);
        add_ranges (a, arms, number, score);
      }
      vi arm = prefer (a, arms, score, v_load (state->u + i * SIM_LANES, part));
      v_store_i (arm_of + i * SIM_LANES, part, arm);
      for (int k = 0; k < arms; k++)
        number[k] = v_keep (arm == k, v_set (a->weight[k]));
      for (int s = 0; s < a->n_strata; s++)
        for (int l = 0; l < a->n_levels[s]; l++)
          for (int k = 0; k < arms; k++)
            v_store (state->margin[s][l][k], part,
                     v_load (state->margin[s][l][k], part) + v_keep (level[s] == l, number[k]));
    }
}

FOR_ARMS void assign (const LaneAllocation *a, int arms, LaneAllocationState *state, int n,
                      const int64_t *levels, int64_t *arm_of)
{
  switch (a->rule) {
  case LANE_ALLOCATE_BAG:
    from_bag (a, arms, state, n, arm_of);
    break;
  case LANE_ALLOCATE_BAGS:
    from_bags (a, arms, state, n, levels, arm_of);
    break;
  case LANE_ALLOCATE_TOTALS:
    by_totals (a, arms, state, n, arm_of);
    break;
  case LANE_ALLOCATE_MARGINS:
    by_margins (a, arms, state, n, levels, arm_of);
  }
}

static void assign_stage (const LaneAllocation *a, LaneAllocationState *state, int n,
                          const int64_t *levels, int64_t *arm_of)
{
  if (a->n_arms == 2)
    assign (a, 2, state, n, levels, arm_of);
  else if (a->n_arms == 3)
    assign (a, 3, state, n, levels, arm_of);
  else if (a->n_arms == 4)
    assign (a, 4, state, n, levels, arm_of);
  else if (a->n_arms == 5)
    assign (a, 5, state, n, levels, arm_of);
  else
    assign (a, 6, state, n, levels, arm_of);
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
  for (int s = 0; s < a->n_strata; s++)
    LANE_FN (sim_lanes_seed) (&state->stratum[s], a->key_stratum[s], first);
  LANE_FN (sim_lanes_seed) (&state->allocation, a->key_allocation, first);
  LANE_FN (sim_lanes_seed) (&state->block_size, a->key_block_size, first);
  memset (state->bag, 0, sizeof state->bag);
  if (a->rule == LANE_ALLOCATE_BAGS)
    memset (state->bags, 0, sizeof state->bags[0] << a->cell_shift[a->n_strata]);
  else if (a->rule != LANE_ALLOCATE_BAG)
    memset (state->margin, 0, sizeof state->margin);
}

void LANE_FN (sim_lanes_allocate_next) (const LaneAllocation *a, LaneAllocationState *state, int n,
                                        int64_t *arm_of, int64_t *levels)
{
  for (int done = 0; done < n; done += LANE_CHUNK) {
    int stage = n - done < LANE_CHUNK ? n - done : LANE_CHUNK;
    int64_t *arms = arm_of + (long) done * SIM_LANES;
    int64_t *drawn = levels ? levels + (long) done * a->n_strata * SIM_LANES : state->levels;
    if (levels || needs_levels (a))
      draw_levels (a, state, stage, drawn);
    LANE_FN (sim_lanes_uniform) (&state->allocation, stage, state->u);
    if (a->n_times > 1)
      LANE_FN (sim_lanes_uniform) (&state->block_size, stage, state->v);
    assign_stage (a, state, stage, drawn, arms);
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
