/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * log-rank-lanes.c - the log-rank tests of eight trials side by side, at every size of a trial.
 *
 * A patient is one number: his time, in whose lowest bits stand the first size that he is in, his
 * arm, and whether he was censored. Sorted once, those numbers are walked for each size, all pairs
 * of arms in one walk, by the operations of log-rank.c in their order. They cannot tell times apart
 * that differ in those bits alone: a trial with an event at such a time is left to log-rank.c.
 * Trials that end with so many events are sorted anew at each size, for each is cut elsewhere.
 */
#include <string.h>

#include "../base/sort-lanes.h"
#include "analysis-lanes.h"

enum {
  ARM_BITS = 3,
  CENSORED = 1 << ARM_BITS,
  SIZE_SHIFT = ARM_BITS + 1,
  SIZE_BITS = 6,
  TAG_BITS = SIZE_SHIFT + SIZE_BITS,
  NOBODY = 7 /* of the arms */
};
#define ARM_MASK ((1 << ARM_BITS) - 1)
#define TAG_MASK ((1 << TAG_BITS) - 1)

_Static_assert ((int) LANE_ARMS < NOBODY && (int) LANE_SIZES <= 1 << SIZE_BITS,
                "tags are too short");

/* Later than any time, and of nobody. */
static inline vi nobody (void)
{
  return (vi) v_set (DBL_MAX);
}

typedef int8_t vb __attribute__ ((vector_size (VW)));

static inline vi has_event (const int8_t *seen, int part)
{
  vb code;
  memcpy (&code, seen + part * VW, sizeof code);
  return __builtin_convertvector (code, vi) == 2;
}

/* --- keys ----------------------------------------------------------------------------------- */

/* Patients of an arm in the largest of its sizes, in any of the eight trials. */
static int most_of (const LaneDraws *draws, const int64_t *n_at, int sizes, int arm)
{
  int64_t most = 0;
  for (int size = 0; size < sizes; size++)
    for (int lane = 0; lane < SIM_LANES; lane++) {
      int64_t n = n_at[(size * draws->n_arms + arm) * SIM_LANES + lane];
      most = n > most ? n : most;
    }
  return (int) most;
}

/* How many of an arm's sizes are too small for a place. */
static inline vi sizes_below (const LaneDraws *draws, const int64_t *n_at, int sizes, int arm,
                              int place, int part)
{
  vi count = { 0 };
  for (int size = 0; size < sizes; size++)
    count -= v_load_i (n_at + (size * draws->n_arms + arm) * SIM_LANES, part) <= place;
  return count;
}

static inline vi key_of (vd time, vi event, vi tag)
{
  vi late = (vi) time > (vi) v_set (DBL_MAX); /* infinite */
  vi key = (late & nobody ()) | (~late & (vi) time);
  return (key & ~(vi){ 0 } << TAG_BITS) | tag | (~event & CENSORED);
}

/* Those of all sizes. Returns how many rows they are. */
static int make_keys (const LaneReduction *reduction, const LaneWhole *whole, const int64_t *n_at,
                      double *keys)
{
  const LaneDraws *draws = whole->draws;
  int rows = 0;
  for (int arm = 0; arm < draws->n_arms; arm++) {
    long at = lane_kept_at (whole, reduction->store, arm);
    int most = most_of (draws, n_at, draws->n_sizes, arm);
    for (int place = 0; place < most; place++, rows++)
      for (int part = 0; part < VPARTS; part++) {
        long row = at + (long) place * SIM_LANES;
        vi below = sizes_below (draws, n_at, draws->n_sizes, arm, place, part);
        vi here = below < draws->n_sizes;
        vi key = key_of (v_load (whole->value + row, part), has_event (whole->seen + row, part),
                         below << SIZE_SHIFT | arm);
        v_store_i ((int64_t *) keys + rows * SIM_LANES, part, (here & key) | (~here & nobody ()));
      }
  }
  return rows;
}

/* Of one size, of patients who are there: when their events happen, the rest never. */
static int make_ends (const LaneReduction *reduction, const LaneWhole *whole, const int64_t *n,
                      double *ends)
{
  const LaneDraws *draws = whole->draws;
  int rows = 0;
  for (int arm = 0; arm < draws->n_arms; arm++) {
    long at = lane_kept_at (whole, reduction->store, arm);
    int most = most_of (draws, n, 1, arm);
    for (int place = 0; place < most; place++, rows++)
      for (int part = 0; part < VPARTS; part++) {
        long row = at + (long) place * SIM_LANES;
        vi event = has_event (whole->seen + row, part)
                   & (v_load_i (n + arm * SIM_LANES, part) > place);
        vd end = v_load (whole->entered + row, part) + v_load (whole->value + row, part);
        v_store (ends + rows * SIM_LANES, part, v_select (event, end, v_set (__builtin_inf ())));
      }
  }
  return rows;
}

