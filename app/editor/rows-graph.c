/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows-graph.c - a rule whose levels go from hypothesis to hypothesis.
 */
#include "editor/rows-graph.h"

#include <math.h>

#include <glib/gi18n.h>

#include "editor/edit.h"
#include "editor/graph-area.h"
#include "editor/menu.h"
#include "editor/play.h"
#include "editor/structure.h"

#define RULE        "/testing/multiplicity"
#define WEIGHTS     RULE "/weights"
#define TRANSITIONS RULE "/transitions"

static double
number_at (SimDraft *draft, const char *list, const char *id, const char *to)
{
  g_autofree char *of = sim_pointer_join (list, id);
  g_autofree char *at = to != NULL ? sim_pointer_join (of, to) : g_strdup (of);
  g_autoptr (SimValue) value = sim_draft_effective (draft, at);
  double number = value != NULL ? sim_value_number (value) : 0;

  return isnan (number) ? 0 : number;
}

static double
share_of (SimDraft *draft, const char *from, const char *to)
{
  return number_at (draft, TRANSITIONS, from, to);
}

static SimDraft *
set_share (SimDraft *draft, const char *from, const char *to, double share, GError **error)
{
  g_autofree char *of = sim_pointer_join (TRANSITIONS, from);
  g_autofree char *at = sim_pointer_join (of, to);
  g_autoptr (SimValue) value = share > 0 ? sim_value_new_number (share) : NULL;

  return app_edit_set (draft, at, value, error);
}

/* Shares are written with four digits, and a sum of three thirds must not come to more than 1. */
static double
rounded (double share)
{
  return floor (share * 1e4 + 1e-6) / 1e4;
}

SimDraft *
app_rows_graph_join (SimDraft *draft, const char *from, const char *to, GError **error)
{
  g_auto (GStrv) ids = app_structure_ids (draft, "/testing/hypotheses");
  SimDraft *next = NULL;
  double left = 1;
  guint arrows = 0;

  for (guint i = 0; ids[i] != NULL; i++)
    if (share_of (draft, from, ids[i]) > 0) {
      left -= share_of (draft, from, ids[i]);
      arrows++;
    }
  if (left > 1e-4)
    return set_share (draft, from, to, rounded (left), error);
  next = set_share (draft, from, to, rounded (1.0 / (arrows + 1)), error);
  for (guint i = 0; ids[i] != NULL && next != NULL; i++)
    if (share_of (draft, from, ids[i]) > 0) {
      g_autoptr (SimDraft) before = next;

      next = set_share (before, from, ids[i], rounded (1.0 / (arrows + 1)), error);
    }
  return next;
}

/* --- the picture --- */

static void
pressed (gpointer data, AppGraphPart part)
{
  AppCard *card = data;
  g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), "/testing/hypotheses");
  guint n = g_strv_length (ids);
  g_autofree char *of = NULL, *at = NULL;
  AppField *field = NULL;

  if ((guint)part.from >= n || (part.to >= 0 && (guint)part.to >= n))
    return;
  of = sim_pointer_join (part.to < 0 ? WEIGHTS : TRANSITIONS, ids[part.from]);
  at = part.to < 0 ? g_strdup (of) : sim_pointer_join (of, ids[part.to]);
  field = app_card_find (card, at);
  if (field != NULL)
    gtk_widget_grab_focus (app_field_control (field));
}

static void
joined (gpointer data, guint from, guint to)
{
  AppCard *card = data;
  SimDraft *draft = app_card_draft (card);
  g_auto (GStrv) ids = app_structure_ids (draft, "/testing/hypotheses");
  guint n = g_strv_length (ids);
  GError *error = NULL;

  if (from < n && to < n && share_of (draft, ids[from], ids[to]) <= 0)
    app_card_apply (card, app_rows_graph_join (draft, ids[from], ids[to], &error),
                    _ ("Draw an arrow"), &error);
}

static const AppGraphActions actions = { pressed, joined };
static const AppGraphActions looked_at = { pressed, NULL };

static void
refresh_area (GtkWidget *area, SimDraft *draft)
{
  AppCard *card = g_object_get_data (G_OBJECT (area), "trefoil-card");
  AppDocument *document = app_card_document (card);
  SimScenario *scenario = app_document_scenario (document);
  AppGraph graph;
  gboolean there = scenario != NULL && app_graph_start (&graph, scenario);

  gtk_widget_set_visible (area, there);
  if (there)
    app_graph_area_show (area, scenario, &graph, !app_document_valid (document));
}

static void
add_picture (AppCard *card, const AppGraphActions *what)
{
  GtkWidget *area = app_graph_area_new (what, card);

  g_object_set_data (G_OBJECT (area), "trefoil-card", card);
  app_card_add_widget (card, area);
  app_card_add_refresh (card, area, refresh_area);
  refresh_area (area, NULL);
}

/* --- the rows --- */

/* Four digits are to be read: "0.3333". */
#define FIELD_WIDTH 72

