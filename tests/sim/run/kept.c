/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kept.c - edits that are answered from kept records: the same bits as drawing again, nothing drawn
 * where nothing need be, everything drawn where it must.
 */
#include <stdio.h>
#include <unistd.h>

#include "fixture.h"
#include "run/kept.h"
#include "run/plan.h"

enum { TRIALS = 6007 };

static char *drawn (SimScenario *scenario)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_SCALAR);
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  char *print = g_strdup (sim_snapshot_fingerprint (snapshot));
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  return print;
}

/* Runs before and then after in one engine that keeps, and compares after with a drawing of it. */
static void check_edit (SimScenario *before, SimScenario *after, guint64 first, gsize keep)
{
  char *expected = drawn (after);
  for (guint threads = 1; threads <= 3; threads++) {
    SimEngine *engine = fixture_engine (threads, SIM_ISA_AUTO);
    sim_engine_set_keep (engine, keep);
    SimRunOptions options = { .replicates = first, .block = 200 };
    sim_snapshot_unref (fixture_run (engine, before, &options));
    options = (SimRunOptions){ .replicates = TRIALS, .block = 64 };
    SimSnapshot *snapshot = fixture_run (engine, after, &options);
    g_assert_cmpstr (sim_snapshot_fingerprint (snapshot), ==, expected);
    sim_snapshot_unref (snapshot);
    sim_engine_free (engine);
  }
  g_free (expected);
}

static const struct {
  const char *name, *edit;
  gboolean again; /* the patients must be drawn again */
} edits[] = {
  { "effect", "/outcomes/rmdq/means/usual=[12, 13]", FALSE },
  { "sd", "/outcomes/rmdq/sd={\"hand-ear\": 4, \"standard\": 7, \"usual\": 5}", FALSE },
  { "baseline-sd", "/outcomes/rmdq/baseline/sd=2", FALSE },
  { "correlation", "/outcomes/rmdq/correlation/baseline=0.7", FALSE },
  { "alpha", "/testing/alpha=0.01", FALSE },
  { "sides", "/testing/sides=1", FALSE },
  { "better", "/outcomes/rmdq/better=higher", FALSE },
  { "rule", "/testing/multiplicity/method=bonferroni", FALSE },
  { "hypothesis", "/testing/hypotheses/HE-ST=null", FALSE },
  { "omnibus", "/testing/omnibus=anova", FALSE },
  { "method", "/analyses/main/method=change-score", FALSE },
  { "name", "/title=other", FALSE },
  { "seed", "/run/seed=2", TRUE },
  { "size", "/arms/usual/size=60", TRUE },
  { "sizes", "/run/sizes=[60, 152]", TRUE },
  { "dropout", "/dropout/proportion=0.3", TRUE },
  { "visit", "/analyses/main/visit=week-26", TRUE },
};

static void test_edit (gconstpointer data)
{
  const char *edit = edits[GPOINTER_TO_UINT (data)].edit;
  gboolean method = g_str_has_prefix (edit, "/analyses/main/method");
  SimScenario *before = fixture_scenario ("/run/sizes=[40, 90, 152, 200]");
  SimScenario *after = fixture_scenario (
      "/run/sizes=[40, 90, 152, 200]", method ? "/analyses/main/adjust-for=null" : "/x-a=1", edit);
  check_edit (before, after, TRIALS, 64 << 20);
  check_edit (before, after, 1013, 64 << 20);      /* the rest is drawn, and kept */
  check_edit (before, after, TRIALS, SIM_CHUNK);   /* room for a part */
  check_edit (before, after, TRIALS, 1);           /* for nothing */
  sim_scenario_unref (before);
  sim_scenario_unref (after);
}

