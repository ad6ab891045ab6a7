/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * accum.c - blocks into totals, and their fingerprint.
 */
#include "accum.h"
#include "plan-people.h"
#include "whole-fits.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static gsize n_patterns (const LanePlan *plan)
{
  return (gsize) plan->draws.n_sizes << plan->n_hypotheses;
}

/* Zeroed memory aligned for every vector width; aligned_alloc wants whole multiples. */
static void *lanes_alloc (gsize size)
{
  size = (size + 63) & ~(gsize) 63;
  void *memory = aligned_alloc (64, MAX (size, 64));
  if (memory)
    memset (memory, 0, size);
  return memory;
}

static SimTotals *totals_new (const LanePlan *plan, gboolean times)
{
  SimTotals *totals = g_try_new0 (SimTotals, 1);
  if (!totals)
    return NULL;
  totals->n_sizes = (guint) plan->draws.n_sizes;
  totals->n_hypotheses = (guint) plan->n_hypotheses;
  totals->cells = g_try_new0 (SimCellTotal, totals->n_sizes * totals->n_hypotheses);
  totals->sizes = g_try_new0 (SimSizeTotal, totals->n_sizes);
  totals->patterns = g_try_new0 (guint64, n_patterns (plan));
  totals->histograms = g_try_new0 (SimHistogramTotal, totals->n_hypotheses);
  if (plan->count_p)
    totals->p_below = g_try_new0 (guint64, totals->n_hypotheses * LANE_P_COUNTS);
  if (times)
    totals->times = g_try_new0 (SimTimesTotal, totals->n_sizes);
  if (!totals->cells || !totals->sizes || !totals->patterns || !totals->histograms
      || (times && !totals->times)
      || (plan->count_p && !totals->p_below)) {
    sim_totals_free (totals);
    return NULL;
  }
  for (guint h = 0; h < totals->n_hypotheses; h++) {
    memset (totals->histograms[h].first, 0xff, sizeof totals->histograms[h].first);
    memset (totals->histograms[h].first_rejected, 0xff,
          sizeof totals->histograms[h].first_rejected);
  }
  return totals;
}

SimTotals *sim_totals_new (const LanePlan *plan)
{
  return totals_new (plan, lane_first_of_times (&plan->draws) >= 0);
}

/* Those of n sizes from first on. */
static SimTotals *copy_sizes (const SimTotals *totals, guint first, guint n)
{
  LanePlan shape = { .draws.n_sizes = (int) n,
                     .n_hypotheses = (int) totals->n_hypotheses,
                     .count_p = totals->p_below != NULL };
  SimTotals *copy = totals_new (&shape, totals->times != NULL);
  gsize m = totals->n_hypotheses;
  if (!copy)
    return NULL;
  copy->replicates = totals->replicates;
  memcpy (copy->cells, totals->cells + first * m, sizeof *copy->cells * n * m);
  memcpy (copy->sizes, totals->sizes + first, sizeof *copy->sizes * n);
  memcpy (copy->patterns, totals->patterns + ((gsize) first << m),
          sizeof *copy->patterns * n_patterns (&shape));
  memcpy (copy->histograms, totals->histograms, sizeof *copy->histograms * m);
  if (totals->p_below)
    memcpy (copy->p_below, totals->p_below, sizeof *copy->p_below * m * LANE_P_COUNTS);
  if (totals->times)
    memcpy (copy->times, totals->times + first, sizeof *copy->times * n);
  return copy;
}

SimTotals *sim_totals_copy (const SimTotals *totals)
{
  return copy_sizes (totals, 0, totals->n_sizes);
}

SimTotals *sim_totals_at_size (const SimTotals *totals, guint size)
{
  return copy_sizes (totals, size, 1);
}

void sim_totals_free (SimTotals *totals)
{
  if (!totals)
    return;
  g_free (totals->cells);
  g_free (totals->sizes);
  g_free (totals->patterns);
  g_free (totals->histograms);
  g_free (totals->p_below);
  g_free (totals->times);
  g_free (totals);
}

static gint64 lanes_total (const int64_t *lanes)
{
  gint64 sum = 0;
  for (int lane = 0; lane < SIM_LANES; lane++)
    sum += lanes[lane];
  return sum;
}

