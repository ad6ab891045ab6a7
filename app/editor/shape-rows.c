/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shape-rows.c - the rows of a value that may be given per arm, per visit, per outcome.
 */
#include <glib/gi18n.h>

#include "editor/alternatives.h"
#include "editor/edit.h"
#include "editor/menu.h"
#include "editor/options.h"
#include "editor/shape.h"
#include "editor/structure.h"
#include "editor/swatch.h"
#include "tooltip.h"

/* As many cells fit beside the name of an arm. */
#define MAX_CELLS 2
/* Of a name. */
#define MOST_LINES 2

static const struct {
  const char *id, *label;
} shapes[] = {
  [APP_SHAPE_ONE] = { "one", N_ ("The same for all") },
  [APP_SHAPE_ARM] = { "arm", N_ ("One per arm") },
  [APP_SHAPE_VISIT] = { "visit", N_ ("One per visit") },
  [APP_SHAPE_BOTH] = { "both", N_ ("One per arm and visit") },
};

/* One value on its way into a card. */
typedef struct {
  AppCard *card;
  const SimField *row;
  const char *pointer;   /* of what the rows show */
  const char *to_shapes; /* where another shape of it is written */
  const char *label, *name;
} Value;

/* --- the choice of shape --- */

static void
set_shape (AppCard *card, GObject *action, AppShape shape)
{
  const char *pointer = g_object_get_data (action, "pointer");
  const char *name = g_object_get_data (action, "name");
  SimDraft *draft = app_card_draft (card);
  AppShape chosen = app_shape_chosen (draft, pointer, shape);
  g_autoptr (SimValue) value = app_shape_value (draft, pointer, chosen);
  g_autofree char *what = g_strdup_printf ("%s: %s", name, _ (shapes[chosen].label));
  GError *error = NULL;

  app_card_apply (card, app_edit_set (draft, pointer, value, &error), what, &error);
}

static void
on_shape (GSimpleAction *action, GVariant *target, gpointer card)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_str_equal (g_variant_get_string (target, NULL), shapes[i].id)) {
      set_shape (card, G_OBJECT (action), (AppShape)i);
      return;
    }
}

static void
on_way (GSimpleAction *action, GVariant *target, gpointer card)
{
  const char *from = g_object_get_data (G_OBJECT (action), "pointer");
  const char *to = g_variant_get_string (target, NULL);
  SimDraft *draft = app_card_draft (card);
  const SimField *row = sim_field_find (sim_draft_root (draft), to);
  GError *error = NULL;

  if (row != NULL && !g_str_equal (from, to))
    app_card_apply (card, app_alternatives_choose (draft, from, to, &error), _ (row->label),
                    &error);
}

static void
add_action (GSimpleActionGroup *group, const Value *value, const char *name, const char *state,
            const char *pointer, GCallback callback)
{
  g_autoptr (GSimpleAction) action
      = g_simple_action_new_stateful (name, G_VARIANT_TYPE_STRING, g_variant_new_string (state));

  g_object_set_data_full (G_OBJECT (action), "pointer", g_strdup (pointer), g_free);
  g_object_set_data_full (G_OBJECT (action), "name", g_strdup (value->name), g_free);
  g_signal_connect_object (action, "activate", callback, value->card, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
}

static GMenu *
shape_menu (const Value *value, gboolean many_visits)
{
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (app_shape_offered (value->row, (AppShape)i, many_visits)) {
      g_autofree char *detailed = g_strdup_printf ("shape.set::%s", shapes[i].id);

      g_menu_append (menu, _ (shapes[i].label), detailed);
    }
  return menu;
}

/* The other ways to say what the value says. */
static GMenu *
way_menu (const Value *value)
{
  const char *const *ways = app_alternatives_of (value->pointer);
  SimDraft *draft = app_card_draft (value->card);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; ways != NULL && ways[i] != NULL; i++) {
    const SimField *row = sim_field_find (sim_draft_root (draft), ways[i]);
    g_autofree char *detailed = g_strdup_printf ("shape.way::%s", ways[i]);

    if (row != NULL && app_alternatives_offered (draft, ways[i]))
      g_menu_append (menu, _ (row->label), detailed);
  }
  return menu;
}

