/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-outcomes.c - edits of the lists of outcomes and analyses, and of what tests them.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "../base/error.h"
#include "build.h"
#include "check.h"
#include "edit-list.h"
#include "edit.h"
#include "expand.h"
#include "hypothesis.h"
#include "mechanism.h"
#include "scenario.h"

static const char outcomes_at[] = "/outcomes";
static const char analyses_at[] = "/analyses";
static const char hypotheses_at[] = "/testing/hypotheses";

static const char *
id_of (const SimValue *record)
{
  return sim_value_text (sim_value_get (record, "id"));
}

static const char *
text_of (const SimValue *record, const char *key)
{
  return sim_value_text (sim_value_get (record, key));
}

/* The list at pointer as it counts, defaults included; borrowed. */
static const SimValue *
full_list (const SimDraft *draft, const char *pointer)
{
  return sim_value_resolve (sim_draft_full (draft), pointer);
}

/* A draft in which outcomes, analyses and hypotheses are written: that one of them goes must not
   make a default of another. */
static SimDraft *
all_written (SimDraft *draft)
{
  SimDraft *outcomes = sim_edit_writable (draft, outcomes_at);
  SimDraft *analyses = sim_edit_writable (outcomes, analyses_at);
  SimDraft *own = sim_edit_writable (analyses, hypotheses_at);
  sim_draft_unref (analyses);
  sim_draft_unref (outcomes);
  return own;
}

/* --- outcomes ------------------------------------------------------------------------------ */

/* A record like another with a new id and name. */
static SimValue *
copied (const SimValue *like, const char *id, const char *name)
{
  SimBuild *record = sim_build_new ();
  sim_build_add (record, "id", sim_value_new_text (id));
  sim_build_add (record, "name", sim_value_new_text (name));
  for (guint i = 0; i < sim_value_length (like); i++) {
    const char *key = sim_value_key (like, i);
    if (key && strcmp (key, "id") != 0 && strcmp (key, "name") != 0)
      sim_build_add (record, key, sim_value_ref (sim_value_at (like, i)));
  }
  return sim_build_map (record);
}

static guint
most_outcomes (void)
{
  return (guint)sim_field_find (NULL, outcomes_at)->max;
}

SimDraft *
sim_edit_add_outcome (SimDraft *draft, const char *like, GError **error)
{
  SimDraft *own = all_written (draft), *edited = NULL;
  int index = sim_edit_find (own, outcomes_at, like, error);
  if (index >= 0 && sim_edit_room (own, outcomes_at, most_outcomes (), error)) {
    const SimValue *outcomes = sim_edit_list (own, outcomes_at);
    char *wanted = g_strdup_printf ("outcome-%u", sim_value_length (outcomes) + 1);
    char *id = sim_list_unused_id (outcomes, wanted);
    char *name = g_strdup_printf (_ ("Outcome %u"), sim_value_length (outcomes) + 1);
    SimChange change = { .list = outcomes_at, .new_id = id, .like = like };
    SimValue *outcome = copied (sim_value_at (outcomes, (guint)index), id, name);
    edited = sim_edit_changed (own, &change, sim_list_appended (outcomes, outcome));
    g_free (name);
    g_free (id);
    g_free (wanted);
  }
  sim_draft_unref (own);
  return edited;
}

/* The first analysis of an outcome, borrowed; NULL if none is. */
static const char *
analysis_of (const SimDraft *draft, const char *outcome)
{
  const SimValue *analyses = full_list (draft, analyses_at);
  for (guint i = 0; i < sim_value_length (analyses); i++)
    if (g_strcmp0 (text_of (sim_value_at (analyses, i), "outcome"), outcome) == 0)
      return id_of (sim_value_at (analyses, i));
  return NULL;
}

/* Takes over draft (may be NULL): without the analyses of an outcome, but for the last of all. */
static SimDraft *
without_analyses (SimDraft *draft, const char *outcome, GError **error)
{
  const char *id = NULL;
  while (draft && (id = analysis_of (draft, outcome))
         && sim_value_length (sim_edit_list (draft, analyses_at)) > 1) {
    SimDraft *next = sim_edit_remove_analysis (draft, id, error);
    sim_draft_unref (draft);
    draft = next;
  }
  return draft;
}

/* Takes over draft: the analyses that are left fit the outcomes that they have now. */
static SimDraft *
fitted (SimDraft *draft, GError **error)
{
  const SimValue *outcomes = full_list (draft, outcomes_at);
  const char *first = id_of (sim_value_at (outcomes, 0));
  SimDraft *next = first ? sim_edit_fit_outcome (draft, first, error) : sim_draft_ref (draft);
  sim_draft_unref (draft);
  return next;
}

