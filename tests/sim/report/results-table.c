/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results-table.c - tests of the table for people: what it says, and that it fits.
 */
#include "handmade.h"

#include <math.h>
#include <string.h>

#include "report/grid.h"

static char *
table_of (Handmade *handmade, int columns, gboolean colour)
{
  SimReportInfo info = handmade_info ();

  info.colour = colour;
  return sim_report_view_table (&handmade->view, &info, columns);
}

/* The line that starts with the given words, its spaces made single. */
static char *
line_of (const char *text, const char *start)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], start)) {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      GString *line = g_string_new (NULL);
      for (guint w = 0; words[w] != NULL; w++)
        if (*words[w] != '\0')
          g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[w]);
      return g_string_free (line, FALSE);
    }
  g_error ("no line starts with '%s' in:\n%s", start, text);
}

static void
expect_line (const char *text, const char *start, const char *wanted)
{
  g_autofree char *line = line_of (text, start);

  g_assert_cmpstr (line, ==, wanted);
}

/* Of the own size, which here is the second. */
static void
test_times (void)
{
  Handmade *handmade = handmade_new (TRUE);
  handmade_add_times (handmade);
  handmade->results.own_size = 1;
  g_autofree char *text = table_of (handmade, 0, FALSE);

  expect_line (text, "Events on average",
               "Events on average: 88.50 (SD 5.25): hand-ear 29.50, standard 30.50, usual 31.50");
  expect_line (text, "The trial takes",
               "The trial takes 45.25 weeks on average (SD 1.50) and has the 90 events that end "
               "it in 75.0 % of the trials");
  handmade_free (handmade);
}

static void
test_text (void)
{
  Handmade *handmade = handmade_new (TRUE);
  g_autofree char *text = table_of (handmade, 0, FALSE);

  expect_line (text, "152 patients",
               "152 patients: hand-ear 54, standard 50, usual 48; analysed on average: 136.8");
  expect_line (text, "100",
               "100\xe2\x80\xaf"
               "000 trials, seed 20190704; largest Monte Carlo standard error of "
               "power: 0.16 points");
  expect_line (text, "HE-UC         53.0",
               "HE-UC 53.0 % 0.16 52.7\xe2\x80\x93"
               "53.3 % 53.0 % -0.1 43.0 % 3.2 3.20 0.00 0.90 "
               "0.91 95.0 % 3.490 0.01 % 1.050");
  expect_line (text, "HE-ST         53.2",
               "HE-ST 53.2 % 0.16 52.9\xe2\x80\x93"
               "53.5 % \xe2\x80\x93 \xe2\x80\x93 43.2 % 1.2 1.20 0.00 0.90 "
               "0.91 95.0 % 3.492 \xe2\x80\x93 \xe2\x80\x93");
  expect_line (text, "At least one",
               "At least one 93.0 % 0.09 92.8\xe2\x80\x93"
               "93.2 % 91.2 % 19.7");
  expect_line (text, "Type I error",
               "Type I error 2.8 % 0.05 2.7\xe2\x80\x93"
               "2.9 % 2.8 % -0.2");
  expect_line (text, "90 ", "90 51.0 % 51.1 % 51.2 % 91.0 % 9.0 %");
  expect_line (text, "Patients needed",
               "Patients needed for a power of 90.0 %, in whole patients an arm");
  expect_line (text, "HE-UC          156",
               "HE-UC 156 hand-ear 56, standard 51, usual 49 curve 156 (155 to 158)");
  expect_line (text, "ST-UC            \xe2\x80\x93  ",
               "ST-UC \xe2\x80\x93 \xe2\x80\x93 \xe2\x80\x93 \xe2\x80\x93 (289 or more)");
  expect_line (
      text, "curve:",
      "curve: from between the numbers of patients above; trefoil-sim size simulates the very "
      "numbers, and knows them more closely");
  expect_line (text, "\xe2\x80\x93:",
               "\xe2\x80\x93: the power does not pass the target within the numbers of patients "
               "above, or there is nothing to find");
  expect_line (text, "Contrast       Power",
               "Contrast Power MCSE 95 % MC CI Exact z Benefit True effect Estimate Bias Emp. SE "
               "Model SE Coverage CI width Wrong sign Exaggeration");
  expect_line (text, "Hypotheses rejected",
               "Hypotheses rejected in the mean: 1.78 of 3; 2 or more: 84.0 %");
  expect_line (text, "Best arm",
               "Best arm by the estimates: hand-ear 70.0 %, standard 45.0 %, usual 20.0 %");
  expect_line (text, "Not analysed",
               "Not analysed: hand-ear 10.0 %, standard 11.0 %, usual 12.0 %");
  g_assert_nonnull (strstr (text, "the trials that have one. ST-UC: 8.\n"));
  expect_line (text, "0.42",
               "0.42 s on 2 threads, 238\xe2\x80\xaf"
               "095 trials a second");
  g_assert_null (strstr (text, "\033"));
  g_assert_null (strstr (text, "Not complete"));
  handmade_free (handmade);
}

