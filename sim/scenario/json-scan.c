/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-scan.c - reads JSON once, strictly, to find what is wrong and on which line each value is.
 *
 * A recursive descent whose depth the limit bounds. Every function that returns FALSE has added
 * the one problem; nothing is read after that.
 */
#include "json-scan.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "json-lines.h"

/* The way down to the value being read: a member of a map by key, of a list by index. */
typedef struct _Step Step;
struct _Step {
  const Step *up;
  gboolean in_map;
  guint32 key;
  guint index;
};

typedef struct {
  const char *p; /* the next byte */
  const char *end;
  const char *line_start;
  int line;
  guint depth;
  const Step *at;
  GArray *members; /* of guint32: nodes read whose container is still open */
  SimLines *lines;
  GPtrArray *problems;
} Scan;

static gboolean scan_value (Scan *s);

/* ---- what is wrong, and where ---- */

static char *
pointer_of (const Scan *s, const Step *at)
{
  if (at == NULL)
    return g_strdup ("");
  g_autofree char *parent = pointer_of (s, at->up);
  if (at->in_map)
    return sim_pointer_join (parent, sim_lines_key (s->lines, at->key));
  return g_strdup_printf ("%s/%u", parent, at->index);
}

static int
column_of (const Scan *s, const char *p)
{
  return (int)g_utf8_strlen (s->line_start, p - s->line_start) + 1;
}

/* What stands at p, for people: the end, a word, an escape, or a character. */
static char *
describe (const Scan *s, const char *p)
{
  if (p >= s->end)
    return g_strdup (_ ("the end of the text"));
  gsize n = *p == '\\' ? 1 : 0;
  while (p + n < s->end && n < 20 && g_ascii_isalnum (p[n]))
    n++;
  if (n > 1)
    return g_strdup_printf ("%.*s", (int)n, p);
  gunichar c = g_utf8_get_char (p);
  if (c < 0x20 || c == 0x7f)
    return g_strdup_printf (_ ("the character U+%04X"), c);
  return g_strdup_printf (c == '\'' ? "\"%.*s\"" : "'%.*s'", (int)(g_utf8_next_char (p) - p), p);
}

static gboolean
fail_syntax (Scan *s, const char *p, const char *what, const char *allowed)
{
  g_autofree char *pointer = pointer_of (s, s->at);
  g_autofree char *found = describe (s, p);

  sim_problems_add (s->problems, SIM_ERROR_SYNTAX, pointer, s->line, found, allowed,
                    _ ("column %d: %s"), column_of (s, p), what);
  return FALSE;
}

static gboolean
fail_number (Scan *s, const char *p, gsize n, const char *what, const char *allowed)
{
  g_autofree char *pointer = pointer_of (s, s->at);
  g_autofree char *found = g_strndup (p, n);

  sim_problems_add (s->problems, SIM_ERROR_LIMIT, pointer, s->line, found, allowed,
                    _ ("column %d: %s"), column_of (s, p), what);
  return FALSE;
}

/* ---- texts ---- */

static void
skip_space (Scan *s)
{
  for (; s->p < s->end; s->p++) {
    if (*s->p == '\n') {
      s->line++;
      s->line_start = s->p + 1;
    } else if (*s->p != ' ' && *s->p != '\t' && *s->p != '\r') {
      return;
    }
  }
}

static gboolean
looking_at (const Scan *s, char c)
{
  return s->p < s->end && *s->p == c;
}

/* Four hexadecimal digits at p, or -1. */
static int
hex4 (const Scan *s, const char *p)
{
  int code = 0;

  for (int i = 0; i < 4; i++) {
    if (p + i >= s->end || !g_ascii_isxdigit (p[i]))
      return -1;
    code = 16 * code + g_ascii_xdigit_value (p[i]);
  }
  return code;
}

/* "\uXXXX" with s->p on the backslash. */
static gboolean
scan_unicode (Scan *s, GString *out)
{
  const char *start = s->p;
  int code = hex4 (s, start + 2);
  gunichar c = (gunichar)code;

  s->p += 6;
  if (code < 0)
    return fail_syntax (s, MIN (start + 2, s->end), _ ("\"\\u\" needs four hexadecimal digits"),
                        "e.g. \"\\u00e9\"");
  if (code == 0) {
    g_autofree char *pointer = pointer_of (s, s->at);
    sim_problems_add (s->problems, SIM_ERROR_ENCODING, pointer, s->line, "\\u0000", NULL,
                      _ ("column %d: a text must not contain the NUL character"),
                      column_of (s, start));
    return FALSE;
  }
  if (code >= 0xd800 && code <= 0xdfff) {
    gboolean paired = code < 0xdc00 && s->end - s->p >= 6 && s->p[0] == '\\' && s->p[1] == 'u';
    int low = paired ? hex4 (s, s->p + 2) : -1;
    if (low < 0xdc00 || low > 0xdfff)
      return fail_syntax (s, start, _ ("half of a surrogate pair stands alone"),
                          _ ("\"\\uD800\" to \"\\uDBFF\" followed by \"\\uDC00\" to \"\\uDFFF\""));
    s->p += 6;
    c = 0x10000 + (((gunichar)code - 0xd800) << 10) + ((gunichar)low - 0xdc00);
  }
  if (out != NULL)
    g_string_append_unichar (out, c);
  return TRUE;
}

