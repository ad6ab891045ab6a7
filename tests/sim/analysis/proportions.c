/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportions.c - tests and intervals of proportions against slow second routes that share no code:
 * definitions in long double, halving where the engine takes better steps, and the conditions that
 * a restricted maximum has to meet. Figures of R are in tests/reference.
 */
#include "analysis/proportions.h"

#include <glib.h>
#include <math.h>

#define Z95 1.959963984540054

typedef long double Real;

/* Small numbers, unequal ones, and all, none or nearly so with the event. */
static SimCount draw_count (GRand *rand)
{
  int most = g_rand_int_range (rand, 0, 3) == 0 ? 200 : 12, n = g_rand_int_range (rand, 1, most);
  int kind = g_rand_int_range (rand, 0, 6), x = g_rand_int_range (rand, 0, n + 1);
  return (SimCount){ kind == 0 ? 0 : kind == 1 ? n : x, n };
}


/* The slope of the log likelihood where a has p + d; its sign only, at ends as the limit has it. */
static Real slope_of (SimCount a, SimCount b, Real d, Real p)
{
  Real pa = p + d, sum = 0;
  sum += a.x > 0 ? a.x / pa : 0;
  sum -= a.n > a.x ? (a.n - a.x) / (1 - pa) : 0;
  sum += b.x > 0 ? b.x / p : 0;
  return sum - (b.n > b.x ? (b.n - b.x) / (1 - p) : 0);
}

static Real slow_restricted (SimCount a, SimCount b, Real d)
{
  Real low = MAX (0, -d), high = MIN (1, 1 - d);
  for (int i = 0; i < 200; i++) {
    Real middle = (low + high) / 2;
    *(slope_of (a, b, d, middle) > 0 ? &low : &high) = middle;
  }
  return (low + high) / 2;
}

static Real slow_score (SimCount a, SimCount b, Real d, Real factor)
{
  Real p = slow_restricted (a, b, d), pa = p + d;
  Real variance = factor * (pa * (1 - pa) / a.n + p * (1 - p) / b.n);
  Real away = (Real)a.x / a.n - (Real)b.x / b.n - d;
  return variance > 1e-18L ? away / sqrtl (variance) : 0;
}

static void near (double got, Real expected, double allowed, const char *what)
{
  if (fabs (got - (double)expected) <= allowed * fmax (1, fabs ((double)expected)))
    return;
  g_test_message ("%s: %.15g, not %.15Lg", what, got, expected);
  g_test_fail ();
}

static void test_restricted (void)
{
  GRand *rand = g_rand_new_with_seed (1);
  for (int round = 0; round < 20000; round++) {
    SimCount a = draw_count (rand), b = draw_count (rand);
    double d = round % 5 == 0 ? 0 : g_rand_double_range (rand, -0.99, 0.99), p_a, p_b;
    sim_restricted_proportions (a, b, d, &p_a, &p_b);
    near (p_b, slow_restricted (a, b, d), 1e-9, "restricted proportion");
    near (p_a - p_b, d, 1e-12, "restricted difference");
    near (sim_score_statistic (a, b, d), slow_score (a, b, d, 1), 1e-7, "score statistic");
  }
  g_rand_free (rand);
}

static void test_pearson (void)
{
  GRand *rand = g_rand_new_with_seed (2);
  for (int round = 0; round < 5000; round++) {
    SimCount arms[SIM_PROPORTION_ARMS];
    int k = g_rand_int_range (rand, 2, SIM_PROPORTION_ARMS + 1);
    Real x = 0, n = 0, sum = 0;
    for (int a = 0; a < k; a++) {
      arms[a] = draw_count (rand);
      x += arms[a].x;
      n += arms[a].n;
    }
    for (int a = 0; a < k; a++) {
      Real yes = arms[a].n * x / n, no = arms[a].n - yes;
      sum += yes > 0 ? (arms[a].x - yes) * (arms[a].x - yes) / yes : 0;
      sum += no > 0 ? (arms[a].x - yes) * (arms[a].x - yes) / no : 0;
    }
    near (sim_pearson_chi_squared (k, arms), sum, 1e-12, "chi-squared");
    if (k > 2)
      continue;
    double z = sim_score_statistic (arms[0], arms[1], 0);
    near (z * z, sum, 1e-9, "pooled z squared");
  }
  g_rand_free (rand);
}

