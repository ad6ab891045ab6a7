/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * format.c - figures for people: never more digits than the Monte Carlo error earns.
 */
#include "report.h"

#include <math.h>
#include <string.h>

#define NO_VALUE             "\xe2\x80\x93" /* en dash */
#define THIN_SPACE           "\xe2\x80\xaf" /* U+202F narrow no-break space */
#define MAX_PERCENT_DECIMALS 2
#define MAX_FIGURE_DECIMALS  6
#define MIN_FIGURE_DECIMALS  (-15)
#define LARGEST_PLAIN        1e15 /* beyond it a double's own digits end before the point */

/*
 * The largest d with 10^-d >= mcse / 2. Powers of ten are compared, not logarithms, because
 * log10 of a round error such as 0.2 may fall on either side of a whole number; the slack lets
 * 0.2 stand for itself though its half is no binary fraction.
 */
static int
earned_decimals (double mcse, int least, int most)
{
  int d = most;

  while (d > least && pow (10, -d) * (1 + 1e-12) < mcse / 2)
    d--;
  return d;
}

/* d decimals; d < 0 rounds to tens, hundreds, ... Never a negative zero. */
static char *
fixed (double value, int d)
{
  char format[16], text[64];

  if (d < 0)
    value = round (value / pow (10, -d)) * pow (10, -d);
  g_snprintf (format, sizeof format, "%%.%df", MAX (d, 0));
  g_ascii_formatd (text, sizeof text, format, value);
  if (text[0] == '-' && strspn (text + 1, "0.") == strlen (text + 1))
    return g_strdup (text + 1);
  return g_strdup (text);
}

static char *
significant (double value, int digits)
{
  char format[16], text[G_ASCII_DTOSTR_BUF_SIZE];

  if (fabs (value) >= pow (10, digits) && fabs (value) < LARGEST_PLAIN)
    return fixed (value, 0); /* %g would turn to an exponent here */
  g_snprintf (format, sizeof format, "%%.%dg", digits);
  return g_strdup (g_ascii_formatd (text, sizeof text, format, value));
}

char *
sim_format_percent (double proportion, double mcse)
{
  if (!isfinite (proportion))
    return g_strdup (NO_VALUE);
  int decimals = 1; /* an exact value, whose error is 0 */
  if (mcse > 0)
    decimals = earned_decimals (100 * mcse, 0, MAX_PERCENT_DECIMALS);
  else if (isnan (mcse) || proportion == 0 || proportion == 1)
    decimals = 0;
  g_autofree char *number = fixed (100 * proportion, decimals);
  return g_strconcat (number, " %", NULL);
}

char *
sim_format_figure (double value, double mcse)
{
  if (!isfinite (value))
    return g_strdup (NO_VALUE);
  if (isnan (mcse)) /* one trial has no error of its own: little is earned */
    return significant (value, 2);
  if (mcse > 0 && fabs (value) < LARGEST_PLAIN)
    return fixed (value, earned_decimals (mcse, MIN_FIGURE_DECIMALS, MAX_FIGURE_DECIMALS));
  return significant (value, 4);
}

char *
sim_format_count (guint64 count)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  size_t n = strlen (digits);

  if (n < 5)
    return g_steal_pointer (&digits);
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < n; i++) {
    if (i > 0 && (n - i) % 3 == 0)
      g_string_append (text, THIN_SPACE);
    g_string_append_c (text, digits[i]);
  }
  return g_string_free (text, FALSE);
}
