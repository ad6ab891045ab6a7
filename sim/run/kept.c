/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kept.c - the store of records that outlive their run.
 */
#include "kept.h"

#include <stdlib.h>
#include <string.h>

struct _SimKept {
  atomic_int references;
  LaneDraws draws;
  gsize budget, used; /* used: appended and reserved */
  GPtrArray *segments; /* of SimSegment, in order, without gaps */
};

static void free_segment (gpointer segment)
{
  sim_segment_free (segment);
}

SimKept *sim_kept_new (const LaneDraws *draws, gsize budget)
{
  SimKept *kept = g_try_new0 (SimKept, 1);
  if (!kept)
    return NULL;
  atomic_init (&kept->references, 1);
  memcpy (&kept->draws, draws, sizeof *draws);
  kept->budget = budget;
  kept->segments = g_ptr_array_new_with_free_func (free_segment);
  return kept;
}

SimKept *sim_kept_ref (SimKept *kept)
{
  atomic_fetch_add (&kept->references, 1);
  return kept;
}

void sim_kept_unref (SimKept *kept)
{
  if (!kept || atomic_fetch_sub (&kept->references, 1) > 1)
    return;
  g_ptr_array_unref (kept->segments);
  g_free (kept);
}

/* Plans come zeroed and are filled field by field, so padding is zero too; a difference that means
 * nothing would only cost a new drawing. */
gboolean sim_kept_fits (const SimKept *kept, const LaneDraws *draws)
{
  return memcmp (&kept->draws, draws, sizeof *draws) == 0;
}

static const SimSegment *segment_at (const SimKept *kept, guint index)
{
  return g_ptr_array_index (kept->segments, index);
}

guint64 sim_kept_end (const SimKept *kept)
{
  guint n = kept->segments->len;
  return n ? segment_at (kept, n - 1)->end : 0;
}

const SimSegment *sim_kept_find (const SimKept *kept, guint64 replicate)
{
  guint low = 0, high = kept->segments->len;
  if (replicate >= sim_kept_end (kept))
    return NULL;
  while (high - low > 1) { /* the last segment that starts at or before the replicate */
    guint middle = (low + high) / 2;
    if (segment_at (kept, middle)->start <= replicate)
      low = middle;
    else
      high = middle;
  }
  return segment_at (kept, low);
}

gsize sim_kept_reserve (SimKept *kept, guint64 start, guint64 end)
{
  gsize groups = (gsize) ((end + SIM_LANES - 1) / SIM_LANES - start / SIM_LANES);
  gsize bytes = groups * (gsize) kept->draws.stride * sizeof (double);
  if (bytes > kept->budget - kept->used)
    return 0;
  kept->used += bytes;
  return bytes;
}

SimSegment *sim_segment_new (guint64 start, guint64 end, gsize bytes)
{
  SimSegment *segment = g_try_new0 (SimSegment, 1);
  if (!segment)
    return NULL;
  *segment = (SimSegment){ start, end, bytes, aligned_alloc (64, bytes) };
  if (segment->records)
    return segment;
  g_free (segment);
  return NULL;
}

void sim_segment_free (SimSegment *segment)
{
  if (!segment)
    return;
  free (segment->records);
  g_free (segment);
}

void sim_kept_settle (SimKept *kept, gsize bytes, SimSegment *segment)
{
  if (segment && segment->start == sim_kept_end (kept)) {
    g_ptr_array_add (kept->segments, segment);
    return;
  }
  sim_segment_free (segment);
  kept->used -= bytes;
}
