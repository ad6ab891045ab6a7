/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recent.h - the scenarios that were used last.
 */
#ifndef APP_RECENT_H
#define APP_RECENT_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Puts a scenario's file among the recently used ones. */
void app_recent_note (const char *path, const char *title);
/** Scenarios used last that are still there, newest first, of GtkRecentInfo; at most n of them. */
GPtrArray *app_recent_list (guint n);
/** Where a file chooser begins: the folder of the scenario used last, else the home folder. */
GFile *app_recent_folder (void);

G_END_DECLS
#endif
