/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * choice.c - why a choice does not go with the rest of a draft: by trying it.
 */
#include "choice.h"

#include <glib/gi18n.h>
#include <string.h>

#include "../base/error.h"
#include "descriptor.h"
#include "draft-private.h"
#include "scenario-private.h"

static const SimChoice *
find_choice (const SimField *row, const char *id)
{
  const SimChoice *choice = row && row->kind == SIM_FIELD_ENUM ? row->choices : NULL;
  while (choice && choice->id && strcmp (choice->id, id) != 0)
    choice++;
  return choice && choice->id ? choice : NULL;
}

static gboolean
is_known (const GPtrArray *problems, const SimProblem *problem)
{
  for (guint i = 0; i < problems->len; i++) {
    const SimProblem *known = problems->pdata[i];
    if (known->code == problem->code && strcmp (known->pointer, problem->pointer) == 0
        && strcmp (known->message, problem->message) == 0)
      return TRUE;
  }
  return FALSE;
}

/* What speaks against the choice: best what is said of its own place. */
static const SimProblem *
reason (const GPtrArray *before, const GPtrArray *after, const char *place)
{
  const SimProblem *found = NULL;
  for (guint i = 0; i < after->len; i++) {
    const SimProblem *problem = after->pdata[i];
    if (problem->code == SIM_ERROR_MISSING || is_known (before, problem))
      continue;
    if (strcmp (problem->pointer, place) == 0)
      return problem;
    found = found ? found : problem;
  }
  return found;
}

gboolean
sim_change_refused (SimDraft *draft, SimDraft *with, const char *pointer, char **place,
                    char **message)
{
  GPtrArray *before = sim_problems_new (), *after = sim_problems_new ();
  char *by_ids = sim_pointer_with_ids (sim_draft_full (with), pointer);
  const char *own = by_ids ? by_ids : pointer;
  sim_check_draft (draft, before);
  sim_check_draft (with, after);
  const SimProblem *problem = reason (before, after, own);
  gboolean elsewhere = problem && strcmp (problem->pointer, own) != 0;
  *place = elsewhere ? g_strdup (problem->pointer) : NULL;
  *message = problem ? g_strdup (problem->message) : NULL;
  g_free (by_ids);
  g_ptr_array_unref (before);
  g_ptr_array_unref (after);
  return problem != NULL;
}

static char *
try_choice (SimDraft *draft, SimDraft *with, const char *pointer)
{
  char *place, *message;
  if (!sim_change_refused (draft, with, pointer, &place, &message) || !place)
    return message;
  char *why = g_strdup_printf ("%s: %s", place, message);
  g_free (place);
  g_free (message);
  return why;
}

char *
sim_choice_refused (SimDraft *draft, const char *pointer, const char *choice)
{
  const SimField *row = sim_field_find (sim_draft_root (draft), pointer);
  GError *error = NULL;
  if (!row || row->kind != SIM_FIELD_ENUM)
    return NULL;
  if (!find_choice (row, choice)) {
    char *allowed = sim_field_allowed (row);
    char *why = g_strdup_printf (_ ("not one of the choices; allowed: %s"), allowed);
    g_free (allowed);
    return why;
  }
  SimValue *value = sim_value_new_text (choice);
  SimDraft *with = sim_draft_set (draft, pointer, value, &error);
  char *why = with ? try_choice (draft, with, pointer) : g_strdup (error->message);
  g_clear_error (&error);
  sim_draft_unref (with);
  sim_value_unref (value);
  return why;
}
