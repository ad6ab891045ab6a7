/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * export.c - trefoil-sim export: a scenario as a program of another language.
 */
#include <string.h>

#include "load.h"
#include "output.h"
#include "words.h"

int
sim_cli_export (const SimCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  int status = SIM_CLI_FAILED;

  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  g_autoptr (SimScenario) scenario
      = sim_cli_load_or_say (options, g_ptr_array_index (options->operands, 0), &status);
  if (scenario == NULL)
    return status;
  g_autofree char *text = sim_report_r (scenario, SIM_CLI_NAME " " TREFOIL_VERSION, &error);
  if (text == NULL) {
    g_autofree char *printable = sim_cli_printable (error->message);
    sim_cli_say ("%s", printable);
    return SIM_CLI_FAILED;
  }
  return sim_cli_output_write (options, text, strlen (text)) ? SIM_CLI_DONE : SIM_CLI_FAILED;
}
