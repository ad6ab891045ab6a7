/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * critical.c - tests of critical values; values made elsewhere are in tests/reference.
 */
#include "theory/critical.h"

#include <math.h>

#include "base/numeric.h"
#include "base/prob.h"

static void
test_t_and_f (void)
{
  for (double df = 1; df < 1e5; df *= 3.7)
    for (double alpha = 1e-6; alpha < 0.5; alpha *= 3) {
      double c = sim_critical_t (alpha, df);
      g_assert_cmpfloat_with_epsilon (sim_t_upper (c, df), alpha, 1e-11 * alpha);
      g_assert_cmpfloat_with_epsilon (sim_critical_f (2 * alpha, 1, df), c * c, 1e-9 * c * c);
    }
  g_assert_cmpfloat (sim_critical_t (0.025, INFINITY), ==, sim_normal_upper_quantile (0.025));
}

/* The law once more, by nested adaptive quadrature over the control's mean and the pooled SD. */
typedef struct {
  double bound, df, z, s;
  guint sides, n;
  const double *lambda;
} Law;

static double
given_z (double z, gpointer data)
{
  const Law *law = data;
  double product = sim_normal_density (z);

  for (guint i = 0; i < law->n; i++) {
    double rest = sqrt (1 - law->lambda[i] * law->lambda[i]), shift = law->lambda[i] * z;
    double below = law->sides == 2 ? sim_normal_cdf ((-law->bound * law->s - shift) / rest) : 0;
    product *= sim_normal_cdf ((law->bound * law->s - shift) / rest) - below;
  }
  return product;
}

static double
given_s (double s, gpointer data)
{
  Law law = *(Law *)data;

  law.s = s;
  return 2 * law.df * s * sim_gamma_density (law.df * s * s, law.df / 2, 0.5)
         * sim_integrate (given_z, &law, -9, 9, 1e-12, NULL);
}

static void
test_dunnett_law (void)
{
  const double lambda[] = { 0.3, 0.72, 0.9, 0.97, 0.6 };
  const double df[] = { 3, 149 };

  for (guint sides = 1; sides <= 2; sides++)
    for (guint n = 2; n <= 5; n += 3)
      for (guint i = 0; i < G_N_ELEMENTS (df); i++) {
        double c = sim_critical_dunnett (0.05, sides, df[i], n, lambda);
        Law law = { .bound = c, .df = df[i], .sides = sides, .n = n, .lambda = lambda };
        double inside = sim_integrate (given_s, &law, 0, 1, 1e-11, NULL)
                        + sim_integrate (given_s, &law, 1, 6, 1e-11, NULL);
        g_assert_cmpfloat_with_epsilon (1 - inside, 0.05, 2e-10);
      }
}

/* Across the whole domain: the constant is the root, and lies between t and Bonferroni. */
static void
test_dunnett_domain (void)
{
  const double df[] = { 1, 2, 7.5, 60, 1e3, 1e5, INFINITY };
  const double alphas[] = { 1e-6, 0.001, 0.05, 0.3, 0.9 };
  const double lambda[] = { 0.999, 0.02, 0.7, 0.7, 0.5 };

  for (guint sides = 1; sides <= 2; sides++)
    for (guint i = 0; i < G_N_ELEMENTS (df); i++)
      for (guint k = 0; k < G_N_ELEMENTS (alphas); k++) {
        double c = sim_critical_dunnett (alphas[k], sides, df[i], 5, lambda);
        double low = sim_critical_t (alphas[k] / sides, df[i]);
        double high = sim_critical_t (alphas[k] / sides / 5, df[i]);
        g_assert_cmpfloat (c, >, low);
        g_assert_cmpfloat (c, <, high);
        g_assert_cmpfloat_with_epsilon (sim_dunnett_upper (c, sides, df[i], 5, lambda), alphas[k],
                                        1e-8 * alphas[k]);
      }
}

/* Known ends: independence, and one statistic. */
static void
test_dunnett_ends (void)
{
  const double none[] = { 0, 0, 0 };
  double c = sim_critical_dunnett (0.05, 2, INFINITY, 3, none);

  g_assert_cmpfloat_with_epsilon (c, sim_normal_upper_quantile ((1 - cbrt (0.95)) / 2), 1e-10);
  g_assert_cmpfloat (sim_critical_dunnett (0.05, 2, 11, 1, none), ==, sim_critical_t (0.025, 11));
  g_assert_true (isnan (sim_critical_dunnett (0, 2, 11, 2, none)));
  g_assert_true (isnan (sim_critical_dunnett (0.05, 3, 11, 2, none)));
  g_assert_true (isnan (sim_critical_dunnett (0.05, 2, -1, 2, none)));
  g_assert_true (isnan (sim_critical_dunnett (0.05, 2, 11, 2, (const double[]){ 1, 0.5 })));
  g_assert_true (isnan (sim_dunnett_upper (NAN, 2, 11, 2, none)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/critical/t-and-f", test_t_and_f);
  g_test_add_func ("/critical/dunnett/law", test_dunnett_law);
  g_test_add_func ("/critical/dunnett/domain", test_dunnett_domain);
  g_test_add_func ("/critical/dunnett/ends", test_dunnett_ends);
  return g_test_run ();
}
