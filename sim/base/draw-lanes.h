/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * draw-lanes.h - eight streams at once. C headers only; see stream.h for the law.
 */
#ifndef SIM_BASE_DRAW_LANES_H
#define SIM_BASE_DRAW_LANES_H

#include "lanes.h"
#include "stream.h"

/** The streams of one key in eight successive replicates. */
typedef struct {
  uint64_t low[SIM_LANES] SIM_LANE_ALIGNED;
  uint64_t high[SIM_LANES] SIM_LANE_ALIGNED;
} LaneStream;

/** Declares the kernels of this room for one instruction set. */
#define SIM_DRAW_LANES(isa)                                                                        \
  /* Starts the streams of replicates first .. first + 7. */                                       \
  void sim_lanes_seed_##isa (LaneStream *stream, SimKey key, uint64_t first);                      \
  /* The next n standard normals of every lane: z[i][lane], z 64-byte aligned. */                  \
  void sim_lanes_normal_##isa (LaneStream *stream, int n, double *z);                              \
  /* The next n uniforms in [0, 1) of every lane. */                                               \
  void sim_lanes_uniform_##isa (LaneStream *stream, int n, double *u);

SIM_DRAW_LANES (scalar)
SIM_DRAW_LANES (avx2)
SIM_DRAW_LANES (avx512)

#endif
