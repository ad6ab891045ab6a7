/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reduce-lanes.c - patients to sums: draws a chunk of patients of one arm in stages and keeps the
 * running sums at every size's last patient, so that the whole curve comes from one pass.
 */
#include "lane-plan.h"

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

/* Adds patients from .. to - 1 of a chunk to the running sums [moment][lane]. */
static void add (const double *x, const double *e, int from, int to, double *sums)
{
  for (int part = 0; part < VPARTS; part++) {
    vd se = v_load (sums + LANE_E * SIM_LANES, part);
    vd see = v_load (sums + LANE_EE * SIM_LANES, part);
    vd sx = v_load (sums + LANE_X * SIM_LANES, part);
    vd sxx = v_load (sums + LANE_XX * SIM_LANES, part);
    vd sxe = v_load (sums + LANE_XE * SIM_LANES, part);
    for (int i = from; i < to; i++) {
      vd xi = v_load (x + i * SIM_LANES, part), ei = v_load (e + i * SIM_LANES, part);
      se += ei;
      see += ei * ei;
      sx += xi;
      sxx += xi * xi;
      sxe += xi * ei;
    }
    v_store (sums + LANE_E * SIM_LANES, part, se);
    v_store (sums + LANE_EE * SIM_LANES, part, see);
    v_store (sums + LANE_X * SIM_LANES, part, sx);
    v_store (sums + LANE_XX * SIM_LANES, part, sxx);
    v_store (sums + LANE_XE * SIM_LANES, part, sxe);
  }
}

/* The same for an outcome without a baseline. */
static void add_scores (const double *e, int from, int to, double *sums)
{
  for (int part = 0; part < VPARTS; part++) {
    vd se = v_load (sums + LANE_E * SIM_LANES, part);
    vd see = v_load (sums + LANE_EE * SIM_LANES, part);
    for (int i = from; i < to; i++) {
      vd ei = v_load (e + i * SIM_LANES, part);
      se += ei;
      see += ei * ei;
    }
    v_store (sums + LANE_E * SIM_LANES, part, se);
    v_store (sums + LANE_EE * SIM_LANES, part, see);
  }
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

static inline void load_sums (const double *sums, int part, vd *s)
{
  for (int m = 0; m < LANE_MOMENTS; m++)
    s[m] = v_load (sums + m * SIM_LANES, part);
}

static inline void store_sums (const vd *s, int part, double *sums)
{
  for (int m = 0; m < LANE_MOMENTS; m++)
    v_store (sums + m * SIM_LANES, part, s[m]);
}

/* A patient is lost where u < missing. */
static void add_observed (const double *x, const double *e, const double *u, double missing,
                          int from, int to, double *sums)
{
  for (int part = 0; part < VPARTS; part++) {
    vd s[LANE_MOMENTS];
    load_sums (sums, part, s);
    for (int i = from; i < to; i++)
      add_here (v_load (u + i * SIM_LANES, part) >= v_set (missing), x, e, i, part, s);
    store_sums (s, part, sums);
  }
}

static void add_seen (const double *x, const double *e, const int64_t *seen, int from, int to,
                      double *sums)
{
  for (int part = 0; part < VPARTS; part++) {
    vd s[LANE_MOMENTS];
    load_sums (sums, part, s);
    for (int i = from; i < to; i++)
      add_here (v_load_i (seen + i * SIM_LANES, part), x, e, i, part, s);
    store_sums (s, part, sums);
  }
}

typedef double Sums[LANE_MOMENTS * SIM_LANES] SIM_LANE_ALIGNED;

/* A loop would become a call of memcpy, which costs more than the few vectors it copies. */
static inline void copy (const double *sums, int moments, double *record)
{
  for (int i = LANE_E * VPARTS; i < LANE_X * VPARTS; i++)
    v_store (record, i, v_load (sums, i));
  if (moments == LANE_X)
    return;
  for (int i = LANE_X * VPARTS; i < LANE_N * VPARTS; i++)
    v_store (record, i, v_load (sums, i));
  if (moments == LANE_N)
    return;
  for (int i = LANE_N * VPARTS; i < LANE_MOMENTS * VPARTS; i++)
    v_store (record, i, v_load (sums, i));
}

/* Reduces n drawn patients, the first of which has place `place` in its arm, into the records of
 * one group. c is the first checkpoint that may lie among them; returns the first after them. */
static int reduce_chunk (const LaneDraws *draws, int arm, const LaneReduction *reduction, int place,
                         int n, int c, LaneScratch *scratch, double *sums, double *records)
{
  const LanePatients *patients = scratch->patients;
  const double *x = scratch->x, *e;
  const int64_t *seen = 0;
  int from = 0;
  if (draws->people) {
    x = patients->score[0];
    e = patients->score[reduction->visit + 1];
    seen = patients->seen[reduction->visit + 1];
  } else
    e = residuals (reduction, n, scratch);
  x = draws->baseline ? x : 0;
  for (; c < draws->n_sizes; c++) {
    int end = draws->checkpoint_n[arm][c] - place;
    int to = end < n ? end : n;
    if (to > from) {
      if (reduction->any_missing && seen)
        add_seen (x, e, seen, from, to, sums);
      else if (reduction->any_missing)
        add_observed (x, e, scratch->u, reduction->missing[arm], from, to, sums);
      else if (x)
        add (x, e, from, to, sums);
      else
        add_scores (e, from, to, sums);
      from = to;
    }
    if (end > n)
      break;
    long row = (long) draws->checkpoint_size[arm][c] * draws->n_arms + arm;
    double *record = records + reduction->at + row * reduction->n_moments * SIM_LANES;
    copy (sums, reduction->n_moments, record);
  }
  return c;
}

static bool reduce_arm (const LaneDraws *draws, int arm, uint64_t first, LaneScratch *scratch,
                        double *records, const atomic_int *stop)
{
  Streams streams;
  Sums sums[LANE_ANALYSES];
  for (int r = 0; r < draws->n_reductions; r++)
    for (int i = 0; i < LANE_MOMENTS * VPARTS; i++)
      v_store (sums[r], i, (vd){ 0 });
  if (draws->people)
    LANE_FN (sim_lanes_people_begin) (draws->people, arm, first, scratch->patients);
  else
    seed (draws, arm, first, &streams);
  int last = draws->checkpoint_n[arm][draws->n_sizes - 1], checkpoint = 0, passed = 0;
  for (int place = 0; place < last; place += LANE_CHUNK) {
    if (atomic_load_explicit (stop, memory_order_relaxed))
      return false;
    int n = last - place < LANE_CHUNK ? last - place : LANE_CHUNK;
    if (draws->people)
      LANE_FN (sim_lanes_people_draw) (draws->people, arm, place, n, scratch->patients);
    else
      draw (draws, &streams, n, scratch);
    for (int r = 0; r < draws->n_reductions; r++)
      passed = reduce_chunk (draws, arm, &draws->reductions[r], place, n, checkpoint, scratch,
                             sums[r], records);
    checkpoint = passed;
  }
  return true;
}

bool LANE_FN (sim_lanes_reduce) (const LaneDraws *draws, uint64_t first, int groups,
                                 LaneScratch *scratch, double *records, const atomic_int *stop)
{
  for (int g = 0; g < groups; g++)
    for (int arm = 0; arm < draws->n_arms; arm++)
      if (!reduce_arm (draws, arm, first + (uint64_t) g * SIM_LANES, scratch,
                       records + g * draws->stride, stop))
        return false;
  return true;
}