/* The same patients as they are seen by the cut; those who had entered are counted. */
static int cut_keys (const LaneReduction *reduction, const LaneWhole *whole, const int64_t *n,
                     const vd *cut, double *keys, int64_t *entered)
{
  const LaneDraws *draws = whole->draws;
  int rows = 0;
  for (int arm = 0; arm < draws->n_arms; arm++) {
    long at = lane_kept_at (whole, reduction->store, arm);
    int most = most_of (draws, n, 1, arm);
    vi count[VPARTS] = { 0 };
    for (int place = 0; place < most; place++, rows++)
      for (int part = 0; part < VPARTS; part++) {
        long row = at + (long) place * SIM_LANES;
        vd entry = v_load (whole->entered + row, part), time = v_load (whole->value + row, part);
        vi here = (v_load_i (n + arm * SIM_LANES, part) > place) & (entry < cut[part]);
        vi late = entry + time > cut[part];
        vi event = has_event (whole->seen + row, part) & ~late;
        vi key = key_of (v_select (late, cut[part] - entry, time), event, (vi){ 0 } + arm);
        v_store_i ((int64_t *) keys + rows * SIM_LANES, part, (here & key) | (~here & nobody ()));
        count[part] -= here;
      }
    for (int part = 0; part < VPARTS; part++)
      v_store_i (entered + arm * SIM_LANES, part, count[part]);
  }
  return rows;
}

/* The lanes in which an event is at no time of its own. */
static unsigned ties (const double *keys, int rows)
{
  unsigned lanes = 0;
  for (int part = 0; part < VPARTS; part++) {
    vi any = { 0 }, before = nobody ();
    for (int i = 0; i < rows; i++) {
      vi key = v_load_i ((const int64_t *) keys + i * SIM_LANES, part);
      vi same = ((key ^ before) & (~(vi){ 0 } << TAG_BITS)) == 0;
      any |= same & ((key & before & CENSORED) == 0);
      before = key;
    }
    for (int i = 0; i < VW; i++)
      lanes |= (any[i] != 0) << (part * VW + i);
  }
  return lanes;
}

/* --- a size --------------------------------------------------------------------------------- */

typedef struct {
  vd at_risk[LANE_ARMS], events[LANE_ARMS];
  vd expected[LANE_HYPOTHESES], variance[LANE_HYPOTHESES];
} Sums;

/* Small whole numbers. */
static inline vd to_double (vi x)
{
  const vd magic = v_set (LANE_MAGIC);
  return (vd) (x + (vi) magic) - magic;
}

/* One patient of each trial: event[arm] of those that he may be in. */
static inline void add_pairs (const LaneReduction *reduction, const vi *event, Sums *sums)
{
  for (int i = 0; i < reduction->n_pairs; i++) {
    int a = reduction->pair_a[i], b = reduction->pair_b[i];
    vi here = event[a] | event[b];
    vd share = sums->at_risk[a] / (sums->at_risk[a] + sums->at_risk[b]);
    sums->expected[i] += v_keep (here, share);
    sums->variance[i] += v_keep (here, share * (1.0 - share));
  }
}

/* upto: of each arm how many sizes are smaller, [arm][lane]; NULL: everybody is there. */
static void walk (const LaneReduction *reduction, int n_arms, const double *keys, int rows,
                  int part, const vi *upto, Sums *sums)
{
  for (int row = 0; row < rows; row++) {
    vi key = v_load_i ((const int64_t *) keys + row * SIM_LANES, part), event[LANE_ARMS];
    vi size = key >> SIZE_SHIFT & ((1 << SIZE_BITS) - 1), happened = (key & CENSORED) == 0;
    vi is[LANE_ARMS];
    for (int arm = 0; arm < n_arms; arm++) {
      is[arm] = (key & ARM_MASK) == arm;
      if (upto)
        is[arm] &= size <= upto[arm];
      event[arm] = is[arm] & happened;
    }
    add_pairs (reduction, event, sums);
    for (int arm = 0; arm < n_arms; arm++) {
      sums->at_risk[arm] -= v_keep (is[arm], v_set (1.0));
      sums->events[arm] += v_keep (event[arm], v_set (1.0));
    }
  }
}

