/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numeric.c - tests of roots and quadrature.
 */
#include "base/numeric.h"

#include <math.h>

static double
cubic (double x, gpointer data)
{
  guint *calls = data;

  (*calls)++;
  return x * x * x - 2;
}

static void
test_root (void)
{
  guint calls = 0;
  double root;

  g_assert_true (sim_root (cubic, &calls, 0, 2, 1e-14, &root));
  g_assert_cmpfloat_with_epsilon (root, cbrt (2), 1e-14);
  /* the same sign at both ends: a value, not an abort */
  g_assert_false (sim_root (cubic, &calls, 2, 3, 1e-14, &root));
  g_assert_true (isnan (root));
  g_assert_false (sim_root (cubic, &calls, NAN, 3, 1e-14, &root));
}

static void
test_root_near (void)
{
  guint calls = 0;
  double root;

  g_assert_true (sim_root_near (cubic, &calls, 1.25, 5, 0, 2, 1e-8, &root));
  g_assert_cmpfloat_with_epsilon (root, cbrt (2), 1e-12);
  g_assert_cmpuint (calls, <=, 7);
  /* a slope of the wrong sign leads out of the interval */
  g_assert_false (sim_root_near (cubic, &calls, 1.25, -0.01, 1.2, 1.3, 1e-8, &root));
  g_assert_true (isnan (root));
}

static void
test_gauss_legendre (void)
{
  double x[5], w[5], sum = 0;

  sim_gauss_legendre (5, 1, 3, x, w);
  for (guint i = 0; i < 5; i++)
    sum += w[i] * pow (x[i], 9); /* five nodes are exact to order nine */
  g_assert_cmpfloat_with_epsilon (sum, (pow (3, 10) - 1) / 10, 1e-9);
}

static double
bell (double x, gpointer data)
{
  return exp (-x * x);
}

static double
pole (double x, gpointer data)
{
  return 1 / (x * x);
}

static void
test_integrate (void)
{
  double error, half = sqrt (G_PI) / 2;

  g_assert_cmpfloat_with_epsilon (sim_integrate (bell, NULL, -INFINITY, INFINITY, 1e-12, &error),
                                  2 * half, 1e-11);
  g_assert_cmpfloat (error, <, 1e-10);
  g_assert_cmpfloat_with_epsilon (sim_integrate (bell, NULL, 0, INFINITY, 1e-12, NULL), half,
                                  1e-11);
  g_assert_cmpfloat_with_epsilon (sim_integrate (bell, NULL, -INFINITY, 0, 1e-12, NULL), half,
                                  1e-11);
  g_assert_cmpfloat_with_epsilon (sim_integrate (bell, NULL, 0, 1, 1e-12, NULL), half * erf (1),
                                  1e-12);
  /* what does not converge is no number */
  g_assert_true (isnan (sim_integrate (pole, NULL, -1, 2, 1e-12, NULL)));
}

/* A die: q nodes have its moments up to the order 2q - 1; six or more nodes are the die. */
static void
test_gauss_discrete (void)
{
  double x[] = { 1, 2, 3, 4, 5, 6 }, w[6], nodes[8], weights[8];

  for (guint i = 0; i < 6; i++)
    w[i] = 1.0 / 6;
  g_assert_cmpuint (sim_gauss_discrete (6, x, w, 3, nodes, weights), ==, 3);
  for (guint order = 0; order <= 6; order++) {
    double exact = 0, got = 0;
    for (guint i = 0; i < 6; i++)
      exact += w[i] * pow (x[i], order);
    for (guint i = 0; i < 3; i++)
      got += weights[i] * pow (nodes[i], order);
    if (order < 6)
      g_assert_cmpfloat_with_epsilon (got, exact, 1e-10 * exact);
    else
      g_assert_cmpfloat (fabs (got - exact), >, 1e-5 * exact);
  }
  w[1] = 0;
  g_assert_cmpuint (sim_gauss_discrete (6, x, w, 8, nodes, weights), ==, 5);
  g_assert_cmpfloat (nodes[1], ==, 3);
}

/* Moments of Beta (a, b), a + b = 1 and larger. */
static void
test_gauss_beta (void)
{
  const double parameters[][2] = { { 0.5, 0.5 }, { 1, 1 }, { 75, 1 }, { 2, 340.5 } };

  for (guint i = 0; i < G_N_ELEMENTS (parameters); i++) {
    double a = parameters[i][0], b = parameters[i][1], x[4], w[4], exact = 1;
    sim_gauss_beta (4, a, b, x, w);
    for (guint order = 0; order < 8; order++) {
      double got = 0;
      for (guint k = 0; k < 4; k++)
        got += w[k] * pow (x[k], order);
      g_assert_cmpfloat_with_epsilon (got, exact, 1e-12 * exact);
      exact *= (a + order) / (a + b + order);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/numeric/root", test_root);
  g_test_add_func ("/numeric/root-near", test_root_near);
  g_test_add_func ("/numeric/gauss-legendre", test_gauss_legendre);
  g_test_add_func ("/numeric/integrate", test_integrate);
  g_test_add_func ("/numeric/gauss-discrete", test_gauss_discrete);
  g_test_add_func ("/numeric/gauss-beta", test_gauss_beta);
  return g_test_run ();
}
