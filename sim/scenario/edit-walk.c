/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-walk.c - one change of a list carried through a whole draft, along the field table; what the
 * basis speaks of follows in edit-basis.c.
 */
#include "edit-walk.h"

#include <string.h>

#include "build.h"
#include "edit-matrix.h"
#include "expand.h"

typedef struct {
  const SimChange *change;
  const SimValue *outcomes;  /* before the change, in full */
  const char *first_outcome; /* id; may be NULL */
  const char *outcome;       /* id of the outcome that the walk is in; NULL outside */
  gboolean has_baseline;     /* of that outcome */
} Walk;

/* --- values per arm and visit -------------------------------------------------------------- */

static SimValue *
carry_visits (const Walk *walk, const SimField *row, const SimValue *value)
{
  const SimChange *change = walk->change;
  gboolean concerned
      = change->outcome && row->per & SIM_PER_VISIT
        && (walk->outcome ? strcmp (walk->outcome, change->outcome) == 0 : change->first);
  guint n = sim_value_length (value);
  if (!concerned || sim_value_kind (value) != SIM_VALUE_LIST || n == 0
      || (change->old_id && change->new_id))
    return sim_value_ref (value);
  SimBuild *list = sim_build_new ();
  for (guint i = 0; i < n; i++)
    if (!change->old_id || i != change->index)
      sim_build_add (list, NULL, sim_value_ref (sim_value_at (value, i)));
  if (!change->old_id)
    sim_build_add (list, NULL, sim_value_ref (sim_value_at (value, n - 1)));
  return sim_build_list (list);
}

typedef SimValue *(*CarryMember) (const Walk *walk, const SimField *row, const SimValue *value);

/* A map whose keys are ids of the members of list. */
static SimValue *
carry_keyed (const Walk *walk, const SimField *row, const SimValue *map, const char *list,
             CarryMember member)
{
  const SimChange *change = walk->change;
  gboolean own = strcmp (change->list, list) == 0;
  SimBuild *build = sim_build_new ();
  for (guint i = 0; i < sim_value_length (map); i++) {
    const char *key = sim_value_key (map, i);
    if (own && g_strcmp0 (key, change->old_id) == 0)
      key = change->new_id;
    if (key)
      sim_build_add (build, key, member (walk, row, sim_value_at (map, i)));
  }
  const SimValue *like
      = own && !change->old_id && change->like ? sim_value_get (map, change->like) : NULL;
  if (like && !sim_value_get (map, change->new_id))
    sim_build_add (build, change->new_id, sim_value_ref (like));
  return sim_build_map (build);
}

/* The weights of a contrast: none is left once one of its arms has gone; a new arm has none. */
static SimValue *
carry_weights (const Walk *walk, const SimField *row, const SimValue *map)
{
  const SimChange *change = walk->change;
  gboolean own = strcmp (change->list, "/arms") == 0;
  const SimValue *gone = own && !change->new_id ? sim_value_get (map, change->old_id) : NULL;
  if (own && !change->old_id)
    return sim_value_ref (map);
  if (gone && sim_value_number (gone) != 0)
    return NULL;
  return carry_keyed (walk, row, map, "/arms", carry_visits);
}

static SimValue *
carry_arms (const Walk *walk, const SimField *row, const SimValue *value)
{
  if (sim_value_kind (value) != SIM_VALUE_MAP || !(row->per & SIM_PER_ARM))
    return carry_visits (walk, row, value);
  if (row->per & SIM_PER_WEIGHTS)
    return carry_weights (walk, row, value);
  return carry_keyed (walk, row, value, "/arms", carry_visits);
}

/* A value of the first outcome alone, not in a map: it goes with it, and its copy needs a map. */
static SimValue *
carry_first (const Walk *walk, const SimField *row, const SimValue *value)
{
  const SimChange *change = walk->change;
  gboolean own = strcmp (change->list, "/outcomes") == 0;
  if (own && g_strcmp0 (change->old_id, walk->first_outcome) == 0 && !change->new_id)
    return NULL;
  if (!own || change->old_id || g_strcmp0 (change->like, walk->first_outcome) != 0)
    return carry_arms (walk, row, value);
  SimBuild *map = sim_build_new ();
  sim_build_add (map, change->like, sim_value_ref (value));
  sim_build_add (map, change->new_id, sim_value_ref (value));
  return sim_build_map (map);
}

/* A map of the hypotheses, or of such maps; a copy is not handed what its model has, or all of them
   together would have more than there is. */
static SimValue *
carry_hypotheses (const Walk *walk, const SimField *row, const SimValue *value)
{
  SimField each = *row;
  SimChange alone = *walk->change;
  Walk quiet = *walk;
  each.per &= ~(unsigned)SIM_PER_BETWEEN;
  alone.like = NULL;
  quiet.change = &alone;
  if (sim_value_kind (value) != SIM_VALUE_MAP)
    return sim_value_ref (value);
  return carry_keyed (&quiet, &each, value, "/testing/hypotheses",
                      row->per & SIM_PER_BETWEEN ? carry_hypotheses : carry_visits);
}

