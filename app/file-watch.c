/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * file-watch.c - monitors of a file, and of what it is a link to, that wait for writing to end.
 */
#include "file-watch.h"

#include <stdlib.h>
#include <string.h>

/* Who writes a file in parts is done when nothing has come for so long. */
#define QUIET_MS 300
/* But some never are. */
#define LONGEST_MS 2000

struct _AppFileWatch {
  void (*changed) (gpointer data);
  gpointer data;
  char *path, *target;   /* target: where the links of path lead to; NULL: it is that file */
  GFileMonitor *monitor; /* of path; NULL: nothing is watched, or nothing can be */
  GFileMonitor *beneath; /* the same of target: a link does not change with it */
  guint source;
  gint64 since; /* of the first event that has not been told */
};

static void follow_links (AppFileWatch *watch);

static gboolean
on_quiet (gpointer data)
{
  AppFileWatch *watch = data;

  watch->source = 0;
  if (watch->path != NULL)
    follow_links (watch); /* they may lead elsewhere by now */
  watch->changed (watch->data);
  return G_SOURCE_REMOVE;
}

void
app_file_watch_again (AppFileWatch *watch)
{
  gint64 now = g_get_monotonic_time () / 1000;

  if (watch->source == 0)
    watch->since = now;
  g_clear_handle_id (&watch->source, g_source_remove);
  watch->source = g_timeout_add ((guint)CLAMP (watch->since + LONGEST_MS - now, 0, QUIET_MS),
                                 on_quiet, watch);
}

/* Also when it is deleted: some programs write anew by that, and it may be there again. */
static void
on_event (AppFileWatch *watch)
{
  app_file_watch_again (watch);
}

/* Where there is no way to watch, files are read and written as ever. path may be NULL. */
static void
monitor (AppFileWatch *watch, const char *path, GFileMonitor **place)
{
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;

  if (*place != NULL)
    g_signal_handlers_disconnect_by_data (*place, watch);
  g_clear_object (place);
  if (file != NULL)
    *place = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (*place != NULL)
    g_signal_connect_swapped (*place, "changed", G_CALLBACK (on_event), watch);
}

static void
follow_links (AppFileWatch *watch)
{
  g_autofree char *target = g_canonicalize_filename (watch->path, NULL);
  char *real = realpath (target, NULL);

  if (real != NULL && strcmp (real, watch->target != NULL ? watch->target : target) != 0) {
    monitor (watch, real, &watch->beneath);
    g_free (watch->target);
    watch->target = g_strdup (real);
  }
  free (real); /* NULL: it is gone, and may be there again */
}

void
app_file_watch_set_path (AppFileWatch *watch, const char *path)
{
  if (g_strcmp0 (path, watch->path) == 0)
    return;
  g_clear_handle_id (&watch->source, g_source_remove);
  g_free (watch->path);
  watch->path = g_strdup (path);
  g_clear_pointer (&watch->target, g_free);
  monitor (watch, path, &watch->monitor);
  monitor (watch, NULL, &watch->beneath);
  if (path != NULL)
    follow_links (watch);
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
