/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-outcome.c - what follows when the type of an outcome has become another, or the outcome of
 * an analysis.
 */
#include <string.h>

#include "check.h"
#include "edit-list.h"
#include "edit.h"
#include "mechanism.h"

static gboolean
is_among (const char *text, const char *const *list)
{
  while (*list && strcmp (text, *list) != 0)
    list++;
  return *list != NULL;
}

/* FALSE for what stood in a row of the same key of another type: another choice or kind, or too
   many visits. */
static gboolean
fits (const SimField *row, const SimValue *value, const SimOutcomeKind *kind)
{
  const char *text = sim_value_text (value);
  guint n = sim_value_length (value);
  if (row->kind == SIM_FIELD_LIST)
    return sim_value_kind (value) == SIM_VALUE_LIST && n >= row->min && n <= row->max;
  if (row->kind == SIM_FIELD_REAL || row->kind == SIM_FIELD_INT)
    return text == NULL;
  if (row->kind != SIM_FIELD_ENUM || row->per != SIM_PER_NONE)
    return TRUE;
  const SimChoice *choice = row->choices;
  while (choice->id && g_strcmp0 (choice->id, text) != 0)
    choice++;
  return choice->id && (strcmp (row->key, "better") != 0 || sim_outcome_takes (kind, text));
}

/* Takes over draft (may be NULL), as all below. */
static SimDraft *
set_on (SimDraft *draft, const char *pointer, const SimValue *value, GError **error)
{
  SimDraft *next = draft ? sim_draft_set (draft, pointer, value, error) : NULL;
  sim_draft_unref (draft);
  return next;
}

static SimDraft *
without_misfits (SimDraft *draft, const char *pointer, const SimOutcomeKind *kind, GError **error)
{
  const SimField *rows[SIM_MAX_ROWS];
  const SimField *owner = sim_field_find (sim_draft_root (draft), pointer);
  SimValue *record = sim_value_ref (sim_draft_get (draft, pointer));
  guint n = sim_field_rows (owner, record, rows);
  for (guint i = 0; i < n; i++) {
    const SimValue *value = sim_value_get (record, rows[i]->key);
    if (!value || fits (rows[i], value, kind))
      continue;
    char *below = sim_pointer_join (pointer, rows[i]->key);
    draft = set_on (draft, below, NULL, error);
    g_free (below);
  }
  sim_value_unref (record);
  return draft;
}

gboolean
sim_edit_takes (const char *method, const SimValue *outcome)
{
  const char *type = sim_value_text (sim_value_get (outcome, "type"));
  const SimAnalysisNeeds *needs = sim_analysis_needs (method);
  return needs && type && is_among (type, needs->outcomes)
         && (!needs->needs_baseline || sim_value_get (outcome, "baseline"));
}

const char *
sim_edit_method_for (const SimDraft *draft, const SimValue *outcome)
{
  const SimField *row = sim_field_find (sim_draft_root (draft), "/analyses/0/method");
  const SimValue *present = sim_value_resolve (sim_draft_full (draft), "/analyses/0/method");
  if (sim_edit_takes (sim_value_text (present), outcome))
    return sim_value_text (present);
  for (const SimChoice *c = row->choices; c->id; c++)
    if (c->ready && sim_edit_takes (c->id, outcome))
      return c->id;
  return NULL;
}

static SimDraft *
with_method (SimDraft *draft, const char *analysis, const SimValue *outcome, GError **error)
{
  char *method_at = sim_pointer_join (analysis, "method");
  char *visit_at = sim_pointer_join (analysis, "visit");
  SimValue *method = sim_draft_effective (draft, method_at);
  gboolean known = sim_analysis_needs (sim_value_text (method)) != NULL;
  const char *other = known && !sim_edit_takes (sim_value_text (method), outcome)
                          ? sim_edit_method_for (draft, outcome)
                          : NULL;
  const char *visit = sim_value_text (sim_draft_get (draft, visit_at));
  if (visit && sim_value_index_of (sim_value_get (outcome, "visits"), visit) < 0)
    draft = set_on (draft, visit_at, NULL, error);
  if (other) {
    SimValue *value = sim_value_new_text (other);
    draft = set_on (draft, method_at, value, error);
    sim_value_unref (value);
  }
  sim_value_unref (method);
  g_free (visit_at);
  g_free (method_at);
  return draft;
}

