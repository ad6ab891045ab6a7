/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * options.c - the table of options, and the reader of the command line.
 *
 * An option is a row: its names, its help, and a function that takes its value or says what is
 * allowed in its place. Ranges that the scenario's own rules state are left to these rules.
 */
#include "options.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "words.h"

#define MAX_THREADS 256
#define MAX_SHARDS  100000

/* Takes text; returns NULL, or what would be allowed (newly allocated). */
typedef char *(*Take) (SimCliOptions *options, const char *text);

typedef struct {
  guint bit;
  const char *name;
  char letter;          /* short form, or 0 */
  const char *argument; /* name of its value in the help; NULL: it has none */
  const char *help;     /* translatable (N_); NULL: each command says its own */
  Take take;
} Option;

/* ---- values ---- */

static gboolean
parse_number (const char *text, double *value)
{
  char *end = NULL;

  if (*text == '\0' || text[strspn (text, "0123456789.eE+-")] != '\0')
    return FALSE;
  *value = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (*value);
}

static gboolean
parse_whole (const char *text, double least, double most, double *value)
{
  return parse_number (text, value) && *value >= least && *value <= most
         && *value == floor (*value);
}

static char *
take_assignment (GPtrArray *assignments, const char *text)
{
  if (text[0] != '/' || strchr (text, '=') == NULL || !g_utf8_validate (text, -1, NULL))
    return g_strdup (_ ("/pointer=value in UTF-8, for instance /outcomes/rmdq/baseline/sd=4.5"));
  g_ptr_array_add (assignments, (gpointer)text);
  return NULL;
}

static char *
take_set (SimCliOptions *options, const char *text)
{
  return take_assignment (options->sets, text);
}

static char *
take_with (SimCliOptions *options, const char *text)
{
  return take_assignment (options->withs, text);
}

static char *
take_vary (SimCliOptions *options, const char *text)
{
  g_ptr_array_add (options->varied, (gpointer)text);
  return NULL;
}

static void
set_edit (SimCliOptions *options, SimCliEdit edit, SimValue *value)
{
  sim_value_unref (options->edits[edit]);
  options->edits[edit] = value;
}

/* Takes any number: its range is a rule of the scenario, which is checked with the rest of it. */
static char *
take_edit (SimCliOptions *options, SimCliEdit edit, const char *text)
{
  double value;

  if (!parse_number (text, &value))
    return sim_field_allowed (sim_field_find (NULL, sim_cli_edit_pointer (edit)));
  set_edit (options, edit, sim_value_new_number (value));
  return NULL;
}

static char *
take_seed (SimCliOptions *options, const char *text)
{
  return take_edit (options, SIM_CLI_EDIT_SEED, text);
}

static char *
take_replicates (SimCliOptions *options, const char *text)
{
  return take_edit (options, SIM_CLI_EDIT_REPLICATES, text);
}

static char *
take_sizes (SimCliOptions *options, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  GPtrArray *sizes = g_ptr_array_new ();
  gboolean good = words[0] != NULL;

  for (guint i = 0; words[i] != NULL && good; i++) {
    double size;
    good = parse_number (words[i], &size);
    if (good)
      g_ptr_array_add (sizes, sim_value_new_number (size));
  }
  if (good)
    set_edit (options, SIM_CLI_EDIT_SIZES,
              sim_value_new_list ((SimValue **)sizes->pdata, sizes->len));
  for (guint i = 0; i < sizes->len && !good; i++)
    sim_value_unref (g_ptr_array_index (sizes, i));
  g_ptr_array_unref (sizes);
  return good ? NULL : g_strdup (_ ("total numbers of patients with commas, like 90,120,150"));
}

static char *
take_threads (SimCliOptions *options, const char *text)
{
  double threads;

  if (!parse_whole (text, 1, MAX_THREADS, &threads))
    return g_strdup_printf (_ ("a whole number from 1 to %d"), MAX_THREADS);
  options->threads = (guint)threads;
  return NULL;
}

