/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * make.c - what a report needs beside the run, computed, and the report written.
 */
#include "report/make.h"

#include <string.h>

#include "report/content.h"

#define SENSITIVITY_TRIALS 20000 /* of each end: an error of the change of at most 0.35 points */

static gboolean
ends_in (const char *path, const char *ending)
{
  g_autofree char *small = g_ascii_strdown (path, -1);

  return g_str_has_suffix (small, ending);
}

gboolean
report_is_pdf (const char *path)
{
  return ends_in (path, ".pdf");
}

gboolean
report_is_html (const char *path)
{
  return ends_in (path, ".html") || ends_in (path, ".htm");
}

static GBytes *
write_document (const ReportInput *input, const char *path, GError **error)
{
  g_autoptr (ReportDocument) document = report_content (input);

  if (report_is_pdf (path))
    return report_pdf (document, error);
  char *text = report_html (document, error);
  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
}

GBytes *
report_make (const ReportRequest *request, const char *path, GError **error)
{
  SimScenario *scenario = sim_snapshot_scenario (request->snapshot);
  guint64 trials = MIN (sim_scenario_replicates (scenario), SENSITIVITY_TRIALS);
  const SimTornadoOptions how = { .replicates = trials };
  g_autoptr (GPtrArray) assumptions = sim_assumptions (scenario);
  g_autoptr (SimTornado) tornado = NULL;
  GBytes *bytes = NULL;

  /* A scenario that gives no assumption has no section about them. */
  if (request->engine != NULL && assumptions->len > 0) {
    tornado = sim_assumptions_tornado (scenario, assumptions, error);
    if (tornado == NULL || !sim_tornado_run (tornado, request->engine, &how, NULL, error))
      return NULL;
  }
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL); /* a finer curve may take long */
  SimNeeds needs;
  sim_needs (scenario, sim_snapshot_results (request->snapshot), NULL, &needs);
  const ReportInput input = { .scenario = scenario,
                              .snapshot = request->snapshot,
                              .theory = theory,
                              .needs = &needs,
                              .tornado = tornado,
                              .assumptions = assumptions,
                              .program = request->program,
                              .paged = report_is_pdf (path) };
  bytes = write_document (&input, path, error);
  sim_theory_free (theory);
  return bytes;
}
