/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pack.c - one walk over all numbers of totals, taken to write, to read and to add them.
 */
#include "pack.h"

__extension__ typedef unsigned __int128 Wide;

/* What is done at each number: kinds differ in how two of them are joined. */
typedef struct {
  void (*count) (gpointer data, guint64 *count); /* added */
  void (*index) (gpointer data, guint64 *index); /* the smaller one holds */
  void (*sum) (gpointer data, SimSum *sum);      /* added, with a sign */
  gpointer data;
} Visitor;

static void
visit_counts (const Visitor *v, guint64 *counts, gsize n)
{
  for (gsize i = 0; i < n; i++)
    v->count (v->data, &counts[i]);
}

static void
visit_cell (const Visitor *v, SimCellTotal *cell)
{
  SimSum *const sums[]
      = { &cell->z,  &cell->zz,     &cell->vv,         &cell->width,    &cell->z4,
          &cell->v2, &cell->width2, &cell->rejected_z, &cell->signed_z, &cell->rejected_zz };

  v->count (v->data, &cell->fitted);
  v->count (v->data, &cell->covered);
  v->count (v->data, &cell->benefit);
  visit_counts (v, cell->analysed, LANE_ARMS);
  v->count (v->data, &cell->bits);
  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    v->sum (v->data, sums[i]);
}

static void
visit_size (const Visitor *v, SimSizeTotal *size)
{
  v->count (v->data, &size->failed);
  v->count (v->data, &size->omnibus);
  v->count (v->data, &size->covered);
  visit_counts (v, size->best, LANE_ARMS);
}

static void
visit_histogram (const Visitor *v, SimHistogramTotal *histogram)
{
  visit_counts (v, histogram->count, LANE_BINS);
  visit_counts (v, histogram->rejected, LANE_BINS);
  for (guint i = 0; i < LANE_BINS; i++) {
    v->index (v->data, &histogram->first[i]);
    v->index (v->data, &histogram->first_rejected[i]);
  }
}

static void
visit_times (const Visitor *v, SimTimesTotal *times)
{
  visit_counts (v, times->events, LANE_ARMS + 1);
  v->count (v->data, &times->reached);
  for (guint a = 0; a <= LANE_ARMS; a++)
    v->sum (v->data, &times->squares[a]);
  v->sum (v->data, &times->saved);
  v->sum (v->data, &times->saved_squares);
}

static void
visit_totals (const Visitor *v, SimTotals *totals)
{
  v->count (v->data, &totals->replicates);
  for (guint i = 0; i < totals->n_sizes * totals->n_hypotheses; i++)
    visit_cell (v, &totals->cells[i]);
  for (guint s = 0; s < totals->n_sizes; s++)
    visit_size (v, &totals->sizes[s]);
  visit_counts (v, totals->patterns, (gsize)totals->n_sizes << totals->n_hypotheses);
  for (guint h = 0; h < totals->n_hypotheses; h++)
    visit_histogram (v, &totals->histograms[h]);
  if (totals->p_below != NULL)
    visit_counts (v, totals->p_below, (gsize)totals->n_hypotheses * LANE_P_COUNTS);
  for (guint s = 0; s < totals->n_sizes && totals->times != NULL; s++)
    visit_times (v, &totals->times[s]);
}

/* --- writing --- */

static void
put (GByteArray *bytes, Wide value)
{
  guint8 digit;

  for (; value > 0x7f; value >>= 7) {
    digit = (guint8)(value & 0x7f) | 0x80;
    g_byte_array_append (bytes, &digit, 1);
  }
  digit = (guint8)value;
  g_byte_array_append (bytes, &digit, 1);
}

static void
put_count (gpointer bytes, guint64 *count)
{
  put (bytes, *count);
}

/* One more, so that "none", the largest of all, is short. */
static void
put_index (gpointer bytes, guint64 *index)
{
  put (bytes, *index + 1);
}

