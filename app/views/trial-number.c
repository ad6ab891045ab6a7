/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-number.c - the number of a trial out of text.
 */
#include "views/trial-number.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "figure-label.h"
#include "sim.h"

#define DIGITS "0123456789"

/* "1e3": where it ends; NULL: it is not written so. */
static const char *
end_of_power (const char *digits, double *value)
{
  const char *e = digits + strspn (digits, DIGITS ".");
  char *end = NULL;

  if ((*e != 'e' && *e != 'E') || !g_ascii_isdigit (e[1]))
    return NULL;
  *value = g_ascii_strtod (digits, &end);
  return end;
}

/* Where the first number of a text ends: its digits, in groups or not. NULL: it is not whole. */
static const char *
end_of_number (const char *digits, double *value)
{
  const char *end = end_of_power (digits, value), *first = digits + strspn (digits, DIGITS);

  if (end != NULL)
    return end;
  if (*first == 'e' || *first == 'E') /* "1e-3" */
    return NULL;
  end = digits;
  while (g_ascii_isdigit (*end)
         || (*end != '\0' && strchr ("., '", *end) != NULL && g_ascii_isdigit (end[1])))
    end++;
  if (app_figure_read_whole (digits, end - digits, value) && *value == floor (*value))
    return end;
  /* "12,20190704" is none but two; "1.5" is none at all. */
  return *first != '.' && app_figure_read_whole (digits, first - digits, value) ? first : NULL;
}

/* Whether a minus stands right before the digits; "trial-4711", as files are called, has none. */
static gboolean
is_negative (const char *text, const char *digits)
{
  static const char *const minus[] = { "-", "\u2212", "\u2013" };
  g_autofree char *before = g_strchomp (g_strndup (text, (gsize)(digits - text)));

  for (guint i = 0; i < G_N_ELEMENTS (minus); i++)
    if (g_str_has_suffix (before, minus[i])) {
      const char *at = before + strlen (before) - strlen (minus[i]);

      return at == before || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (at)));
    }
  return FALSE;
}

static char *
refuse (const char *text)
{
  g_autofree char *most = sim_format_count (SIM_MAX_REPLICATES - 1);

  /* Translators: what was typed, and the largest number */
  return g_strdup_printf (_ ("“%s” is no trial: they are numbered from 0 to %s"), text, most);
}

char *
app_trial_number_read (const char *text, guint64 seed, guint64 *number)
{
  const char *digits = text + strcspn (text, DIGITS), *rest;
  double value = NAN;

  rest = *digits == '\0' || is_negative (text, digits) ? NULL : end_of_number (digits, &value);
  if (rest == NULL || !(value >= 0 && value < SIM_MAX_REPLICATES) || value != floor (value))
    return refuse (text);
  rest += strcspn (rest, DIGITS);
  if (*rest != '\0' && g_ascii_strtoull (rest, NULL, 10) != seed)
    /* Translators: what was typed, "Trial 12 of seed 99", and the seed of the scenario */
    return g_strdup_printf (_ ("“%s” is not here: this scenario has seed %" PRIu64), text, seed);
  *number = (guint64)value;
  return NULL;
}
