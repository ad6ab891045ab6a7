/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-people.c - what patients bring along and what becomes of their treatment: the cards
 * Covariates, Individual response, Adherence, Switching.
 */
#include <glib/gi18n.h>

#include "editor/arm-choice.h"
#include "editor/cards.h"
#include "editor/menu.h"
#include "editor/parts.h"
#include "editor/rows.h"
#include "editor/shape.h"
#include "editor/structure.h"

#define CELL_WIDTH 62

/* --- Covariates --- */

#define COVARIATES "/covariates"

static void
remove_covariate (AppCard *card, const char *id)
{
  app_rows_remove_member (card, COVARIATES, id, _ ("Remove a covariate"));
}

static void
add_covariate (AppCard *card, const char *unused)
{
  SimDraft *draft = app_card_draft (card);
  GError *error = NULL;

  app_card_apply (card,
                  app_part_append (draft, COVARIATES, app_part_new_covariate (draft, 0), &error),
                  _ ("Add a covariate"), &error);
}

static void
add_covariate_rows (AppCard *card, const char *id, guint place)
{
  g_autofree char *name_pointer = g_strdup_printf (COVARIATES "/%s/name", id);
  g_autofree char *pointer = g_strdup_printf (COVARIATES "/%s/correlation", id);
  g_autofree char *name = g_strdup_printf (_ ("Name, covariate %u"), place + 1);
  g_autofree char *correlation = g_strdup_printf (_ ("Correlation, covariate %u"), place + 1);
  g_autofree char *remove = g_strdup_printf (_ ("Remove covariate %u"), place + 1);
  AppRow *row = app_row_new (NULL);
  AppField *field = app_field_text_new (app_card_document (card), name_pointer, name);

  gtk_widget_add_css_class (GTK_WIDGET (field), "plain");
  gtk_widget_add_css_class (GTK_WIDGET (field), "strong");
  gtk_widget_set_hexpand (GTK_WIDGET (field), TRUE);
  app_row_add_field (row, field);
  app_row_add (row, app_edit_button_new (card, "list-remove-symbolic", remove, id,
                                         remove_covariate));
  app_card_add (card, row);
  app_card_set_inner (card, TRUE);
  app_shape_add (card, pointer, correlation);
  app_card_set_inner (card, FALSE);
}

static void
build_covariates (AppCard *card)
{
  g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), COVARIATES);

  for (guint i = 0; ids[i] != NULL; i++)
    add_covariate_rows (card, ids[i], i);
  app_card_add_whole (card, COVARIATES, _ ("Covariates"));
  if (g_strv_length (ids) < app_rows_most (card, COVARIATES))
    app_card_add_adder (card, _ ("Add a covariate"), add_covariate);
}

static const char *const covariate_keys[] = { "covariates", "outcomes", NULL };
static const char *const covariate_shows[] = { "covariates", NULL };

const AppCardSpec app_card_covariates = { .id = "covariates",
                                          .title = N_ ("Covariates"),
                                          .keys = covariate_keys,
                                          .shows = covariate_shows,
                                          .outcomes = TRUE,
                                          .folded = TRUE,
                                          .part = "covariates",
                                          .build = build_covariates,
                                          .summary = app_summary_covariates };

/* --- Individual response --- */

static void
build_response (AppCard *card)
{
  app_shape_add (card, "/response-sd", _ ("SD of response"));
  app_card_add_whole (card, "/response-sd", _ ("Individual response"));
}

static const char *const response_keys[] = { "response-sd", "arms", "outcomes", NULL };
static const char *const response_shows[] = { "response-sd", NULL };

const AppCardSpec app_card_response = { .id = "response",
                                        .title = N_ ("Individual response"),
                                        .keys = response_keys,
                                        .shows = response_shows,
                                        .outcomes = TRUE,
                                        .names = TRUE,
                                        .folded = TRUE,
                                        .part = "response-sd",
                                        .build = build_response,
                                        .summary = app_summary_response };

/* --- Adherence --- */

