/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/p-value-*.c and convergence-*.c: sentences, text alternatives, tables,
 * readings, and how shares below edges become bars.
 */
#include <math.h>
#include <string.h>

#include "plot/convergence-text.h"
#include "plot/p-value-text.h"

#include "samples.h"

static void
expect (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_title (void)
{
  PlotPValueData *data = sample_p_values (2.1, 0.05, TRUE);
  g_autofree char *subtitle = NULL;

  /* Phi (2.1 - 1.96) + Phi (-2.1 - 1.96) = 0.556 */
  expect (plot_p_value_title (data),
          "Hand-ear acupuncture vs usual care: p is below 0.05 in 56 of 100 such trials; if they "
          "did not differ, in 5 of 100");
  /* Where a line is too short its end is left off: not what p-values are not. */
  subtitle = plot_p_value_subtitle (data, FALSE);
  g_assert_nonnull (strstr (strstr (subtitle, "not adjusted"), "strong colour"));
  data->alpha = 0.025;
  data->below_alpha.value = 0.4;
  expect (plot_p_value_title (data),
          "Hand-ear acupuncture vs usual care: p is below 0.025 in 40 of 100 such trials; if they "
          "did not differ, in 2.5 of 100");
  data->null_true = TRUE;
  expect (plot_p_value_title (data),
          "Hand-ear acupuncture and usual care do not differ, yet p is below 0.025 in 40 of 100 "
          "such trials");
  data->below_alpha.value = NAN;
  expect (plot_p_value_title (data), "Where the p-values land");
  plot_p_value_data_free (data);
}

static void
test_bars (void)
{
  PlotPValueData *data = sample_p_values (2.1, 0.05, TRUE);
  double sum = 0, exact = 0;

  for (guint b = 0; b < SIM_P_CLASSES; b++) {
    sum += data->bars[b].value;
    exact += data->bars[b].exact;
  }
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (exact, 1, 1e-12);
  g_assert_cmpfloat (data->bars[0].value, ==, data->below[SIM_P_FINE].value);
  g_assert_cmpfloat_with_epsilon (data->bars[9].exact,
                                  data->below[13].exact - data->below[12].exact, 1e-15);
  g_assert_cmpfloat (sim_p_edges[13], ==, 0.5);
  data->without = 0.1; /* who has no p-value is in no bar */
  plot_p_value_data_fill (data);
  sum = 0;
  for (guint b = 0; b < SIM_P_CLASSES; b++)
    sum += data->bars[b].value;
  g_assert_cmpfloat (sum, <=, 1);
  g_assert_true (isnan (data->bars[SIM_P_CLASSES - 1].exact));
  plot_p_value_data_free (data);
}

static void
test_describe (void)
{
  g_autoptr (PlotPValueData) data = sample_p_values (2.1, 0.05, TRUE);
  g_autofree char *text = plot_p_value_describe (data);
  static const char *const parts[]
      = { "Hand-ear acupuncture vs usual care", "152 patients", "p is below 0.05 in 55.",
          "(exactly 55.", "by chance alone it would be in 5\u202f%", "p is below 0.001 in",
          "p is below 0.01 in", "p is below 0.5 in" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (text, parts[i]) == NULL)
      g_error ("“%s” lacks “%s”", text, parts[i]);
  data->without = 0.02;
  g_free (text);
  text = plot_p_value_describe (data);
  g_assert_nonnull (strstr (text, "2\u202f% of the trials have no p-value"));
}

static void
test_read (void)
{
  g_autoptr (PlotFigure) figure = plot_p_value_figure_new (sample_p_values (2.1, 0.05, TRUE));
  g_autoptr (PlotReadout) first = NULL, middle = NULL;
  g_autofree char *data = plot_figure_data (figure);
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  first = plot_figure_read (figure, 0.01, NAN, &style);
  middle = plot_figure_read (figure, 0.52, NAN, &style);
  g_assert_cmpuint (first->n_points, ==, SIM_P_CLASSES);
  g_assert_cmpstr (first->title, ==, "p below 0.05");
  g_assert_cmpuint (first->n_readings, ==, 2 + SIM_P_FINE);
  g_assert_cmpstr (middle->title, ==, "p from 0.5 to 0.55");
  g_assert_cmpuint (middle->index, ==, 10);
  g_assert_cmpuint (middle->n_readings, ==, 2);
  g_assert_true (g_str_has_prefix (
      data, "hypothesis\tp below\ttrials\tmcse\texact\nHE-UC\t0.001\t"));
}

static void
test_convergence (void)
{
  PlotConvergenceData *data = sample_convergence (20);
  PlotConvergencePoint *last = &g_array_index (data->points, PlotConvergencePoint, 19);
  g_autofree char *table = plot_convergence_table (data);
  g_autofree char *text = NULL;

  last->value = 0.55;
  expect (plot_convergence_title (data),
          "After 100\u202f000 trials power is known: 55.0\u202f%, ±0.3 points (95 %)");
  g_assert_cmpfloat_with_epsilon (plot_convergence_z (data),
                                  0.002 / sqrt (0.548 * 0.452 / 100000), 1e-9);
  text = plot_convergence_describe (data);
  g_assert_nonnull (strstr (text, "Exactly it is 54.80\u202f%, 1.3 standard errors away."));
  g_assert_true (
      g_str_has_prefix (table, "hypothesis\ttrials\tpower\tmcse\tlow\thigh\texact\n"));
  data->null_true = TRUE;
  expect (plot_convergence_title (data),
          "After 100\u202f000 trials the type I error is known: 55.0\u202f%, ±0.3 points (95 %)");
  last->value = 0.58;
  expect (plot_convergence_title (data),
          "After 100\u202f000 trials 58.0\u202f%, but exactly 54.80\u202f%: further apart than "
          "chance goes");
  g_array_set_size (data->points, 0);
  expect (plot_convergence_title (data), "How well the figures are known");
  plot_convergence_data_free (data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  plot_init (NULL);
  g_test_add_func ("/p-value-text/title", test_title);
  g_test_add_func ("/p-value-text/bars", test_bars);
  g_test_add_func ("/p-value-text/describe", test_describe);
  g_test_add_func ("/p-value-text/read", test_read);
  g_test_add_func ("/p-value-text/convergence", test_convergence);
  return g_test_run ();
}
