/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verdicts.c - what single trials decided is what they decide when they are replayed, the same on
 * every way to it, and adds up to what the run counts.
 */
#include "fixture.h"

enum { TRIALS = 3001, REPLAYED = 120 };

static SimSnapshot *run (SimScenario *scenario, guint threads, SimIsa isa, guint block, gsize keep)
{
  SimEngine *engine = fixture_engine (threads, isa);
  sim_engine_set_keep (engine, keep);
  SimRunOptions options = { .replicates = TRIALS, .block = block, .verdicts = TRUE };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  if (keep > 0) { /* once more, from what is kept now */
    sim_snapshot_unref (snapshot);
    snapshot = fixture_run (engine, scenario, &options);
  }
  sim_engine_free (engine);
  return snapshot;
}

static SimVerdict *verdicts_of (SimSnapshot *snapshot, guint size)
{
  const SimVerdicts *verdicts = sim_snapshot_verdicts (snapshot);
  SimVerdict *found = g_new (SimVerdict, TRIALS);
  g_assert_cmpuint (sim_verdicts_n (verdicts), ==, TRIALS);
  sim_verdicts_read (verdicts, size, 0, TRIALS, found);
  return found;
}

/* Rejections in either direction happen in all of them. */
static SimScenario *scenario (guint which)
{
  switch (which) {
  case 0:
    return fixture_scenario ("/testing/alpha=0.5", "/run/sizes=[40, 90, 152]");
  case 1:
    return fixture_scenario ("/testing/alpha=0.4", "/testing/multiplicity/method=none",
                             "/analyses/0={\"id\": \"main\", \"method\": \"t-test\", "
                             "\"variance\": \"welch\", \"visit\": \"week-8\"}",
                             "/run/sizes=[24, 152]", "/dropout/proportion=0.4");
  default:
    return fixture_scenario ("/testing/alpha=0.6", "/run/sizes=[30, 152]",
                             "/analyses/0={\"id\": \"main\", \"method\": \"mann-whitney\", "
                             "\"visit\": \"week-8\"}",
                             "/allocation/method=simple");
  }
}

static void test_replayed (gconstpointer data)
{
  SimScenario *given = scenario (GPOINTER_TO_UINT (data));
  SimSnapshot *snapshot = run (given, 2, SIM_ISA_AUTO, 0, 0);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  guint down = 0, up = 0;
  for (guint size = 0; size < sim_scenario_n_sizes (given); size++) {
    SimVerdict *found = verdicts_of (snapshot, size);
    for (guint r = 0; r < REPLAYED; r++) {
      SimTrial *trial
          = sim_trial_new (engine, given, r, sim_scenario_total (given, size), NULL);
      SimVerdict expected = 0;
      for (guint h = 0; h < trial->n_hypotheses; h++) {
        gboolean rejected = trial->results[h].rejected;
        gboolean benefit = rejected && trial->results[h].estimate > 0;
        expected |= (SimVerdict) rejected << h | (SimVerdict) benefit << (16 + h);
        down += rejected && !benefit;
        up += benefit;
      }
      g_assert_cmphex (found[r], ==, expected);
      sim_trial_free (trial);
    }
    g_free (found);
  }
  g_assert_cmpuint (down, >, 10);
  g_assert_cmpuint (up, >, 10);
  sim_engine_free (engine);
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (given);
}

static guint64 count (const SimVerdict *found, SimVerdict bits, gboolean all)
{
  guint64 n = 0;
  for (guint r = 0; r < TRIALS; r++)
    n += all ? (found[r] & bits) == bits : (found[r] & bits) != 0;
  return n;
}

static void test_counts (void)
{
  SimScenario *given = scenario (0);
  SimSnapshot *snapshot = run (given, 3, SIM_ISA_AUTO, 64, 0);
  const SimResults *results = sim_snapshot_results (snapshot);
  for (guint size = 0; size < results->n_sizes; size++) {
    SimVerdict *found = verdicts_of (snapshot, size);
    const SimSizeResult *at = &results->sizes[size];
    for (guint h = 0; h < results->n_hypotheses; h++) {
      double power = (double) count (found, 1u << h, FALSE) / TRIALS;
      double benefit = (double) count (found, 1u << (16 + h), FALSE) / TRIALS;
      g_assert_cmpfloat (power, ==, at->hypotheses[h].power.value);
      g_assert_cmpfloat (benefit, ==, at->hypotheses[h].power_benefit.value);
    }
    g_assert_cmpfloat ((double) count (found, 7, FALSE) / TRIALS, ==, at->any.value);
    g_assert_cmpfloat ((double) count (found, 7, TRUE) / TRIALS, ==, at->all.value);
    g_free (found);
  }
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (given);
}

