/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-save.c - tests of replacing a file as a whole, and of failing without a loss.
 */
#include "scenario/json.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/error.h"

typedef struct {
  char *folder;
  char *path; /* of a file in it that does not exist yet */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("trefoil-save-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "a.trefoil", NULL);
}

/* Empties and removes a folder; returns how many names it held. */
static guint
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    n++;
    if (g_remove (path) != 0)
      remove_folder (path);
  }
  g_dir_close (dir);
  g_rmdir (folder);
  return n;
}

/* Whatever happened, no temporary file may be left: data says how many names there should be. */
static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (remove_folder (f->folder), ==, GPOINTER_TO_UINT (data));
  g_free (f->folder);
  g_free (f->path);
}

static void
assert_contents (const char *path, const char *expected)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

static void
assert_saves (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  gboolean good = sim_file_save (path, text, -1, &error);

  g_assert_no_error (error);
  g_assert_true (good);
  assert_contents (path, text);
}

static void
assert_fails (const char *path, const char *bytes, gssize n, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sim_file_save (path, bytes, n, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_IO);
  g_assert_nonnull (strstr (error->message, path));
  if (!g_str_has_suffix (error->message, g_strerror (code)))
    g_assert_cmpstr (error->message, ==, g_strerror (code));
}

static guint
mode_of (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  return info.st_mode & 07777;
}

static void
test_new (Fixture *f, gconstpointer data)
{
  mode_t mask = umask (027);

  assert_saves (f->path, "new\n");
  umask (mask);
  g_assert_cmpuint (mode_of (f->path), ==, 0640);
}

static void
test_replace (Fixture *f, gconstpointer data)
{
  struct stat before, after;

  assert_saves (f->path, "old and longer\n");
  g_assert_cmpint (g_chmod (f->path, 0604), ==, 0);
  int fd = open (f->path, O_RDONLY | O_CLOEXEC);
  assert_saves (f->path, "new\n");
  g_assert_cmpuint (mode_of (f->path), ==, 0604);
  /* a new file has taken the name; who still reads the old one reads all of it */
  g_assert_cmpint (fstat (fd, &before), ==, 0);
  g_assert_cmpint (stat (f->path, &after), ==, 0);
  g_assert_true (before.st_ino != after.st_ino);
  g_assert_cmpint (before.st_size, ==, strlen ("old and longer\n"));
  close (fd);
}

static void
test_bytes (Fixture *f, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize n;

  g_assert_true (sim_file_save (f->path, "a\0b", 3, NULL));
  g_assert_true (g_file_get_contents (f->path, &contents, &n, NULL));
  g_assert_cmpmem (contents, n, "a\0b", 3);
  g_assert_true (sim_file_save (f->path, "ignored", 0, NULL));
  assert_contents (f->path, "");
}

static void
test_relative (Fixture *f, gconstpointer data)
{
  g_autofree char *here = g_get_current_dir ();

  g_assert_cmpint (g_chdir (f->folder), ==, 0);
  assert_saves ("a.trefoil", "new\n");
  g_assert_cmpint (g_chdir (here), ==, 0);
  assert_contents (f->path, "new\n");
}

/* link -> sub/next -> ../a.trefoil, relative to where each link stands */
static void
test_symlink (Fixture *f, gconstpointer data)
{
  g_autofree char *sub = g_build_filename (f->folder, "sub", NULL);
  g_autofree char *next = g_build_filename (sub, "next", NULL);
  g_autofree char *link = g_build_filename (f->folder, "link", NULL);

  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  g_assert_cmpint (symlink ("../a.trefoil", next), ==, 0);
  g_assert_cmpint (symlink ("sub/next", link), ==, 0);
  assert_saves (link, "dangling at first\n");
  assert_contents (f->path, "dangling at first\n");
  g_assert_cmpint (g_chmod (f->path, 0600), ==, 0);
  assert_saves (link, "then not\n");
  assert_contents (f->path, "then not\n");
  g_assert_cmpuint (mode_of (f->path), ==, 0600);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (next, G_FILE_TEST_IS_SYMLINK));
  g_assert_false (g_file_test (f->path, G_FILE_TEST_IS_SYMLINK));
}

static void
test_symlink_loop (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (symlink ("a.trefoil", f->path), ==, 0);
  assert_fails (f->path, "new\n", -1, ELOOP);
  g_assert_true (g_file_test (f->path, G_FILE_TEST_IS_SYMLINK));
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (f->folder, "no", "a.trefoil", NULL);

  assert_fails (f->folder, "new\n", -1, EISDIR);
  assert_fails (missing, "new\n", -1, ENOENT);
  assert_saves (f->path, "old\n");
  g_autofree char *below = g_build_filename (f->path, "b", NULL);
  assert_fails (below, "new\n", -1, ENOTDIR);
  assert_contents (f->path, "old\n");
}

