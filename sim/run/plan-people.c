/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-people.c - the patients of a scenario compiled for the lanes.
 */
#include "plan-people.h"
#include "plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/round.h"
#include "../scenario/allocation.h"

/* --- the making ----------------------------------------------------------------------------- */

/* Where the table of a curve stands. */
typedef struct {
  const SimScoreMap *map; /* one that has it */
  long at;
} KnownCurve;

typedef struct {
  const SimScenario *scenario;
  guint outcome, nth; /* index of the outcome, and without those that are derived */
  const int *most;
  SimPeople source;
  LanePeople *people;
  GArray *tables; /* of double */
  GArray *curves; /* of KnownCurve */
} Making;

static long table_add (Making *making, const double *values, guint n)
{
  long at = (long) making->tables->len;
  g_array_append_vals (making->tables, values, n);
  return at;
}

static const SimScoreMap *scores_at (const Making *making, guint arm, guint point)
{
  return point == 0 ? sim_scenario_score_map (making->scenario, making->outcome, -1, 0)
                    : sim_scenario_score_map (making->scenario, making->outcome, (int) arm,
                                              point - 1);
}

static char *id_at (const Making *making, const char *format, guint index)
{
  char *pointer = g_strdup_printf (format, index);
  char *id = g_strdup (sim_scenario_text (making->scenario, pointer));
  g_free (pointer);
  return id;
}

static double time_at (const Making *making, guint outcome, guint point)
{
  char *pointer = g_strdup_printf ("/outcomes/%u/visits/%u/time", outcome, point - 1);
  double time = sim_scenario_number (making->scenario, pointer);
  g_free (pointer);
  return time;
}

static SimKey key_of (const Making *making, const char *role, const char *outcome,
                      const char *visit, int arm)
{
  const char *id = arm < 0 ? NULL : sim_scenario_arm_id (making->scenario, (guint) arm);
  return sim_key_new (sim_scenario_seed (making->scenario), role, outcome, visit, id);
}

/* --- maps ----------------------------------------------------------------------------------- */

/* Cubics through a curve at the thirds of each cell. */
static long tabulate_curve (Making *making, const SimScoreMap *map)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (double), 4 * LANE_CURVE_CELLS);
  for (int cell = 0; cell < LANE_CURVE_CELLS; cell++) {
    double y[4];
    for (int i = 0; i < 4; i++)
      y[i] = sim_score_curve (map, -LANE_CURVE_REACH + (cell + i / 3.0) / LANE_CURVE_PER_UNIT);
    double c[4] = { y[0], (-11 * y[0] + 18 * y[1] - 9 * y[2] + 2 * y[3]) / 2,
                    (18 * y[0] - 45 * y[1] + 36 * y[2] - 9 * y[3]) / 2,
                    (-9 * y[0] + 27 * y[1] - 27 * y[2] + 9 * y[3]) / 2 };
    for (int i = 0; i < 4; i++) {
      double rounded = sim_round32 (c[i]);
      g_array_append_val (rows, rounded);
    }
  }
  long at = table_add (making, (const double *) (const void *) rows->data, rows->len);
  g_array_unref (rows);
  return at;
}

static gboolean same_curve (const SimScoreMap *a, const SimScoreMap *b)
{
  if (a->kind != b->kind)
    return FALSE;
  if (a->kind != SIM_SCORE_LIMITED)
    return a->curve == b->curve && a->shape == b->shape;
  return a->mu == b->mu && a->sigma == b->sigma && a->low == b->low && a->high == b->high
         && a->mean == b->mean && a->sd == b->sd;
}

/* Each curve is there once: most arms and visits have the same. */
static long curve_of (Making *making, const SimScoreMap *map)
{
  for (guint i = 0; i < making->curves->len; i++) {
    const KnownCurve *known = &g_array_index (making->curves, KnownCurve, i);
    if (same_curve (known->map, map))
      return known->at;
  }
  KnownCurve curve = { map, tabulate_curve (making, map) };
  g_array_append_val (making->curves, curve);
  return curve.at;
}

/* What the cumulative hazard is where a piece begins, when that is, and weeks for a unit more of
 * it. A piece without hazard is passed over; after the last change point nobody leaves it. */
