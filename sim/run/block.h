/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * block.h - one block of replicates, from random numbers or from kept records.
 */
#ifndef SIM_RUN_BLOCK_H
#define SIM_RUN_BLOCK_H

#include "accum.h"
#include "kept.h"
#include "kernels.h"

G_BEGIN_DECLS

typedef enum {
  SIM_BLOCK_DRAW, /* draw, decide, forget */
  SIM_BLOCK_KEEP, /* draw into the segment, decide */
  SIM_BLOCK_READ  /* decide what the segment holds */
} SimBlockSource;

/** Where the records of a block come from, and what is kept of them. */
typedef struct {
  SimBlockSource source;
  const SimSegment *segment; /* covers the block, unless the source is DRAW */
  const SimSegment *at_size; /* covers it too: to be filled with what they hold at one size, an
                                index, by the plan of that; NULL: nothing is */
  int size;
  const LanePlan *plan;
} SimBlockRecords;

/** Adds replicates start .. end - 1 to the zeroed block. FALSE: told to stop by *stop, the block is
 *  unfinished. For one thread at a time for each scratch, block and segment to be filled. */
gboolean sim_block_run (const SimKernels *kernels, const LanePlan *plan, guint64 start, guint64 end,
                        const SimBlockRecords *where, LaneScratch *scratch, LaneBlock *block,
                        const atomic_int *stop);

G_END_DECLS
#endif
