/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * difference-text.c - values and their places in words.
 */
#include "difference-text.h"
#include "shown.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/count.h"
#include "difference.h"
#include "expand.h"

/* A proportion in percent, without the noise of its last binary digits. */
static char *
percent_text (double proportion)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.6g", 100 * proportion);
  return g_strconcat (number, " %", NULL);
}

/* What counts patients or trials, and is read in groups of digits; a seed is a name. */
static gboolean
is_count (const SimField *row, double number)
{
  return row->kind == SIM_FIELD_INT && g_strcmp0 (row->key, "seed") != 0 && number >= 0
         && number == floor (number);
}

static char *
number_text (const SimField *row, const SimValue *root, const char *pointer, double number)
{
  if (row->unit != NULL && strcmp (row->unit, "%") == 0)
    return percent_text (number);
  g_autofree char *unit = sim_field_unit (row, root, pointer);
  g_autofree char *plain = is_count (row, number) ? sim_format_count ((guint64)number)
                                                      : sim_json_number (number);
  return sim_shown_amount (plain, unit);
}

/* Name of the member of a list with an id; NULL if there is none of it, or it has no name. */
static const char *
name_in (const SimValue *root, const SimValue *list, const char *id)
{
  int index = sim_value_index_of (list, id);

  return index < 0 ? NULL
                   : sim_shown_text (root, sim_value_text (sim_value_get (
                                               sim_value_at (list, (guint)index), "name")));
}

/* Name of an arm or an outcome that is meant by its id; NULL for any other id. */
static const char *
name_of_id (const SimValue *root, const char *id)
{
  const char *name = name_in (root, sim_value_get (root, "arms"), id);

  return name != NULL ? name : name_in (root, sim_value_get (root, "outcomes"), id);
}

/* Name of a visit of the outcome that the record at a pointer is about; NULL if it has none. */
static const char *
name_of_visit (const SimValue *root, const char *pointer, const char *id)
{
  const char *end = strrchr (pointer, '/');
  g_autofree char *parent = g_strndup (pointer, end != NULL ? (gsize)(end - pointer) : 0);
  const SimValue *outcomes = sim_value_get (root, "outcomes");
  const SimValue *record = sim_value_resolve (root, parent);
  const char *outcome = sim_value_text (sim_value_get (record, "outcome"));
  int of = outcome != NULL ? sim_value_index_of (outcomes, outcome) : 0;
  const SimValue *visits = of >= 0 ? sim_value_get (sim_value_at (outcomes, (guint)of), "visits")
                                   : NULL;

  return name_in (root, visits, id);
}

static const char *
word (const SimField *row, const SimValue *root, const char *pointer, const char *text)
{
  for (const SimChoice *c = row->choices; c != NULL && c->id != NULL; c++)
    if (strcmp (c->id, text) == 0)
      return _ (c->label);
  const char *name = NULL;
  if (g_strcmp0 (row->target, "visits") == 0)
    name = name_of_visit (root, pointer, text);
  else if (row->target != NULL)
    name = name_in (root, sim_value_resolve (root, row->target), text);
  return name != NULL ? name : sim_shown_text (root, text);
}

/* Lists within lists are set apart; the unit of numbers is said once. */
static char *
list_text (const SimField *row, const SimValue *root, const char *pointer, const SimValue *list)
{
  gboolean numbers = sim_value_kind (sim_value_at (list, 0)) == SIM_VALUE_NUMBER;
  g_autofree char *unit = numbers ? sim_field_unit (row, root, pointer) : g_strdup ("");
  SimField bare = row->each != NULL ? *row->each : *row;
  g_autofree char *text = g_strdup ("");

  if (strcmp (unit, "%") != 0)
    bare.unit = NULL;
  else
    *unit = '\0';
  for (guint i = 0; i < sim_value_length (list); i++) {
    g_autofree char *plain = sim_difference_text (&bare, root, pointer, sim_value_at (list, i));
    const char *key = sim_value_key (list, i);
    g_autofree char *item = g_strconcat (key != NULL ? key : "", key != NULL ? " " : "", plain,
                                         NULL);
    g_autofree char *before = text;
    /* Translators: the members of a list so far, and the next one, which may be a list itself */
    text = i == 0              ? g_strdup (item)
           : row->each != NULL ? g_strdup_printf (C_ ("list", "%s; %s"), before, item)
                               : g_strdup_printf (C_ ("list", "%s, %s"), before, item);
  }
  if (*text == '\0')
    return g_strdup (_ ("none"));
  return g_strconcat (text, *unit != '\0' ? " " : "", unit, NULL);
}

/* A member of a record in words. Where the record is about a value, which is its key then, what it
   was said of and the range are in the words and the unit of that value. */
