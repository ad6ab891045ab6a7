/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * truth.c - the value of an arm with which a true effect is as wanted.
 *
 * Differences of means and of proportions are held against subtraction; where scores end at a
 * limit, the value is put into the scenario and the effect that it has there is asked.
 */
#include <math.h>

#include "../run/fixture.h"

#define RMDQ "/outcomes/0={\"id\":\"rmdq\",\"better\":\"lower\",\"type\":\"bounded\",\"min\":0," \
             "\"max\":24,\"step\":1,\"given\":\"latent\",\"visits\":[{\"id\":\"w8\",\"time\":8}]," \
             "\"means\":{\"hand-ear\":3,\"standard\":4,\"usual\":8.9},\"sd\":5}"
#define CURED "/outcomes/0={\"id\":\"cured\",\"better\":\"higher\",\"type\":\"binary\"," \
              "\"visits\":[{\"id\":\"w8\",\"time\":8}]," \
              "\"proportions\":{\"hand-ear\":0.47,\"standard\":0.44,\"usual\":0.27}}"

static double
value_for (SimScenario *scenario, guint hypothesis, double effect, double tolerance)
{
  SimTruthMove move;
  double value;

  g_assert_true (sim_truth_move_init (&move, scenario, hypothesis));
  value = sim_truth_value_for (&move, effect, tolerance);
  sim_truth_move_clear (&move);
  return value;
}

/* Lower is better: usual care has 8.9, the standard 6.8. */
static void
test_means (void)
{
  SimScenario *luo = fixture_scenario ("/run/seed=1");

  g_assert_cmpfloat (value_for (luo, 0, 3.2, 0.01), ==, 5.7);
  g_assert_cmpfloat (value_for (luo, 0, 2.33, 0.0155), ==, 6.57);
  g_assert_cmpfloat (value_for (luo, 0, 2.33, 0.3), ==, 6.6);
  g_assert_cmpfloat (value_for (luo, 1, -1.1, 0.01), ==, 10);
  g_assert_cmpfloat (value_for (luo, 2, 0, 0.01), ==, 6.8);
  sim_scenario_unref (luo);
}

static void
test_proportions (void)
{
  SimScenario *cured = fixture_scenario (
      "/basis=null", CURED, "/analyses/0={\"id\":\"main\",\"method\":\"risk-difference\"}");

  g_assert_cmpfloat_with_epsilon (value_for (cured, 0, 0.1, 0.002), 0.37, 1e-12);
  g_assert_cmpfloat_with_epsilon (value_for (cured, 1, 0.2, 0.002), 0.47, 1e-12);
  /* 0.27 and 0.8 are more than all */
  g_assert_true (isnan (value_for (cured, 0, 0.8, 0.002)));
  sim_scenario_unref (cured);
}

/* At a limit an effect is not straight in the mean that the scores would have without it. */
static void
test_bounded (void)
{
  SimScenario *scenario = fixture_scenario (
      "/basis=null", RMDQ, "/analyses/0={\"id\":\"main\",\"method\":\"t-test\"}");

  for (double effect = 1; effect < 4.6; effect += 0.5) {
    double value = value_for (scenario, 0, effect, 0.02);
    g_autofree char *assignment = g_strdup_printf ("/outcomes/0/means/hand-ear/0=%.12g", value);
    SimScenario *there = fixture_scenario (
        "/basis=null", RMDQ, "/analyses/0={\"id\":\"main\",\"method\":\"t-test\"}", assignment);

    g_assert_cmpfloat_with_epsilon (sim_scenario_true_effect (there, 0), effect, 0.04);
    sim_scenario_unref (there);
  }
  sim_scenario_unref (scenario);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/truth/means", test_means);
  g_test_add_func ("/truth/proportions", test_proportions);
  g_test_add_func ("/truth/bounded", test_bounded);
  return g_test_run ();
}
