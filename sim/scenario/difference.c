/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * difference.c - two full forms side by side, along the field table; or one by itself.
 */
#include "difference.h"

#include <glib/gi18n.h>
#include <string.h>

#include "basis.h"
#include "difference-text.h"
#include "expand.h"

/* Two places that are held against each other. */
typedef struct {
  const SimValue *roots[2];
  GPtrArray *found;
  gboolean all; /* what is the same in both is told as well */
} Walk;

/* How a place is called: what leads to it. */
typedef struct {
  const char *pointer;
  const char *title; /* "Roland-Morris disability: Baseline"; "" at the top */
} Place;

void
sim_difference_free (SimDifference *difference)
{
  if (difference == NULL)
    return;
  g_free (difference->pointer);
  g_free (difference->what);
  g_free (difference->a);
  g_free (difference->b);
  sim_value_unref (difference->in_a);
  sim_value_unref (difference->in_b);
  g_free (difference);
}

static gboolean
same (const SimValue *a, const SimValue *b)
{
  return a == b || (a != NULL && b != NULL && sim_value_equal (a, b));
}

/* Whether there is nothing to be told of two values. */
static gboolean
is_settled (const Walk *walk, const SimValue *a, const SimValue *b)
{
  return (!walk->all || (a == NULL && b == NULL)) && same (a, b);
}

/* ---- findings ---- */

/* Names of what would else be a number count as that number: they change none. */
static SimStage
stage_of (const SimField *row, const SimValue *a, const SimValue *b)
{
  double n[2];

  if ((row->per & SIM_PER_EACH) == 0 || row->item != SIM_FIELD_TEXT || a == NULL || b == NULL)
    return row->stage;
  n[0] = sim_value_kind (a) == SIM_VALUE_LIST ? sim_value_length (a) : sim_value_number (a);
  n[1] = sim_value_kind (b) == SIM_VALUE_LIST ? sim_value_length (b) : sim_value_number (b);
  return n[0] == n[1] ? SIM_STAGE_LABEL : row->stage;
}

static void
find_value (const Walk *walk, const SimField *row, const Place *place, const SimValue *a,
            const SimValue *b)
{
  char *(*in_words) (const SimField *, const SimValue *, const char *, const SimValue *)
      = walk->all ? sim_difference_said : sim_difference_text;
  SimDifference *difference = g_new0 (SimDifference, 1);

  difference->kind = SIM_DIFFERENCE_VALUE;
  difference->stage = stage_of (row, a, b);
  difference->pointer = g_strdup (place->pointer);
  difference->what = g_strdup (place->title);
  difference->a = in_words (row, walk->roots[0], place->pointer, a);
  difference->b = in_words (row, walk->roots[1], place->pointer, b);
  difference->in_a = sim_value_ref (a);
  difference->in_b = sim_value_ref (b);
  g_ptr_array_add (walk->found, difference);
}

/* A member that one of the two has. */
static void
find_member (const Walk *walk, const SimField *row, const Place *list, guint side,
             const SimValue *member, guint index)
{
  SimDifference *difference = g_new0 (SimDifference, 1);
  const char *id = sim_value_text (sim_value_get (member, "id"));
  g_autofree char *number = g_strdup_printf ("%u", index);
  char **name = side == 0 ? &difference->a : &difference->b;

  difference->kind = side == 0 ? SIM_DIFFERENCE_REMOVED : SIM_DIFFERENCE_ADDED;
  difference->stage = row->stage;
  difference->pointer = sim_pointer_join (list->pointer, id != NULL ? id : number);
  difference->what = g_strdup (list->title);
  *name = sim_difference_summary (row, walk->roots[side], difference->pointer, member, index);
  g_ptr_array_add (walk->found, difference);
}

/* ---- plain values, for everybody or for each ---- */

/* One value, or one for each in two scenarios; where it stands. */
typedef struct {
  const SimField *row;
  const SimValue *values[2];
} Pair;

/* Whether nothing lies below the value that is told one by one. */
static gboolean
is_leaf (const SimField *row, const SimValue *value)
{
  SimValueKind kind = sim_value_kind (value);

  return kind != SIM_VALUE_MAP && (kind != SIM_VALUE_LIST || (row->per & SIM_PER_VISIT) == 0);
}

static gboolean
is_spread (const SimField *row, const SimValue *value)
{
  return value != NULL && !is_leaf (row, value);
}