static char *
member_text (const SimField *row, const SimValue *root, const char *pointer,
             const SimValue *value)
{
  g_auto (GStrv) steps = sim_pointer_split (pointer);
  guint n = steps != NULL ? g_strv_length (steps) : 0;
  const char *about = n >= 2 ? steps[n - 2] : "";
  const SimField *own = *about == '/' ? sim_field_find (root, about) : NULL;

  if (own != NULL && row->kind == SIM_FIELD_ANY)
    return sim_difference_said (own, root, about, value);
  if (own != NULL && row->kind == SIM_FIELD_LIST)
    return sim_difference_text (own, root, about, value);
  return sim_difference_text (row, root, pointer, value);
}

/* "Kind: Assumed, Note: From the pilot" */
static char *
record_text (const SimField *owner, const SimValue *root, const char *pointer,
             const SimValue *record)
{
  const SimField *rows[SIM_MAX_ROWS];
  guint n = sim_field_rows (owner, record, rows);
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++) {
    const SimValue *value = sim_value_get (record, rows[i]->key);
    if (value == NULL)
      continue;
    g_autofree char *at = sim_pointer_join (pointer, rows[i]->key);
    g_autofree char *said = member_text (rows[i], root, at, value);
    g_autofree char *item = g_strdup_printf ("%s: %s", _ (rows[i]->label), said);
    g_autofree char *before = text;
    text = before == NULL ? g_strdup (item)
                          : g_strdup_printf (C_ ("list", "%s, %s"), before, item);
  }
  return text != NULL ? g_steal_pointer (&text) : g_strdup (_ ("none"));
}

char *
sim_difference_text (const SimField *row, const SimValue *root, const char *pointer,
                     const SimValue *value)
{
  if (value == NULL)
    return NULL;
  if (row->fields != NULL && sim_value_kind (value) == SIM_VALUE_MAP)
    return record_text (row, root, pointer, value);
  switch (sim_value_kind (value)) {
  case SIM_VALUE_BOOL:
    return g_strdup (sim_value_bool (value) ? _ ("yes") : _ ("no"));
  case SIM_VALUE_NUMBER:
    return number_text (row, root, pointer, sim_value_number (value));
  case SIM_VALUE_TEXT:
    return g_strdup (word (row, root, pointer, sim_value_text (value)));
  case SIM_VALUE_LIST:
  case SIM_VALUE_MAP:
    return list_text (row, root, pointer, value);
  case SIM_VALUE_NULL:
    break;
  }
  return g_strdup (_ ("none"));
}

char *
sim_difference_below (const char *title, const char *label)
{
  const char *last = strrchr (title, ':');

  last = last != NULL ? last + 2 : title;
  if (*title == '\0')
    return g_strdup (label);
  return strcmp (last, label) == 0 ? g_strdup (title) : g_strconcat (title, ": ", label, NULL);
}

char *
sim_visit_by (const char *name)
{
  /* Translators: by the time of a visit, which is named: "by Week 8" */
  return g_strdup_printf (C_ ("visit", "by %s"), name);
}

/* Whether it is the number of one visit, which stands in a list of all. */
static gboolean
is_of_visit (const SimValue *root, const char *pointer)
{
  g_autofree char *parent = g_strndup (pointer, (gsize)(strrchr (pointer, '/') - pointer));

  return sim_value_kind (sim_value_resolve (root, parent)) == SIM_VALUE_LIST;
}

char *
sim_difference_said (const SimField *row, const SimValue *root, const char *pointer,
                     const SimValue *value)
{
  const SimValue *visits = sim_visits_of (root, pointer);
  guint n = sim_value_length (visits), length = sim_value_length (value);
  gboolean list = sim_value_kind (value) == SIM_VALUE_LIST && length == n;
  gboolean last = sim_value_kind (value) == SIM_VALUE_NUMBER && sim_value_number (value) > 0
                  && !is_of_visit (root, pointer);
  g_autoptr (GString) text = g_string_new (NULL);

  if (row->spread == SIM_SPREAD_HAZARD && n > 1 && (list || last))
    for (guint i = list ? 0 : n - 1; i < n; i++) {
      g_autofree char *plain
          = sim_difference_text (row, root, pointer, list ? sim_value_at (value, i) : value);
      g_autofree char *visit = sim_difference_member (root, sim_value_at (visits, i), i);
      /* Translators: a number, and the visit by which it is reached: "13 % by Week 26" */
      g_autofree char *said = g_strdup_printf (C_ ("visit", "%s by %s"), plain, visit);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", said);
    }
  return text->len > 0 ? g_strdup (text->str) : sim_difference_text (row, root, pointer, value);
}

char *
sim_difference_member (const SimValue *root, const SimValue *member, guint index)
{
  const char *name = sim_value_text (sim_value_get (member, "name"));
  const char *id = sim_value_text (sim_value_get (member, "id"));

  if (name != NULL || id != NULL)
    return g_strdup (name != NULL ? sim_shown_text (root, name) : id);
  return g_strdup_printf ("%u", index + 1);
}

