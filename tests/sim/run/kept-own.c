/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kept-own.c - the own size is kept first and decided first: the same bits as when all sizes are
 * drawn, whatever is decided, and deeper than memory would hold all sizes.
 */
#include "fixture.h"
#include "run/block.h"
#include "run/plan.h"

static const char *const sizes = "/run/sizes=[60, 90, 152, 200, 240]";

#define HYPOTHESIS(id, a, b, analysis)                                                             \
  "{\"id\":\"" id "\",\"compare\":[\"" a "\",\"" b "\"],\"analysis\":\"" analysis "\"}"
#define PAIRS(x, analysis)                                                                         \
  HYPOTHESIS (x "1", "hand-ear", "usual", analysis)                                                \
  "," HYPOTHESIS (x "2", "standard", "usual", analysis) ","                                        \
  HYPOTHESIS (x "3", "hand-ear", "standard", analysis)

/* Whatever is told by size: critical values, constants of rules, the place in the records. */
static const struct {
  const char *name, *edits[4];
} cases[] = {
  { "ancova", { NULL } },
  { "t-test", { "/outcomes/rmdq/baseline=null", "/analyses/main/method=t-test",
                "/analyses/main/adjust-for=null" } },
  { "lost", { "/dropout/proportion=0.2" } },
  { "holm", { "/testing/multiplicity/method=holm" } },
  { "step-down", { "/testing/hypotheses/HE-ST=null",
                   "/testing/multiplicity/method=dunnett-step-down" } },
  { "random", { "/allocation/method=permuted-blocks" } },
  { "ranks", { "/testing/sides=1", "/testing/multiplicity/method=hommel" } },
  { "omnibus", { "/testing/omnibus=anova", "/testing/multiplicity/method=tukey" } },
  { "mann-whitney", { "/analyses/main/method=mann-whitney", "/analyses/main/adjust-for=null" } },
  { "fisher",
    { "/outcomes/rmdq={\"id\":\"rmdq\",\"type\":\"binary\",\"better\":\"higher\","
      "\"proportions\":{\"hand-ear\":0.6,\"standard\":0.5,\"usual\":0.3}}",
      "/analyses/main/method=fisher", "/analyses/main/adjust-for=null",
      "/analyses/main/visit=null" } },
  { "many-levels",
    { "/analyses=[{\"id\":\"main\",\"visit\":\"week-8\",\"method\":\"ancova\"},"
      "{\"id\":\"late\",\"visit\":\"week-26\",\"method\":\"t-test\"}]",
      "/testing/hypotheses=[" PAIRS ("A", "main") "," PAIRS ("B", "late") "]",
      "/testing/multiplicity={\"method\":\"fallback\","
      "\"weights\":{\"A1\":0.1,\"A2\":0.17,\"A3\":0.2,\"B1\":0.25,\"B2\":0.05,\"B3\":0.23}}" } },
};

static SimScenario *scenario_of (guint i, const char *more)
{
  const char *set[9] = { sizes, "/dropout/proportion=0" };
  guint n = 2;
  for (guint k = 0; k < G_N_ELEMENTS (cases[i].edits) && cases[i].edits[k]; k++)
    set[n++] = cases[i].edits[k];
  set[n] = more;
  return fixture_scenario_v (set);
}

/* A block decided by the plan of all sizes, and its records of one size by the plan of that. */
static void test_same (gconstpointer data)
{
  enum { TRIALS = 1000, FIRST = 16 };
  SimScenario *scenario = scenario_of (GPOINTER_TO_UINT (data), NULL);
  const SimKernels *kernels = sim_kernels (SIM_ISA_AUTO);
  SimCriticalCache *cache = sim_critical_cache_new ();
  SimPlan *all = sim_plan_new (scenario, kernels, cache, 0);
  int own = all->lanes.own_size;
  SimPlan *one = sim_plan_at_size (all, own);
  if (g_str_equal (cases[GPOINTER_TO_UINT (data)].name, "many-levels"))
    g_assert_nonnull (one->lanes.far_fixed);
  if (g_str_equal (cases[GPOINTER_TO_UINT (data)].name, "fisher"))
    g_assert_nonnull (one->lanes.hypotheses[0].fisher);
  SimPool *pool = sim_pool_new ();
  SimKept *kept = sim_kept_new (&one->lanes.draws, pool, SIM_CHUNK);
  SimSegment *segment = sim_kept_reserve (kept, FIRST, FIRST + TRIALS);
  SimBlockRecords where[2] = { { SIM_BLOCK_DRAW, NULL, segment, own, &one->lanes },
                               { SIM_BLOCK_READ, segment, NULL, 0, NULL } };
  SimTotals *totals[2] = { sim_totals_new (&all->lanes), sim_totals_new (&one->lanes) };
  atomic_int stop;
  atomic_init (&stop, 0);
  for (guint k = 0; k < 2; k++) {
    const LanePlan *plan = k == 0 ? &all->lanes : &one->lanes;
    LaneScratch *scratch = sim_scratch_new (plan);
    LaneBlock *block = sim_block_new (plan);
    g_assert_true (sim_block_run (kernels, plan, FIRST, FIRST + TRIALS, &where[k], scratch, block,
                                  &stop));
    sim_totals_add (totals[k], block, TRIALS);
    sim_block_free (block);
    sim_scratch_free (scratch);
  }
  SimTotals *at_size = sim_totals_at_size (totals[0], (guint) own);
  char *expected = sim_totals_hash (at_size), *found = sim_totals_hash (totals[1]);
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpuint (at_size->cells[0].fitted, >, 0);
  g_free (expected);
  g_free (found);
  sim_totals_free (at_size);
  sim_totals_free (totals[0]);
  sim_totals_free (totals[1]);
  sim_kept_settle (kept, segment, TRUE);
  sim_kept_unref (kept);
  sim_pool_free (pool);
  sim_plan_unref (all); /* the other one holds what it shares with it */
  sim_plan_unref (one);
  sim_critical_cache_free (cache);
  sim_scenario_unref (scenario);
}

