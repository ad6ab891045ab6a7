/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * report.c - the public door: a snapshot is taken apart and handed to the writers.
 */
#include "view.h"

#include <math.h>

static SimReportView
view_of (SimSnapshot *snapshot, const SimTheory *theory)
{
  return (SimReportView){
    .scenario = sim_snapshot_scenario (snapshot),
    .results = sim_snapshot_results (snapshot),
    .theory = theory,
    .fingerprint = sim_snapshot_fingerprint (snapshot),
  };
}

const SimTheorySize *
sim_report_view_theory (const SimReportView *view, guint total)
{
  for (guint i = 0; view->theory != NULL && i < view->theory->n_sizes; i++)
    if (view->theory->sizes[i].total == total)
      return &view->theory->sizes[i];
  return NULL;
}

double
sim_report_six_decimals (double exact)
{
  return round (exact * 1e6) / 1e6;
}

char *
sim_report_json (SimSnapshot *snapshot, const SimTheory *theory, const SimReportInfo *info)
{
  SimReportView view = view_of (snapshot, theory);

  return sim_report_view_json (&view, info);
}

SimValue *
sim_report_value (SimSnapshot *snapshot, const SimTheory *theory, const SimReportInfo *info)
{
  SimReportView view = view_of (snapshot, theory);

  return sim_report_view_value (&view, info);
}

SimValue *
sim_report_figures (SimScenario *scenario, const SimResults *results, const SimTheory *theory)
{
  SimReportView view
      = { .scenario = scenario, .results = results, .theory = theory, .fingerprint = "" };
  SimReportInfo info = { .program = "" };

  return sim_report_view_value (&view, &info);
}

char *
sim_report_csv (SimSnapshot *snapshot, const SimTheory *theory)
{
  SimReportView view = view_of (snapshot, theory);

  return sim_report_view_csv (&view);
}

char *
sim_report_tsv (SimSnapshot *snapshot, const SimTheory *theory, guint size)
{
  SimReportView view = view_of (snapshot, theory);

  g_return_val_if_fail (size < view.results->n_sizes, NULL);
  return sim_report_view_tsv (&view, size);
}

char *
sim_report_table (SimSnapshot *snapshot, const SimTheory *theory, const SimReportInfo *info,
                  int columns)
{
  SimReportView view = view_of (snapshot, theory);

  return sim_report_view_table (&view, info, columns);
}
