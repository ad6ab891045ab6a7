/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * elementary.c - exp, log and the logistic function against the C library's in long double, their
 * ends, their order, and the bits of the vector versions against those of the scalar ones.
 *
 * Points are spread by a Weyl sequence (multiples of the golden ratio modulo 1).
 */
#include "elementary-lanes.h"

#include <glib.h>
#include <math.h>

enum { POINTS = 1000000 };

static double spread (int i, double low, double high)
{
  double u = (double) ((guint64) (i + 1) * 0x9e3779b97f4a7c15u >> 11) * 0x1p-53;
  return low + u * (high - low);
}

/* A double of random bits in the range of exponents: every size of number is met. */
static double any_size (int i, int least, int most)
{
  double u = spread (i, 1, 2);
  return ldexp (u, least + (int) ((guint) i * 2654435761u % (guint) (most - least + 1)));
}

static void note (double *largest, long double found, long double expected, long double scale)
{
  double error = (double) fabsl ((found - expected) / scale);
  g_assert_true (error == error);
  *largest = MAX (*largest, error);
}

static void test_exp (void)
{
  double wide = 0, near = 0, tiny = 0;
  for (int i = 0; i < POINTS; i++) {
    double x = spread (i, SIM_EXP_LEAST, SIM_EXP_MOST);
    note (&wide, sim_exp (x), expl (x), expl (x));
    x = spread (i, -2, 2);
    note (&near, sim_exp (x), expl (x), expl (x));
    x = any_size (i, -1000, 8) * (i % 2 ? 1 : -1);
    note (&tiny, sim_exp (x), expl (x), expl (x));
  }
  g_test_message ("exp: relative errors %.3g, near 0 %.3g, all sizes %.3g", wide, near, tiny);
  g_assert_cmpfloat (MAX (MAX (wide, near), tiny), <, 4e-16);
}

static void test_log (void)
{
  double wide = 0, near = 0, cuts = 0;
  for (int i = 0; i < POINTS; i++) {
    double x = any_size (i, -1022, 1023);
    note (&wide, sim_log (x), logl (x), fabsl (logl (x)));
    x = 1 + any_size (i, -52, -2) * (i % 2 ? 1 : -1);
    if (x != 1)
      note (&near, sim_log (x), logl (x), fabsl (logl (x)));
    x = ldexp (spread (i, 0.7070, 0.7072), i % 64 - 32); /* where the exponent changes */
    note (&cuts, sim_log (x), logl (x), fabsl (logl (x)));
  }
  g_test_message ("log: relative errors %.3g, near 1 %.3g, at roots of 1/2 %.3g", wide, near, cuts);
  g_assert_cmpfloat (MAX (MAX (wide, near), cuts), <, 4e-16);
}

static void test_expit (void)
{
  double absolute = 0, relative = 0;
  for (int i = 0; i < POINTS; i++) {
    double x = i % 2 ? spread (i, -40, 40) : spread (i, -700, 700);
    long double expected = 1 / (1 + expl (-(long double) x));
    note (&absolute, sim_expit (x), expected, 1);
    note (&relative, sim_expit (x), expected, expected);
  }
  g_test_message ("expit: absolute error %.3g, relative %.3g", absolute, relative);
  g_assert_cmpfloat (absolute, <, 3e-16);
  g_assert_cmpfloat (relative, <, 6e-16);
}

/* Exact values, and what the header promises of the ends. */
static void test_ends (void)
{
  const double big = sim_exp (SIM_EXP_MOST), small = sim_exp (SIM_EXP_LEAST);
  g_assert_true (sim_exp (0.0) == 1 && sim_exp (-0.0) == 1 && sim_exp (DBL_MIN) == 1);
  g_assert_true (sim_exp (710) == big && sim_exp (1e300) == big && sim_exp (INFINITY) == big);
  g_assert_true (isfinite (big) && big > 8e307 && small >= DBL_MIN && small < 4e-308);
  g_assert_true (sim_exp (nextafter (SIM_EXP_LEAST, -1e9)) == 0 && sim_exp (-INFINITY) == 0);
  g_assert_true (sim_log (1.0) == 0);
  g_assert_true (sim_log (0.0) == sim_log (DBL_MIN) && sim_log (-0.0) == sim_log (DBL_MIN));
  g_assert_true (sim_log (4e-320) == sim_log (DBL_MIN));
  g_assert_cmpfloat (fabs (sim_log (DBL_MIN) - log (DBL_MIN)), <, 2e-13);
  g_assert_cmpfloat (fabs (sim_log (INFINITY) - 1024 * log (2)), <, 2e-13);
  g_assert_true (isnan (sim_log (-1)) && isnan (sim_log (-DBL_MIN)) && isnan (sim_log (-INFINITY)));
  g_assert_true (isnan (sim_exp (NAN)) && isnan (sim_log (NAN)) && isnan (sim_expit (NAN)));
  g_assert_true (sim_expit (0.0) == 0.5 && sim_expit (-0.0) == 0.5);
  g_assert_true (sim_expit (40) == 1 && sim_expit (INFINITY) == 1);
  g_assert_true (sim_expit (-709) == 0 && sim_expit (-INFINITY) == 0);
  g_assert_cmpfloat (fabs (sim_expit (SIM_EXP_LEAST) / small - 1), <, 1e-15);
}

