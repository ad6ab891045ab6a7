/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportions.c - which tables are significant, against the tests as trials are decided by them,
 * which share no code with these; the figures of R are in tests/reference.
 */
#include "theory/proportions.h"

#include <math.h>

#include "analysis/fisher.h"
#include "analysis/proportions.h"
#include "base/prob.h"

static const double levels[] = { 0.45, 0.05, 0.025, 0.0125, 0.025 / 3, 1e-4, 1e-9 };
enum { LEVELS = G_N_ELEMENTS (levels) };

static double unpooled (SimCount a, SimCount b, double bound)
{
  double p = a.x / a.n, q = b.x / b.n, variance = p * (1 - p) / a.n + q * (1 - q) / b.n;
  return variance > 0 ? (p - q - bound) / sqrt (variance) : 0;
}

static double statistic (SimProportionsKind kind, SimCount a, SimCount b, double bound)
{
  return kind == SIM_PROPORTIONS_UNPOOLED ? unpooled (a, b, bound)
                                          : sim_score_statistic (a, b, bound);
}

/* The p-value in units of one tail's level. */
static double tail_of (const SimProportionsTest *test, SimCount a, SimCount b)
{
  if (test->kind == SIM_PROPORTIONS_FISHER) {
    SimFisher p = sim_fisher ((int)a.x, (int)a.n, (int)b.x, (int)b.n);
    return test->two_sided ? p.two_sided / 2 : p.greater;
  }
  if (test->two_sided)
    return sim_normal_upper (fabs (statistic (test->kind, a, b, 0)));
  double p = sim_normal_upper (statistic (test->kind, a, b, test->lower));
  if (isfinite (test->upper))
    p = MAX (p, sim_normal_upper (-statistic (test->kind, a, b, test->upper)));
  return p;
}

static void compare (const SimProportionsTest *test, guint n_a, guint n_b)
{
  guint8 *passed = g_new (guint8, (n_a + 1) * (n_b + 1));
  guint significant = 0;
  sim_proportions_passed (test, LEVELS, levels, n_a, (SimEvents){ 0, n_a }, n_b,
                          (SimEvents){ 0, n_b }, passed);
  for (guint x = 0; x <= n_a; x++)
    for (guint y = 0; y <= n_b; y++) {
      double p = tail_of (test, (SimCount){ x, n_a }, (SimCount){ y, n_b });
      guint n = 0;
      gboolean close = FALSE;
      for (guint i = 0; i < LEVELS; i++) {
        n += p <= levels[i];
        close |= fabs (p / levels[i] - 1) < 1e-8;
      }
      significant += n > 0;
      if (passed[x * (n_b + 1) + y] != n && !close) {
        g_test_message ("kind %d, %u of %u, %u of %u: passes %u, not %u; p %.12g", (int)test->kind,
                        x, n_a, y, n_b, passed[x * (n_b + 1) + y], n, p);
        g_test_fail ();
      }
    }
  if (n_a > 9 && n_b > 9)
    g_assert_cmpuint (significant, >, 0);
  g_free (passed);
}

static void test_passed (void)
{
  static const guint sizes[][2] = { { 1, 1 }, { 2, 3 }, { 5, 5 },
                                     { 10, 12 }, { 54, 48 }, { 30, 90 } };
  static const SimProportionsTest tests[] = {
    { SIM_PROPORTIONS_POOLED, TRUE, 0, INFINITY },
    { SIM_PROPORTIONS_POOLED, FALSE, 0, INFINITY },
    { SIM_PROPORTIONS_UNPOOLED, TRUE, 0, INFINITY },
    { SIM_PROPORTIONS_UNPOOLED, FALSE, -0.1, INFINITY },
    { SIM_PROPORTIONS_UNPOOLED, FALSE, -0.3, 0.35 },
    { SIM_PROPORTIONS_RESTRICTED, TRUE, 0, INFINITY },
    { SIM_PROPORTIONS_RESTRICTED, FALSE, -0.1, INFINITY },
    { SIM_PROPORTIONS_RESTRICTED, FALSE, 0.1, INFINITY },
    { SIM_PROPORTIONS_RESTRICTED, FALSE, -0.4, 0.4 },
    { SIM_PROPORTIONS_FISHER, TRUE, 0, INFINITY },
    { SIM_PROPORTIONS_FISHER, FALSE, 0, INFINITY },
  };
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      compare (&tests[i], sizes[s][0], sizes[s][1]);
}

