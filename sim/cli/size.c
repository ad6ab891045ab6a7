/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size.c - trefoil-sim size: how many patients a scenario needs.
 */
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "background.h"
#include "goal.h"
#include "load.h"
#include "output.h"
#include "words.h"

#define KEEP (512 << 20) /* bytes: effects are decided on patients drawn before */

/* The search, on a thread of its own so that a signal can stop it. */
typedef struct {
  SimEngine *engine;
  SimScenario *scenario;
  SimSizeOptions options;
  guint total;         /* 0: not asked for */
  gboolean allocation; /* asked for */
  GError *error;
  SimSizeStudy *study;
  SimEffectStudy *effect;
  SimAllocationStudy *ratios;
  gboolean complete;
} Job;

static void
search (gpointer data, const gint *cancel)
{
  Job *job = data;
  SimEffectOptions at = { job->total, job->options.target, 0, job->options.goal };
  gboolean good = TRUE;

  if (job->total > 0) {
    sim_engine_set_keep (job->engine, KEEP);
    job->effect
        = sim_effect_study_new (job->engine, job->scenario, &at, cancel, &job->error);
    sim_engine_set_keep (job->engine, 0);
    good = job->effect != NULL;
  }
  if (good) {
    job->study = sim_size_study_new (job->engine, job->scenario, &job->options, cancel,
                                     &job->error);
    good = job->study != NULL;
  }
  if (good && job->allocation) {
    job->ratios = sim_allocation_study_new (job->engine, job->scenario, &job->options,
                                            cancel, &job->error);
    good = job->ratios != NULL;
  }
  job->complete = good;
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
  SimSizeFound found = { job->study, job->effect, job->ratios };
  g_autofree char *text
      = strcmp (options->format, "json") == 0
            ? sim_report_size_json (job->scenario, &found, &info)
            : sim_report_size_table (job->scenario, &found, &info,
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
              .total = options->total,
              .allocation = options->allocation };
  job.engine = sim_engine_new (options->threads, options->isa, &job.error);
  gint64 start = g_get_monotonic_time ();
  if (job.engine != NULL)
    sim_cli_background (search, NULL, &job, &interrupt);
  double seconds = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  if (job.complete)
    status = write_study (options, &job, seconds);
  else if (g_error_matches (job.error, SIM_ERROR, SIM_ERROR_USAGE)) {
    sim_cli_say ("--total: %s", job.error->message);
    status = SIM_CLI_WRONG;
  } else if (job.error != NULL)
    sim_cli_say ("%s", job.error->message);
  else {
    if (!options->quiet)
      sim_cli_say (_ ("interrupted; nothing was written"));
    status = SIM_CLI_SIGNAL + interrupt.caught;
  }
  g_clear_error (&job.error);
  sim_allocation_study_free (job.ratios);
  sim_effect_study_free (job.effect);
  sim_size_study_free (job.study);
  g_clear_pointer (&job.engine, sim_engine_free);
  return status;
}
