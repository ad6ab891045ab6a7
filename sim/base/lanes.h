/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lanes.h - the small vocabulary of the hot path.
 *
 * A lane is a replicate: eight replicates side by side, arrays indexed [patient][lane], no
 * horizontal sums. Files named *-lanes.c are compiled once per instruction set; every exported
 * symbol is suffixed by LANE_FN. They include C headers only, so that the lanes can be built and
 * compared for another machine with nothing but a cross compiler.
 *
 * VW lanes make a native vector `vd` (doubles), `vi` or `vu` (64-bit integers); a loop over the
 * SIM_LANES / VW parts does all eight. Every width does the same IEEE operations per lane in the
 * same order, so all give the same bits.
 */
#ifndef SIM_BASE_LANES_H
#define SIM_BASE_LANES_H

#include <float.h>
#include <stdint.h>

#if defined SIM_LANE_AVX512 || defined SIM_LANE_AVX2
#include <immintrin.h>
#endif

#define SIM_LANES 8

_Static_assert (FLT_EVAL_METHOD == 0, "results need plain double arithmetic");

#ifdef SIM_LANE_ISA
#define SIM_LANE_JOIN_(a, b) a##_##b
#define SIM_LANE_JOIN(a, b) SIM_LANE_JOIN_ (a, b)
#define LANE_FN(name) SIM_LANE_JOIN (name, SIM_LANE_ISA)

#if defined SIM_LANE_AVX512
#define VW 8
#elif defined SIM_LANE_AVX2
#define VW 4
#else
#define VW 2
#endif
#define VPARTS (SIM_LANES / VW)

typedef double vd __attribute__ ((vector_size (VW * 8)));
typedef int64_t vi __attribute__ ((vector_size (VW * 8)));
typedef uint64_t vu __attribute__ ((vector_size (VW * 8)));

/* Loads and stores of part `part` of an array of eight; the arrays are 64-byte aligned. */
static inline vd v_load (const double *lanes, int part)
{
  return *(const vd *) (const void *) (lanes + part * VW);
}
static inline void v_store (double *lanes, int part, vd x)
{
  *(vd *) (void *) (lanes + part * VW) = x;
}
static inline vi v_load_i (const int64_t *lanes, int part)
{
  return *(const vi *) (const void *) (lanes + part * VW);
}
static inline void v_store_i (int64_t *lanes, int part, vi x)
{
  *(vi *) (void *) (lanes + part * VW) = x;
}
static inline vd v_set (double x)
{
  return x - (vd){ 0 };
}
/** a where the mask is -1, else b. */
static inline vd v_select (vi mask, vd a, vd b)
{
  return (vd) ((mask & (vi) a) | (~mask & (vi) b));
}
/** a where the mask is -1, else +0. */
static inline vd v_keep (vi mask, vd a)
{
  return (vd) (mask & (vi) a);
}
/* Masks as the instruction set has them: a register of bits, or -1 and 0 in each lane. */
#if defined SIM_LANE_AVX512
typedef __mmask8 vm;
#else
typedef vi vm;
#endif
/** A mask of -1 and 0 as that. */
static inline vm v_mask (vi x)
{
#if defined SIM_LANE_AVX512
  return _mm512_movepi64_mask ((__m512i) x);
#else
  return x;
#endif
}
/** a < b, and a <= b. */
static inline vm v_less (vd a, vd b)
{
#if defined SIM_LANE_AVX512
  return _mm512_cmp_pd_mask ((__m512d) a, (__m512d) b, _CMP_LT_OQ);
#else
  return a < b;
#endif
}
static inline vm v_not_more (vd a, vd b)
{
#if defined SIM_LANE_AVX512
  return _mm512_cmp_pd_mask ((__m512d) a, (__m512d) b, _CMP_LE_OQ);
#else
  return a <= b;
#endif
}
/** Bit i: lane i of the mask. */
static inline uint64_t v_bits (vm mask)
{
#if defined SIM_LANE_AVX512
  return mask;
#elif defined SIM_LANE_AVX2
  return (uint64_t) _mm256_movemask_pd ((__m256d) mask);
#else
  uint64_t bits = 0;
  for (int i = 0; i < VW; i++)
    bits |= (uint64_t) (mask[i] & 1) << i;
  return bits;
#endif
}
/** Notes what a mask says of vector `at` of a tile: one bit each in a word that was 0. A byte at a
 *  time it needs neither shifts nor the ports that arithmetic is done on. */
static inline void v_note (uint64_t *bits, int at, vm mask)
{
#if defined SIM_LANE_AVX512
  ((uint8_t *) bits)[at] = (uint8_t) mask;
#else
  *bits |= v_bits (mask) << (at * VW);
#endif
}
/** sum + x modulo 2^64 where the mask says so, else sum. */
static inline vu v_add_where (vm mask, vu sum, vu x)
{
#if defined SIM_LANE_AVX512
  return (vu) _mm512_mask_add_epi64 ((__m512i) sum, mask, (__m512i) sum, (__m512i) x);
#else
  return sum + ((vu) mask & x);
#endif
}
static inline vd v_abs (vd a)
{
  return (vd) ((vi) a & INT64_MAX);
}
static inline vd v_sqrt (vd a)
{
#if defined SIM_LANE_AVX512
  return (vd) _mm512_sqrt_pd ((__m512d) a);
#elif defined SIM_LANE_AVX2
  return (vd) _mm256_sqrt_pd ((__m256d) a);
#else
  vd r;
  for (int i = 0; i < VW; i++)
    r[i] = __builtin_sqrt (a[i]);
  return r;
#endif
}
/** x where it is less, else most (also of NaN). */
static inline vd v_at_most (vd x, vd most)
{
#if defined SIM_LANE_AVX512
  return (vd) _mm512_min_pd ((__m512d) x, (__m512d) most);
#elif defined SIM_LANE_AVX2
  return (vd) _mm256_min_pd ((__m256d) x, (__m256d) most);
#else
  return v_select (x < most, x, most);
#endif
}
/** x where it is more, else least (also of NaN). */
static inline vd v_at_least (vd x, vd least)
{
#if defined SIM_LANE_AVX512
  return (vd) _mm512_max_pd ((__m512d) x, (__m512d) least);
#elif defined SIM_LANE_AVX2
  return (vd) _mm256_max_pd ((__m256d) x, (__m256d) least);
#else
  return v_select (x > least, x, least);
#endif
}
/** Nearest integer of x, |x| < 2^51, by the sum with 1.5 * 2^52 (round to nearest even). */
static inline vi v_round (vd x)
{
  const vd magic = v_set (6755399441055744.0);
  return (vi) (x + magic) - (vi) magic;
}
#endif

/** Eight doubles or integers, aligned for every vector width. */
#define SIM_LANE_ALIGNED __attribute__ ((aligned (64)))

#endif
