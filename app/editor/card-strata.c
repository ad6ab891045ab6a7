/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-strata.c - what divides patients at entry: the card Strata.
 *
 * A stratum is a name with its levels below it, one line each: name, prevalence, effect. Effects
 * that differ by arm have lines of their own, where there are any.
 */
#include <glib/gi18n.h>

#include "editor/cards.h"
#include "editor/edit-follow.h"
#include "editor/edit.h"
#include "editor/menu.h"
#include "editor/options.h"
#include "editor/parts.h"
#include "editor/rows.h"
#include "editor/shape.h"
#include "editor/structure.h"

#define CELL_WIDTH 62
#define LIST       "/strata"

static double
number_at (SimDraft *draft, const char *pointer)
{
  g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);

  return sim_value_number (value);
}

static char *
prevalence_of (const char *levels, const char *level)
{
  return g_strdup_printf ("%s/%s/prevalence", levels, level);
}

/* Takes over draft (may be NULL). */
static SimDraft *
with_number (SimDraft *draft, const char *pointer, double number, GError **error)
{
  g_autoptr (SimDraft) before = draft;
  g_autoptr (SimValue) value = sim_value_new_number (app_edit_rounded (number, 12));

  return before != NULL ? sim_draft_set (before, pointer, value, error) : NULL;
}

/* --- edits --- */

static void
add_stratum (AppCard *card, const char *unused)
{
  SimDraft *draft = app_card_draft (card);
  GError *error = NULL;

  app_card_apply (card, app_part_append (draft, LIST, app_part_new_stratum (draft), &error),
                  _ ("Add a stratum"), &error);
}

static void
remove_stratum (AppCard *card, const char *stratum)
{
  app_rows_remove_member (card, LIST, stratum, _ ("Remove a stratum"));
}

/* The new level takes half of the patients of the last. */
static void
add_level (AppCard *card, const char *stratum)
{
  SimDraft *draft = app_card_draft (card), *next = NULL;
  g_autofree char *levels = g_strdup_printf (LIST "/%s/levels", stratum);
  g_auto (GStrv) ids = app_structure_ids (draft, levels);
  guint n = g_strv_length (ids);
  g_autofree char *last = n > 0 ? prevalence_of (levels, ids[n - 1]) : NULL;
  double whole = last != NULL ? number_at (draft, last) : 1;
  double half = app_edit_rounded (whole / 2, 2);
  GError *error = NULL;

  next = app_part_append (draft, levels, app_part_new_level (draft, levels, half), &error);
  if (last != NULL)
    next = with_number (next, last, whole - half, &error);
  app_card_apply (card, next, _ ("Add a level"), &error);
}

/* id: of the stratum and the level, "sciatica/yes"; the last that stays takes its patients. */
static void
remove_level (AppCard *card, const char *id)
{
  SimDraft *draft = app_card_draft (card), *next = NULL;
  g_auto (GStrv) parts = g_strsplit (id, "/", 2);
  g_autofree char *levels = g_strdup_printf (LIST "/%s/levels", parts[0]);
  g_autofree char *member = sim_pointer_join (levels, parts[1]);
  g_autofree char *gone = prevalence_of (levels, parts[1]), *heir = NULL;
  g_auto (GStrv) left = NULL;
  GError *error = NULL;

  next = app_edit_set (draft, member, NULL, &error);
  left = next != NULL ? app_structure_ids (next, levels) : g_new0 (char *, 1);
  if (left[0] != NULL) {
    heir = prevalence_of (levels, left[g_strv_length (left) - 1]);
    next = with_number (next, heir, number_at (draft, heir) + number_at (draft, gone), &error);
  }
  app_card_apply (card, next, _ ("Remove a level"), &error);
}

static gboolean
has_interaction (SimDraft *draft, const char *stratum)
{
  g_autofree char *levels = g_strdup_printf (LIST "/%s/levels", stratum);
  const SimValue *list = sim_draft_get (draft, levels);

  for (guint i = 0; i < sim_value_length (list); i++)
    if (sim_value_get (sim_value_at (list, i), "interaction") != NULL)
      return TRUE;
  return FALSE;
}

