/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results.c - the results of the run as the command line writes them.
 */
#include <glib/gi18n.h>

#include "export/export.h"

char *
app_results_text (AppRun *run, AppResultsFormat format, GError **error)
{
  SimSnapshot *snapshot = app_run_snapshot (run);
  SimReportInfo info = { .program = "trefoil " TREFOIL_VERSION };

  if (snapshot == NULL) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                 _ ("There are no results yet: no valid scenario has been simulated."));
    return NULL;
  }
  if (format == APP_RESULTS_CSV)
    return sim_report_csv (snapshot, app_run_theory (run));
  info.complete = app_run_state (run) == SIM_RUN_COMPLETE && !app_run_stale (run);
  info.seconds = app_run_seconds (run);
  info.threads = app_run_threads (run);
  return sim_report_json (snapshot, app_run_theory (run), &info);
}

gboolean
app_results_save (AppRun *run, const char *path, AppResultsFormat format, GError **error)
{
  g_autofree char *text = app_results_text (run, format, error);

  return text != NULL && sim_file_save (path, text, -1, error);
}
