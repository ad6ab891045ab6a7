/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * engine.c - runs: the same bits for every number of threads, block, vector path, pause and
 * extension; precision, cancelling, priorities and life times.
 */
#include "fixture.h"

/* Scenarios that between them use every kernel. */
static SimScenario *variant (guint index)
{
  switch (index) {
  case 0:
    return fixture_scenario ("/testing/omnibus=anova");
  case 1: /* no dropout, Dunnett */
    return fixture_scenario ("/dropout/proportion=0", "/testing/multiplicity/method=dunnett",
                             "/testing/hypotheses/HE-ST=null", "/analyses/main/method=t-test",
                             "/analyses/main/adjust-for=null");
  case 2: /* dropout, Dunnett */
    return fixture_scenario ("/testing/multiplicity/method=dunnett",
                             "/testing/hypotheses/HE-ST=null");
  case 3:
    return fixture_scenario ("/analyses/main/method=t-test", "/analyses/main/adjust-for=null",
                             "/analyses/main/variance=welch", "/analyses/main/visit=week-26",
                             "/testing/multiplicity/method=bonferroni");
  case 4:
    return fixture_scenario ("/analyses/main/method=change-score", "/testing/sides=1",
                             "/analyses/main/adjust-for=null",
                             "/testing/multiplicity/method=none");
  default: /* no baseline, three dozen patients, two-arm variance */
    return fixture_scenario ("/outcomes/rmdq/baseline=null", "/analyses/main/method=t-test",
                             "/analyses/main/adjust-for=null", "/analyses/main/variance=two-arms",
                             "/run/sizes=[36, 37, 40, 90]");
  }
}
enum { VARIANTS = 6 };

static char *fingerprint (SimScenario *scenario, guint threads, SimIsa isa, guint block,
                          guint64 replicates)
{
  SimEngine *engine = fixture_engine (threads, isa);
  SimRunOptions options = { .replicates = replicates, .block = block };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  g_assert_cmpuint (sim_snapshot_replicates (snapshot), ==, replicates);
  char *print = g_strdup (sim_snapshot_fingerprint (snapshot));
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  return print;
}

static void test_same_bits (void)
{
  static const struct {
    guint threads;
    SimIsa isa;
    guint block;
  } ways[] = { { 2, SIM_ISA_SCALAR, 0 },  { 8, SIM_ISA_SCALAR, 64 }, { 7, SIM_ISA_AUTO, 8 },
               { 1, SIM_ISA_AVX2, 1024 }, { 3, SIM_ISA_AVX2, 72 },   { 1, SIM_ISA_AVX512, 0 },
               { 8, SIM_ISA_AVX512, 200 } };
  for (guint v = 0; v < VARIANTS; v++) {
    SimScenario *scenario = variant (v);
    char *expected = fingerprint (scenario, 1, SIM_ISA_SCALAR, 512, 5003);
    for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
      if (!sim_isa_name (ways[i].isa))
        continue;
      char *found = fingerprint (scenario, ways[i].threads, ways[i].isa, ways[i].block, 5003);
      g_assert_cmpstr (found, ==, expected);
      g_free (found);
    }
    char *other = fingerprint (scenario, 1, SIM_ISA_SCALAR, 512, 5004);
    g_assert_cmpstr (other, !=, expected);
    g_free (other);
    g_free (expected);
    sim_scenario_unref (scenario);
  }
}

static void test_pause_and_extend (void)
{
  SimScenario *scenario = variant (0);
  char *expected = fingerprint (scenario, 1, SIM_ISA_AUTO, 0, 40001);
  SimEngine *engine = fixture_engine (3, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = 13, .block = 64 };
  SimRun *run = sim_run_start (engine, scenario, &options, NULL);
  g_assert_true (sim_run_wait (run, -1));
  g_assert_cmpuint (sim_run_done (run), ==, 13);
  sim_run_extend (run, 20000);
  for (guint i = 0; i < 20; i++) {
    sim_run_pause (run);
    guint64 target = sim_run_target (run);
    g_assert_cmpuint (sim_run_done (run), <=, target);
    g_usleep (200);
    sim_run_resume (run);
  }
  g_assert_true (sim_run_wait (run, -1));
  g_assert_cmpuint (sim_run_done (run), ==, 20000);
  sim_run_pause (run); /* a complete run stays complete */
  g_assert_cmpint (sim_run_state (run), ==, SIM_RUN_COMPLETE);
  sim_run_extend (run, 5); /* not below what is done */
  g_assert_cmpuint (sim_run_target (run), ==, 20000);
  sim_run_extend (run, 40001);
  g_assert_true (sim_run_wait (run, -1));
  SimSnapshot *snapshot = sim_run_snapshot (run);
  g_assert_cmpstr (sim_snapshot_fingerprint (snapshot), ==, expected);
  sim_snapshot_unref (snapshot);
  sim_run_unref (run);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
  g_free (expected);
}

