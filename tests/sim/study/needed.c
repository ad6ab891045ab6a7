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

/* 54 : 50 : 48 of 155 are 55.1, 51.0 (50.99) and 48.9 (48.95): 156 in whole patients an arm, exact
   and simulated alike; of 153 they are 54.4, 50.3 and 48.3, which are 155. */
static void
test_check (void)
{
  SimScenario *scenario = fixture_scenario ("/title=x");
  SimSizeAnswer answer = { .status = SIM_SIZE_FOUND, .total = 155, .low = 155, .high = 155,
                           .exact_total = 155 };
  SimNeeded needed;

  sim_needed_of_answer (scenario, &answer, &needed);
  g_assert_cmpuint (needed.total, ==, 156);
  g_assert_cmpfloat (needed.simulated, ==, 156);
  g_autofree char *alone = sim_needed_check_text (&needed);
  g_assert_cmpstr (alone, ==, "156 (only 156)");
  answer.low = 153;
  sim_needed_of_answer (scenario, &answer, &needed);
  g_autofree char *both = sim_needed_check_text (&needed);
  g_assert_cmpstr (both, ==, "156 (155 to 156)");
  answer.high = 0;
  sim_needed_of_answer (scenario, &answer, &needed);
  g_autofree char *open = sim_needed_check_text (&needed);
  g_assert_cmpstr (open, ==, "156 (155 or more)");
  answer.status = SIM_SIZE_NOT_REACHED;
  sim_needed_of_answer (scenario, &answer, &needed);
  g_autofree char *not_reached = sim_needed_interval_text (&needed);
  g_assert_cmpstr (not_reached, ==, "155 or more");
  g_assert_cmpint (needed.by, ==, SIM_NEEDED_NOT);
  g_assert_cmpuint (needed.total, ==, 0);
  sim_scenario_unref (scenario);
}