/* Each lane stays below 2^63 (at most 2^50 a replicate, 2^12 replicates a block and lane);
 * their sum may not. */
static SimSum lanes_sum (const int64_t *lanes)
{
  SimSum sum = 0;
  gint64 narrow = 0;
  gboolean wide = FALSE; /* hardly ever: 64 bits are quicker */
  for (int lane = 0; lane < SIM_LANES; lane++)
    wide |= __builtin_add_overflow (narrow, lanes[lane], &narrow);
  for (int lane = 0; lane < SIM_LANES && wide; lane++)
    sum += lanes[lane];
  return wide ? sum : narrow;
}

static void add_cell (SimCellTotal *total, const LaneCell *cell)
{
  total->fitted += (guint64) cell->fitted;
  total->covered += (guint64) cell->covered;
  total->benefit += (guint64) cell->benefit;
  total->z += lanes_sum (cell->z);
  total->zz += lanes_sum (cell->zz);
  total->vv += lanes_sum (cell->vv);
  total->width += lanes_sum (cell->width);
  total->z4 += lanes_sum (cell->z4);
  total->v2 += lanes_sum (cell->v2);
  total->width2 += lanes_sum (cell->width2);
  total->rejected_z += lanes_sum (cell->rejected_z);
  total->signed_z += lanes_sum (cell->signed_z);
  total->rejected_zz += lanes_sum (cell->rejected_zz);
  for (guint a = 0; a < LANE_ARMS; a++)
    total->analysed[a] += (guint64) cell->analysed[a];
  for (int lane = 0; lane < SIM_LANES; lane++)
    total->bits += cell->bits[lane];
}

static void add_histogram (SimHistogramTotal *total, const LaneHistogram *histogram)
{
  for (int i = 0; i < LANE_BINS; i++) {
    total->count[i] += histogram->count[i];
    total->rejected[i] += histogram->rejected[i];
    total->first[i] = MIN (total->first[i], histogram->first[i]);
    total->first_rejected[i] = MIN (total->first_rejected[i], histogram->first_rejected[i]);
  }
}

static void add_times (SimTimesTotal *total, const LaneTimes *times)
{
  for (guint a = 0; a <= LANE_ARMS; a++) {
    total->events[a] += times->events[a];
    total->squares[a] += times->squares[a];
  }
  total->reached += times->reached;
  total->saved += times->saved;
  total->saved_squares += times->saved_squares;
}

void sim_totals_add (SimTotals *totals, const LaneBlock *block, guint64 n)
{
  totals->replicates += n;
  for (guint i = 0; i < totals->n_sizes * totals->n_hypotheses; i++)
    add_cell (&totals->cells[i], &block->cells[i]);
  for (guint s = 0; s < totals->n_sizes; s++) {
    totals->sizes[s].failed += (guint64) block->sizes[s].failed;
    totals->sizes[s].omnibus += (guint64) block->sizes[s].omnibus;
    totals->sizes[s].covered += (guint64) block->sizes[s].covered;
    for (guint a = 0; a < LANE_ARMS; a++)
      totals->sizes[s].best[a] += (guint64) block->sizes[s].best[a];
  }
  for (guint s = 0; s < totals->n_sizes && totals->times; s++)
    add_times (&totals->times[s], &block->times[s]);
  for (gsize i = 0; i < (gsize) totals->n_sizes << totals->n_hypotheses; i++)
    totals->patterns[i] += block->patterns[i];
  for (guint h = 0; h < totals->n_hypotheses; h++)
    add_histogram (&totals->histograms[h], &block->histograms[h]);
  for (guint h = 0; h < totals->n_hypotheses && totals->p_below; h++)
    for (guint k = 0; k < LANE_P_COUNTS; k++)
      totals->p_below[h * LANE_P_COUNTS + k]
          += (guint64) lanes_total (block->p_values[h].below[k]);
}

static void hash_u64 (GChecksum *sum, guint64 value)
{
  value = GUINT64_TO_LE (value);
  g_checksum_update (sum, (const guchar *) &value, sizeof value);
}

static void hash_sum (GChecksum *sum, SimSum value)
{
  hash_u64 (sum, (guint64) value);
  hash_u64 (sum, (guint64) (value >> 64));
}

