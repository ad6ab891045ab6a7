/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * search-list.h - an entry, and below it the list of what has the words that are typed there. Main
 * thread only.
 *
 * Signals:
 *   "found" (key)  one was chosen; the search is over then
 *   "changed" ()   other words were typed, or none any more
 *   "stopped" ()   Escape ended the search
 */
#ifndef APP_SEARCH_LIST_H
#define APP_SEARCH_LIST_H

#include <gtk/gtk.h>

#include "setting.h"

G_BEGIN_DECLS

#define APP_TYPE_SEARCH_LIST (app_search_list_get_type ())
G_DECLARE_FINAL_TYPE (AppSearchList, app_search_list, APP, SEARCH_LIST, GtkWidget)

/** What stands beside the name of a setting, newly allocated; NULL: it cannot be chosen. */
typedef char *(*AppSettingValue) (const AppSetting *setting, gpointer data);

/**
 * A list of what settings (data) has, which is asked at the first letter; there is none without a
 * letter. prompt: what the empty entry says.
 */
AppSearchList *app_search_list_new (const char *prompt, AppSettings settings, gpointer data);
/**
 * Lists all at once, in the order of settings (), as long as nothing is typed; beside their names
 * their values, of which value (data) is asked for what is shown alone.
 */
void app_search_list_show_all (AppSearchList *self, AppSettingValue value);

/** Whether something is typed. */
gboolean app_search_list_looking (AppSearchList *self);
/** Gives the entry the focus, its text selected. */
void app_search_list_begin (AppSearchList *self);

G_END_DECLS
#endif
