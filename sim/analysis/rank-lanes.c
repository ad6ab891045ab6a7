/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rank-lanes.c - rank tests of eight trials side by side, at every size of a trial.
 *
 * Scores on a grid are counted; all others are sorted once, those of the largest size, with the
 * arm and the first size of a patient in the lowest bits of his score. Either way each pair of
 * arms comes to the whole numbers of ranks.h.
 */
#include "../base/sort-lanes.h"
#include "analysis-lanes.h"
#include "ranks.h"

enum {
  PAIRS = LANE_ARMS * (LANE_ARMS - 1) / 2,
  /* The lowest bits of a key: which of the arm's sizes is the patient's first, and his arm. Values
     that agree in all other bits are ties. */
  SIZE_BITS = 6,
  ARM_BITS = 3,
  TAG_BITS = SIZE_BITS + ARM_BITS
};
#define TAG_MASK ((1 << TAG_BITS) - 1)

_Static_assert ((int) LANE_SIZES <= 1 << SIZE_BITS && (int) LANE_ARMS < 1 << ARM_BITS,
                "tags are too short");

/* What is known of a size: numbers of the arms, and net and ties of each pair a < b of them. */
typedef struct {
  double n[LANE_ARMS * SIM_LANES] SIM_LANE_ALIGNED;
  double net[PAIRS * SIM_LANES] SIM_LANE_ALIGNED;
  double ties[PAIRS * SIM_LANES] SIM_LANE_ALIGNED;
} Ranks;

/* Pairs are (0, 1), (0, 2), (1, 2), (0, 3) ... */
static inline int pair_of (int a, int b)
{
  return b * (b - 1) / 2 + a;
}

/* Whole numbers below 2^51 in absolute value. */
static inline vd to_double (vi x)
{
  const vd magic = v_set (LANE_MAGIC);
  return (vd) (x + (vi) magic) - magic;
}

/* --- counting ------------------------------------------------------------------------------- */

/* [arm][score][lane]; scores from 0 up. */
typedef int32_t Counts[LANE_ARMS][SIM_RANK_SCORES][SIM_LANES];

typedef int32_t vi32 __attribute__ ((vector_size (VW * 4)));

static inline vd load_count (const int32_t *count, int part)
{
  return __builtin_convertvector (*(const vi32 *) (const void *) (count + part * VW), vd);
}

/* Where the scores of n rows of patients are counted. In a stage of its own: taken out of vectors
 * one by one, places would hold up the counting. */
static void find_places (const LaneUnit *unit, const double *value, int n, int64_t *place)
{
  static const int64_t lanes[SIM_LANES] SIM_LANE_ALIGNED = { 0, 1, 2, 3, 4, 5, 6, 7 };
  bool steps = unit->step > 0; /* scores that have none are 0, 1, ... */
  double per_step = steps ? 1 / unit->step : 1, low = steps ? unit->low : 0;
  for (int i = 0; i < n; i++)
    for (int part = 0; part < VPARTS; part++) {
      vi score = v_round ((v_load (value + i * SIM_LANES, part) - low) * per_step);
      v_store_i (place + i * SIM_LANES, part, score * SIM_LANES + v_load_i (lanes, part));
    }
}

