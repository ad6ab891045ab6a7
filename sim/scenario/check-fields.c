/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-fields.c - the walk along the field table: records, lists and maps, and keys that are
 * unknown, not yet read, or missing.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "check.h"
#include "expand.h"

static void check_value (SimCheck *check, const SimField *row, const SimValue *value);

/* --- records ------------------------------------------------------------------------------- */

static gboolean
among (const char *const *keys, const char *key)
{
  for (; keys && *keys; keys++)
    if (strcmp (*keys, key) == 0)
      return TRUE;
  return FALSE;
}

static const char *
variant_with (const SimField *owner, const char *key)
{
  for (const SimVariant *v = owner->variants; v && v->tag; v++)
    for (const SimField *f = v->fields; f && f->key; f++)
      if (strcmp (f->key, key) == 0)
        return v->tag;
  return NULL;
}

static void
unknown_key (SimCheck *check, const SimField *owner, const SimField *const *rows, guint n,
             const char *key)
{
  const char *candidates[2 * SIM_MAX_ROWS];
  guint count = 0;
  for (guint i = 0; i < n; i++)
    candidates[count++] = rows[i]->key;
  for (const char *const *later = owner->later; later && *later && count < 2 * SIM_MAX_ROWS;
       later++)
    candidates[count++] = *later;
  const char *near = sim_check_nearest (key, candidates, count);
  char *found = g_strndup (key, 60);
  char *valid = g_utf8_make_valid (found, -1); /* the cut may have split a character */
  if (near)
    sim_check_add (check, SIM_ERROR_UNKNOWN_KEY, NULL, NULL,
                   _ ("unknown key \"%s\"; did you mean \"%s\"?"), valid, near);
  else
    sim_check_add (check, SIM_ERROR_UNKNOWN_KEY, NULL, NULL, _ ("unknown key \"%s\""), valid);
  g_free (found);
  g_free (valid);
}

/* A key that no row describes: why not? */
static void
check_stranger (SimCheck *check, const SimField *owner, const SimValue *record,
                const SimField *const *rows, guint n, const char *key)
{
  const SimField *tag = sim_field_tag (owner);
  gboolean tag_known = !tag || sim_field_variant (owner, record);
  const char *variant = variant_with (owner, key);
  if (!tag_known && (variant || among (owner->later, key)))
    return; /* the tag is in question, and that is said there */
  if (variant)
    sim_check_add (check, SIM_ERROR_CONFLICT, NULL, NULL,
                   _ ("\"%s\" belongs to %s \"%s\" and has no meaning with \"%s\""), key, tag->key,
                   variant, sim_field_variant (owner, record)->tag);
  else if (among (owner->later, key))
    sim_check_add (check, SIM_ERROR_NOT_YET, NULL, NULL,
                   _ ("\"%s\" is part of the format but not yet read by this version"), key);
  else
    unknown_key (check, owner, rows, n, key);
}

static void
check_missing (SimCheck *check, const SimField *row)
{
  char *allowed = sim_field_allowed (row);
  SimPlace place = sim_check_enter (check, row->key, row->key);
  if (row->computed == SIM_COMPUTED_OUTCOMES)
    sim_check_add (check, SIM_ERROR_MISSING, NULL, NULL,
                   _ ("\"outcomes\" is missing: a file with arms of its own must give its outcome "
                      "with the means"));
  else
    sim_check_add (check, SIM_ERROR_MISSING, NULL, allowed,
                   _ ("\"%s\" is missing; it has no default"), row->key);
  sim_check_leave (check, place);
  g_free (allowed);
}

static void
check_record (SimCheck *check, const SimField *owner, const SimValue *value)
{
  const SimField *rows[SIM_MAX_ROWS];
  if (sim_value_kind (value) != SIM_VALUE_MAP) {
    sim_check_add (check, SIM_ERROR_KIND, value, _ ("an object"), _ ("wrong kind of value"));
    return;
  }
  guint n = sim_field_rows (owner, value, rows);
  for (guint i = 0; i < sim_value_length (value); i++) {
    const char *key = sim_value_key (value, i);
    guint r = 0;
    while (r < n && strcmp (rows[r]->key, key) != 0)
      r++;
    if (strncmp (key, "x-", 2) == 0)
      continue;
    SimPlace place = sim_check_enter (check, key, key);
    if (r < n)
      check_value (check, rows[r], sim_value_at (value, i));
    else
      check_stranger (check, owner, value, rows, n, key);
    sim_check_leave (check, place);
  }
  for (guint r = 0; r < n; r++)
    if (rows[r]->required && !sim_value_get (value, rows[r]->key)
        && (rows[r]->computed == SIM_COMPUTED_NOT || sim_value_get (check->root, "arms")))
      check_missing (check, rows[r]);
}

