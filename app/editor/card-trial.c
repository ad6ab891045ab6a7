/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-trial.c - what the trial is about, and where its numbers come from.
 */
#include <glib/gi18n.h>

#include "editor/cards.h"
#include "editor/edit.h"
#include "editor/menu.h"
#include "editor/structure.h"

static void
add_text (AppCard *card, const char *pointer, const char *label)
{
  AppRow *row = app_row_new_tall (label);
  AppField *field = app_field_notes_new (app_card_document (card), pointer, label);

  gtk_widget_set_hexpand (GTK_WIDGET (field), TRUE);
  app_row_add_field (row, field);
  app_card_add (card, row);
}

static void
remove_source (AppCard *card, const char *id)
{
  GError *error = NULL;
  SimDraft *draft = app_edit_remove_source (app_card_draft (card), id, &error);

  app_card_apply (card, draft, _ ("Remove a source"), &error);
}

/* "source-1", or the next that is free. */
static char *
free_id (SimDraft *draft)
{
  g_auto (GStrv) ids = app_structure_ids (draft, "/sources");

  for (guint i = 1;; i++) {
    g_autofree char *id = g_strdup_printf ("source-%u", i);

    if (!g_strv_contains ((const char *const *)ids, id))
      return g_steal_pointer (&id);
  }
}

static void
add_source (AppCard *card, const char *unused)
{
  static const char *const names[] = { "id", "text" };
  SimDraft *draft = app_card_draft (card);
  g_autofree char *id = free_id (draft);
  SimValue *values[2] = { sim_value_new_text (id), sim_value_new_text ("") };
  g_autoptr (SimValue) source = sim_value_new_map (names, values, 2);
  g_autoptr (SimValue) list = sim_draft_effective (draft, "/sources");
  guint n = sim_value_length (list);
  g_autofree SimValue **items = g_new (SimValue *, n + 1);
  g_autoptr (SimValue) longer = NULL;
  GError *error = NULL;

  for (guint i = 0; i < n; i++)
    items[i] = sim_value_ref (sim_value_at (list, i));
  items[n] = sim_value_ref (source);
  longer = sim_value_new_list (items, n + 1);
  app_card_apply (card, sim_draft_set (draft, "/sources", longer, &error), _ ("Add a source"),
                  &error);
}

static void
add_source_row (AppCard *card, const char *id)
{
  g_autofree char *member = sim_pointer_join ("/sources", id);
  g_autofree char *pointer = sim_pointer_join (member, "text");
  g_autofree char *label = g_strdup_printf (_ ("Source %s"), id);
  g_autofree char *remove_label = g_strdup_printf (_ ("Remove source %s"), id);
  AppRow *row = app_row_new_tall (label);
  AppField *field = app_field_notes_new (app_card_document (card), pointer, label);

  gtk_widget_set_hexpand (GTK_WIDGET (field), TRUE);
  app_row_add_field (row, field);
  app_row_add (row,
               app_edit_button_new (card, "list-remove-symbolic", remove_label, id, remove_source));
  app_card_add (card, row);
}

static void
build (AppCard *card)
{
  g_auto (GStrv) sources = app_structure_ids (app_card_draft (card), "/sources");

  add_text (card, "/title", _ ("Title"));
  add_text (card, "/question", _ ("Question"));
  app_card_add_value (card, "/purpose", _ ("Purpose"));
  if (sim_draft_get (app_card_draft (card), "/origin") != NULL)
    app_card_add_value (card, "/origin", _ ("Origin"));
  add_text (card, "/notes", _ ("Notes"));
  for (guint i = 0; sources[i] != NULL; i++)
    add_source_row (card, sources[i]);
  app_card_add_adder (card, _ ("Add a source"), add_source);
}

static const char *const keys[] = { "sources", "origin", NULL };
static const char *const shows[]
    = { "title",   "question", "purpose", "origin", "notes",
        "sources", "basis",    "trefoil", NULL };

const AppCardSpec app_card_trial = { .id = "trial",
                                     .title = N_ ("Trial"),
                                     .keys = keys,
                                     .shows = shows,
                                     .folded = TRUE,
                                     .build = build,
                                     .summary = app_summary_trial };
