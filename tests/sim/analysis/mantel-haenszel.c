/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mantel-haenszel.c - the test over strata against its definition in long double: events of arm a
 * less what the hypergeometric distribution expects, and its variance; and Sato's variance with
 * one stratum and with many. Figures of R's mantelhaen.test() are in tests/reference.
 */
#include "analysis/mantel-haenszel.h"

#include <glib.h>
#include <math.h>

enum { STRATA = 8 };

typedef long double Real;

static void near (const char *what, double got, Real due)
{
  if (fabs (got - (double)due) <= 1e-10 * (1 + fabs ((double)due)))
    return;
  g_test_message ("%s: %.15g, not %.15Lg", what, got, due);
  g_test_fail ();
}

/* Mean and variance of the events of arm a given the margins, by going through all tables. */
static void hypergeometric (int n_a, int n_b, int events, Real *mean, Real *variance)
{
  Real sum = 0, first = 0, second = 0;
  for (int x = MAX (0, events - n_b); x <= MIN (events, n_a); x++) {
    Real p = expl (lgammal (n_a + 1.0L) - lgammal (x + 1.0L) - lgammal (n_a - x + 1.0L)
                   + lgammal (n_b + 1.0L) - lgammal (events - x + 1.0L)
                   - lgammal (n_b - events + x + 1.0L));
    sum += p;
    first += p * x;
    second += p * x * x;
  }
  *mean = first / sum;
  *variance = second / sum - *mean * *mean;
}

static void test_random (void)
{
  GRand *rand = g_rand_new_with_seed (1);
  for (int round = 0; round < 3000; round++) {
    SimCount a[STRATA], b[STRATA];
    int strata = g_rand_int_range (rand, 1, STRATA + 1);
    Real excess = 0, spread = 0, weights = 0, difference = 0;
    for (int k = 0; k < strata; k++) {
      a[k].n = g_rand_int_range (rand, 0, 25);
      b[k].n = g_rand_int_range (rand, 0, 15);
      a[k].x = g_rand_int_range (rand, 0, (int)a[k].n + 1);
      b[k].x = round % 7 == 0 ? 0 : g_rand_int_range (rand, 0, (int)b[k].n + 1);
      if (a[k].n == 0 || b[k].n == 0)
        continue;
      Real mean, variance, w = 1 / (1 / (Real)a[k].n + 1 / (Real)b[k].n);
      hypergeometric ((int)a[k].n, (int)b[k].n, (int)(a[k].x + b[k].x), &mean, &variance);
      excess += a[k].x - mean;
      spread += variance;
      weights += w;
      difference += w * ((Real)a[k].x / a[k].n - (Real)b[k].x / b[k].n);
    }
    SimMantelHaenszel r, mirrored;
    g_assert_cmpint (sim_mantel_haenszel (strata, a, b, &r), ==, weights > 0);
    if (!(weights > 0))
      continue;
    near ("z", r.z, spread > 1e-15L ? excess / sqrtl (spread) : 0);
    near ("difference", r.difference, difference / weights);
    g_assert_true (sim_mantel_haenszel (strata, b, a, &mirrored));
    near ("mirrored z", mirrored.z, -r.z);
    near ("mirrored difference", mirrored.difference, -r.difference);
    near ("mirrored variance", mirrored.variance, r.variance);
  }
  g_rand_free (rand);
}

/* One stratum: the pooled z but for N / (N - 1), and of the variance that of two proportions. */
static void test_one (void)
{
  SimCount a = { 40, 100 }, b = { 25, 100 };
  SimMantelHaenszel r;
  g_assert_true (sim_mantel_haenszel (1, &a, &b, &r));
  near ("z", r.z, sim_score_statistic (a, b, 0) * sqrtl (199.0L / 200));
  near ("difference", r.difference, 0.15L);
  near ("variance", r.variance, 0.4L * 0.6L / 100 + 0.25L * 0.75L / 100);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mantel-haenszel/random", test_random);
  g_test_add_func ("/mantel-haenszel/one", test_one);
  return g_test_run ();
}
