/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-analysis.c - how the data are analysed, what is tested, how it is run: the cards Analysis,
 * Hypotheses and multiplicity, Run.
 */
#include <glib/gi18n.h>

#include "editor/cards.h"
#include "editor/menu.h"
#include "editor/options.h"
#include "editor/rows.h"
#include "editor/structure.h"
#include "editor/swatch.h"

/* --- Analysis --- */

static const char *const analysis_keys[] = { "analyses", "outcomes", NULL };
static const char *const analysis_shows[] = { "analyses", NULL };

static void
build_analysis (AppCard *card)
{
  g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), "/analyses");

  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *pointer = sim_pointer_join ("/analyses", ids[i]);

    if (ids[1] != NULL)
      app_card_add_heading (card, ids[i]);
    app_rows_add_record (card, pointer, ids[1] != NULL ? ids[i] : _ ("Analysis"), NULL);
  }
}

const AppCardSpec app_card_analysis = { .id = "analysis",
                                        .title = N_ ("Analysis"),
                                        .keys = analysis_keys,
                                        .shows = analysis_shows,
                                        .names = TRUE,
                                        .build = build_analysis,
                                        .summary = app_summary_analysis };

/* --- Hypotheses and multiplicity --- */

static const char *const testing_keys[] = { "testing", "arms", "analyses", NULL };
static const char *const testing_shows[] = { "testing", NULL };

static void
remove_hypothesis (AppCard *card, const char *id)
{
  GError *error = NULL;
  SimDraft *draft = sim_edit_remove_hypothesis (app_card_draft (card), id, &error);

  app_card_apply (card, draft, _ ("Remove a hypothesis"), &error);
}

static gboolean
is_compared (SimDraft *draft, const char *a, const char *b)
{
  g_autoptr (SimValue) hypotheses = sim_draft_effective (draft, "/testing/hypotheses");

  for (guint i = 0; i < sim_value_length (hypotheses); i++) {
    const SimValue *pair = sim_value_get (sim_value_at (hypotheses, i), "compare");

    if (g_strcmp0 (sim_value_text (sim_value_at (pair, 0)), a) == 0
        && g_strcmp0 (sim_value_text (sim_value_at (pair, 1)), b) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Adds the first comparison that is not there: of an earlier arm with a later one, else any. */
static void
add_hypothesis (AppCard *card, const char *unused)
{
  SimDraft *draft = app_card_draft (card);
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  guint n = g_strv_length (arms);
  const char *a = n > 1 ? arms[0] : NULL, *b = n > 1 ? arms[1] : NULL;
  gboolean found = FALSE;
  GError *error = NULL;

  if (n < 2)
    return;
  for (guint i = 0; i < n * n && !found; i++) {
    guint first = i / n, second = i % n;

    found = first < second && !is_compared (draft, arms[first], arms[second]);
    if (found) {
      a = arms[first];
      b = arms[second];
    }
  }
  app_card_apply (card, sim_edit_add_hypothesis (draft, a, b, &error), _ ("Add a hypothesis"),
                  &error);
}

static void
refresh_swatch (GtkWidget *swatch, SimDraft *draft)
{
  g_autoptr (SimValue) arm
      = sim_draft_effective (draft, g_object_get_data (G_OBJECT (swatch), "pointer"));
  g_autoptr (SimValue) arms = sim_draft_effective (draft, "/arms");
  int place = sim_value_text (arm) != NULL ? sim_value_index_of (arms, sim_value_text (arm)) : -1;

  gtk_widget_set_opacity (swatch, place >= 0 ? 1 : 0);
  app_swatch_set_arm (swatch, (guint)MAX (0, place));
}

/* The colour and the choice of one of the two arms of a hypothesis. */
static GtkWidget *
arm_choice (AppCard *card, AppRow *row, const char *pointer, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *swatch = app_swatch_new (0);
  AppField *field = app_field_choice_new (app_card_document (card), pointer, name);

  g_object_set_data_full (G_OBJECT (swatch), "pointer", g_strdup (pointer), g_free);
  app_card_add_refresh (card, swatch, refresh_swatch);
  gtk_widget_add_css_class (GTK_WIDGET (field), "plain");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (field));
  app_row_tend (row, field);
  return box;
}

static void
add_hypothesis_row (AppCard *card, const char *id)
{
  static const char *const shown[] = { "id", "compare", NULL };
  g_autofree char *pointer = sim_pointer_join ("/testing/hypotheses", id);
  g_autofree char *first = g_strconcat (pointer, "/compare/0", NULL);
  g_autofree char *second = g_strconcat (pointer, "/compare/1", NULL);
  g_autofree char *first_name = g_strdup_printf (_ ("First arm, hypothesis %s"), id);
  g_autofree char *second_name = g_strdup_printf (_ ("Second arm, hypothesis %s"), id);
  g_autofree char *remove_name = g_strdup_printf (_ ("Remove hypothesis %s"), id);
  AppRow *row = app_row_new (NULL);
  GtkWidget *above = NULL, *versus = gtk_label_new (_ ("vs"));

  above = arm_choice (card, row, first, first_name);
  gtk_widget_add_css_class (versus, "unit");
  gtk_box_append (GTK_BOX (above), versus);
  app_row_add (row, above);
  app_row_add_below (row, arm_choice (card, row, second, second_name));
  app_row_add (
      row, app_edit_button_new (card, "list-remove-symbolic", remove_name, id, remove_hypothesis));
  gtk_widget_add_css_class (GTK_WIDGET (row), "versus");
  app_card_add (card, row);
  app_rows_add_choices (card, pointer, id, shown);
}

static void
build_testing (AppCard *card)
{
  static const char *const elsewhere[] = { "hypotheses", NULL };
  g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), "/testing/hypotheses");

  for (guint i = 0; ids[i] != NULL; i++)
    add_hypothesis_row (card, ids[i]);
  app_card_add_adder (card, _ ("Add a hypothesis"), add_hypothesis);
  app_rows_add_record (card, "/testing", "", elsewhere);
}

const AppCardSpec app_card_testing = { .id = "testing",
                                       .title = N_ ("Hypotheses and multiplicity"),
                                       .keys = testing_keys,
                                       .shows = testing_shows,
                                       .names = TRUE,
                                       .build = build_testing,
                                       .summary = app_summary_testing };

/* --- Run --- */

static const char *const run_keys[] = { "run", NULL };

static void
build_run (AppCard *card)
{
  app_rows_add_record (card, "/run", "", NULL);
}

const AppCardSpec app_card_run = { .id = "run",
                                   .title = N_ ("Run"),
                                   .keys = run_keys,
                                   .shows = run_keys,
                                   .folded = TRUE,
                                   .build = build_run,
                                   .summary = app_summary_run };
