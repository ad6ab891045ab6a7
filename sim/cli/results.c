/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results.c - exact values beside a snapshot, and the report of both.
 */
#include "results.h"

#include <string.h>
#include <unistd.h>

#include "background.h"
#include "output.h"

/* Exact values, computed by a thread of their own so that a signal can stop them. */
typedef struct {
  SimScenario *scenario;
  SimTheory *theory;
  const SimResults *results;
  SimNeeds *needs;   /* NULL: they are not asked for */
  gboolean p_values; /* they are asked for */
} TheoryJob;

static void
compute_theory (gpointer data, const gint *cancel)
{
  TheoryJob *job = data;

  job->theory = sim_theory_new (job->scenario, FALSE, cancel);
  if (job->theory != NULL && job->p_values
      && !sim_theory_add_p_values (job->theory, job->scenario, cancel))
    g_clear_pointer (&job->theory, sim_theory_free);
  if (job->needs != NULL)
    sim_needs (job->scenario, job->results, cancel, job->needs);
}

static SimTheory *
theory_of (SimSnapshot *snapshot, SimNeeds *needs, gboolean p_values, SimCliInterrupt *interrupt)
{
  TheoryJob job = { .scenario = sim_snapshot_scenario (snapshot),
                    .results = sim_snapshot_results (snapshot),
                    .needs = needs,
                    .p_values = p_values };

  sim_cli_background (compute_theory, NULL, &job, interrupt);
  return job.theory;
}

static char *
report (const SimCliOptions *options, SimSnapshot *snapshot, const SimTheory *theory,
        SimReportInfo *info)
{
  if (strcmp (options->format, "json") == 0)
    return sim_report_json (snapshot, theory, info);
  if (strcmp (options->format, "csv") == 0)
    return sim_report_csv (snapshot, theory);
  info->colour = options->output == NULL && sim_cli_colour (options, STDOUT_FILENO);
  return sim_report_table (snapshot, theory, info, sim_cli_columns (STDOUT_FILENO));
}

gboolean
sim_cli_results_write (const SimCliOptions *options, SimSnapshot *snapshot, SimReportInfo *info,
                       SimCliInterrupt *interrupt)
{
  gboolean table = strcmp (options->format, "table") == 0;
  SimTheory *theory = NULL;
  SimNeeds needs;

  if (sim_cli_interrupt_poll (interrupt) == 0) {
    theory = theory_of (snapshot, table ? &needs : NULL, !table, interrupt);
    info->needs = table ? &needs : NULL;
  }
  info->complete = info->complete && sim_cli_interrupt_poll (interrupt) == 0;
  g_autofree char *text = report (options, snapshot, theory, info);
  info->needs = NULL;
  sim_theory_free (theory);
  return sim_cli_output_write (options, text, strlen (text));
}
