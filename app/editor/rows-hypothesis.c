/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows-hypothesis.c - one hypothesis: the arms, the claim, the analysis, and its own level.
 *
 * Two arms stand in a row, with the claim and the analysis below them. What few hypotheses have
 * (weights of a contrast, a level of their own) comes by the menu and has rows once it is there.
 */
#include "editor/rows-hypothesis.h"

#include <glib/gi18n.h>

#include "editor/arm-choice.h"
#include "editor/edit.h"
#include "editor/field-choice.h"
#include "editor/menu.h"
#include "editor/rows.h"
#include "editor/structure.h"

#define LIST "/testing/hypotheses"

/* --- what is done to it --- */

static void
remove_hypothesis (AppCard *card, const char *id)
{
  GError *error = NULL;
  SimDraft *draft = sim_edit_remove_hypothesis (app_card_draft (card), id, &error);

  app_card_apply (card, draft, _ ("Remove a hypothesis"), &error);
}

static void
make_contrast (AppCard *card, const char *id)
{
  GError *error = NULL;
  SimDraft *draft = sim_edit_make_contrast (app_card_draft (card), id, &error);

  app_card_apply (card, draft, _ ("Contrast of all arms"), &error);
}

static void
make_pair (AppCard *card, const char *id)
{
  GError *error = NULL;
  g_autofree char *at = g_strdup_printf (LIST "/%s/contrast", id);
  g_autoptr (SimDraft) bare = app_edit_set (app_card_draft (card), at, NULL, &error);
  SimDraft *draft = bare != NULL ? sim_edit_fit_hypothesis (bare, id, &error) : NULL;

  app_card_apply (card, draft, _ ("Compare two arms"), &error);
}

static void
set_own_level (AppCard *card, const char *id)
{
  GError *error = NULL;
  g_autofree char *alpha = g_strdup_printf (LIST "/%s/alpha", id);
  g_autofree char *sides = g_strdup_printf (LIST "/%s/sides", id);
  g_autoptr (SimValue) level = sim_draft_effective (app_card_draft (card), "/testing/alpha");
  g_autoptr (SimValue) both = sim_draft_effective (app_card_draft (card), "/testing/sides");
  g_autoptr (SimDraft) first = app_edit_set (app_card_draft (card), alpha, level, &error);
  SimDraft *draft = first != NULL ? app_edit_set (first, sides, both, &error) : NULL;

  app_card_apply (card, draft, _ ("Level of its own"), &error);
}

static void
drop_own_level (AppCard *card, const char *id)
{
  GError *error = NULL;
  g_autofree char *alpha = g_strdup_printf (LIST "/%s/alpha", id);
  g_autofree char *sides = g_strdup_printf (LIST "/%s/sides", id);
  g_autoptr (SimDraft) first = app_edit_set (app_card_draft (card), alpha, NULL, &error);
  SimDraft *draft = first != NULL ? app_edit_set (first, sides, NULL, &error) : NULL;

  app_card_apply (card, draft, _ ("Level of the testing"), &error);
}

/* --- its rows --- */

static gboolean
has (AppCard *card, const char *pointer, const char *key)
{
  g_autofree char *at = sim_pointer_join (pointer, key);

  return sim_draft_get (app_card_draft (card), at) != NULL;
}

/* "on Pain, Week 8 ▾". */
static void
add_analysis_choice (AppCard *card, AppRow *row, const char *pointer, const char *id)
{
  g_auto (GStrv) analyses = app_structure_ids (app_card_draft (card), "/analyses");
  g_autofree char *at = sim_pointer_join (pointer, "analysis");
  g_autofree char *name = g_strdup_printf (_ ("Analysis, hypothesis %s"), id);
  GtkWidget *box = NULL, *on = NULL;
  AppField *field = NULL;

  if (analyses[0] == NULL || analyses[1] == NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Translators: the arms are compared on an analysis: "on Pain, Week 8". */
  on = gtk_label_new (_ ("on"));
  field = app_field_choice_new (app_card_document (card), at, name);
  gtk_widget_add_css_class (on, "unit");
  gtk_widget_add_css_class (GTK_WIDGET (field), "plain");
  gtk_box_append (GTK_BOX (box), on);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (field));
  app_row_tend (row, field);
  app_row_add_below (row, box);
}

