/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * expand.c - the full form of a scenario, following the field table from top to bottom.
 */
#include "expand.h"

#include <math.h>
#include <string.h>

#include "default.h"

gboolean
sim_arms_usable (const SimValue *arms)
{
  guint n = sim_value_length (arms);
  if (sim_value_kind (arms) != SIM_VALUE_LIST || n > SIM_MAX_ARMS)
    return FALSE;
  for (guint a = 0; a < n; a++) {
    const char *id = sim_id_at (arms, a);
    if (!id || sim_value_index_of (arms, id) != (int)a)
      return FALSE;
  }
  return TRUE;
}

gboolean
sim_outcomes_usable (const SimValue *outcomes)
{
  guint n = sim_value_length (outcomes);
  if (sim_value_kind (outcomes) != SIM_VALUE_LIST || n > SIM_MAX_OUTCOMES)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const char *id = sim_id_at (outcomes, i);
    if (!id || sim_value_index_of (outcomes, id) != (int)i)
      return FALSE;
  }
  return TRUE;
}

gboolean
sim_outcome_is_derived (const SimValue *outcome)
{
  return sim_value_get (outcome, "responder") != NULL;
}

const SimValue *
sim_outcome_source (const SimValue *outcomes, const SimValue *outcome)
{
  const SimValue *responder = sim_value_get (outcome, "responder");
  const char *id = sim_value_text (sim_value_get (responder, "outcome"));
  if (!responder)
    return outcome;
  int index = id ? sim_value_index_of (outcomes, id) : -1;
  return index < 0 ? NULL : sim_value_at (outcomes, (guint)index);
}

double
sim_outcome_direction (const SimValue *outcome)
{
  const char *better = sim_value_text (sim_value_get (outcome, "better"));
  return g_strcmp0 (better, "lower") == 0 || g_strcmp0 (better, "earlier") == 0 ? -1 : 1;
}

guint
sim_own_outcomes (const SimValue *outcomes, guint index[SIM_MAX_OUTCOMES])
{
  guint n = 0;
  if (!sim_outcomes_usable (outcomes))
    return 0;
  for (guint i = 0; i < sim_value_length (outcomes); i++)
    if (!sim_outcome_is_derived (sim_value_at (outcomes, i)))
      index[n++] = i;
  return n;
}

guint
sim_drawn_outcomes (const SimValue *outcomes, guint index[SIM_MAX_OUTCOMES])
{
  guint n = sim_own_outcomes (outcomes, index);
  const SimValue *first = sim_outcome_source (outcomes, sim_value_at (outcomes, 0));
  for (guint i = 1; i < n; i++)
    if (sim_value_at (outcomes, index[i]) == first) {
      guint moved = index[i];
      memmove (index + 1, index, i * sizeof *index);
      index[0] = moved;
    }
  return n;
}

gboolean
sim_visits_usable (const SimValue *visits)
{
  guint n = sim_value_length (visits);
  return sim_value_kind (visits) == SIM_VALUE_LIST && n >= 1 && n <= SIM_MAX_VISITS;
}

SimValue *
sim_rest (const SimField *row)
{
  return row->rest ? sim_fallback (row->rest) : NULL;
}

SimValue *
sim_arm_share (const SimField *row, const SimValue *whole, const SimValue *arm)
{
  gboolean reference = sim_value_bool (sim_value_get (arm, "reference"));
  return row->per & SIM_PER_ACTIVE && reference ? sim_rest (row) : sim_value_ref (whole);
}

SimValue *
sim_spread_arms (const SimField *row, const SimValue *whole, const SimValue *arms)
{
  if (sim_value_kind (whole) == SIM_VALUE_MAP || !sim_arms_usable (arms))
    return sim_value_ref (whole);
  SimBuild *map = sim_build_new ();
  for (guint a = 0; a < sim_value_length (arms); a++) {
    const SimValue *arm = sim_value_at (arms, a);
    SimValue *share = sim_arm_share (row, whole, arm);
    if (share)
      sim_build_add (map, sim_value_text (sim_value_get (arm, "id")), share);
  }
  return sim_build_map (map);
}

SimValue *
sim_spread_outcomes (const SimValue *whole, const SimValue *outcomes)
{
  const SimValue *id = sim_value_get (sim_value_at (outcomes, 0), "id");
  if (sim_value_kind (whole) == SIM_VALUE_MAP || !sim_value_text (id))
    return sim_value_ref (whole);
  SimBuild *map = sim_build_new ();
  sim_build_add (map, sim_value_text (id), sim_value_ref (whole));
  return sim_build_map (map);
}

/* pow() may differ in its last bits between machines; 32 significant bits are the same on all. */
static double
rounded (double x)
{
  int exponent;
  double fraction = frexp (x, &exponent);
  return ldexp (nearbyint (ldexp (fraction, 32)), exponent - 32);
}

