/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * value-pointer.c - JSON pointers with ids: splitting, following, and copying along a path.
 */
#include "value.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"

#define NOT_AN_INDEX (-1)

/* ---- steps ---- */

/* Undoes "~0" and "~1"; NULL where a "~" stands for nothing. */
static char *
unescape (const char *step)
{
  GString *out = g_string_new (NULL);

  for (const char *p = step; *p != '\0'; p++) {
    if (*p != '~') {
      g_string_append_c (out, *p);
    } else if (p[1] == '0' || p[1] == '1') {
      g_string_append_c (out, *++p == '0' ? '~' : '/');
    } else {
      g_string_free (out, TRUE);
      return NULL;
    }
  }
  return g_string_free (out, FALSE);
}

char **
sim_pointer_split (const char *pointer)
{
  if ((pointer[0] != '\0' && pointer[0] != '/') || !g_utf8_validate (pointer, -1, NULL))
    return NULL;
  if (pointer[0] == '\0')
    return g_new0 (char *, 1);
  char **steps = g_strsplit (pointer + 1, "/", -1);
  if (steps[0] == NULL) { /* "/" is one step, the empty key, which g_strsplit leaves out */
    g_free (steps);
    steps = g_new0 (char *, 2);
    steps[0] = g_strdup ("");
  }
  for (char **step = steps; *step != NULL; step++) {
    char *plain = unescape (*step);
    if (plain == NULL) {
      g_strfreev (steps);
      return NULL;
    }
    g_free (*step);
    *step = plain;
  }
  return steps;
}

char *
sim_pointer_join (const char *parent, const char *key)
{
  GString *out = g_string_new (parent);

  g_string_append_c (out, '/');
  for (const char *p = key; *p != '\0'; p++) {
    if (*p == '~')
      g_string_append (out, "~0");
    else if (*p == '/')
      g_string_append (out, "~1");
    else
      g_string_append_c (out, *p);
  }
  return g_string_free (out, FALSE);
}

/* The index that a step spells in the one way RFC 6901 allows (digits, no leading zero). */
static gint64
step_index (const char *step)
{
  gsize n = strspn (step, "0123456789");

  if (n == 0 || n > 9 || step[n] != '\0' || (step[0] == '0' && n > 1))
    return NOT_AN_INDEX;
  return g_ascii_strtoll (step, NULL, 10);
}

/* Index of the member of a list that a step names, or -1. */
static gint64
find_in_list (const SimValue *list, const char *step)
{
  gint64 index = step_index (step);

  if (index == NOT_AN_INDEX)
    return sim_value_index_of (list, step);
  return index < (gint64)sim_value_length (list) ? index : -1;
}

/* Index of the member of a map with a key, or -1. */
static gint64
find_in_map (const SimValue *map, const char *key)
{
  for (guint i = 0; i < sim_value_length (map); i++)
    if (strcmp (sim_value_key (map, i), key) == 0)
      return i;
  return -1;
}

static const SimValue *
follow (const SimValue *value, const char *step)
{
  if (sim_value_kind (value) != SIM_VALUE_LIST)
    return sim_value_get (value, step);
  gint64 index = find_in_list (value, step);
  return index >= 0 ? sim_value_at (value, (guint)index) : NULL;
}

const SimValue *
sim_value_resolve (const SimValue *root, const char *pointer)
{
  g_auto (GStrv) steps = sim_pointer_split (pointer);

  if (steps == NULL)
    return NULL;
  for (char **step = steps; *step != NULL && root != NULL; step++)
    root = follow (root, *step);
  return root;
}

/* The visits that lists of plain values at a pointer are by: those of its outcome, else of the
 * first. */
static const SimValue *
visits_at (const SimValue *root, char **steps)
{
  const SimValue *outcomes = sim_value_get (root, "outcomes"), *outcome = NULL;

  if (steps[0] != NULL && steps[1] != NULL && strcmp (steps[0], "outcomes") == 0)
    outcome = follow (outcomes, steps[1]);
  if (outcome == NULL)
    outcome = sim_value_at (outcomes, 0);
  return sim_value_get (outcome, "visits");
}