static char *
take_isa (SimCliOptions *options, const char *text)
{
  static const char *const words[] = { "auto", "scalar", "avx2", "avx512" };
  GString *allowed = g_string_new (_ ("on this machine: "));

  if (sim_isa_parse (text, &options->isa) && sim_isa_name (options->isa) != NULL) {
    g_string_free (allowed, TRUE);
    return NULL;
  }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    SimIsa isa;
    if (sim_isa_parse (words[i], &isa) && sim_isa_name (isa) != NULL)
      g_string_append_printf (allowed, "%s%s", i == 0 ? "" : ", ", words[i]);
  }
  return g_string_free (allowed, FALSE);
}

static char *
take_precision (SimCliOptions *options, const char *text)
{
  if (!parse_number (text, &options->precision) || options->precision <= 0
      || options->precision > 0.5)
    return g_strdup (_ ("a number above 0 and at most 0.5, the largest Monte Carlo standard error "
                        "of power: 0.001 is 0.1 percentage points"));
  return NULL;
}

static char *
take_time (SimCliOptions *options, const char *text)
{
  if (!parse_number (text, &options->seconds) || options->seconds < 0.001
      || options->seconds > 1e6)
    return g_strdup (_ ("a number of seconds from 0.001 to 1,000,000"));
  return NULL;
}

static char *
take_format (SimCliOptions *options, const char *text)
{
  g_auto (GStrv) words = g_strsplit (options->command->formats, " ", -1);

  if (!g_strv_contains ((const char *const *)words, text))
    return g_strjoinv (", ", words);
  options->format = text;
  return NULL;
}

static char *
take_output (SimCliOptions *options, const char *text)
{
  if (*text == '\0')
    return g_strdup (_ ("the name of a file, or - for standard output"));
  options->output = strcmp (text, "-") == 0 ? NULL : text;
  return NULL;
}

static char *
take_index (SimCliOptions *options, const char *text)
{
  double index;

  if (!parse_whole (text, 0, SIM_MAX_REPLICATES - 1, &index))
    return g_strdup_printf (_ ("a whole number from 0 to %u"), SIM_MAX_REPLICATES - 1);
  options->index = (guint64)index;
  return NULL;
}

static char *
take_size (SimCliOptions *options, const char *text)
{
  double size;

  if (!parse_whole (text, 1, SIM_MAX_TOTAL, &size))
    return g_strdup_printf (_ ("one of the scenario's sizes, a whole number up to %d"),
                            SIM_MAX_TOTAL);
  options->size = (guint)size;
  return NULL;
}

static char *
take_exact (SimCliOptions *options, const char *text)
{
  options->exact = TRUE;
  return NULL;
}

static char *
take_prior (SimCliOptions *options, const char *text)
{
  g_ptr_array_add (options->believed, (gpointer)text);
  return NULL;
}

static char *
take_power (SimCliOptions *options, const char *text)
{
  if (!parse_number (text, &options->power) || options->power <= 0 || options->power >= 1)
    return g_strdup (_ ("a number between 0 and 1, for instance 0.9"));
  return NULL;
}

static char *
take_total (SimCliOptions *options, const char *text)
{
  double total;

  if (!parse_whole (text, 4, SIM_MAX_TOTAL, &total))
    return g_strdup_printf (_ ("a whole number from 4 to %d"), SIM_MAX_TOTAL);
  options->total = (guint)total;
  return NULL;
}

static char *
take_allocation (SimCliOptions *options, const char *text)
{
  options->allocation = TRUE;
  return NULL;
}

static char *
take_goal (SimCliOptions *options, const char *text)
{
  options->goal = text;
  return NULL;
}

