/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * r-value.c - values and comments as R reads them.
 */
#include "r-value.h"

#include <string.h>

#include "../scenario/json.h"

void
sim_r_text (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar u = g_utf8_get_char (c);
    if (u == '"' || u == '\\')
      g_string_append_printf (out, "\\%c", (char)u);
    else if (u < 32 || u > 126)
      g_string_append_printf (out, "\\U{%X}", u);
    else
      g_string_append_c (out, (char)u);
  }
  g_string_append_c (out, '"');
}

void
sim_r_comment (GString *out, const char *text)
{
  g_autofree char *plain = g_strdup (text);
  guint column = 0;

  for (char *c = plain; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  g_auto (GStrv) words = g_strsplit (plain, " ", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    guint length = (guint)g_utf8_strlen (words[i], -1);
    if (length == 0)
      continue;
    if (column > 0 && column + 1 + length > SIM_R_COLUMNS) {
      g_string_append_c (out, '\n');
      column = 0;
    }
    g_string_append_printf (out, "%s %s", column == 0 ? "#" : "", words[i]);
    column += (column == 0 ? 2 : 1) + length;
  }
  g_string_append (out, column == 0 ? "#\n" : "\n");
}

/* --- values -------------------------------------------------------------------------------- */

static gboolean
is_record (const SimValue *value)
{
  return sim_value_text (sim_value_get (value, "id")) != NULL;
}

/* Of what R has vectors: members that are all of one plain kind. */
static gboolean
is_vector (const SimValue *list)
{
  guint n = sim_value_length (list);
  SimValueKind kind = sim_value_kind (sim_value_at (list, 0));

  if (n == 0 || kind == SIM_VALUE_LIST || kind == SIM_VALUE_MAP)
    return FALSE;
  for (guint i = 1; i < n; i++)
    if (sim_value_kind (sim_value_at (list, i)) != kind)
      return FALSE;
  return TRUE;
}

/* Words of the language, which are no names. */
static const char *const reserved[]
    = { "if",   "else",  "repeat", "while", "function", "for", "next", "break",
        "TRUE", "FALSE", "NULL",   "Inf",   "NaN",      "NA",  "in",   NULL };

void
sim_r_name (GString *out, const char *name)
{
  gboolean plain = g_ascii_isalpha (name[0]) && !g_strv_contains (reserved, name);

  for (const char *c = name; *c != '\0'; c++)
    plain = plain && (g_ascii_isalnum (*c) || *c == '.');
  if (plain)
    g_string_append (out, name);
  else
    sim_r_text (out, name);
  g_string_append (out, " = ");
}

static void
put_plain (GString *out, const SimValue *value)
{
  switch (sim_value_kind (value)) {
  case SIM_VALUE_BOOL:
    g_string_append (out, sim_value_bool (value) ? "TRUE" : "FALSE");
    break;
  case SIM_VALUE_NUMBER: {
    g_autofree char *number = sim_json_number (sim_value_number (value));
    g_string_append (out, number);
    break;
  }
  case SIM_VALUE_TEXT:
    sim_r_text (out, sim_value_text (value));
    break;
  default:
    g_string_append (out, "NULL");
  }
}

/* Members on lines of their own, or, if not broken, all on one; those of vectors fill lines. */
static void
put_members (GString *out, const SimValue *value, gboolean vector, gboolean broken, guint indent)
{
  guint n = sim_value_length (value);
  gboolean map = sim_value_kind (value) == SIM_VALUE_MAP, record = map && is_record (value);
  gboolean first = TRUE;

  for (guint i = 0; i < n; i++) {
    const SimValue *member = sim_value_at (value, i);
    const char *name = map                  ? sim_value_key (value, i)
                       : is_record (member) ? sim_value_text (sim_value_get (member, "id"))
                                            : NULL;
    if (record && g_str_equal (name, "id"))
      continue;
    if (broken && (!vector || first || i % 12 == 0))
      g_string_append_printf (out, "%s\n%*s", first ? "" : ",", (int)indent, "");
    else if (!first)
      g_string_append (out, ", ");
    first = FALSE;
    if (name != NULL)
      sim_r_name (out, name);
    sim_r_value (out, member, broken ? indent : SIM_R_COLUMNS);
  }
}

/* An indent of SIM_R_COLUMNS: on one line, whatever its length. */
void
sim_r_value (GString *out, const SimValue *value, guint indent)
{
  SimValueKind kind = sim_value_kind (value);
  gsize start = out->len;

  if (kind != SIM_VALUE_LIST && kind != SIM_VALUE_MAP) {
    put_plain (out, value);
    return;
  }
  gboolean vector = kind == SIM_VALUE_LIST && is_vector (value);
  if (vector && sim_value_length (value) == 1) { /* a number is a vector of one */
    put_plain (out, sim_value_at (value, 0));
    return;
  }
  g_string_append (out, vector ? "c(" : "list(");
  put_members (out, value, vector, FALSE, SIM_R_COLUMNS);
  g_string_append_c (out, ')');
  const char *line = strrchr (out->str, '\n');
  gsize column = out->len - (gsize)((line != NULL ? line + 1 : out->str) - out->str);
  if (indent >= SIM_R_COLUMNS || column < SIM_R_COLUMNS || sim_value_length (value) == 0)
    return;
  g_string_truncate (out, start);
  g_string_append (out, vector ? "c(" : "list(");
  put_members (out, value, vector, TRUE, indent + 2);
  g_string_append_c (out, ')');
}
