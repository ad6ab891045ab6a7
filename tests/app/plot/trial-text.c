/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of one trial in words: title, subtitle, text alternative, readouts and table.
 */
#include "plot/trial-drawing.h"
#include "plot/trial-text.h"

#include <math.h>
#include <string.h>

#include "samples.h"

static void
check (char *found, const char *expected)
{
  g_assert_cmpstr (found, ==, expected);
  g_free (found);
}

static void
test_title (void)
{
  g_autoptr (PlotTrialData) data = sample_trial (PLOT_TRIAL_SCORES, 3, 3, 50);
  SimTrialResult *result = &data->finding.result;

  check (plot_trial_title (data),
         "Trial 4711 finds hand-ear acupuncture better than usual care, by 4.71 points");
  result->rejected = FALSE;
  result->estimate = 0.4;
  check (plot_trial_title (data), "Trial 4711 cannot tell hand-ear acupuncture from usual care, "
                                  "though it looks better by 0.40 points");
  result->estimate = -0.4;
  result->marks = SIM_TRIAL_FITTED;
  check (plot_trial_title (data), "Trial 4711 cannot tell hand-ear acupuncture from usual care, "
                                  "though it looks worse by 0.40 points");
  result->rejected = TRUE;
  result->estimate = -2.1;
  result->marks = SIM_TRIAL_FITTED | SIM_TRIAL_REJECTED | SIM_TRIAL_WRONG_SIGN;
  check (plot_trial_title (data), "Trial 4711 finds hand-ear acupuncture worse than usual care, by "
                                  "2.10 points: the wrong sign");
  result->fitted = FALSE;
  result->marks = 0;
  check (plot_trial_title (data),
         "Trial 4711 has no estimate of Hand-ear acupuncture vs usual care");
}

static void
test_subtitle (void)
{
  g_autoptr (PlotTrialData) data = sample_trial (PLOT_TRIAL_SCORES, 3, 3, 50);

  check (plot_trial_subtitle (data, FALSE),
         "4.71 (95\u202f% CI 2.98 to 6.44), p = 0.0002  ·  the interval holds the truth, 3.2  ·  "
         "ring = left the trial");
  data->finding.result.marks &= ~(guint)SIM_TRIAL_COVERS;
  data->groups = TRUE;
  check (plot_trial_subtitle (data, FALSE),
         "4.71 (95\u202f% CI 2.98 to 6.44), p = 0.0002  ·  the interval misses the truth, 3.2  ·  "
         "ring = left the trial, column = practitioner, bar = the mean there");
  data->groups = FALSE;
  data->finding.result.p_value = 0.034;
  data->finding.tested = 0.05 / 3;
  check (plot_trial_subtitle (data, FALSE),
         "4.71 (95\u202f% CI 2.98 to 6.44), p = 0.034, tested at 0.017  ·  the interval misses "
         "the truth, 3.2  ·  ring = left the trial");
  /* An estimate that is not the difference of the means on show says why. */
  g_free (data->finding.way);
  data->finding.way = g_strdup ("adjusted for baseline");
  check (plot_trial_subtitle (data, FALSE),
         "4.71 (95\u202f% CI 2.98 to 6.44) adjusted for baseline, p = 0.034, tested at 0.017  ·  "
         "the interval misses the truth, 3.2  ·  ring = left the trial");
  data->finding.way[0] = '\0';
  /* Two that read the same have the digits that tell them apart. */
  data->finding.result.p_value = 0.0169;
  check (plot_trial_subtitle (data, FALSE),
         "4.71 (95\u202f% CI 2.98 to 6.44), p = 0.0169, tested at 0.0167  ·  the interval misses "
         "the truth, 3.2  ·  ring = left the trial");
  data->finding.result.p_value = 0.0998;
  data->finding.tested = 0.1;
  check (plot_trial_subtitle (data, FALSE),
         "4.71 (95\u202f% CI 2.98 to 6.44), p = 0.0998, tested at 0.1  ·  the interval misses "
         "the truth, 3.2  ·  ring = left the trial");
  data->finding.result.p_value = 0.034;
  data->finding.tested = 0;
  check (plot_trial_subtitle (data, FALSE),
         "4.71 (95\u202f% CI 2.98 to 6.44), p = 0.034, not tested  ·  the interval misses the "
         "truth, 3.2  ·  ring = left the trial");
}

