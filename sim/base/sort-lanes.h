/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sort-lanes.h - sorting eight lists side by side. C headers only; thread-safe.
 */
#ifndef SIM_BASE_SORT_LANES_H
#define SIM_BASE_SORT_LANES_H

#include "lanes.h"

#define SIM_SORT_LANES(isa)                                                                        \
  /* Sorts each lane of keys[n][SIM_LANES] by ascending numbers, none of them NaN. Aligned, with   \
     room for n rounded up to a multiple of 8: rows from n on are lost. Of equal numbers 0 and -0  \
     alone can be told apart: which comes first is not defined. Some n (log2 n)^2 / 4              \
     comparisons, the same whatever the numbers. */                                                \
  void sim_lanes_sort_##isa (int n, double *keys);

SIM_SORT_LANES (scalar)
SIM_SORT_LANES (avx2)
SIM_SORT_LANES (avx512)

#endif
