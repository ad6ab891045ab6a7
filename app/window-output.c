/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-output.c - copying and saving what the window shows.
 */
#include "window-private.h"

#include <glib/gi18n.h>

#include "export/export.h"

/* The plot of the view that is shown, or NULL. */
static AppPlotArea *
visible_area (AppWindow *self)
{
  GtkWidget *widget;
  const AppView *view = app_window_view (self, &widget);

  return view->area != NULL ? view->area (widget) : NULL;
}

static void
on_export_picture (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_plot_area_save_picture (visible_area (data));
}

static void
on_export_results (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  GtkWidget *widget;
  const AppView *view = app_window_view (self, &widget);
  g_autofree char *name = app_document_stem (self->document);

  if (view->save != NULL)
    view->save (widget, name);
  else
    app_export_results_dialog (GTK_WIDGET (self->paned), self->run, name);
}

static void
on_export_report (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  g_autofree char *name = app_document_stem (self->document);

  app_export_report_dialog (GTK_WIDGET (self->paned), self->run, name);
}

static void
on_export_program (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  SimScenario *scenario = app_document_scenario (self->document);
  g_autofree char *name = app_document_stem (self->document);

  if (scenario != NULL)
    app_export_program_dialog (GTK_WIDGET (self->paned), name, scenario);
}

static void
on_copy_picture (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_plot_area_copy_picture (visible_area (data));
}

static void
on_copy_data (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_plot_area_copy_data (visible_area (data));
}

static void
on_copy_table (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  GtkWidget *widget;
  const AppView *view = app_window_view (self, &widget);

  if (view->copy != NULL)
    view->copy (widget);
  else
    app_table_copy (self->table);
}

static void
copy_sample_size (AppWindow *self)
{
  g_autofree char *text = app_results_protocol (self->run, NULL); /* enabled with results alone */

  g_clear_pointer (&self->copies, sim_scenario_unref);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  app_window_toast (self, _ ("Sample-size paragraph copied"), NULL, NULL);
}

/* The run shows what is to be copied, and no exact number is to come. */
static gboolean
has_what_is_copied (AppWindow *self)
{
  return app_run_scenario (self->run) == self->copies && app_run_done (self->run) > 0
         && !app_run_awaits_theory (self->run);
}

/* Of the scenario that it was asked for or not at all. */
static void
follow_copy (AppWindow *self, gboolean allowed)
{
  if (self->copies == NULL)
    return;
  if (!allowed || !app_document_valid (self->document)
      || app_document_scenario (self->document) != self->copies) {
    g_clear_pointer (&self->copies, sim_scenario_unref);
    app_window_toast (self, _ ("Sample-size paragraph not copied: the scenario has changed"), NULL,
                      NULL);
  } else if (has_what_is_copied (self)) {
    copy_sample_size (self);
  }
}

/* Numbers that a protocol is to have are not those of the simulation because somebody was quick. */
static void
on_copy_sample_size (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;

  sim_scenario_unref (self->copies);
  self->copies = sim_scenario_ref (app_document_scenario (self->document));
  if (has_what_is_copied (self))
    copy_sample_size (self);
  else
    app_window_toast (self, _ ("The exact numbers are on their way: copied when they are there"),
                      NULL, NULL);
}

static const GActionEntry of_plots[] = {
  { .name = "export-picture", .activate = on_export_picture },
  { .name = "copy-picture", .activate = on_copy_picture },
  { .name = "copy-data", .activate = on_copy_data },
};
static const GActionEntry of_results[] = {
  { .name = "export-results", .activate = on_export_results },
  { .name = "export-report", .activate = on_export_report },
  { .name = "copy-table", .activate = on_copy_table },
};

/* A protocol is of the scenario as it stands. */
static const GActionEntry of_protocols[] = {
  { .name = "copy-sample-size", .activate = on_copy_sample_size },
};

static const GActionEntry of_scenarios[] = {
  { .name = "export-program", .activate = on_export_program },
};

static void
enable (AppWindow *self, const GActionEntry *entries, guint n, gboolean enabled)
{
  for (guint i = 0; i < n; i++) {
    GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name);
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
  }
}

void
app_window_update_output (AppWindow *self)
{
  gboolean something = app_run_results (self->run) != NULL;
  /* What a lesson keeps covered does not leave by the clipboard either. */
  gboolean shown = something && (self->course == NULL || !app_course_hides (self->course));
  gboolean all = shown && (self->course == NULL || !app_course_asks_more (self->course));

  enable (self, of_plots, G_N_ELEMENTS (of_plots), shown && visible_area (self) != NULL);
  enable (self, of_results, G_N_ELEMENTS (of_results), all);
  enable (self, of_protocols, G_N_ELEMENTS (of_protocols), all && !app_run_stale (self->run));
  enable (self, of_scenarios, G_N_ELEMENTS (of_scenarios), something);
  follow_copy (self, all);
  app_window_update_expected (self);
}

void
app_window_init_output (AppWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), of_plots, G_N_ELEMENTS (of_plots), self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), of_results, G_N_ELEMENTS (of_results),
                                   self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), of_protocols,
                                   G_N_ELEMENTS (of_protocols), self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), of_scenarios, G_N_ELEMENTS (of_scenarios),
                                   self);
}
