/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * precision.c - the row of the precision at which a run stops.
 */
#include "editor/precision.h"

#include <glib/gi18n.h>
#include <math.h>

#include "editor/menu.h"
#include "tooltip.h"

#define TRIALS "/run/replicates"

static const double offered[] = { 2, 1, 0.5, 0.3, 0.2, 0.1, 0.05, 0.02 };

double
app_precision_of (double trials)
{
  return 100 * SIM_Z95 * sqrt (0.25 / trials);
}

double
app_precision_trials (double points)
{
  double half = points / 100 / SIM_Z95;

  return CLAMP (ceil (0.25 / (half * half)), 8, SIM_MAX_REPLICATES);
}

/* "±0.31 points" */
static char *
points_text (double points)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, "%.2g", points);
  /* Translators: half the width of an interval, in percentage points */
  return g_strdup_printf (g_str_equal (digits, "1") ? _ ("±%s point") : _ ("±%s points"), digits);
}

static void
on_choose (GSimpleAction *action, GVariant *target, gpointer data)
{
  AppCard *card = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SimValue) trials
      = sim_value_new_number (app_precision_trials (g_variant_get_double (target)));

  app_card_apply (card, sim_draft_set (app_card_draft (card), TRIALS, trials, &error),
                  _ ("Precision"), &error);
}

static GMenuModel *
new_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (offered); i++) {
    g_autofree char *points = points_text (offered[i]);
    g_autofree char *count = sim_format_count ((guint64)app_precision_trials (offered[i]));
    /* Translators: a precision ("±0.1 points"), and how many simulated trials have it */
    g_autofree char *text = g_strdup_printf (_ ("%s: %s trials"), points, count);
    g_autoptr (GMenuItem) item = g_menu_item_new (text, NULL);

    g_menu_item_set_action_and_target (item, "precision.to", "d", offered[i]);
    g_menu_append_item (menu, item);
  }
  return G_MENU_MODEL (menu);
}

static void
refresh (GtkWidget *button, SimDraft *draft)
{
  g_autoptr (SimValue) value = sim_draft_effective (draft, TRIALS);
  double trials = sim_value_number (value);
  g_autofree char *points
      = trials > 0 && isfinite (trials) ? points_text (app_precision_of (trials)) : g_strdup ("–");
  g_autofree char *name = g_strdup_printf ("%s: %s", _ ("Precision"), points);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), points);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
app_card_add_precision (AppCard *card)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("to", G_VARIANT_TYPE_DOUBLE);
  GtkWidget *button = gtk_menu_button_new ();
  AppRow *row = app_row_new (_ ("Precision"));
  g_autoptr (GMenuModel) menu = new_menu ();

  g_signal_connect_object (action, "activate", G_CALLBACK (on_choose), card, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (button, "precision", G_ACTION_GROUP (group));
  app_menu_set_late (button, menu);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "choice");
  app_row_add (row, button);
  app_card_add (card, row);
  app_card_add_refresh (card, button, refresh);
  app_card_add_hold (card, button, TRIALS,
                     _ ("Half the width of the 95 % Monte Carlo interval of a power, where it is "
                        "widest; another one sets the number of trials"));
}
