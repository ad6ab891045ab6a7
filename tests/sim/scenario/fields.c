/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The field table itself: every row complete, its default allowed by the row, keys distinct.
 */
#include <math.h>

#include "scenario/expand.h"
#include "scenario/mechanism.h"

#include "scenario-make.h"

typedef void (*RowTest) (const SimField *row);

static void
each_row (const SimField *rows, RowTest test)
{
  for (; rows && rows->key; rows++) {
    test (rows);
    each_row (rows->fields, test);
    each_row (rows->named, test);
    for (const SimVariant *v = rows->variants; v && v->tag; v++)
      each_row (v->fields, test);
  }
}

static void
is_documented (const SimField *row)
{
  g_test_message ("%s", row->key);
  g_assert_nonnull (row->label);
  g_assert_nonnull (row->help);
  g_assert_cmpint (row->help[strlen (row->help) - 1], ==, '.');
  g_assert_true (g_ascii_isupper (row->label[0]) || g_ascii_isdigit (row->label[0]));
  /* Where there is a constant default the help says that there is one. */
  if (row->fallback && row->kind != SIM_FIELD_ONE_OF && row->kind != SIM_FIELD_RECORD)
    g_assert_nonnull (strstr (row->help, "efault"));
}

static gboolean
is_choice (const SimField *row, const char *text)
{
  for (const SimChoice *c = row->choices; c->id; c++)
    if (strcmp (c->id, text) == 0)
      return c->ready;
  return FALSE;
}

static void
default_is_allowed (const SimField *row)
{
  if (!row->fallback)
    return;
  g_test_message ("%s", row->key);
  g_autoptr (SimValue) value = sim_fallback (row->fallback);
  double x = sim_value_number (value);
  switch (row->kind) {
  case SIM_FIELD_INT:
    g_assert_cmpfloat (x, ==, floor (x));
    G_GNUC_FALLTHROUGH;
  case SIM_FIELD_REAL:
    g_assert_true (row->open_min ? x > row->min : x >= row->min);
    g_assert_true (row->open_max ? x < row->max : x <= row->max);
    break;
  case SIM_FIELD_BOOL:
    g_assert_cmpint (sim_value_kind (value), ==, SIM_VALUE_BOOL);
    break;
  case SIM_FIELD_ENUM:
    g_assert_true (is_choice (row, sim_value_text (value)));
    break;
  case SIM_FIELD_LIST:
    g_assert_cmpint (sim_value_kind (value), ==, SIM_VALUE_LIST);
    g_assert_cmpfloat (sim_value_length (value), >=, row->min);
    break;
  case SIM_FIELD_TEXT:
    g_assert_nonnull (sim_value_text (value));
    break;
  default:
    g_assert_cmpint (sim_value_kind (value), ==, SIM_VALUE_MAP);
  }
}

static void
is_well_formed (const SimField *row)
{
  g_test_message ("%s", row->key);
  if (row->kind == SIM_FIELD_INT || row->kind == SIM_FIELD_REAL) {
    g_assert_nonnull (row->unit);
    g_assert_cmpfloat (row->min, <=, row->max);
    g_assert_cmpfloat (row->step, >, 0);
  }
  /* A list has choices for its members, and a reference may take words beside ids. */
  g_assert_true ((row->kind == SIM_FIELD_ENUM)
                 == (row->choices && !row->fields && row->kind != SIM_FIELD_LIST
                     && row->kind != SIM_FIELD_REF));
  if (row->kind == SIM_FIELD_REF)
    g_assert_nonnull (row->target);
  if (row->variants) {
    const SimField *tag = sim_field_tag (row);
    g_assert_nonnull (tag);
    g_assert_nonnull (tag->fallback);
    for (const SimVariant *v = row->variants; v->tag; v++)
      g_assert_true (is_choice (tag, v->tag));
  }
  /* A value that is neither required nor given a default is one that may be absent. */
  if (row->required)
    g_assert_null (row->fallback);
}

static void
assert_distinct (const SimField *owner, const SimValue *record)
{
  const SimField *rows[SIM_MAX_ROWS];
  guint n = sim_field_rows (owner, record, rows);
  g_assert_cmpuint (n, <, SIM_MAX_ROWS);
  for (guint i = 0; i < n; i++) {
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr (rows[i]->key, !=, rows[j]->key);
    for (const char *const *later = owner->later; later && *later; later++)
      g_assert_cmpstr (rows[i]->key, !=, *later);
  }
}

static void
keys_are_distinct (const SimField *row)
{
  if (!row->fields)
    return;
  assert_distinct (row, NULL);
  for (const SimVariant *v = row->variants; v && v->tag; v++) {
    g_autofree char *text = g_strdup_printf ("{'%s':'%s'}", sim_field_tag (row)->key, v->tag);
    g_autoptr (SimValue) record = make (text);
    g_assert_true (sim_field_variant (row, record) == v);
    assert_distinct (row, record);
  }
}

static void
over_all_rows (gconstpointer test)
{
  each_row (sim_fields (), *(const RowTest *)test);
}

/* Every method that is ready says what it needs, and no other does. */
static void
mechanisms_state_their_needs (void)
{
  const SimField *analyses = sim_field_find (NULL, "/analyses");
  const SimField *rule = sim_field_find (NULL, "/testing/multiplicity/method");
  for (const SimChoice *c = sim_field_tag (analyses)->choices; c->id; c++)
    g_assert_true ((sim_analysis_needs (c->id) != NULL) == c->ready);
  for (const SimChoice *c = rule->choices; c->id; c++)
    g_assert_true ((sim_multiplicity_needs (c->id) != NULL) == c->ready);
  g_assert_null (sim_analysis_needs (NULL));
  g_assert_true (sim_analysis_needs ("ancova")->needs_baseline);
  g_assert_false (sim_analysis_needs ("t-test")->needs_baseline);
  g_assert_true (sim_multiplicity_needs ("dunnett")->one_control);
  g_assert_false (sim_multiplicity_needs ("holm")->one_control);
}

int
main (int argc, char **argv)
{
  static const RowTest documented = is_documented, allowed = default_is_allowed,
                       formed = is_well_formed, distinct = keys_are_distinct;
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/fields/documented", &documented, over_all_rows);
  g_test_add_data_func ("/fields/default-allowed", &allowed, over_all_rows);
  g_test_add_data_func ("/fields/well-formed", &formed, over_all_rows);
  g_test_add_data_func ("/fields/keys-distinct", &distinct, over_all_rows);
  g_test_add_func ("/fields/mechanisms-state-their-needs", mechanisms_state_their_needs);
  return g_test_run ();
}