/* The one value of all leaves; NULL if there are several. */
static const SimValue *
sole_leaf (const SimField *row, const SimValue *value)
{
  const SimValue *sole = NULL;

  if (!is_spread (row, value))
    return value;
  for (guint i = 0; i < sim_value_length (value); i++) {
    const SimValue *below = sole_leaf (row, sim_value_at (value, i));
    if (below == NULL || (sole != NULL && !sim_value_equal (sole, below)))
      return NULL;
    sole = below;
  }
  return sole;
}

/* The id of member i of a spread value: its key, or the visit that it is for. */
static const char *
id_at (const Walk *walk, guint side, const char *pointer, const SimValue *value, guint i)
{
  const char *key = sim_value_key (value, i);
  const SimValue *visits = sim_visits_of (walk->roots[side], pointer);

  return key != NULL ? key : sim_id_at (visits, i);
}

/* Where the member with an id stands; -1: nowhere. */
static int
index_of (const Walk *walk, guint side, const char *pointer, const SimValue *value, const char *id)
{
  for (guint i = 0; i < sim_value_length (value); i++)
    if (g_strcmp0 (id_at (walk, side, pointer, value, i), id) == 0)
      return (int)i;
  return -1;
}

/* What stands for an id in a value: a leaf stands for everybody. */
static const SimValue *
below (const Walk *walk, const Pair *pair, guint side, const char *pointer, const char *id)
{
  const SimValue *value = pair->values[side];
  int index = is_spread (pair->row, value) ? index_of (walk, side, pointer, value, id) : -1;

  if (!is_spread (pair->row, value))
    return value;
  return index >= 0 ? sim_value_at (value, (guint)index) : NULL;
}

/* Whether the two are for the same members, or one of them for everybody. */
static gboolean
same_members (const Walk *walk, const Pair *pair, const char *pointer)
{
  const SimValue *a = pair->values[0], *b = pair->values[1];

  if (!is_spread (pair->row, a) || !is_spread (pair->row, b))
    return TRUE;
  if (sim_value_length (a) != sim_value_length (b))
    return FALSE;
  for (guint i = 0; i < sim_value_length (a); i++) {
    const char *id = id_at (walk, 0, pointer, a, i);
    Pair inner = { pair->row, { sim_value_at (a, i), below (walk, pair, 1, pointer, id) } };
    if (inner.values[1] == NULL || !same_members (walk, &inner, pointer))
      return FALSE;
  }
  return TRUE;
}

static void walk_each (const Walk *walk, const Pair *pair, const Place *place);

/* What is for one id. Of what went with an arm or a visit that has gone nothing more is said. */
static void
walk_step (const Walk *walk, const Pair *pair, const Place *place, const char *id)
{
  const char *at = place->pointer;
  Pair inner = { pair->row, { below (walk, pair, 0, at, id), below (walk, pair, 1, at, id) } };
  guint side = inner.values[1] != NULL ? 1 : 0;
  const SimValue *value = pair->values[side];

  if (inner.values[1] == NULL && is_spread (pair->row, pair->values[1]))
    return;
  if (!is_spread (pair->row, value))
    value = pair->values[side = 1 - side];
  int index = index_of (walk, side, at, value, id);
  g_autofree char *number = g_strdup_printf ("%d", index);
  gboolean visit = sim_value_kind (value) == SIM_VALUE_LIST;
  g_autofree char *pointer = sim_pointer_join (at, visit ? number : id);
  g_autofree char *name
      = sim_difference_step (pair->row, walk->roots[side], at, visit ? number : id);
  g_autofree char *title = g_strdup_printf ("%s, %s", place->title, name);
  walk_each (walk, &inner, &(Place){ pointer, title });
}

/* What every arm has, where they are alike; else the value itself. */
static const SimValue *
of_all_arms (const SimValue *value)
{
  const SimValue *first = sim_value_at (value, 0);

  if (sim_value_kind (value) != SIM_VALUE_MAP || first == NULL
      || sim_value_kind (first) == SIM_VALUE_MAP)
    return value;
  for (guint i = 1; i < sim_value_length (value); i++)
    if (!sim_value_equal (first, sim_value_at (value, i)))
      return value;
  return first;
}