/* An escape with s->p on the backslash. */
static gboolean
scan_escape (Scan *s, GString *out)
{
  static const char names[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *name = s->p + 1 < s->end ? strchr (names, s->p[1]) : NULL;

  if (s->p + 1 < s->end && s->p[1] == 'u')
    return scan_unicode (s, out);
  if (name == NULL || *name == '\0')
    return fail_syntax (s, s->p, _ ("a backslash in a text starts an escape"),
                        _ ("\\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX"));
  if (out != NULL)
    g_string_append_c (out, meanings[name - names]);
  s->p += 2;
  return TRUE;
}

/* A text with s->p on its opening quote; unescaped into out unless that is NULL. */
static gboolean
scan_text (Scan *s, GString *out)
{
  s->p++;
  while (!looking_at (s, '"')) {
    if (s->p >= s->end || *s->p == '\n')
      return fail_syntax (s, s->p, _ ("a text has no closing quote"),
                          _ ("'\"' at the end of the text"));
    if ((guchar)*s->p < 0x20)
      return fail_syntax (s, s->p, _ ("a control character in a text must be escaped"),
                          _ ("e.g. \\t for a tab"));
    if (*s->p == '\\') {
      if (!scan_escape (s, out))
        return FALSE;
      continue;
    }
    if (out != NULL)
      g_string_append_c (out, *s->p);
    s->p++;
  }
  s->p++;
  return TRUE;
}

/* ---- numbers and words ---- */

static const char *
skip_digits (const Scan *s, const char *p)
{
  while (p < s->end && g_ascii_isdigit (*p))
    p++;
  return p;
}

/* Integers are exact up to 2^53 and no further; a seed must not change silently. */
static gboolean
check_integer (Scan *s, const char *start, gsize n)
{
  static const char largest[] = "9007199254740992";
  gsize sign = *start == '-' ? 1 : 0;
  gsize digits = n - sign;

  if (digits < strlen (largest)
      || (digits == strlen (largest) && memcmp (start + sign, largest, digits) <= 0))
    return TRUE;
  return fail_number (s, start, n, _ ("an integer too large to be exact"),
                      _ ("integers from -9007199254740992 to 9007199254740992"));
}

static gboolean
check_finite (Scan *s, const char *start, gsize n)
{
  g_autofree char *copy = g_strndup (start, n);

  if (isfinite (g_ascii_strtod (copy, NULL)))
    return TRUE;
  return fail_number (s, start, n, _ ("a number too large"),
                      _ ("numbers from -1.8e308 to 1.8e308"));
}

static gboolean
scan_number (Scan *s)
{
  const char *start = s->p;
  const char *digits = *start == '-' ? start + 1 : start;
  const char *p = skip_digits (s, digits);
  gboolean integer = TRUE;

  if (p == digits)
    return fail_syntax (s, p, _ ("a number is not finished"), _ ("a digit"));
  if (*digits == '0' && p - digits > 1)
    return fail_syntax (s, digits, _ ("a number must not start with a needless zero"),
                        _ ("e.g. 7 or 0.7"));
  if (p < s->end && *p == '.') {
    const char *fraction = p + 1;
    integer = FALSE;
    p = skip_digits (s, fraction);
    if (p == fraction)
      return fail_syntax (s, p, _ ("a number is not finished"),
                          _ ("a digit after the decimal point"));
  }
  if (p < s->end && (*p == 'e' || *p == 'E')) {
    const char *exponent = p + 1;
    integer = FALSE;
    if (exponent < s->end && (*exponent == '+' || *exponent == '-'))
      exponent++;
    p = skip_digits (s, exponent);
    if (p == exponent)
      return fail_syntax (s, p, _ ("a number is not finished"), _ ("a digit of the exponent"));
  }
  s->p = p;
  gsize n = (gsize)(p - start);
  return integer ? check_integer (s, start, n) : check_finite (s, start, n);
}

static gboolean
scan_word (Scan *s)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize n = strlen (words[i]);
    if ((gsize)(s->end - s->p) >= n && memcmp (s->p, words[i], n) == 0
        && ((gsize)(s->end - s->p) == n || !g_ascii_isalnum (s->p[n]))) {
      s->p += n;
      return TRUE;
    }
  }
  return fail_syntax (s, s->p, _ ("this word is no JSON value"),
                      _ ("true, false, null, a number, or text in double quotes"));
}

