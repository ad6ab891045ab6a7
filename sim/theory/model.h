/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * model.h - a scenario as its closed forms see it, and the closed forms at given numbers analysed.
 *
 * For sim/theory only. Everything is on the benefit scale. NaN says that no closed form is exact
 * for this very scenario.
 */
#ifndef SIM_THEORY_MODEL_H
#define SIM_THEORY_MODEL_H

#include "../scenario/procedure.h"
#include "joint.h"
#include "proportions.h"
#include "type-s-m.h"

G_BEGIN_DECLS

typedef enum {
  SIM_FIT_ALL_ARMS, /* t on a variance pooled over all arms: t-test, change-score */
  SIM_FIT_TWO_ARMS,
  SIM_FIT_WELCH,
  SIM_FIT_ANCOVA
} SimFitKind;

typedef enum {
  SIM_MULTIPLE_NONE,
  SIM_MULTIPLE_BONFERRONI,
  SIM_MULTIPLE_HOLM,
  SIM_MULTIPLE_DUNNETT,
  SIM_MULTIPLE_OTHER /* as its procedure says; there are no approximations */
} SimMultiple;

typedef struct {
  SimFitKind kind;
  double mean[SIM_MAX_ARMS];
  double sd[SIM_MAX_ARMS];      /* residual: of scores, changes, or scores given the baseline */
  double prior[SIM_MAX_ARMS];   /* SD of what is believed of the mean; 0: it is known */
  guint outcome, visit;
  double missing[SIM_MAX_ARMS]; /* chance that a patient is not analysed */
  double baseline;              /* mean of it; NaN if there is none */
  gboolean same_sd;             /* in all arms */
  gboolean not_normal;          /* nor are scores, or arm sizes are random: only approximations */
  gboolean no_form;             /* patients have something in common, or leave by their scores:
                                   there are not even these */
  gboolean proportions; /* a test of proportions of independent patients, in fixed numbers, who
                           leave at random */
  SimProportionsKind test;            /* which, of two arms; of more POOLED is none */
  double proportion[SIM_MAX_ARMS];    /* of benefit: of having the event, or of not having it */
  gboolean times;               /* hazards are compared, of times whose event is seen with these */
  double event[SIM_MAX_ARMS];   /* chances: an approximation alone */
} SimTheoryFit;

typedef struct {
  guint n_arms, n_hypotheses, sides;
  double alpha;
  SimMultiple multiple;
  SimProcedure procedure;
  SimPair pairs[SIM_MAX_HYPOTHESES];
  const SimHypothesis *tests[SIM_MAX_HYPOTHESES]; /* the scenario's */
  /* superiority of one arm over another at the level of all: the pair says everything */
  gboolean plain[SIM_MAX_HYPOTHESES], all_plain;
  double effect[SIM_MAX_HYPOTHESES]; /* the true one */
  guint fit_of[SIM_MAX_HYPOTHESES]; /* index into fits */
  gboolean one_fit;                 /* all hypotheses belong to one analysis */
  guint nulls;                      /* bits: true nulls */
  guint n_events;                   /* the first: one of them is rejected; then success */
  SimJointEvent events[SIM_JOINT_MAX_EVENTS];
  gboolean believed;                /* some prior is above 0: power is averaged over them */
  gboolean joint_known;             /* any and all have a closed form */
  guint n_fits;                     /* one an analysis */
  SimTheoryFit fits[SIM_MAX_ANALYSES];
  gboolean omnibus; /* one-way F on the scores of the first analysis' visit */
  SimTheoryFit omnibus_fit;
} SimTheoryModel;

/** How far the sums are carried. */
typedef struct {
  double tolerance;   /* of every single value */
  double attrition;   /* of expectations over numbers analysed */
  const gint *cancel; /* NULL, or set by another thread: values are then worthless */
  double tables;      /* that are worth their time, of 10 ns each; 0: half a second's */
} SimTheoryEffort;

gboolean sim_theory_cancelled (const SimTheoryEffort *effort);