/* The number at the last visit, where all others follow from it; NULL where they do not. */
static const SimValue *
spread_of (const Walk *walk, const Pair *pair, guint side, const char *pointer)
{
  const SimValue *list = pair->values[side], *last;
  guint n = sim_value_length (list);

  if (pair->row->spread != SIM_SPREAD_HAZARD || sim_value_kind (list) != SIM_VALUE_LIST || n == 0)
    return NULL;
  last = sim_value_at (list, n - 1);
  g_autoptr (SimValue) spread
      = sim_spread_visits (pair->row, last, sim_visits_of (walk->roots[side], pointer));
  return sim_value_equal (spread, list) ? last : NULL;
}

static gboolean
is_map (const SimValue *value)
{
  return value != NULL && sim_value_kind (value) == SIM_VALUE_MAP;
}

static gboolean
is_of_all_arms (const Walk *walk, guint side, const SimValue *map)
{
  const SimValue *arms = sim_value_get (walk->roots[side], "arms");

  for (guint i = 0; i < sim_value_length (arms); i++)
    if (sim_value_get (map, sim_id_at (arms, i)) == NULL)
      return FALSE;
  return sim_value_length (arms) > 0;
}

static gboolean
same_keys (const SimValue *a, const SimValue *b)
{
  guint n = sim_value_length (a);

  if (n != sim_value_length (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (sim_value_get (b, sim_value_key (a, i)) == NULL)
      return FALSE;
  return TRUE;
}

/* What adds up over the visits, of all arms or of one: a list is told as one thing. */
static void
find_course (const Walk *walk, const SimField *row, const Place *place, const SimValue *list)
{
  const SimValue *one = sole_leaf (row, list);
  Pair pair = { row, { list, list } };

  if (one == NULL || (sim_value_number (one) != 0 && sim_value_length (list) > 1))
    one = spread_of (walk, &pair, 1, place->pointer);
  find_value (walk, row, place, one != NULL ? one : list, one != NULL ? one : list);
}

static void
find_courses (const Walk *walk, const SimField *row, const Place *place, const SimValue *value)
{
  const SimValue *alike = of_all_arms (value);

  if (!is_map (alike)) {
    find_course (walk, row, place, alike);
    return;
  }
  for (guint i = 0; i < sim_value_length (alike); i++) {
    const char *arm = sim_value_key (alike, i);
    g_autofree char *pointer = sim_pointer_join (place->pointer, arm);
    g_autofree char *name = sim_difference_step (row, walk->roots[1], place->pointer, arm);
    g_autofree char *title = g_strdup_printf ("%s, %s", place->title, name);
    find_course (walk, row, &(Place){ pointer, title }, sim_value_at (alike, i));
  }
}

/* A value for everybody, or one for each: as few differences as say it all. Where all visits follow
   from a number, a change of visits is told where it is, and is none of the number. */
static void
walk_each (const Walk *walk, const Pair *pair, const Place *place)
{
  const SimValue *a = pair->values[0], *b = pair->values[1];
  const SimValue *one = sole_leaf (pair->row, a), *other = sole_leaf (pair->row, b);

  if (is_settled (walk, a, b))
    return;
  if (walk->all && pair->row->spread == SIM_SPREAD_HAZARD) {
    find_courses (walk, pair->row, place, b);
    return;
  }
  if ((a == NULL || one != NULL) && (b == NULL || other != NULL)
      && same_members (walk, pair, place->pointer)) {
    if (!is_settled (walk, one, other))
      find_value (walk, pair->row, place, one, other);
    return;
  }
  const SimValue *last_a = spread_of (walk, pair, 0, place->pointer);
  const SimValue *last_b = spread_of (walk, pair, 1, place->pointer);
  if (last_a != NULL && last_b != NULL) {
    if (!is_settled (walk, last_a, last_b))
      find_value (walk, pair->row, place, last_a, last_b);
    return;
  }
  Pair alike = { pair->row, { of_all_arms (a), of_all_arms (b) } };
  gboolean whole = !is_map (a) || !is_map (b) || same_keys (a, b)
                   || (is_of_all_arms (walk, 0, a) && is_of_all_arms (walk, 1, b));
  if (a != NULL && b != NULL && (alike.values[0] != a || alike.values[1] != b)
      && !is_map (alike.values[0]) && !is_map (alike.values[1]) && whole) {
    walk_each (walk, &alike, place);
    return;
  }
  for (guint side = 0; side < 2; side++) {
    const SimValue *value = pair->values[side];
    for (guint i = 0; is_spread (pair->row, value) && i < sim_value_length (value); i++) {
      const char *id = id_at (walk, side, place->pointer, value, i);
      if (side == 0 || !is_spread (pair->row, a) || index_of (walk, 0, place->pointer, a, id) < 0)
        walk_step (walk, pair, place, id);
    }
  }
}

/* A pair of a symmetric matrix is told once. */
static void
walk_matrix (const Walk *walk, const SimField *row, const Place *place, const SimValue *a,
             const SimValue *b)
{
  guint n = sim_value_length (a);

  if (a == NULL || b == NULL || sim_value_kind (a) != SIM_VALUE_LIST || n != sim_value_length (b)) {
    find_value (walk, row, place, a, b);
    return;
  }
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++) {
      const SimValue *one = sim_value_at (sim_value_at (a, i), j);
      const SimValue *other = sim_value_at (sim_value_at (b, i), j);
      g_autofree char *first = g_strdup_printf ("%u", i), *second = g_strdup_printf ("%u", j);
      g_autofree char *pointer = g_strconcat (place->pointer, "/", first, "/", second, NULL);
      g_autofree char *from = sim_difference_step (row, walk->roots[1], place->pointer, first);
      g_autofree char *to = sim_difference_step (row, walk->roots[1], place->pointer, second);
      g_autofree char *title = g_strdup_printf ("%s, %s, %s", place->title, from, to);
      if (!is_settled (walk, one, other))
        find_value (walk, row, &(Place){ pointer, title }, one, other);
    }
}

/* ---- records and lists ---- */

static void walk_record (const Walk *walk, const SimField *owner, const Place *place,
                         const SimValue *a, const SimValue *b);

/* Where a member's partner stands in the other list; -1: nowhere. */
static int
partner (const SimValue *member, guint index, const SimValue *other)
{
  const char *id = sim_value_text (sim_value_get (member, "id"));

  if (id != NULL)
    return sim_value_index_of (other, id);
  return index < sim_value_length (other) ? (int)index : -1;
}

/* The ids of the members of list that other has as well. */
static char *
common_ids (const SimValue *list, const SimValue *other)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sim_value_length (list); i++) {
    const SimValue *member = sim_value_at (list, i);
    if (partner (member, i, other) < 0)
      continue;
    const char *id = sim_value_text (sim_value_get (member, "id"));
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", id != NULL ? id : "");
  }
  return g_string_free (text, FALSE);
}

