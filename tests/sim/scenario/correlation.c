/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The correlation matrix of an outcome, and the first leading minor that fails.
 */
#include <math.h>

#include "scenario/scenario-private.h"

#include "scenario-make.h"

static void
fill (const char *correlation, gboolean baseline, double matrix[9])
{
  g_autofree char *text
      = g_strdup_printf ("{'id':'y'," SMALL_VISITS "%s,'correlation':%s}",
                         baseline ? ",'baseline':{'mean':0,'sd':1}" : "", correlation);
  g_autoptr (SimValue) outcome = make (text);
  g_assert_cmpuint (sim_correlation_fill (outcome, matrix), ==, 3);
  for (guint i = 0; i < 3; i++) {
    g_assert_cmpfloat (matrix[i * 4], ==, 1);
    for (guint j = 0; j < 3; j++)
      g_assert_cmpfloat (matrix[i * 3 + j], ==, matrix[j * 3 + i]);
  }
}

static void
compound_symmetry (void)
{
  double m[9];
  fill ("{'type':'compound-symmetry','rho':0.3}", TRUE, m);
  g_assert_cmpfloat (m[1], ==, 0.3);
  g_assert_cmpfloat (m[2], ==, 0.3);
  g_assert_cmpfloat (m[5], ==, 0.3);
}

static void
baseline_visits (void)
{
  double m[9];
  fill ("{'type':'baseline-visits','baseline':0.4,'visits':0.8}", TRUE, m);
  g_assert_cmpfloat (m[1], ==, 0.4);
  g_assert_cmpfloat (m[2], ==, 0.4);
  g_assert_cmpfloat (m[5], ==, 0.8);
}

/* Visits at weeks 4 and 8, lag 8: half a lag from baseline to the first and on to the second. */
static void
ar1 (void)
{
  double m[9];
  fill ("{'type':'ar1','rho':0.49,'lag':8}", TRUE, m);
  g_assert_cmpfloat_with_epsilon (m[1], 0.7, 1e-12);
  g_assert_cmpfloat_with_epsilon (m[2], 0.49, 1e-12);
  g_assert_cmpfloat_with_epsilon (m[5], 0.7, 1e-12);
}

static void
without_baseline (void)
{
  double m[9];
  fill ("{'type':'compound-symmetry','rho':0.3}", FALSE, m);
  g_assert_cmpfloat (m[1], ==, 0);
  g_assert_cmpfloat (m[2], ==, 0);
  g_assert_cmpfloat (m[5], ==, 0.3);
}

static void
failing_minor (void)
{
  const double good[] = { 1, .5, .5, .5, 1, .7, .5, .7, 1 };
  const double third[] = { 1, .9, .9, .9, 1, 0, .9, 0, 1 };
  const double second[] = { 1, 1, 0, 1, 1, 0, 0, 0, 1 };
  g_assert_cmpuint (sim_correlation_failing_minor (good, 3, 3), ==, 0);
  g_assert_cmpuint (sim_correlation_failing_minor (third, 3, 3), ==, 3);
  g_assert_cmpuint (sim_correlation_failing_minor (second, 3, 3), ==, 2);
  g_assert_cmpuint (sim_correlation_failing_minor (third + 4, 2, 3), ==, 0);
}

static void
of_a_scenario (void)
{
  double m[9];
  g_autoptr (SimScenario) scenario = make_valid ("{'trefoil':1}");
  sim_scenario_correlation (scenario, 0, m);
  g_assert_cmpfloat (m[1], ==, 0.5);
  g_assert_cmpfloat (m[5], ==, 0.7);
}

/* What is left of a score by those before must survive the rounding of a plan. */
static void
too_near_to_one (void)
{
  double matrix[4] = { 1, 0.9999999, 0.9999999, 1 };
  g_assert_cmpuint (sim_correlation_failing_minor (matrix, 2, 2), ==, 2);
  matrix[1] = matrix[2] = 0.999999;
  g_assert_cmpuint (sim_correlation_failing_minor (matrix, 2, 2), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/correlation/compound-symmetry", compound_symmetry);
  g_test_add_func ("/correlation/baseline-visits", baseline_visits);
  g_test_add_func ("/correlation/ar1", ar1);
  g_test_add_func ("/correlation/without-baseline", without_baseline);
  g_test_add_func ("/correlation/failing-minor", failing_minor);
  g_test_add_func ("/correlation/of-a-scenario", of_a_scenario);
  g_test_add_func ("/correlation/too-near-to-one", too_near_to_one);
  return g_test_run ();
}
