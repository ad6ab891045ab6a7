/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shard.c - a part of a run: simulated, saved now and then, gone on with after an interruption.
 *
 * What is saved is always a part that can be resumed, so a program that is killed loses no more
 * than what came after the last saving.
 */
#include "shard.h"

#include <glib/gi18n.h>
#include <string.h>

#include "interrupt.h"
#include "load.h"
#include "output.h"
#include "progress.h"
#include "words.h"

#define LOOK_EVERY (G_USEC_PER_SEC / 50) /* how long a signal may wait */

typedef struct {
  SimCliOptions options; /* with the output that counts */
  SimEngine *engine;
  SimRunPart *before;        /* what was done before; NULL: nothing */
  SimReportInfo info;        /* of what was done before: seconds */
  guint64 first, start, end; /* of the part, of what this program simulates of it, its end */
  SimCliInterrupt interrupt;
} Job;

/* What is done by now, as a part. NULL if memory is short. */
static SimRunPart *
part_of (const Job *job, SimRun *run)
{
  SimSnapshot *snapshot = sim_run_snapshot (run);
  SimRunPart *part = snapshot != NULL ? sim_run_part_new (snapshot, job->start, job->end) : NULL;

  sim_snapshot_unref (snapshot);
  if (part == NULL || job->before == NULL)
    return part;
  SimRunPart *whole = sim_run_part_copy (job->before);
  if (whole != NULL)
    sim_run_part_append (whole, part);
  sim_run_part_free (part);
  return whole;
}

static gboolean
write_part (const Job *job, const SimRunPart *part, double seconds)
{
  g_autoptr (GError) error = NULL;
  SimReportInfo info = job->info;

  info.seconds += seconds;
  info.threads = sim_engine_threads (job->engine);
  g_autofree char *text = sim_run_part_text (part, &info, &error);
  if (text != NULL)
    return sim_cli_output_write (&job->options, text, strlen (text));
  sim_cli_say ("%s", error->message);
  return FALSE;
}

/* Saves what is done; FALSE after a sentence. */
static gboolean
save (const Job *job, SimRun *run)
{
  g_autoptr (SimRunPart) part = part_of (job, run);

  if (part != NULL)
    return write_part (job, part, sim_run_seconds (run));
  sim_cli_say (_ ("there is not enough memory for this part"));
  return FALSE;
}

/* Runs to the end or to a signal, and saves now and then. FALSE if it cannot be saved. */
static gboolean
simulate (Job *job, SimRun *run)
{
  SimCliProgress progress;
  gint64 pause = (gint64)(job->options.save_every * G_USEC_PER_SEC);
  gint64 next = g_get_monotonic_time () + pause;
  gboolean good = TRUE;

  sim_cli_progress_init (&progress, &job->options);
  while (good && !sim_run_wait (run, LOOK_EVERY)) {
    if (sim_cli_interrupt_poll (&job->interrupt) != 0)
      sim_run_cancel (run);
    else
      sim_cli_progress_draw (&progress, run);
    if (job->options.output != NULL && g_get_monotonic_time () >= next) {
      good = save (job, run);
      next = g_get_monotonic_time () + pause;
    }
  }
  sim_cli_progress_end (&progress);
  if (good && sim_run_state (run) == SIM_RUN_FAILED) {
    sim_cli_say (_ ("there is not enough memory for this run"));
    return FALSE;
  }
  return good && save (job, run);
}

