/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ranks.c - rank tests against slow second routes that share no code: every pair of patients is
 * compared, mid-ranks are counted patient by patient, and every division of the patients into two
 * arms is gone through. The fixed data of R are in tests/reference.
 */
#include "analysis/log-rank.h"
#include "analysis/ranks.h"
#include "base/prob.h"
#include "base/quantile.h"

#include <glib.h>
#include <math.h>

enum { MOST = 400, CELLS = 12 };

typedef struct {
  int n, order[MOST];
  double value[MOST];
  int8_t arm[MOST];
  int16_t cell[MOST];
} Data;

static void sort (Data *d)
{
  int spare[MOST];
  g_assert_true (sim_log_rank_order (d->n, d->value, d->order, spare));
}

/* steps 0: continuous; else scores on a grid of so many. -1 and arms beyond are nobody's. */
static void draw (GRand *rand, int n, int n_arms, int steps, int cells, Data *d)
{
  d->n = n;
  for (int i = 0; i < n; i++) {
    double u = g_rand_double (rand);
    d->value[i] = steps > 0 ? floor (u * steps) : log (u / (1 - u));
    if (d->value[i] == 0 && g_rand_boolean (rand))
      d->value[i] = -0.0;
    d->arm[i] = (int8_t) g_rand_int_range (rand, -1, n_arms);
    d->cell[i] = (int16_t) g_rand_int_range (rand, 0, cells);
  }
  sort (d);
}

/* --- pairs --------------------------------------------------------------------------------- */

typedef struct {
  double n_a, n_b, net, ties;
} Slow;

/* cell -1: all. A group of t equals is met t times, so each time it adds t^2 - 1. */
static Slow slow_pair (const Data *d, int a, int b, int cell)
{
  Slow s = { 0, 0, 0, 0 };
  for (int i = 0; i < d->n; i++) {
    double t = 0;
    if ((d->arm[i] != a && d->arm[i] != b) || (cell >= 0 && d->cell[i] != cell))
      continue;
    s.n_a += d->arm[i] == a;
    s.n_b += d->arm[i] == b;
    for (int j = 0; j < d->n; j++) {
      if ((d->arm[j] != a && d->arm[j] != b) || (cell >= 0 && d->cell[j] != cell))
        continue;
      t += d->value[j] == d->value[i];
      if (d->arm[i] == a && d->arm[j] == b)
        s.net += (d->value[i] > d->value[j]) - (d->value[i] < d->value[j]);
    }
    s.ties += t * t - 1;
  }
  return s;
}

/* z of the rank sum of A, from its mean and variance as textbooks have them; NaN without one. */
static double slow_z (const Slow *s)
{
  double n = s->n_a + s->n_b, u = (s->net + s->n_a * s->n_b) / 2;
  double variance = s->n_a * s->n_b / 12 * (n + 1 - s->ties / (n * (n - 1)));
  return (u - s->n_a * s->n_b / 2) / sqrt (variance);
}

static void check_pair (const SimRankPair *found, const Slow *expected)
{
  double estimate = -9, variance = -9;
  g_assert_cmpfloat (found->n_a, ==, expected->n_a);
  g_assert_cmpfloat (found->n_b, ==, expected->n_b);
  g_assert_cmpfloat ((double) found->net, ==, expected->net);
  g_assert_cmpfloat ((double) found->ties, ==, expected->ties);
  gboolean any = sim_rank_effect (found, &estimate, &variance);
  g_assert_cmpint (any, ==, found->n_a > 0 && found->n_b > 0);
  if (!any)
    return;
  double u = (expected->net + found->n_a * found->n_b) / 2;
  g_assert_cmpfloat (fabs (estimate - (u / found->n_a / found->n_b - 0.5)), <, 1e-14);
  if (variance == 0)
    g_assert_cmpfloat (estimate, ==, 0);
  else
    g_assert_cmpfloat (fabs (estimate / sqrt (variance) - slow_z (expected)), <, 1e-11);
}

/* T of van Elteren, the rank sums over n + 1, by its definition. */
static void check_strata (const Data *d, const SimRankPair *cells, int a, int b)
{
  double t = 0, variance_t = 0, estimate, variance;
  gboolean any = FALSE;
  for (int c = 0; c < CELLS; c++) {
    Slow s = slow_pair (d, a, b, c);
    check_pair (&cells[c], &s);
    double n = s.n_a + s.n_b;
    if (s.n_a == 0 || s.n_b == 0)
      continue;
    any = TRUE;
    t += s.net / 2 / (n + 1);
    variance_t += s.n_a * s.n_b / 12 * (n + 1 - s.ties / (n * (n - 1))) / ((n + 1) * (n + 1));
  }
  g_assert_cmpint (sim_rank_stratified (CELLS, cells, &estimate, &variance), ==, any);
  if (any && variance_t > 1e-9)
    g_assert_cmpfloat (fabs (estimate / sqrt (variance) - t / sqrt (variance_t)), <, 1e-10);
  else
    g_assert_cmpfloat (fabs (estimate), <, 1e-15);
}