static void
put_sum (gpointer bytes, SimSum *sum)
{
  Wide value = (Wide)*sum;

  put (bytes, *sum < 0 ? (-value << 1) - 1 : value << 1);
}

GByteArray *
sim_totals_pack (const SimTotals *totals)
{
  GByteArray *bytes = g_byte_array_new ();
  Visitor visitor = { put_count, put_index, put_sum, bytes };

  visit_totals (&visitor, (SimTotals *)totals); /* only read */
  return bytes;
}

/* --- reading --- */

typedef struct {
  const guint8 *at, *end;
  gboolean good;
} Reader;

static Wide
take (Reader *reader, int most_bits)
{
  Wide value = 0;

  for (int shift = 0; reader->good; shift += 7) {
    reader->good = reader->at < reader->end && shift < most_bits;
    if (!reader->good)
      return 0;
    Wide digit = *reader->at & 0x7f;
    reader->good = digit << shift >> shift == digit;
    value |= digit << shift;
    if (!(*reader->at++ & 0x80))
      break;
  }
  return value;
}

static guint64
take_u64 (Reader *reader)
{
  Wide value = take (reader, 64);

  reader->good = reader->good && value <= G_MAXUINT64;
  return (guint64)value;
}

static void
take_count (gpointer reader, guint64 *count)
{
  *count = take_u64 (reader);
}

static void
take_index (gpointer reader, guint64 *index)
{
  *index = take_u64 (reader) - 1;
}

static void
take_sum (gpointer reader, SimSum *sum)
{
  Wide value = take (reader, 128);

  *sum = value & 1 ? -(SimSum)(value >> 1) - 1 : (SimSum)(value >> 1);
}

/* Each trial rejects some set of hypotheses at each size, and counts once at most. */
static gboolean
every_trial_counts (const SimTotals *totals)
{
  gsize n = (gsize)1 << totals->n_hypotheses;

  for (guint i = 0; i < totals->n_sizes * totals->n_hypotheses; i++) {
    const SimCellTotal *cell = &totals->cells[i];
    if (cell->fitted > totals->replicates || cell->covered > totals->replicates
        || cell->benefit > totals->replicates)
      return FALSE;
  }
  for (guint s = 0; s < totals->n_sizes; s++) {
    guint64 left = totals->replicates;
    for (gsize i = 0; i < n; i++) {
      if (totals->patterns[s * n + i] > left)
        return FALSE;
      left -= totals->patterns[s * n + i];
    }
    if (left > 0)
      return FALSE;
  }
  return TRUE;
}

gboolean
sim_totals_unpack (SimTotals *totals, const guint8 *bytes, gsize n)
{
  Reader reader = { bytes, bytes + n, TRUE };
  Visitor visitor = { take_count, take_index, take_sum, &reader };

  visit_totals (&visitor, totals);
  return reader.good && reader.at == reader.end && every_trial_counts (totals);
}

/* --- adding what another's walk wrote --- */

static void
add_count (gpointer reader, guint64 *count)
{
  *count += take_u64 (reader);
}

static void
add_index (gpointer reader, guint64 *index)
{
  guint64 other;

  take_index (reader, &other);
  *index = MIN (*index, other);
}

static void
add_sum (gpointer reader, SimSum *sum)
{
  SimSum other;

  take_sum (reader, &other);
  *sum = (SimSum)((Wide)*sum + (Wide)other); /* forged ones may wrap */
}

void
sim_totals_merge (SimTotals *totals, const SimTotals *other)
{
  GByteArray *bytes = sim_totals_pack (other);
  Reader reader = { bytes->data, bytes->data + bytes->len, TRUE };
  Visitor visitor = { add_count, add_index, add_sum, &reader };

  visit_totals (&visitor, totals);
  g_assert (reader.good && reader.at == reader.end); /* both are of one plan */
  g_byte_array_unref (bytes);
}