/* The first outcome that is made of the scores of another, borrowed; NULL if none is. */
static const char *
made_of (const SimDraft *draft, const char *outcome)
{
  const SimValue *outcomes = full_list (draft, outcomes_at);
  for (guint i = 0; i < sim_value_length (outcomes); i++) {
    const SimValue *one = sim_value_at (outcomes, i);
    const SimValue *responder = sim_value_get (one, "responder");
    if (sim_outcome_is_derived (one) && g_strcmp0 (text_of (responder, "outcome"), outcome) == 0)
      return id_of (one);
  }
  return NULL;
}

/* Takes over draft (may be NULL). */
static SimDraft *
without_responses (SimDraft *draft, const char *outcome, GError **error)
{
  const char *id = NULL;
  while (draft && (id = made_of (draft, outcome))) {
    SimDraft *next = sim_edit_remove_response (draft, id, error);
    sim_draft_unref (draft);
    draft = next;
  }
  return draft;
}

/* Takes over draft (may be NULL): of one outcome there is no correlation with others. */
static SimDraft *
without_between (SimDraft *draft, GError **error)
{
  guint own[SIM_MAX_OUTCOMES];
  if (!draft || !sim_draft_get (draft, "/outcome-correlation")
      || sim_own_outcomes (full_list (draft, outcomes_at), own) > 1)
    return draft;
  SimDraft *next = sim_draft_set (draft, "/outcome-correlation", NULL, error);
  sim_draft_unref (draft);
  return next;
}

SimDraft *
sim_edit_remove_outcome (SimDraft *draft, const char *outcome, GError **error)
{
  SimDraft *own = all_written (draft), *edited = NULL;
  int index = sim_edit_find (own, outcomes_at, outcome, error);
  if (index < 0 || !sim_edit_spare (own, outcomes_at, 1, error)) {
    sim_draft_unref (own);
    return NULL;
  }
  own = without_analyses (without_responses (own, outcome, error), outcome, error);
  if (own) {
    SimChange change = { .list = outcomes_at, .old_id = outcome };
    SimValue *left = sim_list_without (sim_edit_list (own, outcomes_at), (guint)index);
    edited = without_between (fitted (sim_edit_changed (own, &change, left), error), error);
  }
  sim_draft_unref (own);
  return edited;
}

/* --- analyses ------------------------------------------------------------------------------ */

static gboolean
is_analysed (const SimDraft *draft, const char *outcome, const char *visit)
{
  const SimValue *analyses = full_list (draft, analyses_at);
  for (guint i = 0; i < sim_value_length (analyses); i++) {
    const SimValue *analysis = sim_value_at (analyses, i);
    if (g_strcmp0 (text_of (analysis, "outcome"), outcome) == 0
        && (!visit || g_strcmp0 (text_of (analysis, "visit"), visit) == 0))
      return TRUE;
  }
  return FALSE;
}

/* The latest visit of an outcome that is not analysed; NULL if all are. */
static const char *
free_visit (const SimDraft *draft, const SimValue *outcome)
{
  const SimValue *visits = sim_value_get (outcome, "visits");
  for (guint v = sim_value_length (visits); v > 0; v--) {
    const char *visit = id_of (sim_value_at (visits, v - 1));
    if (visit && !is_analysed (draft, id_of (outcome), visit))
      return visit;
  }
  return NULL;
}

/* Of an outcome that is not analysed: the visit of the first analysis, or if it has none such its
   last. */
static const char *
same_visit (const SimDraft *draft, const SimValue *outcome)
{
  const char *visit = text_of (sim_value_at (full_list (draft, analyses_at), 0), "visit");
  gboolean has = visit && sim_value_index_of (sim_value_get (outcome, "visits"), visit) >= 0;
  return has ? visit : free_visit (draft, outcome);
}

/* What is to be analysed next; the first outcome, and no visit, where all is. */
static const SimValue *
next_outcome (const SimDraft *draft, const char **visit)
{
  const SimValue *outcomes = full_list (draft, outcomes_at);
  guint n = sim_value_length (outcomes);
  *visit = NULL;
  for (guint i = 0; i < n; i++)
    if (!is_analysed (draft, id_of (sim_value_at (outcomes, i)), NULL)) {
      *visit = same_visit (draft, sim_value_at (outcomes, i));
      return sim_value_at (outcomes, i);
    }
  for (guint i = 0; i < n && !*visit; i++)
    if ((*visit = free_visit (draft, sim_value_at (outcomes, i))))
      return sim_value_at (outcomes, i);
  return sim_value_at (outcomes, 0);
}