/* While a run goes on, every snapshot is that of a run of just so many trials. */
static void test_prefix (void)
{
  SimScenario *scenario = variant (4);
  SimEngine *engine = fixture_engine (4, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = 60000, .block = 64 };
  SimRun *run = sim_run_start (engine, scenario, &options, NULL);
  SimSnapshot *middle = NULL;
  do {
    sim_snapshot_unref (middle);
    middle = sim_run_snapshot (run);
  } while (sim_snapshot_replicates (middle) < 1000);
  guint64 serial = sim_snapshot_serial (middle);
  g_assert_true (sim_run_wait (run, -1));
  SimSnapshot *last = sim_run_snapshot (run);
  g_assert_cmpuint (sim_snapshot_serial (last), >, serial);
  char *expected
      = fingerprint (scenario, 1, SIM_ISA_SCALAR, 0, sim_snapshot_replicates (middle));
  g_assert_cmpstr (sim_snapshot_fingerprint (middle), ==, expected);
  g_free (expected);
  sim_snapshot_unref (middle);
  sim_snapshot_unref (last);
  sim_run_unref (run);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* Precision is looked at after 1000 * 2^k trials only, so threads do not change where it stops. */
static void test_precision (void)
{
  SimScenario *scenario = variant (0);
  for (guint threads = 1; threads <= 7; threads += 3) {
    SimEngine *engine = fixture_engine (threads, SIM_ISA_AUTO);
    SimRunOptions options = { .replicates = 1000000, .precision = 0.004 };
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    g_assert_cmpuint (sim_snapshot_replicates (snapshot), ==, 16000);
    g_assert_cmpfloat (sim_snapshot_results (snapshot)->hypotheses_mcse, <=, 0.004);
    sim_snapshot_unref (snapshot);
    options.replicates = 3500; /* the count comes first */
    snapshot = fixture_run (engine, scenario, &options);
    g_assert_cmpuint (sim_snapshot_replicates (snapshot), ==, 3500);
    sim_snapshot_unref (snapshot);
    sim_engine_free (engine);
  }
  sim_scenario_unref (scenario);
}

/* A count that is reached already ends a run, also one that no thread works on just now. */
static void test_extend_to_the_done (void)
{
  SimScenario *scenario = variant (0);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions low = { .replicates = 1000000000, .block = 64, .priority = -1 };
  SimRunOptions high = { .replicates = 1000000000, .block = 64 };
  SimRun *waiting = sim_run_start (engine, scenario, &low, NULL);
  while (sim_run_done (waiting) == 0)
    g_usleep (50);
  SimRun *working = sim_run_start (engine, scenario, &high, NULL);
  while (sim_run_done (working) == 0)
    g_usleep (50);
  sim_run_extend (waiting, 1);
  g_assert_true (sim_run_wait (waiting, 5 * G_USEC_PER_SEC));
  g_assert_cmpint (sim_run_state (waiting), ==, SIM_RUN_COMPLETE);
  sim_run_extend (working, 1); /* and one in the middle of a block */
  g_assert_true (sim_run_wait (working, 5 * G_USEC_PER_SEC));
  g_assert_cmpuint (sim_run_done (working), ==, sim_run_target (working));
  sim_run_unref (waiting);
  sim_run_unref (working);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* A time ends the run with whole blocks, which show what they would in any other run. */
static void test_seconds (void)
{
  SimScenario *scenario = variant (0);
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = 1000000000, .block = 64, .seconds = 0.05 };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  guint64 n = sim_snapshot_replicates (snapshot);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, 1000000000);
  g_assert_cmpuint (n % 64, ==, 0);
  char *expected = fingerprint (scenario, 1, SIM_ISA_SCALAR, 0, n);
  g_assert_cmpstr (sim_snapshot_fingerprint (snapshot), ==, expected);
  g_free (expected);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* Threads that are spared leave the work to the others. */
static void test_spare (void)
{
  SimScenario *scenario = variant (0);
  char *expected = fingerprint (scenario, 1, SIM_ISA_AUTO, 0, 20000);
  SimEngine *engine = fixture_engine (3, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = 20000, .block = 64 };
  for (guint spare = 0; spare < 5; spare++) { /* more than there are: one still works */
    sim_engine_set_spare (engine, spare);
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    g_assert_cmpstr (sim_snapshot_fingerprint (snapshot), ==, expected);
    sim_snapshot_unref (snapshot);
  }
  sim_engine_set_spare (engine, 0);
  sim_snapshot_unref (fixture_run (engine, scenario, &options));
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
  g_free (expected);
}

static void test_cancel (void)
{
  SimScenario *scenario = fixture_scenario ("/run/replicates=1000000000",
                                            "/run/sizes=[99999, 100000]");
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  for (guint i = 0; i < 20; i++) {
    SimRun *run = sim_run_start (engine, scenario, NULL, NULL);
    g_assert_false (sim_run_wait (run, (gint64) i * 300));
    if (i % 2)
      sim_run_cancel (run);
    if (i % 2)
      g_assert_cmpint (sim_run_state (run), ==, SIM_RUN_CANCELLED);
    sim_run_extend (run, 2000000000); /* no way back */
    if (i % 2)
      g_assert_cmpint (sim_run_state (run), ==, SIM_RUN_CANCELLED);
    sim_run_unref (run);
  }
  SimRun *run = sim_run_start (engine, scenario, NULL, NULL);
  sim_engine_free (engine); /* with a run going on */
  g_assert_cmpint (sim_run_state (run), ==, SIM_RUN_CANCELLED);
  SimSnapshot *snapshot = sim_run_snapshot (run);
  sim_run_unref (run);
  g_assert_cmpuint (sim_snapshot_replicates (snapshot), <, 1000000000);
  g_assert_nonnull (sim_snapshot_results (snapshot));
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (scenario);
}

static void test_priority (void)
{
  SimScenario *scenario = variant (0);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions low = { .replicates = 1000000000, .priority = -1 };
  SimRunOptions high = { .replicates = 20000 };
  SimRun *slow = sim_run_start (engine, scenario, &low, NULL);
  g_assert_false (sim_run_wait (slow, 2000));
  SimRun *fast = sim_run_start (engine, scenario, &high, NULL);
  guint64 before = sim_run_done (slow);
  g_assert_true (sim_run_wait (fast, -1));
  /* at most the block in hand, and what is claimed between the two calls */
  guint64 during = sim_run_done (slow) - before;
  g_assert_cmpuint (during, <, 3 * 8192);
  sim_run_unref (fast);
  sim_run_unref (slow);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* Arms other than the one added or moved keep their random numbers. */
static void test_streams_follow_ids (void)
{
  SimScenario *plain = fixture_scenario ("/run/replicates=2000");
  SimScenario *other = fixture_scenario ("/run/replicates=2000", "/dropout/proportion/usual=0.4",
                                         "/outcomes/rmdq/means/usual=[1, 1]", "/arms/usual/size=9");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimTrial *a = sim_trial_new (engine, plain, 77, 0, NULL);
  SimTrial *b = sim_trial_new (engine, other, 77, 0, NULL);
  for (guint i = 0; i < 104; i++) { /* hand-ear 54 and standard 50 */
    g_assert_cmpfloat (a->patients[i].outcomes->baseline, ==, b->patients[i].outcomes->baseline);
    g_assert_cmpfloat (a->patients[i].outcomes->scores[1], ==, b->patients[i].outcomes->scores[1]);
    g_assert_cmpint (a->patients[i].outcomes->seen[0], ==, b->patients[i].outcomes->seen[0]);
  }
  for (guint i = 104; i < 113; i++)
    g_assert_cmpfloat (a->patients[i].outcomes->baseline, ==, b->patients[i].outcomes->baseline);
  sim_trial_free (a);
  sim_trial_free (b);
  sim_scenario_unref (plain);
  sim_scenario_unref (other);
  sim_engine_free (engine);
}

static void test_errors (void)
{
  GError *error = NULL;
  g_assert_null (sim_engine_new (100000, SIM_ISA_AUTO, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_USAGE);
  g_clear_error (&error);
  SimIsa isa;
  g_assert_true (sim_isa_parse ("avx2", &isa));
  g_assert_cmpint (isa, ==, SIM_ISA_AVX2);
  g_assert_false (sim_isa_parse ("mmx", &isa));
  SimScenario *scenario = variant (0);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  g_assert_null (sim_trial_new (engine, scenario, 0, 151, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_RANGE);
  g_clear_error (&error);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/engine/same-bits", test_same_bits);
  g_test_add_func ("/run/engine/pause-and-extend", test_pause_and_extend);
  g_test_add_func ("/run/engine/prefix", test_prefix);
  g_test_add_func ("/run/engine/precision", test_precision);
  g_test_add_func ("/run/engine/extend-to-the-done", test_extend_to_the_done);
  g_test_add_func ("/run/engine/seconds", test_seconds);
  g_test_add_func ("/run/engine/spare", test_spare);
  g_test_add_func ("/run/engine/cancel", test_cancel);
  g_test_add_func ("/run/engine/priority", test_priority);
  g_test_add_func ("/run/engine/streams-follow-ids", test_streams_follow_ids);
  g_test_add_func ("/run/engine/errors", test_errors);
  return g_test_run ();
}