/* Whether it is worth a word in a summary: no name, no default, and short. */
static gboolean
is_telling (const SimField *row, const SimValue *value)
{
  g_autoptr (SimValue) fallback = row->fallback != NULL ? sim_fallback (row->fallback) : NULL;

  if (value == NULL || row->stage == SIM_STAGE_LABEL || row->kind == SIM_FIELD_ID
      || (fallback != NULL && sim_value_equal (value, fallback)))
    return FALSE;
  return (sim_value_kind (value) != SIM_VALUE_LIST && sim_value_kind (value) != SIM_VALUE_MAP)
         || (row->kind == SIM_FIELD_LIST && row->fields == NULL && row->each == NULL);
}

char *
sim_difference_summary (const SimField *list, const SimValue *root, const char *pointer,
                        const SimValue *member, guint index)
{
  g_autofree char *name = sim_difference_member (root, member, index);
  const SimField *rows[SIM_MAX_ROWS];
  guint n = sim_field_rows (list, member, rows);
  GString *text = g_string_new (name);
  gboolean open = FALSE;

  for (guint i = 0; i < n; i++) {
    const SimValue *value = sim_value_get (member, rows[i]->key);
    if (!is_telling (rows[i], value))
      continue;
    g_autofree char *at = sim_pointer_join (pointer, rows[i]->key);
    g_autofree char *said = sim_difference_text (rows[i], root, at, value);
    /* "54 patients" says itself what it is */
    gboolean unit
        = rows[i]->unit != NULL && g_ascii_strcasecmp (rows[i]->unit, rows[i]->label) == 0;
    g_string_append_printf (text, "%s%s%s%s", open ? ", " : " (", unit ? "" : _ (rows[i]->label),
                            unit ? "" : " ", said);
    open = TRUE;
  }
  g_string_append (text, open ? ")" : "");
  return g_string_free (text, FALSE);
}

/* Rows of a matrix are the baseline, where it has a row, and the visits; or outcomes. */
static char *
point_name (const SimField *row, const SimValue *root, const char *pointer, guint index)
{
  const SimValue *visits = sim_visits_of (root, pointer);
  const SimValue *matrix = sim_value_resolve (root, pointer);
  guint own[SIM_MAX_OUTCOMES];

  if (row->target != NULL) {
    const SimValue *outcomes = sim_value_get (root, "outcomes");
    guint n = sim_own_outcomes (outcomes, own);
    return sim_difference_member (root, sim_value_at (outcomes, index < n ? own[index] : index),
                                  index);
  }
  if (row->kind == SIM_FIELD_MATRIX && sim_value_length (matrix) > sim_value_length (visits)) {
    if (index == 0)
      return g_strdup (_ ("baseline"));
    index--;
  }
  return sim_difference_member (root, sim_value_at (visits, index), index);
}

char *
sim_difference_step (const SimField *row, const SimValue *root, const char *parent,
                     const char *step)
{
  const char *name = name_of_id (root, step);
  gboolean index = strspn (step, "0123456789") == strlen (step);

  if (name != NULL)
    return g_strdup (name);
  if (!index || (row->kind != SIM_FIELD_MATRIX && (row->per & SIM_PER_VISIT) == 0))
    return g_strdup (step);
  return point_name (row, root, parent, (guint)strtoul (step, NULL, 10));
}

/* What a step below a place is called: a member by its name, a row by its label. */
static char *
title_of_step (const SimField *above, const SimField *row, const SimValue *root, const char *at,
               const char *step, const char *title)
{
  g_autofree char *pointer = sim_pointer_join (at, step);
  const SimValue *member = sim_value_resolve (root, pointer);

  if (above != row)
    return sim_difference_below (title, _ (row->label));
  if (row->fields != NULL) {
    const char *name = sim_value_text (sim_value_get (member, "name"));
    return name != NULL ? g_strdup (sim_shown_text (root, name))
                        : g_strdup_printf ("%s %s", title, step);
  }
  g_autofree char *name = sim_difference_step (row, root, at, step);
  return g_strdup_printf ("%s, %s", title, name);
}

char *
sim_difference_place (const SimValue *root, const char *pointer)
{
  g_auto (GStrv) steps = sim_pointer_split (pointer);
  const SimField *row = sim_field_root ();
  g_autofree char *at = g_strdup (""), *title = g_strdup ("");

  if (*pointer != '/' || sim_field_find (root, pointer) == NULL)
    return g_strdup (pointer);
  for (char **step = steps; *step != NULL; step++) {
    g_autofree char *parent = at, *before = title;
    const SimField *above = row;
    at = sim_pointer_join (parent, *step);
    row = sim_field_find (root, at);
    title = title_of_step (above, row, root, parent, *step, before);
  }
  return g_steal_pointer (&title);
}