/* Takes over draft (may be NULL): 0 in each arm for each outcome, to be filled in. */
static SimDraft *
with_interaction (SimDraft *draft, const char *whole, char **outcomes, GError **error)
{
  for (guint i = 0; draft != NULL && outcomes[i] != NULL; i++) {
    g_autoptr (SimDraft) before = draft;
    g_autofree char *one = sim_pointer_join (whole, outcomes[i]);
    g_autoptr (SimValue) value = app_shape_value (before, one, APP_SHAPE_ARM);

    draft = app_edit_set (before, one, value, error);
  }
  return draft;
}

/* Effects by arm for every outcome; or none any more. */
static void
toggle_interaction (AppCard *card, const char *stratum)
{
  SimDraft *draft = app_card_draft (card), *next = sim_draft_ref (draft);
  g_autofree char *levels = g_strdup_printf (LIST "/%s/levels", stratum);
  g_auto (GStrv) ids = app_structure_ids (draft, levels);
  g_auto (GStrv) outcomes = app_structure_ids (draft, "/outcomes");
  gboolean on = !has_interaction (draft, stratum);
  GError *error = NULL;

  for (guint i = 0; next != NULL && ids[i] != NULL; i++) {
    g_autofree char *whole = g_strdup_printf ("%s/%s/interaction", levels, ids[i]);

    if (on) {
      next = with_interaction (next, whole, outcomes, &error);
    } else {
      g_autoptr (SimDraft) before = next;

      next = app_edit_set (before, whole, NULL, &error);
    }
  }
  app_card_apply (card, next, _ ("Effects by arm"), &error);
}

/* --- rows --- */

static void
add_stratum_row (AppCard *card, const char *stratum, guint place, gboolean room)
{
  static const AppMenuItem more = { N_ ("Add a level"), add_level };
  static const AppMenuItem by_arm = { N_ ("Effects by arm, on or off"), toggle_interaction };
  static const AppMenuItem gone = { N_ ("Remove"), remove_stratum };
  AppMenuItem items[3];
  guint n = 0;
  g_autofree char *pointer = g_strdup_printf (LIST "/%s/name", stratum);
  g_autofree char *name = g_strdup_printf (_ ("Name, stratum %u"), place + 1);
  g_autofree char *label = g_strdup_printf (_ ("Edit stratum %u"), place + 1);
  AppRow *row = app_row_new (NULL);
  AppField *field = app_field_text_new (app_card_document (card), pointer, name);

  if (room)
    items[n++] = more;
  items[n++] = by_arm;
  items[n++] = gone;
  gtk_widget_add_css_class (GTK_WIDGET (field), "plain");
  gtk_widget_add_css_class (GTK_WIDGET (field), "strong");
  gtk_widget_set_hexpand (GTK_WIDGET (field), TRUE);
  app_row_add_field (row, field);
  /* Translators: headings of columns: the share of patients in percent, and an effect. */
  app_row_add (row, app_rows_column_label (_ ("share %"), CELL_WIDTH));
  app_row_add (row, app_rows_column_label (_ ("effect"), CELL_WIDTH));
  app_row_add (row, app_menu_button_new (card, label, stratum, items, n));
  app_card_add (card, row);
}

static void
add_cell (AppCard *card, AppRow *row, const char *pointer, const char *name)
{
  AppField *field = app_field_number_new (app_card_document (card), pointer, name);

  app_field_add_basis (field);
  gtk_widget_set_size_request (GTK_WIDGET (field), CELL_WIDTH, -1);
  app_row_add_field (row, field);
}

