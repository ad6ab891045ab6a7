/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * descriptor.c - finding a row of the field table, and saying what it allows.
 */
#include "descriptor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json.h"
#include "shown.h"

static const SimField *
row_by_key (const SimField *rows, const char *key)
{
  for (; rows && rows->key; rows++)
    if (strcmp (rows->key, key) == 0)
      return rows;
  return NULL;
}

const SimField *
sim_field_named (const SimField *map, const char *key)
{
  return row_by_key (map->named, key);
}

const SimField *
sim_field_tag (const SimField *owner)
{
  if (!owner->variants)
    return NULL;
  return owner->tag ? row_by_key (owner->fields, owner->tag) : owner->fields;
}

const SimVariant *
sim_field_variant (const SimField *owner, const SimValue *record)
{
  const SimField *tag = sim_field_tag (owner);
  if (!tag)
    return NULL;
  const SimValue *given = sim_value_get (record, tag->key);
  const char *text = sim_value_text (given);
  for (const SimVariant *v = owner->variants; v->tag; v++) {
    /* The fallback of a tag is a JSON text: "name" in quotes. */
    gsize n = strlen (v->tag);
    if (given ? g_strcmp0 (text, v->tag) == 0
              : tag->fallback && strlen (tag->fallback) == n + 2
                    && strncmp (tag->fallback + 1, v->tag, n) == 0)
      return v;
  }
  return NULL;
}

guint
sim_field_rows (const SimField *owner, const SimValue *record, const SimField *rows[SIM_MAX_ROWS])
{
  const SimField *tag = sim_field_tag (owner);
  const SimVariant *variant = sim_field_variant (owner, record);
  guint n = 0;
  for (const SimField *f = owner->fields; f && f->key && n < SIM_MAX_ROWS; f++) {
    rows[n++] = f;
    if (f == tag && variant)
      for (const SimField *v = variant->fields; v && v->key && n < SIM_MAX_ROWS; v++)
        rows[n++] = v;
  }
  return n;
}

static const SimField *
child (const SimField *owner, const SimValue *record, const char *key)
{
  const SimField *rows[SIM_MAX_ROWS];
  guint n = sim_field_rows (owner, record, rows);
  for (guint i = 0; i < n; i++)
    if (strcmp (rows[i]->key, key) == 0)
      return rows[i];
  return NULL;
}

static const SimValue *
member (const SimValue *value, const char *step)
{
  if (!value)
    return NULL;
  char *pointer = sim_pointer_join ("", step);
  const SimValue *found = sim_value_resolve (value, pointer);
  g_free (pointer);
  return found;
}

const SimField *
sim_field_find (const SimValue *root, const char *pointer)
{
  char **steps = sim_pointer_split (pointer);
  if (!steps)
    return NULL;
  const SimField *field = sim_field_root ();
  const SimValue *value = root;
  gboolean inside = TRUE; /* the steps so far lead to one record that field describes */
  for (char **step = steps; *step && field; step++) {
    if (inside) {
      field = child (field, value, *step);
      inside = field && (field->kind == SIM_FIELD_RECORD || field->kind == SIM_FIELD_ONE_OF);
    } else if (sim_field_named (field, *step))
      field = sim_field_named (field, *step);
    else if (field->fields)
      inside = TRUE; /* the step names a member of a list or map of records */
    else if (field->per == SIM_PER_NONE && field->kind != SIM_FIELD_LIST
             && field->kind != SIM_FIELD_MATRIX)
      field = NULL; /* nothing lies below a plain value */
    value = member (value, *step);
  }
  g_strfreev (steps);
  return field;
}

/* A row of a record of this kind, whichever variant it is. */
static const SimField *
any_child (const SimField *owner, const char *key)
{
  for (const SimField *f = owner->fields; f && f->key; f++)
    if (strcmp (f->key, key) == 0)
      return f;
  for (const SimVariant *variant = owner->variants; variant && variant->tag; variant++)
    for (const SimField *f = variant->fields; f && f->key; f++)
      if (strcmp (f->key, key) == 0)
        return f;
  return NULL;
}

/* The path of a row below owner's path, which a member of it stands between if it has such. */
static char *
path_below (char *path, const SimField *owner, const SimField *row)
{
  const char *member = owner->kind == SIM_FIELD_LIST ? "ID"
                       : owner->kind == SIM_FIELD_MAP && !sim_field_named (owner, row->key)
                           ? "POINTER"
                           : NULL;
  char *record = member ? sim_pointer_join (path, member) : g_strdup (path);
  char *whole = sim_pointer_join (record, row->key);

  g_free (record);
  g_free (path);
  return whole;
}