/* Threads, instruction sets, blocks and kept records. */
static void test_same_everywhere (void)
{
  static const guint threads[] = { 1, 2, 7 };
  SimScenario *given = scenario (0);
  SimSnapshot *first = run (given, 1, SIM_ISA_SCALAR, 0, 0);
  guint n_sizes = sim_scenario_n_sizes (given);
  for (guint way = 0; way < G_N_ELEMENTS (threads) * 8; way++) {
    SimIsa isa = (SimIsa) (way / 2 % 4);
    if (!sim_isa_name (isa))
      continue;
    SimSnapshot *other = run (given, threads[way / 8], isa, way % 3 ? 8 * way : 0,
                              way & 1 ? (gsize) 16 << 20 : 0);
    for (guint size = 0; size < n_sizes; size++) {
      SimVerdict *expected = verdicts_of (first, size), *found = verdicts_of (other, size);
      g_assert_cmpmem (found, TRIALS * sizeof *found, expected, TRIALS * sizeof *expected);
      g_free (expected);
      g_free (found);
    }
    sim_snapshot_unref (other);
  }
  sim_snapshot_unref (first);
  sim_scenario_unref (given);
}

/* Any part of them, over the bounds of blocks. */
static void test_read (void)
{
  SimScenario *given = scenario (0);
  SimSnapshot *snapshot = run (given, 2, SIM_ISA_AUTO, 128, 0);
  const SimVerdicts *verdicts = sim_snapshot_verdicts (snapshot);
  SimVerdict *all = verdicts_of (snapshot, 1);
  g_assert_cmpuint (sim_verdicts_n_sizes (verdicts), ==, sim_scenario_n_sizes (given));
  for (guint first = 0; first < TRIALS; first += 61)
    for (guint n = 0; n <= 400 && first + n <= TRIALS; n += 57) {
      SimVerdict found[400];
      sim_verdicts_read (verdicts, 1, first, n, found);
      g_assert_cmpmem (found, n * sizeof *found, all + first, n * sizeof *found);
    }
  g_free (all);
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (given);
}

static void test_off (void)
{
  SimScenario *given = scenario (0);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = 64 };
  SimSnapshot *snapshot = fixture_run (engine, given, &options);
  g_assert_null (sim_snapshot_verdicts (snapshot));
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (given);
}

static void test_limit (void)
{
  SimScenario *given = scenario (0);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  GError *error = NULL;
  SimRunOptions options = { .replicates = sim_verdicts_most (3) + 1, .verdicts = TRUE };
  g_assert_null (sim_run_start (engine, given, &options, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "at most 44739242 trials"));
  g_error_free (error);
  sim_engine_free (engine);
  sim_scenario_unref (given);
}

/* A run that is stopped and one that goes on have those of the trials that are published. */
static void test_goes_on (void)
{
  SimScenario *given = scenario (0);
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = 1000, .block = 64, .verdicts = TRUE };
  SimRun *going = sim_run_start (engine, given, &options, NULL);
  sim_run_wait (going, -1);
  SimSnapshot *before = sim_run_snapshot (going);
  sim_run_extend (going, TRIALS);
  SimSnapshot *between = sim_run_snapshot (going);
  g_assert_cmpuint (sim_verdicts_n (sim_snapshot_verdicts (between)), ==,
                    sim_snapshot_replicates (between));
  sim_run_wait (going, -1);
  SimSnapshot *after = sim_run_snapshot (going), *whole = run (given, 1, SIM_ISA_AUTO, 0, 0);
  g_assert_cmpuint (sim_verdicts_n (sim_snapshot_verdicts (before)), ==, 1000);
  SimVerdict *found = verdicts_of (after, 2), *expected = verdicts_of (whole, 2);
  g_assert_cmpmem (found, TRIALS * sizeof *found, expected, TRIALS * sizeof *found);
  g_free (found);
  g_free (expected);
  sim_snapshot_unref (before);
  sim_snapshot_unref (between);
  sim_snapshot_unref (after);
  sim_snapshot_unref (whole);
  sim_run_unref (going);
  sim_engine_free (engine);
  sim_scenario_unref (given);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/verdicts/replayed/ancova", GUINT_TO_POINTER (0), test_replayed);
  g_test_add_data_func ("/verdicts/replayed/welch", GUINT_TO_POINTER (1), test_replayed);
  g_test_add_data_func ("/verdicts/replayed/ranks", GUINT_TO_POINTER (2), test_replayed);
  g_test_add_func ("/verdicts/counts", test_counts);
  g_test_add_func ("/verdicts/same-everywhere", test_same_everywhere);
  g_test_add_func ("/verdicts/read", test_read);
  g_test_add_func ("/verdicts/off", test_off);
  g_test_add_func ("/verdicts/limit", test_limit);
  g_test_add_func ("/verdicts/goes-on", test_goes_on);
  return g_test_run ();
}
