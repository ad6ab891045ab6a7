/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * draft-set.c - one value of a draft set to another, with what must come along: lists written
 * out, shapes spread, keys of another variant dropped, new keys in the file's usual order.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "../base/error.h"
#include "build.h"
#include "draft-private.h"
#include "expand.h"

/* root with its member at pointer, or its own value if it is written. Takes over root. */
static SimValue *
keep_or_put (SimValue *root, const char *pointer, const SimValue *value)
{
  if (!value || sim_value_resolve (root, pointer))
    return root;
  SimValue *with = sim_value_with (root, pointer, value, NULL);
  if (!with)
    return root;
  sim_value_unref (root);
  return with;
}

SimValue *
sim_draft_written_out (const SimDraft *draft, const char *pointer)
{
  static const char *const with_arms[]
      = { "/origin", "/arms", "/outcomes", "/dropout/proportion", "/analyses", "/run/sizes" };
  const SimValue *full = sim_draft_full (draft);
  SimValue *root = sim_value_ref (sim_draft_root (draft));
  if (sim_value_resolve (root, pointer))
    return root;
  if (strcmp (pointer, "/outcomes") != 0 && strcmp (pointer, "/arms") != 0)
    return keep_or_put (root, pointer, sim_value_resolve (full, pointer));
  if (strcmp (pointer, "/outcomes") == 0) {
    root = keep_or_put (root, "/outcomes", sim_value_resolve (full, "/outcomes"));
    return keep_or_put (root, "/analyses", sim_value_resolve (full, "/analyses"));
  }
  /* The example's own shapes are shorter than the full ones; both mean the same. */
  SimValue *example = sim_example ();
  gboolean own_outcomes = sim_value_get (root, "outcomes") != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (with_arms); i++) {
    gboolean as_full = own_outcomes && strcmp (with_arms[i], "/analyses") == 0;
    root = keep_or_put (root, with_arms[i],
                        sim_value_resolve (as_full ? full : example, with_arms[i]));
  }
  root = keep_or_put (root, "/testing/hypotheses", sim_value_resolve (full, "/testing/hypotheses"));
  sim_value_unref (example);
  return root;
}

/* --- order of keys ------------------------------------------------------------------------- */

static guint
place_of (const SimField *const *rows, guint n, const char *key)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (rows[i]->key, key) == 0)
      return i;
  return n;
}

/* The record with those keys that `before` lacks moved to their place among the rows of owner. */
static SimValue *
ordered (const SimField *owner, const SimValue *before, const SimValue *record)
{
  const SimField *rows[SIM_MAX_ROWS];
  guint n = sim_field_rows (owner, record, rows);
  GPtrArray *keys = g_ptr_array_new ();
  for (guint i = 0; i < sim_value_length (record); i++) {
    const char *key = sim_value_key (record, i);
    guint place = place_of (rows, n, key), at = keys->len;
    if (!sim_value_get (before, key) && place < n)
      for (at = 0; at < keys->len; at++) {
        guint other = place_of (rows, n, keys->pdata[at]);
        if (other < n && other > place)
          break;
      }
    g_ptr_array_insert (keys, (gint)at, (gpointer)key);
  }
  SimBuild *build = sim_build_new ();
  for (guint i = 0; i < keys->len; i++)
    sim_build_add (build, keys->pdata[i], sim_value_ref (sim_value_get (record, keys->pdata[i])));
  g_ptr_array_unref (keys);
  return sim_build_map (build);
}

/* Puts new keys of every record on the way to pointer where the field table has them. */
static SimValue *
in_order (const SimValue *before, SimValue *root, const char *pointer)
{
  char *path = g_strdup (pointer);
  for (char *cut = strrchr (path, '/'); cut; cut = strrchr (path, '/')) {
    *cut = '\0';
    const SimValue *old = sim_value_resolve (before, path);
    const SimValue *record = sim_value_resolve (root, path);
    const SimField *owner = *path ? sim_field_find (root, path) : sim_field_root ();
    if (!owner || !owner->fields || sim_value_kind (record) != SIM_VALUE_MAP
        || owner->kind == SIM_FIELD_MAP)
      continue;
    SimValue *sorted = ordered (owner, old, record);
    SimValue *next = sim_value_with (root, path, sorted, NULL);
    sim_value_unref (sorted);
    if (next) {
      sim_value_unref (root);
      root = next;
    }
  }
  g_free (path);
  return root;
}

/* --- variants ------------------------------------------------------------------------------ */