char *
sim_field_path (const char *pointer)
{
  char **steps = sim_pointer_split (pointer);
  const SimField *field = sim_field_root (), *below = field;
  char *path = g_strdup ("");

  for (char **step = steps; step && *step && below && (field->fields || field->named); step++) {
    gboolean many = field->kind == SIM_FIELD_LIST || field->kind == SIM_FIELD_MAP;
    const SimField *named = sim_field_named (field, *step);
    if (many && !named && !*++step)
      break; /* a member as a whole */
    below = named ? named : any_child (field, *step);
    if (below) {
      path = path_below (path, field, below);
      field = below;
    }
  }
  g_strfreev (steps);
  if (below && *path)
    return path;
  g_free (path);
  return NULL;
}

char *
sim_field_unit (const SimField *field, const SimValue *root, const char *pointer)
{
  if (!field->unit)
    return g_strdup ("");
  if (strcmp (field->unit, "%") == 0) /* by this word callers know shares */
    return g_strdup (field->unit);
  if (strcmp (field->unit, "outcome") != 0)
    return g_strdup (*field->unit != '\0' ? _ (field->unit)
                                          : ""); /* "" is the catalogue's header */
  char **steps = sim_pointer_split (pointer);
  const SimValue *outcomes = sim_value_get (root, "outcomes");
  const SimValue *outcome = sim_value_at (outcomes, 0);
  if (steps && steps[0] && steps[1] && strcmp (steps[0], "outcomes") == 0)
    outcome = member (outcomes, steps[1]);
  /* Elsewhere the step after the key names it, if the value is given per outcome. */
  for (char **step = steps; step && *step && field->per & SIM_PER_OUTCOME; step++)
    if (strcmp (*step, field->key) == 0 && step[1] && member (outcomes, step[1]))
      outcome = member (outcomes, step[1]);
  g_strfreev (steps);
  const char *unit = sim_value_text (sim_value_get (outcome, "unit"));
  /* A file without outcomes has the example's, whose scores are points. */
  return g_strdup (unit ? sim_shown_text (root, unit) : outcomes ? "" : sim_shown_own ("points"));
}

static char *
number_allowed (const SimField *field, const char *noun)
{
  char *low = sim_json_number (field->min), *high = sim_json_number (field->max);
  char *text;
  if (field->open_min && field->open_max)
    text = g_strdup_printf (_ ("%s above %s and below %s"), noun, low, high);
  else if (field->open_min)
    text = g_strdup_printf (_ ("%s above %s, at most %s"), noun, low, high);
  else if (field->open_max)
    text = g_strdup_printf (_ ("%s from %s to below %s"), noun, low, high);
  else if (field->min >= field->max)
    text = g_strdup_printf ("%s, %s", noun, low);
  else
    text = g_strdup_printf (_ ("%s from %s to %s"), noun, low, high);
  g_free (low);
  g_free (high);
  return text;
}

static char *
each_allowed (const SimField *field)
{
  SimField row = { .kind = field->item, .min = field->item_min, .max = field->item_max };
  char *item = sim_field_allowed (&row);
  char *text = g_strdup_printf (_ (", or a list of 1 to %u, each %s"), field->most, item);
  g_free (item);
  return text;
}

static char *
number_shapes (const SimField *field, char *text)
{
  unsigned per = field->per;
  if (per & SIM_PER_HYPOTHESIS) {
    char *map = g_strdup_printf (_ ("an object with %s for some or all hypotheses%s"), text,
                                 per & SIM_PER_BETWEEN ? _ (", in an object for some or all") : "");
    g_free (text);
    return map;
  }
  if (per & SIM_PER_WEIGHTS) {
    char *weights = g_strdup_printf (_ ("an object with %s for some or all arms"), text);
    g_free (text);
    return weights;
  }
  char *each = per & SIM_PER_EACH ? each_allowed (field) : NULL;
  const char *visits = per & SIM_PER_VISIT ? _ (", or a list of one per visit") : "";
  const char *arms = "", *outcomes = "";
  if (per & SIM_PER_ARM && per & SIM_PER_SOME)
    arms = each ? _ (", or an object with either for some or all arms")
                : _ (", or an object with one for some or all arms");
  else if (per & SIM_PER_ARM)
    arms = per & SIM_PER_VISIT ? _ (", or an object with either for every arm")
                               : _ (", or an object with one for every arm");
  if (per & SIM_PER_OUTCOME)
    outcomes = per & SIM_PER_ARM
                   ? _ (", in an object for some or all outcomes")
                   : _ (" for the first outcome, or an object with one for some or all "
                        "outcomes");
  char *whole = g_strconcat (text, each ? each : visits, arms, outcomes, NULL);
  g_free (each);
  g_free (text);
  return whole;
}

