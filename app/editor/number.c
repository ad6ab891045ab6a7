/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * number.c - numbers as people type and read them.
 *
 * Percent is a shift of the decimal exponent in the text, never a division: "7" becomes 7e-2,
 * the double nearest to 0.07, and 0.07 is shown as "7".
 */
#include "editor/number.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

gboolean
app_number_in_percent (const SimField *field)
{
  return field != NULL && g_strcmp0 (field->unit, "%") == 0;
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x2009 || c == 0x202F;
}

/* The text as C writes numbers: ASCII minus, decimal point, no grouping; NULL if it cannot be one.
   A space counts as grouping only between digits. */
static GString *
plain_text (const char *text, gboolean percent)
{
  GString *plain = g_string_new (NULL);
  gboolean gap = FALSE, ok = TRUE;
  guint n_marks = 0;

  for (const char *p = text; *p != '\0' && ok; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (is_space (c)) {
      gap = plain->len > 0;
      continue;
    }
    if (percent && c == '%' && plain->len > 0) {
      ok = g_utf8_get_char (g_utf8_next_char (p)) == 0;
      continue;
    }
    if (gap)
      ok = c < 0x80 && g_ascii_isdigit ((char)c) && g_ascii_isdigit (plain->str[plain->len - 1]);
    gap = FALSE;
    if (c == 0x2212)
      c = '-';
    if (c == ',' || c == '.') {
      n_marks++;
      c = '.';
    }
    ok = ok && c < 0x80 && strchr ("0123456789+-.eE", (int)c) != NULL;
    if (ok)
      g_string_append_c (plain, (char)c);
  }
  if (ok && n_marks <= 1 && plain->len > 0 && plain->len <= 64)
    return plain;
  g_string_free (plain, TRUE);
  return NULL;
}

gboolean
app_number_parse (const char *text, gboolean percent, double *value)
{
  GString *plain = plain_text (text, percent);
  char *end = NULL;
  double number = 0;
  gboolean ok = FALSE;

  if (plain == NULL)
    return FALSE;
  number = g_ascii_strtod (plain->str, &end);
  ok = end != plain->str && *end == '\0';
  if (ok && percent) {
    char *e = strpbrk (plain->str, "eE");
    gint64 exponent = e != NULL ? CLAMP (g_ascii_strtoll (e + 1, NULL, 10), -9999, 9999) : 0;

    if (e != NULL)
      g_string_truncate (plain, (gsize)(e - plain->str));
    g_string_append_printf (plain, "e%d", (int)exponent - 2);
    number = g_ascii_strtod (plain->str, NULL);
  }
  g_string_free (plain, TRUE);
  if (!ok || !isfinite (number))
    return FALSE;
  *value = number == 0 ? 0 : number;
  return TRUE;
}

/* Moves the decimal point of digits (with its point at place, counted from the left). */
static char *
with_point (const char *sign, const char *digits, int place)
{
  int n = (int)strlen (digits);
  GString *text = g_string_new (sign);

  if (place <= 0)
    g_string_append (text, "0.");
  for (int i = place; i < 0; i++)
    g_string_append_c (text, '0');
  for (int i = 0; i < n; i++) {
    if (i == place && i > 0)
      g_string_append_c (text, '.');
    g_string_append_c (text, digits[i]);
  }
  for (int i = n; i < place; i++)
    g_string_append_c (text, '0');
  return g_string_free (text, FALSE);
}

/* The shortest text of a proportion, its point moved two places: multiplying would round anew. */
static char *
percent_text (double value)
{
  g_autofree char *plain = sim_json_number (value);
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *sign = plain[0] == '-' ? "-" : "";
  int place = 0, exponent = 0;
  gboolean after = FALSE;

  for (const char *p = plain; *p != '\0'; p++) {
    if (*p == 'e' || *p == 'E') {
      exponent = (int)g_ascii_strtoll (p + 1, NULL, 10);
      break;
    }
    if (*p == '.')
      after = TRUE;
    if (!g_ascii_isdigit (*p))
      continue;
    /* Leading zeros carry no digit; behind the point they move it. */
    if (digits->len > 0 || *p != '0')
      g_string_append_c (digits, *p);
    if (after && digits->len == 0)
      place--;
    if (!after && digits->len > 0)
      place++;
  }
  if (digits->len == 0)
    return g_strdup ("0");
  while (digits->len > 1 && digits->str[digits->len - 1] == '0')
    g_string_truncate (digits, digits->len - 1);
  return with_point (sign, digits->str, place + exponent + 2);
}

char *
app_number_format (double value, gboolean percent)
{
  /* Far from any proportion an exponent says it better than zeros. */
  if (percent && (value == 0 || (fabs (value) >= 1e-12 && fabs (value) < 1e15)))
    return percent_text (value);
  return sim_json_number (percent ? value * 100 : value);
}

GArray *
app_numbers_parse (const char *text, gboolean percent)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (double));
  char **parts = NULL;
  gboolean ok = TRUE;

  /* Commas, semicolons and spaces all part the numbers of a list; decimals take the point. */
  parts = g_strsplit_set (text, ",; \t\n", -1);
  for (guint i = 0; parts[i] != NULL && ok; i++) {
    double number = 0;

    if (parts[i][0] == '\0')
      continue;
    ok = app_number_parse (parts[i], percent, &number);
    if (ok)
      g_array_append_val (numbers, number);
  }
  g_strfreev (parts);
  if (ok)
    return numbers;
  g_array_unref (numbers);
  return NULL;
}

/* A bound beyond which nobody looks for one: the field is open on that side. */
static gboolean
is_bound (double bound)
{
  return isfinite (bound) && fabs (bound) < 1e15;
}

char *
app_number_allowed (const SimField *field)
{
  g_autofree char *low = NULL, *high = NULL;

  /* An entry takes one number, whatever shapes a file may give them in. */
  SimField one = *field;

  one.per = SIM_PER_NONE;
  if (one.kind == SIM_FIELD_MATRIX)
    one.kind = SIM_FIELD_REAL;
  if (!app_number_in_percent (field) || !is_bound (field->min) || !is_bound (field->max))
    return sim_field_allowed (&one);
  low = app_number_format (field->min, TRUE);
  high = app_number_format (field->max, TRUE);
  if (field->open_min && field->open_max)
    return g_strdup_printf (_ ("a number above %s and below %s %%"), low, high);
  if (field->open_min)
    return g_strdup_printf (_ ("a number above %s and up to %s %%"), low, high);
  if (field->open_max)
    return g_strdup_printf (_ ("a number from %s to below %s %%"), low, high);
  return g_strdup_printf (_ ("a number from %s to %s %%"), low, high);
}

double
app_number_step (const SimField *field, double value, double n_steps)
{
  double step = field->step > 0 ? field->step : 1;
  double grid = value / step, moved = 0;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (fabs (grid - round (grid)) < 1e-6)
    grid = round (grid);
  moved = (grid + n_steps) * step;
  /* Twelve digits drop what the multiplication left behind: 0.30000000000000004. */
  g_ascii_formatd (text, sizeof text, "%.12g", moved);
  moved = g_ascii_strtod (text, NULL);
  if (field->max > field->min)
    moved = CLAMP (moved, field->min, field->max);
  if ((field->open_min && moved <= field->min) || (field->open_max && moved >= field->max))
    moved = value;
  return moved == 0 ? 0 : moved;
}