/* What a straight run shows of its own size after so many trials. */
static char *straight (SimScenario *scenario, guint64 trials)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = trials, .own_first = TRUE };
  SimRun *run = sim_run_start (engine, scenario, &options, NULL);
  g_assert_true (sim_run_wait (run, -1));
  SimSnapshot *own = sim_run_snapshot_own (run), *all = sim_run_snapshot (run);
  g_assert_cmpuint (sim_snapshot_replicates (own), ==, trials);
  const SimResults *one = sim_snapshot_results (own), *whole = sim_snapshot_results (all);
  g_assert_cmpuint (one->n_sizes, ==, 1);
  g_assert_cmpuint (one->sizes[0].total, ==, whole->sizes[whole->own_size].total);
  g_assert_cmpfloat (one->sizes[0].hypotheses[0].power.value, ==,
                     whole->sizes[whole->own_size].hypotheses[0].power.value);
  g_assert_cmpfloat (one->sizes[0].any.value, ==, whole->sizes[whole->own_size].any.value);
  char *print = g_strdup (sim_snapshot_fingerprint (own));
  sim_snapshot_unref (own);
  sim_snapshot_unref (all);
  sim_run_unref (run);
  sim_engine_free (engine);
  return print;
}

/* A budget that holds few trials at all sizes: after an edit the own size shows all that there were
 * while the curve is still being drawn, and the same as if it had been drawn. */
static void test_first (gconstpointer data)
{
  enum { TRIALS = 6007, MORE = 4000000 };
  guint threads = GPOINTER_TO_UINT (data);
  SimScenario *before = fixture_scenario ("/run/sizes=[120, 152, 3000, 6000, 9000]");
  SimScenario *after = fixture_scenario ("/run/sizes=[120, 152, 3000, 6000, 9000]",
                                         "/outcomes/rmdq/means/usual=[12, 13]");
  char *expected = straight (after, TRIALS);
  SimEngine *engine = fixture_engine (threads, SIM_ISA_AUTO);
  sim_engine_set_keep (engine, 2 * SIM_CHUNK);
  SimRunOptions options = { .replicates = TRIALS, .own_first = TRUE };
  sim_snapshot_unref (fixture_run (engine, before, &options));
  options.replicates = MORE;
  SimRun *run = sim_run_start (engine, after, &options, NULL);
  SimSnapshot *own = sim_run_snapshot_own (run);
  while (sim_snapshot_replicates (own) < TRIALS) {
    g_usleep (50);
    sim_snapshot_unref (own);
    own = sim_run_snapshot_own (run);
  }
  SimSnapshot *all = sim_run_snapshot (run);
  g_assert_cmpuint (sim_snapshot_replicates (own), ==, TRIALS);
  g_assert_cmpuint (sim_snapshot_replicates (all), <, TRIALS);
  g_assert_cmpstr (sim_snapshot_fingerprint (own), ==, expected);
  sim_snapshot_unref (own);
  sim_snapshot_unref (all);
  sim_run_cancel (run);
  sim_run_unref (run);
  sim_engine_free (engine);
  g_free (expected);
  sim_scenario_unref (before);
  sim_scenario_unref (after);
}

/* Whatever is looked at on the way is what a straight run shows after as many trials, and in the
 * end both are as deep. */
static void test_on_the_way (void)
{
  enum { ROUNDS = 4 };
  SimScenario *before = fixture_scenario (sizes);
  SimScenario *after = fixture_scenario (sizes, "/testing/alpha=0.01");
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  sim_engine_set_keep (engine, 2 * SIM_CHUNK);
  for (guint round = 1; round <= ROUNDS; round++) {
    SimRunOptions options
        = { .replicates = 3001 * round, .block = 136 * (round % 3), .own_first = TRUE };
    SimScenario *scenario = round % 2 ? before : after;
    SimRun *run = sim_run_start (engine, scenario, &options, NULL);
    SimSnapshot *own = sim_run_snapshot_own (run), *all = sim_run_snapshot (run);
    char *print;
    while (sim_snapshot_replicates (own) == 0) {
      sim_snapshot_unref (own);
      sim_snapshot_unref (all);
      all = sim_run_snapshot (run);
      own = sim_run_snapshot_own (run);
    }
    g_assert_cmpuint (sim_snapshot_replicates (own), >=, sim_snapshot_replicates (all));
    print = straight (scenario, sim_snapshot_replicates (own));
    g_assert_cmpstr (sim_snapshot_fingerprint (own), ==, print);
    g_free (print);
    sim_snapshot_unref (own);
    sim_snapshot_unref (all);
    g_assert_true (sim_run_wait (run, -1));
    own = sim_run_snapshot_own (run);
    print = straight (scenario, options.replicates);
    g_assert_cmpstr (sim_snapshot_fingerprint (own), ==, print);
    g_free (print);
    sim_snapshot_unref (own);
    sim_run_unref (run);
  }
  sim_engine_free (engine);
  sim_scenario_unref (before);
  sim_scenario_unref (after);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char *path = g_strdup_printf ("/run/kept-own/same/%s", cases[i].name);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_same);
    g_free (path);
  }
  for (guint threads = 1; threads <= 3; threads++) {
    char *path = g_strdup_printf ("/run/kept-own/first/%u", threads);
    g_test_add_data_func (path, GUINT_TO_POINTER (threads), test_first);
    g_free (path);
  }
  g_test_add_func ("/run/kept-own/on-the-way", test_on_the_way);
  return g_test_run ();
}
