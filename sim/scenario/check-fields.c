/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-fields.c - the walk along the field table: kinds, ranges, choices, ids, references,
 * shapes, and keys that are unknown, not yet read, or missing.
 */
#include <math.h>
#include <string.h>

#include "check.h"
#include "expand.h"
#include "scenario.h"

static void check_value (SimCheck *check, const SimField *row, const SimValue *value);

/* --- places -------------------------------------------------------------------------------- */

typedef struct {
  gsize path, raw;
} Place;

static Place
enter (SimCheck *check, const char *step, const char *raw_step)
{
  Place place = { check->path->len, check->raw->len };
  char *joined = sim_pointer_join (check->path->str, step);
  g_string_assign (check->path, joined);
  g_free (joined);
  joined = sim_pointer_join (check->raw->str, raw_step);
  g_string_assign (check->raw, joined);
  g_free (joined);
  return place;
}

static void
leave (SimCheck *check, Place place)
{
  g_string_truncate (check->path, place.path);
  g_string_truncate (check->raw, place.raw);
}

gboolean
sim_check_id (const char *id)
{
  if (!id || !g_ascii_isalpha (id[0]) || strlen (id) > 64)
    return FALSE;
  for (const char *c = id; *c; c++)
    if (!g_ascii_isalnum (*c) && !strchr ("_.-", *c))
      return FALSE;
  return TRUE;
}

/* Enters member i of a list of records: by its id if that leads there, else by its index. */
static Place
enter_member (SimCheck *check, const SimValue *list, guint i)
{
  char index[16];
  g_snprintf (index, sizeof index, "%u", i);
  const char *id = sim_value_text (sim_value_get (sim_value_at (list, i), "id"));
  gboolean by_id = sim_check_id (id) && sim_value_index_of (list, id) == (int)i;
  return enter (check, by_id ? id : index, index);
}

static void
wrong_kind (SimCheck *check, const SimField *row, const SimValue *value)
{
  char *allowed = sim_field_allowed (row);
  if (row->later_kinds & (1u << sim_value_kind (value)))
    sim_check_add (check, SIM_ERROR_NOT_YET, value, allowed,
                   "this shape is part of the format but not yet read by this version");
  else
    sim_check_add (check, SIM_ERROR_KIND, value, allowed, "wrong kind of value");
  g_free (allowed);
}

/* --- plain values -------------------------------------------------------------------------- */

static void
check_number (SimCheck *check, const SimField *row, const SimValue *value)
{
  if (sim_value_kind (value) != SIM_VALUE_NUMBER) {
    wrong_kind (check, row, value);
    return;
  }
  double x = sim_value_number (value);
  gboolean fits = (row->open_min ? x > row->min : x >= row->min)
                  && (row->open_max ? x < row->max : x <= row->max);
  gboolean whole = row->kind != SIM_FIELD_INT || x == floor (x);
  if (fits && whole)
    return;
  SimField one = *row;
  one.per = SIM_PER_NONE;
  char *allowed = sim_field_allowed (&one);
  sim_check_add (check, fits ? SIM_ERROR_KIND : SIM_ERROR_RANGE, value, allowed,
                 fits ? "not a whole number" : "outside the range");
  g_free (allowed);
}

static void
check_enum (SimCheck *check, const SimField *row, const SimValue *value)
{
  const char *text = sim_value_text (value);
  const char *candidates[SIM_MAX_ROWS];
  guint n = 0;
  if (!text) {
    wrong_kind (check, row, value);
    return;
  }
  char *allowed = sim_field_allowed (row);
  for (const SimChoice *c = row->choices; c->id && n < SIM_MAX_ROWS; c++) {
    if (strcmp (c->id, text) == 0) {
      if (!c->ready)
        sim_check_add (check, SIM_ERROR_NOT_YET, value, allowed,
                       "\"%s\" is part of the format but not yet read by this version", text);
      g_free (allowed);
      return;
    }
    candidates[n++] = c->id;
  }
  const char *near = sim_check_nearest (text, candidates, n);
  if (near)
    sim_check_add (check, SIM_ERROR_CHOICE, value, allowed,
                   "not one of the choices; did you mean \"%s\"?", near);
  else
    sim_check_add (check, SIM_ERROR_CHOICE, value, allowed, "not one of the choices");
  g_free (allowed);
}

static void
check_id (SimCheck *check, const SimField *row, const SimValue *value)
{
  if (sim_value_kind (value) != SIM_VALUE_TEXT)
    wrong_kind (check, row, value);
  else if (!sim_check_id (sim_value_text (value))) {
    char *allowed = sim_field_allowed (row);
    sim_check_add (check, SIM_ERROR_ID, value, allowed, "malformed id");
    g_free (allowed);
  }
}

