/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reduce-lanes.c - patients to sums: draws a chunk of patients of one arm in stages and keeps the
 * running sums at every size's last patient, so that the whole curve comes from one pass.
 */
#include "lane-plan.h"
#include "lane-scores.h"

typedef struct {
  LaneStream baseline, dropout, visit[LANE_VISITS];
} Streams;

static void seed (const LaneDraws *draws, int arm, uint64_t first, Streams *streams)
{
  if (draws->baseline)
    LANE_FN (sim_lanes_seed) (&streams->baseline, draws->key_baseline[arm], first);
  if (draws->dropout)
    LANE_FN (sim_lanes_seed) (&streams->dropout, draws->key_dropout[arm], first);
  for (int v = 0; v < draws->n_innovations; v++)
    LANE_FN (sim_lanes_seed) (&streams->visit[v], draws->key_visit[v][arm], first);
}

static void draw (const LaneDraws *draws, Streams *streams, int n, LaneScratch *scratch)
{
  if (draws->baseline)
    LANE_FN (sim_lanes_normal) (&streams->baseline, n, scratch->x);
  if (draws->dropout)
    LANE_FN (sim_lanes_uniform) (&streams->dropout, n, scratch->u);
  for (int v = 0; v < draws->n_innovations; v++)
    LANE_FN (sim_lanes_normal) (&streams->visit[v], n, scratch->z[v]);
}

/* The residuals of one visit: its own innovations, or a weighted sum with the earlier ones'. */
static const double *residuals (const LaneReduction *reduction, int n, LaneScratch *scratch)
{
  if (reduction->n_terms == 1)
    return scratch->z[0];
  for (int i = 0; i < n * VPARTS; i++) {
    vd e = v_load (scratch->z[0], i) * reduction->weight[0];
    for (int j = 1; j < reduction->n_terms; j++)
      e += v_load (scratch->z[j], i) * reduction->weight[j];
    v_store (scratch->e, i, e);
  }
  return scratch->e;
}

/* Adds one patient to the running sums [moment] of a vector of trials. */
static inline void add_both (const double *x, const double *e, int i, int part, vd *sums)
{
  vd xi = v_load (x + i * SIM_LANES, part), ei = v_load (e + i * SIM_LANES, part);
  sums[LANE_E] += ei;
  sums[LANE_EE] += ei * ei;
  sums[LANE_X] += xi;
  sums[LANE_XX] += xi * xi;
  sums[LANE_XE] += xi * ei;
}

/* The same for an outcome without a baseline. */
static inline void add_score (const double *e, int i, int part, vd *sums)
{
  vd ei = v_load (e + i * SIM_LANES, part);
  sums[LANE_E] += ei;
  sums[LANE_EE] += ei * ei;
}

/* The same for those who are there. */
static inline void add_here (vi here, const double *x, const double *e, int i, int part, vd *sums)
{
  vd ei = v_keep (here, v_load (e + i * SIM_LANES, part));
  sums[LANE_N] += v_keep (here, v_set (1.0));
  if (x) {
    vd xi = v_keep (here, v_load (x + i * SIM_LANES, part));
    sums[LANE_X] += xi;
    sums[LANE_XX] += xi * xi;
    sums[LANE_XE] += xi * ei;
  }
  sums[LANE_E] += ei;
  sums[LANE_EE] += ei * ei;
}

static inline void load_sums (const double *sums, int moments, int part, vd *s)
{
  for (int m = 0; m < moments; m++)
    s[m] = v_load (sums + m * SIM_LANES, part);
}

static inline void store_sums (const vd *s, int moments, int part, double *sums)
{
  for (int m = 0; m < moments; m++)
    v_store (sums + m * SIM_LANES, part, s[m]);
}

typedef double Sums[LANE_MOMENTS * SIM_LANES] SIM_LANE_ALIGNED;

/* The drawn patients of a chunk: x NULL without a baseline; if any are missing, those who are there
 * by seen or, where that is NULL, by u >= missing. */
typedef struct {
  const double *x, *e, *u;
  const int64_t *seen;
  double missing;
} Drawn;