static long tabulate_pieces (Making *making, const SimScoreMap *map)
{
  double before = 0;
  long at = (long) making->tables->len;
  for (guint k = 0; k < map->n_pieces; k++) {
    gboolean none = map->hazard[k] == 0, last = k + 1 == map->n_pieces;
    double row[3]
        = { before, none && last ? INFINITY : map->from[k], none ? 0 : 1 / map->hazard[k] };
    g_array_append_vals (making->tables, row, 3);
    if (!last)
      before += map->hazard[k] * (map->from[k + 1] - map->from[k]);
  }
  return at;
}

/* Scores of such a map in SDs `sd` from `centre`; cuts give plain numbers. */
static LaneMap compile_map (Making *making, const SimScoreMap *map, double centre, double sd)
{
  double less = map->raw ? 0 : (map->mean - centre) / sd, by = map->raw ? map->sd : map->sd / sd;
  switch (map->kind) {
    case SIM_SCORE_GRID:
      return (LaneMap){ .kind = LANE_MAP_GRID,
                        .offset = map->mu,
                        .scale = map->sigma,
                        .top = map->steps,
                        .by = map->step / sd,
                        .less = (map->min - centre) / sd };
    case SIM_SCORE_CURVE:
    case SIM_SCORE_LIMITED:
      return (LaneMap){ .kind = LANE_MAP_CURVE,
                        .table = curve_of (making, map),
                        .by = by,
                        .less = less };
    case SIM_SCORE_CUTS:
      return (LaneMap){ .kind = LANE_MAP_CUTS,
                        .n_cuts = (int) map->n_cuts,
                        .table = table_add (making, map->cuts, map->n_cuts),
                        .by = map->raw ? 1 : map->step / sd,
                        .less = map->raw ? 0 : (map->min - centre) / sd };
    case SIM_SCORE_PIECES:
      return (LaneMap){ .kind = LANE_MAP_PIECES,
                        .table = curve_of (making, map),
                        .n_cuts = (int) map->n_pieces,
                        .pieces = tabulate_pieces (making, map) };
    default:
      return (LaneMap){ .kind = LANE_MAP_PLAIN, .by = by, .less = less };
  }
}

static void compile_point_maps (Making *making, guint point)
{
  LanePoint *lane = &making->people->points[point];
  for (guint a = 0; a < (guint) making->people->n_arms; a++) {
    const LaneFate *fate = &making->people->fates[a];
    const SimScoreMap *map = scores_at (making, a, point);
    double centre = point == 0 ? map->mean
                               : sim_scenario_true_mean (making->scenario, making->outcome, a,
                                                         point - 1);
    lane->map[a][0] = compile_map (making, map, centre, map->sd);
    for (int k = 1; k < fate->n_states && point > 0; k++) {
      const SimScoreMap *other
          = k <= fate->n_switches
                ? scores_at (making, making->source.switches[fate->switch_at[k]].to, point)
                : sim_scenario_unadherent_map (making->scenario, making->outcome, a, point - 1);
      lane->map[a][k] = compile_map (making, other, centre, map->sd);
    }
  }
}

/* --- points --------------------------------------------------------------------------------- */

static void compile_weights (Making *making)
{
  guint n = sim_scenario_n_visits (making->scenario, making->outcome) + 1;
  double *factor = g_new0 (double, n *n);
  for (guint a = 0; a < (guint) making->people->n_arms; a++) {
    sim_people_residual (making->scenario, making->outcome, a, factor);
    for (guint i = 0; i < n * n; i++)
      factor[i] = sim_round32 (factor[i]);
    sim_plan_cholesky (factor, n);
    for (guint p = 0; p < (guint) making->people->n_points; p++)
      for (guint j = 0; j <= p; j++)
        making->people->points[p].weight[a][j] = factor[p * n + j];
  }
  g_free (factor);
}

/* Who of the visits of the first outcome are there at, or last before, a point of this one. */
static int left_with (const Making *making, guint point)
{
  guint own[SIM_MAX_OUTCOMES], last = 0;
  sim_scenario_own_outcomes (making->scenario, own);
  double time = time_at (making, making->outcome, point);
  while (last < sim_scenario_n_visits (making->scenario, own[0])
         && time_at (making, own[0], last + 1) <= time)
    last++;
  return (int) last;
}