/* "Non-inferiority ▾", and the menu of what few have. */
static void
add_claim (AppCard *card, AppRow *row, const char *pointer, const char *id)
{
  static const AppMenuItem contrast = { N_ ("Contrast of all arms"), make_contrast };
  static const AppMenuItem pair = { N_ ("Compare two arms"), make_pair };
  static const AppMenuItem own = { N_ ("Level of its own"), set_own_level };
  static const AppMenuItem common = { N_ ("Level of the testing"), drop_own_level };
  g_autofree char *at = sim_pointer_join (pointer, "type");
  g_autofree char *name = g_strdup_printf (_ ("Type, hypothesis %s"), id);
  g_autofree char *menu = g_strdup_printf (_ ("Edit hypothesis %s"), id);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  AppField *field = app_field_choice_new (app_card_document (card), at, name);
  gboolean one_level = !has (card, pointer, "alpha") && !has (card, pointer, "sides");
  AppMenuItem items[2] = { has (card, pointer, "contrast") ? pair : contrast,
                           one_level ? own : common };
  GtkWidget *dots = app_menu_button_new (card, menu, id, items, G_N_ELEMENTS (items));

  gtk_widget_add_css_class (GTK_WIDGET (field), "plain");
  gtk_widget_set_hexpand (dots, TRUE);
  gtk_widget_set_halign (dots, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (field));
  gtk_box_append (GTK_BOX (box), dots);
  app_row_tend (row, field);
  app_row_add_below (row, box);
}

static void
add_arms (AppCard *card, AppRow *row, const char *pointer, const char *id)
{
  g_autofree char *first = g_strconcat (pointer, "/compare/0", NULL);
  g_autofree char *second = g_strconcat (pointer, "/compare/1", NULL);
  g_autofree char *within = g_strconcat (pointer, "/arm", NULL);
  g_autofree char *first_name = g_strdup_printf (_ ("First arm, hypothesis %s"), id);
  g_autofree char *second_name = g_strdup_printf (_ ("Second arm, hypothesis %s"), id);
  g_autofree char *arm_name = g_strdup_printf (_ ("Arm, hypothesis %s"), id);

  if (has (card, pointer, "contrast")) {
    GtkWidget *label = gtk_label_new (id);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_widget_set_hexpand (label, TRUE);
    app_row_add (row, label);
  } else if (has (card, pointer, "arm")) {
    app_row_add (row, app_arm_choice_new (card, row, within, arm_name));
  } else {
    GtkWidget *above = app_arm_choice_new (card, row, first, first_name);
    GtkWidget *versus = gtk_label_new (_ ("vs"));

    gtk_widget_add_css_class (versus, "unit");
    gtk_box_append (GTK_BOX (above), versus);
    app_row_add (row, above);
    app_row_add_below (row, app_arm_choice_new (card, row, second, second_name));
  }
}

void
app_rows_add_hypothesis (AppCard *card, const char *id)
{
  static const char *const shown[] = { "id", "compare", "analysis", "type", "arm", "alpha",
                                       "sides", "contrast", "margins", NULL };
  g_autofree char *pointer = sim_pointer_join (LIST, id);
  g_autofree char *remove_name = g_strdup_printf (_ ("Remove hypothesis %s"), id);
  AppRow *row = app_row_new (NULL);

  add_arms (card, row, pointer, id);
  app_row_add (
      row, app_edit_button_new (card, "list-remove-symbolic", remove_name, id, remove_hypothesis));
  add_analysis_choice (card, row, pointer, id);
  add_claim (card, row, pointer, id);
  gtk_widget_add_css_class (GTK_WIDGET (row), "versus");
  app_card_add (card, row);
  app_card_set_inner (card, TRUE);
  if (has (card, pointer, "contrast"))
    app_rows_add_key (card, pointer, id, "contrast");
  app_rows_add_choices (card, pointer, id, shown);
  if (has (card, pointer, "alpha"))
    app_rows_add_key (card, pointer, id, "alpha");
  if (has (card, pointer, "sides"))
    app_rows_add_key (card, pointer, id, "sides");
  app_card_set_inner (card, FALSE);
}
