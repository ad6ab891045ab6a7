/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * draft.c - an unchecked scenario: its tree, its file, what counts at a pointer.
 */
#include "draft-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "../base/error.h"
#include "expand.h"

struct _SimDraft {
  gint references;
  SimValue *root;
  SimLines *lines;
  /* made on first use; set once, atomically */
  SimValue *full;
  GHashTable *said; /* pointer (char *) -> entry of basis, borrowed from root */
};

SimDraft *
sim_draft_ref (SimDraft *draft)
{
  g_atomic_int_inc (&draft->references);
  return draft;
}

void
sim_draft_unref (SimDraft *draft)
{
  if (!draft || !g_atomic_int_dec_and_test (&draft->references))
    return;
  sim_value_unref (draft->root);
  sim_lines_unref (draft->lines);
  sim_value_unref (draft->full);
  g_clear_pointer (&draft->said, g_hash_table_unref);
  g_free (draft);
}

SimDraft *
sim_draft_new (const SimValue *root, SimLines *lines)
{
  SimDraft *draft = g_new0 (SimDraft, 1);
  draft->references = 1;
  draft->root = sim_value_ref (root);
  draft->lines = lines ? sim_lines_ref (lines) : NULL;
  return draft;
}

SimDraft *
sim_draft_edited (const SimDraft *draft, SimValue *root, gboolean keep_lines)
{
  SimDraft *edited = sim_draft_new (root, keep_lines ? draft->lines : NULL);
  sim_value_unref (root);
  return edited;
}

SimDraft *
sim_draft_new_default (void)
{
  SimValue *root = sim_example ();
  SimDraft *draft = sim_draft_new (root, NULL);
  sim_value_unref (root);
  return draft;
}

static SimDraft *
draft_of (SimValue *root, SimLines *lines)
{
  SimDraft *draft = root ? sim_draft_new (root, lines) : NULL;
  sim_value_unref (root);
  sim_lines_unref (lines);
  return draft;
}

SimDraft *
sim_draft_read_file (const char *path, GPtrArray *problems)
{
  SimLines *lines = NULL;
  SimValue *root = sim_json_read_file (path, &lines, problems);
  return draft_of (root, lines);
}

SimDraft *
sim_draft_parse (const char *bytes, gsize n_bytes, GPtrArray *problems)
{
  SimLines *lines = NULL;
  SimValue *root = sim_json_parse (bytes, n_bytes, &lines, problems);
  return draft_of (root, lines);
}

gboolean
sim_draft_save_over (SimDraft *draft, const char *path, const SimFileStamp *over, GError **error)
{
  g_autofree char *text = sim_json_write (draft->root);
  gsize n = strlen (text);

  /* What reading would refuse must not take the place of a file that could be read. */
  if (n > SIM_JSON_MAX_BYTES) {
    g_autofree char *name = g_filename_display_name (path);
    g_set_error (error, SIM_ERROR, SIM_ERROR_LIMIT,
                 _ ("cannot save \"%s\": the scenario is too large: found %zu bytes; allowed: at "
                    "most 4 MiB"),
                 name, n);
    return FALSE;
  }
  return sim_file_save_over (path, over, text, (gssize)n, error);
}

gboolean
sim_draft_save (SimDraft *draft, const char *path, GError **error)
{
  return sim_draft_save_over (draft, path, NULL, error);
}

const SimValue *
sim_draft_root (const SimDraft *draft)
{
  return draft->root;
}

const SimValue *
sim_draft_get (const SimDraft *draft, const char *pointer)
{
  return sim_value_resolve (draft->root, pointer);
}

const SimValue *
sim_draft_full (const SimDraft *draft)
{
  SimDraft *cache = (SimDraft *)draft; /* the full form is a function of the root alone */
  SimValue *full = g_atomic_pointer_get (&cache->full);
  if (full)
    return full;
  full = sim_expand (draft->root);
  if (g_atomic_pointer_compare_and_exchange (&cache->full, NULL, full))
    return full;
  sim_value_unref (full); /* another thread was first */
  return g_atomic_pointer_get (&cache->full);
}

