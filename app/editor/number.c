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

gboolean app_number_in_percent (const SimField *field)
{
  return field != NULL && g_strcmp0 (field->unit, "%") == 0;
}

static gboolean is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x2009 || c == 0x202F;
}

/* The text as C writes numbers: ASCII minus, decimal point, no grouping; NULL if it cannot be one.
   A space counts as grouping only between digits. */
static GString *plain_text (const char *text, gboolean percent)
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
      ok = c < 0x80 && g_ascii_isdigit ((char) c)
           && g_ascii_isdigit (plain->str[plain->len - 1]);
    gap = FALSE;
    if (c == 0x2212)
      c = '-';
    if (c == ',' || c == '.') {
      n_marks++;
      c = '.';
    }
    ok = ok && c < 0x80 && strchr ("0123456789+-.eE", (int) c) != NULL;
    if (ok)
      g_string_append_c (plain, (char) c);
  }
  if (ok && n_marks <= 1 && plain->len > 0 && plain->len <= 64)
    return plain;
  g_string_free (plain, TRUE);
  return NULL;
}

gboolean app_number_parse (const char *text, gboolean percent, double *value)
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
      g_string_truncate (plain, (gsize) (e - plain->str));
    g_string_append_printf (plain, "e%d", (int) exponent - 2);
    number = g_ascii_strtod (plain->str, NULL);
  }
  g_string_free (plain, TRUE);
  if (!ok || !isfinite (number))
    return FALSE;
  *value = number == 0 ? 0 : number;
  return TRUE;
}

char *app_number_format (double value, gboolean percent)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE], form[8];

  if (!percent)
    return sim_json_number (value);
  for (int digits = 1; digits <= 17; digits++) {
    double back = 0;

    g_snprintf (form, sizeof form, "%%.%dg", digits);
    g_ascii_formatd (text, sizeof text, form, value * 100);
    if (app_number_parse (text, TRUE, &back) && back == value)
      break;
  }
  /* 100 % in one digit is "1e+02": whole percents are written out. */
  if (strchr (text, 'e') != NULL && fabs (value) < 1e13)
    g_ascii_formatd (text, sizeof text, "%.15g", value * 100);
  return g_strdup (text);
}

GArray *app_numbers_parse (const char *text, gboolean percent)
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
static gboolean is_bound (double bound)
{
  return isfinite (bound) && fabs (bound) < 1e15;
}

char *app_number_allowed (const SimField *field)
{
  g_autofree char *low = NULL, *high = NULL;

  if (!app_number_in_percent (field) || !is_bound (field->min) || !is_bound (field->max))
    return sim_field_allowed (field);
  low = app_number_format (field->min, TRUE);
  high = app_number_format (field->max, TRUE);
  if (field->open_min)
    return g_strdup_printf (_("a number above %s and up to %s %%"), low, high);
  return g_strdup_printf (_("a number from %s to %s %%"), low, high);
}

double app_number_step (const SimField *field, double value, double n_steps)
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
  if (field->open_min && moved <= field->min)
    moved = value;
  return moved == 0 ? 0 : moved;
}
