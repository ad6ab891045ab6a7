/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/power-text.c: the sentence above the plot, the text alternative, the table.
 */
#include "plot/power-text.h"

#include <math.h>
#include <string.h>

#include "samples.h"

static void
test_title (void)
{
  g_autoptr (PlotPowerData) data = sample_power (100000);
  g_autofree char *undecided = plot_power_title (data);
  g_autofree char *chosen = NULL, *none = NULL;

  g_assert_cmpstr (undecided, ==,
                   "At 152 patients, 56 of 100 such trials would show standard acupuncture better "
                   "than usual care");
  data->selected = 0;
  chosen = plot_power_title (data);
  g_assert_cmpstr (chosen, ==,
                   "At 152 patients, 90 of 100 such trials would show hand-ear acupuncture better "
                   "than usual care");
  data->own = 1000;
  none = plot_power_title (data);
  g_assert_cmpstr (none, ==, "Power by sample size");
}

/* "Better" counts rejections in favour of A alone. */
static void
test_title_benefit (void)
{
  g_autoptr (PlotPowerData) data = sample_power (100000);
  g_autofree char *title = NULL;

  data->selected = 2;
  data->series[2].points[data->own].benefit = 0.111;
  title = plot_power_title (data);
  g_assert_nonnull (strstr (title, "11 of 100"));
}

/* Where the same arms are compared by several methods, the title says which it is about. */
static void
test_title_method (void)
{
  g_autoptr (PlotPowerData) data = sample_power (100000);
  g_autofree char *title = NULL;

  data->selected = 1;
  plot_names_set (&data->series[1].names, "x", "Standard acupuncture vs usual care, ANCOVA", NULL,
                  "Standard acupuncture", "Usual care");
  title = plot_power_title (data);
  g_assert_true (g_str_has_suffix (title, "better than usual care (ANCOVA)"));
}

/* What is more than superiority is said in full. */
static void
test_title_claim (void)
{
  g_autoptr (PlotPowerData) data = sample_power (100000);
  g_autofree char *title = NULL, *wrong = NULL;

  data->selected = 1;
  plot_names_set (&data->series[1].names, "x", "Alpha vs beta: not worse by more than 2 points",
                  NULL, "Alpha", "Beta");
  g_assert_cmpstr (data->series[1].names.remark, ==, "not worse by more than 2 points");
  data->series[1].names.claims = TRUE;
  title = plot_power_title (data);
  g_assert_cmpstr (title, ==,
                   "At 152 patients, 56 of 100 such trials would show “Alpha vs beta: not worse by "
                   "more than 2 points”");
  data->series[1].null_true = TRUE;
  wrong = plot_power_title (data);
  g_assert_nonnull (strstr (wrong, "would wrongly show “Alpha vs beta"));
}

/* Of a small trial: what it finds for the worse arm is of its power as well. */
static void
test_title_opposite (void)
{
  g_autoptr (PlotPowerData) data = sample_power (100000);
  PlotPowerPoint *own = &data->series[1].points[data->own];
  g_autofree char *both = NULL, *one = NULL;

  data->selected = 1;
  own->value = 0.054;
  own->benefit = 0.041;
  both = plot_power_title (data);
  g_assert_cmpstr (both, ==,
                   "At 152 patients, 4 of 100 such trials would show standard acupuncture better "
                   "than usual care, and 1 of 100 worse");
  own->benefit = 0.0535;
  one = plot_power_title (data);
  g_assert_cmpstr (one, ==,
                   "At 152 patients, 5 of 100 such trials would show standard acupuncture better "
                   "than usual care");
}

static void
test_title_null (void)
{
  g_autoptr (PlotPowerData) data = sample_power (100000);
  g_autofree char *title = NULL;

  for (guint i = 0; i < 3; i++) {
    data->series[i].null_true = TRUE;
    data->series[i].points[data->own].value = 0.05;
  }
  title = plot_power_title (data);
  g_assert_cmpstr (title, ==,
                   "At 152 patients, 5 of 100 such trials would wrongly tell hand-ear acupuncture "
                   "from usual care");
}

static void
assert_mentions (const char *text, const char *const *parts)
{
  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (text, parts[i]) == NULL)
      g_error ("“%s” is missing in “%s”", parts[i], text);
}

static void
test_describe (void)
{
  static const char *const parts[] = { "100\u202f000 simulated trials",
                                       "152 patients",
                                       "Hand-ear acupuncture vs usual care: 89.7\u202f%",
                                       "56.1\u202f%",
                                       "true difference 1.1 points",
                                       "At least one: ",
                                       "reaches 90\u202f% with about 154 patients, read off the "
                                       "curve",
                                       "does not cross 90\u202f% between 30 and 300 patients",
                                       NULL };
  g_autoptr (PlotPowerData) data = sample_power (100000);
  g_autofree char *text = plot_power_describe (data), *exactly = NULL;

  assert_mentions (text, parts);
  data->series[0].reach_is_exact = TRUE;
  exactly = plot_power_describe (data);
  g_assert_nonnull (strstr (exactly, "reaches 90\u202f% with 154 patients. "));
}

