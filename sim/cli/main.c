/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * main.c - trefoil-sim: the table of commands, their help, and the way to them.
 */
#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "options.h"
#include "output.h"
#include "words.h"

#define ELLIPSIS       "\xe2\x80\xa6"
#define ENGINE_OPTIONS (SIM_CLI_THREADS | SIM_CLI_ISA)
#define MOST_COMPARED  8
#define EDIT_OPTIONS   (SIM_CLI_SET | SIM_CLI_SEED | SIM_CLI_SIZES)

static const SimCliCommand commands[] = {
  { .name = "run",
    .operands = "FILE",
    .least = 0, /* with --resume */
    .most = 1,
    .options = EDIT_OPTIONS | SIM_CLI_REPLICATES | ENGINE_OPTIONS | SIM_CLI_PRECISION | SIM_CLI_TIME
               | SIM_CLI_SHARD | SIM_CLI_RESUME | SIM_CLI_SAVE_EVERY | SIM_CLI_FORMAT
               | SIM_CLI_OUTPUT | SIM_CLI_QUIET | SIM_CLI_NO_COLOR,
    .formats = "table json csv",
    .quiet = N_ ("no progress bar and no remarks"),
    .summary = N_ ("simulate a scenario and write its results"),
    .details = N_ ("FILE is a scenario (*.trefoil), or - for standard input. Everything but the "
                   "timing is the same\non every machine and for any number of threads. SIGINT or "
                   "SIGTERM end the run early: what\nwas finished is still written, marked as not "
                   "complete.\n\nWith --precision or --time and no --replicates the run goes on "
                   "until that is reached.\nWithout --format an OUT that ends in .json or .csv "
                   "chooses that format.\n\nWith --shard I/N only part I of N of the trials is "
                   "simulated, and OUT is a part: trefoil-sim merge\njoins all of them to the "
                   "results that one run would have given. A part is saved now and then and\nwhen "
                   "a signal ends it; run --resume PART goes on with it and writes it again (or "
                   "OUT)."),
    .run = sim_cli_run },
  { .name = "merge",
    .operands = "PART" ELLIPSIS,
    .least = 1,
    .most = G_MAXUINT,
    .options = SIM_CLI_FORMAT | SIM_CLI_OUTPUT | SIM_CLI_QUIET | SIM_CLI_NO_COLOR,
    .formats = "table json csv",
    .quiet = N_ ("no remarks"),
    .summary = N_ ("join the parts of a run that run --shard has written"),
    .details = N_ ("The results are those of one run of all trials, bit by bit; the timing is the "
                   "sum over the parts.\nAll parts must be there, each once, finished and of the "
                   "same scenario, seed and number of trials;\nelse a sentence says what is "
                   "wrong, and nothing is written."),
    .run = sim_cli_merge },
  { .name = "size",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .options = SIM_CLI_SET | SIM_CLI_SEED | SIM_CLI_REPLICATES | ENGINE_OPTIONS | SIM_CLI_POWER
               | SIM_CLI_GOAL | SIM_CLI_TOTAL | SIM_CLI_ALLOCATION | SIM_CLI_FORMAT | SIM_CLI_OUTPUT
               | SIM_CLI_QUIET | SIM_CLI_NO_COLOR,
    .formats = "table json",
    .quiet = N_ ("no progress bar and no remarks"),
    .summary = N_ ("find how many patients a power needs"),
    .details = N_ ("For each hypothesis and success, for any and for all hypotheses the smallest "
                   "total that reaches\nthe power, there and at every larger total, with an "
                   "interval: all totals whose 95 % Monte Carlo\nband holds the power. Answers "
                   "keep the proportions of the scenario's arms, and round each arm\nup to whole "
                   "patients; under methods with ratios totals are whole multiples of these, or "
                   "of\na block. Where power is exact the exact answer stands beside it."),
    .run = sim_cli_size },
  { .name = "assurance",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .options = SIM_CLI_PRIOR | EDIT_OPTIONS | SIM_CLI_REPLICATES | ENGINE_OPTIONS | SIM_CLI_FORMAT
               | SIM_CLI_OUTPUT | SIM_CLI_QUIET | SIM_CLI_NO_COLOR,
    .formats = "table json csv",
    .quiet = N_ ("no progress bar and no remarks"),
    .summary = N_ ("average power over what is believed of the values"),
    .details = N_ ("The priors are those of the file (the key priors) and of --prior, each by "
                   "itself: a normal\ndistribution of any real number, within limits if wanted; "
                   "or scenarios with weights. Assurance is the\npower in favour of the first arm "
                   "(of a two-sided hypothesis no rejection in the other\ndirection counts, "
                   "towards successes, any and all as well), averaged over them, beside the "
                   "power\nwith the scenario's own values, at every size; and how power is "
                   "distributed over the priors.\nThe trials are shared among points of the "
                   "priors."),
    .run = sim_cli_assurance },
  { .name = "nulls",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .options = SIM_CLI_SET | SIM_CLI_SEED | SIM_CLI_REPLICATES | ENGINE_OPTIONS | SIM_CLI_FORMAT
               | SIM_CLI_OUTPUT | SIM_CLI_QUIET | SIM_CLI_NO_COLOR,
    .formats = "table json csv",
    .quiet = N_ ("no progress bar and no remarks"),
    .summary = N_ ("find the family-wise error where hypotheses are true nulls"),
    .details = N_ ("The same design with each set of hypotheses on the boundary of its nulls: all, "
                   "one, two and so on;\nthe others as planned, and so far away that they are "
                   "surely rejected, which is the worst case of\nrules of several steps. True "
                   "means, proportions, rates or hazards of the arms are moved to that\nend; sets "
                   "that cannot be true by themselves are named. At the scenario's own size."),
    .run = sim_cli_nulls },
  { .name = "check",
    .operands = "FILE" ELLIPSIS,
    .least = 1,
    .most = G_MAXUINT,
    .options = SIM_CLI_SET | SIM_CLI_QUIET,
    .quiet = N_ ("no word about valid files and no remarks"),
    .summary = N_ ("say every problem of scenario files, one a line"),
    .details = N_ ("Each problem is one line, FILE:LINE: /pointer: what was found and what is "
                   "allowed. Nothing is\nwritten for a valid file, except on a terminal. Exit "
                   "status 3 if any file is invalid."),
    .run = sim_cli_check },
  { .name = "trial",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .options = EDIT_OPTIONS | SIM_CLI_ISA | SIM_CLI_FORMAT | SIM_CLI_OUTPUT | SIM_CLI_QUIET
               | SIM_CLI_NO_COLOR | SIM_CLI_INDEX | SIM_CLI_SIZE,
    .required = SIM_CLI_INDEX,
    .formats = "csv table",
    .quiet = N_ ("no analysis and no remarks"),
    .summary = N_ ("write the patients of one simulated trial, and its analysis"),
    .details = N_ ("The trial is the very one that a run counts. A row is a patient at a visit: "
                   "trial, patient,\narm, visit, time, score, observed (1 or 0), place within the "
                   "arm; score is the simulated score\nalso where it was not observed. The "
                   "analysis goes to stderr, unless --quiet. An index\nbeyond the run's "
                   "trials gives a trial as well, with a remark."),
    .run = sim_cli_trial },
  { .name = "compare",
    .operands = "A [B" ELLIPSIS "]",
    .least = 1,
    .most = MOST_COMPARED,
    .options = EDIT_OPTIONS | SIM_CLI_WITH | SIM_CLI_REPLICATES | ENGINE_OPTIONS | SIM_CLI_PRECISION
               | SIM_CLI_FORMAT | SIM_CLI_OUTPUT | SIM_CLI_QUIET | SIM_CLI_NO_COLOR,
    .formats = "table json csv",
    .quiet = N_ ("no progress bar and no remarks"),
    .summary = N_ ("simulate scenarios on the same random numbers, and their differences"),
    .details = N_ ("Every other scenario is compared with the first, trial by trial: all have the "
                   "seed and the number\nof trials of A, so that the difference of two powers "
                   "is known better than either of them. --set,\n--seed and --sizes change all "
                   "scenarios; --with makes one more, which is A but for the values\nthat all "
                   "of them give, as in compare A --with /arms/usual/size=60. Hypotheses are "
                   "matched by id, else by\nthe arms that they compare. --precision is that of the "
                   "differences at the own sizes."),
    .run = sim_cli_compare },
  { .name = "fmt",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .over = TRUE,
    .options = EDIT_OPTIONS | SIM_CLI_REPLICATES | SIM_CLI_OUTPUT | SIM_CLI_QUIET,
    .quiet = N_ ("no remarks"),
    .summary = N_ ("write a scenario in the canonical form, with edits if wanted"),
    .details = N_ ("The form is that in which the program saves: keys, notes, sources, lesson and "
                   "shapes stay as they\nare, layout and numbers are made uniform, so that "
                   "versions of a file can be told apart line by\nline. What is written that way "
                   "already comes out byte by byte. With --set and the like the edited\nscenario "
                   "is written; OUT may be FILE itself."),
    .run = sim_cli_fmt },
  { .name = "diff",
    .operands = "A B",
    .least = 2,
    .most = 2,
    .options = SIM_CLI_SET | SIM_CLI_FORMAT | SIM_CLI_OUTPUT | SIM_CLI_QUIET | SIM_CLI_NO_COLOR,
    .formats = "table json csv",
    .quiet = N_ ("no remarks"),
    .summary = N_ ("tell which values differ between two scenarios"),
    .details = N_ ("The scenarios are held against each other by what they mean: a default that is "
                   "written out, or a\nnumber that is given for each arm in place of one for "
                   "all, is no difference. Members of lists\nare matched by id. What changes no "
                   "number stands apart. Exit status 0 whether or not anything\ndiffers; --set "
                   "changes both."),
    .run = sim_cli_diff },
  { .name = "grid",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .options = SIM_CLI_VARY | SIM_CLI_SET | SIM_CLI_SEED | SIM_CLI_REPLICATES | SIM_CLI_EXACT
               | SIM_CLI_GOAL | ENGINE_OPTIONS | SIM_CLI_FORMAT | SIM_CLI_OUTPUT | SIM_CLI_QUIET
               | SIM_CLI_NO_COLOR,
    .required = SIM_CLI_VARY,
    .formats = "csv table json",
    .quiet = N_ ("no progress bar and no remarks"),
    .summary = N_ ("power over the values of one to four assumptions"),
    .details = N_ ("Every combination of values is a scenario, simulated at its own total with the "
                   "same random\nnumbers. /POINTER=A:B:N are N equally spaced values from A to B, "
                   "put there as --set does: one\nnumber for all arms and visits. /POINTER+=A:B:N "
                   "is added to all numbers that are there, and\n/POINTER*=A:B:N multiplies them. "
                   "A scenario that is not possible is a row with its problem. SIGINT\nor SIGTERM "
                   "end the work early: what was finished is still written."),
    .run = sim_cli_grid },
  { .name = "sensitivity",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .options = SIM_CLI_RANGE | SIM_CLI_GOAL | SIM_CLI_SET | SIM_CLI_SEED | SIM_CLI_REPLICATES
               | SIM_CLI_EXACT | ENGINE_OPTIONS | SIM_CLI_FORMAT | SIM_CLI_OUTPUT | SIM_CLI_QUIET
               | SIM_CLI_NO_COLOR,
    .formats = "table json csv",
    .quiet = N_ ("no progress bar and no remarks"),
    .summary = N_ ("what each assumption alone does to power"),
    .details = N_ ("Each assumption is put to both ends of its range, all others as planned, with "
                   "the same random\nnumbers; those that move power most come first. The ranges "
                   "are those that the basis of the file\ngives, and assumed ones where it gives "
                   "none (marked *), unless --range names others; += and *= in\nplace of = shift "
                   "and scale all numbers that are there. The table is about one goal, JSON and\n"
                   "CSV have all."),
    .run = sim_cli_sensitivity },
  { .name = "example",
    .operands = "[ID]",
    .least = 0,
    .most = 1,
    .over = TRUE,
    .options = SIM_CLI_OUTPUT,
    .summary = N_ ("list the bundled scenarios, or write one"),
    .details = N_ ("Without ID: one line a scenario, its id and its title. With ID: the file as "
                   "it is."),
    .run = sim_cli_example },
  { .name = "keys",
    .operands = "[POINTER]",
    .least = 0,
    .most = 1,
    .over = TRUE,
    .options = SIM_CLI_OUTPUT,
    .summary = N_ ("tell the keys of a scenario file, their values and defaults"),
    .details = N_ ("With POINTER: those at and below it, as in keys /analyses or keys "
                   "/outcomes/rmdq/sd. Each key has\nits meaning, the values that are allowed, "
                   "its default and its unit; --set takes the same pointers."),
    .run = sim_cli_keys },
  { .name = "export",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .options = SIM_CLI_TO | SIM_CLI_SET | SIM_CLI_OUTPUT | SIM_CLI_QUIET,
    .required = SIM_CLI_TO,
    .quiet = N_ ("no remarks"),
    .summary = N_ ("write a program that simulates a scenario independently"),
    .details = N_ ("In plain R, with its own random numbers and its own analyses: Rscript OUT "
                   "prints the power of every\nhypothesis with its Monte Carlo error. Where a "
                   "scenario has what R does not know, a sentence says what."),
    .for_programs = TRUE,
    .run = sim_cli_export },
  { .name = "schema",
    .operands = "",
    .least = 0,
    .most = 0,
    .over = TRUE,
    .options = SIM_CLI_OUTPUT,
    .summary = N_ ("write the JSON Schema of a scenario file"),
    .details = N_ ("For editors that complete and check JSON as it is typed. The schema knows the "
                   "keys, their kinds, ranges\nand choices; check knows what must hold between "
                   "values as well."),
    .for_programs = TRUE,
    .run = sim_cli_schema },
  { .name = "expect",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .over = TRUE,
    .options = EDIT_OPTIONS | SIM_CLI_REPLICATES | ENGINE_OPTIONS | SIM_CLI_OUTPUT | SIM_CLI_QUIET
               | SIM_CLI_NO_COLOR,
    .quiet = N_ ("no progress bar and no remarks"),
    .summary = N_ ("write a scenario with the results that it gives"),
    .details = N_ ("The scenario is simulated and written as fmt does, with what it gave under the "
                   "key expected: the\nfingerprint, the program, seed and trials, the power at its "
                   "own size, and the whole scenario with\nevery default. Whoever gets the file "
                   "can ask reproduce. OUT may be FILE itself."),
    .run = sim_cli_expect },
  { .name = "reproduce",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .options = SIM_CLI_SET | ENGINE_OPTIONS | SIM_CLI_FORMAT | SIM_CLI_OUTPUT | SIM_CLI_QUIET
               | SIM_CLI_NO_COLOR,
    .formats = "table json csv",
    .quiet = N_ ("no progress bar and no remarks"),
    .summary = N_ ("tell whether a scenario still gives what its author saw"),
    .details = N_ ("What stands under the key expected is simulated again: reproduced exactly, or "
                   "what differs and by\nhow many standard errors. Where a value was changed "
                   "since, both are shown, and the file as it stands\nis simulated as well. Exit "
                   "status 0 if all is reproduced, 1 if not; without a fingerprint figures\nneed "
                   "only be within 4 standard errors."),
    .run = sim_cli_reproduce },
  { .name = "verify",
    .operands = "",
    .least = 0,
    .most = 0,
    .options = ENGINE_OPTIONS | SIM_CLI_FORMAT | SIM_CLI_OUTPUT | SIM_CLI_QUIET | SIM_CLI_NO_COLOR,
    .formats = "table json csv",
    .quiet = N_ ("no progress"),
    .summary = N_ ("check this installation against published and closed-form figures"),
    .details = N_ ("Every case is computed here and now, exactly or by simulation with a fixed "
                   "seed, and held\nagainst a value from elsewhere whose source is named. The "
                   "table has the date, the program's\nversion and the machine. Nothing is read "
                   "from files. Exit status 0 only if all cases hold."),
    .run = sim_cli_verify },
};

