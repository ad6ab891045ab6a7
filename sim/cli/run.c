/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * run.c - trefoil-sim run: simulate a scenario and write its results.
 */
#include <glib/gi18n.h>

#include "load.h"
#include "output.h"
#include "progress.h"
#include "results.h"
#include "shard.h"
#include "words.h"

#define EDITS (SIM_CLI_SET | SIM_CLI_SEED | SIM_CLI_SIZES)

/* Runs to the end or to a signal. */
static SimRunState
simulate (const SimCliOptions *options, SimRun *run, SimCliInterrupt *interrupt)
{
  SimCliProgress progress;

  sim_cli_progress_init (&progress, options);
  while (sim_cli_progress_turn (&progress, run, interrupt))
    ;
  sim_cli_progress_end (&progress);
  return sim_run_state (run);
}

static void
remark (const SimCliOptions *options, SimSnapshot *snapshot, gboolean complete)
{
  double mcse = sim_snapshot_results (snapshot)->hypotheses_mcse;
  g_autofree char *error = sim_format_figure (mcse, 0);
  g_autofree char *asked = sim_json_number (options->precision);
  g_autofree char *trials
      = g_strdup_printf ("%" G_GUINT64_FORMAT, sim_snapshot_replicates (snapshot));

  if (options->quiet)
    return;
  if (!complete)
    sim_cli_say (_ ("interrupted after %s trials; what was finished has been written"), trials);
  else if (options->precision > 0 && !(mcse <= options->precision))
    sim_cli_say (_ ("--precision %s was not reached in %s trials: the largest standard error is "
                    "%s"),
                 asked, trials, error);
}

/* Whether these are the results that the file expects, where it says so. What an option changed is
   no change of the file. */
static void
remark_expected (const SimCliOptions *options, SimSnapshot *snapshot)
{
  SimScenario *scenario = sim_snapshot_scenario (snapshot);
  SimExpectedVerdict verdict = sim_expected_verdict (scenario, snapshot);
  g_autofree char *name = sim_cli_printable (g_ptr_array_index (options->operands, 0));

  if (options->quiet)
    return;
  if (verdict == SIM_EXPECTED_SAME)
    sim_cli_say (_ ("reproduced exactly: these are the results that %s expects"), name);
  else if (verdict == SIM_EXPECTED_NEAR)
    sim_cli_say (_ ("reproduced within Monte Carlo error: every figure that %s expects; it tells "
                    "no fingerprint, so more cannot be said"),
                 name);
  else if (verdict == SIM_EXPECTED_OTHER)
    sim_cli_say (_ ("not reproduced: these are not the results that %s expects; trefoil-sim "
                    "reproduce tells what differs"),
                 name);
  else if (verdict == SIM_EXPECTED_CHANGED && (options->given & EDITS) == 0) {
    g_autofree char *told = sim_report_expected_text (scenario, snapshot);
    g_autofree char *text = sim_cli_printable (told); /* it has words of the file */
    /* Translators: a file; "changed since its results were written" and what was */
    sim_cli_say (_ ("%s: %s; trefoil-sim reproduce tells by how much the results differ"), name,
                 text);
  }
}

/* Everything after the engine is there; takes the run to its report. */
static int
run_and_write (const SimCliOptions *options, SimEngine *engine, SimRun *run,
               SimCliInterrupt *interrupt)
{
  SimRunState state = simulate (options, run, interrupt);

  if (state == SIM_RUN_FAILED) {
    sim_cli_say (_ ("there is not enough memory for this run"));
    return SIM_CLI_FAILED;
  }
  SimSnapshot *snapshot = sim_run_snapshot (run);
  SimReportInfo info = {
    .program = SIM_CLI_NAME " " TREFOIL_VERSION,
    .complete = state == SIM_RUN_COMPLETE,
    .seconds = sim_run_seconds (run),
    .threads = sim_engine_threads (engine),
  };
  gboolean written = sim_cli_results_write (options, snapshot, &info, interrupt);
  if (written) {
    remark (options, snapshot, info.complete);
    remark_expected (options, snapshot);
  }
  sim_snapshot_unref (snapshot);
  if (!written)
    return SIM_CLI_FAILED;
  return info.complete ? SIM_CLI_DONE : SIM_CLI_SIGNAL + interrupt->caught;
}

/* With a precision or a time, and no count of its own, the run goes on until that is reached. */
static SimRunOptions
run_options (const SimCliOptions *options)
{
  SimRunOptions run
      = { .precision = options->precision, .seconds = options->seconds, .p_values = TRUE };

  if ((options->precision > 0 || options->seconds > 0)
      && options->edits[SIM_CLI_EDIT_REPLICATES] == NULL)
    run.replicates = SIM_MAX_REPLICATES;
  return run;
}

int
sim_cli_run (const SimCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  SimCliInterrupt interrupt;
  int status = SIM_CLI_FAILED;

  if (options->resume != NULL)
    return sim_cli_resume (options);
  if (options->operands->len == 0) {
    sim_cli_say (_ ("run: found no FILE after it; see %s run --help"), SIM_CLI_NAME);
    return SIM_CLI_WRONG;
  }
  if (options->shard > 0)
    return sim_cli_shard (options);
  if ((options->given & SIM_CLI_SAVE_EVERY) != 0) {
    sim_cli_say (_ ("--save-every: only parts are saved, with --shard or --resume"));
    return SIM_CLI_WRONG;
  }
  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  g_autoptr (SimScenario) scenario
      = sim_cli_load_or_say (options, g_ptr_array_index (options->operands, 0), &status);
  if (scenario == NULL)
    return status;
  sim_cli_interrupt_watch (&interrupt);
  SimRunOptions how = run_options (options);
  SimEngine *engine = sim_engine_new (options->threads, options->isa, &error);
  SimRun *run = engine != NULL ? sim_run_start (engine, scenario, &how, &error) : NULL;
  if (run != NULL)
    status = run_and_write (options, engine, run, &interrupt);
  else
    sim_cli_say ("%s", error->message);
  g_clear_pointer (&run, sim_run_unref);
  g_clear_pointer (&engine, sim_engine_free);
  return status;
}