/* What log-rank.c makes of the sums. cut: when events ended the trials. */
static void store (const LaneReduction *reduction, int n_arms, const int64_t *n, vd cut, int part,
                   const Sums *sums, double *record)
{
  vi enough = ~(vi){ 0 };
  for (int arm = 0; arm < n_arms; arm++) {
    vi number = v_load_i (n + arm * SIM_LANES, part);
    double *row = record + (long) arm * LANE_WHOLE_MOMENTS * SIM_LANES;
    enough &= number >= 2;
    v_store (row + LANE_WHOLE_N * SIM_LANES, part, to_double (number));
    v_store (row + LANE_WHOLE_EVENTS * SIM_LANES, part, sums->events[arm]);
    v_store (row + LANE_WHOLE_CUT * SIM_LANES, part, cut);
  }
  for (int i = 0; i < reduction->n_pairs; i++) {
    double *row = record + (long) (n_arms + i) * LANE_WHOLE_MOMENTS * SIM_LANES;
    vd v = sums->variance[i], more = sums->events[reduction->pair_a[i]] - sums->expected[i];
    vd benefit = reduction->direction > 0 ? -more : more;
    vi fitted = enough & (v > v_set (0.0));
    v_store (row + LANE_WHOLE_ESTIMATE * SIM_LANES, part, v_keep (fitted, benefit / v));
    v_store (row + LANE_WHOLE_VARIANCE * SIM_LANES, part,
             v_select (fitted, 1.0 / v, v_set (-1.0)));
    v_store (row + LANE_WHOLE_DF * SIM_LANES, part, v_set (__builtin_inf ()));
  }
}

/* n: of the arms, [arm][lane], of the size at hand; n_at those of all sizes, NULL: of it alone.
 * cut: when events ended the trials, by part; NULL: they did not. */
static void fit_size (const LaneReduction *reduction, const LaneDraws *draws, const double *keys,
                      int rows, const int64_t *n, const int64_t *n_at, const vd *cut,
                      double *record)
{
  int n_arms = draws->n_arms;
  for (int part = 0; part < VPARTS; part++) {
    Sums sums = { .at_risk = { { 0 } } };
    vi upto[LANE_ARMS];
    for (int arm = 0; arm < n_arms; arm++) {
      vi number = v_load_i (n + arm * SIM_LANES, part);
      sums.at_risk[arm] = to_double (number);
      upto[arm] = (vi){ 0 };
      for (int size = 0; size < draws->n_sizes && n_at; size++)
        upto[arm] -= v_load_i (n_at + (size * n_arms + arm) * SIM_LANES, part) < number;
    }
    walk (reduction, n_arms, keys, rows, part, n_at ? upto : 0, &sums);
    store (reduction, n_arms, n, cut ? cut[part] : v_set (__builtin_inf ()), part, &sums, record);
  }
}

static unsigned fit_sizes (const LaneReduction *reduction, const LaneWhole *whole,
                           const int64_t *n_at, double *records)
{
  const LaneDraws *draws = whole->draws;
  int rows = make_keys (reduction, whole, n_at, whole->room);
  LANE_FN (sim_lanes_sort) (rows, whole->room);
  for (int size = 0; size < draws->n_sizes; size++)
    fit_size (reduction, draws, whole->room, rows, n_at + size * draws->n_arms * SIM_LANES,
              draws->n_sizes > 1 ? n_at : 0, 0,
              records + (long) size * reduction->n_rows * LANE_WHOLE_MOMENTS * SIM_LANES);
  return ties (whole->room, rows);
}

/* When the trials of a size end, by their events alone. */
static void find_cut (const LaneReduction *reduction, const LaneWhole *whole, const int64_t *n,
                      int events, vd *cut)
{
  int rows = make_ends (reduction, whole, n, whole->room);
  LANE_FN (sim_lanes_sort) (rows, whole->room);
  for (int part = 0; part < VPARTS; part++)
    cut[part] = events <= rows ? v_load (whole->room + (long) (events - 1) * SIM_LANES, part)
                               : v_set (__builtin_inf ());
}

static unsigned fit_cut_sizes (const LaneReduction *reduction, const LaneWhole *whole,
                               const int64_t *n_at, double *records)
{
  const LaneDraws *draws = whole->draws;
  unsigned left = 0;
  for (int size = 0; size < draws->n_sizes; size++) {
    const int64_t *n = n_at + size * draws->n_arms * SIM_LANES;
    int64_t entered[LANE_ARMS * SIM_LANES] SIM_LANE_ALIGNED;
    vd cut[VPARTS];
    find_cut (reduction, whole, n, reduction->events[size], cut);
    int rows = cut_keys (reduction, whole, n, cut, whole->room, entered);
    LANE_FN (sim_lanes_sort) (rows, whole->room);
    left |= ties (whole->room, rows);
    fit_size (reduction, draws, whole->room, rows, entered, 0, cut,
              records + (long) size * reduction->n_rows * LANE_WHOLE_MOMENTS * SIM_LANES);
  }
  return left;
}

unsigned LANE_FN (sim_lanes_log_rank_group) (const LaneReduction *reduction,
                                             const LaneWhole *whole, const int64_t *n_at,
                                             double *records)
{
  return (reduction->cut ? fit_cut_sizes : fit_sizes) (reduction, whole, n_at, records);
}
