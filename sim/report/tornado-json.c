/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tornado-json.c - what each assumption alone does to power, for scripts: canonical JSON.
 */
#include "tornado-report.h"

#include "json-map.h"

#define SENSITIVITY_VERSION 1

static SimValue *
change (const SimPaired *paired)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add_figure (&map, &paired->difference);
  sim_json_map_add (&map, "unpaired-mcse", sim_json_figure (paired->independent));
  sim_json_map_add (&map, "exact", sim_json_exact (paired->exact));
  return sim_json_map_end (&map);
}

static SimValue *
changes (const SimTornado *tornado, const SimTornadoEnd *end)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint g = 0; g < tornado->n_goals; g++) {
    SimJsonMap map = { .n = 0 };
    sim_json_map_add (&map, "kind", sim_value_new_text (sim_goal_kind_word (&tornado->goals[g])));
    sim_json_map_add (&map, "id", sim_value_new_text (tornado->goals[g].id));
    sim_json_map_add (&map, "power", sim_json_figure (end->power[g].b));
    sim_json_map_add (&map, "exact", sim_json_exact (end->power[g].exact_b));
    sim_json_map_add (&map, "counts", sim_value_new_text (sim_counts_word (end->counts[g])));
    sim_json_map_add (&map, "difference", change (&end->power[g]));
    g_ptr_array_add (list, sim_json_map_end (&map));
  }
  return sim_json_list (list);
}

static SimValue *
end_value (const SimTornado *tornado, const SimTornadoBar *bar, guint e)
{
  const SimTornadoEnd *end = &bar->ends[e];
  SimJsonMap map = { .n = 0 };

  if (!end->done)
    return sim_value_new_null ();
  sim_json_map_add (&map, "value", sim_json_figure (bar->range->values[e]));
  if (end->problem != NULL) {
    sim_json_map_add (&map, "problem", sim_value_new_text (end->problem));
    return sim_json_map_end (&map);
  }
  sim_json_map_add (&map, "problem", sim_value_new_null ());
  sim_json_map_add (&map, "total", sim_json_figure (end->total));
  sim_json_map_add (&map, "analysed", sim_json_figure (end->analysed));
  sim_json_map_add (&map, "goals", changes (tornado, end));
  return sim_json_map_end (&map);
}

static SimValue *
bar_value (const SimTornado *tornado, const SimTornadoBar *bar)
{
  static const char *const how[] = { "set", "shift", "scale" };
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "pointer", sim_value_new_text (bar->range->pointer));
  sim_json_map_add (&map, "how", sim_value_new_text (how[bar->range->how]));
  sim_json_map_add (&map, "range-from",
                    sim_value_new_text (sim_report_range_word (bar->source)));
  sim_json_map_add (&map, "planned", sim_json_figure (bar->planned));
  sim_json_map_add (&map, "low", end_value (tornado, bar, 0));
  sim_json_map_add (&map, "high", end_value (tornado, bar, 1));
  return sim_json_map_end (&map);
}

static SimValue *
plan_value (const SimTornado *tornado)
{
  SimJsonMap map = { .n = 0 };
  GPtrArray *list = g_ptr_array_new ();

  for (guint g = 0; g < tornado->n_goals; g++) {
    SimJsonMap goal = { .n = 0 }, power = { .n = 0 };
    sim_json_map_add_figure (&power, &tornado->power[g]);
    sim_json_map_add (&power, "exact", sim_json_exact (tornado->exact[g]));
    sim_json_map_add (&goal, "kind", sim_value_new_text (sim_goal_kind_word (&tornado->goals[g])));
    sim_json_map_add (&goal, "id", sim_value_new_text (tornado->goals[g].id));
    sim_json_map_add (&goal, "power", sim_json_map_end (&power));
    sim_json_map_add (&goal, "counts", sim_value_new_text (sim_counts_word (tornado->counts[g])));
    g_ptr_array_add (list, sim_json_map_end (&goal));
  }
  sim_json_map_add (&map, "total", sim_json_figure (tornado->total));
  sim_json_map_add (&map, "goals", sim_json_list (list));
  return sim_json_map_end (&map);
}

char *
sim_report_tornado_json (const SimTornado *tornado, const SimReportInfo *info)
{
  SimJsonMap map = { .n = 0 };
  GPtrArray *bars = g_ptr_array_new ();

  for (guint i = 0; i < tornado->n_bars; i++)
    g_ptr_array_add (bars, bar_value (tornado, &tornado->bars[i]));
  sim_json_map_add_head (&map, "trefoil-sensitivity", SENSITIVITY_VERSION, tornado->scenario,
                         info);
  sim_json_map_add (&map, "replicates", sim_json_figure ((double)tornado->replicates));
  sim_json_map_add (&map, "planned", plan_value (tornado));
  sim_json_map_add (&map, "assumptions", sim_json_list (bars));
  sim_json_map_add (&map, "timing", sim_json_timing (info));
  g_autoptr (SimValue) value = sim_json_map_end (&map);
  return sim_json_write (value);
}