static void
test_describe (void)
{
  g_autoptr (PlotTrialData) scores = sample_trial (PLOT_TRIAL_SCORES, 2, 2, 22);
  g_autoptr (PlotTrialData) bars = sample_trial (PLOT_TRIAL_CATEGORIES, 1, 2, 20);
  g_autoptr (PlotTrialData) times = sample_trial (PLOT_TRIAL_TIMES, 1, 0, 20);
  g_autofree char *words = NULL;

  check (plot_trial_describe (scores),
         "The patients of simulated trial 4711: Roland-Morris disability (points), lower is "
         "better. Hand-ear acupuncture: n = 20 of 22, mean 9.0 (SD 4.9) at Week 4. Means of "
         "practitioners: 1: 8.0, 2: 9.0, 3: 10.0. Standard acupuncture: n = 20 of 22, mean 10.0 "
         "(SD 4.9) at Week 4. Means of practitioners: 1: 8.0, 2: 9.0, 3: 10.0. Hand-ear "
         "acupuncture vs usual care: 4.71 (95\u202f% CI 2.98 to 6.44), p = 0.0002; the interval "
         "holds the truth, 3.2.");
  words = plot_trial_describe (bars);
  g_assert_nonnull (strstr (words, "n = 18 of 20 at Week 4: none "));
  g_free (words);
  words = plot_trial_describe (times);
  g_assert_nonnull (strstr (words, "earlier is better. Hand-ear acupuncture: 12 events in 20."));
}

/* Shades of an arm's practitioners differ, neighbours and others, on both backgrounds: of three as
   much as two arms may, and up to six. */
static void
test_shades (void)
{
  static const double least[] = { 0, 0, 2, 1.4, 1.25, 1.15, 1.1 };

  for (PlotTheme theme = PLOT_THEME_LIGHT; theme < PLOT_N_THEMES; theme++) {
    PlotStyle style;

    plot_style_init (&style, theme, PLOT_PRESET_SCREEN, 1);
    for (guint arm = 0; arm < 6; arm++)
      for (guint n = 2; n <= 6; n++)
        for (guint a = 0; a < n; a++)
          for (guint b = a + 1; b < n; b++) {
            double contrast = plot_colour_contrast (plot_trial_shade (&style, arm, a, n),
                                                    plot_trial_shade (&style, arm, b, n));

            g_assert_cmpfloat (contrast, >, least[n]);
          }
    /* The seventh has the mark of the first, and another shade. */
    for (guint n = 7; n <= 12; n++)
      g_assert_cmpfloat (plot_colour_contrast (plot_trial_shade (&style, 0, 0, n),
                                               plot_trial_shade (&style, 0, 6, n)),
                         >, least[6]);
  }
}

/* The patients of a practitioner stand in one column, those of others beside it. */
static void
test_columns (void)
{
  g_autoptr (PlotTrialData) data = sample_trial (PLOT_TRIAL_SCORES, 3, 2, 50);

  for (guint a = 0; a < 2; a++)
    for (guint i = 0; i < data->arms[a].n_patients; i++)
      for (guint p = 0; p < 2; p++) {
        double x = plot_trial_patient_x (data, a, i, p);
        int group = data->arms[a].patients[i].group;

        g_assert_cmpfloat (x, >, plot_trial_group_x (data, a, group, p));
        g_assert_cmpfloat (x, <, plot_trial_group_x (data, a, group + 1.0, p));
      }
}

