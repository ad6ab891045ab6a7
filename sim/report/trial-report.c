/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-report.c - one trial as text: its patients, and its analysis.
 */
#include "report.h"

#include "delimited.h"
#include "column.h"
#include "grid.h"

#include <glib/gi18n.h>
#include <math.h>

static const char *const row_headings[]
    = { "trial", "patient", "arm", "visit", "time", "score", "observed", "place" };

/* One patient at one visit; the trial's first outcome is the one that is replayed. */
typedef struct {
  guint64 trial;
  guint patient, place;
  const char *arm, *visit;
  double time, score;
  gboolean observed;
} Row;

typedef void (*RowWriter) (const Row *row, gpointer data);

static const char *
visit_id (SimScenario *scenario, guint visit)
{
  g_autofree char *pointer = g_strdup_printf ("/outcomes/0/visits/%u/id", visit);

  return sim_scenario_text (scenario, pointer);
}

static double
visit_time (SimScenario *scenario, guint visit)
{
  g_autofree char *pointer = g_strdup_printf ("/outcomes/0/visits/%u/time", visit);

  return sim_scenario_number (scenario, pointer);
}

static void
each_row (SimScenario *scenario, const SimTrial *trial, RowWriter write, gpointer data)
{
  for (guint p = 0; p < trial->n_patients; p++) {
    const SimPatient *patient = &trial->patients[p];
    Row row = { .trial = trial->index,
                .patient = p + 1,
                .place = patient->number,
                .arm = sim_scenario_arm_id (scenario, patient->arm) };
    if (trial->has_baseline) {
      row.visit = "baseline";
      row.time = 0;
      row.score = patient->baseline;
      row.observed = TRUE;
      write (&row, data);
    }
    for (guint visit = 0; visit < trial->n_visits; visit++) {
      row.visit = visit_id (scenario, visit);
      row.time = visit_time (scenario, visit);
      row.score = patient->scores[visit];
      row.observed = patient->observed[visit];
      write (&row, data);
    }
  }
}

static void
write_csv_row (const Row *row, gpointer data)
{
  GString *out = data;

  sim_delimited_number (out, ',', (double)row->trial);
  sim_delimited_number (out, ',', row->patient);
  sim_delimited_text (out, ',', row->arm);
  sim_delimited_text (out, ',', row->visit);
  sim_delimited_number (out, ',', row->time);
  sim_delimited_number (out, ',', row->score);
  sim_delimited_number (out, ',', row->observed ? 1 : 0);
  sim_delimited_number (out, ',', row->place);
  sim_delimited_end (out);
}

char *
sim_report_trial_csv (SimScenario *scenario, const SimTrial *trial)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (row_headings); i++)
    sim_delimited_text (out, ',', row_headings[i]);
  sim_delimited_end (out);
  each_row (scenario, trial, write_csv_row, out);
  return g_string_free (out, FALSE);
}

/* A simulated score has no error: two decimals are enough to see it by. */
static char *
score_text (double score)
{
  char text[64];

  return fabs (score) < 1e9 ? g_strdup (g_ascii_formatd (text, sizeof text, "%.2f", score))
                            : sim_format_figure (score, 0);
}

static void
add_grid_row (const Row *row, gpointer data)
{
  SimGrid *grid = data;

  sim_grid_add (grid, g_strdup_printf ("%" G_GUINT64_FORMAT, row->trial));
  sim_grid_add (grid, g_strdup_printf ("%u", row->patient));
  sim_grid_add (grid, g_strdup (row->arm));
  sim_grid_add (grid, g_strdup (row->visit));
  sim_grid_add (grid, sim_format_figure (row->time, 0));
  sim_grid_add (grid, score_text (row->score));
  sim_grid_add (grid, g_strdup (row->observed ? _ ("yes") : _ ("no")));
  sim_grid_add (grid, g_strdup_printf ("%u", row->place));
}

