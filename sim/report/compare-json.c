/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-json.c - scenarios against a first one, as a value tree handed to the canonical writer.
 *
 * A number that does not exist is null, never absent, so that scripts find every key.
 */
#include "report.h"

#include "../scenario/build.h"
#include "../scenario/json.h"
#include "view.h"

#include <math.h>

#define COMPARISON_VERSION 1

static SimValue *
number (double value)
{
  return isfinite (value) ? sim_value_new_number (value) : sim_value_new_null ();
}

static SimValue *
numbers (const double *values, guint n)
{
  SimBuild *list = sim_build_new ();

  for (guint i = 0; i < n; i++)
    sim_build_add (list, NULL, number (values[i]));
  return sim_build_list (list);
}

static SimValue *
difference (const SimPaired *paired)
{
  const SimFigure *figure = &paired->difference;
  SimBuild *map = sim_build_new ();

  sim_build_add (map, "value", number (figure->value));
  sim_build_add (map, "mcse", number (figure->mcse));
  sim_build_add (map, "ci95", numbers ((double[]){ figure->low, figure->high }, 2));
  sim_build_add (map, "unpaired-mcse", number (paired->independent));
  sim_build_add (map, "exact", number (sim_report_six_decimals (paired->exact)));
  return sim_build_map (map);
}

static SimValue *
pair (const SimPaired *paired)
{
  SimBuild *map = sim_build_new ();

  sim_build_add (map, "a", number (paired->a));
  sim_build_add (map, "b", number (paired->b));
  sim_build_add (map, "difference", difference (paired));
  sim_build_add (map, "trials-both", number ((double)paired->both));
  sim_build_add (map, "trials-a-only", number ((double)paired->only_a));
  sim_build_add (map, "trials-b-only", number ((double)paired->only_b));
  sim_build_add (map, "exact",
                 numbers ((double[]){ sim_report_six_decimals (paired->exact_a),
                                      sim_report_six_decimals (paired->exact_b) },
                          2));
  return sim_build_map (map);
}

static SimValue *
hypothesis (const SimComparison *comparison, const SimComparedSize *size, guint i)
{
  const SimComparedRow *row = &comparison->rows[i];
  const char *ids[2] = { sim_scenario_hypothesis (comparison->a, row->a)->id,
                         sim_scenario_hypothesis (comparison->b, row->b)->id };
  SimBuild *map = sim_build_new (), *list = sim_build_new ();

  for (guint k = 0; k < 2; k++)
    sim_build_add (list, NULL, sim_value_new_text (ids[k]));
  sim_build_add (map, "ids", sim_build_list (list));
  sim_build_add (map, "true-effects", numbers ((double[]){ row->true_a, row->true_b }, 2));
  sim_build_add (map, "power", pair (&size->power[i]));
  sim_build_add (map, "power-benefit", pair (&size->benefit[i]));
  return sim_build_map (map);
}

static SimValue *
size_value (const SimComparison *comparison, const SimComparedSize *size)
{
  SimBuild *map = sim_build_new (), *list = sim_build_new (), *trial = sim_build_new ();

  for (guint i = 0; i < comparison->n_rows; i++)
    if (comparison->rows[i].kind == SIM_COMPARED_HYPOTHESIS)
      sim_build_add (list, NULL, hypothesis (comparison, size, i));
    else
      sim_build_add (trial, comparison->rows[i].kind == SIM_COMPARED_ANY ? "any" : "all",
                     pair (&size->power[i]));
  sim_build_add (map, "totals", numbers ((double[]){ size->total_a, size->total_b }, 2));
  sim_build_add (map, "hypotheses", sim_build_list (list));
  sim_build_add (map, "trial", sim_build_map (trial));
  return sim_build_map (map);
}

static SimValue *
scenario (const char *name, const SimScenario *given)
{
  SimBuild *map = sim_build_new ();

  sim_build_add (map, "name", sim_value_new_text (name));
  sim_build_add (map, "title", sim_value_new_text (sim_scenario_title (given)));
  sim_build_add (map, "sha256", sim_value_new_text (sim_scenario_hash (given)));
  return sim_build_map (map);
}

static SimValue *
comparison_value (const char *name, const SimComparison *comparison)
{
  SimBuild *map = sim_build_new (), *sizes = sim_build_new ();

  for (guint i = 1; i < comparison->n_sizes; i++)
    sim_build_add (sizes, NULL, size_value (comparison, &comparison->sizes[i]));
  sim_build_add (map, "scenario", scenario (name, comparison->b));
  sim_build_add (map, "own-sizes", size_value (comparison, &comparison->sizes[0]));
  sim_build_add (map, "common-sizes", sim_build_list (sizes));
  return sim_build_map (map);
}

char *
sim_report_compare_json (const GPtrArray *comparisons, const char *const *names,
                         const SimReportInfo *info)
{
  const SimComparison *first = g_ptr_array_index (comparisons, 0);
  SimBuild *map = sim_build_new (), *list = sim_build_new ();

  for (guint i = 0; i < comparisons->len; i++)
    sim_build_add (list, NULL,
                   comparison_value (names[i + 1], g_ptr_array_index (comparisons, i)));
  sim_build_add (map, "trefoil-comparison", number (COMPARISON_VERSION));
  sim_build_add (map, "program", sim_value_new_text (info->program));
  sim_build_add (map, "scenario", scenario (names[0], first->a));
  sim_build_add (map, "seed", number ((double)sim_scenario_seed (first->a)));
  sim_build_add (map, "replicates", number ((double)first->replicates));
  sim_build_add (map, "complete", sim_value_new_bool (info->complete));
  sim_build_add (map, "comparisons", sim_build_list (list));
  g_autoptr (SimValue) root = sim_build_map (map);
  return sim_json_write (root);
}
