/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * value-pointer.c - tests of JSON pointers with ids and of copying along a path.
 */
#include "scenario/value.h"

#include <string.h>

#include "value-make.h"

static const char tree[] = "{'arms': [{'id': 'a', 'size': 1}, {'id': 'b', 'size': 2}],"
                           " 'run': {'seed': 7}, 'x/y': {'m~n': 1}, '': 0, 'odd': "
                           "[{'id': '1'}, {'id': 'q'}, {'id': 'q'}, {'id': '-'}, {'id': ''}]}";

static void
assert_split (const char *pointer, const char *const *steps)
{
  g_auto (GStrv) split = sim_pointer_split (pointer);

  g_assert_nonnull (split);
  g_assert_true (g_strv_equal ((const char *const *)split, steps));
}

static void
test_split (void)
{
  assert_split ("", (const char *const[]){ NULL });
  assert_split ("/", (const char *const[]){ "", NULL });
  assert_split ("//", (const char *const[]){ "", "", NULL });
  assert_split ("/a/b", (const char *const[]){ "a", "b", NULL });
  assert_split ("/a/", (const char *const[]){ "a", "", NULL });
  assert_split ("/x~1y/m~0n/~01", (const char *const[]){ "x/y", "m~n", "~1", NULL });
  g_assert_null (sim_pointer_split ("a"));
  g_assert_null (sim_pointer_split ("/a~"));
  g_assert_null (sim_pointer_split ("/a~2"));
  g_assert_null (sim_pointer_split ("/\xff"));
}

static void
test_join (void)
{
  static const char *const keys[] = { "", "a", "x/y", "m~n", "~1", "/", "~0~", "\xc3\xa9" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *pointer = sim_pointer_join ("/parent", keys[i]);
    assert_split (pointer, (const char *const[]){ "parent", keys[i], NULL });
  }
  g_autofree char *pointer = sim_pointer_join ("", "a/b");
  g_assert_cmpstr (pointer, ==, "/a~1b");
}

