/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-analysis.c - how the data are analysed, what is tested, how it is run: the cards Analysis,
 * Hypotheses and multiplicity, Run.
 */
#include <glib/gi18n.h>

#include "editor/arm-choice.h"
#include "editor/cards.h"
#include "editor/menu.h"
#include "editor/options.h"
#include "editor/parts.h"
#include "editor/rows.h"
#include "editor/structure.h"

/* --- Analysis --- */

static const char *const analysis_keys[]
    = { "analyses", "outcomes", "adherence", "switching", "estimand", NULL };
static const char *const analysis_shows[] = { "analyses", "estimand", NULL };

/* Where all have the treatment of their arm, every estimand is the same. */
static gboolean
has_estimand (SimDraft *draft)
{
  return app_part_there (draft, "adherence") || app_part_there (draft, "switching")
         || sim_draft_get (draft, "/estimand") != NULL;
}

static void
build_analysis (AppCard *card)
{
  g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), "/analyses");

  if (has_estimand (app_card_draft (card)))
    app_card_add_value (card, "/estimand", _ ("Estimand"));
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

  above = app_arm_choice_new (card, row, first, first_name);
  gtk_widget_add_css_class (versus, "unit");
  gtk_box_append (GTK_BOX (above), versus);
  app_row_add (row, above);
  app_row_add_below (row, app_arm_choice_new (card, row, second, second_name));
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
