/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportional-odds.c - the cumulative logit fit against a second route that shares no code: the
 * likelihood as the definition has it, in long double, climbed one parameter at a time by golden
 * section, and second differences of it for the covariance. With two categories there is a closed
 * form. The fits of R's clm are in tests/reference.
 */
#include "analysis/proportional-odds.h"

#include <glib.h>
#include <math.h>

enum { ARMS = SIM_ODDS_ARMS, CATEGORIES = SIM_ODDS_CATEGORIES, MOST = CATEGORIES + ARMS };

typedef struct {
  int arms, categories;
  int counts[ARMS][CATEGORIES];
} Data;

static bool fit (const Data *d, SimProportionalOdds *found)
{
  return sim_proportional_odds (d->arms, d->categories, (const int (*)[CATEGORIES]) d->counts,
                                found);
}

static long double below (long double x)
{
  return 1 / (1 + expl (-x));
}

/* p: the first threshold, the logarithms of the gaps to the others, then arms but the last. */
static long double log_likelihood (const Data *d, const long double *p)
{
  int t = d->categories - 1;
  long double sum = 0, threshold[CATEGORIES] = { p[0] };
  for (int k = 1; k < t; k++)
    threshold[k] = threshold[k - 1] + expl (p[k]);
  for (int a = 0; a < d->arms; a++) {
    long double shift = a < d->arms - 1 ? p[t + a] : 0, last = 0;
    for (int k = 0; k <= t; k++) {
      long double next = k < t ? below (threshold[k] - shift) : 1;
      if (d->counts[a][k] > 0)
        sum += d->counts[a][k] * logl (next - last);
      last = next;
    }
  }
  return sum;
}

/* The best value of parameter i within `reach` of where it is. */
static void climb (const Data *d, long double *p, int i, long double reach)
{
  const long double golden = 0.6180339887498948482L;
  long double low = p[i] - reach, high = p[i] + reach;
  long double a = high - golden * (high - low), b = low + golden * (high - low);
  p[i] = a;
  long double fa = log_likelihood (d, p);
  p[i] = b;
  long double fb = log_likelihood (d, p);
  while (high - low > 1e-11L) {
    gboolean left = fa > fb;
    if (left)
      high = b, b = a, fb = fa, a = high - golden * (high - low);
    else
      low = a, a = b, fa = fb, b = low + golden * (high - low);
    p[i] = left ? a : b;
    *(left ? &fa : &fb) = log_likelihood (d, p);
  }
  p[i] = (low + high) / 2;
}

static void invert (int n, long double m[MOST][MOST])
{
  for (int i = 0; i < n; i++) {
    long double pivot = m[i][i];
    m[i][i] = 1;
    for (int j = 0; j < n; j++)
      m[i][j] /= pivot;
    for (int k = 0; k < n; k++) {
      if (k == i)
        continue;
      long double factor = m[k][i];
      m[k][i] = 0;
      for (int j = 0; j < n; j++)
        m[k][j] -= factor * m[i][j];
    }
  }
}

static void by_climbing (const Data *d, SimProportionalOdds *found)
{
  int t = d->categories - 1, n = t + d->arms - 1;
  long double p[MOST] = { 0 }, m[MOST][MOST], h = 1e-4L;
  p[0] = -2;
  for (int round = 0; round < 400; round++) {
    long double before[MOST], moved = 0;
    for (int i = 0; i < n; i++)
      before[i] = p[i];
    for (int i = 0; i < n; i++)
      climb (d, p, i, round < 20 ? 1.0L : 0.05L);
    for (int i = 0; i < n; i++)
      moved = MAX (moved, fabsl (p[i] - before[i]));
    if (moved < 1e-10L)
      break;
  }
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      long double sum = 0;
      for (int signs = 0; signs < 4; signs++) {
        long double q[MOST], si = signs & 1 ? 1 : -1, sj = signs & 2 ? 1 : -1;
        for (int k = 0; k < n; k++)
          q[k] = p[k];
        q[i] += si * h;
        q[j] += sj * h;
        sum += si * sj * log_likelihood (d, q);
      }
      m[i][j] = -sum / (4 * h * h);
    }
  invert (n, m);
  *found = (SimProportionalOdds){ 0 };
  for (int a = 0; a < d->arms - 1; a++) {
    found->log_odds[a] = (double) p[t + a];
    for (int b = 0; b < d->arms - 1; b++)
      found->covariance[a][b] = (double) m[t + a][t + b];
  }
}

static void agree (const Data *d)
{
  SimProportionalOdds found, expected;
  g_assert_true (fit (d, &found));
  by_climbing (d, &expected);
  for (int a = 0; a < d->arms; a++) {
    g_test_message ("%.12g, climbed to %.12g", found.log_odds[a], expected.log_odds[a]);
    g_assert_cmpfloat (fabs (found.log_odds[a] - expected.log_odds[a]), <, 1e-7);
    for (int b = 0; b < d->arms; b++)
      g_assert_cmpfloat (fabs (found.covariance[a][b] - expected.covariance[a][b]), <,
                         1e-6 * (1 + fabs (expected.covariance[a][b])));
  }
}

