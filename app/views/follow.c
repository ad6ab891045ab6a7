/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * follow.c - following a run without doing anything twice.
 */
#include "views/follow.h"

gboolean
app_shown_update (AppShown *shown, GtkWidget *widget, AppRun *run)
{
  SimScenario *scenario = app_run_scenario (run);
  SimSnapshot *snapshot = app_run_snapshot (run);
  const SimTheory *theory = app_run_theory (run);
  gboolean stale = app_run_stale (run);
  gboolean changed = shown->scenario != scenario || shown->snapshot != snapshot
                     || shown->theory != theory || shown->stale != stale;

  if (!changed || !gtk_widget_get_mapped (widget))
    return FALSE;
  app_shown_clear (shown);
  shown->scenario = scenario != NULL ? sim_scenario_ref (scenario) : NULL;
  shown->snapshot = snapshot != NULL ? sim_snapshot_ref (snapshot) : NULL;
  shown->theory = theory;
  shown->stale = stale;
  return TRUE;
}

void
app_shown_clear (AppShown *shown)
{
  g_clear_pointer (&shown->scenario, sim_scenario_unref);
  g_clear_pointer (&shown->snapshot, sim_snapshot_unref);
  shown->theory = NULL;
  shown->stale = FALSE;
}

void
app_mark_stale (GtkWidget *widget, gboolean stale)
{
  if (stale)
    gtk_widget_add_css_class (widget, "stale");
  else
    gtk_widget_remove_css_class (widget, "stale");
}

void
app_shown_mark (const AppShown *shown, GtkWidget *widget)
{
  app_mark_stale (widget, shown->stale);
}

void
app_follow (GtkWidget *widget, AppRun *run, GCallback refresh)
{
  g_signal_connect_object (run, "updated", refresh, widget, G_CONNECT_SWAPPED);
  g_signal_connect (widget, "map", refresh, NULL);
}