static void
build_adherence (AppCard *card)
{
  app_rows_add_record (card, "/adherence", _ ("Adherence"), NULL);
  app_card_add_whole (card, "/adherence", _ ("Adherence"));
}

static const char *const adherence_keys[] = { "adherence", "arms", "outcomes", NULL };
static const char *const adherence_shows[] = { "adherence", NULL };

const AppCardSpec app_card_adherence = { .id = "adherence",
                                         .title = N_ ("Adherence"),
                                         .keys = adherence_keys,
                                         .shows = adherence_shows,
                                         .names = TRUE,
                                         .folded = TRUE,
                                         .part = "adherence",
                                         .build = build_adherence,
                                         .summary = app_summary_adherence };

/* --- Switching --- */

#define SWITCHING "/switching"

static void
remove_switch (AppCard *card, const char *index)
{
  app_rows_remove_member (card, SWITCHING, index, _ ("Remove a switch"));
}

static void
add_switch (AppCard *card, const char *unused)
{
  SimDraft *draft = app_card_draft (card);
  SimValue *member = app_part_new_switch (draft);
  GError *error = NULL;

  if (member != NULL)
    app_card_apply (card, app_part_append (draft, SWITCHING, member, &error), _ ("Add a switch"),
                    &error);
}

/* "● Usual care ▾ to    5 % −" and below it "● Hand-ear acupuncture ▾". */
static void
add_switch_row (AppCard *card, const char *index, guint place)
{
  AppDocument *document = app_card_document (card);
  g_autofree char *from = g_strdup_printf (SWITCHING "/%s/from", index);
  g_autofree char *to = g_strdup_printf (SWITCHING "/%s/to", index);
  g_autofree char *proportion = g_strdup_printf (SWITCHING "/%s/proportion", index);
  g_autofree char *from_name = g_strdup_printf (_ ("From arm, switch %u"), place + 1);
  g_autofree char *to_name = g_strdup_printf (_ ("To arm, switch %u"), place + 1);
  g_autofree char *name = g_strdup_printf (_ ("Proportion, switch %u"), place + 1);
  g_autofree char *remove = g_strdup_printf (_ ("Remove switch %u"), place + 1);
  AppRow *row = app_row_new (NULL);
  GtkWidget *above = app_arm_choice_new (card, row, from, from_name);
  /* Translators: from one arm to another: "Usual care to" "Hand-ear acupuncture". */
  GtkWidget *between = gtk_label_new (_ ("to"));
  AppField *field = app_field_number_new (document, proportion, name);

  gtk_widget_add_css_class (between, "unit");
  gtk_box_append (GTK_BOX (above), between);
  app_row_add (row, above);
  app_row_add_below (row, app_arm_choice_new (card, row, to, to_name));
  app_field_add_basis (field);
  gtk_widget_set_size_request (GTK_WIDGET (field), CELL_WIDTH, -1);
  app_row_add_field (row, field);
  app_row_add_unit (row, document, proportion);
  app_row_add (row,
               app_edit_button_new (card, "list-remove-symbolic", remove, index, remove_switch));
  gtk_widget_add_css_class (GTK_WIDGET (row), "versus");
  app_card_add (card, row);
}

static void
build_switching (AppCard *card)
{
  g_auto (GStrv) places = app_structure_ids (app_card_draft (card), SWITCHING);

  for (guint i = 0; places[i] != NULL; i++)
    add_switch_row (card, places[i], i);
  app_card_add_whole (card, SWITCHING, _ ("Switching"));
  if (g_strv_length (places) < app_rows_most (card, SWITCHING))
    app_card_add_adder (card, _ ("Add a switch"), add_switch);
}

static const char *const switching_keys[] = { "switching", "arms", NULL };
static const char *const switching_shows[] = { "switching", NULL };

const AppCardSpec app_card_switching = { .id = "switching",
                                         .title = N_ ("Switching"),
                                         .keys = switching_keys,
                                         .shows = switching_shows,
                                         .names = TRUE,
                                         .folded = TRUE,
                                         .part = "switching",
                                         .build = build_switching,
                                         .summary = app_summary_switching };
