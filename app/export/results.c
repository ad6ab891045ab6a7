/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results.c - the results of the run as the command line writes them.
 */
#include <glib/gi18n.h>
#include <locale.h>

#include "export/export.h"

#define PROGRAM "trefoil " TREFOIL_VERSION

/* The results as they are, or NULL and a sentence. */
static SimSnapshot *
snapshot_of (AppRun *run, GError **error)
{
  SimSnapshot *snapshot = app_run_snapshot (run);

  if (snapshot == NULL)
    g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                 _ ("There are no results yet: no valid scenario has been simulated."));
  return snapshot;
}

char *
app_results_text (AppRun *run, AppResultsFormat format, GError **error)
{
  SimSnapshot *snapshot = snapshot_of (run, error);
  SimReportInfo info = { .program = PROGRAM };

  if (snapshot == NULL)
    return NULL;
  if (format == APP_RESULTS_CSV)
    return sim_report_csv (snapshot, app_run_theory (run));
  info.complete = app_run_state (run) == SIM_RUN_COMPLETE && !app_run_stale (run);
  info.seconds = app_run_seconds (run);
  info.threads = app_run_threads (run);
  return sim_report_json (snapshot, app_run_theory (run), &info);
}

char *
app_results_protocol (AppRun *run, GError **error)
{
  SimSnapshot *snapshot = snapshot_of (run, error);
  g_auto (GStrv) paragraphs = NULL;
  SimNeeds needs;

  if (snapshot == NULL)
    return NULL;
  app_run_needs (run, &needs);
  paragraphs = sim_report_protocol (snapshot, app_run_theory (run), &needs, PROGRAM);
  return g_strjoinv ("\n\n", paragraphs);
}

char *
app_results_program (SimScenario *scenario, GError **error)
{
  locale_t english = newlocale (LC_MESSAGES_MASK, "C", duplocale (LC_GLOBAL_LOCALE));
  locale_t own = uselocale (english);
  char *text = sim_report_r (scenario, PROGRAM, NULL);

  uselocale (own);
  freelocale (english);
  /* What is wrong is said in the user's language. */
  return text != NULL ? text : sim_report_r (scenario, PROGRAM, error);
}

gboolean
app_results_save (AppRun *run, const char *path, AppResultsFormat format, GError **error)
{
  g_autofree char *text = app_results_text (run, format, error);

  return text != NULL && sim_file_save (path, text, -1, error);
}
