/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * schema.c - the JSON Schema of the scenario file, from the field table and nothing else, so that
 * it cannot go out of date.
 *
 * Draft 7, which editors know: what a variant adds is said by if and then, and which keys there are
 * by propertyNames, for unevaluatedProperties came later. What hangs on other values (ids that must
 * exist, lists as long as there are visits) no schema can say: trefoil-sim check does.
 */
#include "../scenario/descriptor.h"
#include "../scenario/json.h"
#include "../scenario/scenario.h"
#include "report.h"

#include <string.h>

#define DRAFT      "http://json-schema.org/draft-07/schema#"
#define ID_PATTERN "^[A-Za-z][A-Za-z0-9_.-]{0,63}$"
#define OWN_KEYS   "^x-" /* anybody's */

/* --- a map under construction -------------------------------------------------------------- */

typedef struct {
  GPtrArray *keys, *values;
} Object;

static Object
object_new (void)
{
  return (Object){ g_ptr_array_new (), g_ptr_array_new () };
}

/* Takes ownership of value; key is borrowed. */
static void
put (Object *object, const char *key, SimValue *value)
{
  g_ptr_array_add (object->keys, (gpointer)key);
  g_ptr_array_add (object->values, value);
}

static void
put_text (Object *object, const char *key, const char *text)
{
  put (object, key, sim_value_new_text (text));
}

static void
put_number (Object *object, const char *key, double number)
{
  put (object, key, sim_value_new_number (number));
}

static SimValue *
object_end (Object *object)
{
  SimValue *map = sim_value_new_map ((const char *const *)object->keys->pdata,
                                     (SimValue **)object->values->pdata, object->keys->len);

  g_ptr_array_unref (object->keys);
  g_ptr_array_unref (object->values);
  return map;
}

static SimValue *
typed (const char *type)
{
  Object object = object_new ();

  put_text (&object, "type", type);
  return object_end (&object);
}

/* Takes ownership of both. */
static SimValue *
either (SimValue *one, SimValue *other)
{
  SimValue *both[2] = { one, other };
  Object object = object_new ();

  put (&object, "anyOf", sim_value_new_list (both, 2));
  return object_end (&object);
}

static SimValue *
list_of (SimValue *item, double least, double most)
{
  Object object = object_new ();

  put_text (&object, "type", "array");
  put (&object, "items", item);
  if (least > 0)
    put_number (&object, "minItems", least);
  put_number (&object, "maxItems", most);
  return object_end (&object);
}

static SimValue *
map_of (SimValue *member)
{
  Object object = object_new ();

  put_text (&object, "type", "object");
  put (&object, "additionalProperties", member);
  return object_end (&object);
}

/* --- plain values -------------------------------------------------------------------------- */

static SimValue *
number_schema (const SimField *row, gboolean closed)
{
  Object object = object_new ();

  put_text (&object, "type", row->kind == SIM_FIELD_INT ? "integer" : "number");
  put_number (&object, row->open_min && !closed ? "exclusiveMinimum" : "minimum", row->min);
  put_number (&object, row->open_max && !closed ? "exclusiveMaximum" : "maximum", row->max);
  return object_end (&object);
}

/* A text, an id, or a reference, which is one. */
static SimValue *
text_schema (const SimField *row)
{
  Object object = object_new ();

  put_text (&object, "type", "string");
  if (row->kind != SIM_FIELD_TEXT)
    put_text (&object, "pattern", ID_PATTERN);
  else if (row->max > 0)
    put_number (&object, "maxLength", row->max);
  return object_end (&object);
}

static SimValue *
enum_schema (const SimField *row)
{
  const SimField reference = { .kind = SIM_FIELD_REF };
  GPtrArray *words = g_ptr_array_new ();
  Object object = object_new ();

  for (const SimChoice *choice = row->choices; choice->id != NULL; choice++)
    if (choice->ready)
      g_ptr_array_add (words, sim_value_new_text (choice->id));
  put (&object, "enum", sim_value_new_list ((SimValue **)words->pdata, words->len));
  g_ptr_array_unref (words);
  SimValue *chosen = object_end (&object);
  return row->target != NULL ? either (chosen, text_schema (&reference)) : chosen;
}

/* Rows of numbers, with ones on the diagonal; one number for all pairs of outcomes. */
static SimValue *
matrix_schema (const SimField *row)
{
  guint most = row->target != NULL ? SIM_MAX_OUTCOMES : SIM_MAX_VISITS + 1;
  SimValue *line = list_of (number_schema (row, TRUE), 0, most);
  SimValue *rows = list_of (line, 0, most);

  return row->target != NULL ? either (number_schema (row, FALSE), rows) : rows;
}

static SimValue *record_schema (const SimField *owner, Object object);
static SimValue *row_schema (const SimField *row);

