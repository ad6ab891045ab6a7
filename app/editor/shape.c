/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shape.c - a value that may be one number, or one per arm, per visit, or both.
 */
#include "editor/shape.h"

#include <math.h>

#include <glib/gi18n.h>

#include "editor/edit.h"
#include "editor/menu.h"
#include "editor/options.h"
#include "editor/structure.h"
#include "editor/swatch.h"

/* As many cells fit beside the name of an arm. */
#define MAX_CELLS 2

static const struct {
  const char *id, *label;
} shapes[] = {
  [APP_SHAPE_ONE] = { "one", N_ ("The same for all") },
  [APP_SHAPE_ARM] = { "arm", N_ ("One per arm") },
  [APP_SHAPE_VISIT] = { "visit", N_ ("One per visit") },
  [APP_SHAPE_BOTH] = { "both", N_ ("One per arm and visit") },
};

/* --- values --- */

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

static char **
visits_of (SimDraft *draft, const char *pointer)
{
  g_autofree char *outcome = app_structure_outcome (draft, pointer);
  g_autofree char *visits = outcome != NULL ? sim_pointer_join (outcome, "visits") : NULL;

  return visits != NULL ? app_structure_ids (draft, visits) : g_new0 (char *, 1);
}

/* The number that counts for arm and visit; one that the field allows where there is none. */
static SimValue *
element (SimDraft *draft, const SimField *row, const char *pointer, const char *arm, guint visit)
{
  g_autofree char *at_arm
      = (row->per & SIM_PER_ARM) != 0 ? sim_pointer_join (pointer, arm) : g_strdup (pointer);
  g_autofree char *index = g_strdup_printf ("%u", visit);
  g_autofree char *at
      = (row->per & SIM_PER_VISIT) != 0 ? sim_pointer_join (at_arm, index) : g_strdup (at_arm);
  g_autoptr (SimValue) value = sim_draft_effective (draft, at);

  if (sim_value_kind (value) == SIM_VALUE_NUMBER)
    return g_steal_pointer (&value);
  return sim_value_new_number (
      CLAMP (row->open_min ? row->min + row->step : 0, row->min, row->max));
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

SimValue *
app_shape_value (SimDraft *draft, const char *pointer, AppShape shape)
{
  const SimField *row = sim_field_find (sim_draft_root (draft), pointer);
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms"), visits = visits_of (draft, pointer);
  guint n_arms = g_strv_length (arms), n_visits = MAX (1, g_strv_length (visits));
  guint for_all = row->spread == SIM_SPREAD_HAZARD ? n_visits - 1 : 0;
  g_autofree SimValue **values = NULL;

  if (shape == APP_SHAPE_ONE || n_arms == 0)
    return element (draft, row, pointer, n_arms > 0 ? arms[0] : "", for_all);
  if (shape == APP_SHAPE_VISIT)
    return visit_list (draft, row, pointer, arms[0], n_visits);
  values = g_new (SimValue *, n_arms);
  for (guint i = 0; i < n_arms; i++)
    values[i] = shape == APP_SHAPE_BOTH ? visit_list (draft, row, pointer, arms[i], n_visits)
                                        : element (draft, row, pointer, arms[i], for_all);
  return sim_value_new_map ((const char *const *)arms, values, n_arms);
}

/* --- the choice of shape --- */

static void
on_shape (GSimpleAction *action, GVariant *target, gpointer data)
{
  AppCard *card = data;
  const char *pointer = g_object_get_data (G_OBJECT (action), "pointer");
  const char *name = g_object_get_data (G_OBJECT (action), "name");
  SimDraft *draft = app_card_draft (card);

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_str_equal (g_variant_get_string (target, NULL), shapes[i].id)) {
      g_autoptr (SimValue) value = app_shape_value (draft, pointer, (AppShape)i);
      g_autofree char *what = g_strdup_printf ("%s: %s", name, _ (shapes[i].label));
      GError *error = NULL;
      SimDraft *next = app_edit_set (draft, pointer, value, &error);

      app_card_apply (card, next, what, &error);
      return;
    }
}

static gboolean
offers (const SimField *row, AppShape shape, gboolean many_visits)
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

