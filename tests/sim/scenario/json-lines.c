/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-lines.c - tests of the table from pointers to lines.
 */
#include "scenario/json.h"

#include <string.h>

#include "base/error.h"

static const char text[] = "\n"
                           "{\n"
                           "  \"b\": 1, \"a/~\": [10, 20,\n"
                           "    {\"id\": \"x\", \"\": null}, [\n"
                           "  []]],\r\n"
                           "  \"c\":\n"
                           "    {\"a\": \"\\n\", \"\\u0062\": true}, \"0\": {}\n"
                           "}\n";

static SimLines *
read_lines (const char *json)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimLines *lines = NULL;
  g_autoptr (SimValue) value = sim_json_parse (json, strlen (json), &lines, problems);

  g_assert_nonnull (value);
  g_assert_nonnull (lines);
  return lines;
}

static void
test_find (void)
{
  static const struct {
    const char *pointer;
    int line;
  } rows[] = {
    { "", 2 },
    { "/b", 3 },
    { "/a~1~0", 3 },
    { "/a~1~0/0", 3 },
    { "/a~1~0/1", 3 },
    { "/a~1~0/2", 4 },
    { "/a~1~0/2/id", 4 },
    { "/a~1~0/2/", 4 },
    { "/a~1~0/3", 4 },
    { "/a~1~0/3/0", 5 },
    { "/c", 7 },
    { "/c/a", 7 },
    { "/c/b", 7 },
    { "/0", 7 },
    { "/x", 0 },
    { "/b/0", 0 },
    { "/a~1~0/4", 0 },
    { "/a~1~0/-", 0 },
    { "/a~1~0/00", 0 },
    { "/a~1~0/01", 0 },
    { "/a~1~0/x", 0 },
    { "/a~1~0/3/1", 0 },
    { "/c/", 0 },
    { "b", 0 },
    { "/~", 0 },
    { "/a~1~0/4294967296", 0 },
  };
  SimLines *lines = read_lines (text);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].pointer);
    g_assert_cmpint (sim_lines_find (lines, rows[i].pointer), ==, rows[i].line);
  }
  sim_lines_unref (lines);
}

static void
test_scalar (void)
{
  SimLines *lines = read_lines ("\n\n 7");

  g_assert_cmpint (sim_lines_find (lines, ""), ==, 3);
  g_assert_cmpint (sim_lines_find (lines, "/0"), ==, 0);
  sim_lines_unref (lines);
}

static void
test_lifetime (void)
{
  SimLines *lines = read_lines ("[1]");

  g_assert_true (sim_lines_ref (lines) == lines);
  sim_lines_unref (lines);
  g_assert_cmpint (sim_lines_find (lines, "/0"), ==, 1);
  sim_lines_unref (lines);
  sim_lines_unref (NULL);
  g_assert_cmpint (sim_lines_find (NULL, ""), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-lines/find", test_find);
  g_test_add_func ("/json-lines/scalar", test_scalar);
  g_test_add_func ("/json-lines/lifetime", test_lifetime);
  return g_test_run ();
}
