/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-order.c - the order in which patients of fixed numbers were randomised: each trial has one,
 * all are equally likely, and nothing but trial, seed and arms decides on it.
 */
#include "fixture.h"

#include <math.h>
#include <string.h>

enum { TRIALS = 5000, ARMS = 3, PATIENTS = 12 };

static const guint sizes[ARMS] = { 3, 4, 5 };

static SimScenario *small (const char *more)
{
  return fixture_scenario ("/arms/hand-ear/size=3", "/arms/standard/size=4", "/arms/usual/size=5",
                           "/analyses/0/method=t-test", more);
}

static SimTrial *trial_of (SimEngine *engine, SimScenario *scenario, guint64 index)
{
  GError *error = NULL;
  SimTrial *trial = sim_trial_new (engine, scenario, index, 0, &error);
  g_assert_no_error (error);
  return trial;
}

/* Who stands at each place: an index of the trial's patients. Every place has one patient. */
static void read_order (const SimTrial *trial, guint *order)
{
  gboolean taken[PATIENTS] = { FALSE };
  g_assert_cmpuint (trial->n_patients, ==, PATIENTS);
  for (guint i = 0; i < PATIENTS; i++) {
    guint at = trial->patients[i].recruit;
    g_assert_cmpuint (at, >=, 1);
    g_assert_cmpuint (at, <=, PATIENTS);
    g_assert_false (taken[at - 1]);
    taken[at - 1] = TRUE;
    order[at - 1] = i;
  }
}