/* The entries of basis by the values they name: as their keys are written, and with ids; the first
   where two name one. */
static GHashTable *
read_basis (const SimDraft *draft)
{
  const SimValue *full = sim_draft_full (draft), *basis = sim_value_get (draft->root, "basis");
  GHashTable *said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sim_value_length (basis); i++) {
    const char *key = sim_value_key (basis, i);
    char *names[] = { g_strdup (key), key ? sim_pointer_with_ids (full, key) : NULL };
    for (guint form = 0; form < G_N_ELEMENTS (names); form++)
      if (names[form] && !g_hash_table_contains (said, names[form]))
        g_hash_table_insert (said, names[form], (gpointer)sim_value_at (basis, i));
      else
        g_free (names[form]);
  }
  return said;
}

const SimValue *
sim_draft_basis_own (const SimDraft *draft, const char *pointer)
{
  SimDraft *cache = (SimDraft *)draft; /* the table is a function of the root alone */
  GHashTable *said = g_atomic_pointer_get (&cache->said);

  if (!said) {
    said = read_basis (draft);
    if (!g_atomic_pointer_compare_and_exchange (&cache->said, NULL, said)) {
      g_hash_table_unref (said); /* another thread was first */
      said = g_atomic_pointer_get (&cache->said);
    }
  }
  g_autofree char *path = sim_pointer_with_ids (sim_draft_full (draft), pointer);
  return g_hash_table_lookup (said, path);
}

/* --- elements of per-arm and per-visit values ---------------------------------------------- */

guint
sim_draft_split_per (const SimDraft *draft, const char *pointer, const SimField **row)
{
  for (const char *end = strchr (pointer, '/'); end; end = strchr (end + 1, '/')) {
    char *prefix = g_strndup (pointer, (gsize)(end - pointer));
    const SimField *field = end > pointer ? sim_field_find (draft->root, prefix) : NULL;
    g_free (prefix);
    if (field && field->per != SIM_PER_NONE) {
      *row = field;
      return (guint)(end - pointer);
    }
  }
  return 0;
}

gboolean
sim_draft_split_steps (const SimDraft *draft, const SimField *row, char **steps,
                       SimElement *element)
{
  const SimValue *arms = sim_value_get (sim_draft_full (draft), "arms");
  const SimValue *outcomes = sim_value_get (sim_draft_full (draft), "outcomes");
  *element = (SimElement){ .index = -1 };
  if (*steps && row->per & SIM_PER_OUTCOME && sim_value_index_of (outcomes, *steps) >= 0)
    element->outcome = *steps++;
  gboolean arm_next = row->per & SIM_PER_ARM && (!(row->per & SIM_PER_OUTCOME) || element->outcome);
  if (*steps && arm_next && sim_value_index_of (arms, *steps) >= 0)
    element->arm = *steps++;
  if (*steps && row->per & (SIM_PER_VISIT | SIM_PER_EACH)) {
    guint64 index;
    if (!g_ascii_string_to_unsigned (*steps++, 10, 0, 1000000, &index, NULL))
      return FALSE;
    element->index = (int)index;
  }
  return !*steps;
}

SimValue *
sim_draft_unwritten (const SimDraft *draft, const char *pointer)
{
  const SimValue *full = sim_value_resolve (sim_draft_full (draft), pointer);
  if (full)
    return sim_value_ref (full);
  /* A tacit default counts within a record that there is; "" is the scenario itself. */
  const SimField *row = sim_field_find (draft->root, pointer);
  const char *cut = strrchr (pointer, '/');
  char *record = cut ? g_strndup (pointer, (gsize)(cut - pointer)) : NULL;
  gboolean is_row = row && row->tacit && record && sim_field_find (draft->root, record) != row
                    && sim_value_resolve (sim_draft_full (draft), record);
  g_free (record);
  return is_row ? sim_fallback (row->fallback) : NULL;
}

/* The part of a value that is of one outcome and one arm; new, or NULL where a map leaves it out.
 */