static gboolean
of_another_variant (const SimField *owner, const SimValue *record, const char *key)
{
  const SimField *rows[SIM_MAX_ROWS];
  guint n = sim_field_rows (owner, record, rows);
  if (place_of (rows, n, key) < n || !sim_field_variant (owner, record))
    return FALSE;
  for (const SimVariant *v = owner->variants; v->tag; v++)
    for (const SimField *f = v->fields; f && f->key; f++)
      if (strcmp (f->key, key) == 0)
        return TRUE;
  return FALSE;
}

/* After a change of a tag the keys of the other variants have no meaning any more. */
static SimValue *
without_other_variants (SimValue *root, const char *pointer)
{
  const char *cut = strrchr (pointer, '/');
  char *parent = g_strndup (pointer, (gsize)(cut - pointer));
  const SimField *owner = *parent ? sim_field_find (root, parent) : NULL;
  const SimField *tag = owner ? sim_field_tag (owner) : NULL;
  const SimValue *record = sim_value_resolve (root, parent);
  if (tag && strcmp (tag->key, cut + 1) == 0 && sim_value_kind (record) == SIM_VALUE_MAP) {
    SimBuild *build = sim_build_new ();
    for (guint i = 0; i < sim_value_length (record); i++)
      if (!of_another_variant (owner, record, sim_value_key (record, i)))
        sim_build_add (build, sim_value_key (record, i), sim_value_ref (sim_value_at (record, i)));
    SimValue *kept = sim_build_map (build);
    SimValue *next = sim_value_with (root, parent, kept, NULL);
    sim_value_unref (kept);
    if (next) {
      sim_value_unref (root);
      root = next;
    }
  }
  g_free (parent);
  return root;
}

/* --- setting ------------------------------------------------------------------------------- */

/* A draft in which every list above pointer is written, and a per-value spread as it needs. */
static SimDraft *
with_lists (SimDraft *draft, const char *pointer)
{
  SimDraft *current = sim_draft_ref (draft);
  for (const char *end = strchr (pointer + 1, '/'); end; end = strchr (end + 1, '/')) {
    char *prefix = g_strndup (pointer, (gsize)(end - pointer));
    const SimField *field = sim_field_find (sim_draft_root (current), prefix);
    if (field && field->kind == SIM_FIELD_LIST && !sim_draft_get (current, prefix)) {
      SimValue *root = sim_draft_written_out (current, prefix);
      SimDraft *next
          = sim_draft_edited (current, in_order (sim_draft_root (current), root, prefix), TRUE);
      sim_draft_unref (current);
      current = next;
    }
    g_free (prefix);
  }
  return current;
}

/* value with its member key as one; takes over one. NULL if one is. */
static SimValue *
with_member (const SimValue *value, const char *key, SimValue *one)
{
  char *at = sim_pointer_join ("", key);
  SimValue *with = one ? sim_value_with (value, at, one, NULL) : NULL;
  g_free (at);
  sim_value_unref (one);
  return with;
}

/* A value of one arm in the shape that an element of it needs; NULL: it has none. */
static SimValue *
spread_index (const SimDraft *draft, const SimField *row, const char *base, const SimValue *one)
{
  SimValue *list = row->per & SIM_PER_VISIT
                       ? sim_spread_visits (row, one, sim_visits_of (sim_draft_full (draft), base))
                       : sim_value_ref (one);
  if (sim_value_kind (list) == SIM_VALUE_LIST)
    return list;
  sim_value_unref (list);
  return NULL;
}

/* A value of one outcome in the shape that an element (arm, index) needs. NULL: it has none. */
static SimValue *
spread_part (const SimDraft *draft, const SimField *row, const char *base, const SimValue *whole,
             const SimElement *element)
{
  if (!element->arm)
    return element->index < 0 ? sim_value_ref (whole) : spread_index (draft, row, base, whole);
  SimValue *map = sim_spread_arms (row, whole, sim_value_get (sim_draft_full (draft), "arms"));
  if (element->index < 0)
    return map;
  const SimValue *one = sim_value_get (map, element->arm);
  SimValue *list = one ? spread_index (draft, row, base, one) : NULL;
  SimValue *spread = with_member (map, element->arm, list);
  sim_value_unref (map);
  return spread;
}