/* Bounded scores are made when they are drawn, so an edit of their truths draws again. */
static void test_bounded (void)
{
  static const struct {
    const char *edit;
    gboolean again;
  } bounded[] = {
    { "/outcomes/rmdq/means/usual=[10, 9]", TRUE },
    { "/outcomes/rmdq/sd=6", TRUE },
    { "/outcomes/rmdq/baseline/mean=12", TRUE },
    { "/outcomes/rmdq/correlation/baseline=0.7", TRUE },
    { "/outcomes/rmdq/max=23", TRUE },
    { "/outcomes/rmdq/step=0.5", TRUE },
    { "/outcomes/rmdq/given=latent", TRUE },
    { "/outcomes/rmdq/type=continuous", TRUE },
    { "/testing/alpha=0.01", FALSE },
    { "/analyses/main/method=change-score", FALSE },
  };
  SimCriticalCache *cache = sim_critical_cache_new ();
  const SimKernels *kernels = sim_kernels (SIM_ISA_SCALAR);
  for (guint i = 0; i < G_N_ELEMENTS (bounded); i++) {
    gboolean method = g_str_has_prefix (bounded[i].edit, "/analyses");
    SimScenario *before = fixture_scenario ("/run/sizes=[60, 152]", "/outcomes/rmdq/type=bounded",
                                            "/outcomes/rmdq/max=24");
    SimScenario *after = fixture_scenario (
        "/run/sizes=[60, 152]", "/outcomes/rmdq/type=bounded", "/outcomes/rmdq/max=24",
        method ? "/analyses/main/adjust-for=null" : "/x-a=1", bounded[i].edit);
    SimPlan *a = sim_plan_new (before, kernels, cache, 0);
    SimPlan *b = sim_plan_new (after, kernels, cache, 0);
    SimPool *pool = sim_pool_new ();
    SimKept *kept = sim_kept_new (&a->lanes.draws, pool, SIM_CHUNK);
    g_test_message ("%s", bounded[i].edit);
    g_assert_cmpint (sim_kept_fits (kept, &b->lanes.draws), !=, bounded[i].again);
    check_edit (before, after, TRIALS, 64 << 20);
    sim_kept_unref (kept);
    sim_pool_free (pool);
    sim_plan_unref (a);
    sim_plan_unref (b);
    sim_scenario_unref (before);
    sim_scenario_unref (after);
  }
  sim_critical_cache_free (cache);
}

/* Counts what is drawn: an edit of truths or rules draws nothing, and takes no new memory. */
static void test_nothing_drawn (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    gboolean method = g_str_has_prefix (edits[i].edit, "/analyses/main/method");
    SimScenario *before = fixture_scenario ("/run/sizes=[152]");
    SimScenario *after = fixture_scenario (
        "/run/sizes=[152]", method ? "/analyses/main/adjust-for=null" : "/x-a=1", edits[i].edit);
    const SimKernels *kernels = sim_kernels (SIM_ISA_SCALAR);
    SimEngine *engine = fixture_engine (1, SIM_ISA_SCALAR);
    SimCriticalCache *cache = sim_critical_cache_new ();
    SimPlan *a = sim_plan_new (before, kernels, cache, 0);
    SimPlan *b = sim_plan_new (after, kernels, cache, 0);
    SimPool *pool = sim_pool_new ();
    SimKept *kept = sim_kept_new (&a->lanes.draws, pool, SIM_CHUNK);
    g_test_message ("%s", edits[i].name);
    g_assert_cmpint (sim_kept_fits (kept, &b->lanes.draws), !=, edits[i].again);
    sim_kept_unref (kept);
    sim_pool_free (pool);
    sim_plan_unref (a);
    sim_plan_unref (b);
    sim_critical_cache_free (cache);
    sim_engine_free (engine);
    sim_scenario_unref (before);
    sim_scenario_unref (after);
  }
}

static void test_store (void)
{
  static LaneDraws draws;
  SimPool *pool = sim_pool_new ();
  draws.stride = (long) (SIM_CHUNK / 4 / sizeof (double)); /* four groups a chunk */
  SimKept *kept = sim_kept_new (&draws, pool, 2 * SIM_CHUNK);
  g_assert_null (sim_kept_find (kept, 0));
  SimSegment *first = sim_kept_reserve (kept, 0, 13), *second = sim_kept_reserve (kept, 13, 64);
  g_assert_cmpuint (first->end, ==, 13);
  g_assert_cmpuint (second->end, ==, 40); /* the group of 13 again, and three more: a chunk */
  g_assert_null (sim_kept_reserve (kept, 40, 64)); /* what is left of the first is lost */
  /* one that does not go on where the store ends is not taken */
  sim_kept_settle (kept, second, TRUE);
  g_assert_cmpuint (sim_kept_end (kept), ==, 0);
  sim_kept_settle (kept, first, TRUE);
  g_assert_cmpuint (sim_kept_end (kept), ==, 13);
  second = sim_kept_reserve (kept, 13, 30);
  g_assert_nonnull (second); /* in the room of the one that was not taken */
  sim_kept_settle (kept, second, FALSE); /* came to nothing: its room is free again */
  second = sim_kept_reserve (kept, 13, 30);
  sim_kept_settle (kept, second, TRUE);
  g_assert_cmpuint (sim_kept_find (kept, 0)->start, ==, 0);
  g_assert_cmpuint (sim_kept_find (kept, 12)->start, ==, 0);
  const SimSegment *last = sim_kept_find (kept, 13);
  g_assert_cmpuint (last->start, ==, 13);
  g_assert_true (sim_kept_find (kept, 29) == last);
  g_assert_null (sim_kept_find (kept, 30));
  g_assert_true (sim_segment_group (last, &draws, 13) == last->records);
  g_assert_true (sim_segment_group (last, &draws, 16) == last->records + draws.stride);
  sim_kept_unref (kept);
  sim_pool_free (pool);
}

