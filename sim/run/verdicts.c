/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verdicts.c - the store of single trials' verdicts: what each block of a run left, in order.
 */
#include "verdicts.h"

#include <string.h>

#include "snapshot.h"

/* What one block left, [size][trial of the block]; shared between stores. */
typedef struct {
  guint64 start, end;
  GBytes *verdicts;
} Segment;

struct _SimVerdicts {
  guint n_sizes;
  GArray *segments; /* of Segment, from trial 0 on, without gaps */
};

static void clear_segment (gpointer data)
{
  g_bytes_unref (((Segment *) data)->verdicts);
}

SimVerdicts *sim_verdicts_new (guint n_sizes)
{
  SimVerdicts *verdicts = g_new0 (SimVerdicts, 1);
  verdicts->n_sizes = n_sizes;
  verdicts->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  g_array_set_clear_func (verdicts->segments, clear_segment);
  return verdicts;
}

SimVerdicts *sim_verdicts_copy (const SimVerdicts *verdicts)
{
  SimVerdicts *copy = sim_verdicts_new (verdicts->n_sizes);
  const GArray *segments = verdicts->segments;
  g_array_append_vals (copy->segments, segments->data, segments->len);
  for (guint i = 0; i < segments->len; i++)
    g_bytes_ref (g_array_index (segments, Segment, i).verdicts);
  return copy;
}

void sim_verdicts_free (SimVerdicts *verdicts)
{
  if (!verdicts)
    return;
  g_array_unref (verdicts->segments);
  g_free (verdicts);
}

guint64 sim_verdicts_most (guint n_sizes)
{
  return SIM_VERDICTS_BYTES / (n_sizes * sizeof (SimVerdict));
}

void sim_verdicts_add (SimVerdicts *verdicts, guint64 start, guint64 end, SimVerdict *found)
{
  if (!found)
    return;
  if (start != sim_verdicts_n (verdicts) || end > sim_verdicts_most (verdicts->n_sizes)) {
    g_free (found);
    return;
  }
  gsize bytes = verdicts->n_sizes * (gsize) (end - start) * sizeof *found;
  Segment segment = { start, end, g_bytes_new_take (found, bytes) };
  g_array_append_val (verdicts->segments, segment);
}

guint sim_verdicts_n_sizes (const SimVerdicts *verdicts)
{
  return verdicts->n_sizes;
}

guint64 sim_verdicts_n (const SimVerdicts *verdicts)
{
  const GArray *segments = verdicts->segments;
  return segments->len ? g_array_index (segments, Segment, segments->len - 1).end : 0;
}

/* The segment that a trial is in. */
static guint find (const GArray *segments, guint64 trial)
{
  guint low = 0, high = segments->len;
  while (high - low > 1) { /* the last one that starts at or before the trial */
    guint middle = (low + high) / 2;
    if (g_array_index (segments, Segment, middle).start <= trial)
      low = middle;
    else
      high = middle;
  }
  return low;
}

void sim_verdicts_read (const SimVerdicts *verdicts, guint size, guint64 first, gsize n,
                        SimVerdict *found)
{
  g_return_if_fail (size < verdicts->n_sizes && first + n <= sim_verdicts_n (verdicts));
  if (n == 0)
    return;
  for (guint i = find (verdicts->segments, first); n > 0; i++) {
    const Segment *segment = &g_array_index (verdicts->segments, Segment, i);
    const SimVerdict *all = g_bytes_get_data (segment->verdicts, NULL);
    gsize length = (gsize) (segment->end - segment->start);
    gsize at = (gsize) (first - segment->start), here = MIN (length - at, n);
    memcpy (found, all + size * length + at, here * sizeof *found);
    found += here;
    first += here;
    n -= here;
  }
}