/* Those of an arm from a place on up to another, the same in all lanes. */
static void count_rows (const LaneUnit *unit, const LaneWhole *whole, long at, int64_t from,
                        int64_t to, int32_t *counts)
{
  int64_t place[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  for (int64_t first = from; first < to; first += LANE_CHUNK) {
    int n = to - first < LANE_CHUNK ? (int) (to - first) : (int) LANE_CHUNK;
    const int8_t *seen = whole->seen + at + first * SIM_LANES;
    find_places (unit, whole->value + at + first * SIM_LANES, n, place);
    for (int i = 0; i < n * SIM_LANES; i++)
      counts[place[i]] += seen[i];
  }
}

/* The same where they differ; patients are taken away where an arm has fewer than before. */
static void count_lanes (const LaneUnit *unit, const LaneWhole *whole, long at,
                         const int64_t *from, const int64_t *to, int32_t *counts)
{
  int64_t place[SIM_LANES] SIM_LANE_ALIGNED, first = INT64_MAX, last = 0;
  for (int lane = 0; lane < SIM_LANES; lane++) {
    int64_t least = from[lane] < to[lane] ? from[lane] : to[lane];
    int64_t most = from[lane] + to[lane] - least;
    first = least < first ? least : first;
    last = most > last ? most : last;
  }
  for (int64_t i = first; i < last; i++) {
    const int8_t *seen = whole->seen + at + i * SIM_LANES;
    find_places (unit, whole->value + at + i * SIM_LANES, 1, place);
    for (int lane = 0; lane < SIM_LANES; lane++)
      if (seen[lane])
        counts[place[lane]] += (i < to[lane]) - (i < from[lane]);
  }
}

/* Goes on from the numbers of one size, [lane], to those of another. */
static void count_arm (const LaneReduction *reduction, const LaneWhole *whole, int arm,
                       const int64_t *from, const int64_t *to, int32_t (*counts)[SIM_LANES])
{
  const LaneUnit *unit = &reduction->value_unit;
  long at = lane_kept_at (whole, reduction->store, arm);
  if (whole->draws->random || from[0] > to[0])
    count_lanes (unit, whole, at, from, to, counts[0]);
  else
    count_rows (unit, whole, at, from[0], to[0], counts[0]);
}

static inline void rank_counts (int n_arms, int n_scores, Counts counts, Ranks *ranks)
{
  for (int part = 0; part < VPARTS; part++) {
    vd below[LANE_ARMS], net[PAIRS], ties[PAIRS];
    for (int a = 0; a < n_arms; a++)
      below[a] = v_set (0.0);
    for (int p = 0; p < n_arms * (n_arms - 1) / 2; p++)
      net[p] = ties[p] = v_set (0.0);
    for (int k = 0; k < n_scores; k++) {
      vd here[LANE_ARMS];
      for (int a = 0; a < n_arms; a++)
        here[a] = load_count (counts[a][k], part);
      for (int b = 1; b < n_arms; b++)
        for (int a = 0; a < b; a++) {
          vd equal = here[a] + here[b];
          net[pair_of (a, b)] += here[a] * below[b] - here[b] * below[a];
          ties[pair_of (a, b)] += equal * (equal * equal - 1.0);
        }
      for (int a = 0; a < n_arms; a++)
        below[a] += here[a];
    }
    for (int a = 0; a < n_arms; a++)
      v_store (ranks->n + a * SIM_LANES, part, below[a]);
    for (int p = 0; p < n_arms * (n_arms - 1) / 2; p++) {
      v_store (ranks->net + p * SIM_LANES, part, net[p]);
      v_store (ranks->ties + p * SIM_LANES, part, ties[p]);
    }
  }
}

/* --- sorting -------------------------------------------------------------------------------- */

/* Where the sizes of an arm begin: of size i the patients with a first size up to rank[i] are
 * there, and n[k], in each lane, is the number at the kth in ascending order. */
typedef struct {
  int rank[LANE_SIZES];
  int64_t n[LANE_SIZES * SIM_LANES] SIM_LANE_ALIGNED;
} Steps;

static void find_steps (const LaneDraws *draws, int arm, const int64_t *n_at, Steps *steps)
{
  for (int k = 0; k < draws->n_sizes; k++) {
    /* where numbers are random, those of the first recruits, they never fall */
    int size = draws->random ? k : draws->checkpoint_size[arm][k];
    steps->rank[size] = k;
    for (int part = 0; part < VPARTS; part++)
      v_store_i (steps->n + k * SIM_LANES, part,
                 v_load_i (n_at + ((long) size * draws->n_arms + arm) * SIM_LANES, part));
  }
}

/* -1 where a patient was seen. */
static inline vi load_seen (const int8_t *seen, int part)
{
  typedef int8_t vb __attribute__ ((vector_size (VW)));
  return __builtin_convertvector (*(const vb *) (const void *) (seen + part * VW), vi) != 0;
}

/* The keys of the patients of an arm; returns how many rows they are. */
static int add_keys (const LaneReduction *reduction, const LaneWhole *whole, int arm,
                     const Steps *steps, double *keys)
{
  const vi nobody = (vi) v_set (DBL_MAX), tags = (vi){ 0 } + TAG_MASK;
  int n_sizes = whole->draws->n_sizes;
  long at = lane_kept_at (whole, reduction->store, arm);
  int64_t most = 0;
  int64_t first[SIM_LANES] SIM_LANE_ALIGNED = { 0 };
  for (int lane = 0; lane < SIM_LANES; lane++) {
    int64_t n = steps->n[(n_sizes - 1) * SIM_LANES + lane];
    most = n > most ? n : most;
  }
  int64_t next = 0; /* the place at which a first size changes */
  for (int64_t place = 0; place < most; place++) {
    if (place == next) {
      next = most;
      for (int lane = 0; lane < SIM_LANES; lane++) {
        while (first[lane] < n_sizes && steps->n[first[lane] * SIM_LANES + lane] <= place)
          first[lane]++;
        int64_t change = first[lane] < n_sizes ? steps->n[first[lane] * SIM_LANES + lane] : most;
        next = change < next ? change : next;
      }
    }
    const double *value = whole->value + at + place * SIM_LANES;
    const int8_t *seen = whole->seen + at + place * SIM_LANES;
    for (int part = 0; part < VPARTS; part++) {
      vi bits = (vi) (v_load (value, part) + 0.0) & ~tags; /* no minus zero */
      vi begins = v_load_i (first, part), there = load_seen (seen, part) & (begins < n_sizes);
      bits |= begins + (arm << SIZE_BITS);
      v_store (keys + place * SIM_LANES, part, (vd) ((bits & there) | (nobody & ~there)));
    }
  }
  return (int) most;
}

static inline vi load_key (const double *keys, long row, int part)
{
  return (vi) v_load (keys + row * SIM_LANES, part);
}

/* Whether two patients of any trial have the same value. */
static bool any_ties (int n, const double *keys)
{
  const vi nobody = (vi) v_set (DBL_MAX), tags = (vi){ 0 } + TAG_MASK;
  vi ties = { 0 };
  for (int part = 0; part < VPARTS; part++) {
    vi before = load_key (keys, 0, part);
    for (long i = 1; i < n; i++) {
      vi key = load_key (keys, i, part);
      ties |= (((key ^ before) & ~tags) == 0) & (key != nobody);
      before = key;
    }
  }
  for (int i = 0; i < VW; i++)
    if (ties[i])
      return true;
  return false;
}

/* Lanes where a patient is in an arm and there already, as a mask. first: tags of the arm's
 * patients from their least up to least + most. */
#if defined SIM_LANE_AVX512
typedef __mmask8 Mask;
static inline Mask in_arm (vi tag, vi least, vi most)
{
  return _mm512_cmple_epu64_mask ((__m512i) (tag - least), (__m512i) most);
}
static inline vi add_in (Mask mask, vi sum, vi x)
{
  return (vi) _mm512_mask_add_epi64 ((__m512i) sum, mask, (__m512i) sum, (__m512i) x);
}
#else
typedef vi Mask;
static inline Mask in_arm (vi tag, vi least, vi most)
{
  vi from_least = tag - least;
  return (from_least <= most) & (from_least >= 0);
}
static inline vi add_in (Mask mask, vi sum, vi x)
{
  return sum + (mask & x);
}
#endif

typedef struct {
  vi least[LANE_ARMS], most[LANE_ARMS];
} Present;

static inline void find_present (int n_arms, const Steps *steps, int size, Present *present)
{
  for (int a = 0; a < n_arms; a++) {
    present->least[a] = (vi){ 0 } + (a << SIZE_BITS);
    present->most[a] = (vi){ 0 } + steps[a].rank[size];
  }
}

/* Where no two values are equal: how often a patient of a lies below one of b. */
static inline void rank_distinct (int n_arms, int n, const double *keys, const Present *present,
                                  Ranks *ranks)
{
  const vi one = (vi){ 0 } + 1, tags = (vi){ 0 } + TAG_MASK;
  for (int part = 0; part < VPARTS; part++) {
    vi count[LANE_ARMS], below[PAIRS];
    for (int a = 0; a < n_arms; a++)
      count[a] = (vi){ 0 };
    for (int p = 0; p < n_arms * (n_arms - 1) / 2; p++)
      below[p] = (vi){ 0 };
    for (long i = 0; i < n; i++) {
      vi tag = load_key (keys, i, part) & tags;
      for (int b = 0; b < n_arms; b++) {
        Mask in = in_arm (tag, present->least[b], present->most[b]);
        for (int a = 0; a < b; a++)
          below[pair_of (a, b)] = add_in (in, below[pair_of (a, b)], count[a]);
        count[b] = add_in (in, count[b], one);
      }
    }
    for (int b = 0; b < n_arms; b++) {
      vd n_b = to_double (count[b]);
      v_store (ranks->n + b * SIM_LANES, part, n_b);
      for (int a = 0; a < b; a++) {
        vd net = to_double (count[a]) * n_b - 2.0 * to_double (below[pair_of (a, b)]);
        v_store (ranks->net + pair_of (a, b) * SIM_LANES, part, net);
        v_store (ranks->ties + pair_of (a, b) * SIM_LANES, part, v_set (0.0));
      }
    }
  }
}

/* With ties, as ranks.c counts them. */
static inline void rank_tied (int n_arms, int n, const double *keys, const Present *present,
                              Ranks *ranks)
{
  const vi tags = (vi){ 0 } + TAG_MASK;
  for (int part = 0; part < VPARTS; part++) {
    vi value = (vi){ 0 } - 1;
    vd count[LANE_ARMS], under[LANE_ARMS], net[PAIRS], ties[PAIRS];
    for (int a = 0; a < n_arms; a++)
      count[a] = under[a] = v_set (0.0);
    for (int p = 0; p < n_arms * (n_arms - 1) / 2; p++)
      net[p] = ties[p] = v_set (0.0);
    for (long i = 0; i < n; i++) {
      vi key = load_key (keys, i, part), tag = key & tags;
      vi fresh = (key ^ tag) != value, in[LANE_ARMS];
      value = key ^ tag;
      for (int a = 0; a < n_arms; a++) {
        vi from_least = tag - present->least[a];
        in[a] = (from_least <= present->most[a]) & (from_least >= 0);
        under[a] = v_select (fresh, count[a], under[a]);
      }
      for (int b = 1; b < n_arms; b++)
        for (int a = 0; a < b; a++) {
          vd equal = count[a] - under[a] + (count[b] - under[b]);
          int p = pair_of (a, b);
          net[p] += v_keep (in[a], under[b]) - v_keep (in[b], under[a]);
          ties[p] += v_keep (in[a] | in[b], 3.0 * equal * (equal + 1.0));
        }
      for (int a = 0; a < n_arms; a++)
        count[a] += v_keep (in[a], v_set (1.0));
    }
    for (int a = 0; a < n_arms; a++)
      v_store (ranks->n + a * SIM_LANES, part, count[a]);
    for (int p = 0; p < n_arms * (n_arms - 1) / 2; p++) {
      v_store (ranks->net + p * SIM_LANES, part, net[p]);
      v_store (ranks->ties + p * SIM_LANES, part, ties[p]);
    }
  }
}

/* --- tests ---------------------------------------------------------------------------------- */

static void store_pair (const LaneReduction *reduction, int i, const Ranks *ranks, int part,
                        vi enough, double *row)
{
  int a = reduction->pair_a[i], b = reduction->pair_b[i];
  int p = a < b ? pair_of (a, b) : pair_of (b, a);
  vd n_a = v_load (ranks->n + a * SIM_LANES, part), n_b = v_load (ranks->n + b * SIM_LANES, part);
  vd net = v_load (ranks->net + p * SIM_LANES, part);
  vd ties = v_load (ranks->ties + p * SIM_LANES, part);
  vd estimate = SIM_RANK_ESTIMATE (net * (a < b ? reduction->direction : -reduction->direction),
                                   n_a, n_b);
  vd variance = SIM_RANK_VARIANCE (ties, n_a, n_b, n_a + n_b);
  v_store (row + LANE_WHOLE_ESTIMATE * SIM_LANES, part, v_keep (enough, estimate));
  v_store (row + LANE_WHOLE_VARIANCE * SIM_LANES, part,
           v_select (enough, variance, v_set (-1.0)));
  v_store (row + LANE_WHOLE_DF * SIM_LANES, part, v_set (__builtin_inf ()));
}

static void store (const LaneReduction *reduction, int n_arms, const Ranks *ranks, double *record)
{
  long row = (long) reduction->n_moments * SIM_LANES;
  for (int part = 0; part < VPARTS; part++) {
    vi enough = ~(vi){ 0 };
    for (int a = 0; a < n_arms; a++) {
      vd n = v_load (ranks->n + a * SIM_LANES, part);
      enough &= n >= v_set (2.0);
      for (int m = 0; m < reduction->n_moments; m++)
        v_store (record + a * row + m * SIM_LANES, part, m == LANE_WHOLE_N ? n : v_set (0.0));
    }
    for (int i = 0; i < reduction->n_pairs; i++)
      store_pair (reduction, i, ranks, part, enough, record + (n_arms + i) * row);
  }
}

/* Loops over two and three arms, which most trials have, with all they need in registers. */
#define BY_ARMS(call, n_arms, ...)                                                                 \
  do {                                                                                             \
    if ((n_arms) == 3)                                                                             \
      call (3, __VA_ARGS__);                                                                       \
    else if ((n_arms) == 2)                                                                        \
      call (2, __VA_ARGS__);                                                                       \
    else                                                                                           \
      call (n_arms, __VA_ARGS__);                                                                  \
  } while (0)

static void count_all (const LaneReduction *reduction, const LaneWhole *whole, const int64_t *n_at,
                       double *record)
{
  static const int64_t none[SIM_LANES] SIM_LANE_ALIGNED = { 0 };
  int n_arms = whole->draws->n_arms;
  Counts counts SIM_LANE_ALIGNED;
  Ranks ranks;
  for (int a = 0; a < n_arms; a++)
    for (int k = 0; k < reduction->n_scores; k++)
      for (int lane = 0; lane < SIM_LANES; lane++)
        counts[a][k][lane] = 0;
  for (int size = 0; size < whole->draws->n_sizes; size++) {
    const int64_t *now = n_at + (long) size * n_arms * SIM_LANES;
    for (int a = 0; a < n_arms; a++)
      count_arm (reduction, whole, a,
                 size > 0 ? now + (a - n_arms) * SIM_LANES : none, now + a * SIM_LANES, counts[a]);
    BY_ARMS (rank_counts, n_arms, reduction->n_scores, counts, &ranks);
    store (reduction, n_arms, &ranks,
           record + (long) size * reduction->n_rows * reduction->n_moments * SIM_LANES);
  }
}

static void sort_all (const LaneReduction *reduction, const LaneWhole *whole, const int64_t *n_at,
                      double *record)
{
  int n_arms = whole->draws->n_arms, n = 0;
  Steps steps[LANE_ARMS];
  Present present;
  Ranks ranks;
  for (int a = 0; a < n_arms; a++) {
    find_steps (whole->draws, a, n_at, &steps[a]);
    n += add_keys (reduction, whole, a, &steps[a], whole->room + (long) n * SIM_LANES);
  }
  LANE_FN (sim_lanes_sort) (n, whole->room);
  bool tied = any_ties (n, whole->room);
  for (int size = 0; size < whole->draws->n_sizes; size++) {
    find_present (n_arms, steps, size, &present);
    if (tied)
      BY_ARMS (rank_tied, n_arms, n, whole->room, &present, &ranks);
    else
      BY_ARMS (rank_distinct, n_arms, n, whole->room, &present, &ranks);
    store (reduction, n_arms, &ranks,
           record + (long) size * reduction->n_rows * reduction->n_moments * SIM_LANES);
  }
}

unsigned LANE_FN (sim_lanes_ranks) (const LaneReduction *reduction, const LaneWhole *whole,
                                    const int64_t *n_at, double *records)
{
  if (reduction->n_scores > 0)
    count_all (reduction, whole, n_at, records);
  else
    sort_all (reduction, whole, n_at, records);
  return 0;
}