static void
find_order (const Walk *walk, const SimField *row, const Place *place, const SimValue *a,
            const SimValue *b)
{
  g_autofree char *in_a = common_ids (a, b), *in_b = common_ids (b, a);

  if (strcmp (in_a, in_b) == 0)
    return;
  SimDifference *difference = g_new0 (SimDifference, 1);
  difference->kind = SIM_DIFFERENCE_ORDER;
  difference->stage = row->stage;
  difference->pointer = g_strdup (place->pointer);
  difference->what = g_strdup_printf (_ ("%s: order"), place->title);
  difference->a = g_steal_pointer (&in_a);
  difference->b = g_steal_pointer (&in_b);
  g_ptr_array_add (walk->found, difference);
}

/* Both have the member; its name leads the titles below it. */
static void
walk_member (const Walk *walk, const SimField *row, const Place *list, const SimValue *a,
             const SimValue *b, guint index)
{
  const char *id = sim_value_text (sim_value_get (b, "id"));
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autofree char *pointer = sim_pointer_join (list->pointer, id != NULL ? id : number);
  g_autofree char *name = sim_difference_member (walk->roots[1], b, index);
  gboolean named = sim_value_get (b, "name") != NULL;
  g_autofree char *title
      = named ? g_steal_pointer (&name) : g_strdup_printf ("%s %s", list->title, name);

  walk_record (walk, row, &(Place){ pointer, title }, a, b);
}

static void
walk_list (const Walk *walk, const SimField *row, const Place *place, const SimValue *a,
           const SimValue *b)
{
  for (guint i = 0; i < sim_value_length (a); i++)
    if (partner (sim_value_at (a, i), i, b) < 0)
      find_member (walk, row, place, 0, sim_value_at (a, i), i);
  for (guint i = 0; i < sim_value_length (b); i++) {
    const SimValue *member = sim_value_at (b, i);
    int at = partner (member, i, a);
    if (at >= 0)
      walk_member (walk, row, place, sim_value_at (a, (guint)at), member, i);
    else
      find_member (walk, row, place, 1, member, i);
  }
  find_order (walk, row, place, a, b);
}

