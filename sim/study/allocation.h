/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * allocation.h - the ratio of the arms with which a goal needs about the fewest patients.
 *
 * What is offered is a ratio of small whole numbers; nothing of the scenario is changed. Arms that
 * the goal does not compare keep their share of the patients, arms that share a control keep their
 * proportions to one another, and no arm that is compared has less than a twentieth of all.
 * Numbers in arms are taken as fixed, whatever the scenario's method of allocation.
 */
#ifndef SIM_STUDY_ALLOCATION_H
#define SIM_STUDY_ALLOCATION_H

#include "size.h"

G_BEGIN_DECLS

/** What closed form the search began with. */
typedef enum {
  SIM_ALLOCATION_RULE_NONE,
  /** n in proportion to |weight| times SD: the least variance of one contrast (Neyman 1934). Of a
   *  retained fraction f that is 1 : f : 1 - f (Pigeot et al. 2003). */
  SIM_ALLOCATION_RULE_CONTRAST,
  /** The shared control has sqrt (k) times the patients of each of k arms (Dunnett 1955). */
  SIM_ALLOCATION_RULE_ROOT
} SimAllocationRule;

typedef struct {
  SimGoal goal;
  gboolean exact; /* both totals are of exact power; else simulated */
  guint planned_total;  /* needed in the proportions of the scenario; 0: none is enough */
  gboolean nothing;     /* then: a true null would have to be rejected */
  guint planned_arms[SIM_MAX_ARMS];
  SimAllocationRule rule;
  double rule_share[SIM_MAX_ARMS]; /* of the patients, by the rule */
  double share[SIM_MAX_ARMS];      /* with which power is largest */
  guint ratio[SIM_MAX_ARMS];       /* whole numbers near to that: what is offered */
  guint total;                     /* needed with them */
  guint low, high;                 /* its Monte Carlo interval; of exact ones total itself */
  guint arms[SIM_MAX_ARMS];
  gboolean better; /* fewer patients than planned, beyond what may be chance */
} SimAllocationAnswer;

typedef struct {
  double target;
  guint64 replicates; /* behind simulated totals */
  gboolean complete;  /* FALSE: it was cancelled, and has answers for the first goals only */
  guint n_arms, n_answers;
  SimAllocationAnswer answers[SIM_MAX_GOALS];
} SimAllocationStudy;

/** Options, errors and threads as sim_size_study_new(). */
SimAllocationStudy *sim_allocation_study_new (SimEngine *engine, SimScenario *scenario,
                                              const SimSizeOptions *options, const gint *cancel,
                                              GError **error);
void sim_allocation_study_free (SimAllocationStudy *study); /* accepts NULL */

/**
 * Whole numbers from 1 to SIM_MAX_RATIO, of the smallest sum with which a contrast's variance is
 * within half a per cent of that with the shares; their sum.
 */
guint sim_allocation_ratio_near (const double *share, guint n_arms, guint *ratio);

G_END_DECLS
#endif
