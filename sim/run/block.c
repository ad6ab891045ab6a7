/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * block.c - a block of replicates, tile by tile: reduce, then decide and count.
 */
#include "block.h"
#include "count-times.h"

static void copy_size (const LaneDraws *draws, const SimBlockRecords *where, guint64 first,
                       int groups, const double *records)
{
  const LaneDraws *at_size = &where->plan->draws;
  for (int g = 0; g < groups; g++)
    sim_kept_copy_size (
        draws, where->size, records + g * draws->stride, at_size,
        sim_segment_group (where->at_size, at_size, first + (guint64) g * SIM_LANES));
}

gboolean sim_block_run (const SimKernels *kernels, const LanePlan *plan, guint64 start, guint64 end,
                        const SimBlockRecords *where, LaneScratch *scratch, LaneBlock *block,
                        const atomic_int *stop)
{
  const LaneDraws *draws = &plan->draws;
  for (guint64 first = start / SIM_LANES * SIM_LANES; first < end; first += LANE_TILE) {
    int groups = (int) MIN ((end - first + SIM_LANES - 1) / SIM_LANES, LANE_GROUPS);
    double *records = where->source == SIM_BLOCK_DRAW
                          ? scratch->records
                          : sim_segment_group (where->segment, draws, first);
    if (where->source == SIM_BLOCK_READ
            ? atomic_load_explicit (stop, memory_order_relaxed)
            : !kernels->reduce (draws, first, groups, scratch, records, stop))
      return FALSE;
    if (where->at_size)
      copy_size (draws, where, first, groups, records);
    kernels->count (plan, first, groups, start, end, records, &scratch->fit, block);
    if (block->times)
      sim_count_times (plan, first, groups, start, end, records, block->times);
  }
  return TRUE;
}
