/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whole-contrast.h - contrasts of what a fit to whole patients finds for each arm. C headers only;
 * pure; thread-safe.
 */
#ifndef SIM_RUN_WHOLE_CONTRAST_H
#define SIM_RUN_WHOLE_CONTRAST_H

#include "lane-draws.h"

/** Whether hypothesis i of a reduction is that one arm of its pair is better than the other. */
static inline bool whole_is_pair (const LaneReduction *reduction, int i)
{
  const double *weights = reduction->contrast[i];
  for (int a = 0; a < LANE_ARMS; a++)
    if (weights[a] != (a == reduction->pair_a[i] ? 1 : a == reduction->pair_b[i] ? -1 : 0))
      return false;
  return true;
}

/**
 * Sum of weight times what is estimated of each of n arms, and its variance from their covariance,
 * row-major with LANE_ARMS a row. Arms without a weight are not read.
 */
static inline double whole_contrast (int n, const double *weights, const double *of_arm,
                                     const double *covariance, double *variance)
{
  double sum = 0;
  *variance = 0;
  for (int a = 0; a < n; a++) {
    if (weights[a] == 0)
      continue;
    sum += weights[a] * of_arm[a];
    for (int b = 0; b < n; b++)
      if (weights[b] != 0)
        *variance += weights[a] * weights[b] * covariance[a * LANE_ARMS + b];
  }
  return sum;
}

#endif
