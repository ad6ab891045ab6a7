/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * diff.c - trefoil-sim diff: which values differ between two scenarios.
 */
#include <string.h>
#include <unistd.h>

#include "load.h"
#include "output.h"
#include "words.h"

static char *
report_text (const SimCliOptions *options, const SimDifferenceReport *report)
{
  if (strcmp (options->format, "json") == 0)
    return sim_report_differences_json (report, SIM_CLI_NAME " " TREFOIL_VERSION);
  if (strcmp (options->format, "csv") == 0)
    return sim_report_differences_csv (report);
  gboolean colour = options->output == NULL && sim_cli_colour (options, STDOUT_FILENO);
  return sim_report_differences_table (report, colour, sim_cli_columns (STDOUT_FILENO));
}

int
sim_cli_diff (const SimCliOptions *options)
{
  const char *files[2] = { g_ptr_array_index (options->operands, 0),
                           g_ptr_array_index (options->operands, 1) };
  int status = SIM_CLI_FAILED;

  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  g_autoptr (SimScenario) a = sim_cli_load_or_say (options, files[0], &status);
  if (a == NULL)
    return status;
  g_autoptr (SimScenario) b = sim_cli_load_or_say (options, files[1], &status);
  if (b == NULL)
    return status;
  g_autofree char *name_a = sim_cli_printable (files[0]);
  g_autofree char *name_b = sim_cli_printable (files[1]);
  g_autoptr (GPtrArray) differences = sim_scenario_differences (a, b);
  SimDifferenceReport report = { a, b, name_a, name_b, differences };
  g_autofree char *text = report_text (options, &report);
  return sim_cli_output_write (options, text, strlen (text)) ? SIM_CLI_DONE : SIM_CLI_FAILED;
}
