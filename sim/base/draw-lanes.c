/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * draw-lanes.c - PCG64-DXSM and the normal quantile, eight streams at once.
 *
 * Only this file needs intrinsics: 64-bit multiplication and the table fetch. Each path gives the
 * bits of stream.c in every lane, though not always by the same steps.
 */
#include "draw-lanes.h"

void LANE_FN (sim_lanes_seed) (LaneStream *stream, SimKey key, uint64_t first)
{
  for (int lane = 0; lane < SIM_LANES; lane++) {
    uint64_t step = (first + (uint64_t) lane) * SIM_GOLDEN;
    stream->low[lane] = sim_mix (key.k0 + step);
    stream->high[lane] = sim_mix (key.k1 + step);
  }
}

/* --- the generator: the streams of one vector ----------------------------------------------- */

#if defined SIM_LANE_AVX512 || defined SIM_LANE_AVX2

typedef struct {
  vu low, high;
} Pcg;

static inline Pcg pcg_load (const LaneStream *stream, int part)
{
  return (Pcg){ *(const vu *) (const void *) (stream->low + part * VW),
                *(const vu *) (const void *) (stream->high + part * VW) };
}

static inline void pcg_store (LaneStream *stream, int part, Pcg pcg)
{
  *(vu *) (void *) (stream->low + part * VW) = pcg.low;
  *(vu *) (void *) (stream->high + part * VW) = pcg.high;
}

#if defined SIM_LANE_AVX512
/* The product of the low halves. */
static inline vu multiply_halves (vu a, vu b)
{
  return (vu) _mm512_mul_epu32 ((__m512i) a, (__m512i) b);
}

/* The low word of the product. */
static inline vu multiply (vu a, vu b)
{
  return (vu) _mm512_mullo_epi64 ((__m512i) a, (__m512i) b);
}
#else
static inline vu multiply_halves (vu a, vu b)
{
  return (vu) _mm256_mul_epu32 ((__m256i) a, (__m256i) b);
}

/* Both cross products of the halves by one multiplication of 32 bits. */
static inline vu multiply (vu a, vu b)
{
  __m256i swapped = _mm256_shuffle_epi32 ((__m256i) b, 0xb1);
  vu cross = (vu) _mm256_mullo_epi32 ((__m256i) a, swapped);
  return multiply_halves (a, b) + ((cross << 32) + (cross & 0xffffffff00000000));
}
#endif

/* The high word of low * m is put together from the four products of halves. The low word of the
 * increment is added to the lowest of them: m leaves room for it there, and its carry then needs no
 * comparison. */
static inline vu pcg_next (Pcg *pcg)
{
  const vu m = SIM_PCG_MULTIPLIER - (vu){ 0 };
  vu low = pcg->low, high = pcg->high;
  vu out = multiply (high ^ high >> 32, m);
  out = multiply (out ^ out >> 48, low | 1);

  vu p00 = multiply_halves (low, m) + SIM_PCG_INCREMENT_LOW;
  vu p01 = multiply_halves (low, m >> 32), p10 = multiply_halves (low >> 32, m);
  vu p11 = multiply_halves (low >> 32, m >> 32) + SIM_PCG_INCREMENT_HIGH;
  vu mid = p10 + (p00 >> 32), mid2 = p01 + (mid & 0xffffffff);
#if defined SIM_LANE_AVX512
  pcg->low = multiply (low, m) + SIM_PCG_INCREMENT_LOW;
#else
  pcg->low = p00 + ((p01 + p10) << 32);
#endif
  pcg->high = multiply (high, m) + (p11 + (mid >> 32) + (mid2 >> 32));
  return out;
}

#else

__extension__ typedef unsigned __int128 u128;

typedef struct {
  uint64_t low[VW], high[VW];
} Pcg;