static void
remark_interrupted (const Job *job, SimRun *run)
{
  guint64 done = job->start - job->first + sim_run_done (run);

  if (!job->options.quiet)
    sim_cli_say (_ ("interrupted after %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                    " trials; run --resume goes on with them"),
                 done, job->end - job->first);
}

/* Simulates what is left of the part. */
static int
go_on (Job *job, SimScenario *scenario)
{
  g_autoptr (GError) error = NULL;
  SimRunOptions how
      = { .replicates = job->end - job->start, .first = job->start, .p_values = TRUE };
  SimRun *run = sim_run_start (job->engine, scenario, &how, &error);
  int status = SIM_CLI_FAILED;

  if (run == NULL) {
    sim_cli_say ("%s", error->message);
    return SIM_CLI_FAILED;
  }
  if (simulate (job, run))
    status = job->interrupt.caught == 0 ? SIM_CLI_DONE : SIM_CLI_SIGNAL + job->interrupt.caught;
  if (status >= SIM_CLI_SIGNAL)
    remark_interrupted (job, run);
  sim_run_unref (run);
  return status;
}

typedef struct {
  guint bit;
  const char *name;
} Refused;

/* FALSE after a sentence where an option is given that does not go with another. */
static gboolean
check_alone (const SimCliOptions *options, const char *with, const Refused *refused, guint n)
{
  for (guint i = 0; i < n; i++)
    if ((options->given & refused[i].bit) != 0) {
      sim_cli_say (_ ("%s: not together with %s"), refused[i].name, with);
      return FALSE;
    }
  return TRUE;
}

static SimEngine *
engine_of (const SimCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  SimEngine *engine = sim_engine_new (options->threads, options->isa, &error);

  if (engine == NULL)
    sim_cli_say ("%s", error->message);
  return engine;
}

int
sim_cli_shard (const SimCliOptions *options)
{
  static const Refused refused[] = { { SIM_CLI_PRECISION, "--precision" },
                                     { SIM_CLI_TIME, "--time" },
                                     { SIM_CLI_FORMAT, "--format" } };
  Job job = { .options = *options, .info.program = SIM_CLI_NAME " " TREFOIL_VERSION };
  int status = SIM_CLI_FAILED;

  if (!check_alone (options, "--shard", refused, G_N_ELEMENTS (refused)))
    return SIM_CLI_WRONG;
  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  g_autoptr (SimScenario) scenario
      = sim_cli_load_or_say (options, g_ptr_array_index (options->operands, 0), &status);
  if (scenario == NULL)
    return status;
  guint64 trials = sim_scenario_replicates (scenario);
  if (options->shards > trials) {
    sim_cli_say (
        _ ("--shard: found %u parts; allowed: no more than the %" G_GUINT64_FORMAT " trials"),
        options->shards, trials);
    return SIM_CLI_WRONG;
  }
  job.first = job.start = sim_run_part_start (trials, options->shard, options->shards);
  job.end = sim_run_part_start (trials, options->shard + 1, options->shards);
  sim_cli_interrupt_watch (&job.interrupt);
  job.engine = engine_of (options);
  if (job.engine == NULL)
    return SIM_CLI_FAILED;
  status = go_on (&job, scenario);
  sim_engine_free (job.engine);
  return status;
}

/* The part is read: goes on with it, or says that there is nothing to go on with. */
static int
go_on_with (Job *job)
{
  job->first = sim_run_part_first (job->before);
  job->start = sim_run_part_done (job->before);
  job->end = sim_run_part_end (job->before);
  if (job->start < job->end)
    return go_on (job, sim_run_part_scenario (job->before));
  if (!job->options.quiet)
    sim_cli_say (_ ("the part was finished already"));
  return write_part (job, job->before, 0) ? SIM_CLI_DONE : SIM_CLI_FAILED;
}

int
sim_cli_resume (const SimCliOptions *options)
{
  static const Refused refused[]
      = { { SIM_CLI_SHARD, "--shard" }, { SIM_CLI_SET, "--set" },
          { SIM_CLI_SEED, "--seed" },   { SIM_CLI_REPLICATES, "--replicates" },
          { SIM_CLI_SIZES, "--sizes" }, { SIM_CLI_PRECISION, "--precision" },
          { SIM_CLI_TIME, "--time" },   { SIM_CLI_FORMAT, "--format" } };
  g_autoptr (GError) error = NULL;
  Job job = { .options = *options, .info.program = SIM_CLI_NAME " " TREFOIL_VERSION };
  int status = SIM_CLI_FAILED;

  if (!check_alone (options, "--resume", refused, G_N_ELEMENTS (refused)))
    return SIM_CLI_WRONG;
  if (options->operands->len > 0) {
    sim_cli_say (_ ("--resume: the part has its scenario in it; allowed: no FILE beside it"));
    return SIM_CLI_WRONG;
  }
  if ((options->given & SIM_CLI_OUTPUT) == 0 && strcmp (options->resume, "-") != 0)
    job.options.output = options->resume;
  if (!sim_cli_output_check (&job.options))
    return SIM_CLI_FAILED;
  sim_cli_interrupt_watch (&job.interrupt);
  job.engine = engine_of (options);
  if (job.engine == NULL)
    return SIM_CLI_FAILED;
  job.before = sim_run_part_read_file (job.engine, options->resume, &job.info, &error);
  if (job.before != NULL) {
    status = go_on_with (&job);
  } else {
    g_autofree char *printable = sim_cli_printable (options->resume);
    sim_cli_say ("%s: %s", printable, error->message);
  }
  sim_run_part_free (job.before);
  sim_engine_free (job.engine);
  return status;
}
