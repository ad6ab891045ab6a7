/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * stream.c - the stream law: draws against NumPy's PCG64DXSM, the normal quantile against
 * libRmath's, lanes against the plain form, keys and replicates apart, and the law of the variates.
 */
#include <math.h>
#include <string.h>

#include "base/draw-lanes.h"
#include "base/prob.h"
#include "run/kernels.h"

static char *data_file (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, name, NULL);
}

/* The rows were made by NumPy's PCG64DXSM (see pcg64dxsm.py beside the table). */
static void test_numpy (void)
{
  char *path = data_file ("pcg64dxsm.csv"), *text = NULL;
  GError *error = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  char **lines = g_strsplit (g_strchomp (text), "\n", -1);
  guint rows = 0;
  for (guint i = 1; lines[i]; i++, rows++) {
    char **cells = g_strsplit (lines[i], ",", -1);
    g_assert_cmpuint (g_strv_length (cells), ==, 7);
    SimStream stream = { .high = g_ascii_strtoull (cells[0], NULL, 16),
                         .low = g_ascii_strtoull (cells[1], NULL, 16) };
    for (guint draw = 0; draw < 100; draw++) {
      guint64 word = sim_stream_next (&stream);
      if (draw < 4 || draw == 99)
        g_assert_cmphex (word, ==, g_ascii_strtoull (cells[MIN (draw, 4) + 2], NULL, 16));
    }
    g_strfreev (cells);
  }
  g_assert_cmpuint (rows, ==, 10);
  g_strfreev (lines);
  g_free (text);
  g_free (path);
}

/* The bound of stream.h, over every octave of the tail probability, against libRmath. */
static void test_quantile_error (void)
{
  double largest = 0;
  SimStream random = { 1, 2 };
  for (int octave = 0; octave < 52; octave++)
    for (int i = 0; i < 4000; i++) {
      guint64 low = sim_stream_next (&random) & ((G_GUINT64_CONSTANT (1) << octave) - 1);
      guint64 j = (G_GUINT64_CONSTANT (1) << octave) | low;
      double p = ((double) j + 0.5) * 0x1p-53;
      double exact = sim_normal_quantile (p);
      largest = MAX (largest, fabs (sim_draw_normal (j << 11) - exact));
      largest = MAX (largest, fabs (sim_draw_normal (~(j << 11)) + exact));
    }
  g_test_message ("largest error of the normal quantile: %.3g", largest);
  g_assert_cmpfloat (largest, <, 1e-9);
  g_assert_cmpfloat (fabs (sim_draw_normal (0) + 8.29236107581386), <, 1e-9);
}

/* Non-decreasing in the draw, at every joint of the pieces and at random places. */
static void test_quantile_monotone (void)
{
  for (int octave = 6; octave < 52; octave++)
    for (guint64 cell = 64; cell < 128; cell++)
      for (int d = -4; d < 4; d++) {
        guint64 j = (cell << (octave - 6)) + (guint64) (gint64) d;
        g_assert_cmpfloat (sim_draw_normal (j << 11), <=, sim_draw_normal ((j + 1) << 11));
      }
  guint64 middle = G_GUINT64_CONSTANT (1) << 63;
  g_assert_cmpfloat (sim_draw_normal (middle - 1), <=, sim_draw_normal (middle));
  SimStream random = { 3, 4 };
  for (int i = 0; i < 100000; i++) {
    guint64 a = sim_stream_next (&random), b = sim_stream_next (&random);
    g_assert_true ((a < b) == (sim_draw_normal (a) < sim_draw_normal (b))
                   || a >> 11 == b >> 11);
    g_assert_cmpfloat (sim_draw_normal (a), ==, -sim_draw_normal (~a));
    g_assert_true ((a < b) == (sim_draw_uniform (a) < sim_draw_uniform (b)) || a >> 12 == b >> 12);
  }
}

static void test_lanes_equal (gconstpointer data)
{
  const SimKernels *kernels = sim_kernels ((SimIsa) GPOINTER_TO_INT (data));
  if (!kernels) {
    g_test_skip ("this machine lacks the instructions");
    return;
  }
  static double z[33 * SIM_LANES] SIM_LANE_ALIGNED, u[33 * SIM_LANES] SIM_LANE_ALIGNED;
  SimKey key = sim_key_new (20190704, "visit", "rmdq", "week-8", "usual");
  for (guint64 first = 0; first < 4000; first += SIM_LANES) {
    LaneStream stream;
    kernels->seed (&stream, key, first);
    kernels->normal (&stream, 33, z);
    kernels->uniform (&stream, 33, u);
    for (guint lane = 0; lane < SIM_LANES; lane++) {
      SimStream one = sim_stream_new (key, first + lane);
      for (guint i = 0; i < 33; i++) {
        double expected = sim_draw_normal (sim_stream_next (&one));
        g_assert_cmpmem (&expected, 8, &z[i * SIM_LANES + lane], 8);
      }
      for (guint i = 0; i < 33; i++) {
        double expected = sim_draw_uniform (sim_stream_next (&one));
        g_assert_cmpmem (&expected, 8, &u[i * SIM_LANES + lane], 8);
      }
    }
  }
}

