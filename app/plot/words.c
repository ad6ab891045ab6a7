/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * words.c - numbers inside sentences.
 */
#include "plot/words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "sim.h"


char *
plot_words_of_hundred (double proportion, double mcse)
{
  return plot_words_hundred (sim_shown_percent (proportion, mcse));
}

char *
plot_words_hundred (double hundred)
{
  if (isnan (hundred) || hundred <= 0)
    return g_strdup (_ ("none of 100"));
  if (hundred < 0.5)
    return g_strdup (_ ("fewer than 1 of 100"));
  if (hundred >= 100)
    return g_strdup (_ ("100 of 100"));
  if (hundred >= 99.5)
    return g_strdup (_ ("more than 99 of 100"));
  /* Translators: a share of trials in whole numbers, such as "56 of 100" */
  return g_strdup_printf (_ ("%d of 100"), (int)lround (hundred));
}

/* Takes text over. */
static char *
with_narrow_space (char *text)
{
  g_autofree char *wide = text;
  GString *out = g_string_new (wide);

  g_string_replace (out, " %", "\u202f%", 0);
  return g_string_free (out, FALSE);
}

char *
plot_words_percent (double proportion, double mcse)
{
  if (mcse == 0 && isfinite (proportion)) {
    char digits[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd (digits, sizeof digits, "%.4g", 100 * proportion);
    if (proportion >= 1 || !g_str_equal (digits, "100"))
      return g_strconcat (digits, "\u202f%", NULL);
  }
  return with_narrow_space (sim_format_percent (proportion, mcse));
}

char *
plot_words_exact (double proportion)
{
  /* The error that earns two decimals. */
  return plot_words_percent (proportion, 1e-4);
}

char *
plot_words_range (double low, double high, double mcse)
{
  char *ends[2];

  if (!isfinite (low) || !isfinite (high))
    return g_strdup ("");
  sim_format_percent_ends (low, high, mcse, ends);
  g_autofree char *from = with_narrow_space (ends[0]);
  g_autofree char *to = with_narrow_space (ends[1]);
  /* One sign of percent is enough. */
  if (g_str_has_suffix (from, "\u202f%"))
    from[strlen (from) - strlen ("\u202f%")] = '\0';
  return g_strdup_printf ("%s – %s", from, to);
}

char *
plot_words_points (double mcse)
{
  double half = 100 * SIM_Z95 * mcse;
  char digits[G_ASCII_DTOSTR_BUF_SIZE], format[8];
  int decimals = half >= 0.1 || half == 0 ? 1 : 2;

  if (!isfinite (half))
    return g_strdup ("");
  if (half > 0 && half < 0.005)
    decimals = CLAMP ((int)ceil (-log10 (half)), 3, 6);
  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (digits, sizeof digits, format, half);
  return g_strconcat ("±", digits, NULL);
}

char *
plot_words_bound (double proportion, double low, double high)
{
  char *ends[2];

  sim_format_percent_ends (low, high, 0, ends);
  g_autofree char *from = with_narrow_space (ends[0]);
  g_autofree char *to = with_narrow_space (ends[1]);
  /* Translators: a percentage */
  return proportion < 0.5 ? g_strdup_printf (_ ("at most %s"), to)
                          : g_strdup_printf (_ ("at least %s"), from);
}

char *
plot_words_error (double mcse)
{
  g_autofree char *points = plot_words_points (mcse);

  /* Translators: half the width of an interval of 95 %, in percentage points */
  return points[0] != '\0' ? g_strdup_printf (_ ("%s (95\u202f%%)"), points) : g_strdup ("");
}

char *
plot_words_remark (const char *sentence, const char *remark)
{
  return remark[0] != '\0' ? g_strdup_printf ("%s (%s)", sentence, remark) : g_strdup (sentence);
}

char *
plot_words_count (double count)
{
  if (!isfinite (count))
    return g_strdup ("–");
  return sim_format_count ((guint64)CLAMP (count, 0, 9e18));
}

const char *
plot_words_last_valid (void)
{
  return _ ("From the last valid scenario: one of the values is not allowed now");
}

char *
plot_words_patients (double total)
{
  g_autofree char *count = plot_words_count (round (total));

  /* Translators: the size of a trial, such as "152 patients" */
  return g_strdup_printf (_ ("%s patients"), count);
}

double
plot_words_whole_total (double total)
{
  return ceil (total - 1e-6);
}

/* More digits than a double has tell nothing apart. */
#define MOST_DIGITS 15

/* "p = 0.017" and "0.025", and of two that read the same as many digits as it takes. */
static void
tell_apart (double p, double level, char **p_text, char **level_text)
{
  char of_p[G_ASCII_DTOSTR_BUF_SIZE], of_level[G_ASCII_DTOSTR_BUF_SIZE], format[8];
  g_autofree char *cell = plot_words_p_cell (p);

  *p_text = plot_words_p (p);
  *level_text = plot_words_p_cell (level);
  if (g_ascii_strtod (cell, NULL) != g_ascii_strtod (*level_text, NULL))
    return;
  for (int digits = 1; digits <= MOST_DIGITS; digits++) {
    g_snprintf (format, sizeof format, "%%.%dg", digits);
    g_ascii_formatd (of_p, sizeof of_p, format, p);
    g_ascii_formatd (of_level, sizeof of_level, format, level);
    if (!g_str_equal (of_p, of_level))
      break;
  }
  g_free (*p_text);
  g_free (*level_text);
  *p_text = g_strdup_printf (_ ("p = %s"), of_p);
  *level_text = g_strdup (of_level);
}

char *
plot_words_p_tested (double p, double level)
{
  g_autofree char *p_text = NULL, *level_text = NULL;

  if (isnan (level))
    return plot_words_p (p);
  tell_apart (p, level, &p_text, &level_text);
  if (level == 0)
    /* Translators: "p = 0.03", of a hypothesis that the order of tests did not come to */
    return g_strdup_printf (_ ("%s, not tested"), p_text);
  /* Translators: "p = 0.03", and a significance level such as "0.017" */
  return g_strdup_printf (_ ("%s, tested at %s"), p_text, level_text);
}

char *
plot_words_cell (double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    return g_strdup ("");
  return g_strdup (g_ascii_formatd (digits, sizeof digits, "%.10g", value));
}

int
plot_words_decimals (double error)
{
  return error > 0 && isfinite (error) ? CLAMP (1 - (int)floor (log10 (error)), 0, 6) : 2;
}

char *
plot_words_fixed (double value, int decimals)
{
  char format[16], digits[G_ASCII_DTOSTR_BUF_SIZE + 16];

  if (!isfinite (value))
    return g_strdup ("–");
  if (fabs (value) >= 1e9)
    g_snprintf (format, sizeof format, "%%.3g");
  else
    g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 9));
  g_ascii_formatd (digits, sizeof digits, format, fabs (value));
  return g_strconcat (value < 0 && strspn (digits, "0.") < strlen (digits) ? "\u2212" : "", digits,
                      NULL);
}

