/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * grid.c - trefoil-sim grid: power over the values of some assumptions.
 */
#include <glib/gi18n.h>

#include "goal.h"
#include "study.h"
#include "words.h"

/* Bytes for the sums of patients whom scenarios have in common. */
#define KEEP ((gsize)256 << 20)

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

static gboolean
prepare (SimCliStudy *study, int *status)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *axes = read_axes (study->options);

  *status = SIM_CLI_WRONG;
  if (axes == NULL)
    return FALSE;
  study->found = sim_power_grid_new (sim_cli_study_scenario (study),
                                     (const SimVary *const *)axes->pdata, axes->len, &error);
  if (study->found == NULL) {
    g_autofree char *printable = sim_cli_printable (error->message);
    sim_cli_say ("--vary: %s", printable);
  }
  g_ptr_array_unref (axes);
  return study->found != NULL;
}

static void
count_cell (const SimPowerGrid *grid, guint cell, gpointer data)
{
  sim_cli_study_count (data, grid->n_done, grid->n_cells);
}

static void
compute (SimCliStudy *study, const gint *cancel)
{
  const SimPowerGridOptions how
      = { .exact = study->options->exact, .cell_done = count_cell, .data = study };

  const SimPowerGrid *grid = study->found;

  sim_cli_study_count (study, grid->n_done, grid->n_cells);
  study->complete
      = sim_power_grid_run (study->found, study->engine, &how, cancel, &study->error);
  study->empty = grid->n_done == 0;
}

static char *
json (const SimCliStudy *study, const SimReportInfo *info)
{
  return sim_report_power_grid_json (study->found, info);
}

static char *
csv (const SimCliStudy *study, const SimReportInfo *info)
{
  return sim_report_power_grid_csv (study->found);
}

static char *
table (const SimCliStudy *study, const SimReportInfo *info, int columns)
{
  return sim_report_power_grid_table (study->found, study->options->goal, info, columns);
}

static int
conclude (const SimCliStudy *study)
{
  const SimPowerGrid *grid = study->found;
  const char *first = NULL;
  guint problems = 0;

  for (guint i = 0; i < grid->n_cells; i++)
    if (grid->cells[i].problem != NULL && problems++ == 0)
      first = grid->cells[i].problem;
  if (problems > 0 && !study->options->quiet)
    sim_cli_say (_ ("%u of %u scenarios are not possible; the first: %s"), problems, grid->n_cells,
                 first);
  return problems < grid->n_cells ? SIM_CLI_DONE : SIM_CLI_INVALID;
}

static void
clear (gpointer found)
{
  sim_power_grid_free (found);
}

int
sim_cli_grid (const SimCliOptions *options)
{
  static const SimCliStudyRow row = { .keep = KEEP,
                                      .counted = N_ ("scenarios"),
                                      .prepare = prepare,
                                      .compute = compute,
                                      .json = json,
                                      .csv = csv,
                                      .table = table,
                                      .conclude = conclude,
                                      .clear = clear };

  return sim_cli_study (options, &row);
}
