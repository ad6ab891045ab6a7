/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hypothesis-choice.c - a drop-down of hypotheses that follows the focus.
 */
#include "views/hypothesis-choice.h"

#include <glib/gi18n.h>

#include "name-factory.h"

#define DATA_KEY "trefoil-hypothesis-choice"

typedef struct {
  AppTrialFocus *focus;
  SimScenario *scenario; /* whose hypotheses are in it; NULL: none yet */
  gboolean filling;      /* what is selected now was not chosen by anybody */
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_object_unref (choice->focus);
  sim_scenario_unref (choice->scenario);
  g_free (choice);
}

static Choice *
choice_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), DATA_KEY);
}

static void
on_selected (GtkDropDown *down)
{
  Choice *choice = choice_of (GTK_WIDGET (down));
  guint h = gtk_drop_down_get_selected (down);

  if (!choice->filling && choice->scenario != NULL
      && h < sim_scenario_n_hypotheses (choice->scenario))
    app_trial_focus_set_hypothesis (choice->focus,
                                    sim_scenario_hypothesis (choice->scenario, h)->id);
}

static void
follow (GtkWidget *widget)
{
  Choice *choice = choice_of (widget);

  if (choice->scenario == NULL)
    return;
  choice->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (widget),
                              app_trial_focus_hypothesis (choice->focus, choice->scenario));
  choice->filling = FALSE;
}

GtkWidget *
app_hypothesis_choice_new (AppTrialFocus *focus)
{
  GtkWidget *down = gtk_drop_down_new (NULL, NULL);
  g_autoptr (GtkListItemFactory) factory = app_name_factory_new ();
  Choice *choice = g_new0 (Choice, 1);

  choice->focus = g_object_ref (focus);
  g_object_set_data_full (G_OBJECT (down), DATA_KEY, choice, choice_free);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (down), factory);
  gtk_widget_set_hexpand (down, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Comparison"), -1);
  g_signal_connect (down, "notify::selected", G_CALLBACK (on_selected), NULL);
  g_signal_connect_object (focus, "changed", G_CALLBACK (follow), down, G_CONNECT_SWAPPED);
  return down;
}

void
app_hypothesis_choice_fill (GtkWidget *widget, SimScenario *scenario)
{
  Choice *choice = choice_of (widget);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  sim_scenario_ref (scenario);
  sim_scenario_unref (choice->scenario);
  choice->scenario = scenario;
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    g_autofree char *label = sim_scenario_hypothesis_label (scenario, h);

    gtk_string_list_append (list, label);
  }
  choice->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (widget), G_LIST_MODEL (list));
  choice->filling = FALSE;
  follow (widget);
}
