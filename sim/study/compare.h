/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare.h - scenarios against a first one, trial by trial on common random numbers.
 *
 * All of them have the seed and the number of trials of the first, A. Trial r of one is made of the
 * same random numbers as trial r of another wherever they have arms of the same id, so what they
 * decide goes together, and the difference of their power is known far better than from two
 * independent simulations. With d = 1 where B alone decides so, -1 where A alone does, else 0, the
 * difference is the mean of d over the trials, and its Monte Carlo standard error
 *
 *     sqrt ((n01 + n10) / n - ((n01 - n10) / n)^2) / sqrt (n),
 *
 * n01 and n10 being the trials of the two kinds: the error of a difference of dependent proportions
 * (Agresti, Categorical Data Analysis, section 11.1 of the third edition). The interval is the
 * adjusted Wald interval of Bonett & Price (2012), J Educ Behav Stat 37:479-488, which has a width
 * also where no trial is of either kind.
 */
#ifndef SIM_STUDY_COMPARE_H
#define SIM_STUDY_COMPARE_H

#include "../run/results.h"
#include "../scenario/difference.h"
#include "goal.h"

G_BEGIN_DECLS

/** One decision in the trials of A and B. */
typedef struct {
  guint64 n, both, only_a, only_b; /* trials: all, and those where it came out so */
  double a, b;                     /* proportions of trials; NaN of none */
  SimFigure difference;            /* b - a, with its paired error and its 95 % interval */
  double independent;              /* the error that it would have with different seeds */
  double exact_a, exact_b, exact;  /* without error, and their difference; NaN: there is none */
} SimPaired;

/** The pair of counts of n trials; no exact values. Pure. */
SimPaired sim_paired (guint64 n, guint64 both, guint64 only_a, guint64 only_b);

typedef enum {
  SIM_COMPARED_HYPOTHESIS,
  SIM_COMPARED_SUCCESS, /* criteria of the same id in testing.success */
  SIM_COMPARED_ANY,     /* over all hypotheses of each scenario */
  SIM_COMPARED_ALL
} SimComparedKind;

/** What is compared. */
typedef struct {
  SimComparedKind kind;
  SimSuccess a, b;       /* what must be rejected; ids: "any", "all", or the scenario's own */
  double true_a, true_b; /* HYPOTHESIS: true effects on the benefit scale; else NaN */
  SimCounts counts_a, counts_b; /* what its proportions are the shares of */
} SimComparedRow;

#define SIM_COMPARED_ROWS (SIM_MAX_HYPOTHESES + SIM_MAX_SUCCESS + 2)

/** One pair of total sizes. */
typedef struct {
  guint total_a, total_b;
  SimPaired power[SIM_COMPARED_ROWS];
  SimPaired benefit[SIM_COMPARED_ROWS]; /* HYPOTHESIS: rejected in favour of A; else of no trial */
} SimComparedSize;

/** One scenario against the first. */
typedef struct {
  SimScenario *a, *b;    /* owned; b has A's seed */
  gboolean seed_differs; /* the scenario that was given has another seed */
  GPtrArray *differences; /* of SimDifference: what differs between a and b, trials apart */
  gboolean complete;     /* FALSE: cancelled; all numbers are those of the trials done till then */
  guint64 replicates;
  guint n_rows;
  SimComparedRow rows[SIM_COMPARED_ROWS]; /* hypotheses and criteria in A's order, then any, all */
  guint n_sizes;
  SimComparedSize *sizes; /* the own size of each first, then every total that both have */
} SimComparison;

typedef struct {
  guint64 replicates; /* trials; 0: as many as A has, with a precision as many as it takes */
  double precision;   /* stop at 1000 * 2^k trials where no paired error at the own sizes is larger;
                         0: off */
  gboolean exact;     /* exact values beside the simulated ones */
  const gint *cancel; /* may be NULL; set to non-zero by another thread: stop */
  /** Called some times a second by the thread that compares, with the share of the most trials
   *  there may be that is done, 0 to 1; may be NULL. */
  void (*progress) (double share, gpointer data);
  gpointer data;
} SimCompareOptions;

/**
 * Which hypothesis of b is that of a: the one of the same id; of those left the first that compares
 * arms of the same ids with the same weights in the same outcome, or else in any. Fills match[index
 * in a] with the index in b, or -1; returns how many there are. Pure.
 */
guint sim_compare_match (const SimScenario *a, const SimScenario *b,
                         int match[SIM_MAX_HYPOTHESES]);

/**
 * Compares n >= 2 scenarios: returns n - 1 SimComparison, each of one of them against the first.
 * Blocking; holds up to SIM_VERDICTS_BYTES of all scenarios together meanwhile. Fails with
 * SIM_ERROR_USAGE where a scenario has no hypothesis in common with the first, with SIM_ERROR_LIMIT
 * where there are too many trials for their decisions to be kept, with SIM_ERROR_CANCELLED where it
 * was cancelled before any trial was done in all of them, and as sim_run_start() does.
 */
GPtrArray *sim_compare (SimEngine *engine, SimScenario *const *scenarios, guint n,
                        const SimCompareOptions *options, GError **error);
void sim_comparison_free (SimComparison *comparison); /* accepts NULL */

G_END_DECLS
#endif
