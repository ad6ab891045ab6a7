/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-json.c - how many patients, for scripts.
 */
#include "size-report.h"

#include <math.h>

#include "json-map.h"

#define SIZE_VERSION 1

static const char *
status_word (SimSizeStatus status)
{
  static const char *const words[] = {
    [SIM_SIZE_FOUND] = "found",
    [SIM_SIZE_SMALLEST] = "smallest-possible",
    [SIM_SIZE_NOT_REACHED] = "not-reached",
  };

  return words[status];
}

static SimValue *
by_arm (const SimScenario *scenario, const double *numbers)
{
  SimJsonMap map = { .n = 0 };

  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    sim_json_map_add (&map, sim_scenario_arm_id (scenario, a), sim_json_figure (numbers[a]));
  return sim_json_map_end (&map);
}

static SimValue *
power_of (const SimSizeAnswer *answer)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add_figure (&map, &answer->power);
  sim_json_map_add (&map, "exact", sim_json_exact (answer->exact_power));
  return sim_json_map_end (&map);
}

static SimValue *
exact_of (const SimScenario *scenario, const SimSizeAnswer *answer)
{
  double arms[SIM_MAX_ARMS];
  SimJsonMap map = { .n = 0 };

  if (answer->exact_total == 0)
    return sim_value_new_null ();
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    arms[a] = answer->exact_arms[a];
  sim_json_map_add (&map, "total", sim_json_figure (answer->exact_total));
  sim_json_map_add (&map, "arms", by_arm (scenario, arms));
  sim_json_map_add (&map, "power", sim_json_exact (answer->exact_power_there));
  return sim_json_map_end (&map);
}

/* What does not exist is 0 in an answer. */
static double
or_none (guint total)
{
  return total > 0 ? total : NAN;
}

static SimValue *
answer_value (const SimScenario *scenario, const SimSizeAnswer *answer)
{
  gboolean reached = answer->status != SIM_SIZE_NOT_REACHED;
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "total", sim_json_figure (reached ? answer->total : NAN));
  sim_json_map_add (&map, "ci95", sim_json_pair (or_none (answer->low), or_none (answer->high)));
  sim_json_map_add (&map, "status", sim_value_new_text (status_word (answer->status)));
  sim_json_map_add (&map, "at", sim_json_figure (answer->total));
  sim_json_map_add (&map, "arms", by_arm (scenario, answer->arms));
  sim_json_map_add (&map, "analysed", sim_json_figure (answer->analysed));
  sim_json_map_add (&map, "analysed-arms", by_arm (scenario, answer->analysed_arms));
  sim_json_map_add (&map, "power", power_of (answer));
  sim_json_map_add (&map, "exact", exact_of (scenario, answer));
  return sim_json_map_end (&map);
}

static SimValue *
sample_size (const SimScenario *scenario, const SimSizeStudy *study)
{
  SimJsonMap hypotheses = { .n = 0 }, successes = { .n = 0 }, map = { .n = 0 };

  sim_json_map_add (&map, "target", sim_json_figure (study->target));
  for (guint i = 0; i < study->n_answers; i++)
    if (study->answers[i].goal.kind == SIM_GOAL_HYPOTHESIS)
      sim_json_map_add (&hypotheses, study->answers[i].goal.id,
                        answer_value (scenario, &study->answers[i]));
  sim_json_map_add (&map, "by-hypothesis", sim_json_map_end (&hypotheses));
  sim_json_map_add (&map, "by-success", sim_json_map_end (&successes));
  for (guint i = 0; i < study->n_answers; i++)
    if (study->answers[i].goal.kind != SIM_GOAL_HYPOTHESIS)
      sim_json_map_add (&map, study->answers[i].goal.kind == SIM_GOAL_ANY ? "any" : "all",
                        answer_value (scenario, &study->answers[i]));
  return sim_json_map_end (&map);
}

static SimValue *
scenario_value (const SimScenario *scenario)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "title", sim_value_new_text (sim_scenario_title (scenario)));
  sim_json_map_add (&map, "sha256", sim_value_new_text (sim_scenario_hash (scenario)));
  return sim_json_map_end (&map);
}

static SimValue *
timing (const SimReportInfo *info)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "seconds", sim_json_figure (round (info->seconds * 1e6) / 1e6));
  sim_json_map_add (&map, "threads", sim_json_figure (info->threads));
  return sim_json_map_end (&map);
}

char *
sim_report_size_json (SimScenario *scenario, const SimSizeStudy *study, const SimReportInfo *info)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "trefoil-size", sim_json_figure (SIZE_VERSION));
  sim_json_map_add (&map, "program", sim_value_new_text (info->program));
  sim_json_map_add (&map, "scenario", scenario_value (scenario));
  sim_json_map_add (&map, "seed", sim_json_figure ((double)sim_scenario_seed (scenario)));
  sim_json_map_add (&map, "replicates", sim_json_figure ((double)study->replicates));
  sim_json_map_add (&map, "sample-size", sample_size (scenario, study));
  sim_json_map_add (&map, "timing", timing (info));
  g_autoptr (SimValue) root = sim_json_map_end (&map);
  return sim_json_write (root);
}