static inline Pcg pcg_load (const LaneStream *stream, int part)
{
  Pcg pcg;
  for (int i = 0; i < VW; i++) {
    pcg.low[i] = stream->low[part * VW + i];
    pcg.high[i] = stream->high[part * VW + i];
  }
  return pcg;
}

static inline void pcg_store (LaneStream *stream, int part, Pcg pcg)
{
  for (int i = 0; i < VW; i++) {
    stream->low[part * VW + i] = pcg.low[i];
    stream->high[part * VW + i] = pcg.high[i];
  }
}

static inline vu pcg_next (Pcg *pcg)
{
  vu all;
  for (int i = 0; i < VW; i++) {
    uint64_t out = pcg->high[i];
    out ^= out >> 32;
    out *= SIM_PCG_MULTIPLIER;
    out ^= out >> 48;
    all[i] = out * (pcg->low[i] | 1);
    u128 state = ((u128) pcg->high[i] << 64) | pcg->low[i];
    state = state * SIM_PCG_MULTIPLIER
            + (((u128) SIM_PCG_INCREMENT_HIGH << 64) | SIM_PCG_INCREMENT_LOW);
    pcg->low[i] = (uint64_t) state;
    pcg->high[i] = (uint64_t) (state >> 64);
  }
  return all;
}

#endif

/* Vectors that are drawn together, so that one goes on while the other waits for a product; the
 * states of more would not stay in registers. */
enum { TOGETHER = VPARTS < 2 ? VPARTS : 2 };

/* --- uniforms ------------------------------------------------------------------------------- */

void LANE_FN (sim_lanes_uniform) (LaneStream *stream, int n, double *u)
{
  for (int part = 0; part < VPARTS; part += TOGETHER) {
    Pcg pcg[TOGETHER];
    for (int k = 0; k < TOGETHER; k++)
      pcg[k] = pcg_load (stream, part + k);
    for (int i = 0; i < n; i++)
      for (int k = 0; k < TOGETHER; k++)
        v_store (u, i * VPARTS + part + k,
                 (vd) (pcg_next (&pcg[k]) >> 12 | 0x3ff0000000000000) - 1.0);
    for (int k = 0; k < TOGETHER; k++)
      pcg_store (stream, part + k, pcg[k]);
  }
}

/* --- normals -------------------------------------------------------------------------------- */

/* In two stages, a few patients at a time. The first draws and finds the rows of the table, the
 * second fetches them and evaluates the cubics. In one loop each patient would wait for his row's
 * address, which has to go from a vector through memory. */
enum { ROOM = 8 };

/* A draw holds a number j of 52 bits; p = (j + 1/2) 2^-53, or 1 - p, is its normal's probability
 * (tools/normal-table.py). Leaves j + 1/2 with the sign of the draw, and in row the exponent and
 * six bits of it, times the bytes of a row: from FIRST_ROW on. Where integers of 64 bits can be
 * converted it leaves twice j + 1/2. */
#if defined SIM_LANE_AVX512
enum { FIRST_ROW = 1023 * 64 * 16 };
#else
enum { FIRST_ROW = 1022 * 64 * 16 };
#endif

static inline void find_row (vu draw, int at, double *middle, int64_t *row)
{
#if defined SIM_LANE_AVX512
  vd x = __builtin_convertvector ((vi) draw >> 10 | 1, vd), with_sign = x;
#else
  vu flip = (vu) ((vi) draw < 0), sign = draw & 0x8000000000000000;
  vd x = (vd) ((draw ^ flip) >> 11 | 0x4330000000000000) - 4503599627370495.5;
  vd with_sign = (vd) ((vu) x | sign);
#endif
  v_store (middle, at, with_sign);
  v_store_i (row, at, (vi) ((vu) x >> 42 & 0x1ffff0));
}

/* The two words of each lane's row. By plain loads: a gather took a fifth longer on a Zen 5, and is
 * slow on many machines. */
