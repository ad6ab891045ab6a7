/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * elementary.h - exp, log and the logistic function, the same bits on every machine.
 *
 * libm's differ in the last bit between libraries and processors; these use IEEE + - * / and
 * integers only, so results may depend on them. The scalar functions and, in *-lanes.c files,
 * those on `vd` do the same operations in the same order and give the same bits. Relative errors
 * are below 4e-16 (test: tests/sim/base/elementary.c). Pure; C headers only; NaN gives NaN.
 */
#ifndef SIM_BASE_ELEMENTARY_H
#define SIM_BASE_ELEMENTARY_H

#include <float.h>
#include <stdint.h>
#include <string.h>

#include "lanes.h"

/* Where exp saturates: between them 2^k and the result are normal numbers. */
#define SIM_EXP_LEAST (-708.0)
#define SIM_EXP_MOST  709.0

/* ln 2 in two parts, the first of 32 bits: its product with an exponent is exact (as in fdlibm). */
#define SIM_LN2_HIGH 0x1.62e42feep-1
#define SIM_LN2_LOW  0x1.a39ef35793c76p-33
#define SIM_LOG2_E   0x1.71547652b82fep+0

/* 1.5 * 2^52: adding and taking it away leaves the nearest whole number. */
#define SIM_MAGIC 6755399441055744.0

/* exp (r), |r| <= ln 2 / 2, by its series up to r^13 / 13!: what is left out is below 5e-18. Even
 * and odd terms apart, so that two chains of operations run at a time. r2 is r * r. For double
 * and vd alike. */
/* clang-format off */
#define SIM_EXP_EVEN_(r2)                                                                          \
  (1.0 / 2 + (r2) * (1.0 / 24 + (r2) * (1.0 / 720 + (r2) * (1.0 / 40320                            \
  + (r2) * (1.0 / 3628800 + (r2) * (1.0 / 479001600))))))
#define SIM_EXP_ODD_(r2)                                                                           \
  (1.0 / 6 + (r2) * (1.0 / 120 + (r2) * (1.0 / 5040 + (r2) * (1.0 / 362880                         \
  + (r2) * (1.0 / 39916800 + (r2) * (1.0 / 6227020800))))))
#define SIM_EXP_SERIES_(r, r2)                                                                     \
  (1.0 + ((r) + (r2) * (SIM_EXP_EVEN_ (r2) + (r) * SIM_EXP_ODD_ (r2))))

/* 2 (z / 3 + z^2 / 5 + ... + z^10 / 21), the series of 2 atanh (s) / s - 2 at z = s^2, z <= 0.0295:
 * what is left out is below 2e-18. z2 is z * z. */
#define SIM_LOG_ODD_(z2)                                                                           \
  (2.0 / 3 + (z2) * (2.0 / 7 + (z2) * (2.0 / 11 + (z2) * (2.0 / 15 + (z2) * (2.0 / 19)))))
#define SIM_LOG_EVEN_(z2)                                                                          \
  (2.0 / 5 + (z2) * (2.0 / 9 + (z2) * (2.0 / 13 + (z2) * (2.0 / 17 + (z2) * (2.0 / 21)))))
#define SIM_LOG_SERIES_(z, z2) ((z) * SIM_LOG_ODD_ (z2) + (z2) * SIM_LOG_EVEN_ (z2))
/* clang-format on */

/* The bits of sqrt (1/2), and what lifts them to those of 1: mantissas are taken from there on. */
#define SIM_LOG_FIRST 0x3fe6a09e667f3bcdu
#define SIM_LOG_LIFT  (0x3ff0000000000000u - SIM_LOG_FIRST)
#define SIM_MANTISSA  0x000fffffffffffffu

static inline uint64_t sim_bits_of (double x)
{
  uint64_t bits;
  memcpy (&bits, &x, sizeof bits);
  return bits;
}
static inline double sim_from_bits (uint64_t bits)
{
  double x;
  memcpy (&x, &bits, sizeof x);
  return x;
}

/** exp (x): 0 below SIM_EXP_LEAST, above SIM_EXP_MOST what it is there; never infinite, never
 *  subnormal. x = k ln 2 + r (Cody & Waite 1980). */