/* A user who may write the folder but not the file is not helped around that. */
static void
test_write_protected (Fixture *f, gconstpointer data)
{
  gboolean root = geteuid () == 0;

  assert_saves (f->path, "old\n");
  g_assert_cmpint (g_chmod (f->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (f->folder, 0777), ==, 0);
  if (root) /* whom no mode stops; access() asks for the real user */
    g_assert_cmpint (setresuid (65534, 65534, 0), ==, 0);
  assert_fails (f->path, "new\n", -1, EACCES);
  if (root)
    g_assert_cmpint (setresuid (0, 0, 0), ==, 0);
  assert_contents (f->path, "old\n");
}

/* The disk fills up half way: the old file stands, and no remains of the new one do. */
static void
test_disk_full (Fixture *f, gconstpointer data)
{
  static const gsize n = 100000;
  g_autofree char *bytes = g_malloc (n);
  struct rlimit old, small;
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);

  memset (bytes, 'x', n);
  assert_saves (f->path, "old\n");
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = old;
  small.rlim_cur = 10000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_autoptr (GError) error = NULL;
  gboolean good = sim_file_save (f->path, bytes, (gssize)n, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  signal (SIGXFSZ, handler);
  g_assert_false (good);
  g_assert_error (error, SIM_ERROR, SIM_ERROR_IO);
  g_assert_true (g_str_has_suffix (error->message, g_strerror (EFBIG)));
  assert_contents (f->path, "old\n");
}

/* A temporary file that a crash left behind is no obstacle, and is not ours to touch. */
static void
test_leftover (Fixture *f, gconstpointer data)
{
  g_autofree char *base = g_strdup_printf (".trefoil-%d-0.tmp", (int)getpid ());
  g_autofree char *leftover = g_build_filename (f->folder, base, NULL);

  g_assert_true (g_file_set_contents (leftover, "precious", -1, NULL));
  assert_saves (f->path, "new\n");
  assert_contents (leftover, "precious");
}

/* What is no file cannot be replaced: the bytes go into the pipe, and it stays a pipe. */
static void
test_pipe (Fixture *f, gconstpointer data)
{
  char block[20] = "";

  g_assert_cmpint (mkfifo (f->path, 0600), ==, 0);
  int fd = open (f->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  g_assert_true (sim_file_save (f->path, "through\n", -1, NULL));
  g_assert_cmpint (read (fd, block, sizeof block - 1), ==, 8);
  g_assert_cmpstr (block, ==, "through\n");
  close (fd);
  struct stat info;
  g_assert_cmpint (stat (f->path, &info), ==, 0);
  g_assert_true (S_ISFIFO (info.st_mode));
}

static gpointer
save_often (gpointer path)
{
  for (int i = 0; i < 50; i++) {
    g_autofree char *text = g_strnfill (20000, (char)('a' + i % 26));
    g_assert_true (sim_file_save (path, text, -1, NULL));
  }
  return NULL;
}

/* Whoever reads during saving reads a whole file. */
static void
test_always_whole (Fixture *f, gconstpointer data)
{
  GThread *threads[3];

  save_often (f->path);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("save", save_often, f->path);
  for (int i = 0; i < 200; i++) {
    g_autofree char *contents = NULL;
    gsize n;
    g_assert_true (g_file_get_contents (f->path, &contents, &n, NULL));
    g_assert_cmpuint (n, ==, 20000);
    g_assert_cmpint (contents[0], ==, contents[n - 1]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
add (const char *name, guint names_left, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, GUINT_TO_POINTER (names_left), set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/json-save/new", 1, test_new);
  add ("/json-save/replace", 1, test_replace);
  add ("/json-save/bytes", 1, test_bytes);
  add ("/json-save/relative", 1, test_relative);
  add ("/json-save/symlink", 3, test_symlink);
  add ("/json-save/symlink-loop", 1, test_symlink_loop);
  add ("/json-save/refused", 1, test_refused);
  add ("/json-save/write-protected", 1, test_write_protected);
  add ("/json-save/disk-full", 1, test_disk_full);
  add ("/json-save/leftover", 2, test_leftover);
  add ("/json-save/pipe", 1, test_pipe);
  add ("/json-save/always-whole", 1, test_always_whole);
  return g_test_run ();
}
