/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quantile.c - the normal quantile without libm against R's.
 */
#include "base/quantile.h"

#include <float.h>
#include <glib.h>
#include <math.h>

#include "base/prob.h"
#include "base/round.h"

static void test_quantiles (void)
{
  double largest = 0;
  for (int i = 1; i < 100000; i++) {
    double p = i / 1e5, expected = sim_normal_upper_quantile (p);
    /* R's is taken at the rounded 1 - p */
    largest = fmax (largest, fabs (sim_quantile_upper (p) - expected) / fmax (fabs (expected), 1));
  }
  for (double p = 1e-5; p > 1e-300; p *= 0.7) {
    double expected = sim_normal_upper_quantile (p);
    largest = fmax (largest, fabs (sim_quantile_upper (p) / expected - 1));
  }
  g_test_message ("largest error %.3g", largest);
  g_assert_cmpfloat (largest, <, 2e-15);
}

static void test_ends (void)
{
  g_assert_cmpfloat (sim_quantile_upper (0.5), ==, 0);
  g_assert_cmpfloat (sim_quantile_upper (0), ==, sim_quantile_upper (DBL_MIN));
  g_assert_cmpfloat (fabs (sim_quantile_upper (0) - 37.5), <, 0.1);
}

/* A p-value that is the level itself is significant, one a millionth larger is not. */
static void test_at_the_level (void)
{
  static const double levels[] = { 0.2, 0.1, 0.05, 0.025, 0.0125, 0.01, 1e-3, 1e-6 };
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++) {
    double critical = sim_round32 (sim_normal_upper_quantile (levels[i]));
    g_assert_cmpfloat (sim_test_score (levels[i]), >, critical);
    g_assert_cmpfloat (sim_test_score (levels[i] * (1 + 1e-15)), >, critical);
    g_assert_cmpfloat (sim_test_score (levels[i] * (1 + 1e-6)), <, critical);
  }
  g_assert_cmpfloat (sim_test_score (0.5), ==, 0);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quantile/quantiles", test_quantiles);
  g_test_add_func ("/quantile/ends", test_ends);
  g_test_add_func ("/quantile/at-the-level", test_at_the_level);
  return g_test_run ();
}
