/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * welch.c - tests of Welch's power; values made elsewhere are in tests/reference.
 */
#include "theory/welch.h"

#include <math.h>

#include "base/prob.h"
#include "theory/critical.h"

/* The plain double integral over both variances, which the code reduces to a single one. */
static double
plain (double difference, const double *sd, const double *n, double alpha)
{
  SimNodes first, second;
  double sum = 0;

  sim_nodes_init_chi (&first, n[0] - 1, 4, 1e-13);
  sim_nodes_init_chi (&second, n[1] - 1, 4, 1e-13);
  for (guint i = 0; i < first.n; i++)
    for (guint j = 0; j < second.n; j++) {
      double s1 = sd[0] * first.x[i], s2 = sd[1] * second.x[j];
      double v1 = s1 * s1 / n[0], v2 = s2 * s2 / n[1], v = v1 + v2;
      double df = v * v / (v1 * v1 / (n[0] - 1) + v2 * v2 / (n[1] - 1));
      double se = sqrt (sd[0] * sd[0] / n[0] + sd[1] * sd[1] / n[1]);
      double bound = sim_critical_t (alpha, df) * sqrt (v);
      sum += first.w[i] * second.w[j] * sim_normal_cdf ((difference - bound) / se);
    }
  sim_nodes_clear (&first);
  sim_nodes_clear (&second);
  return sum;
}

static void
test_double_integral (void)
{
  const double sds[][2] = { { 6, 6 }, { 3, 9 }, { 20, 1 } };
  const double ns[][2] = { { 54, 48 }, { 6, 30 }, { 11, 8 } };

  for (guint i = 0; i < 3; i++)
    for (guint k = 0; k < 3; k++) {
      SimTails tails
          = sim_power_welch (4, sds[i][0], sds[i][1], ns[k][0], ns[k][1], 0.05, 1, 1e-12);
      g_assert_cmpfloat_with_epsilon (tails.upper, plain (4, sds[i], ns[k], 0.05), 2e-9);
      g_assert_cmpfloat (tails.lower, ==, 0);
    }
}

static void
test_symmetry (void)
{
  SimTails a = sim_power_welch (3, 4, 9, 20, 12, 0.05, 2, 1e-12);
  SimTails b = sim_power_welch (-3, 9, 4, 12, 20, 0.05, 2, 1e-12);

  g_assert_cmpfloat_with_epsilon (a.upper, b.lower, 1e-11);
  g_assert_cmpfloat_with_epsilon (a.lower, b.upper, 1e-11);
  /* the smallest arms, and what is no trial */
  SimTails small = sim_power_welch (3, 4, 9, 2, 2, 0.05, 2, 1e-10);
  g_assert_cmpfloat (small.upper, >, 0);
  g_assert_cmpfloat (small.upper, <, 0.2);
  g_assert_true (isnan (sim_power_welch (3, 4, 9, 1, 12, 0.05, 2, 1e-10).upper));
  g_assert_true (isnan (sim_power_welch (3, 0, 9, 10, 12, 0.05, 2, 1e-10).upper));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/welch/double-integral", test_double_integral);
  g_test_add_func ("/welch/symmetry", test_symmetry);
  return g_test_run ();
}