static SimValue *
part_of (const SimDraft *draft, const SimField *row, const SimValue *whole,
         const SimElement *element)
{
  const SimValue *full = sim_draft_full (draft), *arms = sim_value_get (full, "arms");
  if (element->outcome) {
    SimValue *map = sim_spread_outcomes (whole, sim_value_get (full, "outcomes"));
    const SimValue *one = sim_value_get (map, element->outcome);
    SimElement rest = { .arm = element->arm, .index = element->index };
    SimValue *found = one ? part_of (draft, row, one, &rest) : NULL;
    sim_value_unref (map);
    return found;
  }
  if (element->arm && sim_value_kind (whole) == SIM_VALUE_MAP)
    return sim_value_ref (sim_value_get (whole, element->arm));
  int index = element->arm ? sim_value_index_of (arms, element->arm) : -1;
  return index < 0 ? sim_value_ref (whole)
                   : sim_arm_share (row, whole, sim_value_at (arms, (guint)index));
}

/* What counts at an element of a per-arm or per-visit value that is written in another shape. */
static SimValue *
element_at (const SimDraft *draft, const char *pointer)
{
  const SimField *row;
  SimElement element;
  const SimValue *full = sim_draft_full (draft);
  guint n = sim_draft_split_per (draft, pointer, &row);
  if (n == 0)
    return NULL;
  if (row->per & SIM_PER_HYPOTHESIS) /* it has one shape, whose full form says all */
    return sim_value_ref (sim_value_resolve (full, pointer));
  char *base = g_strndup (pointer, n);
  char **steps = sim_pointer_split (pointer + n);
  SimValue *found = NULL, *whole = sim_value_ref (sim_value_resolve (draft->root, base));
  if (!whole)
    whole = sim_draft_unwritten (draft, base);
  if (whole && steps && sim_draft_split_steps (draft, row, steps, &element)) {
    SimValue *one = part_of (draft, row, whole, &element);
    if (one && element.index >= 0) {
      SimValue *list = row->per & SIM_PER_VISIT
                           ? sim_spread_visits (row, one, sim_visits_of (full, base))
                           : sim_value_ref (one);
      sim_value_unref (one);
      one = sim_value_kind (list) == SIM_VALUE_LIST
                ? sim_value_ref (sim_value_at (list, (guint)element.index))
                : NULL;
      sim_value_unref (list);
    }
    found = one;
  }
  sim_value_unref (whole);
  g_strfreev (steps);
  g_free (base);
  return found;
}

SimValue *
sim_draft_effective (const SimDraft *draft, const char *pointer)
{
  char *plain = sim_pointer_with_visits (sim_draft_full (draft), pointer);
  const SimValue *written = sim_draft_get (draft, plain);
  SimValue *found = written ? sim_value_ref (written) : element_at (draft, plain);
  if (!found)
    found = sim_draft_unwritten (draft, plain);
  g_free (plain);
  return found;
}

/* --- lines --------------------------------------------------------------------------------- */

/* The pointer with list members by index, as the line table has them; stops where nothing is. */
static char *
by_index (const SimValue *root, const char *pointer)
{
  char **steps = sim_pointer_split (pointer);
  GString *path = g_string_new (NULL);
  const SimValue *value = root;
  for (char **step = steps; step && *step && value; step++) {
    int index = sim_value_kind (value) == SIM_VALUE_LIST ? sim_value_index_of (value, *step) : -1;
    char *key = index < 0 ? g_strdup (*step) : g_strdup_printf ("%d", index);
    char *joined = sim_pointer_join ("", key);
    g_string_append (path, joined);
    value = sim_value_resolve (value, joined);
    g_free (joined);
    g_free (key);
  }
  g_strfreev (steps);
  return g_string_free (path, FALSE);
}

int
sim_draft_line (const SimDraft *draft, const char *pointer)
{
  if (!draft->lines)
    return 0;
  char *path = by_index (draft->root, pointer);
  int line = sim_lines_find (draft->lines, path);
  for (char *cut = strrchr (path, '/'); line == 0 && cut; cut = strrchr (path, '/')) {
    *cut = '\0';
    line = sim_lines_find (draft->lines, path);
  }
  g_free (path);
  return line;
}