/* The value at base in the shape that an element of it needs. NULL: it has none. */
static SimValue *
spread_for (const SimDraft *draft, const SimField *row, const char *base, const SimElement *element)
{
  SimValue *whole = sim_draft_effective (draft, base), *spread;
  if (element->outcome) {
    const SimValue *outcomes = sim_value_get (sim_draft_full (draft), "outcomes");
    SimValue *map = sim_spread_outcomes (whole, outcomes);
    SimValue *one = sim_value_ref (sim_value_get (map, element->outcome));
    if (!one)
      one = sim_rest (row);
    spread = !element->arm && element->index < 0
                 ? sim_value_ref (map)
                 : with_member (map, element->outcome,
                                one ? spread_part (draft, row, base, one, element) : NULL);
    sim_value_unref (one);
    sim_value_unref (map);
  } else
    spread = spread_part (draft, row, base, whole, element);
  sim_value_unref (whole);
  return spread;
}

/*
 * The root of draft with the value around an element of it spread; new reference. Where there is
 * no value yet it stays as it is: what the other elements are is not for the program to invent.
 */
static SimValue *
with_shape (const SimDraft *draft, const char *pointer, GError **error)
{
  const SimField *row;
  SimElement element;
  SimValue *root = NULL;
  guint n = sim_draft_split_per (draft, pointer, &row);
  if (n == 0 || row->per & SIM_PER_HYPOTHESIS)
    return sim_value_ref (sim_draft_root (draft));
  char *base = g_strndup (pointer, n);
  char **steps = sim_pointer_split (pointer + n);
  SimValue *whole = sim_draft_effective (draft, base);
  if (!whole)
    root = sim_value_ref (sim_draft_root (draft));
  else if (sim_draft_split_steps (draft, row, steps, &element)) {
    SimValue *spread = spread_for (draft, row, base, &element);
    if (spread)
      root = sim_value_with (sim_draft_root (draft), base, spread, error);
    sim_value_unref (spread);
  }
  if (!root && error && !*error)
    g_set_error (error, SIM_ERROR, SIM_ERROR_POINTER,
                 _ ("%s: the value is given per arm or per visit in another way"), pointer);
  sim_value_unref (whole);
  g_strfreev (steps);
  g_free (base);
  return root;
}

static SimDraft *
set_checked (SimDraft *draft, const char *pointer, const SimValue *value, GError **error)
{
  GError *problem = NULL;
  SimValue *shaped
      = value ? with_shape (draft, pointer, &problem) : sim_value_ref (sim_draft_root (draft));
  SimValue *root = shaped ? sim_value_with (shaped, pointer, value, &problem) : NULL;
  sim_value_unref (shaped);
  if (!root) {
    g_propagate_error (error, problem);
    return NULL;
  }
  if (value)
    root = without_other_variants (in_order (sim_draft_root (draft), root, pointer), pointer);
  return sim_draft_edited (draft, root, value != NULL);
}

SimDraft *
sim_draft_set (SimDraft *draft, const char *pointer, const SimValue *value, GError **error)
{
  char **steps = sim_pointer_split (pointer);
  if (!steps || !*steps) {
    g_strfreev (steps);
    g_set_error (error, SIM_ERROR, SIM_ERROR_POINTER,
                 _ ("\"%s\" is no pointer to a value; one looks like /arms/usual/size"), pointer);
    return NULL;
  }
  g_strfreev (steps);
  char *plain = sim_pointer_with_visits (sim_draft_full (draft), pointer);
  SimDraft *set = NULL;
  if (!value && !sim_draft_get (draft, plain))
    set = sim_draft_ref (draft);
  else {
    SimDraft *ready = with_lists (draft, plain);
    set = set_checked (ready, plain, value, error);
    sim_draft_unref (ready);
  }
  g_free (plain);
  return set;
}

SimDraft *
sim_draft_set_text (SimDraft *draft, const char *assignment, GError **error)
{
  const char *equals = strchr (assignment, '=');
  if (*assignment != '/' || !equals) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                 _ ("\"%s\" is no assignment; one looks like /arms/usual/size=60"), assignment);
    return NULL;
  }
  if (!g_utf8_validate (assignment, -1, NULL)) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_ENCODING, _ ("the assignment is not UTF-8"));
    return NULL;
  }
  char *pointer = g_strndup (assignment, (gsize)(equals - assignment));
  GPtrArray *problems = sim_problems_new ();
  SimValue *value = sim_json_parse (equals + 1, strlen (equals + 1), NULL, problems);
  g_ptr_array_unref (problems);
  if (!value)
    value = sim_value_new_text (equals + 1);
  gboolean remove = sim_value_kind (value) == SIM_VALUE_NULL;
  SimDraft *set = sim_draft_set (draft, pointer, remove ? NULL : value, error);
  sim_value_unref (value);
  g_free (pointer);
  return set;
}
