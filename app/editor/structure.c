/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * structure.c - which rows a draft needs.
 *
 * Cards are built anew only when this text changes; everything else is a refresh of what is there,
 * so that nothing that is being typed or pointed at goes away.
 */
#include "editor/structure.h"

#include <string.h>

#include "editor/alternatives.h"
#include "editor/edit.h"

gboolean
app_structure_optional (const SimField *row)
{
  return row->kind == SIM_FIELD_REAL && row->per == SIM_PER_NONE && !row->required
         && row->fallback == NULL && row->computed == SIM_COMPUTED_NOT;
}

static void add_value (GString *text, SimDraft *draft, const SimField *row, const char *pointer,
                       gboolean names);

static void
add_record (GString *text, SimDraft *draft, const SimField *owner, const char *pointer,
            gboolean names)
{
  const SimField *rows[SIM_MAX_ROWS];
  g_autoptr (SimValue) record = sim_draft_effective (draft, pointer);
  gboolean optional = FALSE, written = FALSE;
  guint n = 0;

  if (record == NULL && owner->kind == SIM_FIELD_RECORD && owner->fallback == NULL) {
    g_string_append_c (text, '-');
    return;
  }
  n = sim_field_rows (owner, record, rows);
  g_string_append_c (text, '{');
  for (guint i = 0; i < n; i++) {
    g_autofree char *below = sim_pointer_join (pointer, rows[i]->key);

    if (rows[i] == sim_field_tag (owner)) {
      g_autoptr (SimValue) tag = sim_draft_effective (draft, below);

      g_string_append_printf (text, "<%s>",
                              sim_value_text (tag) != NULL ? sim_value_text (tag) : "");
    }
    add_value (text, draft, rows[i], below, names);
    optional |= app_structure_optional (rows[i]);
    if (app_structure_optional (rows[i]) || (rows[i]->tacit && rows[i]->per != SIM_PER_NONE))
      written |= sim_draft_get (draft, below) != NULL;
  }
  /* Rows that few scenarios have come and go together. */
  g_string_append (text, optional && written ? "*}" : "}");
}

static void
add_list (GString *text, SimDraft *draft, const SimField *row, const char *pointer, gboolean names)
{
  g_auto (GStrv) ids = app_structure_ids (draft, pointer);

  g_string_append_c (text, '[');
  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *below = sim_pointer_join (pointer, ids[i]);

    g_string_append_printf (text, "%s", ids[i]);
    add_record (text, draft, row, below, names);
  }
  g_string_append_c (text, ']');
}

/* n: one number; v: a list per visit; a(..): one of these per arm. Choices per arm decide
   about other rows, so they stand here themselves. */
static void
add_shape (GString *text, const SimField *row, const SimValue *value)
{
  switch (sim_value_kind (value)) {
  case SIM_VALUE_LIST:
    g_string_append_c (text, (row->per & SIM_PER_VISIT) != 0 ? 'v' : 'n');
    break;
  case SIM_VALUE_MAP:
    g_string_append (text, "a(");
    for (guint i = 0; i < sim_value_length (value); i++) {
      /* Arrows come and go one by one. */
      if ((row->per & SIM_PER_HYPOTHESIS) != 0)
        g_string_append (text, sim_value_key (value, i));
      add_shape (text, row, sim_value_at (value, i));
    }
    g_string_append_c (text, ')');
    break;
  case SIM_VALUE_TEXT:
    g_string_append_printf (text, "<%s>", sim_value_text (value));
    break;
  case SIM_VALUE_NULL:
  case SIM_VALUE_BOOL:
  case SIM_VALUE_NUMBER:
  default:
    g_string_append_c (text, 'n');
    break;
  }
}

/* Names of arms and visits stand beside numbers, those of covariates beside switches; an outcome's
   does not. */
static gboolean
is_label_of_rows (const char *pointer)
{
  return g_str_has_suffix (pointer, "/name")
         && (g_str_has_prefix (pointer, "/arms/") || g_str_has_prefix (pointer, "/covariates/")
             || strstr (pointer, "/visits/") != NULL);
}

