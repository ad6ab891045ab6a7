/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-scan.c - tests of what the reader refuses, with which words and on which line.
 */
#include "scenario/json.h"

#include <string.h>

#include "base/error.h"
#include "example.h"

/* Parses n bytes that must be refused; returns the one problem, which problems owns. */
static const SimProblem *
refuse (const char *bytes, gsize n, GPtrArray *problems)
{
  SimLines *lines = GINT_TO_POINTER (1);

  g_ptr_array_set_size (problems, 0);
  g_assert_null (sim_json_parse (bytes, n, &lines, problems));
  g_assert_null (lines);
  g_assert_cmpuint (problems->len, ==, 1);
  const SimProblem *problem = problems->pdata[0];
  g_assert_true (g_utf8_validate (problem->message, -1, NULL));
  g_assert_true (g_utf8_validate (problem->pointer, -1, NULL));
  return problem;
}

typedef struct {
  const char *text;
  SimErrorCode code;
  int line;
  const char *pointer;
  const char *message; /* its beginning */
} Row;

static void
check_rows (const Row *rows, guint n)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  for (guint i = 0; i < n; i++) {
    const SimProblem *problem = refuse (rows[i].text, strlen (rows[i].text), problems);
    g_test_message ("row %u: %s", i, rows[i].message);
    g_assert_cmpstr (sim_error_name (problem->code), ==, sim_error_name (rows[i].code));
    g_assert_cmpint (problem->line, ==, rows[i].line);
    g_assert_cmpstr (problem->pointer, ==, rows[i].pointer);
    if (!g_str_has_prefix (problem->message, rows[i].message))
      g_assert_cmpstr (problem->message, ==, rows[i].message);
  }
}

