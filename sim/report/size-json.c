/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-json.c - how many patients, for scripts.
 */
#include "size-report.h"

#include <math.h>

#include "json-map.h"
#include "needed-words.h"
#include "size-private.h"

#define SIZE_VERSION 1

static const char *
status_word (SimSizeStatus status)
{
  static const char *const words[] = {
    [SIM_SIZE_FOUND] = "found",
    [SIM_SIZE_SMALLEST] = "smallest-possible",
    [SIM_SIZE_NOT_REACHED] = "not-reached",
    [SIM_SIZE_NOTHING] = "nothing-to-find",
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
  sim_json_map_add (&map, "replicates", sim_json_figure ((double)answer->replicates));
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

/* The true effect of a goal of one hypothesis, and the arm that is the worse one though it is the
   first of a two-sided comparison; null where there is none. */
static void
add_truth (SimJsonMap *map, const SimScenario *scenario, const SimGoal *goal, SimCounts counts)
{
  const SimHypothesis *one = NULL;
  double effect = NAN;

  if (goal->kind == SIM_GOAL_HYPOTHESIS) {
    one = sim_scenario_hypothesis (scenario, goal->index);
    effect = sim_scenario_true_effect (scenario, goal->index);
  }
  sim_json_map_add (map, "true-effect", sim_json_figure (effect));
  sim_json_map_add (map, "worse-arm",
                    one != NULL && one->pair && counts == SIM_COUNTS_HARM
                        ? sim_value_new_text (sim_scenario_arm_id (scenario, one->arm_a))
                        : sim_value_new_null ());
}

/* The number to plan with, and where it comes from; nulls where there is none. */
static SimValue *
recommended_of (const SimScenario *scenario, const SimSizeAnswer *answer)
{
  SimJsonMap map = { .n = 0 }, power = { .n = 0 };
  double arms[SIM_MAX_ARMS];
  SimNeeded needed;

  sim_needed_of_answer (scenario, answer, &needed);
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    arms[a] = or_none (needed.arms[a]);
  sim_json_map_add (&map, "total", sim_json_figure (or_none (needed.total)));
  sim_json_map_add (&map, "arms", by_arm (scenario, arms));
  sim_json_map_add (&map, "by",
                    needed.by != SIM_NEEDED_NOT ? sim_value_new_text (sim_needed_by_word (&needed))
                                                : sim_value_new_null ());
  sim_json_map_add_figure (&power, &answer->needed_power);
  sim_json_map_add (&map, "power", sim_json_map_end (&power));
  return sim_json_map_end (&map);
}

static SimValue *
answer_value (const SimScenario *scenario, const SimSizeAnswer *answer)
{
  gboolean reached = sim_size_is_reached (answer);
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
  sim_json_map_add (&map, "recommended", recommended_of (scenario, answer));
  add_truth (&map, scenario, &answer->goal, answer->counts);
  return sim_json_map_end (&map);
}

/* The answers of one kind by their ids. */
static SimValue *
by_id (const SimScenario *scenario, const SimSizeStudy *study, SimGoalKind kind)
{
  SimJsonMap map = { .n = 0 };

  for (guint i = 0; i < study->n_answers; i++)
    if (study->answers[i].goal.kind == kind)
      sim_json_map_add (&map, study->answers[i].goal.id,
                        answer_value (scenario, &study->answers[i]));
  return sim_json_map_end (&map);
}

static SimValue *
sample_size (const SimScenario *scenario, const SimSizeStudy *study)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "target", sim_json_figure (study->target));
  sim_json_map_add (&map, "by", sim_value_new_text ("search"));
  sim_json_map_add (&map, "by-hypothesis", by_id (scenario, study, SIM_GOAL_HYPOTHESIS));
  sim_json_map_add (&map, "by-success", by_id (scenario, study, SIM_GOAL_SUCCESS));
  for (guint i = 0; i < study->n_answers; i++) {
    const SimSizeAnswer *answer = &study->answers[i];
    if (answer->goal.kind == SIM_GOAL_ANY || answer->goal.kind == SIM_GOAL_ALL)
      sim_json_map_add (&map, answer->goal.id, answer_value (scenario, answer));
  }
  return sim_json_map_end (&map);
}

static SimValue *
by_arm_whole (const SimScenario *scenario, const guint *numbers)
{
  double each[SIM_MAX_ARMS];

  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    each[a] = numbers[a];
  return by_arm (scenario, each);
}

