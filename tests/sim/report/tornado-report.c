/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tornado-report.c - the reports of a tornado, from figures made up by hand.
 */
#include <math.h>
#include <string.h>

#include "../run/fixture.h"

enum { TRIALS = 10000 };

/* Of 10 000 trials 6000 have the goal as planned; at an end so many more or fewer. */
static void fill (SimTornado *tornado, guint bar, guint e, int change)
{
  SimTornadoEnd *end = &tornado->bars[bar].ends[e];
  guint64 lost = change < 0 ? (guint64) -change : 0, won = change > 0 ? (guint64) change : 0;
  end->done = TRUE;
  end->total = 152;
  end->analysed = 150.5;
  for (guint g = 0; g < tornado->n_goals; g++)
    end->power[g] = sim_paired (TRIALS, 6000 - lost, lost, won);
  tornado->n_done++;
}

static SimTornado *example (SimScenario *scenario)
{
  static const char *const texts[]
      = { "/dropout/proportion=0:0.3", "/outcomes/rmdq/sd=4:6.123456789", "/testing/alpha*=0.5:2" };
  SimVary *ranges[3];
  for (guint i = 0; i < 3; i++)
    ranges[i] = sim_vary_parse_range (texts[i], NULL);
  SimTornado *tornado = sim_tornado_new (scenario, (const SimVary *const *) ranges, 3, NULL);
  for (guint i = 0; i < 3; i++)
    sim_vary_free (ranges[i]);
  tornado->replicates = TRIALS;
  tornado->total = 152;
  for (guint g = 0; g < tornado->n_goals; g++)
    tornado->power[g] = sim_figure_proportion (6000, TRIALS);
  fill (tornado, 0, 0, 400);
  fill (tornado, 0, 1, -300);
  fill (tornado, 1, 0, 1200);
  fill (tornado, 1, 1, -600);
  fill (tornado, 2, 0, -100);
  tornado->bars[2].ends[1].done = TRUE;
  tornado->bars[2].ends[1].problem = g_strdup ("/testing/alpha: too \"large\"");
  tornado->n_done++;
  return tornado;
}

static void expect (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_message ("%s\nlacks: %s", text, part);
  g_assert_nonnull (strstr (text, part));
}

/* The errors of the changes are sqrt (0.12 - 0.12^2) / 100 = 0.325 points and less: one decimal
 * would be too many. */
static void test_table (void)
{
  SimScenario *scenario = fixture_scenario ("/title=A title");
  SimTornado *tornado = example (scenario);
  SimReportInfo info = { .complete = TRUE };
  char *text = sim_report_tornado_table (tornado, "HE-UC", &info, 100);
  expect (text,
          "A title\nPower of HE-UC (Hand-ear acupuncture vs usual care) as planned: 60 %, with");
  const char *sd = strstr (text, "\n/outcomes/rmdq/sd "), *lost = strstr (text, "\n/dropout");
  const char *alpha = strstr (text, "\n/testing/alpha* ");
  g_assert_true (sd != NULL && sd < lost && lost < alpha);
  expect (sd, "      5    4  6.12346  +12 (0.32)  \xe2\x88\x92"
              "6 (0.24)     ---|++++++\n");
  expect (lost, "+4 (0.20)");
  expect (alpha, "      1  0.5        2   \xe2\x88\x92" "1 (0.10)          \xe2\x80\x93");
  expect (text, "\n/testing/alpha* = 2 is not possible: /testing/alpha: too \"large\"\n");
  expect (text, "\n10\u202f000 trials of each scenario, paired");
  g_assert_null (strstr (text, "Not complete"));
  g_assert_null (strstr (text, " *"));
  g_free (text);
  tornado->bars[1].source = SIM_RANGE_ASSUMED;
  text = sim_report_tornado_table (tornado, "HE-UC", &info, 100);
  expect (text, "\n/outcomes/rmdq/sd * ");
  expect (text, "\n* Range assumed, for the basis of the file gives none");
  g_free (text);
  info.complete = FALSE;
  info.colour = TRUE;
  text = sim_report_tornado_table (tornado, "any", &info, 40);
  expect (text, "\033[1mA title\033[0m\nPower of any (any hypothesis) as\nplanned");
  expect (text, "\nNot complete: stopped before its end.\n");
  g_free (text);
  sim_tornado_free (tornado);
  sim_scenario_unref (scenario);
}

/* What is counted has its name; an end where it is something else has a mark, which is explained.
 */
