/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-analysis.c - how the data are analysed, and how it is run: the cards Analysis and Run.
 */
#include <glib/gi18n.h>

#include "editor/analysis-name.h"
#include "editor/cards.h"
#include "editor/menu.h"
#include "editor/parts.h"
#include "editor/precision.h"
#include "editor/rows.h"
#include "editor/structure.h"
#include "tooltip.h"

/* --- Analysis --- */

#define LIST "/analyses"

static const char *const analysis_keys[]
    = { "analyses",  "outcomes",  "strata",   "covariates",
        "adherence", "switching", "estimand", NULL };
static const char *const analysis_shows[] = { "analyses", "estimand", NULL };

/* Where all have the treatment of their arm, every estimand is the same. */
static gboolean
has_estimand (SimDraft *draft)
{
  return app_part_there (draft, "adherence") || app_part_there (draft, "switching")
         || sim_draft_get (draft, "/estimand") != NULL;
}

static void
remove_analysis (AppCard *card, const char *id)
{
  GError *error = NULL;
  SimDraft *draft = sim_edit_remove_analysis (app_card_draft (card), id, &error);

  app_card_apply_named (card, draft, _ ("Remove analysis"), LIST, id, &error);
}

static void
add_analysis (AppCard *card, const char *unused)
{
  GError *error = NULL;

  app_card_apply (card, sim_edit_add_analysis (app_card_draft (card), &error),
                  _ ("Add an analysis"), &error);
}

static void
refresh_heading (GtkWidget *label, SimDraft *draft)
{
  g_autofree char *name
      = app_analysis_name (draft, g_object_get_data (G_OBJECT (label), "analysis"));

  if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), name))
    return;
  gtk_label_set_text (GTK_LABEL (label), name);
  app_tooltip_set (label, name);
}

/* What tells it from the others, and the button that removes it. */
static void
add_heading (AppCard *card, const char *id, guint place)
{
  AppRow *row = app_row_new ("");
  GtkWidget *label = gtk_widget_get_first_child (app_row_line (row));
  g_autofree char *remove = g_strdup_printf (_ ("Remove analysis %u"), place + 1);

  g_object_set_data_full (G_OBJECT (label), "analysis", g_strdup (id), g_free);
  app_card_add_refresh (card, label, refresh_heading);
  app_row_add (row,
               app_edit_button_new (card, "list-remove-symbolic", remove, id, remove_analysis));
  gtk_widget_add_css_class (GTK_WIDGET (row), "title-row");
  app_card_add (card, row);
}

static void
build_analysis (AppCard *card)
{
  SimDraft *draft = app_card_draft (card);
  g_auto (GStrv) ids = app_structure_ids (draft, LIST);
  g_auto (GStrv) outcomes = app_structure_ids (draft, "/outcomes");
  guint n = g_strv_length (ids);

  if (has_estimand (draft))
    app_card_add_value (card, "/estimand", _ ("Estimand"));
  for (guint i = 0; i < n; i++) {
    g_autofree char *pointer = sim_pointer_join (LIST, ids[i]);
    g_autofree char *name = g_strdup_printf (_ ("Analysis %u"), i + 1);

    if (n > 1)
      add_heading (card, ids[i], i);
    app_card_set_inner (card, n > 1);
    app_rows_add_record (card, pointer, n > 1 ? name : _ ("Analysis"), NULL);
    app_card_set_inner (card, FALSE);
  }
  if ((n > 1 || g_strv_length (outcomes) > 1) && n < app_rows_most (card, LIST))
    app_card_add_adder (card, _ ("Add an analysis"), add_analysis);
}

const AppCardSpec app_card_analysis = { .id = "analysis",
                                        .title = N_ ("Analysis"),
                                        .keys = analysis_keys,
                                        .shows = analysis_shows,
                                        .names = TRUE,
                                        .outcomes = TRUE,
                                        .build = build_analysis,
                                        .summary = app_summary_analysis };

/* --- Run --- */

static const char *const run_keys[] = { "run", NULL };

static void
build_run (AppCard *card)
{
  app_rows_add_record (card, "/run", "", NULL);
  app_card_add_precision (card);
}

const AppCardSpec app_card_run = { .id = "run",
                                   .title = N_ ("Run"),
                                   .keys = run_keys,
                                   .shows = run_keys,
                                   .folded = TRUE,
                                   .build = build_run,
                                   .summary = app_summary_run };
