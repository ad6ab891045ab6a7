/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * block.c - a run cut into ranges of replicates: done in any order, on any vector path, drawn, kept
 * or read, they add up to the same bits.
 */
#include "fixture.h"
#include "run/block.h"
#include "run/plan.h"

enum { TRIALS = 3001 };

/* Cuts 0 .. TRIALS into ranges of at most `longest`; returns how many. */
static guint cut (GRand *random, guint longest, guint64 *edges)
{
  guint n = 0;
  edges[0] = 0;
  while (edges[n] < TRIALS) {
    guint step = (guint) g_rand_int_range (random, 1, (gint32) longest + 1);
    edges[n + 1] = MIN (edges[n] + step, TRIALS);
    n++;
  }
  return n;
}

static void shuffle (GRand *random, guint *order, guint n)
{
  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (guint i = n; i > 1; i--) {
    guint j = (guint) g_rand_int_range (random, 0, (gint32) i), swap = order[i - 1];
    order[i - 1] = order[j];
    order[j] = swap;
  }
}

/* Adds one range to the totals: drawn, or drawn into records that are then read. */
static void add_range (const SimKernels *kernels, const SimPlan *plan, guint64 start, guint64 end,
                       gboolean keep, SimTotals *totals)
{
  const LanePlan *lanes = &plan->lanes;
  atomic_int never = 0;
  LaneScratch *scratch = sim_scratch_new (lanes);
  LaneBlock *block = sim_block_new (lanes);
  if (keep) {
    SimPool *pool = sim_pool_new ();
    SimKept *kept = sim_kept_new (&lanes->draws, pool, SIM_CHUNK);
    SimSegment *segment = sim_kept_reserve (kept, start, end);
    g_assert_cmpuint (segment->end, ==, end);
    SimBlockRecords where = { .source = SIM_BLOCK_KEEP, .segment = segment };
    g_assert_true (sim_block_run (kernels, lanes, start, end, &where, scratch, block, &never));
    sim_block_clear (lanes, block);
    where.source = SIM_BLOCK_READ;
    g_assert_true (sim_block_run (kernels, lanes, start, end, &where, scratch, block, &never));
    sim_kept_settle (kept, segment, TRUE);
    sim_kept_unref (kept);
    sim_pool_free (pool);
  } else {
    SimBlockRecords where = { .source = SIM_BLOCK_DRAW };
    g_assert_true (sim_block_run (kernels, lanes, start, end, &where, scratch, block, &never));
  }
  sim_totals_add (totals, block, end - start);
  sim_block_free (block);
  sim_scratch_free (scratch);
}

static void test_ranges (gconstpointer data)
{
  SimScenario *scenario = data ? fixture_scenario ("/run/sizes=[30, 60, 152]")
                               : fixture_scenario ("/run/sizes=[30, 60, 152]",
                                                   "/dropout/proportion=0",
                                                   "/outcomes/rmdq/baseline=null",
                                                   "/analyses/main/method=t-test",
                                                   "/analyses/main/adjust-for=null");
  SimEngine *engine = fixture_engine (1, SIM_ISA_SCALAR);
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  SimCriticalCache *cache = sim_critical_cache_new ();
  GRand *random = g_rand_new_with_seed (20190704);
  for (guint round = 0; round < 12; round++) {
    static const SimIsa isas[] = { SIM_ISA_SCALAR, SIM_ISA_AVX2, SIM_ISA_AVX512 };
    const SimKernels *kernels = sim_kernels (isas[round % 3]);
    guint64 edges[TRIALS + 1];
    guint order[TRIALS], n = cut (random, round < 6 ? 700 : 70, edges);
    if (!kernels)
      continue;
    SimPlan *plan = sim_plan_new (scenario, kernels, cache, 0);
    SimTotals *totals = sim_totals_new (&plan->lanes);
    shuffle (random, order, n);
    for (guint i = 0; i < n; i++)
      add_range (kernels, plan, edges[order[i]], edges[order[i] + 1], round % 2, totals);
    char *hash = sim_totals_hash (totals);
    g_assert_cmpstr (hash, ==, sim_snapshot_fingerprint (snapshot));
    g_free (hash);
    sim_totals_free (totals);
    sim_plan_unref (plan);
  }
  g_rand_free (random);
  sim_critical_cache_free (cache);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* A stop is obeyed within a chunk of patients, and leaves no half block behind as a whole one. */
static void test_stop (void)
{
  SimScenario *scenario = fixture_scenario ("/run/sizes=[152]");
  const SimKernels *kernels = sim_kernels (SIM_ISA_AUTO);
  SimCriticalCache *cache = sim_critical_cache_new ();
  SimPlan *plan = sim_plan_new (scenario, kernels, cache, 0);
  LaneScratch *scratch = sim_scratch_new (&plan->lanes);
  LaneBlock *block = sim_block_new (&plan->lanes);
  SimPool *pool = sim_pool_new ();
  SimKept *kept = sim_kept_new (&plan->lanes.draws, pool, SIM_CHUNK);
  SimSegment *segment = sim_kept_reserve (kept, 0, 64);
  atomic_int stop = 1;
  for (SimBlockSource source = SIM_BLOCK_DRAW; source <= SIM_BLOCK_READ; source++) {
    SimBlockRecords where = { .source = source, .segment = segment };
    g_assert_false (sim_block_run (kernels, &plan->lanes, 0, 64, &where, scratch, block, &stop));
  }
  sim_kept_settle (kept, segment, FALSE);
  sim_kept_unref (kept);
  sim_pool_free (pool);
  sim_block_free (block);
  sim_scratch_free (scratch);
  sim_plan_unref (plan);
  sim_critical_cache_free (cache);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/run/block/ranges/t-test", GUINT_TO_POINTER (0), test_ranges);
  g_test_add_data_func ("/run/block/ranges/ancova-dropout", GUINT_TO_POINTER (1), test_ranges);
  g_test_add_func ("/run/block/stop", test_stop);
  return g_test_run ();
}
