/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mixed-model.h - a linear model with a random effect of the practitioner for the patients who have
 * one: the partially nested design (Roberts & Roberts 2005), by REML.
 *
 * Score = arm + covariates + practitioner + residual; patients without a practitioner have no such
 * effect. One variance between practitioners and one residual variance hold for all arms. IEEE
 * + - * / and sqrt only; no allocation; thread-safe; C headers only.
 */
#ifndef SIM_ANALYSIS_MIXED_MODEL_H
#define SIM_ANALYSIS_MIXED_MODEL_H

#include "clusters.h"

typedef struct {
  double between, residual;   /* variances: between practitioners, 0 at the least; residual */
  int evaluations;            /* of the likelihood's derivatives */
  double df;                  /* analysed - arms - columns */
  /* with V the covariance in residual variances and X the basis of the linear model: the root of
     X'V^-1X, and what the estimates differ from that model's */
  double root[SIM_LINEAR_BASIS][SIM_LINEAR_BASIS], shift[SIM_LINEAR_BASIS];
  double slope[SIM_LINEAR_BASIS][SIM_LINEAR_BASIS]; /* in t = root^-1 X'V^-1Z: t t' */
  double information[3];      /* second derivatives of minus twice the log likelihood by the ratio,
                                 by it and the log residual variance, by the latter */
} SimMixedModel;

/** Doubles of room for so many patients and columns of covariates. */
#define SIM_MIXED_ROOM(n, columns) ((long) (n) * ((columns) + SIM_LINEAR_ARMS + 2))

/**
 * The fit; fit: of the same data by least squares; room: SIM_MIXED_ROOM doubles of its own, free
 * again afterwards. The variance between practitioners is 0 where the likelihood falls from there.
 * (Of 1,486 random trials of 10 to 24 patients 6 had a second maximum that was higher, at ratios
 * of 0.7 to 180; of larger ones none.)
 * False where the data do not tell it from a residual one, as with one practitioner in each arm,
 * and where the ratio of the two is beyond 1e6 or is not found within 100 evaluations; usually
 * there are about 7.
 */
bool sim_mixed_model (const SimLinearModel *fit, const SimClusters *clusters, double *room,
                      SimMixedModel *mixed);

/**
 * The sum of weights[arm] times the adjusted means, its variance, and its df by Satterthwaite from
 * the observed information of both variances (Giesbrecht & Burns 1985). Where the variance between
 * practitioners is 0 it is taken as known: the df are those of the linear model. False, and zeros,
 * where the information is not positive definite.
 *
 * Level of two-sided 5 % tests in 10^6 trials of 54, 54 and 48 patients, ICC 0.04, the third arm
 * without practitioners: with 2, 3, 6 in each of the others 5.1, 4.7, 4.7 % against the third and
 * 6.6, 4.8, 4.3 % between the others; with 3 and ICC 0 3.7 and 3.0 %. The variance between few
 * practitioners is often found to be 0, and then too many df are taken, and is never below it.
 * With twelve practitioners in each of three arms and ICC 0.05 it is 4.2 to 5.0 % with 20 patients
 * an arm, and 5.0 with 120; there 4.3 with an ICC of 0.02, and 4.4 to 5.0 where baselines are
 * carried forward, which makes the ICC of what is analysed as small.
 */
bool sim_mixed_contrast (const SimLinearModel *fit, const SimMixedModel *mixed,
                         const double *weights, double *estimate, double *variance, double *df);

#endif
