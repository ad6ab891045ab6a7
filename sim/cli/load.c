/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * load.c - from a FILE and the options that edit it to a checked scenario.
 */
#include "load.h"

#include <glib/gi18n.h>
#include <string.h>

#include "blame.h"
#include "words.h"

static void
add_lines (GString *lines, GPtrArray *problems, const char *file)
{
  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = sim_problem_to_line (g_ptr_array_index (problems, i), file);
    g_string_append (lines, line);
    g_string_append_c (lines, '\n');
  }
}

/* A file that is not there could not be done; one that is no scenario is invalid. */
static int
refuse_file (GPtrArray *problems, const char *file, GString *lines)
{
  const SimProblem *first = g_ptr_array_index (problems, 0);

  if (first->code != SIM_ERROR_IO) {
    add_lines (lines, problems, file);
    return SIM_CLI_INVALID;
  }
  g_autofree char *line = sim_problem_to_line (first, file);
  sim_cli_say ("%s", line);
  return SIM_CLI_FAILED;
}

/* A new method or type takes away the keys of the one before: that is not done in silence. */
static void
remark_removed (const char *what, const char *assignment, SimDraft *before, SimDraft *after)
{
  g_autofree char *pointer = g_strndup (assignment, strcspn (assignment, "="));
  char *step = strrchr (pointer, '/');

  *step = '\0';
  const SimValue *old = sim_draft_get (before, pointer), *new = sim_draft_get (after, pointer);
  for (guint i = 0; i < sim_value_length (old); i++) {
    const char *key = sim_value_key (old, i);
    if (key != NULL && strcmp (key, step + 1) != 0 && sim_value_kind (new) == SIM_VALUE_MAP
        && sim_value_get (new, key) == NULL) {
      g_autofree char *at = sim_pointer_join (pointer, key);
      g_autofree char *printable = sim_cli_printable (at);
      sim_cli_say (_ ("%s: %s is left out, for it has no meaning with that"), what, printable);
    }
  }
}

/* Applies the assignments of an option in order; takes over draft. NULL after a sentence if one
 * fails. */
static SimDraft *
assign (const SimCliOptions *options, const char *option, const GPtrArray *assignments,
        SimDraft *draft, GString *sentence)
{
  for (guint i = 0; i < assignments->len && draft != NULL; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SimDraft) before = draft;
    const char *assignment = g_ptr_array_index (assignments, i);
    g_autofree char *printable = sim_cli_printable (assignment);
    g_autofree char *what = g_strconcat (option, " ", printable, NULL);
    draft = sim_draft_set_text (before, assignment, &error);
    if (draft == NULL)
      g_string_printf (sentence, "%s: %s", what, error->message);
    else if (!options->quiet)
      remark_removed (what, assignment, before, draft);
  }
  return draft;
}

/* Adds the priors of --prior in order; takes over draft. NULL after a sentence if one fails. */
static SimDraft *
believe (const SimCliOptions *options, SimDraft *draft, GString *sentence)
{
  for (guint i = 0; i < options->believed->len && draft != NULL; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SimDraft) before = draft;
    draft = sim_priors_set_text (before, g_ptr_array_index (options->believed, i), &error);
    if (draft == NULL)
      g_string_printf (sentence, "--prior: %s", error->message);
  }
  return draft;
}

/* Applies --set in order, then --prior, then the options that are edits; what the basis says of
 * values is said of those of the file. NULL after a sentence if one fails. */
static SimDraft *
edit (const SimCliOptions *options, SimDraft *draft, GString *sentence)
{
  SimDraft *edited = assign (options, "--set", options->sets, sim_draft_ref (draft), sentence);

  edited = edited != NULL ? believe (options, edited, sentence) : NULL;
  for (guint i = 0; i < SIM_CLI_N_EDITS && edited != NULL; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SimDraft) before = edited;
    SimCliEdit row = (SimCliEdit)i;
    edited = options->edits[row] != NULL
                 ? sim_draft_set (before, sim_cli_edit_pointer (row), options->edits[row], &error)
                 : sim_draft_ref (before);
    if (edited == NULL)
      g_string_printf (sentence, "%s: %s", sim_cli_edit_option (row), error->message);
  }
  return edited != NULL ? sim_edit_keep_basis (draft, edited) : NULL;
}

/* The option that put there what the problem is about, or NULL. */
static const char *
option_of (const SimCliOptions *options, const SimProblem *problem)
{
  for (guint i = 0; i < SIM_CLI_N_EDITS; i++) {
    const char *pointer = sim_cli_edit_pointer ((SimCliEdit)i);
    gsize n = strlen (pointer);
    if (options->edits[i] != NULL && strncmp (problem->pointer, pointer, n) == 0
        && (problem->pointer[n] == '\0' || problem->pointer[n] == '/'))
      return sim_cli_edit_option ((SimCliEdit)i);
  }
  return NULL;
}

