/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shard.c - a part of a run: simulated, saved now and then, gone on with after an interruption.
 *
 * What is saved is always a part that can be resumed, so a program that is killed loses no more
 * than what came after the last saving.
 */
#include "shard.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "interrupt.h"
#include "load.h"
#include "output.h"
#include "progress.h"
#include "words.h"

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

  if (!save (job, run)) /* what cannot be written in the end is found before the work */
    return FALSE;
  sim_cli_progress_init (&progress, &job->options);
  while (sim_cli_progress_turn (&progress, run, &job->interrupt)) {
    if (g_get_monotonic_time () >= next) {
      save (job, run); /* if it fails the next one may not, as when a disk was full */
      next = g_get_monotonic_time () + pause;
    }
  }
  sim_cli_progress_end (&progress);
  gboolean saved = save (job, run);
  if (sim_run_state (run) != SIM_RUN_FAILED)
    return saved;
  sim_cli_say (_ ("there is not enough memory for this run"));
  return FALSE;
}

static void
remark_interrupted (const Job *job, SimRun *run)
{
  guint64 done = job->start - job->first + sim_run_done (run);

  if (!job->options.quiet)
    sim_cli_say (
        _ ("interrupted after %" PRIu64 " of %" PRIu64 " trials; run --resume goes on with them"),
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

/* A name of a file as a shell takes it. */
static char *
shell_word (const char *name)
{
  g_autofree char *printable = sim_cli_printable (name);

  return printable[strspn (printable, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_./:+,@%")] == '\0'
             ? g_steal_pointer (&printable)
             : g_shell_quote (printable);
}

/* Says that a part needs a file, with the command as it was given and one. */
static void
say_no_file (const SimCliOptions *options)
{
  gboolean resumed = options->resume != NULL;
  g_autofree char *what
      = shell_word (resumed ? options->resume : g_ptr_array_index (options->operands, 0));
  g_autofree char *command
      = resumed ? g_strdup_printf (SIM_CLI_NAME " run --resume %s -o part", what)
                : g_strdup_printf (SIM_CLI_NAME " run %s --shard %u/%u -o part-%u", what,
                                   options->shard, options->shards, options->shard);
  const char *option = resumed ? "--resume" : "--shard";

  if (options->output == NULL || strcmp (options->output, "-") == 0) {
    sim_cli_say (_ ("%s: found no file to save the part in; allowed: -o and its name, as in: %s"),
                 option, command);
    return;
  }
  g_autofree char *found = sim_cli_printable (options->output);
  sim_cli_say (_ ("%s: found -o %s, which is no file that a part can be saved in again and again; "
                  "allowed: -o and the name of one, as in: %s"),
               option, found, command);
}

/* FALSE after a sentence unless OUT is a file, and not by its name one of another kind. */
static gboolean
check_out (const SimCliOptions *options)
{
  if (!sim_cli_output_is_file (options)) {
    say_no_file (options);
    return FALSE;
  }
  if (!g_str_has_suffix (options->output, ".csv"))
    return TRUE;
  g_autofree char *found = sim_cli_printable (options->output);
  sim_cli_say (_ ("-o: found '%s', but a part is no CSV; allowed: another ending"), found);
  return FALSE;
}

/* The part of a file; NULL and a sentence if it is none. Signals still end the program here, where
 * it may wait for a pipe; so the threads that this takes are gone before they are watched. */
static SimRunPart *
read_part (const char *path, SimReportInfo *info, GError **error)
{
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, error);
  SimRunPart *part = engine != NULL ? sim_run_part_read_file (engine, path, info, error) : NULL;

  if (engine != NULL)
    sim_engine_free (engine);
  return part;
}

/* Says that OUT is a part that another number of parts asked for, which took work. */
static void
say_other_part (const Job *job, const SimRunPart *part)
{
  g_autofree char *name = sim_cli_printable (job->options.output);
  gboolean finished = sim_run_part_done (part) == sim_run_part_end (part);

  sim_cli_say (finished ? _ ("%s: found a finished part of this scenario with trials "
                             "%" PRIu64 " to %" PRIu64 ", but --shard %u/%u "
                             "has trials %" PRIu64 " to %" PRIu64 "; allowed: "
                             "the same number of parts as before, or another -o")
                        : _ ("%s: found an unfinished part of this scenario with trials "
                             "%" PRIu64 " to %" PRIu64 ", but --shard %u/%u "
                             "has trials %" PRIu64 " to %" PRIu64 "; allowed: "
                             "the same number of parts as before, or another -o"),
               name, sim_run_part_first (part), sim_run_part_end (part) - 1, job->options.shard,
               job->options.shards, job->first, job->end - 1);
}

/* The same command again, after an interruption or by a queue: what OUT has of this very part is
 * gone on with. One of other trials of this scenario is kept where any are done: FALSE after a
 * sentence. Anything else there is replaced, as by any command. */
static gboolean
adopt (Job *job, const SimScenario *scenario)
{
  SimReportInfo info = job->info;
  SimRunPart *part = g_file_test (job->options.output, G_FILE_TEST_EXISTS)
                         ? read_part (job->options.output, &info, NULL)
                         : NULL;
  gboolean ours
      = part != NULL
        && strcmp (sim_scenario_hash (sim_run_part_scenario (part)), sim_scenario_hash (scenario))
               == 0;
  gboolean same
      = ours && sim_run_part_first (part) == job->first && sim_run_part_end (part) == job->end;

  if (!same) {
    gboolean keep = ours && sim_run_part_done (part) > sim_run_part_first (part);
    if (keep)
      say_other_part (job, part);
    sim_run_part_free (part);
    return !keep;
  }
  job->before = part;
  job->start = sim_run_part_done (part);
  job->info = info;
  if (!job->options.quiet && job->start > job->first && job->start < job->end)
    sim_cli_say (_ ("going on with a part that has %" PRIu64 " of %" PRIu64 " trials"),
                 job->start - job->first, job->end - job->first);
  return TRUE;
}

/* Does what is left, on an engine of its own. Frees what was done before. */
static int
finish (Job *job, SimScenario *scenario)
{
  g_autoptr (GError) error = NULL;
  int status = SIM_CLI_FAILED;

  sim_cli_interrupt_watch (&job->interrupt);
  job->engine = sim_engine_new (job->options.threads, job->options.isa, &error);
  if (job->engine == NULL) {
    sim_cli_say ("%s", error->message);
  } else if (job->start < job->end) {
    status = go_on (job, scenario);
  } else {
    if (!job->options.quiet)
      sim_cli_say (_ ("the part was finished already"));
    gboolean here
        = g_strcmp0 (job->options.output, job->options.resume) == 0 || job->options.resume == NULL;
    status = here || write_part (job, job->before, 0) ? SIM_CLI_DONE : SIM_CLI_FAILED;
  }
  g_clear_pointer (&job->engine, sim_engine_free);
  sim_run_part_free (job->before);
  return status;
}

int
sim_cli_shard (const SimCliOptions *options)
{
  static const Refused refused[] = { { SIM_CLI_PRECISION, "--precision" },
                                     { SIM_CLI_TIME, "--time" },
                                     { SIM_CLI_FORMAT, "--format" } };
  Job job = { .options = *options, .info.program = SIM_CLI_NAME " " TREFOIL_VERSION };
  int status = SIM_CLI_FAILED;

  if (!check_alone (options, "--shard", refused, G_N_ELEMENTS (refused)) || !check_out (options))
    return SIM_CLI_WRONG;
  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  g_autoptr (SimScenario) scenario
      = sim_cli_load_or_say (options, g_ptr_array_index (options->operands, 0), &status);
  if (scenario == NULL)
    return status;
  guint64 trials = sim_scenario_replicates (scenario);
  if (options->shards > trials) {
    sim_cli_say (_ ("--shard: found %u parts; allowed: no more than the %" PRIu64 " trials"),
                 options->shards, trials);
    return SIM_CLI_WRONG;
  }
  job.first = job.start = sim_run_part_start (trials, options->shard, options->shards);
  job.end = sim_run_part_start (trials, options->shard + 1, options->shards);
  return adopt (&job, scenario) ? finish (&job, scenario) : SIM_CLI_FAILED;
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

  if (options->operands->len > 0) {
    sim_cli_say (_ ("--resume: the part has its scenario in it; allowed: no FILE beside it"));
    return SIM_CLI_WRONG;
  }
  if ((options->given & SIM_CLI_OUTPUT) == 0 && strcmp (options->resume, "-") != 0)
    job.options.output = options->resume;
  if (!check_alone (options, "--resume", refused, G_N_ELEMENTS (refused))
      || !check_out (&job.options))
    return SIM_CLI_WRONG;
  if (!sim_cli_output_check (&job.options))
    return SIM_CLI_FAILED;
  job.before = read_part (options->resume, &job.info, &error);
  if (job.before == NULL) {
    g_autofree char *printable = sim_cli_printable (options->resume);
    sim_cli_say ("%s: %s", printable, error->message);
    return SIM_CLI_FAILED;
  }
  job.first = sim_run_part_first (job.before);
  job.start = sim_run_part_done (job.before);
  job.end = sim_run_part_end (job.before);
  return finish (&job, sim_run_part_scenario (job.before));
}
