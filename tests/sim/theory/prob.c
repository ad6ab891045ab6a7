/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prob.c - tests of the distribution functions: identities between them, and both tails.
 *
 * Values made elsewhere are those of tests/reference/distributions.csv.
 */
#include "base/prob.h"

#include <math.h>

#define ASSERT_RELATIVE(got, expected, share)                                                      \
  g_assert_cmpfloat_with_epsilon (got, expected, (share)*fabs (expected))

static void
test_normal (void)
{
  for (double x = -8; x <= 8; x += 0.25) {
    g_assert_cmpfloat_with_epsilon (sim_normal_cdf (x) + sim_normal_upper (x), 1, 1e-15);
    ASSERT_RELATIVE (sim_normal_cdf (x), sim_normal_upper (-x), 1e-15);
  }
  /* Between the rows of the table as at them, past its end, and where there is no number. */
  for (double x = -9; x <= 9; x += 1.0 / 1024) {
    ASSERT_RELATIVE (sim_normal_upper (x), 0.5 * erfc (x * G_SQRT2 / 2), 2e-14);
    g_assert_cmpfloat_with_epsilon (sim_normal_cdf (x), 0.5 * erfc (-x * G_SQRT2 / 2), 2.5e-16);
  }
  g_assert_true (isnan (sim_normal_cdf (NAN)));
  g_assert_cmpfloat (sim_normal_upper (INFINITY), ==, 0);
  g_assert_cmpfloat (sim_normal_cdf (INFINITY), ==, 1);
  g_assert_cmpfloat_with_epsilon (sim_normal_quantile (0.975), 1.959963984540054, 1e-14);
  g_assert_cmpfloat_with_epsilon (sim_normal_upper_quantile (1e-20), 9.262340089798408, 1e-12);
}

/* Quantile and distribution undo each other. */
static void
test_inverses (void)
{
  for (double p = 0.001; p < 1; p += 0.111) {
    ASSERT_RELATIVE (sim_t_cdf (sim_t_quantile (p, 7.3), 7.3), p, 1e-11);
    ASSERT_RELATIVE (sim_t_upper (sim_t_upper_quantile (p, 7.3), 7.3), p, 1e-11);
    ASSERT_RELATIVE (sim_chisq_cdf (sim_chisq_quantile (p, 5), 5), p, 1e-11);
    ASSERT_RELATIVE (sim_f_cdf (sim_f_quantile (p, 2, 31), 2, 31), p, 1e-10);
    ASSERT_RELATIVE (sim_f_upper (sim_f_upper_quantile (p, 2, 31), 2, 31), p, 1e-10);
    ASSERT_RELATIVE (sim_beta_cdf (sim_beta_quantile (p, 2, 5), 2, 5), p, 1e-11);
    ASSERT_RELATIVE (sim_gamma_cdf (sim_gamma_quantile (p, 2, 5), 2, 5), p, 1e-11);
    ASSERT_RELATIVE (sim_lognormal_cdf (sim_lognormal_quantile (p, 1, 2), 1, 2), p, 1e-11);
    ASSERT_RELATIVE (sim_weibull_cdf (sim_weibull_quantile (p, 1.4, 9), 1.4, 9), p, 1e-11);
    ASSERT_RELATIVE (sim_noncentral_t_cdf (sim_noncentral_t_quantile (p, 12, 2), 12, 2), p, 1e-11);
    g_assert_cmpfloat_with_epsilon (sim_tukey_cdf (sim_tukey_upper_quantile (p, 3, 20), 3, 20),
                                    1 - p, 1e-7);
  }
}

/* Densities and masses add up to distributions. */
static void
test_sums (void)
{
  double binomial = 0, poisson = 0;

  for (guint k = 0; k <= 6; k++) {
    binomial += sim_binomial_mass (k, 20, 0.3);
    poisson += sim_poisson_mass (k, 4.5);
    g_assert_cmpfloat_with_epsilon (binomial, sim_binomial_cdf (k, 20, 0.3), 1e-14);
    g_assert_cmpfloat_with_epsilon (poisson, sim_poisson_cdf (k, 4.5), 1e-14);
  }
  double slope = (sim_t_cdf (1 + 1e-4, 9) - sim_t_cdf (1 - 1e-4, 9)) / 2e-4;
  g_assert_cmpfloat_with_epsilon (sim_t_density (1, 9), slope, 1e-7);
  slope = (sim_gamma_cdf (1 + 1e-4, 3, 2) - sim_gamma_cdf (1 - 1e-4, 3, 2)) / 2e-4;
  g_assert_cmpfloat_with_epsilon (sim_gamma_density (1, 3, 2), slope, 1e-7);
  g_assert_cmpfloat_with_epsilon (exp (sim_log_gamma (6)), 120, 1e-10);
}

