/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * anova.c - tests of the power of omnibus F tests; values made elsewhere are in tests/reference.
 */
#include "theory/anova.h"

#include <math.h>

#include "theory/ancova.h"
#include "theory/critical.h"
#include "theory/t-power.h"

/* With two arms the F test is the two-sided t test, adjusted or not. */
static void
test_two_arms (void)
{
  const double n[] = { 30, 18 }, mean[] = { 2, 0.5 };
  double ncp = 1.5 / (2 * sqrt (1 / n[0] + 1 / n[1]));
  double lambda = sim_anova_ncp (2, n, mean, 2);

  g_assert_cmpfloat_with_epsilon (lambda, ncp * ncp, 1e-12);
  g_assert_cmpfloat_with_epsilon (sim_power_f (0.05, 1, 46, lambda), sim_power_t (0.05, 2, 46, ncp),
                                  1e-11);
  SimTails tails = sim_power_ancova (sim_critical_t (0.025, 45), 2, 2, 48, ncp, 1e-13);
  g_assert_cmpfloat_with_epsilon (sim_power_f_adjusted (0.05, 2, 48, 1, lambda),
                                  tails.upper + tails.lower, 1e-10);
}

static void
test_level (void)
{
  for (guint covariates = 0; covariates < 4; covariates++)
    g_assert_cmpfloat_with_epsilon (sim_power_f_adjusted (0.05, 3, 40, covariates, 0), 0.05, 1e-10);
  g_assert_true (isnan (sim_power_f_adjusted (0.05, 3, 4, 1, 2)));
}

static void
test_size (void)
{
  double n = sim_size_f (3, 0.3, 0.05, 0.85);

  g_assert_cmpfloat_with_epsilon (sim_power_f (0.05, 2, 3 * n - 3, 3 * n * 0.09), 0.85, 1e-10);
  g_assert_true (isnan (sim_size_f (1, 0.3, 0.05, 0.85)));
  g_assert_true (isnan (sim_size_f (3, 0, 0.05, 0.85)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/anova/two-arms", test_two_arms);
  g_test_add_func ("/anova/level", test_level);
  g_test_add_func ("/anova/size", test_size);
  return g_test_run ();
}