static char *
take_shard (SimCliOptions *options, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, "/", -1);
  double shard = 0, shards = 0;

  if (g_strv_length (words) != 2 || !parse_whole (words[1], 1, MAX_SHARDS, &shards)
      || !parse_whole (words[0], 1, shards, &shard))
    return g_strdup_printf (_ ("I/N, part I, from 1 to N, of N parts, at most %d: 3/16"),
                            MAX_SHARDS);
  options->shard = (guint)shard;
  options->shards = (guint)shards;
  return NULL;
}

static char *
take_resume (SimCliOptions *options, const char *text)
{
  if (*text == '\0')
    return g_strdup (_ ("the name of a part that run --shard has written"));
  options->resume = text;
  return NULL;
}

static char *
take_save_every (SimCliOptions *options, const char *text)
{
  if (!parse_number (text, &options->save_every) || options->save_every < 0.1
      || options->save_every > 1e6)
    return g_strdup (_ ("a number of seconds from 0.1 to 1,000,000"));
  return NULL;
}

static char *
take_to (SimCliOptions *options, const char *text)
{
  return strcmp (text, "r") == 0 ? NULL : g_strdup ("r");
}

static char *
take_no_sensitivity (SimCliOptions *options, const char *text)
{
  options->no_sensitivity = TRUE;
  return NULL;
}

static char *
take_quiet (SimCliOptions *options, const char *text)
{
  options->quiet = TRUE;
  return NULL;
}

static char *
take_no_color (SimCliOptions *options, const char *text)
{
  options->no_color = TRUE;
  return NULL;
}

static char *
take_help (SimCliOptions *options, const char *text)
{
  options->help = TRUE;
  return NULL;
}

/* ---- the table, in the order of the help ---- */

static const Option table[] = {
  { SIM_CLI_INDEX, "--index", 0, "K", N_ ("which trial, counted from 0"), take_index },
  { SIM_CLI_SIZE, "--size", 0, "N", N_ ("at this total size (default: the scenario's own)"),
    take_size },
  { SIM_CLI_VARY, "--vary", 0, "/POINTER=A:B:N",
    N_ ("an assumption: N values from A to B, or A,B,\xe2\x80\xa6; repeatable"), take_vary },
  { SIM_CLI_RANGE, "--range", 0, "/POINTER=LOW:HIGH",
    N_ ("an assumption and its range, in place of those of the file; repeatable"), take_vary },
  { SIM_CLI_PRIOR, "--prior", 0, "/POINTER=D(MEAN,SD)",
    N_ ("what is believed of a number: D is normal, or truncated-normal, whose limits may follow "
        "the SD; repeatable"),
    take_prior },
  { SIM_CLI_POWER, "--power", 0, "P",
    N_ ("the power to be reached (default: the scenario's target power)"), take_power },
  { SIM_CLI_GOAL, "--goal", 0, "ID",
    N_ ("a hypothesis, a success, any or all (default: the scenario's goal)"),
    take_goal },
  { SIM_CLI_TOTAL, "--total", 0, "N",
    N_ ("also what a trial of N patients can find: its power, and the effect it detects"),
    take_total },
  { SIM_CLI_ALLOCATION, "--allocation", 0, NULL,
    N_ ("also the ratio of the arms that needs about the fewest patients"), take_allocation },
  { SIM_CLI_SET, "--set", 0, "/POINTER=VALUE",
    N_ ("override a value: JSON, else text; null removes it; repeatable"), take_set },
  { SIM_CLI_WITH, "--with", 0, "/POINTER=VALUE",
    N_ ("one scenario more: the first but for the values of all --with; repeatable"), take_with },
  { SIM_CLI_SEED, "--seed", 0, "S", N_ ("seed of the random streams"), take_seed },
  { SIM_CLI_REPLICATES, "--replicates", 0, "N", N_ ("number of trials to simulate"),
    take_replicates },
  { SIM_CLI_SIZES, "--sizes", 0, "A,B,\xe2\x80\xa6",
    N_ ("total numbers of patients of the power curve"), take_sizes },
  { SIM_CLI_PRECISION, "--precision", 0, "P",
    N_ ("stop when power at the own size has a standard error of P or less"), take_precision },
  { SIM_CLI_TIME, "--time", 0, "SECONDS", N_ ("stop after so many seconds of simulating"),
    take_time },
  { SIM_CLI_SHARD, "--shard", 0, "I/N",
    N_ ("simulate part I of N of the trials alone, and write it for merge"), take_shard },
  { SIM_CLI_RESUME, "--resume", 0, "PART",
    N_ ("go on with a part that was interrupted, in place of FILE"), take_resume },
  { SIM_CLI_SAVE_EVERY, "--save-every", 0, "SECONDS",
    N_ ("save a part so often while it is simulated (default: 60)"), take_save_every },
  { SIM_CLI_TO, "--to", 0, "LANGUAGE", N_ ("the language of the program: r"), take_to },
  { SIM_CLI_EXACT, "--exact", 0, NULL,
    N_ ("exact power as well, where there is one; may take longer than simulating"), take_exact },
  { SIM_CLI_NO_SENSITIVITY, "--no-sensitivity", 0, NULL,
    N_ ("leave out what each assumption does to power, which takes most of the time"),
    take_no_sensitivity },
  { SIM_CLI_THREADS, "--threads", 0, "T", N_ ("worker threads (default: one per core)"),
    take_threads },
  { SIM_CLI_ISA, "--isa", 0, "PATH",
    N_ ("vector path: auto, scalar, avx2 or avx512; all give the same results"), take_isa },
  { SIM_CLI_FORMAT, "--format", 0, "FORMAT", N_ ("how to write it"), take_format },
  { SIM_CLI_OUTPUT, "--output", 'o', "OUT", N_ ("write to this file, as a whole or not at all"),
    take_output },
  { SIM_CLI_QUIET, "--quiet", 'q', NULL, NULL, take_quiet },
  { SIM_CLI_NO_COLOR, "--no-color", 0, NULL, N_ ("no colours on a terminal"), take_no_color },
  { SIM_CLI_HELP, "--help", 'h', NULL, N_ ("this help"), take_help },
};