/* A map with free keys, of which most are pointers to values: a difference a key. */
static void
walk_map (const Walk *walk, const SimField *row, const Place *place, const SimValue *a,
          const SimValue *b)
{
  const SimValue *maps[2] = { a, b };

  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < sim_value_length (maps[side]); i++) {
      const char *key = sim_value_key (maps[side], i);
      g_autofree char *pointer = sim_pointer_join (place->pointer, key);
      g_autofree char *name = sim_difference_place (walk->roots[1], key);
      g_autofree char *title = sim_difference_below (place->title, name);
      const SimValue *one = sim_value_get (a, key), *other = sim_value_get (b, key);
      if ((side == 0 || one == NULL) && !is_settled (walk, one, other))
        find_value (walk, row, &(Place){ pointer, title }, one, other);
    }
}

static void
walk_value (const Walk *walk, const SimField *row, const Place *place, const SimValue *a,
            const SimValue *b)
{
  if (row->kind == SIM_FIELD_RECORD || row->kind == SIM_FIELD_ONE_OF)
    walk_record (walk, row, place, a, b);
  else if (row->kind == SIM_FIELD_MAP && row->fields != NULL)
    walk_map (walk, row, place, a, b);
  else if (row->kind == SIM_FIELD_LIST && row->fields != NULL)
    walk_list (walk, row, place, a, b);
  else if (row->kind == SIM_FIELD_MATRIX)
    walk_matrix (walk, row, place, a, b);
  else
    walk_each (walk, &(Pair){ row, { a, b } }, place);
}

/* What counts for a key: what stands there, or a default that stays out of the full form. Owned. */
static SimValue *
effective (const SimField *row, const SimValue *record)
{
  const SimValue *value = sim_value_get (record, row->key);

  if (value == NULL && record != NULL && row->tacit && row->fallback != NULL)
    return sim_fallback (row->fallback);
  return sim_value_ref (value);
}

/* What is expected is told by its fingerprint where one of the two expects nothing, and the
   scenario that gave it never is: it is the file's, or was. */
static gboolean
is_passed_over (const char *pointer, const SimValue *a, const SimValue *b)
{
  const SimValue *only = a != NULL ? a : b;

  if (!g_str_has_prefix (pointer, "/expected/"))
    return FALSE;
  return strcmp (pointer, "/expected/scenario") == 0
         || ((a == NULL || b == NULL) && sim_value_get (only, "fingerprint") != NULL
             && strcmp (pointer, "/expected/fingerprint") != 0);
}

static void
walk_row (const Walk *walk, const SimField *row, const Place *place, const SimValue *a,
          const SimValue *b)
{
  g_autofree char *pointer = sim_pointer_join (place->pointer, row->key);
  g_autofree char *title = sim_difference_below (place->title, _ (row->label));
  g_autoptr (SimValue) one = effective (row, a);
  g_autoptr (SimValue) other = effective (row, b);

  if (!is_settled (walk, one, other) && !is_passed_over (pointer, a, b))
    walk_value (walk, row, &(Place){ pointer, title }, one, other);
}

static gboolean
has_key (const SimField *const *rows, guint n, const char *key)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (rows[i]->key, key) == 0)
      return TRUE;
  return FALSE;
}

/* By the rows of A, then those that B alone has. */
static void
walk_record (const Walk *walk, const SimField *owner, const Place *place, const SimValue *a,
             const SimValue *b)
{
  const SimField *rows[2][SIM_MAX_ROWS];
  guint n_a = sim_field_rows (owner, a, rows[0]), n_b = sim_field_rows (owner, b, rows[1]);

  for (guint i = 0; i < n_a; i++)
    walk_row (walk, rows[0][i], place, a, b);
  for (guint i = 0; i < n_b; i++)
    if (!has_key (rows[0], n_a, rows[1][i]->key))
      walk_row (walk, rows[1][i], place, a, b);
}

static void
free_difference (gpointer difference)
{
  sim_difference_free (difference);
}

GPtrArray *
sim_scenario_differences (const SimScenario *a, const SimScenario *b)
{
  Walk walk = { { sim_scenario_expanded (a), sim_scenario_expanded (b) },
                g_ptr_array_new_with_free_func (free_difference) };

  walk_record (&walk, sim_field_root (), &(Place){ "", "" }, walk.roots[0], walk.roots[1]);
  return walk.found;
}