/* A map in which nothing is left goes, so that the default counts. */
static SimValue *
carry_per (const Walk *walk, const SimField *row, const SimValue *value)
{
  if (row->per & SIM_PER_HYPOTHESIS) {
    SimValue *map = carry_hypotheses (walk, row, value);
    if (sim_value_length (map) > 0 || sim_value_length (value) == 0)
      return map;
    sim_value_unref (map);
    return NULL;
  }
  if (!(row->per & SIM_PER_OUTCOME))
    return carry_arms (walk, row, value);
  if (sim_value_kind (value) != SIM_VALUE_MAP)
    return carry_first (walk, row, value);
  SimValue *map = carry_keyed (walk, row, value, "/outcomes", carry_arms);
  if (sim_value_length (map) > 0 || sim_value_length (value) == 0)
    return map;
  sim_value_unref (map);
  return NULL;
}

/* --- references ---------------------------------------------------------------------------- */

static gboolean
refers (const Walk *walk, const SimField *row, const SimValue *record, const SimValue *value)
{
  const SimChange *change = walk->change;
  if (!change->old_id || g_strcmp0 (sim_value_text (value), change->old_id) != 0)
    return FALSE;
  if (strcmp (row->target, "visits") != 0)
    return strcmp (row->target, change->list) == 0 || g_strcmp0 (row->also, change->list) == 0;
  const char *outcome = sim_value_text (sim_value_get (record, "outcome"));
  return change->outcome
         && g_strcmp0 (outcome ? outcome : walk->first_outcome, change->outcome) == 0;
}

/* The reference after the change; NULL if what it names has gone. */
static SimValue *
carry_ref (const Walk *walk, const SimField *row, const SimValue *record, const SimValue *value)
{
  if (!refers (walk, row, record, value))
    return sim_value_ref (value);
  return walk->change->new_id ? sim_value_new_text (walk->change->new_id) : NULL;
}

/*
 * A list of references after the change. Of a list of any length what has gone falls away, and the
 * copy of a member joins it; NULL if too few are left, or if the length is given and one has gone.
 */
static SimValue *
carry_refs (const Walk *walk, const SimField *row, const SimValue *record, const SimValue *value)
{
  const SimChange *change = walk->change;
  gboolean any_length = row->min < row->max, copied = FALSE;
  gboolean comes = !change->old_id && change->like && strcmp (row->target, change->list) == 0;
  guint kept = 0;
  SimBuild *list = sim_build_new ();
  for (guint i = 0; i < sim_value_length (value); i++) {
    SimValue *item = carry_ref (walk, row, record, sim_value_at (value, i));
    copied |= comes && g_strcmp0 (sim_value_text (item), change->like) == 0;
    if (item) {
      sim_build_add (list, NULL, item);
      kept++;
    } else if (!any_length)
      break;
  }
  if (copied && any_length && kept < row->max)
    sim_build_add (list, NULL, sim_value_new_text (change->new_id));
  if (kept == sim_value_length (value) || (any_length && kept >= row->min))
    return sim_build_list (list);
  sim_build_free (list);
  return NULL;
}

/* --- the walk ------------------------------------------------------------------------------ */

static SimValue *carry_value (Walk *walk, const SimField *row, const SimValue *record,
                              const SimValue *value);

/* Over the outcomes that are not derived. */
static SimValue *
carry_between (const Walk *walk, const SimValue *value)
{
  const SimChange *change = walk->change;
  const char *name = change->old_id ? change->old_id : change->like;
  int at = name ? sim_value_index_of (walk->outcomes, name) : -1;
  guint own[SIM_MAX_OUTCOMES], n = sim_own_outcomes (walk->outcomes, own), index = 0;
  if (strcmp (change->list, "/outcomes") != 0 || (change->old_id && change->new_id)
      || sim_value_kind (value) != SIM_VALUE_LIST
      || (at >= 0 && sim_outcome_is_derived (sim_value_at (walk->outcomes, (guint)at))))
    return sim_value_ref (value);
  while (index < n && (int)own[index] < at)
    index++;
  return change->old_id ? sim_matrix_without (value, index) : sim_matrix_grown (value);
}

static SimValue *
carry_matrix (const Walk *walk, const SimField *row, const SimValue *value)
{
  const SimChange *change = walk->change;
  if (row->target)
    return carry_between (walk, value);
  guint first = walk->has_baseline ? 1 : 0;
  if (!change->outcome || g_strcmp0 (walk->outcome, change->outcome) != 0
      || (change->old_id && change->new_id))
    return sim_value_ref (value);
  return change->old_id ? sim_matrix_without (value, first + change->index)
                        : sim_matrix_grown (value);
}

