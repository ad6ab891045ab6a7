/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results-json.c - tests of the results file: every key in its place, null for what is not there.
 */
#include "handmade.h"

#include <math.h>
#include <string.h>

static SimValue *
read_back (const char *text)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimValue *root = sim_json_parse (text, strlen (text), NULL, problems);

  g_assert_nonnull (root);
  return root;
}

static SimValue *
report (const Handmade *handmade)
{
  SimReportInfo info = handmade_info ();
  g_autofree char *text = sim_report_view_json (&handmade->view, &info);

  return read_back (text);
}

static void
expect (const SimValue *root, const char *pointer, const char *compact)
{
  const SimValue *value = sim_value_resolve (root, pointer);

  g_test_message ("%s", pointer);
  g_assert_nonnull (value);
  g_autofree char *text = sim_json_write_compact (value);
  g_assert_cmpstr (text, ==, compact);
}

static void
expect_keys (const SimValue *root, const char *pointer, const char *keys)
{
  const SimValue *map = sim_value_resolve (root, pointer);
  GString *found = g_string_new (NULL);

  g_assert_nonnull (map);
  for (guint i = 0; i < sim_value_length (map); i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "", sim_value_key (map, i));
  g_assert_cmpstr (found->str, ==, keys);
  g_string_free (found, TRUE);
}

static void
test_keys (void)
{
  Handmade *handmade = handmade_new (TRUE);
  g_autoptr (SimValue) root = report (handmade);

  expect_keys (root, "",
               "trefoil-results program scenario seed replicates complete fingerprint sizes "
               "sample-size timing");
  expect_keys (root, "/scenario", "title sha256");
  expect_keys (root, "/sizes/0",
               "total arms analysed hypotheses trial analysed-arms dropout dropout-arms");
  expect_keys (root, "/sizes/0/arms", "hand-ear standard usual");
  expect_keys (root, "/sizes/0/hypotheses/0",
               "id null-true power power-benefit true-effect estimate model-se bias rmse coverage "
               "ci-width type-s type-m model-se-mcse bias-mcse rmse-mcse ci-width-mcse type-s-mcse "
               "type-m-mcse type-s-exact type-m-exact failed-fits p-values");
  expect_keys (root, "/sizes/0/hypotheses/0/power", "value mcse ci95 exact z approximation");
  expect_keys (root, "/sizes/0/hypotheses/0/power-benefit", "value mcse ci95");
  expect_keys (root, "/sizes/0/hypotheses/0/estimate", "mean mcse sd sd-mcse");
  expect_keys (root, "/sizes/0/hypotheses/0/coverage", "value mcse ci95");
  expect_keys (root, "/sizes/0/trial",
               "any all fwer omnibus failed-fits disjunctive conjunctive success at-least "
               "rejections simultaneous-coverage best-arm events duration");
  expect_keys (root, "/sizes/0/trial/fwer", "value mcse ci95 exact z");
  expect_keys (root, "/sample-size", "target by by-hypothesis by-success");
  expect_keys (root, "/sample-size/by-hypothesis", "HE-UC ST-UC HE-ST");
  expect_keys (root, "/timing", "seconds threads trials-per-second");
  handmade_free (handmade);
}

