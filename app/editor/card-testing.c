/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-testing.c - what is tested, and at what level: the card Hypotheses and multiplicity.
 */
#include <glib/gi18n.h>

#include "editor/analysis-name.h"
#include "editor/cards.h"
#include "editor/menu.h"
#include "editor/rows.h"
#include "editor/rows-families.h"
#include "editor/rows-graph.h"
#include "editor/rows-hypothesis.h"
#include "editor/rows-success.h"
#include "editor/structure.h"

#define LIST "/testing/hypotheses"

static const char *const testing_keys[] = { "testing", "arms", "analyses", "outcomes", NULL };
static const char *const testing_shows[] = { "testing", NULL };

static void
test_too (AppCard *card, const char *analysis)
{
  GError *error = NULL;
  SimDraft *draft = sim_edit_test_too (app_card_draft (card), analysis, &error);

  app_card_apply_named (card, draft, _ ("Test the same on"), "/analyses", analysis, &error);
}

static char *
analysis_of (SimDraft *draft, const char *hypothesis)
{
  g_autofree char *pointer = g_strdup_printf (LIST "/%s/analysis", hypothesis);
  g_autoptr (SimValue) analysis = sim_draft_effective (draft, pointer);

  return g_strdup (sim_value_text (analysis));
}

static gboolean
is_compared (SimDraft *draft, const char *analysis, const char *a, const char *b)
{
  g_autoptr (SimValue) hypotheses = sim_draft_effective (draft, LIST);
  g_auto (GStrv) ids = app_structure_ids (draft, LIST);

  for (guint i = 0; i < sim_value_length (hypotheses); i++) {
    const SimValue *pair = sim_value_get (sim_value_at (hypotheses, i), "compare");
    g_autofree char *by = analysis_of (draft, ids[i]);

    if (g_strcmp0 (sim_value_text (sim_value_at (pair, 0)), a) == 0
        && g_strcmp0 (sim_value_text (sim_value_at (pair, 1)), b) == 0
        && g_strcmp0 (by, analysis) == 0)
      return TRUE;
  }
  return FALSE;
}

/* The first comparison that an analysis does not test: of an earlier arm with a later one. */
static gboolean
find_comparison (SimDraft *draft, char **analyses, char **arms, guint *analysis, guint *a, guint *b)
{
  guint n = g_strv_length (arms);

  for (*analysis = 0; analyses[*analysis] != NULL; (*analysis)++)
    for (*a = 0; *a < n; (*a)++)
      for (*b = *a + 1; *b < n; (*b)++)
        if (!is_compared (draft, analyses[*analysis], arms[*a], arms[*b]))
          return TRUE;
  return FALSE;
}

/* Adds a comparison that is not there; if all are, the first once more. */
static void
add_hypothesis (AppCard *card, const char *unused)
{
  SimDraft *draft = app_card_draft (card), *next = NULL;
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  g_auto (GStrv) analyses = app_structure_ids (draft, "/analyses");
  guint analysis = 0, a = 0, b = 0;
  GError *error = NULL;

  if (g_strv_length (arms) < 2)
    return;
  if (!find_comparison (draft, analyses, arms, &analysis, &a, &b)) {
    analysis = a = 0;
    b = 1;
  }
  next = sim_edit_add_hypothesis (draft, arms[a], arms[b], &error);
  if (next != NULL && analysis > 0) {
    g_autoptr (SimDraft) before = next;
    g_auto (GStrv) ids = app_structure_ids (next, LIST);
    g_autofree char *pointer
        = g_strdup_printf (LIST "/%s/analysis", ids[g_strv_length (ids) - 1]);
    g_autoptr (SimValue) by = sim_value_new_text (analyses[analysis]);

    next = sim_draft_set (before, pointer, by, &error);
  }
  app_card_apply (card, next, _ ("Add a hypothesis"), &error);
}

/* One button for each analysis that does not test all that the others do. */
static void
add_more (AppCard *card)
{
  SimDraft *draft = app_card_draft (card);
  g_auto (GStrv) analyses = app_structure_ids (draft, "/analyses");

  for (guint i = 0; analyses[i] != NULL; i++) {
    g_autofree char *name = app_analysis_name (draft, analyses[i]);
    /* Translators: an analysis: "Test the same on Pain, Week 8" adds hypotheses. */
    g_autofree char *label = g_strdup_printf (_ ("Test the same on %s"), name);

    if (sim_edit_n_untested (draft, analyses[i]) > 0)
      app_card_add_action (card, label, analyses[i], test_too);
  }
}

static void
build_testing (AppCard *card)
{
  static const char *const elsewhere[] = { "hypotheses", NULL };
  g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), LIST);

  for (guint i = 0; ids[i] != NULL; i++)
    app_rows_add_hypothesis (card, ids[i]);
  add_more (card);
  app_card_add_adder (card, _ ("Add a hypothesis"), add_hypothesis);
  app_rows_add_record (card, "/testing", "", elsewhere);
  app_rows_add_families (card);
  app_rows_add_graph (card);
  app_rows_add_success (card);
}

const AppCardSpec app_card_testing = { .id = "testing",
                                       .title = N_ ("Hypotheses and multiplicity"),
                                       .keys = testing_keys,
                                       .shows = testing_shows,
                                       .names = TRUE,
                                       .outcomes = TRUE,
                                       .build = build_testing,
                                       .summary = app_summary_testing };
