/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * number.c - numbers as people type and read them.
 *
 * Percent is a shift of the decimal exponent in the text, never a division: "7" becomes 7e-2,
 * the double nearest to 0.07, and 0.07 is shown as "7".
 */
#include "editor/number.h"

#include <langinfo.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#define NARROW_SPACE 0x202F /* that of sim_format_count() */

gboolean
app_number_in_percent (const SimField *field)
{
  return field != NULL && g_strcmp0 (field->unit, "%") == 0;
}

AppNumberKind
app_number_kind (const SimField *field)
{
  if (app_number_in_percent (field))
    return APP_NUMBER_PERCENT;
  return field != NULL && field->kind == SIM_FIELD_INT ? APP_NUMBER_WHOLE : APP_NUMBER_PLAIN;
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x2009 || c == NARROW_SPACE;
}

/* --- reading --- */

/* A number in its parts, without spaces around them. */
typedef struct {
  GString *mantissa; /* digits, marks ("." and ",") and, as a space, what groups and nothing else */
  const char *exponent; /* from its e on, or "" */
  GString *text;        /* of both, ASCII */
} Parts;

static void
clear_parts (Parts *parts)
{
  g_string_free (parts->mantissa, TRUE);
  g_string_free (parts->text, TRUE);
}

/* ASCII but for nothing: a minus, and one sort of space. FALSE if it can be no number. The spaces
   of app_number_show() stand between other digits as soon as one is typed. */
static gboolean
take_parts (const char *text, AppNumberKind kind, Parts *parts)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  gsize n;

  parts->text = g_string_new (NULL);
  parts->mantissa = g_string_new (NULL);
  for (const char *p = bare; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (kind == APP_NUMBER_WHOLE && c == NARROW_SPACE)
      continue;
    c = is_space (c) || c == '\'' || c == 0x2019 ? ' ' : c == 0x2212 ? '-' : c;
    g_string_append_c (parts->text, c < 0x80 ? (char)c : '?');
  }
  if (kind == APP_NUMBER_PERCENT && g_str_has_suffix (parts->text->str, "%"))
    g_string_truncate (parts->text, parts->text->len - 1);
  g_strchomp (parts->text->str);
  parts->text->len = strlen (parts->text->str);
  n = strspn (parts->text->str, "+-");
  n += strspn (parts->text->str + n, "0123456789., ");
  g_string_append_len (parts->mantissa, parts->text->str, (gssize)n);
  parts->exponent = parts->text->str + n;
  return parts->text->len > 0 && parts->text->len <= 64
         && strspn (parts->exponent, "eE+-0123456789") == strlen (parts->exponent);
}

static guint
count (const char *text, char mark)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == mark;
  return n;
}

/* Digits in groups of three after a first one of one to three. */
static gboolean
is_grouped (const char *digits, const char *mark)
{
  g_auto (GStrv) groups = g_strsplit (digits, mark, -1);
  gsize first = strlen (groups[0]);

  if (first < 1 || first > 3 || groups[0][0] == '0')
    return FALSE;
  for (char **group = groups; *group != NULL; group++)
    if (strspn (*group, "0123456789") != strlen (*group)
        || (group != groups && strlen (*group) != 3))
      return FALSE;
  return TRUE;
}

static gboolean
is_german_or_spanish (void)
{
  const char *language = g_get_language_names ()[0];

  return g_str_has_prefix (language, "de") || g_str_has_prefix (language, "es");
}

/* Where the desktop's language marks decimals so. */
static gboolean
marks_decimals (char mark)
{
  locale_t own = newlocale (LC_NUMERIC_MASK, "", (locale_t)0);
  char radix = own != (locale_t)0 ? nl_langinfo_l (RADIXCHAR, own)[0] : '.';

  if (own != (locale_t)0)
    freelocale (own);
  return radix == mark && !(mark == '.' && is_german_or_spanish ());
}

/* Whether the one mark of "1.000" or "1,234" may stand before decimals as well as before thousands.
   A point before decimals that end in zero is none that this program writes. */
static gboolean
is_in_doubt (const char *digits, char mark)
{
  const char both[] = { mark, '\0' };

  return is_grouped (digits, both)
         && (!marks_decimals (mark) || (mark == '.' && g_str_has_suffix (digits, "0")));
}

typedef enum { NOTHING, READ, IN_DOUBT } Reading;

/* The mantissa with a decimal point and without grouping. */
static Reading
plain_mantissa (const char *text, AppNumberKind kind, gboolean scaled, GString *plain)
{
  const char *digits = text + strspn (text, "+-");
  guint points = count (digits, '.'), commas = count (digits, ',');
  gboolean spaces = strchr (digits, ' ') != NULL;
  const char *point = strrchr (digits, '.'), *comma = strrchr (digits, ',');
  const char *last = point == NULL || (comma != NULL && comma > point) ? comma : point;
  const char one[] = { points > 0 && commas > 0 ? (*last == '.' ? ',' : '.')
                       : spaces                 ? ' '
                       : last != NULL           ? *last
                                                : ' ',
                       '\0' };
  g_autofree char *whole = NULL;

  /* One mark alone is of decimals, unless it parts thousands. */
  if (points + commas == 1 && !spaces && !scaled) {
    if (kind == APP_NUMBER_WHOLE && is_grouped (digits, one))
      last = NULL;
    else if (is_in_doubt (digits, *last))
      return IN_DOUBT;
  } else if ((points > 1 || commas > 1) && (points == 0 || commas == 0)) {
    last = NULL;
  }
  whole = last != NULL ? g_strndup (digits, (gsize)(last - digits)) : g_strdup (digits);
  if (strpbrk (whole, "., ") != NULL && !is_grouped (whole, one))
    return NOTHING;
  g_string_append_len (plain, text, digits - text);
  for (const char *p = whole; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (plain, *p);
  if (last != NULL)
    g_string_append_printf (plain, ".%s", last + 1);
  return READ;
}

static Reading
read_number (const char *text, AppNumberKind kind, double *value)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  Parts parts;
  Reading reading = NOTHING;
  char *end;

  if (take_parts (text, kind, &parts))
    reading = plain_mantissa (parts.mantissa->str, kind, *parts.exponent != '\0', plain);
  g_string_append (plain, parts.exponent);
  if (reading == READ) {
    *value = g_ascii_strtod (plain->str, &end);
    reading = end != plain->str && *end == '\0' ? READ : NOTHING;
  }
  if (reading == READ && kind == APP_NUMBER_PERCENT) {
    char *e = strpbrk (plain->str, "eE");
    gint64 exponent = e != NULL ? CLAMP (g_ascii_strtoll (e + 1, NULL, 10), -9999, 9999) : 0;

    if (e != NULL)
      g_string_truncate (plain, (gsize)(e - plain->str));
    g_string_append_printf (plain, "e%d", (int)exponent - 2);
    *value = g_ascii_strtod (plain->str, NULL);
  }
  clear_parts (&parts);
  return reading == READ && !isfinite (*value) ? NOTHING : reading;
}