/* The state whose next output is that word: with a low word of 0 the output is the high word,
 * scrambled by steps that each can be undone. */
static SimStream stream_before (guint64 word)
{
  guint64 inverse = SIM_PCG_MULTIPLIER; /* Newton: each step doubles the bits that are right */
  for (int i = 0; i < 5; i++)
    inverse *= 2 - SIM_PCG_MULTIPLIER * inverse;
  word ^= word >> 48;
  word *= inverse;
  return (SimStream){ .low = 0, .high = word ^ word >> 32 };
}

/* Every row of the table at its ends, in the middle and at a random place, on both sides. The
 * rows of the far tail come up in no run. */
static void test_lanes_rows (gconstpointer data)
{
  const SimKernels *kernels = sim_kernels ((SimIsa) GPOINTER_TO_INT (data));
  if (!kernels) {
    g_test_skip ("this machine lacks the instructions");
    return;
  }
  SimStream random = { 5, 6 };
  static double z[SIM_LANES] SIM_LANE_ALIGNED;
  for (int octave = 0; octave < 53; octave++)
    for (guint64 cell = 0; cell < 64; cell++) {
      /* j + 1/2 lies in this octave: 2^(octave - 1) (1 + cell / 64) and up */
      double start = ldexp (64 + (double) cell, octave - 7), width = ldexp (1, octave - 7);
      LaneStream stream;
      guint64 words[SIM_LANES];
      for (int lane = 0; lane < SIM_LANES; lane++) {
        double share = (double) (sim_stream_next (&random) >> 11) * 0x1p-53;
        double places[] = { 0, 0.5, 1 - 0x1p-40, share };
        guint64 j = (guint64) (start + places[lane / 2] * width);
        words[lane] = lane % 2 ? ~(j << 11) : j << 11 | (sim_stream_next (&random) >> 53);
        SimStream one = stream_before (words[lane]);
        stream.low[lane] = one.low;
        stream.high[lane] = one.high;
        g_assert_cmphex (sim_stream_next (&one), ==, words[lane]);
      }
      kernels->normal (&stream, 1, z);
      for (int lane = 0; lane < SIM_LANES; lane++) {
        double expected = sim_draw_normal (words[lane]);
        g_assert_cmpmem (&expected, 8, &z[lane], 8);
      }
    }
}

/* Every part of a key, and the border between two of them, makes another stream. */
static void test_keys (void)
{
  const SimKey keys[] = {
    sim_key_new (1, "visit", "ab", "c", "x"), sim_key_new (2, "visit", "ab", "c", "x"),
    sim_key_new (1, "baseline", "ab", "c", "x"), sim_key_new (1, "visit", "a", "bc", "x"),
    sim_key_new (1, "visit", "abc", NULL, "x"), sim_key_new (1, "visit", "abc", "", "x"),
    sim_key_new (1, "visit", "ab", "c", NULL), sim_key_new (1, "visit", "ab", "x", "c"),
  };
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    for (guint k = 0; k < i; k++) {
      g_assert_cmphex (keys[i].k0, !=, keys[k].k0);
      g_assert_cmphex (keys[i].k1, !=, keys[k].k1);
    }
  SimKey again = sim_key_new (1, "visit", "ab", "c", "x");
  g_assert_cmphex (again.k0, ==, keys[0].k0);
  g_assert_cmphex (again.k1, ==, keys[0].k1);
}

/* First draws of 2^20 successive replicates, and 2^20 draws of one stream: mean, variance, third
   and
 * fourth moment and the share beyond 1, 2, 3 and 4 SD within 4.5 standard errors (16 checks; for a
 * true normal all hold with probability 0.9999). Seeds chosen once. */