/* The list that a reference at the value at hand points into. */
static const SimValue *
target_list (const SimCheck *check, const SimField *row)
{
  if (strcmp (row->target, "visits") != 0)
    return sim_value_resolve (check->full, row->target);
  /* Visits are those of the outcome that the same record names. */
  const char *cut = strrchr (check->raw->str, '/');
  char *record = g_strndup (check->raw->str, (gsize)(cut - check->raw->str));
  const char *outcome
      = sim_value_text (sim_value_get (sim_value_resolve (check->full, record), "outcome"));
  const SimValue *outcomes = sim_value_get (check->full, "outcomes");
  int index = outcome ? sim_value_index_of (outcomes, outcome) : -1;
  g_free (record);
  return index < 0 ? NULL : sim_value_get (sim_value_at (outcomes, (guint)index), "visits");
}

static char *
ids_of (const SimValue *list)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < sim_value_length (list) && i < SIM_MAX_VISITS; i++) {
    const char *id = sim_value_text (sim_value_get (sim_value_at (list, i), "id"));
    if (sim_check_id (id))
      g_string_append_printf (text, "%s%s", text->len ? ", " : "", id);
  }
  if (text->len && sim_value_length (list) > 1)
    g_string_prepend (text, "one of ");
  if (!text->len)
    g_string_append (text, "none: there is nothing to refer to");
  return g_string_free (text, FALSE);
}

/* TRUE if the list that a reference points into is itself in question, which is said there. */
static gboolean
list_in_question (const SimValue *list, const SimField *row)
{
  for (guint i = 0; i < sim_value_length (list); i++)
    if (!sim_check_id (sim_value_text (sim_value_get (sim_value_at (list, i), "id"))))
      return TRUE;
  /* sources alone may be none */
  return sim_value_length (list) == 0 && strcmp (row->target, "/sources") != 0;
}

static void
check_ref (SimCheck *check, const SimField *row, const SimValue *value)
{
  const char *id = sim_value_text (value);
  if (!id) {
    wrong_kind (check, row, value);
    return;
  }
  const SimValue *list = target_list (check, row);
  if (!list && strcmp (row->target, "visits") == 0)
    return; /* the outcome itself is in question, and that is said there */
  if (sim_value_index_of (list, id) >= 0 || list_in_question (list, row))
    return;
  char *allowed = ids_of (list);
  const char *noun = row->target[0] == '/' ? row->target + 1 : row->target;
  sim_check_add (check, SIM_ERROR_REFERENCE, value, allowed, "names none of the %s", noun);
  g_free (allowed);
}

/* --- values per arm and visit -------------------------------------------------------------- */

static void
check_per_visit (SimCheck *check, const SimField *row, const SimValue *value)
{
  const SimValue *visits = sim_visits_of (check->full, check->raw->str);
  guint n = sim_value_length (value);
  if (sim_value_kind (value) != SIM_VALUE_LIST || !(row->per & SIM_PER_VISIT)) {
    check_number (check, row, value);
    return;
  }
  if (sim_visits_usable (visits) && n != sim_value_length (visits)) {
    char *allowed = g_strdup_printf ("a list of %u, one for each visit, or one number",
                                     sim_value_length (visits));
    sim_check_add (check, SIM_ERROR_SHAPE, value, allowed, "a list of %u for %u visits", n,
                   sim_value_length (visits));
    g_free (allowed);
    return;
  }
  for (guint i = 0; i < n && i < SIM_MAX_VISITS; i++) {
    char index[16];
    g_snprintf (index, sizeof index, "%u", i);
    Place place = enter (check, index, index);
    check_number (check, row, sim_value_at (value, i));
    leave (check, place);
  }
}

static void
check_per (SimCheck *check, const SimField *row, const SimValue *value)
{
  const SimValue *arms = sim_value_get (check->full, "arms");
  if (sim_value_kind (value) != SIM_VALUE_MAP || !(row->per & SIM_PER_ARM)) {
    check_per_visit (check, row, value);
    return;
  }
  if (!sim_arms_usable (arms) || sim_value_length (arms) == 0)
    return; /* said at the arms */
  char *allowed = ids_of (arms);
  for (guint i = 0; i < sim_value_length (value); i++) {
    const char *key = sim_value_key (value, i);
    Place place = enter (check, key, key);
    if (sim_value_index_of (arms, key) < 0)
      sim_check_add (check, SIM_ERROR_REFERENCE, NULL, allowed, "\"%s\" names none of the arms",
                     key);
    else
      check_per_visit (check, row, sim_value_at (value, i));
    leave (check, place);
  }
  g_free (allowed);
  for (guint a = 0; a < sim_value_length (arms); a++) {
    const char *id = sim_value_text (sim_value_get (sim_value_at (arms, a), "id"));
    if (!sim_value_get (value, id))
      sim_check_add (check, SIM_ERROR_SHAPE, value, "a value for every arm",
                     "no value for arm \"%s\"", id);
  }
}

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
                   "unknown key \"%s\"; did you mean \"%s\"?", valid, near);
  else
    sim_check_add (check, SIM_ERROR_UNKNOWN_KEY, NULL, NULL, "unknown key \"%s\"", valid);
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
                   "\"%s\" belongs to %s \"%s\" and has no meaning with \"%s\"", key, tag->key,
                   variant, sim_field_variant (owner, record)->tag);
  else if (among (owner->later, key))
    sim_check_add (check, SIM_ERROR_NOT_YET, NULL, NULL,
                   "\"%s\" is part of the format but not yet read by this version", key);
  else
    unknown_key (check, owner, rows, n, key);
}

