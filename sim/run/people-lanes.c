/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-lanes.c - patients of one arm, a chunk at a time, in stages over [patient][lane].
 */
#include "lane-people.h"

#include "../base/elementary.h"

/* own times values, plus mix times those of another outcome. Returns own for the next. */
static double mix_in (double mix, double own, int n, const double *other, double *values)
{
  if (mix == 0)
    return own;
  for (int i = 0; i < n * VPARTS; i++)
    v_store (values, i, v_load (values, i) * own + v_load (other, i) * mix);
  return 1;
}

void LANE_FN (sim_lanes_people_begin) (const LanePeople *people, int arm, uint64_t first,
                                       LanePatients *patients)
{
  const LaneFate *fate = &people->fates[arm];
  for (int p = people->baseline ? 0 : 1; p < people->n_points; p++) {
    LANE_FN (sim_lanes_seed) (&patients->innovation[p], people->points[p].key[arm], first);
    LANE_FN (sim_lanes_seed) (&patients->gap[p], people->points[p].key_gap[arm], first);
  }
  LANE_FN (sim_lanes_seed) (&patients->dropout, fate->key_dropout, first);
  LANE_FN (sim_lanes_seed) (&patients->switching, fate->key_switching, first);
  LANE_FN (sim_lanes_seed) (&patients->adherence, fate->key_adherence, first);
  LANE_FN (sim_lanes_seed) (&patients->entry, fate->key_entry, first);
  double *effects = patients->effects;
  for (int k = 0; k < people->n_parts; k++) {
    const LanePart *part = &people->parts[k];
    if (!part->in_arm[arm])
      continue;
    LANE_FN (sim_lanes_seed) (&patients->part[k], part->key[arm], first);
    if (part->kind != LANE_PART_GROUP)
      continue;
    LANE_FN (sim_lanes_normal) (&patients->part[k], part->n_groups[arm], effects);
    double own = part->own;
    for (int l = 0; l < people->nth; l++)
      own = mix_in (part->mix[l], own, part->n_groups[arm],
                    part->mix[l] != 0 ? patients->of[l]->effects_of[k] : 0, effects);
    patients->effects_of[k] = effects;
    effects += (long) part->n_groups[arm] * SIM_LANES;
  }
}

/* Every innovation, also of points that nobody asks for: later ones are made of them. */
static void draw_innovations (const LanePeople *people, int n, LanePatients *patients)
{
  for (int p = people->baseline ? 0 : 1; p < people->n_points; p++)
    LANE_FN (sim_lanes_normal) (&patients->innovation[p], n, patients->z[p]);
}

static void draw_levels (const LanePart *part, int n, LaneStream *stream, double *u,
                         int64_t *level)
{
  LANE_FN (sim_lanes_uniform) (stream, n, u);
  for (int i = 0; i < n * VPARTS; i++) {
    vi at = { 0 };
    for (int l = 1; l < part->n_levels; l++)
      at -= v_load (u, i) >= v_set (part->below[l]);
    v_store_i (level, i, at);
  }
}

static void read_levels (const LanePart *part, int place, int n, const LanePatients *patients,
                         int64_t *level)
{
  for (int i = 0; i < n; i++) {
    const int8_t *from = patients->levels_of
                         + ((long) (place + i) * patients->n_strata + part->stratum) * SIM_LANES;
    for (int lane = 0; lane < SIM_LANES; lane++)
      level[i * SIM_LANES + lane] = from[lane];
  }
}

static void draw_parts (const LanePeople *people, int arm, int place, int n,
                        LanePatients *patients)
{
  for (int k = 0; k < people->n_parts; k++) {
    const LanePart *part = &people->parts[k];
    if (!part->in_arm[arm])
      continue;
    if (part->kind == LANE_PART_PATIENT) {
      double own = part->own;
      LANE_FN (sim_lanes_normal) (&patients->part[k], n, patients->value[k]);
      for (int l = 0; l < people->nth; l++)
        own = mix_in (part->mix[l], own, n, part->mix[l] != 0 ? patients->of[l]->value[k] : 0,
                      patients->value[k]);
    } else if (part->kind == LANE_PART_STRATUM && patients->levels_of)
      read_levels (part, place, n, patients, patients->level[k]);
    else if (part->kind == LANE_PART_STRATUM)
      draw_levels (part, n, &patients->part[k], patients->u, patients->level[k]);
  }
}

