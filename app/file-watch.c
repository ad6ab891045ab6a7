/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * file-watch.c - a file monitor that waits for writing to end.
 */
#include "file-watch.h"

/* Who writes a file in parts is done when nothing has come for so long. */
#define QUIET_MS 300

struct _AppFileWatch {
  void (*changed) (gpointer data);
  gpointer data;
  char *path;
  GFileMonitor *monitor; /* NULL: nothing is watched, or nothing can be */
  guint source;
};

static gboolean
on_quiet (gpointer data)
{
  AppFileWatch *watch = data;

  watch->source = 0;
  watch->changed (watch->data);
  return G_SOURCE_REMOVE;
}

void
app_file_watch_again (AppFileWatch *watch)
{
  g_clear_handle_id (&watch->source, g_source_remove);
  watch->source = g_timeout_add (QUIET_MS, on_quiet, watch);
}

/* Also when it is deleted: some programs write anew by that, and it may be there again. */
static void
on_event (AppFileWatch *watch)
{
  app_file_watch_again (watch);
}

void
app_file_watch_set_path (AppFileWatch *watch, const char *path)
{
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;

  if (g_strcmp0 (path, watch->path) == 0)
    return;
  g_clear_handle_id (&watch->source, g_source_remove);
  if (watch->monitor != NULL)
    g_signal_handlers_disconnect_by_data (watch->monitor, watch);
  g_clear_object (&watch->monitor);
  g_free (watch->path);
  watch->path = g_strdup (path);
  /* Where there is no way to watch, files are read and written as ever. */
  if (file != NULL)
    watch->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (watch->monitor != NULL)
    g_signal_connect_swapped (watch->monitor, "changed", G_CALLBACK (on_event), watch);
}

AppFileWatch *
app_file_watch_new (void (*changed) (gpointer data), gpointer data)
{
  AppFileWatch *watch = g_new0 (AppFileWatch, 1);

  watch->changed = changed;
  watch->data = data;
  return watch;
}

void
app_file_watch_free (AppFileWatch *watch)
{
  if (watch == NULL)
    return;
  app_file_watch_set_path (watch, NULL);
  g_free (watch);
}
