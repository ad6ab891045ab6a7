/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * draw-lanes.c - PCG64-DXSM and the normal quantile, eight streams at once.
 *
 * Only this file needs intrinsics: 64-bit multiplication and the table fetch. Each path does the
 * operations of stream.c per lane, so all give the same bits.
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

#if defined SIM_LANE_AVX512

typedef struct {
  __m512i low, high;
} Pcg;

static inline Pcg pcg_load (const LaneStream *stream)
{
  return (Pcg){ _mm512_load_si512 (stream->low), _mm512_load_si512 (stream->high) };
}

static inline void pcg_store (LaneStream *stream, Pcg pcg)
{
  _mm512_store_si512 (stream->low, pcg.low);
  _mm512_store_si512 (stream->high, pcg.high);
}

static inline __m512i pcg_next (Pcg *pcg)
{
  const __m512i m = _mm512_set1_epi64 ((long long) SIM_PCG_MULTIPLIER);
  const __m512i m_high = _mm512_srli_epi64 (m, 32);
  const __m512i half = _mm512_set1_epi64 (0xffffffff);
  __m512i low = pcg->low, high = pcg->high;
  __m512i out = _mm512_xor_si512 (high, _mm512_srli_epi64 (high, 32));
  out = _mm512_mullo_epi64 (out, m);
  out = _mm512_xor_si512 (out, _mm512_srli_epi64 (out, 48));
  out = _mm512_mullo_epi64 (out, _mm512_or_si512 (low, _mm512_set1_epi64 (1)));

  /* low * m as four 32 x 32 products: its low word, and the carry into the high word */
  __m512i low_high = _mm512_srli_epi64 (low, 32);
  __m512i p00 = _mm512_mul_epu32 (low, m), p01 = _mm512_mul_epu32 (low, m_high);
  __m512i p10 = _mm512_mul_epu32 (low_high, m), p11 = _mm512_mul_epu32 (low_high, m_high);
  __m512i mid = _mm512_add_epi64 (p10, _mm512_srli_epi64 (p00, 32));
  __m512i mid2 = _mm512_add_epi64 (p01, _mm512_and_si512 (mid, half));
  __m512i product = _mm512_or_si512 (_mm512_slli_epi64 (mid2, 32), _mm512_and_si512 (p00, half));
  __m512i carry = _mm512_add_epi64 (_mm512_add_epi64 (p11, _mm512_srli_epi64 (mid, 32)),
                                    _mm512_srli_epi64 (mid2, 32));

  const __m512i inc_low = _mm512_set1_epi64 ((long long) SIM_PCG_INCREMENT_LOW);
  const __m512i inc_high = _mm512_set1_epi64 ((long long) SIM_PCG_INCREMENT_HIGH);
  pcg->low = _mm512_add_epi64 (product, inc_low);
  __mmask8 overflow = _mm512_cmplt_epu64_mask (pcg->low, inc_low);
  high = _mm512_add_epi64 (_mm512_add_epi64 (_mm512_mullo_epi64 (high, m), carry), inc_high);
  pcg->high = _mm512_mask_add_epi64 (high, overflow, high, _mm512_set1_epi64 (1));
  return out;
}