static gboolean
is_plain_list (const SimValue *value)
{
  SimValueKind kind = sim_value_kind (sim_value_at (value, 0));

  return sim_value_kind (value) == SIM_VALUE_LIST && kind != SIM_VALUE_MAP
         && kind != SIM_VALUE_LIST;
}

/* The index of the visit of that id, as text, where value lists plain values, or does so of each
 * arm, which are then the same for all of them; else NULL. */
static char *
index_of_visit (const SimValue *value, const char *id, const SimValue *visits)
{
  gboolean of_all = sim_value_kind (value) == SIM_VALUE_MAP && sim_value_get (value, id) == NULL
                    && is_plain_list (sim_value_at (value, 0));
  int index = is_plain_list (value) || of_all ? sim_value_index_of (visits, id) : -1;

  return index >= 0 && step_index (id) == NOT_AN_INDEX ? g_strdup_printf ("%d", index) : NULL;
}

/* The id of the member that an index leads to, borrowed; NULL if it has none. */
static const char *
id_of_index (const SimValue *list, const char *step, const SimValue *member)
{
  const char *id = sim_value_text (sim_value_get (member, "id"));

  if (sim_value_kind (list) != SIM_VALUE_LIST || step_index (step) == NOT_AN_INDEX)
    return NULL;
  /* an id that reads as an index or "-", or is not the first of its name, would lead astray */
  return id != NULL && strcmp (id, "-") != 0 && follow (list, id) == member ? id : NULL;
}

static char *
rewritten (const SimValue *root, const char *pointer, gboolean ids)
{
  g_auto (GStrv) steps = sim_pointer_split (pointer);
  char *out = g_strdup (steps != NULL ? "" : pointer);
  const SimValue *visits = steps != NULL ? visits_at (root, steps) : NULL;

  for (char **step = steps; step != NULL && *step != NULL; step++) {
    g_autofree char *index = index_of_visit (root, *step, visits);
    const SimValue *member = follow (root, index != NULL ? index : *step);
    const char *id = ids ? id_of_index (root, *step, member) : NULL;
    const char *name = index != NULL ? index : id != NULL ? id : *step;
    char *longer = sim_pointer_join (out, name);
    g_free (out);
    out = longer;
    root = member;
  }
  return out;
}

char *
sim_pointer_with_ids (const SimValue *root, const char *pointer)
{
  return rewritten (root, pointer, TRUE);
}

char *
sim_pointer_with_visits (const SimValue *root, const char *pointer)
{
  return rewritten (root, pointer, FALSE);
}

gboolean
sim_pointer_within (const SimValue *root, const char *outer, const char *inner)
{
  g_autofree char *whole = sim_pointer_with_ids (root, outer);
  g_autofree char *part = sim_pointer_with_ids (root, inner);
  gsize n = strlen (whole);

  return strncmp (whole, part, n) == 0 && (part[n] == '\0' || part[n] == '/');
}

/* ---- copying along a path ---- */

/* A copy of a container with member i replaced, appended (i == length), or removed (value NULL).
 * Takes ownership of value; key is needed only to append to a map. */
static SimValue *
copy_with (const SimValue *container, guint i, const char *key, SimValue *value)
{
  guint n = sim_value_length (container);
  GPtrArray *items = g_ptr_array_sized_new (n + 1);
  GPtrArray *keys = g_ptr_array_sized_new (n + 1);

  for (guint j = 0; j <= n; j++) {
    if (j == i && value != NULL) {
      g_ptr_array_add (items, value);
      g_ptr_array_add (keys, (gpointer)(j < n ? sim_value_key (container, j) : key));
    } else if (j != i && j < n) {
      g_ptr_array_add (items, sim_value_ref (sim_value_at (container, j)));
      g_ptr_array_add (keys, (gpointer)sim_value_key (container, j));
    }
  }
  SimValue *copy;
  if (sim_value_kind (container) == SIM_VALUE_LIST)
    copy = sim_value_new_list ((SimValue **)items->pdata, items->len);
  else
    copy = sim_value_new_map ((const char *const *)keys->pdata, (SimValue **)items->pdata,
                              items->len);
  g_ptr_array_unref (items);
  g_ptr_array_unref (keys);
  return copy;
}