static const struct {
  const char *option, *pointer;
} edit_rows[SIM_CLI_N_EDITS] = {
  [SIM_CLI_EDIT_SEED] = { "--seed", "/run/seed" },
  [SIM_CLI_EDIT_REPLICATES] = { "--replicates", "/run/replicates" },
  [SIM_CLI_EDIT_SIZES] = { "--sizes", "/run/sizes" },
};

const char *
sim_cli_edit_option (SimCliEdit edit)
{
  return edit_rows[edit].option;
}

const char *
sim_cli_edit_pointer (SimCliEdit edit)
{
  return edit_rows[edit].pointer;
}

static gboolean
takes (const SimCliCommand *command, const Option *option)
{
  return (command->options & option->bit) != 0 || option->bit == SIM_CLI_HELP;
}

void
sim_cli_options_require (GString *text, const SimCliCommand *command)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if ((command->required & table[i].bit) != 0)
      g_string_append_printf (text, " %s %s", table[i].name, table[i].argument);
}

void
sim_cli_options_describe (GString *text, const SimCliCommand *command)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    const Option *option = &table[i];
    if (!takes (command, option))
      continue;
    g_autofree char *letter
        = option->letter != 0 ? g_strdup_printf ("-%c, ", option->letter) : g_strdup ("");
    g_autofree char *names = g_strconcat (letter, option->name, option->argument ? " " : "",
                                          option->argument ? option->argument : "", NULL);
    int room = MAX (24 - (int)g_utf8_strlen (names, -1), 1);
    g_string_append_printf (text, "  %s%*s %s", names, room, "",
                            _ (option->help != NULL ? option->help : command->quiet));
    if (option->bit == SIM_CLI_FORMAT) {
      g_auto (GStrv) words = g_strsplit (command->formats, " ", -1);
      g_autofree char *list = g_strjoinv (", ", words);
      g_string_append_printf (text, _ (": %s (default: %s)"), list, words[0]);
    }
    g_string_append_c (text, '\n');
  }
}

