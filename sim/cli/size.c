/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size.c - trefoil-sim size: how many patients a scenario needs.
 */
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "goal.h"
#include "interrupt.h"
#include "load.h"
#include "output.h"
#include "words.h"

#define LOOK_EVERY (G_USEC_PER_SEC / 50) /* how long a signal may wait */

/* The search, on a thread of its own so that a signal can stop it. */
typedef struct {
  SimEngine *engine;
  SimScenario *scenario;
  SimSizeOptions options;
  gint cancel;
  GError *error;
  SimSizeStudy *study;
  GAsyncQueue *done;
} Job;

static gpointer
search (gpointer data)
{
  Job *job = data;

  job->study = sim_size_study_new (job->engine, job->scenario, &job->options, &job->cancel,
                                   &job->error);
  g_async_queue_push (job->done, job);
  return NULL;
}

static void
search_or_stop (Job *job, SimCliInterrupt *interrupt)
{
  GThread *thread = g_thread_new ("size", search, job);

  while (g_async_queue_timeout_pop (job->done, LOOK_EVERY) == NULL)
    if (sim_cli_interrupt_poll (interrupt) != 0)
      g_atomic_int_set (&job->cancel, 1);
  g_thread_join (thread);
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
  g_autofree char *text
      = strcmp (options->format, "json") == 0
            ? sim_report_size_json (job->scenario, job->study, &info)
            : sim_report_size_table (job->scenario, job->study, &info,
                                     sim_cli_columns (STDOUT_FILENO));

  return sim_cli_output_write (options, text, strlen (text)) ? SIM_CLI_DONE : SIM_CLI_FAILED;
}

int
sim_cli_size (const SimCliOptions *options)
{
  SimCliInterrupt interrupt;
  int status = SIM_CLI_FAILED;

  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  g_autoptr (SimScenario) scenario
      = sim_cli_load_or_say (options, g_ptr_array_index (options->operands, 0), &status);
  if (scenario == NULL)
    return status;
  if (!sim_cli_goal_check (options, scenario))
    return SIM_CLI_WRONG;
  sim_cli_interrupt_watch (&interrupt);
  Job job = { .scenario = scenario,
              .options = { .target = options->power, .goal = options->goal },
              .done = g_async_queue_new () };
  job.engine = sim_engine_new (options->threads, options->isa, &job.error);
  gint64 start = g_get_monotonic_time ();
  if (job.engine != NULL)
    search_or_stop (&job, &interrupt);
  double seconds = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  if (job.study != NULL)
    status = write_study (options, &job, seconds);
  else if (job.error != NULL)
    sim_cli_say ("%s", job.error->message);
  else
    status = SIM_CLI_SIGNAL + interrupt.caught;
  g_clear_error (&job.error);
  sim_size_study_free (job.study);
  g_clear_pointer (&job.engine, sim_engine_free);
  g_async_queue_unref (job.done);
  return status;
}