static const int sizes[] = { 1, 2, 3, 4, 5, 8, 13, 21, 34, 55, 89, 150 };
static const int steps[] = { 0, 1, 2, 3, 5, 25, 101 };

static void test_pairs (void)
{
  static Data d;
  GRand *rand = g_rand_new_with_seed (19470101);
  int sets = 0;
  for (int round = 0; round < 40; round++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      for (guint k = 0; k < G_N_ELEMENTS (steps); k++, sets++) {
        int cells = round % 2 ? CELLS : 2;
        draw (rand, sizes[i], 3, steps[k], cells, &d);
        for (int a = 0; a < 3; a++) {
          SimRankPair pair, strata[CELLS];
          Slow s = slow_pair (&d, a, (a + 1) % 3, -1);
          sim_rank_pair (d.n, d.order, d.value, d.arm, a, (a + 1) % 3, &pair);
          check_pair (&pair, &s);
          sim_rank_cells (d.n, d.order, d.value, d.arm, d.cell, a, (a + 1) % 3, CELLS, strata);
          check_strata (&d, strata, a, (a + 1) % 3);
        }
      }
  g_test_message ("%d random data sets", sets);
  g_rand_free (rand);
}

/* --- all arms ------------------------------------------------------------------------------ */

/* From mid-ranks that are counted for each patient; returns FALSE if there is nothing to test. */
static gboolean slow_h (const Data *d, int n_arms, double *h, int *df)
{
  double n = 0, sum[6] = { 0 }, of[6] = { 0 }, ties = 0, squares = 0;
  for (int i = 0; i < d->n; i++) {
    double below = 0, equal = 0;
    if (d->arm[i] < 0)
      continue;
    for (int j = 0; j < d->n; j++) {
      below += d->arm[j] >= 0 && d->value[j] < d->value[i];
      equal += d->arm[j] >= 0 && d->value[j] == d->value[i];
    }
    sum[d->arm[i]] += below + (equal + 1) / 2;
    of[d->arm[i]]++;
    ties += equal * equal - 1;
    n++;
  }
  *df = -1;
  for (int a = 0; a < n_arms; a++)
    if (of[a] > 0) {
      squares += sum[a] * sum[a] / of[a];
      ++*df;
    }
  double share = 1 - ties / (n * n * n - n);
  *h = (12 * squares / (n * (n + 1)) - 3 * (n + 1)) / share;
  return *df > 0 && share > 1e-12;
}

static void test_omnibus (void)
{
  static Data d;
  GRand *rand = g_rand_new_with_seed (1952);
  for (int round = 0; round < 40; round++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      for (guint k = 0; k < G_N_ELEMENTS (steps); k++) {
        int arms = 2 + round % 5, df, slow_df;
        double h, expected;
        draw (rand, sizes[i], arms, steps[k], 1, &d);
        gboolean any = slow_h (&d, arms, &expected, &slow_df);
        g_assert_cmpint (sim_rank_omnibus (d.n, d.order, d.value, d.arm, arms, &h, &df), ==, any);
        g_assert_cmpint (df, ==, slow_df);
        if (any)
          g_assert_cmpfloat (fabs (h - expected), <, 1e-9 * (1 + expected));
        if (any && arms == 2) { /* the square of the Mann-Whitney statistic */
          SimRankPair pair;
          double estimate, variance;
          sim_rank_pair (d.n, d.order, d.value, d.arm, 0, 1, &pair);
          g_assert_true (sim_rank_effect (&pair, &estimate, &variance));
          g_assert_cmpfloat (fabs (h - estimate * estimate / variance), <, 1e-11 * (1 + h));
        }
      }
  g_rand_free (rand);
}

/* --- the exact distribution ---------------------------------------------------------------- */

/* Every choice of n_a of all patients, by the bits of a number. */
static double slow_p (const Data *d, SimRankTail tail)
{
  double rank[16], mean = 0, seen = 0, all = 0, extreme = 0;
  int n_a = 0;
  for (int i = 0; i < d->n; i++) {
    rank[i] = 0.5;
    for (int j = 0; j < d->n; j++)
      rank[i] += (d->value[j] < d->value[i]) + 0.5 * (d->value[j] == d->value[i]);
    n_a += d->arm[i] == 0;
    seen += d->arm[i] == 0 ? rank[i] : 0;
  }
  mean = n_a * (d->n + 1) / 2.0;
  for (int set = 0; set < 1 << d->n; set++) {
    double sum = 0;
    int chosen = 0;
    for (int i = 0; i < d->n; i++)
      if (set >> i & 1) {
        sum += rank[i];
        chosen++;
      }
    if (chosen != n_a)
      continue;
    all++;
    extreme += tail == SIM_RANK_HIGHER  ? sum >= seen
               : tail == SIM_RANK_LOWER ? sum <= seen
                                        : fabs (sum - mean) >= fabs (seen - mean);
  }
  return extreme / all;
}

static void test_exact (void)
{
  static Data d;
  GRand *rand = g_rand_new_with_seed (1945);
  for (int round = 0; round < 700; round++) {
    double p, expected;
    draw (rand, 1 + round % 12, 2, steps[round % 6], 1, &d);
    int n_a = 0;
    for (int i = 0; i < d.n; i++) {
      d.arm[i] = d.arm[i] < 0 ? 1 : d.arm[i];
      n_a += d.arm[i] == 0;
    }
    for (int tail = SIM_RANK_HIGHER; tail <= SIM_RANK_EITHER; tail++) {
      gboolean any
          = sim_rank_exact (d.n, d.order, d.value, d.arm, 0, 1, (SimRankTail) tail, &p);
      g_assert_cmpint (any, ==, n_a > 0 && n_a < d.n);
      expected = any ? slow_p (&d, (SimRankTail) tail) : 0;
      if (any)
        g_assert_cmpfloat (fabs (p - expected), <, 1e-14);
    }
  }
  g_rand_free (rand);
}

/* Without ties, 0 to 9 and the even numbers from 20 to 48 against the others up to 49. */
/* R 4.2.2: pwilcox (255, 25, 25). */
static void test_exact_largest (void)
{
  static Data d;
  double p, either;
  d.n = 51;
  for (int i = 0; i < 51; i++) {
    d.value[i] = i;
    d.arm[i] = (int8_t) (i == 50 ? 2 : i < 10 || (i >= 20 && i % 2 == 0) ? 0 : 1);
  }
  sort (&d);
  g_assert_true (sim_rank_exact (d.n, d.order, d.value, d.arm, 0, 1, SIM_RANK_LOWER, &p));
  g_assert_true (sim_rank_exact (d.n, d.order, d.value, d.arm, 0, 1, SIM_RANK_EITHER, &either));
  g_assert_cmpfloat (fabs (p - 0.13568126908786635), <, 1e-13);
  g_assert_cmpfloat (fabs (either - 2 * p), <, 1e-13);
  d.arm[50] = 0; /* one more is too many */
  g_assert_false (sim_rank_exact (d.n, d.order, d.value, d.arm, 0, 1, SIM_RANK_LOWER, &p));
}

static void test_quantile (void)
{
  for (double p = 1e-300; p < 0.4; p *= 1.37) {
    double z = sim_normal_quantile (p);
    g_assert_cmpfloat (fabs (sim_quantile_upper (p) + z), <, 2e-14 * fabs (z));
  }
  for (int i = 1; i < 4000; i++) {
    double z = sim_normal_quantile (i / 4000.0);
    g_assert_cmpfloat (fabs (sim_quantile_upper (i / 4000.0) + z), <, 2e-14 * fabs (z) + 1e-17);
  }
}

/* The normal test at any level decides as p does. */
static void test_exact_variance (void)
{
  static const double levels[] = { 0.2, 0.1, 0.05, 0.025, 0.05 / 3, 0.01 };
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    for (int k = -6; k <= 6; k++) {
      double p = levels[i] * (1 + k / 1e5);
      double c = -sim_normal_quantile (levels[i] / 2), one = -sim_normal_quantile (levels[i]);
      double both = sim_rank_exact_variance (-0.2, 0.01, p, SIM_RANK_EITHER);
      double higher = sim_rank_exact_variance (0.2, 0.01, p, SIM_RANK_HIGHER);
      g_assert_cmpint (0.2 * 0.2 > c * c * both, ==, p <= levels[i]);
      g_assert_cmpint (0.2 > one * sqrt (higher), ==, p <= levels[i]);
    }
  g_assert_cmpfloat (sim_rank_exact_variance (0, 0.01, 1, SIM_RANK_EITHER), ==, 0.01);
  g_assert_cmpfloat (sim_rank_exact_variance (-0.2, 0.01, 0.97, SIM_RANK_HIGHER), ==, 0.01);
  g_assert_cmpfloat (sim_rank_exact_variance (0.1, 0.01, 1, SIM_RANK_EITHER), >=, 0.01);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ranks/pairs and strata", test_pairs);
  g_test_add_func ("/ranks/all arms", test_omnibus);
  g_test_add_func ("/ranks/exact", test_exact);
  g_test_add_func ("/ranks/exact, as many as there may be", test_exact_largest);
  g_test_add_func ("/ranks/normal quantile", test_quantile);
  g_test_add_func ("/ranks/variance of an exact p", test_exact_variance);
  return g_test_run ();
}
