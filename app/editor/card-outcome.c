/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-outcome.c - what is measured: the card Outcome.
 *
 * With several outcomes a list of them stands first; the rows below it are those of the one that is
 * chosen there.
 */
#include <glib/gi18n.h>

#include "editor/cards.h"
#include "editor/chosen.h"
#include "editor/edit.h"
#include "editor/menu.h"
#include "editor/options.h"
#include "editor/picture.h"
#include "editor/rows.h"
#include "editor/shape.h"
#include "editor/structure.h"
#include "tooltip.h"

#define LIST "/outcomes"
#define MOST_LINES 3 /* of a name in the list */

static const char *const outcome_keys[] = { "outcomes", "arms", NULL };
static const char *const outcome_shows[] = { "outcomes", NULL };

/* --- the list --- */

static void
show_last (AppCard *card)
{
  g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), LIST);
  guint n = g_strv_length (ids);

  if (n > 0)
    app_chosen_set (app_card_document (card), ids[n - 1]);
}

static void
duplicate (AppCard *card, const char *outcome)
{
  GError *error = NULL;
  SimDraft *draft = sim_edit_add_outcome (app_card_draft (card), outcome, &error);

  if (app_card_apply_named (card, draft, _ ("Duplicate outcome"), LIST, outcome, &error))
    show_last (card);
}

static void
remove_outcome (AppCard *card, const char *outcome)
{
  GError *error = NULL;
  SimDraft *draft = sim_edit_remove_outcome (app_card_draft (card), outcome, &error);

  app_card_apply_named (card, draft, _ ("Remove outcome"), LIST, outcome, &error);
}

static void
add_another (AppCard *card, const char *unused)
{
  g_autofree char *like = app_chosen_id (app_card_document (card));
  GError *error = NULL;
  SimDraft *draft = sim_edit_add_outcome (app_card_draft (card), like, &error);

  if (app_card_apply (card, draft, _ ("Add an outcome"), &error))
    show_last (card);
}

static void
on_toggled (GtkCheckButton *button, gpointer card)
{
  if (gtk_check_button_get_active (button))
    app_chosen_set_later (app_card_document (card),
                          g_object_get_data (G_OBJECT (button), "outcome"));
}

static void
refresh_name (GtkWidget *button, SimDraft *draft)
{
  g_autofree char *name
      = app_options_name (draft, LIST, g_object_get_data (G_OBJECT (button), "outcome"));
  GtkWidget *label = g_object_get_data (G_OBJECT (button), "label");

  if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), name))
    return;
  gtk_label_set_text (GTK_LABEL (label), name);
  app_tooltip_set (label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The one that is active is shown below. */
static GtkWidget *
choice (AppCard *card, const char *outcome, gboolean active, GtkWidget *group)
{
  GtkWidget *button = gtk_check_button_new (), *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), MOST_LINES);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), active);
  g_object_set_data_full (G_OBJECT (button), "outcome", g_strdup (outcome), g_free);
  g_object_set_data (G_OBJECT (button), "label", label);
  app_card_name_control (button, outcome);
  app_card_add_refresh (card, button, refresh_name);
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), card);
  return button;
}

static void
add_list (AppCard *card)
{
  static const AppMenuItem items[]
      = { { N_ ("Duplicate"), duplicate }, { N_ ("Remove"), remove_outcome } };
  g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), LIST);
  guint chosen = app_chosen_place (app_card_document (card)), n = g_strv_length (ids);
  GtkWidget *group = NULL;

  for (guint i = 0; n > 1 && i < n; i++) {
    AppRow *row = app_row_new (NULL);
    GtkWidget *button = choice (card, ids[i], i == chosen, group);
    g_autofree char *label = g_strdup_printf (_ ("Edit outcome %u"), i + 1);

    group = group != NULL ? group : button;
    app_row_add (row, button);
    app_row_add (row, app_menu_button_new (card, label, ids[i], items, G_N_ELEMENTS (items)));
    gtk_widget_add_css_class (GTK_WIDGET (row), "listed");
    app_card_add (card, row);
  }
  if (n > 1 && n < app_rows_most (card, LIST))
    app_card_add_adder (card, _ ("Add an outcome"), add_another);
}

/* --- the one that is chosen --- */

/* A first baseline is like the first visit of the first arm. */
static SimValue *
baseline_seed (SimDraft *draft, const char *outcome)
{
  const char *const names[] = { "mean", "sd" };
  g_autofree char *means = sim_pointer_join (outcome, "means");
  g_autofree char *sd = sim_pointer_join (outcome, "sd");
  SimValue *values[2] = { app_shape_value (draft, means, APP_SHAPE_ONE),
                          app_shape_value (draft, sd, APP_SHAPE_ONE) };

  return sim_value_new_map (names, values, 2);
}

