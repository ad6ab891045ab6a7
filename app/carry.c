/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * carry.c - three versions of a tree: what leads from the second to the third, done to the first.
 */
#include "carry.h"

static SimValue *carry (const SimValue *base, const SimValue *before, const SimValue *after);

static gboolean
same (const SimValue *a, const SimValue *b)
{
  return a == b || (a != NULL && b != NULL && sim_value_equal (a, b));
}

/* What becomes of a member, any of which may be NULL: not there. */
static SimValue *
carry_member (const SimValue *base, const SimValue *before, const SimValue *after)
{
  if (same (before, after))
    return base != NULL ? sim_value_ref (base) : NULL;
  if (base == NULL || before == NULL || after == NULL)
    return after != NULL ? sim_value_ref (after) : NULL;
  return carry (base, before, after);
}

static void
take_member (GPtrArray *keys, GPtrArray *values, const char *key, SimValue *value)
{
  if (value == NULL)
    return;
  g_ptr_array_add (keys, (gpointer)key);
  g_ptr_array_add (values, value);
}

static SimValue *
carry_map (const SimValue *base, const SimValue *before, const SimValue *after)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new (), values = g_ptr_array_new ();

  for (guint i = 0; i < sim_value_length (base); i++) {
    const char *key = sim_value_key (base, i);
    take_member (keys, values, key,
                 carry_member (sim_value_at (base, i), sim_value_get (before, key),
                               sim_value_get (after, key)));
  }
  for (guint i = 0; i < sim_value_length (after); i++) {
    const char *key = sim_value_key (after, i);
    if (sim_value_get (base, key) == NULL)
      take_member (keys, values, key,
                   carry_member (NULL, sim_value_get (before, key), sim_value_at (after, i)));
  }
  return sim_value_new_map ((const char *const *)keys->pdata, (SimValue **)values->pdata,
                            keys->len);
}

/* --- lists --- */

static const char *
id_at (const SimValue *list, guint i)
{
  return sim_value_text (sim_value_get (sim_value_at (list, i), "id"));
}

static const SimValue *
member (const SimValue *list, const char *id)
{
  int i = sim_value_index_of (list, id);
  return i >= 0 ? sim_value_at (list, (guint)i) : NULL;
}

/* TRUE if every member has an id of its own. */
static gboolean
has_ids (const SimValue *list)
{
  for (guint i = 0; i < sim_value_length (list); i++)
    if (id_at (list, i) == NULL || sim_value_index_of (list, id_at (list, i)) != (int)i)
      return FALSE;
  return TRUE;
}

/* Behind the one that it stands behind in base, where that is among ids; else at the end. */
static guint
place_of (GPtrArray *ids, const SimValue *base, guint i)
{
  guint at;

  if (i == 0)
    return 0;
  return g_ptr_array_find_with_equal_func (ids, id_at (base, i - 1), g_str_equal, &at) ? at + 1
                                                                                       : ids->len;
}

/* By ids: in the order of after, and what before did not have where it stands in base. */
static SimValue *
carry_members (const SimValue *base, const SimValue *before, const SimValue *after)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new (), items = g_ptr_array_new ();

  for (guint i = 0; i < sim_value_length (after); i++) {
    const char *id = id_at (after, i);
    take_member (ids, items, id,
                 carry_member (member (base, id), member (before, id), sim_value_at (after, i)));
  }
  for (guint i = 0; i < sim_value_length (base); i++) {
    const char *id = id_at (base, i);
    guint at = place_of (ids, base, i);
    if (member (before, id) != NULL || member (after, id) != NULL)
      continue;
    g_ptr_array_insert (ids, (int)at, (gpointer)id);
    g_ptr_array_insert (items, (int)at, sim_value_ref (sim_value_at (base, i)));
  }
  return sim_value_new_list ((SimValue **)items->pdata, items->len);
}

/* By place: all are of one length. */
static SimValue *
carry_places (const SimValue *base, const SimValue *before, const SimValue *after)
{
  guint n = sim_value_length (base);
  g_autofree SimValue **items = g_new (SimValue *, n);

  for (guint i = 0; i < n; i++)
    items[i]
        = carry (sim_value_at (base, i), sim_value_at (before, i), sim_value_at (after, i));
  return sim_value_new_list (items, n);
}

static SimValue *
carry_list (const SimValue *base, const SimValue *before, const SimValue *after)
{
  guint n = sim_value_length (after);

  if (has_ids (base) && has_ids (before) && has_ids (after))
    return carry_members (base, before, after);
  if (sim_value_length (base) == n && sim_value_length (before) == n)
    return carry_places (base, before, after);
  return sim_value_ref (after);
}

static SimValue *
carry (const SimValue *base, const SimValue *before, const SimValue *after)
{
  SimValueKind kind = sim_value_kind (base);
  gboolean alike = sim_value_kind (before) == kind && sim_value_kind (after) == kind;

  if (same (before, after))
    return sim_value_ref (base);
  if (alike && kind == SIM_VALUE_MAP)
    return carry_map (base, before, after);
  if (alike && kind == SIM_VALUE_LIST)
    return carry_list (base, before, after);
  return sim_value_ref (after);
}

SimDraft *
app_carry_edits (SimDraft *base, const SimDraft *before, const SimDraft *after)
{
  g_autoptr (SimValue) root = NULL;

  if (same (sim_draft_root (before), sim_draft_root (after)))
    return sim_draft_ref (base);
  root = carry (sim_draft_root (base), sim_draft_root (before), sim_draft_root (after));
  return sim_draft_new (root, NULL);
}