/* Whether an analysis is of the outcome: the first one where it does not say which. */
static gboolean
is_of (const SimDraft *draft, const char *analysis, const char *outcome)
{
  char *pointer = sim_pointer_join (analysis, "outcome");
  SimValue *named = sim_draft_effective (draft, pointer);
  gboolean found = g_strcmp0 (sim_value_text (named), outcome) == 0;
  sim_value_unref (named);
  g_free (pointer);
  return found;
}

/* Whether a test of all arms is one of outcomes of that type. */
static gboolean
omnibus_fits (const char *test, const char *type)
{
  if (g_strcmp0 (test, "chi-squared") == 0)
    return g_strcmp0 (type, "binary") == 0;
  return is_among (type, sim_score_outcomes)
         || (g_strcmp0 (test, "kruskal-wallis") == 0 && g_strcmp0 (type, "ordinal") == 0);
}

/* Without the test of all arms at the visit of the first analysis, where it is none of the type. */
static SimDraft *
without_omnibus (SimDraft *draft, const SimValue *outcome, GError **error)
{
  const char *type = sim_value_text (sim_value_get (outcome, "type"));
  const char *id = sim_value_text (sim_value_get (outcome, "id"));
  const SimValue *test = draft ? sim_draft_get (draft, "/testing/omnibus") : NULL;
  if (!test || omnibus_fits (sim_value_text (test), type)
      || !is_of (draft, "/analyses/0", id))
    return draft;
  return set_on (draft, "/testing/omnibus", NULL, error);
}

SimDraft *
sim_edit_fit_outcome (SimDraft *draft, const char *outcome, GError **error)
{
  char *pointer = sim_pointer_join ("/outcomes", outcome);
  SimValue *record = sim_draft_effective (draft, pointer);
  const SimOutcomeKind *kind = sim_outcome_kind (sim_value_text (sim_value_get (record, "type")));
  SimDraft *next = sim_draft_ref (draft);
  if (kind && sim_draft_get (draft, pointer))
    next = without_misfits (next, pointer, kind, error);
  sim_value_unref (record);
  record = next ? sim_draft_effective (next, pointer) : NULL;
  SimValue *analyses = next ? sim_draft_effective (next, "/analyses") : NULL;
  for (guint i = 0; kind && next && i < sim_value_length (analyses); i++) {
    const char *id = sim_value_text (sim_value_get (sim_value_at (analyses, i), "id"));
    char *member = sim_pointer_join ("/analyses", id ? id : "");
    if (id && is_of (next, member, outcome))
      next = with_method (next, member, record, error);
    g_free (member);
  }
  if (kind)
    next = without_omnibus (next, record, error);
  sim_value_unref (analyses);
  sim_value_unref (record);
  g_free (pointer);
  return next;
}

SimDraft *
sim_edit_fit_analysis (SimDraft *draft, const char *analysis, GError **error)
{
  char *member = sim_pointer_join ("/analyses", analysis);
  char *pointer = sim_pointer_join (member, "outcome");
  SimValue *id = sim_draft_effective (draft, pointer);
  char *at = sim_pointer_join ("/outcomes", sim_value_text (id) ? sim_value_text (id) : "");
  SimValue *outcome = sim_draft_effective (draft, at);
  SimDraft *next = sim_draft_ref (draft);
  if (outcome && sim_outcome_kind (sim_value_text (sim_value_get (outcome, "type"))))
    next = with_method (next, member, outcome, error);
  sim_value_unref (outcome);
  g_free (at);
  sim_value_unref (id);
  g_free (pointer);
  g_free (member);
  return next;
}
