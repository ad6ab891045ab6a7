/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * blame.c - which assignment of --set and the like brought a problem into a scenario.
 *
 * The assignments are applied one by one once more. A problem is that of the last one before which
 * it was not there: neither its pointer nor its line tells, for a value that is set can be at odds
 * with one of the file.
 */
#include "blame.h"

#include <glib/gi18n.h>
#include <string.h>

#include "words.h"

#define LONGEST 100 /* characters of an assignment */

static gboolean
is_among (const SimProblem *problem, const GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++) {
    const SimProblem *one = g_ptr_array_index (problems, i);
    if (strcmp (one->pointer, problem->pointer) == 0
        && strcmp (one->message, problem->message) == 0)
      return TRUE;
  }
  return FALSE;
}

static GPtrArray *
problems_of (SimDraft *draft)
{
  GPtrArray *problems = sim_problems_new ();

  sim_scenario_unref (sim_scenario_check (draft, problems));
  return problems;
}

/* "--set /testing/alpha=7", cut short where it is no help to read all of it. */
static char *
words_of (const char *option, const char *assignment)
{
  g_autofree char *printable = sim_cli_printable (assignment);

  if (g_utf8_strlen (printable, -1) > LONGEST) {
    g_autofree char *head = g_utf8_substring (printable, 0, LONGEST);
    return g_strconcat (option, " ", head, "\u2026", NULL);
  }
  return g_strconcat (option, " ", printable, NULL);
}

/* Blames an assignment for what is there now and was not there before it. */
static void
note (GPtrArray *blamed, const GPtrArray *problems, const GPtrArray *before, const GPtrArray *now,
      const char *option, const char *assignment)
{
  for (guint i = 0; i < problems->len; i++) {
    const SimProblem *problem = g_ptr_array_index (problems, i);
    if (is_among (problem, before) || !is_among (problem, now))
      continue;
    g_free (blamed->pdata[i]);
    blamed->pdata[i] = words_of (option, assignment);
  }
}

GPtrArray *
sim_cli_blame (SimDraft *draft, const SimCliAssignments *rows, guint n, const GPtrArray *problems)
{
  GPtrArray *blamed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) before = problems_of (draft);
  SimDraft *now = sim_draft_ref (draft);

  g_ptr_array_set_size (blamed, (int)problems->len);
  for (guint row = 0; row < n; row++)
    for (guint i = 0; i < rows[row].assignments->len && now != NULL; i++) {
      const char *assignment = g_ptr_array_index (rows[row].assignments, i);
      SimDraft *next = rows[row].apply (now, assignment, NULL);
      sim_draft_unref (now);
      now = next;
      if (now == NULL)
        break;
      GPtrArray *after = problems_of (now);
      note (blamed, problems, before, after, rows[row].option, assignment);
      g_ptr_array_unref (before);
      before = after;
    }
  g_clear_pointer (&now, sim_draft_unref);
  return blamed;
}

/* Whether what a problem is about stands in the file as it is there now. */
static gboolean
is_of_file (SimDraft *draft, SimDraft *edited, const SimProblem *problem)
{
  const SimValue *was = sim_draft_get (draft, problem->pointer);
  const SimValue *is = sim_draft_get (edited, problem->pointer);

  return problem->pointer[0] != '\0' && was != NULL && is != NULL && sim_value_equal (was, is);
}

char *
sim_cli_blame_line (SimDraft *draft, SimDraft *edited, const SimProblem *problem, const char *file,
                    const char *blamed)
{
  const char *assignment = strchr (blamed, ' ') + 1;
  g_autofree char *pointer = g_strndup (assignment, strcspn (assignment, "="));
  const SimValue *root = sim_draft_root (edited);
  SimProblem bare = *problem;

  if (is_of_file (draft, edited, problem)) {
    g_autofree char *whole = sim_problem_to_line (problem, file);
    return g_strdup_printf (_ ("%s (after %s)"), whole, blamed);
  }
  bare.line = 0; /* it would be that of what was there before, or of something around it */
  if (sim_pointer_within (root, pointer, problem->pointer)
      && sim_pointer_within (root, problem->pointer, pointer))
    bare.pointer = (char *)"";
  g_autofree char *name = g_strdup_printf ("%s: %s", file, blamed);
  return sim_problem_to_line (&bare, name);
}