static char *
choices_allowed (const SimField *field)
{
  GString *text = g_string_new (NULL);
  guint n = 0;
  for (const SimChoice *c = field->choices; c->id; c++)
    if (c->ready) {
      g_string_append_printf (text, "%s%s", n ? ", " : "", c->id);
      n++;
    }
  if (n > 1)
    g_string_prepend (text, _ ("one of "));
  if (field->target)
    g_string_append_printf (text, _ (", or the id of one of %s"), field->target);
  if (field->per & SIM_PER_ARM)
    g_string_append (text, _ (", or an object with one for every arm"));
  return g_string_free (text, FALSE);
}

static char *
reference_allowed (const SimField *field)
{
  GString *text = g_string_new (NULL);
  if (field->also)
    g_string_printf (text, _ ("the id of one of %s or %s"), field->target, field->also);
  else
    g_string_printf (text, _ ("the id of one of %s"), field->target);
  for (const SimChoice *c = field->choices; c && c->id; c++)
    g_string_append_printf (text, _ (", or %s"), c->id);
  return g_string_free (text, FALSE);
}

static char *
list_allowed (const SimField *field)
{
  char *item = NULL;
  SimField row = { .kind = field->item,
                   .min = field->item_min,
                   .max = field->item_max,
                   .choices = field->choices,
                   .target = field->target };
  if (!field->fields)
    item = sim_field_allowed (field->each ? field->each : &row);
  char *text;
  if (field->min >= field->max)
    text = g_strdup_printf (_ ("a list of %.0f%s%s"), field->min, item ? _ (", each ") : "",
                            item ? item : "");
  else
    text = g_strdup_printf (_ ("a list of %.0f to %.0f%s%s"), field->min, field->max,
                            item ? _ (", each ") : "", item ? item : "");
  g_free (item);
  return text;
}

static char *
matrix_allowed (const SimField *field)
{
  SimField row = *field;
  row.kind = SIM_FIELD_REAL;
  char *entry = sim_field_allowed (&row);
  char *text = g_strdup_printf (
      _ ("%s, 1 on the diagonal and symmetric, each entry %s"),
      field->target ? _ ("a number, or a list of rows over the outcomes that are not derived")
                    : _ ("a list of rows over the baseline, if there is one, and the visits"),
      entry);
  g_free (entry);
  return text;
}

char *
sim_field_allowed (const SimField *field)
{
  switch (field->kind) {
  case SIM_FIELD_BOOL:
    return g_strdup (_ ("true or false"));
  case SIM_FIELD_INT:
    return number_shapes (field, number_allowed (field, _ ("a whole number")));
  case SIM_FIELD_REAL:
    return number_shapes (field, number_allowed (field, _ ("a number")));
  case SIM_FIELD_TEXT:
    return field->max > 0 ? g_strdup_printf (_ ("text of at most %.0f characters"), field->max)
                          : g_strdup (_ ("text"));
  case SIM_FIELD_ENUM:
    return choices_allowed (field);
  case SIM_FIELD_ID:
    return g_strdup (_ ("a letter followed by letters, digits, '.', '_' or '-', "
                        "64 characters at most"));
  case SIM_FIELD_REF:
    return reference_allowed (field);
  case SIM_FIELD_LIST:
    return list_allowed (field);
  case SIM_FIELD_MAP:
    return g_strdup_printf (_ ("an object of at most %.0f members"), field->max);
  case SIM_FIELD_MATRIX:
    return matrix_allowed (field);
  case SIM_FIELD_ANY:
    return g_strdup (_ ("any value"));
  case SIM_FIELD_RECORD:
  case SIM_FIELD_ONE_OF:
    break;
  }
  return g_strdup (_ ("an object"));
}
