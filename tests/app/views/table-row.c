/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/views/table-row.c: the texts of a row, and that it speaks up only when they change.
 */
#include "views/table-row.h"

#include <math.h>
#include <string.h>

static SimScenario *scenario;
static SimResults results;
static SimTheory theory;
static SimSizeResult size;
static SimTheorySize theory_size;

static SimFigure
figure (double value, double mcse)
{
  SimFigure made = { value, mcse, value - 1.96 * mcse, value + 1.96 * mcse };

  return made;
}

static void
fill (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) plain = sim_draft_new_default ();
  g_autoptr (SimDraft) draft = sim_draft_set_text (
      plain,
      "/testing/success=[{\"id\":\"one\",\"any-of\":[\"HE-UC\"]},"
      "{\"id\":\"two\",\"at-least\":2,\"of\":[\"HE-UC\",\"ST-UC\",\"HE-ST\"]}]",
      NULL);
  SimHypothesisResult *result = &size.hypotheses[0];

  scenario = sim_scenario_check (draft, problems);
  g_assert_nonnull (scenario);
  results.n_sizes = theory.n_sizes = 1;
  results.n_hypotheses = theory.n_hypotheses = 3;
  results.sizes = &size;
  results.replicates = 100000;
  theory.sizes = &theory_size;
  for (guint h = 0; h < 3; h++)
    for (guint arm = 0; arm < 3; arm++)
      size.hypotheses[h].analysed_arms[arm] = 49.0867;
  result->power = figure (0.8963, 0.001);
  result->estimate = figure (3.2012, 0.003);
  result->empirical_se = 0.8714;
  result->model_se = 0.8768;
  result->coverage = figure (0.9502, 0.0007);
  result->type_s = figure (0, 0);
  result->type_m = figure (NAN, NAN);
  size.any = figure (0.906, 0.0009);
  size.all = figure (0.089, 0.0009);
  size.success[0] = figure (0.8951, 0.001);
  size.success[1] = figure (0.512, 0.0016);
  theory_size.power[0] = 0.894123;
  theory_size.any = NAN;
  theory_size.all = 0.088;
}

static void
check (AppTableRow *row, AppColumn column, const char *expected)
{
  g_assert_cmpstr (app_table_row_cell (row, column), ==, expected);
}

static void
check_tip (AppTableRow *row, AppColumn column, const char *expected)
{
  g_autofree char *tip = app_table_row_tip (row, column);
  g_assert_nonnull (strstr (tip, expected));
}

static void
test_hypothesis (void)
{
  g_autoptr (AppTableRow) row = app_table_row_new ();

  check (row, APP_COLUMN_POWER, "–");
  app_table_row_set_hypothesis (row, scenario, &results, &theory, 0);
  check (row, APP_COLUMN_CONTRAST, "Hand-ear acupuncture vs usual care");
  check (row, APP_COLUMN_ANALYSED, "98.2");
  check (row, APP_COLUMN_POWER, "89.6\u202f%");
  check (row, APP_COLUMN_INTERVAL, "89.4 – 89.8\u202f%");
  check (row, APP_COLUMN_EXACT, "89.41\u202f%");
  check (row, APP_COLUMN_ESTIMATE, "3.20");
  check (row, APP_COLUMN_EMPIRICAL_SE, "0.87");
  check (row, APP_COLUMN_MODEL_SE, "0.88");
  check (row, APP_COLUMN_COVERAGE, "95.0\u202f%");
  check (row, APP_COLUMN_TYPE_S, "0\u202f%");
  check (row, APP_COLUMN_TYPE_M, "–");
  g_assert_nonnull (strstr (app_table_row_errors (row), "0.1 points"));
  check_tip (row, APP_COLUMN_CONTRAST, app_table_row_cell (row, APP_COLUMN_CONTRAST));
  check_tip (row, APP_COLUMN_POWER, app_table_row_errors (row));
  app_table_row_set_hypothesis (row, scenario, &results, NULL, 0);
  check (row, APP_COLUMN_EXACT, "–");
  size.hypotheses[0].estimate = figure (-3.2012, 0.003);
  app_table_row_set_hypothesis (row, scenario, &results, NULL, 0);
  check (row, APP_COLUMN_ESTIMATE, "\u22123.20");
  size.hypotheses[0].estimate = figure (3.2012, 0.003);
}

/* An analysis that takes in others, as a model of all visits does, has its own number. */
static void
test_analysed (void)
{
  g_autoptr (AppTableRow) row = app_table_row_new ();

  for (guint arm = 0; arm < 3; arm++)
    size.hypotheses[1].analysed_arms[arm] = 50.67;
  app_table_row_set_hypothesis (row, scenario, &results, &theory, 0);
  check (row, APP_COLUMN_ANALYSED, "98.2");
  app_table_row_set_hypothesis (row, scenario, &results, &theory, 1);
  check (row, APP_COLUMN_ANALYSED, "101.3");
  app_table_row_set_union (row, &results, &theory, FALSE);
  check (row, APP_COLUMN_ANALYSED, "–");
  for (guint arm = 0; arm < 3; arm++)
    size.hypotheses[1].analysed_arms[arm] = 49.0867;
}