static SimValue *
list_schema (const SimField *row)
{
  const SimField plain = { .kind = row->item,
                           .min = row->item_min,
                           .max = row->item_max,
                           .choices = row->choices,
                           .target = row->target };
  SimValue *item = row->fields != NULL ? record_schema (row, object_new ())
                                       : row_schema (row->each != NULL ? row->each : &plain);

  return list_of (item, row->min, row->max);
}

static SimValue *
map_schema (const SimField *row)
{
  Object object = object_new (), named = object_new (), own = object_new ();

  put_text (&object, "type", "object");
  for (const SimField *n = row->named; n != NULL && n->key != NULL; n++)
    put (&named, n->key, row_schema (n));
  put (&object, "properties", object_end (&named));
  put (&own, OWN_KEYS, sim_value_new_bool (TRUE));
  put (&object, "patternProperties", object_end (&own));
  if (row->fields != NULL)
    put (&object, "additionalProperties", record_schema (row, object_new ()));
  if (row->min > 0)
    put_number (&object, "minProperties", row->min);
  put_number (&object, "maxProperties", row->max);
  return object_end (&object);
}

static SimValue *
plain_schema (const SimField *row)
{
  switch (row->kind) {
  case SIM_FIELD_BOOL:
    return typed ("boolean");
  case SIM_FIELD_INT:
  case SIM_FIELD_REAL:
    return number_schema (row, FALSE);
  case SIM_FIELD_TEXT:
  case SIM_FIELD_ID:
  case SIM_FIELD_REF:
    return text_schema (row);
  case SIM_FIELD_ENUM:
    return enum_schema (row);
  case SIM_FIELD_LIST:
    return list_schema (row);
  case SIM_FIELD_MAP:
    return map_schema (row);
  case SIM_FIELD_MATRIX:
    return matrix_schema (row);
  case SIM_FIELD_ANY:
    return sim_value_new_map (NULL, NULL, 0);
  case SIM_FIELD_RECORD:
  case SIM_FIELD_ONE_OF:
    break;
  }
  return record_schema (row, object_new ());
}

/* --- values per outcome, arm and visit ----------------------------------------------------- */

static SimValue *
visits_schema (const SimField *row)
{
  const SimField each = { .kind = row->item, .min = row->item_min, .max = row->item_max };

  if (row->per & SIM_PER_EACH)
    return either (plain_schema (row), list_of (plain_schema (&each), 1, row->most));
  if (row->per & SIM_PER_VISIT)
    return either (plain_schema (row), list_of (plain_schema (row), 0, SIM_MAX_VISITS));
  return plain_schema (row);
}

static SimValue *
arms_schema (const SimField *row)
{
  if (row->per & SIM_PER_WEIGHTS)
    return map_of (visits_schema (row));
  if (row->per & SIM_PER_ARM)
    return either (visits_schema (row), map_of (visits_schema (row)));
  return visits_schema (row);
}

static SimValue *
shape_schema (const SimField *row)
{
  if (row->per & SIM_PER_HYPOTHESIS) {
    SimValue *map = map_of (plain_schema (row));
    return row->per & SIM_PER_BETWEEN ? map_of (map) : map;
  }
  if (row->per & SIM_PER_OUTCOME)
    return either (arms_schema (row), map_of (arms_schema (row)));
  return arms_schema (row);
}

/* --- rows ---------------------------------------------------------------------------------- */

static void
put_help (Object *object, const SimField *row)
{
  gboolean share = g_strcmp0 (row->unit, "%") == 0;
  gboolean has_unit = row->unit != NULL && row->unit[0] != '\0';
  g_autofree char *help
      = share ? g_strconcat (row->help, " A proportion: 0.05 is 5 %.", NULL)
        : has_unit
            ? g_strdup_printf ("%s Unit: %s.", row->help,
                               strcmp (row->unit, "outcome") == 0 ? "the outcome's own" : row->unit)
            : g_strdup (row->help);

  put_text (object, "title", row->label);
  put_text (object, "description", help);
}

/* The members of a schema made without them, after what object has. */
static SimValue *
joined (Object object, SimValue *schema)
{
  for (guint i = 0; i < sim_value_length (schema); i++)
    put (&object, sim_value_key (schema, i), sim_value_ref (sim_value_at (schema, i)));
  SimValue *whole = object_end (&object);
  sim_value_unref (schema);
  return whole;
}

static SimValue *
fallback_value (const SimField *row)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  return row->fallback != NULL
             ? sim_json_parse (row->fallback, strlen (row->fallback), NULL, problems)
             : NULL;
}

static SimValue *
row_schema (const SimField *row)
{
  Object object = object_new ();
  SimValue *fallback = fallback_value (row);

  if (row->help != NULL)
    put_help (&object, row);
  if (fallback != NULL)
    put (&object, "default", fallback);
  if (row->kind == SIM_FIELD_RECORD || row->kind == SIM_FIELD_ONE_OF)
    return record_schema (row, object);
  return joined (object, row->per != SIM_PER_NONE ? shape_schema (row) : plain_schema (row));
}

