/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-map.c - a JSON map under construction.
 */
#include "json-map.h"

#include <math.h>

#include "view.h"

void
sim_json_map_add (SimJsonMap *map, const char *key, SimValue *value)
{
  g_assert (map->n < SIM_JSON_MOST);
  map->keys[map->n] = key;
  map->values[map->n++] = value;
}

SimValue *
sim_json_map_end (SimJsonMap *map)
{
  return sim_value_new_map (map->keys, map->values, map->n);
}

SimValue *
sim_json_figure (double value)
{
  return isfinite (value) ? sim_value_new_number (value) : sim_value_new_null ();
}

SimValue *
sim_json_exact (double value)
{
  return sim_json_figure (sim_report_six_decimals (value));
}

SimValue *
sim_json_pair (double low, double high)
{
  SimValue *items[2] = { sim_json_figure (low), sim_json_figure (high) };

  return sim_value_new_list (items, 2);
}

void
sim_json_map_add_figure (SimJsonMap *map, const SimFigure *figure)
{
  sim_json_map_add (map, "value", sim_json_figure (figure->value));
  sim_json_map_add (map, "mcse", sim_json_figure (figure->mcse));
  sim_json_map_add (map, "ci95", sim_json_pair (figure->low, figure->high));
}

SimValue *
sim_json_title (const SimScenario *scenario)
{
  const char *title = sim_scenario_text (scenario, "/title");

  return sim_value_new_text (title != NULL ? title : "");
}

static SimValue *
scenario_value (const SimScenario *scenario)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "title", sim_json_title (scenario));
  sim_json_map_add (&map, "sha256", sim_value_new_text (sim_scenario_hash (scenario)));
  return sim_json_map_end (&map);
}

void
sim_json_map_add_head (SimJsonMap *map, const char *name, guint version,
                       const SimScenario *scenario, const SimReportInfo *info)
{
  sim_json_map_add (map, name, sim_json_figure (version));
  sim_json_map_add (map, "program", sim_value_new_text (info->program));
  sim_json_map_add (map, "scenario", scenario_value (scenario));
  sim_json_map_add (map, "seed", sim_json_figure ((double)sim_scenario_seed (scenario)));
  sim_json_map_add (map, "complete", sim_value_new_bool (info->complete));
}

SimValue *
sim_json_timing (const SimReportInfo *info)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "seconds", sim_json_figure (round (info->seconds * 1e6) / 1e6));
  sim_json_map_add (&map, "threads", sim_json_figure (info->threads));
  return sim_json_map_end (&map);
}

SimValue *
sim_json_list (GPtrArray *items)
{
  SimValue *list = sim_value_new_list ((SimValue **)items->pdata, items->len);

  g_ptr_array_unref (items);
  return list;
}