/* Of one outcome the effect stands beside the level; of several below it. */
static void
add_level_row (AppCard *card, const char *stratum, guint place, const char *level, guint index,
               gboolean removable)
{
  SimDraft *draft = app_card_draft (card);
  g_autofree char *member = g_strdup_printf (LIST "/%s/levels/%s", stratum, level);
  g_autofree char *name = sim_pointer_join (member, "name");
  g_autofree char *prevalence = sim_pointer_join (member, "prevalence");
  g_autofree char *effect = sim_pointer_join (member, "effect");
  g_autofree char *which = g_strdup_printf (_ ("stratum %u, level %u"), place + 1, index + 1);
  g_autofree char *name_label = app_row_join_names (_ ("Name"), which, NULL);
  g_autofree char *prevalence_label = app_row_join_names (_ ("Prevalence"), which, NULL);
  g_autofree char *effect_label = app_row_join_names (_ ("Effect"), which, NULL);
  g_autofree char *remove_label = app_row_join_names (_ ("Remove"), which, NULL);
  g_autofree char *id = g_strdup_printf ("%s/%s", stratum, level);
  g_auto (GStrv) outcomes = app_structure_ids (draft, "/outcomes");
  AppRow *row = app_row_new (NULL);
  AppField *field = app_field_text_new (app_card_document (card), name, name_label);

  gtk_widget_add_css_class (GTK_WIDGET (field), "plain");
  gtk_widget_set_hexpand (GTK_WIDGET (field), TRUE);
  app_row_add_field (row, field);
  add_cell (card, row, prevalence, prevalence_label);
  if (outcomes[0] != NULL && outcomes[1] == NULL) {
    g_autofree char *below = sim_pointer_join (effect, outcomes[0]);
    gboolean by_outcome = sim_value_kind (sim_draft_get (draft, effect)) == SIM_VALUE_MAP;

    add_cell (card, row, by_outcome ? below : effect, effect_label);
  }
  if (removable)
    app_row_add (row, app_edit_button_new (card, "list-remove-symbolic", remove_label, id,
                                           remove_level));
  gtk_widget_add_css_class (GTK_WIDGET (row), removable ? "level" : "level-kept");
  gtk_widget_add_css_class (GTK_WIDGET (row), "inner");
  app_card_add (card, row);
  if (outcomes[0] != NULL && outcomes[1] != NULL)
    app_shape_add (card, effect, effect_label);
}

static void
refresh_heading (GtkWidget *label, SimDraft *draft)
{
  const char *levels = g_object_get_data (G_OBJECT (label), "levels");
  const char *level = g_object_get_data (G_OBJECT (label), "level");
  g_autofree char *name = app_options_name (draft, levels, level);
  g_autofree char *text = app_row_join_names (_ ("Effects by arm"), name, NULL);

  gtk_label_set_text (GTK_LABEL (label), text);
}

static void
add_interactions (AppCard *card, const char *stratum, guint place, const char *levels, char **ids)
{
  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *pointer = g_strdup_printf ("%s/%s/interaction", levels, ids[i]);
    g_autofree char *name = g_strdup_printf (_ ("Interaction, stratum %u, level %u"), place + 1,
                                             i + 1);
    GtkWidget *heading = app_card_add_heading (card, "");

    g_object_set_data_full (G_OBJECT (heading), "levels", g_strdup (levels), g_free);
    g_object_set_data_full (G_OBJECT (heading), "level", g_strdup (ids[i]), g_free);
    app_card_add_refresh (card, heading, refresh_heading);
    app_shape_add (card, pointer, name);
  }
}

static void
add_stratum_rows (AppCard *card, const char *stratum, guint place)
{
  g_autofree char *levels = g_strdup_printf (LIST "/%s/levels", stratum);
  g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), levels);
  guint n = g_strv_length (ids);

  add_stratum_row (card, stratum, place, n < app_rows_most (card, levels));
  for (guint i = 0; i < n; i++)
    add_level_row (card, stratum, place, ids[i], i, n > 2);
  app_card_add_whole (card, levels, _ ("Levels"));
  if (has_interaction (app_card_draft (card), stratum))
    add_interactions (card, stratum, place, levels, ids);
}

static void
build (AppCard *card)
{
  g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), LIST);

  for (guint i = 0; ids[i] != NULL; i++)
    add_stratum_rows (card, ids[i], i);
  app_card_add_whole (card, LIST, _ ("Strata"));
  if (g_strv_length (ids) < app_rows_most (card, LIST))
    app_card_add_adder (card, _ ("Add a stratum"), add_stratum);
}

static const char *const keys[] = { "strata", "arms", "outcomes", NULL };
static const char *const shows[] = { "strata", NULL };

const AppCardSpec app_card_strata = { .id = "strata",
                                      .title = N_ ("Strata"),
                                      .keys = keys,
                                      .shows = shows,
                                      .outcomes = TRUE,
                                      .names = TRUE,
                                      .folded = TRUE,
                                      .part = "strata",
                                      .build = build,
                                      .summary = app_summary_strata };