/* Everything that is told of three equal arms is a multiple of three, of a search and of a run. */
static void
test_check_of_equal_arms (void)
{
  SimScenario *scenario = fixture_scenario ("/run/replicates=2000", "/arms/hand-ear/size=50",
                                            "/arms/usual/size=50");
  SimEngine *engine = sim_engine_new (2, SIM_ISA_AUTO, NULL);
  SimSnapshot *snapshot = fixture_run (engine, scenario, NULL);
  SimSizeStudy *study = sim_size_study_new (engine, scenario, NULL, NULL, NULL);
  SimNeeds needs;

  sim_needs_of_curve (scenario, sim_snapshot_results (snapshot), &needs);
  for (guint i = 0; i < 2; i++) {
    SimNeeded needed = needs.of[0];
    if (i == 1)
      sim_needed_of_answer (scenario, &study->answers[0], &needed);
    g_assert_cmpint (needed.by, !=, SIM_NEEDED_NOT);
    g_assert_cmpuint (needed.total % 3, ==, 0);
    g_assert_cmpfloat (fmod (needed.simulated, 3), ==, 0);
    g_assert_cmpfloat (fmod (needed.low, 3), ==, 0);
    g_assert_cmpfloat (fmod (needed.high, 3), ==, 0);
    g_assert_true (needed.low <= needed.simulated && needed.simulated <= needed.high);
  }
  sim_size_study_free (study);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* The power that is told of the number to plan with is what a run with that number shows, of as
   many trials; with few trials and an exact number it is no total that the search looks at. */
static void
test_power_there (void)
{
  for (guint i = 0; i < 2; i++) {
    SimScenario *scenario = fixture_scenario (i == 0 ? "/run/replicates=400"
                                                     : "/run/replicates=4000");
    SimEngine *engine = sim_engine_new (2, SIM_ISA_AUTO, NULL);
    SimSizeStudy *study = sim_size_study_new (engine, scenario, NULL, NULL, NULL);
    for (guint g = 0; g < study->n_answers; g++) {
      const SimSizeAnswer *answer = &study->answers[g];
      SimNeeded needed;
      sim_needed_of_answer (scenario, answer, &needed);
      g_autofree char *sizes = g_strdup_printf ("/run/sizes=[%u]", needed.total);
      SimScenario *there = fixture_scenario (i == 0 ? "/run/replicates=400"
                                                    : "/run/replicates=4000", sizes);
      SimSnapshot *snapshot = fixture_run (engine, there, NULL);
      const SimResults *results = sim_snapshot_results (snapshot);
      guint s = 0;
      while (results->sizes[s].total != needed.total)
        s++;
      g_assert_cmpfloat (answer->needed_power.value, ==,
                         sim_goal_power (&answer->goal, &results->sizes[s])->value);
      g_assert_cmpfloat (answer->needed_analysed, ==, results->sizes[s].analysed);
      sim_snapshot_unref (snapshot);
      sim_scenario_unref (there);
    }
    sim_size_study_free (study);
    sim_engine_free (engine);
    sim_scenario_unref (scenario);
  }
}

/* What is told is what a run with that total has, and no arm has less than its share. */
static void
test_split_of_total (void)
{
  static const guint ratios[][3] = { { 3, 1, 1 }, { 3, 2, 1 }, { 54, 50, 48 }, { 600, 400, 200 } };

  for (guint r = 0; r < G_N_ELEMENTS (ratios); r++) {
    g_autofree char *a = g_strdup_printf ("/arms/hand-ear/size=%u", ratios[r][0] * 10);
    g_autofree char *b = g_strdup_printf ("/arms/standard/size=%u", ratios[r][1] * 10);
    g_autofree char *c = g_strdup_printf ("/arms/usual/size=%u", ratios[r][2] * 10);
    SimScenario *scenario = fixture_scenario (a, b, c);
    guint sum = ratios[r][0] + ratios[r][1] + ratios[r][2];
    guint before = 0;
    for (guint total = 60; total <= 2000; total++) {
      SimSizeAnswer answer = { .status = SIM_SIZE_FOUND, .total = total, .exact_total = total };
      SimNeeded needed;
      guint split[3];
      sim_needed_of_answer (scenario, &answer, &needed);
      sim_split_total (ratios[r], 3, needed.total, split);
      g_assert_cmpmem (needed.arms, sizeof split, split, sizeof split);
      for (guint arm = 0; arm < 3; arm++)
        g_assert_cmpuint (needed.arms[arm] * sum, >=, total * ratios[r][arm]);
      g_assert_cmpuint (needed.total, <, total + 2 * sum);
      g_assert_cmpuint (needed.total, >=, before); /* so the ends of an interval stay in order */
      before = needed.total;
    }
    sim_scenario_unref (scenario);
  }
}

/* 3 : 2 : 1 of 548 are 274, 182.7 and 91.3; 549 would be split 275, 183 and 91. */
static void
test_next_split (void)
{
  SimScenario *scenario = fixture_scenario ("/arms/hand-ear/size=600", "/arms/standard/size=400",
                                            "/arms/usual/size=200");
  SimSizeAnswer answer = { .status = SIM_SIZE_FOUND, .total = 548, .exact_total = 548 };

  assert_needed (scenario, &answer, SIM_NEEDED_EXACT, 550, 275, 183, 92);
  sim_scenario_unref (scenario);
}

/* Where the curve does not pass the target, an exact total is told all the same. */
static void
test_beyond_the_curve (void)
{
  SimScenario *scenario = fixture_scenario ("/run/replicates=500", "/dropout=null",
                                            "/analyses/0/adjust-for=null",
                                            "/analyses/0/method=t-test", "/run/sizes=[60]");
  SimEngine *engine = sim_engine_new (2, SIM_ISA_AUTO, NULL);
  SimSnapshot *snapshot = fixture_run (engine, scenario, NULL);
  SimNeeds needs, curve;

  sim_needs (scenario, sim_snapshot_results (snapshot), NULL, &needs);
  sim_needs_of_curve (scenario, sim_snapshot_results (snapshot), &curve);
  g_assert_cmpint (curve.of[1].by, ==, SIM_NEEDED_NOT);
  g_assert_cmpint (needs.of[1].by, ==, SIM_NEEDED_EXACT);
  g_assert_cmpuint (needs.of[1].total, >, 152);
  g_assert_true (isnan (needs.of[1].simulated));
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
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
  g_test_add_func ("/needed/check", test_check);
  g_test_add_func ("/needed/check-of-equal-arms", test_check_of_equal_arms);
  g_test_add_func ("/needed/power-there", test_power_there);
  g_test_add_func ("/needed/split-of-total", test_split_of_total);
  g_test_add_func ("/needed/next-split", test_next_split);
  g_test_add_func ("/needed/beyond-the-curve", test_beyond_the_curve);
  g_test_add_func ("/needed/blocks", test_blocks);
  g_test_add_func ("/needed/of-a-run", test_of_a_run);
  return g_test_run ();
}
