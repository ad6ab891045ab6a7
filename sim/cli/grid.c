/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * grid.c - trefoil-sim grid: power over the values of some assumptions.
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
  SimPowerGrid *grid;
  GError *error; /* why the grid is not complete, or NULL */
  gint n_done;   /* cells, atomically */
  double seconds;
  SimCliProgress progress;
} Job;

static void
count_cell (const SimPowerGrid *grid, guint cell, gpointer data)
{
  Job *job = data;

  g_atomic_int_set (&job->n_done, (gint)grid->n_done);
}

static void
fill (gpointer data, const gint *cancel)
{
  Job *job = data;
  SimPowerGridOptions how
      = { .exact = job->options->exact, .cell_done = count_cell, .data = job };

  sim_power_grid_run (job->grid, job->engine, &how, cancel, &job->error);
}

static void
show (gpointer data)
{
  Job *job = data;
  int done = g_atomic_int_get (&job->n_done);
  g_autofree char *words = g_strdup_printf (_ ("%d of %u scenarios"), done, job->grid->n_cells);

  sim_cli_progress_draw_share (&job->progress, (double)done / job->grid->n_cells, words);
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
    return sim_report_power_grid_json (job->grid, &info);
  if (strcmp (options->format, "csv") == 0)
    return sim_report_power_grid_csv (job->grid);
  return sim_report_power_grid_table (job->grid,
                                      sim_cli_goal_index (options, job->grid->scenario), &info,
                                      sim_cli_columns (STDOUT_FILENO));
}

/* The assumptions of --vary, or NULL after a sentence. */
static GPtrArray *
read_axes (const SimCliOptions *options)
{
  GPtrArray *axes = g_ptr_array_new_with_free_func ((GDestroyNotify)sim_vary_free);

  for (guint i = 0; i < options->varied->len; i++) {
    g_autoptr (GError) error = NULL;
    SimVary *vary = sim_vary_parse (g_ptr_array_index (options->varied, i), &error);
    if (vary == NULL) {
      g_autofree char *printable = sim_cli_printable (error->message);
      sim_cli_say ("--vary: %s", printable);
      g_ptr_array_unref (axes);
      return NULL;
    }
    g_ptr_array_add (axes, vary);
  }
  return axes;
}

static SimPowerGrid *
make_grid (const SimCliOptions *options, SimScenario *scenario)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *axes = read_axes (options);
  SimPowerGrid *grid = NULL;

  if (axes == NULL)
    return NULL;
  grid = sim_power_grid_new (scenario, (const SimVary *const *)axes->pdata, axes->len, &error);
  if (grid == NULL) {
    g_autofree char *printable = sim_cli_printable (error->message);
    sim_cli_say ("--vary: %s", printable);
  }
  g_ptr_array_unref (axes);
  return grid;
}

static guint
count_problems (const SimPowerGrid *grid, const char **first)
{
  guint n = 0;

  for (guint i = 0; i < grid->n_cells; i++)
    if (grid->cells[i].problem != NULL && n++ == 0)
      *first = grid->cells[i].problem;
  return n;
}

static void
remark (const Job *job, const SimCliInterrupt *interrupt)
{
  const SimPowerGrid *grid = job->grid;
  const char *first = NULL;
  guint problems = count_problems (grid, &first);

  if (job->options->quiet)
    return;
  if (interrupt->caught != 0)
    sim_cli_say (_ ("interrupted after %u of %u scenarios; what was finished has been written"),
                 grid->n_done, grid->n_cells);
  if (problems > 0)
    sim_cli_say (_ ("%u of %u scenarios are not possible; the first: %s"), problems, grid->n_cells,
                 first);
}

/* Fills the grid and writes it. */
static int
fill_and_write (Job *job, SimCliInterrupt *interrupt)
{
  const char *first = NULL;

  gint64 began = g_get_monotonic_time ();
  sim_cli_progress_init (&job->progress, job->options);
  sim_cli_background (fill, show, job, interrupt);
  sim_cli_progress_end (&job->progress);
  job->seconds = (double)(g_get_monotonic_time () - began) / G_USEC_PER_SEC;
  if (job->error != NULL && job->error->code != SIM_ERROR_CANCELLED) {
    sim_cli_say ("%s", job->error->message);
    return SIM_CLI_FAILED;
  }
  g_autofree char *text = report (job);
  if (!sim_cli_output_write (job->options, text, strlen (text)))
    return SIM_CLI_FAILED;
  remark (job, interrupt);
  if (job->error != NULL)
    return SIM_CLI_SIGNAL + interrupt->caught;
  return count_problems (job->grid, &first) < job->grid->n_cells ? SIM_CLI_DONE : SIM_CLI_INVALID;
}

int
sim_cli_grid (const SimCliOptions *options)
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
  job.grid = make_grid (options, scenario);
  if (job.grid == NULL)
    return SIM_CLI_WRONG;
  sim_cli_interrupt_watch (&interrupt);
  job.engine = sim_engine_new (options->threads, options->isa, &job.error);
  if (job.engine != NULL) {
    sim_engine_set_keep (job.engine, KEEP);
    status = fill_and_write (&job, &interrupt);
    sim_engine_free (job.engine);
  } else {
    sim_cli_say ("%s", job.error->message);
    status = SIM_CLI_FAILED;
  }
  sim_power_grid_free (job.grid);
  g_clear_error (&job.error);
  return status;
}