/* ---- reading ---- */

/* What is run to read its help: "trefoil-sim run". */
static char *
words_of (const SimCliCommand *command)
{
  return g_strjoin (" ", g_get_prgname (), command->name, NULL);
}

/* What a sentence about the command begins with: "run: ". */
static char *
beginning_of (const SimCliCommand *command)
{
  return command->name != NULL ? g_strconcat (command->name, ": ", NULL) : g_strdup ("");
}

static void
say_unknown (const SimCliCommand *command, const char *name)
{
  g_autofree char *words = words_of (command);
  const char *known[G_N_ELEMENTS (table) + 1];
  g_autofree char *found = sim_cli_printable (name);
  const char *nearest;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    if (takes (command, &table[i]))
      known[n++] = table[i].name;
    else if (strcmp (table[i].name, name) == 0) {
      sim_cli_say (_ ("%s: %s does not take this option; see %s --help"), found,
                   command->name != NULL ? command->name : g_get_prgname (), words);
      return;
    }
  }
  known[n] = NULL;
  nearest = sim_cli_nearest (name, known);
  if (nearest != NULL)
    sim_cli_say (_ ("%s: there is no such option; did you mean %s?"), found, nearest);
  else
    sim_cli_say (_ ("%s: there is no such option; see %s --help"), found, words);
}

/* The row of a word that starts with '-', and the value that stands in the same word, if any. */
static const Option *
find_option (const SimCliCommand *command, const char *word, const char **value)
{
  const char *equals = g_str_has_prefix (word, "--") ? strchr (word, '=') : NULL;
  g_autofree char *name
      = equals != NULL ? g_strndup (word, (gsize)(equals - word)) : g_strdup (word);

  *value = equals != NULL ? equals + 1 : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    const Option *option = &table[i];
    if (!takes (command, option))
      continue;
    if (strcmp (name, option->name) == 0)
      return option;
    if (word[1] != '-' && word[1] == option->letter) {
      if (word[2] != '\0')
        *value = word + 2;
      return option;
    }
  }
  say_unknown (command, name);
  return NULL;
}

/* The words that are nearest to a mistyped value; only --format and --isa have words. */
static void
say_refused (const SimCliOptions *options, const Option *option, const char *value,
             const char *allowed)
{
  static const char *const isa_words[] = { "auto", "scalar", "avx2", "avx512", NULL };
  g_autofree char *found = sim_cli_printable (value);
  const char *nearest = NULL;

  if (option->bit == SIM_CLI_FORMAT) {
    g_auto (GStrv) words = g_strsplit (options->command->formats, " ", -1);
    nearest = g_intern_string (sim_cli_nearest (value, (const char *const *)words));
  } else if (option->bit == SIM_CLI_ISA && !g_strv_contains (isa_words, value)) {
    nearest = sim_cli_nearest (value, isa_words);
  }
  if (nearest != NULL)
    sim_cli_say (_ ("%s: found '%s'; allowed: %s; did you mean %s?"), option->name, found, allowed,
                 nearest);
  else
    sim_cli_say (_ ("%s: found '%s'; allowed: %s"), option->name, found, allowed);
}

/* Takes the option at argv[*i], and its value; moves *i to the last word taken. */
static gboolean
take_option (SimCliOptions *options, int argc, char **argv, int *i)
{
  const char *value = NULL;
  const Option *option = find_option (options->command, argv[*i], &value);

  if (option == NULL)
    return FALSE;
  if (option->argument == NULL && value != NULL) {
    g_autofree char *found = sim_cli_printable (value);
    sim_cli_say (_ ("%s: found '%s'; allowed: no value"), option->name, found);
    return FALSE;
  }
  if (option->argument != NULL && value == NULL) {
    if (*i + 1 == argc) {
      sim_cli_say (_ ("%s: found nothing after it; allowed: a value (%s)"), option->name,
                   option->argument);
      return FALSE;
    }
    value = argv[++*i];
  }
  g_autofree char *allowed = option->take (options, value);
  options->given |= option->bit;
  if (allowed != NULL)
    say_refused (options, option, value, allowed);
  return allowed == NULL;
}

