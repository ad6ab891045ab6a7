/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial.c - trefoil-sim trial: the patients of one simulated trial, and its analysis.
 */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "load.h"
#include "output.h"
#include "words.h"

static int
write_trial (const SimCliOptions *options, SimScenario *scenario, const SimTrial *trial)
{
  g_autofree char *patients
      = strcmp (options->format, "csv") == 0
            ? sim_report_trial_csv (scenario, trial)
            : sim_report_trial_table (scenario, trial, sim_cli_columns (STDOUT_FILENO));
  g_autofree char *analysis = sim_report_trial_analysis (
      scenario, trial, sim_cli_columns (STDERR_FILENO), sim_cli_colour (options, STDERR_FILENO));

  if (!sim_cli_output_write (options, patients, strlen (patients)))
    return SIM_CLI_FAILED;
  if (!options->quiet)
    sim_cli_say_text (analysis);
  return SIM_CLI_DONE;
}

/* Any trial can be replayed, but only those of the run count in its results. */
static void
remark (const SimCliOptions *options, const SimScenario *scenario)
{
  guint64 trials = sim_scenario_replicates (scenario);

  if (options->quiet || options->index < trials)
    return;
  sim_cli_say (_ ("--index %" PRIu64 " lies beyond the trials of the run, which are 0 to "
                  "%" PRIu64 " (/run/replicates); it is replayed all the same"),
               options->index, trials - 1);
}

int
sim_cli_trial (const SimCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  int status = SIM_CLI_FAILED;

  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  g_autoptr (SimScenario) scenario
      = sim_cli_load_or_say (options, g_ptr_array_index (options->operands, 0), &status);
  if (scenario == NULL)
    return status;
  SimEngine *engine = sim_engine_new (1, options->isa, &error);
  SimTrial *trial = engine != NULL
                        ? sim_trial_new (engine, scenario, options->index, options->size, &error)
                        : NULL;
  if (trial != NULL) {
    remark (options, scenario);
    status = write_trial (options, scenario, trial);
  } else if (g_error_matches (error, SIM_ERROR, SIM_ERROR_RANGE)) {
    sim_cli_say ("--size: %s", error->message);
    status = SIM_CLI_WRONG;
  } else {
    sim_cli_say ("%s", error->message);
  }
  g_clear_pointer (&trial, sim_trial_free);
  g_clear_pointer (&engine, sim_engine_free);
  return status;
}