static int
write_help (void)
{
  const SimCliOptions plain = { 0 };
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Usage: %s COMMAND %s\n\n"), SIM_CLI_NAME, ELLIPSIS);
  g_string_append (text,
                   _ ("Simulates randomized three-arm trials by Monte Carlo.\n\nCommands:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    GString *synopsis = g_string_new (NULL);
    g_string_append_printf (synopsis, "%s %s", commands[i].name, commands[i].operands);
    sim_cli_options_require (synopsis, &commands[i]);
    int room = MAX (22 - (int)g_utf8_strlen (synopsis->str, -1), 1);
    g_string_append_printf (text, "  %s%*s %s\n", synopsis->str, room, "", _ (commands[i].summary));
    g_string_free (synopsis, TRUE);
  }
  g_string_append_printf (
      text, _ ("\n%s COMMAND --help tells its options; --version the version.\n"), SIM_CLI_NAME);
  g_string_append (text, _ ("\nExit status: 0 done; 1 could not be done; 2 wrong usage; 3 invalid "
                            "scenario;\n130 or 143 interrupted, what was finished is written.\n"));
  gboolean written = sim_cli_output_write (&plain, text->str, text->len);
  g_string_free (text, TRUE);
  return written ? SIM_CLI_DONE : SIM_CLI_FAILED;
}

static int
write_command_help (const SimCliCommand *command)
{
  const SimCliOptions plain = { 0 };
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Usage: %s %s"), SIM_CLI_NAME, command->name);
  if (*command->operands != '\0')
    g_string_append_printf (text, " %s", command->operands);
  sim_cli_options_require (text, command);
  g_string_append_printf (text, _ (" [OPTION%s]\n\n"), ELLIPSIS);
  g_string_append_printf (text, "%s: %s\n\n%s\n\n", command->name, _ (command->summary),
                          _ (command->details));
  g_string_append (text, _ ("Options:\n"));
  sim_cli_options_describe (text, command);
  gboolean written = sim_cli_output_write (&plain, text->str, text->len);
  g_string_free (text, TRUE);
  return written ? SIM_CLI_DONE : SIM_CLI_FAILED;
}

static int
write_version (void)
{
  static const char text[] = SIM_CLI_NAME " " TREFOIL_VERSION "\n";
  const SimCliOptions plain = { 0 };

  return sim_cli_output_write (&plain, text, strlen (text)) ? SIM_CLI_DONE : SIM_CLI_FAILED;
}

static const SimCliCommand *
find_command (const char *word)
{
  const char *names[G_N_ELEMENTS (commands) + 1] = { NULL };
  g_autofree char *found = sim_cli_printable (word);
  const char *nearest;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (strcmp (word, commands[i].name) == 0)
      return &commands[i];
    names[i] = commands[i].name;
  }
  nearest = sim_cli_nearest (word, names);
  if (word[0] == '-')
    sim_cli_say (_ ("found '%s'; allowed: a command first, then its options; see %s --help"), found,
                 SIM_CLI_NAME);
  else if (nearest != NULL)
    sim_cli_say (_ ("there is no command '%s'; did you mean %s?"), found, nearest);
  else
    sim_cli_say (_ ("there is no command '%s'; see %s --help"), found, SIM_CLI_NAME);
  return NULL;
}

