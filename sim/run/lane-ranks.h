/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lane-ranks.h - what a rule rejects, told by how strict a level each hypothesis passes.
 *
 * The *rank* of a hypothesis is the number of the rule's local levels at which it is significant:
 * 0 at none, as a failed fit, n_levels at all, the strictest included. What rules that look at
 * nothing but significance at local levels reject is a function of the ranks alone. C headers only.
 */
#ifndef SIM_RUN_LANE_RANKS_H
#define SIM_RUN_LANE_RANKS_H

#include <stdint.h>

enum {
  LANE_RANKS_SEQUENCE, /* all that pass at the present set of rejected ones, until none does */
  LANE_RANKS_STEP_UP,  /* Hochberg */
  LANE_RANKS_HOMMEL
};

enum { LANE_RANKS_TESTS = 12, LANE_RANKS_INDEX = 12 };

typedef struct {
  int kind, n_levels;
  /* [rejected set][hypothesis]: the least rank that is rejected then; n_levels + 1: none is */
  const uint16_t *need;
  /* the least rank of those significant at k / j of the level */
  uint16_t share[LANE_RANKS_TESTS + 1][LANE_RANKS_TESTS + 1];
  /* Where so many ranks fit into an index of LANE_RANKS_INDEX bits, `bits` each, the first
     hypothesis lowest: the set that is rejected; else NULL. */
  const uint16_t *table;
  int bits;
} LaneRanks;

static inline int lane_ranks_count (const int *rank, int m, int least)
{
  int count = 0;
  for (int h = 0; h < m; h++)
    count += rank[h] >= least;
  return count;
}

static inline uint32_t lane_ranks_from (const int *rank, int m, int least)
{
  uint32_t set = 0;
  for (int h = 0; h < m; h++)
    set |= (uint32_t) (rank[h] >= least) << h;
  return set;
}

static inline uint32_t lane_ranks_sequence (const LaneRanks *ranks, int m, const int *rank)
{
  uint32_t rejected = 0, before;
  do {
    const uint16_t *need = ranks->need + (long) rejected * m;
    before = rejected;
    for (int h = 0; h < m; h++)
      rejected |= (uint32_t) (rank[h] >= need[h]) << h;
  } while (rejected != before);
  return rejected;
}

/* Hochberg (Biometrika 1988; 75: 800-2): at the largest j with p(j) <= a / (m - j + 1). */
static inline uint32_t lane_ranks_step_up (const LaneRanks *ranks, int m, const int *rank)
{
  for (int j = m; j >= 1; j--)
    if (lane_ranks_count (rank, m, ranks->share[m - j + 1][1]) >= j)
      return lane_ranks_from (rank, m, ranks->share[m - j + 1][1]);
  return 0;
}

/* Hommel (Biometrika 1988; 75: 383-6): at a / j, j the largest for which p(m - j + k) > k a / j for
   all k up to j; where there is none all are rejected. */
static inline uint32_t lane_ranks_hommel (const LaneRanks *ranks, int m, const int *rank)
{
  for (int j = m; j >= 1; j--) {
    int beyond = 1;
    for (int k = 1; k <= j && beyond; k++)
      beyond = lane_ranks_count (rank, m, ranks->share[j][k]) < m - j + k;
    if (beyond)
      return lane_ranks_from (rank, m, ranks->share[j][1]);
  }
  return (1u << m) - 1;
}

/** The set that is rejected of m hypotheses with such ranks. */
static inline uint32_t lane_ranks_decide (const LaneRanks *ranks, int m, const int *rank)
{
  if (ranks->kind == LANE_RANKS_SEQUENCE)
    return lane_ranks_sequence (ranks, m, rank);
  return ranks->kind == LANE_RANKS_STEP_UP ? lane_ranks_step_up (ranks, m, rank)
                                           : lane_ranks_hommel (ranks, m, rank);
}

#endif
