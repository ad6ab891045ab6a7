/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verification.c - a verification as a table for people.
 */
#include "verification.h"

#include "grid.h"
#include "report.h"

#include <glib/gi18n.h>
#include <math.h>

#define MOST_DECIMALS 12

/* The digits that the tolerance speaks of, and no more. */
static char *
value_text (const SimVerifyResult *result, double value)
{
  char format[16], text[G_ASCII_DTOSTR_BUF_SIZE];
  const SimVerifyCase *row = result->row;
  int decimals = 0;

  if (row->kind == SIM_VERIFY_SIMULATED || !isfinite (value))
    return sim_format_figure (value, result->mcse);
  while (decimals < MOST_DECIMALS && pow (10, -decimals) > row->tolerance * (1 + 1e-9))
    decimals++;
  if (row->tolerance == 0)
    decimals = 0;
  g_snprintf (format, sizeof format, "%%.%df", decimals);
  return g_strdup (g_ascii_formatd (text, sizeof text, format, value));
}

char *
sim_verification_expected (const SimVerifyResult *result)
{
  return value_text (result, result->row->expected);
}

char *
sim_verification_found (const SimVerifyResult *result)
{
  return value_text (result, result->found);
}

char *
sim_verification_distance (const SimVerifyResult *result)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean simulated = result->row->kind == SIM_VERIFY_SIMULATED;
  double distance = simulated ? result->z : result->difference;

  if (!isfinite (distance))
    return sim_format_figure (NAN, 0);
  g_ascii_formatd (text, sizeof text, simulated ? "%.2f" : "%.0e", distance);
  if (simulated)
    return g_strconcat ("z ", text, NULL);
  return g_strdup (distance == 0 ? "0" : text);
}

char *
sim_verification_summary (const SimVerification *verification)
{
  return g_strdup_printf (_ ("%u passed, %u failed."), verification->n_passed,
                          verification->n - verification->n_passed);
}

static void
write_head (GString *out, const SimVerification *verification, const SimVerificationInfo *info,
            int columns, gboolean colour)
{
  g_autofree char *machine
      = g_strdup_printf (ngettext ("%s, vector path %s, %u thread",
                                   "%s, vector path %s, %u threads", verification->threads),
                         info->processor, verification->isa, verification->threads);
  g_autofree char *title = g_strdup_printf (_ ("Verification of %s"), info->program);

  sim_text_heading (out, title, columns, colour);
  sim_text_wrap (out, info->date, columns);
  sim_text_wrap (out, machine, columns);
  g_string_append_c (out, '\n');
}

static void
write_rows (GString *out, const SimVerification *verification, int columns, gboolean colour)
{
  const char *const headings[]
      = { _ ("Case"), _ ("Expected"), _ ("Found"), _ ("Off by"), _ ("Verdict") };
  SimGrid *grid = sim_grid_new (G_N_ELEMENTS (headings));

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    sim_grid_add (grid, g_strdup (headings[i]));
  for (guint i = 0; i < verification->n; i++) {
    const SimVerifyResult *result = &verification->results[i];
    sim_grid_add (grid, g_strdup (result->row->id));
    sim_grid_add (grid, sim_verification_expected (result));
    sim_grid_add (grid, sim_verification_found (result));
    sim_grid_add (grid, sim_verification_distance (result));
    sim_grid_add (grid, g_strdup (result->passed ? _ ("pass") : _ ("FAIL")));
  }
  sim_grid_write (grid, out, columns, colour);
  sim_grid_free (grid);
  g_string_append_c (out, '\n');
}

/* What each case is, and where its value was read. */
static void
write_sources (GString *out, const SimVerification *verification, int columns, gboolean colour)
{
  sim_text_heading (out, _ ("What the cases are, and the sources of what is expected"), columns,
                    colour);
  for (guint i = 0; i < verification->n; i++) {
    const SimVerifyCase *row = verification->results[i].row;
    /* Translators: the id of a case, what it computes, where the expected value was read. */
    g_autofree char *line
        = g_strdup_printf (_ ("%s: %s [%s]"), row->id, _ (row->design), row->source);
    sim_text_wrap (out, line, columns);
  }
  g_string_append_c (out, '\n');
}

static void
write_failures (GString *out, const SimVerification *verification, int columns)
{
  for (guint i = 0; i < verification->n; i++) {
    const SimVerifyResult *result = &verification->results[i];
    g_autofree char *expected = sim_verification_expected (result);
    g_autofree char *found = sim_verification_found (result);
    g_autofree char *distance = sim_verification_distance (result);
    if (result->passed)
      continue;
    g_autofree char *line = g_strdup_printf (_ ("FAIL %s: found %s, expected %s; off by %s"),
                                             result->row->id, found, expected, distance);
    sim_text_wrap (out, line, columns);
  }
}

char *
sim_report_verification_table (const SimVerification *verification, const SimVerificationInfo *info,
                               int columns, gboolean colour)
{
  GString *out = g_string_new (NULL);
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *summary = sim_verification_summary (verification);

  columns = columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0;
  write_head (out, verification, info, columns, colour);
  write_rows (out, verification, columns, colour);
  write_sources (out, verification, columns, colour);
  sim_text_wrap (out,
                 _ ("Off by: the difference, or z where trials are simulated: the difference in "
                    "standard errors, which fails beyond 4."),
                 columns);
  g_ascii_formatd (seconds, sizeof seconds, "%.1f", verification->seconds);
  g_autofree char *took = g_strdup_printf (_ ("The cases took %s s."), seconds);
  sim_text_wrap (out, took, columns);
  write_failures (out, verification, columns);
  sim_text_heading (out, summary, columns, colour);
  return g_string_free (out, FALSE);
}
