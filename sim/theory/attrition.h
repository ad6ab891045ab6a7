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

#include "../scenario/scenario.h"

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

/** Numbers analysed arm by arm, and what power there counts for; the weight may be negative. */
typedef struct {
  double n[SIM_MAX_ARMS];
  double weight;
} SimAttritionTerm;

/**
 * The terms of an expectation over the numbers analysed of every arm, given that each has two or
 * more; complete is the chance of that. A sparse sum (Smolyak's): products of the arms' rules of
 * few nodes, of which the mixed ones are as coarse as tolerance allows, so that six arms need tens
 * of terms where the full product needs hundreds; the full product where it is the smaller.
 * A GArray of SimAttritionTerm; NULL if they are more than `most`.
 */
GArray *sim_attrition_terms (guint n_arms, const guint *size, const double *missing,
                             double tolerance, guint most, double *complete);

G_END_DECLS
#endif