/* "pain", or "pain-week-8" where that is taken. */
static char *
analysis_id (const SimValue *analyses, const char *outcome, const char *visit)
{
  char *longer = visit ? g_strdup_printf ("%s-%s", outcome, visit) : g_strdup (outcome);
  gboolean brief = sim_value_index_of (analyses, outcome) < 0 || !sim_check_id (longer);
  char *id = sim_list_unused_id (analyses, brief ? outcome : longer);
  g_free (longer);
  return id;
}

SimDraft *
sim_edit_add_analysis (SimDraft *draft, GError **error)
{
  SimDraft *own = all_written (draft), *edited = NULL;
  const char *visit = NULL;
  const SimValue *outcome = next_outcome (own, &visit);
  if (!id_of (outcome)) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_REFERENCE, _ ("there is no outcome to be analysed"));
  } else if (sim_edit_room (own, analyses_at, SIM_MAX_ANALYSES, error)) {
    const SimValue *analyses = sim_edit_list (own, analyses_at);
    const char *method = sim_edit_method_for (own, outcome);
    char *id = analysis_id (analyses, id_of (outcome), visit);
    SimChange change = { .list = analyses_at, .new_id = id };
    SimBuild *record = sim_build_new ();
    sim_build_add (record, "id", sim_value_new_text (id));
    sim_build_add (record, "outcome", sim_value_new_text (id_of (outcome)));
    if (visit)
      sim_build_add (record, "visit", sim_value_new_text (visit));
    if (method)
      sim_build_add (record, "method", sim_value_new_text (method));
    edited = sim_edit_changed (own, &change, sim_list_appended (analyses, sim_build_map (record)));
    g_free (id);
  }
  sim_draft_unref (own);
  return edited;
}

/* --- hypotheses ---------------------------------------------------------------------------- */

/* The analysis that tests a hypothesis: the first where it does not say which. */
static const char *
tested_by (const SimDraft *draft, const SimValue *hypothesis)
{
  const char *named = text_of (hypothesis, "analysis");
  return named ? named : id_of (sim_value_at (full_list (draft, analyses_at), 0));
}

/* The hypotheses without those of an analysis. If all are of it they stay, and name none. */
static SimValue *
left_of (const SimDraft *draft, const char *analysis)
{
  const SimValue *list = sim_edit_list (draft, hypotheses_at);
  guint n = sim_value_length (list), gone = 0;
  SimBuild *build = sim_build_new ();
  for (guint i = 0; i < n; i++)
    gone += g_strcmp0 (tested_by (draft, sim_value_at (list, i)), analysis) == 0;
  for (guint i = 0; i < n; i++) {
    const SimValue *one = sim_value_at (list, i);
    if (g_strcmp0 (tested_by (draft, one), analysis) != 0)
      sim_build_add (build, NULL, sim_value_ref (one));
    else if (gone == n)
      sim_build_add (build, NULL, sim_value_with (one, "/analysis", NULL, NULL));
  }
  return sim_build_list (build);
}

/* The first hypothesis that list has not, borrowed; NULL if it has all. */
static const char *
missing_in (const SimDraft *draft, const SimValue *list)
{
  const SimValue *own = sim_edit_list (draft, hypotheses_at);
  for (guint i = 0; i < sim_value_length (own); i++) {
    const char *id = id_of (sim_value_at (own, i));
    if (id && sim_value_index_of (list, id) < 0)
      return id;
  }
  return NULL;
}

/* Takes over draft and list: the draft with these hypotheses, without what is said of others. */
static SimDraft *
with_hypotheses (SimDraft *draft, SimValue *list)
{
  const char *id = NULL;
  while ((id = missing_in (draft, list))) {
    const SimValue *own = sim_edit_list (draft, hypotheses_at);
    SimChange change = { .list = hypotheses_at, .old_id = id };
    SimValue *left = sim_list_without (own, (guint)sim_value_index_of (own, id));
    SimDraft *next = sim_edit_changed (draft, &change, left);
    sim_draft_unref (draft);
    draft = next;
  }
  SimValue *root = sim_value_with (sim_draft_root (draft), hypotheses_at, list, NULL);
  SimDraft *next = sim_draft_edited (draft, root, TRUE);
  sim_draft_unref (draft);
  sim_value_unref (list);
  return next;
}

SimDraft *
sim_edit_remove_analysis (SimDraft *draft, const char *analysis, GError **error)
{
  SimDraft *own = all_written (draft), *edited = NULL;
  int index = sim_edit_find (own, analyses_at, analysis, error);
  if (index >= 0 && sim_edit_spare (own, analyses_at, 1, error)) {
    SimChange change = { .list = analyses_at, .old_id = analysis };
    own = with_hypotheses (own, left_of (own, analysis));
    SimValue *left = sim_list_without (sim_edit_list (own, analyses_at), (guint)index);
    edited = sim_edit_changed (own, &change, left);
  }
  sim_draft_unref (own);
  return edited;
}

