/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * accum.h - the counts and sums of a run: integers only, so merging is associative.
 *
 * A block is what one worker fills (lane-plan.h); totals are what a run has published. Neither is
 * locked here: the runner does that.
 */
#ifndef SIM_RUN_ACCUM_H
#define SIM_RUN_ACCUM_H

#include <glib.h>

#include "lane-plan.h"

G_BEGIN_DECLS

__extension__ typedef __int128 SimSum; /* fixed point, 2^-24 planned standard errors */

typedef struct {
  guint64 fitted, covered, benefit, analysed[LANE_ARMS], bits;
  SimSum z, zz, vv, width, z4, v2, width2, rejected_z, signed_z, rejected_zz;
} SimCellTotal;

typedef struct {
  guint64 failed, omnibus, covered, best[LANE_ARMS];
} SimSizeTotal;

typedef struct {
  guint64 count[LANE_BINS], rejected[LANE_BINS], first[LANE_BINS], first_rejected[LANE_BINS];
} SimHistogramTotal;

/* as LaneTimes */
typedef struct {
  guint64 events[LANE_ARMS + 1], reached;
  SimSum squares[LANE_ARMS + 1], saved, saved_squares;
} SimTimesTotal;

typedef struct {
  guint n_sizes, n_hypotheses;
  guint64 replicates;
  SimCellTotal *cells;           /* [size][hypothesis] */
  SimSizeTotal *sizes;
  guint64 *patterns;             /* [size][2^hypotheses] */
  SimHistogramTotal *histograms; /* [hypothesis] */
  guint64 *p_below;              /* [hypothesis][LANE_P_COUNTS]; NULL: not counted */
  SimTimesTotal *times;          /* [size]; NULL: no analysis is of times */
} SimTotals;

/** Zeroed totals, or NULL if memory is short. Free with sim_totals_free(). */
SimTotals *sim_totals_new (const LanePlan *plan);
SimTotals *sim_totals_copy (const SimTotals *totals); /* NULL if memory is short */
/** What totals hold of one size (an index), and the histograms, which are of the own size; NULL if
 *  memory is short. */
SimTotals *sim_totals_at_size (const SimTotals *totals, guint size);
void sim_totals_free (SimTotals *totals);             /* accepts NULL */
/** Adds a block of n replicates. */
void sim_totals_add (SimTotals *totals, const LaneBlock *block, guint64 n);
/** Largest MCSE of power at a size (an index), with two successes and two failures added so that an
 *  estimate of 0 or 1 is not taken for exact. */
double sim_totals_mcse (const SimTotals *totals, guint size);
/** SHA-256 (hex) of everything in totals in a fixed byte order, but for p-values, which are there
 *  only where asked for, events, and patients analysed for other hypotheses than the first: the
 *  bits of what they are made of are in it. Newly allocated. */
char *sim_totals_hash (const SimTotals *totals);

/** A block for a plan, zeroed; NULL if memory is short. */
LaneBlock *sim_block_new (const LanePlan *plan);
void sim_block_clear (const LanePlan *plan, LaneBlock *block);
/** Bytes that a block of the plan takes. */
gsize sim_block_bytes (const LanePlan *plan);
void sim_block_free (LaneBlock *block); /* accepts NULL */

/** A worker's scratch for a plan; NULL if memory is short. */
LaneScratch *sim_scratch_new (const LanePlan *plan);
void sim_scratch_free (LaneScratch *scratch); /* accepts NULL */

G_END_DECLS
#endif