static inline double sim_exp (double x)
{
  double y = x > SIM_EXP_MOST ? SIM_EXP_MOST : x;
  y = y < SIM_EXP_LEAST ? SIM_EXP_LEAST : y;
  double shifted = y * SIM_LOG2_E + SIM_MAGIC, k = shifted - SIM_MAGIC;
  double r = (y - k * SIM_LN2_HIGH) - k * SIM_LN2_LOW, r2 = r * r;
  uint64_t power = (sim_bits_of (shifted) - sim_bits_of (SIM_MAGIC) + 1023) << 52;
  double e = SIM_EXP_SERIES_ (r, r2) * sim_from_bits (power);
  return x < SIM_EXP_LEAST ? 0.0 : e;
}

/** log (x): numbers below DBL_MIN, 0 too, count as DBL_MIN, infinity as 2^1024; negative numbers
 *  give NaN. x = 2^k (1 + f), log (1 + f) = 2 atanh (f / (2 + f)), put together as in fdlibm. */
static inline double sim_log (double x)
{
  uint64_t t = sim_bits_of (x < DBL_MIN ? DBL_MIN : x) + SIM_LOG_LIFT;
  double k = sim_from_bits (0x4330000000000000u | (t >> 52)) - (4503599627370496.0 + 1023.0);
  double f = sim_from_bits ((t & SIM_MANTISSA) + SIM_LOG_FIRST) - 1.0;
  double s = f / (2.0 + f), z = s * s, z2 = z * z, half = 0.5 * f * f;
  double tail = s * (half + SIM_LOG_SERIES_ (z, z2)) + k * SIM_LN2_LOW;
  double y = k * SIM_LN2_HIGH - ((half - tail) - f);
  return x >= 0 ? y : sim_from_bits (0x7ff8000000000000u);
}

/** 1 / (1 + exp (-x)), accurate in both tails; 0 below SIM_EXP_LEAST. In this form, and not as
 *  exp (x) / (1 + exp (x)) on the left, it never falls where exp does not. */
static inline double sim_expit (double x)
{
  double p = 1.0 / (1.0 + sim_exp (-x));
  return x < SIM_EXP_LEAST ? 0.0 : p;
}

#ifdef SIM_LANE_ISA

/** sim_exp() of every lane. */
static inline vd v_exp (vd x)
{
  const vd most = v_set (SIM_EXP_MOST), least = v_set (SIM_EXP_LEAST), magic = v_set (SIM_MAGIC);
  vd y = v_select (x > most, most, x);
  y = v_select (y < least, least, y);
  vd shifted = y * SIM_LOG2_E + magic, k = shifted - magic;
  vd r = (y - k * SIM_LN2_HIGH) - k * SIM_LN2_LOW, r2 = r * r;
  vu power = ((vu) shifted - (vu) magic + 1023) << 52;
  vd e = SIM_EXP_SERIES_ (r, r2) * (vd) power;
  return v_keep (~(x < least), e);
}

/** sim_log() of every lane. */
static inline vd v_log (vd x)
{
  const vd least = v_set (DBL_MIN), nothing = v_set (0.0);
  vu t = (vu) v_select (x < least, least, x) + SIM_LOG_LIFT;
  vd k = (vd) (0x4330000000000000u | (t >> 52)) - (4503599627370496.0 + 1023.0);
  vd f = (vd) ((t & SIM_MANTISSA) + SIM_LOG_FIRST) - 1.0;
  vd s = f / (2.0 + f), z = s * s, z2 = z * z, half = 0.5 * f * f;
  vd tail = s * (half + SIM_LOG_SERIES_ (z, z2)) + k * SIM_LN2_LOW;
  vd y = k * SIM_LN2_HIGH - ((half - tail) - f);
  return v_select (x >= nothing, y, (vd) ((vu) nothing + 0x7ff8000000000000u));
}

/** sim_expit() of every lane. */
static inline vd v_expit (vd x)
{
  return v_keep (~(x < v_set (SIM_EXP_LEAST)), 1.0 / (1.0 + v_exp (-x)));
}
#endif
#endif
