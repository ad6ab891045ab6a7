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

/** Adds replicates start .. end - 1 to the zeroed block. segment: one that covers them, unless the
 *  source is DRAW. FALSE: told to stop by *stop, the block is unfinished. For one thread at a time
 *  for each scratch, block and segment to be filled. */
gboolean sim_block_run (const SimKernels *kernels, const LanePlan *plan, guint64 start, guint64 end,
                        SimBlockSource source, const SimSegment *segment, LaneScratch *scratch,
                        LaneBlock *block, const atomic_int *stop);

G_END_DECLS
#endif
