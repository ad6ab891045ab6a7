/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * needed.h - the one number of patients to plan with, out of all that are known.
 *
 * Exact where there is a closed form, else simulated. It is the least total whose split by the rule
 * of all totals gives every arm its share, rounded up to a whole patient: so equal arms stay equal,
 * and a run with that total has the arms that are told.
 * Losses are part of it: it is the number randomised at which the power is reached with them.
 */
#ifndef SIM_STUDY_NEEDED_H
#define SIM_STUDY_NEEDED_H

#include "goal.h"
#include "size.h"

G_BEGIN_DECLS

/** Where the smallest total comes from. */
typedef enum {
  SIM_NEEDED_NOT, /* there is none: the power is not reached, or there is nothing to find */
  SIM_NEEDED_EXACT,
  SIM_NEEDED_SIMULATED, /* by a search */
  SIM_NEEDED_CURVE      /* read between simulated totals */
} SimNeededBy;

typedef struct {
  SimNeededBy by;
  guint smallest;            /* total that reaches the power, before arms are rounded up */
  guint total;               /* of the arms; 0: there is none */
  guint arms[SIM_MAX_ARMS];  /* randomised; in the mean where that is random */
  double low, high;          /* 95 % interval of the simulated total, a check of an exact one; NaN:
                                none, or open */
  double simulated;          /* that total itself; NaN: none. All three in whole patients an arm, as
                                total is: what is simulated differs from what is exact by chance */
} SimNeeded;

/** Of an answer of a search. Thread-safe, like the rest. */
void sim_needed_of_answer (const SimScenario *scenario, const SimSizeAnswer *answer,
                           SimNeeded *needed);

/** Of a run: all goals, in the order of sim_goals(). */
typedef struct {
  guint n;
  SimNeeded of[SIM_MAX_GOALS];
} SimNeeds;

/** What closed forms know of a scenario: totals in the order of sim_goals(), before arms are
 *  rounded up; 0: none. */
typedef struct {
  guint n;
  guint smallest[SIM_MAX_GOALS];
} SimNeedsExact;
/**
 * Finds them at the target power of the scenario, as far as closed forms rise with the number of
 * patients, be they within the curve or not: those of sums over tables take longer than a run, and
 * are left to sim_size_study_new(). Up to half a second, the most where power is that of hypotheses
 * together. cancel may be NULL; FALSE, and nothing worth keeping, once it is set.
 */
gboolean sim_needs_exact (SimScenario *scenario, const gint *cancel, SimNeedsExact *exact);
/** Of the curve of a run, and of what is known exactly (NULL: nothing). */
void sim_needs_join (SimScenario *scenario, const SimResults *results, const SimNeedsExact *exact,
                     SimNeeds *needs);
/** Of the curve of a run alone. */
void sim_needs_of_curve (SimScenario *scenario, const SimResults *results, SimNeeds *needs);
/** Both at once; once cancel is set only what the curve says is given. */
void sim_needs (SimScenario *scenario, const SimResults *results, const gint *cancel,
                SimNeeds *needs);

G_END_DECLS
#endif
