/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/effects-text.c: the sentence above the plot, the text alternative, the table.
 */
#include "plot/effects-text.h"

#include <math.h>
#include <string.h>

#include "samples.h"

static void
check_title (PlotEffectsData *data, const char *expected)
{
  g_autofree char *title = plot_effects_title (data);

  g_assert_cmpstr (title, ==, expected);
}

static void
test_title (void)
{
  g_autoptr (PlotEffectsData) data = sample_effects (100000);

  check_title (data, "When hand-ear acupuncture and standard acupuncture differ significantly, the "
                     "difference looks 2.2 times as large as it is");
  /* the mean that is drawn is not that of the sizes: some have the wrong sign */
  data->rows[2].mean_rejected = 1.1;
  check_title (data, "When hand-ear acupuncture and standard acupuncture differ significantly, the "
                     "difference looks 2.2 times as large as it is, in one direction or the other");
  data->rows[2].type_m = 1.01;
  data->selected = 2;
  check_title (data, "When hand-ear acupuncture and standard acupuncture differ significantly, the "
                     "estimate is about right");
  data->rows[2].type_m = NAN;
  check_title (data, "No trial so far tells hand-ear acupuncture from standard acupuncture");
  data->rows[2].truth = 0;
  data->rows[2].power = 0.049;
  check_title (data, "Hand-ear acupuncture is no better than standard acupuncture, yet 5 of 100 "
                     "such trials tell them apart");
}

/* The mean of all estimates is not the truth: that comes before what is true of some. */
static void
test_title_biased (void)
{
  g_autoptr (PlotEffectsData) data = sample_effects (100000);
  PlotEffectsRow *row = &data->rows[2];
  g_autofree char *text = NULL;

  data->selected = 2;
  row->mean = row->truth - 0.863;
  row->bias = -0.863;
  row->bias_mcse = 0.004;
  row->sd = 0.76;
  check_title (data,
               "Hand-ear acupuncture vs standard acupuncture. On average such trials estimate "
               "0.2 points, 0.9 less than the truth");
  text = plot_effects_describe (data);
  g_assert_nonnull (strstr (text, "; all of them show 0.237 points on average"));
  row->mean = row->truth + 0.863;
  row->bias = 0.863;
  check_title (data,
               "Hand-ear acupuncture vs standard acupuncture. On average such trials estimate "
               "2.0 points, 0.9 more than the truth");
  /* Of a method, which is not said twice, and of a claim. */
  plot_names_set (&row->names, "x", "Alpha vs beta, ANCOVA", NULL, "Alpha", "Beta");
  check_title (data,
               "Alpha vs beta, ANCOVA. On average such trials estimate 2.0 points, 0.9 more "
               "than the truth");
  plot_names_set (&row->names, "x", "Alpha vs beta: not worse by more than 1.5 points", NULL,
                  "Alpha", "Beta");
  row->names.claims = TRUE;
  check_title (data, "Alpha vs beta: not worse by more than 1.5 points. On average such trials "
                     "estimate 2.0 points, 0.9 more than the truth");
  plot_names_set (&row->names, "x", "Hand-ear acupuncture vs standard acupuncture", NULL,
                  "Hand-ear acupuncture", "Standard acupuncture");
  /* A trifle beside their spread, and what may be chance. */
  row->bias = 0.07;
  g_assert_false (plot_effects_biased (row));
  row->bias = 0.863;
  row->bias_mcse = 0.3;
  g_assert_false (plot_effects_biased (row));
  check_title (data, "When hand-ear acupuncture and standard acupuncture differ significantly, the "
                     "difference looks 2.2 times as large as it is");
}

static void
test_title_empty (void)
{
  g_autoptr (PlotEffectsData) data = plot_effects_data_alloc (2);

  check_title (data, "Where the estimates land");
}

static void
test_describe (void)
{
  static const char *const parts[]
      = { "100\u202f000 simulated trials of 152 patients",
          "Hand-ear acupuncture vs usual care: true difference 3.2 points",
          "significant in 89.7\u202f%", "the significant ones show 2.47 points on average",
          "in size 2.2 times the truth" };
  g_autoptr (PlotEffectsData) data = sample_effects (100000);
  g_autofree char *text = plot_effects_describe (data);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (text, parts[i]) == NULL)
      g_error ("“%s” is missing in “%s”", parts[i], text);
}

/* What a claim is tested against is told with it, and is what the title is about where no estimate
   is exaggerated. */
static void
test_margins (void)
{
  g_autoptr (PlotEffectsData) data = sample_effects (100000);
  PlotEffectsRow *row = &data->rows[1];
  g_autofree char *plain = plot_effects_describe (data);

  g_assert_null (strstr (plain, "margin"));
  plot_names_set (&row->names, "x", "Alpha vs beta: not worse by more than 1.5 points", NULL,
                  "Alpha", "Beta");
  row->names.claims = TRUE;
  row->margins[0] = -1.5;
  g_autofree char *text = plot_effects_describe (data);
  g_assert_nonnull (strstr (text, "of trials; margin \u22121.5 points"));
  check_title (data, "When hand-ear acupuncture and standard acupuncture differ significantly, the "
                     "difference looks 2.2 times as large as it is");
  data->rows[0].type_m = 1.01;
  data->rows[1].type_m = NAN;
  data->rows[2].type_m = 1.04;
  g_autofree char *title = plot_effects_title (data);
  g_assert_true (g_str_has_prefix (title, "Alpha vs beta: not worse by more than 1.5 points. "
                                          "Shown by "));
}