static void add_part (const LanePeople *people, int k, int arm, int p, int place, int n,
                      const LanePatients *patients, double *latent)
{
  const LanePart *part = &people->parts[k];
  double loading = part->loading[arm][p];
  if (part->kind == LANE_PART_STRATUM) {
    for (int i = 0; i < n * VPARTS; i++) {
      vi at = v_load_i (patients->level[k], i);
      vd add = v_set (part->level[0][arm][p]);
      for (int l = 1; l < part->n_levels; l++)
        add = v_select (at >= l, v_set (part->level[l][arm][p]), add);
      v_store (latent, i, v_load (latent, i) + add);
    }
  } else if (part->kind == LANE_PART_PATIENT) {
    for (int i = 0; i < n * VPARTS; i++)
      v_store (latent, i, v_load (latent, i) + v_load (patients->value[k], i) * loading);
  } else {
    const double *group = people->tables + part->groups_at[arm] + place;
    for (int i = 0; i < n; i++) {
      const double *effect = patients->effects_of[k] + (long) group[i] * SIM_LANES;
      for (int j = 0; j < VPARTS; j++)
        v_store (latent + i * SIM_LANES, j,
                 v_load (latent + i * SIM_LANES, j) + v_load (effect, j) * loading);
    }
  }
}

static void add_scaled (double by, int n, const double *other, double *values)
{
  for (int i = 0; i < n * VPARTS && by != 0; i++)
    v_store (values, i, v_load (values, i) + v_load (other, i) * by);
}

static void make_latent (const LanePeople *people, int arm, int p, int place, int n,
                         LanePatients *patients)
{
  const double *weight = people->points[p].weight[arm], shift = people->points[p].shift[arm];
  double *latent = patients->latent[p];
  int first = people->baseline ? 0 : 1;
  for (int i = 0; i < n * VPARTS; i++) {
    vd z = v_load (patients->z[first], i) * weight[first] + shift;
    for (int j = first + 1; j <= p; j++)
      z += v_load (patients->z[j], i) * weight[j];
    v_store (latent, i, z);
  }
  for (int l = 0; l < people->nth; l++)
    for (int j = 0; j < people->points[p].n_cross[l]; j++)
      add_scaled (people->points[p].cross[arm][l][j], n, patients->of[l]->z[j], latent);
  for (int k = 0; k < people->n_parts; k++)
    if (people->parts[k].in_arm[arm])
      add_part (people, k, arm, p, place, n, patients, latent);
}

static void draw_states (const LanePeople *people, int arm, int n, LanePatients *patients)
{
  const LaneFate *fate = &people->fates[arm];
  if (fate->n_states == 1)
    return;
  LANE_FN (sim_lanes_uniform) (&patients->adherence, n, patients->u);
  for (int i = 0; i < n * VPARTS; i++) {
    vi away = v_load (patients->u, i) >= v_set (fate->adherent);
    v_store_i (patients->state, i, away & (fate->n_states - 1));
  }
  if (fate->n_switches == 0)
    return;
  LANE_FN (sim_lanes_uniform) (&patients->switching, n, patients->u);
  for (int i = 0; i < n * VPARTS; i++) {
    vd u = v_load (patients->u, i);
    vi state = v_load_i (patients->state, i), here = u < v_set (fate->switched[fate->n_switches]);
    vi to = here & 1;
    for (int k = 1; k < fate->n_switches; k++)
      to -= here & (u >= v_set (fate->switched[k]));
    v_store_i (patients->state, i, (here & to) | (~here & state));
  }
}

/* --- maps ----------------------------------------------------------------------------------- */

static inline vd map_grid (const LaneMap *map, vd z)
{
  const vd magic = v_set (LANE_MAGIC), top = v_set (map->top), half = v_set (0.5);
  vd t = map->offset + map->scale * z;
  t = v_keep (t > v_set (0.0), t);
  t = v_select (t < top, t, top);
  vd whole = (t + magic) - magic; /* halves to even */
  whole += v_keep (t - whole >= half, v_set (1.0));
  return whole * map->by + map->less;
}