/* What programs read is never translated, nor then what is said beside it. */
static void
choose_language (const SimCliOptions *options)
{
  if (options->command->for_programs || g_strcmp0 (options->format, "json") == 0
      || g_strcmp0 (options->format, "csv") == 0)
    setlocale (LC_MESSAGES, "C");
}

static int
run_command (const SimCliCommand *command, int argc, char **argv)
{
  SimCliOptions options;
  int status = SIM_CLI_WRONG;

  if (sim_cli_options_parse (&options, command, argc, argv)) {
    if (!options.help)
      choose_language (&options);
    status = options.help ? write_command_help (command) : command->run (&options);
  }
  sim_cli_options_clear (&options);
  return status;
}

static int
dispatch (int argc, char **argv)
{
  const char *word = argc > 1 ? argv[1] : NULL;

  if (word == NULL) {
    sim_cli_say (_ ("found no command; see %s --help"), SIM_CLI_NAME);
    return SIM_CLI_WRONG;
  }
  if (strcmp (word, "--help") == 0 || strcmp (word, "-h") == 0)
    return write_help ();
  if (strcmp (word, "--version") == 0)
    return write_version ();
  if (strcmp (word, "help") == 0 && argc == 2)
    return write_help ();
  const SimCliCommand *command = find_command (strcmp (word, "help") == 0 ? argv[2] : word);
  if (command == NULL)
    return SIM_CLI_WRONG;
  return strcmp (word, "help") == 0 ? write_command_help (command)
                                    : run_command (command, argc - 2, argv + 2);
}

int
main (int argc, char **argv)
{
  g_set_prgname (SIM_CLI_NAME);
  sim_cli_output_init ();
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C"); /* numbers are the same everywhere */
  sim_shown_init ();

  int status = dispatch (argc, argv);
  if (!sim_cli_output_finish () && status == SIM_CLI_DONE)
    status = SIM_CLI_FAILED;
  return status;
}