/* Without noncentrality the central laws are left, to full relative accuracy in both tails. */
static void
test_central (void)
{
  const double df[] = { 0.5, 1, 2, 7.5, 149, 1e5, INFINITY };

  for (guint i = 0; i < G_N_ELEMENTS (df); i++)
    for (double x = -6; x <= 6; x += 0.5) {
      g_assert_cmpfloat_with_epsilon (sim_noncentral_t_cdf (x, df[i], 0), sim_t_cdf (x, df[i]),
                                      1e-13);
      g_assert_cmpfloat_with_epsilon (sim_noncentral_t_upper (x, df[i], 0), sim_t_upper (x, df[i]),
                                      1e-13);
    }
  for (double x = 0.5; x < 9; x += 0.5) {
    ASSERT_RELATIVE (sim_noncentral_f_cdf (x, 2, 149, 0), sim_f_cdf (x, 2, 149), 1e-12);
    ASSERT_RELATIVE (sim_noncentral_f_upper (x, 2, 149, 0), sim_f_upper (x, 2, 149), 1e-12);
    ASSERT_RELATIVE (sim_noncentral_f_cdf (x, 2, INFINITY, 3),
                     sim_noncentral_chisq_cdf (2 * x, 2, 3), 1e-11);
  }
}

/* The square of a noncentral t is a noncentral F; the two go different ways here. */
static void
test_t_squared (void)
{
  for (double ncp = 0.5; ncp < 60; ncp *= 2.5)
    for (double x = 0.3; x < 1.5 * ncp + 4; x += 1.7) {
      double inside = sim_noncentral_t_cdf (x, 31, ncp) - sim_noncentral_t_cdf (-x, 31, ncp);
      double outside = sim_noncentral_t_upper (x, 31, ncp) + sim_noncentral_t_cdf (-x, 31, ncp);
      g_assert_cmpfloat_with_epsilon (sim_noncentral_f_cdf (x * x, 1, 31, ncp * ncp), inside,
                                      1e-12);
      g_assert_cmpfloat_with_epsilon (sim_noncentral_f_upper (x * x, 1, 31, ncp * ncp), outside,
                                      1e-12);
    }
}

static void
test_domain (void)
{
  g_assert_true (isnan (sim_noncentral_t_cdf (1, -1, 0)));
  g_assert_true (isnan (sim_noncentral_t_cdf (NAN, 5, 0)));
  g_assert_true (isnan (sim_noncentral_t_quantile (1, 5, 0)));
  g_assert_true (isnan (sim_noncentral_f_cdf (1, 2, 5, -1)));
  g_assert_cmpfloat (sim_noncentral_f_cdf (-1, 2, 5, 1), ==, 0);
  g_assert_cmpfloat (sim_noncentral_f_upper (0, 2, 5, 1), ==, 1);
}

/* Moments of chi / sqrt (df): E S^2 = 1, E S known, for every df and the tolerance asked for. */
static void
test_nodes_chi (void)
{
  const double df[] = { 1, 2.5, 12, 149, 1e5 };

  for (guint i = 0; i < G_N_ELEMENTS (df); i++)
    for (double tolerance = 1e-12; tolerance < 1e-3; tolerance *= 1e3) {
      SimNodes nodes;
      double first = 0, second = 0, weights = 0;
      sim_nodes_init_chi (&nodes, df[i], 0, tolerance);
      for (guint k = 0; k < nodes.n; k++) {
        weights += nodes.w[k];
        first += nodes.w[k] * nodes.x[k];
        second += nodes.w[k] * nodes.x[k] * nodes.x[k];
      }
      sim_nodes_clear (&nodes);
      double mean
          = sqrt (2 / df[i]) * exp (sim_log_gamma ((df[i] + 1) / 2) - sim_log_gamma (df[i] / 2));
      g_assert_cmpfloat_with_epsilon (weights, 1, 1e-14);
      /* unbounded g: the cut tails weigh a little more than the tolerance */
      g_assert_cmpfloat_with_epsilon (first, mean, 1e-10 + 40 * tolerance);
      g_assert_cmpfloat_with_epsilon (second, 1, 1e-10 + 40 * tolerance);
    }
}

static void
test_nodes_beta (void)
{
  const double parameters[][2] = { { 0.5, 0.5 }, { 0.5, 74.5 }, { 27, 2 }, { 0.5, 4000 } };

  for (guint i = 0; i < G_N_ELEMENTS (parameters); i++) {
    double a = parameters[i][0], b = parameters[i][1], mean = 0, above = 0, *rest;
    SimNodes nodes;
    sim_nodes_init_beta (&nodes, a, b, 0, 1e-13, &rest);
    for (guint k = 0; k < nodes.n; k++) {
      mean += nodes.w[k] * nodes.x[k];
      above += nodes.w[k] * sqrt (rest[k]);
      g_assert_cmpfloat_with_epsilon (nodes.x[k] + rest[k], 1, 1e-15);
    }
    double log_ratio = sim_log_gamma (b + 0.5) - sim_log_gamma (b) + sim_log_gamma (a + b)
                       - sim_log_gamma (a + b + 0.5);
    ASSERT_RELATIVE (mean, a / (a + b), 1e-9);
    ASSERT_RELATIVE (above, exp (log_ratio), 1e-9);
    g_free (rest);
    sim_nodes_clear (&nodes);
    g_assert_null (nodes.x);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/prob/normal", test_normal);
  g_test_add_func ("/prob/inverses", test_inverses);
  g_test_add_func ("/prob/sums", test_sums);
  g_test_add_func ("/prob/central", test_central);
  g_test_add_func ("/prob/t-squared", test_t_squared);
  g_test_add_func ("/prob/domain", test_domain);
  g_test_add_func ("/prob/nodes-chi", test_nodes_chi);
  g_test_add_func ("/prob/nodes-beta", test_nodes_beta);
  return g_test_run ();
}
