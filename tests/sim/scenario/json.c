/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json.c - tests of what the reader makes of sound JSON, and of reading files.
 */
#include "scenario/json.h"

#include <fcntl.h>
#include <locale.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/error.h"
#include "example.h"
#include "value-make.h"

/* ---- values ---- */

static void
test_kinds (void)
{
  g_autoptr (SimValue) root
      = make ("\t{'n': null, 't': true, 'f': false, 'i': 7, 'r': -0.5e1,\r\n"
              "'s': 'caf\xc3\xa9', 'l': [1, []], 'm': {'z': 1, 'a': 2}, 'e': {}}\n");

  g_assert_cmpint (sim_value_kind (sim_value_get (root, "n")), ==, SIM_VALUE_NULL);
  g_assert_cmpint (sim_value_kind (sim_value_get (root, "t")), ==, SIM_VALUE_BOOL);
  g_assert_true (sim_value_bool (sim_value_get (root, "t")));
  g_assert_cmpint (sim_value_kind (sim_value_get (root, "f")), ==, SIM_VALUE_BOOL);
  g_assert_false (sim_value_bool (sim_value_get (root, "f")));
  g_assert_cmpfloat (sim_value_number (sim_value_get (root, "i")), ==, 7);
  g_assert_cmpfloat (sim_value_number (sim_value_get (root, "r")), ==, -5);
  g_assert_cmpstr (sim_value_text (sim_value_get (root, "s")), ==, "caf\xc3\xa9");
  g_assert_cmpint (sim_value_kind (sim_value_resolve (root, "/l/1")), ==, SIM_VALUE_LIST);
  g_assert_cmpstr (sim_value_key (sim_value_get (root, "m"), 0), ==, "z");
  g_assert_cmpint (sim_value_kind (sim_value_get (root, "e")), ==, SIM_VALUE_MAP);
  g_assert_cmpuint (sim_value_length (root), ==, 9);
}

static void
test_numbers (void)
{
  static const struct {
    const char *text;
    double number;
  } rows[] = {
    { "0", 0 },
    { "-0", 0 },
    { "-0.0", 0 },
    { "9007199254740992", 9007199254740992.0 },
    { "-9007199254740992", -9007199254740992.0 },
    { "9007199254740991", 9007199254740991.0 },
    { "1e22", 1e22 },
    { "1E+2", 100 },
    { "0.1", 0.1 },
    { "1e-400", 0 },
    { "4.9406564584124654e-324", 4.9406564584124654e-324 },
    { "1.7976931348623157e308", 1.7976931348623157e308 },
    { "18446744073709551616.0", 18446744073709551616.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (SimValue) value = make (rows[i].text);
    g_assert_cmpfloat (sim_value_number (value), ==, rows[i].number);
    g_assert_false (sim_value_number (value) == 0 && signbit (sim_value_number (value)));
  }
}

static void
test_escapes (void)
{
  g_autoptr (SimValue) value
      = make ("['\\\"\\\\\\/\\b\\f\\n\\r\\t', '\\u00e9\\u20AC', '\\ud83d\\ude00', '\\u007f']");

  g_assert_cmpstr (sim_value_text (sim_value_at (value, 0)), ==, "\"\\/\b\f\n\r\t");
  g_assert_cmpstr (sim_value_text (sim_value_at (value, 1)), ==, "\xc3\xa9\xe2\x82\xac");
  g_assert_cmpstr (sim_value_text (sim_value_at (value, 2)), ==, "\xf0\x9f\x98\x80");
  g_assert_cmpstr (sim_value_text (sim_value_at (value, 3)), ==, "\x7f");
}

/* The address after the last byte may not be readable: a number may end exactly there. */
static void
test_exact_end (void)
{
  static const char *const texts[] = { "12", "1.5", "1e5", "-0", "true", "\"a\"", "[]" };
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *bytes = g_memdup2 (texts[i], strlen (texts[i]));
    g_autoptr (SimValue) value = sim_json_parse (bytes, strlen (texts[i]), NULL, problems);
    assert_value (value, texts[i]);
  }
}

