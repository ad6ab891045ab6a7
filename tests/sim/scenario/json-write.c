/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-write.c - tests of numbers as text and of the canonical layout.
 */
#include "scenario/json.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "example.h"
#include "value-make.h"

/* ---- numbers ---- */

static void
assert_number (double number, const char *expected)
{
  g_autofree char *text = sim_json_number (number);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_number_table (void)
{
  assert_number (0, "0");
  assert_number (-0.0, "0");
  assert_number (1, "1");
  assert_number (-7, "-7");
  assert_number (0.1, "0.1");
  assert_number (0.05, "0.05");
  assert_number (1.0 / 3, "0.3333333333333333");
  assert_number (0.1 + 0.2, "0.30000000000000004");
  assert_number (100000, "100000");
  assert_number (1e15, "1000000000000000");
  assert_number (9007199254740991.0, "9007199254740991");
  assert_number (9007199254740992.0, "9007199254740992");
  assert_number (9007199254740994.0, "9.007199254740994e15");
  assert_number (-9007199254740994.0, "-9.007199254740994e15");
  assert_number (1e16, "1e16");
  assert_number (18446744073709551616.0, "1.8446744073709552e19");
  assert_number (1e22, "1e22");
  assert_number (1e300, "1e300");
  assert_number (0.0001, "0.0001");
  assert_number (0.00001, "1e-5");
  assert_number (1.5e-7, "1.5e-7");
  assert_number (1e-100, "1e-100");
  assert_number (5e-324, "5e-324");
  assert_number (2.2250738585072014e-308, "2.2250738585072014e-308");
  assert_number (1.7976931348623157e308, "1.7976931348623157e308");
  assert_number (NAN, "null");
  assert_number (INFINITY, "null");
  assert_number (-INFINITY, "null");
}

static double
random_double (GRand *rand, int i)
{
  union {
    guint64 bits;
    double number;
  } any = { .bits = (guint64)g_rand_int (rand) << 32 | g_rand_int (rand) };

  switch (i % 4) {
  case 0:
    return any.number;
  case 1:
    return g_rand_double_range (rand, -100, 100);
  case 2: /* what people type */
    return floor (g_rand_double_range (rand, -1e6, 1e6)) / 1000;
  default: /* about where integers stop being exact */
    return floor (ldexp (1 + g_rand_double (rand), g_rand_int_range (rand, 48, 60)));
  }
}

/* Reads back as the same bits, through strtod and through the reader; no shorter text does. */
static void
test_number_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  for (int i = 0; i < 20000; i++) {
    double number = random_double (rand, i);
    if (!isfinite (number))
      continue;
    g_autofree char *text = sim_json_number (number);
    g_autoptr (SimValue) value = sim_json_parse (text, strlen (text), NULL, problems);
    char shorter[40];
    g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, number);
    g_assert_cmpfloat (sim_value_number (value), ==, number);
    int digits = 0;
    for (const char *p = text; *p != '\0' && *p != 'e'; p++)
      digits += g_ascii_isdigit (*p) && (digits > 0 || *p != '0');
    if (digits < 2 || number == floor (number))
      continue;
    g_snprintf (shorter, sizeof shorter, "%.*e", digits - 2, number);
    g_assert_cmpfloat (g_ascii_strtod (shorter, NULL), !=, number);
  }
}

/* ---- layout ---- */

static void
assert_written (const char *text, const char *expected)
{
  g_autoptr (SimValue) value = make (text);
  g_autofree char *written = sim_json_write (value);
  g_autofree char *plain = g_strdelimit (g_strdup (expected), "'", '"');

  g_assert_cmpstr (written, ==, plain);
}

static void
test_layout (void)
{
  assert_written ("1", "1\n");
  assert_written ("'a'", "'a'\n");
  assert_written ("null", "null\n");
  assert_written ("{}", "{}\n");
  assert_written ("[]", "[]\n");
  assert_written ("{'trefoil':1}", "{\n  'trefoil': 1\n}\n");
  assert_written ("[1,true]", "[\n  1,\n  true\n]\n");
  assert_written ("{'a':[1,2],'b':{'c':[]}}", "{\n  'a': [1, 2],\n  'b': {'c': []}\n}\n");
}

static void
test_tables (void)
{
  /* a list of nothing but containers has a line for each */
  assert_written ("{'l':[{'a':1},{'b':2}]}", "{\n  'l': [\n    {'a': 1},\n    {'b': 2}\n  ]\n}\n");
  assert_written ("{'l':[[1,2],[3]]}", "{\n  'l': [\n    [1, 2],\n    [3]\n  ]\n}\n");
  /* and so has a map with maps, but not one of lists, nor one with a plain value */
  assert_written ("{'m':{'a':{'x':1},'b':[1]}}",
                  "{\n  'm': {\n    'a': {'x': 1},\n    'b': [1]\n  }\n}\n");
  assert_written ("{'m':{'a':[1,2],'b':[3,4]}}", "{\n  'm': {'a': [1, 2], 'b': [3, 4]}\n}\n");
  assert_written ("{'m':{'a':{'x':1},'b':2}}", "{\n  'm': {'a': {'x': 1}, 'b': 2}\n}\n");
  assert_written ("{'l':[1,{'a':2}]}", "{\n  'l': [1, {'a': 2}]\n}\n");
  /* what holds a table breaks with it */
  assert_written ("{'m':{'k':1,'l':[{'a':1}]}}",
                  "{\n  'm': {\n    'k': 1,\n    'l': [\n      {'a': 1}\n    ]\n  }\n}\n");
}

