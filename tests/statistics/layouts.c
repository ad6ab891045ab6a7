/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * layouts.c - streams laid out as in the program and in ways known to be bad, read in many orders.
 */
#include "layouts.h"

#include <string.h>

#include "base/stream.h"

enum { PARTS = 12, ARMS = 3, LANES = 8, CHUNK = 32, MOST = 1024 };

/* A block of `streams` streams has `draws` draws each. It is read in chunks of `chunk` draws; in
 * each of them, groups of `together` streams are read draw by draw. */
typedef struct {
  const char *name;
  guint streams, together, chunk, draws, lag;
} Reading;

/* 152 patients are those of Luo et al. 2019, 50 those of one of its arms. */
static const Reading readings[N_ORDERS] = {
  [ORDER_EIGHT] = { "eight-replicates", 8, 8, 152, 152, 8 },
  [ORDER_THOUSAND] = { "1024-replicates", 1024, 1024, 152, 152, 1024 },
  [ORDER_ROLES] = { "arms-and-roles", PARTS, PARTS, 50, 50, 50 * PARTS },
  [ORDER_FIRST] = { "first-draws", 1, 1, 1, 1, 8 },
  [ORDER_CONSECUTIVE] = { "consecutive", 1, 1, 152, 152, 152 },
  [ORDER_SIMULATED] = { "as-simulated", 4 * LANES, LANES, CHUNK, 50, 8 },
  [ORDER_SEEDS] = { "eight-seeds", 8, 8, 152, 152, 8 },
  [ORDER_FIRST_SEEDS] = { "first-draws-of-seeds", 1, 1, 1, 1, 8 },
};

static const char *const layouts[N_LAYOUTS] = {
  [LAYOUT_PROGRAM] = "program",
  [LAYOUT_INCREMENTS] = "increments-only",
  [LAYOUT_RAW] = "raw-seeds",
  [LAYOUT_JUMPS] = "jumps-of-2^100",
};

typedef struct {
  SimStream program;
  Pcg other;
} Stream;

struct _Source {
  Layout layout;
  Order order;
  guint64 seed, block;
  guint64 key_seed[PARTS];
  SimKey key[PARTS]; /* of that seed, once key_made says so */
  gboolean key_made[PARTS];
  Stream streams[MOST];
};

const char *layout_name (Layout layout)
{
  return layouts[layout];
}

const char *order_name (Order order)
{
  return readings[order].name;
}

guint order_lag (Order order)
{
  return readings[order].lag;
}

int layout_find (const char *name)
{
  for (int i = 0; i < N_LAYOUTS; i++)
    if (g_str_equal (layouts[i], name))
      return i;
  return -1;
}

int order_find (const char *name)
{
  for (int i = 0; i < N_ORDERS; i++)
    if (g_str_equal (readings[i].name, name))
      return i;
  return -1;
}

static const PcgWord common = ((PcgWord) SIM_PCG_INCREMENT_HIGH << 64) | SIM_PCG_INCREMENT_LOW;

/* O'Neill, PCG: a family of simple fast space-efficient statistically good algorithms for random
 * number generation, Harvey Mudd College HMC-CS-2014-0905; output DXSM and the cheap multiplier as
 * in her pcg-cpp and in NumPy's PCG64DXSM. */
guint64 pcg_next (Pcg *pcg)
{
  guint64 high = (guint64) (pcg->state >> 64), low = (guint64) pcg->state | 1;
  high ^= high >> 32;
  high *= SIM_PCG_MULTIPLIER;
  high ^= high >> 48;
  high *= low;
  pcg->state = pcg->state * SIM_PCG_MULTIPLIER + pcg->increment;
  return high;
}

/* pcg_srandom() of the reference implementation: only the increment tells streams apart. */
static Pcg pcg_seed (PcgWord state, PcgWord number)
{
  Pcg pcg = { .state = 0, .increment = (number << 1) | 1 };
  pcg_next (&pcg);
  pcg.state += state;
  pcg_next (&pcg);
  return pcg;
}

