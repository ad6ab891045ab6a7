/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fmt.c - trefoil-sim fmt: a scenario as the program itself writes it.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "load.h"
#include "output.h"
#include "words.h"

int
sim_cli_fmt (const SimCliOptions *options)
{
  int status = SIM_CLI_FAILED;

  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  g_autoptr (SimScenario) scenario
      = sim_cli_load_or_say (options, g_ptr_array_index (options->operands, 0), &status);
  if (scenario == NULL)
    return status;
  g_autofree char *text = sim_json_write (sim_draft_root (sim_scenario_draft (scenario)));
  if (strlen (text) > SIM_JSON_MAX_BYTES) { /* it could not be read again */
    sim_cli_say (_ ("the canonical form has %zu bytes; allowed: at most %u"), strlen (text),
                 SIM_JSON_MAX_BYTES);
    return SIM_CLI_FAILED;
  }
  return sim_cli_output_write (options, text, strlen (text)) ? SIM_CLI_DONE : SIM_CLI_FAILED;
}