/* Of one arm: over its own innovations, and over those of the outcomes before. */
static void compile_cross (Making *making, guint arm, const SimMix *mix)
{
  LanePeople *people = making->people;
  for (guint p = people->baseline ? 0 : 1; p < (guint) people->n_points; p++) {
    LanePoint *point = &people->points[p];
    for (guint j = 0; j <= p; j++)
      point->weight[arm][j] = sim_round32 (mix->weight[p][making->nth][j]);
    for (guint l = 0; l < making->nth; l++)
      for (guint j = 0; j < LANE_POINTS; j++) {
        point->cross[arm][l][j] = sim_round32 (mix->weight[p][l][j]);
        if (point->cross[arm][l][j] != 0)
          point->n_cross[l] = MAX (point->n_cross[l], (int) j + 1);
      }
  }
}

static void compile_mix (Making *making)
{
  SimMix *mix = g_new (SimMix, 1);
  for (guint a = 0; a < (guint) making->people->n_arms; a++)
    if (sim_scenario_mix (making->scenario, making->nth, a, mix))
      compile_cross (making, a, mix);
  for (guint p = 1; p < (guint) making->people->n_points; p++)
    making->people->points[p].left_with = left_with (making, p);
  g_free (mix);
}

/* Where an arm is worse off at entry its scores at visits are so by as much as goes with that. */
static void compile_imbalance (Making *making)
{
  double matrix[LANE_POINTS * LANE_POINTS];
  for (guint a = 0; a < (guint) making->people->n_arms; a++) {
    sim_scenario_latent_correlation (making->scenario, making->outcome, a, matrix);
    for (guint p = 0; p < (guint) making->people->n_points; p++)
      making->people->points[p].shift[a] = sim_round32 (making->source.imbalance[a] * matrix[p]);
  }
}

/* Who is not there misses all that is measured then: the stream is that of the first outcome that
 * is measured at that time. */
static SimKey gap_key (const Making *making, guint point, int arm)
{
  guint own[SIM_MAX_OUTCOMES], k = 0, p = 1;
  double time = time_at (making, making->outcome, point);
  sim_scenario_own_outcomes (making->scenario, own);
  while (time_at (making, own[k], p) != time)
    if (++p > sim_scenario_n_visits (making->scenario, own[k])) {
      p = 1;
      k++; /* as far as the outcome itself, which is measured then */
    }
  char *pointer = g_strdup_printf ("/outcomes/%u/visits/%u/id", own[k], p - 1);
  char *outcome = id_at (making, "/outcomes/%u/id", own[k]);
  SimKey key = key_of (making, "gap", outcome, sim_scenario_text (making->scenario, pointer), arm);
  g_free (outcome);
  g_free (pointer);
  return key;
}

static void compile_points (Making *making)
{
  LanePeople *people = making->people;
  char *outcome = id_at (making, "/outcomes/%u/id", making->outcome);
  for (guint p = people->baseline ? 0 : 1; p < (guint) people->n_points; p++) {
    char *pointer = g_strdup_printf ("/outcomes/%u/visits/%u/id", making->outcome, p - 1);
    const char *visit = p == 0 ? NULL : sim_scenario_text (making->scenario, pointer);
    for (int a = 0; a < people->n_arms; a++) {
      people->points[p].key[a]
          = key_of (making, p == 0 ? "baseline" : "visit", outcome, visit, a);
      if (p > 0)
        people->points[p].key_gap[a] = gap_key (making, p, a);
    }
    compile_point_maps (making, p);
    g_free (pointer);
  }
  if (making->nth == 0)
    compile_weights (making);
  else
    compile_mix (making);
  if (making->source.imbalanced)
    compile_imbalance (making);
  g_free (outcome);
}

/* --- parts ---------------------------------------------------------------------------------- */

static LanePart *add_part (Making *making, LanePartKind kind)
{
  LanePart *part = &making->people->parts[making->people->n_parts++];
  part->kind = kind;
  part->own = 1;
  return part;
}

/* An SD of a part in that which the scenario gives, at a point: where latent SDs are given the
 * scores have others. Of scores without an SD it is that of their latent values. */