static void
test_resolve (void)
{
  g_autoptr (SimValue) root = make (tree);
  static const struct {
    const char *pointer;
    double number;
  } rows[] = { { "/arms/0/size", 1 }, { "/arms/a/size", 1 }, { "/arms/b/size", 2 },
               { "/run/seed", 7 },    { "/x~1y/m~0n", 1 },   { "/", 0 } };
  static const char *const nowhere[] = { "/arms/c",  "/arms/2",
                                         "/arms/-",  "/arms/01",
                                         "/arms/-1", "/arms/a/size/x",
                                         "/run/0",   "/arms/99999999999999999999",
                                         "x",        "/no",
                                         "/~",       "/arms/" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat (sim_value_number (sim_value_resolve (root, rows[i].pointer)), ==,
                       rows[i].number);
  for (guint i = 0; i < G_N_ELEMENTS (nowhere); i++)
    g_assert_null (sim_value_resolve (root, nowhere[i]));
  g_assert_true (sim_value_resolve (root, "") == root);
  /* a step that reads as an index is one, whatever ids there are */
  g_assert_cmpstr (sim_value_text (sim_value_resolve (root, "/odd/1/id")), ==, "q");
}

static void
test_with_ids (void)
{
  g_autoptr (SimValue) root = make (tree);
  static const char *const rows[][2] = {
    { "", "" },
    { "/arms/1/size", "/arms/b/size" },
    { "/arms/b/size", "/arms/b/size" },
    { "/arms/7/size", "/arms/7/size" },
    { "/run/seed", "/run/seed" },
    { "/no/0/way", "/no/0/way" },
    { "/x~1y/m~0n", "/x~1y/m~0n" },
    { "/odd/0", "/odd/0" }, /* its id would read as an index */
    { "/odd/1", "/odd/q" },
    { "/odd/2", "/odd/2" }, /* its id leads to another */
    { "/odd/3", "/odd/3" }, /* its id would append */
    { "malformed", "malformed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *pointer = sim_pointer_with_ids (root, rows[i][0]);
    g_assert_cmpstr (pointer, ==, rows[i][1]);
    g_assert_true (sim_value_resolve (root, pointer) == sim_value_resolve (root, rows[i][0]));
  }
}

static void
test_within (void)
{
  g_autoptr (SimValue) root = make (tree);
  static const struct {
    const char *outer, *inner;
    gboolean within;
  } rows[] = { { "/arms/1", "/arms/b", TRUE },       { "/arms/b", "/arms/1/size", TRUE },
               { "/arms/1/size", "/arms/b", FALSE }, { "/arms/0", "/arms/1", FALSE },
               { "/run/se", "/run/seed", FALSE },    { "", "/run/seed", TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (sim_pointer_within (root, rows[i].outer, rows[i].inner), ==, rows[i].within);
}

/* root with text at pointer ("" removes) is what expected says; root itself stays as it is. */
static void
assert_with (const char *before, const char *pointer, const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimValue) root = make (before);
  g_autoptr (SimValue) value = *text != '\0' ? make (text) : NULL;
  g_autoptr (SimValue) after = sim_value_with (root, pointer, value, &error);

  g_assert_no_error (error);
  assert_value (after, expected);
  assert_value (root, before);
}

static void
test_with (void)
{
  assert_with ("{'a': 1, 'b': 2}", "/a", "3", "{'a': 3, 'b': 2}");
  assert_with ("{'a': 1}", "/b", "3", "{'a': 1, 'b': 3}");
  assert_with ("{}", "/a/b/0", "3", "{'a': {'b': {'0': 3}}}");
  assert_with ("{'a': 1}", "", "[]", "[]");
  assert_with ("[1, 2]", "/0", "3", "[3, 2]");
  assert_with ("[1, 2]", "/2", "3", "[1, 2, 3]");
  assert_with ("[1, 2]", "/-", "3", "[1, 2, 3]");
  assert_with ("[]", "/-/id", "'n'", "[{'id': 'n'}]");
  assert_with ("[{'id': 'a'}, {'id': 'b'}]", "/b/size", "5",
               "[{'id': 'a'}, {'id': 'b', 'size': 5}]");
  assert_with ("{'a': null}", "/a", "1", "{'a': 1}");
}

static void
test_remove (void)
{
  assert_with ("{'a': 1, 'b': 2, 'c': 3}", "/b", "", "{'a': 1, 'c': 3}");
  assert_with ("[1, 2, 3]", "/1", "", "[1, 3]");
  assert_with ("[{'id': 'a'}]", "/a", "", "[]");
  assert_with ("{'a': {'b': 1}}", "/a/b", "", "{'a': {}}");
  assert_with ("{'a': 1}", "/b", "", "{'a': 1}");
  assert_with ("{'a': 1}", "/b/c/d", "", "{'a': 1}");
  assert_with ("[1]", "/9", "", "[1]");
  assert_with ("[1]", "/-", "", "[1]");
  assert_with ("[{'id': 'a'}]", "/z", "", "[{'id': 'a'}]");
}

static void
test_sharing (void)
{
  g_autoptr (SimValue) root = make (tree);
  g_autoptr (SimValue) value = make ("9");
  g_autoptr (SimValue) after = sim_value_with (root, "/arms/b/size", value, NULL);

  g_assert_true (sim_value_get (after, "run") == sim_value_get (root, "run"));
  g_assert_true (sim_value_resolve (after, "/arms/a") == sim_value_resolve (root, "/arms/a"));
  g_assert_true (sim_value_resolve (after, "/arms/b") != sim_value_resolve (root, "/arms/b"));
  g_assert_true (sim_value_resolve (after, "/arms/b/size") == value);
  g_autoptr (SimValue) same = sim_value_with (root, "/nothing/here", NULL, NULL);
  g_assert_true (same == root);
}

static void
test_no_root (void)
{
  g_autoptr (SimValue) value = make ("1");
  g_autoptr (SimValue) after = sim_value_with (NULL, "/a/b", value, NULL);

  assert_value (after, "{'a': {'b': 1}}");
}

static void
assert_refused (const char *before, const char *pointer, gboolean removing, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimValue) root = make (before);
  g_autoptr (SimValue) value = removing ? NULL : make ("1");

  g_assert_null (sim_value_with (root, pointer, value, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_POINTER);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_refused (void)
{
  assert_refused ("{'a': 1}", "/a/b", FALSE, "\"b\" leads nowhere");
  assert_refused ("{'a': null}", "/a/b", FALSE, "neither a list nor a map");
  assert_refused ("{'a': 1}", "/a/b", TRUE, "neither a list nor a map");
  assert_refused ("[1, 2]", "/3", FALSE, "index 3 is beyond the end of a list of 2");
  assert_refused ("[1]", "/3/x", TRUE, "beyond the end");
  assert_refused ("[{'id': 'a'}]", "/z", FALSE, "has the id \"z\"");
  assert_refused ("[{'id': 'a'}]", "/z/size", TRUE, "has the id \"z\"");
  assert_refused ("[1]", "/01", FALSE, "has the id \"01\"");
  assert_refused ("{}", "a", FALSE, "no JSON pointer");
  assert_refused ("{}", "/\xff", FALSE, "no JSON pointer");
  assert_refused ("{}", "/~", FALSE, "no JSON pointer");
  assert_refused ("{}", "", TRUE, "cannot be removed");
}

/* An edit can no more make a tree too deep to be read again than a file can. */
static void
test_depth (void)
{
  g_autoptr (GString) pointer = g_string_new (NULL);
  g_autoptr (SimValue) scalar = make ("1");
  g_autoptr (SimValue) list = make ("[]");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < SIM_VALUE_MAX_DEPTH; i++)
    g_string_append (pointer, "/a");
  g_autoptr (SimValue) deepest = sim_value_with (NULL, pointer->str, scalar, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sim_value_depth (deepest), ==, SIM_VALUE_MAX_DEPTH);
  g_assert_null (sim_value_with (NULL, pointer->str, list, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_POINTER);
  g_clear_error (&error);
  for (int i = 0; i < 20000; i++)
    g_string_append (pointer, "/a");
  g_assert_null (sim_value_with (NULL, pointer->str, scalar, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_POINTER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pointer/split", test_split);
  g_test_add_func ("/pointer/join", test_join);
  g_test_add_func ("/pointer/resolve", test_resolve);
  g_test_add_func ("/pointer/with-ids", test_with_ids);
  g_test_add_func ("/pointer/within", test_within);
  g_test_add_func ("/pointer/with", test_with);
  g_test_add_func ("/pointer/remove", test_remove);
  g_test_add_func ("/pointer/sharing", test_sharing);
  g_test_add_func ("/pointer/no-root", test_no_root);
  g_test_add_func ("/pointer/refused", test_refused);
  g_test_add_func ("/pointer/depth", test_depth);
  return g_test_run ();
}
