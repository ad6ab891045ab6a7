/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-visits.c - when the chosen outcome is measured, and how the scores of one patient go
 * together: the cards Visits and Correlation.
 */
#include <glib/gi18n.h>

#include "editor/cards.h"
#include "editor/chosen.h"
#include "editor/matrix.h"
#include "editor/menu.h"
#include "editor/options.h"
#include "editor/picture.h"
#include "editor/rows.h"
#include "editor/structure.h"

static const char *const keys[] = { "outcomes", "outcome-correlation", NULL };
static const char *const shows[] = { "outcomes", NULL };
static const char *const correlation_shows[] = { "outcomes", "outcome-correlation", NULL };

/* --- Visits --- */

/* id: of the outcome and the visit, "rmdq/week-8". */
static void
remove_visit (AppCard *card, const char *id)
{
  g_auto (GStrv) parts = g_strsplit (id, "/", 2);
  GError *error = NULL;
  SimDraft *draft = sim_edit_remove_visit (app_card_draft (card), parts[0], parts[1], &error);

  app_card_apply (card, draft, _ ("Remove a visit"), &error);
}

static void
add_visit (AppCard *card, const char *unused)
{
  g_autofree char *outcome = app_chosen_id (app_card_document (card));
  GError *error = NULL;

  if (outcome != NULL)
    app_card_apply (card, sim_edit_add_visit (app_card_draft (card), outcome, &error),
                    _ ("Add a visit"), &error);
}

static void
add_visit_row (AppCard *card, const char *list, const char *outcome_id, const char *visit,
               guint place)
{
  AppDocument *document = app_card_document (card);
  g_autofree char *member = sim_pointer_join (list, visit);
  g_autofree char *name_pointer = sim_pointer_join (member, "name");
  g_autofree char *time_pointer = sim_pointer_join (member, "time");
  g_autofree char *name_label = g_strdup_printf (_ ("Name, visit %u"), place + 1);
  g_autofree char *time_label = g_strdup_printf (_ ("Time, visit %u"), place + 1);
  g_autofree char *remove_label = g_strdup_printf (_ ("Remove visit %u"), place + 1);
  g_autofree char *id = g_strdup_printf ("%s/%s", outcome_id, visit);
  AppRow *row = app_row_new (NULL);
  AppField *name = app_field_text_new (document, name_pointer, name_label);
  AppField *time = app_field_number_new (document, time_pointer, time_label);

  gtk_widget_add_css_class (GTK_WIDGET (name), "plain");
  gtk_widget_set_hexpand (GTK_WIDGET (name), TRUE);
  app_row_add_field (row, name);
  app_field_add_basis (time);
  gtk_widget_set_size_request (GTK_WIDGET (time), 62, -1);
  app_row_add_field (row, time);
  app_row_add_unit (row, document, time_pointer);
  app_row_add (row,
               app_edit_button_new (card, "list-remove-symbolic", remove_label, id, remove_visit));
  app_card_add (card, row);
}

/* If the outcome is made of another's scores: a line that says what follows from that. */
static gboolean
add_remark (AppCard *card, const char *outcome, const char *what)
{
  SimDraft *draft = app_card_draft (card);
  g_autofree char *pointer = g_strdup_printf ("%s/responder/outcome", outcome);
  g_autoptr (SimValue) source = sim_draft_effective (draft, pointer);
  g_autofree char *name = NULL, *text = NULL;

  if (!app_structure_is_response (draft, outcome) || sim_value_text (source) == NULL)
    return FALSE;
  name = app_options_name (draft, "/outcomes", sim_value_text (source));
  text = g_strdup_printf ("%s: %s", what, name);
  gtk_widget_add_css_class (app_card_add_heading (card, text), "remark");
  return TRUE;
}

static void
build_visits (AppCard *card)
{
  g_autofree char *outcome = app_chosen_id (app_card_document (card));
  g_autofree char *member = sim_pointer_join ("/outcomes", outcome != NULL ? outcome : "");
  g_autofree char *list = sim_pointer_join (member, "visits");
  g_auto (GStrv) visits = app_structure_ids (app_card_draft (card), list);

  app_chosen_add_row (card);
  /* It may say by itself at which of them. */
  if (outcome != NULL && sim_draft_get (app_card_draft (card), list) == NULL
      && add_remark (card, member, _ ("Those of")))
    return;
  for (guint i = 0; visits[i] != NULL; i++)
    add_visit_row (card, list, outcome, visits[i], i);
  if (outcome != NULL)
    app_card_add_adder (card, _ ("Add a visit"), add_visit);
}

const AppCardSpec app_card_visits = { .id = "visits",
                                      .title = N_ ("Visits"),
                                      .keys = keys,
                                      .shows = shows,
                                      .chosen = TRUE,
                                      .outcomes = TRUE,
                                      .folded = TRUE,
                                      .build = build_visits,
                                      .summary = app_summary_visits };

/* --- Correlation --- */

static const char *const scale_key[] = { "scale", NULL };

/* Where scores are straight lines of latent values both have the same correlations. */
static gboolean
has_two_scales (SimDraft *draft, const char *outcome)
{
  g_autofree char *type_pointer = sim_pointer_join (outcome, "type");
  g_autofree char *scale = g_strconcat (outcome, "/correlation/scale", NULL);
  g_autoptr (SimValue) type = sim_draft_effective (draft, type_pointer);

  if (app_structure_says_entry (draft, outcome) || sim_draft_get (draft, scale) != NULL)
    return TRUE;
  return g_strcmp0 (sim_value_text (type), "continuous") != 0;
}

static void
build_correlation (AppCard *card)
{
  AppDocument *document = app_card_document (card);
  g_autofree char *outcome = app_chosen_pointer (document);
  g_autofree char *pointer = outcome != NULL ? sim_pointer_join (outcome, "correlation") : NULL;
  GtkWidget *picture = NULL;

  if (outcome == NULL)
    return;
  app_chosen_add_row (card);
  if (add_remark (card, outcome, _ ("Follows from the scores of"))) {
    app_matrix_add_between (card);
    return;
  }
  picture = app_picture_new (document, &app_picture_correlation, app_chosen_place (document));
  app_card_add_widget (card, picture);
  app_card_add_refresh (card, picture, app_picture_refresh);
  app_rows_add_record (card, pointer, "",
                       has_two_scales (app_card_draft (card), outcome) ? NULL : scale_key);
  app_card_add_whole (card, pointer, _ ("Correlation"));
  app_matrix_add_between (card);
}

const AppCardSpec app_card_correlation = { .id = "correlation",
                                           .title = N_ ("Correlation"),
                                           .keys = keys,
                                           .shows = correlation_shows,
                                           .chosen = TRUE,
                                           .outcomes = TRUE,
                                           .names = TRUE,
                                           .folded = TRUE,
                                           .build = build_correlation,
                                           .summary = app_summary_correlation };
