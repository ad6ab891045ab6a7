/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sensitivity.c - trefoil-sim sensitivity: what each assumption alone does to power.
 */
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "background.h"
#include "goal.h"
#include "load.h"
#include "output.h"
#include "progress.h"
#include "words.h"

/* Bytes for the sums of patients whom scenarios have in common. */
#define KEEP ((gsize)256 << 20)

/* What the thread that simulates and the one that looks share. */
typedef struct {
  const SimCliOptions *options;
  SimEngine *engine;
  SimTornado *tornado;
  GError *error; /* why it is not complete, or NULL */
  gint n_done;   /* ends, atomically */
  double seconds;
  SimCliProgress progress;
} Job;

static void
count_end (const SimTornado *tornado, gpointer data)
{
  Job *job = data;

  g_atomic_int_set (&job->n_done, (gint)tornado->n_done);
}

static void
simulate (gpointer data, const gint *cancel)
{
  Job *job = data;
  SimTornadoOptions how = { .exact = job->options->exact, .end_done = count_end, .data = job };

  sim_tornado_run (job->tornado, job->engine, &how, cancel, &job->error);
}

static void
show (gpointer data)
{
  Job *job = data;
  int done = g_atomic_int_get (&job->n_done);
  guint all = 2 * job->tornado->n_bars;
  g_autofree char *words = g_strdup_printf (_ ("%d of %u scenarios"), done, all);

  sim_cli_progress_draw_share (&job->progress, (double)done / all, words);
}

/* The ranges of --range, or else of the file. NULL after a sentence. */
static GPtrArray *
read_ranges (const SimCliOptions *options, SimScenario *scenario)
{
  GPtrArray *ranges;

  if (options->varied->len == 0) {
    ranges = sim_tornado_ranges (scenario);
    if (ranges->len > 0)
      return ranges;
    sim_cli_say (_ ("found no plausible range in the basis of the file; allowed: --range "
                    "/pointer=low:high, for instance /outcomes/rmdq/sd=4:6"));
    g_ptr_array_unref (ranges);
    return NULL;
  }
  ranges = g_ptr_array_new_with_free_func ((GDestroyNotify)sim_vary_free);
  for (guint i = 0; i < options->varied->len; i++) {
    g_autoptr (GError) error = NULL;
    SimVary *range = sim_vary_parse_range (g_ptr_array_index (options->varied, i), &error);
    if (range == NULL) {
      g_autofree char *printable = sim_cli_printable (error->message);
      sim_cli_say ("--range: %s", printable);
      g_ptr_array_unref (ranges);
      return NULL;
    }
    g_ptr_array_add (ranges, range);
  }
  return ranges;
}

static SimTornado *
make_tornado (const SimCliOptions *options, SimScenario *scenario)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *ranges = read_ranges (options, scenario);
  SimTornado *tornado;

  if (ranges == NULL)
    return NULL;
  tornado = sim_tornado_new (scenario, (const SimVary *const *)ranges->pdata, ranges->len, &error);
  if (tornado == NULL) {
    g_autofree char *printable = sim_cli_printable (error->message);
    sim_cli_say ("--range: %s", printable);
  }
  g_ptr_array_unref (ranges);
  return tornado;
}

static char *
report (const Job *job)
{
  const SimCliOptions *options = job->options;
  SimReportInfo info = {
    .program = SIM_CLI_NAME " " TREFOIL_VERSION,
    .complete = job->error == NULL,
    .seconds = job->seconds,
    .threads = sim_engine_threads (job->engine),
    .colour = options->output == NULL && sim_cli_colour (options, STDOUT_FILENO),
  };

  if (strcmp (options->format, "json") == 0)
    return sim_report_tornado_json (job->tornado, &info);
  if (strcmp (options->format, "csv") == 0)
    return sim_report_tornado_csv (job->tornado);
  return sim_report_tornado_table (job->tornado,
                                   sim_cli_goal_index (options, job->tornado->scenario), &info,
                                   sim_cli_columns (STDOUT_FILENO));
}

static int
simulate_and_write (Job *job, SimCliInterrupt *interrupt)
{
  gint64 began = g_get_monotonic_time ();

  sim_engine_set_keep (job->engine, KEEP);
  sim_cli_progress_init (&job->progress, job->options);
  sim_cli_background (simulate, show, job, interrupt);
  sim_cli_progress_end (&job->progress);
  job->seconds = (double)(g_get_monotonic_time () - began) / G_USEC_PER_SEC;
  if (job->error != NULL && job->error->code != SIM_ERROR_CANCELLED) {
    sim_cli_say ("%s", job->error->message);
    return SIM_CLI_FAILED;
  }
  g_autofree char *text = report (job);
  if (!sim_cli_output_write (job->options, text, strlen (text)))
    return SIM_CLI_FAILED;
  if (job->error == NULL)
    return SIM_CLI_DONE;
  if (!job->options->quiet)
    sim_cli_say (_ ("interrupted after %u of %u scenarios; what was finished has been written"),
                 job->tornado->n_done, 2 * job->tornado->n_bars);
  return SIM_CLI_SIGNAL + interrupt->caught;
}

int
sim_cli_sensitivity (const SimCliOptions *options)
{
  SimCliInterrupt interrupt;
  Job job = { .options = options };
  int status = SIM_CLI_FAILED;

  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  g_autoptr (SimScenario) scenario
      = sim_cli_load_or_say (options, g_ptr_array_index (options->operands, 0), &status);
  if (scenario == NULL)
    return status;
  if (!sim_cli_goal_check (options, scenario))
    return SIM_CLI_WRONG;
  job.tornado = make_tornado (options, scenario);
  if (job.tornado == NULL)
    return SIM_CLI_WRONG;
  sim_cli_interrupt_watch (&interrupt);
  job.engine = sim_engine_new (options->threads, options->isa, &job.error);
  if (job.engine != NULL) {
    status = simulate_and_write (&job, &interrupt);
    sim_engine_free (job.engine);
  } else {
    sim_cli_say ("%s", job.error->message);
    status = SIM_CLI_FAILED;
  }
  sim_tornado_free (job.tornado);
  g_clear_error (&job.error);
  return status;
}
