/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fisher.c - Fisher's exact test against the sum over all tables of logarithms of factorials in
 * long double, and figures of R's fisher.test().
 */
#include "analysis/fisher.h"

#include <glib.h>
#include <math.h>

static long double log_choose (int n, int k)
{
  return lgammal (n + 1.0L) - lgammal (k + 1.0L) - lgammal (n - k + 1.0L);
}

static SimFisher slow (int x_a, int n_a, int x_b, int n_b)
{
  int events = x_a + x_b, low = MAX (0, events - n_b), high = MIN (events, n_a);
  long double two = 0, greater = 0, less = 0, all = 0;
  long double own = log_choose (n_a, x_a) + log_choose (n_b, x_b);
  for (int k = low; k <= high; k++) {
    long double relative = log_choose (n_a, k) + log_choose (n_b, events - k) - own;
    long double p = expl (relative);
    all += p;
    two += relative <= 1e-7L ? p : 0;
    greater += k >= x_a ? p : 0;
    less += k <= x_a ? p : 0;
  }
  return (SimFisher){ (double)(two / all), (double)(greater / all), (double)(less / all) };
}

static void agree (int x_a, int n_a, int x_b, int n_b)
{
  SimFisher got = sim_fisher (x_a, n_a, x_b, n_b), due = slow (x_a, n_a, x_b, n_b);
  double far = MAX (fabs (got.two_sided / due.two_sided - 1),
                    MAX (fabs (got.greater / due.greater - 1), fabs (got.less / due.less - 1)));
  if (far > 1e-10) {
    g_test_message ("%d of %d, %d of %d: %.15g %.15g %.15g, not %.15g %.15g %.15g", x_a, n_a, x_b,
                    n_b, got.two_sided, got.greater, got.less, due.two_sided, due.greater,
                    due.less);
    g_test_fail ();
  }
}

static void test_small (void)
{
  for (int n_a = 1; n_a <= 9; n_a++)
    for (int n_b = 1; n_b <= 9; n_b++)
      for (int x_a = 0; x_a <= n_a; x_a++)
        for (int x_b = 0; x_b <= n_b; x_b++)
          agree (x_a, n_a, x_b, n_b);
}

static void test_large (void)
{
  GRand *rand = g_rand_new_with_seed (1);
  for (int round = 0; round < 5000; round++) {
    int most = round % 10 ? 120 : 1500;
    int n_a = g_rand_int_range (rand, 1, most), n_b = g_rand_int_range (rand, 1, most);
    int x_a = g_rand_int_range (rand, 0, n_a + 1), x_b = g_rand_int_range (rand, 0, n_b + 1);
    if (slow (x_a, n_a, x_b, n_b).two_sided > 1e-250)
      agree (x_a, n_a, x_b, n_b);
  }
  g_rand_free (rand);
}

/* All tables of a margin at once, and parts of them on either side. */
static void test_margin (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 1, 4 }, { 6, 6 }, { 9, 4 }, { 60, 60 }, { 70, 31 } };
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int events = 0; events <= sizes[i][0] + sizes[i][1]; events++)
      for (int part = 0; part < 3; part++) {
        int n_a = sizes[i][0], n_b = sizes[i][1];
        int low = MAX (0, events - n_b), high = MIN (events, n_a), middle = (low + high) / 2;
        double scratch[3 * 71];
        SimFisher p[71];
        low = part == 1 ? middle : low;
        high = part == 2 ? middle : high;
        sim_fisher_margin (n_a, n_b, events, low, high, scratch, p);
        for (int x = low; x <= high; x++) {
          SimFisher one = sim_fisher (x, n_a, events - x, n_b);
          g_assert_cmpfloat (fabs (p[x - low].two_sided / one.two_sided - 1), <, 1e-12);
          g_assert_cmpfloat (fabs (p[x - low].greater / one.greater - 1), <, 1e-12);
          g_assert_cmpfloat (fabs (p[x - low].less / one.less - 1), <, 1e-12);
        }
      }
}

/* Very many patients: no overflow, and nothing that is no probability. */
static void test_huge (void)
{
  SimFisher equal = sim_fisher (25000, 50000, 25000, 50000);
  g_assert_cmpfloat (equal.two_sided, ==, 1);
  g_assert_cmpfloat (fabs (equal.greater - 0.5), <, 0.01);
  SimFisher apart = sim_fisher (50000, 50000, 0, 50000);
  g_assert_true (apart.two_sided == 0 && apart.greater == 0 && apart.less == 1);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fisher/small", test_small);
  g_test_add_func ("/fisher/large", test_large);
  g_test_add_func ("/fisher/huge", test_huge);
  g_test_add_func ("/fisher/margin", test_margin);
  return g_test_run ();
}
