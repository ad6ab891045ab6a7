/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * allocate.c - who is assigned to which arm: the lanes give, recruit for recruit, what a slow and
 * obvious implementation gives, on every vector path, however a trial is cut and however long.
 */
#include <string.h>

#include "allocate-slow.h"
#include "fixture.h"
#include "run/kernels.h"

enum { RECRUITS = 331, SEED = 4711 };

typedef struct {
  const char *name;
  void (*start) (const LaneAllocation *a, uint64_t first, LaneAllocationState *state);
  void (*next) (const LaneAllocation *a, LaneAllocationState *state, int n, int64_t *arm_of,
                int64_t *levels);
  void (*allocate) (const LaneAllocation *a, uint64_t first, int n_recruits, int64_t *arm_of,
                    int64_t *levels, LaneAllocationState *state);
  void (*tally) (int n_arms, int n, const int64_t *arm_of, int n_sizes, const int *totals,
                 LaneTally *tally, int64_t *n_at);
  void (*list_levels) (int n_strata, int n, const int64_t *arm_of, const int64_t *levels,
                       int capacity, int64_t *place, int8_t *lists);
} Path;

#define PATH(isa)                                                                                  \
  { #isa, sim_lanes_allocate_start_##isa, sim_lanes_allocate_next_##isa, sim_lanes_allocate_##isa, \
    sim_lanes_tally_##isa, sim_lanes_list_levels_##isa }
static const Path paths[] = {
  PATH (scalar),
#if defined __x86_64__
  PATH (avx2),
  PATH (avx512),
#endif
};

static gboolean has_path (guint p)
{
  return sim_kernels ((SimIsa) (SIM_ISA_SCALAR + (int) p)) != NULL;
}

typedef struct {
  LaneAllocationState state;
  int64_t arm_of[RECRUITS][SIM_LANES] SIM_LANE_ALIGNED;
  int64_t levels[RECRUITS * LANE_STRATA * SIM_LANES] SIM_LANE_ALIGNED;
} Room;

/* Filled with rubbish, so that what start() forgets is seen. */
static Room *room_new (void)
{
  Room *room = g_aligned_alloc (1, sizeof *room, 64);
  memset (room, 0x5a, sizeof *room);
  return room;
}

static void assert_replicate (const Design *design, const Room *room, guint lane, guint64 replicate)
{
  Source source;
  guint arm_of[RECRUITS], levels[RECRUITS][SIM_MAX_STRATA];
  source_start (&source, SEED, replicate);
  slow_trial (design, &source, RECRUITS, arm_of, levels);
  for (guint i = 0; i < RECRUITS; i++) {
    if (room->arm_of[i][lane] != arm_of[i])
      g_error ("%s: recruit %u of replicate %" G_GUINT64_FORMAT ": arm %d, not %u", design->name,
               i, replicate, (int) room->arm_of[i][lane], arm_of[i]);
    for (guint s = 0; s < design->n_strata; s++)
      g_assert_cmpint (room->levels[(i * design->n_strata + s) * SIM_LANES + lane], ==,
                       levels[i][s]);
  }
}

static void test_slow (void)
{
  static const guint64 firsts[] = { 0, 8, 4096, 999999992 };
  for (guint p = 0; p < G_N_ELEMENTS (paths); p++)
    for (guint d = 0; d < G_N_ELEMENTS (designs) && has_path (p); d++) {
      Room *room = room_new ();
      LaneAllocation lanes;
      compile (&designs[d], SEED, &lanes);
      for (guint f = 0; f < G_N_ELEMENTS (firsts); f++) {
        paths[p].allocate (&lanes, firsts[f], RECRUITS, room->arm_of[0], room->levels,
                           &room->state);
        for (guint lane = 0; lane < SIM_LANES; lane++)
          assert_replicate (&designs[d], room, lane, firsts[f] + lane);
      }
      g_aligned_free (room);
    }
}

/* The first recruits of a trial are the same whether it ends there, goes on in pieces, or tells
 * their levels. */
static void test_pieces (void)
{
  static const guint pieces[] = { 1, 31, 32, 33, 7, 100, 64, 63 }; /* RECRUITS in all */
  for (guint p = 0; p < G_N_ELEMENTS (paths); p++)
    for (guint d = 0; d < G_N_ELEMENTS (designs) && has_path (p); d++) {
      Room *whole = room_new (), *cut = room_new ();
      LaneAllocation lanes;
      guint done = 0, n_strata = designs[d].n_strata;
      compile (&designs[d], SEED, &lanes);
      paths[p].allocate (&lanes, 16, RECRUITS, whole->arm_of[0], whole->levels, &whole->state);
      paths[p].start (&lanes, 16, &cut->state);
      for (guint i = 0; i < G_N_ELEMENTS (pieces); done += pieces[i++])
        paths[p].next (&lanes, &cut->state, (int) pieces[i], cut->arm_of[done],
                       cut->levels + done * n_strata * SIM_LANES);
      g_assert_cmpuint (done, ==, RECRUITS);
      g_assert_cmpmem (whole->arm_of, sizeof whole->arm_of, cut->arm_of, sizeof cut->arm_of);
      g_assert_cmpmem (whole->levels, RECRUITS * n_strata * SIM_LANES * 8, cut->levels,
                       RECRUITS * n_strata * SIM_LANES * 8);
      memset (cut->arm_of, 0x5a, sizeof cut->arm_of);
      paths[p].allocate (&lanes, 16, 77, cut->arm_of[0], NULL, &cut->state);
      g_assert_cmpmem (whole->arm_of, sizeof whole->arm_of[0] * 77, cut->arm_of,
                       sizeof cut->arm_of[0] * 77);
      g_assert_cmpint (cut->arm_of[77][0], ==, 0x5a5a5a5a5a5a5a5a);
      g_aligned_free (whole);
      g_aligned_free (cut);
    }
}

static void test_replay (void)
{
  for (guint d = 0; d < G_N_ELEMENTS (designs); d++) {
    Source source;
    LaneAllocation lanes;
    guint n_strata = designs[d].n_strata;
    guint arm_of[RECRUITS], levels[RECRUITS][SIM_MAX_STRATA];
    guint again[RECRUITS], levels_again[RECRUITS * SIM_MAX_STRATA];
    compile (&designs[d], SEED, &lanes);
    source_start (&source, SEED, 1234567);
    slow_trial (&designs[d], &source, RECRUITS, arm_of, levels);
    sim_allocation_replay (&lanes, 1234567, RECRUITS, again, levels_again);
    g_assert_cmpmem (arm_of, sizeof arm_of, again, sizeof again);
    for (guint i = 0; i < RECRUITS * n_strata; i++)
      g_assert_cmpuint (levels_again[i], ==, levels[i / n_strata][i % n_strata]);
    sim_allocation_replay (&lanes, 1234567, 5, again, NULL);
  }
}

/* The numbers of the arms at each total, and the levels by arm and place. */
static void test_tally (void)
{
  static const int totals[] = { 4, 31, 32, 33, 64, 200, RECRUITS };
  enum { SIZES = G_N_ELEMENTS (totals), ARMS = 6, STRATA = 4 };
  const Design *design = &designs[G_N_ELEMENTS (designs) - 1];
  static int64_t n_at[SIZES][ARMS][SIM_LANES] SIM_LANE_ALIGNED;
  static int8_t lists[ARMS][RECRUITS][STRATA][SIM_LANES];
  LaneAllocation lanes;
  compile (design, SEED, &lanes);
  for (guint p = 0; p < G_N_ELEMENTS (paths) && has_path (p); p++) {
    Room *room = room_new ();
    LaneTally tally = { 0 };
    int64_t place[ARMS][SIM_LANES] = { 0 };
    memset (n_at, 0x5a, sizeof n_at);
    memset (lists, 0x5a, sizeof lists);
    paths[p].allocate (&lanes, 0, RECRUITS, room->arm_of[0], room->levels, &room->state);
    for (int done = 0, n; done < RECRUITS; done += n) {
      n = MIN (50, RECRUITS - done);
      paths[p].tally (ARMS, n, room->arm_of[done], SIZES, totals, &tally, n_at[0][0]);
      paths[p].list_levels (STRATA, n, room->arm_of[done],
                            room->levels + done * STRATA * SIM_LANES, RECRUITS, place[0],
                            lists[0][0][0]);
    }
    for (guint lane = 0; lane < SIM_LANES; lane++) {
      int64_t n[ARMS] = { 0 };
      for (int i = 0, size = 0; i < RECRUITS; i++) {
        int64_t arm = room->arm_of[i][lane];
        for (int s = 0; s < STRATA; s++)
          g_assert_cmpint (lists[arm][n[arm]][s][lane], ==,
                           room->levels[(i * STRATA + s) * SIM_LANES + (int) lane]);
        n[arm]++;
        if (i + 1 < totals[size])
          continue;
        for (int k = 0; k < ARMS; k++)
          g_assert_cmpint (n_at[size][k][lane], ==, n[k]);
        size++;
      }
      for (int k = 0; k < ARMS; k++) {
        g_assert_cmpint (place[k][lane], ==, n[k]);
        g_assert_cmpint (tally.count[k][lane], ==, n[k]);
        g_assert_cmpint (lists[k][n[k]][0][lane], ==, 0x5a);
      }
    }
    g_assert_cmpint (tally.recruits, ==, RECRUITS);
    g_assert_cmpint (tally.n_passed, ==, SIZES);
    g_aligned_free (room);
  }
}

/* What the accessor reads and the plan makes of it. */
static void test_scenario (void)
{
  LaneAllocation lanes, again;
  SimAllocation a;
  SimScenario *fixed = fixture_scenario ("/run/seed=4711");
  SimScenario *blocks = fixture_scenario ("/allocation/method=permuted-blocks",
                                          "/arms/standard/ratio=2", "/run/seed=4711");
  SimScenario *sizes = fixture_scenario (
      "/allocation={\"method\":\"permuted-blocks\",\"block-sizes\":[4,12]}",
      "/arms/standard/ratio=2", "/run/seed=4711");
  sim_scenario_allocation (fixed, &a);
  g_assert_cmpint (a.method, ==, SIM_ALLOCATION_FIXED);
  g_assert_false (sim_plan_allocation (fixed, NULL, &lanes));
  sim_scenario_allocation (blocks, &a);
  g_assert_cmpint (a.method, ==, SIM_ALLOCATION_PERMUTED_BLOCKS);
  g_assert_cmpuint (a.n_arms, ==, 3);
  g_assert_cmpuint (a.ratio[1], ==, 2);
  g_assert_cmpuint (a.n_block_sizes, ==, 1);
  g_assert_cmpuint (a.block_sizes[0], ==, 8);
  sim_scenario_allocation (sizes, &a);
  g_assert_cmpuint (a.n_block_sizes, ==, 2);
  g_assert_cmpuint (a.block_sizes[1], ==, 12);
  const Design design
      = { "", { SIM_ALLOCATION_PERMUTED_BLOCKS, 3, { 1, 2, 1 }, 2, { 4, 12 }, 0.8 } };
  g_assert_true (sim_plan_allocation (sizes, NULL, &lanes));
  compile (&design, 4711, &again);
  g_assert_cmpmem (&lanes, sizeof lanes, &again, sizeof again);
  SimScenario *minimised = fixture_scenario (
      "/strata=[{\"id\":\"sex\",\"levels\":[{\"id\":\"f\",\"prevalence\":0.3},"
      "{\"id\":\"m\",\"prevalence\":0.7}]},{\"id\":\"site\",\"levels\":["
      "{\"id\":\"a\",\"prevalence\":0.5},{\"id\":\"b\",\"prevalence\":0.125},"
      "{\"id\":\"c\",\"prevalence\":0.375}]}]",
      "/allocation/method=minimisation", "/run/seed=4711");
  const Design minimisation = { "",
                                { SIM_ALLOCATION_MINIMISATION, 3, { 1, 1, 1 }, .p = 0.8 },
                                TWO_STRATA };
  SimPeople people;
  sim_scenario_people (minimised, 0, &people);
  g_assert_true (sim_plan_allocation (minimised, &people, &lanes));
  compile (&minimisation, 4711, &again);
  g_assert_cmpmem (&lanes, sizeof lanes, &again, sizeof again);
  sim_scenario_unref (minimised);
  /* totals are split by size where numbers are fixed, by ratio where they are not */
  guint own = sim_scenario_own_size (fixed);
  g_assert_cmpuint (sim_scenario_arm_size (fixed, own, 1), ==, 50);
  g_assert_cmpuint (sim_scenario_total (blocks, own), ==, 152);
  g_assert_cmpuint (sim_scenario_arm_size (blocks, own, 0), ==, 38);
  g_assert_cmpuint (sim_scenario_arm_size (blocks, own, 1), ==, 76);
  sim_scenario_unref (fixed);
  sim_scenario_unref (blocks);
  sim_scenario_unref (sizes);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/allocate/slow", test_slow);
  g_test_add_func ("/allocate/pieces", test_pieces);
  g_test_add_func ("/allocate/replay", test_replay);
  g_test_add_func ("/allocate/tally", test_tally);
  g_test_add_func ("/allocate/scenario", test_scenario);
  return g_test_run ();
}
