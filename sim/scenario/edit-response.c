/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-response.c - an outcome becomes one that is made of another's scores, and one of its own
 * again.
 */
#include <math.h>
#include <string.h>

#include "../base/error.h"
#include "build.h"
#include "edit-list.h"
#include "edit-matrix.h"
#include "edit.h"
#include "expand.h"
#include "scenario.h"

static const char between_at[] = "/outcome-correlation";

/* Takes over draft (may be NULL) and sets or (value NULL) removes one value of it. */
static SimDraft *
set_on (SimDraft *draft, const char *pointer, const SimValue *value, GError **error)
{
  SimDraft *next = draft ? sim_draft_set (draft, pointer, value, error) : NULL;
  sim_draft_unref (draft);
  return next;
}

static SimDraft *
without_key (SimDraft *draft, const char *outcome, const char *key, GError **error)
{
  char *member = sim_pointer_join ("/outcomes", outcome);
  char *pointer = sim_pointer_join (member, key);
  if (draft && sim_draft_get (draft, pointer))
    draft = set_on (draft, pointer, NULL, error);
  g_free (pointer);
  g_free (member);
  return draft;
}

/* The place of an outcome among those that are not derived, as if it were none; n: how many. */
static guint
own_place (const SimDraft *draft, const char *outcome, guint *n)
{
  const SimValue *outcomes = sim_value_get (sim_draft_full (draft), "outcomes");
  guint place = 0;
  gboolean before = TRUE;
  *n = 0;
  for (guint i = 0; i < sim_value_length (outcomes); i++) {
    const SimValue *one = sim_value_at (outcomes, i);
    gboolean itself = g_strcmp0 (sim_value_text (sim_value_get (one, "id")), outcome) == 0;
    before &= !itself;
    if (!itself && sim_outcome_is_derived (one))
      continue;
    place += before;
    (*n)++;
  }
  return place;
}

/* --- a response ---------------------------------------------------------------------------- */

/* Takes over draft: without what a value per outcome says of this one; a number is the first's. */
static SimDraft *
without_share (SimDraft *draft, const char *list, const char *id, const char *key,
               const char *outcome, GError **error)
{
  char *whole = g_strdup_printf ("%s/%s/%s", list, id, key);
  char *part = sim_pointer_join (whole, outcome);
  const SimValue *value = draft ? sim_draft_get (draft, whole) : NULL;
  const SimValue *outcomes = draft ? sim_value_get (sim_draft_full (draft), "outcomes") : NULL;
  if (sim_value_kind (value) == SIM_VALUE_MAP && sim_value_get (value, outcome))
    draft = set_on (draft, sim_value_length (value) > 1 ? part : whole, NULL, error);
  else if (value && sim_value_kind (value) != SIM_VALUE_MAP
           && sim_value_index_of (outcomes, outcome) == 0)
    draft = set_on (draft, whole, NULL, error);
  g_free (part);
  g_free (whole);
  return draft;
}

/* Takes over draft: what covariates and strata have to do with a response is in the scores. */
static SimDraft *
without_shares (SimDraft *draft, const char *outcome, GError **error)
{
  SimValue *root = sim_value_ref (sim_draft_root (draft));
  const SimValue *covariates = sim_value_get (root, "covariates");
  const SimValue *strata = sim_value_get (root, "strata");
  for (guint i = 0; i < sim_value_length (covariates); i++) {
    const char *id = sim_id_at (covariates, i);
    if (id)
      draft = without_share (draft, "/covariates", id, "correlation", outcome, error);
  }
  for (guint i = 0; i < sim_value_length (strata); i++) {
    const SimValue *levels = sim_value_get (sim_value_at (strata, i), "levels");
    char *list = g_strdup_printf ("/strata/%u/levels", i);
    for (guint l = 0; l < sim_value_length (levels); l++) {
      char *place = g_strdup_printf ("%u", l);
      draft = without_share (draft, list, place, "effect", outcome, error);
      draft = without_share (draft, list, place, "interaction", outcome, error);
      g_free (place);
    }
    g_free (list);
  }
  sim_value_unref (root);
  return draft;
}