static void
add_value (GString *text, SimDraft *draft, const SimField *row, const char *pointer, gboolean names)
{
  if (app_alternatives_of (pointer) != NULL)
    g_string_append_c (text, app_alternatives_shown (draft, pointer) ? '+' : '-');
  if (row->kind == SIM_FIELD_RECORD || row->kind == SIM_FIELD_ONE_OF) {
    add_record (text, draft, row, pointer, names);
  } else if (row->kind == SIM_FIELD_LIST && row->fields != NULL) {
    add_list (text, draft, row, pointer, names);
  } else if (row->per != SIM_PER_NONE) {
    g_autoptr (SimValue) value = app_edit_value (draft, pointer);

    add_shape (text, row, value);
  } else if (row->kind == SIM_FIELD_REF && g_strcmp0 (row->target, "/outcomes") == 0) {
    g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);

    /* Whose visits there are to choose from. */
    g_string_append_printf (text, "<%s>",
                            sim_value_text (value) != NULL ? sim_value_text (value) : "");
  } else if (row->kind == SIM_FIELD_MATRIX && row->target != NULL) {
    g_autoptr (SimValue) value = app_edit_value (draft, pointer);

    g_string_append_c (text, sim_value_kind (value) == SIM_VALUE_NUMBER ? 'n' : 'm');
  } else if (g_str_has_prefix (pointer, "/testing/multiplicity/families/")
             && row->kind == SIM_FIELD_LIST) {
    g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);
    g_autofree char *members = value != NULL ? sim_json_write_compact (value) : NULL;

    /* Who is in which family stands in rows. */
    g_string_append (text, members != NULL ? members : "-");
  } else if (g_str_has_prefix (pointer, "/testing/multiplicity/families/")) {
    g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);

    /* A gate decides whether there is truncation. */
    g_string_append_printf (text, "<%s>", sim_value_text (value) != NULL ? sim_value_text (value)
                                          : value != NULL               ? "+"
                                                                        : "-");
  } else if (row->tacit || (row->kind == SIM_FIELD_LIST && row->item == SIM_FIELD_REF)) {
    g_string_append_c (text, sim_draft_get (draft, pointer) != NULL ? '+' : '-');
  } else if (names && is_label_of_rows (pointer)) {
    g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);
    const char *name = sim_value_text (value);

    g_string_append_printf (text, "'%s'", name != NULL ? name : "");
  }
}

char *
app_structure (SimDraft *draft, const char *const *keys, gboolean names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; keys[i] != NULL; i++) {
    g_autofree char *pointer = sim_pointer_join ("", keys[i]);
    const SimField *row = sim_field_find (sim_draft_root (draft), pointer);

    g_string_append_printf (text, "%s:", keys[i]);
    if (row != NULL)
      add_value (text, draft, row, pointer, names);
  }
  return g_string_free (text, FALSE);
}

char *
app_structure_outcomes (SimDraft *draft)
{
  g_autoptr (SimValue) outcomes = sim_draft_effective (draft, "/outcomes");
  GString *text = g_string_new (NULL);

  for (guint i = 0; sim_value_length (outcomes) > 1 && i < sim_value_length (outcomes); i++) {
    const char *name = sim_value_text (sim_value_get (sim_value_at (outcomes, i), "name"));

    g_string_append_printf (text, "'%s'", name != NULL ? name : "");
  }
  return g_string_free (text, FALSE);
}

char **
app_structure_ids (SimDraft *draft, const char *pointer)
{
  g_autoptr (SimValue) list = sim_draft_effective (draft, pointer);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < sim_value_length (list); i++) {
    const char *id = sim_value_text (sim_value_get (sim_value_at (list, i), "id"));
    g_autofree char *index = g_strdup_printf ("%u", i);

    /* A member without an id is addressed by its place until it has one. */
    g_strv_builder_add (ids, id != NULL ? id : index);
  }
  return g_strv_builder_end (ids);
}

gboolean
app_structure_is_response (SimDraft *draft, const char *outcome)
{
  g_autofree char *pointer = sim_pointer_join (outcome, "responder");

  return sim_draft_get (draft, pointer) != NULL;
}

const char *const app_structure_entry_keys[] = { "min", "max", "imbalance", NULL };

gboolean
app_structure_says_entry (SimDraft *draft, const char *outcome)
{
  for (guint i = 0; app_structure_entry_keys[i] != NULL; i++) {
    g_autofree char *pointer
        = g_strconcat (outcome, "/baseline/", app_structure_entry_keys[i], NULL);

    if (sim_draft_get (draft, pointer) != NULL)
      return TRUE;
  }
  return FALSE;
}

char **
app_structure_own_outcomes (SimDraft *draft)
{
  g_auto (GStrv) ids = app_structure_ids (draft, "/outcomes");
  g_autoptr (GStrvBuilder) own = g_strv_builder_new ();

  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *pointer = sim_pointer_join ("/outcomes", ids[i]);

    if (!app_structure_is_response (draft, pointer))
      g_strv_builder_add (own, ids[i]);
  }
  return g_strv_builder_end (own);
}

char *
app_structure_outcome (SimDraft *draft, const char *pointer)
{
  g_auto (GStrv) steps = sim_pointer_split (pointer);
  g_auto (GStrv) ids = NULL;

  if (steps != NULL && g_strv_length (steps) >= 2 && g_str_equal (steps[0], "outcomes"))
    return sim_pointer_join ("/outcomes", steps[1]);
  ids = app_structure_ids (draft, "/outcomes");
  return ids[0] != NULL ? sim_pointer_join ("/outcomes", ids[0]) : NULL;
}

/* SDs are per arm and visit as well, but nobody compares arms by them. */
const char *
app_structure_truth (SimDraft *draft, const char *outcome)
{
  const SimField *rows[SIM_MAX_ROWS];
  const SimField *owner = sim_field_find (sim_draft_root (draft), outcome);
  g_autoptr (SimValue) record = sim_draft_effective (draft, outcome);
  guint n = owner != NULL ? sim_field_rows (owner, record, rows) : 0;

  for (guint i = 0; i < n && !app_structure_is_response (draft, outcome); i++)
    if (rows[i]->per == (SIM_PER_ARM | SIM_PER_VISIT) && !g_str_equal (rows[i]->key, "sd"))
      return rows[i]->key;
  return NULL;
}