char *
plot_words_figure (double value, double mcse)
{
  g_autofree char *plain = sim_format_figure (value, mcse);

  return plain[0] == '-' ? g_strconcat ("\u2212", plain + 1, NULL) : g_steal_pointer (&plain);
}

char *
plot_words_interval (double estimate, double low, double high, double error)
{
  int decimals = plot_words_decimals (error);
  g_autofree char *middle = plot_words_fixed (estimate, decimals);
  g_autofree char *from = plot_words_fixed (low, decimals);
  g_autofree char *to = plot_words_fixed (high, decimals);

  /* Translators: an estimate and the ends of its interval */
  return g_strdup_printf (_ ("%s (%s to %s)"), middle, from, to);
}

char *
plot_words_p_cell (double p)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (p))
    return g_strdup ("–");
  if (p < 0.0001)
    return g_strdup ("<0.0001");
  return g_strdup (
      g_ascii_formatd (digits, sizeof digits, p < 0.001 ? "%.4f" : p < 0.1 ? "%.3f" : "%.2f", p));
}

char *
plot_words_p (double p)
{
  g_autofree char *cell = plot_words_p_cell (p);

  if (!isfinite (p))
    return g_strdup ("");
  /* Translators: a p-value, such as "p = 0.012" */
  return p < 0.0001 ? g_strdup (_ ("p < 0.0001")) : g_strdup_printf (_ ("p = %s"), cell);
}
