/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kept.c - the store of records that outlive their run.
 */
#include "kept.h"
#include "plan-people.h"

#include <string.h>

struct _SimKept {
  atomic_int references;
  LaneDraws draws;
  SimPool *pool;
  guint most;          /* chunks */
  GPtrArray *chunks;   /* the last one is being carved up */
  gsize carved;        /* bytes of it */
  GPtrArray *segments; /* of SimSegment, in order, without gaps */
  GPtrArray *holes;    /* of SimSegment that came to nothing */
};

SimKept *sim_kept_new (const LaneDraws *draws, SimPool *pool, gsize budget)
{
  SimKept *kept = g_try_new0 (SimKept, 1);
  if (!kept)
    return NULL;
  atomic_init (&kept->references, 1);
  memcpy (&kept->draws, draws, sizeof *draws);
  for (guint k = 0; k < LANE_OUTCOMES; k++)
    sim_plan_people_ref ((LanePeople *) draws->people[k]);
  kept->pool = pool;
  kept->most = (guint) MIN (budget / SIM_CHUNK, G_MAXUINT);
  kept->chunks = g_ptr_array_new ();
  kept->segments = g_ptr_array_new_with_free_func (g_free);
  kept->holes = g_ptr_array_new_with_free_func (g_free);
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
  for (guint i = 0; i < kept->chunks->len; i++)
    sim_pool_give (kept->pool, g_ptr_array_index (kept->chunks, i));
  g_ptr_array_unref (kept->chunks);
  g_ptr_array_unref (kept->segments);
  g_ptr_array_unref (kept->holes);
  for (guint k = 0; k < LANE_OUTCOMES; k++)
    sim_plan_people_unref ((LanePeople *) kept->draws.people[k]);
  g_free (kept);
}

/* Plans come zeroed and are filled field by field, so padding is zero too; a difference that means
 * nothing would only cost a new drawing. */
gboolean sim_kept_fits (const SimKept *kept, const LaneDraws *draws)
{
  LaneDraws other;
  gboolean equal = TRUE;
  memcpy (&other, draws, sizeof other);
  for (guint k = 0; k < LANE_OUTCOMES; k++) { /* they are compared by what they are */
    equal = equal && sim_plan_people_equal (kept->draws.people[k], draws->people[k]);
    other.people[k] = kept->draws.people[k];
  }
  return equal && memcmp (&kept->draws, &other, sizeof other) == 0;
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

/* Room in a hole, in the last chunk, or in a new one; NULL if there is none. */
static SimSegment *carve (SimKept *kept, gsize bytes)
{
  for (guint i = 0; i < kept->holes->len; i++)
    if (((SimSegment *) g_ptr_array_index (kept->holes, i))->room >= bytes)
      return g_ptr_array_steal_index_fast (kept->holes, i);
  if (kept->chunks->len == 0 || bytes > SIM_CHUNK - kept->carved) {
    gpointer chunk = kept->chunks->len < kept->most ? sim_pool_take (kept->pool) : NULL;
    if (!chunk)
      return NULL;
    g_ptr_array_add (kept->chunks, chunk);
    kept->carved = 0;
  }
  char *chunk = g_ptr_array_index (kept->chunks, kept->chunks->len - 1);
  SimSegment *segment = g_new0 (SimSegment, 1);
  segment->records = (double *) (void *) (chunk + kept->carved);
  segment->room = bytes;
  kept->carved += bytes;
  return segment;
}

SimSegment *sim_kept_reserve (SimKept *kept, guint64 start, guint64 end)
{
  gsize group = (gsize) kept->draws.stride * sizeof (double);
  guint64 first = start / SIM_LANES, most = SIM_CHUNK / group;
  guint64 last = MIN ((end + SIM_LANES - 1) / SIM_LANES, first + most);
  SimSegment *segment = most ? carve (kept, (gsize) (last - first) * group) : NULL;
  if (!segment)
    return NULL;
  segment->start = start;
  segment->end = MIN (end, last * SIM_LANES);
  return segment;
}

void sim_kept_copy_size (const LaneDraws *draws, int size, const double *group,
                         const LaneDraws *at_size, double *copy)
{
  for (int r = 0; r < draws->n_reductions; r++) {
    const LaneReduction *reduction = &draws->reductions[r];
    memcpy (copy + at_size->reductions[r].at, lane_record (draws, group, r, size),
            sizeof *copy * (gsize) (reduction->n_rows * reduction->n_moments * SIM_LANES));
  }
}

static gsize bytes_of (const SimKept *kept, const SimSegment *segment)
{
  guint64 groups = (segment->end + SIM_LANES - 1) / SIM_LANES - segment->start / SIM_LANES;
  return (gsize) groups * (gsize) kept->draws.stride * sizeof (double);
}

/* Makes one of the last segment and one that lies behind it in memory too, so that whoever decides
 * them need not do with blocks as small as those that were drawn. FALSE if it does not. */
static gboolean join (SimKept *kept, SimSegment *segment)
{
  guint n = kept->segments->len;
  SimSegment *last = n ? g_ptr_array_index (kept->segments, n - 1) : NULL;
  if (!last || last->end % SIM_LANES != 0
      || (char *) last->records + bytes_of (kept, last) != (char *) segment->records)
    return FALSE;
  last->end = segment->end;
  last->room = bytes_of (kept, last);
  return TRUE;
}

void sim_kept_settle (SimKept *kept, SimSegment *segment, gboolean whole)
{
  gboolean goes_on = whole && segment->start == sim_kept_end (kept);
  if (goes_on && join (kept, segment))
    g_free (segment);
  else
    g_ptr_array_add (goes_on ? kept->segments : kept->holes, segment);
}
