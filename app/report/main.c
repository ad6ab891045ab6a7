/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * main.c - trefoil-report: simulates a scenario and writes a report of it as HTML or PDF. Needs no
 * display.
 */
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

#include "plot/plot.h"
#include "report/make.h"

#define NAME        "trefoil-report"
#define PROGRAM     NAME " " TREFOIL_VERSION
#define MAX_THREADS 256

/* What trefoil-sim ends with as well. */
enum { DONE = 0, FAILED = 1, WRONG = 2, INVALID = 3 };

typedef struct {
  char **files, **sets;
  char *output, *seed, *replicates;
  int threads;
  gboolean quiet, version, no_sensitivity;
} Options;

static void say (const char *format, ...) G_GNUC_PRINTF (1, 2);

static void
say (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  /* Names of files may hold anything, and must drive no terminal. */
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  for (char *c = valid; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  g_printerr (NAME ": %s\n", valid);
}

/* --- the scenario -------------------------------------------------------------------------- */

static void
say_problems (GPtrArray *problems, const char *file)
{
  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = sim_problem_to_line (g_ptr_array_index (problems, i), file);
    g_printerr ("%s\n", line);
  }
}

/* Takes over draft; NULL after a sentence. */
static SimDraft *
assign (SimDraft *draft, const char *option, const char *assignment)
{
  g_autoptr (SimDraft) before = draft;
  g_autoptr (GError) error = NULL;
  SimDraft *after = NULL;

  if (assignment[0] != '/' || strchr (assignment, '=') == NULL
      || !g_utf8_validate (assignment, -1, NULL))
    say (_ ("%s: found '%s'; allowed: /pointer=value in UTF-8"), option, assignment);
  else if ((after = sim_draft_set_text (before, assignment, &error)) == NULL)
    say ("%s %s: %s", option, assignment, error->message);
  return after;
}

static SimDraft *
edit (const Options *options, SimDraft *draft)
{
  g_autofree char *seed = g_strdup_printf ("/run/seed=%s", options->seed);
  g_autofree char *replicates = g_strdup_printf ("/run/replicates=%s", options->replicates);

  for (char **set = options->sets; set != NULL && *set != NULL && draft != NULL; set++)
    draft = assign (draft, "--set", *set);
  if (draft != NULL && options->seed != NULL)
    draft = assign (draft, "--seed", seed);
  if (draft != NULL && options->replicates != NULL)
    draft = assign (draft, "--replicates", replicates);
  return draft;
}

static SimScenario *
load (const Options *options, int *status)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  const char *file = options->files[0];
  SimDraft *draft = sim_draft_read_file (file, problems);
  SimScenario *scenario = NULL;

  if (draft == NULL) {
    gboolean unread = ((SimProblem *)problems->pdata[0])->code == SIM_ERROR_IO;
    *status = unread ? FAILED : INVALID;
    say_problems (problems, file);
    return NULL;
  }
  draft = edit (options, draft);
  *status = draft != NULL ? INVALID : WRONG;
  if (draft != NULL)
    scenario = sim_scenario_check (draft, problems);
  say_problems (problems, file);
  sim_draft_unref (draft);
  return scenario;
}

/* --- simulating ---------------------------------------------------------------------------- */

/* The results of all trials; NULL after a sentence. */
static SimSnapshot *
simulate (SimEngine *engine, SimScenario *scenario)
{
  const SimRunOptions how = { .p_values = TRUE }; /* as trefoil-sim run has it */
  g_autoptr (GError) error = NULL;
  SimRun *run = sim_run_start (engine, scenario, &how, &error);
  SimSnapshot *snapshot = NULL;

  if (run == NULL) {
    say ("%s", error->message);
    return NULL;
  }
  sim_run_wait (run, -1);
  if (sim_run_state (run) == SIM_RUN_COMPLETE)
    snapshot = sim_run_snapshot (run);
  else
    say (_ ("there is not enough memory for this run"));
  sim_run_unref (run);
  return snapshot;
}

/* --- writing ------------------------------------------------------------------------------- */