/* Adds n of them to the running sums, and keeps these in the records of a group at the last patient
 * of every size from checkpoint c on; returns the first after them. The number of moments tells
 * what is added; known to the compiler, it lets the sums stay in registers all the way. */
static inline __attribute__ ((always_inline)) int
walk (const LaneDraws *draws, int arm, const LaneReduction *reduction, const Drawn *drawn,
      int moments, int place, int n, int first, double *sums, double *records)
{
  int c = first;
  for (int part = 0; part < VPARTS; part++) {
    vd s[LANE_MOMENTS];
    load_sums (sums, moments, part, s);
    int i = 0;
    for (c = first; c < draws->n_sizes; c++) {
      int end = draws->checkpoint_n[arm][c] - place;
      for (int to = end < n ? end : n; i < to; i++)
        if (moments == LANE_X)
          add_score (drawn->e, i, part, s);
        else if (moments == LANE_N)
          add_both (drawn->x, drawn->e, i, part, s);
        else {
          vi here = drawn->seen
                        ? v_load_i (drawn->seen + i * SIM_LANES, part)
                        : v_load (drawn->u + i * SIM_LANES, part) >= v_set (drawn->missing);
          add_here (here, drawn->x, drawn->e, i, part, s);
        }
      if (end > n)
        break;
      long row = (long) draws->checkpoint_size[arm][c] * reduction->n_rows + arm;
      store_sums (s, moments, part, records + reduction->at + row * moments * SIM_LANES);
    }
    store_sums (s, moments, part, sums);
  }
  return c;
}

/* A chunk of the patients of an arm, by outcome. */
static void begin_people (const LaneDraws *draws, int arm, uint64_t first, LaneScratch *scratch)
{
  for (int k = 0; k < draws->n_people; k++)
    if (draws->people[k])
      LANE_FN (sim_lanes_people_begin) (draws->people[k], arm, first, scratch->patients[k]);
}

static void draw_people (const LaneDraws *draws, int arm, int place, int n, LaneScratch *scratch)
{
  for (int k = 0; k < draws->n_people; k++)
    if (draws->people[k])
      LANE_FN (sim_lanes_people_draw) (draws->people[k], arm, place, n, scratch->patients[k]);
}

/* The first of those that read a store fills it. */
static void keep (const LaneDraws *draws, int arm, int r, int place, int n, LaneScratch *scratch)
{
  for (int i = 0; i < r; i++)
    if (lane_is_whole (&draws->reductions[i])
        && draws->reductions[i].store == draws->reductions[r].store)
      return;
  LANE_FN (sim_lanes_keep) (draws, arm, r, place, n,
                            scratch->patients[draws->reductions[r].people], scratch->response,
                            scratch->whole);
}

/* Reduces n drawn patients, the first of which has place `place` in its arm, into the records of
 * one group. c is the first checkpoint that may lie among them; returns the first after them. */
