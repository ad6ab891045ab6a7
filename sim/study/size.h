/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size.h - how many patients: for each goal the smallest total that reaches a power.
 *
 * Totals are those of the grid (size-grid.h). The answer is the smallest total at which simulated
 * power reaches the target, and does so at every larger total that was looked at: all of them
 * nearby, some far above. Its interval holds all totals whose 95 % band (Wilson's) has the target
 * within. All sizes are simulated on the same random numbers, up to 64 in a run, and those of a
 * total are the very figures that a run of the scenario shows at that size. Exact power, where
 * there is one, starts the search and gives an exact answer beside the simulated one.
 */
#ifndef SIM_STUDY_SIZE_H
#define SIM_STUDY_SIZE_H

#include "../run/engine.h"
#include "goal.h"
#include "size-grid.h"

G_BEGIN_DECLS

typedef enum {
  SIM_SIZE_FOUND,
  SIM_SIZE_SMALLEST,    /* the smallest total of the grid reaches the target already */
  SIM_SIZE_NOT_REACHED, /* not even the largest total does */
  SIM_SIZE_NOTHING      /* there is nothing to find: it takes the rejection of a true null */
} SimSizeStatus;

/** The patients of a total: of one that was found, or of the largest that was looked at. */
typedef struct {
  SimGoal goal;
  SimSizeStatus status;
  SimCounts counts;          /* what its power is of: an error if and only if NOTHING */
  guint total;               /* randomised: the answer; else one at which power is known, the */
                             /* largest one looked at if NOT_REACHED */
  guint low, high;           /* the interval; low 0: there is none; high 0: open, be it that */
                             /* trials are fewer than sim_size_trials_above() */
  double arms[SIM_MAX_ARMS]; /* randomised per arm at total, in the mean where that is random */
  double analysed, analysed_arms[SIM_MAX_ARMS]; /* mean numbers at total */
  SimFigure power;           /* simulated, at total */
  guint64 replicates;        /* trials behind that: fewer than of the study where few are enough */
  double exact_power;        /* at total; NaN where there is none */
  guint exact_total;         /* the answer of exact power; 0: none, or not reached */
  guint exact_arms[SIM_MAX_ARMS];
  double exact_power_there;  /* at exact_total; NaN without */
  /* simulated with the number to plan with (needed.h), by as many trials; NaN without */
  SimFigure needed_power;
  double needed_analysed;   /* mean number */
} SimSizeAnswer;

typedef struct {
  double target;
  guint64 replicates; /* trials behind each answer; fewer where NOT_REACHED was enough */
  double patients;    /* simulated in all, counted at every total that was looked at: the cost */
  gboolean complete;  /* FALSE: it was cancelled, and has answers for the first goals only */
  guint n_answers;
  SimSizeAnswer answers[SIM_MAX_GOALS];
} SimSizeStudy;

typedef struct {
  double target;      /* power; 0: run.target-power */
  guint64 replicates; /* 0: run.replicates */
  const char *goal;   /* id; NULL: run.goal of the scenario, else all that it has */
  /* May be NULL; a share of the work, 0 to 1: of the goals, and of one goal half of what is left
     with every run, for nobody knows how many it takes. */
  void (*progress) (double share, gpointer data);
  gpointer data;
} SimSizeOptions;

/**
 * Searches; blocks until done, on the threads of engine. options may be NULL. cancel (may be NULL):
 * set to non-zero by another thread to stop: the goals that were answered are returned. Returns
 * NULL with error set if a run could not be made (memory) or there is no such goal
 * (SIM_ERROR_USAGE), and without error if cancelled before there was an answer.
 */
SimSizeStudy *sim_size_study_new (SimEngine *engine, SimScenario *scenario,
                                  const SimSizeOptions *options, const gint *cancel,
                                  GError **error);
void sim_size_study_free (SimSizeStudy *study); /* accepts NULL */
/** The fewest trials that can show that a power lies above target (0 < target < 1): where all of
 *  them reject, the 95 % interval does. */
guint64 sim_size_trials_above (double target);
/** Whether total is the number of patients that is asked for. */
gboolean sim_size_is_reached (const SimSizeAnswer *answer);

G_END_DECLS
#endif
