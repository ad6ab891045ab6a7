/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * beta-binomial.c - moments by going through the numbers, probabilities by integrating the binomial
 * over the chances, and fits to published scores of disability.
 */
#include <glib.h>
#include <math.h>

#include "base/beta-binomial.h"

static void close_to (double found, double expected, double error)
{
  if (!(fabs (found - expected) <= error))
    g_test_message ("found %.12g, expected %.12g", found, expected);
  g_assert_cmpfloat (fabs (found - expected), <=, error);
}

static double probability (guint n, guint k, const double *up_to)
{
  return k == 0 ? up_to[0] : k == n ? 1 - up_to[n - 1] : up_to[k] - up_to[k - 1];
}

static void test_moments (void)
{
  static const struct {
    guint n;
    double mean, sd;
  } cases[] = { { 24, 11, 5 }, { 24, 0.5, 1.2 }, { 100, 40, 22.5 }, { 255, 250, 8 },
                { 10, 5, 1.7 }, { 2, 1, 0.9 }, { 23, 6.3, 5.2 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint n = cases[i].n;
    double a, b, up_to[255], above[255], mean = 0, square = 0;
    g_assert_true (sim_beta_binomial_solve (n, cases[i].mean, cases[i].sd, &a, &b));
    sim_beta_binomial_tails (n, a, b, up_to, above);
    for (guint k = 0; k <= n; k++) {
      double p = probability (n, k, up_to);
      mean += k * p;
      square += (double) k * k * p;
    }
    close_to (mean, cases[i].mean, 1e-9 * n);
    close_to (sqrt (square - mean * mean), cases[i].sd, 1e-8 * n);
    for (guint k = 0; k < n; k++)
      close_to (up_to[k] + above[k], 1, 1e-12);
  }
}

/* Simpson's rule over the chance p, the binomial probability by libm's lgamma. a, b > 4, so that
 * the density ends smoothly at 0. */
static double integrated (guint n, guint k, double a, double b)
{
  enum { PANELS = 20000 };
  double sum = 0, constant = lgamma (n + 1.0) - lgamma (k + 1.0) - lgamma (n - k + 1.0)
                             + lgamma (a + b) - lgamma (a) - lgamma (b);
  for (int i = 1; i < PANELS; i++) {
    double p = (double) i / PANELS;
    double density = exp (constant + (a + k - 1) * log (p) + (b + n - k - 1) * log1p (-p));
    sum += (i % 2 ? 4 : 2) * density;
  }
  return sum / (3.0 * PANELS);
}

static void test_probabilities (void)
{
  static const struct {
    guint n;
    double a, b;
  } cases[] = { { 23, 4.26, 4.64 }, { 24, 4, 9 }, { 100, 4.5, 6.2 }, { 10, 30, 4 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint n = cases[i].n;
    double up_to[255], above[255];
    sim_beta_binomial_tails (n, cases[i].a, cases[i].b, up_to, above);
    for (guint k = 0; k <= n; k++)
      close_to (probability (n, k, up_to), integrated (n, k, cases[i].a, cases[i].b), 1e-8);
  }
}

/* Roland-Morris scores of 0 .. 23 as they are at entry and after treatment: mean, SD; a and b to
 * two decimals, shares at the floor to a per cent. */
static void test_scores_of_disability (void)
{
  double a, b, up_to[255], above[255];
  g_assert_true (sim_beta_binomial_solve (23, 10.6, 5.2, &a, &b));
  close_to (a, 2.26, 0.006);
  close_to (b, 2.64, 0.006);
  g_assert_true (sim_beta_binomial_solve (23, 6.3, 5.2, &a, &b));
  close_to (a, 0.95, 0.006);
  close_to (b, 2.53, 0.006);
  sim_beta_binomial_tails (23, a, b, up_to, above);
  close_to (up_to[0], 0.11, 0.006);
  close_to (up_to[2], 0.30, 0.006);
  g_assert_true (sim_beta_binomial_solve (23, 8.9, 5.4, &a, &b));
  sim_beta_binomial_tails (23, a, b, up_to, above);
  close_to (up_to[0], 0.03, 0.006);
}

static void test_refusals (void)
{
  double a, b, least, most;
  sim_beta_binomial_sd_range (24, 6, &least, &most);
  close_to (least, sqrt (4.5), 1e-12);
  close_to (most, 24 * sqrt (0.1875), 1e-12);
  g_assert_false (sim_beta_binomial_solve (24, 6, least, &a, &b));
  g_assert_true (isnan (a) && isnan (b));
  g_assert_false (sim_beta_binomial_solve (24, 6, most, &a, &b));
  g_assert_true (sim_beta_binomial_solve (24, 6, least * 1.001, &a, &b));
  g_assert_true (sim_beta_binomial_solve (24, 6, most * 0.999, &a, &b));
  g_assert_false (sim_beta_binomial_solve (24, 0, 1, &a, &b));
  g_assert_false (sim_beta_binomial_solve (24, 24, 1, &a, &b));
  g_assert_false (sim_beta_binomial_solve (1, 0.5, 0.5, &a, &b));
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/beta-binomial/moments", test_moments);
  g_test_add_func ("/base/beta-binomial/probabilities", test_probabilities);
  g_test_add_func ("/base/beta-binomial/scores-of-disability", test_scores_of_disability);
  g_test_add_func ("/base/beta-binomial/refusals", test_refusals);
  return g_test_run ();
}