/* ---- everything that a scenario says ---- */

void
sim_statement_free (SimStatement *statement)
{
  if (statement == NULL)
    return;
  g_free (statement->pointer);
  g_free (statement->what);
  g_free (statement->value);
  g_free (statement->basis);
  g_free (statement);
}

static void
free_statement (gpointer statement)
{
  sim_statement_free (statement);
}

char *
sim_scenario_part_name (const SimScenario *scenario, const char *pointer, const char *place)
{
  const SimValue *full = sim_scenario_expanded (scenario);
  const SimField *row = sim_field_find (full, pointer);
  g_autofree char *whole = sim_pointer_with_ids (full, pointer);
  g_autofree char *part = sim_pointer_with_ids (full, place);
  g_autofree char *inner = sim_pointer_with_visits (full, part);
  g_auto (GStrv) steps = sim_pointer_split (inner);
  g_auto (GStrv) above = sim_pointer_split (whole);
  g_autofree char *at = g_strdup (whole);
  GString *name = g_string_new (NULL);

  for (char **step = steps + g_strv_length (above); row != NULL && *step != NULL; step++) {
    g_autofree char *parent = at;
    g_autofree char *word = sim_difference_step (row, full, parent, *step);
    g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", word);
    at = sim_pointer_join (parent, *step);
  }
  return g_string_free (name, FALSE);
}

char *
sim_scenario_value_name (const SimScenario *scenario, const char *pointer)
{
  return sim_difference_place (sim_scenario_expanded (scenario), pointer);
}

/* What the basis says of a value, and of parts of it, each with its name. What is no lesson is a
   plan. */
static char *
basis_text (const SimScenario *scenario, const char *pointer)
{
  SimDraft *draft = sim_scenario_draft (scenario);
  const SimValue *full = sim_scenario_expanded (scenario);
  const SimValue *basis = sim_value_get (sim_draft_root (draft), "basis");
  gboolean plan = strcmp (sim_scenario_text (scenario, "/purpose"), "teaching") != 0;
  g_autofree char *own = sim_basis_text (draft, pointer, plan, TRUE);
  GString *text = g_string_new (own);

  for (guint i = 0; i < sim_value_length (basis); i++) {
    const char *key = sim_value_key (basis, i);
    g_autofree char *part = sim_basis_text (draft, key, plan, TRUE);
    if (part == NULL || *key != '/' || !sim_pointer_within (full, pointer, key)
        || sim_pointer_within (full, key, pointer))
      continue;
    g_autofree char *name = sim_scenario_part_name (scenario, pointer, key);
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? " " : "", name, part);
  }
  return g_string_free (text, text->len == 0);
}

/* Whether the file gives the value, or one of which it is a part. */
static gboolean
is_given (SimDraft *draft, const char *pointer)
{
  const SimField *field = sim_field_find (sim_draft_root (draft), pointer);
  g_autofree char *at = g_strdup (pointer);

  while (sim_draft_get (draft, at) == NULL) {
    *strrchr (at, '/') = '\0';
    if (*at == '\0' || sim_field_find (sim_draft_root (draft), at) != field)
      return FALSE;
  }
  return TRUE;
}

GPtrArray *
sim_scenario_statements (const SimScenario *scenario)
{
  const SimValue *full = sim_scenario_expanded (scenario);
  Walk walk = { { full, full }, g_ptr_array_new_with_free_func (free_difference), TRUE };
  GPtrArray *statements = g_ptr_array_new_with_free_func (free_statement);

  walk_record (&walk, sim_field_root (), &(Place){ "", "" }, full, full);
  for (guint i = 0; i < walk.found->len; i++) {
    SimDifference *found = walk.found->pdata[i];
    if (found->stage == SIM_STAGE_LABEL || found->b == NULL)
      continue;
    SimStatement *statement = g_new0 (SimStatement, 1);
    statement->pointer = g_steal_pointer (&found->pointer);
    statement->what = g_steal_pointer (&found->what);
    statement->value = g_steal_pointer (&found->b);
    statement->basis = basis_text (scenario, statement->pointer);
    statement->given = is_given (sim_scenario_draft (scenario), statement->pointer);
    g_ptr_array_add (statements, statement);
  }
  g_ptr_array_unref (walk.found);
  return statements;
}
