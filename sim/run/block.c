/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * block.c - a block of replicates, tile by tile: reduce, then decide and count.
 */
#include "block.h"

gboolean sim_block_run (const SimKernels *kernels, const LanePlan *plan, guint64 start, guint64 end,
                        SimBlockSource source, const SimSegment *segment, LaneScratch *scratch,
                        LaneBlock *block, const atomic_int *stop)
{
  const LaneDraws *draws = &plan->draws;
  for (guint64 first = start / SIM_LANES * SIM_LANES; first < end; first += LANE_TILE) {
    int groups = (int) MIN ((end - first + SIM_LANES - 1) / SIM_LANES, LANE_GROUPS);
    double *records = source == SIM_BLOCK_DRAW ? scratch->records
                                               : sim_segment_group (segment, draws, first);
    if (source == SIM_BLOCK_READ
            ? atomic_load_explicit (stop, memory_order_relaxed)
            : !kernels->reduce (draws, first, groups, scratch, records, stop))
      return FALSE;
    kernels->count (plan, first, groups, start, end, records, &scratch->fit, block);
  }
  return TRUE;
}
