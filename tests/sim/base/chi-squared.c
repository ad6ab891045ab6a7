/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * chi-squared.c - jumps of streams against single draws; chi-squared draws against their
 * distribution function, and how many draws of the stream they take.
 */
#include "base/chi-squared.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>

#include "base/prob.h"

static void test_jump (void)
{
  static const guint64 lengths[] = { 0, 1, 2, 3, 12, 1000, 50129, 1200011 };
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++) {
    SimStream one = sim_stream_new (sim_key_new (1, "visit", "a", "b", "c"), 9), all = one;
    SimJump jump = sim_jump_new (lengths[i]);
    for (guint64 k = 0; k < lengths[i]; k++)
      sim_stream_next (&one);
    sim_stream_jump (&all, &jump);
    g_assert_true (one.low == all.low && one.high == all.high);
  }
}

static int by_value (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return x < y ? -1 : x > y;
}

/* Kolmogorov and Smirnov; their statistic is above 1.95 once in a thousand times. */
static void test_distribution (void)
{
  enum { N = 40000 };
  static const int df[] = { 1, 2, 3, 4, 7, 31, 32, 33, 34, 64, 65, 120, 147, 1001 };
  double *x = g_new (double, N);
  for (guint i = 0; i < G_N_ELEMENTS (df); i++) {
    SimStream stream = sim_stream_new (sim_key_new (2, "visit", "a", "b", "c"), i), after = stream;
    double largest = 0;
    for (int k = 0; k < N; k++) {
      x[k] = sim_draw_chi_squared (&stream, df[i]);
      g_assert_cmpfloat (x[k], >, 0);
    }
    SimJump jump = sim_jump_new ((guint64) N * (guint64) ((df[i] + 1) / 2));
    sim_stream_jump (&after, &jump);
    g_assert_true (after.low == stream.low && after.high == stream.high);
    qsort (x, N, sizeof *x, by_value);
    for (int k = 0; k < N; k++) {
      double f = sim_chisq_cdf (x[k], df[i]);
      largest = MAX (largest, MAX (fabs (f - k / (double) N), fabs (f - (k + 1) / (double) N)));
    }
    g_test_message ("df %d: %.3f", df[i], largest * sqrt (N));
    g_assert_cmpfloat (largest * sqrt (N), <, 1.95);
  }
  g_free (x);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/stream/jump", test_jump);
  g_test_add_func ("/base/chi-squared/distribution", test_distribution);
  return g_test_run ();
}
