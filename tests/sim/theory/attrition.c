/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * attrition.c - tests of expectations over numbers analysed.
 */
#include "theory/attrition.h"

#include <math.h>

#include "base/prob.h"

/* Something as curved as power in n: the chance that a z test rejects. */
static double
curve (double n)
{
  return sim_normal_cdf (sqrt (n) * 0.4 - 1.96);
}

static double
by_nodes (const SimAttrition *attrition)
{
  double sum = 0;

  for (guint i = 0; i < attrition->n; i++)
    sum += attrition->w[i] * curve (attrition->x[i]);
  return sum;
}

static void
test_one_arm (void)
{
  const guint sizes[] = { 2, 3, 8, 20, 54, 300, 20000 };
  const double missing[] = { 0, 0.01, 0.08, 0.3, 0.7 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint k = 0; k < G_N_ELEMENTS (missing); k++) {
      SimAttrition attrition;
      double sum = 0, complete = 0;
      for (guint n = 2; n <= sizes[i]; n++) {
        double mass = sim_binomial_mass (n, sizes[i], 1 - missing[k]);
        complete += mass;
        sum += mass * curve (n);
      }
      sim_attrition_init (&attrition, 1, &sizes[i], &missing[k], 1e-7);
      g_assert_cmpfloat_with_epsilon (attrition.complete, complete, 1e-10);
      g_assert_cmpfloat_with_epsilon (by_nodes (&attrition), sum / complete, 1e-7);
      g_assert_cmpuint (attrition.n, <=, SIM_ATTRITION_NODES);
      if (missing[k] == 0) {
        g_assert_cmpuint (attrition.n, ==, 1);
        g_assert_cmpfloat (attrition.x[0], ==, sizes[i]);
      }
    }
}

/* Several arms together: the sum of their numbers, each two or more. */
static void
test_sum (void)
{
  const guint sizes[] = { 6, 9 };
  const double missing[] = { 0.2, 0.4 };
  SimAttrition attrition;
  double sum = 0, complete = 0;

  for (guint i = 2; i <= 6; i++)
    for (guint k = 2; k <= 9; k++) {
      double mass = sim_binomial_mass (i, 6, 0.8) * sim_binomial_mass (k, 9, 0.6);
      complete += mass;
      sum += mass * curve (i + k);
    }
  sim_attrition_init (&attrition, 2, sizes, missing, 1e-9);
  g_assert_cmpfloat_with_epsilon (attrition.complete, complete, 1e-12);
  g_assert_cmpfloat_with_epsilon (by_nodes (&attrition), sum / complete, 1e-9);
}

static void
test_edges (void)
{
  const guint size = 1, many = 50;
  const double none = 0, all = 1;
  SimAttrition attrition;

  sim_attrition_init (&attrition, 0, NULL, NULL, 1e-7);
  g_assert_cmpuint (attrition.n, ==, 1);
  g_assert_cmpfloat (attrition.x[0], ==, 0);
  g_assert_cmpfloat (attrition.complete, ==, 1);
  sim_attrition_init (&attrition, 1, &size, &none, 1e-7);
  g_assert_cmpfloat (attrition.complete, ==, 0);
  sim_attrition_init (&attrition, 1, &many, &all, 1e-7);
  g_assert_cmpfloat (attrition.complete, ==, 0);
}

/* A coarser tolerance takes fewer nodes. */
static void
test_effort (void)
{
  const guint size = 54;
  const double missing = 0.1;
  SimAttrition fine, coarse;

  sim_attrition_init (&fine, 1, &size, &missing, 1e-8);
  sim_attrition_init (&coarse, 1, &size, &missing, 1e-3);
  g_assert_cmpuint (coarse.n, <, fine.n);
  g_assert_cmpuint (fine.n, <=, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attrition/one-arm", test_one_arm);
  g_test_add_func ("/attrition/sum", test_sum);
  g_test_add_func ("/attrition/edges", test_edges);
  g_test_add_func ("/attrition/effort", test_effort);
  return g_test_run ();
}
