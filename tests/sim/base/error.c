/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * error.c - tests of the error table and of how a problem is said.
 */
#include "base/error.h"

#include <string.h>

static void
test_names (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = 0; code < SIM_N_ERRORS; code++) {
    const char *name = sim_error_name ((SimErrorCode)code);
    g_assert_nonnull (name);
    g_assert_cmpuint (strlen (name), >, 1);
    g_assert_cmpuint (strspn (name, "abcdefghijklmnopqrstuvwxyz-"), ==, strlen (name));
    g_assert_true (g_ascii_isalpha (name[0]) && g_ascii_isalpha (name[strlen (name) - 1]));
    g_assert_true (g_hash_table_add (seen, (gpointer)name));
  }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 21);
}

/* Scripts match on the names: they are part of the program's face. */
static void
test_stable_names (void)
{
  g_assert_cmpstr (sim_error_name (SIM_ERROR_IO), ==, "io");
  g_assert_cmpstr (sim_error_name (SIM_ERROR_DUPLICATE_KEY), ==, "duplicate-key");
  g_assert_cmpstr (sim_error_name (SIM_ERROR_UNKNOWN_KEY), ==, "unknown-key");
  g_assert_cmpstr (sim_error_name (SIM_ERROR_NOT_YET), ==, "not-yet");
  g_assert_cmpstr (sim_error_name (SIM_ERROR_FAILED), ==, "failed");
  g_assert_cmpstr (g_quark_to_string (SIM_ERROR), ==, "sim-error");
}

static const SimProblem *
add (GPtrArray *problems, const char *pointer, int line, const char *found, const char *allowed)
{
  sim_problems_add (problems, SIM_ERROR_RANGE, pointer, line, found, allowed, "the %s is %d",
                    "alpha", 2);
  return g_ptr_array_index (problems, problems->len - 1);
}

static void
test_message (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  const SimProblem *problem = add (problems, "/testing/alpha", 7, "2", "a number from 0 to 1");

  g_assert_cmpint (problem->code, ==, SIM_ERROR_RANGE);
  g_assert_cmpstr (problem->pointer, ==, "/testing/alpha");
  g_assert_cmpint (problem->line, ==, 7);
  g_assert_cmpstr (problem->found, ==, "2");
  g_assert_cmpstr (problem->allowed, ==, "a number from 0 to 1");
  g_assert_cmpstr (problem->message, ==, "the alpha is 2: found 2; allowed: a number from 0 to 1");
  g_assert_cmpstr (add (problems, "", 0, "2", NULL)->message, ==, "the alpha is 2: found 2");
  g_assert_cmpstr (add (problems, "", 0, NULL, "1")->message, ==, "the alpha is 2; allowed: 1");
  problem = add (problems, NULL, 0, NULL, NULL);
  g_assert_cmpstr (problem->message, ==, "the alpha is 2");
  g_assert_cmpstr (problem->pointer, ==, "");
  g_assert_null (problem->found);
  g_assert_null (problem->allowed);
  g_assert_cmpuint (problems->len, ==, 4);
}

static void
assert_line (const SimProblem *problem, const char *name, const char *expected)
{
  g_autofree char *line = sim_problem_to_line (problem, name);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_line (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  assert_line (add (problems, "/arms/0", 3, "x", NULL), "a.trefoil",
               "a.trefoil:3: /arms/0: the alpha is 2: found x");
  assert_line (add (problems, "/arms/0", 0, NULL, NULL), "a.trefoil",
               "a.trefoil: /arms/0: the alpha is 2");
  assert_line (add (problems, "", 12, NULL, NULL), "-", "-:12: the alpha is 2");
}

/* What a file holds must neither start a new line nor move the cursor of a terminal. */
static void
test_line_is_safe (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  assert_line (add (problems, "/a\nb", 1, "\x1b[2J", NULL), "n\xff\xc3",
               "n\\xff\\xc3:1: /a\\u000ab: the alpha is 2: found \\u001b[2J");
  assert_line (add (problems, "/\xc3\xa9", 1, "\xe2\x80\xa8", NULL), "n",
               "n:1: /\xc3\xa9: the alpha is 2: found \\u2028");
}

static void
test_long_found (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 80; i++)
    g_string_append (text, "\xc3\xa9");
  g_assert_cmpstr (add (problems, "", 0, text->str, NULL)->found, ==, text->str);
  g_string_append (text, "\xc3\xa9");
  const char *found = add (problems, "", 0, text->str, NULL)->found;
  g_assert_true (g_utf8_validate (found, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (found, -1), ==, 80);
  g_assert_true (g_str_has_suffix (found, "\xc3\xa9\xe2\x80\xa6"));
}

/* A key may be megabytes; of 64 characters, the most an id may have, nothing is cut. */
static void
test_long_key (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autofree char *id = g_strnfill (64, 'k'), *giant = g_strnfill (100000, 'k');
  g_autofree char *long_pointer = g_strdup_printf ("/basis/~1%s~1%s/%s\xc3\xa9/x", id, id, id);
  g_autofree char *cut_pointer
      = g_strdup_printf ("n: /basis/~1%s~1%s/%s\xe2\x80\xa6/x: unknown key \"%s\"; did you mean "
                         "\"%s\xe2\x80\xa6\"?",
                         id, id, id, id, id);

  sim_problems_add (problems, SIM_ERROR_UNKNOWN_KEY, long_pointer, 0, NULL, NULL,
                    "unknown key \"%s\"; did you mean \"%s\"?", id, giant);
  assert_line (problems->pdata[0], "n", cut_pointer);
  const char *const keys[] = { "\"", "~1", "/", "\n", "\xff", "\xc3\xa9", "a b " };
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    GString *key = g_string_new (NULL);
    for (guint n = 0; n < 100000; n++)
      g_string_append (key, keys[i]);
    sim_problems_add (problems, SIM_ERROR_UNKNOWN_KEY, key->str, 1, key->str, NULL, "key \"%s\"",
                      key->str);
    g_autofree char *line = sim_problem_to_line (problems->pdata[i + 1], "n");
    g_assert_cmpint (strlen (line), <, 13000);
    g_assert_true (g_utf8_validate (line, -1, NULL));
    g_assert_null (strchr (line, '\n'));
    g_string_free (key, TRUE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/names", test_names);
  g_test_add_func ("/error/stable-names", test_stable_names);
  g_test_add_func ("/error/message", test_message);
  g_test_add_func ("/error/line", test_line);
  g_test_add_func ("/error/line-is-safe", test_line_is_safe);
  g_test_add_func ("/error/long-found", test_long_found);
  g_test_add_func ("/error/long-key", test_long_key);
  return g_test_run ();
}