gboolean
app_number_parse (const char *text, AppNumberKind kind, double *value)
{
  double number;

  if (read_number (text, kind, &number) != READ)
    return FALSE;
  *value = number == 0 ? 0 : number;
  return TRUE;
}

static gboolean
is_among (const char *text, const char *written)
{
  g_auto (GStrv) parts = written != NULL ? g_strsplit (written, ", ", -1) : NULL;

  return parts != NULL && g_strv_contains ((const char *const *)parts, text);
}

gboolean
app_number_parse_known (const char *text, AppNumberKind kind, const char *written, double *value)
{
  g_autofree char *bare = g_strstrip (g_strdup (text)), *scaled = NULL;

  if (!is_among (bare, written) || strpbrk (bare, "eE%") != NULL)
    return app_number_parse (text, kind, value);
  /* Nobody groups thousands in front of an exponent. */
  scaled = g_strconcat (bare, "e0", NULL);
  return app_number_parse (scaled, kind, value);
}

char *
app_number_doubt (const char *text, AppNumberKind kind)
{
  g_autofree char *bare = g_strstrip (g_strdup (text)), *ones = NULL, *decimals = NULL;
  g_autofree char *point = NULL, *group = NULL;
  const char *mark;
  double number;

  if (read_number (text, kind, &number) != IN_DOUBT)
    return NULL;
  mark = strpbrk (bare, ".,");
  ones = g_strndup (bare, (gsize)(mark - bare));
  decimals = g_strndup (mark + 1, 3);
  group = g_strconcat (ones, decimals, NULL);
  /* Three decimals would be in doubt again. */
  for (gsize n = 3; n > 1 && decimals[n - 1] == '0'; n--)
    decimals[n - 1] = '\0';
  point = g_strconcat (ones, ".", decimals, strlen (decimals) == 3 ? "0" : "", NULL);
  /* Translators: what was typed, "1.000", and the two numbers that it may mean: "1.0", "1000" */
  return g_strdup_printf (_ ("“%s” may mean %s or %s: write one of these"), bare, point, group);
}

/* --- writing --- */

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

/* A seed is a name and no count. */
char *
app_number_show (const SimField *field, double value)
{
  if (app_number_kind (field) == APP_NUMBER_WHOLE && g_strcmp0 (field->key, "seed") != 0
      && value >= 0 && value <= 1e15 && value == floor (value))
    return sim_format_count ((guint64)value);
  return app_number_format (value, app_number_in_percent (field));
}

GArray *
app_numbers_parse (const char *text, AppNumberKind kind, const char *written)
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
    /* "1,000" and "1 000" are no lists: nobody writes 0 as 000. */
    ok = app_number_parse_known (parts[i], kind, written, &number)
         && !(parts[i][0] == '0' && g_ascii_isdigit (parts[i][1]));
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

/* A sentence with the digits of its whole numbers in groups; those of a name stay as they are. */
static char *
with_groups (const char *sentence)
{
  GString *text = g_string_new (NULL);

  for (const char *p = sentence; *p != '\0';) {
    gsize n = strspn (p, "0123456789");
    gboolean minus = p > sentence + 1 && p[-1] == '-' && !g_ascii_isalnum (p[-2]);
    gboolean inside = p > sentence && !minus
                      && (g_ascii_isalnum (p[-1]) || strchr (".-_", p[-1]) != NULL);
    gboolean whole = n > 0 && n < 20 && !inside && !(n > 1 && p[0] == '0');
    g_autofree char *digits = g_strndup (p, n);
    g_autofree char *count
        = whole ? sim_format_count (g_ascii_strtoull (digits, NULL, 10)) : NULL;

    g_string_append (text, whole ? count : digits);
    p += n;
    if (n == 0)
      g_string_append_c (text, *p++);
  }
  return g_string_free (text, FALSE);
}

char *
app_number_list_allowed (const SimField *field)
{
  g_autofree char *allowed = sim_field_allowed (field);

  return with_groups (allowed);
}

char *
app_number_problem (const SimProblem *problem)
{
  g_autofree char *allowed = problem->allowed != NULL ? with_groups (problem->allowed) : NULL;
  g_autofree char *rest = NULL;

  if (allowed == NULL || !g_str_has_suffix (problem->message, problem->allowed))
    return g_strdup (problem->message);
  rest = g_strndup (problem->message, strlen (problem->message) - strlen (problem->allowed));
  return g_strconcat (rest, allowed, NULL);
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
    return app_number_list_allowed (&one);
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