/* A scenario of three arms with two outcomes, the second of which is one of two hypotheses. */
static SimScenario *
two_outcomes (const char *second)
{
  g_autofree char *text = g_strdup_printf (
      "{\"trefoil\":1,\"arms\":[{\"id\":\"a\",\"size\":50},{\"id\":\"b\",\"size\":50},"
      "{\"id\":\"c\",\"size\":50,\"reference\":true}],\"outcomes\":[{\"id\":\"y\",\"type\":"
      "\"binary\",\"visits\":[{\"id\":\"v\",\"time\":8}],\"proportions\":{\"a\":0.5,\"b\":0.4,"
      "\"c\":0.3}},%s],\"analyses\":[{\"id\":\"m\",\"outcome\":\"y\",\"visit\":\"v\",\"method\":"
      "\"risk-difference\"},{\"id\":\"n\",\"outcome\":\"z\",\"visit\":\"v\",\"method\":\"%s\"}],"
      "\"testing\":{\"hypotheses\":[{\"id\":\"one\",\"compare\":[\"a\",\"c\"],\"analysis\":\"m\"},"
      "{\"id\":\"two\",\"compare\":[\"a\",\"c\"],\"analysis\":\"n\"}]}}",
      second, strstr (second, "binary") != NULL ? "risk-difference" : "t-test");
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_parse (text, strlen (text), problems);
  SimScenario *made = draft != NULL ? sim_scenario_check (draft, problems) : NULL;

  if (made == NULL)
    g_error ("%s", ((SimProblem *)problems->pdata[0])->message);
  return made;
}

/* A difference of proportions is told in percentage points, which are said once, above them; where
   other rows have another unit, in each cell. */
static void
test_shares (void)
{
  g_autoptr (SimScenario) shares = two_outcomes (
      "{\"id\":\"z\",\"type\":\"binary\",\"visits\":[{\"id\":\"v\",\"time\":8}],"
      "\"proportions\":0.2}");
  g_autoptr (SimScenario) mixed = two_outcomes (
      "{\"id\":\"z\",\"unit\":\"mm\",\"type\":\"continuous\",\"visits\":[{\"id\":\"v\","
      "\"time\":8}],\"means\":0,\"sd\":20}");
  g_autoptr (AppTableRow) row = app_table_row_new ();
  SimHypothesisResult *result = &size.hypotheses[0], before = *result;
  g_autofree char *title = app_table_row_estimate_title (shares);
  g_autofree char *bare = app_table_row_estimate_title (mixed);
  g_autofree char *usual = app_table_row_estimate_title (scenario);

  g_assert_cmpstr (title, ==, "Estimate, % points");
  g_assert_cmpstr (bare, ==, "Estimate");
  g_assert_cmpstr (usual, ==, "Estimate");
  result->estimate = figure (0.20213, 0.0004);
  result->empirical_se = 0.03412;
  result->model_se = 0.03391;
  app_table_row_set_hypothesis (row, shares, &results, NULL, 0);
  check (row, APP_COLUMN_ESTIMATE, "20.2");
  g_assert_true (g_str_has_prefix (app_table_row_cell (row, APP_COLUMN_CONTRAST), "one: "));
  check (row, APP_COLUMN_EMPIRICAL_SE, "3.4");
  check (row, APP_COLUMN_MODEL_SE, "3.4");
  g_assert_nonnull (strstr (app_table_row_errors (row), "mean estimate 0.04 percentage points,"));
  app_table_row_set_hypothesis (row, mixed, &results, NULL, 0);
  check (row, APP_COLUMN_ESTIMATE, "20.2 % points");
  size.hypotheses[1].estimate = figure (3.2012, 0.003);
  app_table_row_set_hypothesis (row, mixed, &results, NULL, 1);
  check (row, APP_COLUMN_ESTIMATE, "3.20 mm");
  memset (&size.hypotheses[1].estimate, 0, sizeof size.hypotheses[1].estimate);
  *result = before;
}

static void
test_union (void)
{
  g_autoptr (AppTableRow) row = app_table_row_new ();

  app_table_row_set_union (row, &results, &theory, FALSE);
  check (row, APP_COLUMN_POWER, "90.6\u202f%");
  check (row, APP_COLUMN_EXACT, "–");
  check_tip (row, APP_COLUMN_EXACT, "closed formula");
  check (row, APP_COLUMN_ESTIMATE, "–");
  check_tip (row, APP_COLUMN_ESTIMATE, "no such number");
  check (row, APP_COLUMN_ANALYSED, "147.3");
  app_table_row_set_union (row, &results, &theory, TRUE);
  check (row, APP_COLUMN_POWER, "8.9\u202f%");
  check (row, APP_COLUMN_EXACT, "8.80\u202f%");
}

