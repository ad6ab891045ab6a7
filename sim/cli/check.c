/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check.c - trefoil-sim check: every problem of every file, one a line.
 */
#include <glib/gi18n.h>
#include <unistd.h>

#include "load.h"
#include "output.h"
#include "words.h"

/* An invalid file outweighs an unreadable one, and that a misused option. */
static int
worse (int a, int b)
{
  static const int order[] = { SIM_CLI_INVALID, SIM_CLI_FAILED, SIM_CLI_WRONG };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (a == order[i] || b == order[i])
      return order[i];
  return SIM_CLI_DONE;
}

int
sim_cli_check (const SimCliOptions *options)
{
  gboolean say_valid = !options->quiet && isatty (STDOUT_FILENO);
  int worst = SIM_CLI_DONE;

  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  for (guint i = 0; i < options->operands->len; i++) {
    const char *file = g_ptr_array_index (options->operands, i);
    g_autofree char *name = sim_cli_printable (file);
    GString *lines = g_string_new (NULL);
    int status = SIM_CLI_DONE;
    SimScenario *scenario = sim_cli_load (options, file, lines, &status);
    if (scenario != NULL && !sim_cli_load_rest (scenario, file, lines)) {
      status = SIM_CLI_INVALID;
      g_clear_pointer (&scenario, sim_scenario_unref);
    }
    if (scenario != NULL && say_valid)
      g_string_append_printf (lines, _ ("%s: valid\n"), name);
    sim_scenario_unref (scenario);
    gboolean written = sim_cli_output_write (options, lines->str, lines->len);
    g_string_free (lines, TRUE);
    if (!written)
      return SIM_CLI_FAILED;
    worst = worse (worst, status);
  }
  return worst;
}