/* The scenario of a file, draft, as rows of assignments and options have edited it. */
typedef struct {
  const SimCliOptions *options;
  const char *file;
  SimDraft *draft, *edited;
  const SimCliAssignments *rows;
  guint n_rows;
} Edited;

/* What an option brought in is wrong usage, said of the option; the rest makes a scenario invalid,
   and is said of the file or of the assignment that it comes from. */
static int
refuse_scenario (const Edited *edited, GPtrArray *problems, GString *lines)
{
  g_autoptr (GPtrArray) blamed
      = sim_cli_blame (edited->draft, edited->rows, edited->n_rows, problems);
  int status = SIM_CLI_WRONG;

  for (guint i = 0; i < problems->len; i++) {
    const SimProblem *problem = g_ptr_array_index (problems, i);
    const char *option = option_of (edited->options, problem);
    const char *assignment = g_ptr_array_index (blamed, i);
    if (option != NULL) {
      sim_cli_say ("%s: %s", option, problem->message);
      continue;
    }
    g_autofree char *line = assignment != NULL ? sim_cli_blame_line (
                                edited->draft, edited->edited, problem, edited->file, assignment)
                                               : sim_problem_to_line (problem, edited->file);
    g_string_append_printf (lines, "%s\n", line);
    status = SIM_CLI_INVALID;
  }
  return status;
}

SimScenario *
sim_cli_load (const SimCliOptions *options, const char *file, GString *lines, int *status)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_read_file (file, problems);

  if (draft == NULL) {
    *status = refuse_file (problems, file, lines);
    return NULL;
  }
  GString *sentence = g_string_new (NULL);
  g_autoptr (SimDraft) edited = edit (options, draft, sentence);
  SimScenario *scenario = sim_scenario_check (edited != NULL ? edited : draft, problems);
  if (scenario == NULL) {
    const SimCliAssignments rows[] = { { "--set", options->sets, sim_draft_set_text },
                                       { "--prior", options->believed, sim_priors_set_text } };
    const Edited now = { options, file,
                         draft,   edited != NULL ? edited : draft,
                         rows,    edited != NULL ? G_N_ELEMENTS (rows) : 0 };
    *status = refuse_scenario (&now, problems, lines);
  } else if (edited == NULL) { /* only where the file itself is in order is the option to blame */
    sim_cli_say ("%s", sentence->str);
    *status = SIM_CLI_WRONG;
    g_clear_pointer (&scenario, sim_scenario_unref);
  }
  g_string_free (sentence, TRUE);
  return scenario;
}

gboolean
sim_cli_load_rest (SimScenario *scenario, const char *file, GString *lines)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  sim_lesson_check (sim_scenario_draft (scenario), problems);
  sim_expected_check (sim_scenario_draft (scenario), problems);
  add_lines (lines, problems, file);
  return problems->len == 0;
}

SimScenario *
sim_cli_load_or_say (const SimCliOptions *options, const char *file, int *status)
{
  GString *lines = g_string_new (NULL);
  SimScenario *scenario = sim_cli_load (options, file, lines, status);

  sim_cli_say_text (lines->str);
  g_string_free (lines, TRUE);
  return scenario;
}

SimScenario *
sim_cli_load_with (const SimCliOptions *options, SimScenario *scenario, const char *file,
                   int *status)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  GString *sentence = g_string_new (NULL), *lines = g_string_new (NULL);
  SimDraft *file_draft = sim_scenario_draft (scenario);
  SimDraft *draft
      = assign (options, "--with", options->withs, sim_draft_ref (file_draft), sentence);
  SimScenario *other = NULL;

  if (draft != NULL)
    draft = sim_edit_keep_basis (file_draft, draft);
  if (draft == NULL) {
    sim_cli_say ("%s", sentence->str);
    *status = SIM_CLI_WRONG;
  } else {
    other = sim_scenario_check (draft, problems);
    if (other == NULL) {
      const SimCliAssignments row = { "--with", options->withs, sim_draft_set_text };
      const Edited now = { options, file, file_draft, draft, &row, 1 };
      *status = refuse_scenario (&now, problems, lines);
    }
    sim_cli_say_text (lines->str);
  }
  sim_draft_unref (draft);
  g_string_free (sentence, TRUE);
  g_string_free (lines, TRUE);
  return other;
}
