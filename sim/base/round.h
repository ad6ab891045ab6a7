/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * round.h - constants that are equal on every machine.
 *
 * exp, log, pow, cos and what is built on them differ in the last bit between processors; a value
 * that came through them is rounded to 32 significant bits (relative step 2.3e-10) before any
 * result depends on it. Pure; thread-safe.
 */
#ifndef SIM_BASE_ROUND_H
#define SIM_BASE_ROUND_H

#include <stdint.h>
#include <string.h>

/** x rounded to 32 significant bits, half away from zero. Finite x only. */
static inline double sim_round32 (double x)
{
  uint64_t bits;
  memcpy (&bits, &x, sizeof bits);
  bits = (bits + (1u << 20)) & ~(uint64_t) ((1u << 21) - 1);
  memcpy (&x, &bits, sizeof x);
  return x;
}

#endif
