/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lane-critical.h - critical values, and edges of p-value classes, as functions of the degrees of
 * freedom. C headers only; tables made with the plan, immutable while a run lives.
 */
#ifndef SIM_RUN_LANE_CRITICAL_H
#define SIM_RUN_LANE_CRITICAL_H

#include "lane-block.h"

/** Critical values of one local level as a function of the degrees of freedom: cubics in 1/df. */
typedef struct {
  const double (*cubics)[4];
} LaneCritical;

/** Critical values at the edges of p-value classes where the degrees of freedom vary: of each edge
 *  polynomials in 1/df, in rising powers of its place between -1 and 1 in a segment. */
enum { LANE_P_SEGMENTS = 5, LANE_P_TERMS = 8 };
typedef struct {
  double terms[SIM_P_EDGES][LANE_P_SEGMENTS][LANE_P_TERMS];
} LanePCurves;

/** Index of a df in the cubics: 128 cells an octave up to 8, then 32 an octave, up to 2^17. */
#define LANE_CRITICAL_CELLS (3 * 128 + 14 * 32)
static inline int lane_critical_cell (double df)
{
  union {
    double d;
    uint64_t u;
  } word = { .d = df };
  int octave = (int) (word.u >> 52) - 1023, cell = (int) (word.u >> 45) & 127;
  if (octave < 0)
    return 0;
  if (octave > 16)
    return LANE_CRITICAL_CELLS - 1;
  return octave < 3 ? octave * 128 + cell : 3 * 128 + (octave - 3) * 32 + (cell >> 2);
}
static inline double lane_critical (LaneCritical table, double df)
{
  const double *c = table.cubics[lane_critical_cell (df)];
  double u = 1.0 / df;
  return c[0] + u * (c[1] + u * (c[2] + u * c[3]));
}

/** Which polynomial is for a df, u its reciprocal; and where between -1 and 1 u stands there. */
static inline int lane_p_segment (double u)
{
  return (u > 0.125) + (u > 0.25) + (u > 0.5) + (u > 0.75);
}
static inline double lane_p_place (int segment, double u)
{
  static const double middle[LANE_P_SEGMENTS] = { 0.0625, 0.1875, 0.375, 0.625, 0.875 };
  static const double per_half[LANE_P_SEGMENTS] = { 16, 16, 8, 8, 8 };
  return (u - middle[segment]) * per_half[segment];
}

#endif