static double beside_sd (const Making *making, double sd, guint arm, guint point)
{
  const SimScoreMap *map = scores_at (making, arm, point);
  return !map ? 0 : map->raw ? sd : sd / map->given_sd;
}

static double loading_of (const Making *making, const SimPart *part, guint arm, guint point)
{
  return part->is_sd ? beside_sd (making, part->value, arm, point)
                     : sim_round32 (sqrt (part->value));
}

/* What patients have in common does as much to every outcome as these go together. */
static void mix_alike (const Making *making, LanePart *part)
{
  double alike[SIM_MAX_OUTCOMES];
  if (making->nth == 0 || !sim_scenario_alike (making->scenario, making->nth, alike))
    return;
  part->own = sim_round32 (alike[making->nth]);
  for (guint l = 0; l < making->nth; l++)
    part->mix[l] = sim_round32 (alike[l]);
}

/* The streams of the first outcome are those of patients of one. */
static const char *stream_of (const Making *making, const char *outcome)
{
  return making->nth > 0 ? outcome : NULL;
}

static void compile_groups (Making *making, LanePart *part, guint arm, gboolean centres)
{
  guint n = (guint) making->most[arm];
  gint32 *of = g_new (gint32, n);
  double *table = g_new (double, n);
  if (centres)
    sim_scenario_centres (making->scenario, arm, n, of);
  else
    sim_scenario_practitioners (making->scenario, arm, n, of);
  for (guint i = 0; i < n; i++) {
    table[i] = of[i];
    part->n_groups[arm] = MAX (part->n_groups[arm], of[i] + 1);
  }
  part->groups_at[arm] = table_add (making, table, n);
  g_free (table);
  g_free (of);
}

/* Who treats whom, whether that makes a difference to scores or not: shared ones have the number of
 * the arm that is named first. */
static void compile_dealing (Making *making)
{
  for (guint a = 0; a < (guint) making->people->n_arms; a++) {
    guint n = (guint) making->most[a];
    gint32 *of = g_new (gint32, n);
    double *table = g_new (double, n);
    sim_scenario_practitioners (making->scenario, a, n, of);
    for (guint i = 0; i < n; i++)
      table[i] = making->source.practitioners_of[a] + (double) of[i] * SIM_MAX_ARMS;
    making->people->practitioner_at[a]
        = n > 0 && of[0] >= 0 ? table_add (making, table, n) : -1;
    g_free (table);
    g_free (of);
  }
}

static void compile_practitioners (Making *making)
{
  const SimPeople *source = &making->source;
  LanePart *part = NULL;
  char *outcome = id_at (making, "/outcomes/%u/id", making->outcome);
  for (guint a = 0; a < (guint) making->people->n_arms; a++) {
    if (source->practitioner[a].value <= 0)
      continue;
    if (!part)
      mix_alike (making, part = add_part (making, LANE_PART_GROUP));
    part->in_arm[a] = TRUE;
    part->key[a] = key_of (making, "practitioner", stream_of (making, outcome), NULL,
                           (int) source->practitioners_of[a]);
    compile_groups (making, part, a, FALSE);
    for (guint p = 1; p < (guint) making->people->n_points; p++)
      part->loading[a][p] = loading_of (making, &source->practitioner[a], a, p);
  }
  g_free (outcome);
}

static void compile_centres (Making *making, const char *role, const SimPart *share,
                             gboolean effect)
{
  if (making->source.n_centres == 0 || share->value <= 0)
    return;
  LanePart *part = add_part (making, LANE_PART_GROUP);
  int reference = sim_scenario_reference (making->scenario);
  char *outcome = id_at (making, "/outcomes/%u/id", making->outcome);
  mix_alike (making, part);
  for (guint a = 0; a < (guint) making->people->n_arms; a++) {
    if (effect && (int) a == reference)
      continue;
    part->in_arm[a] = TRUE;
    part->key[a] = key_of (making, role, stream_of (making, outcome), NULL, -1);
    compile_groups (making, part, a, TRUE);
    for (guint p = effect ? 1 : 0; p < (guint) making->people->n_points; p++)
      part->loading[a][p] = loading_of (making, share, a, p);
  }
  g_free (outcome);
}

