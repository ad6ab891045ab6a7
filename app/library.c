/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * library.c - finds the scenarios that come with the program.
 */
#include "library.h"
#include "words.h"

#include <stdlib.h>

#define SUFFIX ".trefoil"

/* The folders in which they lie; a scenario that a start opens lies in the first. */
static const char *const shelves[] = { "scenarios", "lessons" };
#define LESSONS 1 /* among them */

char *
app_library_folder (void)
{
  const char *place = g_getenv ("TREFOIL_DATA_DIR");
  return g_strdup (place != NULL && *place != '\0' ? place : DATADIR);
}

/* The folder is compared as the disk knows it: the caller may have come by a link. */
static gboolean
lies_in (const char *resolved, const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (resolved);

  for (guint i = 0; i < G_N_ELEMENTS (shelves); i++) {
    g_autofree char *shelf = g_build_filename (folder, shelves[i], NULL);
    char *place = realpath (shelf, NULL);
    gboolean same = place != NULL && g_str_equal (parent, place);

    free (place);
    if (same)
      return TRUE;
  }
  return FALSE;
}

gboolean
app_library_holds (const char *path)
{
  g_autofree char *folder = app_library_folder ();
  char *resolved = realpath (path, NULL);
  gboolean holds = resolved != NULL && (lies_in (resolved, folder) || lies_in (resolved, DATADIR));

  free (resolved);
  return holds;
}

char *
app_library_path (const char *id)
{
  g_autofree char *folder = app_library_folder ();
  g_autofree char *name = g_strconcat (id, SUFFIX, NULL);
  return g_build_filename (folder, shelves[0], name, NULL);
}

/* The id of a scenario by the name of its file; NULL: it is none. */
static char *
id_of (const char *name)
{
  return g_str_has_suffix (name, SUFFIX) ? g_strndup (name, strlen (name) - strlen (SUFFIX)) : NULL;
}

/* Numbers in them count as numbers: lesson 10 comes after lesson 9. */
static int
compare_ids (const char *first, const char *second)
{
  g_autofree char *one = g_utf8_collate_key_for_filename (first, -1);
  g_autofree char *other = g_utf8_collate_key_for_filename (second, -1);

  return strcmp (one, other);
}

char *
app_library_next_lesson (const char *id)
{
  g_autofree char *folder = app_library_folder ();
  g_autofree char *shelf = g_build_filename (folder, shelves[LESSONS], NULL);
  g_autofree char *next = NULL;
  GDir *dir = g_dir_open (shelf, 0, NULL);
  gboolean there = FALSE;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *one = id_of (name);

    if (one == NULL)
      continue;
    there |= g_str_equal (one, id);
    if (compare_ids (one, id) > 0 && (next == NULL || compare_ids (one, next) < 0)) {
      g_free (next);
      next = g_steal_pointer (&one);
    }
  }
  g_clear_pointer (&dir, g_dir_close);
  g_autofree char *file = there && next != NULL ? g_strconcat (next, SUFFIX, NULL) : NULL;
  return file != NULL ? g_build_filename (shelf, file, NULL) : NULL;
}

static void
entry_free (gpointer data)
{
  AppLibraryEntry *entry = data;
  g_free (entry->id);
  g_free (entry->path);
  g_free (entry->title);
  g_free (entry->question);
  g_free (entry->purpose);
  g_free (entry->words);
  g_free (entry);
}

/* The text at a pointer, or another where there is none. */
static char *
text_of (SimDraft *draft, const char *pointer, const char *other)
{
  const char *text = sim_value_text (sim_draft_get (draft, pointer));

  return g_strdup (text != NULL && *text != '\0' ? sim_shown_text (sim_draft_root (draft), text)
                                                 : other);
}

static AppLibraryEntry *
read_entry (const char *folder, const char *name)
{
  g_autofree char *id = id_of (name);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = id != NULL ? sim_draft_read_file (path, problems) : NULL;
  const char *purpose;
  AppLibraryEntry *entry;

  if (draft == NULL)
    return NULL;
  purpose = sim_value_text (sim_draft_get (draft, "/purpose"));
  entry = g_new0 (AppLibraryEntry, 1);
  entry->id = g_steal_pointer (&id);
  entry->path = g_steal_pointer (&path);
  entry->n_steps = sim_lesson_n_steps (draft);
  entry->title = text_of (draft, "/title", entry->id);
  entry->question = text_of (draft, "/question", "");
  entry->purpose = g_strdup (purpose != NULL ? purpose : "planning");
  entry->words = app_words_of_scenario (draft);
  return entry;
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const AppLibraryEntry *first = *(AppLibraryEntry *const *)a;
  const AppLibraryEntry *second = *(AppLibraryEntry *const *)b;
  return g_utf8_collate (first->title, second->title);
}

/* In the order in which one leads to the next. */
static int
compare_lessons (gconstpointer a, gconstpointer b)
{
  const AppLibraryEntry *first = *(AppLibraryEntry *const *)a;
  const AppLibraryEntry *second = *(AppLibraryEntry *const *)b;
  return compare_ids (first->id, second->id);
}

static void
add_shelf (GPtrArray *entries, const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    return;
  while ((name = g_dir_read_name (dir)) != NULL) {
    AppLibraryEntry *entry = read_entry (folder, name);
    if (entry != NULL)
      g_ptr_array_add (entries, entry);
  }
  g_dir_close (dir);
}

GPtrArray *
app_library_list (const char *folder)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);

  for (guint i = 0; i < G_N_ELEMENTS (shelves); i++) {
    g_autofree char *shelf = g_build_filename (folder, shelves[i], NULL);
    g_autoptr (GPtrArray) own = g_ptr_array_new ();
    add_shelf (own, shelf);
    g_ptr_array_sort (own, i == LESSONS ? compare_lessons : compare_titles);
    g_ptr_array_extend (entries, own, NULL, NULL);
  }
  return entries;
}