/* The end of Miettinen and Nurminen's interval by halving from the estimate outwards. */
static Real slow_limit (SimCount a, SimCount b, Real end, Real z)
{
  Real inner = (Real)a.x / a.n - (Real)b.x / b.n, outer = end, n = a.n + b.n;
  for (int i = 0; i < 60; i++) {
    Real middle = (inner + outer) / 2;
    *(fabsl (slow_score (a, b, middle, n / (n - 1))) > z ? &outer : &inner) = middle;
  }
  return (inner + outer) / 2;
}

static void test_intervals (void)
{
  GRand *rand = g_rand_new_with_seed (3);
  for (int round = 0; round < 1500; round++) {
    SimCount a = draw_count (rand), b = draw_count (rand);
    double z = round % 2 ? Z95 : g_rand_double_range (rand, 0.5, 4);
    SimLimits mn = sim_miettinen_nurminen_interval (a, b, z);
    Real low = slow_limit (a, b, -1, z), high = slow_limit (a, b, 1, z);
    near (mn.low, low, 1e-9, "Miettinen-Nurminen, low");
    near (mn.high, high, 1e-9, "Miettinen-Nurminen, high");
    if (g_test_failed ()) {
      g_test_message ("%g of %g, %g of %g, z %g", a.x, a.n, b.x, b.n, z);
      break;
    }
    SimLimits mirrored = sim_miettinen_nurminen_interval (b, a, z);
    near (mn.low, -mirrored.high, 1e-10, "mirrored");
  }
  g_rand_free (rand);
}

/* Wilson: where |p - p0| is z standard errors at p0. */
static void test_wilson (void)
{
  GRand *rand = g_rand_new_with_seed (4);
  for (int round = 0; round < 5000; round++) {
    SimCount a = draw_count (rand), b = draw_count (rand);
    double z = g_rand_double_range (rand, 0.5, 4), p = a.x / a.n, q = b.x / b.n;
    SimLimits w = sim_wilson_interval (a, z), v = sim_wilson_interval (b, z);
    g_assert_true (w.low >= 0 && w.high <= 1 && w.low <= p && w.high >= p);
    near (fabs (p - w.low), z * sqrt (w.low * (1 - w.low) / a.n), 1e-9, "Wilson, low");
    near (fabs (p - w.high), z * sqrt (w.high * (1 - w.high) / a.n), 1e-9, "Wilson, high");
    SimLimits d = sim_newcombe_interval (a, b, z);
    near (d.low, p - q - hypot (p - w.low, v.high - q), 1e-12, "Newcombe, low");
    near (d.high, p - q + hypot (w.high - p, q - v.low), 1e-12, "Newcombe, high");
    g_assert_true (d.low >= -1 - 1e-12 && d.high <= 1 + 1e-12);
  }
  g_rand_free (rand);
}

/* At a maximum under a restriction every arm's slope is the same multiple of its weight, and an arm
 * at an end of its range is pulled no further than that. */
static void check_maximum (const SimCount *arms, int k, const double *weight, const double *p)
{
  Real least = -INFINITY, most = INFINITY;
  for (int a = 0; a < k; a++) {
    if (weight[a] == 0)
      continue;
    gboolean at_0 = p[a] <= 0, at_1 = p[a] >= 1;
    g_assert_true (!at_0 || arms[a].x == 0);
    g_assert_true (!at_1 || arms[a].x == arms[a].n);
    Real slope = (arms[a].x > 0 ? arms[a].x / (Real)p[a] : 0)
                 - (arms[a].x < arms[a].n ? (arms[a].n - arms[a].x) / (1 - (Real)p[a]) : 0);
    /* a slope is only as good as what the smaller of p and 1 - p is known to */
    Real multiple = slope / weight[a], scale = MAX (MIN (p[a], 1 - p[a]), 1e-15);
    Real slack = (1e-9L + 1e-15L / scale) * (1 + fabsl (multiple)) / fabs (weight[a])
                 + 1e-15L / (scale * scale);
    /* at 0 the slope may be below weight times the multiplier, at 1 above it */
    gboolean from_below = weight[a] > 0 ? !at_1 : !at_0, from_above = weight[a] > 0 ? !at_0 : !at_1;
    if (from_below)
      least = MAX (least, multiple - slack);
    if (from_above)
      most = MIN (most, multiple + slack);
  }
  g_assert_cmpfloat ((double)least, <=, (double)most);
}

