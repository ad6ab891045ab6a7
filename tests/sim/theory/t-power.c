/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * t-power.c - tests of the power of t tests; values made elsewhere are in tests/reference.
 */
#include "theory/t-power.h"

#include <math.h>

#include "base/prob.h"

static void
test_level (void)
{
  for (guint sides = 1; sides <= 2; sides++)
    for (double df = 1; df < 1e5; df *= 5)
      g_assert_cmpfloat_with_epsilon (sim_power_t (0.05, sides, df, 0), 0.05, 1e-12);
  g_assert_cmpfloat_with_epsilon (sim_power_t (0.05, 2, INFINITY, 1.959963984540054), 0.5 + 4.4e-5,
                                  1e-6);
}

static void
test_tails (void)
{
  SimTails up = sim_power_t_tails (2, 2, 30, 1.3), down = sim_power_t_tails (2, 2, 30, -1.3);

  g_assert_cmpfloat_with_epsilon (up.upper, down.lower, 1e-15);
  g_assert_cmpfloat_with_epsilon (up.lower, down.upper, 1e-15);
  g_assert_cmpfloat (sim_power_t_tails (2, 1, 30, 1.3).lower, ==, 0);
}

static void
test_size (void)
{
  for (guint sides = 1; sides <= 2; sides++)
    for (double ratio = 0.5; ratio <= 2; ratio *= 2) {
      double n = sim_size_t (0.4, 1, ratio, 0.05, sides, 0.9);
      double ncp = 0.4 / sqrt (1 / n + 1 / (ratio * n));
      g_assert_cmpfloat_with_epsilon (sim_power_t (0.05, sides, (1 + ratio) * n - 2, ncp), 0.9,
                                      1e-10);
    }
  g_assert_true (isnan (sim_size_t (0, 1, 1, 0.05, 2, 0.9)));
  g_assert_true (isnan (sim_size_t (-0.4, 1, 1, 0.05, 1, 0.9)));
  g_assert_true (isnan (sim_size_t (0.4, 1, 1, 0.05, 2, 1.5)));
}

/* With a far upper limit equivalence is non-inferiority; with infinite df it has a closed form. */
static void
test_equivalence (void)
{
  g_assert_cmpfloat_with_epsilon (sim_power_equivalence (0.5, -2, 1e3, 1, 40, 0.05),
                                  sim_power_t (0.05, 1, 40, 2.5), 1e-10);
  g_assert_cmpfloat_with_epsilon (sim_power_equivalence (0, -3, 3, 1, INFINITY, 0.05),
                                  2 * sim_normal_cdf (3 - 1.6448536269514722) - 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (sim_power_equivalence (0, -3, 3, 1, 1e7, 0.05),
                                  sim_power_equivalence (0, -3, 3, 1, INFINITY, 0.05), 1e-6);
  /* limits so close that no estimate can lie between the moved ones */
  g_assert_cmpfloat (sim_power_equivalence (0, -0.01, 0.01, 1, 400, 0.05), ==, 0);
  g_assert_true (isnan (sim_power_equivalence (0, 1, -1, 1, 40, 0.05)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/t-power/level", test_level);
  g_test_add_func ("/t-power/tails", test_tails);
  g_test_add_func ("/t-power/size", test_size);
  g_test_add_func ("/t-power/equivalence", test_equivalence);
  return g_test_run ();
}
