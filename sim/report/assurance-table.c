/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance-table.c - assurance for people: the own size, its distribution of power, the curve.
 */
#include "assurance-report.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "assurance-private.h"
#include "column.h"
#include "grid.h"

static void
write_priors (const SimScenario *scenario, GString *out, int columns)
{
  SimPriors *priors = sim_priors_new (scenario);

  for (guint i = 0; priors != NULL && i < priors->n; i++) {
    g_autofree char *text = sim_prior_text (&priors->priors[i]);
    sim_text_wrap (out, text, columns);
  }
  if (priors != NULL && priors->n_scenarios > 0) {
    g_autofree char *text = g_strdup_printf (
        ngettext ("%u weighted scenario", "%u weighted scenarios", priors->n_scenarios),
        priors->n_scenarios);
    sim_text_wrap (out, text, columns);
  }
  sim_priors_free (priors);
}

/* --- columns ------------------------------------------------------------------------------- */

/* A column of percentages, which all have the decimals that the largest error among them earns; of
   exact ones, whose errors are 0, one, or two where some are rare. */
typedef struct {
  double values[SIM_MAX_SIZES + SIM_MAX_GOALS], errors[SIM_MAX_SIZES + SIM_MAX_GOALS];
  guint n;
} Percents;

static void
note (Percents *column, double value, double error)
{
  column->values[column->n] = value;
  column->errors[column->n++] = error;
}

static int
decimals_of (const Percents *column)
{
  int decimals = sim_column_percent_decimals (column->values, column->errors, column->n);

  for (guint i = 0; i < column->n; i++)
    if (column->errors[i] == 0 && column->values[i] > 0 && column->values[i] < 0.01)
      decimals = MAX (decimals, 2);
  return decimals;
}

/* Adds the columns to a grid row by row, with what stands before each row, which is taken over. */
static void
add_rows (SimGrid *grid, const Percents *columns, guint n, char **names)
{
  for (guint row = 0; names[row] != NULL; row++) {
    sim_grid_add (grid, names[row]);
    for (guint i = 0; i < n; i++)
      sim_grid_add (grid, sim_column_percent (columns[i].values[row], decimals_of (&columns[i])));
  }
  g_free (names);
}

/* --- the own size -------------------------------------------------------------------------- */

static void
write_own (const SimAssuranceStudy *study, GString *out, int columns, gboolean colour)
{
  const SimAssurance *goals = study->sizes[study->own_size].goals;
  Percents assurance = { .n = 0 }, power = { .n = 0 }, exact[2] = { { .n = 0 }, { .n = 0 } };
  SimGrid *grid = sim_grid_new (7);

  sim_grid_add (grid, g_strdup (_ ("Goal")));
  sim_grid_add (grid, g_strdup (_ ("Assurance")));
  sim_grid_add (grid, g_strdup (_ ("MCSE")));
  sim_grid_add (grid, g_strdup (_ ("Exactly")));
  sim_grid_add (grid, g_strdup (_ ("Power")));
  sim_grid_add (grid, g_strdup (_ ("MCSE")));
  sim_grid_add (grid, g_strdup (_ ("Exactly")));
  for (guint g = 0; g < study->n_goals; g++) {
    note (&assurance, goals[g].assurance.value, goals[g].assurance.mcse);
    note (&exact[0], goals[g].exact, 0);
    note (&power, goals[g].power.value, goals[g].power.mcse);
    note (&exact[1], goals[g].exact_power, 0);
  }
  for (guint g = 0; g < study->n_goals; g++) {
    sim_grid_add (grid, g_strdup (study->goals[g].id));
    sim_grid_add (grid, sim_column_percent (assurance.values[g], decimals_of (&assurance)));
    sim_grid_add (grid, sim_format_percent_error (assurance.errors[g]));
    sim_grid_add (grid, sim_column_percent (exact[0].values[g], decimals_of (&exact[0])));
    sim_grid_add (grid, sim_column_percent (power.values[g], decimals_of (&power)));
    sim_grid_add (grid, sim_format_percent_error (power.errors[g]));
    sim_grid_add (grid, sim_column_percent (exact[1].values[g], decimals_of (&exact[1])));
  }
  sim_grid_write (grid, out, columns, colour);
  sim_grid_free (grid);
}

/* --- the distribution ---------------------------------------------------------------------- */

/* Quantiles of power: simulated ones of all goals, or exact ones where there are. FALSE, and
   nothing is written, where there are none. */
