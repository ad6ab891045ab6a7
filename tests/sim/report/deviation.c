/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * deviation.c - simulated beside exact: z by hand, what is flagged, and the reports that say so.
 */
#include <math.h>
#include <string.h>

#include "handmade.h"
#include "report/deviation.h"

static void
test_z (void)
{
  /* 0.5 +- 0.005 in 10,000 trials; 0.9 +- 0.003 */
  g_assert_cmpfloat_with_epsilon (sim_deviation_z (0.51, 0.5, 10000), 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (sim_deviation_z (0.888, 0.9, 10000), -4, 1e-9);
  /* none and all: the error is that of the exact value */
  g_assert_cmpfloat_with_epsilon (sim_deviation_z (0, 0.0001, 10000), -1 / sqrt (0.9999), 1e-9);
  g_assert_cmpfloat_with_epsilon (sim_deviation_z (1, 0.9999, 10000), 1 / sqrt (0.9999), 1e-9);
  g_assert_cmpfloat (sim_deviation_z (1, 1, 10000), ==, 0);
  g_assert_cmpfloat (sim_deviation_z (0, 0, 10000), ==, 0);
  g_assert_cmpfloat (sim_deviation_z (0.001, 0, 10000), ==, INFINITY);
  g_assert_cmpfloat (sim_deviation_z (0.999, 1, 10000), ==, -INFINITY);
  g_assert_true (isnan (sim_deviation_z (NAN, 0.5, 10000)));
  g_assert_true (isnan (sim_deviation_z (0.5, NAN, 10000)));
  g_assert_true (isnan (sim_deviation_z (0.5, 0.5, 0)));
  g_assert_cmpfloat (sim_deviation_two_decimals (0.51234, 0.5, 10000), ==, 2.47);
  g_assert_false (signbit (sim_deviation_two_decimals (0.4999999, 0.5, 10000)));
}

static void
test_flag (void)
{
  g_assert_false (sim_deviation_is_flagged (0.5199, 0.5, 10000)); /* z = 3.98 */
  g_assert_true (sim_deviation_is_flagged (0.5201, 0.5, 10000));
  g_assert_true (sim_deviation_is_flagged (0.4799, 0.5, 10000));
  g_assert_true (sim_deviation_is_flagged (0, 0.01, 10000));
  g_assert_true (sim_deviation_is_flagged (1, 0.99, 10000));
  g_assert_true (sim_deviation_is_flagged (0.001, 0, 10000));
  g_assert_true (sim_deviation_is_flagged (0.999, 1, 10000));
  g_assert_false (sim_deviation_is_flagged (NAN, 0.5, 10000));
  g_assert_false (sim_deviation_is_flagged (0.5, NAN, 10000));
  /* one trial where a thousandth of one is expected: z is 31, and it happens once in a thousand */
  g_assert_false (sim_deviation_is_flagged (1e-6, 1e-9, 1000000));
  g_assert_true (sim_deviation_is_flagged (3e-6, 1e-9, 1000000));
}

/* The one exact value of the first hypothesis at the own size made so many errors off. */
static Handmade *
apart (double z)
{
  Handmade *handmade = handmade_new (TRUE);
  guint own = handmade->results.own_size;
  double p = 0.5, n = (double)handmade->results.replicates;

  for (guint i = 0; i < handmade->results.n_sizes; i++) {
    handmade->theory.sizes[i].any = NAN;
    handmade->theory.sizes[i].power[0] = NAN;
  }
  handmade->theory.sizes[own].power[0] = p;
  handmade->results.sizes[own].hypotheses[0].power.value = p + z * sqrt (p * (1 - p) / n);
  return handmade;
}

static char *
table_of (const Handmade *handmade)
{
  const SimReportInfo info = { .program = "p", .complete = TRUE, .seconds = 1, .threads = 1 };

  return sim_report_view_table (&handmade->view, &info, 100);
}

static void
test_table (void)
{
  Handmade *far = apart (-6.04), *near = apart (3.9);
  g_autofree char *flagged = table_of (far), *quiet = table_of (near);

  g_assert_nonnull (strstr (flagged, "exact are z = -6.0 Monte Carlo standard errors"));
  g_assert_nonnull (strstr (flagged, "HE-UC: "));
  g_assert_nonnull (strstr (flagged, "another seed"));
  g_assert_null (strstr (quiet, "another seed"));
  g_assert_nonnull (strstr (quiet, " 3.9"));
  handmade_free (far);
  handmade_free (near);
}

/* What holds approximately is shown, and never flagged: it has no z. */
static void
test_approximation (void)
{
  Handmade *handmade = apart (0);
  guint own = handmade->results.own_size;

  handmade->theory.sizes[own].power[0] = NAN;
  handmade->theory.sizes[own].approximation[0] = 0.1;
  g_autofree char *table = table_of (handmade);
  g_autofree char *csv = sim_report_view_csv (&handmade->view);
  g_assert_null (strstr (table, "another seed"));
  g_assert_nonnull (strstr (csv, ",exact,z,approximation,"));
  g_assert_nonnull (strstr (csv, ",,,0.1,"));
  handmade_free (handmade);
}

static void
test_files (void)
{
  const SimReportInfo info = { .program = "p", .complete = TRUE, .seconds = 1, .threads = 1 };
  Handmade *handmade = apart (-6.04);
  g_autofree char *json = sim_report_view_json (&handmade->view, &info);
  g_autofree char *csv = sim_report_view_csv (&handmade->view);

  g_assert_nonnull (strstr (json, "\"exact\": 0.5"));
  g_assert_nonnull (strstr (json, "\"z\": -6.04"));
  g_assert_nonnull (strstr (json, "\"z\": null"));
  g_assert_nonnull (strstr (csv, ",0.5,-6.04,"));
  handmade_free (handmade);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deviation/z", test_z);
  g_test_add_func ("/deviation/flag", test_flag);
  g_test_add_func ("/deviation/table", test_table);
  g_test_add_func ("/deviation/approximation", test_approximation);
  g_test_add_func ("/deviation/files", test_files);
  return g_test_run ();
}