static inline __m512d normal_of (__m512i draw)
{
  __m512i j = _mm512_srli_epi64 (_mm512_xor_si512 (draw, _mm512_srai_epi64 (draw, 63)), 11);
  __m512d shifted
      = _mm512_castsi512_pd (_mm512_or_si512 (j, _mm512_set1_epi64 (0x4330000000000000)));
  __m512i bits
      = _mm512_castpd_si512 (_mm512_sub_pd (shifted, _mm512_set1_pd (4503599627370495.5)));
  __m512i index = _mm512_sub_epi64 (_mm512_srli_epi64 (bits, 46), _mm512_set1_epi64 (1022 << 6));
  /* eight rows of two words by plain loads: a gather took a fifth longer on a Zen 5 */
  const __m128i *table = (const __m128i *) (const void *) sim_normal_table;
  int64_t at[SIM_LANES] SIM_LANE_ALIGNED;
  _mm512_store_si512 (at, index);
  __m512i even = _mm512_castsi128_si512 (table[at[0]]);
  __m512i odd = _mm512_castsi128_si512 (table[at[1]]);
  even = _mm512_inserti64x2 (even, table[at[2]], 1);
  odd = _mm512_inserti64x2 (odd, table[at[3]], 1);
  even = _mm512_inserti64x2 (even, table[at[4]], 2);
  odd = _mm512_inserti64x2 (odd, table[at[5]], 2);
  even = _mm512_inserti64x2 (even, table[at[6]], 3);
  odd = _mm512_inserti64x2 (odd, table[at[7]], 3);
  __m512i w0 = _mm512_unpacklo_epi64 (even, odd), w1 = _mm512_unpackhi_epi64 (even, odd);
  __m512i place = _mm512_and_si512 (_mm512_slli_epi64 (bits, 6),
                                    _mm512_set1_epi64 (0x000fffffffffffff));
  place = _mm512_or_si512 (place, _mm512_set1_epi64 (0x3ff0000000000000));
  __m512d s = _mm512_sub_pd (_mm512_castsi512_pd (place), _mm512_set1_pd (1.5));
  __m512d c1 = _mm512_cvtps_pd (
      _mm256_castsi256_ps (_mm512_cvtepi64_epi32 (_mm512_srli_epi64 (w1, 32))));
  __m512d c2 = _mm512_cvtps_pd (_mm256_castsi256_ps (_mm512_cvtepi64_epi32 (w1)));
  __m512d c3 = _mm512_cvtps_pd (
      _mm256_castsi256_ps (_mm256_slli_epi32 (_mm512_cvtepi64_epi32 (w0), 16)));
  __m512d x = _mm512_add_pd (c2, _mm512_mul_pd (s, c3));
  x = _mm512_add_pd (c1, _mm512_mul_pd (s, x));
  x = _mm512_add_pd (_mm512_castsi512_pd (w0), _mm512_mul_pd (s, x));
  __m512i sign = _mm512_andnot_si512 (draw, _mm512_set1_epi64 (INT64_MIN));
  return _mm512_castsi512_pd (_mm512_xor_si512 (_mm512_castpd_si512 (x), sign));
}

void LANE_FN (sim_lanes_normal) (LaneStream *stream, int n, double *z)
{
  Pcg pcg = pcg_load (stream);
  for (int i = 0; i < n; i++)
    _mm512_store_pd (z + i * SIM_LANES, normal_of (pcg_next (&pcg)));
  pcg_store (stream, pcg);
}

void LANE_FN (sim_lanes_uniform) (LaneStream *stream, int n, double *u)
{
  Pcg pcg = pcg_load (stream);
  for (int i = 0; i < n; i++) {
    __m512i bits = _mm512_srli_epi64 (pcg_next (&pcg), 12);
    bits = _mm512_or_si512 (bits, _mm512_set1_epi64 (0x3ff0000000000000));
    _mm512_store_pd (u + i * SIM_LANES,
                     _mm512_sub_pd (_mm512_castsi512_pd (bits), _mm512_set1_pd (1.0)));
  }
  pcg_store (stream, pcg);
}

#elif defined SIM_LANE_AVX2

typedef struct {
  __m256i low, high;
} Pcg;

static inline Pcg pcg_load (const LaneStream *stream, int part)
{
  return (Pcg){ _mm256_load_si256 ((const __m256i *) stream->low + part),
                _mm256_load_si256 ((const __m256i *) stream->high + part) };
}

static inline void pcg_store (LaneStream *stream, int part, Pcg pcg)
{
  _mm256_store_si256 ((__m256i *) stream->low + part, pcg.low);
  _mm256_store_si256 ((__m256i *) stream->high + part, pcg.high);
}

/* The low 64 bits of a * b: both cross products of the halves by one 32-bit multiplication. */
static inline __m256i multiply (__m256i a, __m256i b)
{
  const __m256i upper = _mm256_set1_epi64x (INT64_MIN >> 31);
  __m256i cross = _mm256_mullo_epi32 (a, _mm256_shuffle_epi32 (b, 0xb1));
  cross = _mm256_add_epi64 (_mm256_slli_epi64 (cross, 32), _mm256_and_si256 (cross, upper));
  return _mm256_add_epi64 (_mm256_mul_epu32 (a, b), cross);
}

