/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/library.c: the bundled scenarios are found, titled and sorted.
 */
#include "library.h"

#include <glib/gstdio.h>
#include <unistd.h>

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_unlink (path);
}

static void
test_list (void)
{
  g_autofree char *folder = g_dir_make_tmp ("trefoil-XXXXXX", NULL);
  g_autoptr (GPtrArray) entries = NULL;
  const AppLibraryEntry *entry;

  write_file (folder, "a.trefoil", "{\"trefoil\": 1, \"title\": \"Second\"}");
  write_file (folder, "b.trefoil", "{\"trefoil\": 1, \"title\": \"First\"}");
  write_file (folder, "broken.trefoil", "{");
  write_file (folder, "notes.txt", "{}");
  write_file (folder, "untitled.trefoil", "{\"trefoil\": 1}");
  entries = app_library_list (folder);
  g_assert_cmpuint (entries->len, ==, 3);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->title, ==, "First");
  g_assert_cmpstr (entry->id, ==, "b");
  entry = g_ptr_array_index (entries, 2);
  g_assert_cmpstr (entry->title, ==, "untitled");

  remove_file (folder, "a.trefoil");
  remove_file (folder, "b.trefoil");
  remove_file (folder, "broken.trefoil");
  remove_file (folder, "notes.txt");
  remove_file (folder, "untitled.trefoil");
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
  g_assert_cmpstr (folder, ==, "/some/place/scenarios");
  path = app_library_path ("luo-2019");
  g_assert_cmpstr (path, ==, "/some/place/scenarios/luo-2019.trefoil");
  g_unsetenv ("TREFOIL_DATA_DIR");
  installed = app_library_folder ();
  g_assert_true (g_str_has_suffix (installed, "/trefoil/scenarios"));
  if (saved != NULL)
    g_setenv ("TREFOIL_DATA_DIR", saved, TRUE);
}

/* A link to one is the same file; what only looks like the folder is not in it. */
static void
test_holds (void)
{
  g_autofree char *bundled = app_library_path (APP_LIBRARY_FIRST);
  g_autofree char *lessons = app_library_lessons ();
  g_autoptr (GPtrArray) entries = app_library_list (lessons);
  g_autofree char *folder = g_dir_make_tmp ("trefoil-XXXXXX", NULL);
  g_autofree char *link = g_build_filename (folder, "link.trefoil", NULL);
  g_autofree char *own = g_build_filename (folder, "own.trefoil", NULL);

  g_assert_cmpint (symlink (bundled, link), ==, 0);
  g_assert_true (g_file_set_contents (own, "{}", 2, NULL));
  g_assert_true (app_library_holds (bundled));
  g_assert_cmpuint (entries->len, ==, 7);
  g_assert_true (app_library_holds (((AppLibraryEntry *) entries->pdata[0])->path));
  g_assert_true (app_library_holds (link));
  g_assert_false (app_library_holds (own));
  g_assert_false (app_library_holds ("/nowhere/scenarios/luo-2019.trefoil"));
  g_unlink (link);
  g_unlink (own);
  g_rmdir (folder);
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
  g_test_add_func ("/library/first", test_first);
  return g_test_run ();
}