/* The amount of a ratio is named after its scale: it is no difference. */
static void
test_describe_scale (void)
{
  static const char *const parts[] = { "usual care: true log hazard ratio 0.405, significant",
                                       "the significant ones show log hazard ratio 2.47 on" };
  g_autoptr (PlotEffectsData) data = sample_effects (100000);
  g_autofree char *text = NULL;
  PlotNames *names = &data->rows[0].names;

  g_free (names->detail);
  names->detail = g_strdup ("true log hazard ratio 0.405");
  g_free (data->panels[0].unit);
  data->panels[0].unit = g_strdup ("log hazard ratio");
  data->panels[0].scale = TRUE;
  text = plot_effects_describe (data);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (text, parts[i]) == NULL)
      g_error ("“%s” is missing in “%s”", parts[i], text);
}

static void
test_axis_title (void)
{
  g_autoptr (PlotEffectsData) data = sample_effects (100);
  g_autofree char *full = plot_effects_axis_title (data);

  g_assert_cmpstr (full, ==,
                   "Estimated difference in Roland-Morris disability (points), right is "
                   "better");
  data->panels[0].unit[0] = '\0';
  data->panels[0].outcome[0] = '\0';
  g_free (full);
  full = plot_effects_axis_title (data);
  g_assert_cmpstr (full, ==, "Estimated difference, right is better");
}

/* A change within one arm has no rival that could be the better one. */
static void
test_sides (void)
{
  g_autoptr (PlotEffectsData) data = sample_effects (100);
  PlotEffectsRow *row = &data->rows[0];
  g_autofree char *left = plot_effects_left_says (row), *right = plot_effects_right_says (row);
  g_autofree char *worse = NULL, *better = NULL;

  g_assert_cmpstr (left, ==, "← usual care better");
  g_assert_cmpstr (right, ==, "hand-ear acupuncture better →");
  row->within = TRUE;
  plot_names_set (&row->names, "HE-change", "Hand-ear acupuncture: change from baseline",
                  "true difference 5 points", "Hand-ear acupuncture", "Hand-ear acupuncture");
  worse = plot_effects_left_says (row);
  better = plot_effects_right_says (row);
  g_assert_cmpstr (worse, ==, "← got worse");
  g_assert_cmpstr (better, ==, "got better →");
}

static void
test_sides_unnamed (void)
{
  g_autoptr (PlotEffectsData) data = plot_effects_data_alloc (1);

  g_assert_null (plot_effects_left_says (&data->rows[0]));
  g_assert_null (plot_effects_right_says (&data->rows[0]));
}

static void
test_ratio (void)
{
  static const struct {
    double ratio;
    const char *text;
  } cases[] = { { 1.058, "1.06" }, { 2.14, "2.1" }, { 12.3, "12" }, { NAN, "–" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = plot_effects_ratio (cases[i].ratio);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static void
test_table (void)
{
  g_autoptr (PlotEffectsData) data = sample_effects (100000);
  g_autofree char *text = plot_effects_table (data);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint64 trials[3] = { 0 };

  g_assert_cmpstr (lines[0], ==, "hypothesis\tfrom\tto\ttrials\tsignificant");
  for (guint i = 1; lines[i][0] != '\0'; i++) {
    g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

    g_assert_cmpuint (g_strv_length (cells), ==, 5);
    for (guint row = 0; row < 3; row++)
      if (strcmp (cells[0], data->rows[row].names.brief) == 0)
        trials[row] += g_ascii_strtoull (cells[3], NULL, 10);
  }
  for (guint row = 0; row < 3; row++)
    g_assert_cmpuint (trials[row], ==, data->rows[row].trials);
}

/* Each row in its own unit; the table says which. */
static void
test_outcomes (void)
{
  static const char *const parts[] = { "Roland-Morris disability: ", " points on average",
                                       "Pain intensity: ", " mm on average" };
  g_autoptr (PlotEffectsData) data = sample_effects_outcomes (3);
  g_autofree char *text = plot_effects_describe (data), *title = plot_effects_axis_title (data);
  g_autofree char *table = plot_effects_table (data), *name = plot_effects_panel_name (data, 1);
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);

  g_assert_cmpuint (data->n_panels, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (text, parts[i]) == NULL)
      g_error ("“%s” is missing in “%s”", parts[i], text);
  g_assert_null (strstr (title, "points"));
  g_assert_cmpstr (name, ==, "Pain intensity (mm)");
  g_assert_cmpstr (lines[0], ==, "hypothesis\tfrom\tto\ttrials\tsignificant\tunit");
  for (guint i = 1; lines[i][0] != '\0'; i++) {
    g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
    const char *unit = NULL;

    for (guint row = 0; row < 3; row++)
      if (strcmp (cells[0], data->rows[row].names.brief) == 0)
        unit = data->panels[data->rows[row].panel].unit;
    g_assert_cmpstr (cells[5], ==, unit);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/effects-text/title", test_title);
  g_test_add_func ("/effects-text/title-biased", test_title_biased);
  g_test_add_func ("/effects-text/title-empty", test_title_empty);
  g_test_add_func ("/effects-text/describe", test_describe);
  g_test_add_func ("/effects-text/describe-scale", test_describe_scale);
  g_test_add_func ("/effects-text/axis-title", test_axis_title);
  g_test_add_func ("/effects-text/sides", test_sides);
  g_test_add_func ("/effects-text/sides-unnamed", test_sides_unnamed);
  g_test_add_func ("/effects-text/margins", test_margins);
  g_test_add_func ("/effects-text/ratio", test_ratio);
  g_test_add_func ("/effects-text/table", test_table);
  g_test_add_func ("/effects-text/outcomes", test_outcomes);
  return g_test_run ();
}
