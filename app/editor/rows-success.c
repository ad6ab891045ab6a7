/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows-success.c - what is called success of a trial: by which hypotheses.
 *
 * A criterion has one of three forms; another one of the menu takes the same hypotheses along.
 */
#include "editor/rows-success.h"

#include <glib/gi18n.h>

#include "editor/edit.h"
#include "editor/menu.h"
#include "editor/parts.h"
#include "editor/rows.h"
#include "editor/structure.h"

#define LIST       "/testing/success"
#define HYPOTHESES "/testing/hypotheses"

static const char *const forms[] = { "all-of", "any-of", "of" };

/* The key of the hypotheses in a criterion; the first form where there are none yet. */
static const char *
form_of (SimDraft *draft, const char *pointer)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autofree char *at = sim_pointer_join (pointer, forms[i]);

    if (sim_draft_get (draft, at) != NULL)
      return forms[i];
  }
  return forms[0];
}

/* --- what is done to it --- */

static SimValue *
all_hypotheses (SimDraft *draft)
{
  g_auto (GStrv) ids = app_structure_ids (draft, HYPOTHESES);
  guint n = g_strv_length (ids);
  g_autofree SimValue **items = g_new (SimValue *, n + 1);

  for (guint i = 0; i < n; i++)
    items[i] = sim_value_new_text (ids[i]);
  return sim_value_new_list (items, n);
}

static void
add_success (AppCard *card, const char *unused)
{
  static const char *const keys[] = { "id", "all-of" };
  SimDraft *draft = app_card_draft (card);
  g_autofree char *id = app_part_free_id (draft, LIST, "success");
  SimValue *values[] = { sim_value_new_text (id), all_hypotheses (draft) };
  GError *error = NULL;

  app_card_apply (card,
                  app_part_append (draft, LIST, sim_value_new_map (keys, values, 2), &error),
                  _ ("Add a criterion of success"), &error);
}

static void
remove_success (AppCard *card, const char *id)
{
  SimDraft *draft = app_card_draft (card);
  g_autofree char *member = sim_pointer_join (LIST, id);
  gboolean last = sim_value_length (sim_draft_get (draft, LIST)) == 1;
  GError *error = NULL;

  app_card_apply (card, app_edit_set (draft, last ? LIST : member, NULL, &error),
                  _ ("Remove a criterion of success"), &error);
}

/* The same hypotheses in another form; of so many one less than all of them, but two at least. */
static void
change_form (AppCard *card, const char *id, const char *form)
{
  SimDraft *draft = app_card_draft (card);
  g_autofree char *pointer = sim_pointer_join (LIST, id);
  g_autofree char *from = sim_pointer_join (pointer, form_of (draft, pointer));
  g_autoptr (SimValue) list = sim_draft_effective (draft, from);
  gboolean counted = g_str_equal (form, "of");
  const char *const keys[] = { "id", counted ? "at-least" : form, "of" };
  guint n = sim_value_length (list);
  SimValue *values[]
      = { sim_value_new_text (id),
          counted ? sim_value_new_number (n > 2 ? n - 1 : MAX (n, 1)) : sim_value_ref (list),
          counted ? sim_value_ref (list) : NULL };
  g_autoptr (SimValue) record = sim_value_new_map (keys, values, counted ? 3 : 2);
  GError *error = NULL;

  app_card_apply (card, app_edit_set (draft, pointer, record, &error), _ ("Form of success"),
                  &error);
}

static void
make_all (AppCard *card, const char *id)
{
  change_form (card, id, "all-of");
}

static void
make_any (AppCard *card, const char *id)
{
  change_form (card, id, "any-of");
}

static void
make_counted (AppCard *card, const char *id)
{
  change_form (card, id, "of");
}

/* --- its rows --- */

static const char *
form_label (const char *form)
{
  return g_str_equal (form, "all-of")   ? _ ("success: all of these are rejected")
         : g_str_equal (form, "any-of") ? _ ("success: at least one of these is rejected")
                                        : _ ("success: so many of these are rejected");
}

static void
add_criterion (AppCard *card, const char *id)
{
  static const AppMenuItem items[] = { { N_ ("All of them"), make_all },
                                       { N_ ("At least one"), make_any },
                                       { N_ ("At least so many"), make_counted } };
  g_autofree char *pointer = sim_pointer_join (LIST, id);
  g_autofree char *remove_name = g_strdup_printf (_ ("Remove criterion %s"), id);
  g_autofree char *menu = g_strdup_printf (_ ("Form of criterion %s"), id);
  const char *form = form_of (app_card_draft (card), pointer);
  AppRow *row = app_row_new (id);
  GtkWidget *says = gtk_label_new (form_label (form));

  gtk_widget_add_css_class (says, "unit");
  gtk_label_set_xalign (GTK_LABEL (says), 0);
  gtk_label_set_wrap (GTK_LABEL (says), TRUE);
  app_row_add (row, app_menu_button_new (card, menu, id, items, G_N_ELEMENTS (items)));
  app_row_add (row, app_edit_button_new (card, "list-remove-symbolic", remove_name, id,
                                         remove_success));
  app_row_add_below (row, says);
  app_card_add (card, row);
  app_card_set_inner (card, TRUE);
  if (g_str_equal (form, "of"))
    app_rows_add_key (card, pointer, id, "at-least");
  app_rows_add_key (card, pointer, id, form);
  app_card_set_inner (card, FALSE);
}

void
app_rows_add_success (AppCard *card)
{
  g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), LIST);

  for (guint i = 0; ids[i] != NULL; i++)
    add_criterion (card, ids[i]);
  app_card_add_adder (card, _ ("Add a criterion of success"), add_success);
}