/* Cumulative proportion at each visit of one that is p at the last, at constant hazard. */
static SimValue *
spread_hazard (double p, const SimValue *visits)
{
  guint n = sim_value_length (visits);
  double last = sim_value_number (sim_value_get (sim_value_at (visits, n - 1), "time"));
  SimBuild *list = sim_build_new ();
  for (guint v = 0; v < n; v++) {
    double time = sim_value_number (sim_value_get (sim_value_at (visits, v), "time"));
    double at = p;
    if (v + 1 < n && time > 0 && last > 0 && p < 1)
      at = rounded (1 - pow (1 - p, time / last));
    sim_build_add (list, NULL, sim_value_new_number (isfinite (at) ? at : p));
  }
  return sim_build_list (list);
}

SimValue *
sim_spread_visits (const SimField *row, const SimValue *one, const SimValue *visits)
{
  if (sim_value_kind (one) != SIM_VALUE_NUMBER || !sim_visits_usable (visits))
    return sim_value_ref (one);
  if (row->spread == SIM_SPREAD_HAZARD)
    return spread_hazard (sim_value_number (one), visits);
  SimBuild *list = sim_build_new ();
  for (guint v = 0; v < sim_value_length (visits); v++)
    sim_build_add (list, NULL, sim_value_ref (one));
  return sim_build_list (list);
}

const SimValue *
sim_visits_of (const SimValue *full, const char *pointer)
{
  const SimValue *outcomes = sim_value_get (full, "outcomes");
  const SimValue *outcome = sim_value_at (outcomes, 0);
  char **steps = sim_pointer_split (pointer);
  if (steps && steps[0] && steps[1] && strcmp (steps[0], "outcomes") == 0) {
    char *own = sim_pointer_join ("", steps[1]);
    outcome = sim_value_resolve (outcomes, own);
    g_free (own);
  }
  g_strfreev (steps);
  return sim_value_get (outcome, "visits");
}

/* One number for all pairs of outcomes that are not derived. */
static SimValue *
expand_matrix (const SimField *row, const SimKnown *known, const SimValue *value)
{
  guint own[SIM_MAX_OUTCOMES], n = sim_own_outcomes (known->outcomes, own);
  double matrix[SIM_MAX_OUTCOMES * SIM_MAX_OUTCOMES];
  if (row->target && n == 1 && sim_value_kind (value) == SIM_VALUE_NUMBER)
    return NULL; /* there is nothing that it goes with */
  if (!row->target || sim_value_kind (value) != SIM_VALUE_NUMBER || n == 0)
    return sim_value_ref (value);
  for (guint i = 0; i < n * n; i++)
    matrix[i] = i % (n + 1) == 0 ? 1 : sim_value_number (value);
  return sim_matrix_new (matrix, n);
}

static SimValue *expand_value (const SimField *row, SimKnown *known, const SimValue *value);

typedef SimValue *(*ExpandMember) (const SimField *row, const SimKnown *known,
                                   const SimValue *value);

/*
 * A map in the order of the members of list, whatever the author's: what is left out has the rest,
 * what names no member falls away.
 */
static SimValue *
expand_keyed (const SimField *row, const SimKnown *known, const SimValue *map, const SimValue *list,
              ExpandMember member)
{
  SimBuild *build = sim_build_new ();
  for (guint i = 0; i < sim_value_length (list); i++) {
    const char *id = sim_id_at (list, i);
    const SimValue *given = sim_value_get (map, id);
    SimValue *one = given ? sim_value_ref (given) : row->per & SIM_PER_SOME ? sim_rest (row) : NULL;
    if (one)
      sim_build_add (build, id, member (row, known, one));
    sim_value_unref (one);
  }
  return sim_build_map (build);
}

static SimValue *
expand_visits (const SimField *row, const SimKnown *known, const SimValue *value)
{
  return row->per & SIM_PER_VISIT ? sim_spread_visits (row, value, known->visits)
                                  : sim_value_ref (value);
}

static SimValue *
expand_arms (const SimField *row, const SimKnown *known, const SimValue *value)
{
  if (!(row->per & SIM_PER_ARM))
    return expand_visits (row, known, value);
  SimValue *map = sim_spread_arms (row, value, known->arms);
  SimValue *full = sim_value_kind (map) == SIM_VALUE_MAP && sim_arms_usable (known->arms)
                       ? expand_keyed (row, known, map, known->arms, expand_visits)
                       : sim_value_ref (map);
  sim_value_unref (map);
  return full;
}

static gboolean
hypotheses_usable (const SimValue *hypotheses)
{
  guint n = sim_value_kind (hypotheses) == SIM_VALUE_LIST ? sim_value_length (hypotheses) : 0;
  for (guint i = 0; i < n; i++)
    if (!sim_id_at (hypotheses, i))
      return FALSE;
  return n > 0;
}