static inline __m256i pcg_next (Pcg *pcg)
{
  const __m256i m = _mm256_set1_epi64x ((long long) SIM_PCG_MULTIPLIER);
  const __m256i m_high = _mm256_srli_epi64 (m, 32);
  const __m256i half = _mm256_set1_epi64x (0xffffffff);
  __m256i low = pcg->low, high = pcg->high;
  __m256i out = _mm256_xor_si256 (high, _mm256_srli_epi64 (high, 32));
  out = multiply (out, m);
  out = _mm256_xor_si256 (out, _mm256_srli_epi64 (out, 48));
  out = multiply (out, _mm256_or_si256 (low, _mm256_set1_epi64x (1)));

  __m256i low_high = _mm256_srli_epi64 (low, 32);
  __m256i p00 = _mm256_mul_epu32 (low, m), p01 = _mm256_mul_epu32 (low, m_high);
  __m256i p10 = _mm256_mul_epu32 (low_high, m), p11 = _mm256_mul_epu32 (low_high, m_high);
  __m256i mid = _mm256_add_epi64 (p10, _mm256_srli_epi64 (p00, 32));
  __m256i mid2 = _mm256_add_epi64 (p01, _mm256_and_si256 (mid, half));
  __m256i product = _mm256_or_si256 (_mm256_slli_epi64 (mid2, 32), _mm256_and_si256 (p00, half));
  __m256i carry = _mm256_add_epi64 (_mm256_add_epi64 (p11, _mm256_srli_epi64 (mid, 32)),
                                    _mm256_srli_epi64 (mid2, 32));

  const __m256i inc_low = _mm256_set1_epi64x ((long long) SIM_PCG_INCREMENT_LOW);
  const __m256i inc_high = _mm256_set1_epi64x ((long long) SIM_PCG_INCREMENT_HIGH);
  const __m256i flip = _mm256_set1_epi64x (INT64_MIN); /* signed compare of unsigned numbers */
  pcg->low = _mm256_add_epi64 (product, inc_low);
  __m256i overflow = _mm256_cmpgt_epi64 (_mm256_xor_si256 (inc_low, flip),
                                         _mm256_xor_si256 (pcg->low, flip));
  high = _mm256_add_epi64 (_mm256_add_epi64 (multiply (high, m), carry), inc_high);
  pcg->high = _mm256_sub_epi64 (high, overflow);
  return out;
}

static inline __m256d normal_of (__m256i draw)
{
  __m256i sign_mask = _mm256_cmpgt_epi64 (_mm256_setzero_si256 (), draw);
  __m256i j = _mm256_srli_epi64 (_mm256_xor_si256 (draw, sign_mask), 11);
  __m256d shifted
      = _mm256_castsi256_pd (_mm256_or_si256 (j, _mm256_set1_epi64x (0x4330000000000000)));
  __m256i bits
      = _mm256_castpd_si256 (_mm256_sub_pd (shifted, _mm256_set1_pd (4503599627370495.5)));
  /* four rows of two words by plain loads: gathers are slow on many machines */
  __m256i index = _mm256_sub_epi64 (_mm256_srli_epi64 (bits, 46), _mm256_set1_epi64x (1022 << 6));
  const __m128i *table = (const __m128i *) (const void *) sim_normal_table;
  int64_t at[4] SIM_LANE_ALIGNED;
  _mm256_store_si256 ((__m256i *) (void *) at, index);
  __m128i r0 = table[at[0]], r1 = table[at[1]], r2 = table[at[2]], r3 = table[at[3]];
  __m256i r02 = _mm256_inserti128_si256 (_mm256_castsi128_si256 (r0), r2, 1);
  __m256i r13 = _mm256_inserti128_si256 (_mm256_castsi128_si256 (r1), r3, 1);
  __m256i w0 = _mm256_unpacklo_epi64 (r02, r13), w1 = _mm256_unpackhi_epi64 (r02, r13);
  __m256i place = _mm256_and_si256 (_mm256_slli_epi64 (bits, 6),
                                    _mm256_set1_epi64x (0x000fffffffffffff));
  place = _mm256_or_si256 (place, _mm256_set1_epi64x (0x3ff0000000000000));
  __m256d s = _mm256_sub_pd (_mm256_castsi256_pd (place), _mm256_set1_pd (1.5));
  const __m256i even = _mm256_setr_epi32 (0, 2, 4, 6, 0, 2, 4, 6);
  const __m256i odd = _mm256_setr_epi32 (1, 3, 5, 7, 1, 3, 5, 7);
  __m256d c1 = _mm256_cvtps_pd (_mm_castsi128_ps (
      _mm256_castsi256_si128 (_mm256_permutevar8x32_epi32 (w1, odd))));
  __m256d c2 = _mm256_cvtps_pd (_mm_castsi128_ps (
      _mm256_castsi256_si128 (_mm256_permutevar8x32_epi32 (w1, even))));
  __m256i low = _mm256_permutevar8x32_epi32 (_mm256_slli_epi32 (w0, 16), even);
  __m256d c3 = _mm256_cvtps_pd (_mm_castsi128_ps (_mm256_castsi256_si128 (low)));
  __m256d x = _mm256_add_pd (c2, _mm256_mul_pd (s, c3));
  x = _mm256_add_pd (c1, _mm256_mul_pd (s, x));
  x = _mm256_add_pd (_mm256_castsi256_pd (w0), _mm256_mul_pd (s, x));
  __m256i sign = _mm256_andnot_si256 (draw, _mm256_set1_epi64x (INT64_MIN));
  return _mm256_castsi256_pd (_mm256_xor_si256 (_mm256_castpd_si256 (x), sign));
}

