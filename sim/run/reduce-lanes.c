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

/* lane_map_steps() for a vector of lanes, standardised. */
static inline vd map_score (const LaneMap *map, vd z)
{
  const vd magic = v_set (LANE_MAGIC), top = v_set (map->top), half = v_set (0.5);
  vd t = map->offset + map->scale * z;
  t = v_keep (t > v_set (0.0), t);
  t = v_select (t < top, t, top);
  vd whole = (t + magic) - magic;
  whole += v_keep (t - whole >= half, v_set (1.0));
  return whole * map->by + map->less;
}

static void map_baseline (const LaneMap *map, int n, LaneScratch *scratch)
{
  for (int i = 0; i < n * VPARTS; i++)
    v_store (scratch->scores_x, i, map_score (map, v_load (scratch->x, i)));
}

/* The scores of one visit in place of the residuals e; x is the latent baseline, or NULL. */
static const double *map_scores (const LaneReduction *reduction, int arm, const double *x,
                                 const double *e, int n, LaneScratch *scratch)
{
  const LaneMap *map = &reduction->map[arm];
  for (int i = 0; i < n * VPARTS; i++) {
    vd latent = v_load (e, i);
    if (x)
      latent = v_load (x, i) * reduction->rho + latent * reduction->resid;
    v_store (scratch->e, i, map_score (map, latent));
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

/* The same for those who have not left: a patient is lost where u < missing. */
static void add_observed (const double *x, const double *e, const double *u, double missing,
                          int from, int to, double *sums)
{
  for (int part = 0; part < VPARTS; part++) {
    vd se = v_load (sums + LANE_E * SIM_LANES, part);
    vd see = v_load (sums + LANE_EE * SIM_LANES, part);
    vd sx = v_load (sums + LANE_X * SIM_LANES, part);
    vd sxx = v_load (sums + LANE_XX * SIM_LANES, part);
    vd sxe = v_load (sums + LANE_XE * SIM_LANES, part);
    vd n = v_load (sums + LANE_N * SIM_LANES, part);
    for (int i = from; i < to; i++) {
      vi here = v_load (u + i * SIM_LANES, part) >= v_set (missing);
      vd ei = v_keep (here, v_load (e + i * SIM_LANES, part));
      n += v_keep (here, v_set (1.0));
      if (x) {
        vd xi = v_keep (here, v_load (x + i * SIM_LANES, part));
        sx += xi;
        sxx += xi * xi;
        sxe += xi * ei;
      }
      se += ei;
      see += ei * ei;
    }
    v_store (sums + LANE_E * SIM_LANES, part, se);
    v_store (sums + LANE_EE * SIM_LANES, part, see);
    v_store (sums + LANE_X * SIM_LANES, part, sx);
    v_store (sums + LANE_XX * SIM_LANES, part, sxx);
    v_store (sums + LANE_XE * SIM_LANES, part, sxe);
    v_store (sums + LANE_N * SIM_LANES, part, n);
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
  const double *x = draws->baseline ? scratch->x : 0, *e = residuals (reduction, n, scratch);
  int from = 0;
  if (draws->mapped) {
    e = map_scores (reduction, arm, x, e, n, scratch);
    x = x ? scratch->scores_x : 0;
  }
  for (; c < draws->n_sizes; c++) {
    int end = draws->checkpoint_n[arm][c] - place;
    int to = end < n ? end : n;
    if (to > from) {
      if (reduction->any_missing)
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
  seed (draws, arm, first, &streams);
  int last = draws->checkpoint_n[arm][draws->n_sizes - 1], checkpoint = 0, passed = 0;
  for (int place = 0; place < last; place += LANE_CHUNK) {
    if (atomic_load_explicit (stop, memory_order_relaxed))
      return false;
    int n = last - place < LANE_CHUNK ? last - place : LANE_CHUNK;
    draw (draws, &streams, n, scratch);
    if (draws->mapped && draws->baseline)
      map_baseline (&draws->baseline_map, n, scratch);
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
