/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * nulls.c - trefoil-sim nulls: the family-wise error where hypotheses are true nulls.
 */
#include <string.h>
#include <unistd.h>

#include "background.h"
#include "load.h"
#include "output.h"
#include "words.h"

typedef struct {
  SimEngine *engine;
  SimScenario *scenario;
  SimNullStudy *study;
  GError *error;
} Job;

static void
compute (gpointer data, const gint *cancel)
{
  Job *job = data;

  job->study = sim_null_study_new (job->engine, job->scenario, NULL, cancel, &job->error);
}

static int
write_study (const SimCliOptions *options, const Job *job, double seconds)
{
  SimReportInfo info = {
    .program = SIM_CLI_NAME " " TREFOIL_VERSION,
    .complete = TRUE,
    .seconds = seconds,
    .threads = sim_engine_threads (job->engine),
    .colour = options->output == NULL && sim_cli_colour (options, STDOUT_FILENO),
  };
  g_autofree char *text = NULL;

  if (strcmp (options->format, "json") == 0)
    text = sim_report_nulls_json (job->scenario, job->study, &info);
  else if (strcmp (options->format, "csv") == 0)
    text = sim_report_nulls_csv (job->scenario, job->study);
  else
    text = sim_report_nulls_table (job->scenario, job->study, &info,
                                   sim_cli_columns (STDOUT_FILENO));
  return sim_cli_output_write (options, text, strlen (text)) ? SIM_CLI_DONE : SIM_CLI_FAILED;
}

int
sim_cli_nulls (const SimCliOptions *options)
{
  SimCliInterrupt interrupt;
  int status = SIM_CLI_FAILED;

  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  g_autoptr (SimScenario) scenario
      = sim_cli_load_or_say (options, g_ptr_array_index (options->operands, 0), &status);
  if (scenario == NULL)
    return status;
  sim_cli_interrupt_watch (&interrupt);
  Job job = { .scenario = scenario };
  job.engine = sim_engine_new (options->threads, options->isa, &job.error);
  gint64 start = g_get_monotonic_time ();
  if (job.engine != NULL)
    sim_cli_background (compute, NULL, &job, &interrupt);
  if (job.study != NULL)
    status
        = write_study (options, &job, (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  else if (job.error != NULL)
    sim_cli_say ("%s", job.error->message);
  else
    status = SIM_CLI_SIGNAL + interrupt.caught;
  g_clear_error (&job.error);
  sim_null_study_free (job.study);
  g_clear_pointer (&job.engine, sim_engine_free);
  return status;
}
