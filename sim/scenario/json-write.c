/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-write.c - value trees as text: canonical for files, compact for messages and hashes.
 *
 * The layout is a function of the values alone, so that writing what was read gives the same bytes.
 */
#include "json.h"

#include <math.h>
#include <string.h>

#define MAX_COLUMNS 100
#define MAX_EXACT   9007199254740992.0 /* 2^53 */

/* ---- numbers ---- */

/* "1.50e+07" becomes "1.5e7": what a mantissa and an exponent do not need goes. */
static void
tidy_exponent (char *text)
{
  char *e = strchr (text, 'e');

  if (e == NULL)
    return;
  char *mantissa_end = e;
  if (memchr (text, '.', (gsize)(e - text)) != NULL) {
    while (mantissa_end[-1] == '0')
      mantissa_end--;
    if (mantissa_end[-1] == '.')
      mantissa_end--;
  }
  char *digits = e + 1;
  gboolean negative = *digits == '-';
  if (*digits == '-' || *digits == '+')
    digits++;
  while (*digits == '0' && digits[1] != '\0')
    digits++;
  *mantissa_end++ = 'e';
  if (negative)
    *mantissa_end++ = '-';
  memmove (mantissa_end, digits, strlen (digits) + 1);
}

char *
sim_json_number (double value)
{
  char text[40];
  char format[8];

  if (!isfinite (value))
    return g_strdup ("null");
  if (value == 0)
    return g_strdup ("0");
  if (fabs (value) <= MAX_EXACT && value == floor (value))
    return g_strdup (g_ascii_formatd (text, sizeof text, "%.0f", value));
  /* below the normal range fewer than 15 digits can be the shortest */
  int digits = fabs (value) < 1e-290 ? 1 : 15;
  for (; digits <= 17; digits++) {
    /* beyond 2^53 always with an exponent: the reader takes plain digits for an exact integer */
    if (fabs (value) > MAX_EXACT)
      g_snprintf (format, sizeof format, "%%.%de", digits - 1);
    else
      g_snprintf (format, sizeof format, "%%.%dg", digits);
    g_ascii_formatd (text, sizeof text, format, value);
    if (g_ascii_strtod (text, NULL) == value)
      break;
  }
  tidy_exponent (text);
  return g_strdup (text);
}

/* ---- one line ---- */

static void
append_text (GString *out, const char *text)
{
  static const char escaped[] = "\"\\\b\f\n\r\t";
  static const char names[] = "\"\\bfnrt";

  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++) {
    const char *special = strchr (escaped, *p);
    if (special != NULL)
      g_string_append_printf (out, "\\%c", names[special - escaped]);
    else if ((guchar)*p < 0x20)
      g_string_append_printf (out, "\\u%04x", (guchar)*p);
    else
      g_string_append_c (out, *p);
  }
  g_string_append_c (out, '"');
}

static void
append_key (GString *out, const SimValue *container, guint i, const char *space)
{
  const char *key = sim_value_key (container, i);

  if (key != NULL) {
    append_text (out, key);
    g_string_append_c (out, ':');
    g_string_append (out, space);
  }
}

static void
append_scalar (GString *out, const SimValue *value)
{
  switch (sim_value_kind (value)) {
  case SIM_VALUE_BOOL:
    g_string_append (out, sim_value_bool (value) ? "true" : "false");
    break;
  case SIM_VALUE_NUMBER: {
    g_autofree char *number = sim_json_number (sim_value_number (value));
    g_string_append (out, number);
    break;
  }
  case SIM_VALUE_TEXT:
    append_text (out, sim_value_text (value));
    break;
  default:
    g_string_append (out, "null");
    break;
  }
}

/* Appends value on one line; stops once out is longer than max bytes, with FALSE. */
static gboolean
append_flat (GString *out, const SimValue *value, const char *space, gsize max)
{
  guint n = sim_value_length (value);
  gboolean is_map = sim_value_kind (value) == SIM_VALUE_MAP;

  if (!is_map && sim_value_kind (value) != SIM_VALUE_LIST) {
    append_scalar (out, value);
    return out->len <= max;
  }
  g_string_append_c (out, is_map ? '{' : '[');
  for (guint i = 0; i < n; i++) {
    if (i > 0) {
      g_string_append_c (out, ',');
      g_string_append (out, space);
    }
    append_key (out, value, i, space);
    if (!append_flat (out, sim_value_at (value, i), space, max))
      return FALSE;
  }
  g_string_append_c (out, is_map ? '}' : ']');
  return out->len <= max;
}

char *
sim_json_write_compact (const SimValue *value)
{
  GString *out = g_string_new (NULL);

  append_flat (out, value, "", G_MAXSIZE);
  return g_string_free (out, FALSE);
}

/* ---- the canonical layout ---- */

/* A table, one row a line: a list of nothing but containers, a map of containers with a map among
 * them. So arms and hypotheses have a line each, and a map from arms to lists stays together. */
static gboolean
is_table (const SimValue *value)
{
  guint n = sim_value_length (value);
  gboolean has_map = FALSE;

  for (guint i = 0; i < n; i++) {
    SimValueKind kind = sim_value_kind (sim_value_at (value, i));
    if (kind != SIM_VALUE_LIST && kind != SIM_VALUE_MAP)
      return FALSE;
    has_map |= kind == SIM_VALUE_MAP;
  }
  return n > 0 && (has_map || sim_value_kind (value) == SIM_VALUE_LIST);
}

/* Whether a value needs more than one line for what it holds, however wide the page. */
static gboolean
must_break (const SimValue *value)
{
  if (is_table (value))
    return TRUE;
  for (guint i = 0; i < sim_value_length (value); i++)
    if (must_break (sim_value_at (value, i)))
      return TRUE;
  return FALSE;
}

static gboolean
is_empty (const SimValue *value)
{
  return sim_value_length (value) == 0;
}

/* Appends value on the line that out ends with, if it and a comma end within the last column. */
static gboolean
append_if_fits (GString *out, const SimValue *value, glong column)
{
  gsize start = out->len;

  /* four bytes a character at most: the byte limit only stops what cannot fit anyway */
  if (append_flat (out, value, " ", start + 4 * MAX_COLUMNS)
      && column + g_utf8_strlen (out->str + start, -1) + 1 <= MAX_COLUMNS)
    return TRUE;
  g_string_truncate (out, start);
  return FALSE;
}

static void
append_indent (GString *out, guint level)
{
  g_string_append_c (out, '\n');
  for (guint i = 0; i < level; i++)
    g_string_append (out, "  ");
}

/* column: of the first character of value, counted from 0. */
static void
append_value (GString *out, const SimValue *value, guint level, glong column)
{
  gboolean is_map = sim_value_kind (value) == SIM_VALUE_MAP;

  if (is_empty (value)) {
    append_flat (out, value, " ", G_MAXSIZE);
    return;
  }
  if (level > 0 && !must_break (value) && append_if_fits (out, value, column))
    return;
  g_string_append_c (out, is_map ? '{' : '[');
  for (guint i = 0; i < sim_value_length (value); i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    append_indent (out, level + 1);
    gsize line = out->len - 2 * (level + 1);
    append_key (out, value, i, " ");
    append_value (out, sim_value_at (value, i), level + 1, g_utf8_strlen (out->str + line, -1));
  }
  append_indent (out, level);
  g_string_append_c (out, is_map ? '}' : ']');
}

char *
sim_json_write (const SimValue *value)
{
  GString *out = g_string_new (NULL);

  append_value (out, value, 0, 0);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
