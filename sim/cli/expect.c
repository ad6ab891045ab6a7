/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * expect.c - trefoil-sim expect: a scenario with the results that it gives here and now.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "load.h"
#include "output.h"
#include "progress.h"
#include "words.h"

/* The whole file; FALSE after a sentence. */
static gboolean
write_file (const SimCliOptions *options, SimSnapshot *snapshot)
{
  g_autoptr (SimDraft) draft = sim_expected_draft (sim_snapshot_scenario (snapshot), snapshot,
                                                   SIM_CLI_NAME " " TREFOIL_VERSION);
  g_autofree char *text = sim_json_write (sim_draft_root (draft));

  if (strlen (text) > SIM_JSON_MAX_BYTES) { /* it could not be read again */
    sim_cli_say (_ ("with its results the file has %zu bytes; allowed: at most %u"), strlen (text),
                 SIM_JSON_MAX_BYTES);
    return FALSE;
  }
  return sim_cli_output_write (options, text, strlen (text));
}

static int
simulate_and_write (const SimCliOptions *options, SimRun *run, SimCliInterrupt *interrupt)
{
  SimCliProgress progress;

  sim_cli_progress_init (&progress, options);
  while (sim_cli_progress_turn (&progress, run, interrupt))
    ;
  sim_cli_progress_end (&progress);
  if (sim_run_state (run) == SIM_RUN_FAILED) {
    sim_cli_say (_ ("there is not enough memory for this run"));
    return SIM_CLI_FAILED;
  }
  if (sim_run_state (run) != SIM_RUN_COMPLETE) {
    if (!options->quiet)
      sim_cli_say (_ ("interrupted; nothing was written"));
    return SIM_CLI_SIGNAL + interrupt->caught;
  }
  SimSnapshot *snapshot = sim_run_snapshot (run);
  gboolean written = write_file (options, snapshot);
  sim_snapshot_unref (snapshot);
  return written ? SIM_CLI_DONE : SIM_CLI_FAILED;
}

int
sim_cli_expect (const SimCliOptions *options)
{
  const SimRunOptions how = { .p_values = TRUE };
  g_autoptr (GError) error = NULL;
  SimCliInterrupt interrupt;
  int status = SIM_CLI_FAILED;

  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  g_autoptr (SimScenario) scenario
      = sim_cli_load_or_say (options, g_ptr_array_index (options->operands, 0), &status);
  if (scenario == NULL)
    return status;
  status = SIM_CLI_FAILED;
  sim_cli_interrupt_watch (&interrupt);
  SimEngine *engine = sim_engine_new (options->threads, options->isa, &error);
  SimRun *run = engine != NULL ? sim_run_start (engine, scenario, &how, &error) : NULL;
  if (run != NULL)
    status = simulate_and_write (options, run, &interrupt);
  else
    sim_cli_say ("%s", error->message);
  g_clear_pointer (&run, sim_run_unref);
  g_clear_pointer (&engine, sim_engine_free);
  return status;
}