void sim_theory_model_init (SimTheoryModel *model, const SimScenario *scenario);

/** Fills the fit of an analysis that compares hazards. */
void sim_theory_times_init (SimTheoryFit *fit, const SimScenario *scenario, guint outcome);
/** Approximate power of such a hypothesis with n[arm] patients; NaN under rules of several steps,
 *  and where it is no plain one. */
double sim_theory_times_approximate (const SimTheoryModel *model, guint h, const double *n);

/**
 * Exact power of hypothesis h tested alone, at level alpha / divisor, with n_a and n_b analysed in
 * its arms and total in all; NaN if its test has none. Real numbers, each arm two or more.
 */
double sim_theory_single (const SimTheoryModel *model, guint h, double divisor, double n_a,
                          double n_b, double total, const SimTheoryEffort *effort);

/**
 * The same of any hypothesis: contrasts, bounds, and a level of its own. n[arm] analysed, each two
 * or more. */
double sim_theory_test (const SimTheoryModel *model, guint h, double divisor, const double *n,
                        const SimTheoryEffort *effort);
/**
 * What a superiority test of hypothesis h rejects, and the means of what it rejects, where its
 * bound is one and the same whatever the others show: it is tested alone, or by a rule of a single
 * step. NaN in all else, and where power is not exact.
 */
SimRejections sim_theory_rejections (const SimTheoryModel *model, guint h, const double *n,
                                     const SimTheoryEffort *effort);
/** The z form of the same, with the true standard error for a known one; NaN where that is not. */
SimRejections sim_theory_rejections_approximate (const SimTheoryModel *model, guint h,
                                                 const double *n);
/**
 * The bound of hypothesis h on the t scale with n[arm] analysed and df: of its own level, or of a
 * rule with one bound for all; NaN under any other.
 */
double sim_theory_bound (const SimTheoryModel *model, guint h, const double *n, double df);
/** Approximate power of the same; NaN where there is no form at all. */
double sim_theory_test_approximate (const SimTheoryModel *model, guint h, double divisor,
                                    const double *n);

/**
 * Exact power under the multiplicity rule, of each, any and all, with n[arm] analysed. NaN where
 * there is none. averaged FALSE: for ANCOVA the imbalance of the baseline enters any, all and
 * stepwise power only by its mean, an error of order 1 / total^2; TRUE: it is averaged over.
 */
void sim_theory_joint (const SimTheoryModel *model, const double *n, gboolean averaged,
                       const SimTheoryEffort *effort, SimJointPower *power);

/** TRUE if sim_theory_joint() has any and all of two or more hypotheses; model->joint_known. */
gboolean sim_theory_joint_known (const SimTheoryModel *model);

/** SD of what is believed of the effect of hypothesis h; 0: it is known. */
double sim_theory_prior (const SimTheoryModel *model, guint h);

/**
 * Exact power of hypothesis h, of a fit of proportions, tested alone at alpha / divisor: the sum
 * over all tables and, where patients leave, over all numbers analysed. NaN for contrasts of more
 * than two arms, and where that would take longer than about half a second.
 */
double sim_theory_proportions (const SimTheoryModel *model, guint h, double divisor,
                               const guint *size, const SimTheoryEffort *effort);
/** The same of all hypotheses under the rule, any and all; FALSE if patients leave, hypotheses
 *  compare more than three arms together, or for other rules than none, Bonferroni and Holm. */
gboolean sim_theory_proportions_joint (const SimTheoryModel *model, const guint *size,
                                       const SimTheoryEffort *effort, SimJointPower *power);

/** Power of the omnibus test with n[arm] analysed; NaN if not exact or not asked for. */
double sim_theory_omnibus (const SimTheoryModel *model, const double *n);

/** Approximate power of each hypothesis with n[arm] analysed: unequal SDs, pairwise variances. */
void sim_theory_approximate (const SimTheoryModel *model, const double *n,
                             const SimTheoryEffort *effort, double *power);

G_END_DECLS
#endif
