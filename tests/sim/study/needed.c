/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * needed.c - the number of patients to plan with: of all that are known the exact one, in whole
 * patients an arm. Shares are worked out by hand.
 */
#include <math.h>

#include "../run/fixture.h"

static void
assert_needed (SimScenario *scenario, const SimSizeAnswer *answer, SimNeededBy by, guint total,
               guint a, guint b, guint c)
{
  SimNeeded needed;

  sim_needed_of_answer (scenario, answer, &needed);
  g_assert_cmpint (needed.by, ==, by);
  g_assert_cmpuint (needed.total, ==, total);
  g_assert_cmpuint (needed.arms[0], ==, a);
  g_assert_cmpuint (needed.arms[1], ==, b);
  g_assert_cmpuint (needed.arms[2], ==, c);
}

/* 980 of three equal arms are 327, 327 and 326: the third has 327 as well. */
static void
test_equal_arms (void)
{
  SimScenario *scenario = fixture_scenario ("/arms/hand-ear/size=50", "/arms/usual/size=50");
  SimSizeAnswer answer = { .status = SIM_SIZE_FOUND, .total = 971, .exact_total = 980 };

  assert_needed (scenario, &answer, SIM_NEEDED_EXACT, 981, 327, 327, 327);
  answer.exact_total = 0;
  assert_needed (scenario, &answer, SIM_NEEDED_SIMULATED, 972, 324, 324, 324);
  answer.total = 972;
  assert_needed (scenario, &answer, SIM_NEEDED_SIMULATED, 972, 324, 324, 324);
  answer.status = SIM_SIZE_NOT_REACHED;
  assert_needed (scenario, &answer, SIM_NEEDED_NOT, 0, 0, 0, 0);
  sim_scenario_unref (scenario);
}

/* 54 : 50 : 48 of 100 are 35.5, 32.9 and 31.6; of 152 what they are. */
static void
test_ratio (void)
{
  SimScenario *scenario = fixture_scenario ("/title=x");
  SimSizeAnswer answer = { .status = SIM_SIZE_FOUND, .total = 100, .exact_total = 100 };

  assert_needed (scenario, &answer, SIM_NEEDED_EXACT, 101, 36, 33, 32);
  answer.exact_total = 152;
  assert_needed (scenario, &answer, SIM_NEEDED_EXACT, 152, 54, 50, 48);
  sim_scenario_unref (scenario);
}

/* Blocks of 12 in 1 : 1 : 2 end with 12, 24, ... */
static void
test_blocks (void)
{
  SimScenario *scenario = fixture_scenario (
      "/allocation={\"method\":\"permuted-blocks\",\"block-sizes\":[12]}", "/arms/usual/ratio=2");
  SimSizeAnswer answer = { .status = SIM_SIZE_FOUND, .total = 25 };

  assert_needed (scenario, &answer, SIM_NEEDED_SIMULATED, 36, 9, 9, 18);
  sim_scenario_unref (scenario);
}

/* A run says the same as a search, where there is a closed form; where there is none, its curve. */
static void
test_of_a_run (void)
{
  for (guint i = 0; i < 2; i++) {
    SimScenario *scenario
        = fixture_scenario ("/run/replicates=2000", "/dropout=null", "/analyses/0/adjust-for=null",
                            i == 0 ? "/analyses/0/method=t-test"
                                   : "/analyses/0/method=mann-whitney");
    SimEngine *engine = sim_engine_new (2, SIM_ISA_AUTO, NULL);
    SimSnapshot *snapshot = fixture_run (engine, scenario, NULL);
    SimNeeds needs, curve;
    const SimResults *results = sim_snapshot_results (snapshot);
    sim_needs (scenario, results, NULL, &needs);
    sim_needs_of_curve (scenario, results, &curve);
    const SimSizeOptions how = { .goal = "HE-UC" };
    SimSizeStudy *study = sim_size_study_new (engine, scenario, &how, NULL, NULL);
    SimNeeded found;
    sim_needed_of_answer (scenario, &study->answers[0], &found);
    g_assert_cmpint (curve.of[0].by, ==, SIM_NEEDED_CURVE);
    g_assert_cmpint (needs.of[0].by, ==, i == 0 ? SIM_NEEDED_EXACT : SIM_NEEDED_CURVE);
    g_assert_cmpint (found.by, ==, i == 0 ? SIM_NEEDED_EXACT : SIM_NEEDED_SIMULATED);
    if (i == 0)
      g_assert_cmpuint (needs.of[0].total, ==, found.total);
    sim_size_study_free (study);
    sim_snapshot_unref (snapshot);
    sim_engine_free (engine);
    sim_scenario_unref (scenario);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/needed/equal-arms", test_equal_arms);
  g_test_add_func ("/needed/ratio", test_ratio);
  g_test_add_func ("/needed/blocks", test_blocks);
  g_test_add_func ("/needed/of-a-run", test_of_a_run);
  return g_test_run ();
}
