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

/* TRUE if two lists hold the same members, by their ids where they have some. */
static gboolean
same_members (const SimValue *a, const SimValue *b)
{
  guint n = sim_value_length (a);

  for (guint i = 0; i < n && i < sim_value_length (b); i++)
    if (g_strcmp0 (sim_value_text (sim_value_get (sim_value_at (a, i), "id")),
                   sim_value_text (sim_value_get (sim_value_at (b, i), "id")))
        != 0)
      return FALSE;
  return sim_value_length (b) == n;
}

static SimValue *
carry_list (const SimValue *base, const SimValue *before, const SimValue *after)
{
  guint n = sim_value_length (base);
  g_autofree SimValue **items = g_new (SimValue *, n);

  for (guint i = 0; i < n; i++)
    items[i]
        = carry (sim_value_at (base, i), sim_value_at (before, i), sim_value_at (after, i));
  return sim_value_new_list (items, n);
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
  if (alike && kind == SIM_VALUE_LIST && same_members (base, before)
      && same_members (base, after))
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
