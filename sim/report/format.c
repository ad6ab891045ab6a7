/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * format.c - figures for people: never more digits than the Monte Carlo error earns.
 */
#include "report.h"

#include "column.h"

#include <math.h>
#include <string.h>

#define NO_VALUE             "\xe2\x80\x93" /* en dash */
#define MAX_PERCENT_DECIMALS 2
#define MORE_DECIMALS        3 /* than are earned, so that the ends of an interval differ */
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

/* Whether a share that is neither none nor all would be rounded to that. */
static gboolean
looks_like_an_end (double proportion, int decimals)
{
  g_autofree char *text = fixed (100 * proportion, decimals);
  double shown = g_ascii_strtod (text, NULL);

  return proportion > 0 && proportion < 1 && (shown <= 0 || shown >= 100);
}

/* "<1" of what would round to 0, ">99" of what would to 100. */
static char *
bound (double proportion, int decimals)
{
  double unit = pow (10, -decimals);
  g_autofree char *least = fixed (proportion < 0.5 ? unit : 100 - unit, decimals);

  return g_strconcat (proportion < 0.5 ? "<" : ">", least, NULL);
}

static char *
percentage (double proportion, int decimals)
{
  return looks_like_an_end (proportion, decimals) ? bound (proportion, decimals)
                                                  : fixed (100 * proportion, decimals);
}

static int
percent_decimals (double proportion, double mcse)
{
  if (mcse > 0)
    return earned_decimals (100 * mcse, 0, MAX_PERCENT_DECIMALS);
  if (isnan (mcse) || proportion == 0 || proportion == 1)
    return 0;
  return 1; /* an exact value, whose error is 0 */
}

char *
sim_format_percent (double proportion, double mcse)
{
  return sim_column_percent (proportion, percent_decimals (proportion, mcse));
}

/* An exact value has two of them wherever it stands beside what is simulated. */
static int
shown_decimals (double proportion, double mcse)
{
  gboolean exact = mcse == 0 && proportion != 0 && proportion != 1;

  return exact ? MAX_PERCENT_DECIMALS : percent_decimals (proportion, mcse);
}

double
sim_shown_percent (double proportion, double mcse)
{
  int decimals = shown_decimals (proportion, mcse);
  g_autofree char *text = NULL;

  if (!isfinite (proportion) || looks_like_an_end (proportion, decimals))
    return 100 * proportion;
  text = fixed (100 * proportion, decimals);
  return g_ascii_strtod (text, NULL);
}

/* Rounds what is shown, and makes decimals those that are left of it. */
static double
rounded (double proportion, double mcse, int *decimals)
{
  int most = shown_decimals (proportion, mcse);
  double unit;

  if (*decimals < 0 || *decimals > most)
    *decimals = most;
  unit = pow (10, *decimals);
  return round (sim_shown_percent (proportion, mcse) * unit) / unit;
}

char *
sim_rounded_percent (double proportion, double mcse, int decimals)
{
  double percent = rounded (proportion, mcse, &decimals);

  if (!isfinite (proportion))
    return g_strdup (NO_VALUE);
  return proportion > 0 && proportion < 1 && (percent <= 0 || percent >= 100)
             ? bound (proportion, decimals)
             : fixed (percent, decimals);
}

char *
sim_rounded_points (double difference, double mcse, int decimals)
{
  double points = rounded (difference, mcse, &decimals);

  return isfinite (difference) ? fixed (points, decimals) : g_strdup (NO_VALUE);
}

static gboolean
same_text (double low, double high, int decimals)
{
  g_autofree char *a = fixed (100 * low, decimals);
  g_autofree char *b = fixed (100 * high, decimals);

  return strcmp (a, b) == 0;
}

void
sim_column_percent_ends (double low, double high, int decimals, char *ends[2])
{
  int most = decimals + MORE_DECIMALS;

  while (decimals < most && low < high
         && (same_text (low, high, decimals) || looks_like_an_end (low, decimals)
             || looks_like_an_end (high, decimals)))
    decimals++;
  ends[0] = sim_column_percent (low, decimals);
  ends[1] = sim_column_percent (high, decimals);
}

void
sim_format_percent_ends (double low, double high, double mcse, char *ends[2])
{
  sim_column_percent_ends (low, high, percent_decimals (low, mcse), ends);
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

/* The largest error of the figures that exist; NaN if one of them has none, being of one trial. */
static double
largest_error (const double *values, const double *mcse, guint n)
{
  double largest = 0;

  for (guint i = 0; i < n; i++)
    if (isfinite (values[i]) && !(mcse[i] <= largest))
      largest = mcse[i];
  return largest;
}

int
sim_column_percent_decimals (const double *values, const double *mcse, guint n)
{
  double largest = largest_error (values, mcse, n);

  if (largest > 0)
    return earned_decimals (100 * largest, 0, MAX_PERCENT_DECIMALS);
  for (guint i = 0; i < n && largest == 0; i++)
    if (isfinite (values[i]) && values[i] != 0 && values[i] != 1)
      return 1;
  return 0;
}

char *
sim_column_percent (double proportion, int decimals)
{
  if (!isfinite (proportion))
    return g_strdup (NO_VALUE);
  g_autofree char *number = percentage (proportion, decimals);
  return g_strconcat (number, " %", NULL);
}

char *
sim_column_points (double difference, int decimals)
{
  g_autofree char *number = sim_column_figure (100 * difference, decimals);

  if (!isfinite (difference))
    return g_steal_pointer (&number);
  if (number[0] == '-')
    return g_strconcat ("\xe2\x88\x92", number + 1, NULL); /* a minus sign */
  return g_strconcat (strspn (number, "0.") == strlen (number) ? "" : "+", number, NULL);
}

char *
sim_format_points (double error)
{
  double points = 100 * error;

  if (!isfinite (error))
    return g_strdup (NO_VALUE);
  if (points > 0 && points < 0.005)
    return significant (points, 1);
  return fixed (points, points < 0.995 ? 2 : points < 9.95 ? 1 : 0);
}

char *
sim_format_percent_error (double error)
{
  g_autofree char *number = sim_format_points (error);

  return isfinite (error) ? g_strconcat (number, " %", NULL) : g_steal_pointer (&number);
}

/* The most decimals that one of the figures needs by itself. */
static int
most_decimals (const double *values, guint n, int digits)
{
  int most = 0;

  for (guint i = 0; i < n; i++) {
    g_autofree char *text = isfinite (values[i]) ? significant (values[i], digits) : g_strdup ("");
    const char *point = strchr (text, '.');
    if (strchr (text, 'e') != NULL)
      return SIM_COLUMN_NO_DECIMALS;
    if (point != NULL)
      most = MAX (most, (int)strlen (point + 1));
  }
  return most;
}

int
sim_column_figure_decimals (const double *values, const double *mcse, guint n)
{
  double largest = largest_error (values, mcse, n);

  for (guint i = 0; i < n; i++)
    if (isfinite (values[i]) && fabs (values[i]) >= LARGEST_PLAIN)
      return SIM_COLUMN_NO_DECIMALS;
  if (largest > 0)
    return earned_decimals (largest, MIN_FIGURE_DECIMALS, MAX_FIGURE_DECIMALS);
  return most_decimals (values, n, isnan (largest) ? 2 : 4);
}

char *
sim_column_figure (double value, int decimals)
{
  if (!isfinite (value) || decimals == SIM_COLUMN_NO_DECIMALS)
    return sim_format_figure (value, 0);
  return fixed (value, decimals);
}
