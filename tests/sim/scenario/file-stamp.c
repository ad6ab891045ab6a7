/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * file-stamp.c - tests of saving over the file that was read and over no other one, whatever others
 * write at the worst of moments.
 *
 * The program's calls of renameat2() come to this file, which lets another program write just
 * before, and can be a file system that knows nothing of it.
 */
#include "scenario/json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/error.h"

typedef struct {
  char *folder, *path, *other;
} Fixture;

/* What another program does before the nth call; NULL: nothing. */
static void (*intrude) (const Fixture *f, int call);
static const Fixture *intruded;
static gboolean old_system;
static int calls;

int
renameat2 (int old_folder, const char *old_path, int new_folder, const char *new_path,
           unsigned int flags)
{
  if (intrude != NULL)
    intrude (intruded, calls);
  calls++;
  if (!old_system)
    return (int)syscall (SYS_renameat2, old_folder, old_path, new_folder, new_path, flags);
  errno = EINVAL;
  return -1;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("trefoil-stamp-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "a.trefoil", NULL);
  f->other = g_build_filename (f->folder, "b.trefoil", NULL);
  intrude = NULL;
  intruded = f;
  old_system = GPOINTER_TO_INT (data);
  calls = 0;
}

/* Nothing but a.trefoil may be left. */
static void
tear_down (Fixture *f, gconstpointer data)
{
  intrude = NULL;
  g_unlink (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->path);
  g_free (f->other);
}

static void
assert_contents (const char *path, const char *expected)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

/* As most programs write: a new file, moved over the old one. */
static void
write_anew (const Fixture *f, const char *text)
{
  g_assert_true (g_file_set_contents (f->other, text, -1, NULL));
  g_assert_cmpint (g_rename (f->other, f->path), ==, 0);
}

static void
assert_saves (const Fixture *f, const SimFileStamp *over, const char *text)
{
  g_autoptr (GError) error = NULL;
  gboolean good = sim_file_save_over (f->path, over, text, -1, &error);

  g_assert_no_error (error);
  g_assert_true (good);
  assert_contents (f->path, text);
}

static void
assert_refused (const Fixture *f, const SimFileStamp *over)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sim_file_save_over (f->path, over, "mine", -1, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, f->path));
}

