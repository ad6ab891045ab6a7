/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows.c - the rows of a record as the field table lists them.
 *
 * This is why a new mechanism needs no code here: its rows are found, its variant is followed.
 */
#include "editor/rows.h"

#include <string.h>

#include <glib/gi18n.h>

#include "editor/alternatives.h"
#include "editor/edit.h"
#include "editor/matrix.h"
#include "editor/options.h"
#include "editor/parts.h"
#include "editor/shape.h"

static void
add_member (AppCard *card, const SimField *row, const char *pointer, const char *id,
            const char *name)
{
  g_autofree char *label = g_strdup_printf ("%s: %s", _ (row->label), name);
  AppRow *line = app_row_new (label);

  app_row_add_field (line, app_field_member_new (app_card_document (card), pointer, id, label));
  app_card_add (card, line);
}

static gboolean
is_choice (const SimField *row, const char *id)
{
  for (const SimChoice *choice = row->choices; choice != NULL && choice->id != NULL; choice++)
    if (g_str_equal (choice->id, id))
      return TRUE;
  return FALSE;
}

/* What the list still names although it is no member of the other list any more. */
static void
add_gone (AppCard *card, const SimField *row, const char *pointer, const SimValue *members)
{
  g_autoptr (SimValue) named = sim_draft_effective (app_card_draft (card), pointer);

  for (guint i = 0; row->target != NULL && i < sim_value_length (named); i++) {
    const char *id = sim_value_text (sim_value_at (named, i));

    if (id != NULL && !is_choice (row, id) && sim_value_index_of (members, id) < 0)
      add_member (card, row, pointer, id, id);
  }
}

/* A switch for each thing that a list of choices may hold, members of another list among them. */
static void
add_members (AppCard *card, const SimField *row, const char *pointer)
{
  SimDraft *draft = app_card_draft (card);
  g_autoptr (SimValue) list = row->target != NULL ? sim_draft_effective (draft, row->target) : NULL;

  for (const SimChoice *choice = row->choices; choice != NULL && choice->id != NULL; choice++)
    if (choice->ready)
      add_member (card, row, pointer, choice->id, _ (choice->label));
  for (guint i = 0; i < sim_value_length (list); i++) {
    const char *id = sim_value_text (sim_value_get (sim_value_at (list, i), "id"));
    g_autofree char *name = id != NULL ? app_options_name (draft, row->target, id) : NULL;

    if (id != NULL)
      add_member (card, row, pointer, id, name);
  }
  add_gone (card, row, pointer, list);
}

static gboolean
has_choice (AppCard *card, const char *pointer)
{
  g_autoptr (GPtrArray) options = app_options_at (app_card_draft (card), pointer);

  return options->len > 1;
}

/* The method of the multiplicity is called as that is. */
static char *
name_of (const SimField *row, const char *prefix)
{
  const char *label = _ (row->label);

  return g_strcmp0 (prefix, label) == 0 ? g_strdup (label)
                                        : app_row_join_names (prefix, label, NULL);
}

static void
add_row (AppCard *card, const SimField *row, const char *pointer, const char *prefix)
{
  g_autofree char *name = name_of (row, prefix);

  if (row->kind == SIM_FIELD_ID || (row->kind == SIM_FIELD_REF && !has_choice (card, pointer)))
    return;
  if (!app_alternatives_shown (app_card_draft (card), pointer))
    return;
  if (row->kind == SIM_FIELD_RECORD || row->kind == SIM_FIELD_ONE_OF)
    app_rows_add_record (card, pointer, name, NULL);
  else if (row->kind == SIM_FIELD_LIST && row->fields == NULL
           && (row->item == SIM_FIELD_ENUM
               || (row->item == SIM_FIELD_REF && row->min < row->max)))
    add_members (card, row, pointer);
  else if ((row->kind == SIM_FIELD_LIST && (row->each != NULL || row->fields != NULL))
           || (row->per & SIM_PER_HYPOTHESIS) != 0)
    return; /* no row holds them */
  else if (row->kind == SIM_FIELD_MATRIX)
    app_matrix_add (card, pointer, _ (row->label));
  else if (row->per != SIM_PER_NONE || app_alternatives_of (pointer) != NULL)
    app_shape_add (card, pointer, name);
  else
    app_card_add_value (card, pointer, name);
}

/* The rows of the record; pointer "" is the scenario. */
static guint
rows_of (SimDraft *draft, const char *pointer, const SimField *rows[SIM_MAX_ROWS])
{
  g_autoptr (SimValue) record = sim_draft_effective (draft, pointer);
  const SimField *owner = sim_field_find (sim_draft_root (draft), pointer);

  return owner != NULL ? sim_field_rows (owner, record, rows) : 0;
}

void
app_rows_add_record (AppCard *card, const char *pointer, const char *prefix,
                     const char *const *except)
{
  const SimField *rows[SIM_MAX_ROWS];
  guint n = rows_of (app_card_draft (card), pointer, rows);

  for (guint i = 0; i < n; i++) {
    g_autofree char *below = sim_pointer_join (pointer, rows[i]->key);

    if (except == NULL || !g_strv_contains (except, rows[i]->key))
      add_row (card, rows[i], below, prefix);
  }
}

void
app_rows_add_choices (AppCard *card, const char *pointer, const char *prefix,
                      const char *const *except)
{
  const SimField *rows[SIM_MAX_ROWS];
  guint n = rows_of (app_card_draft (card), pointer, rows);

  for (guint i = 0; i < n; i++) {
    g_autofree char *below = sim_pointer_join (pointer, rows[i]->key);
    gboolean is_choice = rows[i]->kind == SIM_FIELD_ENUM || rows[i]->kind == SIM_FIELD_REF;

    if (!g_strv_contains (except, rows[i]->key) && (!is_choice || has_choice (card, below)))
      add_row (card, rows[i], below, prefix);
  }
}

void
app_rows_add_key (AppCard *card, const char *pointer, const char *prefix, const char *key)
{
  const SimField *rows[SIM_MAX_ROWS];
  guint n = rows_of (app_card_draft (card), pointer, rows);

  for (guint i = 0; i < n; i++)
    if (strcmp (rows[i]->key, key) == 0) {
      g_autofree char *below = sim_pointer_join (pointer, key);

      add_row (card, rows[i], below, prefix);
    }
}

guint
app_rows_most (AppCard *card, const char *pointer)
{
  const SimField *row = sim_field_find (sim_draft_root (app_card_draft (card)), pointer);

  return row != NULL ? (guint)row->max : 0;
}

void
app_rows_remove_member (AppCard *card, const char *list, const char *id, const char *what)
{
  SimDraft *draft = app_card_draft (card);
  g_autofree char *member = sim_pointer_join (list, id);
  GError *error = NULL;

  app_card_apply (card,
                  sim_value_length (sim_draft_get (draft, list)) > 1
                      ? app_edit_set (draft, member, NULL, &error)
                      : app_part_remove (draft, list + 1, &error),
                  what, &error);
}

GtkWidget *
app_rows_column_label (const char *text, int width)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_size_request (label, width, -1);
  gtk_widget_add_css_class (label, "column-label");
  return label;
}