static void
test_values (void)
{
  Handmade *handmade = handmade_new (TRUE);
  g_autoptr (SimValue) root = report (handmade);

  expect (root, "/trefoil-results", "1");
  expect (root, "/program", "\"trefoil-sim 0.1.0\"");
  expect (root, "/seed", "20190704");
  expect (root, "/replicates", "100000");
  expect (root, "/complete", "true");
  expect (root, "/fingerprint", "\"0123456789abcdef\"");
  g_assert_cmpstr (sim_value_text (sim_value_resolve (root, "/scenario/sha256")), ==,
                   sim_scenario_hash (handmade->scenario));
  expect (root, "/sizes/0/total", "60");
  expect (root, "/sizes/0/analysed", "54");
  expect (root, "/sizes/1/hypotheses/0/id", "\"HE-UC\"");
  expect (root, "/sizes/1/hypotheses/0/null-true", "false");
  expect (root, "/sizes/1/hypotheses/2/null-true", "true");
  expect (root, "/sizes/1/hypotheses/2/power/value", "0.512");
  expect (root, "/sizes/1/hypotheses/2/power/mcse", "0.00158");
  expect (root, "/sizes/1/hypotheses/2/power-benefit/value", "0.41200000000000003");
  expect (root, "/sizes/1/hypotheses/1/true-effect", "2.2");
  expect (root, "/sizes/1/hypotheses/0/estimate/sd", "0.881");
  expect (root, "/sizes/1/hypotheses/0/model-se", "0.887");
  expect (root, "/sizes/1/hypotheses/0/bias", "0.0012");
  expect (root, "/sizes/1/hypotheses/0/rmse", "0.882");
  expect (root, "/sizes/1/hypotheses/0/coverage/value", "0.9502");
  expect (root, "/sizes/1/hypotheses/0/ci-width", "3.4699999999999998");
  expect (root, "/sizes/1/hypotheses/0/type-s", "0.0001");
  expect (root, "/sizes/1/hypotheses/0/type-m", "1.05");
  expect (root, "/sizes/1/trial/any/value", "0.91");
  expect (root, "/sizes/1/trial/all/value", "0.09");
  expect (root, "/sizes/1/trial/failed-fits", "8");
  expect (root, "/sizes/1/trial/rejections/value", "1.76");
  expect (root, "/sizes/0/trial/simultaneous-coverage", "null");
  expect (root, "/sizes/1/trial/simultaneous-coverage/value", "0.9412");
  expect (root, "/sizes/0/trial/best-arm", "null");
  expect (root, "/sizes/1/trial/best-arm/hand-ear/exact", "0.701235");
  expect (root, "/sizes/1/trial/best-arm/standard/exact", "null");
  expect (root, "/sizes/1/trial/best-arm/standard/value", "0.44999999999999996");
  expect (root, "/sizes/1/dropout/value", "0.1");
  expect (root, "/sizes/1/dropout-arms/usual/value", "0.12000000000000001");
  expect (root, "/sizes/1/hypotheses/1/failed-fits", "6");
  expect (root, "/sizes/1/hypotheses/1/estimate/sd-mcse", "0.0022");
  expect (root, "/sizes/1/hypotheses/1/model-se-mcse", "0.0023");
  expect (root, "/sizes/1/hypotheses/1/rmse-mcse", "0.0021");
  expect (root, "/sizes/1/hypotheses/1/ci-width-mcse", "0.0007");
  expect (root, "/sizes/1/hypotheses/1/type-m-mcse", "0.001");
  expect (root, "/sizes/1/trial/at-least/1/value", "0.8200000000000001");
  g_assert_cmpuint (sim_value_length (sim_value_resolve (root, "/sizes/1/trial/at-least")), ==, 3);
  expect (root, "/timing", "{\"seconds\":0.42,\"threads\":2,\"trials-per-second\":238095}");
  handmade_free (handmade);
}

static void
test_times (void)
{
  Handmade *handmade = handmade_new (TRUE);
  handmade_add_times (handmade);
  g_autoptr (SimValue) root = report (handmade);

  expect (root, "/sizes/0/trial/events", "null");
  expect (root, "/sizes/0/trial/duration", "null");
  expect (root, "/sizes/1/trial/duration", "{\"mean\":45.25,\"mcse\":0.01,\"sd\":1.5}");
  expect_keys (root, "/sizes/1/trial/events", "mean mcse sd arms wanted reached");
  expect (root, "/sizes/1/trial/events/mean", "88.5");
  expect (root, "/sizes/1/trial/events/sd", "5.25");
  expect (root, "/sizes/1/trial/events/arms/standard",
          "{\"mean\":30.5,\"mcse\":0.02,\"sd\":3.25}");
  expect (root, "/sizes/1/trial/events/wanted", "90");
  expect (root, "/sizes/1/trial/events/reached/value", "0.75");
  handmade_free (handmade);
}

static void
test_nulls (void)
{
  Handmade *handmade = handmade_new (TRUE);
  g_autoptr (SimValue) root = report (handmade);

  expect (root, "/sizes/0/hypotheses/2/type-s", "null");
  expect (root, "/sizes/0/hypotheses/2/type-m", "null");
  expect (root, "/sizes/0/hypotheses/1/power/exact", "null");
  expect (root, "/sizes/0/hypotheses/0/power/approximation", "null");
  expect (root, "/sizes/0/trial/omnibus", "null");
  expect (root, "/sizes/0/trial/conjunctive", "null");
  expect (root, "/sizes/0/trial/all/exact", "null");
  handmade->results.sizes[0].fwer.value = NAN;
  handmade->results.sizes[0].omnibus = (SimFigure){ 0.7, 0.001, 0.698, 0.702 };
  g_autoptr (SimValue) other = report (handmade);
  expect (other, "/sizes/0/trial/fwer", "null");
  expect (other, "/sizes/0/trial/omnibus",
          "{\"value\":0.7,\"mcse\":0.001,\"ci95\":[0.698,0.702],\"exact\":null,\"z\":null}");
  handmade_free (handmade);
}

/* Six decimals, the last digits of quadrature being the machine's own. */
static void
test_exact (void)
{
  Handmade *handmade = handmade_new (TRUE);
  g_autoptr (SimValue) root = report (handmade);

  expect (root, "/sizes/0/hypotheses/0/power/exact", "0.500123");
  expect (root, "/sizes/1/hypotheses/0/power/exact", "0.510123");
  expect (root, "/sizes/0/hypotheses/1/power/approximation", "0.777778");
  expect (root, "/sizes/0/trial/any/exact", "0.912346");
  handmade_free (handmade);
  handmade = handmade_new (FALSE);
  g_autoptr (SimValue) without = report (handmade);
  expect (without, "/sizes/0/hypotheses/0/power/exact", "null");
  expect (without, "/sizes/0/hypotheses/1/power/approximation", "null");
  handmade_free (handmade);
}

