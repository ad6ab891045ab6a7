/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-outcome.c - what is measured, when, and how the scores of one patient go together: the
 * cards Outcome, Visits and Correlation.
 *
 * Each has its rows for every outcome; with more than one, headings say whose they are.
 */
#include <glib/gi18n.h>

#include "editor/cards.h"
#include "editor/edit.h"
#include "editor/menu.h"
#include "editor/options.h"
#include "editor/picture.h"
#include "editor/rows.h"
#include "editor/shape.h"
#include "editor/structure.h"

static const char *const outcome_keys[] = { "outcomes", "arms", NULL };
static const char *const outcome_shows[] = { "outcomes", NULL };

/* Calls add for each outcome, below a heading if there are several. */
static void
each_outcome (AppCard *card, void (*add) (AppCard *card, const char *outcome, guint place))
{
  g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), "/outcomes");

  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *outcome = sim_pointer_join ("/outcomes", ids[i]);

    if (ids[1] != NULL)
      app_card_add_heading (card, ids[i]);
    add (card, outcome, i);
  }
}

static void
add_picture (AppCard *card, const AppPictureKind *kind, guint place)
{
  GtkWidget *picture = app_picture_new (app_card_document (card), kind, place);

  app_card_add_widget (card, picture);
  app_card_add_refresh (card, picture, app_picture_refresh);
}

/* --- Outcome --- */

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

/* What few scenarios say of entry has rows once something of it is written. */
static const char *const entry_keys[] = { "min", "max", "imbalance", NULL };

static gboolean
says_entry (SimDraft *draft, const char *outcome)
{
  for (guint i = 0; entry_keys[i] != NULL; i++) {
    g_autofree char *pointer = g_strconcat (outcome, "/baseline/", entry_keys[i], NULL);

    if (sim_draft_get (draft, pointer) != NULL)
      return TRUE;
  }
  return FALSE;
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
  if (says_entry (draft, outcome)) {
    app_rows_add_record (card, pointer, _ ("Baseline"), NULL);
  } else {
    app_rows_add_record (card, pointer, _ ("Baseline"), entry_keys);
    app_card_add_adder_to (card, _ ("Add conditions of entry"), outcome, add_entry);
  }
  app_card_set_inner (card, FALSE);
}

static void
add_outcome (AppCard *card, const char *outcome, guint place)
{
  const char *key = app_structure_truth (app_card_draft (card), outcome);
  const char *const elsewhere[]
      = { "visits", "baseline", "correlation", "sd", key != NULL ? key : "sd", NULL };

  add_picture (card, &app_picture_scores, place);
  app_rows_add_record (card, outcome, _ ("Outcome"), elsewhere);
  /* Those of the first outcome stand beside its arms. */
  if (place > 0 && key != NULL)
    app_rows_add_key (card, outcome, "", key);
  app_rows_add_key (card, outcome, "", "sd");
  add_baseline (card, outcome);
}

static void
build_outcome (AppCard *card)
{
  each_outcome (card, add_outcome);
}

const AppCardSpec app_card_outcome = { .id = "outcome",
                                       .title = N_ ("Outcome"),
                                       .keys = outcome_keys,
                                       .shows = outcome_shows,
                                       .names = TRUE,
                                       .build = build_outcome,
                                       .summary = app_summary_outcome };

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

/* Visits are added to the first outcome, whose card this is; others follow in their own time. */
static void
add_visit (AppCard *card, const char *unused)
{
  g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), "/outcomes");
  GError *error = NULL;

  if (ids[0] != NULL)
    app_card_apply (card, sim_edit_add_visit (app_card_draft (card), ids[0], &error),
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

static void
add_visits (AppCard *card, const char *outcome, guint place)
{
  g_autofree char *list = sim_pointer_join (outcome, "visits");
  g_auto (GStrv) visits = app_structure_ids (app_card_draft (card), list);
  g_auto (GStrv) steps = sim_pointer_split (outcome);

  for (guint i = 0; visits[i] != NULL; i++)
    add_visit_row (card, list, steps[1], visits[i], i);
  if (place == 0)
    app_card_add_adder (card, _ ("Add a visit"), add_visit);
}

static void
build_visits (AppCard *card)
{
  each_outcome (card, add_visits);
}

static const char *const visit_keys[] = { "outcomes", NULL };

const AppCardSpec app_card_visits = { .id = "visits",
                                      .title = N_ ("Visits"),
                                      .keys = visit_keys,
                                      .shows = outcome_shows,
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

  if (says_entry (draft, outcome) || sim_draft_get (draft, scale) != NULL)
    return TRUE;
  return g_strcmp0 (sim_value_text (type), "continuous") != 0;
}

static void
add_correlation (AppCard *card, const char *outcome, guint place)
{
  g_autofree char *pointer = sim_pointer_join (outcome, "correlation");

  SimDraft *draft = app_card_draft (card);

  add_picture (card, &app_picture_correlation, place);
  app_rows_add_record (card, pointer, "", has_two_scales (draft, outcome) ? NULL : scale_key);
  app_card_add_whole (card, pointer, _ ("Correlation"));
}

static void
build_correlation (AppCard *card)
{
  each_outcome (card, add_correlation);
}

const AppCardSpec app_card_correlation = { .id = "correlation",
                                           .title = N_ ("Correlation"),
                                           .keys = visit_keys,
                                           .shows = outcome_shows,
                                           .names = TRUE,
                                           .folded = TRUE,
                                           .build = build_correlation,
                                           .summary = app_summary_correlation };