static void
check_missing (SimCheck *check, const SimField *row)
{
  char *allowed = sim_field_allowed (row);
  Place place = enter (check, row->key, row->key);
  if (row->computed == SIM_COMPUTED_OUTCOMES)
    sim_check_add (check, SIM_ERROR_MISSING, NULL, NULL,
                   "\"outcomes\" is missing: a file with arms of its own must give its outcome "
                   "with the means");
  else
    sim_check_add (check, SIM_ERROR_MISSING, NULL, allowed, "\"%s\" is missing; it has no default",
                   row->key);
  leave (check, place);
  g_free (allowed);
}

static void
check_record (SimCheck *check, const SimField *owner, const SimValue *value)
{
  const SimField *rows[SIM_MAX_ROWS];
  if (sim_value_kind (value) != SIM_VALUE_MAP) {
    sim_check_add (check, SIM_ERROR_KIND, value, "an object", "wrong kind of value");
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
    Place place = enter (check, key, key);
    if (r < n)
      check_value (check, rows[r], sim_value_at (value, i));
    else
      check_stranger (check, owner, value, rows, n, key);
    leave (check, place);
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
                 n > row->max ? "too many: %u" : "too few: %u", n);
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
  Place place = enter (check, "id", "id");
  sim_check_add (check, SIM_ERROR_ID, id, "an id that no other member has", "id used twice");
  leave (check, place);
}

static void
check_list (SimCheck *check, const SimField *row, const SimValue *value)
{
  if (sim_value_kind (value) != SIM_VALUE_LIST) {
    wrong_kind (check, row, value);
    return;
  }
  if (!check_length (check, row, value))
    return;
  SimField item = { .key = row->key,
                    .kind = row->item,
                    .min = row->item_min,
                    .max = row->item_max,
                    .choices = row->choices,
                    .target = row->target };
  for (guint i = 0; i < sim_value_length (value); i++) {
    Place place = enter_member (check, value, i);
    if (row->fields) {
      check_record (check, row, sim_value_at (value, i));
      check_twice (check, value, i);
    } else
      check_value (check, &item, sim_value_at (value, i));
    leave (check, place);
  }
}

static void
check_map (SimCheck *check, const SimField *row, const SimValue *value)
{
  if (sim_value_kind (value) != SIM_VALUE_MAP)
    wrong_kind (check, row, value);
  else if (check_length (check, row, value))
    for (guint i = 0; i < sim_value_length (value); i++) {
      Place place = enter (check, sim_value_key (value, i), sim_value_key (value, i));
      check_record (check, row, sim_value_at (value, i));
      leave (check, place);
    }
}

static void
check_value (SimCheck *check, const SimField *row, const SimValue *value)
{
  switch (row->kind) {
  case SIM_FIELD_BOOL:
    if (sim_value_kind (value) != SIM_VALUE_BOOL)
      wrong_kind (check, row, value);
    break;
  case SIM_FIELD_INT:
  case SIM_FIELD_REAL:
    check_per (check, row, value);
    break;
  case SIM_FIELD_TEXT:
    if (sim_value_kind (value) != SIM_VALUE_TEXT)
      wrong_kind (check, row, value);
    break;
  case SIM_FIELD_ENUM:
    check_enum (check, row, value);
    break;
  case SIM_FIELD_ID:
    check_id (check, row, value);
    break;
  case SIM_FIELD_REF:
    check_ref (check, row, value);
    break;
  case SIM_FIELD_RECORD:
  case SIM_FIELD_ONE_OF:
    check_record (check, row, value);
    break;
  case SIM_FIELD_LIST:
    check_list (check, row, value);
    break;
  case SIM_FIELD_MAP:
    check_map (check, row, value);
    break;
  }
}

void
sim_check_fields (SimCheck *check)
{
  check_record (check, sim_field_root (), check->root);
}
