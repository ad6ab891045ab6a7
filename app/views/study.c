/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * study.c - a job that follows the scenario.
 */
#include "views/study.h"

#include <glib/gi18n.h>

static void
on_unmap (AppStudy *study)
{
  if (study->job == NULL)
    return;
  if (app_job_busy (study->job))
    app_study_take (study, NULL);
  app_job_cancel (study->job);
  app_shown_clear (&study->shown);
}

void
app_study_init (AppStudy *study, GtkWidget *view, const AppJobKind *kind, GtkWidget *area)
{
  study->job = app_job_new (kind, view);
  study->area = APP_PLOT_AREA (area);
  study->progress = gtk_progress_bar_new ();
  gtk_widget_add_css_class (study->progress, "osd");
  gtk_accessible_update_property (GTK_ACCESSIBLE (study->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress of the answer"), -1);
  g_signal_connect_swapped (view, "unmap", G_CALLBACK (on_unmap), study);
}

void
app_study_clear (AppStudy *study)
{
  g_clear_pointer (&study->job, app_job_free);
  app_study_take (study, NULL);
  app_shown_clear (&study->shown);
}

void
app_study_take (AppStudy *study, SimScenario *scenario)
{
  if (scenario != NULL)
    sim_scenario_ref (scenario);
  sim_scenario_unref (study->asked);
  study->asked = scenario;
}

gboolean
app_study_update (AppStudy *study, GtkWidget *view, AppRun *run)
{
  if (!app_shown_update (&study->shown, view, run))
    return FALSE;
  app_plot_area_set_stale (study->area, study->shown.stale);
  if (study->shown.scenario == NULL || study->shown.scenario == study->asked)
    return FALSE;
  app_study_take (study, study->shown.scenario);
  return TRUE;
}

void
app_study_want (AppStudy *study, gpointer input)
{
  app_job_want (study->job, input);
  app_plot_area_set_waiting (study->area, TRUE);
  app_study_progress (study, 0);
}

void
app_study_cancel (AppStudy *study)
{
  app_job_cancel (study->job);
  app_study_answered (study);
  app_study_progress (study, 1);
}

void
app_study_answered (AppStudy *study)
{
  app_plot_area_set_waiting (study->area, FALSE);
}

void
app_study_progress (AppStudy *study, double share)
{
  gtk_widget_set_opacity (study->progress, app_job_busy (study->job) ? 1 : 0);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (study->progress), CLAMP (share, 0, 1));
}