static gboolean
write_quantiles (const SimAssuranceStudy *study, gboolean exact, GString *out, int columns,
                 gboolean colour)
{
  const SimAssurance *goals = study->sizes[study->own_size].goals;
  Percents quantiles[SIM_ASSURANCE_QUANTILES] = { { .n = 0 } };
  char **names = g_new0 (char *, study->n_goals + 1);
  SimGrid *grid = sim_grid_new (1 + SIM_ASSURANCE_QUANTILES);
  guint n = 0;

  sim_grid_add (grid, g_strdup (exact ? _ ("Exactly") : _ ("Probability")));
  for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++)
    sim_grid_add (grid, sim_format_percent (sim_assurance_chances[q], 0.01));
  for (guint g = 0; g < study->n_goals; g++) {
    if (exact && isnan (goals[g].exact_quantile[0]))
      continue;
    names[n++] = g_strdup (study->goals[g].id);
    for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++)
      note (&quantiles[q], exact ? goals[g].exact_quantile[q] : goals[g].quantile[q],
            exact ? 0 : goals[g].quantile_mcse[q]);
  }
  add_rows (grid, quantiles, SIM_ASSURANCE_QUANTILES, names);
  if (n > 0)
    sim_grid_write (grid, out, columns, colour);
  sim_grid_free (grid);
  return n > 0;
}

static void
write_distribution (const SimAssuranceStudy *study, GString *out, int columns, gboolean colour)
{
  g_autoptr (GString) exact = g_string_new (NULL);

  sim_text_wrap (
      out,
      /* xgettext:no-c-format */
      _ ("What power may turn out to be, as the priors have it: in the column of 25 % stands the "
         "power that is not exceeded with a probability of 25 %"),
      columns);
  write_quantiles (study, FALSE, out, columns, colour);
  if (write_quantiles (study, TRUE, exact, columns, colour))
    g_string_append_printf (out, "\n%s", exact->str);
}

/* --- other sizes --------------------------------------------------------------------------- */

static void
write_curve (const SimAssuranceStudy *study, GString *out, int columns, gboolean colour)
{
  SimGrid *grid = sim_grid_new (1 + study->n_goals);
  g_autofree Percents *by_goal = g_new0 (Percents, study->n_goals);
  char **names = g_new0 (char *, study->n_sizes + 1);

  sim_grid_add (grid, g_strdup (_ ("Patients")));
  for (guint g = 0; g < study->n_goals; g++)
    sim_grid_add (grid, g_strdup (study->goals[g].id));
  for (guint s = 0; s < study->n_sizes; s++) {
    names[s] = sim_format_count (study->sizes[s].total);
    for (guint g = 0; g < study->n_goals; g++) {
      const SimFigure *assurance = &study->sizes[s].goals[g].assurance;
      note (&by_goal[g], assurance->value, assurance->mcse);
    }
  }
  add_rows (grid, by_goal, study->n_goals, names);
  sim_grid_write (grid, out, columns, colour);
  sim_grid_free (grid);
}

static void
write_impossible (const SimAssuranceStudy *study, GString *out, int columns)
{
  if (!(study->impossible > 0))
    return;
  g_autofree char *share = sim_format_percent (study->impossible, 0.001);
  g_autofree char *text = g_strdup_printf (
      _ ("%s of what the priors allow makes no valid scenario and is left out: %s"), share,
      study->problem);

  g_string_append_c (out, '\n');
  sim_text_wrap (out, text, columns);
}

char *
sim_report_assurance_table (SimScenario *scenario, const SimAssuranceStudy *study,
                            const SimReportInfo *info, int columns)
{
  GString *out = g_string_new (NULL);
  g_autofree char *total = sim_format_count (study->sizes[study->own_size].total);
  g_autofree char *trials = sim_format_count (study->trials);
  g_autofree char *points = sim_format_count (study->n_points);
  g_autofree char *title = g_strdup_printf (
      _ ("Assurance with %s patients: power averaged over the priors (%s trials at each of %s sets "
         "of true values from the priors, seed %" PRIu64 ")"),
      total, trials, points, sim_scenario_seed (scenario));

  columns = columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0;
  if (*sim_scenario_title (scenario) != '\0')
    sim_text_wrap (out, sim_scenario_title (scenario), columns);
  sim_text_wrap (out, title, columns);
  write_priors (scenario, out, columns);
  sim_text_wrap (
      out,
      _ ("Counted are rejections that show the first arm to be better; those that show it to be "
         "worse are not"),
      columns);
  g_string_append_c (out, '\n');
  write_own (study, out, columns, info->colour);
  g_string_append_c (out, '\n');
  write_distribution (study, out, columns, info->colour);
  sim_assurance_write_reasons (scenario, study, out, columns);
  g_string_append_c (out, '\n');
  sim_text_wrap (out, _ ("Assurance by number of patients"), columns);
  write_curve (study, out, columns, info->colour);
  write_impossible (study, out, columns);
  if (!info->complete)
    sim_text_wrap (out, _ ("Not complete: stopped before its end."), columns);
  return g_string_free (out, FALSE);
}