/* --- records ------------------------------------------------------------------------------- */

static void
put_rows (Object *properties, GPtrArray *required, GPtrArray *names, const SimField *rows)
{
  for (; rows != NULL && rows->key != NULL; rows++) {
    put (properties, rows->key, row_schema (rows));
    g_ptr_array_add (names, (gpointer)rows->key);
    if (rows->required && rows->computed == SIM_COMPUTED_NOT)
      g_ptr_array_add (required, (gpointer)rows->key);
  }
}

static SimValue *
texts (const GPtrArray *words)
{
  g_autofree SimValue **items = g_new (SimValue *, words->len + 1);

  for (guint i = 0; i < words->len; i++)
    items[i] = sim_value_new_text (words->pdata[i]);
  return sim_value_new_list (items, words->len);
}

/* "propertyNames": these, or a key of one's own. */
static void
put_names (Object *object, const GPtrArray *names)
{
  Object known = object_new (), own = object_new ();

  put (&known, "enum", texts (names));
  put_text (&own, "pattern", OWN_KEYS);
  put (object, "propertyNames", either (object_end (&known), object_end (&own)));
}

/* That the tag has this value, or is not there where that is its default. */
static SimValue *
is_variant (const SimField *owner, const SimVariant *variant)
{
  const SimField *tag = sim_field_tag (owner);
  Object object = object_new (), properties = object_new (), constant = object_new ();
  SimValue *key = sim_value_new_text (tag->key);

  put_text (&constant, "const", variant->tag);
  put (&properties, tag->key, object_end (&constant));
  put (&object, "properties", object_end (&properties));
  if (sim_field_variant (owner, NULL) != variant)
    put (&object, "required", sim_value_new_list (&key, 1));
  else
    sim_value_unref (key);
  return object_end (&object);
}

/* What holds of records of a variant: further keys, and no others. */
static SimValue *
variant_schema (const SimField *owner, const SimVariant *variant, const GPtrArray *common)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new (), required = g_ptr_array_new ();
  Object object = object_new (), then = object_new (), properties = object_new ();

  for (guint i = 0; i < common->len; i++)
    g_ptr_array_add (names, common->pdata[i]);
  put_rows (&properties, required, names, variant->fields);
  put (&then, "properties", object_end (&properties));
  if (required->len > 0)
    put (&then, "required", texts (required));
  put_names (&then, names);
  put (&object, "if", is_variant (owner, variant));
  put (&object, "then", object_end (&then));
  return object_end (&object);
}

/* Outcomes that a file must give where it gives arms of its own. */
static SimValue *
outcomes_with_arms (void)
{
  SimValue *arms = sim_value_new_text ("arms"), *outcomes = sim_value_new_text ("outcomes");
  Object object = object_new (), with = object_new (), then = object_new ();

  put (&with, "required", sim_value_new_list (&arms, 1));
  put (&then, "required", sim_value_new_list (&outcomes, 1));
  put (&object, "if", object_end (&with));
  put (&object, "then", object_end (&then));
  return object_end (&object);
}

static void
put_variants (Object *object, const SimField *owner, const GPtrArray *common)
{
  GPtrArray *all = g_ptr_array_new ();

  for (const SimVariant *v = owner->variants; v->tag != NULL; v++)
    g_ptr_array_add (all, variant_schema (owner, v, common));
  put (object, "allOf", sim_value_new_list ((SimValue **)all->pdata, all->len));
  g_ptr_array_unref (all);
}

/* A record, a one-of, or a member of a list or map of such; object has what stands before. */
static SimValue *
record_schema (const SimField *owner, Object object)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new (), required = g_ptr_array_new ();
  Object properties = object_new ();

  put_text (&object, "type", "object");
  put_rows (&properties, required, names, owner->fields);
  put (&object, "properties", object_end (&properties));
  if (required->len > 0)
    put (&object, "required", texts (required));
  if (owner->variants != NULL)
    put_variants (&object, owner, names);
  else
    put_names (&object, names);
  if (owner == sim_field_root ()) {
    SimValue *rule = outcomes_with_arms ();
    put (&object, "allOf", sim_value_new_list (&rule, 1));
  }
  return object_end (&object);
}

char *
sim_report_schema (void)
{
  Object object = object_new ();

  put_text (&object, "$schema", DRAFT);
  put_text (&object, "title", "Trefoil scenario, version 1");
  put_text (&object, "description",
            "The keys of a scenario file, *.trefoil. References between values and what must hold "
            "between them are checked by trefoil-sim check.");
  g_autoptr (SimValue) whole = record_schema (sim_field_root (), object);
  return sim_json_write (whole);
}