SimDraft *
sim_edit_fit_response (SimDraft *draft, const char *outcome, GError **error)
{
  static const char *const follow[] = { "proportions", "visits", "correlation" };
  const SimValue *matrix = sim_draft_get (draft, between_at);
  SimDraft *next = sim_draft_ref (draft);
  guint n, place = own_place (draft, outcome, &n);
  for (gsize i = 0; i < G_N_ELEMENTS (follow); i++)
    next = without_key (next, outcome, follow[i], error);
  next = without_shares (next, outcome, error);
  if (sim_value_kind (matrix) == SIM_VALUE_LIST && sim_value_length (matrix) == n) {
    SimValue *left = n > 2 ? sim_matrix_without (matrix, place) : NULL;
    next = set_on (next, between_at, left, error);
    sim_value_unref (left);
  }
  return next;
}

/* --- an outcome of its own ----------------------------------------------------------------- */

/* What was true of the arms at the visits, by the scenario that was; or one in two. */
static SimValue *
proportions (SimDraft *draft, guint index)
{
  GPtrArray *problems = sim_problems_new ();
  SimScenario *scenario = sim_scenario_check (draft, problems);
  SimBuild *map = sim_build_new ();
  const SimValue *arms = sim_value_get (sim_draft_full (draft), "arms");
  for (guint a = 0; scenario && a < sim_value_length (arms); a++) {
    SimBuild *list = sim_build_new ();
    for (guint v = 0; v < sim_scenario_n_visits (scenario, index); v++) {
      double p = sim_scenario_score_map (scenario, index, (int)a, v)->mean;
      sim_build_add (list, NULL,
                     sim_value_new_number (round (CLAMP (p, 0.001, 0.999) * 1000) / 1000));
    }
    sim_build_add (map, sim_scenario_arm_id (scenario, a), sim_build_list (list));
  }
  SimValue *value = sim_build_map (map);
  if (!scenario) {
    sim_value_unref (value);
    value = sim_value_new_number (0.5);
  }
  sim_scenario_unref (scenario);
  g_ptr_array_unref (problems);
  return value;
}

/* Takes over matrix: its last row and column at a place before. */
static SimValue *
moved_last (SimValue *matrix, guint place)
{
  double numbers[SIM_MAX_OUTCOMES * SIM_MAX_OUTCOMES];
  guint n = sim_value_length (matrix);
  for (guint i = 0; i < n * n; i++) {
    guint r = i / n, c = i % n;
    guint from_r = r < place ? r : r == place ? n - 1 : r - 1;
    guint from_c = c < place ? c : c == place ? n - 1 : c - 1;
    numbers[i] = sim_value_number (sim_value_at (sim_value_at (matrix, from_r), from_c));
  }
  sim_value_unref (matrix);
  return sim_matrix_new (numbers, n);
}

SimDraft *
sim_edit_remove_response (SimDraft *draft, const char *outcome, GError **error)
{
  SimDraft *own = sim_edit_writable (draft, "/outcomes");
  int index = sim_edit_find (own, "/outcomes", outcome, error);
  if (index < 0) {
    sim_draft_unref (own);
    return NULL;
  }
  const SimValue *full = sim_value_at (sim_value_get (sim_draft_full (own), "outcomes"),
                                       (guint)index);
  const SimValue *matrix = sim_draft_get (own, between_at);
  guint n, place = own_place (own, outcome, &n);
  char *member = sim_pointer_join ("/outcomes", outcome);
  char *at = sim_pointer_join (member, "proportions"), *list = sim_pointer_join (member, "visits");
  char *better = sim_pointer_join (member, "better"); /* whose default is another then */
  SimValue *truth = proportions (own, (guint)index);
  SimDraft *next = set_on (sim_draft_ref (own), list, sim_value_get (full, "visits"), error);
  next = set_on (next, better, sim_value_get (full, "better"), error);
  next = without_key (next, outcome, "responder", error);
  next = set_on (next, at, truth, error);
  if (sim_value_kind (matrix) == SIM_VALUE_LIST && sim_value_length (matrix) + 1 == n) {
    SimValue *grown = moved_last (sim_matrix_grown (matrix), place);
    next = set_on (next, between_at, grown, error);
    sim_value_unref (grown);
  }
  sim_value_unref (truth);
  g_free (better);
  g_free (list);
  g_free (at);
  g_free (member);
  sim_draft_unref (own);
  return next;
}
