/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/axis.c: ticks are round, within range, no more than asked; labels are exact.
 */
#include "plot/axis.h"

#include <float.h>
#include <math.h>

static void
check_ticks (double low, double high, guint max, gboolean whole)
{
  PlotTicks ticks;
  double lead;

  plot_ticks (&ticks, low, high, max, whole);
  g_assert_cmpuint (ticks.n, <=, max);
  lead = ticks.step / pow (10, floor (log10 (ticks.step) + 1e-9));
  g_assert_true (fabs (lead - 1) < 1e-6 || fabs (lead - 2) < 1e-6 || fabs (lead - 2.5) < 1e-6
                 || fabs (lead - 5) < 1e-6);
  if (whole)
    g_assert_cmpfloat_with_epsilon (ticks.step, round (ticks.step), 1e-9);
  for (guint i = 0; i < ticks.n; i++) {
    double slack = 1e-9 * (fabs (ticks.at[i]) + ticks.step);

    g_assert_cmpfloat (ticks.at[i], >=, low - slack);
    g_assert_cmpfloat (ticks.at[i], <=, high + slack);
    g_assert_cmpfloat (fabs (remainder (ticks.at[i], ticks.step)), <=, 1e-6 * ticks.step);
    if (i > 0)
      g_assert_cmpfloat_with_epsilon (ticks.at[i] - ticks.at[i - 1], ticks.step,
                                      1e-9 * ticks.step + slack);
  }
}

static void
test_ranges (void)
{
  static const double lows[] = { -1e6, -37.2, -1, 0, 0.001, 2, 60, 99999 };
  static const double spans[] = { 1e-5, 0.03, 0.9, 1, 7, 240, 3000, 1e7 };

  for (guint i = 0; i < G_N_ELEMENTS (lows); i++)
    for (guint k = 0; k < G_N_ELEMENTS (spans); k++)
      for (guint max = 1; max < 14; max++) {
        if (spans[k] < 1e-8 * fabs (lows[i]))
          continue;
        check_ticks (lows[i], lows[i] + spans[k], max, FALSE);
        check_ticks (lows[i], lows[i] + spans[k], max, TRUE);
      }
}

static void
test_known (void)
{
  PlotTicks ticks;

  plot_ticks (&ticks, 0, 1, 6, FALSE);
  g_assert_cmpuint (ticks.n, ==, 6);
  g_assert_cmpfloat_with_epsilon (ticks.step, 0.2, 1e-12);
  plot_ticks (&ticks, 60, 300, 12, TRUE);
  g_assert_cmpfloat (ticks.step, ==, 25);
  plot_ticks (&ticks, 60, 300, 5, TRUE);
  g_assert_cmpfloat (ticks.step, ==, 50);
  g_assert_cmpfloat (ticks.at[0], ==, 100);
  /* A step of 2.5 patients makes no sense. */
  plot_ticks (&ticks, 0, 12, 6, TRUE);
  g_assert_cmpfloat (ticks.step, ==, 5);
  /* Zero is never negative. */
  plot_ticks (&ticks, -1, 1, 5, FALSE);
  for (guint i = 0; i < ticks.n; i++)
    g_assert_false (ticks.at[i] == 0 && signbit (ticks.at[i]));
}

static void
test_hostile (void)
{
  static const double odd[] = { NAN, INFINITY, -INFINITY, DBL_MAX, -DBL_MAX, 0, 5e-324 };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    for (guint k = 0; k < G_N_ELEMENTS (odd); k++) {
      PlotTicks ticks;

      plot_ticks (&ticks, odd[i], odd[k], 1000, i % 2 == 0);
      g_assert_cmpuint (ticks.n, <, PLOT_MAX_TICKS);
    }
}

static void
check_label (double value, double step, const char *expected)
{
  g_autofree char *label = plot_tick_label (value, step);

  g_assert_cmpstr (label, ==, expected);
}

static void
test_labels (void)
{
  check_label (150, 25, "150");
  check_label (0.5, 0.5, "0.5");
  check_label (1, 0.5, "1.0");
  check_label (-2.5, 2.5, "\u22122.5");
  check_label (-0.0, 1, "0");
  check_label (-1e-12, 0.1, "0.0");
  check_label (0.25, 0.05, "0.25");
  check_label (NAN, 1, "–");
  check_label (1e20, 1e19, "1e+20");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axis/ranges", test_ranges);
  g_test_add_func ("/axis/known", test_known);
  g_test_add_func ("/axis/hostile", test_hostile);
  g_test_add_func ("/axis/labels", test_labels);
  return g_test_run ();
}
