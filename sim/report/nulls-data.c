/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * nulls-data.c - companion nulls for scripts: JSON and CSV.
 */
#include "nulls-report.h"

#include <math.h>

#include "delimited.h"
#include "json-map.h"

#define NULLS_VERSION 1

static const char *
others_word (const SimScenario *scenario, const SimNull *null)
{
  if ((null->scenario != NULL ? null->true_nulls : null->nulls)
      == (1u << sim_scenario_n_hypotheses (scenario)) - 1)
    return "none";
  return null->others == SIM_OTHERS_FAR ? "far" : "planned";
}

static SimValue *
ids_of (const SimScenario *scenario, guint nulls)
{
  SimValue *items[SIM_MAX_HYPOTHESES];
  guint n = 0;

  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    if (nulls >> h & 1)
      items[n++] = sim_value_new_text (sim_scenario_hypothesis (scenario, h)->id);
  return sim_value_new_list (items, n);
}

/* Those that are true; null where there is no such scenario. */
static SimValue *
true_nulls_of (const SimScenario *scenario, const SimNull *null)
{
  return null->scenario != NULL ? ids_of (scenario, null->true_nulls) : sim_value_new_null ();
}

static SimValue *
figure_or_null (const SimFigure *figure)
{
  SimJsonMap map = { .n = 0 };

  if (isnan (figure->value))
    return sim_value_new_null ();
  sim_json_map_add_figure (&map, figure);
  return sim_json_map_end (&map);
}

static SimValue *
fwer_of (const SimNull *null)
{
  SimJsonMap map = { .n = 0 };

  if (null->scenario == NULL)
    return sim_value_new_null ();
  sim_json_map_add_figure (&map, &null->fwer);
  sim_json_map_add (&map, "exact", sim_json_exact (null->exact));
  return sim_json_map_end (&map);
}

static SimValue *
null_value (const SimScenario *scenario, const SimNull *null)
{
  SimJsonMap map = { .n = 0 }, effects = { .n = 0 }, rejected = { .n = 0 };

  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    const char *id = sim_scenario_hypothesis (scenario, h)->id;
    sim_json_map_add (&effects, id, sim_json_figure (null->true_effect[h]));
    sim_json_map_add (&rejected, id, figure_or_null (&null->rejected[h]));
  }
  sim_json_map_add (&map, "true-nulls", true_nulls_of (scenario, null));
  sim_json_map_add (&map, "on-boundary", ids_of (scenario, null->nulls));
  sim_json_map_add (&map, "others", sim_value_new_text (others_word (scenario, null)));
  sim_json_map_add (&map, "feasible", sim_value_new_bool (null->scenario != NULL));
  sim_json_map_add (&map, "reason", null->reason != NULL ? sim_value_new_text (null->reason)
                                                         : sim_value_new_null ());
  sim_json_map_add (&map, "fwer", fwer_of (null));
  sim_json_map_add (&map, "true-effect", sim_json_map_end (&effects));
  sim_json_map_add (&map, "rejected", sim_json_map_end (&rejected));
  return sim_json_map_end (&map);
}

static SimValue *
largest_of (const SimScenario *scenario, const SimNullStudy *study)
{
  SimJsonMap map = { .n = 0 };

  if (study->largest < 0)
    return sim_value_new_null ();
  const SimNull *null = &study->nulls[study->largest];
  sim_json_map_add (&map, "true-nulls", true_nulls_of (scenario, null));
  sim_json_map_add (&map, "on-boundary", ids_of (scenario, null->nulls));
  sim_json_map_add (&map, "others", sim_value_new_text (others_word (scenario, null)));
  sim_json_map_add (&map, "fwer", fwer_of (null));
  return sim_json_map_end (&map);
}

char *
sim_report_nulls_json (SimScenario *scenario, const SimNullStudy *study, const SimReportInfo *info)
{
  g_autofree SimValue **items = g_new (SimValue *, study->n);
  SimJsonMap map = { .n = 0 };

  for (guint i = 0; i < study->n; i++)
    items[i] = null_value (scenario, &study->nulls[i]);
  sim_json_map_add_head (&map, "trefoil-nulls", NULLS_VERSION, scenario, info);
  sim_json_map_add (&map, "replicates", sim_json_figure ((double)study->replicates));
  sim_json_map_add (&map, "total", sim_json_figure (study->total));
  sim_json_map_add (&map, "sets-left-out", sim_json_figure (study->left_out));
  sim_json_map_add (&map, "largest", largest_of (scenario, study));
  sim_json_map_add (&map, "nulls", sim_value_new_list (items, study->n));
  sim_json_map_add (&map, "timing", sim_json_timing (info));
  g_autoptr (SimValue) root = sim_json_map_end (&map);
  return sim_json_write (root);
}

/* --- CSV ----------------------------------------------------------------------------------- */

static char *
joined_ids (const SimScenario *scenario, guint nulls)
{
  GString *text = g_string_new (NULL);

  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    if (nulls >> h & 1)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ";" : "",
                              sim_scenario_hypothesis (scenario, h)->id);
  return g_string_free (text, FALSE);
}

static void
write_line (GString *out, const SimScenario *scenario, const SimNull *null, int h)
{
  g_autofree char *ids = joined_ids (scenario, null->true_nulls);
  const SimFigure *figure = h < 0 ? &null->fwer : &null->rejected[h];

  sim_delimited_text (out, ',', ids);
  sim_delimited_text (out, ',', others_word (scenario, null));
  sim_delimited_text (out, ',', h < 0 ? "fwer" : "rejected");
  sim_delimited_text (out, ',',
                      h < 0 ? "" : sim_scenario_hypothesis (scenario, (guint)h)->id);
  sim_delimited_number (out, ',', h < 0 ? NAN : null->true_effect[h]);
  sim_delimited_number (out, ',', figure->value);
  sim_delimited_number (out, ',', figure->mcse);
  sim_delimited_number (out, ',', figure->low);
  sim_delimited_number (out, ',', figure->high);
  sim_delimited_number (out, ',', h < 0 ? round (null->exact * 1e6) / 1e6 : NAN);
  sim_delimited_end (out);
}

char *
sim_report_nulls_csv (SimScenario *scenario, const SimNullStudy *study)
{
  GString *out
      = g_string_new ("true-nulls,others,kind,hypothesis,true-effect,value,mcse,low,high,exact\n");

  for (guint i = 0; i < study->n; i++)
    for (int h = -1; h < (int)sim_scenario_n_hypotheses (scenario); h++)
      if (study->nulls[i].scenario != NULL)
        write_line (out, scenario, &study->nulls[i], h);
  return g_string_free (out, FALSE);
}