static void test_permutation (void)
{
  SimScenario *scenario = small ("/run/replicates=1000");
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  for (guint64 r = 0; r < 200; r++) {
    SimTrial *trial = trial_of (engine, scenario, r * 7919);
    guint order[PATIENTS], n[ARMS] = { 0 };
    g_assert_false (trial->order_counts);
    read_order (trial, order);
    for (guint i = 0; i < PATIENTS; i++)
      n[trial->patients[order[i]].arm]++;
    for (guint a = 0; a < ARMS; a++)
      g_assert_cmpuint (n[a], ==, sizes[a]);
    sim_trial_free (trial);
  }
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* Chi-squared against equal counts lies so many standard errors from its mean. */
static double excess (const guint *counts, guint cells, double expected)
{
  double sum = 0;
  for (guint i = 0; i < cells; i++)
    sum += (counts[i] - expected) * (counts[i] - expected) / expected;
  return (sum - (cells - 1)) / sqrt (2.0 * (cells - 1));
}

/* Who is first, who is last, and who follows whom: each as often as any other. */
static void test_uniform (void)
{
  SimScenario *scenario = small ("/run/replicates=1000");
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  SimReplay *replay = sim_replay_new (engine, scenario, 0, NULL);
  guint first[PATIENTS] = { 0 }, last[PATIENTS] = { 0 }, pairs[PATIENTS * PATIENTS] = { 0 };
  guint others[PATIENTS * (PATIENTS - 1)], n = 0;
  for (guint64 r = 0; r < TRIALS; r++) {
    SimTrial *trial = sim_replay_trial (replay, r, NULL);
    guint order[PATIENTS];
    read_order (trial, order);
    first[order[0]]++;
    last[order[PATIENTS - 1]]++;
    for (guint i = 1; i < PATIENTS; i++)
      pairs[order[i - 1] * PATIENTS + order[i]]++;
    sim_trial_free (trial);
  }
  for (guint i = 0; i < PATIENTS * PATIENTS; i++)
    if (i / PATIENTS != i % PATIENTS)
      others[n++] = pairs[i];
  g_assert_cmpfloat (fabs (excess (first, PATIENTS, TRIALS / (double) PATIENTS)), <, 4);
  g_assert_cmpfloat (fabs (excess (last, PATIENTS, TRIALS / (double) PATIENTS)), <, 4);
  g_assert_cmpfloat (fabs (excess (others, n, TRIALS / (double) PATIENTS)), <, 4);
  sim_replay_free (replay);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

static void assert_same_order (const SimTrial *one, const SimTrial *other)
{
  for (guint i = 0; i < PATIENTS; i++)
    g_assert_cmpuint (one->patients[i].recruit, ==, other->patients[i].recruit);
}

/* On every path and with any number of threads; other trials and other seeds have other orders. */
static void test_reproducible (void)
{
  SimScenario *scenario = small ("/run/replicates=1000"), *reseeded = small ("/run/seed=5");
  SimEngine *first = sim_engine_new (1, SIM_ISA_SCALAR, NULL);
  for (SimIsa isa = SIM_ISA_AUTO; isa <= SIM_ISA_AVX512; isa++)
    for (int threads = 1; threads <= 3; threads++) {
      SimEngine *engine = sim_engine_new (threads, isa, NULL);
      SimReplay *replay = engine ? sim_replay_new (engine, scenario, 0, NULL) : NULL;
      for (guint64 r = 0; replay && r < 20; r++) {
        SimTrial *one = trial_of (first, scenario, r), *other = sim_replay_trial (replay, r, NULL);
        assert_same_order (one, other);
        sim_trial_free (one);
        sim_trial_free (other);
      }
      sim_replay_free (replay);
      if (engine)
        sim_engine_free (engine);
    }
  guint places[3][PATIENTS];
  for (guint i = 0; i < 3; i++) {
    SimTrial *trial = trial_of (first, i == 2 ? reseeded : scenario, i == 1 ? 1 : 0);
    read_order (trial, places[i]);
    sim_trial_free (trial);
  }
  g_assert_cmpint (memcmp (places[0], places[1], sizeof places[0]), !=, 0);
  g_assert_cmpint (memcmp (places[0], places[2], sizeof places[0]), !=, 0);
  sim_engine_free (first);
  sim_scenario_unref (scenario);
  sim_scenario_unref (reseeded);
}

/* An arm more changes nothing in how those that were there stand to one another. */
static void test_another_arm (void)
{
  SimScenario *three = small ("/run/replicates=1000");
  SimScenario *two = fixture_scenario (
      "/arms=[{\"id\": \"usual\", \"name\": \"U\", \"size\": 5}, "
      "{\"id\": \"hand-ear\", \"name\": \"H\", \"size\": 3}]",
      "/testing/hypotheses=[{\"id\": \"H\", \"compare\": [\"hand-ear\", \"usual\"]}]",
      "/outcomes/rmdq/means={\"hand-ear\": [8, 7], \"usual\": [9, 9]}", "/basis=null",
      "/dropout={\"proportion\": 0}",
      "/analyses/0/method=t-test");
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  for (guint64 r = 0; r < 50; r++) {
    SimTrial *with = trial_of (engine, three, r), *without = trial_of (engine, two, r);
    for (guint i = 0; i < 5; i++)
      for (guint j = 0; j < 3; j++) /* usual is the last arm of three, and the first of two */
        g_assert_cmpint (with->patients[7 + i].recruit < with->patients[j].recruit, ==,
                         without->patients[i].recruit < without->patients[5 + j].recruit);
    sim_trial_free (with);
    sim_trial_free (without);
  }
  sim_engine_free (engine);
  sim_scenario_unref (two);
  sim_scenario_unref (three);
}

/* Where the order makes the numbers it is that order: blocks of three are whole. */
static void test_of_blocks (void)
{
  SimScenario *scenario
      = fixture_scenario ("/arms/hand-ear/size=4", "/arms/standard/size=4", "/arms/usual/size=4",
                          "/allocation={\"method\": \"permuted-blocks\", \"block-sizes\": [3]}",
                          "/analyses/0/method=t-test");
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  for (guint64 r = 0; r < 20; r++) {
    SimTrial *trial = trial_of (engine, scenario, r);
    guint order[PATIENTS];
    g_assert_true (trial->order_counts);
    read_order (trial, order);
    for (guint i = 0; i < PATIENTS; i += 3) {
      guint seen = 0;
      for (guint k = 0; k < 3; k++)
        seen |= 1u << trial->patients[order[i + k]].arm;
      g_assert_cmpuint (seen, ==, 7);
    }
    sim_trial_free (trial);
  }
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trial-order/permutation", test_permutation);
  g_test_add_func ("/trial-order/uniform", test_uniform);
  g_test_add_func ("/trial-order/reproducible", test_reproducible);
  g_test_add_func ("/trial-order/another-arm", test_another_arm);
  g_test_add_func ("/trial-order/of-blocks", test_of_blocks);
  return g_test_run ();
}