static gboolean
check_operands (const SimCliOptions *options)
{
  const SimCliCommand *command = options->command;
  g_autofree char *words = words_of (command), *beginning = beginning_of (command);
  guint n = options->operands->len;

  if (n < command->least)
    sim_cli_say (_ ("%sfound no %s after it; see %s --help"), beginning, command->operands, words);
  else if (n > 0 && command->most == 0)
    sim_cli_say (_ ("%sfound %u names; allowed: none"), beginning, n);
  else if (n > command->most)
    sim_cli_say (_ ("%sfound %u names; allowed: %u (%s)"), beginning, n, command->most,
                 command->operands);
  return n >= command->least && n <= command->most;
}

static gboolean
check_required (const SimCliOptions *options)
{
  g_autofree char *beginning = beginning_of (options->command);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if ((options->command->required & ~options->given & table[i].bit) != 0) {
      sim_cli_say (_ ("%sfound no %s; it needs %s %s, %s"), beginning, table[i].name, table[i].name,
                   table[i].argument, _ (table[i].help));
      return FALSE;
    }
  return TRUE;
}

/* The name of the output says its format where --format does not. FALSE after a sentence if it is
   one that the command does not write: under that name another would mislead. */
static gboolean
choose_format (SimCliOptions *options)
{
  static const char *const endings[] = { ".json", ".csv" };
  g_auto (GStrv) words = NULL;

  if (options->command->formats == NULL || options->format != NULL)
    return TRUE;
  words = g_strsplit (options->command->formats, " ", -1);
  options->format = g_intern_string (words[0]);
  for (guint i = 0; i < G_N_ELEMENTS (endings) && options->output != NULL; i++) {
    if (!g_str_has_suffix (options->output, endings[i]))
      continue;
    if (!g_strv_contains ((const char *const *)words, endings[i] + 1)) {
      g_autofree char *found = sim_cli_printable (options->output);
      g_autofree char *list = g_strjoinv (", ", words);
      sim_cli_say (_ ("-o: found '%s', but %s writes no %s; allowed: another ending, or a --format "
                      "that is given: %s"),
                   found, options->command->name, endings[i] + 1, list);
      return FALSE;
    }
    options->format = g_intern_static_string (endings[i] + 1);
  }
  return TRUE;
}

gboolean
sim_cli_options_parse (SimCliOptions *options, const SimCliCommand *command, int argc, char **argv)
{
  gboolean operands_only = FALSE;

  *options = (SimCliOptions){ .command = command, .isa = SIM_ISA_AUTO, .save_every = 60 };
  options->operands = g_ptr_array_new ();
  options->sets = g_ptr_array_new ();
  options->withs = g_ptr_array_new ();
  options->varied = g_ptr_array_new ();
  options->believed = g_ptr_array_new ();
  for (int i = 0; i < argc; i++) {
    if (operands_only || argv[i][0] != '-' || argv[i][1] == '\0')
      g_ptr_array_add (options->operands, argv[i]);
    else if (strcmp (argv[i], "--") == 0)
      operands_only = TRUE;
    else if (!take_option (options, argc, argv, &i))
      return FALSE;
    if (options->help)
      return TRUE;
  }
  return choose_format (options) && check_operands (options) && check_required (options);
}

void
sim_cli_options_clear (SimCliOptions *options)
{
  for (guint i = 0; i < SIM_CLI_N_EDITS; i++)
    sim_value_unref (options->edits[i]);
  g_ptr_array_unref (options->operands);
  g_ptr_array_unref (options->sets);
  g_ptr_array_unref (options->withs);
  g_ptr_array_unref (options->varied);
  g_ptr_array_unref (options->believed);
}
