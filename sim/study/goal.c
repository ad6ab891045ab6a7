/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * goal.c - what power is asked of.
 */
#include "goal.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

guint
sim_goals (const SimScenario *scenario, SimGoal goals[SIM_MAX_GOALS])
{
  guint n = sim_scenario_n_hypotheses (scenario), count = 0, every = (1u << n) - 1;

  for (guint h = 0; h < n; h++)
    goals[count++] = (SimGoal){
      SIM_GOAL_HYPOTHESIS, h, sim_scenario_hypothesis (scenario, h)->id, 1u << h, 1, every
    };
  for (guint i = 0; i < sim_scenario_n_success (scenario); i++) {
    const SimSuccess *success = sim_scenario_success (scenario, i);
    goals[count++]
        = (SimGoal){ SIM_GOAL_SUCCESS, i, success->id, success->of, success->at_least, every };
  }
  if (n > 1) {
    goals[count++] = (SimGoal){ SIM_GOAL_ANY, 0, "any", every, 1, every };
    goals[count++] = (SimGoal){ SIM_GOAL_ALL, 0, "all", every, n, every };
  }
  return count;
}

guint
sim_goals_of_tests (const SimScenario *scenario, SimGoal goals[SIM_MAX_GOALS])
{
  guint n = sim_goals (scenario, goals), count = 0;

  for (guint g = 0; g < n; g++)
    if (goals[g].kind != SIM_GOAL_SUCCESS)
      goals[count++] = goals[g];
  return count;
}

gboolean
sim_goal_find (const SimScenario *scenario, const char *id, SimGoal *goal)
{
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (scenario, goals);

  for (guint i = 0; i < n; i++)
    if (strcmp (goals[i].id, id) == 0) {
      *goal = goals[i];
      return TRUE;
    }
  if (sim_scenario_n_hypotheses (scenario) > 1
      || (strcmp (id, "any") != 0 && strcmp (id, "all") != 0))
    return FALSE;
  *goal = goals[0];
  return TRUE;
}

guint
sim_goals_asked (const SimScenario *scenario, const char *id, SimGoal goals[SIM_MAX_GOALS],
                 GError **error)
{
  id = id != NULL ? id : sim_scenario_goal (scenario);
  if (id == NULL)
    return sim_goals (scenario, goals);
  if (sim_goal_find (scenario, id, &goals[0]))
    return 1;
  g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE, _ ("the scenario has no goal \"%s\""), id);
  return 0;
}

/* The hypothesis whose power is nearest to the target; the first, and not found, where none has
   any. */
static guint
nearest_to_target (const SimScenario *scenario, const double *power, gboolean *found)
{
  double target = sim_scenario_number (scenario, "/run/target-power"), least = INFINITY;
  guint nearest = 0;

  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    double distance = fabs (power[h] - target);
    if (distance < least) {
      least = distance;
      nearest = h;
    }
  }
  *found = isfinite (least);
  return nearest;
}

guint
sim_goal_shown (const SimScenario *scenario, const char *id, const double *power,
                gboolean *by_power)
{
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (scenario, goals);
  gboolean found;

  if (by_power != NULL)
    *by_power = FALSE;
  id = id != NULL ? id : sim_scenario_goal (scenario);
  for (guint g = 0; id != NULL && g < n; g++)
    if (strcmp (goals[g].id, id) == 0)
      return g;
  if (id != NULL)
    return 0;
  guint nearest = nearest_to_target (scenario, power, &found);
  if (by_power != NULL)
    *by_power = found && sim_scenario_n_hypotheses (scenario) > 1;
  return nearest;
}

char *
sim_goal_label (const SimScenario *scenario, const SimGoal *goal)
{
  switch (goal->kind) {
  case SIM_GOAL_HYPOTHESIS:
    return sim_scenario_hypothesis_label (scenario, goal->index);
  case SIM_GOAL_SUCCESS:
    return sim_scenario_success_label (scenario, goal->index);
  case SIM_GOAL_ANY:
    return g_strdup (_ ("any hypothesis"));
  case SIM_GOAL_ALL:
    return g_strdup (_ ("all hypotheses"));
  }
  return NULL;
}

const char *
sim_goal_kind_word (const SimGoal *goal)
{
  static const char *const words[] = { [SIM_GOAL_HYPOTHESIS] = "hypothesis",
                                       [SIM_GOAL_SUCCESS] = "success",
                                       [SIM_GOAL_ANY] = "trial",
                                       [SIM_GOAL_ALL] = "trial" };

  return words[goal->kind];
}

gboolean
sim_goal_met (const SimGoal *goal, guint pattern, guint n)
{
  SimSuccess criterion = { goal->id, goal->of, goal->at_least };

  return sim_success_met (&criterion, pattern);
}

gboolean
sim_goal_is_error (const SimGoal *goal, const SimSizeResult *size)
{
  guint n_false = 0;

  for (guint h = 0; h < SIM_MAX_HYPOTHESES; h++)
    if (goal->of >> h & 1)
      n_false += !size->hypotheses[h].null_true;
  return n_false < goal->at_least;
}

gboolean
sim_goal_shows_harm (const SimScenario *scenario, guint index, double true_effect)
{
  return sim_scenario_hypothesis (scenario, index)->test == SIM_TEST_DIFFERENT && true_effect < 0;
}

SimCounts
sim_goal_counts (const SimGoal *goal, const SimScenario *scenario, const SimSizeResult *size)
{
  int only = sim_goal_only_hypothesis (goal);

  if (sim_goal_is_error (goal, size))
    return SIM_COUNTS_ERROR;
  /* a null that is false is told from a true one by its truth: here 0 is rounding no more */
  if (only >= 0
      && sim_goal_shows_harm (scenario, (guint)only, size->hypotheses[only].true_effect))
    return SIM_COUNTS_HARM;
  return SIM_COUNTS_POWER;
}

const char *
sim_counts_word (SimCounts counts)
{
  static const char *const words[]
      = { [SIM_COUNTS_POWER] = "power", [SIM_COUNTS_HARM] = "harm", [SIM_COUNTS_ERROR] = "error" };

  return words[counts];
}

const SimFigure *
sim_goal_power (const SimGoal *goal, const SimSizeResult *size)
{
  switch (goal->kind) {
  case SIM_GOAL_HYPOTHESIS:
    return &size->hypotheses[goal->index].power;
  case SIM_GOAL_SUCCESS:
    return &size->success[goal->index];
  case SIM_GOAL_ANY:
    return &size->any;
  case SIM_GOAL_ALL:
    return &size->all;
  }
  return NULL;
}

int
sim_goal_only_hypothesis (const SimGoal *goal)
{
  return goal->of != 0 && (goal->of & (goal->of - 1)) == 0 ? g_bit_nth_lsf (goal->of, -1) : -1;
}

double
sim_goal_exact (const SimGoal *goal, const SimTheorySize *size)
{
  SimSuccess criterion = { goal->id, goal->of, goal->at_least };
  guint n = 0;

  for (guint every = goal->every; every > 0; every &= every - 1)
    n++;
  return sim_theory_success (size, n, &criterion);
}

double
sim_goal_approximation (const SimGoal *goal, const SimTheorySize *size)
{
  int only = sim_goal_only_hypothesis (goal);

  return only >= 0 ? size->approximation[only] : NAN;
}