static void compile_strata (Making *making)
{
  for (guint k = 0; k < making->source.n_strata; k++) {
    const SimStratum *stratum = &making->source.strata[k];
    LanePart *part = add_part (making, LANE_PART_STRATUM);
    char *id = id_at (making, "/strata/%u/id", k);
    double below = 0;
    part->stratum = (int) k;
    part->n_levels = (int) stratum->n_levels;
    for (guint l = 0; l < stratum->n_levels; l++) {
      part->below[l] = below;
      below += stratum->prevalence[l];
    }
    for (guint a = 0; a < (guint) making->people->n_arms; a++) {
      part->in_arm[a] = TRUE;
      part->key[a] = key_of (making, "stratum", id, NULL, (int) a);
      for (guint l = 0; l < stratum->n_levels; l++)
        for (guint p = making->people->baseline ? 0 : 1; p < (guint) making->people->n_points;
             p++) {
          double effect = stratum->effect[l] + (p > 0 ? stratum->interaction[l][a] : 0);
          part->level[l][a][p] = beside_sd (making, effect, a, p);
        }
    }
    g_free (id);
  }
}

static void compile_own_parts (Making *making)
{
  char *outcome = id_at (making, "/outcomes/%u/id", making->outcome);
  LanePart *response = NULL;
  for (guint k = 0; k < making->source.n_covariates; k++) {
    LanePart *part = add_part (making, LANE_PART_PATIENT);
    char *id = id_at (making, "/covariates/%u/id", k);
    for (guint a = 0; a < (guint) making->people->n_arms; a++) {
      part->in_arm[a] = TRUE;
      part->key[a] = key_of (making, "covariate", id, NULL, (int) a);
      for (guint p = 0; p < (guint) making->people->n_points; p++)
        part->loading[a][p] = making->source.correlation[k];
    }
    g_free (id);
  }
  for (guint a = 0; a < (guint) making->people->n_arms; a++) {
    if (making->source.response_sd[a] <= 0)
      continue;
    if (!response)
      mix_alike (making, response = add_part (making, LANE_PART_PATIENT));
    response->in_arm[a] = TRUE;
    response->key[a] = key_of (making, "response", outcome, NULL, (int) a);
    for (guint p = 1; p < (guint) making->people->n_points; p++)
      response->loading[a][p] = beside_sd (making, making->source.response_sd[a], a, p);
  }
  g_free (outcome);
}

static void compile_parts (Making *making)
{
  SimPart effect = { TRUE, making->source.centre_effect_sd };
  making->people->n_strata = (int) making->source.n_strata;
  making->people->n_covariates = (int) making->source.n_covariates;
  compile_dealing (making);
  compile_practitioners (making);
  compile_centres (making, "centre", &making->source.centre, FALSE);
  compile_centres (making, "centre-effect", &effect, TRUE);
  compile_strata (making);
  compile_own_parts (making);
}

/* --- fates ---------------------------------------------------------------------------------- */

static void compile_fate (Making *making, guint arm)
{
  LaneFate *fate = &making->people->fates[arm];
  double below = 0;
  fate->n_states = 1;
  fate->adherent = making->source.adherent[arm];
  fate->key_dropout = key_of (making, "dropout", NULL, NULL, (int) arm);
  fate->key_switching = key_of (making, "switching", NULL, NULL, (int) arm);
  fate->key_adherence = key_of (making, "adherence", NULL, NULL, (int) arm);
  if (!making->source.any)
    fate->adherent = 1;
  for (guint k = 0; k < making->source.n_switches; k++) {
    if (making->source.switches[k].from != arm || making->source.switches[k].proportion <= 0)
      continue;
    below += making->source.switches[k].proportion;
    fate->switch_at[fate->n_states] = (int) k;
    fate->switched[fate->n_states++] = below;
  }
  fate->n_switches = fate->n_states - 1;
  if (fate->adherent < 1)
    fate->n_states++;
  else if (fate->n_switches > 0)
    fate->adherent = 2; /* nobody's draw is above it */
}

static double outcome_number (const Making *making, const char *key)
{
  char *pointer = g_strdup_printf ("/outcomes/%u/%s", making->outcome, key);
  double value = sim_scenario_number (making->scenario, pointer);
  g_free (pointer);
  return value;
}

