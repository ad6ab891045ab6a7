/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * identity.c - fingerprints of raw bits of the lanes: draws, estimates, variances, decisions, sums.
 *
 * Plain C and the lane objects only, so that it can be built for any machine with nothing but a
 * cross compiler. Prints one line a case and instruction set; all of a case must agree, on every
 * machine, for every compiler.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/analysis-lanes.h"
#include "decision/multiplicity/verdict-lanes.h"
#include "run/lane-allocation.h"
#include "run/lane-plan.h"

enum { ARMS = 3, REPLICATES = 256 };

/* FNV-1a, 64 bits: Fowler, Noll, Vo. */
static uint64_t mix_in (uint64_t hash, const void *data, size_t bytes)
{
  const unsigned char *byte = data;
  for (size_t i = 0; i < bytes; i++)
    hash = (hash ^ byte[i]) * 0x100000001b3u;
  return hash;
}
#define HASH_START 0xcbf29ce484222325u

typedef struct {
  const char *name;
  void (*seed) (LaneStream *stream, SimKey key, uint64_t first);
  void (*normal) (LaneStream *stream, int n, double *z);
  void (*uniform) (LaneStream *stream, int n, double *u);
  bool (*reduce) (const LaneDraws *draws, uint64_t first, int groups, LaneScratch *scratch,
                  double *records, const atomic_int *stop);
  void (*decide) (const LanePlan *plan, int size, const double *records, int groups, LaneFit *fit);
  void (*count) (const LanePlan *plan, uint64_t first, int groups, uint64_t start, uint64_t end,
                 const double *records, LaneFit *fit, LaneBlock *block);
  void (*allocate) (const LaneAllocation *a, uint64_t first, int n_recruits, int64_t *arm_of,
                    int64_t *levels, LaneAllocationState *state);
  LaneFitFn t_test, change_score, ancova;
  LaneVerdictFn single_step, holm, dunnett, step_down, ranked, lsd;
} Path;