static void
test_counts (void)
{
  SimScenario *scenario = fixture_scenario ("/title=A title");
  SimTornado *tornado = example (scenario);
  SimReportInfo info = { .complete = TRUE };
  char *text = sim_report_tornado_table (tornado, "HE-UC", &info, 0);
  expect (text, "as planned: 60 %, with rejections in either direction. Changes");
  g_assert_null (strstr (text, "there"));
  g_free (text);
  tornado->counts[0] = SIM_COUNTS_ERROR;
  for (guint i = 0; i < 6; i++)
    tornado->bars[i / 2].ends[i % 2].counts[0] = SIM_COUNTS_ERROR;
  text = sim_report_tornado_table (tornado, "HE-UC", &info, 0);
  expect (text, "\nType I error of HE-UC (Hand-ear acupuncture vs usual care) as planned: 60 %, ");
  g_assert_null (strstr (text, "there"));
  g_free (text);
  tornado->bars[0].ends[0].counts[0] = SIM_COUNTS_POWER;
  tornado->bars[1].ends[1].counts[0] = SIM_COUNTS_HARM;
  text = sim_report_tornado_table (tornado, "HE-UC", &info, 0);
  expect (text, " +4 (0.20) \u2020 ");
  expect (text, " +12 (0.32)   ");
  expect (text, " \u2212"
                "6 (0.24) \u2021 ");
  expect (text, "\n\u2020: power there, for what is to be rejected is false.\n");
  expect (text, "\n\u2021: power there to find harm, for the true effect is negative.\n");
  g_free (text);
  text = sim_report_tornado_csv (tornado);
  expect (text, ",asked,error,power\n");
  expect (text, ",asked,error,harm\n");
  expect (text, ",asked,power,power\n");
  g_free (text);
  sim_tornado_free (tornado);
  sim_scenario_unref (scenario);
}

/* What is chance alone has no long bars: a standard error is a quarter of a side, 1.5 of 6. */
static void test_chance (void)
{
  SimScenario *scenario = fixture_scenario ("/x-none=1");
  SimTornado *tornado = example (scenario);
  SimReportInfo info = { .complete = TRUE };
  for (guint i = 0; i < 6; i++)
    for (guint g = 0; g < tornado->n_goals; g++)
      tornado->bars[i / 2].ends[i % 2].power[g]
          = sim_paired (TRIALS, 5900, 100, i == 0 ? 114 : 100);
  char *text = sim_report_tornado_table (tornado, "HE-UC", &info, 100);
  expect (text, "|+\n");
  g_assert_null (strstr (text, "|++"));
  g_free (text);
  sim_tornado_free (tornado);
  sim_scenario_unref (scenario);
}

static void test_csv (void)
{
  SimScenario *scenario = fixture_scenario ("/x-none=1");
  SimTornado *tornado = example (scenario);
  tornado->bars[0].ends[1].done = FALSE;
  tornado->bars[0].source = SIM_RANGE_BASIS;
  tornado->bars[1].source = SIM_RANGE_ASSUMED;
  char *text = sim_report_tornado_csv (tornado);
  char **lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 5 * 5 + 1);
  g_assert_cmpstr (lines[0], ==,
                   "assumption,planned,end,value,kind,id,total,replicates,power-planned,power,"
                   "difference,mcse,low,high,unpaired-mcse,exact-planned,exact,exact-difference,"
                   "problem,range-from,counts-planned,counts");
  g_assert_true (g_str_has_prefix (
      lines[1], "/dropout/proportion,,low,0,hypothesis,HE-UC,152,10000,0.6,0.64,0.04,0.00195"));
  g_assert_true (g_str_has_suffix (lines[1], ",,,,,basis,power,power"));
  g_assert_true (g_str_has_suffix (lines[9], ",assumed,power,power"));
  g_assert_true (g_str_has_prefix (lines[9], "/outcomes/rmdq/sd,5,low,4,trial,any,152,"));
  g_assert_true (
      g_str_has_prefix (lines[11], "/outcomes/rmdq/sd,5,high,6.123456789,hypothesis,HE-UC,"));
  g_assert_cmpstr (lines[21], ==,
                   "/testing/alpha*,1,high,2,hypothesis,HE-UC,,,0.6,,,,,,,,,,"
                   "\"/testing/alpha: too \"\"large\"\"\",asked,power,");
  g_strfreev (lines);
  g_free (text);
  sim_tornado_free (tornado);
  sim_scenario_unref (scenario);
}

static double at (const SimValue *root, const char *pointer)
{
  return sim_value_number (sim_value_resolve (root, pointer));
}

