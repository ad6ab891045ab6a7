/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-basis.c - the pointers of the basis after a change of a list.
 */
#include <string.h>

#include "build.h"
#include "edit-walk.h"

static gboolean
leads_somewhere (const SimDraft *draft, const char *pointer)
{
  if (!sim_field_find (sim_draft_root (draft), pointer))
    return FALSE;
  SimValue *value = sim_draft_effective (draft, pointer);
  sim_value_unref (value);
  return value != NULL;
}

/* The index of a visit after the change, or -1 if it is the one that has gone. */
static int
carried_index (const SimChange *change, int visit)
{
  if (!change->old_id || change->new_id || visit < (int)change->index)
    return visit;
  return visit == (int)change->index ? -1 : visit - 1;
}

/* An id of list after the change; "" if it has gone. */
static const char *
carried_id (const SimChange *change, const char *list, const char *id)
{
  if (!id || strcmp (change->list, list) != 0 || g_strcmp0 (id, change->old_id) != 0)
    return id;
  return change->new_id ? change->new_id : "";
}

/* The pointer of an element of a per-arm or per-visit value after the change; NULL if gone. */
static char *
carried_element (const SimDraft *draft, const SimChange *change, const char *pointer, guint n,
                 const SimField *row)
{
  SimElement element;
  char *base = g_strndup (pointer, n);
  char **steps = sim_pointer_split (pointer + n);
  char *carried = g_strdup (pointer);
  if (sim_draft_split_steps (draft, row, steps, &element)) {
    gboolean outside = !g_str_has_prefix (pointer, "/outcomes/");
    char *own = change->outcome ? g_strdup_printf ("/outcomes/%s/", change->outcome) : NULL;
    const char *outcome = carried_id (change, "/outcomes", element.outcome);
    const char *arm = carried_id (change, "/arms", element.arm);
    int visit = row->per & SIM_PER_VISIT ? element.index : -1, index = element.index;
    if (own && visit >= 0 && (outside ? change->first : g_str_has_prefix (pointer, own)))
      index = carried_index (change, visit);
    g_free (carried);
    carried = NULL;
    if ((!arm || *arm) && (!outcome || *outcome) && (visit < 0 || index >= 0))
      carried = g_strdup_printf ("%s%s%s%s%s", base, outcome ? "/" : "", outcome ? outcome : "",
                                 arm ? "/" : "", arm ? arm : "");
    if (carried && index >= 0) {
      char *longer = g_strdup_printf ("%s/%d", carried, index);
      g_free (carried);
      carried = longer;
    }
    g_free (own);
  }
  g_strfreev (steps);
  g_free (base);
  return carried;
}

/* A key of basis after the change, with ids; NULL if what it speaks of has gone. */
static char *
carried_pointer (const SimDraft *draft, const SimChange *change, const char *key)
{
  const SimField *row;
  char *pointer = sim_pointer_with_ids (sim_draft_full (draft), key);
  if (!pointer)
    return g_strdup (key);
  guint n = sim_draft_split_per (draft, pointer, &row);
  if (n > 0) {
    char *element = carried_element (draft, change, pointer, n, row);
    g_free (pointer);
    pointer = element;
  }
  if (!pointer || !change->old_id)
    return pointer;
  char *member = sim_pointer_join (change->list, change->old_id);
  gsize length = strlen (member);
  if (strncmp (pointer, member, length) == 0 && strchr ("/", pointer[length])) {
    char *renamed = change->new_id ? g_strdup_printf ("%s/%s%s", change->list, change->new_id,
                                                      pointer + length)
                                   : NULL;
    g_free (pointer);
    pointer = renamed;
  }
  g_free (member);
  return pointer;
}

/* TRUE if the records of a list are told by their place, having no ids. */
static gboolean
told_by_place (const SimField *list)
{
  gboolean ids = FALSE;
  for (const SimField *f = list->fields; f && f->key; f++)
    ids |= f->kind == SIM_FIELD_ID;
  return list->kind == SIM_FIELD_LIST && list->fields && !ids;
}

/* The place that record i of a list has after the change; -1 if it has gone. */
static int
place_after (const SimValue *before, const SimValue *after, guint i)
{
  const SimValue *record = sim_value_at (before, i);
  for (guint j = 0; record && j < sim_value_length (after); j++)
    if (sim_value_equal (sim_value_at (after, j), record))
      return (int)j;
  return -1;
}

/*
 * A pointer into a list of the scenario whose records have no ids, when one may have gone with what
 * it referred to; takes over pointer. Those that stay are as they were.
 */
static char *
carried_place (const SimDraft *before, const SimDraft *after, const SimChange *change,
               char *pointer)
{
  char **steps = pointer ? sim_pointer_split (pointer) : NULL;
  char *list = steps && steps[0] && steps[1] ? sim_pointer_join ("", steps[0]) : NULL;
  const SimField *row = list ? sim_field_find (sim_draft_root (before), list) : NULL;
  guint64 i;
  if (row && told_by_place (row) && change->old_id && !change->new_id
      && g_ascii_string_to_unsigned (steps[1], 10, 0, G_MAXINT, &i, NULL)) {
    int place = place_after (sim_draft_get (before, list), sim_draft_get (after, list), (guint)i);
    char *rest = g_strdup (pointer + strlen (list) + 1 + strlen (steps[1]));
    g_free (pointer);
    pointer = place < 0 ? NULL : g_strdup_printf ("%s/%d%s", list, place, rest);
    g_free (rest);
  }
  g_free (list);
  g_strfreev (steps);
  return pointer;
}

SimValue *
sim_change_basis (const SimDraft *before, const SimDraft *after, const SimChange *change,
                  const SimValue *basis)
{
  SimBuild *map = sim_build_new ();
  for (guint i = 0; i < sim_value_length (basis); i++) {
    const char *key = sim_value_key (basis, i);
    gboolean led = leads_somewhere (before, key);
    char *pointer = led ? carried_pointer (before, change, key) : g_strdup (key);
    if (led)
      pointer = carried_place (before, after, change, pointer);
    /* An entry that led nowhere before stays: the author is to see it. */
    if (pointer && !sim_build_get (map, pointer) && (!led || leads_somewhere (after, pointer)))
      sim_build_add (map, pointer, sim_value_ref (sim_value_at (basis, i)));
    g_free (pointer);
  }
  return sim_build_map (map);
}