/* NULL where there is nothing to choose. */
static GtkWidget *
shape_button (const Value *value, AppShape now, gboolean many_visits)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) forms = G_MENU_MODEL (shape_menu (value, many_visits));
  g_autoptr (GMenuModel) ways = G_MENU_MODEL (way_menu (value));
  g_autoptr (GSimpleActionGroup) group = NULL;
  g_autofree char *label = NULL;
  GtkWidget *button = NULL;

  if (g_menu_model_get_n_items (forms) > 1)
    g_menu_append_section (menu, NULL, forms);
  if (g_menu_model_get_n_items (ways) > 1)
    g_menu_append_section (menu, NULL, ways);
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    return NULL;
  group = g_simple_action_group_new ();
  add_action (group, value, "set", shapes[now].id, value->to_shapes, G_CALLBACK (on_shape));
  add_action (group, value, "way", value->pointer, value->pointer, G_CALLBACK (on_way));
  button = gtk_menu_button_new ();
  gtk_widget_insert_action_group (button, "shape", G_ACTION_GROUP (group));
  label = g_strdup_printf (_ ("How %s is given"), value->name);
  app_dots_set_menu (button, G_MENU_MODEL (menu), label);
  app_card_add_hold (value->card, button, value->pointer, label);
  return button;
}

/* --- rows --- */

/* A unit that is a word stands once, beside the name of the value. */
static gboolean
is_long (AppCard *card, const char *pointer)
{
  const SimValue *root = sim_draft_root (app_card_draft (card));
  g_autofree char *unit = sim_field_unit (sim_field_find (root, pointer), root, pointer);

  return g_utf8_strlen (unit, -1) > 6;
}

static gboolean
is_list (const SimField *row)
{
  return row->kind == SIM_FIELD_LIST || (row->per & SIM_PER_EACH) != 0;
}

static void
add_cell (AppCard *card, AppRow *row, const char *pointer, const char *name, gboolean unit,
          gboolean inner)
{
  const SimField *field_row = sim_field_find (sim_draft_root (app_card_draft (card)), pointer);
  AppField *field = app_field_new (app_card_document (card), pointer, name);

  if (field == NULL)
    return;
  if (field_row->kind != SIM_FIELD_ENUM) {
    app_field_add_basis (field);
    /* Of a list all numbers are to be read. */
    gtk_widget_set_hexpand (GTK_WIDGET (field), is_list (field_row));
    gtk_widget_set_size_request (GTK_WIDGET (field), is_list (field_row) ? 150 : 62, -1);
  }
  app_row_add_field (row, field);
  if (unit && field_row->unit != NULL && field_row->unit[0] != '\0')
    app_row_add_unit (row, app_card_document (card), pointer);
  if (inner)
    app_row_fit_unit (row);
}

/* A line below the first: its label set in, with a swatch if it is of one arm. middle: both ends of
   the label matter. */
static AppRow *
inner_row (AppCard *card, const char *label, int arm, gboolean middle)
{
  AppRow *row = app_row_new (NULL);
  GtkWidget *text = gtk_label_new (label);

  if (arm >= 0)
    app_row_add (row, app_swatch_new_of (card, (guint)arm));
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), middle ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (text), MOST_LINES);
  gtk_widget_set_hexpand (text, TRUE);
  app_tooltip_set (text, label);
  app_row_add (row, text);
  gtk_widget_add_css_class (GTK_WIDGET (row), "inner");
  return row;
}

/* A visit in the rows of a value: "by Week 8" where it counts all up to it. */
static char *
visit_name (AppCard *card, const SimField *row, const char *pointer, const char *id)
{
  g_autofree char *outcome = app_structure_outcome (app_card_draft (card), pointer);
  g_autofree char *list = outcome != NULL ? sim_pointer_join (outcome, "visits") : NULL;
  g_autofree char *name
      = list != NULL ? app_options_name (app_card_draft (card), list, id) : g_strdup (id);

  return row->spread == SIM_SPREAD_HAZARD ? sim_visit_by (name) : g_steal_pointer (&name);
}

/* A label with the visit that one number counts by, where there are several. */
static char *
label_by (const Value *value, const char *label, char **visits)
{
  guint n = g_strv_length (visits);
  g_autofree char *last = NULL;

  if (value->row->spread != SIM_SPREAD_HAZARD || n < 2)
    return g_strdup (label);
  last = visit_name (value->card, value->row, value->pointer, visits[n - 1]);
  return app_row_join_names (label, last, NULL);
}

