/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-json.c - scenarios against a first one, for scripts.
 */
#include "compare-report.h"

#include "difference-private.h"
#include "json-map.h"

#define COMPARISON_VERSION 1

static SimValue *
difference (const SimPaired *paired)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add_figure (&map, &paired->difference);
  sim_json_map_add (&map, "unpaired-mcse", sim_json_figure (paired->independent));
  sim_json_map_add (&map, "exact", sim_json_exact (paired->exact));
  return sim_json_map_end (&map);
}

static SimValue *
pair (const SimPaired *paired)
{
  SimJsonMap map = { .n = 0 };
  SimValue *exact[2] = { sim_json_exact (paired->exact_a), sim_json_exact (paired->exact_b) };

  sim_json_map_add (&map, "a", sim_json_figure (paired->a));
  sim_json_map_add (&map, "b", sim_json_figure (paired->b));
  sim_json_map_add (&map, "difference", difference (paired));
  sim_json_map_add (&map, "trials-both", sim_json_figure ((double)paired->both));
  sim_json_map_add (&map, "trials-a-only", sim_json_figure ((double)paired->only_a));
  sim_json_map_add (&map, "trials-b-only", sim_json_figure ((double)paired->only_b));
  sim_json_map_add (&map, "exact", sim_value_new_list (exact, 2));
  return sim_json_map_end (&map);
}

/* What the proportions of a row are the shares of, in A and in B. */
static SimValue *
counts (const SimComparedRow *row)
{
  SimValue *words[2] = { sim_value_new_text (sim_counts_word (row->counts_a)),
                         sim_value_new_text (sim_counts_word (row->counts_b)) };

  return sim_value_new_list (words, 2);
}

static SimValue *
hypothesis (const SimComparison *comparison, const SimComparedSize *size, guint i)
{
  const SimComparedRow *row = &comparison->rows[i];
  SimValue *ids[2] = { sim_value_new_text (row->a.id), sim_value_new_text (row->b.id) };
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "ids", sim_value_new_list (ids, 2));
  sim_json_map_add (&map, "counts", counts (row));
  sim_json_map_add (&map, "true-effects", sim_json_pair (row->true_a, row->true_b));
  sim_json_map_add (&map, "power", pair (&size->power[i]));
  sim_json_map_add (&map, "power-benefit", pair (&size->benefit[i]));
  return sim_json_map_end (&map);
}

static SimValue *
size_value (const SimComparison *comparison, const SimComparedSize *size)
{
  SimJsonMap map = { .n = 0 }, trial = { .n = 0 }, success = { .n = 0 };
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < comparison->n_rows; i++) {
    const SimComparedRow *row = &comparison->rows[i];
    if (row->kind == SIM_COMPARED_HYPOTHESIS)
      g_ptr_array_add (list, hypothesis (comparison, size, i));
    else
      sim_json_map_add (row->kind == SIM_COMPARED_SUCCESS ? &success : &trial, row->a.id,
                        pair (&size->power[i]));
  }
  sim_json_map_add (&trial, "success", sim_json_map_end (&success));
  sim_json_map_add (&map, "totals", sim_json_pair (size->total_a, size->total_b));
  sim_json_map_add (&map, "hypotheses", sim_json_list (list));
  sim_json_map_add (&map, "trial", sim_json_map_end (&trial));
  return sim_json_map_end (&map);
}

static SimValue *
scenario (const char *name, const SimScenario *given)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "name", sim_value_new_text (name));
  sim_json_map_add (&map, "title", sim_json_title (given));
  sim_json_map_add (&map, "sha256", sim_value_new_text (sim_scenario_hash (given)));
  return sim_json_map_end (&map);
}

static SimValue *
comparison_value (const char *name, const SimComparison *comparison)
{
  SimJsonMap map = { .n = 0 };
  GPtrArray *sizes = g_ptr_array_new ();

  for (guint i = 1; i < comparison->n_sizes; i++)
    g_ptr_array_add (sizes, size_value (comparison, &comparison->sizes[i]));
  sim_json_map_add (&map, "scenario", scenario (name, comparison->b));
  sim_json_map_add (&map, "replicates", sim_json_figure ((double)comparison->replicates));
  sim_json_map_add (&map, "complete", sim_value_new_bool (comparison->complete));
  sim_json_map_add (&map, "differences", sim_report_differences_value (comparison->differences));
  sim_json_map_add (&map, "own-sizes", size_value (comparison, &comparison->sizes[0]));
  sim_json_map_add (&map, "common-sizes", sim_json_list (sizes));
  return sim_json_map_end (&map);
}

char *
sim_report_compare_json (const GPtrArray *comparisons, const char *const *names,
                         const SimReportInfo *info)
{
  const SimComparison *first = g_ptr_array_index (comparisons, 0);
  SimJsonMap map = { .n = 0 };
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < comparisons->len; i++)
    g_ptr_array_add (list, comparison_value (names[i + 1], g_ptr_array_index (comparisons, i)));
  sim_json_map_add (&map, "trefoil-comparison", sim_json_figure (COMPARISON_VERSION));
  sim_json_map_add (&map, "program", sim_value_new_text (info->program));
  sim_json_map_add (&map, "scenario", scenario (names[0], first->a));
  sim_json_map_add (&map, "seed", sim_json_figure ((double)sim_scenario_seed (first->a)));
  sim_json_map_add (&map, "replicates", sim_json_figure ((double)first->replicates));
  sim_json_map_add (&map, "complete", sim_value_new_bool (info->complete));
  sim_json_map_add (&map, "comparisons", sim_json_list (list));
  g_autoptr (SimValue) root = sim_json_map_end (&map);
  return sim_json_write (root);
}