static void
test_syntax (void)
{
  static const Row rows[] = {
    { "", SIM_ERROR_SYNTAX, 1, "", "column 1: the file is empty" },
    { " \n\t\n ", SIM_ERROR_SYNTAX, 3, "", "column 2: the file is empty" },
    { "{", SIM_ERROR_SYNTAX, 1, "", "column 2: a map is not finished: found the end of the text" },
    { "{\"a\":1", SIM_ERROR_SYNTAX, 1, "", "column 7: a comma or the end of the map is missing" },
    { "{\"a\":1,", SIM_ERROR_SYNTAX, 1, "", "column 8: a map is not finished" },
    { "{\"a\":1,}", SIM_ERROR_SYNTAX, 1, "", "column 8: a comma stands after the last member" },
    { "{\"a\"\n1}", SIM_ERROR_SYNTAX, 2, "/a", "column 1: a colon is missing after a key" },
    { "{\"a\":\n\n}", SIM_ERROR_SYNTAX, 3, "/a", "column 1: a value is missing: found '}'" },
    { "{a:1}", SIM_ERROR_SYNTAX, 1, "", "column 2: the key of a map is text in double quotes" },
    { "{\"a\":1;}", SIM_ERROR_SYNTAX, 1, "", "column 7: a comma or the end of the map is missing" },
    { "[", SIM_ERROR_SYNTAX, 1, "/0", "column 2: a list is not finished" },
    { "[1", SIM_ERROR_SYNTAX, 1, "", "column 3: a comma or the end of the list is missing" },
    { "[1,\n]", SIM_ERROR_SYNTAX, 2, "/1", "column 1: a comma stands after the last member" },
    { "[1\n2]", SIM_ERROR_SYNTAX, 2, "", "column 1: a comma or the end of the list is missing" },
    { "[,1]", SIM_ERROR_SYNTAX, 1, "/0", "column 2: a value is missing: found ','" },
    { "[1}", SIM_ERROR_SYNTAX, 1, "", "column 3: a comma or the end of the list is missing" },
    { "]", SIM_ERROR_SYNTAX, 1, "", "column 1: a value is missing: found ']'" },
    { "[1] 2", SIM_ERROR_SYNTAX, 1, "", "column 5: the text goes on after the document" },
    { "{}{}", SIM_ERROR_SYNTAX, 1, "", "column 3: the text goes on after the document" },
    { "['a']", SIM_ERROR_SYNTAX, 1, "/0", "column 2: text stands in single quotes" },
    { "// x\n{}", SIM_ERROR_SYNTAX, 1, "", "column 1: JSON has no comments" },
    { "# x\n{}", SIM_ERROR_SYNTAX, 1, "", "column 1: JSON has no comments" },
    { "[True]", SIM_ERROR_SYNTAX, 1, "/0", "column 2: this word is no JSON value: found True" },
    { "[nul]", SIM_ERROR_SYNTAX, 1, "/0", "column 2: this word is no JSON value: found nul" },
    { "[nulls]", SIM_ERROR_SYNTAX, 1, "/0", "column 2: this word is no JSON value: found nulls" },
    { "NaN", SIM_ERROR_SYNTAX, 1, "", "column 1: this word is no JSON value: found NaN" },
    { "-Infinity", SIM_ERROR_SYNTAX, 1, "", "column 2: a number is not finished: found Infinity" },
    { "\xc3\xa9", SIM_ERROR_SYNTAX, 1, "", "column 1: a value is missing: found '\xc3\xa9'" },
  };
  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_numbers (void)
{
  static const Row rows[] = {
    { "+1", SIM_ERROR_SYNTAX, 1, "", "column 1: a number starts with a digit" },
    { ".5", SIM_ERROR_SYNTAX, 1, "", "column 1: a number starts with a digit" },
    { "01", SIM_ERROR_SYNTAX, 1, "", "column 1: a number must not start with a needless zero" },
    { "-01", SIM_ERROR_SYNTAX, 1, "", "column 2: a number must not start with a needless zero" },
    { "00", SIM_ERROR_SYNTAX, 1, "", "column 1: a number must not start with a needless zero" },
    { "-", SIM_ERROR_SYNTAX, 1, "", "column 2: a number is not finished" },
    { "1.", SIM_ERROR_SYNTAX, 1, "", "column 3: a number is not finished" },
    { "1.e5", SIM_ERROR_SYNTAX, 1, "", "column 3: a number is not finished" },
    { "1e", SIM_ERROR_SYNTAX, 1, "", "column 3: a number is not finished" },
    { "1e+", SIM_ERROR_SYNTAX, 1, "", "column 4: a number is not finished" },
    { "0x10", SIM_ERROR_SYNTAX, 1, "", "column 2: the text goes on after the document" },
    { "1,5", SIM_ERROR_SYNTAX, 1, "", "column 2: the text goes on after the document" },
    { "[\n1e400]", SIM_ERROR_LIMIT, 2, "/0", "column 1: a number too large: found 1e400" },
    { "-1e400", SIM_ERROR_LIMIT, 1, "", "column 1: a number too large: found -1e400" },
    { "1.8e308", SIM_ERROR_LIMIT, 1, "", "column 1: a number too large" },
    { "{\"seed\": 18446744073709551616}", SIM_ERROR_LIMIT, 1, "/seed",
      "column 10: an integer too large to be exact: found 18446744073709551616" },
    { "9007199254740993", SIM_ERROR_LIMIT, 1, "", "column 1: an integer too large to be exact" },
    { "-9007199254740993", SIM_ERROR_LIMIT, 1, "", "column 1: an integer too large to be exact" },
    { "10000000000000000", SIM_ERROR_LIMIT, 1, "", "column 1: an integer too large to be exact" },
  };
  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_texts (void)
{
  static const Row rows[] = {
    { "\"a", SIM_ERROR_SYNTAX, 1, "", "column 3: a text has no closing quote" },
    { "[\n\"a\nb\"]", SIM_ERROR_SYNTAX, 2, "/0", "column 3: a text has no closing quote" },
    { "\"a\tb\"", SIM_ERROR_SYNTAX, 1, "", "column 3: a control character in a text must be" },
    { "\"\\x\"", SIM_ERROR_SYNTAX, 1, "", "column 2: a backslash in a text starts an escape" },
    { "\"\\", SIM_ERROR_SYNTAX, 1, "", "column 2: a backslash in a text starts an escape" },
    { "\"\\u12\"", SIM_ERROR_SYNTAX, 1, "", "column 4: \"\\u\" needs four hexadecimal digits" },
    { "\"\\u", SIM_ERROR_SYNTAX, 1, "", "column 4: \"\\u\" needs four hexadecimal digits" },
    { "\"\\u12g4\"", SIM_ERROR_SYNTAX, 1, "", "column 4: \"\\u\" needs four hexadecimal digits" },
    { "\"\xc3\xa9\\ud800\"", SIM_ERROR_SYNTAX, 1, "",
      "column 3: half of a surrogate pair stands alone: found \\ud800" },
    { "\"\\udc00\"", SIM_ERROR_SYNTAX, 1, "", "column 2: half of a surrogate pair stands alone" },
    { "\"\\ud800\\n\"", SIM_ERROR_SYNTAX, 1, "", "column 2: half of a surrogate pair stands" },
    { "\"\\ud800\\u0041\"", SIM_ERROR_SYNTAX, 1, "", "column 2: half of a surrogate pair" },
    { "\"\\ud800\\ud800\"", SIM_ERROR_SYNTAX, 1, "", "column 2: half of a surrogate pair" },
    { "\"\\ud83d\\u", SIM_ERROR_SYNTAX, 1, "", "column 2: half of a surrogate pair stands alone" },
    { "{\"\\ud800\": 1}", SIM_ERROR_SYNTAX, 1, "", "column 3: half of a surrogate pair" },
    { "[\"a\\u0000\"]", SIM_ERROR_ENCODING, 1, "/0", "column 4: a text must not contain the NUL" },
  };
  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_encoding (void)
{
  static const Row rows[] = {
    { "\xef\xbb\xbf{}", SIM_ERROR_ENCODING, 1, "", "the file starts with a byte order mark" },
    { "\xff\xfe{", SIM_ERROR_ENCODING, 1, "", "the file is in another encoding: found a UTF-16" },
    { "\xfe\xff", SIM_ERROR_ENCODING, 1, "", "the file is in another encoding: found a UTF-16" },
    { "[\n \"\xe9\"]", SIM_ERROR_ENCODING, 2, "",
      "column 3: this is not UTF-8: found the byte E9" },
    { "\"\xc0\x80\"", SIM_ERROR_ENCODING, 1, "", "column 2: this is not UTF-8" },
    { "\"\xed\xa0\x80\"", SIM_ERROR_ENCODING, 1, "", "column 2: this is not UTF-8" },
    { "\"\xf4\x90\x80\x80\"", SIM_ERROR_ENCODING, 1, "", "column 2: this is not UTF-8" },
    { "\"\xf0\x9f", SIM_ERROR_ENCODING, 1, "",
      "column 2: the text stops in the middle of a character" },
  };
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  check_rows (rows, G_N_ELEMENTS (rows));
  const SimProblem *problem = refuse ("{\n\0}", 4, problems);
  g_assert_cmpint (problem->code, ==, SIM_ERROR_ENCODING);
  g_assert_cmpint (problem->line, ==, 2);
  g_assert_true (g_str_has_prefix (problem->message, "column 1: a NUL byte in the text"));
  g_assert_cmpint (refuse (NULL, 0, problems)->code, ==, SIM_ERROR_SYNTAX);
}

static void
test_duplicate_keys (void)
{
  static const Row rows[] = {
    { "{\"a\":1,\n\"a\":2}", SIM_ERROR_DUPLICATE_KEY, 2, "/a",
      "a key stands twice in one map, first on line 1: found \"a\"" },
    { "[{\"x\":{\n\"z\":1,\n\"b/\":1,\n\"a\":1,\n\"b\\/\":2}}]", SIM_ERROR_DUPLICATE_KEY, 5,
      "/0/x/b~1", "a key stands twice in one map, first on line 3: found \"b/\"" },
    { "{\"\\u0061\":1,\"a\":2}", SIM_ERROR_DUPLICATE_KEY, 1, "/a", "a key stands twice" },
    { "{\"\":1,\"\":2}", SIM_ERROR_DUPLICATE_KEY, 1, "/", "a key stands twice" },
    /* of several, the first in the text */
    { "{\"b\":1,\"a\":1,\n\"b\":2,\n\"a\":2}", SIM_ERROR_DUPLICATE_KEY, 2, "/b", "a key stands" },
    { "{\"b\":1,\n\"b\":2,\n\"b\":3}", SIM_ERROR_DUPLICATE_KEY, 2, "/b", "a key stands twice" },
  };
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  static const char sound[] = "[{\"a\":1},{\"a\":1},{\"b\":{\"b\":1}},\"a\",\"a\"]";

  check_rows (rows, G_N_ELEMENTS (rows));
  g_autoptr (SimValue) value = sim_json_parse (sound, strlen (sound), NULL, problems);
  g_assert_nonnull (value);
}

static char *
nested (guint n, char open, char close)
{
  char *text = g_malloc (2 * n + 1);

  memset (text, open, n);
  memset (text + n, close, n);
  text[2 * n] = '\0';
  return text;
}

static void
test_depth (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autofree char *deepest = nested (SIM_JSON_MAX_DEPTH, '[', ']');
  g_autofree char *deeper = nested (SIM_JSON_MAX_DEPTH + 1, '[', ']');
  g_autofree char *brackets = nested (100000, '[', ']');
  g_autoptr (GString) maps = g_string_new (NULL);
  g_autoptr (SimValue) value = sim_json_parse (deepest, strlen (deepest), NULL, problems);

  g_assert_nonnull (value);
  g_assert_cmpuint (sim_value_depth (value), ==, SIM_JSON_MAX_DEPTH);
  g_assert_cmpint (refuse (deeper, strlen (deeper), problems)->code, ==, SIM_ERROR_LIMIT);
  const SimProblem *problem = refuse (brackets, strlen (brackets), problems);
  g_assert_cmpint (problem->code, ==, SIM_ERROR_LIMIT);
  g_assert_cmpint (problem->line, ==, 1);
  g_assert_true (g_str_has_prefix (problem->message, "column 33: "));
  g_assert_nonnull (strstr (problem->message, "at most 32"));
  for (int i = 0; i < 100000; i++)
    g_string_append (maps, "{\"a\":\n");
  problem = refuse (maps->str, maps->len, problems);
  g_assert_cmpint (problem->code, ==, SIM_ERROR_LIMIT);
  g_assert_cmpint (problem->line, ==, 33);
}

static void
test_size (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autofree char *bytes = g_malloc (SIM_JSON_MAX_BYTES + 1);

  memset (bytes, ' ', SIM_JSON_MAX_BYTES + 1);
  bytes[0] = '1';
  const SimProblem *problem = refuse (bytes, SIM_JSON_MAX_BYTES + 1, problems);
  g_assert_cmpint (problem->code, ==, SIM_ERROR_LIMIT);
  g_assert_cmpstr (problem->message, ==,
                   "the file is too large: found 4194305 bytes; allowed: at most 4 MiB");
  g_autoptr (SimValue) value = sim_json_parse (bytes, SIM_JSON_MAX_BYTES, NULL, problems);
  g_assert_cmpfloat (sim_value_number (value), ==, 1);
  memset (bytes, '7', SIM_JSON_MAX_BYTES);
  problem = refuse (bytes, SIM_JSON_MAX_BYTES, problems);
  g_assert_cmpint (problem->code, ==, SIM_ERROR_LIMIT);
  g_assert_cmpuint (strlen (problem->message), <, 300);
}

/* As much as a file may hold of the smallest things: many must cost no more than time linear. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (SimValue) value = NULL;
  SimLines *lines = NULL;
  guint n = 300000;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "\"%x\":%s", i * 2654435761u, i + 1 < n ? "0,\n" : "0}");
  value = sim_json_parse (text->str, text->len, &lines, problems);
  g_assert_nonnull (value);
  g_assert_cmpuint (sim_value_length (value), ==, n);
  for (guint i = 0; i < n; i += 1000) {
    g_autofree char *pointer = g_strdup_printf ("/%x", i * 2654435761u);
    g_assert_cmpint (sim_lines_find (lines, pointer), ==, (int)i + 1);
  }
  sim_lines_unref (lines);
}

/* Cut anywhere, a file is no JSON: one problem, and the line is the one where it stops. */
static void
test_truncated (void)
{
  gsize n;
  g_autofree char *text = example_read (&n);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  int line = 1;

  g_assert_cmpint (text[n - 1], ==, '\n');
  for (gsize i = 0; i < n - 1; i++) {
    g_autofree char *cut = g_memdup2 (text, i); /* of its own, so that a byte too far is seen */
    const SimProblem *problem = refuse (cut, i, problems);
    g_assert_cmpint (problem->code, ==, SIM_ERROR_SYNTAX);
    g_assert_cmpint (problem->line, ==, line);
    g_assert_true (g_str_has_prefix (problem->message, "column "));
    line += text[i] == '\n';
  }
}

static void
mutate (GRand *rand, GByteArray *bytes)
{
  static const char *const bits[]
      = { "{",    "}",       "[",       "]",  "\"",       ":",  ",",         "\\",     "1e400", "-",
          "null", "\\ud83d", "\\u00e9", "\n", "\xc3\xa9", "\0", "\"id\":1,", "0.1e-9", "\xff" };
  guint at = (guint)g_rand_int_range (rand, 0, (gint32)bytes->len + 1);
  guint n = (guint)g_rand_int_range (rand, 0, 40);

  n = MIN (n, bytes->len - at); /* not in one: MIN evaluates what it takes twice */
  if (n == 0)
    return;
  switch (g_rand_int_range (rand, 0, 4)) {
  case 0:
    g_byte_array_remove_range (bytes, at, n);
    break;
  case 1: { /* a piece again somewhere else */
    g_autofree guint8 *piece = g_memdup2 (bytes->data + at, n);
    guint to = (guint)g_rand_int_range (rand, 0, (gint32)bytes->len + 1);
    g_byte_array_append (bytes, piece, n);
    memmove (bytes->data + to + n, bytes->data + to, bytes->len - n - to);
    memcpy (bytes->data + to, piece, n);
    break;
  }
  case 2:
    if (at < bytes->len)
      bytes->data[at] = (guint8)g_rand_int_range (rand, 0, 256);
    break;
  default: {
    const char *bit = bits[g_rand_int_range (rand, 0, G_N_ELEMENTS (bits))];
    gsize length = MAX (strlen (bit), 1);
    for (gsize i = 0; i < length && at + i < bytes->len; i++)
      bytes->data[at + i] = (guint8)bit[i];
    break;
  }
  }
}

/* What is accepted comes back unchanged from writing and reading; what is not has one problem. */
static void
check_any (const char *bytes, gsize n, guint *accepted)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimValue) value = sim_json_parse (bytes, n, NULL, problems);

  if (value == NULL) {
    g_assert_cmpuint (problems->len, ==, 1);
    const SimProblem *problem = problems->pdata[0];
    g_autofree char *line = sim_problem_to_line (problem, "x");
    g_assert_cmpint (problem->line, >, 0);
    g_assert_null (strchr (line, '\n'));
    return;
  }
  (*accepted)++;
  g_assert_cmpuint (problems->len, ==, 0);
  g_autofree char *once = sim_json_write (value);
  g_autoptr (SimValue) again = sim_json_parse (once, strlen (once), NULL, problems);
  g_autofree char *twice = sim_json_write (again);
  g_assert_true (sim_value_equal (value, again));
  g_assert_cmpstr (once, ==, twice);
}

static void
test_mutated (void)
{
  gsize n;
  g_autofree char *text = example_read (&n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20190704);
  guint accepted = 0;

  for (int i = 0; i < 6000; i++) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_byte_array_append (bytes, (const guint8 *)text, (guint)n);
    for (int j = g_rand_int_range (rand, 1, 4); j > 0; j--)
      mutate (rand, bytes);
    g_autofree char *exact = g_memdup2 (bytes->data, bytes->len);
    check_any (exact, bytes->len, &accepted);
  }
  g_test_message ("%u of 6000 accepted", accepted);
  g_assert_cmpuint (accepted, >, 300);
  g_assert_cmpuint (accepted, <, 5700);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-scan/syntax", test_syntax);
  g_test_add_func ("/json-scan/numbers", test_numbers);
  g_test_add_func ("/json-scan/texts", test_texts);
  g_test_add_func ("/json-scan/encoding", test_encoding);
  g_test_add_func ("/json-scan/duplicate-keys", test_duplicate_keys);
  g_test_add_func ("/json-scan/depth", test_depth);
  g_test_add_func ("/json-scan/size", test_size);
  g_test_add_func ("/json-scan/many", test_many);
  g_test_add_func ("/json-scan/truncated", test_truncated);
  g_test_add_func ("/json-scan/mutated", test_mutated);
  return g_test_run ();
}