static int
write_report (const Options *options, SimEngine *engine, SimSnapshot *snapshot)
{
  const ReportRequest request = { .snapshot = snapshot,
                                  .engine = options->no_sensitivity ? NULL : engine,
                                  .program = PROGRAM };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = report_make (&request, options->output, &error);
  gsize n = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &n) : NULL;

  if (bytes != NULL && sim_file_save (options->output, data, (gssize)n, &error)) {
    if (!options->quiet)
      say (_ ("%s has been written"), options->output);
    return DONE;
  }
  say ("%s", error->message);
  return FAILED;
}

static int
report (const Options *options)
{
  g_autoptr (GError) error = NULL;
  int status = FAILED;
  g_autoptr (SimScenario) scenario = load (options, &status);

  if (scenario == NULL)
    return status;
  status = FAILED;
  SimEngine *engine = sim_engine_new ((guint)options->threads, SIM_ISA_AUTO, &error);
  if (engine == NULL) {
    say ("%s", error->message);
    return FAILED;
  }
  SimSnapshot *snapshot = simulate (engine, scenario);
  if (snapshot != NULL)
    status = write_report (options, engine, snapshot);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  return status;
}

/* --- the command line ---------------------------------------------------------------------- */

static gboolean
parse (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
      N_ ("write to this file; its ending, .html or .pdf, says what"), N_ ("OUT") },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->sets,
      N_ ("override a value: JSON, else text; null removes it; repeatable"), "/POINTER=VALUE" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &options->seed, N_ ("seed of the random streams"), "S" },
    { "replicates", 0, 0, G_OPTION_ARG_STRING, &options->replicates,
      N_ ("number of trials to simulate"), "N" },
    { "no-sensitivity", 0, 0, G_OPTION_ARG_NONE, &options->no_sensitivity,
      N_ ("leave out what each assumption does to power, which takes most of the time"), NULL },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options->threads,
      N_ ("worker threads (default: one per core)"), "T" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet, N_ ("no remarks"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_ ("the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->files, NULL, NULL },
    { NULL }
  };
  GOptionContext *context = g_option_context_new (_ ("FILE -o OUT"));

  g_option_context_set_summary (
      context, _ ("Simulates a scenario (*.trefoil, or - for standard input) and writes a report "
                  "of it: the\nsample-size section of a protocol, plots, operating "
                  "characteristics, sensitivity, every assumption\nwith its basis, and how to "
                  "reproduce the figures. Needs no display."));
  g_option_context_set_description (
      context, _ ("Exit status: 0 done, 1 could not be done, 2 wrong usage, 3 invalid scenario."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  gboolean good = g_option_context_parse (context, argc, argv, error);
  g_option_context_free (context);
  return good;
}

/* FALSE after a sentence. */
static gboolean
check_usage (const Options *options)
{
  guint n = options->files != NULL ? g_strv_length (options->files) : 0;

  if (n != 1)
    say (_ ("found %u names; allowed: 1 (FILE); see %s --help"), n, NAME);
  else if (options->output == NULL)
    say (_ ("found no -o; it needs -o OUT, a file whose name ends in .html or .pdf"));
  else if (!report_is_pdf (options->output) && !report_is_html (options->output))
    say (_ ("-o: found '%s'; allowed: a name that ends in .html or .pdf"), options->output);
  else if (strcmp (options->files[0], options->output) == 0)
    say (_ ("-o: the report would take the place of the scenario"));
  else if (options->threads < 0 || options->threads > MAX_THREADS)
    say (_ ("--threads: found %d; allowed: a whole number from 1 to %d"), options->threads,
         MAX_THREADS);
  else
    return TRUE;
  return FALSE;
}

int
main (int argc, char **argv)
{
  Options options = { 0 };
  g_autoptr (GError) error = NULL;
  int status = WRONG;

  setlocale (LC_ALL, "");
  signal (SIGXFSZ, SIG_IGN); /* a file that may not grow is met as EFBIG, and said */
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  plot_init (NULL);
  if (!parse (&options, &argc, &argv, &error))
    say ("%s", error->message);
  else if (options.version) {
    g_print ("%s\n", PROGRAM);
    status = DONE;
  } else if (check_usage (&options))
    status = report (&options);
  g_strfreev (options.files);
  g_strfreev (options.sets);
  g_free (options.output);
  g_free (options.seed);
  g_free (options.replicates);
  return status;
}
