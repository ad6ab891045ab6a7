/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * merge.c - trefoil-sim merge: the parts of a run, joined to its results.
 */
#include <glib/gi18n.h>

#include "output.h"
#include "results.h"
#include "words.h"

static void
free_part (gpointer part)
{
  sim_run_part_free (part);
}

/* All parts in the order of their names; NULL after a sentence. Adds up their timing. */
static GPtrArray *
read_parts (const SimCliOptions *options, SimEngine *engine, SimReportInfo *info)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (free_part);

  for (guint i = 0; i < options->operands->len; i++) {
    g_autoptr (GError) error = NULL;
    const char *name = g_ptr_array_index (options->operands, i);
    SimReportInfo own = *info;
    SimRunPart *part = sim_run_part_read_file (engine, name, &own, &error);
    if (part == NULL) {
      g_autofree char *printable = sim_cli_printable (name);
      sim_cli_say ("%s: %s", printable, error->message);
      return NULL;
    }
    info->seconds += own.seconds;
    info->threads = MAX (info->threads, own.threads);
    g_ptr_array_add (parts, part);
  }
  return g_steal_pointer (&parts);
}

/* The names of the parts as messages may show them. */
static GPtrArray *
printable_names (const SimCliOptions *options)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < options->operands->len; i++)
    g_ptr_array_add (names, sim_cli_printable (g_ptr_array_index (options->operands, i)));
  return names;
}

static int
join_and_write (const SimCliOptions *options, GPtrArray *parts, SimReportInfo *info)
{
  SimCliInterrupt interrupt = { .caught = 0 }; /* none is watched: a signal ends the program */
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = printable_names (options);
  g_autoptr (SimRunPart) whole
      = sim_run_part_join (parts, (const char *const *)names->pdata, &error);

  if (whole == NULL) {
    sim_cli_say ("%s", error->message);
    return SIM_CLI_FAILED;
  }
  SimSnapshot *snapshot = sim_run_part_snapshot (whole);
  if (snapshot == NULL) {
    sim_cli_say (_ ("there is not enough memory for the results"));
    return SIM_CLI_FAILED;
  }
  gboolean written = sim_cli_results_write (options, snapshot, info, &interrupt);
  sim_snapshot_unref (snapshot);
  return written ? SIM_CLI_DONE : SIM_CLI_FAILED;
}

int
sim_cli_merge (const SimCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  SimReportInfo info = { .program = SIM_CLI_NAME " " TREFOIL_VERSION, .complete = TRUE };
  int status = SIM_CLI_FAILED;

  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, &error);
  if (engine == NULL) {
    sim_cli_say ("%s", error->message);
    return SIM_CLI_FAILED;
  }
  g_autoptr (GPtrArray) parts = read_parts (options, engine, &info);
  if (parts != NULL)
    status = join_and_write (options, parts, &info);
  sim_engine_free (engine);
  return status;
}
