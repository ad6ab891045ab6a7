/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * goal.h - what power is asked of: one hypothesis, a criterion of success, any or all hypotheses.
 */
#ifndef SIM_STUDY_GOAL_H
#define SIM_STUDY_GOAL_H

#include "../run/results.h"
#include "../theory/theory.h"

G_BEGIN_DECLS

typedef enum {
  SIM_GOAL_HYPOTHESIS,
  SIM_GOAL_SUCCESS, /* a criterion of testing.success */
  SIM_GOAL_ANY,
  SIM_GOAL_ALL
} SimGoalKind;

typedef struct {
  SimGoalKind kind;
  guint index;    /* of the hypothesis, of the criterion */
  const char *id; /* of these, borrowed from the scenario; "any", "all" */
  /* hypotheses (bit h: hypothesis h) of which so many are to be rejected */
  guint of, at_least, every; /* every: a bit for each of the scenario's */
} SimGoal;

#define SIM_MAX_GOALS (SIM_MAX_HYPOTHESES + SIM_MAX_SUCCESS + 2)

/** Fills goals with those that a scenario has: its hypotheses, its criteria of success, and, where
 *  hypotheses are more than one, any and all. Returns how many. Thread-safe, like the rest. */
guint sim_goals (const SimScenario *scenario, SimGoal goals[SIM_MAX_GOALS]);
/** Those of them that are no criteria of success. */
guint sim_goals_of_tests (const SimScenario *scenario, SimGoal goals[SIM_MAX_GOALS]);
/** The goal of that id; those of the scenario come before the words any and all, which of a single
 *  hypothesis mean that one. FALSE if there is none. */
gboolean sim_goal_find (const SimScenario *scenario, const char *id, SimGoal *goal);
/** Those that are asked for: the one of that id, else (NULL) run.goal of the scenario, else all it
 *  has. Returns how many; 0 with SIM_ERROR_USAGE if there is none of that id. */
guint sim_goals_asked (const SimScenario *scenario, const char *id, SimGoal goals[SIM_MAX_GOALS],
                       GError **error);
/**
 * The goal that a study of one of them shows, an index into those of sim_goals(): the one of that
 * id, else (NULL) run.goal of the scenario, else the hypothesis whose power is nearest to
 * run.target-power, for where power is near 0 or 1 hardly an assumption does anything to it; else
 * the first. power has the power of each goal, NaN where it is an error or not known. by_power (may
 * be NULL) becomes whether it was chosen by its power among several.
 */
guint sim_goal_shown (const SimScenario *scenario, const char *id, const double *power,
                      gboolean *by_power);
/** What it is called on screen: its label, or words. Newly allocated. */
char *sim_goal_label (const SimScenario *scenario, const SimGoal *goal);

/** The word of its kind in files: "hypothesis", "success"; "trial" of any and all. Static. */
const char *sim_goal_kind_word (const SimGoal *goal);

/** The one hypothesis that it is about; -1 if there are several. */
int sim_goal_only_hypothesis (const SimGoal *goal);
/** Whether a trial has it in which the hypotheses of pattern (bit h: hypothesis h), of n in all,
 *  were rejected. */
gboolean sim_goal_met (const SimGoal *goal, guint pattern, guint n);
/** Whether it takes the rejection of a true null hypothesis, as size says which are true: what is
 *  called its power is then an error, and there is nothing to find. */
gboolean sim_goal_is_error (const SimGoal *goal, const SimSizeResult *size);
/** What is counted as the power of a goal. */
typedef enum {
  SIM_COUNTS_POWER, /* that it is found as the plan has it, or several hypotheses are asked */
  SIM_COUNTS_HARM,  /* it is about one two-sided hypothesis, and the true effect is negative */
  SIM_COUNTS_ERROR  /* sim_goal_is_error() */
} SimCounts;
/** Whether a rejection of hypothesis index shows harm where its true effect is that one: the test
 *  is two-sided, and the effect negative. */
gboolean sim_goal_shows_harm (const SimScenario *scenario, guint index, double true_effect);
SimCounts sim_goal_counts (const SimGoal *goal, const SimScenario *scenario,
                           const SimSizeResult *size);
/** The word of it in files: "power", "harm", "error". Static. */
const char *sim_counts_word (SimCounts counts);
/** Its simulated power at a size; borrowed from that. */
const SimFigure *sim_goal_power (const SimGoal *goal, const SimSizeResult *size);
/** Its exact power at a size, its approximate one; NaN where there is none. */
double sim_goal_exact (const SimGoal *goal, const SimTheorySize *size);
double sim_goal_approximation (const SimGoal *goal, const SimTheorySize *size);

G_END_DECLS
#endif