#define PATH(isa)                                                                                  \
  { #isa,                                                                                          \
    sim_lanes_seed_##isa,                                                                          \
    sim_lanes_normal_##isa,                                                                        \
    sim_lanes_uniform_##isa,                                                                       \
    sim_lanes_reduce_##isa,                                                                        \
    sim_lanes_decide_##isa,                                                                        \
    sim_lanes_count_##isa,                                                                         \
    sim_lanes_allocate_##isa,                                                                      \
    sim_lanes_t_test_##isa,                                                                        \
    sim_lanes_change_score_##isa,                                                                  \
    sim_lanes_ancova_##isa,                                                                        \
    sim_lanes_single_step_##isa,                                                                   \
    sim_lanes_holm_##isa,                                                                          \
    sim_lanes_dunnett_##isa,                                                                       \
    sim_lanes_dunnett_step_down_##isa,                                                             \
    sim_lanes_ranked_##isa,                                                                        \
    sim_lanes_lsd_##isa }

static const Path paths[] = {
  PATH (scalar),
#if defined __x86_64__
  PATH (avx2),
  PATH (avx512),
#endif
};
enum { PATHS = sizeof paths / sizeof paths[0] };

static bool has_path (int index)
{
#if defined __x86_64__
  if (index == 1)
    return __builtin_cpu_supports ("avx2");
  if (index == 2)
    return __builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512dq")
           && __builtin_cpu_supports ("avx512vl");
#endif
  return index == 0;
}

/* --- plans by hand: round numbers, no library ------------------------------------------------ */

static double cubics[LANE_LEVELS][LANE_CRITICAL_CELLS][4];

typedef struct {
  const char *name;
  bool baseline, dropout, two_visits, omnibus, one_sided;
  bool second; /* read another outcome of the same patients, of which those respond who improve */
  enum { PLAIN, BOUNDED, FATES } people;
  enum { T_TEST, CHANGE_SCORE, ANCOVA } method;
  int variant;
  enum { SINGLE_STEP, HOLM, DUNNETT, STEP_DOWN, RANKED, LSD } rule;
  bool far; /* ranks by halving */
} Case;

static const Case cases[] = {
  { "t-test", .method = T_TEST, .rule = SINGLE_STEP },
  { "t-test-baseline-holm", .baseline = true, .method = T_TEST, .rule = HOLM, .omnibus = true },
  { "two-arms-dropout", .dropout = true, .method = T_TEST, .variant = LANE_TWO_ARMS, .rule = HOLM },
  { "welch-two-visits", .baseline = true, .two_visits = true, .dropout = true, .method = T_TEST,
    .variant = LANE_WELCH, .rule = HOLM, .one_sided = true },
  { "change-score", .baseline = true, .method = CHANGE_SCORE, .rule = SINGLE_STEP },
  { "ancova", .baseline = true, .method = ANCOVA, .rule = HOLM },
  { "ancova-dropout-dunnett", .baseline = true, .dropout = true, .two_visits = true,
    .method = ANCOVA, .rule = DUNNETT, .omnibus = true },
  { "bounded-t-test", .people = BOUNDED, .method = T_TEST, .variant = LANE_WELCH, .rule = HOLM },
  { "bounded-ancova", .people = BOUNDED, .baseline = true, .dropout = true, .two_visits = true,
    .method = ANCOVA, .rule = HOLM, .omnibus = true },
  { "fates-t-test", .people = FATES, .dropout = true, .method = T_TEST, .rule = HOLM },
  { "fates-ancova", .people = FATES, .baseline = true, .dropout = true, .two_visits = true,
    .method = ANCOVA, .rule = HOLM },
  { "response-t-test", .people = FATES, .baseline = true, .dropout = true, .two_visits = true,
    .second = true, .method = T_TEST, .variant = LANE_TWO_ARMS, .rule = HOLM },
  { "t-test-step-down", .method = T_TEST, .rule = STEP_DOWN },
  { "ancova-dropout-step-down", .baseline = true, .dropout = true, .two_visits = true,
    .method = ANCOVA, .rule = STEP_DOWN },
  { "t-test-ranked", .method = T_TEST, .rule = RANKED },
  { "welch-ranked-far", .dropout = true, .method = T_TEST, .variant = LANE_WELCH, .rule = RANKED,
    .far = true },
  { "ancova-dropout-lsd", .baseline = true, .dropout = true, .two_visits = true,
    .method = ANCOVA, .rule = LSD },
};
enum { CASES = sizeof cases / sizeof cases[0] };

/* People by hand. The tables: a curve that is a ramp with a bend in every cell, two cuts, the
 * practitioners of 70 patients. */
enum { CUTS_AT = 4 * LANE_CURVE_CELLS, GROUPS_AT = CUTS_AT + 2, TABLES = GROUPS_AT + 128 };

static LanePeople *plan_tables (void)
{
  LanePeople *people = calloc (1, sizeof *people + TABLES * sizeof (double));
  if (!people)
    exit (1);
  for (int cell = 0; cell < LANE_CURVE_CELLS; cell++) {
    people->tables[4 * cell] = (cell - LANE_CURVE_CELLS / 2) * 0.03125;
    people->tables[4 * cell + 1] = 0.03;
    people->tables[4 * cell + 3] = 0.00125;
  }
  people->tables[CUTS_AT] = -0.5;
  people->tables[CUTS_AT + 1] = 0.75;
  for (int i = 0; i < 128; i++)
    people->tables[GROUPS_AT + i] = i / 9 % 5;
  people->n_tables = TABLES;
  people->n_effects = 10 * SIM_LANES;
  return people;
}

/* A scale of 24 steps with a floor that many reach; halves that are ties at z = 0. */
static LaneMap map_of (LaneMapKind kind, int arm)
{
  switch (kind) {
    case LANE_MAP_GRID:
      return (LaneMap){ .kind = kind, .offset = 1.25 + arm, .scale = 6.5, .top = 24,
                        .by = 0.203125, .less = -0.71875 - 0.125 * arm };
    case LANE_MAP_CURVE:
      return (LaneMap){ .kind = kind, .by = 1.25, .less = 0.125 * arm };
    case LANE_MAP_CUTS:
      return (LaneMap){ .kind = kind, .table = CUTS_AT, .n_cuts = 2, .by = 1 };
    default:
      return (LaneMap){ .kind = kind, .by = 1, .less = 0.0625 * arm };
  }
}

static void plan_parts (LanePeople *people, int arm)
{
  static const LanePartKind kinds[] = { LANE_PART_GROUP, LANE_PART_STRATUM, LANE_PART_PATIENT };
  people->n_parts = 3;
  for (int k = 0; k < 3; k++) {
    LanePart *part = &people->parts[k];
    part->kind = kinds[k];
    part->in_arm[arm] = kinds[k] != LANE_PART_GROUP || arm < 2;
    part->key[arm] = (SimKey){ (uint64_t) (k + 1) * SIM_GOLDEN, (uint64_t) arm + 5 };
    part->groups_at[arm] = GROUPS_AT;
    part->n_groups[arm] = 5;
    part->n_levels = 3;
    part->own = people->nth > 0 ? 0.75 : 1;
    part->mix[0] = people->nth > 0 ? 0.625 : 0;
    part->below[1] = 0.25;
    part->below[2] = 0.625;
    for (int p = 1; p < people->n_points; p++) {
      part->loading[arm][p] = 0.1875 + 0.0625 * k;
      for (int l = 0; l < 3; l++)
        part->level[l][arm][p] = 0.25 * (l - 1);
    }
  }
}

static void plan_fate (const Case *c, LanePeople *people, int arm)
{
  LaneFate *fate = &people->fates[arm];
  uint64_t base = 1000003u * (uint64_t) (arm + 1);
  fate->n_states = 1;
  fate->adherent = 1;
  fate->key_dropout = (SimKey){ base + 17, base * base };
  if (c->dropout)
    fate->leave = c->people == FATES ? (LaneLeave) (arm + 1) : LANE_LEAVE_RANDOM;
  if (c->people != FATES)
    return;
  plan_parts (people, arm);
  fate->gaps = 0.0625;
  fate->n_states = 3;
  fate->n_switches = 1;
  fate->switched[1] = 0.125;
  fate->adherent = 0.75;
  fate->key_switching = (SimKey){ base + 19, base };
  fate->key_adherence = (SimKey){ base + 23, base };
}

static void plan_people (const Case *c, int nth, LaneDraws *draws)
{
  LanePeople *people = plan_tables ();
  people->nth = nth;
  people->n_arms = ARMS;
  people->n_points = draws->n_innovations + 1;
  people->baseline = draws->baseline;
  for (int a = 0; a < ARMS; a++) {
    plan_fate (c, people, a);
    if (nth > 0 && people->fates[a].leave > LANE_LEAVE_RANDOM)
      people->fates[a].leave = LANE_LEAVE_WITH;
    for (int p = draws->baseline ? 0 : 1; p < people->n_points; p++) {
      LanePoint *point = &people->points[p];
      LaneMapKind kind = c->people == FATES ? (LaneMapKind) ((a + p) % 4) : LANE_MAP_GRID;
      point->used = true;
      point->n_cross[0] = nth > 0 ? p + 1 : 0;
      point->cross[a][0][p] = -0.5;
      point->cross[a][0][0] = 0.25;
      point->left_with = p;
      point->key[a] = p == 0 ? draws->key_baseline[a] : draws->key_visit[p - 1][a];
      point->key[a].k1 += (uint64_t) nth;
      point->key_gap[a] = (SimKey){ (uint64_t) p * 77 + (uint64_t) a, 99 };
      point->weight[a][0] = p == 0 ? 1 : 0.5;
      for (int j = 1; j <= p; j++)
        point->weight[a][j] = j == p ? 0.75 : 0.375;
      for (int state = 0; state < 3; state++)
        point->map[a][state] = map_of (kind, (a + state) % ARMS);
      point->missing[a] = 0.0625 * (a + p);
      point->intercept[a] = -2;
      point->drive[a] = 0.5;
      point->drive_at_0[a] = 0.25;
    }
  }
  draws->people[nth] = people;
  draws->n_people = nth + 1;
}

static void plan_draws (const Case *c, LaneDraws *draws)
{
  static const int n[][ARMS] = { { 18, 16, 15 }, { 54, 50, 48 }, { 41, 70, 33 } };
  static const int order[ARMS][3] = { { 0, 2, 1 }, { 0, 1, 2 }, { 0, 2, 1 } };
  draws->n_arms = ARMS;
  draws->n_sizes = 3;
  draws->baseline = c->baseline;
  draws->dropout = c->dropout;
  draws->n_reductions = 1;
  draws->n_innovations = c->two_visits ? 2 : 1;
  for (int a = 0; a < ARMS; a++) {
    uint64_t base = 1000003u * (uint64_t) (a + 1);
    draws->key_baseline[a] = (SimKey){ base * SIM_GOLDEN, ~base };
    draws->key_dropout[a] = (SimKey){ base + 17, base * base };
    for (int v = 0; v < 2; v++)
      draws->key_visit[v][a] = (SimKey){ base ^ (0x1234567u << v), base * 31 + (uint64_t) v };
    for (int s = 0; s < 3; s++) {
      draws->arm_n[s][a] = n[s][a];
      draws->checkpoint_n[a][s] = n[order[a][s]][a];
      draws->checkpoint_size[a][s] = order[a][s];
    }
  }
  LaneReduction *reduction = &draws->reductions[0];
  reduction->visit = c->two_visits;
  reduction->baseline = c->baseline && !c->second;
  reduction->people = c->second;
  reduction->n_terms = draws->n_innovations;
  reduction->weight[0] = c->two_visits ? 0.6 : 1;
  reduction->weight[1] = 0.8;
  reduction->any_missing = c->dropout;
  reduction->responder
      = (LaneResponder){ .on = c->second, .relative = true, .by_baseline = 0.75,
                         .baseline_by = 1, .baseline_plus = 0.5 };
  for (int a = 0; a < ARMS; a++) {
    reduction->missing[a] = c->dropout ? 0.125 * (a + 1) : 0;
    reduction->responder.by_score[a] = -1;
    reduction->responder.plus[a] = 0.0625 * a - 0.25;
  }
  reduction->n_moments = c->dropout ? LANE_MOMENTS : c->baseline ? LANE_N : LANE_X;
  reduction->n_rows = ARMS;
  draws->stride = 3 * ARMS * reduction->n_moments * SIM_LANES;
  for (int nth = 0; nth <= c->second && c->people != PLAIN; nth++)
    plan_people (c, nth, draws);
}

static void plan_analysis (const Case *c, const Path *path, LaneAnalysis *analysis)
{
  const LaneFitFn fits[] = { path->t_test, path->change_score, path->ancova };
  analysis->fit = fits[c->method];
  analysis->variant = c->variant;
  analysis->direction = -1;
  analysis->df_fixed = !c->dropout && c->variant != LANE_WELCH;
  analysis->df_shared = c->variant == LANE_ALL_ARMS;
  analysis->rho = c->baseline && c->people == PLAIN ? 0.6 : 0;
  analysis->resid = c->baseline && c->people == PLAIN ? 0.8 : 1;
  analysis->baseline_sd = c->baseline ? 4.25 : 0;
  for (int a = 0; a < ARMS; a++) {
    analysis->mean[a] = 7 + 1.1 * a;
    analysis->sd[a] = 5 + 0.3 * a;
    analysis->scale[a]
        = lane_scale (analysis->sd[a], analysis->baseline_sd, analysis->rho, analysis->resid);
  }
}

static void plan_hypotheses (const Case *c, LanePlan *plan)
{
  static const int pairs[][2] = { { 0, 2 }, { 1, 2 }, { 0, 1 } };
  LaneAnalysis *analysis = &plan->analyses[0];
  plan->n_hypotheses = c->rule == DUNNETT || c->rule == STEP_DOWN ? 2 : 3;
  for (int h = 0; h < plan->n_hypotheses; h++) {
    LaneHypothesis *hypothesis = &plan->hypotheses[h];
    hypothesis->a = pairs[h][0];
    hypothesis->b = pairs[h][1];
    hypothesis->pair = true;
    hypothesis->weight[pairs[h][0]] = 1;
    hypothesis->weight[pairs[h][1]] = -1;
    hypothesis->kind = c->one_sided ? LANE_ABOVE : LANE_DIFFERENT;
    hypothesis->df_of = analysis->df_shared ? 0 : h;
    hypothesis->least = c->people != PLAIN ? 1e-10 : 0;
    hypothesis->truth = 1.1 * (hypothesis->b - hypothesis->a);
    analysis->hypotheses[analysis->n_hypotheses++] = h;
    for (int s = 0; s < 3; s++) {
      hypothesis->scale[s] = 0.9 + 0.2 * s;
      hypothesis->unit[s] = 1 / hypothesis->scale[s];
      hypothesis->effect[s] = hypothesis->truth * hypothesis->unit[s];
      hypothesis->low[s] = hypothesis->effect[s];
    }
  }
}

static const LaneDunnett constant = { .fixed = 2.2,
                                      .n_shares = 2,
                                      .cubic = { 2.2, 2.6, 3.1, 4.3 },
                                      .share = { 0.52, 0.51 },
                                      .slope = { 0.03, 0.02 },
                                      .curve = { { 0.01, 0.005 }, { 0, 0.02 } } };

/* Three levels, strictest first: 3, 2 and 1 are the lanes' own. A table of what is needed that lets
   the first hypothesis open the way for the others. */
static void plan_ranks (const Case *c, LanePlan *plan)
{
  static const uint16_t need[8][3]
      = { { 3, 4, 2 }, { 4, 2, 1 }, { 2, 4, 2 }, { 4, 4, 1 },
          { 2, 3, 4 }, { 4, 1, 4 }, { 1, 4, 4 }, { 4, 4, 4 } };
  static LaneCritical far_levels[3];
  static double far_fixed[3 * 3 * 3];
  plan->ranks = (LaneRanks){ .kind = LANE_RANKS_SEQUENCE, .n_levels = 3, .need = need[0] };
  for (int i = 0; i < 3; i++) {
    plan->rank_level[i] = 3 - i;
    far_levels[i].cubics = (const double (*)[4]) cubics[3 - i];
    for (int k = 0; k < 9; k++)
      far_fixed[k * 3 + i] = 1.98 + 0.13 * (3 - i);
  }
  plan->far_levels = c->far ? far_levels : NULL;
  plan->far_fixed = far_fixed;
}

static void plan_rule (const Case *c, const Path *path, LanePlan *plan)
{
  static LaneDunnett sets[3 * 4];
  const LaneVerdictFn rules[] = { path->single_step, path->holm, path->dunnett, path->step_down,
                                  path->ranked, path->lsd };
  plan->verdict = rules[c->rule];
  plan->two_sided = !c->one_sided;
  plan->omnibus = c->omnibus;
  plan->omnibus_critical.cubics = (const double (*)[4]) cubics[0];
  plan->n_levels = c->rule == HOLM || (c->rule == RANKED && !c->far) ? 4 : 1;
  for (int level = 0; level < plan->n_levels; level++) {
    plan->critical[level].cubics = (const double (*)[4]) cubics[level];
    for (int h = 0; h < 3; h++)
      for (int s = 0; s < 3; s++)
        plan->critical_fixed[h][level][s] = 1.98 + 0.13 * level;
  }
  for (int s = 0; s < 3; s++) {
    plan->dunnett[s] = constant;
    for (int set = 0; set < 4; set++)
      sets[4 * s + set] = constant;
  }
  plan->dunnett_sets = sets;
  plan->gate_critical.cubics = (const double (*)[4]) cubics[1];
  plan_ranks (c, plan);
  plan->simultaneous = c->rule == SINGLE_STEP || c->rule == DUNNETT;
  plan->n_ranking = 2;
  plan->ranking[0] = (LaneRank){ .arm = 0, .than = 2, .hypothesis = 0, .sign = 1 };
  plan->ranking[1] = (LaneRank){ .arm = 1, .than = 2, .hypothesis = 1, .sign = 1 };
}

static void make_plan (const Case *c, const Path *path, LanePlan *plan)
{
  memset (plan, 0, sizeof *plan);
  plan->own_size = 1;
  plan->n_analyses = 1;
  plan_draws (c, &plan->draws);
  plan_analysis (c, path, &plan->analyses[0]);
  plan_hypotheses (c, plan);
  plan_rule (c, path, plan);
}

/* --- what is printed ------------------------------------------------------------------------- */

static void *room (size_t bytes)
{
  void *memory = aligned_alloc (64, (bytes + 63) / 64 * 64);
  if (!memory)
    exit (1);
  memset (memory, 0, bytes);
  return memory;
}

static uint64_t hash_draws (const Path *path)
{
  static double z[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  uint64_t hash = HASH_START;
  for (uint64_t first = 0; first < REPLICATES; first += SIM_LANES) {
    LaneStream stream;
    path->seed (&stream, (SimKey){ 42, 43 }, first);
    for (int chunk = 0; chunk < 64; chunk++) {
      path->normal (&stream, LANE_CHUNK, z);
      hash = mix_in (hash, z, sizeof z);
      path->uniform (&stream, LANE_CHUNK, z);
      hash = mix_in (hash, z, sizeof z);
    }
  }
  return hash;
}

/* Every rule: for three arms of ratios 3 : 1 : 2, in two strata. */
static uint64_t hash_allocation (const Path *path, LaneAllocationRule rule, bool urn)
{
  enum { RECRUITS = 200 };
  static int64_t arm_of[RECRUITS * SIM_LANES] SIM_LANE_ALIGNED;
  static int64_t levels[RECRUITS * 2 * SIM_LANES] SIM_LANE_ALIGNED;
  const LaneAllocation a = { .rule = rule,
                             .n_arms = ARMS,
                             .ratio_upto = { 3, 4, 6 },
                             .take = 1,
                             .add_upto = { urn ? 3 : 0, urn ? 4 : 0, urn ? 6 : 0 },
                             .n_times = urn ? 1 : 2,
                             .times = { 2, 1 },
                             .full = { 6 | 8 << 10 | 12 << 20, 3 | 4 << 10 | 6 << 20 },
                             .weight = { 2, 6, 3 },
                             .chance_preferred = { 0, 0.8, 0.4, 1.0 / 3 },
                             .chance_rest = { 0, 0.1, 0.2, 0 },
                             .n_strata = 2,
                             .n_levels = { 2, 3 },
                             .prevalence_upto = { { 0.3, 1 }, { 0.2, 0.6, 1 } },
                             .cell_shift = { 0, 1, 3 },
                             .key_allocation = { 11, 12 },
                             .key_block_size = { 13, 14 },
                             .key_stratum = { { 15, 16 }, { 17, 18 } } };
  LaneAllocationState *state = room (sizeof *state);
  uint64_t hash = HASH_START;
  for (uint64_t first = 0; first < REPLICATES; first += SIM_LANES) {
    path->allocate (&a, first, RECRUITS, arm_of, levels, state);
    hash = mix_in (mix_in (hash, arm_of, sizeof arm_of), levels, sizeof levels);
  }
  free (state);
  return hash;
}

static void print_allocations (const Path *path)
{
  static const struct {
    const char *name;
    LaneAllocationRule rule;
    bool urn;
  } rules[] = { { "allocate-blocks", LANE_ALLOCATE_BAG, false },
                { "allocate-urn", LANE_ALLOCATE_BAG, true },
                { "allocate-strata", LANE_ALLOCATE_BAGS, false },
                { "allocate-coin", LANE_ALLOCATE_TOTALS, false },
                { "allocate-minimise", LANE_ALLOCATE_MARGINS, false } };
  for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
    printf ("%s %s %016" PRIx64 "\n", rules[i].name, path->name,
            hash_allocation (path, rules[i].rule, rules[i].urn));
}

static uint64_t hash_fit (const LanePlan *plan, const LaneFit *fit, uint64_t hash)
{
  for (int h = 0; h < plan->n_hypotheses; h++)
    for (int i = 0; i < LANE_TILE; i++) {
      hash = mix_in (hash, &fit->fitted[h][i], 8);
      hash = mix_in (hash, &fit->rejected[h][i], 8);
      if (!fit->fitted[h][i])
        continue;
      hash = mix_in (hash, &fit->error[h][i], 8);
      hash = mix_in (hash, &fit->variance[h][i], 8);
      hash = mix_in (hash, &fit->df[h][i], 8);
    }
  return plan->omnibus ? mix_in (hash, fit->omnibus, sizeof fit->omnibus) : hash;
}

static uint64_t mix_lanes (uint64_t hash, const void *lanes)
{
  const uint64_t *lane = lanes;
  uint64_t sum = 0;
  for (int i = 0; i < SIM_LANES; i++)
    sum += lane[i];
  return mix_in (hash, &sum, sizeof sum);
}

static uint64_t hash_cell (const LaneCell *cell, uint64_t hash)
{
  hash = mix_in (hash, &cell->fitted, sizeof cell->fitted);
  hash = mix_in (hash, &cell->covered, sizeof cell->covered);
  hash = mix_in (hash, &cell->benefit, sizeof cell->benefit);
  const void *const lanes[] = { cell->z, cell->zz, cell->vv, cell->width,
                                cell->z4, cell->v2, cell->width2, cell->rejected_z,
                                cell->signed_z, cell->rejected_zz, cell->bits };
  for (size_t i = 0; i < sizeof lanes / sizeof *lanes; i++)
    hash = mix_lanes (hash, lanes[i]);
  return hash;
}

/* What is counted is hashed as the totals have it, whichever lanes it stands in. */
static uint64_t hash_counts (const LaneBlock *block, int n_hypotheses, size_t patterns,
                             size_t bins)
{
  uint64_t hash = HASH_START;
  for (int i = 0; i < 3 * 3; i++)
    hash = hash_cell (&block->cells[i], hash);
  for (int i = 0; i < 3; i++) {
    hash = mix_in (hash, &block->sizes[i], sizeof block->sizes[i]);
    const LaneCell *first = &block->cells[i * n_hypotheses];
    hash = mix_in (hash, first->analysed, sizeof first->analysed);
  }
  return mix_in (mix_in (hash, block->patterns, patterns), block->histograms, bins);
}

static void run_case (const Case *c, const Path *path)
{
  static LanePlan plan;
  atomic_int stop = 0;
  make_plan (c, path, &plan);
  size_t cells = sizeof (LaneCell) * 3 * 3, sizes = sizeof (LaneSizeCell) * 3;
  size_t bins = sizeof (LaneHistogram) * 3, patterns = sizeof (uint32_t) * 3 * 8;
  LaneBlock block = { room (cells), room (sizes), room (patterns), room (bins) };
  LaneScratch *scratch = room (sizeof *scratch);
  for (int k = 0; k < plan.draws.n_people; k++) {
    LanePatients *patients = scratch->patients[k] = room (sizeof *patients);
    patients->effects = room ((size_t) plan.draws.people[k]->n_effects * sizeof (double));
    patients->of[0] = scratch->patients[0];
  }
  double *records = room ((size_t) plan.draws.stride * LANE_GROUPS * sizeof (double));
  uint64_t sums = HASH_START, fits = HASH_START;
  for (uint64_t first = 0; first < REPLICATES; first += LANE_TILE) {
    path->reduce (&plan.draws, first, LANE_GROUPS, scratch, records, &stop);
    sums = mix_in (sums, records, (size_t) plan.draws.stride * LANE_GROUPS * sizeof (double));
    for (int size = 0; size < 3; size++) {
      path->decide (&plan, size, records, LANE_GROUPS, &scratch->fit);
      fits = hash_fit (&plan, &scratch->fit, fits);
    }
    path->count (&plan, first, LANE_GROUPS, 3, REPLICATES - 5, records, &scratch->fit, &block);
  }
  uint64_t counts = hash_counts (&block, plan.n_hypotheses, patterns, bins);
  printf ("%s %s %016" PRIx64 " %016" PRIx64 " %016" PRIx64 "\n", c->name, path->name, sums, fits,
          counts);
  free (block.cells);
  free (block.sizes);
  free (block.patterns);
  free (block.histograms);
  for (int k = 0; k < plan.draws.n_people; k++) {
    free (scratch->patients[k]->effects);
    free (scratch->patients[k]);
    free ((void *) (uintptr_t) plan.draws.people[k]);
  }
  free (scratch);
  free (records);
}

int main (void)
{
  for (int level = 0; level < LANE_LEVELS; level++)
    for (int cell = 0; cell < LANE_CRITICAL_CELLS; cell++)
      for (int i = 0; i < 4; i++)
        cubics[level][cell][i] = 1.96 + 0.1 * level + 0.001 * i - 1e-5 * cell;
  for (int p = 0; p < PATHS; p++) {
    if (!has_path (p))
      continue;
    printf ("draws %s %016" PRIx64 "\n", paths[p].name, hash_draws (&paths[p]));
    print_allocations (&paths[p]);
    for (int c = 0; c < CASES; c++)
      run_case (&cases[c], &paths[p]);
  }
  return 0;
}
