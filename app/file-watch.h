/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * file-watch.h - tells when a file may have been written by somebody. Main thread only.
 *
 * Whoever is told looks for himself: one writing is told of once or more, when it has been quiet
 * for a moment, and so is one of this program.
 */
#ifndef APP_FILE_WATCH_H
#define APP_FILE_WATCH_H

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AppFileWatch AppFileWatch;

/** changed is called from the main loop; nothing is watched yet. */
AppFileWatch *app_file_watch_new (void (*changed) (gpointer data), gpointer data);
void app_file_watch_free (AppFileWatch *watch); /* accepts NULL */
/** Watches that file alone from now on; NULL: none. Nothing happens if it is watched already. */
void app_file_watch_set_path (AppFileWatch *watch, const char *path);
/** Tells once more after a moment: this was no time to look. */
void app_file_watch_again (AppFileWatch *watch);

G_END_DECLS
#endif