/* A column has one number of decimals, and the dash is explained only where there is one. */
static void
test_columns (void)
{
  Handmade *handmade = handmade_new (FALSE);
  SimSizeResult *own = &handmade->results.sizes[handmade->results.own_size];

  own->hypotheses[0].power.mcse = own->hypotheses[1].estimate.mcse = 0.02;
  own->hypotheses[2].true_effect = 1.25;
  for (guint h = 0; h < 3; h++) {
    handmade->results.reach[h] = (SimReach){ 154.2, 152.9, 156 };
    own->hypotheses[h].null_true = FALSE;
  }
  g_autofree char *text = table_of (handmade, 0, FALSE);
  expect_line (text, "HE-ST          53 %",
               "HE-ST 53 % 0.16 53\xe2\x80\x93"
               "54 % \xe2\x80\x93 43.2 % 1.25 1.20 0.00 0.90 0.91 95.0 % 3.492 \xe2\x80\x93 "
               "\xe2\x80\x93");
  expect_line (text, "ST-UC          53 %",
               "ST-UC 53 % 0.16 52.8\xe2\x80\x93"
               "53.4 % \xe2\x80\x93 43.1 % 2.20 2.20 0.00 0.90 0.91 95.0 % 3.491 0.01 % 1.050");
  expect_line (text, "90 ", "90 51 % 51.1 % 51.2 % 91.0 % 9.0 %");
  g_assert_null (strstr (text, "\n\xe2\x80\x93:"));
  handmade_free (handmade);
}

/* A run that was stopped says so. */
static void
test_stopped (void)
{
  Handmade *handmade = handmade_new (FALSE);
  SimReportInfo info = handmade_info ();

  info.complete = FALSE;
  g_autofree char *text = sim_report_view_table (&handmade->view, &info, 80);
  g_assert_nonnull (strstr (text, "\nNot complete: "));
  handmade_free (handmade);
}

/* Every width is kept to, and nothing is lost in the narrow ones. */
static void
test_fits (void)
{
  Handmade *handmade = handmade_new (TRUE);

  for (int columns = 1; columns < 220; columns++) {
    g_autofree char *text = table_of (handmade, columns, FALSE);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
      g_assert_cmpint (sim_text_width (lines[i]), <=, MAX (columns, 40));
      g_assert_false (g_str_has_suffix (lines[i], " "));
    }
    g_assert_nonnull (strstr (text, "Exaggeration"));
    g_assert_nonnull (strstr (text, "1.050"));
  }
  handmade_free (handmade);
}

static void
test_colour (void)
{
  Handmade *handmade = handmade_new (TRUE);
  g_autofree char *plain = table_of (handmade, 80, FALSE);
  g_autofree char *colour = table_of (handmade, 80, TRUE);
  g_auto (GStrv) on = g_strsplit (colour, "\033[1m", -1);
  g_autofree char *half = g_strjoinv ("", on);
  g_auto (GStrv) off = g_strsplit (half, "\033[0m", -1);
  g_autofree char *stripped = g_strjoinv ("", off);

  g_assert_cmpuint (g_strv_length (on), >, 3);
  g_assert_cmpuint (g_strv_length (on), ==, g_strv_length (off));
  g_assert_cmpstr (stripped, ==, plain);
  handmade_free (handmade);
}

/* A title cannot drive the terminal, nor break the line that it stands on. */
static void
test_hostile_title (void)
{
  Handmade *handmade
      = handmade_new_of ("{\"trefoil\": 1, \"title\": \"a\\u001b[2Jb\\u0007\\nc\\u202e\"}", FALSE);
  g_autofree char *text = table_of (handmade, 80, FALSE);

  g_assert_true (g_str_has_prefix (text, "a [2Jb c\n"));
  g_assert_null (strchr (text, '\033'));
  handmade_free (handmade);
}

/* Without a trial every figure is a dash. */
static void
test_no_trials (void)
{
  Handmade *handmade = handmade_new (FALSE);
  const SimFigure none = { NAN, NAN, NAN, NAN };

  handmade->results.replicates = 0;
  handmade->results.largest_mcse = NAN;
  handmade->results.sizes[handmade->results.own_size].any = none;
  handmade->results.sizes[handmade->results.own_size].analysed = NAN;
  g_autofree char *text = table_of (handmade, 0, FALSE);
  expect_line (text, "At least one",
               "At least one \xe2\x80\x93 \xe2\x80\x93 \xe2\x80\x93 \xe2\x80\x93");
  expect_line (text, "0 trials",
               "0 trials, seed 20190704; largest Monte Carlo standard error of power: \xe2\x80\x93 "
               "points");
  handmade_free (handmade);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/results-table/text", test_text);
  g_test_add_func ("/report/results-table/times", test_times);
  g_test_add_func ("/report/results-table/columns", test_columns);
  g_test_add_func ("/report/results-table/stopped", test_stopped);
  g_test_add_func ("/report/results-table/fits", test_fits);
  g_test_add_func ("/report/results-table/colour", test_colour);
  g_test_add_func ("/report/results-table/hostile-title", test_hostile_title);
  g_test_add_func ("/report/results-table/no-trials", test_no_trials);
  return g_test_run ();
}
