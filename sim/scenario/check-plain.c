/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-plain.c - plain values along the field table: kinds, ranges, choices, ids, references.
 */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "check.h"
#include "scenario.h"

/* --- places -------------------------------------------------------------------------------- */

SimPlace
sim_check_enter (SimCheck *check, const char *step, const char *raw_step)
{
  SimPlace place = { check->path->len, check->raw->len };
  char *joined = sim_pointer_join (check->path->str, step);
  g_string_assign (check->path, joined);
  g_free (joined);
  joined = sim_pointer_join (check->raw->str, raw_step);
  g_string_assign (check->raw, joined);
  g_free (joined);
  return place;
}

void
sim_check_leave (SimCheck *check, SimPlace place)
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

void
sim_check_wrong_kind (SimCheck *check, const SimField *row, const SimValue *value)
{
  char *allowed = sim_field_allowed (row);
  sim_check_add (check, SIM_ERROR_KIND, value, allowed, _ ("wrong kind of value"));
  g_free (allowed);
}

/* --- plain values -------------------------------------------------------------------------- */

static void
check_number (SimCheck *check, const SimField *row, const SimValue *value)
{
  if (sim_value_kind (value) != SIM_VALUE_NUMBER) {
    sim_check_wrong_kind (check, row, value);
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
                 fits ? _ ("not a whole number") : _ ("outside the range"));
  g_free (allowed);
}

static void
check_enum (SimCheck *check, const SimField *row, const SimValue *value)
{
  const char *text = sim_value_text (value);
  const char *candidates[SIM_MAX_ROWS];
  guint n = 0;
  if (!text) {
    sim_check_wrong_kind (check, row, value);
    return;
  }
  char *allowed = sim_field_allowed (row);
  for (const SimChoice *c = row->choices; c->id && n < SIM_MAX_ROWS; c++) {
    if (strcmp (c->id, text) == 0) {
      if (!c->ready)
        sim_check_add (check, SIM_ERROR_NOT_YET, value, allowed,
                       _ ("\"%s\" is part of the format but not yet read by this version"), text);
      g_free (allowed);
      return;
    }
    candidates[n++] = c->id;
  }
  if (row->target && sim_value_index_of (sim_value_resolve (check->full, row->target), text) >= 0) {
    g_free (allowed);
    return;
  }
  const char *near = sim_check_nearest (text, candidates, n);
  if (near)
    sim_check_add (check, SIM_ERROR_CHOICE, value, allowed,
                   _ ("not one of the choices; did you mean \"%s\"?"), near);
  else
    sim_check_add (check, SIM_ERROR_CHOICE, value, allowed, _ ("not one of the choices"));
  g_free (allowed);
}

static void
check_text (SimCheck *check, const SimField *row, const SimValue *value)
{
  if (sim_value_kind (value) != SIM_VALUE_TEXT)
    sim_check_wrong_kind (check, row, value);
  else if (row->max > 0 && (double)g_utf8_strlen (sim_value_text (value), -1) > row->max) {
    char *allowed = sim_field_allowed (row);
    sim_check_add (check, SIM_ERROR_LIMIT, NULL, allowed, _ ("the text is too long"));
    g_free (allowed);
  }
}

static void
check_id (SimCheck *check, const SimField *row, const SimValue *value)
{
  if (sim_value_kind (value) != SIM_VALUE_TEXT)
    sim_check_wrong_kind (check, row, value);
  else if (!sim_check_id (sim_value_text (value))) {
    char *allowed = sim_field_allowed (row);
    sim_check_add (check, SIM_ERROR_ID, value, allowed, _ ("malformed id"));
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

char *
sim_check_ids (const SimValue *list)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < sim_value_length (list) && i < SIM_MAX_VISITS; i++) {
    const char *id = sim_value_text (sim_value_get (sim_value_at (list, i), "id"));
    if (sim_check_id (id))
      g_string_append_printf (text, "%s%s", text->len ? ", " : "", id);
  }
  if (text->len && sim_value_length (list) > 1)
    g_string_prepend (text, _ ("one of "));
  if (!text->len)
    g_string_append (text, _ ("none: there is nothing to refer to"));
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

/* Whether a reference is one of the words that it may be besides ids. */
static gboolean
is_word (const SimField *row, const char *id)
{
  for (const SimChoice *c = row->choices; c && c->id; c++)
    if (strcmp (c->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* What a reference may be, newly allocated. */
static char *
ref_allowed (const SimField *row, const SimValue *list, const SimValue *second)
{
  char *first = sim_check_ids (list), *others = sim_check_ids (second);
  GString *text = g_string_new (first);
  if (sim_value_length (second) > 0)
    g_string_append_printf (text, _ (", or %s"), others);
  for (const SimChoice *c = row->choices; c && c->id; c++)
    g_string_append_printf (text, _ (", or %s"), c->id);
  g_free (others);
  g_free (first);
  return g_string_free (text, FALSE);
}

static void
check_ref (SimCheck *check, const SimField *row, const SimValue *value)
{
  const char *id = sim_value_text (value);
  if (!id) {
    sim_check_wrong_kind (check, row, value);
    return;
  }
  const SimValue *list = target_list (check, row);
  if (!list && strcmp (row->target, "visits") == 0)
    return; /* the outcome itself is in question, and that is said there */
  const SimValue *second = row->also ? sim_value_resolve (check->full, row->also) : NULL;
  if (sim_value_index_of (list, id) >= 0 || sim_value_index_of (second, id) >= 0
      || is_word (row, id) || list_in_question (list, row))
    return;
  char *allowed = ref_allowed (row, list, second);
  const char *noun = row->target[0] == '/' ? row->target + 1 : row->target;
  sim_check_add (check, SIM_ERROR_REFERENCE, value, allowed, _ ("names none of the %s"), noun);
  g_free (allowed);
}

void
sim_check_plain (SimCheck *check, const SimField *row, const SimValue *value)
{
  switch (row->kind) {
  case SIM_FIELD_BOOL:
    if (sim_value_kind (value) != SIM_VALUE_BOOL)
      sim_check_wrong_kind (check, row, value);
    break;
  case SIM_FIELD_INT:
  case SIM_FIELD_REAL:
    check_number (check, row, value);
    break;
  case SIM_FIELD_TEXT:
    check_text (check, row, value);
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
  case SIM_FIELD_LIST:
  case SIM_FIELD_MAP:
  case SIM_FIELD_ONE_OF:
  case SIM_FIELD_MATRIX:
  case SIM_FIELD_ANY:
    break;
  }
}