void LANE_FN (sim_lanes_normal) (LaneStream *stream, int n, double *z)
{
  Pcg a = pcg_load (stream, 0), b = pcg_load (stream, 1);
  for (int i = 0; i < n; i++) {
    _mm256_store_pd (z + i * SIM_LANES, normal_of (pcg_next (&a)));
    _mm256_store_pd (z + i * SIM_LANES + 4, normal_of (pcg_next (&b)));
  }
  pcg_store (stream, 0, a);
  pcg_store (stream, 1, b);
}

void LANE_FN (sim_lanes_uniform) (LaneStream *stream, int n, double *u)
{
  for (int part = 0; part < 2; part++) {
    Pcg pcg = pcg_load (stream, part);
    for (int i = 0; i < n; i++) {
      __m256i bits = _mm256_srli_epi64 (pcg_next (&pcg), 12);
      bits = _mm256_or_si256 (bits, _mm256_set1_epi64x (0x3ff0000000000000));
      _mm256_store_pd (u + i * SIM_LANES + part * 4,
                       _mm256_sub_pd (_mm256_castsi256_pd (bits), _mm256_set1_pd (1.0)));
    }
    pcg_store (stream, part, pcg);
  }
}

#else

__extension__ typedef unsigned __int128 u128;

static inline uint64_t pcg_next (uint64_t *low, uint64_t *high)
{
  uint64_t out = *high;
  out ^= out >> 32;
  out *= SIM_PCG_MULTIPLIER;
  out ^= out >> 48;
  out *= *low | 1;
  u128 state = ((u128) *high << 64) | *low;
  state = state * SIM_PCG_MULTIPLIER
          + (((u128) SIM_PCG_INCREMENT_HIGH << 64) | SIM_PCG_INCREMENT_LOW);
  *low = (uint64_t) state;
  *high = (uint64_t) (state >> 64);
  return out;
}

typedef union {
  uint64_t u;
  double d;
} Word;
typedef union {
  uint32_t u;
  float f;
} Half;

static inline double normal_of (uint64_t draw)
{
  uint64_t mask = (uint64_t) ((int64_t) draw >> 63);
  Word bits = { .u = 0x4330000000000000u | ((draw ^ mask) >> 11) };
  bits.d -= 4503599627370495.5;
  const uint64_t *row = sim_normal_table[(bits.u >> 46) - (1022u << 6)];
  Word place = { .u = ((bits.u << 6) & 0x000fffffffffffffu) | 0x3ff0000000000000u };
  Word c0 = { .u = row[0] };
  Half c1 = { .u = (uint32_t) (row[1] >> 32) }, c2 = { .u = (uint32_t) row[1] };
  Half c3 = { .u = (uint32_t) row[0] << 16 };
  double s = place.d - 1.5;
  Word x = { .d = c0.d + s * ((double) c1.f + s * ((double) c2.f + s * (double) c3.f)) };
  x.u ^= ~draw & 0x8000000000000000u;
  return x.d;
}

void LANE_FN (sim_lanes_normal) (LaneStream *stream, int n, double *z)
{
  /* four lanes in flight hide the latency of the multiplications */
  for (int lane = 0; lane < SIM_LANES; lane += 4) {
    uint64_t *low = stream->low + lane, *high = stream->high + lane;
    uint64_t l0 = low[0], l1 = low[1], l2 = low[2], l3 = low[3];
    uint64_t h0 = high[0], h1 = high[1], h2 = high[2], h3 = high[3];
    for (int i = 0; i < n; i++) {
      double *out = z + i * SIM_LANES + lane;
      out[0] = normal_of (pcg_next (&l0, &h0));
      out[1] = normal_of (pcg_next (&l1, &h1));
      out[2] = normal_of (pcg_next (&l2, &h2));
      out[3] = normal_of (pcg_next (&l3, &h3));
    }
    low[0] = l0, low[1] = l1, low[2] = l2, low[3] = l3;
    high[0] = h0, high[1] = h1, high[2] = h2, high[3] = h3;
  }
}

void LANE_FN (sim_lanes_uniform) (LaneStream *stream, int n, double *u)
{
  for (int i = 0; i < n; i++)
    for (int lane = 0; lane < SIM_LANES; lane++) {
      Word x = { .u = pcg_next (&stream->low[lane], &stream->high[lane]) };
      x.u = 0x3ff0000000000000u | (x.u >> 12);
      u[i * SIM_LANES + lane] = x.d - 1.0;
    }
}

#endif
