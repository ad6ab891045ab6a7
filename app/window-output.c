/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-output.c - copying and saving what the window shows.
 */
#include "window-private.h"

#include "export/export.h"

static AppPlotArea *
visible_area (AppWindow *self)
{
  const char *view = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (view, "effects") == 0)
    return app_effects_view_area (self->effects);
  if (g_strcmp0 (view, "sensitivity") == 0)
    return app_sensitivity_view_area (self->sensitivity);
  if (g_strcmp0 (view, "compare") == 0)
    return app_compare_view_area (self->compare);
  return app_power_view_area (self->power);
}

/* What saved files are called: the document's own name, else its kind. */
static char *
stem (AppWindow *self)
{
  const char *path = app_document_path (self->document);
  char *name, *dot;

  if (path == NULL)
    return g_strdup ("results");
  name = g_path_get_basename (path);
  dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  return name;
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
  g_autofree char *name = stem (self);
  app_export_results_dialog (GTK_WIDGET (self->paned), self->run, name);
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

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "compare") == 0)
    app_compare_view_copy (self->compare);
  else
    app_table_copy (self->table);
}

static const GActionEntry entries[] = {
  { .name = "export-picture", .activate = on_export_picture },
  { .name = "export-results", .activate = on_export_results },
  { .name = "copy-picture", .activate = on_copy_picture },
  { .name = "copy-data", .activate = on_copy_data },
  { .name = "copy-table", .activate = on_copy_table },
};

void
app_window_update_output (AppWindow *self)
{
  gboolean something = app_run_results (self->run) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++) {
    GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name);
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), something);
  }
}

void
app_window_init_output (AppWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