/* An imbalance of 0 changes no number and fits every scenario. */
static void
add_entry (AppCard *card, const char *outcome)
{
  g_autofree char *pointer = g_strconcat (outcome, "/baseline/imbalance", NULL);
  g_autoptr (SimValue) none = sim_value_new_number (0);
  GError *error = NULL;

  app_card_apply (card, app_edit_set (app_card_draft (card), pointer, none, &error),
                  _ ("Add conditions of entry"), &error);
}

static void
add_baseline (AppCard *card, const char *outcome)
{
  SimDraft *draft = app_card_draft (card);
  g_autofree char *pointer = sim_pointer_join (outcome, "baseline");
  const SimField *row = sim_field_find (sim_draft_root (draft), pointer);
  g_autoptr (SimValue) record = sim_draft_effective (draft, pointer);
  AppRow *line = NULL;

  if (row == NULL)
    return;
  line = app_row_new (_ ("Measured at baseline"));
  app_row_add_field (line, app_field_presence_new (app_card_document (card), pointer,
                                                   _ ("Measured at baseline"),
                                                   baseline_seed (draft, outcome)));
  app_card_add (card, line);
  if (record == NULL)
    return;
  app_card_set_inner (card, TRUE);
  if (app_structure_says_entry (draft, outcome)) {
    app_rows_add_record (card, pointer, _ ("Baseline"), NULL);
  } else {
    app_rows_add_record (card, pointer, _ ("Baseline"), app_structure_entry_keys);
    app_card_add_adder_to (card, _ ("Add conditions of entry"), outcome, add_entry);
  }
  app_card_set_inner (card, FALSE);
}

/* Made of the first outcome that may be: with means and SDs, and a baseline. 30 % better is a usual
   bar for pain. NULL if there is none. */
static SimValue *
response_seed (SimDraft *draft, const char *outcome)
{
  static const char *const names[] = { "outcome", "improvement", "relative" };
  g_auto (GStrv) own = app_structure_own_outcomes (draft);

  for (guint i = 0; own[i] != NULL; i++) {
    g_autofree char *other = sim_pointer_join (LIST, own[i]);
    g_autofree char *baseline = sim_pointer_join (other, "baseline");
    g_autoptr (SimValue) measured = sim_draft_effective (draft, baseline);
    SimValue *values[3] = { NULL };

    if (measured == NULL || g_str_equal (other, outcome))
      continue;
    values[0] = sim_value_new_text (own[i]);
    values[1] = sim_value_new_number (0.3);
    values[2] = sim_value_new_bool (TRUE);
    return sim_value_new_map (names, values, 3);
  }
  return NULL;
}

static void
add_response (AppCard *card, const char *outcome)
{
  SimDraft *draft = app_card_draft (card);
  g_autofree char *pointer = sim_pointer_join (outcome, "responder");
  gboolean there = app_structure_is_response (draft, outcome);
  SimValue *seed = response_seed (draft, outcome);
  AppRow *line = NULL;

  if (sim_field_find (sim_draft_root (draft), pointer) == NULL || (seed == NULL && !there)) {
    sim_value_unref (seed);
    return;
  }
  if (seed == NULL)
    seed = sim_value_ref (sim_draft_get (draft, pointer));
  line = app_row_new (_ ("Made of another’s scores"));
  app_row_add_field (line, app_field_presence_new (app_card_document (card), pointer,
                                                   _ ("Made of another’s scores"), seed));
  app_card_add (card, line);
  if (!there)
    return;
  app_card_set_inner (card, TRUE);
  app_rows_add_record (card, pointer, _ ("Responder"), NULL);
  app_card_set_inner (card, FALSE);
}

static void
add_picture (AppCard *card)
{
  GtkWidget *picture = app_picture_new (app_card_document (card), &app_picture_scores,
                                        app_chosen_place (app_card_document (card)));

  app_card_add_widget (card, picture);
  app_card_add_refresh (card, picture, app_picture_refresh);
}

static void
build (AppCard *card)
{
  g_autofree char *outcome = app_chosen_pointer (app_card_document (card));
  const char *key
      = outcome != NULL ? app_structure_truth (app_card_draft (card), outcome) : NULL;
  const char *const elsewhere[] = { "visits",      "baseline",  "correlation",
                                    "proportions", "responder", "sd",
                                    key != NULL ? key : "sd", NULL };

  if (outcome == NULL)
    return;
  add_list (card);
  add_picture (card);
  app_rows_add_record (card, outcome, _ ("Outcome"), elsewhere);
  app_rows_add_key (card, outcome, "", "sd");
  add_baseline (card, outcome);
  add_response (card, outcome);
}

const AppCardSpec app_card_outcome = { .id = "outcome",
                                       .title = N_ ("Outcome"),
                                       .keys = outcome_keys,
                                       .shows = outcome_shows,
                                       .names = TRUE,
                                       .chosen = TRUE,
                                       .build = build,
                                       .summary = app_summary_outcome };
