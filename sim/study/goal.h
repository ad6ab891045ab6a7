/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * goal.h - what power is asked of: one hypothesis, any of them, all of them, or a success.
 */
#ifndef SIM_STUDY_GOAL_H
#define SIM_STUDY_GOAL_H

#include "../run/results.h"
#include "../theory/theory.h"

G_BEGIN_DECLS

typedef enum { SIM_GOAL_HYPOTHESIS, SIM_GOAL_ANY, SIM_GOAL_ALL } SimGoalKind;

typedef struct {
  SimGoalKind kind;
  guint index;    /* of the hypothesis */
  const char *id; /* of the hypothesis, borrowed from the scenario; "any", "all" */
} SimGoal;

#define SIM_MAX_GOALS (SIM_MAX_HYPOTHESES + 2)

/** Fills goals with those that a scenario has: its hypotheses in order and, where these are more
 *  than one, any and all. Returns how many. Thread-safe, like all that follows. */
guint sim_goals (const SimScenario *scenario, SimGoal goals[SIM_MAX_GOALS]);
/** The goal of that id; a hypothesis comes before the words any and all. FALSE if there is none. */
gboolean sim_goal_find (const SimScenario *scenario, const char *id, SimGoal *goal);
/** What it is called on screen: a hypothesis' label, or words. Newly allocated. */
char *sim_goal_label (const SimScenario *scenario, const SimGoal *goal);

/** Whether a trial has it in which the hypotheses of pattern (bit h: hypothesis h), of n in all,
 *  were rejected. */
gboolean sim_goal_met (const SimGoal *goal, guint pattern, guint n);
/** Its simulated power at a size; borrowed from that. */
const SimFigure *sim_goal_power (const SimGoal *goal, const SimSizeResult *size);
/** Its exact power at a size, its approximate one; NaN where there is none. */
double sim_goal_exact (const SimGoal *goal, const SimTheorySize *size);
double sim_goal_approximation (const SimGoal *goal, const SimTheorySize *size);

G_END_DECLS
#endif