static void test_json (void)
{
  SimScenario *scenario = fixture_scenario ("/x-none=1");
  SimTornado *tornado = example (scenario);
  SimReportInfo info = { .program = "p", .threads = 2, .complete = TRUE };
  tornado->bars[0].ends[1].done = FALSE;
  char *text = sim_report_tornado_json (tornado, &info);
  GPtrArray *problems = sim_problems_new ();
  SimValue *root = sim_json_parse (text, strlen (text), NULL, problems);
  char *again = sim_json_write (root);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpfloat (at (root, "/trefoil-sensitivity"), ==, 1);
  g_assert_cmpfloat (at (root, "/replicates"), ==, TRIALS);
  g_assert_cmpfloat (at (root, "/planned/goals/HE-ST/power/value"), ==, 0.6);
  g_assert_cmpfloat (at (root, "/assumptions/0/low/goals/any/difference/value"), ==, 0.04);
  g_assert_cmpfloat (at (root, "/assumptions/0/low/goals/any/power"), ==, 0.64);
  g_assert_cmpint (sim_value_kind (sim_value_resolve (root, "/assumptions/0/high")), ==,
                   SIM_VALUE_NULL);
  g_assert_cmpfloat (at (root, "/assumptions/1/planned"), ==, 5);
  g_assert_cmpstr (sim_value_text (sim_value_resolve (root, "/planned/goals/any/counts")), ==,
                   "power");
  g_assert_cmpstr (
      sim_value_text (sim_value_resolve (root, "/assumptions/1/high/goals/any/counts")), ==,
      "power");
  g_assert_cmpfloat (at (root, "/assumptions/1/high/value"), ==, 6.123456789);
  g_assert_nonnull (sim_value_text (sim_value_resolve (root, "/assumptions/2/high/problem")));
  g_free (again);
  g_free (text);
  sim_value_unref (root);
  g_ptr_array_unref (problems);
  sim_tornado_free (tornado);
  sim_scenario_unref (scenario);
}

/* Which goal is shown where none is asked for: the one of the scenario, else the hypothesis whose
 * power is nearest to the target, and that is said. */
static void test_goal (void)
{
  SimScenario *scenario = fixture_scenario ("/run/target-power=0.8");
  SimTornado *tornado = example (scenario);
  SimReportInfo info = { .complete = TRUE };
  gboolean by_power;
  tornado->power[1] = sim_figure_proportion (8900, TRIALS);
  tornado->power[2] = sim_figure_proportion (7200, TRIALS);
  tornado->power[4] = sim_figure_proportion (8000, TRIALS); /* all: no hypothesis */
  g_assert_cmpuint (sim_tornado_goal (tornado, NULL, &by_power), ==, 2);
  g_assert_true (by_power);
  char *text = sim_report_tornado_table (tornado, NULL, &info, 100);
  expect (text, "Power of HE-ST (");
  expect (text, "\nHE-ST is shown, whose power is nearest to the target of 80.0 %, for the file "
                "names no goal. --goal\ntakes another.\n");
  g_free (text);
  tornado->counts[2] = SIM_COUNTS_ERROR;
  g_assert_cmpuint (sim_tornado_goal (tornado, NULL, NULL), ==, 1);
  /* where no hypothesis has power there is nothing to choose by */
  tornado->counts[0] = tornado->counts[1] = SIM_COUNTS_ERROR;
  g_assert_cmpuint (sim_tornado_goal (tornado, NULL, &by_power), ==, 0);
  g_assert_false (by_power);
  text = sim_report_tornado_table (tornado, NULL, &info, 100);
  g_assert_null (strstr (text, "nearest"));
  g_free (text);
  text = sim_report_tornado_table (tornado, "all", &info, 100);
  expect (text, "Power of all (");
  g_assert_null (strstr (text, "--goal"));
  g_free (text);
  sim_tornado_free (tornado);
  sim_scenario_unref (scenario);
  scenario = fixture_scenario ("/run/goal=any");
  tornado = example (scenario);
  g_assert_cmpuint (sim_tornado_goal (tornado, NULL, &by_power), ==, 3);
  g_assert_false (by_power);
  g_assert_cmpuint (sim_tornado_goal (tornado, "ST-UC", NULL), ==, 1);
  sim_tornado_free (tornado);
  sim_scenario_unref (scenario);
}

/* Of a single hypothesis any and all mean that one. */
static void test_single (void)
{
  SimScenario *scenario
      = fixture_scenario ("/testing/hypotheses=[{\"id\":\"HE-UC\","
                          "\"compare\":[\"hand-ear\",\"usual\"]}]");
  SimGoal goal;
  g_assert_true (sim_goal_find (scenario, "all", &goal));
  g_assert_cmpint (goal.kind, ==, SIM_GOAL_HYPOTHESIS);
  g_assert_cmpstr (goal.id, ==, "HE-UC");
  g_assert_false (sim_goal_find (scenario, "most", &goal));
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/tornado/table", test_table);
  g_test_add_func ("/report/tornado/goal", test_goal);
  g_test_add_func ("/report/tornado/single", test_single);
  g_test_add_func ("/report/tornado/counts", test_counts);
  g_test_add_func ("/report/tornado/chance", test_chance);
  g_test_add_func ("/report/tornado/csv", test_csv);
  g_test_add_func ("/report/tornado/json", test_json);
  return g_test_run ();
}
