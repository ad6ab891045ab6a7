/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-menu.c - the menu of the Open button: recent files, and the way to the bundled scenarios.
 */
#include "window-private.h"

#include <glib/gi18n.h>

#include "recent.h"

#define MAX_RECENT 8

/* "_" in a menu label would mark a mnemonic. */
static void
append_item (GMenu *section, const char *label, const char *action, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (escaped, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (section, item);
}

static GMenu *
recent_section (void)
{
  GMenu *section = g_menu_new ();
  g_autoptr (GPtrArray) infos = app_recent_list (MAX_RECENT);

  for (guint i = 0; i < infos->len; i++) {
    GtkRecentInfo *info = g_ptr_array_index (infos, i);
    append_item (section, gtk_recent_info_get_display_name (info), "win.open-uri",
                 gtk_recent_info_get_uri (info));
  }
  return section;
}

static GMenu *
start_section (void)
{
  GMenu *section = g_menu_new ();

  g_menu_append (section, _ ("_Bundled Scenarios and Lessons…"), "win.start");
  return section;
}

static void
append_section (GMenu *menu, const char *label, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, label, G_MENU_MODEL (section));
  g_object_unref (section);
}

static void
update_menu (AppWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  append_section (menu, _ ("Recent"), recent_section ());
  append_section (menu, NULL, start_section ());
  adw_split_button_set_menu_model (self->open_button, G_MENU_MODEL (menu));
}

static gboolean
on_idle (gpointer data)
{
  update_menu (data);
  return G_SOURCE_REMOVE;
}

void
app_window_init_menu (AppWindow *self)
{
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (update_menu),
                           self, G_CONNECT_SWAPPED);
  /* Reads some files: after the first frame. */
  g_idle_add_full (G_PRIORITY_LOW, on_idle, g_object_ref (self), g_object_unref);
}
