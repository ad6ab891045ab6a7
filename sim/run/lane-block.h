/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lane-block.h - what is counted of a block of replicates.
 *
 * All of it are integers, so that blocks add up the same in any order. C headers only.
 */
#ifndef SIM_RUN_LANE_BLOCK_H
#define SIM_RUN_LANE_BLOCK_H

#include "../base/p-edges.h"
#include "lane-draws.h"

/** Sums of one block for one hypothesis at one size: counts, and per lane those of z, the error of
 *  the estimate, and v, its variance, in units of the planned SE, 2^-24. */
typedef struct {
  int64_t fitted, covered, benefit;
  int64_t analysed[LANE_ARMS]; /* patients, of all trials together */
  int64_t z[SIM_LANES] SIM_LANE_ALIGNED, zz[SIM_LANES], vv[SIM_LANES], width[SIM_LANES];
  /* what the errors of those sums are found from: z^4, v^2 and the squares of the widths; single
     ones of 2^26 and more count as that */
  int64_t z4[SIM_LANES], v2[SIM_LANES], width2[SIM_LANES];
  /* over the rejected: z, z with the sign of the estimate, z^2 */
  int64_t rejected_z[SIM_LANES], signed_z[SIM_LANES], rejected_zz[SIM_LANES];
  /* the bit patterns of z and v, summed modulo 2^64: no last bit can differ unseen, as it could
     behind sums in steps */
  uint64_t bits[SIM_LANES];
} SIM_LANE_ALIGNED LaneCell;

/** Arms that are equally good share a trial: 60 is a multiple of any number of arms. */
enum { LANE_SHARES = 60 };

/** Counts of one block for one size. */
typedef struct {
  int64_t failed, omnibus;
  int64_t covered;          /* trials whose adjusted intervals all hold their effects */
  int64_t best[LANE_ARMS];  /* trials in which the arm is best, in LANE_SHARES */
} LaneSizeCell;

typedef struct {
  uint32_t count[LANE_BINS], rejected[LANE_BINS];
  uint64_t first[LANE_BINS], first_rejected[LANE_BINS];
} LaneHistogram;

/** p-values of one hypothesis at the own size, per lane: how many lie below each edge, below the
 *  hypothesis' own level, and how many there are; of the first trials, which are enough. */
enum {
  LANE_P_OWN = SIM_P_EDGES,
  LANE_P_ANY,
  LANE_P_COUNTS,
  LANE_P_TRIALS = 100000 /* whole groups of eight */
};
typedef struct {
  int64_t below[LANE_P_COUNTS][SIM_LANES];
} SIM_LANE_ALIGNED LanePValues;

/** Sums of one block for one size of what trials of times had, whole numbers all of them: events of
 *  each arm and, last, of all, and their squares; trials that the events ended; and by how much
 *  those ended earlier than all of follow-up, in LANE_DURATION-ths of that, and the squares. */
enum { LANE_DURATION = 1 << 24 };
typedef struct {
  uint64_t events[LANE_ARMS + 1], squares[LANE_ARMS + 1];
  uint64_t reached, saved, saved_squares;
} LaneTimes;

/** What a worker fills for one block of replicates. */
typedef struct {
  LaneCell *cells;           /* [size][hypothesis] */
  LaneSizeCell *sizes;       /* [size] */
  uint32_t *patterns;        /* [size][2^hypotheses]: bit h set = hypothesis h rejected */
  LaneHistogram *histograms; /* [hypothesis], own size */
  LanePValues *p_values;     /* [hypothesis]; NULL: they are not asked for */
  LaneTimes *times;          /* [size]; NULL: no analysis is of times */
  uint32_t *verdicts;        /* [size][replicate of the block], as verdicts.h has them; NULL: they
                                are not kept */
} LaneBlock;

#endif