static void check_normal (const double *z, guint n)
{
  static const double beyond[] = { 1, 2, 3, 4 };
  double m1 = 0, m2 = 0, m3 = 0, m4 = 0;
  guint tail[4] = { 0 };
  for (guint i = 0; i < n; i++) {
    double x = z[i], x2 = x * x;
    m1 += x, m2 += x2, m3 += x2 * x, m4 += x2 * x2;
    for (guint k = 0; k < 4; k++)
      tail[k] += fabs (x) > beyond[k];
  }
  g_assert_cmpfloat (fabs (m1 / n), <, 4.5 * sqrt (1.0 / n));
  g_assert_cmpfloat (fabs (m2 / n - 1), <, 4.5 * sqrt (2.0 / n));
  g_assert_cmpfloat (fabs (m3 / n), <, 4.5 * sqrt (15.0 / n));
  g_assert_cmpfloat (fabs (m4 / n - 3), <, 4.5 * sqrt (96.0 / n));
  for (guint k = 0; k < 4; k++) {
    double p = 2 * sim_normal_upper (beyond[k]);
    g_assert_cmpfloat (fabs (tail[k] - n * p), <, 4.5 * sqrt (n * p * (1 - p)));
  }
}

static void test_law (void)
{
  enum { N = 1 << 20 };
  double *z = g_new (double, N);
  SimKey key = sim_key_new (7, "baseline", "rmdq", NULL, "usual");
  for (guint i = 0; i < N; i++) {
    SimStream stream = sim_stream_new (key, i);
    z[i] = sim_draw_normal (sim_stream_next (&stream));
  }
  check_normal (z, N);
  SimStream stream = sim_stream_new (key, 123);
  for (guint i = 0; i < N; i++)
    z[i] = sim_draw_normal (sim_stream_next (&stream));
  check_normal (z, N);
  double lag = 0;
  for (guint i = 1; i < N; i++)
    lag += z[i] * z[i - 1];
  g_assert_cmpfloat (fabs (lag / N), <, 4.5 / sqrt (N));
  g_free (z);
}

/* Fractiles of uniforms and of normals: chi-squared over 1,000 cells of equal probability, within
 * 4.5 SD of its mean 999. */
static void test_fractiles (void)
{
  enum { N = 1 << 20, CELLS = 1000 };
  guint uniform[CELLS] = { 0 }, normal[CELLS] = { 0 };
  SimKey key = sim_key_new (11, "dropout", NULL, NULL, "standard");
  for (guint i = 0; i < N; i++) {
    SimStream stream = sim_stream_new (key, i);
    uniform[(guint) (sim_draw_uniform (sim_stream_next (&stream)) * CELLS)]++;
    double z = sim_draw_normal (sim_stream_next (&stream));
    normal[MIN ((guint) (sim_normal_cdf (z) * CELLS), CELLS - 1)]++;
  }
  double expected = (double) N / CELLS, chi_uniform = 0, chi_normal = 0;
  for (guint i = 0; i < CELLS; i++) {
    chi_uniform += (uniform[i] - expected) * (uniform[i] - expected) / expected;
    chi_normal += (normal[i] - expected) * (normal[i] - expected) / expected;
  }
  g_assert_cmpfloat (fabs (chi_uniform - (CELLS - 1)), <, 4.5 * sqrt (2 * (CELLS - 1)));
  g_assert_cmpfloat (fabs (chi_normal - (CELLS - 1)), <, 4.5 * sqrt (2 * (CELLS - 1)));
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/stream/numpy", test_numpy);
  g_test_add_func ("/run/stream/quantile-error", test_quantile_error);
  g_test_add_func ("/run/stream/quantile-monotone", test_quantile_monotone);
  g_test_add_data_func ("/run/stream/lanes/scalar", GINT_TO_POINTER (SIM_ISA_SCALAR),
                        test_lanes_equal);
  g_test_add_data_func ("/run/stream/lanes/avx2", GINT_TO_POINTER (SIM_ISA_AVX2),
                        test_lanes_equal);
  g_test_add_data_func ("/run/stream/lanes/avx512", GINT_TO_POINTER (SIM_ISA_AVX512),
                        test_lanes_equal);
  g_test_add_data_func ("/run/stream/rows/scalar", GINT_TO_POINTER (SIM_ISA_SCALAR),
                        test_lanes_rows);
  g_test_add_data_func ("/run/stream/rows/avx2", GINT_TO_POINTER (SIM_ISA_AVX2), test_lanes_rows);
  g_test_add_data_func ("/run/stream/rows/avx512", GINT_TO_POINTER (SIM_ISA_AVX512),
                        test_lanes_rows);
  g_test_add_func ("/run/stream/keys", test_keys);
  g_test_add_func ("/run/stream/law", test_law);
  g_test_add_func ("/run/stream/fractiles", test_fractiles);
  return g_test_run ();
}