/* A map of the hypotheses, or a map of such maps. */
static SimValue *
expand_hypotheses (const SimField *row, const SimKnown *known, const SimValue *value)
{
  SimField each = *row;
  each.per &= ~(unsigned)SIM_PER_BETWEEN;
  if (sim_value_kind (value) != SIM_VALUE_MAP || !hypotheses_usable (known->hypotheses))
    return sim_value_ref (value);
  if (!(row->per & SIM_PER_BETWEEN))
    return expand_keyed (row, known, value, known->hypotheses, expand_visits);
  SimBuild *build = sim_build_new ();
  for (guint i = 0; i < sim_value_length (known->hypotheses); i++) {
    const char *id = sim_id_at (known->hypotheses, i);
    const SimValue *given = sim_value_get (value, id);
    if (given)
      sim_build_add (build, id, expand_hypotheses (&each, known, given));
  }
  return sim_build_map (build);
}

/* A value per outcome, arm and visit in its fullest shape: map outcome -> map arm -> list. */
static SimValue *
expand_per (const SimField *row, const SimKnown *known, const SimValue *value)
{
  if (row->kind == SIM_FIELD_ENUM)
    return sim_value_ref (value);
  if (row->per & SIM_PER_HYPOTHESIS)
    return expand_hypotheses (row, known, value);
  if (!(row->per & SIM_PER_OUTCOME))
    return expand_arms (row, known, value);
  if (!sim_outcomes_usable (known->outcomes))
    return sim_value_ref (value);
  SimValue *map = sim_spread_outcomes (value, known->outcomes);
  SimValue *full = expand_keyed (row, known, map, known->outcomes, expand_arms);
  sim_value_unref (map);
  return full;
}

static SimValue *
expand_record (const SimField *owner, SimKnown *known, const SimValue *value)
{
  if (sim_value_kind (value) != SIM_VALUE_MAP)
    return sim_value_ref (value);
  const SimField *rows[SIM_MAX_ROWS];
  guint n = sim_field_rows (owner, value, rows);
  SimBuild *build = sim_build_new ();
  for (guint i = 0; i < n; i++) {
    const SimValue *given = sim_value_get (value, rows[i]->key);
    known->record = value;
    SimValue *start = given ? sim_value_ref (given) : sim_default (rows[i], known, build);
    if (!start)
      continue;
    SimValue *full = expand_value (rows[i], known, start);
    sim_value_unref (start);
    if (!full)
      continue;
    sim_build_add (build, rows[i]->key, full);
    if (rows[i]->kind == SIM_FIELD_LIST && strcmp (rows[i]->key, "visits") == 0) {
      known->visits = full;
      known->has_baseline = sim_value_get (value, "baseline") != NULL;
    } else if (owner == sim_field_root () && strcmp (rows[i]->key, "arms") == 0)
      known->arms = full;
    else if (owner == sim_field_root () && strcmp (rows[i]->key, "outcomes") == 0) {
      known->outcomes = full;
      known->visits = sim_value_get (sim_value_at (full, 0), "visits");
    } else if (owner == sim_field_root () && strcmp (rows[i]->key, "analyses") == 0)
      known->analyses = full;
    else if (strcmp (rows[i]->key, "hypotheses") == 0 && rows[i]->fields)
      known->hypotheses = full;
  }
  return sim_build_map (build);
}

static SimValue *
expand_members (const SimField *row, SimKnown *known, const SimValue *value)
{
  SimValueKind kind = row->kind == SIM_FIELD_MAP ? SIM_VALUE_MAP : SIM_VALUE_LIST;
  if (sim_value_kind (value) != kind || sim_value_length (value) > row->max)
    return sim_value_ref (value);
  SimBuild *build = sim_build_new ();
  for (guint i = 0; i < sim_value_length (value); i++) {
    const char *key = sim_value_key (value, i);
    const SimField *named = key ? sim_field_named (row, key) : NULL;
    const SimValue *member = sim_value_at (value, i);
    sim_build_add (build, key, named ? expand_value (named, known, member)
                                     : expand_record (row, known, member));
  }
  return kind == SIM_VALUE_MAP ? sim_build_map (build) : sim_build_list (build);
}

static SimValue *
expand_value (const SimField *row, SimKnown *known, const SimValue *value)
{
  if (row->per != SIM_PER_NONE)
    return expand_per (row, known, value);
  if (row->kind == SIM_FIELD_RECORD || row->kind == SIM_FIELD_ONE_OF)
    return expand_record (row, known, value);
  if (row->kind == SIM_FIELD_MATRIX)
    return expand_matrix (row, known, value);
  if (row->fields)
    return expand_members (row, known, value);
  return sim_value_ref (value);
}

SimValue *
sim_expand (const SimValue *root)
{
  SimKnown known = { .root = root };
  SimValue *example = sim_value_get (root, "arms") ? NULL : sim_example ();
  known.example = example;
  SimValue *full = expand_record (sim_field_root (), &known, root);
  sim_value_unref (example);
  return full;
}
