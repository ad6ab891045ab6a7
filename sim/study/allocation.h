/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * allocation.h - the ratio of the arms with which a goal needs about the fewest patients.
 *
 * What is offered is a ratio of small whole numbers; nothing of the scenario is changed. Arms that
 * the goal does not compare keep their share of the patients, arms that share a control keep their
 * proportions to one another, and no arm that is compared has less than a twentieth of all.
 * Divisions are tried with fixed numbers in the arms; what they need is sought with the scenario's
 * own method of allocation, as it is of the scenario itself, and told in whole patients an arm.
 */
#ifndef SIM_STUDY_ALLOCATION_H
#define SIM_STUDY_ALLOCATION_H

#include "needed.h"

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

/** Patients of an arm below which what tests lean on, normal approximations, adjustment for
 *  covariates and the handling of losses, is not safe, whatever the power. */
#define SIM_ALLOCATION_SAFE 20

typedef struct {
  SimGoal goal;
  SimNeeded planned; /* with the proportions of the scenario; not: none is enough */
  gboolean nothing;  /* then: a true null would have to be rejected */
  SimAllocationRule rule;
  double rule_share[SIM_MAX_ARMS]; /* of the patients, by the rule */
  double share[SIM_MAX_ARMS];      /* with which power is largest */
  guint ratio[SIM_MAX_ARMS];       /* whole numbers near to that: what is offered */
  SimNeeded offered;               /* with them, from where planned is from */
  /* What is planned needs without its sizes of blocks, where the ratio does not fill them, so that
     they fall away; 0: they do not, or that is not known. */
  guint unblocked;
  /* Fewer patients than planned, and than unblocked; of simulated numbers by more than chance: the
     95 % interval of offered lies below that of planned. */
  gboolean better;
} SimAllocationAnswer;

typedef struct {
  double target;
  guint64 replicates; /* behind simulated totals */
  gboolean complete;  /* FALSE: it was cancelled, and has answers for the first goals only */
  guint n_arms, n_answers;
  SimAllocationAnswer answers[SIM_MAX_GOALS];
} SimAllocationStudy;

/**
 * For the goals, the target and with the trials of planned, which is complete and of the scenario.
 * progress (may be NULL) gets a share of the work, 0 to 1, and data. Errors and threads as in
 * sim_size_study_new().
 */
SimAllocationStudy *sim_allocation_study_new (SimEngine *engine, SimScenario *scenario,
                                              const SimSizeStudy *planned,
                                              void (*progress) (double share, gpointer data),
                                              gpointer data, const gint *cancel, GError **error);
void sim_allocation_study_free (SimAllocationStudy *study); /* accepts NULL */
/** The smallest arm of those that are offered, if it has fewer than SIM_ALLOCATION_SAFE patients;
 *  else, or where nothing better is offered, -1. */
int sim_allocation_small_arm (const SimAllocationAnswer *answer, guint n_arms);

/**
 * Whole numbers from 1 to SIM_MAX_RATIO, of the smallest sum with which a contrast's variance is
 * within half a per cent of that with the shares; their sum.
 */
guint sim_allocation_ratio_near (const double *share, guint n_arms, guint *ratio);

G_END_DECLS
#endif