/* Pointing at a patient's place finds that patient, and stepping goes through all. */
static void
test_read (void)
{
  PlotFigure *figure = plot_trial_figure_new (sample_trial (PLOT_TRIAL_SCORES, 3, 3, 50));
  guint n;
  PlotStyle style;
  g_autoptr (PlotReadout) first = NULL;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  first = plot_figure_read_index (figure, 0, &style);
  n = first->n_points;
  g_assert_cmpuint (n, ==, 3 * 3 * 50);
  g_assert_cmpuint (plot_figure_stride (figure), ==, 3);
  for (guint i = 0; i < n; i++) {
    g_autoptr (PlotReadout) one = plot_figure_read_index (figure, (int)i, &style);
    g_autoptr (PlotReadout) same = NULL;

    g_assert_cmpuint (one->n_readings, ==, 3);
    if (!isfinite (one->y))
      continue;
    same = plot_figure_read (figure, one->x, one->y, &style);
    g_assert_cmpuint (same->index, ==, i);
    g_assert_cmpstr (same->title, ==, one->title);
  }
  {
    g_autoptr (PlotReadout) left = plot_figure_read_index (figure, 4 * 3 + 2, &style);

    g_assert_cmpstr (left->title, ==, "Patient 5 of Hand-ear acupuncture");
    g_assert_cmpstr (left->readings[2].value, ==, "had left");
  }
  plot_figure_unref (figure);
}

static void
test_read_others (void)
{
  PlotFigure *bars = plot_trial_figure_new (sample_trial (PLOT_TRIAL_CATEGORIES, 2, 2, 40));
  PlotFigure *times = plot_trial_figure_new (sample_trial (PLOT_TRIAL_TIMES, 2, 0, 40));
  PlotStyle style;
  g_autoptr (PlotReadout) bar = NULL, start = NULL, end = NULL;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  bar = plot_figure_read (bars, 1.7, 0.3, &style);
  g_assert_cmpstr (bar->title, ==, "Standard acupuncture, Week 4");
  g_assert_cmpuint (bar->n_readings, ==, 5);
  g_assert_cmpstr (bar->readings[0].name, ==, "severe");
  g_assert_cmpstr (bar->readings[4].value, ==, "4");
  start = plot_figure_read (times, -3, NAN, &style);
  g_assert_cmpstr (start->title, ==, "Week 0");
  g_assert_cmpfloat (start->readings[0].y, ==, 1);
  end = plot_figure_read (times, 1e9, NAN, &style);
  g_assert_cmpstr (end->readings[0].note, ==, "0 at risk");
  g_assert_cmpfloat (end->readings[0].y, <, 0.5);
  plot_figure_unref (bars);
  plot_figure_unref (times);
}

static void
test_table (void)
{
  g_autoptr (PlotTrialData) scores = sample_trial (PLOT_TRIAL_SCORES, 2, 2, 22);
  g_autoptr (PlotTrialData) times = sample_trial (PLOT_TRIAL_TIMES, 1, 0, 8);
  g_autofree char *table = plot_trial_table (scores), *steps = plot_trial_table (times);
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 2 * 2 * 22 + 1);
  g_assert_true (g_str_has_prefix (lines[1], "Hand-ear acupuncture\t1\tBaseline\t"));
  /* One who left has an empty cell. */
  g_assert_cmpstr (lines[1 + 2 * 4 + 1], ==, "Hand-ear acupuncture\t5\tWeek 4\t");
  g_assert_true (g_str_has_prefix (steps, "arm\ttime\twithout event\tat risk\n"
                                          "Hand-ear acupuncture\t0\t1\t8\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  plot_init (NULL);
  g_test_add_func ("/trial-text/title", test_title);
  g_test_add_func ("/trial-text/subtitle", test_subtitle);
  g_test_add_func ("/trial-text/describe", test_describe);
  g_test_add_func ("/trial-text/shades", test_shades);
  g_test_add_func ("/trial-text/columns", test_columns);
  g_test_add_func ("/trial-text/read", test_read);
  g_test_add_func ("/trial-text/read-others", test_read_others);
  g_test_add_func ("/trial-text/table", test_table);
  return g_test_run ();
}
