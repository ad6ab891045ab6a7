/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-success.c - what must hold within a criterion of success: one form of three, hypotheses
 * each once, no more of them than there are; and that no hypothesis has its id.
 *
 * Silent about values that are themselves in question: what is wrong with them is said already.
 */
#include "check.h"

#include <glib/gi18n.h>
#include "success.h"

static const char success_at[] = "/testing/success";

/* A criterion and where it stands. */
typedef struct {
  SimCheck *check;
  const SimValue *list, *record;
  guint index;
} Criterion;

static void problem (const Criterion *criterion, const char *key, SimErrorCode code,
                     const char *allowed, const char *format, ...) G_GNUC_PRINTF (5, 6);

/* At the criterion itself where key is NULL. */
static void
problem (const Criterion *criterion, const char *key, SimErrorCode code, const char *allowed,
         const char *format, ...)
{
  va_list args;
  va_start (args, format);
  char *what = g_strdup_vprintf (format, args);
  va_end (args);
  char *at = sim_check_member (success_at, criterion->list, criterion->index, key);
  if (!sim_check_said_below (criterion->check, at))
    sim_check_add_at (criterion->check, at, code,
                      key ? sim_value_get (criterion->record, key) : NULL, allowed, "%s", what);
  g_free (at);
  g_free (what);
}

/* FALSE if it has not just one form, or half of one. */
static gboolean
check_form (const Criterion *criterion)
{
  const char *forms = _ ("all-of, any-of, or at-least with of");
  const SimValue *record = criterion->record;
  gboolean least = sim_value_get (record, "at-least") != NULL;
  gboolean of = sim_value_get (record, "of") != NULL;
  guint n = (sim_value_get (record, "all-of") != NULL) + (sim_value_get (record, "any-of") != NULL)
            + (least || of);
  if (n != 1)
    problem (criterion, NULL, n ? SIM_ERROR_CONFLICT : SIM_ERROR_MISSING, forms,
             n ? _ ("more than one form of success")
               : _ ("it is not said which hypotheses make a success"));
  else if (least != of)
    problem (criterion, least ? "of" : "at-least", SIM_ERROR_MISSING,
             least ? _ ("a list of hypotheses") : _ ("how many of them"),
             _ ("\"at-least\" and \"of\" go together"));
  return n == 1 && least == of;
}

static const char *
form_key (const SimValue *record)
{
  return sim_value_get (record, "all-of")   ? "all-of"
         : sim_value_get (record, "any-of") ? "any-of"
                                            : "of";
}

static void
check_members (const Criterion *criterion)
{
  const SimValue *list = sim_success_list (criterion->record);
  const SimValue *count = sim_value_get (criterion->record, "at-least");
  guint n = sim_value_length (list);
  for (guint i = 0; i < n; i++) {
    const char *id = sim_value_text (sim_value_at (list, i));
    for (guint j = 0; j < i; j++)
      if (id && g_strcmp0 (id, sim_value_text (sim_value_at (list, j))) == 0) {
        problem (criterion, form_key (criterion->record), SIM_ERROR_CONFLICT,
                 _ ("every hypothesis once"), _ ("hypothesis \"%s\" is named twice"), id);
        return;
      }
  }
  if (!count || sim_value_kind (list) != SIM_VALUE_LIST || n == 0 || n > SIM_MAX_HYPOTHESES)
    return;
  char *allowed = g_strdup_printf (_ ("a whole number from 1 to %u"), n);
  if (sim_value_number (count) > n)
    problem (criterion, "at-least", SIM_ERROR_RANGE, allowed,
             _ ("more than hypotheses are listed"));
  g_free (allowed);
}

static void
check_name (const Criterion *criterion, const SimValue *hypotheses)
{
  const char *id = sim_value_text (sim_value_get (criterion->record, "id"));
  if (id && sim_value_index_of (hypotheses, id) >= 0)
    problem (criterion, "id", SIM_ERROR_ID, _ ("an id that no hypothesis has"),
             _ ("a hypothesis has this id"));
}

void
sim_check_success (SimCheck *check, const SimValue *hypotheses)
{
  const SimValue *list = sim_value_resolve (check->full, success_at);
  if (sim_value_kind (list) != SIM_VALUE_LIST || sim_value_length (list) > SIM_MAX_SUCCESS)
    return;
  for (guint i = 0; i < sim_value_length (list); i++) {
    Criterion criterion = { check, list, sim_value_at (list, i), i };
    if (sim_value_kind (criterion.record) != SIM_VALUE_MAP)
      continue;
    check_name (&criterion, hypotheses);
    if (check_form (&criterion))
      check_members (&criterion);
  }
}
