/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * stream.c - keys of streams, and one stream at a time: the plain form of draw-lanes.c.
 */
#include "stream.h"

#include <string.h>

const uint64_t sim_normal_table[53 * 64][2] __attribute__ ((aligned (64))) = {
#include "normal-table.h"
};

/* Two lanes of 64 bits absorb every byte, so that no key is squeezed through one 64-bit hash. */
static void absorb (SimKey *key, uint64_t word)
{
  key->k0 = sim_mix (key->k0 ^ (word + SIM_GOLDEN));
  key->k1 = sim_mix (key->k1 + word * 0xd1342543de82ef95u + 0x2545f4914f6cdd1du);
}

static void absorb_text (SimKey *key, const char *text)
{
  size_t n = text ? strlen (text) : 0;
  absorb (key, text ? n + 1 : 0); /* the length keeps ("ab","c") apart from ("a","bc") */
  for (size_t i = 0; i < n; i++)
    absorb (key, (unsigned char) text[i]);
}

SimKey sim_key_new (uint64_t seed, const char *role, const char *outcome, const char *visit,
                    const char *arm)
{
  SimKey key = { 0x243f6a8885a308d3u, 0x13198a2e03707344u }; /* digits of pi */
  absorb (&key, seed);
  absorb_text (&key, role);
  absorb_text (&key, outcome);
  absorb_text (&key, visit);
  absorb_text (&key, arm);
  return key;
}

SimStream sim_stream_new (SimKey key, uint64_t replicate)
{
  return (SimStream){ .low = sim_mix (key.k0 + replicate * SIM_GOLDEN),
                      .high = sim_mix (key.k1 + replicate * SIM_GOLDEN) };
}

__extension__ typedef unsigned __int128 u128;

uint64_t sim_stream_next (SimStream *stream)
{
  uint64_t low = stream->low | 1, high = stream->high;
  high ^= high >> 32;
  high *= SIM_PCG_MULTIPLIER;
  high ^= high >> 48;
  high *= low;
  u128 state = ((u128) stream->high << 64) | stream->low;
  state = state * SIM_PCG_MULTIPLIER
          + (((u128) SIM_PCG_INCREMENT_HIGH << 64) | SIM_PCG_INCREMENT_LOW);
  stream->low = (uint64_t) state;
  stream->high = (uint64_t) (state >> 64);
  return high;
}

static u128 whole (const SimStream *stream)
{
  return ((u128) stream->high << 64) | stream->low;
}

static SimStream halves (u128 state)
{
  return (SimStream){ .low = (uint64_t) state, .high = (uint64_t) (state >> 64) };
}

/* Two steps s -> m s + a in a row are one, m m s + (m a + a) (Brown 1994). */
SimJump sim_jump_new (uint64_t draws)
{
  u128 m = SIM_PCG_MULTIPLIER, multiply = 1, add = 0;
  u128 a = ((u128) SIM_PCG_INCREMENT_HIGH << 64) | SIM_PCG_INCREMENT_LOW;
  for (; draws > 0; draws >>= 1) {
    if (draws & 1) {
      multiply *= m;
      add = add * m + a;
    }
    a = m * a + a;
    m *= m;
  }
  return (SimJump){ halves (multiply), halves (add) };
}

void sim_stream_jump (SimStream *stream, const SimJump *jump)
{
  *stream = halves (whole (stream) * whole (&jump->multiply) + whole (&jump->add));
}

static double as_double (uint64_t bits)
{
  double x;
  memcpy (&x, &bits, sizeof x);
  return x;
}

static uint64_t as_bits (double x)
{
  uint64_t bits;
  memcpy (&bits, &x, sizeof bits);
  return bits;
}

static double as_float (uint32_t bits)
{
  float x;
  memcpy (&x, &bits, sizeof x);
  return x;
}

double sim_draw_normal (uint64_t draw)
{
  uint64_t mask = (uint64_t) ((int64_t) draw >> 63);
  uint64_t j = (draw ^ mask) >> 11;
  uint64_t bits = as_bits (as_double (0x4330000000000000u | j) - 4503599627370495.5);
  const uint64_t *row = sim_normal_table[(bits >> 46) - (1022u << 6)];
  double s = as_double (((bits << 6) & 0x000fffffffffffffu) | 0x3ff0000000000000u) - 1.5;
  double c1 = as_float ((uint32_t) (row[1] >> 32)), c2 = as_float ((uint32_t) row[1]);
  double c3 = as_float ((uint32_t) row[0] << 16);
  double x = as_double (row[0]) + s * (c1 + s * (c2 + s * c3));
  return as_double (as_bits (x) ^ (~draw & 0x8000000000000000u));
}

double sim_draw_uniform (uint64_t draw)
{
  return as_double (0x3ff0000000000000u | (draw >> 12)) - 1.0;
}
