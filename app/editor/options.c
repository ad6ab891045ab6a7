/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * options.c - what may stand where only a few values may.
 *
 * Whether an option fits is not written here: each is tried on the draft, and the checker says.
 */
#include "editor/options.h"

#include <string.h>

#include <glib/gi18n.h>

#include "editor/analysis-name.h"
#include "editor/edit.h"

static void
option_free (gpointer data)
{
  AppOption *option = data;

  sim_value_unref (option->value);
  g_free (option->label);
  g_free (option->help);
  g_free (option);
}

GPtrArray *
app_options_new (void)
{
  return g_ptr_array_new_with_free_func (option_free);
}

void
app_options_add (GPtrArray *options, SimValue *value, char *label, const char *help)
{
  AppOption *option = g_new0 (AppOption, 1);

  option->value = value;
  option->label = label;
  option->help = g_strdup (help);
  g_ptr_array_add (options, option);
}

char *
app_options_name (SimDraft *draft, const char *list, const char *id)
{
  g_autofree char *member = sim_pointer_join (list, id);
  g_autofree char *pointer = sim_pointer_join (member, "name");
  g_autoptr (SimValue) name = sim_draft_effective (draft, pointer);
  const char *text = sim_value_text (name);

  if (g_str_equal (list, "/analyses"))
    return app_analysis_name (draft, id);
  return g_strdup (text != NULL && text[0] != '\0' ? sim_shown_text (sim_draft_root (draft), text)
                                                 : id);
}

/* The list that a REF at pointer chooses from; "visits": those of the outcome beside it. */
static char *
target_list (SimDraft *draft, const SimField *row, const char *pointer)
{
  const char *end = strrchr (pointer, '/');
  g_autofree char *record = g_strndup (pointer, (gsize)(end - pointer));
  g_autofree char *outcome_pointer = NULL, *outcome_member = NULL;
  g_autoptr (SimValue) outcome = NULL;

  if (row->target[0] == '/')
    return g_strdup (row->target);
  outcome_pointer = sim_pointer_join (record, "outcome");
  outcome = sim_draft_effective (draft, outcome_pointer);
  if (sim_value_text (outcome) == NULL)
    return NULL;
  outcome_member = sim_pointer_join ("/outcomes", sim_value_text (outcome));
  return sim_pointer_join (outcome_member, row->target);
}

static void
add_members_of (GPtrArray *options, SimDraft *draft, const char *list)
{
  g_autoptr (SimValue) members = list != NULL ? sim_draft_effective (draft, list) : NULL;

  for (guint i = 0; i < sim_value_length (members); i++) {
    const char *id = sim_value_text (sim_value_get (sim_value_at (members, i), "id"));

    if (id != NULL)
      app_options_add (options, sim_value_new_text (id), app_options_name (draft, list, id), NULL);
  }
}

static void
add_members (GPtrArray *options, SimDraft *draft, const SimField *row, const char *pointer)
{
  g_autofree char *list = target_list (draft, row, pointer);

  add_members_of (options, draft, list);
  add_members_of (options, draft, row->also);
}

static void
add_choices (GPtrArray *options, const SimField *row)
{
  for (const SimChoice *choice = row->choices; choice != NULL && choice->id != NULL; choice++)
    if (choice->ready)
      app_options_add (options, sim_value_new_text (choice->id), g_strdup (_ (choice->label)),
                       choice->help != NULL ? _ (choice->help) : NULL);
}

gboolean
app_options_few_numbers (const SimField *row)
{
  return row->kind == SIM_FIELD_INT && row->max > row->min && row->max - row->min <= 3;
}

GPtrArray *
app_options_at (SimDraft *draft, const char *pointer)
{
  GPtrArray *options = app_options_new ();
  const SimField *row = sim_field_find (sim_draft_root (draft), pointer);

  if (row == NULL)
    return options;
  if (row->kind == SIM_FIELD_REF || row->item == SIM_FIELD_REF) {
    add_members (options, draft, row, pointer);
    add_choices (options, row);
  } else if (app_options_few_numbers (row)) {
    for (double number = row->min; number <= row->max; number++)
      app_options_add (options, sim_value_new_number (number), sim_json_number (number), NULL);
  } else {
    add_choices (options, row);
  }
  return options;
}

const AppOption *
app_options_find (GPtrArray *options, const SimValue *value)
{
  for (guint i = 0; value != NULL && i < options->len; i++) {
    const AppOption *option = g_ptr_array_index (options, i);

    if (sim_value_equal (option->value, value))
      return option;
  }
  return NULL;
}

char *
app_options_objection (SimDraft *draft, const char *pointer, const SimValue *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) candidate = app_edit_set (draft, pointer, value, &error);
  g_autofree char *place = NULL;
  char *message = NULL;

  if (candidate == NULL)
    return g_strdup (error->message);
  sim_change_refused (draft, candidate, pointer, &place, &message);
  return message;
}
