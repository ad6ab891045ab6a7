/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * keys.c - trefoil-sim keys: the keys of a scenario file, or those below a pointer.
 */
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "options.h"
#include "output.h"
#include "words.h"

int
sim_cli_keys (const SimCliOptions *options)
{
  const char *pointer
      = options->operands->len > 0 ? g_ptr_array_index (options->operands, 0) : NULL;
  int columns = options->output == NULL ? sim_cli_columns (STDOUT_FILENO) : 0;

  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  g_autofree char *text = pointer == NULL || g_utf8_validate (pointer, -1, NULL)
                              ? sim_report_keys (pointer, columns)
                              : NULL;
  if (text == NULL) {
    g_autofree char *found = sim_cli_printable (pointer);
    sim_cli_say (_ ("keys: found '%s'; allowed: a pointer to a key of a scenario, such as "
                    "/analyses; all of them: %s keys"),
                 found, SIM_CLI_NAME);
    return SIM_CLI_WRONG;
  }
  return sim_cli_output_write (options, text, strlen (text)) ? SIM_CLI_DONE : SIM_CLI_FAILED;
}