/* --- lists and maps ------------------------------------------------------------------------ */

static gboolean
check_length (SimCheck *check, const SimField *row, const SimValue *value)
{
  guint n = sim_value_length (value);
  if (n >= row->min && n <= row->max)
    return TRUE;
  char *allowed = sim_field_allowed (row);
  /* Too many are a limit of the program; too few, or not just so many, a wrong shape. */
  gboolean limit = n > row->max && row->min < row->max;
  sim_check_add (check, limit ? SIM_ERROR_LIMIT : SIM_ERROR_SHAPE, value, allowed,
                 n > row->max ? _ ("too many: %u") : _ ("too few: %u"), n);
  g_free (allowed);
  return n <= row->max;
}

/* An id that an earlier member of the list has as well. */
static void
check_twice (SimCheck *check, const SimValue *list, guint i)
{
  const SimValue *id = sim_value_get (sim_value_at (list, i), "id");
  if (!sim_check_id (sim_value_text (id))
      || sim_value_index_of (list, sim_value_text (id)) == (int)i)
    return;
  SimPlace place = sim_check_enter (check, "id", "id");
  sim_check_add (check, SIM_ERROR_ID, id, _ ("an id that no other member has"),
                 _ ("id used twice"));
  sim_check_leave (check, place);
}

/* Enters member i of a list of records: by its id if that leads there, else by its index. */
static SimPlace
enter_member (SimCheck *check, const SimValue *list, guint i)
{
  char index[16];
  g_snprintf (index, sizeof index, "%u", i);
  const char *id = sim_id_at (list, i);
  gboolean by_id = sim_check_id (id) && sim_value_index_of (list, id) == (int)i;
  return sim_check_enter (check, by_id ? id : index, index);
}

static void
check_list (SimCheck *check, const SimField *row, const SimValue *value)
{
  if (sim_value_kind (value) != SIM_VALUE_LIST) {
    sim_check_wrong_kind (check, row, value);
    return;
  }
  if (!check_length (check, row, value))
    return;
  SimField plain = { .key = row->key,
                     .kind = row->item,
                     .min = row->item_min,
                     .max = row->item_max,
                     .choices = row->choices,
                     .target = row->target };
  const SimField *item = row->each ? row->each : &plain;
  for (guint i = 0; i < sim_value_length (value); i++) {
    SimPlace place = enter_member (check, value, i);
    if (row->fields) {
      check_record (check, row, sim_value_at (value, i));
      check_twice (check, value, i);
    } else
      check_value (check, item, sim_value_at (value, i));
    sim_check_leave (check, place);
  }
}

static void
check_map (SimCheck *check, const SimField *row, const SimValue *value)
{
  if (sim_value_kind (value) != SIM_VALUE_MAP)
    sim_check_wrong_kind (check, row, value);
  else if (check_length (check, row, value))
    for (guint i = 0; i < sim_value_length (value); i++) {
      const char *key = sim_value_key (value, i);
      const SimField *named = sim_field_named (row, key);
      SimPlace place = sim_check_enter (check, key, key);
      if (named)
        check_value (check, named, sim_value_at (value, i));
      else if (row->fields && strncmp (key, "x-", 2) != 0)
        check_record (check, row, sim_value_at (value, i));
      sim_check_leave (check, place);
    }
}

static void
check_value (SimCheck *check, const SimField *row, const SimValue *value)
{
  if (row->per != SIM_PER_NONE)
    sim_check_per (check, row, value);
  else if (row->kind == SIM_FIELD_RECORD || row->kind == SIM_FIELD_ONE_OF)
    check_record (check, row, value);
  else if (row->kind == SIM_FIELD_LIST)
    check_list (check, row, value);
  else if (row->kind == SIM_FIELD_MAP)
    check_map (check, row, value);
  else if (row->kind == SIM_FIELD_MATRIX)
    sim_check_matrix (check, row, value);
  else
    sim_check_plain (check, row, value);
}

void
sim_check_fields (SimCheck *check)
{
  check_record (check, sim_field_root (), check->root);
}
