/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mantel-haenszel.h - two proportions compared within strata.
 *
 * In small arms it is cautious, for its statistic goes in steps: with 20 patients an arm in two
 * strata, 0 to 20 % of them lost, 5 % tests reject 4.5 to 5.0 % of true nulls; with 120 5.0.
 *
 * IEEE + - * / and sqrt only; no allocation; thread-safe; C headers only.
 */
#ifndef SIM_ANALYSIS_MANTEL_HAENSZEL_H
#define SIM_ANALYSIS_MANTEL_HAENSZEL_H

#include "proportions.h"

typedef struct {
  double z; /* Cochran, Mantel and Haenszel's statistic, without a correction; its square is that
               of R's mantelhaen.test (correct = FALSE). 0 where it has no variance */
  double difference; /* Mantel and Haenszel's of the proportions: weights n_a n_b / (n_a + n_b) */
  double variance;   /* its, by Sato (Biometrics 1989; 45: 1323-4); may be 0 */
} SimMantelHaenszel;

/** a[k] and b[k]: the arms in stratum k; either may be empty, n = 0. False, and all 0, if no
 *  stratum has patients of both. */
bool sim_mantel_haenszel (int n_strata, const SimCount *a, const SimCount *b,
                          SimMantelHaenszel *result);

#endif