static void
add_share_field (AppCard *card, AppRow *row, const char *at, const char *name)
{
  AppField *field = app_field_number_new (app_card_document (card), at, name);

  gtk_widget_set_size_request (GTK_WIDGET (field), FIELD_WIDTH, -1);
  app_row_add_field (row, field);
}

static void
add_weights (AppCard *card, char **ids)
{
  app_card_add_heading (card, _ ("Shares of the level at the start"));
  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *at = sim_pointer_join (WEIGHTS, ids[i]);
    g_autofree char *name = g_strdup_printf (_ ("Weight, %s"), ids[i]);
    AppRow *row = app_row_new (ids[i]);

    add_share_field (card, row, at, name);
    app_card_add (card, row);
  }
  app_card_add_whole (card, WEIGHTS, _ ("Weights"));
}

static void
remove_arrow (AppCard *card, const char *at)
{
  GError *error = NULL;

  app_card_apply (card, app_edit_set (app_card_draft (card), at, NULL, &error),
                  _ ("Remove an arrow"), &error);
}

static void
add_arrow_row (AppCard *card, const char *from, const char *to)
{
  g_autofree char *of = sim_pointer_join (TRANSITIONS, from);
  g_autofree char *at = sim_pointer_join (of, to);
  g_autofree char *label = g_strdup_printf ("%s → %s", from, to);
  g_autofree char *name = g_strdup_printf (_ ("Share, %s to %s"), from, to);
  g_autofree char *remove = g_strdup_printf (_ ("Remove the arrow from %s to %s"), from, to);
  AppRow *row = app_row_new (label);

  add_share_field (card, row, at, name);
  app_row_add (row, app_edit_button_new (card, "list-remove-symbolic", remove, at, remove_arrow));
  app_card_add (card, row);
}

/* From the first that has something left to hand on, or else from the first that lacks an arrow. */
static gboolean
find_arrow (SimDraft *draft, char **ids, gboolean full_too, guint *from, guint *to)
{
  for (*from = 0; ids[*from] != NULL; (*from)++) {
    double left = 1;

    for (guint j = 0; ids[j] != NULL; j++)
      left -= share_of (draft, ids[*from], ids[j]);
    if (left < 1e-4 && !full_too)
      continue;
    for (*to = 0; ids[*to] != NULL; (*to)++)
      if (*to != *from && share_of (draft, ids[*from], ids[*to]) <= 0)
        return TRUE;
  }
  return FALSE;
}

static void
add_arrow (AppCard *card, const char *unused)
{
  SimDraft *draft = app_card_draft (card);
  g_auto (GStrv) ids = app_structure_ids (draft, "/testing/hypotheses");
  guint from = 0, to = 0;
  GError *error = NULL;

  if (find_arrow (draft, ids, FALSE, &from, &to) || find_arrow (draft, ids, TRUE, &from, &to))
    app_card_apply (card, app_rows_graph_join (draft, ids[from], ids[to], &error),
                    _ ("Add an arrow"), &error);
}

static void
add_arrows (AppCard *card, char **ids)
{
  SimDraft *draft = app_card_draft (card);
  guint from = 0, to = 0;

  app_card_add_heading (card, _ ("What is handed on after a rejection"));
  for (guint i = 0; ids[i] != NULL; i++)
    for (guint j = 0; ids[j] != NULL; j++)
      if (i != j && share_of (draft, ids[i], ids[j]) > 0)
        add_arrow_row (card, ids[i], ids[j]);
  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *of = sim_pointer_join (TRANSITIONS, ids[i]);
    g_autofree char *name = g_strdup_printf (_ ("What %s hands on"), ids[i]);

    app_card_add_whole (card, of, name);
  }
  if (find_arrow (draft, ids, TRUE, &from, &to))
    app_card_add_adder (card, _ ("Add an arrow"), add_arrow);
}

static void
add_play (AppCard *card)
{
  GtkWidget *play = app_play_new (app_card_document (card));

  app_card_add_widget (card, play);
  app_card_add_refresh (card, play, app_play_refresh);
}

void
app_rows_add_graph (AppCard *card)
{
  SimDraft *draft = app_card_draft (card);
  g_autoptr (SimValue) method = sim_draft_effective (draft, RULE "/method");
  const char *rule = method != NULL ? sim_value_text (method) : NULL;
  g_auto (GStrv) ids = app_structure_ids (draft, "/testing/hypotheses");
  static const char *const stepwise[] = { "holm", "shaffer", "fixed-sequence", "fallback",
                                          "gatekeeping", "graph", "closed", NULL };

  if (g_strcmp0 (rule, "graph") == 0 || g_strcmp0 (rule, "fallback") == 0) {
    gboolean graph = g_strcmp0 (rule, "graph") == 0;

    add_picture (card, graph ? &actions : &looked_at);
    add_weights (card, ids);
    if (graph)
      add_arrows (card, ids);
  }
  if (rule != NULL && g_strv_contains (stepwise, rule))
    add_play (card);
}