static GtkWidget *
shape_button (AppCard *card, const SimField *row, const char *pointer, const char *name,
              AppShape now, gboolean many_visits)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
      "set", G_VARIANT_TYPE_STRING, g_variant_new_string (shapes[now].id));
  g_autofree char *label = g_strdup_printf (_ ("How %s is given"), name);

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (offers (row, (AppShape)i, many_visits)) {
      g_autofree char *detailed = g_strdup_printf ("shape.set::%s", shapes[i].id);

      g_menu_append (menu, _ (shapes[i].label), detailed);
    }
  g_object_set_data_full (G_OBJECT (action), "pointer", g_strdup (pointer), g_free);
  g_object_set_data_full (G_OBJECT (action), "name", g_strdup (name), g_free);
  g_signal_connect_object (action, "activate", G_CALLBACK (on_shape), card, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (button, "shape", G_ACTION_GROUP (group));
  app_dots_set_menu (button, G_MENU_MODEL (menu), label);
  return button;
}

/* --- rows --- */

static void
add_cell (AppCard *card, AppRow *row, const char *pointer, const char *name)
{
  AppField *field = app_field_new (app_card_document (card), pointer, name);

  if (field == NULL)
    return;
  app_field_add_basis (field);
  gtk_widget_set_size_request (GTK_WIDGET (field), 62, -1);
  app_row_add_field (row, field);
}

/* A line below the first: its label set in, with a swatch if it is of one arm. */
static AppRow *
inner_row (const char *label, int arm)
{
  AppRow *row = app_row_new (NULL);
  GtkWidget *text = gtk_label_new (label);

  if (arm >= 0)
    app_row_add (row, app_swatch_new ((guint)arm));
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_tooltip_text (text, label);
  app_row_add (row, text);
  gtk_widget_add_css_class (GTK_WIDGET (row), "inner");
  return row;
}

static void
add_visit_rows (AppCard *card, const char *pointer, const char *name, const char *arm_name, int arm,
                char **visits)
{
  g_autofree char *outcome = app_structure_outcome (app_card_draft (card), pointer);
  g_autofree char *list = outcome != NULL ? sim_pointer_join (outcome, "visits") : NULL;

  for (guint i = 0; list != NULL && visits[i] != NULL; i++) {
    g_autofree char *visit = app_options_name (app_card_draft (card), list, visits[i]);
    g_autofree char *index = g_strdup_printf ("%u", i);
    g_autofree char *at = sim_pointer_join (pointer, index);
    g_autofree char *full = app_row_join_names (name, arm_name, visit, NULL);
    g_autofree char *label = app_row_join_names (arm_name, visit, NULL);
    AppRow *row = inner_row (label, arm);

    add_cell (card, row, at, full);
    app_row_add_unit (row, app_card_document (card), at);
    app_card_add (card, row);
  }
}

static void
add_arm_rows (AppCard *card, const char *pointer, const char *name, char **arms, char **visits)
{
  for (guint i = 0; arms[i] != NULL; i++) {
    g_autofree char *arm = app_options_name (app_card_draft (card), "/arms", arms[i]);
    g_autofree char *at = sim_pointer_join (pointer, arms[i]);
    g_autofree char *full = app_row_join_names (name, arm, NULL);
    g_autoptr (SimValue) value = sim_draft_effective (app_card_draft (card), at);
    AppRow *row = NULL;

    if (sim_value_kind (value) == SIM_VALUE_LIST) {
      add_visit_rows (card, at, name, arm, (int)i, visits);
      continue;
    }
    row = inner_row (arm, (int)i);
    add_cell (card, row, at, full);
    app_row_add_unit (row, app_card_document (card), at);
    app_card_add (card, row);
  }
}

void
app_shape_add (AppCard *card, const char *pointer, const char *name)
{
  SimDraft *draft = app_card_draft (card);
  const SimField *field = sim_field_find (sim_draft_root (draft), pointer);
  g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms"), visits = visits_of (draft, pointer);
  AppShape now = app_shape_of (value);
  AppRow *row = NULL;

  if (field == NULL)
    return;
  row = app_row_new (_ (field->label));
  if (now == APP_SHAPE_ONE) {
    add_cell (card, row, pointer, name);
    app_row_add_unit (row, app_card_document (card), pointer);
  }
  app_row_add (row, shape_button (card, field, pointer, name, now, g_strv_length (visits) > 1));
  app_card_add (card, row);
  if (now == APP_SHAPE_VISIT)
    add_visit_rows (card, pointer, name, "", -1, visits);
  else if (now != APP_SHAPE_ONE)
    add_arm_rows (card, pointer, name, arms, visits);
}