/* Brown, Random number generation with arbitrary strides, Trans. Am. Nucl. Soc. 71 (1994) 202. */
Pcg pcg_jump (Pcg pcg, PcgWord distance)
{
  PcgWord multiplier = SIM_PCG_MULTIPLIER, plus = pcg.increment, a = 1, c = 0;
  for (; distance; distance >>= 1) {
    if (distance & 1) {
      a *= multiplier;
      c = c * multiplier + plus;
    }
    plus *= multiplier + 1;
    multiplier *= multiplier;
  }
  return (Pcg){ .state = a * pcg.state + c, .increment = pcg.increment };
}

/* The key of a part: one of four roles of one of three arms. */
static SimKey key_of (Source *source, guint64 seed, guint part)
{
  static const char *const arms[ARMS] = { "hand-ear", "standard", "usual" };
  static const struct {
    const char *role, *outcome, *visit;
  } roles[] = { { "baseline", "rmdq", NULL },
                { "dropout", NULL, NULL },
                { "visit", "rmdq", "week-8" },
                { "visit", "rmdq", "week-26" } };
  if (!source->key_made[part] || source->key_seed[part] != seed) {
    const char *arm = arms[part / G_N_ELEMENTS (roles)];
    guint r = part % G_N_ELEMENTS (roles);
    source->key[part] = sim_key_new (seed, roles[r].role, roles[r].outcome, roles[r].visit, arm);
    source->key_seed[part] = seed;
    source->key_made[part] = TRUE;
  }
  return source->key[part];
}

static void start (Source *source, Stream *stream, guint64 seed, guint part, guint64 replicate)
{
  PcgWord number = (PcgWord) replicate * PARTS + part;
  SimKey key = key_of (source, seed, 0); /* a good beginning, so that jumps are the only kinship */
  const Pcg base = { .state = (PcgWord) key.k1 << 64 | key.k0, .increment = common };
  switch (source->layout) {
    case LAYOUT_PROGRAM:
      stream->program = sim_stream_new (key_of (source, seed, part), replicate);
      break;
    case LAYOUT_INCREMENTS:
      stream->other = pcg_seed (seed, number);
      break;
    case LAYOUT_RAW:
      stream->other = (Pcg){ .state = seed + number, .increment = common };
      break;
    case LAYOUT_JUMPS:
      stream->other = pcg_jump (base, number << 100);
      break;
    case N_LAYOUTS:
      g_assert_not_reached ();
  }
}

/* Which streams the next block has. */
static void start_block (Source *source)
{
  guint n = readings[source->order].streams;
  for (guint s = 0; s < n; s++) {
    guint64 place = source->block * n + s, seed = source->seed, replicate = place;
    guint part = 0;
    if (source->order == ORDER_ROLES) {
      part = s;
      replicate = source->block;
    } else if (source->order == ORDER_SIMULATED) {
      part = (guint) (source->block % ARMS) * 4 + s / LANES;
      replicate = source->block / ARMS * LANES + s % LANES;
    } else if (source->order == ORDER_SEEDS || source->order == ORDER_FIRST_SEEDS) {
      seed += place;
      replicate = 0;
    }
    start (source, &source->streams[s], seed, part, replicate);
  }
  source->block++;
}

Source *source_new (Layout layout, Order order, guint64 seed)
{
  Source *source = g_new0 (Source, 1);
  source->layout = layout;
  source->order = order;
  source->seed = seed;
  return source;
}

void source_free (Source *source)
{
  g_free (source);
}

void source_fill (Source *source, guint64 *words, gsize n)
{
  const Reading *reading = &readings[source->order];
  gboolean program = source->layout == LAYOUT_PROGRAM;
  for (gsize done = 0; done < n;) {
    start_block (source);
    for (guint from = 0; from < reading->draws; from += reading->chunk)
      for (guint group = 0; group < reading->streams; group += reading->together)
        for (guint i = from; i < MIN (from + reading->chunk, reading->draws); i++)
          for (guint s = group; s < group + reading->together && done < n; s++) {
            Stream *stream = &source->streams[s];
            words[done++]
                = program ? sim_stream_next (&stream->program) : pcg_next (&stream->other);
          }
  }
}