/* Chunks are aligned, writable, and used again as far as they may rest. */
static void test_pool (void)
{
  SimPool *pool = sim_pool_new ();
  char *a = sim_pool_take (pool), *b = sim_pool_take (pool);
  g_assert_cmpuint ((gsize) a % SIM_CHUNK, ==, 0);
  g_assert_cmpuint ((gsize) b % SIM_CHUNK, ==, 0);
  a[0] = a[SIM_CHUNK - 1] = b[0] = b[SIM_CHUNK - 1] = 1;
  sim_pool_set_idle (pool, 1);
  sim_pool_give (pool, a);
  sim_pool_give (pool, b); /* goes back to the system */
  g_assert_true (sim_pool_take (pool) == a);
  g_assert_cmpint (a[SIM_CHUNK - 1], ==, 1);
  sim_pool_give (pool, a);
  sim_pool_trim (pool);
  a = sim_pool_take (pool); /* another, or the same place anew */
  g_assert_cmpint (a[SIM_CHUNK - 1], ==, 0);
  sim_pool_give (pool, a);
  sim_pool_free (pool);
}

static gsize resident (void)
{
  char *text = NULL;
  gsize pages = 0;
  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%*u %zu", &pages), ==, 1);
  g_free (text);
  return pages * (gsize) sysconf (_SC_PAGESIZE);
}

/* A run that has all its trials leaves nothing in memory of a run before that took more. */
static void test_rest (void)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimScenario *small = fixture_scenario ("/run/sizes=[152]");
  SimScenario *large = fixture_scenario ("/run/sizes=[40, 80, 120, 152, 200, 240, 280, 320]");
  SimRunOptions options = { .replicates = TRIALS };
  const gsize some = 8 * SIM_CHUNK;
  sim_engine_set_keep (engine, 64 << 20);
  sim_snapshot_unref (fixture_run (engine, small, &options));
  gsize before = resident ();
  options.replicates = 4 * TRIALS;
  sim_snapshot_unref (fixture_run (engine, large, &options));
  g_assert_cmpuint (resident (), >, before + some);
  options.replicates = TRIALS;
  sim_snapshot_unref (fixture_run (engine, small, &options));
  for (guint ms = 0; resident () > before + some / 2 && ms < 10000; ms++)
    g_usleep (1000); /* a worker is at it */
  g_assert_cmpuint (resident (), <, before + some / 2);
  sim_engine_free (engine);
  sim_scenario_unref (small);
  sim_scenario_unref (large);
}

/* Edits that come faster than the runs they start, as in a drag, leave the last one's results. */
static void test_haste (void)
{
  SimEngine *engine = fixture_engine (3, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = TRIALS, .block = 64 };
  SimScenario *scenario = NULL;
  sim_engine_set_keep (engine, 3 * SIM_CHUNK);
  for (guint i = 0; i < 40; i++) {
    char *edit = g_strdup_printf ("/outcomes/rmdq/means/usual=[%u, 9]", 8 + i % 5);
    char *seed = g_strdup_printf ("/run/seed=%u", i / 13);
    sim_scenario_unref (scenario);
    scenario = fixture_scenario (edit, seed);
    SimRun *run = sim_run_start (engine, scenario, &options, NULL);
    sim_run_wait (run, (gint64) i * 50);
    sim_run_unref (run);
    g_free (edit);
    g_free (seed);
  }
  char *expected = drawn (scenario);
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  g_assert_cmpstr (sim_snapshot_fingerprint (snapshot), ==, expected);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
  g_free (expected);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    char *path = g_strconcat ("/run/kept/edit/", edits[i].name, NULL);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_edit);
    g_free (path);
  }
  g_test_add_func ("/run/kept/nothing-drawn", test_nothing_drawn);
  g_test_add_func ("/run/kept/bounded", test_bounded);
  g_test_add_func ("/run/kept/store", test_store);
  g_test_add_func ("/run/kept/pool", test_pool);
  g_test_add_func ("/run/kept/rest", test_rest);
  g_test_add_func ("/run/kept/haste", test_haste);
  return g_test_run ();
}
