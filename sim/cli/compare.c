/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare.c - trefoil-sim compare: scenarios against a first one on the same random numbers.
 */
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "background.h"
#include "load.h"
#include "output.h"
#include "progress.h"
#include "words.h"

/* What the thread that simulates and the one that looks share. */
typedef struct {
  const SimCliOptions *options;
  SimEngine *engine;
  GPtrArray *scenarios; /* of SimScenario, A first */
  GPtrArray *names;     /* of char*, NULL-terminated */
  GPtrArray *found;     /* of SimComparison; NULL: see error */
  GError *error;
  SimCliProgress progress;
  gint permille; /* of the work that is done; atomic */
} Job;

static void
drop_scenario (gpointer scenario)
{
  sim_scenario_unref (scenario);
}

static gboolean
take_scenario (Job *job, SimScenario *scenario, char *name)
{
  if (scenario == NULL) {
    g_free (name);
    return FALSE;
  }
  g_ptr_array_add (job->scenarios, scenario);
  g_ptr_array_add (job->names, name);
  return TRUE;
}

/* "A with /arms/usual/size=60, /testing/alpha=0.01" */
static char *
name_of_with (const SimCliOptions *options)
{
  GString *name = g_string_new (_ ("A with"));

  for (guint i = 0; i < options->withs->len; i++) {
    g_autofree char *printable = sim_cli_printable (g_ptr_array_index (options->withs, i));
    g_string_append_printf (name, "%s %s", i == 0 ? "" : ",", printable);
  }
  return g_string_free (name, FALSE);
}

/* Reads all scenarios. FALSE after a sentence, with the status to end with. */
static gboolean
load_all (Job *job, int *status)
{
  const SimCliOptions *options = job->options;
  guint n_files = options->operands->len;

  if (n_files + (options->withs->len > 0) < 2) {
    sim_cli_say (_ ("%s: found one scenario; allowed: two files or more, or one and --with"),
                 options->command->name);
    *status = SIM_CLI_WRONG;
    return FALSE;
  }
  for (guint i = 0; i < n_files; i++) {
    const char *file = g_ptr_array_index (options->operands, i);
    if (!take_scenario (job, sim_cli_load_or_say (options, file, status),
                        sim_cli_printable (file)))
      return FALSE;
  }
  if (options->withs->len == 0)
    return TRUE;
  SimScenario *first = g_ptr_array_index (job->scenarios, 0);
  const char *file = g_ptr_array_index (options->operands, 0);
  return take_scenario (job, sim_cli_load_with (options, first, file, status),
                        name_of_with (options));
}

static void
note_share (double share, gpointer data)
{
  Job *job = data;

  g_atomic_int_set (&job->permille, (gint)(1000 * share));
}

static void
look (gpointer data)
{
  Job *job = data;
  double share = g_atomic_int_get (&job->permille) / 1000.0;
  g_autofree char *words = sim_format_percent (share, 0.01);

  sim_cli_progress_draw_share (&job->progress, share, words);
}

static void
compare (gpointer data, const gint *cancel)
{
  Job *job = data;
  const SimCliOptions *options = job->options;
  SimCompareOptions how = { .precision = options->precision, .exact = TRUE, .cancel = cancel,
                            .progress = note_share, .data = job };

  if (options->edits[SIM_CLI_EDIT_REPLICATES] != NULL)
    how.replicates = sim_scenario_replicates (g_ptr_array_index (job->scenarios, 0));
  job->found = sim_compare (job->engine, (SimScenario *const *)job->scenarios->pdata,
                            job->scenarios->len, &how, &job->error);
}

static char *
report (const Job *job, SimReportInfo *info)
{
  const SimCliOptions *options = job->options;
  const char *const *names = (const char *const *)job->names->pdata;

  if (strcmp (options->format, "json") == 0)
    return sim_report_compare_json (job->found, names, info);
  if (strcmp (options->format, "csv") == 0)
    return sim_report_compare_csv (job->found, names);
  info->colour = options->output == NULL && sim_cli_colour (options, STDOUT_FILENO);
  return sim_report_compare_table (job->found, names, info, sim_cli_columns (STDOUT_FILENO));
}

static gboolean
is_complete (const GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    if (!((const SimComparison *)g_ptr_array_index (found, i))->complete)
      return FALSE;
  return TRUE;
}

static int
compare_and_write (Job *job, SimCliInterrupt *interrupt)
{
  sim_cli_progress_init (&job->progress, job->options);
  sim_cli_background (compare, look, job, interrupt);
  sim_cli_progress_end (&job->progress);
  if (job->found == NULL) {
    sim_cli_say ("%s", job->error->message);
    return job->error->code == SIM_ERROR_CANCELLED ? SIM_CLI_SIGNAL + interrupt->caught
                                                   : SIM_CLI_FAILED;
  }
  SimReportInfo info = {
    .program = SIM_CLI_NAME " " TREFOIL_VERSION,
    .complete = is_complete (job->found),
    .threads = sim_engine_threads (job->engine),
  };
  g_autofree char *text = report (job, &info);
  if (!sim_cli_output_write (job->options, text, strlen (text)))
    return SIM_CLI_FAILED;
  if (!info.complete && !job->options->quiet)
    sim_cli_say (_ ("interrupted; what was finished has been written"));
  return info.complete ? SIM_CLI_DONE : SIM_CLI_SIGNAL + interrupt->caught;
}

static int
start_and_write (Job *job)
{
  SimCliInterrupt interrupt;
  int status = SIM_CLI_FAILED;

  g_ptr_array_add (job->names, NULL);
  sim_cli_interrupt_watch (&interrupt);
  job->engine = sim_engine_new (job->options->threads, job->options->isa, &job->error);
  if (job->engine == NULL) {
    sim_cli_say ("%s", job->error->message);
    return SIM_CLI_FAILED;
  }
  status = compare_and_write (job, &interrupt);
  g_clear_pointer (&job->found, g_ptr_array_unref);
  sim_engine_free (job->engine);
  return status;
}

int
sim_cli_compare (const SimCliOptions *options)
{
  Job job = { .options = options };
  int status = SIM_CLI_FAILED;

  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  job.scenarios = g_ptr_array_new_with_free_func (drop_scenario);
  job.names = g_ptr_array_new_with_free_func (g_free);
  if (load_all (&job, &status))
    status = start_and_write (&job);
  g_ptr_array_unref (job.scenarios);
  g_ptr_array_unref (job.names);
  g_clear_error (&job.error);
  return status;
}
