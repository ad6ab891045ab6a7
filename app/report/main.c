/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * main.c - trefoil-report: simulates a scenario and writes a report of it as HTML or PDF. Needs no
 * display.
 */
#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "cli/load.h"
#include "cli/output.h"
#include "cli/words.h"
#include "plot/plot.h"
#include "report/make.h"

#define NAME    "trefoil-report"
#define PROGRAM NAME " " TREFOIL_VERSION

/* The results of all trials; NULL after a sentence. */
static SimSnapshot *
simulate (SimEngine *engine, SimScenario *scenario)
{
  const SimRunOptions how = { .p_values = TRUE }; /* as trefoil-sim run has it */
  g_autoptr (GError) error = NULL;
  SimRun *run = sim_run_start (engine, scenario, &how, &error);
  SimSnapshot *snapshot = NULL;

  if (run == NULL) {
    sim_cli_say ("%s", error->message);
    return NULL;
  }
  sim_run_wait (run, -1);
  if (sim_run_state (run) == SIM_RUN_COMPLETE)
    snapshot = sim_run_snapshot (run);
  else
    sim_cli_say (_ ("there is not enough memory for this run"));
  sim_run_unref (run);
  return snapshot;
}

static int
write_report (const SimCliOptions *options, SimEngine *engine, SimSnapshot *snapshot)
{
  const ReportRequest request = { .snapshot = snapshot,
                                  .engine = options->no_sensitivity ? NULL : engine,
                                  .program = PROGRAM };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = report_make (&request, options->output, &error);
  gsize n = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &n) : NULL;

  if (bytes == NULL)
    sim_cli_say ("%s", error->message);
  if (bytes == NULL || !sim_cli_output_write (options, data, n))
    return SIM_CLI_FAILED;
  if (!options->quiet) {
    g_autofree char *name = sim_cli_printable (options->output);
    sim_cli_say (_ ("%s has been written"), name);
  }
  return SIM_CLI_DONE;
}

/* FALSE after a sentence. */
static gboolean
check_ending (const SimCliOptions *options)
{
  const char *output = options->output != NULL ? options->output : "-";
  g_autofree char *found = sim_cli_printable (output);

  if (report_is_pdf (output) || report_is_html (output))
    return TRUE;
  sim_cli_say (_ ("-o: found '%s'; allowed: a name that ends in .html or .pdf"), found);
  return FALSE;
}

static int
report (const SimCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  int status = SIM_CLI_FAILED;

  if (!check_ending (options))
    return SIM_CLI_WRONG;
  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  g_autoptr (SimScenario) scenario
      = sim_cli_load_or_say (options, g_ptr_array_index (options->operands, 0), &status);
  if (scenario == NULL)
    return status;
  status = SIM_CLI_FAILED;
  SimEngine *engine = sim_engine_new (options->threads, SIM_ISA_AUTO, &error);
  if (engine == NULL) {
    sim_cli_say ("%s", error->message);
    return SIM_CLI_FAILED;
  }
  SimSnapshot *snapshot = simulate (engine, scenario);
  if (snapshot != NULL)
    status = write_report (options, engine, snapshot);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  return status;
}

/* --- the command line ---------------------------------------------------------------------- */

static const SimCliCommand command
    = { .operands = "FILE",
        .least = 1,
        .most = 1,
        .options = SIM_CLI_SET | SIM_CLI_SEED | SIM_CLI_REPLICATES | SIM_CLI_NO_SENSITIVITY
                   | SIM_CLI_THREADS | SIM_CLI_OUTPUT | SIM_CLI_QUIET,
        .required = SIM_CLI_OUTPUT,
        .quiet = N_ ("no remarks"),
        .summary = N_ ("write a report of a scenario as HTML or PDF"),
        .details = N_ ("FILE is a scenario (*.trefoil), or - for standard input; the name of OUT "
                       "ends in .html or .pdf. The\nreport has the sample-size section of a "
                       "protocol, plots, operating characteristics, sensitivity,\nevery assumption "
                       "with its basis, and how to reproduce the figures. Needs no display."),
        .run = report };

static int
write_out (const char *text)
{
  const SimCliOptions plain = { 0 };

  return sim_cli_output_write (&plain, text, strlen (text)) ? SIM_CLI_DONE : SIM_CLI_FAILED;
}

static int
write_help (void)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Usage: %s %s"), NAME, command.operands);
  sim_cli_options_require (text, &command);
  g_string_append_printf (text, _ (" [OPTION%s]\n\n"), "\xe2\x80\xa6");
  g_string_append_printf (text, "%s: %s\n\n%s\n\n", NAME, _ (command.summary), _ (command.details));
  g_string_append (text, _ ("Options:\n"));
  sim_cli_options_describe (text, &command);
  g_string_append_printf (text, "  %-24s %s\n\n", "--version", _ ("the version"));
  g_string_append (text, _ ("Exit status: 0 done; 1 could not be done; 2 wrong usage; 3 invalid "
                            "scenario.\n"));
  int status = write_out (text->str);
  g_string_free (text, TRUE);
  return status;
}

static int
run_command (int argc, char **argv)
{
  SimCliOptions options;
  int status = SIM_CLI_WRONG;

  if (sim_cli_options_parse (&options, &command, argc, argv))
    status = options.help ? write_help () : command.run (&options);
  sim_cli_options_clear (&options);
  return status;
}

int
main (int argc, char **argv)
{
  g_set_prgname (NAME);
  sim_cli_output_init ();
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C"); /* numbers are the same everywhere */
  sim_shown_init ();
  plot_init (NULL);

  int status = argc == 2 && strcmp (argv[1], "--version") == 0 ? write_out (PROGRAM "\n")
                                                               : run_command (argc - 1, argv + 1);
  if (!sim_cli_output_finish () && status == SIM_CLI_DONE)
    status = SIM_CLI_FAILED;
  return status;
}