/* Only numbers of events are gone through that are not too unlikely: sums over all of them, by
   dbinom and dhyper of R 4.2.2, of the rates of a large trial. */
static void test_large (void)
{
  static const struct {
    SimProportionsKind kind;
    guint n_a, n_b;
    double p_b, power;
  } rows[] = {
    { SIM_PROPORTIONS_POOLED, 387, 387, 0.442, 0.1530701532 },
    { SIM_PROPORTIONS_POOLED, 387, 387, 0.274, 0.9999530057 },
    { SIM_PROPORTIONS_POOLED, 3381, 3381, 0.442, 0.7999266120 },
    { SIM_PROPORTIONS_POOLED, 3382, 3382, 0.442, 0.8001221868 },
    { SIM_PROPORTIONS_FISHER, 387, 387, 0.442, 0.1365488691 },
    { SIM_PROPORTIONS_FISHER, 3415, 3415, 0.442, 0.7998064243 },
    { SIM_PROPORTIONS_FISHER, 3416, 3415, 0.442, 0.8030122472 },
    { SIM_PROPORTIONS_FISHER, 3416, 3416, 0.442, 0.8000032105 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    SimProportionsTest test = { rows[i].kind, TRUE, 0, INFINITY };
    double power
        = sim_power_proportions (&test, 0.025, rows[i].n_a, 0.476, rows[i].n_b, rows[i].p_b);
    g_test_message ("%u + %u: %.10f, R %.10f", rows[i].n_a, rows[i].n_b, power, rows[i].power);
    g_assert_cmpfloat (fabs (power - rows[i].power), <, 2e-10);
  }
}

/* From margin to margin the bounds are those of every table by itself, for thousands of them. */
static void test_walk (void)
{
  static const guint sizes[][2] = { { 400, 400 }, { 400, 401 }, { 1000, 150 }, { 90, 700 } };
  for (guint i = 0; i < 2 * G_N_ELEMENTS (sizes); i++) {
    SimProportionsTest test = { SIM_PROPORTIONS_FISHER, i % 2 == 0, 0, INFINITY };
    compare (&test, sizes[i / 2][0], sizes[i / 2][1]);
  }
}

/* A part of the tables is judged as it is among all. */
static void test_part (void)
{
  static const SimProportionsKind kinds[]
      = { SIM_PROPORTIONS_POOLED, SIM_PROPORTIONS_RESTRICTED, SIM_PROPORTIONS_FISHER };
  guint n_a = 300, n_b = 220;
  SimEvents all_a = { 0, n_a }, all_b = { 0, n_b }, in_a = { 17, 290 }, in_b = { 3, 61 };
  guint8 *all = g_new (guint8, (n_a + 1) * (n_b + 1));
  guint8 *part = g_new (guint8, (in_a.high - in_a.low + 1) * (in_b.high - in_b.low + 1));

  for (guint i = 0; i < 2 * G_N_ELEMENTS (kinds); i++) {
    SimProportionsTest test = { kinds[i / 2], i % 2 == 0, 0, INFINITY };
    sim_proportions_passed (&test, LEVELS, levels, n_a, all_a, n_b, all_b, all);
    sim_proportions_passed (&test, LEVELS, levels, n_a, in_a, n_b, in_b, part);
    for (guint a = in_a.low; a <= in_a.high; a++)
      for (guint b = in_b.low; b <= in_b.high; b++)
        g_assert_cmpuint (all[a * (n_b + 1) + b], ==,
                          part[(a - in_a.low) * (in_b.high - in_b.low + 1) + b - in_b.low]);
  }
  g_free (all);
  g_free (part);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proportions/passed", test_passed);
  g_test_add_func ("/proportions/large", test_large);
  g_test_add_func ("/proportions/walk", test_walk);
  g_test_add_func ("/proportions/part", test_part);
  return g_test_run ();
}
