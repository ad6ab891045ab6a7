/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance-table.c - assurance for people: the own size, its distribution of power, the curve.
 */
#include "assurance-report.h"

#include <glib/gi18n.h>
#include <math.h>

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

/* Without error: a decimal, two of what is rare. */
static char *
format_exact (double value)
{
  return sim_format_percent (value, value > 0 && value < 0.01 ? 1e-6 : 0);
}

static char *
quantile_text (const SimAssurance *goal, guint q)
{
  return sim_format_percent (goal->quantile[q], goal->quantile_mcse[q]);
}

static void
write_own (const SimAssuranceStudy *study, GString *out, int columns, gboolean colour)
{
  const SimAssuranceSize *own = &study->sizes[study->own_size];
  SimGrid *grid = sim_grid_new (7);

  sim_grid_add (grid, g_strdup (_ ("In favour")));
  sim_grid_add (grid, g_strdup (_ ("Assurance")));
  sim_grid_add (grid, g_strdup (_ ("MCSE")));
  sim_grid_add (grid, g_strdup (_ ("Exactly")));
  sim_grid_add (grid, g_strdup (_ ("Power")));
  sim_grid_add (grid, g_strdup (_ ("MCSE")));
  sim_grid_add (grid, g_strdup (_ ("Exactly")));
  for (guint g = 0; g < study->n_goals; g++) {
    const SimAssurance *goal = &own->goals[g];
    sim_grid_add (grid, g_strdup (study->goals[g].id));
    sim_grid_add (grid, sim_format_percent (goal->assurance.value, goal->assurance.mcse));
    sim_grid_add (grid, sim_format_percent_error (goal->assurance.mcse));
    sim_grid_add (grid, format_exact (goal->exact));
    sim_grid_add (grid, sim_format_percent (goal->power.value, goal->power.mcse));
    sim_grid_add (grid, sim_format_percent_error (goal->power.mcse));
    sim_grid_add (grid, format_exact (goal->exact_power));
  }
  sim_grid_write (grid, out, columns, colour);
  sim_grid_free (grid);
}

static void
write_distribution (const SimAssuranceStudy *study, GString *out, int columns, gboolean colour)
{
  const SimAssuranceSize *own = &study->sizes[study->own_size];
  SimGrid *grid = sim_grid_new (1 + SIM_ASSURANCE_QUANTILES);

  sim_grid_add (grid, g_strdup (_ ("Power at most")));
  for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++)
    sim_grid_add (grid, sim_format_percent (sim_assurance_chances[q], 0.01));
  for (guint g = 0; g < study->n_goals; g++) {
    sim_grid_add (grid, g_strdup (study->goals[g].id));
    for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++)
      sim_grid_add (grid, quantile_text (&own->goals[g], q));
    if (isnan (own->goals[g].exact_quantile[0]))
      continue;
    sim_grid_add (grid, g_strdup_printf (_ ("%s, exactly"), study->goals[g].id));
    for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++)
      sim_grid_add (grid, format_exact (own->goals[g].exact_quantile[q]));
  }
  sim_grid_write (grid, out, columns, colour);
  sim_grid_free (grid);
}

static void
write_curve (const SimAssuranceStudy *study, GString *out, int columns, gboolean colour)
{
  SimGrid *grid = sim_grid_new (1 + study->n_goals);

  sim_grid_add (grid, g_strdup (_ ("Patients")));
  for (guint g = 0; g < study->n_goals; g++)
    sim_grid_add (grid, g_strdup (study->goals[g].id));
  for (guint s = 0; s < study->n_sizes; s++) {
    sim_grid_add (grid, sim_format_count (study->sizes[s].total));
    for (guint g = 0; g < study->n_goals; g++) {
      const SimFigure *assurance = &study->sizes[s].goals[g].assurance;
      sim_grid_add (grid, sim_format_percent (assurance->value, assurance->mcse));
    }
  }
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
      _ ("%s of the priors makes no valid scenario and is left out: %s"), share, study->problem);

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
      _ ("Assurance with %s patients (%s trials at each of %s points of the priors, seed "
         "%" G_GUINT64_FORMAT ")"),
      total, trials, points, sim_scenario_seed (scenario));

  columns = columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0;
  if (*sim_scenario_title (scenario) != '\0')
    sim_text_wrap (out, sim_scenario_title (scenario), columns);
  sim_text_wrap (out, title, columns);
  write_priors (scenario, out, columns);
  g_string_append_c (out, '\n');
  write_own (study, out, columns, info->colour);
  g_string_append_c (out, '\n');
  sim_text_wrap (out, _ ("Power over the priors"), columns);
  write_distribution (study, out, columns, info->colour);
  g_string_append_c (out, '\n');
  sim_text_wrap (out, _ ("Assurance by size"), columns);
  write_curve (study, out, columns, info->colour);
  write_impossible (study, out, columns);
  if (!info->complete)
    sim_text_wrap (out, _ ("Not complete: stopped before its end."), columns);
  return g_string_free (out, FALSE);
}