/* ---- containers ---- */

/* Hands the members read since `base` to their container. */
static gboolean
close_container (Scan *s, guint32 node, guint base, gboolean is_map)
{
  guint32 n = s->members->len - base;
  guint32 earlier = 0;
  const guint32 *members = n > 0 ? &g_array_index (s->members, guint32, base) : NULL;
  guint32 twice = sim_lines_close (s->lines, node, members, n, is_map, &earlier);

  g_array_set_size (s->members, base);
  if (twice == 0)
    return TRUE;
  const SimLineNode *nodes = (const SimLineNode *)s->lines->nodes->data;
  const char *key = sim_lines_key (s->lines, nodes[twice].key);
  g_autofree char *parent = pointer_of (s, s->at);
  g_autofree char *pointer = sim_pointer_join (parent, key);
  g_autoptr (SimValue) text = sim_value_new_text (key);
  g_autofree char *found = sim_json_write_compact (text);
  sim_problems_add (s->problems, SIM_ERROR_DUPLICATE_KEY, pointer, (int)nodes[twice].line, found,
                    _ ("every key once"), _ ("a key stands twice in one map, first on line %u"),
                    nodes[earlier].line);
  return FALSE;
}

static gboolean
scan_list (Scan *s, guint32 node)
{
  guint base = s->members->len;
  Step step = { s->at, FALSE, 0, 0 };

  s->p++;
  skip_space (s);
  while (step.index > 0 || !looking_at (s, ']')) {
    s->at = &step;
    if (s->p >= s->end)
      return fail_syntax (s, s->p, _ ("a list is not finished"), _ ("a value or ']'"));
    if (step.index > 0 && looking_at (s, ']'))
      return fail_syntax (s, s->p, _ ("a comma stands after the last member of a list"),
                          _ ("a value"));
    if (!scan_value (s))
      return FALSE;
    step.index++;
    skip_space (s);
    s->at = step.up;
    if (looking_at (s, ']'))
      break;
    if (!looking_at (s, ','))
      return fail_syntax (s, s->p, _ ("a comma or the end of the list is missing"),
                          _ ("',' or ']'"));
    s->p++;
    skip_space (s);
  }
  s->p++;
  return close_container (s, node, base, FALSE);
}

/* A key and its colon; the offset of the key in the table goes to step. */
static gboolean
scan_key (Scan *s, Step *step, gboolean first)
{
  GString *keys = s->lines->keys;

  if (!looking_at (s, '"')) {
    if (!first && looking_at (s, '}'))
      return fail_syntax (s, s->p, _ ("a comma stands after the last member of a map"),
                          _ ("a key in double quotes"));
    if (s->p >= s->end)
      return fail_syntax (s, s->p, _ ("a map is not finished"),
                          first ? _ ("a key in double quotes or '}'")
                                : _ ("a key in double quotes"));
    return fail_syntax (s, s->p, _ ("the key of a map is text in double quotes"),
                        _ ("a key in double quotes"));
  }
  step->key = (guint32)keys->len;
  if (!scan_text (s, keys))
    return FALSE;
  g_string_append_c (keys, '\0');
  s->at = step;
  skip_space (s);
  if (!looking_at (s, ':'))
    return fail_syntax (s, s->p, _ ("a colon is missing after a key"), "':'");
  s->p++;
  skip_space (s);
  return TRUE;
}

static gboolean
scan_map (Scan *s, guint32 node)
{
  guint base = s->members->len;
  Step step = { s->at, TRUE, 0, 0 };

  s->p++;
  skip_space (s);
  while (step.index > 0 || !looking_at (s, '}')) {
    if (!scan_key (s, &step, step.index == 0) || !scan_value (s))
      return FALSE;
    guint32 member = g_array_index (s->members, guint32, s->members->len - 1);
    g_array_index (s->lines->nodes, SimLineNode, member).key = step.key;
    step.index++;
    skip_space (s);
    s->at = step.up;
    if (looking_at (s, '}'))
      break;
    if (!looking_at (s, ','))
      return fail_syntax (s, s->p, _ ("a comma or the end of the map is missing"),
                          _ ("',' or '}'"));
    s->p++;
    skip_space (s);
  }
  s->p++;
  return close_container (s, node, base, TRUE);
}

static gboolean
scan_container (Scan *s, guint32 node)
{
  if (s->depth >= SIM_JSON_MAX_DEPTH) {
    g_autofree char *pointer = pointer_of (s, s->at);
    sim_problems_add (s->problems, SIM_ERROR_LIMIT, pointer, s->line, NULL, NULL,
                      _ ("column %d: lists and maps stand too deep inside one another; allowed: at "
                         "most %u levels"),
                      column_of (s, s->p), SIM_JSON_MAX_DEPTH);
    return FALSE;
  }
  s->depth++;
  gboolean good = *s->p == '[' ? scan_list (s, node) : scan_map (s, node);
  s->depth--;
  return good;
}