static void
add_visit_rows (const Value *value, const char *pointer, const char *arm_name, int arm,
                char **visits)
{
  AppCard *card = value->card;

  for (guint i = 0; visits[i] != NULL; i++) {
    g_autofree char *visit = visit_name (card, value->row, pointer, visits[i]);
    g_autofree char *index = g_strdup_printf ("%u", i);
    g_autofree char *at = sim_pointer_join (pointer, index);
    g_autofree char *full = app_row_join_names (value->name, arm_name, visit, NULL);
    g_autofree char *label = app_row_join_names (arm_name, visit, NULL);
    AppRow *row = inner_row (card, label, arm, arm >= 0);

    add_cell (card, row, at, full, !is_long (card, at), TRUE);
    app_card_add (card, row);
  }
}

static void
add_arm_rows (const Value *value, AppShape shape, char **arms, char **visits)
{
  AppCard *card = value->card;
  SimDraft *draft = app_card_draft (card);

  for (guint i = 0; arms[i] != NULL; i++) {
    g_autofree char *arm = app_options_name (draft, "/arms", arms[i]);
    g_autofree char *at = sim_pointer_join (value->pointer, arms[i]);
    g_autofree char *full = app_row_join_names (value->name, arm, NULL);
    g_autoptr (SimValue) one = sim_draft_effective (draft, at);
    g_autofree char *label = NULL;
    AppRow *row = NULL;

    if (!app_shape_concerns (draft, value->row, arms[i]))
      continue;
    if (sim_value_kind (one) == SIM_VALUE_LIST && (value->row->per & SIM_PER_VISIT) != 0) {
      add_visit_rows (value, at, arm, (int)i, visits);
      continue;
    }
    label = shape == APP_SHAPE_BOTH ? label_by (value, arm, visits) : g_strdup (arm);
    row = inner_row (card, label, (int)i, FALSE);
    add_cell (card, row, at, full, !is_long (card, at), TRUE);
    app_card_add (card, row);
  }
}

static void
add_value (const Value *value)
{
  AppCard *card = value->card;
  SimDraft *draft = app_card_draft (card);
  g_autoptr (SimValue) present = app_edit_value (draft, value->pointer);
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  g_auto (GStrv) visits = app_shape_visits (draft, value->pointer);
  AppShape now = app_shape_in (value->row, present);
  gboolean one = now == APP_SHAPE_ONE || now == APP_SHAPE_ARM; /* a number for all visits */
  g_autofree char *label = one ? label_by (value, value->label, visits) : g_strdup (value->label);
  AppRow *row = app_row_new (label);
  GtkWidget *button = shape_button (value, now, g_strv_length (visits) > 1);

  if (now == APP_SHAPE_ONE)
    add_cell (card, row, value->pointer, value->name, TRUE, FALSE);
  else if (is_long (card, value->pointer))
    app_row_add_unit (row, app_card_document (card), value->pointer);
  if (button != NULL)
    app_row_add (row, button);
  app_card_add (card, row);
  if (now == APP_SHAPE_VISIT)
    add_visit_rows (value, value->pointer, "", -1, visits);
  else if (now != APP_SHAPE_ONE)
    add_arm_rows (value, now, arms, visits);
}

/* A value per outcome: with one outcome as if it were not, else once for each. */
static void
add_per_outcome (AppCard *card, const SimField *row, const char *pointer, const char *name)
{
  SimDraft *draft = app_card_draft (card);
  g_auto (GStrv) ids = app_structure_ids (draft, "/outcomes");
  gboolean plain = sim_value_kind (sim_draft_get (draft, pointer)) != SIM_VALUE_MAP;

  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *below = sim_pointer_join (pointer, ids[i]);
    g_autofree char *outcome
        = ids[1] != NULL ? app_options_name (draft, "/outcomes", ids[i]) : g_strdup ("");
    g_autofree char *label = app_row_join_names (_ (row->label), outcome, NULL);
    g_autofree char *full = app_row_join_names (name, outcome, NULL);
    Value value = { .card = card, .row = row, .to_shapes = below, .label = label, .name = full };

    value.pointer = plain && ids[1] == NULL ? pointer : below;
    add_value (&value);
  }
}

void
app_shape_add (AppCard *card, const char *pointer, const char *name)
{
  const SimField *row = sim_field_find (sim_draft_root (app_card_draft (card)), pointer);
  Value value = { .card = card, .row = row, .pointer = pointer, .to_shapes = pointer };

  if (row == NULL)
    return;
  if ((row->per & SIM_PER_OUTCOME) != 0) {
    add_per_outcome (card, row, pointer, name);
    return;
  }
  value.label = _ (row->label);
  value.name = name;
  add_value (&value);
}
