/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check.c - from a draft to the list of everything that is wrong with it.
 */
#include "check.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <string.h>

#include "scenario-private.h"

/* --- saying it ----------------------------------------------------------------------------- */

char *
sim_check_found (const SimValue *value)
{
  if (!value)
    return NULL;
  guint n = sim_value_length (value);
  SimValueKind kind = sim_value_kind (value);
  if (kind == SIM_VALUE_LIST && n > 8)
    return g_strdup_printf (_ ("a list of %u"), n);
  if (kind == SIM_VALUE_MAP && n > 2)
    return g_strdup_printf (_ ("an object of %u members"), n);
  char *text = sim_json_write_compact (value);
  if (g_utf8_strlen (text, -1) <= 60)
    return text;
  char *cut = g_utf8_substring (text, 0, 56);
  char *found = g_strconcat (cut, "…", NULL);
  g_free (cut);
  g_free (text);
  return found;
}

static void
add (SimCheck *check, const char *pointer, const char *raw, SimErrorCode code,
     const SimValue *value, const char *allowed, const char *what)
{
  guint n = check->problems->len - check->before;
  if (n > SIM_MAX_PROBLEMS)
    return;
  if (n == SIM_MAX_PROBLEMS) {
    sim_problems_add (check->problems, SIM_ERROR_LIMIT, "", 0, NULL, NULL,
                      _ ("there are more problems; the first %u are listed"), SIM_MAX_PROBLEMS);
    return;
  }
  char *found = sim_check_found (value);
  sim_problems_add (check->problems, code, pointer, sim_draft_line (check->draft, raw), found,
                    allowed, "%s", what);
  g_free (found);
}

void
sim_check_add (SimCheck *check, SimErrorCode code, const SimValue *value, const char *allowed,
               const char *format, ...)
{
  va_list args;
  va_start (args, format);
  char *what = g_strdup_vprintf (format, args);
  va_end (args);
  add (check, check->path->str, check->raw->str, code, value, allowed, what);
  g_free (what);
}

void
sim_check_add_at (SimCheck *check, const char *pointer, SimErrorCode code, const SimValue *value,
                  const char *allowed, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  char *what = g_strdup_vprintf (format, args);
  va_end (args);
  add (check, pointer, pointer, code, value, allowed, what);
  g_free (what);
}

gboolean
sim_check_said_at (const SimCheck *check, const char *pointer)
{
  for (guint i = check->before; i < check->problems->len; i++)
    if (strcmp (((SimProblem *)check->problems->pdata[i])->pointer, pointer) == 0)
      return TRUE;
  return FALSE;
}

gboolean
sim_check_said_below (const SimCheck *check, const char *pointer)
{
  gsize n = strlen (pointer);
  for (guint i = check->before; i < check->problems->len; i++) {
    const char *at = ((SimProblem *)check->problems->pdata[i])->pointer;
    if (strncmp (at, pointer, n) == 0 && (at[n] == '\0' || at[n] == '/'))
      return TRUE;
  }
  return FALSE;
}

#define MAX_WORD 40

static guint
distance (const char *a, const char *b)
{
  guint n = (guint)strlen (a), m = (guint)strlen (b), row[MAX_WORD + 1];
  for (guint j = 0; j <= m; j++)
    row[j] = j;
  for (guint i = 1; i <= n; i++) {
    guint diagonal = row[0];
    row[0] = i;
    for (guint j = 1; j <= m; j++) {
      guint above = row[j];
      guint change = diagonal + (a[i - 1] != b[j - 1]);
      row[j] = MIN (change, MIN (above, row[j - 1]) + 1);
      diagonal = above;
    }
  }
  return row[m];
}

const char *
sim_check_nearest (const char *word, const char *const *candidates, guint n)
{
  const char *best = NULL;
  gsize length = strlen (word);
  if (length > MAX_WORD)
    return NULL;
  guint nearest = (guint)MAX (2, length / 3) + 1;
  for (guint i = 0; i < n; i++) {
    guint d = strlen (candidates[i]) <= MAX_WORD ? distance (word, candidates[i]) : nearest;
    if (d < nearest && d < strlen (candidates[i])) {
      nearest = d;
      best = candidates[i];
    }
  }
  return best;
}

/* --- the check ----------------------------------------------------------------------------- */

/* A file of another version would only earn misleading complaints: this is said alone. */
static gboolean
right_version (SimCheck *check)
{
  if (sim_value_kind (check->root) != SIM_VALUE_MAP) {
    sim_check_add (check, SIM_ERROR_KIND, check->root, _ ("an object"), _ ("not a scenario"));
    return FALSE;
  }
  const SimValue *version = sim_value_get (check->root, "trefoil");
  double number = sim_value_number (version);
  if (number == SIM_FORMAT_VERSION)
    return TRUE;
  if (!version)
    sim_check_add_at (check, "/trefoil", SIM_ERROR_VERSION, NULL, "1",
                      _ ("the key \"trefoil\" with the format version is missing; "
                         "this may not be a scenario file"));
  else if (number > SIM_FORMAT_VERSION)
    sim_check_add_at (check, "/trefoil", SIM_ERROR_VERSION, version, "1",
                      _ ("the file has a newer format than this program reads; "
                         "a newer version of the program is needed"));
  else
    sim_check_add_at (check, "/trefoil", SIM_ERROR_VERSION, version, "1",
                      _ ("not a format version"));
  return FALSE;
}

/* By line, as one reads the file; those of one line in the order in which they were found. */
static void
sort_by_line (GPtrArray *problems, guint from)
{
  for (guint i = from + 1; i < problems->len; i++) {
    SimProblem *problem = problems->pdata[i];
    guint j = i;
    for (; j > from && ((SimProblem *)problems->pdata[j - 1])->line > problem->line; j--)
      problems->pdata[j] = problems->pdata[j - 1];
    problems->pdata[j] = problem;
  }
}

void
sim_check_draft (SimDraft *draft, GPtrArray *problems)
{
  SimCheck check = { .draft = draft,
                     .root = sim_draft_root (draft),
                     .problems = problems,
                     .before = problems->len,
                     .path = g_string_new (NULL),
                     .raw = g_string_new (NULL) };
  if (right_version (&check)) {
    check.full = sim_draft_full (draft);
    sim_check_fields (&check);
    sim_check_meaning (&check);
    sort_by_line (problems, check.before);
  }
  g_string_free (check.path, TRUE);
  g_string_free (check.raw, TRUE);
}

SimScenario *
sim_scenario_check (SimDraft *draft, GPtrArray *problems)
{
  guint before = problems->len;
  sim_check_draft (draft, problems);
  return problems->len == before ? sim_scenario_freeze (draft) : NULL;
}
