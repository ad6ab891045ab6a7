/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * attrition.h - numbers analysed when patients leave at random: expectations over binomials.
 *
 * Power is a smooth function of the numbers analysed, so its expectation needs only a few nodes an
 * arm: the Gauss rule of the binomial law, which is exact for polynomials and, while the law has
 * no more points than nodes, for every function. An arm of fewer than two makes a failed fit, so
 * the law is the one given two or more, beside the chance of that.
 */
#ifndef SIM_THEORY_ATTRITION_H
#define SIM_THEORY_ATTRITION_H

#include <glib.h>

G_BEGIN_DECLS

#define SIM_ATTRITION_NODES 10

typedef struct {
  guint n;
  double x[SIM_ATTRITION_NODES], w[SIM_ATTRITION_NODES];
  double complete; /* chance of two or more */
} SimAttrition;

/**
 * Numbers analysed of n_arms arms together: arm i randomises size[i] and loses each patient with
 * chance missing[i]. Given that each arm has two or more; complete is the chance of that.
 * tolerance: the wanted error of the expectation of a power, 1e-9 to 1e-3. Nothing analysed, or no
 * arm at all: one node at 0, complete 0 or 1.
 */
void sim_attrition_init (SimAttrition *attrition, guint n_arms, const guint *size,
                         const double *missing, double tolerance);

G_END_DECLS
#endif
