/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lane-allocation.h - who is assigned to which arm, eight trials at once.
 *
 * All methods but fixed numbers. Recruits come in order; draw i of every stream here belongs to
 * recruit i, whatever his arm: one of "stratum" for each stratum, one of "allocation", one of
 * "block-size". A draw is taken also where it is not used, so the first N recruits of a trial are
 * the same in a larger one. The streams carry no arm: reordering arms reorders who gets which.
 *
 * Simple randomisation, blocks and urns are one thing with other numbers: a bag of balls marked
 * with arms. The recruit's uniform u picks a ball: arm k is the first whose balls, with those of
 * the arms before it, exceed u times all. Then `take` balls of that arm leave the bag and add[k] of
 * every arm k come in. An empty bag, which it is at first, is filled with ratio times `times` balls
 * of every arm.
 *   - simple: nothing leaves, nothing comes in;
 *   - blocks: one leaves, nothing comes in; stratified: one bag for each combination of levels;
 *   - urn: one leaves and ratio[k] of every arm come in. That is Wei's UD(1,1) (Ann Stat 1978;
 *     6: 92-100) for as many equal arms as the sum of the ratios, arm k being ratio[k] of them: of
 *     his own arm the recruit leaves one less. With ratios of 1 one ball of every other arm comes
 *     in. After n recruits, n_k of them in arm k, there are ratio[k] (n + 1) - n_k balls of it, so
 *     the shares go to those of the ratios.
 *
 * Minimisation (Pocock & Simon, Biometrics 1975; 31: 103-115): for each arm the imbalance that
 * there would be if the recruit went there: the range over the arms of numbers divided by ratios,
 * among those who share his level of a stratum, summed over strata. The m arms where it is least
 * are preferred: each gets him with probability p / m, each of the others with an equal share of
 * 1 - p; if all are equal so are their chances. The biased coin is the same with the totals of the
 * arms in place of strata. Numbers are counted in steps of a ratio's share (weight[k] is a common
 * multiple of the ratios over ratio[k]): whole numbers, so ties are ties. Chances know nothing of
 * ratios, so where these are not equal mean shares come near them and do not meet them: of 90 in
 * 2 : 1 : 1 the first arm has 44.7 by the coin.
 *
 * C headers only; no allocation; thread-safe.
 */
#ifndef SIM_RUN_LANE_ALLOCATION_H
#define SIM_RUN_LANE_ALLOCATION_H

#include "lane-people.h"

enum {
  LANE_STRATA = 4,
  LANE_CELLS = LANE_PART_LEVELS * LANE_PART_LEVELS * LANE_PART_LEVELS * LANE_PART_LEVELS,
  LANE_STRATUM_CELLS = 8 * 8 * 8 * 8, /* combinations of levels, 3 bits for each stratum */
  LANE_BLOCK_SIZES = 16,
  LANE_BAG_BITS = 10                  /* of the numbers of a stratified block, 6 in a word */
};

typedef enum {
  LANE_ALLOCATE_BAG,       /* simple, permuted blocks, urn */
  LANE_ALLOCATE_BAGS,      /* stratified blocks */
  LANE_ALLOCATE_TOTALS,    /* biased coin */
  LANE_ALLOCATE_MARGINS    /* minimisation */
} LaneAllocationRule;

/** A method and the strata of the recruits; those are drawn also where the method needs none. */
typedef struct {
  LaneAllocationRule rule;
  int n_arms;
  double ratio_upto[LANE_ARMS]; /* of this arm and those before it */
  /* bags */
  double take, add_upto[LANE_ARMS];
  int n_times;                             /* more than one: chosen with equal chances */
  double times[LANE_BLOCK_SIZES];
  int64_t full[LANE_BLOCK_SIZES];          /* stratified: balls up to each arm, 10 bits each */
  int cell_shift[LANE_STRATA + 1];         /* of a level in the number of a combination; of all */
  /* totals and margins */
  double weight[LANE_ARMS];
  double chance_preferred[LANE_ARMS + 1]; /* of each of so many preferred */
  double chance_rest[LANE_ARMS + 1];      /* of each of the others then */
  /* strata */
  int n_strata, n_levels[LANE_STRATA];
  double prevalence_upto[LANE_STRATA][LANE_PART_LEVELS];
  SimKey key_allocation, key_block_size, key_stratum[LANE_STRATA];
} LaneAllocation;

/** Where eight trials stand, and room for a stage. 64-byte aligned; about 0.3 MB. */
typedef struct {
  LaneStream allocation, block_size, stratum[LANE_STRATA];
  double bag[LANE_ARMS][SIM_LANES] SIM_LANE_ALIGNED; /* balls up to each arm */
  double margin[LANE_STRATA][LANE_PART_LEVELS][LANE_ARMS][SIM_LANES] SIM_LANE_ALIGNED;
  double u[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  double v[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  int64_t levels[LANE_CHUNK * LANE_STRATA * SIM_LANES] SIM_LANE_ALIGNED;
  int64_t bags[LANE_STRATUM_CELLS][SIM_LANES] SIM_LANE_ALIGNED; /* a word a bag, as `full` */
} LaneAllocationState;

/** How many recruits each arm has so far. All 0 at first. */
typedef struct {
  int64_t count[LANE_ARMS][SIM_LANES] SIM_LANE_ALIGNED;
  int recruits, n_passed; /* so far; the totals among them */
} LaneTally;

#define SIM_ALLOCATION_LANES(isa)                                                                  \
  /* Replicates first .. first + 7, before their first recruit. */                                 \
  void sim_lanes_allocate_start_##isa (const LaneAllocation *a, uint64_t first,                    \
                                       LaneAllocationState *state);                                \
  /* The next n recruits, however many: arm_of[recruit][lane], and where levels is not NULL        \
     levels[recruit][stratum][lane], from 0. Both 64-byte aligned. levels must be given always or  \
     never from start to start. */                                                                 \
  void sim_lanes_allocate_next_##isa (const LaneAllocation *a, LaneAllocationState *state, int n,  \
                                      int64_t *arm_of, int64_t *levels);                           \
  /* Both at once: the first n_recruits. */                                                        \
  void sim_lanes_allocate_##isa (const LaneAllocation *a, uint64_t first, int n_recruits,          \
                                 int64_t *arm_of, int64_t *levels, LaneAllocationState *state);    \
  /* Counts the next n recruits. Where one is the last of a total (ascending, without repeats) the \
     numbers of the arms go to n_at[size][arm][lane]. */                                           \
  void sim_lanes_tally_##isa (int n_arms, int n, const int64_t *arm_of, int n_sizes,               \
                              const int *totals, LaneTally *tally, int64_t *n_at);                 \
  /* Sorts the levels of the next n recruits by arm and place in it:                               \
     lists[arm][place][stratum][lane], room for `capacity` places an arm, at least as many as      \
     recruits; of places beyond an arm's number nothing is written. place[arm][lane]: how many     \
     are there, all 0 at first. */                                                                 \
  void sim_lanes_list_levels_##isa (int n_strata, int n, const int64_t *arm_of,                    \
                                    const int64_t *levels, int capacity, int64_t *place,           \
                                    int8_t *lists);

SIM_ALLOCATION_LANES (scalar)
SIM_ALLOCATION_LANES (avx2)
SIM_ALLOCATION_LANES (avx512)

#endif
