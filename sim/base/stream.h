/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * stream.h - the stream law: which random numbers belong to whom.
 *
 * Generator: PCG64-DXSM (O'Neill's PCG family; output before advance, "cheap" multiplier
 * 0xda942042e4dd58b5), one common increment. The 128-bit state of a stream is hashed from
 * (seed, role, outcome, visit, arm) once and (replicate) per trial, never from the scenario: so any
 * trial can be replayed alone, and scenarios that differ elsewhere share their random numbers.
 * Draw i of a stream belongs to patient i of the arm (roles after allocation).
 *
 * C headers only; thread-safe; no allocation.
 */
#ifndef SIM_BASE_STREAM_H
#define SIM_BASE_STREAM_H

#include <stdint.h>

#define SIM_PCG_MULTIPLIER 0xda942042e4dd58b5u
#define SIM_PCG_INCREMENT_HIGH 0x5851f42d4c957f2du
#define SIM_PCG_INCREMENT_LOW 0x14057b7ef767814fu
#define SIM_GOLDEN 0x9e3779b97f4a7c15u

/** What a stream's state is hashed from, replicate left out. */
typedef struct {
  uint64_t k0, k1;
} SimKey;

/** One stream: the 128-bit state of PCG64. */
typedef struct {
  uint64_t low, high;
} SimStream;

/** Stafford's 13th variant of the 64-bit finaliser (as in SplitMix64). */
static inline uint64_t sim_mix (uint64_t z)
{
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

/** Key of a role ("baseline", "visit", "dropout"); ids the role lacks are NULL. */
SimKey sim_key_new (uint64_t seed, const char *role, const char *outcome, const char *visit,
                    const char *arm);
/** The stream of a key in one replicate. */
SimStream sim_stream_new (SimKey key, uint64_t replicate);
/** The next 64 random bits. */
uint64_t sim_stream_next (SimStream *stream);

/** So many draws at once: state times multiply, plus add. */
typedef struct {
  SimStream multiply, add;
} SimJump;

/** The jump over so many draws; log2 (draws) steps. */
SimJump sim_jump_new (uint64_t draws);
/** What as many calls of sim_stream_next() would leave. */
void sim_stream_jump (SimStream *stream, const SimJump *jump);

/**
 * The standard normal quantile of a draw (from the table of normal-table.h): strictly a function of
 * its top 53 bits, non-decreasing in the draw; all bits flipped gives the negative.
 * |error| < 1e-9 up to 8.29 standard deviations, which are the ends.
 */
double sim_draw_normal (uint64_t draw);
/** A uniform in [0, 1) with 52 bits, increasing in the draw. */
double sim_draw_uniform (uint64_t draw);

/** The table of packed cubics, 53 x 64 rows of two words; see tools/normal-table.py. */
extern const uint64_t sim_normal_table[53 * 64][2];

#endif