/* Patients are whole, and an N that the curve does not reach is null. */
static void
test_sample_size (void)
{
  Handmade *handmade = handmade_new (FALSE);
  g_autoptr (SimValue) root = report (handmade);

  expect (root, "/sample-size/target", "0.9");
  expect (root, "/sample-size/by", "\"curve\"");
  expect (root, "/sample-size/by-hypothesis/HE-UC", "{\"total\":155,\"ci95\":[153,156]}");
  expect (root, "/sample-size/by-hypothesis/ST-UC", "{\"total\":null,\"ci95\":[288,null]}");
  expect (root, "/sample-size/by-hypothesis/HE-ST", "{\"total\":null,\"ci95\":[null,null]}");
  expect (root, "/sample-size/by-success", "{}");
  expect (root, "/sizes/0/trial/success", "{}");
  handmade_free (handmade);
}

/* Exact where the criterion is one hypothesis, or any or all of all. */
static void
test_success (void)
{
  Handmade *handmade = handmade_new_of (
      "{\"trefoil\":1,\"testing\":{\"success\":["
      "{\"id\":\"pair\",\"all-of\":[\"HE-UC\",\"ST-UC\"]},"
      "{\"id\":\"one\",\"any-of\":[\"HE-UC\"]},"
      "{\"id\":\"some\",\"at-least\":1,\"of\":[\"HE-UC\",\"HE-ST\",\"ST-UC\"]}]},"
      "\"run\":{\"goal\":\"pair\"}}",
      TRUE);
  g_autoptr (SimValue) root = report (handmade);

  expect_keys (root, "/sizes/1/trial/success", "pair one some");
  expect_keys (root, "/sizes/1/trial/success/pair", "value mcse ci95 exact z");
  expect (root, "/sizes/1/trial/success/pair/value", "0.62");
  expect (root, "/sizes/1/trial/success/pair/exact", "null");
  expect (root, "/sizes/1/trial/success/one/value", "0.72");
  expect (root, "/sizes/1/trial/success/one/exact", "0.510123");
  expect (root, "/sizes/1/trial/success/some/exact", "0.912346");
  expect (root, "/sample-size/by-success/pair", "{\"total\":172,\"ci95\":[170,173]}");
  expect (root, "/sample-size/by-success/one", "{\"total\":173,\"ci95\":[171,174]}");
  expect (root, "/sample-size/goal", "\"pair\"");
  handmade_free (handmade);
}

/* A run stopped before its first block has no figure at all, yet every key. */
static void
test_no_trials (void)
{
  Handmade *handmade = handmade_new (FALSE);
  SimReportInfo info = handmade_info ();

  handmade->results.replicates = 0;
  info.complete = FALSE;
  info.seconds = 0;
  for (guint i = 0; i < handmade->results.n_sizes; i++) {
    handmade->results.sizes[i].analysed = NAN;
    handmade->results.sizes[i].hypotheses[0].power = (SimFigure){ NAN, NAN, NAN, NAN };
  }
  g_autofree char *text = sim_report_view_json (&handmade->view, &info);
  g_autoptr (SimValue) root = read_back (text);
  expect (root, "/complete", "false");
  expect (root, "/replicates", "0");
  expect (root, "/sizes/0/analysed", "null");
  expect (root, "/sizes/0/hypotheses/0/power",
          "{\"value\":null,\"mcse\":null,\"ci95\":[null,null],\"exact\":null,"
          "\"z\":null,\"approximation\":null}");
  expect (root, "/timing/trials-per-second", "null");
  handmade_free (handmade);
}

/* The text is canonical: the file is its own canonical form, and ends in one newline. */
static void
test_canonical (void)
{
  Handmade *handmade = handmade_new (TRUE);
  SimReportInfo info = handmade_info ();
  g_autofree char *text = sim_report_view_json (&handmade->view, &info);
  g_autoptr (SimValue) root = read_back (text);
  g_autofree char *again = sim_json_write (root);

  g_assert_cmpstr (text, ==, again);
  g_assert_true (g_str_has_suffix (text, "}\n"));
  handmade_free (handmade);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/results-json/keys", test_keys);
  g_test_add_func ("/report/results-json/values", test_values);
  g_test_add_func ("/report/results-json/times", test_times);
  g_test_add_func ("/report/results-json/nulls", test_nulls);
  g_test_add_func ("/report/results-json/exact", test_exact);
  g_test_add_func ("/report/results-json/sample-size", test_sample_size);
  g_test_add_func ("/report/results-json/success", test_success);
  g_test_add_func ("/report/results-json/no-trials", test_no_trials);
  g_test_add_func ("/report/results-json/canonical", test_canonical);
  return g_test_run ();
}
