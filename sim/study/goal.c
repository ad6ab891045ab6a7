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
  guint n = sim_scenario_n_hypotheses (scenario), count = 0;

  for (guint h = 0; h < n; h++)
    goals[count++]
        = (SimGoal){ SIM_GOAL_HYPOTHESIS, h, sim_scenario_hypothesis (scenario, h)->id };
  if (n > 1) {
    goals[count++] = (SimGoal){ SIM_GOAL_ANY, 0, "any" };
    goals[count++] = (SimGoal){ SIM_GOAL_ALL, 0, "all" };
  }
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
  return FALSE;
}

char *
sim_goal_label (const SimScenario *scenario, const SimGoal *goal)
{
  switch (goal->kind) {
  case SIM_GOAL_HYPOTHESIS:
    return sim_scenario_hypothesis_label (scenario, goal->index);
  case SIM_GOAL_ANY:
    return g_strdup (_ ("any hypothesis"));
  case SIM_GOAL_ALL:
    return g_strdup (_ ("all hypotheses"));
  }
  return NULL;
}

gboolean
sim_goal_met (const SimGoal *goal, guint pattern, guint n)
{
  guint every = (1u << n) - 1;

  switch (goal->kind) {
  case SIM_GOAL_HYPOTHESIS:
    return (pattern >> goal->index & 1) != 0;
  case SIM_GOAL_ANY:
    return (pattern & every) != 0;
  case SIM_GOAL_ALL:
    return (pattern & every) == every;
  }
  return FALSE;
}

const SimFigure *
sim_goal_power (const SimGoal *goal, const SimSizeResult *size)
{
  switch (goal->kind) {
  case SIM_GOAL_HYPOTHESIS:
    return &size->hypotheses[goal->index].power;
  case SIM_GOAL_ANY:
    return &size->any;
  case SIM_GOAL_ALL:
    return &size->all;
  }
  return NULL;
}

double
sim_goal_exact (const SimGoal *goal, const SimTheorySize *size)
{
  switch (goal->kind) {
  case SIM_GOAL_HYPOTHESIS:
    return size->power[goal->index];
  case SIM_GOAL_ANY:
    return size->any;
  case SIM_GOAL_ALL:
    return size->all;
  }
  return NAN;
}

double
sim_goal_approximation (const SimGoal *goal, const SimTheorySize *size)
{
  return goal->kind == SIM_GOAL_HYPOTHESIS ? size->approximation[goal->index] : NAN;
}