/* A criterion of one hypothesis has its exact power. */
static void
test_success (void)
{
  g_autoptr (AppTableRow) row = app_table_row_new ();

  app_table_row_set_success (row, scenario, &results, &theory, 0);
  check (row, APP_COLUMN_CONTRAST, "one: HE-UC");
  check (row, APP_COLUMN_POWER, "89.5\u202f%");
  check (row, APP_COLUMN_EXACT, "89.41\u202f%");
  app_table_row_set_success (row, scenario, &results, &theory, 1);
  check (row, APP_COLUMN_CONTRAST, "two: at least 2 of HE-UC, ST-UC and HE-ST");
  check (row, APP_COLUMN_POWER, "51.2\u202f%");
  check (row, APP_COLUMN_EXACT, "–");
  check (row, APP_COLUMN_ESTIMATE, "–");
}

/* Exact and simulated powers further apart than chance explains: a mark, and what to do. */
static void
test_flag (void)
{
  g_autoptr (AppTableRow) row = app_table_row_new ();

  /* 0.002177 over sqrt (0.894123 * 0.105877 / 100000) */
  app_table_row_set_hypothesis (row, scenario, &results, &theory, 0);
  g_assert_false (app_table_row_is_flagged (row, APP_COLUMN_EXACT));
  check_tip (row, APP_COLUMN_EXACT, "z = 2.2 ");
  size.hypotheses[0].power.value = 0.884;
  app_table_row_set_hypothesis (row, scenario, &results, &theory, 0);
  g_assert_true (app_table_row_is_flagged (row, APP_COLUMN_EXACT));
  g_assert_false (app_table_row_is_flagged (row, APP_COLUMN_POWER));
  check (row, APP_COLUMN_EXACT, "⚠ 89.41\u202f%");
  check_tip (row, APP_COLUMN_EXACT, "z = -10.4 ");
  check_tip (row, APP_COLUMN_EXACT, "another seed");
  app_table_row_set_hypothesis (row, scenario, &results, NULL, 0);
  g_assert_false (app_table_row_is_flagged (row, APP_COLUMN_EXACT));
  size.hypotheses[0].power.value = 0.8963;
}

/* A row without error, or with a small one, has the decimals of the row with the largest. */
static void
test_decimals (void)
{
  g_autoptr (AppTableRow) row = app_table_row_new ();

  size.hypotheses[2].type_s = figure (0.0021, 0.0003);
  size.hypotheses[0].type_m = figure (1.0571, 0.0004);
  size.hypotheses[2].type_m = figure (2.091, 0.004);
  app_table_row_set_hypothesis (row, scenario, &results, &theory, 0);
  check (row, APP_COLUMN_TYPE_S, "0.0\u202f%");
  check (row, APP_COLUMN_TYPE_M, "1.06");
  app_table_row_set_hypothesis (row, scenario, &results, &theory, 2);
  check (row, APP_COLUMN_TYPE_S, "0.2\u202f%");
  check (row, APP_COLUMN_TYPE_M, "2.09");
  size.hypotheses[0].type_m = figure (NAN, NAN);
  memset (&size.hypotheses[2], 0, sizeof size.hypotheses[2]);
}

static void
count (AppTableRow *row, gpointer data)
{
  ++*(guint *)data;
}

static void
test_changed (void)
{
  g_autoptr (AppTableRow) row = app_table_row_new ();
  guint changes = 0;

  g_signal_connect (row, "changed", G_CALLBACK (count), &changes);
  app_table_row_set_hypothesis (row, scenario, &results, &theory, 0);
  g_assert_cmpuint (changes, ==, 1);
  app_table_row_set_hypothesis (row, scenario, &results, &theory, 0);
  g_assert_cmpuint (changes, ==, 1);
  size.hypotheses[0].power.value = 0.7;
  app_table_row_set_hypothesis (row, scenario, &results, &theory, 0);
  g_assert_cmpuint (changes, ==, 2);
  size.hypotheses[0].power.value = 0.8963;
}

static void
test_columns (void)
{
  for (guint i = 0; i < APP_N_COLUMNS; i++) {
    g_assert_cmpuint (strlen (app_table_looks[i].title), >, 0);
    g_assert_cmpuint (strlen (app_table_looks[i].help), >, 8);
  }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fill ();
  g_test_add_func ("/table-row/hypothesis", test_hypothesis);
  g_test_add_func ("/table-row/analysed", test_analysed);
  g_test_add_func ("/table-row/shares", test_shares);
  g_test_add_func ("/table-row/union", test_union);
  g_test_add_func ("/table-row/success", test_success);
  g_test_add_func ("/table-row/flag", test_flag);
  g_test_add_func ("/table-row/decimals", test_decimals);
  g_test_add_func ("/table-row/changed", test_changed);
  g_test_add_func ("/table-row/columns", test_columns);
  status = g_test_run ();
  sim_scenario_unref (scenario);
  return status;
}
