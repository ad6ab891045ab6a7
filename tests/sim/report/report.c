/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * report.c - tests of the public door: a real run's snapshot gives what its view gives.
 */
#include "handmade.h"

#include <math.h>
#include <string.h>

typedef struct {
  SimEngine *engine;
  SimRun *run;
  SimSnapshot *snapshot;
  SimTheory *theory;
  SimReportView view;
} Real;

static Real
real_new (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);
  const SimRunOptions options = { .replicates = 2000 };
  Real real = { .engine = sim_engine_new (1, SIM_ISA_AUTO, NULL) };

  g_assert_nonnull (scenario);
  g_assert_nonnull (real.engine);
  real.run = sim_run_start (real.engine, scenario, &options, NULL);
  g_assert_nonnull (real.run);
  g_assert_true (sim_run_wait (real.run, 60 * G_USEC_PER_SEC));
  real.snapshot = sim_run_snapshot (real.run);
  real.theory = sim_theory_new (scenario, FALSE, NULL);
  real.view = (SimReportView){ sim_snapshot_scenario (real.snapshot),
                               sim_snapshot_results (real.snapshot), real.theory,
                               sim_snapshot_fingerprint (real.snapshot) };
  return real;
}

static void
real_free (Real *real)
{
  sim_theory_free (real->theory);
  sim_snapshot_unref (real->snapshot);
  sim_run_unref (real->run);
  sim_engine_free (real->engine);
}

static void
test_door (void)
{
  Real real = real_new ();
  SimReportInfo info = handmade_info ();
  g_autofree char *json = sim_report_json (real.snapshot, real.theory, &info);
  g_autofree char *json_view = sim_report_view_json (&real.view, &info);
  g_autofree char *csv = sim_report_csv (real.snapshot, real.theory);
  g_autofree char *csv_view = sim_report_view_csv (&real.view);
  g_autofree char *tsv = sim_report_tsv (real.snapshot, NULL, 1);
  g_autofree char *table = sim_report_table (real.snapshot, real.theory, &info, 80);
  g_autofree char *table_view = sim_report_view_table (&real.view, &info, 80);

  g_assert_cmpstr (json, ==, json_view);
  g_assert_cmpstr (csv, ==, csv_view);
  g_assert_cmpstr (table, ==, table_view);
  g_assert_nonnull (strstr (tsv, "hypothesis\tHE-UC\t90\t"));
  real_free (&real);
}

/* Exact values join by total, not by place: those of other totals do not stand in. */
static void
test_theory (void)
{
  Handmade *handmade = handmade_new (TRUE);

  g_assert_true (sim_report_view_theory (&handmade->view, 90) == &handmade->theory.sizes[1]);
  g_assert_null (sim_report_view_theory (&handmade->view, 91));
  handmade->view.theory = NULL;
  g_assert_null (sim_report_view_theory (&handmade->view, 90));
  handmade_free (handmade);
}

static void
test_six_decimals (void)
{
  g_assert_cmpfloat (sim_report_six_decimals (0.1234567), ==, 0.123457);
  g_assert_cmpfloat (sim_report_six_decimals (1), ==, 1);
  g_assert_true (isnan (sim_report_six_decimals (NAN)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/report/door", test_door);
  g_test_add_func ("/report/report/theory", test_theory);
  g_test_add_func ("/report/report/six-decimals", test_six_decimals);
  return g_test_run ();
}