static inline vd curve_at (const LaneMap *map, const double *tables, vd z)
{
  const vd reach = v_set (LANE_CURVE_REACH);
  double c[4][VW] SIM_LANE_ALIGNED, within[VW] SIM_LANE_ALIGNED;
  vd t = v_select (z < reach, z, reach);
  t = v_select (t > -reach, t, -reach);
  t = (t + reach) * LANE_CURVE_PER_UNIT;
  for (int lane = 0; lane < VW; lane++) {
    int cell = (int) t[lane];
    cell = cell < LANE_CURVE_CELLS ? cell : LANE_CURVE_CELLS - 1;
    within[lane] = t[lane] - cell;
    for (int i = 0; i < 4; i++)
      c[i][lane] = tables[map->table + 4 * cell + i];
  }
  vd w = v_load (within, 0);
  return v_load (c[0], 0) + w * (v_load (c[1], 0) + w * (v_load (c[2], 0) + w * v_load (c[3], 0)));
}

static inline vd map_curve (const LaneMap *map, const double *tables, vd z)
{
  return curve_at (map, tables, z) * map->by + map->less;
}

static inline vd map_pieces (const LaneMap *map, const double *tables, vd z)
{
  const double *piece = tables + map->pieces;
  vd y = curve_at (map, tables, z);
  vd from = v_set (piece[0]), score = v_set (piece[1]), slope = v_set (piece[2]);
  for (int i = 1; i < map->n_cuts; i++) {
    vi here = y >= v_set (piece[3 * i]);
    from = v_select (here, v_set (piece[3 * i]), from);
    score = v_select (here, v_set (piece[3 * i + 1]), score);
    slope = v_select (here, v_set (piece[3 * i + 2]), slope);
  }
  return score + (y - from) * slope;
}

static inline vd map_cuts (const LaneMap *map, const double *tables, vd z)
{
  const double *cuts = tables + map->table;
  vd count = { 0 };
  for (int i = 0; i < map->n_cuts; i++)
    count += v_keep (z >= v_set (cuts[i]), v_set (1.0));
  return count * map->by + map->less;
}

static inline vd map_value (const LaneMap *map, const double *tables, vd z)
{
  switch (map->kind) {
    case LANE_MAP_GRID:
      return map_grid (map, z);
    case LANE_MAP_CURVE:
      return map_curve (map, tables, z);
    case LANE_MAP_CUTS:
      return map_cuts (map, tables, z);
    case LANE_MAP_PIECES:
      return map_pieces (map, tables, z);
    default:
      return z * map->by + map->less;
  }
}

static void make_scores (const LanePeople *people, int arm, int p, int n, LanePatients *patients)
{
  const LaneMap *maps = people->points[p].map[arm];
  const double *tables = people->tables, *latent = patients->latent[p];
  double *score = patients->score[p];
  int n_states = p == 0 ? 1 : people->fates[arm].n_states; /* nobody is treated yet */
  for (int i = 0; i < n * VPARTS; i++)
    v_store (score, i, map_value (&maps[0], tables, v_load (latent, i)));
  for (int state = 1; state < n_states; state++)
    for (int i = 0; i < n * VPARTS; i++) {
      vi here = v_load_i (patients->state, i) == state;
      vd other = map_value (&maps[state], tables, v_load (latent, i));
      v_store (score, i, v_select (here, other, v_load (score, i)));
    }
}

/* --- who is seen ---------------------------------------------------------------------------- */

static void mark_gaps (const LanePeople *people, int arm, int n, LanePatients *patients)
{
  vd gaps = v_set (people->fates[arm].gaps);
  for (int p = 1; p < people->n_points; p++) {
    LANE_FN (sim_lanes_uniform) (&patients->gap[p], n, patients->u);
    for (int i = 0; i < n * VPARTS; i++)
      v_store_i (patients->seen[p], i, v_load (patients->u, i) >= gaps);
  }
}

/* Leaving by the scores. A patient has left by a visit where u falls below 1 - the product of his
 * chances to stay so far, which is the same as to draw anew at every visit. */
static void mark_leavers (const LanePeople *people, int arm, int n, bool unseen,
                          LanePatients *patients)
{
  for (int i = 0; i < n * VPARTS; i++) {
    const LanePoint *point = &people->points[0];
    vd u = v_load (patients->u, i), stay = v_set (1.0), last = { 0 };
    if (people->baseline)
      last = v_load (patients->score[0], i) * point->drive[arm] + point->drive_at_0[arm];
    for (int p = 1; p < people->n_points; p++) {
      point = &people->points[p];
      vi seen = v_load_i (patients->seen[p], i);
      vd own = v_load (patients->score[p], i) * point->drive[arm] + point->drive_at_0[arm];
      vd odds = (unseen ? own : last) + point->intercept[arm];
      stay *= 1.0 - v_expit (odds);
      vi left = u < 1.0 - stay;
      seen &= ~left;
      last = v_select (seen, own, last);
      v_store_i (patients->left[p], i, left);
      v_store_i (patients->seen[p], i, seen);
    }
  }
}

