/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * arm-choice.c - the choice of an arm with its colour.
 */
#include "editor/arm-choice.h"

#include "editor/swatch.h"

static void
refresh_swatch (GtkWidget *swatch, SimDraft *draft)
{
  g_autoptr (SimValue) arm
      = sim_draft_effective (draft, g_object_get_data (G_OBJECT (swatch), "pointer"));
  g_autoptr (SimValue) arms = sim_draft_effective (draft, "/arms");
  int place = sim_value_text (arm) != NULL ? sim_value_index_of (arms, sim_value_text (arm)) : -1;

  gtk_widget_set_opacity (swatch, place >= 0 ? 1 : 0);
  app_swatch_set_colour (swatch, sim_arm_colour (arms, (guint)MAX (0, place)));
}

GtkWidget *
app_arm_choice_new (AppCard *card, AppRow *row, const char *pointer, const char *name)
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