static void
test_comma_locale (void)
{
  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL) {
    g_test_skip ("the locale de_DE.UTF-8 is not installed");
    return;
  }
  g_autoptr (SimValue) value = make ("[1.5, 1e-3]");
  g_autofree char *text = sim_json_write_compact (value);
  setlocale (LC_NUMERIC, "C");
  g_assert_cmpstr (text, ==, "[1.5,0.001]");
  g_assert_cmpfloat (sim_value_number (sim_value_at (value, 0)), ==, 1.5);
}

/* ---- files ---- */

typedef struct {
  char *folder;
  char *path;
  GPtrArray *problems;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("trefoil-json-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "a.trefoil", NULL);
  f->problems = sim_problems_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_ptr_array_unref (f->problems);
  g_free (f->folder);
  g_free (f->path);
}

static const SimProblem *
refuse (Fixture *f, const char *path, SimErrorCode code)
{
  SimLines *lines = GINT_TO_POINTER (1);

  g_ptr_array_set_size (f->problems, 0);
  g_assert_null (sim_json_read_file (path, &lines, f->problems));
  g_assert_null (lines);
  g_assert_cmpuint (f->problems->len, ==, 1);
  const SimProblem *problem = f->problems->pdata[0];
  g_assert_cmpstr (sim_error_name (problem->code), ==, sim_error_name (code));
  return problem;
}

static void
test_read (Fixture *f, gconstpointer data)
{
  SimLines *lines = NULL;

  g_file_set_contents (f->path, "{\"a\":\n[1]}", -1, NULL);
  g_autoptr (SimValue) value = sim_json_read_file (f->path, &lines, f->problems);
  assert_value (value, "{'a': [1]}");
  g_assert_cmpint (sim_lines_find (lines, "/a/0"), ==, 2);
  sim_lines_unref (lines);
  g_file_set_contents (f->path, "{\n\n?", -1, NULL);
  g_assert_cmpint (refuse (f, f->path, SIM_ERROR_SYNTAX)->line, ==, 3);
  g_file_set_contents (f->path, "", -1, NULL);
  g_assert_cmpint (refuse (f, f->path, SIM_ERROR_SYNTAX)->line, ==, 1);
}

static void
test_unreadable (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (refuse (f, f->path, SIM_ERROR_IO)->message, ==,
                   "cannot be read: the file does not exist");
  g_assert_cmpstr (refuse (f, f->folder, SIM_ERROR_IO)->message, ==,
                   "cannot be read: this is a folder, not a file");
  g_file_set_contents (f->path, "{}", -1, NULL);
  g_autofree char *below = g_build_filename (f->path, "b", NULL);
  g_assert_cmpstr (refuse (f, below, SIM_ERROR_IO)->message, ==,
                   "cannot be read: a part of the path is a file, not a folder");
  g_assert_cmpint (refuse (f, "", SIM_ERROR_IO)->line, ==, 0);
}

static void
test_no_permission (Fixture *f, gconstpointer data)
{
  gboolean root = geteuid () == 0;

  g_file_set_contents (f->path, "{}", -1, NULL);
  g_assert_cmpint (g_chmod (f->path, 0), ==, 0);
  if (root) /* whom no mode stops */
    g_assert_cmpint (seteuid (65534), ==, 0);
  const SimProblem *problem = refuse (f, f->path, SIM_ERROR_IO);
  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpstr (problem->message, ==, "cannot be read: there is no permission to read the file");
}

/* A gigabyte of digits, and a source without end: refused by size, not by reading them. */
static void
test_huge (Fixture *f, gconstpointer data)
{
  g_file_set_contents (f->path, "1234567890", -1, NULL);
  g_assert_cmpint (truncate (f->path, 1 << 30), ==, 0);
  g_assert_cmpstr (refuse (f, f->path, SIM_ERROR_LIMIT)->message, ==,
                   "the file is too large: found 1073741824 bytes; allowed: at most 4 MiB");
  if (g_file_test ("/dev/zero", G_FILE_TEST_EXISTS))
    g_assert_cmpstr (refuse (f, "/dev/zero", SIM_ERROR_LIMIT)->message, ==,
                     "the input is too large; allowed: at most 4 MiB");
}

static void
test_largest (Fixture *f, gconstpointer data)
{
  g_autofree char *bytes = g_malloc (SIM_JSON_MAX_BYTES + 1);

  memset (bytes, ' ', SIM_JSON_MAX_BYTES + 1);
  bytes[0] = '1';
  g_file_set_contents (f->path, bytes, SIM_JSON_MAX_BYTES, NULL);
  g_autoptr (SimValue) value = sim_json_read_file (f->path, NULL, f->problems);
  g_assert_cmpfloat (sim_value_number (value), ==, 1);
  g_file_set_contents (f->path, bytes, SIM_JSON_MAX_BYTES + 1, NULL);
  refuse (f, f->path, SIM_ERROR_LIMIT);
}

static gpointer
feed (gpointer fd)
{
  gsize n;
  g_autofree char *text = example_read (&n);

  for (gsize i = 0; i < n; i += 100) { /* in pieces, so that one read is not enough */
    g_assert_cmpint (write (GPOINTER_TO_INT (fd), text + i, MIN (100, n - i)), >, 0);
    g_usleep (500);
  }
  close (GPOINTER_TO_INT (fd));
  return NULL;
}

/* "-" reads standard input, whether or not another program has made it non-blocking. */
static void
test_standard_input (Fixture *f, gconstpointer data)
{
  int ends[2];
  int saved = dup (STDIN_FILENO);

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC | (data != NULL ? O_NONBLOCK : 0)), ==, 0);
  g_assert_cmpint (dup2 (ends[0], STDIN_FILENO), ==, STDIN_FILENO);
  close (ends[0]);
  GThread *thread = g_thread_new ("feed", feed, GINT_TO_POINTER (ends[1]));
  g_autoptr (SimValue) value = sim_json_read_file ("-", NULL, f->problems);
  g_thread_join (thread);
  g_assert_cmpint (dup2 (saved, STDIN_FILENO), ==, STDIN_FILENO);
  close (saved);
  g_assert_cmpfloat (sim_value_number (sim_value_resolve (value, "/run/seed")), ==, 20190704);
}

/* Loading and saving a canonical file gives the same bytes. */
static void
test_example (Fixture *f, gconstpointer data)
{
  gsize n;
  g_autofree char *text = example_read (&n);

  g_assert_true (sim_file_save (f->path, text, (gssize)n, NULL));
  g_autoptr (SimValue) value = sim_json_read_file (f->path, NULL, f->problems);
  g_autofree char *written = sim_json_write (value);
  g_assert_cmpstr (written, ==, text);
}

static void
add (const char *name, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/kinds", test_kinds);
  g_test_add_func ("/json/numbers", test_numbers);
  g_test_add_func ("/json/escapes", test_escapes);
  g_test_add_func ("/json/exact-end", test_exact_end);
  g_test_add_func ("/json/comma-locale", test_comma_locale);
  add ("/json/read", NULL, test_read);
  add ("/json/unreadable", NULL, test_unreadable);
  add ("/json/no-permission", NULL, test_no_permission);
  add ("/json/huge", NULL, test_huge);
  add ("/json/largest", NULL, test_largest);
  add ("/json/standard-input", NULL, test_standard_input);
  add ("/json/standard-input-nonblocking", "nonblocking", test_standard_input);
  add ("/json/example", NULL, test_example);
  return g_test_run ();
}