/* What a trial of a given total can find. */
static SimValue *
effect_value (const SimScenario *scenario, const SimEffectAnswer *answer)
{
  SimJsonMap power = { .n = 0 }, map = { .n = 0 };

  sim_json_map_add_figure (&power, &answer->power);
  sim_json_map_add (&power, "exact", sim_json_exact (answer->exact_power));
  sim_json_map_add (&map, "power", sim_json_map_end (&power));
  add_truth (&map, scenario, &answer->goal, answer->counts);
  sim_json_map_add (&map, "detectable", sim_json_figure (answer->effect));
  sim_json_map_add (&map, "ci95", sim_json_pair (answer->low, answer->high));
  sim_json_map_add (&map, "exact", sim_json_exact (answer->exact_effect));
  sim_json_map_add (&map, "pointer",
                    answer->pointer != NULL ? sim_value_new_text (answer->pointer)
                                            : sim_value_new_null ());
  sim_json_map_add (&map, "value", sim_json_figure (answer->value));
  return sim_json_map_end (&map);
}

static SimValue *
at_total (const SimScenario *scenario, const SimEffectStudy *study)
{
  SimJsonMap goals = { .n = 0 }, map = { .n = 0 };

  sim_json_map_add (&map, "total", sim_json_figure (study->total));
  sim_json_map_add (&map, "arms", by_arm (scenario, study->arms));
  sim_json_map_add (&map, "analysed", sim_json_figure (study->analysed));
  sim_json_map_add (&map, "target", sim_json_figure (study->target));
  for (guint i = 0; i < study->n_answers; i++)
    sim_json_map_add (&goals, study->answers[i].goal.id,
                      effect_value (scenario, &study->answers[i]));
  sim_json_map_add (&map, "goals", sim_json_map_end (&goals));
  return sim_json_map_end (&map);
}

/* Totals are of whole patients an arm; an exact one has no interval but itself. */
static SimValue *
ratio_value (const SimScenario *scenario, const SimAllocationAnswer *answer)
{
  const SimNeeded *planned = &answer->planned, *offered = &answer->offered;
  gboolean exact = planned->by == SIM_NEEDED_EXACT;
  double total = or_none (offered->total);
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "by", sim_value_new_text (exact ? "exact" : "search"));
  sim_json_map_add (&map, "planned-total", sim_json_figure (or_none (planned->total)));
  sim_json_map_add (&map, "planned-arms", by_arm_whole (scenario, planned->arms));
  sim_json_map_add (&map, "ratio", by_arm_whole (scenario, answer->ratio));
  sim_json_map_add (&map, "total", sim_json_figure (total));
  sim_json_map_add (&map, "ci95", sim_json_pair (exact ? total : offered->low,
                                                 exact ? total : offered->high));
  sim_json_map_add (&map, "arms", by_arm_whole (scenario, offered->arms));
  sim_json_map_add (&map, "share", by_arm (scenario, answer->share));
  sim_json_map_add (&map, "unblocked-total", sim_json_figure (or_none (answer->unblocked)));
  sim_json_map_add (&map, "better", sim_value_new_bool (answer->better));
  return sim_json_map_end (&map);
}

static SimValue *
allocation_value (const SimScenario *scenario, const SimAllocationStudy *study)
{
  SimJsonMap map = { .n = 0 };

  for (guint i = 0; i < study->n_answers; i++)
    sim_json_map_add (&map, study->answers[i].goal.id,
                      ratio_value (scenario, &study->answers[i]));
  return sim_json_map_end (&map);
}

char *
sim_report_size_json (SimScenario *scenario, const SimSizeFound *found, const SimReportInfo *info)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add_head (&map, "trefoil-size", SIZE_VERSION, scenario, info);
  sim_json_map_add (&map, "replicates", sim_json_figure ((double)found->size->replicates));
  sim_json_map_add (&map, "sample-size", sample_size (scenario, found->size));
  if (found->effect != NULL)
    sim_json_map_add (&map, "at-total", at_total (scenario, found->effect));
  if (found->allocation != NULL)
    sim_json_map_add (&map, "allocation", allocation_value (scenario, found->allocation));
  sim_json_map_add (&map, "timing", sim_json_timing (info));
  g_autoptr (SimValue) root = sim_json_map_end (&map);
  return sim_json_write (root);
}
