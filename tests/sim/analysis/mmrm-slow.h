/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mmrm-slow.h - the mixed model for repeated measures as its definition has it, for tests.
 *
 * Patient by patient with the matrices of each, in long double, in the logarithms of the diagonal
 * of R's Cholesky root and its elements below over the diagonal of their row. Derivatives are
 * differences. It shares no code with the engine.
 */
#ifndef TESTS_MMRM_SLOW_H
#define TESTS_MMRM_SLOW_H

#include "analysis/mmrm.h"

enum { SLOW_VISITS = 4, SLOW_ARMS = 4, SLOW_THETA = 10, SLOW_BETA = (SLOW_ARMS + 1) * SLOW_VISITS };

typedef struct {
  double estimate, variance, df, adjusted; /* adjusted: by Kenward and Roger */
} SlowContrast;

/** The maximum; false if it is not found from where all visits have their own variances. */
bool slow_mmrm (const SimMmrmData *data, long double *theta);

void slow_mmrm_contrast (const SimMmrmData *data, const long double *theta, int visit,
                         const double *weight, SlowContrast *contrast);

/** Minus twice the restricted log likelihood without constants; coefficients and their covariance
 *  where not NULL. */
long double slow_mmrm_minus_two (const SimMmrmData *data, const long double *theta,
                                 long double *beta, long double (*phi)[SLOW_BETA]);

#endif