static int reduce_chunk (const LaneDraws *draws, int arm, const LaneReduction *reduction, int place,
                         int n, int c, LaneScratch *scratch, double *sums, double *records)
{
  const LanePatients *patients = scratch->patients[reduction->people];
  Drawn drawn = { .x = scratch->x, .u = scratch->u, .missing = reduction->missing[arm] };
  int64_t room[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  if (draws->n_people > 0) {
    drawn.x = patients->score[0];
    drawn.e = lane_scores (reduction, arm, n, patients, scratch->response);
    drawn.seen = lane_analysed (reduction, arm, n, patients, room);
  } else
    drawn.e = residuals (reduction, n, scratch);
  if (!reduction->baseline)
    drawn.x = 0;
  switch (reduction->n_moments) {
    case LANE_X:
      return walk (draws, arm, reduction, &drawn, LANE_X, place, n, c, sums, records);
    case LANE_N:
      return walk (draws, arm, reduction, &drawn, LANE_N, place, n, c, sums, records);
    default:
      return walk (draws, arm, reduction, &drawn, LANE_MOMENTS, place, n, c, sums, records);
  }
}

/* --- arms of random size -------------------------------------------------------------------- */

static void allocate (const LaneDraws *draws, uint64_t first, LaneRecruits *recruits)
{
  const LaneAllocation *allocation = &draws->allocation;
  int n_strata = allocation->n_strata, last = draws->total[draws->n_sizes - 1];
  int64_t *levels = n_strata ? recruits->levels : 0;
  recruits->tally = (LaneTally){ .recruits = 0 };
  for (int i = 0; i < LANE_ARMS * VPARTS; i++)
    v_store_i (recruits->place, i, (vi){ 0 });
  LANE_FN (sim_lanes_allocate_start) (allocation, first, &recruits->state);
  for (int done = 0; done < last; done += LANE_CHUNK) {
    int n = last - done < LANE_CHUNK ? last - done : LANE_CHUNK;
    LANE_FN (sim_lanes_allocate_next) (allocation, &recruits->state, n, recruits->arm_of, levels);
    LANE_FN (sim_lanes_tally) (draws->n_arms, n, recruits->arm_of, draws->n_sizes, draws->total,
                               &recruits->tally, recruits->n_at);
    if (levels)
      LANE_FN (sim_lanes_list_levels) (n_strata, n, recruits->arm_of, levels, last,
                                       recruits->place, recruits->lists);
  }
}

/* Which size each trial's arm comes to next: [reduction][lane]. */
typedef int Next[LANE_REDUCTIONS][SIM_LANES];

/* Keeps the sums of those trials of a vector whose arm has just the number of a size. */
static void pass_sizes (const LaneDraws *draws, const LaneReduction *reduction, int arm, int place,
                        int part, const LaneRecruits *recruits, const vd *s, int *next,
                        double *records)
{
  for (int i = 0; i < VW; i++) {
    int lane = part * VW + i;
    for (; next[lane] < draws->n_sizes
           && lane_number_at (draws, recruits, next[lane], arm)[lane] == place;
         next[lane]++) {
      long row = (long) next[lane] * reduction->n_rows + arm;
      double *record = records + reduction->at + row * reduction->n_moments * SIM_LANES;
      for (int m = 0; m < LANE_MOMENTS; m++)
        record[m * SIM_LANES + lane] = s[m][i];
    }
  }
}

/* The numbers that the arms of a vector of trials come to next. */
static vi due_next (const LaneDraws *draws, int arm, int part, const LaneRecruits *recruits,
                    const int *next)
{
  int64_t due[VW] SIM_LANE_ALIGNED;
  for (int i = 0; i < VW; i++) {
    int lane = part * VW + i;
    due[i] = next[lane] < draws->n_sizes
                 ? lane_number_at (draws, recruits, next[lane], arm)[lane]
                 : -1;
  }
  return v_load_i (due, 0);
}

static bool any (vi mask)
{
  int64_t all = 0;
  for (int i = 0; i < VW; i++)
    all |= mask[i];
  return all != 0;
}

/* Trials whose arm is full add nothing: what they add is never kept. n 0: only keeps. */
static void reduce_random (const LaneDraws *draws, int arm, const LaneReduction *reduction,
                           int place, int n, LaneScratch *scratch, double *sums, int *next,
                           double *records)
{
  const LanePatients *patients = scratch->patients[reduction->people];
  const double *x = reduction->baseline ? patients->score[0] : 0;
  const double *e = lane_scores (reduction, arm, n, patients, scratch->response);
  int64_t room[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  const int64_t *seen = lane_analysed (reduction, arm, n, patients, room);
  for (int part = 0; part < VPARTS; part++) {
    vd s[LANE_MOMENTS];
    vi due = due_next (draws, arm, part, scratch->recruits, next);
    load_sums (sums, LANE_MOMENTS, part, s);
    for (int i = 0; i <= n; i++) {
      if (any (due == place + i)) {
        pass_sizes (draws, reduction, arm, place + i, part, scratch->recruits, s, next, records);
        due = due_next (draws, arm, part, scratch->recruits, next);
      }
      if (i < n)
        add_here (v_load_i (seen + i * SIM_LANES, part), x, e, i, part, s);
    }
    store_sums (s, LANE_MOMENTS, part, sums);
  }
}

static bool reduce_random_arm (const LaneDraws *draws, int arm, uint64_t first,
                               LaneScratch *scratch, double *records, const atomic_int *stop)
{
  Sums sums[LANE_REDUCTIONS] = { { 0 } };
  Next next = { { 0 } };
  const LaneRecruits *recruits = scratch->recruits;
  const int64_t *last = lane_number_at (draws, recruits, draws->n_sizes - 1, arm);
  int64_t most = 0;
  for (int lane = 0; lane < SIM_LANES; lane++)
    most = last[lane] > most ? last[lane] : most;
  for (int k = 0; k < draws->n_people; k++) {
    LanePatients *patients = scratch->patients[k];
    if (!patients)
      continue;
    patients->n_strata = draws->allocation.n_strata;
    if (recruits->lists)
      patients->levels_of = recruits->lists
                            + (long) arm * draws->total[draws->n_sizes - 1] * patients->n_strata
                                  * SIM_LANES;
  }
  begin_people (draws, arm, first, scratch);
  for (int place = 0; place < most || place == 0; place += LANE_CHUNK) {
    if (atomic_load_explicit (stop, memory_order_relaxed))
      return false;
    int n = most - place < LANE_CHUNK ? (int) most - place : LANE_CHUNK;
    draw_people (draws, arm, place, n, scratch);
    for (int r = 0; r < draws->n_reductions; r++)
      if (lane_is_whole (&draws->reductions[r]))
        keep (draws, arm, r, place, n, scratch);
      else
        reduce_random (draws, arm, &draws->reductions[r], place, n, scratch, sums[r], next[r],
                       records);
  }
  return true;
}

static bool reduce_arm (const LaneDraws *draws, int arm, uint64_t first, LaneScratch *scratch,
                        double *records, const atomic_int *stop)
{
  Streams streams;
  Sums sums[LANE_REDUCTIONS];
  for (int r = 0; r < draws->n_reductions; r++)
    for (int i = 0; i < LANE_MOMENTS * VPARTS; i++)
      v_store (sums[r], i, (vd){ 0 });
  if (draws->n_people > 0)
    begin_people (draws, arm, first, scratch);
  else
    seed (draws, arm, first, &streams);
  int last = draws->checkpoint_n[arm][draws->n_sizes - 1], checkpoint = 0, passed = 0;
  for (int place = 0; place < last; place += LANE_CHUNK) {
    if (atomic_load_explicit (stop, memory_order_relaxed))
      return false;
    int n = last - place < LANE_CHUNK ? last - place : LANE_CHUNK;
    if (draws->n_people > 0)
      draw_people (draws, arm, place, n, scratch);
    else
      draw (draws, &streams, n, scratch);
    for (int r = 0; r < draws->n_reductions; r++)
      if (lane_is_whole (&draws->reductions[r]))
        keep (draws, arm, r, place, n, scratch);
      else
        passed = reduce_chunk (draws, arm, &draws->reductions[r], place, n, checkpoint, scratch,
                               sums[r], records);
    checkpoint = passed;
  }
  return true;
}

bool LANE_FN (sim_lanes_reduce) (const LaneDraws *draws, uint64_t first, int groups,
                                 LaneScratch *scratch, double *records, const atomic_int *stop)
{
  if (scratch->whole)
    scratch->whole->draws = draws;
  for (int g = 0; g < groups; g++) {
    uint64_t at = first + (uint64_t) g * SIM_LANES;
    if (draws->random)
      allocate (draws, at, scratch->recruits);
    for (int arm = 0; arm < draws->n_arms; arm++)
      if (!(draws->random ? reduce_random_arm : reduce_arm) (draws, arm, at, scratch,
                                                             records + g * draws->stride, stop))
        return false;
    if (scratch->whole)
      scratch->whole->first = at;
    if (scratch->whole
        && !LANE_FN (sim_lanes_fit) (draws, scratch, records + g * draws->stride, stop))
      return false;
  }
  return true;
}