static void
test_subtitle (void)
{
  g_autoptr (PlotPowerData) data = sample_power (2000);
  g_autofree char *fresh = plot_power_subtitle (data, FALSE);
  g_autofree char *stale = plot_power_subtitle (data, TRUE);

  g_assert_nonnull (strstr (fresh, "2000 simulated trials"));
  g_assert_nonnull (strstr (fresh, "exact"));
  g_assert_nonnull (strstr (stale, "last valid"));
  for (guint i = 0; i < data->n_series; i++)
    data->series[i].n_exact = 0;
  g_free (fresh);
  fresh = plot_power_subtitle (data, FALSE);
  g_assert_null (strstr (fresh, "exact"));
  g_assert_null (strstr (fresh, "practitioner"));
  data->pools_unequal = TRUE;
  g_free (fresh);
  fresh = plot_power_subtitle (data, FALSE);
  g_assert_nonnull (strstr (fresh, "SDs differ"));
}

/* A remark about the tests stands below what explains the figure, and names the groups that are
   there. */
static void
test_remark (void)
{
  static const char *const remarks[] = {
    [SIM_GROUPS_NONE] = "",
    [SIM_GROUPS_PRACTITIONERS] = "\nThe tests take patients of one practitioner as independent",
    [SIM_GROUPS_CENTRES] = "\nThe tests take patients of one centre as independent",
    [SIM_GROUPS_PRACTITIONERS | SIM_GROUPS_CENTRES]
    = "\nThe tests take patients of one practitioner or centre as independent",
  };
  g_autoptr (PlotPowerData) data = sample_power (2000);
  g_autofree char *plain = plot_power_subtitle (data, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (remarks); i++) {
    g_autofree char *subtitle = NULL, *wanted = g_strconcat (plain, remarks[i], NULL);

    data->ignored = i;
    subtitle = plot_power_subtitle (data, FALSE);
    g_assert_cmpstr (subtitle, ==, wanted);
  }
}

static void
test_table (void)
{
  g_autoptr (PlotPowerData) data = sample_power (100000);
  g_autofree char *text = plot_power_table (data);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpstr (lines[0], ==, "patients\tcurve\tpower\tmcse\tlow\thigh\texact");
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 5 * 10 + 1);
  for (guint i = 1; lines[i][0] != '\0'; i++) {
    g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

    g_assert_cmpuint (g_strv_length (cells), ==, 7);
    g_assert_cmpfloat (g_ascii_strtod (cells[0], NULL), >=, 30);
  }
  g_assert_true (g_str_has_prefix (lines[1], "30\tHE-UC\t0."));
}

/* What was drawn by hand is told, tabulated and read off; a gap in it is none of these. */
static void
test_drawn (void)
{
  const double totals[] = { 60, 152, 300 }, values[] = { 0.05, NAN, 0.5 };
  PlotPowerData *data = sample_power (100000);
  g_autofree char *words = NULL, *table = NULL;
  g_autoptr (PlotFigure) figure = NULL;
  PlotReadout *at, *gap;
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  plot_power_data_set_drawn (data, totals, values, G_N_ELEMENTS (totals));
  words = plot_power_describe (data);
  table = plot_power_table (data);
  g_assert_nonnull (strstr (words, "Your curve, by number of patients: 60: 5\u202f%, 300: 50"));
  g_assert_nonnull (strstr (table, "\n60\tdrawn\t0.05\t"));
  figure = plot_power_figure_new (data);
  at = plot_figure_read (figure, 60, NAN, &style);
  gap = plot_figure_read (figure, 152, NAN, &style);
  g_assert_cmpstr (at->readings[at->n_readings - 1].name, ==, "Your curve");
  g_assert_cmpfloat (at->readings[at->n_readings - 1].y, ==, 0.05);
  g_assert_cmpuint (gap->n_readings, ==, at->n_readings - 1);
  plot_readout_free (at);
  plot_readout_free (gap);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/power-text/title", test_title);
  g_test_add_func ("/power-text/title-benefit", test_title_benefit);
  g_test_add_func ("/power-text/title-method", test_title_method);
  g_test_add_func ("/power-text/title-claim", test_title_claim);
  g_test_add_func ("/power-text/title-opposite", test_title_opposite);
  g_test_add_func ("/power-text/title-null", test_title_null);
  g_test_add_func ("/power-text/describe", test_describe);
  g_test_add_func ("/power-text/subtitle", test_subtitle);
  g_test_add_func ("/power-text/remark", test_remark);
  g_test_add_func ("/power-text/table", test_table);
  g_test_add_func ("/power-text/drawn", test_drawn);
  return g_test_run ();
}