static void test_contrasts (void)
{
  GRand *rand = g_rand_new_with_seed (5);
  for (int round = 0; round < 5000; round++) {
    SimCount arms[3] = { draw_count (rand), draw_count (rand), draw_count (rand) };
    double f = g_rand_double_range (rand, 0.1, 0.9), bound = 0;
    double weight[3] = { 1, -f, f - 1 }, sum = 0, variance = 0;
    SimProportionContrast c;
    if (round % 3 == 0) { /* two arms: the same as by the cubic */
      double pair[3] = { 1, -1, 0 }, p_a, p_b;
      bound = g_rand_double_range (rand, -0.9, 0.9);
      g_assert_true (sim_proportion_contrast (3, arms, pair, bound, &c));
      sim_restricted_proportions (arms[0], arms[1], bound, &p_a, &p_b);
      near (c.proportion[0], p_a, 1e-9, "two arms, a");
      near (c.proportion[1], p_b, 1e-9, "two arms, b");
      continue;
    }
    g_assert_true (sim_proportion_contrast (3, arms, weight, bound, &c));
    for (int a = 0; a < 3; a++) {
      double p = c.proportion[a];
      g_assert_true (p >= 0 && p <= 1);
      sum += weight[a] * p;
      variance += weight[a] * weight[a] * p * (1 - p) / arms[a].n;
    }
    near (sum, bound, 1e-9, "restricted contrast");
    near (c.restricted, variance, 1e-12, "restricted variance");
    if (c.restricted > 0)
      check_maximum (arms, 3, weight, c.proportion);
  }
  g_rand_free (rand);
}

static void test_logits (void)
{
  GRand *rand = g_rand_new_with_seed (6);
  int fitted = 0;
  for (int round = 0; round < 20000; round++) {
    SimCount arms[3] = { draw_count (rand), draw_count (rand), draw_count (rand) };
    double f = g_rand_double_range (rand, 0.1, 0.9), bound = g_rand_double_range (rand, -1, 1);
    double weight[3] = { 1, -f, f - 1 };
    gboolean inside = TRUE;
    for (int a = 0; a < 3; a++)
      inside &= arms[a].x > 0 && arms[a].x < arms[a].n;
    SimProportionContrast c;
    g_assert_cmpint (sim_logit_contrast (3, arms, weight, bound, &c), ==, inside);
    if (!inside)
      continue;
    double closest = 1;
    for (int a = 0; a < 3; a++)
      closest = MIN (closest, MIN (c.proportion[a], 1 - c.proportion[a]));
    if (closest < 1e-6) {
      g_assert_cmpfloat (c.restricted, >, 10);
      continue;
    }
    fitted++;
    Real estimate = 0, sum = 0, own = 0, variance = 0, multiple = 0;
    for (int a = 0; a < 3; a++) {
      Real p = c.proportion[a], q = (Real)arms[a].x / arms[a].n;
      estimate += weight[a] * logl (q / (1 - q));
      own += weight[a] * weight[a] / (arms[a].n * q * (1 - q));
      sum += weight[a] * logl (p / (1 - p));
      variance += weight[a] * weight[a] / (arms[a].n * p * (1 - p));
      Real m = (arms[a].x - arms[a].n * p) / weight[a];
      near ((double)m, a > 0 ? multiple : m, 1e-9, "multiplier");
      multiple = m;
    }
    near (c.estimate, estimate, 1e-12, "logit contrast");
    near (c.unrestricted, own, 1e-12, "its variance");
    near (sum, bound, 1e-9, "restricted logit contrast");
    near (c.restricted, variance, 1e-9, "restricted variance");
  }
  g_assert_cmpint (fitted, >, 1000);
  g_rand_free (rand);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proportions/restricted", test_restricted);
  g_test_add_func ("/proportions/pearson", test_pearson);
  g_test_add_func ("/proportions/intervals", test_intervals);
  g_test_add_func ("/proportions/wilson", test_wilson);
  g_test_add_func ("/proportions/contrasts", test_contrasts);
  g_test_add_func ("/proportions/logits", test_logits);
  return g_test_run ();
}
