/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/library.c: the bundled scenarios are found, titled and sorted.
 */
#include "library.h"

#include <glib/gstdio.h>
#include <unistd.h>

static char *
place_of (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = place_of (folder, name);
  g_autofree char *shelf = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (shelf, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static const char lesson[]
    = "{\"trefoil\": 1, \"title\": \"Third\", \"question\": \"Why?\", \"purpose\": \"both\","
      " \"lesson\": {\"steps\": [{\"text\": \"Read\"}, {\"text\": \"On\"}]}}";

static const char tenth[]
    = "{\"trefoil\": 1, \"title\": \"A\", \"lesson\": {\"steps\": [{\"text\": \"Read\"}]}}";

static const char *const names[]
    = { "scenarios/a.trefoil",        "scenarios/b.trefoil", "scenarios/broken.trefoil",
        "scenarios/notes.txt",        "scenarios/untitled.trefoil", "lessons/c-2.trefoil",
        "lessons/c-10.trefoil",       "d.trefoil" };

static void
test_list (void)
{
  g_autofree char *folder = g_dir_make_tmp ("trefoil-XXXXXX", NULL);
  g_autofree char *saved = g_strdup (g_getenv ("TREFOIL_DATA_DIR")), *onward = NULL, *last = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const AppLibraryEntry *entry;
  static const char *const texts[]
      = { "{\"trefoil\": 1, \"title\": \"Second\"}", "{\"trefoil\": 1, \"title\": \"First\"}",
          "{", "{}", "{\"trefoil\": 1}", lesson, tenth, "{\"trefoil\": 1}" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    write_file (folder, names[i], texts[i]);
  entries = app_library_list (folder);
  g_assert_cmpuint (entries->len, ==, 5);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->title, ==, "First");
  g_assert_cmpstr (entry->id, ==, "b");
  g_assert_cmpstr (entry->question, ==, "");
  g_assert_cmpstr (entry->purpose, ==, "planning");
  g_assert_cmpuint (entry->n_steps, ==, 0);
  entry = g_ptr_array_index (entries, 2);
  g_assert_cmpstr (entry->title, ==, "untitled");
  entry = g_ptr_array_index (entries, 3);
  g_assert_cmpstr (entry->title, ==, "Third");
  g_assert_cmpstr (entry->question, ==, "Why?");
  g_assert_cmpstr (entry->purpose, ==, "both");
  g_assert_cmpuint (entry->n_steps, ==, 2);
  /* The tenth lesson after the second, in the list and on the way through them. */
  entry = g_ptr_array_index (entries, 4);
  g_assert_cmpstr (entry->id, ==, "c-10");
  g_setenv ("TREFOIL_DATA_DIR", folder, TRUE);
  onward = app_library_next_lesson ("c-2");
  last = app_library_next_lesson ("c-10");
  g_setenv ("TREFOIL_DATA_DIR", saved, TRUE);
  g_assert_cmpstr (onward, ==, entry->path);
  g_assert_null (last);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = place_of (folder, names[i]);
    g_unlink (path);
  }
  for (guint i = 0; i < 2; i++) {
    g_autofree char *shelf = place_of (folder, i == 0 ? "scenarios" : "lessons");
    g_rmdir (shelf);
  }
  g_rmdir (folder);
}

static void
test_missing (void)
{
  g_autoptr (GPtrArray) entries = app_library_list ("/nowhere/at/all");
  g_assert_cmpuint (entries->len, ==, 0);
}

static void
test_folder (void)
{
  g_autofree char *folder = NULL, *path = NULL, *installed = NULL;
  g_autofree char *saved = g_strdup (g_getenv ("TREFOIL_DATA_DIR"));

  g_setenv ("TREFOIL_DATA_DIR", "/some/place", TRUE);
  folder = app_library_folder ();
  g_assert_cmpstr (folder, ==, "/some/place");
  path = app_library_path ("luo-2019");
  g_assert_cmpstr (path, ==, "/some/place/scenarios/luo-2019.trefoil");
  g_unsetenv ("TREFOIL_DATA_DIR");
  installed = app_library_folder ();
  g_assert_true (g_str_has_suffix (installed, "/trefoil"));
  if (saved != NULL)
    g_setenv ("TREFOIL_DATA_DIR", saved, TRUE);
}

/* A link to one is the same file; what only looks like the folder is not in it. */
static void
test_holds (void)
{
  g_autofree char *bundled = app_library_path (APP_LIBRARY_FIRST);
  g_autofree char *folder = g_dir_make_tmp ("trefoil-XXXXXX", NULL);
  g_autofree char *data = app_library_folder ();
  g_autofree char *taught = g_build_filename (
      data, "lessons", "lesson-1-everyone-gets-better.trefoil", NULL);
  g_autofree char *link = g_build_filename (folder, "link.trefoil", NULL);
  g_autofree char *own = g_build_filename (folder, "own.trefoil", NULL);

  g_assert_cmpint (symlink (bundled, link), ==, 0);
  g_assert_true (g_file_set_contents (own, "{}", 2, NULL));
  g_assert_true (app_library_holds (bundled));
  g_assert_true (app_library_holds (link));
  g_assert_true (app_library_holds (taught));
  g_assert_false (app_library_holds (own));
  g_assert_false (app_library_holds ("/nowhere/scenarios/luo-2019.trefoil"));
  g_unlink (link);
  g_unlink (own);
  g_rmdir (folder);
}

/* By the names of the lessons; a scenario has none after it. */
static void
test_next_lesson (void)
{
  g_autofree char *second = app_library_next_lesson ("lesson-1-everyone-gets-better");
  g_autofree char *last = app_library_next_lesson ("lesson-7-your-needles-your-patients");
  g_autofree char *scenario = app_library_next_lesson ("luo-2019");
  g_autofree char *none = app_library_next_lesson ("lesson-1");

  g_assert_true (
      g_str_has_suffix (second, "/lessons/lesson-2-significant-here-not-there.trefoil"));
  g_assert_true (g_file_test (second, G_FILE_TEST_IS_REGULAR));
  g_assert_null (last);
  g_assert_null (scenario);
  g_assert_null (none);
}

/* What a start without a file opens is really there. */
static void
test_first (void)
{
  g_autofree char *path = app_library_path (APP_LIBRARY_FIRST);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/list", test_list);
  g_test_add_func ("/library/missing", test_missing);
  g_test_add_func ("/library/folder", test_folder);
  g_test_add_func ("/library/holds", test_holds);
  g_test_add_func ("/library/next-lesson", test_next_lesson);
  g_test_add_func ("/library/first", test_first);
  return g_test_run ();
}