static void test_climbing (void)
{
  static const Data cases[] = {
    { 2, 3, { { 5, 9, 4 }, { 8, 6, 3 } } },
    { 3, 5, { { 3, 8, 14, 19, 10 }, { 6, 12, 12, 11, 9 }, { 10, 14, 11, 8, 5 } } },
    { 4, 3, { { 1, 0, 4 }, { 2, 2, 1 }, { 0, 5, 1 }, { 3, 1, 1 } } },
    { 6,
      4,
      { { 9, 1, 1, 1 },
        { 1, 1, 1, 9 },
        { 2, 3, 4, 3 },
        { 0, 6, 6, 0 },
        { 3, 0, 0, 3 },
        { 2, 2, 2, 2 } } },
    { 2, 4, { { 40, 1, 1, 3 }, { 2, 1, 1, 60 } } },
    { 3, 2, { { 3, 5 }, { 9, 1 }, { 4, 4 } } },
    /* far from the start, where Newton's first steps go too far */
    { 2, 3, { { 4, 0, 466 }, { 0, 1, 12886 } } },
    { 2, 5, { { 221, 2, 32, 0, 0 }, { 66310, 8, 0, 383, 8 } } },
    { 2, 7, { { 110413, 0, 1, 3, 0, 254, 7 }, { 101, 5, 212, 0, 3, 0, 0 } } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    agree (&cases[i]);
}

/* Logits and their variances 1/yes + 1/no. */
static void test_two_categories (void)
{
  Data d = { 4, 2, { { 12, 40 }, { 99999, 1 }, { 1, 99999 }, { 77, 3 } } };
  SimProportionalOdds r;
  g_assert_true (fit (&d, &r));
  for (int a = 0; a < 4; a++)
    for (int b = 0; b < 4; b++) {
      const double *n[2] = { (double[]){ d.counts[a][0], d.counts[a][1] },
                             (double[]){ d.counts[b][0], d.counts[b][1] } };
      double variance, found = sim_proportional_odds_contrast (&r, a, b, &variance);
      double expected = log (n[0][1] / n[0][0]) - log (n[1][1] / n[1][0]);
      double v = 1 / n[0][0] + 1 / n[0][1] + 1 / n[1][0] + 1 / n[1][1];
      g_assert_cmpfloat (fabs (found - expected), <, 1e-12);
      g_assert_cmpfloat (fabs (variance - (a == b ? 0 : v)), <, 1e-12);
    }
}

/* Arms exchanged, categories turned round, empty categories put in. */
static void test_symmetry (void)
{
  Data d = { 3, 5, { { 3, 8, 14, 19, 10 }, { 6, 12, 12, 11, 9 }, { 10, 14, 11, 8, 5 } } };
  Data swapped = d, turned = d, wide = { 3, 20, { { 0 } } };
  for (int k = 0; k < 5; k++) {
    swapped.counts[0][k] = d.counts[2][k];
    swapped.counts[2][k] = d.counts[0][k];
    for (int a = 0; a < 3; a++) {
      turned.counts[a][k] = d.counts[a][4 - k];
      wide.counts[a][1 + 4 * k] = d.counts[a][k];
    }
  }
  SimProportionalOdds r, s, t, w;
  g_assert_true (fit (&d, &r) && fit (&swapped, &s) && fit (&turned, &t) && fit (&wide, &w));
  double vr, vs, vt, vw;
  for (int a = 0; a < 3; a++)
    for (int b = 0; b < 3; b++) {
      double er = sim_proportional_odds_contrast (&r, a, b, &vr);
      double es = sim_proportional_odds_contrast (&s, 2 - a, 2 - b, &vs);
      double et = sim_proportional_odds_contrast (&t, a, b, &vt);
      double ew = sim_proportional_odds_contrast (&w, a, b, &vw);
      g_assert_cmpfloat (fabs (er - es) + fabs (er + et), <, 1e-12);
      g_assert_cmpfloat (fabs (vr - vs) + fabs (vr - vt), <, 1e-12);
      g_assert_true (er == ew && vr == vw);
    }
  double higher = sim_proportional_odds_contrast (&r, 0, 2, &vr);
  g_assert_cmpfloat (higher, >, 0); /* the first arm has the higher categories */
}

/* Nothing to be found: said, within the bound, and without a number. */
static void test_failed (void)
{
  static const struct {
    const char *what;
    Data d;
  } cases[] = {
    { "one category", { 2, 3, { { 0, 7, 0 }, { 0, 9, 0 } } } },
    { "nobody", { 2, 3, { { 0 }, { 0 } } } },
    { "an arm without patients", { 3, 3, { { 1, 2, 3 }, { 0, 0, 0 }, { 3, 2, 1 } } } },
    { "an arm all at the top", { 3, 3, { { 1, 2, 3 }, { 0, 0, 9 }, { 3, 2, 1 } } } },
    { "the last arm all at the bottom", { 2, 3, { { 1, 2, 3 }, { 9, 0, 0 } } } },
    { "arms apart", { 2, 4, { { 5, 5, 0, 0 }, { 0, 0, 5, 5 } } } },
    { "arms that share one category", { 2, 5, { { 50, 5, 9, 0, 0 }, { 0, 0, 7, 5, 50 } } } },
    { "the same with many", { 2, 3, { { 90000, 10, 0 }, { 0, 10, 90000 } } } },
    { "two patients", { 2, 2, { { 1, 0 }, { 0, 1 } } } },
    { "a negative count", { 2, 3, { { 1, -2, 3 }, { 3, 2, 1 } } } },
    { "arms apart, in unequal numbers",
      { 3, 5, { { 1, 1658 }, { 0, 5, 0, 7, 41 }, { 9024, 1 } } } },
    { "one arm", { 1, 3, { { 1, 2, 3 } } } },
    { "seven arms", { 7, 3, { { 1, 2, 3 } } } },
    { "one category asked for", { 2, 1, { { 1 }, { 2 } } } },
    { "too many categories", { 2, 21, { { 1 }, { 2 } } } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    SimProportionalOdds r;
    g_test_message ("%s", cases[i].what);
    g_assert_false (fit (&cases[i].d, &r));
    for (int a = 0; a < ARMS; a++)
      g_assert_true (r.log_odds[a] == 0 && r.covariance[a][a] == 0);
  }
}

/* A maximum of two arms exists unless each category of one lies at or beyond all of the other. */
static gboolean apart (const Data *d)
{
  int first[2] = { -1, -1 }, last[2] = { -1, -1 };
  for (int a = 0; a < 2; a++)
    for (int k = 0; k < d->categories; k++)
      if (d->counts[a][k] > 0) {
        first[a] = first[a] < 0 ? k : first[a];
        last[a] = k;
      }
  return last[0] <= first[1] || last[1] <= first[0];
}

/* Small random trials: a fit is found exactly where there is one, and soon. */
static void test_exists (void)
{
  int fitted = 0, failed = 0, slowest = 0;
  GRand *rand = g_rand_new_with_seed (99);
  for (int round = 0; round < 20000; round++) {
    Data d = { 2, g_rand_int_range (rand, 2, 9), { { 0 } } };
    int n = g_rand_int_range (rand, 1, 12), shift = g_rand_int_range (rand, 0, 4);
    for (int i = 0; i < 2 * n; i++) {
      int k = g_rand_int_range (rand, 0, d.categories) + (i < n ? shift : 0);
      d.counts[i < n ? 0 : 1][MIN (k, d.categories - 1)]++;
    }
    SimProportionalOdds r;
    gboolean found = fit (&d, &r);
    g_assert_cmpint (found, ==, !apart (&d));
    fitted += found;
    failed += !found;
    slowest = MAX (slowest, r.evaluations);
    g_assert_true (!found || (isfinite (r.log_odds[0]) && r.covariance[0][0] > 0));
  }
  g_rand_free (rand);
  g_test_message ("%d fitted, %d apart, at most %d evaluations", fitted, failed, slowest);
  g_assert_cmpint (fitted, >, 5000);
  g_assert_cmpint (failed, >, 500);
  g_assert_cmpint (slowest, <, 20);
}

/* Wild counts: many categories, empty here and there, of one to 100,000 patients, arms far apart.
 */
static void test_wild (void)
{
  int fitted = 0, slowest = 0;
  GRand *rand = g_rand_new_with_seed (5);
  for (int round = 0; round < 60000; round++) {
    Data d = { 2, g_rand_int_range (rand, 2, CATEGORIES + 1), { { 0 } } };
    double most = g_rand_double_range (rand, 0.5, 12);
    gboolean far = g_rand_boolean (rand);
    for (int a = 0; a < 2; a++)
      for (int k = 0; k < d.categories; k++) {
        int n = (int) exp (g_rand_double (rand) * g_rand_double (rand) * most);
        d.counts[a][k] = g_rand_double (rand) < 0.3 ? 0 : n;
        if (far && (k < d.categories / 2) == (a == 1))
          d.counts[a][k] /= 1000;
      }
    SimProportionalOdds r;
    gboolean found = fit (&d, &r);
    if (found == apart (&d))
      for (int k = 0; k < d.categories; k++)
        g_test_message ("category %d: %d and %d", k, d.counts[0][k], d.counts[1][k]);
    g_assert_cmpint (found, ==, !apart (&d));
    fitted += found;
    slowest = found ? MAX (slowest, r.evaluations) : slowest;
    g_assert_true (!found || (isfinite (r.log_odds[0]) && r.covariance[0][0] > 0));
  }
  g_rand_free (rand);
  g_test_message ("%d fitted, at most %d evaluations", fitted, slowest);
  g_assert_cmpint (fitted, >, 20000);
  g_assert_cmpint (slowest, <, 30);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/proportional-odds/climbing", test_climbing);
  g_test_add_func ("/analysis/proportional-odds/two-categories", test_two_categories);
  g_test_add_func ("/analysis/proportional-odds/symmetry", test_symmetry);
  g_test_add_func ("/analysis/proportional-odds/failed", test_failed);
  g_test_add_func ("/analysis/proportional-odds/exists", test_exists);
  g_test_add_func ("/analysis/proportional-odds/wild", test_wild);
  return g_test_run ();
}