/* From number to number and in larger steps: nothing falls. */
static void rises (double (*f) (double), double from, int steps)
{
  double x = from, y = f (x);
  for (int i = 0; i < steps; i++) {
    double further = i % 2 ? nextafter (x, INFINITY) : x + fabs (x) * 1e-6 + 1e-9, z = f (further);
    g_assert_cmpfloat (z, >=, y);
    x = further, y = z;
  }
}

static void test_order (void)
{
  static const double from[]
      = { -709.00001, -708.01, -37.5, -1.04, -0.35, -1e-3, 0, 0.34, 1.03, 36.7, 300, 708.99 };
  for (guint i = 0; i < G_N_ELEMENTS (from); i++) {
    rises (sim_exp, from[i], 200000);
    rises (sim_expit, from[i], 200000);
  }
  static const double above[] = { 0, 1e-310, 1e-300, 0.35, 0.7071, 0.999, 1, 1.41, 2.82, 1e300 };
  for (guint i = 0; i < G_N_ELEMENTS (above); i++)
    rises (sim_log, above[i], 200000);
}

static void same_bits (const char *isa, const char *name, double (*f) (double), const double *x,
                       const double *found, int n)
{
  for (int i = 0; i < n; i++) {
    double expected = f (x[i]);
    gboolean same = sim_bits_of (found[i]) == sim_bits_of (expected);
    if (!same && !(isnan (found[i]) && isnan (expected))) { /* NaNs may differ in sign */
      g_test_message ("%s %s (%a): %a, scalar %a", isa, name, x[i], found[i], expected);
      g_test_fail ();
      return;
    }
  }
}

static void test_lanes (gconstpointer data)
{
  enum { N = 200000 };
  const char *isa = data;
  ElementaryLanes lanes = elementary_lanes_scalar;
#if defined __x86_64__
  if (g_str_equal (isa, "avx2"))
    lanes = __builtin_cpu_supports ("avx2") ? elementary_lanes_avx2 : NULL;
  if (g_str_equal (isa, "avx512"))
    lanes = __builtin_cpu_supports ("avx512dq") && __builtin_cpu_supports ("avx512vl")
                ? elementary_lanes_avx512
                : NULL;
#endif
  if (lanes == NULL) {
    g_test_skip ("this machine has no such instructions");
    return;
  }
  static double x[N] SIM_LANE_ALIGNED, exps[N] SIM_LANE_ALIGNED;
  static double logs[N] SIM_LANE_ALIGNED, expits[N] SIM_LANE_ALIGNED;
  static const double special[]
      = { 0.0,     -0.0,     INFINITY, -INFINITY, NAN, 4e-320, -4e-320, DBL_MIN, -DBL_MIN,
          DBL_MAX, -DBL_MAX, 1,        -1,        709, 709.5,  -708,    -708.5 };
  for (int i = 0; i < N; i++)
    x[i] = i % 3 == 0   ? any_size (i, -1022, 1023)
           : i % 3 == 1 ? spread (i, -720, 720)
                        : spread (i, -2, 2);
  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    x[7 * i + 1] = special[i];
  lanes (x, N, exps, logs, expits);
  same_bits (isa, "exp", sim_exp, x, exps, N);
  same_bits (isa, "log", sim_log, x, logs, N);
  same_bits (isa, "expit", sim_expit, x, expits, N);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/elementary/exp", test_exp);
  g_test_add_func ("/base/elementary/log", test_log);
  g_test_add_func ("/base/elementary/expit", test_expit);
  g_test_add_func ("/base/elementary/ends", test_ends);
  g_test_add_func ("/base/elementary/order", test_order);
  g_test_add_data_func ("/base/elementary/lanes/scalar", "scalar", test_lanes);
#if defined __x86_64__
  g_test_add_data_func ("/base/elementary/lanes/avx2", "avx2", test_lanes);
  g_test_add_data_func ("/base/elementary/lanes/avx512", "avx512", test_lanes);
#endif
  return g_test_run ();
}
