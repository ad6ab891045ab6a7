/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plot-area-menu.c - the menu of a figure: copying, saving, and how much of the axis is shown.
 */
#include "views/plot-area-private.h"

#include <glib/gi18n.h>

#include "export/export.h"
#include "views/plot-zoom.h"

void
app_plot_area_open_menu (AppPlotArea *self, double x, double y)
{
  GdkRectangle place = { (int)x, (int)y, 1, 1 };
  gboolean zoomed = self->geometry.zooms && app_plot_zoom_on (&self->style.zoom);

  if (self->figure == NULL)
    return;
  app_plot_area_take_readout (self, NULL);
  g_simple_action_set_enabled (self->in, self->geometry.zooms);
  g_simple_action_set_enabled (self->out, zoomed);
  g_simple_action_set_enabled (self->all, zoomed);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_copy_picture (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_plot_area_copy_picture (data);
}

static void
on_save_picture (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_plot_area_save_picture (data);
}

static void
on_copy_data (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_plot_area_copy_data (data);
}

static void
on_zoom_in (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_plot_area_zoom_by_key (data, TRUE);
}

static void
on_zoom_out (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_plot_area_zoom_by_key (data, FALSE);
}

static void
on_zoom_all (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_plot_area_show_whole (data);
}

/* Figures of which no part can be shown have no such entry. */
static void
append_zoom (GMenu *menu, const char *label, const char *action)
{
  GMenuItem *item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
  g_object_unref (item);
}

static GMenuModel *
new_zoom_menu (void)
{
  GMenu *menu = g_menu_new ();

  append_zoom (menu, _ ("Zoom _In"), "plot.zoom-in");
  append_zoom (menu, _ ("Zoom _Out"), "plot.zoom-out");
  append_zoom (menu, _ ("Show _All"), "plot.zoom-all");
  return G_MENU_MODEL (menu);
}

static GSimpleAction *
action_of (GSimpleActionGroup *group, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (group), name));
}

void
app_plot_area_add_menu (AppPlotArea *self)
{
  static const GActionEntry entries[] = {
    { .name = "copy-picture", .activate = on_copy_picture },
    { .name = "save-picture", .activate = on_save_picture },
    { .name = "copy-data", .activate = on_copy_data },
    { .name = "zoom-in", .activate = on_zoom_in },
    { .name = "zoom-out", .activate = on_zoom_out },
    { .name = "zoom-all", .activate = on_zoom_all },
  };
  GSimpleActionGroup *group = g_simple_action_group_new ();
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) zoom = new_zoom_menu ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plot", G_ACTION_GROUP (group));
  g_menu_append (menu, _ ("_Copy Picture"), "plot.copy-picture");
  g_menu_append (menu, _ ("_Save Picture…"), "plot.save-picture");
  g_menu_append (menu, _ ("Copy _Data"), "plot.copy-data");
  g_menu_append_section (menu, NULL, zoom);
  self->in = action_of (group, "zoom-in");
  self->out = action_of (group, "zoom-out");
  self->all = action_of (group, "zoom-all");
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_object_unref (menu);
  g_object_unref (group);
}

void
app_plot_area_copy_picture (AppPlotArea *self)
{
  AppPictureOptions options;
  GdkTexture *texture;

  if (self->figure == NULL)
    return;
  app_picture_options_for (&options, PLOT_PRESET_SCREEN);
  options.style = self->style;
  options.style.interactive = FALSE;
  options.width = MAX (self->geometry.width, 300);
  options.height = MAX (self->geometry.height, 200);
  texture = app_picture_texture (self->figure, &options);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), texture);
  g_object_unref (texture);
  app_toast (GTK_WIDGET (self), _ ("Picture copied"));
}

void
app_plot_area_copy_data (AppPlotArea *self)
{
  g_autofree char *text = NULL;

  if (self->figure == NULL)
    return;
  text = plot_figure_data (self->figure);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  app_toast (GTK_WIDGET (self), _ ("Data copied"));
}

void
app_plot_area_save_picture (AppPlotArea *self)
{
  if (self->figure != NULL)
    app_export_picture_dialog (GTK_WIDGET (self), self->figure, self->stem, &self->style);
}