static void hash_cell (GChecksum *sum, const SimCellTotal *cell)
{
  hash_u64 (sum, cell->fitted);
  hash_u64 (sum, cell->covered);
  hash_u64 (sum, cell->benefit);
  hash_sum (sum, cell->z);
  hash_sum (sum, cell->zz);
  hash_sum (sum, cell->vv);
  hash_sum (sum, cell->width);
  hash_sum (sum, cell->signed_z);
  hash_sum (sum, cell->rejected_zz);
  hash_u64 (sum, cell->bits);
  hash_sum (sum, cell->rejected_z);
  hash_sum (sum, cell->z4);
  hash_sum (sum, cell->v2);
  hash_sum (sum, cell->width2);
}

static void hash_histogram (GChecksum *sum, const SimHistogramTotal *histogram)
{
  for (guint i = 0; i < LANE_BINS; i++) {
    hash_u64 (sum, histogram->count[i]);
    hash_u64 (sum, histogram->rejected[i]);
    hash_u64 (sum, histogram->first[i]);
    hash_u64 (sum, histogram->first_rejected[i]);
  }
}

double sim_totals_mcse (const SimTotals *totals, guint size)
{
  const guint64 *patterns = totals->patterns + ((gsize) size << totals->n_hypotheses);
  double n = (double) totals->replicates, largest = 0;
  for (guint h = 0; h < totals->n_hypotheses; h++) {
    guint64 rejected = 0;
    for (gsize i = 0; i < (gsize) 1 << totals->n_hypotheses; i++)
      rejected += i >> h & 1 ? patterns[i] : 0;
    double p = (double) rejected / n, q = ((double) rejected + 2) / (n + 4);
    largest = MAX (largest, MAX (sqrt (p * (1 - p) / n), sqrt (q * (1 - q) / n)));
  }
  return largest;
}

char *sim_totals_hash (const SimTotals *totals)
{
  GChecksum *sum = g_checksum_new (G_CHECKSUM_SHA256);
  hash_u64 (sum, totals->replicates);
  for (guint i = 0; i < totals->n_sizes * totals->n_hypotheses; i++)
    hash_cell (sum, &totals->cells[i]);
  for (guint s = 0; s < totals->n_sizes; s++) {
    hash_u64 (sum, totals->sizes[s].failed);
    hash_u64 (sum, totals->sizes[s].omnibus);
    hash_u64 (sum, totals->sizes[s].covered);
    for (guint a = 0; a < LANE_ARMS; a++) {
      hash_u64 (sum, totals->cells[s * totals->n_hypotheses].analysed[a]);
      hash_u64 (sum, totals->sizes[s].best[a]);
    }
  }
  for (gsize i = 0; i < (gsize) totals->n_sizes << totals->n_hypotheses; i++)
    hash_u64 (sum, totals->patterns[i]);
  for (guint h = 0; h < totals->n_hypotheses; h++)
    hash_histogram (sum, &totals->histograms[h]);
  char *hex = g_strdup (g_checksum_get_string (sum));
  g_checksum_free (sum);
  return hex;
}

LaneBlock *sim_block_new (const LanePlan *plan)
{
  LaneBlock *block = g_try_new0 (LaneBlock, 1);
  if (!block)
    return NULL;
  gsize sizes = (gsize) plan->draws.n_sizes, hypotheses = (gsize) plan->n_hypotheses;
  block->cells = lanes_alloc (sizeof (LaneCell) * sizes * hypotheses);
  block->sizes = lanes_alloc (sizeof (LaneSizeCell) * sizes);
  block->patterns = g_try_new0 (guint32, n_patterns (plan));
  block->histograms = g_try_new0 (LaneHistogram, hypotheses);
  if (plan->count_p)
    block->p_values = lanes_alloc (sizeof (LanePValues) * hypotheses);
  gboolean times = lane_first_of_times (&plan->draws) >= 0;
  if (times)
    block->times = g_try_new (LaneTimes, sizes);
  if (!block->cells || !block->sizes || !block->patterns || !block->histograms
      || (plan->count_p && !block->p_values) || (times && !block->times)) {
    sim_block_free (block);
    return NULL;
  }
  sim_block_clear (plan, block);
  return block;
}

