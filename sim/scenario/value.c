/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * value.c - the nodes of a value tree: made once, counted, compared, never changed.
 */
#include "value.h"

#include <math.h>
#include <string.h>

struct _SimValue {
  gatomicrefcount refs;
  guint8 kind;
  guint8 flag;   /* a bool's value */
  guint16 depth; /* containers on the longest way down, itself included */
  guint n;       /* members of a container */
  union {
    double number;
    char *text;
    SimValue **items;
  };
  GRefString **keys;   /* of a map, shared between its copies */
  SimValue *next_dead; /* only while sim_value_unref() takes a tree apart */
};

static SimValue *
value_new (SimValueKind kind)
{
  SimValue *value = g_new0 (SimValue, 1);

  g_atomic_ref_count_init (&value->refs);
  value->kind = (guint8)kind;
  return value;
}

SimValue *
sim_value_ref (const SimValue *value)
{
  SimValue *mine = (SimValue *)value; /* the count is the one part that changes */

  if (mine != NULL)
    g_atomic_ref_count_inc (&mine->refs);
  return mine;
}

/* The dead are chained through themselves: any depth is freed without recursion or allocation. */
static SimValue *
bury_members (SimValue *value, SimValue *dead)
{
  for (guint i = 0; i < value->n; i++) {
    SimValue *item = value->items[i];
    if (value->keys != NULL)
      g_ref_string_release (value->keys[i]);
    if (g_atomic_ref_count_dec (&item->refs)) {
      item->next_dead = dead;
      dead = item;
    }
  }
  return dead;
}

void
sim_value_unref (const SimValue *value)
{
  SimValue *dead = (SimValue *)value;

  if (dead == NULL || !g_atomic_ref_count_dec (&dead->refs))
    return;
  while (dead != NULL) {
    SimValue *node = dead;
    dead = node->next_dead;
    if (node->kind == SIM_VALUE_TEXT)
      g_free (node->text);
    if (node->kind == SIM_VALUE_LIST || node->kind == SIM_VALUE_MAP) {
      dead = bury_members (node, dead);
      g_free (node->items);
      g_free (node->keys);
    }
    g_free (node);
  }
}

SimValue *
sim_value_new_null (void)
{
  return value_new (SIM_VALUE_NULL);
}

SimValue *
sim_value_new_bool (gboolean flag)
{
  SimValue *value = value_new (SIM_VALUE_BOOL);

  value->flag = flag != FALSE;
  return value;
}

SimValue *
sim_value_new_number (double number)
{
  g_return_val_if_fail (isfinite (number), NULL);
  SimValue *value = value_new (SIM_VALUE_NUMBER);

  value->number = number;
  return value;
}

SimValue *
sim_value_new_text (const char *utf8)
{
  SimValue *value = value_new (SIM_VALUE_TEXT);

  value->text = g_utf8_make_valid (utf8, -1);
  return value;
}

static SimValue *
container_new (SimValueKind kind, SimValue **items, guint n)
{
  SimValue *value = value_new (kind);
  guint depth = 0;

  for (guint i = 0; i < n; i++)
    depth = MAX (depth, items[i]->depth);
  value->depth = (guint16)MIN (depth + 1, G_MAXUINT16);
  value->n = n;
  value->items = g_memdup2 (items, n * sizeof *items);
  return value;
}

SimValue *
sim_value_new_list (SimValue **items, guint n)
{
  return container_new (SIM_VALUE_LIST, items, n);
}

SimValue *
sim_value_new_map (const char *const *keys, SimValue **values, guint n)
{
  SimValue *value = container_new (SIM_VALUE_MAP, values, n);

  value->keys = g_new (GRefString *, n);
  for (guint i = 0; i < n; i++)
    value->keys[i] = g_ref_string_new (keys[i]);
  return value;
}

SimValueKind
sim_value_kind (const SimValue *value)
{
  return value != NULL ? (SimValueKind)value->kind : SIM_VALUE_NULL;
}

gboolean
sim_value_bool (const SimValue *value)
{
  return value != NULL && value->flag;
}

double
sim_value_number (const SimValue *value)
{
  return value != NULL && value->kind == SIM_VALUE_NUMBER ? value->number : NAN;
}

const char *
sim_value_text (const SimValue *value)
{
  return value != NULL && value->kind == SIM_VALUE_TEXT ? value->text : NULL;
}

guint
sim_value_length (const SimValue *value)
{
  return value != NULL ? value->n : 0;
}

guint
sim_value_depth (const SimValue *value)
{
  return value != NULL ? value->depth : 0;
}

const SimValue *
sim_value_at (const SimValue *value, guint i)
{
  return value != NULL && i < value->n ? value->items[i] : NULL;
}

const char *
sim_value_key (const SimValue *value, guint i)
{
  return value != NULL && value->keys != NULL && i < value->n ? value->keys[i] : NULL;
}

const SimValue *
sim_value_get (const SimValue *value, const char *key)
{
  if (value == NULL || value->keys == NULL || key == NULL)
    return NULL;
  for (guint i = 0; i < value->n; i++)
    if (strcmp (value->keys[i], key) == 0)
      return value->items[i];
  return NULL;
}

int
sim_value_index_of (const SimValue *list, const char *id)
{
  if (sim_value_kind (list) != SIM_VALUE_LIST)
    return -1;
  for (guint i = 0; i < list->n; i++)
    if (g_strcmp0 (sim_value_text (sim_value_get (list->items[i], "id")), id) == 0)
      return (int)i;
  return -1;
}

static gboolean
members_equal (const SimValue *a, const SimValue *b)
{
  if (a->n != b->n || a->depth != b->depth)
    return FALSE;
  for (guint i = 0; i < a->n; i++) {
    if (a->keys != NULL && strcmp (a->keys[i], b->keys[i]) != 0)
      return FALSE;
    if (!sim_value_equal (a->items[i], b->items[i]))
      return FALSE;
  }
  return TRUE;
}

gboolean
sim_value_equal (const SimValue *a, const SimValue *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->kind != b->kind)
    return FALSE;
  switch ((SimValueKind)a->kind) {
  case SIM_VALUE_NULL:
    return TRUE;
  case SIM_VALUE_BOOL:
    return a->flag == b->flag;
  case SIM_VALUE_NUMBER:
    return a->number == b->number;
  case SIM_VALUE_TEXT:
    return strcmp (a->text, b->text) == 0;
  case SIM_VALUE_LIST:
  case SIM_VALUE_MAP:
    return members_equal (a, b);
  }
  return FALSE;
}
