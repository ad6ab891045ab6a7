/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * adjustment.h - multiplicity rules as textbooks have them: adjusted p-values of one trial, the
 * order in which hypotheses are rejected, how the level moves, and simultaneous intervals.
 *
 * Made of p-values, and apart from the lanes, which compare with critical values: a hypothesis is
 * rejected in a run where its adjusted p-value is at most alpha. Pure and thread-safe.
 */
#ifndef SIM_THEORY_ADJUSTMENT_H
#define SIM_THEORY_ADJUSTMENT_H

#include "../scenario/procedure.h"

G_BEGIN_DECLS

/** One hypothesis as it was tested alone. */
typedef struct {
  double p;         /* two-sided, or one-sided in a one-sided family; 1: a failed fit */
  double estimate, se, statistic, df; /* NaN where the fit failed */
  double alpha;     /* its own, or the family's; 0: the family's */
  guint a, b;       /* the arms */
  double n_a, n_b;  /* numbers analysed in them; Dunnett's rules only */
} SimTested;

/** How things stand after so many rejections; step 0: at the start. */
typedef struct {
  int rejected; /* the hypothesis that this step rejected; -1 at the start */
  /* the local level of each hypothesis, in terms of its p-value: a share of alpha; 0: it cannot be
     rejected now; NaN: it is rejected already */
  double level[SIM_MAX_HYPOTHESES];
  /* graphs and fallback: [from][to] */
  double transitions[SIM_MAX_HYPOTHESES][SIM_MAX_HYPOTHESES];
} SimAdjustStep;

typedef struct {
  guint n, n_steps; /* steps: the start and one a rejection, at least 1 */
  SimAdjustStep steps[SIM_MAX_HYPOTHESES + 1];
  gboolean rejected[SIM_MAX_HYPOTHESES];
  double adjusted[SIM_MAX_HYPOTHESES]; /* p-values */
  double level[SIM_MAX_HYPOTHESES];    /* at which each was rejected, or tested at last */
  double low[SIM_MAX_HYPOTHESES], high[SIM_MAX_HYPOTHESES]; /* NaN: the rule has no intervals */
  /* the intervals hold together, at 1 - alpha (two-sided) or more; FALSE of `none` and others */
  gboolean simultaneous;
  gboolean graph;        /* the steps have transitions */
} SimAdjustment;

/** Tests the hypotheses of a trial by a rule. */
void sim_adjustment_init (const SimProcedure *procedure, const SimTested *tested,
                          SimAdjustment *adjustment);

/** Only the adjusted p-values; for rules that need no more than p: not Dunnett's, Tukey's, LSD. */
void sim_adjustment_p (const SimProcedure *procedure, const double *p, double *adjusted);

/** P(F > f) of the test that three pairs of three arms are all equal, made of the pairs alone;
 *  1 where a fit failed. */
double sim_adjustment_gate (const SimTested *tested);

G_END_DECLS
#endif
