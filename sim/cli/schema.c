/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * schema.c - trefoil-sim schema: the JSON Schema of a scenario file.
 */
#include <string.h>

#include "options.h"
#include "output.h"

int
sim_cli_schema (const SimCliOptions *options)
{
  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  g_autofree char *text = sim_report_schema ();
  return sim_cli_output_write (options, text, strlen (text)) ? SIM_CLI_DONE : SIM_CLI_FAILED;
}
