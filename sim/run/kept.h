/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kept.h - records that outlive the run that drew them.
 *
 * An edit of a true mean, an SD, a level or a rule leaves the patients as they are. The next run
 * then decides the kept records again instead of drawing them. Which edits these are is not listed
 * anywhere: two plans whose LaneDraws are equal byte for byte have equal records.
 *
 * All sizes take much memory, and what is looked at first is the scenario's own size. So an engine
 * keeps two stores: one of all sizes and one of the own size alone, which goes deeper
 * (sim_kept_copy_size(), sim_plan_at_size()).
 *
 * A store holds the records of replicates 0 .. end - 1 in segments, one for the blocks that drew
 * them and lie side by side. Nothing here locks: the engine's mutex guards a store; records, once
 * appended, never change and may be read without it by whoever holds a reference, as may a
 * segment's start.
 */
#ifndef SIM_RUN_KEPT_H
#define SIM_RUN_KEPT_H

#include <glib.h>

#include "lane-plan.h"
#include "pool.h"

G_BEGIN_DECLS

typedef struct _SimKept SimKept;

typedef struct {
  guint64 start, end; /* replicates; the first group is that of start */
  double *records;    /* [group] of draws.stride doubles, in a chunk of the store */
  gsize room;         /* bytes there */
} SimSegment;

/** An empty store for such draws that takes chunks of pool, at most so many bytes in all; NULL if
 *  memory is short. pool must outlive it. The caller owns one reference. */
SimKept *sim_kept_new (const LaneDraws *draws, SimPool *pool, gsize budget);
SimKept *sim_kept_ref (SimKept *kept);
/** Gives the chunks back with the last reference. Accepts NULL. */
void sim_kept_unref (SimKept *kept);
/** Whether its records are those of such draws. */
gboolean sim_kept_fits (const SimKept *kept, const LaneDraws *draws);
/** Replicates whose records are kept: 0 .. end - 1. */
guint64 sim_kept_end (const SimKept *kept);
/** The segment that holds the replicate; NULL if it is not kept. Borrowed from the store. */
const SimSegment *sim_kept_find (const SimKept *kept, guint64 replicate);

/** A segment to be filled with the records of replicates from start on, up to end or as many as a
 *  chunk holds; NULL if the budget or the memory is used up. */
SimSegment *sim_kept_reserve (SimKept *kept, guint64 start, guint64 end);
/** Ends a reservation: a whole segment that goes on where the store ends is kept, the room of any
 *  other is used again. */
void sim_kept_settle (SimKept *kept, SimSegment *segment, gboolean whole);

/** Copies what the records of a group hold at one size to a group of records of that size alone. */
void sim_kept_copy_size (const LaneDraws *draws, int size, const double *group,
                         const LaneDraws *at_size, double *copy);

/** The group that holds the replicate. */
static inline double *sim_segment_group (const SimSegment *segment, const LaneDraws *draws,
                                         guint64 replicate)
{
  return segment->records
         + (long) (replicate / SIM_LANES - segment->start / SIM_LANES) * draws->stride;
}

G_END_DECLS
#endif
