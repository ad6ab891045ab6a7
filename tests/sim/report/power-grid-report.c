/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-grid-report.c - the reports of a grid, from figures made up by hand.
 */
#include <math.h>
#include <string.h>

#include "../run/fixture.h"

static SimPowerGrid *grid_of (SimScenario *scenario, const char *first, const char *second)
{
  SimVary *axes[2] = { sim_vary_parse (first, NULL), NULL };
  if (second != NULL)
    axes[1] = sim_vary_parse (second, NULL);
  SimPowerGrid *grid = sim_power_grid_new (scenario, (const SimVary *const *) axes,
                                           second != NULL ? 2 : 1, NULL);
  g_assert_nonnull (grid);
  sim_vary_free (axes[0]);
  sim_vary_free (axes[1]);
  return grid;
}

/* Power 0.40 + index / 100 of the first goal, 0.05 more of each further, of 10 000 trials. */
static void fill (SimPowerGrid *grid, guint cell)
{
  SimPowerCell *into = &grid->cells[cell];
  into->done = TRUE;
  into->replicates = 10000;
  into->total = 152;
  into->analysed = 150.25;
  for (guint g = 0; g < grid->n_goals; g++)
    into->power[g] = sim_figure_proportion (4000 + 100 * cell + 500 * g, 10000);
  for (guint h = 0; h < 3; h++)
    into->true_effect[h] = 1.5 + h;
  grid->n_done++;
}

static SimPowerGrid *example (SimScenario *scenario)
{
  SimPowerGrid *grid = grid_of (scenario, "/outcomes/rmdq/sd=4,5", "/dropout/proportion+=0,0.1,2");
  for (guint i = 0; i < 5; i++)
    fill (grid, i);
  grid->cells[2].problem = g_strdup ("/dropout/proportion: outside, \"far\"");
  for (guint g = 0; g < grid->n_goals; g++)
    grid->cells[2].power[g] = (SimFigure){ NAN, NAN, NAN, NAN };
  grid->cells[0].exact[0] = 0.41234567;
  return grid;
}

static void test_csv (void)
{
  SimScenario *scenario = fixture_scenario ("/x-none=1");
  SimPowerGrid *grid = example (scenario);
  char *text = sim_report_power_grid_csv (grid);
  char **lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 5 * 5 + 1);
  g_assert_cmpstr (lines[0], ==,
                   "/outcomes/rmdq/sd,/dropout/proportion+,kind,id,power,power-mcse,power-low,"
                   "power-high,exact,true-effect,total,analysed,replicates,problem,counts");
  g_assert_true (g_str_has_prefix (lines[1], "4,0,hypothesis,HE-UC,0.4,0.00489"));
  g_assert_true (g_str_has_suffix (lines[1], ",0.412346,1.5,152,150.25,10000,,power"));
  g_assert_true (g_str_has_prefix (lines[4], "4,0,trial,any,0.55,"));
  g_assert_true (g_str_has_suffix (lines[4], ",,,152,150.25,10000,,power"));
  g_assert_true (g_str_has_prefix (lines[11], "4,2,hypothesis,HE-UC,,,,,,"));
  g_assert_true (g_str_has_suffix (lines[11], ",\"/dropout/proportion: outside, \"\"far\"\"\","));
  g_assert_true (g_str_has_prefix (lines[16], "5,0,hypothesis,HE-UC,0.43,"));
  g_strfreev (lines);
  g_free (text);
  sim_power_grid_free (grid);
  sim_scenario_unref (scenario);
}

static double at (const SimValue *root, const char *pointer)
{
  return sim_value_number (sim_value_resolve (root, pointer));
}

static void test_json (void)
{
  SimScenario *scenario = fixture_scenario ("/x-none=1");
  SimPowerGrid *grid = example (scenario);
  SimReportInfo info = { .program = "p", .seconds = 2, .threads = 3 };
  char *text = sim_report_power_grid_json (grid, &info);
  GPtrArray *problems = sim_problems_new ();
  SimValue *root = sim_json_parse (text, strlen (text), NULL, problems);
  char *again = sim_json_write (root);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpfloat (at (root, "/trefoil-grid"), ==, 1);
  g_assert_false (sim_value_bool (sim_value_get (root, "complete")));
  g_assert_cmpuint (sim_value_length (sim_value_get (root, "cells")), ==, 5);
  g_assert_cmpstr (sim_value_text (sim_value_resolve (root, "/vary/1/how")), ==, "shift");
  g_assert_cmpfloat (at (root, "/vary/1/values/2"), ==, 2);
  g_assert_cmpfloat (at (root, "/cells/4/values/0"), ==, 5);
  g_assert_cmpfloat (at (root, "/cells/4/values/1"), ==, 0.1);
  g_assert_cmpfloat (at (root, "/cells/4/hypotheses/HE-ST/power/value"), ==, 0.54);
  g_assert_cmpfloat (at (root, "/cells/4/hypotheses/HE-ST/true-effect"), ==, 3.5);
  g_assert_cmpfloat (at (root, "/cells/4/trial/all/value"), ==, 0.64);
  g_assert_cmpfloat (at (root, "/cells/0/hypotheses/HE-UC/power/exact"), ==, 0.412346);
  g_assert_nonnull (sim_value_text (sim_value_resolve (root, "/cells/2/problem")));
  g_assert_null (sim_value_resolve (root, "/cells/2/hypotheses"));
  g_assert_cmpfloat (at (root, "/timing/threads"), ==, 3);
  g_free (again);
  g_free (text);
  sim_value_unref (root);
  g_ptr_array_unref (problems);
  sim_power_grid_free (grid);
  sim_scenario_unref (scenario);
}

