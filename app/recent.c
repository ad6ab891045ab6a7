/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recent.c - the scenarios that were used last, as the desktop's list of recent files has them.
 */
#include "recent.h"

#define MIME_TYPE "application/vnd.trefoil.scenario+json"
#define SUFFIX    ".trefoil"

void
app_recent_note (const char *path, const char *title)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  GtkRecentData data = {
    .display_name = (char *) title,
    .mime_type = (char *) MIME_TYPE,
    .app_name = (char *) TREFOIL_APP_ID,
    .app_exec = (char *) "trefoil %u",
  };

  if (uri != NULL)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

/* GTK's chooser notes whatever it has saved in our name: pictures and tables too. */
static gboolean
is_scenario (GtkRecentInfo *info)
{
  return gtk_recent_info_has_application (info, TREFOIL_APP_ID)
         && (g_strcmp0 (gtk_recent_info_get_mime_type (info), MIME_TYPE) == 0
             || g_str_has_suffix (gtk_recent_info_get_uri (info), SUFFIX));
}

static int
newest_first (gconstpointer a, gconstpointer b)
{
  GDateTime *first = gtk_recent_info_get_modified ((GtkRecentInfo *) a);
  GDateTime *second = gtk_recent_info_get_modified ((GtkRecentInfo *) b);
  return g_date_time_compare (second, first);
}

GPtrArray *
app_recent_list (guint n)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_recent_info_unref);
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  infos = g_list_sort (infos, newest_first);
  for (GList *item = infos; item != NULL && list->len < n; item = item->next)
    if (is_scenario (item->data) && gtk_recent_info_exists (item->data))
      g_ptr_array_add (list, gtk_recent_info_ref (item->data));
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
  return list;
}

GFile *
app_recent_folder (void)
{
  g_autoptr (GPtrArray) newest = app_recent_list (1);
  g_autoptr (GFile) file = NULL;
  GFile *folder;

  if (newest->len == 0)
    return g_file_new_for_path (g_get_home_dir ());
  file = g_file_new_for_uri (gtk_recent_info_get_uri (g_ptr_array_index (newest, 0)));
  folder = g_file_get_parent (file);
  return folder != NULL ? folder : g_file_new_for_path (g_get_home_dir ());
}