/* What stands where a value should: the mistakes that people make, by name. */
static gboolean
fail_value (Scan *s)
{
  const char *any = _ ("a number, text in double quotes, true, false, null, a list or a map");

  if (s->p >= s->end)
    return fail_syntax (s, s->p, _ ("a value is missing"), any);
  switch (*s->p) {
  case '\'':
    return fail_syntax (s, s->p, _ ("text stands in single quotes"), _ ("text in double quotes"));
  case '/':
  case '#':
    return fail_syntax (s, s->p, _ ("JSON has no comments"), any);
  case '+':
  case '.':
    return fail_syntax (s, s->p, _ ("a number starts with a digit or a minus sign"),
                        _ ("e.g. 0.5"));
  default:
    return fail_syntax (s, s->p, _ ("a value is missing"), any);
  }
}

/* Reads one value and puts its node on s->members. */
static gboolean
scan_value (Scan *s)
{
  SimLineNode fresh = { .line = (guint32)s->line };
  guint32 node = s->lines->nodes->len;
  char c = s->p < s->end ? *s->p : '\0';
  gboolean good;

  g_array_append_val (s->lines->nodes, fresh);
  if (c == '{' || c == '[')
    good = scan_container (s, node);
  else if (c == '"')
    good = scan_text (s, NULL);
  else if (c == '-' || g_ascii_isdigit (c))
    good = scan_number (s);
  else if (g_ascii_isalpha (c))
    good = scan_word (s);
  else
    good = fail_value (s);
  if (good)
    g_array_append_val (s->members, node);
  return good;
}

/* ---- the document ---- */

/* Size and encoding, before anything is allocated. */
static gboolean
check_bytes (Scan *s, gsize n)
{
  const char *bytes = s->p;
  const char *bad;

  if (n > SIM_JSON_MAX_BYTES) {
    g_autofree char *found = g_strdup_printf (_ ("%zu bytes"), n);
    sim_problems_add (s->problems, SIM_ERROR_LIMIT, "", 0, found, _ ("at most 4 MiB"),
                      _ ("the file is too large"));
    return FALSE;
  }
  if (n >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0)) {
    sim_problems_add (s->problems, SIM_ERROR_ENCODING, "", 1, _ ("a UTF-16 byte order mark"),
                      "UTF-8", _ ("the file is in another encoding"));
    return FALSE;
  }
  if (n >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0) {
    sim_problems_add (s->problems, SIM_ERROR_ENCODING, "", 1, _ ("the bytes EF BB BF"),
                      _ ("UTF-8 without it; most editors can save without a \"BOM\""),
                      _ ("the file starts with a byte order mark"));
    return FALSE;
  }
  if (n == 0 || g_utf8_validate_len (bytes, n, &bad))
    return TRUE;
  for (const char *p = bytes; p < bad; p++)
    if (*p == '\n') {
      s->line++;
      s->line_start = p + 1;
    }
  g_autofree char *found = g_strdup_printf (_ ("the byte %02X"), (guchar)*bad);
  gboolean cut = g_utf8_get_char_validated (bad, s->end - bad) == (gunichar)-2;
  sim_problems_add (s->problems, SIM_ERROR_ENCODING, "", s->line, found, _ ("UTF-8 text"),
                    _ ("column %d: %s"), column_of (s, bad),
                    *bad == '\0' ? _ ("a NUL byte in the text")
                    : cut        ? _ ("the text stops in the middle of a character")
                                 : _ ("this is not UTF-8"));
  return FALSE;
}

static gboolean
scan_document (Scan *s)
{
  skip_space (s);
  if (s->p >= s->end)
    return fail_syntax (s, s->p, _ ("the file is empty"), _ ("a JSON document"));
  if (!scan_value (s))
    return FALSE;
  skip_space (s);
  if (s->p < s->end)
    return fail_syntax (s, s->p, _ ("the text goes on after the document"), _ ("nothing more"));
  return TRUE;
}

SimLines *
sim_json_scan (const char *bytes, gsize n_bytes, GPtrArray *problems)
{
  const char *start = n_bytes > 0 ? bytes : ""; /* no bytes may come without an address */
  Scan s = {
    .p = start, .end = start + n_bytes, .line_start = start, .line = 1, .problems = problems
  };

  if (!check_bytes (&s, n_bytes))
    return NULL;
  s.lines = sim_lines_new ();
  s.members = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (!scan_document (&s))
    g_clear_pointer (&s.lines, sim_lines_unref);
  g_array_unref (s.members);
  return s.lines;
}