static gboolean
equal_at (const SimValue *one, const SimValue *other, const char *key)
{
  const SimValue *a = sim_value_get (one, key), *b = sim_value_get (other, key);
  return a && b ? sim_value_equal (a, b) : a == b;
}

/* Whether both compare the same two arms, in whatever order, or are the same contrast. */
static gboolean
same_arms (const SimValue *one, const SimValue *other)
{
  const SimValue *a = sim_value_get (one, "compare"), *b = sim_value_get (other, "compare");
  const char *first = sim_value_text (sim_value_at (a, 0));
  const char *second = sim_value_text (sim_value_at (a, 1));
  const char *third = sim_value_text (sim_value_at (b, 0));
  const char *fourth = sim_value_text (sim_value_at (b, 1));
  if (!a || !b)
    return a == b && equal_at (one, other, "contrast") && equal_at (one, other, "arm");
  return (g_strcmp0 (first, third) == 0 && g_strcmp0 (second, fourth) == 0)
         || (g_strcmp0 (first, fourth) == 0 && g_strcmp0 (second, third) == 0);
}

/* Whether both claim the same of the same arms. */
static gboolean
same_claim (const SimValue *one, const SimValue *other)
{
  static const char *const keys[] = { "type", "margin", "margins", "fraction", "placebo" };
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!equal_at (one, other, keys[i]))
      return FALSE;
  return same_arms (one, other);
}

/* Whether hypothesis i of list is the first of its comparison, and the analysis, which could, tests
   none such. */
static gboolean
is_untested (const SimDraft *draft, const SimValue *list, guint i, const char *analysis)
{
  const SimValue *one = sim_value_at (list, i), *analyses = full_list (draft, analyses_at);
  int at = sim_value_index_of (analyses, analysis);
  unsigned accepts = at < 0 ? ~0u : sim_analysis_accepts (sim_value_at (analyses, (guint)at));
  if (sim_hypothesis_asks (one) & ~accepts)
    return FALSE;
  for (guint j = 0; j < sim_value_length (list); j++) {
    const SimValue *other = sim_value_at (list, j);
    gboolean tests = g_strcmp0 (tested_by (draft, other), analysis) == 0;
    if ((tests || j < i) && same_claim (one, other))
      return FALSE;
  }
  return TRUE;
}

guint
sim_edit_n_untested (SimDraft *draft, const char *analysis)
{
  const SimValue *list = full_list (draft, hypotheses_at);
  guint n = 0;
  for (guint i = 0; i < sim_value_length (list); i++)
    n += is_untested (draft, list, i, analysis);
  return n;
}

/* hypothesis as one of an analysis; its id becomes "HE-UC-pain" or the like. */
static SimValue *
of_analysis (const SimValue *hypothesis, const SimValue *list, const char *analysis)
{
  char *longer = g_strdup_printf ("%s-%s", id_of (hypothesis) ? id_of (hypothesis) : "H", analysis);
  char *id = sim_list_unused_id (list, sim_check_id (longer) ? longer : "H");
  SimValue *text = sim_value_new_text (id), *by = sim_value_new_text (analysis);
  SimValue *renamed = sim_value_with (hypothesis, "/id", text, NULL);
  SimValue *whole = sim_value_with (renamed, "/analysis", by, NULL);
  sim_value_unref (renamed);
  sim_value_unref (by);
  sim_value_unref (text);
  g_free (id);
  g_free (longer);
  return whole;
}

SimDraft *
sim_edit_test_too (SimDraft *draft, const char *analysis, GError **error)
{
  SimDraft *own = all_written (draft);
  const SimValue *before = sim_edit_list (own, hypotheses_at);
  guint n = sim_value_length (before), more = sim_edit_n_untested (own, analysis);
  SimDraft *edited = NULL;
  if (sim_edit_find (own, analyses_at, analysis, error) < 0) {
    sim_draft_unref (own);
    return NULL;
  }
  if (n + more > SIM_MAX_HYPOTHESES) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_LIMIT,
                 _ ("there would be %u hypotheses; allowed: at most %d"), n + more,
                 SIM_MAX_HYPOTHESES);
  } else {
    SimValue *list = sim_value_ref (before);
    for (guint i = 0; i < n; i++) {
      if (!is_untested (own, before, i, analysis))
        continue;
      SimValue *longer
          = sim_list_appended (list, of_analysis (sim_value_at (before, i), list, analysis));
      sim_value_unref (list);
      list = longer;
    }
    edited = with_hypotheses (sim_draft_ref (own), list);
  }
  sim_draft_unref (own);
  return edited;
}