char *
sim_report_trial_table (SimScenario *scenario, const SimTrial *trial, int columns)
{
  SimGrid *grid = sim_grid_new (G_N_ELEMENTS (row_headings));
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (row_headings); i++)
    sim_grid_add (grid, g_strdup (row_headings[i]));
  each_row (scenario, trial, add_grid_row, grid);
  sim_grid_write (grid, out, columns, FALSE);
  sim_grid_free (grid);
  return g_string_free (out, FALSE);
}

static char *
p_text (double p)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (p))
    return sim_format_figure (NAN, 0);
  if (p < 0.0001)
    return g_strdup ("<0.0001");
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.4f", p));
}

/* Decimals of each column of an analysis: what the figure with the most of them needs. */
typedef struct {
  int estimate, se, df, statistic, interval;
} Decimals;

static int
decimals_of (const SimTrial *trial, gsize offset, gsize second)
{
  const double exact[2 * SIM_MAX_HYPOTHESES] = { 0 };
  double values[2 * SIM_MAX_HYPOTHESES];

  for (guint h = 0; h < trial->n_hypotheses; h++) {
    values[2 * h] = G_STRUCT_MEMBER (double, &trial->results[h], offset);
    values[2 * h + 1] = G_STRUCT_MEMBER (double, &trial->results[h], second);
  }
  return sim_column_figure_decimals (values, exact, 2 * trial->n_hypotheses);
}

#define AT(member) G_STRUCT_OFFSET (SimTrialResult, member)

static Decimals
all_decimals (const SimTrial *trial)
{
  return (Decimals){ .estimate = decimals_of (trial, AT (estimate), AT (estimate)),
                     .se = decimals_of (trial, AT (se), AT (se)),
                     .df = decimals_of (trial, AT (df), AT (df)),
                     .statistic = decimals_of (trial, AT (statistic), AT (statistic)),
                     .interval = decimals_of (trial, AT (low), AT (high)) };
}

static void
add_result (SimGrid *grid, SimScenario *scenario, const SimTrialResult *result, guint h,
            const Decimals *decimals)
{
  g_autofree char *low = sim_column_figure (result->low, decimals->interval);
  g_autofree char *high = sim_column_figure (result->high, decimals->interval);

  sim_grid_add (grid, g_strdup (sim_scenario_hypothesis (scenario, h)->id));
  sim_grid_add (grid, sim_column_figure (result->estimate, decimals->estimate));
  sim_grid_add (grid, sim_column_figure (result->se, decimals->se));
  sim_grid_add (grid, sim_column_figure (result->df, decimals->df));
  sim_grid_add (grid, sim_column_figure (result->statistic, decimals->statistic));
  sim_grid_add (grid, p_text (result->p_value));
  sim_grid_add (grid, g_strdup_printf (_ ("%s to %s"), low, high));
  sim_grid_add (grid, g_strdup (!result->fitted    ? _ ("no estimate")
                                : result->rejected ? _ ("rejected")
                                                   : _ ("not rejected")));
}

char *
sim_report_trial_analysis (SimScenario *scenario, const SimTrial *trial, int columns,
                           gboolean colour)
{
  const char *const headings[] = { _ ("Contrast"), _ ("Estimate"), _ ("SE"),       _ ("df"),
                                   _ ("t"),        _ ("p"),        _ ("Interval"), _ ("Verdict") };
  SimGrid *grid = sim_grid_new (G_N_ELEMENTS (headings));
  g_autofree char *total = sim_format_count (trial->total);
  g_autofree char *index = g_strdup_printf ("%" G_GUINT64_FORMAT, trial->index);
  g_autofree char *title = g_strdup_printf (
      _ ("Trial %s, %s patients; p and interval unadjusted, verdict of the whole procedure"), index,
      total);
  GString *out = g_string_new (NULL);
  Decimals decimals = all_decimals (trial);

  sim_text_wrap (out, title, columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    sim_grid_add (grid, g_strdup (headings[i]));
  for (guint h = 0; h < trial->n_hypotheses; h++)
    add_result (grid, scenario, &trial->results[h], h, &decimals);
  sim_grid_write (grid, out, columns, colour);
  sim_grid_free (grid);
  return g_string_free (out, FALSE);
}
