/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-hypothesis.c - what follows when a hypothesis claims something else, or of other arms.
 */
#include <string.h>

#include "edit-list.h"
#include "edit.h"
#include "expand.h"
#include "scenario.h"

/* A hypothesis and the arms as they are in full. */
typedef struct {
  char *at;
  const SimValue *arms;
  const char *reference; /* NULL: there is none */
} Claim;

static const char *
reference_of (const SimValue *arms)
{
  for (guint i = 0; i < sim_value_length (arms); i++)
    if (sim_value_bool (sim_value_get (sim_value_at (arms, i), "reference")))
      return sim_id_at (arms, i);
  return NULL;
}

static gboolean
is_one_of (const char *id, const char *const *some)
{
  for (; *some; some++)
    if (strcmp (id, *some) == 0)
      return TRUE;
  return FALSE;
}

/* The first arm that is none of some; NULL if there is none. */
static const char *
other_than (const SimValue *arms, const char *const *some)
{
  for (guint i = 0; i < sim_value_length (arms); i++)
    if (sim_id_at (arms, i) && !is_one_of (sim_id_at (arms, i), some))
      return sim_id_at (arms, i);
  return NULL;
}

/* Takes over draft (may be NULL) and value. */
static SimDraft *
put (SimDraft *draft, const Claim *claim, const char *key, SimValue *value, GError **error)
{
  char *pointer = sim_pointer_join (claim->at, key);
  SimDraft *next = draft ? sim_draft_set (draft, pointer, value, error) : NULL;
  sim_draft_unref (draft);
  sim_value_unref (value);
  g_free (pointer);
  return next;
}

static const SimValue *
written (const SimDraft *draft, const Claim *claim, const char *key)
{
  return sim_value_get (sim_draft_get (draft, claim->at), key);
}

static SimValue *
pair_of (const char *a, const char *b)
{
  SimValue *ids[2] = { sim_value_new_text (a), sim_value_new_text (b) };
  return sim_value_new_list (ids, 2);
}

static SimDraft *
drop (SimDraft *draft, const Claim *claim, const char *key, GError **error)
{
  return draft && written (draft, claim, key) ? put (draft, claim, key, NULL, error) : draft;
}

/* Two arms: those that are compared, else the first against the reference. */
static SimDraft *
with_pair (SimDraft *draft, const Claim *claim, GError **error)
{
  if (!draft || sim_value_length (written (draft, claim, "compare")) == 2)
    return draft;
  const char *last = claim->reference ? claim->reference : sim_id_at (claim->arms, 1);
  const char *first = last ? other_than (claim->arms, (const char *[]){ last, NULL }) : NULL;
  return first ? put (draft, claim, "compare", pair_of (first, last), error) : draft;
}

/* One arm whose patients are compared with themselves. */
static SimDraft *
fit_within (SimDraft *draft, const Claim *claim, GError **error)
{
  const char *first = sim_value_text (sim_value_at (written (draft, claim, "compare"), 0));
  if (!first)
    first = sim_id_at (claim->arms, 0);
  if (!written (draft, claim, "arm") && first)
    draft = put (draft, claim, "arm", sim_value_new_text (first), error);
  draft = drop (draft, claim, "compare", error);
  return drop (draft, claim, "contrast", error);
}

/* Three arms: what is compared with the reference keeps its effect over it instead. */
static SimDraft *
fit_retention (SimDraft *draft, const Claim *claim, GError **error)
{
  draft = with_pair (drop (draft, claim, "contrast", error), claim, error);
  if (!draft || written (draft, claim, "placebo"))
    return draft;
  const SimValue *compare = written (draft, claim, "compare");
  const char *a = sim_value_text (sim_value_at (compare, 0));
  const char *b = sim_value_text (sim_value_at (compare, 1));
  const char *third = a && b ? other_than (claim->arms, (const char *[]){ a, b, NULL }) : NULL;
  if (!third)
    return draft;
  if (claim->reference && strcmp (b, claim->reference) == 0) {
    SimValue *pair = pair_of (a, third), *placebo = sim_value_new_text (claim->reference);
    draft = put (draft, claim, "compare", pair, error);
    return put (draft, claim, "placebo", placebo, error);
  }
  gboolean free_reference = claim->reference && strcmp (a, claim->reference) != 0;
  return put (draft, claim, "placebo",
              sim_value_new_text (free_reference ? claim->reference : third), error);
}

SimDraft *
sim_edit_fit_hypothesis (SimDraft *draft, const char *hypothesis, GError **error)
{
  SimDraft *next = sim_edit_writable (draft, "/testing/hypotheses");
  if (sim_edit_find (next, "/testing/hypotheses", hypothesis, error) < 0) {
    sim_draft_unref (next);
    return NULL;
  }
  SimValue *arms = sim_draft_effective (draft, "/arms");
  Claim claim = { .at = sim_pointer_join ("/testing/hypotheses", hypothesis),
                  .arms = arms,
                  .reference = reference_of (arms) };
  const char *type = sim_value_text (written (next, &claim, "type"));
  if (g_strcmp0 (type, "within-arm-change") == 0)
    next = fit_within (next, &claim, error);
  else if (g_strcmp0 (type, "retention") == 0)
    next = fit_retention (next, &claim, error);
  else if (!written (next, &claim, "contrast"))
    next = with_pair (next, &claim, error);
  sim_value_unref (arms);
  g_free (claim.at);
  return next;
}

/* Half of each of the arms but the last that is against them, where there are two; else shares
 * alike. */
SimDraft *
sim_edit_make_contrast (SimDraft *draft, const char *hypothesis, GError **error)
{
  SimDraft *next = sim_edit_writable (draft, "/testing/hypotheses");
  if (sim_edit_find (next, "/testing/hypotheses", hypothesis, error) < 0) {
    sim_draft_unref (next);
    return NULL;
  }
  SimValue *arms = sim_draft_effective (draft, "/arms");
  guint n = sim_value_length (arms);
  Claim claim = { .at = sim_pointer_join ("/testing/hypotheses", hypothesis),
                  .arms = arms,
                  .reference = reference_of (arms) };
  const char *against = claim.reference ? claim.reference : n > 0 ? sim_id_at (arms, n - 1) : NULL;
  const char *keys[SIM_MAX_ARMS];
  SimValue *weights[SIM_MAX_ARMS];
  for (guint i = 0; i < MIN (n, SIM_MAX_ARMS); i++) {
    gboolean last = g_strcmp0 (sim_id_at (arms, i), against) == 0;
    keys[i] = sim_id_at (arms, i);
    weights[i] = sim_value_new_number (last ? -1 : 1.0 / (n - 1));
  }
  SimValue *contrast = sim_value_new_map (keys, weights, MIN (n, SIM_MAX_ARMS));
  next = put (drop (next, &claim, "compare", error), &claim, "contrast", contrast, error);
  sim_value_unref (arms);
  g_free (claim.at);
  return next;
}