/* The line '  "k": ["xxx"],' of a container is at most 100 characters long, not bytes. */
static void
check_width (const char *character, guint n, gboolean fits)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, character);
  SimValue *item = sim_value_new_text (text->str);
  SimValue *list = sim_value_new_list (&item, 1);
  g_autoptr (SimValue) root = sim_value_new_map ((const char *const[]){ "k" }, &list, 1);
  g_autofree char *written = sim_json_write (root);
  g_auto (GStrv) lines = g_strsplit (written, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, fits ? 4 : 6);
  if (fits) /* and there is room for a comma */
    g_assert_cmpint (g_utf8_strlen (lines[1], -1), <=, 99);
}

static void
test_width (void)
{
  /* two spaces, "k": and a space, brackets and quotes, and the comma take 12 */
  check_width ("x", 88, TRUE);
  check_width ("x", 89, FALSE);
  check_width ("\xc3\xa9", 88, TRUE);
  check_width ("\xc3\xa9", 89, FALSE);
  check_width ("\xf0\x9f\x98\x80", 88, TRUE);
  check_width ("\xf0\x9f\x98\x80", 89, FALSE);
}

static void
test_escapes (void)
{
  g_autoptr (SimValue) text = sim_value_new_text ("\"\\/\b\f\n\r\t\x01\x1f\x7f\xc3\xa9");
  g_autofree char *written = sim_json_write_compact (text);

  g_assert_cmpstr (written, ==, "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\xc3\xa9\"");
  g_autoptr (SimValue) again = make (written);
  g_assert_true (sim_value_equal (again, text));
}

static void
test_compact (void)
{
  g_autoptr (SimValue) value = make ("{ 'a' : [ 1 , 'x y' , { } ] , 'b\\n' : null }");
  g_autofree char *written = sim_json_write_compact (value);

  g_assert_cmpstr (written, ==, "{\"a\":[1,\"x y\",{}],\"b\\n\":null}");
  g_autofree char *nothing = sim_json_write_compact (NULL);
  g_assert_cmpstr (nothing, ==, "null");
}

static void
test_comma_locale (void)
{
  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL) {
    g_test_skip ("the locale de_DE.UTF-8 is not installed");
    return;
  }
  g_autofree char *text = sim_json_number (1.5);
  setlocale (LC_NUMERIC, "C");
  g_assert_cmpstr (text, ==, "1.5");
}

/* ---- round trips ---- */

static void
test_example (void)
{
  gsize n;
  g_autofree char *text = example_read (&n);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimValue) value = sim_json_parse (text, n, NULL, problems);
  g_autofree char *written = sim_json_write (value);
  g_autofree char *compact = sim_json_write_compact (value);
  g_autoptr (SimValue) again = sim_json_parse (compact, strlen (compact), NULL, problems);
  g_autofree char *rewritten = sim_json_write (again);

  g_assert_cmpstr (written, ==, text);
  g_assert_cmpstr (rewritten, ==, text);
}

static SimValue *
random_value (GRand *rand, int depth)
{
  static const char *const texts[] = { "", "a", "\"", "\n", "caf\xc3\xa9", "a rather long text" };
  SimValue *items[6];
  char names[6][16];
  const char *keys[6];
  guint n = (guint)g_rand_int_range (rand, 0, 7);

  switch (g_rand_int_range (rand, depth == 0 ? 2 : 0, 6)) {
  case 0:
  case 1:
    n = MIN (n, 6);
    for (guint i = 0; i < n; i++) {
      items[i] = random_value (rand, depth - 1);
      g_snprintf (names[i], sizeof names[i], "key/%u~\t", i);
      keys[i] = names[i];
    }
    return g_rand_boolean (rand) ? sim_value_new_map (keys, items, n)
                                 : sim_value_new_list (items, n);
  case 2:
    return sim_value_new_null ();
  case 3:
    return sim_value_new_bool (g_rand_boolean (rand));
  case 4: {
    double number = random_double (rand, g_rand_int_range (rand, 0, 4));
    return sim_value_new_number (isfinite (number) ? number : 0);
  }
  default:
    return sim_value_new_text (texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))]);
  }
}

static void
test_random_trees (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  for (int i = 0; i < 3000; i++) {
    g_autoptr (SimValue) value = random_value (rand, i % 8);
    g_autofree char *written = sim_json_write (value);
    g_autoptr (SimValue) again = sim_json_parse (written, strlen (written), NULL, problems);
    g_autofree char *rewritten = sim_json_write (again);
    g_assert_true (sim_value_equal (value, again));
    g_assert_cmpstr (written, ==, rewritten);
    g_assert_true (g_str_has_suffix (written, "\n"));
    g_assert_false (g_str_has_suffix (written, "\n\n"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-write/number-table", test_number_table);
  g_test_add_func ("/json-write/number-random", test_number_random);
  g_test_add_func ("/json-write/layout", test_layout);
  g_test_add_func ("/json-write/tables", test_tables);
  g_test_add_func ("/json-write/width", test_width);
  g_test_add_func ("/json-write/escapes", test_escapes);
  g_test_add_func ("/json-write/compact", test_compact);
  g_test_add_func ("/json-write/comma-locale", test_comma_locale);
  g_test_add_func ("/json-write/example", test_example);
  g_test_add_func ("/json-write/random-trees", test_random_trees);
  return g_test_run ();
}