/* What had to give way, though it is another program's, has a name that is told. */
static void
assert_kept (const Fixture *f, const SimFileStamp *over, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = g_strconcat (f->path, ".kept-1", NULL);

  g_assert_false (sim_file_save_over (f->path, over, "mine", -1, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_IO);
  g_assert_nonnull (strstr (error->message, kept));
  assert_contents (kept, text);
  g_unlink (kept);
}

/* Over what was read, and over nothing where there was nothing; the mode and links stay. */
static void
test_alone (Fixture *f, gconstpointer data)
{
  SimFileStamp stamp = sim_file_stamp (f->path);
  struct stat info;

  g_assert_false (stamp.there);
  assert_saves (f, &stamp, "new");
  g_assert_cmpint (g_chmod (f->path, 0604), ==, 0);
  stamp = sim_file_stamp (f->path);
  g_assert_true (stamp.there);
  assert_saves (f, &stamp, "newer");
  g_assert_cmpint (stat (f->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0604);
  g_assert_cmpuint (info.st_nlink, ==, 1);

  g_assert_cmpint (symlink (f->path, f->other), ==, 0);
  stamp = sim_file_stamp (f->other);
  g_assert_true (sim_file_save_over (f->other, &stamp, "newest", -1, NULL));
  g_assert_true (g_file_test (f->other, G_FILE_TEST_IS_SYMLINK));
  assert_contents (f->path, "newest");
  g_unlink (f->other);
}

/* Written since it was looked at, and long before it is saved. */
static void
test_before (Fixture *f, gconstpointer data)
{
  SimFileStamp nothing = sim_file_stamp (f->path), stamp;

  write_anew (f, "theirs");
  assert_refused (f, &nothing);
  assert_contents (f->path, "theirs");
  stamp = sim_file_stamp (f->path);
  g_assert_true (g_file_set_contents_full (f->path, "theirs in place", -1, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
  assert_refused (f, &stamp);
  assert_contents (f->path, "theirs in place");
  stamp = sim_file_stamp (f->path);
  g_assert_cmpint (g_unlink (f->path), ==, 0);
  assert_refused (f, &stamp);
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

static void
intrude_once (const Fixture *f, int call)
{
  if (call == 0)
    write_anew (f, "theirs");
}

/* At the moment of replacing. */
static void
test_within (Fixture *f, gconstpointer data)
{
  SimFileStamp stamp;

  write_anew (f, "old");
  stamp = sim_file_stamp (f->path);
  intrude = intrude_once;
  assert_refused (f, &stamp);
  assert_contents (f->path, "theirs");
}

static void
test_within_new (Fixture *f, gconstpointer data)
{
  SimFileStamp stamp = sim_file_stamp (f->path);

  intrude = intrude_once;
  assert_refused (f, &stamp);
  assert_contents (f->path, "theirs");
}

static void
intrude_often (const Fixture *f, int call)
{
  g_autofree char *text = g_strdup_printf ("theirs %d", call);

  if (call < 4)
    write_anew (f, text);
}

/* And again while what was there is put back: the newest stays, and what it could not know of. */
static void
test_often (Fixture *f, gconstpointer data)
{
  SimFileStamp stamp;

  write_anew (f, "old");
  stamp = sim_file_stamp (f->path);
  intrude = intrude_often;
  assert_kept (f, &stamp, "theirs 2");
  assert_contents (f->path, "theirs 3");
}

/* Ours is there for a moment, and is written into by somebody who takes it for the old one. */
static void
intrude_in_place (const Fixture *f, int call)
{
  if (call == 0)
    write_anew (f, "theirs");
  else if (call == 1)
    g_assert_true (g_file_set_contents_full (f->path, "theirs in place", -1,
                                             G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
test_in_place (Fixture *f, gconstpointer data)
{
  SimFileStamp stamp;

  write_anew (f, "old");
  stamp = sim_file_stamp (f->path);
  intrude = intrude_in_place;
  assert_kept (f, &stamp, "theirs");
  assert_contents (f->path, "theirs in place");
}

static void
intrude_and_delete (const Fixture *f, int call)
{
  if (call == 0)
    write_anew (f, "theirs");
  else if (call == 1) /* mine, as it happens */
    g_assert_cmpint (g_unlink (f->path), ==, 0);
}

static void
test_deleted (Fixture *f, gconstpointer data)
{
  SimFileStamp stamp;

  write_anew (f, "old");
  stamp = sim_file_stamp (f->path);
  intrude = intrude_and_delete;
  assert_refused (f, &stamp);
  assert_contents (f->path, "theirs");
}

/* A folder in the place of the file is no file that may go. */
static void
intrude_with_folder (const Fixture *f, int call)
{
  if (call == 0) {
    g_assert_cmpint (g_unlink (f->path), ==, 0);
    g_assert_cmpint (g_mkdir (f->path, 0700), ==, 0);
  }
}

static void
test_folder (Fixture *f, gconstpointer data)
{
  SimFileStamp stamp;

  write_anew (f, "old");
  stamp = sim_file_stamp (f->path);
  intrude = intrude_with_folder;
  assert_refused (f, &stamp);
  g_assert_true (g_file_test (f->path, G_FILE_TEST_IS_DIR));
  g_assert_cmpint (g_rmdir (f->path), ==, 0);
}

#define TEST(name, old, function)                                                                  \
  g_test_add ("/file-stamp/" name, Fixture, GINT_TO_POINTER (old), set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("alone", FALSE, test_alone);
  TEST ("before", FALSE, test_before);
  TEST ("within", FALSE, test_within);
  TEST ("within-new", FALSE, test_within_new);
  TEST ("often", FALSE, test_often);
  TEST ("in-place", FALSE, test_in_place);
  TEST ("deleted", FALSE, test_deleted);
  TEST ("folder", FALSE, test_folder);
  /* Where two files cannot change places. The moment after the last look is unguarded there; a new
     file is guarded by the way of link(). */
  TEST ("old/alone", TRUE, test_alone);
  TEST ("old/before", TRUE, test_before);
  TEST ("old/within", TRUE, test_within);
  TEST ("old/within-new", TRUE, test_within_new);
  return g_test_run ();
}