static inline void fetch (const int64_t *row, int at, vu *w0, vu *w1)
{
  const char *table = (const char *) sim_normal_table;
#define ROW(type, i) (*(const type *) (const void *) (table + (row[at * VW + (i)] - FIRST_ROW)))
#if defined SIM_LANE_AVX512
  __m512i even = _mm512_castsi128_si512 (ROW (__m128i, 0));
  __m512i odd = _mm512_castsi128_si512 (ROW (__m128i, 1));
  even = _mm512_inserti64x2 (even, ROW (__m128i, 2), 1);
  odd = _mm512_inserti64x2 (odd, ROW (__m128i, 3), 1);
  even = _mm512_inserti64x2 (even, ROW (__m128i, 4), 2);
  odd = _mm512_inserti64x2 (odd, ROW (__m128i, 5), 2);
  even = _mm512_inserti64x2 (even, ROW (__m128i, 6), 3);
  odd = _mm512_inserti64x2 (odd, ROW (__m128i, 7), 3);
  *w0 = (vu) _mm512_unpacklo_epi64 (even, odd);
  *w1 = (vu) _mm512_unpackhi_epi64 (even, odd);
#elif defined SIM_LANE_AVX2
  __m256i even = _mm256_castsi128_si256 (ROW (__m128i, 0));
  __m256i odd = _mm256_castsi128_si256 (ROW (__m128i, 1));
  even = _mm256_inserti128_si256 (even, ROW (__m128i, 2), 1);
  odd = _mm256_inserti128_si256 (odd, ROW (__m128i, 3), 1);
  *w0 = (vu) _mm256_unpacklo_epi64 (even, odd);
  *w1 = (vu) _mm256_unpackhi_epi64 (even, odd);
#else
  vu even = ROW (vu, 0), odd = ROW (vu, 1);
  *w0 = (vu){ even[0], odd[0] };
  *w1 = (vu){ even[1], odd[1] };
#endif
#undef ROW
}

/* -qnorm (p) = c0 + s (c1 + s (c2 + s c3)), with the sign that belongs to the draw. The three
 * floats become doubles by moving their bits: 2^896 times too small, which the last product makes
 * good, and without signs. c1 and c3 are negative and c2 is not, none is 2 or more, and nothing
 * comes near the smallest double, so not a bit differs from the plain form. */
static inline vd cubic (vd middle, vu w0, vu w1)
{
  vd s = (vd) (((vu) middle << 6 & 0x000fffffffffffff) | 0x3ff0000000000000) - 1.5;
  vd c1 = (vd) (w1 >> 3 & 0x0fffffffe0000000), c2 = (vd) (w1 << 29 & 0x0fffffffe0000000);
  vd c3 = (vd) (w0 << 45 & 0x0fffe00000000000);
  vd x = (vd) w0 + s * 0x1p896 * (s * (c2 - s * c3) - c1);
  return (vd) ((vu) x ^ (~(vu) middle & 0x8000000000000000));
}

void LANE_FN (sim_lanes_normal) (LaneStream *stream, int n, double *z)
{
  int64_t row[ROOM * SIM_LANES] SIM_LANE_ALIGNED;
  for (; n > 0; n -= ROOM, z += ROOM * SIM_LANES) {
    int now = n < ROOM ? n : ROOM;
    for (int part = 0; part < VPARTS; part += TOGETHER) {
      Pcg pcg[TOGETHER];
      for (int k = 0; k < TOGETHER; k++)
        pcg[k] = pcg_load (stream, part + k);
      for (int i = 0; i < now; i++)
        for (int k = 0; k < TOGETHER; k++)
          find_row (pcg_next (&pcg[k]), i * VPARTS + part + k, z, row);
      for (int k = 0; k < TOGETHER; k++)
        pcg_store (stream, part + k, pcg[k]);
    }
    for (int at = 0; at < now * VPARTS; at++) {
      vu w0, w1;
      fetch (row, at, &w0, &w1);
      v_store (z, at, cubic (v_load (z, at), w0, w1));
    }
  }
}