static void compile_watching (Making *making)
{
  LanePeople *people = making->people;
  char *type = id_at (making, "/outcomes/%u/type", making->outcome);
  people->times = g_strcmp0 (type, "time-to-event") == 0;
  g_free (type);
  if (!people->times)
    return;
  people->accrual = outcome_number (making, "accrual");
  people->follow_up = outcome_number (making, "follow-up");
  for (guint a = 0; a < (guint) people->n_arms; a++) {
    SimMissing missing;
    sim_scenario_missing (making->scenario, making->outcome, a, &missing);
    people->fates[a].key_entry = key_of (making, "entry", NULL, NULL, (int) a);
    people->fates[a].loss = missing.loss;
  }
}

static gboolean compile_leaving (Making *making, guint arm)
{
  LanePeople *people = making->people;
  LaneFate *fate = &people->fates[arm];
  SimMissing missing;
  if (people->times)
    return TRUE;
  sim_scenario_missing (making->scenario, making->outcome, arm, &missing);
  fate->gaps = missing.gaps;
  double most = 0;
  for (guint p = 1; p < (guint) people->n_points; p++) {
    people->points[p].missing[arm] = missing.proportion[p - 1];
    most = MAX (most, missing.proportion[p - 1]);
  }
  if (most == 0)
    return TRUE;
  fate->leave = LANE_LEAVE_RANDOM;
  if (missing.kind == SIM_MISSING_MCAR)
    return TRUE;
  if (making->nth > 0) {
    fate->leave = LANE_LEAVE_WITH;
    return TRUE;
  }
  fate->leave = missing.kind == SIM_MISSING_MAR ? LANE_LEAVE_SEEN : LANE_LEAVE_UNSEEN;
  for (guint p = people->baseline ? 0 : 1; p < (guint) people->n_points; p++) {
    const SimScoreMap *map = scores_at (making, arm, p);
    gboolean plain = map->raw;
    double centre = p == 0 ? map->mean
                           : sim_scenario_true_mean (making->scenario, making->outcome, arm, p - 1);
    people->points[p].drive[arm] = missing.log_odds * (plain ? 1 : map->sd);
    people->points[p].drive_at_0[arm] = plain ? 0 : missing.log_odds * centre;
  }
  return sim_plan_solve_leaving (people, (int) arm, missing.proportion);
}

static gsize effects_room (const LanePeople *people)
{
  gsize most = 0;
  for (int a = 0; a < people->n_arms; a++) {
    gsize groups = 0;
    for (int k = 0; k < people->n_parts; k++)
      groups += (gsize) people->parts[k].n_groups[a];
    most = MAX (most, groups * SIM_LANES);
  }
  return most;
}

/* The tables at the end of the struct, where they are part of what is compared. */
static LanePeople *with_tables (LanePeople *people, const GArray *tables)
{
  gsize bytes = sizeof *people + tables->len * sizeof (double);
  LanePeople *whole = g_atomic_rc_box_alloc0 (bytes);
  memcpy (whole, people, sizeof *people);
  if (tables->len > 0)
    memcpy (whole->tables, tables->data, tables->len * sizeof (double));
  whole->n_tables = (long) tables->len;
  whole->n_effects = (long) effects_room (people);
  return whole;
}