static void expect (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_message ("%s\nlacks: %s", text, part);
  g_assert_nonnull (strstr (text, part));
}

/* mcse 0.5 points: whole percents are what it earns. */
static void test_picture (void)
{
  SimScenario *scenario = fixture_scenario ("/title=A title");
  SimPowerGrid *grid = example (scenario);
  SimReportInfo info = { .complete = FALSE };
  char *text = sim_report_power_grid_table (grid, "ST-UC", &info, 100);
  expect (text, "A title\nPower of ST-UC (Standard acupuncture vs usual care); down: "
                "/outcomes/rmdq/sd; across:\n/dropout/proportion+\n\n");
  expect (text, "\n      0   0.1  2\n");
  expect (text, "\n4  45 %  46 %  \xe2\x80\x93\n");
  expect (text, "\n5  48 %  49 %\n");
  expect (text, "\n4, 2 is not possible: /dropout/proportion: outside, \"far\"\n");
  expect (text, "\n6 scenarios, 10\u202f000 trials each on the same random numbers");
  expect (text, "\nNot complete: 5 of 6 are done.\n");
  g_free (text);
  info.complete = TRUE;
  info.colour = TRUE;
  text = sim_report_power_grid_table (grid, "ST-UC", &info, 100);
  expect (text, "\033[1mA title\033[0m\n");
  g_assert_null (strstr (text, "Not complete"));
  g_assert_null (strstr (text, "--goal"));
  g_free (text);
  sim_power_grid_free (grid);
  sim_scenario_unref (scenario);
}

/* Which goal is shown where none is asked for: mean powers are 42, 47 and 52 % here, but where a
 * null hypothesis is true there is no power. What is no power has a mark, the rest room for it. */
static void test_goal (void)
{
  SimScenario *scenario = fixture_scenario ("/run/target-power=0.5");
  SimPowerGrid *grid = example (scenario);
  SimReportInfo info = { .complete = TRUE };
  gboolean by_power;
  g_assert_cmpuint (sim_power_grid_goal (grid, NULL, &by_power), ==, 2);
  g_assert_true (by_power);
  g_assert_cmpuint (sim_power_grid_goal (grid, "all", &by_power), ==, 4);
  g_assert_false (by_power);
  for (guint i = 0; i < grid->n_cells; i++)
    grid->cells[i].counts[2] = SIM_COUNTS_ERROR;
  grid->cells[1].counts[1] = SIM_COUNTS_HARM;
  g_assert_cmpuint (sim_power_grid_goal (grid, NULL, &by_power), ==, 1);
  char *text = sim_report_power_grid_table (grid, NULL, &info, 100);
  expect (text, "\n4  45 %    46 % \xe2\x80\xa1  \xe2\x80\x93\n");
  expect (text, "\n\xe2\x80\xa1: power to find harm, for the true effect is negative.\n");
  expect (text, "\nST-UC is shown, whose power is nearest to the target of 50.0 %, for the file "
                "names no goal. --goal\ntakes another.\n");
  g_assert_null (strstr (text, "type I error"));
  g_free (text);
  text = sim_report_power_grid_csv (grid);
  expect (text, ",152,150.25,10000,,error\n");
  expect (text, ",152,150.25,10000,,harm\n");
  g_free (text);
  sim_power_grid_free (grid);
  sim_scenario_unref (scenario);
}

static void test_list (void)
{
  SimScenario *scenario = fixture_scenario ("/x-none=1");
  SimPowerGrid *grid = grid_of (scenario, "/outcomes/rmdq/sd=4:6:20", NULL);
  SimReportInfo info = { .complete = TRUE };
  for (guint i = 0; i < 20; i++) {
    fill (grid, i);
    if (i > 9)
      grid->cells[i].problem = g_strdup ("no");
  }
  char *text = sim_report_power_grid_table (grid, NULL, &info, 100);
  expect (text, "\n/outcomes/rmdq/sd  Patients  HE-UC  ST-UC  HE-ST   any   all\n");
  expect (text, "\n4.10526                 152   41 %   46 %   51 %  56 %  61 %\n");
  expect (text, "5.47368 is not possible: no\n5 more are not possible.\n");
  g_assert_null (strstr (text, "down: "));
  g_free (text);
  /* nothing is wider than asked for */
  text = sim_report_power_grid_table (grid, NULL, &info, 40);
  char **lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    g_assert_cmpint (g_utf8_strlen (*line, -1), <=, 40);
  g_strfreev (lines);
  g_free (text);
  sim_power_grid_free (grid);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/power-grid/csv", test_csv);
  g_test_add_func ("/report/power-grid/json", test_json);
  g_test_add_func ("/report/power-grid/picture", test_picture);
  g_test_add_func ("/report/power-grid/goal", test_goal);
  g_test_add_func ("/report/power-grid/list", test_list);
  return g_test_run ();
}
