/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shape.c - a value that may be one number, or one per arm, per visit, or both: its shapes.
 */
#include "editor/shape.h"

#include <math.h>

#include "editor/edit-follow.h"
#include "editor/edit.h"
#include "editor/structure.h"


AppShape
app_shape_of (const SimValue *value)
{
  if (sim_value_kind (value) == SIM_VALUE_LIST)
    return APP_SHAPE_VISIT;
  if (sim_value_kind (value) != SIM_VALUE_MAP)
    return APP_SHAPE_ONE;
  for (guint i = 0; i < sim_value_length (value); i++)
    if (sim_value_kind (sim_value_at (value, i)) == SIM_VALUE_LIST)
      return APP_SHAPE_BOTH;
  return APP_SHAPE_ARM;
}

AppShape
app_shape_in (const SimField *row, const SimValue *value)
{
  AppShape shape = app_shape_of (value);

  if ((row->per & SIM_PER_VISIT) != 0)
    return shape;
  return shape == APP_SHAPE_BOTH ? APP_SHAPE_ARM : shape == APP_SHAPE_VISIT ? APP_SHAPE_ONE : shape;
}

gboolean
app_shape_offered (const SimField *row, AppShape shape, gboolean many_visits)
{
  gboolean arm = (row->per & SIM_PER_ARM) != 0;
  gboolean visit = (row->per & SIM_PER_VISIT) != 0 && many_visits;

  switch (shape) {
  case APP_SHAPE_ARM:
    return arm;
  case APP_SHAPE_VISIT:
    return visit;
  case APP_SHAPE_BOTH:
    return arm && visit;
  case APP_SHAPE_ONE:
  default:
    return TRUE;
  }
}

gboolean
app_shape_concerns (SimDraft *draft, const SimField *row, const char *arm)
{
  g_autofree char *pointer = g_strdup_printf ("/arms/%s/reference", arm);
  g_autoptr (SimValue) reference = sim_draft_effective (draft, pointer);

  if ((row->per & SIM_PER_ACTIVE) != 0 && sim_value_bool (reference))
    return FALSE;
  return !g_str_equal (row->key, "log-odds") || app_edit_depends_on_scores (draft, arm);
}

char **
app_shape_visits (SimDraft *draft, const char *pointer)
{
  g_autofree char *outcome = app_structure_outcome (draft, pointer);
  g_autofree char *visits = outcome != NULL ? sim_pointer_join (outcome, "visits") : NULL;

  return visits != NULL ? app_structure_ids (draft, visits) : g_new0 (char *, 1);
}

/* A value that the row allows, where there is none. */
static SimValue *
start_of (const SimField *row)
{
  if (row->kind == SIM_FIELD_ENUM)
    return sim_value_new_text (row->choices[0].id);
  return sim_value_new_number (
      CLAMP (row->open_min ? row->min + row->step : 0, row->min, row->max));
}

static gboolean
is_one (const SimField *row, const SimValue *value)
{
  switch (sim_value_kind (value)) {
  case SIM_VALUE_NUMBER:
    return row->kind != SIM_FIELD_ENUM;
  case SIM_VALUE_TEXT:
    return row->kind == SIM_FIELD_ENUM;
  case SIM_VALUE_LIST:
    return (row->per & SIM_PER_EACH) != 0;
  case SIM_VALUE_NULL:
  case SIM_VALUE_BOOL:
  case SIM_VALUE_MAP:
  default:
    return FALSE;
  }
}

/* The value that counts for arm and visit; one that the field allows where there is none. */
static SimValue *
element (SimDraft *draft, const SimField *row, const char *pointer, const char *arm, guint visit)
{
  g_autofree char *at_arm
      = (row->per & SIM_PER_ARM) != 0 ? sim_pointer_join (pointer, arm) : g_strdup (pointer);
  g_autofree char *index = g_strdup_printf ("%u", visit);
  g_autofree char *at
      = (row->per & SIM_PER_VISIT) != 0 ? sim_pointer_join (at_arm, index) : g_strdup (at_arm);
  g_autoptr (SimValue) value = sim_draft_effective (draft, at);

  return is_one (row, value) ? g_steal_pointer (&value) : start_of (row);
}

/* The first arm that has more than what is left to those without. */
static const char *
first_with (SimDraft *draft, const SimField *row, const char *pointer, char **arms)
{
  for (guint i = 0; arms[i] != NULL; i++) {
    g_autoptr (SimValue) value = element (draft, row, pointer, arms[i], 0);

    if (app_shape_concerns (draft, row, arms[i])
        && (row->rest == NULL || sim_value_number (value) != g_ascii_strtod (row->rest, NULL)))
      return arms[i];
  }
  return arms[0] != NULL ? arms[0] : "";
}

static SimValue *
visit_list (SimDraft *draft, const SimField *row, const char *pointer, const char *arm,
            guint n_visits)
{
  g_autofree SimValue **items = g_new (SimValue *, n_visits + 1);

  for (guint i = 0; i < n_visits; i++)
    items[i] = element (draft, row, pointer, arm, i);
  return sim_value_new_list (items, n_visits);
}

AppShape
app_shape_chosen (SimDraft *draft, const char *pointer, AppShape shape)
{
  g_autoptr (SimValue) value = app_edit_value (draft, pointer);

  if (shape != APP_SHAPE_VISIT || app_shape_of (value) != APP_SHAPE_ARM)
    return shape;
  for (guint i = 1; i < sim_value_length (value); i++)
    if (!sim_value_equal (sim_value_at (value, i), sim_value_at (value, 0)))
      return APP_SHAPE_BOTH;
  return shape;
}

SimValue *
app_shape_value (SimDraft *draft, const char *pointer, AppShape shape)
{
  const SimField *row = sim_field_find (sim_draft_root (draft), pointer);
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  g_auto (GStrv) visits = app_shape_visits (draft, pointer);
  guint n_arms = g_strv_length (arms), n_visits = MAX (1, g_strv_length (visits)), n = 0;
  guint for_all = row != NULL && row->spread == SIM_SPREAD_HAZARD ? n_visits - 1 : 0;
  g_autofree SimValue **values = NULL;
  g_autofree const char **keys = NULL;

  if (row == NULL)
    return NULL;
  if (shape == APP_SHAPE_ONE || n_arms == 0)
    return element (draft, row, pointer, first_with (draft, row, pointer, arms), for_all);
  if (shape == APP_SHAPE_VISIT)
    return visit_list (draft, row, pointer, arms[0], n_visits);
  values = g_new (SimValue *, n_arms);
  keys = g_new (const char *, n_arms);
  for (guint i = 0; i < n_arms; i++) {
    if (!app_shape_concerns (draft, row, arms[i]))
      continue;
    keys[n] = arms[i];
    values[n++] = shape == APP_SHAPE_BOTH ? visit_list (draft, row, pointer, arms[i], n_visits)
                                          : element (draft, row, pointer, arms[i], for_all);
  }
  return sim_value_new_map ((const char *const *)keys, values, n);
}