/* n_visits: whose scores are asked for; whole: all visits are drawn. */
static LanePeople *people_new (const SimScenario *scenario, guint outcome, guint nth,
                               guint n_visits, gboolean whole, const int *most)
{
  LanePeople *draft = g_try_malloc0 (sizeof *draft);
  if (!draft)
    return NULL;
  Making making = { .scenario = scenario,
                    .outcome = outcome,
                    .nth = nth,
                    .most = most,
                    .people = draft,
                    .tables = g_array_new (FALSE, FALSE, sizeof (double)),
                    .curves = g_array_new (FALSE, FALSE, sizeof (KnownCurve)) };
  sim_scenario_people (scenario, outcome, &making.source);
  draft->nth = (int) nth;
  draft->n_arms = (int) sim_scenario_n_arms (scenario);
  draft->n_points = (int) sim_scenario_n_visits (scenario, outcome) + 1;
  draft->baseline = sim_scenario_score_map (scenario, outcome, -1, 0) != NULL;
  for (guint a = 0; a < (guint) draft->n_arms; a++)
    compile_fate (&making, a);
  compile_points (&making);
  compile_parts (&making);
  compile_watching (&making);
  /* leaving is solved with all visits, by their scores */
  for (int p = 0; p < draft->n_points; p++)
    draft->points[p].used = TRUE;
  LanePeople *people = with_tables (draft, making.tables);
  making.people = people;
  gboolean good = TRUE, by_scores = FALSE;
  for (guint a = 0; a < (guint) people->n_arms && good; a++) {
    good = compile_leaving (&making, a);
    by_scores |= people->fates[a].leave == LANE_LEAVE_SEEN
                 || people->fates[a].leave == LANE_LEAVE_UNSEEN;
  }
  for (int p = 0; p < people->n_points; p++)
    people->points[p].used = n_visits > 0 || by_scores;
  if (!whole)
    people->n_points = (int) n_visits + 1;
  if (!good)
    g_clear_pointer (&people, sim_plan_people_unref);
  g_array_unref (making.tables);
  g_array_unref (making.curves);
  g_free (draft);
  return people;
}

/* Whether an outcome's patients are made of those of one before it, in some arm. */
static gboolean mixes (const LanePeople *people, guint with)
{
  for (int p = 0; p < people->n_points; p++)
    if (people->points[p].n_cross[with] > 0)
      return TRUE;
  for (int k = 0; k < people->n_parts; k++)
    if (people->parts[k].mix[with] != 0)
      return TRUE;
  return FALSE;
}

static gboolean leaves_with (const LanePeople *people)
{
  for (int a = 0; a < people->n_arms; a++)
    if (people->fates[a].leave == LANE_LEAVE_WITH)
      return TRUE;
  return FALSE;
}

/* From the last to the first: an outcome is needed by itself or by one that comes after it. Then
 * all its visits are drawn: which of them the other goes with does not matter here. */
gboolean sim_plan_people_fill (const SimScenario *scenario, const guint *n_visits, const int *most,
                               const LanePeople **people)
{
  guint own[SIM_MAX_OUTCOMES], n = sim_scenario_own_outcomes (scenario, own);
  for (guint k = n; k-- > 0;) {
    gboolean with = FALSE;
    for (guint j = k + 1; j < n; j++)
      with |= people[j] && (mixes (people[j], k) || (k == 0 && leaves_with (people[j])));
    if (n_visits[k] == 0 && !with)
      continue;
    people[k] = people_new (scenario, own[k], k, n_visits[k], with, most);
    if (!people[k])
      return FALSE;
  }
  return TRUE;
}

LanePeople *sim_plan_people_ref (LanePeople *people)
{
  return people ? g_atomic_rc_box_acquire (people) : NULL;
}

void sim_plan_people_unref (LanePeople *people)
{
  if (people)
    g_atomic_rc_box_release (people);
}

gboolean sim_plan_people_equal (const LanePeople *a, const LanePeople *b)
{
  if (!a || !b)
    return a == b;
  return a->n_tables == b->n_tables
         && memcmp (a, b, sizeof *a + (gsize) a->n_tables * sizeof (double)) == 0;
}

LanePatients *sim_plan_patients_new (const LanePeople *people)
{
  gsize room = (sizeof (LanePatients) + 63) / 64 * 64;
  gsize effects = (gsize) people->n_effects * sizeof (double);
  char *memory = aligned_alloc (64, room + (effects + 63) / 64 * 64);
  if (!memory)
    return NULL;
  LanePatients *patients = (LanePatients *) (void *) memory;
  memset (memory, 0, sizeof *patients);
  patients->effects = (double *) (void *) (memory + room);
  return patients;
}

gboolean sim_plan_patients_fill (const LanePeople *const *people, LanePatients **patients)
{
  for (guint k = 0; k < LANE_OUTCOMES; k++)
    if (people[k] && !(patients[k] = sim_plan_patients_new (people[k])))
      return FALSE;
  for (guint k = 0; k < LANE_OUTCOMES; k++)
    for (guint l = 0; patients[k] && l < LANE_OUTCOMES; l++)
      patients[k]->of[l] = patients[l];
  return TRUE;
}

void sim_plan_patients_free (LanePatients *patients)
{
  free (patients);
}
