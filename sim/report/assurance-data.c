/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance-data.c - assurance for scripts: JSON and CSV.
 */
#include "assurance-report.h"

#include <math.h>

#include "delimited.h"
#include "json-map.h"

#define ASSURANCE_VERSION 1

static SimValue *
figure_with_exact (const SimFigure *figure, double exact)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add_figure (&map, figure);
  sim_json_map_add (&map, "exact", sim_json_exact (exact));
  return sim_json_map_end (&map);
}

static SimValue *
distribution_of (const SimAssurance *goal)
{
  static const char *const keys[SIM_ASSURANCE_QUANTILES] = { "p05", "p25", "p50", "p75", "p95" };
  SimValue *bins[SIM_ASSURANCE_BINS];
  SimJsonMap map = { .n = 0 }, quantiles = { .n = 0 }, errors = { .n = 0 };
  SimJsonMap exact = { .n = 0 };

  for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++) {
    sim_json_map_add (&quantiles, keys[q], sim_json_figure (goal->quantile[q]));
    sim_json_map_add (&errors, keys[q], sim_json_figure (goal->quantile_mcse[q]));
    sim_json_map_add (&exact, keys[q], sim_json_exact (goal->exact_quantile[q]));
  }
  for (guint b = 0; b < SIM_ASSURANCE_BINS; b++)
    bins[b] = sim_json_figure (goal->bin[b]);
  sim_json_map_add (&map, "quantiles", sim_json_map_end (&quantiles));
  sim_json_map_add (&map, "mcse", sim_json_map_end (&errors));
  sim_json_map_add (&map, "exact", sim_json_map_end (&exact));
  sim_json_map_add (&map, "bins", sim_value_new_list (bins, SIM_ASSURANCE_BINS));
  return sim_json_map_end (&map);
}

static SimValue *
goal_value (const SimAssurance *goal)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "assurance", figure_with_exact (&goal->assurance, goal->exact));
  sim_json_map_add (&map, "power", figure_with_exact (&goal->power, goal->exact_power));
  sim_json_map_add (&map, "power-distribution", distribution_of (goal));
  return sim_json_map_end (&map);
}

static SimValue *
sizes_value (const SimAssuranceStudy *study)
{
  g_autofree SimValue **items = g_new (SimValue *, study->n_sizes);

  for (guint s = 0; s < study->n_sizes; s++) {
    SimJsonMap map = { .n = 0 }, goals = { .n = 0 };
    for (guint g = 0; g < study->n_goals; g++)
      sim_json_map_add (&goals, study->goals[g].id, goal_value (&study->sizes[s].goals[g]));
    sim_json_map_add (&map, "total", sim_json_figure (study->sizes[s].total));
    sim_json_map_add (&map, "own", sim_value_new_bool (s == study->own_size));
    sim_json_map_add (&map, "goals", sim_json_map_end (&goals));
    items[s] = sim_json_map_end (&map);
  }
  return sim_value_new_list (items, study->n_sizes);
}

char *
sim_report_assurance_json (SimScenario *scenario, const SimAssuranceStudy *study,
                           const SimReportInfo *info)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add_head (&map, "trefoil-assurance", ASSURANCE_VERSION, scenario, info);
  sim_json_map_add (&map, "priors", sim_value_ref (sim_scenario_value (scenario, "/priors")));
  sim_json_map_add (&map, "replicates", sim_json_figure ((double)study->replicates));
  sim_json_map_add (&map, "points", sim_json_figure (study->n_points));
  sim_json_map_add (&map, "trials-at-each", sim_json_figure ((double)study->trials));
  sim_json_map_add (&map, "impossible", sim_json_figure (study->impossible));
  sim_json_map_add (&map, "problem", study->problem != NULL ? sim_value_new_text (study->problem)
                                                            : sim_value_new_null ());
  sim_json_map_add (&map, "sizes", sizes_value (study));
  sim_json_map_add (&map, "timing", sim_json_timing (info));
  g_autoptr (SimValue) root = sim_json_map_end (&map);
  return sim_json_write (root);
}

static void
write_figure (GString *out, const SimFigure *figure, double exact)
{
  sim_delimited_number (out, ',', figure->value);
  sim_delimited_number (out, ',', figure->mcse);
  sim_delimited_number (out, ',', figure->low);
  sim_delimited_number (out, ',', figure->high);
  sim_delimited_number (out, ',', round (exact * 1e6) / 1e6);
}

char *
sim_report_assurance_csv (const SimAssuranceStudy *study)
{
  GString *out = g_string_new (
      "total,goal,assurance,assurance-mcse,assurance-low,assurance-high,assurance-exact,"
      "power,power-mcse,power-low,power-high,power-exact,p05,p25,p50,p75,p95,"
      "p05-mcse,p25-mcse,p50-mcse,p75-mcse,p95-mcse\n");
  char total[16];

  for (guint s = 0; s < study->n_sizes; s++)
    for (guint g = 0; g < study->n_goals; g++) {
      const SimAssurance *goal = &study->sizes[s].goals[g];
      g_snprintf (total, sizeof total, "%u", study->sizes[s].total);
      sim_delimited_text (out, ',', total);
      sim_delimited_text (out, ',', study->goals[g].id);
      write_figure (out, &goal->assurance, goal->exact);
      write_figure (out, &goal->power, goal->exact_power);
      for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++)
        sim_delimited_number (out, ',', goal->quantile[q]);
      for (guint q = 0; q < SIM_ASSURANCE_QUANTILES; q++)
        sim_delimited_number (out, ',', goal->quantile_mcse[q]);
      sim_delimited_end (out);
    }
  return g_string_free (out, FALSE);
}
