/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * differences.c - two trees walked side by side.
 */
#include "differences.h"

#include <string.h>

typedef struct {
  GPtrArray *pointers, *values; /* of char *, SimValue * */
} List;

static void walk (List *list, const char *pointer, const SimValue *from, const SimValue *to);

static void
add (List *list, const char *pointer, const SimValue *to)
{
  g_ptr_array_add (list->pointers, g_strdup (pointer));
  g_ptr_array_add (list->values, to != NULL ? sim_value_ref (to) : sim_value_new_null ());
}

static const char *
id_at (const SimValue *list, guint i)
{
  return sim_value_text (sim_value_get (sim_value_at (list, i), "id"));
}

/* TRUE if two lists have the same members, told by their ids. */
static gboolean
same_members (const SimValue *from, const SimValue *to)
{
  guint n = sim_value_length (to);

  for (guint i = 0; i < n; i++)
    if (id_at (to, i) == NULL || g_strcmp0 (id_at (from, i), id_at (to, i)) != 0)
      return FALSE;
  return n == sim_value_length (from);
}

static void
walk_map (List *list, const char *pointer, const SimValue *from, const SimValue *to)
{
  for (guint i = 0; i < sim_value_length (from); i++) {
    const char *key = sim_value_key (from, i);
    g_autofree char *at = sim_pointer_join (pointer, key);
    if (sim_value_get (to, key) == NULL)
      add (list, at, NULL);
  }
  for (guint i = 0; i < sim_value_length (to); i++) {
    const char *key = sim_value_key (to, i);
    g_autofree char *at = sim_pointer_join (pointer, key);
    walk (list, at, sim_value_get (from, key), sim_value_at (to, i));
  }
}

static void
walk (List *list, const char *pointer, const SimValue *from, const SimValue *to)
{
  SimValueKind kind = sim_value_kind (to);
  gboolean alike = from != NULL && sim_value_kind (from) == kind;

  if (from != NULL && sim_value_equal (from, to))
    return;
  if (alike && kind == SIM_VALUE_MAP)
    walk_map (list, pointer, from, to);
  else if (alike && kind == SIM_VALUE_LIST && same_members (from, to))
    for (guint i = 0; i < sim_value_length (to); i++) {
      g_autofree char *at = sim_pointer_join (pointer, id_at (to, i));
      walk (list, at, sim_value_at (from, i), sim_value_at (to, i));
    }
  else
    add (list, pointer, to);
}

/* The parts of a scenario that differ, each as a whole. */
static void
walk_parts (List *list, const SimValue *from, const SimValue *to)
{
  for (guint i = 0; i < sim_value_length (to); i++) {
    const char *key = sim_value_key (to, i);
    const SimValue *before = sim_value_get (from, key), *after = sim_value_at (to, i);
    g_autofree char *at = sim_pointer_join ("", key);
    if (before == NULL || !sim_value_equal (before, after))
      add (list, at, after);
  }
  for (guint i = 0; i < sim_value_length (from); i++) {
    g_autofree char *at = sim_pointer_join ("", sim_value_key (from, i));
    if (sim_value_get (to, sim_value_key (from, i)) == NULL)
      add (list, at, NULL);
  }
}

static void
empty (List *list)
{
  for (guint i = 0; i < list->values->len; i++)
    sim_value_unref (list->values->pdata[i]);
  g_ptr_array_set_size (list->values, 0);
  g_ptr_array_set_size (list->pointers, 0);
}

/* A draft without what no step of a lesson sets. */
static SimDraft *
bare (const SimDraft *draft)
{
  g_autoptr (SimDraft) plain = sim_draft_set ((SimDraft *)draft, "/lesson", NULL, NULL);

  return sim_draft_set (plain, "/expected", NULL, NULL);
}

SimValue *
app_differences (const SimDraft *from, const SimDraft *to, guint most)
{
  g_autoptr (GPtrArray) pointers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  List list = { pointers, values };
  g_autoptr (SimDraft) before = bare (from), after = bare (to);

  walk (&list, "", sim_draft_root (before), sim_draft_root (after));
  if (pointers->len > most) {
    empty (&list);
    walk_parts (&list, sim_draft_root (before), sim_draft_root (after));
  }
  return sim_value_new_map ((const char *const *)pointers->pdata, (SimValue **)values->pdata,
                            pointers->len);
}