void sim_block_clear (const LanePlan *plan, LaneBlock *block)
{
  gsize sizes = (gsize) plan->draws.n_sizes, hypotheses = (gsize) plan->n_hypotheses;
  memset (block->cells, 0, sizeof (LaneCell) * sizes * hypotheses);
  memset (block->sizes, 0, sizeof (LaneSizeCell) * sizes);
  memset (block->patterns, 0, sizeof (guint32) * n_patterns (plan));
  if (block->p_values)
    memset (block->p_values, 0, sizeof (LanePValues) * hypotheses);
  if (block->times)
    memset (block->times, 0, sizeof (LaneTimes) * sizes);
  for (gsize h = 0; h < hypotheses; h++) {
    LaneHistogram *histogram = &block->histograms[h];
    memset (histogram->count, 0, sizeof histogram->count);
    memset (histogram->rejected, 0, sizeof histogram->rejected);
    memset (histogram->first, 0xff, sizeof histogram->first);
    memset (histogram->first_rejected, 0xff, sizeof histogram->first_rejected);
  }
}

gsize sim_block_bytes (const LanePlan *plan)
{
  gsize sizes = (gsize) plan->draws.n_sizes, hypotheses = (gsize) plan->n_hypotheses;
  return sizeof (LaneBlock) + sizeof (LaneCell) * sizes * hypotheses
         + sizeof (LaneSizeCell) * sizes
         + (lane_first_of_times (&plan->draws) >= 0 ? sizeof (LaneTimes) * sizes : 0)
         + sizeof (guint32) * n_patterns (plan)
         + (sizeof (LaneHistogram) + (plan->count_p ? sizeof (LanePValues) : 0)) * hypotheses;
}

void sim_block_free (LaneBlock *block)
{
  if (!block)
    return;
  free (block->cells);
  free (block->sizes);
  g_free (block->patterns);
  g_free (block->histograms);
  free (block->p_values);
  g_free (block->times);
  g_free (block->verdicts);
  g_free (block);
}

static LaneRecruits *recruits_new (const LaneDraws *draws)
{
  LaneRecruits *recruits = lanes_alloc (sizeof *recruits);
  gsize places = (gsize) draws->total[draws->n_sizes - 1] * (gsize) draws->n_arms;
  if (!recruits || draws->allocation.n_strata == 0)
    return recruits;
  recruits->lists = lanes_alloc (places * (gsize) draws->allocation.n_strata * SIM_LANES);
  if (!recruits->lists) {
    free (recruits);
    return NULL;
  }
  return recruits;
}

static gboolean any_cut (const LaneDraws *draws)
{
  for (int r = 0; r < draws->n_reductions; r++)
    if (draws->reductions[r].cut)
      return TRUE;
  return FALSE;
}

/* Of the fit that asks for most. */
static long fit_room (const LaneDraws *draws, long n)
{
  long most = 0;
  for (int r = 0; r < draws->n_reductions; r++) {
    const LaneReduction *reduction = &draws->reductions[r];
    long linear = reduction->linear.on ? sim_whole_linear_room (&reduction->linear, n) : 0;
    most = MAX (most, MAX (linear, reduction->room));
  }
  return most;
}

static void whole_free (LaneWhole *whole)
{
  if (!whole)
    return;
  LaneSample *sample = &whole->sample;
  for (guint v = 0; v < LANE_VISITS; v++)
    g_free (sample->score[v]);
  for (guint k = 0; k < LANE_STRATA; k++)
    g_free (sample->level[k]);
  for (guint k = 0; k < LANE_COVARIATES; k++)
    g_free (sample->covariate[k]);
  free (whole->value);
  free (whole->column);
  free (whole->entered);
  free (whole->room);
  void *const rooms[] = { whole->seen, sample->value, sample->event, sample->arm,
                          sample->place, sample->arm_now, sample->whole, sample->order,
                          sample->spare, sample->entered, sample->whole_value,
                          sample->whole_event, sample->baseline, sample->stratum,
                          sample->practitioner, sample->treated, sample->room };
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    g_free (rooms[i]);
  g_free (whole);
}

