/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/words.c: numbers inside sentences.
 */
#include "plot/words.h"

#include <math.h>

static void
check (char *found, const char *expected)
{
  g_assert_cmpstr (found, ==, expected);
  g_free (found);
}

static void
test_of_hundred (void)
{
  check (plot_words_of_hundred (0.5612, 0.001), "56 of 100");
  check (plot_words_of_hundred (0, 0), "none of 100");
  check (plot_words_of_hundred (NAN, NAN), "none of 100");
  check (plot_words_of_hundred (0.001, 0.0001), "fewer than 1 of 100");
  check (plot_words_of_hundred (0.0051, 0.0001), "1 of 100");
  check (plot_words_of_hundred (0.994, 0.001), "99 of 100");
  check (plot_words_of_hundred (0.9947, 0.0001), "99 of 100");
  check (plot_words_of_hundred (0.9947, 0.001), "more than 99 of 100");
  check (plot_words_of_hundred (0.9999, 0.001), "more than 99 of 100");
  check (plot_words_of_hundred (1, 0), "100 of 100");
}

/* A whole number is that of the figure beside it, a half upwards, never that of the proportion. */
static void
test_agree (void)
{
  static const struct {
    double proportion, mcse;
    const char *percent, *of_hundred;
  } shown[] = { { 0.8947, 0.001, "89.5\u202f%", "90 of 100" },
                { 0.8947, 0.01, "89\u202f%", "89 of 100" },
                { 0.8947, 0.0001, "89.47\u202f%", "89 of 100" },
                { 0.885, 0, "88.5\u202f%", "89 of 100" },
                { 0.8946, 0, "89.46\u202f%", "89 of 100" },
                { 0.9987, 0.001, "99.9\u202f%", "more than 99 of 100" },
                { 0.0046, 0.001, "0.5\u202f%", "1 of 100" },
                { 0.0041, 0.001, "0.4\u202f%", "fewer than 1 of 100" },
                { 0.8853, 0.001, "88.5\u202f%", "89 of 100" } };

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++) {
    check (plot_words_percent (shown[i].proportion, shown[i].mcse), shown[i].percent);
    check (plot_words_of_hundred (shown[i].proportion, shown[i].mcse), shown[i].of_hundred);
  }
  check (plot_words_hundred (64.497), "64 of 100"); /* shown nowhere else */
}

static void
test_percent (void)
{
  check (plot_words_percent (0.8963, 0.001), "89.6\u202f%");
  check (plot_words_percent (0.9, 0), "90\u202f%");
  check (plot_words_percent (0.925, 0), "92.5\u202f%");
  check (plot_words_percent (NAN, 0.1), "–");
  check (plot_words_exact (0.894123), "89.41\u202f%");
  check (plot_words_range (0.8941, 0.8979, 0.001), "89.4 – 89.8\u202f%");
  check (plot_words_points (0.001), "±0.2");
  check (plot_words_points (0.0002), "±0.04");
  check (plot_words_points (0), "±0.0");
  check (plot_words_points (0.00001), "±0.002");
  /* 3.8415 / (100000 + 3.8415), by Wilson's interval of none of 100,000 */
  check (plot_words_bound (0, 0, 3.8413e-5), "at most 0.004\u202f%");
  check (plot_words_bound (1, 1 - 3.8413e-5, 1), "at least 99.996\u202f%");
  check (plot_words_bound (0, 0, 0.037), "at most 4\u202f%");
  check (plot_words_error (0.001), "±0.2 (95 %)");
  check (plot_words_error (NAN), "");
  check (plot_words_points (NAN), "");
  check (plot_words_range (NAN, 0.9, 0.001), "");
}

static void
test_counts (void)
{
  check (plot_words_patients (152), "152 patients");
  check (plot_words_patients (12345), "12\u202f345 patients");
  check (plot_words_count (NAN), "–");
  check (plot_words_count (-3), "0");
  check (plot_words_count (1e300), "9\u202f000\u202f000\u202f000\u202f000\u202f000\u202f000");
  g_assert_cmpfloat (plot_words_whole_total (154.2), ==, 155);
  g_assert_cmpfloat (plot_words_whole_total (154), ==, 154);
  g_assert_cmpfloat (plot_words_whole_total (154.0000000001), ==, 154);
}

static void
test_cells (void)
{
  check (plot_words_cell (0.25), "0.25");
  check (plot_words_cell (NAN), "");
  check (plot_words_cell (-INFINITY), "");
}

static void
test_trials (void)
{
  check (plot_words_interval (2.3912, 0.6661, 4.1103, 0.871), "2.39 (0.67 to 4.11)");
  check (plot_words_interval (-23.91, -41.2, -6.6, 8.71), "\u221223.9 (\u221241.2 to \u22126.6)");
  check (plot_words_interval (239.1, 66, 411.4, 87.1), "239 (66 to 411)");
  check (plot_words_interval (0.0123, -0.0041, NAN, 0.0087), "0.0123 (\u22120.0041 to –)");
  check (plot_words_fixed (-0.004, 2), "0.00");
  check (plot_words_fixed (1e12, 2), "1e+12");
  check (plot_words_figure (-3.2012, 0.003), "\u22123.20");
  check (plot_words_figure (3.2012, 0.003), "3.20");
  check (plot_words_figure (NAN, 0.003), "–");
  check (plot_words_p (0.04951), "p = 0.050");
  check (plot_words_p (0.4951), "p = 0.50");
  check (plot_words_p (0.00051), "p = 0.0005");
  check (plot_words_p (1e-9), "p < 0.0001");
  check (plot_words_p (NAN), "");
  check (plot_words_p_cell (1e-9), "<0.0001");
  check (plot_words_p_cell (NAN), "–");
  g_assert_cmpint (plot_words_decimals (0), ==, 2);
  g_assert_cmpint (plot_words_decimals (1e-30), ==, 6);
  g_assert_cmpint (plot_words_decimals (1e30), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/of-hundred", test_of_hundred);
  g_test_add_func ("/words/agree", test_agree);
  g_test_add_func ("/words/percent", test_percent);
  g_test_add_func ("/words/counts", test_counts);
  g_test_add_func ("/words/cells", test_cells);
  g_test_add_func ("/words/trials", test_trials);
  return g_test_run ();
}