static const SimField *
row_of (const SimField *const *rows, guint n, const char *key)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (rows[i]->key, key) == 0)
      return rows[i];
  return NULL;
}

/* NULL if the record cannot be, or means nothing, without a value that has gone. */
static SimValue *
carry_record (Walk *walk, const SimField *owner, const SimValue *value)
{
  const SimField *rows[SIM_MAX_ROWS];
  if (sim_value_kind (value) != SIM_VALUE_MAP)
    return sim_value_ref (value);
  guint n = sim_field_rows (owner, value, rows);
  SimBuild *build = sim_build_new ();
  for (guint i = 0; i < sim_value_length (value); i++) {
    const char *key = sim_value_key (value, i);
    const SimField *row = row_of (rows, n, key);
    SimValue *carried = row ? carry_value (walk, row, value, sim_value_at (value, i))
                            : sim_value_ref (sim_value_at (value, i));
    if (carried)
      sim_build_add (build, key, carried);
    else if (row->required || row->vital) {
      sim_build_free (build);
      return NULL;
    }
  }
  return sim_build_map (build);
}

/* A list of records or of lists; NULL if none is left, so that its default counts. */
static SimValue *
carry_list (Walk *walk, const SimField *row, const SimValue *value)
{
  gboolean outcomes = strcmp (row->key, "outcomes") == 0;
  guint kept = 0, n = sim_value_length (value);
  if (sim_value_kind (value) != SIM_VALUE_LIST)
    return sim_value_ref (value);
  SimBuild *list = sim_build_new ();
  for (guint i = 0; i < n; i++) {
    const SimValue *record = sim_value_at (value, i);
    if (outcomes) {
      walk->outcome = sim_value_text (sim_value_get (record, "id"));
      walk->has_baseline = sim_value_get (record, "baseline") != NULL;
    }
    SimValue *carried = row->each ? carry_value (walk, row->each, NULL, record)
                                  : carry_record (walk, row, record);
    if (outcomes)
      walk->outcome = NULL;
    if (carried) {
      sim_build_add (list, NULL, carried);
      kept++;
    }
  }
  if (kept > 0 || n == 0)
    return sim_build_list (list);
  sim_build_free (list);
  return NULL;
}

static SimValue *
carry_value (Walk *walk, const SimField *row, const SimValue *record, const SimValue *value)
{
  if (row->per != SIM_PER_NONE)
    return carry_per (walk, row, value);
  if (row->kind == SIM_FIELD_REF)
    return carry_ref (walk, row, record, value);
  if (row->kind == SIM_FIELD_RECORD || row->kind == SIM_FIELD_ONE_OF)
    return carry_record (walk, row, value);
  if (row->kind == SIM_FIELD_MATRIX)
    return carry_matrix (walk, row, value);
  if (row->kind == SIM_FIELD_LIST && (row->fields || row->each))
    return carry_list (walk, row, value);
  if (row->kind == SIM_FIELD_LIST && row->item == SIM_FIELD_REF)
    return carry_refs (walk, row, record, value);
  return sim_value_ref (value);
}

/* --- the whole --------------------------------------------------------------------------- */

/* The draft with the pointers that are the keys of a map in step; takes over after. */
static SimDraft *
with_pointers (const SimDraft *before, SimDraft *after, const SimChange *change, const char *map)
{
  const SimValue *pointers = sim_draft_get (after, map);
  if (sim_value_kind (pointers) != SIM_VALUE_MAP)
    return after;
  SimValue *kept = sim_change_basis (before, after, change, pointers);
  SimValue *with = sim_value_with (sim_draft_root (after), map, kept, NULL);
  sim_value_unref (kept);
  sim_draft_unref (after);
  return sim_draft_edited (before, with, FALSE);
}

SimDraft *
sim_change_carry (const SimDraft *draft, SimValue *root, const SimChange *change)
{
  const SimValue *outcomes = sim_value_get (sim_draft_full (draft), "outcomes");
  Walk walk = { .change = change, .outcomes = outcomes };
  walk.first_outcome = sim_value_text (sim_value_get (sim_value_at (outcomes, 0), "id"));
  SimValue *carried = carry_record (&walk, sim_field_root (), root);
  sim_value_unref (root);
  SimDraft *after = sim_draft_edited (draft, carried, FALSE);
  after = with_pointers (draft, after, change, "/basis");
  after = with_pointers (draft, after, change, "/priors");
  guint n_scenarios = sim_value_length (sim_draft_get (after, "/priors/scenarios"));
  for (guint i = 0; i < n_scenarios; i++) {
    char *set = g_strdup_printf ("/priors/scenarios/%u/set", i);
    after = with_pointers (draft, after, change, set);
    g_free (set);
  }
  return after;
}