/* Room for the columns of n patients that anybody asks for. FALSE if memory is short. */
static gboolean columns_new (const LaneDraws *draws, gsize n, LaneWhole *whole)
{
  LaneSample *sample = &whole->sample;
  gboolean good = TRUE;
  if (draws->n_columns == 0)
    return TRUE;
  for (guint v = 0; v < LANE_VISITS; v++)
    good &= (sample->score[v] = g_try_new (double, n)) != NULL;
  for (guint k = 0; k < LANE_STRATA; k++)
    good &= (sample->level[k] = g_try_new (gint8, n)) != NULL;
  for (guint k = 0; k < LANE_COVARIATES; k++)
    good &= (sample->covariate[k] = g_try_new (double, n)) != NULL;
  whole->column = lanes_alloc (sizeof (double) * n * (gsize) draws->n_columns * SIM_LANES);
  sample->baseline = g_try_new (double, n);
  sample->stratum = g_try_new (gint16, n);
  sample->treated = g_try_new (guint8, n);
  return good && whole->column && sample->baseline && sample->stratum && sample->treated;
}

static LaneWhole *whole_new (const LaneDraws *draws)
{
  LaneWhole *whole = g_try_new0 (LaneWhole, 1);
  gsize arm = 0, n;
  if (!whole)
    return NULL;
  for (int a = 0; a < draws->n_arms; a++)
    arm = MAX (arm, (gsize) draws->checkpoint_n[a][draws->n_sizes - 1]);
  if (draws->random)
    arm = (gsize) draws->total[draws->n_sizes - 1];
  arm += LANE_CHUNK; /* a chunk is kept whole */
  whole->capacity = (long) arm;
  n = arm * (gsize) draws->n_arms;
  gsize all = n * (gsize) draws->n_stores * SIM_LANES;
  LaneSample *sample = &whole->sample;
  whole->value = lanes_alloc (sizeof (double) * all);
  whole->room = lanes_alloc (sizeof (double) * n * SIM_LANES);
  whole->seen = g_try_new (gint8, all);
  sample->value = g_try_new (double, n);
  sample->event = g_try_new (guint8, n);
  sample->arm = g_try_new (gint8, n);
  sample->place = g_try_new (int, n);
  sample->arm_now = g_try_new (gint8, n);
  sample->whole = g_try_new (int, n);
  sample->order = g_try_new (int, n);
  sample->spare = g_try_new (int, n);
  sample->practitioner = g_try_new (int, n);
  sample->room = g_try_new (double, (gsize) fit_room (draws, (long) n) + 1);
  gboolean cut = any_cut (draws);
  if (cut) {
    whole->entered = lanes_alloc (sizeof (double) * all);
    sample->entered = g_try_new (double, n);
    sample->whole_value = g_try_new (double, n);
    sample->whole_event = g_try_new (guint8, n);
  }
  if (whole->value && whole->room && whole->seen && sample->value && sample->event && sample->arm
      && sample->place && sample->arm_now && sample->whole && sample->order && sample->spare
      && sample->practitioner && sample->room && columns_new (draws, n, whole)
      && (!cut || (whole->entered && sample->entered && sample->whole_value
                   && sample->whole_event)))
    return whole;
  whole_free (whole);
  return NULL;
}

LaneScratch *sim_scratch_new (const LanePlan *plan)
{
  LaneScratch *scratch = lanes_alloc (sizeof *scratch);
  if (!scratch)
    return NULL;
  scratch->records = lanes_alloc ((gsize) plan->draws.stride * LANE_GROUPS * sizeof (double));
  gboolean peopled = sim_plan_patients_fill (plan->draws.people, scratch->patients);
  if (plan->draws.random)
    scratch->recruits = recruits_new (&plan->draws);
  if (plan->draws.n_stores > 0)
    scratch->whole = whole_new (&plan->draws);
  if (!scratch->records || !peopled
      || (plan->draws.random && !scratch->recruits)
      || (plan->draws.n_stores > 0 && !scratch->whole)) {
    sim_scratch_free (scratch);
    return NULL;
  }
  return scratch;
}

void sim_scratch_free (LaneScratch *scratch)
{
  if (!scratch)
    return;
  free (scratch->records);
  for (guint k = 0; k < LANE_OUTCOMES; k++)
    sim_plan_patients_free (scratch->patients[k]);
  if (scratch->recruits)
    free (scratch->recruits->lists);
  free (scratch->recruits);
  whole_free (scratch->whole);
  free (scratch);
}
