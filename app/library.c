/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * library.c - finds the scenarios that come with the program.
 */
#include "library.h"

#include <stdlib.h>

#define SUFFIX ".trefoil"

/* Lessons are scenarios, too. */
static const char *const shelves[] = { "scenarios", "lessons" };

static char *
shelf (const char *name)
{
  const char *place = g_getenv ("TREFOIL_DATA_DIR");
  return g_build_filename (place != NULL && *place != '\0' ? place : DATADIR, name, NULL);
}

char *
app_library_folder (void)
{
  return shelf (shelves[0]);
}

char *
app_library_lessons (void)
{
  return shelf (shelves[1]);
}

/* The folder is compared as the disk knows it: the caller may have come by a link. */
static gboolean
lies_in (const char *resolved, const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (resolved);
  char *place = realpath (folder, NULL);
  gboolean same = place != NULL && g_str_equal (parent, place);

  free (place);
  return same;
}

gboolean
app_library_holds (const char *path)
{
  char *resolved = realpath (path, NULL);
  gboolean holds = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (shelves) && resolved != NULL && !holds; i++) {
    g_autofree char *folder = shelf (shelves[i]);
    g_autofree char *installed = g_build_filename (DATADIR, shelves[i], NULL);
    holds = lies_in (resolved, folder) || lies_in (resolved, installed);
  }
  free (resolved);
  return holds;
}

char *
app_library_path (const char *id)
{
  g_autofree char *folder = app_library_folder ();
  g_autofree char *name = g_strconcat (id, SUFFIX, NULL);
  return g_build_filename (folder, name, NULL);
}

static void
entry_free (gpointer data)
{
  AppLibraryEntry *entry = data;
  g_free (entry->id);
  g_free (entry->path);
  g_free (entry->title);
  g_free (entry);
}

static AppLibraryEntry *
read_entry (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_read_file (path, problems);
  AppLibraryEntry *entry;
  const char *title;

  if (draft == NULL)
    return NULL;
  entry = g_new0 (AppLibraryEntry, 1);
  entry->id = g_strndup (name, strlen (name) - strlen (SUFFIX));
  entry->path = g_steal_pointer (&path);
  title = sim_value_text (sim_draft_get (draft, "/title"));
  entry->title = g_strdup (title != NULL && *title != '\0' ? title : entry->id);
  return entry;
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const AppLibraryEntry *first = *(AppLibraryEntry *const *) a;
  const AppLibraryEntry *second = *(AppLibraryEntry *const *) b;
  return g_utf8_collate (first->title, second->title);
}

GPtrArray *
app_library_list (const char *folder)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    return entries;
  while ((name = g_dir_read_name (dir)) != NULL) {
    AppLibraryEntry *entry = g_str_has_suffix (name, SUFFIX) ? read_entry (folder, name) : NULL;
    if (entry != NULL)
      g_ptr_array_add (entries, entry);
  }
  g_dir_close (dir);
  g_ptr_array_sort (entries, compare_titles);
  return entries;
}