/* Where a step leads in a list that is about to be changed; -1 with error set if nowhere. */
static gint64
place_in_list (const SimValue *list, const char *step, gboolean removing, GError **error)
{
  guint n = sim_value_length (list);
  gint64 index = strcmp (step, "-") == 0 ? (gint64)n : find_in_list (list, step);

  if (index < 0 && (removing || step_index (step) == (gint64)n))
    return n;
  if (index < 0 && step_index (step) == NOT_AN_INDEX)
    g_set_error (error, SIM_ERROR, SIM_ERROR_POINTER, _ ("no member of the list has the id \"%s\""),
                 step);
  else if (index < 0)
    g_set_error (error, SIM_ERROR, SIM_ERROR_POINTER,
                 _ ("index %s is beyond the end of a list of %u; allowed: 0 to %u"), step, n, n);
  return index;
}

static SimValue *
with_steps (const SimValue *value, char **steps, const SimValue *replacement, GError **error)
{
  if (steps[0] == NULL)
    return sim_value_ref (replacement);
  SimValueKind kind = sim_value_kind (value);
  gboolean last_removed = steps[1] == NULL && replacement == NULL;
  if (kind != SIM_VALUE_LIST && kind != SIM_VALUE_MAP) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_POINTER,
                 _ ("\"%s\" leads nowhere: what stands above it is neither a list nor a map"),
                 steps[0]);
    return NULL;
  }
  gint64 place = kind == SIM_VALUE_LIST ? place_in_list (value, steps[0], last_removed, error)
                                        : find_in_map (value, steps[0]);
  if (place < 0 && kind == SIM_VALUE_LIST)
    return NULL;
  guint i = place >= 0 ? (guint)place : sim_value_length (value);
  const SimValue *old = sim_value_at (value, i);
  if (old == NULL && replacement == NULL)
    return sim_value_ref (value); /* nothing there to remove */
  SimValue *empty = old == NULL ? sim_value_new_map (NULL, NULL, 0) : NULL;
  SimValue *member = with_steps (old != NULL ? old : empty, steps + 1, replacement, error);
  sim_value_unref (empty);
  if (member == NULL && !last_removed)
    return NULL;
  return copy_with (value, i, steps[0], member);
}

SimValue *
sim_value_with (const SimValue *root, const char *pointer, const SimValue *value, GError **error)
{
  g_auto (GStrv) steps = sim_pointer_split (pointer);
  g_autoptr (SimValue) empty = NULL;

  if (steps == NULL) {
    g_autofree char *shown = g_utf8_make_valid (pointer, -1);
    g_set_error (error, SIM_ERROR, SIM_ERROR_POINTER,
                 _ ("\"%s\" is no JSON pointer; allowed: \"\" or \"/key/key...\", with \"~0\" for "
                    "\"~\" and \"~1\" for \"/\""),
                 shown);
    return NULL;
  }
  if (steps[0] == NULL && value == NULL) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_POINTER, _ ("the whole document cannot be removed"));
    return NULL;
  }
  if (g_strv_length (steps) + sim_value_depth (value) > SIM_VALUE_MAX_DEPTH) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_POINTER,
                 _ ("the value would stand deeper than allowed: at most %u containers inside one "
                    "another"),
                 SIM_VALUE_MAX_DEPTH);
    return NULL;
  }
  if (root == NULL)
    root = empty = sim_value_new_map (NULL, NULL, 0);
  return with_steps (root, steps, value, error);
}
