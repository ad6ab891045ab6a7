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

/* Something like the chance that five arms all beat the first: of all numbers together. */
static double
all_beat_first (const double *n, guint n_arms)
{
  double product = 1, total = 0;

  for (guint a = 0; a < n_arms; a++)
    total += n[a];
  for (guint a = 1; a < n_arms; a++)
    product *= sim_normal_cdf ((0.4 + 0.2 * a) / sqrt (1 / n[0] + 1 / n[a]) - 2 - 3 / total);
  return product;
}

/* Every combination of two or more analysed in each arm, one by one. */
static double
enumerate (const guint *size, const double *missing, guint n_arms, guint arm, double *n)
{
  double sum = 0;

  if (arm == n_arms)
    return all_beat_first (n, n_arms);
  for (guint k = 2; k <= size[arm]; k++) {
    n[arm] = k;
    sum += sim_binomial_mass (k, size[arm], 1 - missing[arm])
           * enumerate (size, missing, n_arms, arm + 1, n);
  }
  return sum;
}

static double
by_terms (const GArray *terms, guint n_arms)
{
  double sum = 0;

  for (guint i = 0; i < terms->len; i++) {
    const SimAttritionTerm *term = &g_array_index (terms, SimAttritionTerm, i);
    sum += term->weight * all_beat_first (term->n, n_arms);
  }
  return sum;
}

/* Up to six arms, small enough for all combinations: the error is below the tolerance. */
static void
test_terms (void)
{
  static const guint sizes[][SIM_MAX_ARMS]
      = { { 8, 7, 9, 6, 8, 7 }, { 9, 9, 9, 9, 9, 9 }, { 12, 3, 2, 7, 12, 4 } };
  static const double missing[][SIM_MAX_ARMS] = { { 0.05, 0.02, 0.08, 0.1, 0, 0.03 },
                                                  { 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 },
                                                  { 0.3, 0.3, 0.1, 0.02, 0, 0.2 } };
  const double tolerance[] = { 1e-7, 1e-4 };

  for (guint i = 0; i < 3; i++)
    for (guint n_arms = 2; n_arms <= SIM_MAX_ARMS; n_arms++)
      for (guint k = 0; k < 2; k++) {
        double n[SIM_MAX_ARMS], complete;
        GArray *terms = sim_attrition_terms (n_arms, sizes[i], missing[i], tolerance[k], G_MAXUINT,
                                             &complete);
        double exact = enumerate (sizes[i], missing[i], n_arms, 0, n);
        g_assert_cmpfloat_with_epsilon (complete * by_terms (terms, n_arms), exact, tolerance[k]);
        g_array_unref (terms);
      }
}

/* Six arms of usual size take few terms, and agree with the full product of the arms' rules. */
static void
test_sparse (void)
{
  const guint size[] = { 150, 140, 160, 100, 120, 150 };
  const double missing[] = { 0.12, 0.2, 0.1, 0.15, 0.1, 0.12 };
  SimAttrition arms[SIM_MAX_ARMS];
  double n[SIM_MAX_ARMS], sum = 0, complete;
  guint product = 1;

  for (guint a = 0; a < SIM_MAX_ARMS; a++) {
    sim_attrition_init (&arms[a], 1, &size[a], &missing[a], 1e-9);
    product *= arms[a].n;
  }
  for (guint i = 0; i < product; i++) {
    guint rest = i;
    double weight = 1;
    for (guint a = 0; a < SIM_MAX_ARMS; rest /= arms[a++].n) {
      n[a] = arms[a].x[rest % arms[a].n];
      weight *= arms[a].w[rest % arms[a].n];
    }
    sum += weight * all_beat_first (n, SIM_MAX_ARMS);
  }
  GArray *terms = sim_attrition_terms (SIM_MAX_ARMS, size, missing, 1e-7, 1500, &complete);
  g_assert_nonnull (terms);
  g_assert_cmpuint (terms->len, <, 300);
  g_assert_cmpuint (product, >, 10 * terms->len);
  g_assert_cmpfloat_with_epsilon (by_terms (terms, SIM_MAX_ARMS), sum, 1e-8);
  g_array_unref (terms);
  g_assert_null (sim_attrition_terms (SIM_MAX_ARMS, size, missing, 1e-7, 50, &complete));
}

/* Without losses one term; an arm that cannot have two leaves none, and no chance. */
static void
test_terms_edges (void)
{
  const guint size[] = { 10, 1, 12 };
  const double none[] = { 0, 0, 0 }, all[] = { 0, 0, 1 };
  double complete;
  GArray *terms = sim_attrition_terms (3, (const guint[]){ 10, 4, 12 }, none, 1e-7, 9, &complete);

  g_assert_cmpuint (terms->len, ==, 1);
  g_assert_cmpfloat (complete, ==, 1);
  g_assert_cmpfloat (g_array_index (terms, SimAttritionTerm, 0).weight, ==, 1);
  g_assert_cmpfloat (g_array_index (terms, SimAttritionTerm, 0).n[2], ==, 12);
  g_array_unref (terms);
  terms = sim_attrition_terms (3, size, none, 1e-7, 9, &complete);
  g_assert_cmpfloat (complete, ==, 0);
  g_assert_cmpuint (terms->len, ==, 0);
  g_array_unref (terms);
  terms = sim_attrition_terms (3, (const guint[]){ 10, 4, 12 }, all, 1e-7, 9, &complete);
  g_assert_cmpfloat (complete, ==, 0);
  g_assert_cmpuint (terms->len, ==, 0);
  g_array_unref (terms);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attrition/one-arm", test_one_arm);
  g_test_add_func ("/attrition/sum", test_sum);
  g_test_add_func ("/attrition/edges", test_edges);
  g_test_add_func ("/attrition/effort", test_effort);
  g_test_add_func ("/attrition/terms", test_terms);
  g_test_add_func ("/attrition/sparse", test_sparse);
  g_test_add_func ("/attrition/terms-edges", test_terms_edges);
  return g_test_run ();
}