/* As the first outcome has it: who had left by then is not seen. */
static void leave_with (const LanePeople *people, int n, LanePatients *patients)
{
  for (int p = 1; p < people->n_points; p++) {
    int with = people->points[p].left_with;
    for (int i = 0; i < n * VPARTS; i++) {
      vi left = with ? v_load_i (patients->of[0]->left[with], i) : (vi){ 0 };
      v_store_i (patients->left[p], i, left);
      v_store_i (patients->seen[p], i, v_load_i (patients->seen[p], i) & ~left);
    }
  }
}

static void mark_seen (const LanePeople *people, int arm, int n, LanePatients *patients)
{
  const LaneFate *fate = &people->fates[arm];
  if (fate->gaps > 0)
    mark_gaps (people, arm, n, patients);
  else
    for (int p = 1; p < people->n_points; p++)
      for (int i = 0; i < n * VPARTS; i++)
        v_store_i (patients->seen[p], i, ~(vi){ 0 });
  if (fate->leave == LANE_LEAVE_NEVER)
    return;
  if (fate->leave == LANE_LEAVE_WITH) {
    leave_with (people, n, patients);
    return;
  }
  LANE_FN (sim_lanes_uniform) (&patients->dropout, n, patients->u);
  if (fate->leave != LANE_LEAVE_RANDOM) {
    mark_leavers (people, arm, n, fate->leave == LANE_LEAVE_UNSEEN, patients);
    return;
  }
  for (int p = 1; p < people->n_points; p++) {
    vd missing = v_set (people->points[p].missing[arm]);
    for (int i = 0; i < n * VPARTS; i++) {
      vi left = v_load (patients->u, i) < missing;
      v_store_i (patients->left[p], i, left);
      v_store_i (patients->seen[p], i, v_load_i (patients->seen[p], i) & ~left);
    }
  }
}

/* Times are watched until the trial ends or the patient is lost, whichever comes first. What is
 * kept in place of the time is how long he was watched. */
static void censor (const LanePeople *people, int arm, int n, LanePatients *patients)
{
  const LaneFate *fate = &people->fates[arm];
  double *score = patients->score[1];
  LANE_FN (sim_lanes_uniform) (&patients->entry, n, patients->u);
  for (int i = 0; i < n * VPARTS; i++) {
    vd end = people->accrual * (1.0 - v_load (patients->u, i)) + people->follow_up;
    vd time = v_load (score, i);
    v_store (patients->entered, i, people->accrual * v_load (patients->u, i));
    vi event = time <= end;
    v_store (score, i, v_select (event, time, end));
    v_store_i (patients->event, i, event);
    v_store_i (patients->left[1], i, (vi){ 0 });
    v_store_i (patients->seen[1], i, ~(vi){ 0 });
  }
  if (fate->loss == 0)
    return;
  LANE_FN (sim_lanes_uniform) (&patients->dropout, n, patients->u);
  for (int i = 0; i < n * VPARTS; i++) {
    vd lost = -v_log (1.0 - v_load (patients->u, i)) / fate->loss;
    vd time = v_load (score, i);
    vi left = lost < time;
    v_store (score, i, v_select (left, lost, time));
    v_store_i (patients->event, i, v_load_i (patients->event, i) & ~left);
    v_store_i (patients->left[1], i, left);
  }
}

void LANE_FN (sim_lanes_people_make) (const LanePeople *people, int arm, int place, int n,
                                      LanePatients *patients)
{
  for (int p = people->baseline ? 0 : 1; p < people->n_points; p++)
    if (people->points[p].used) {
      make_latent (people, arm, p, place, n, patients);
      make_scores (people, arm, p, n, patients);
    }
}

void LANE_FN (sim_lanes_people_draw) (const LanePeople *people, int arm, int place, int n,
                                      LanePatients *patients)
{
  draw_innovations (people, n, patients);
  draw_parts (people, arm, place, n, patients);
  draw_states (people, arm, n, patients);
  LANE_FN (sim_lanes_people_make) (people, arm, place, n, patients);
  if (people->times)
    censor (people, arm, n, patients);
  else
    mark_seen (people, arm, n, patients);
}
