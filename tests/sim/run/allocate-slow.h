/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * allocate-slow.h - randomisation once more, slow and obvious: balls that lie in a row, tables of
 * counts. It shares the streams with the lanes, or takes the numbers of another generator, and
 * nothing else.
 */
#ifndef TESTS_SIM_RUN_ALLOCATE_SLOW_H
#define TESTS_SIM_RUN_ALLOCATE_SLOW_H

#include "base/stream.h"
#include "run/allocation.h"
#include "sim.h"

enum { MOST_RECRUITS = 400 };

/** A method with its strata, as the tests name it. */
typedef struct {
  const char *name;
  SimAllocation allocation;
  guint n_strata;
  SimStratum strata[SIM_MAX_STRATA];
} Design;

static const char *const stratum_ids[SIM_MAX_STRATA] = { "sex", "site", "age", "pain" };

/** The designs that are gone through: every method, equal and unequal ratios, 2 to 6 arms. */
#define TWO_STRATA                                                                                 \
  .n_strata = 2, .strata = { { .n_levels = 2, .prevalence = { 0.3, 0.7 } },                        \
                             { .n_levels = 3, .prevalence = { 0.5, 0.125, 0.375 } } }
#define FOUR_STRATA                                                                                \
  .n_strata = 4, .strata = { { .n_levels = 6, .prevalence = { .1, .1, .2, .2, .2, .2 } },          \
                             { .n_levels = 3, .prevalence = { 0.5, 0.125, 0.375 } },               \
                             { .n_levels = 2, .prevalence = { 0.5, 0.5 } },                        \
                             { .n_levels = 1, .prevalence = { 1 } } }
static const Design designs[] = {
  { "simple", { SIM_ALLOCATION_SIMPLE, 2, { 1, 1 } } },
  { "simple 2:1:1", { SIM_ALLOCATION_SIMPLE, 3, { 2, 1, 1 } }, TWO_STRATA },
  { "blocks", { SIM_ALLOCATION_PERMUTED_BLOCKS, 2, { 1, 1 }, 1, { 4 } } },
  { "blocks 2:1:1", { SIM_ALLOCATION_PERMUTED_BLOCKS, 3, { 2, 1, 1 }, 1, { 8 } } },
  { "blocks of 4 or 8", { SIM_ALLOCATION_PERMUTED_BLOCKS, 2, { 1, 1 }, 2, { 4, 8 } } },
  { "blocks, 6 arms",
    { SIM_ALLOCATION_PERMUTED_BLOCKS, 6, { 1, 2, 3, 1, 2, 1 }, 3, { 10, 30, 20 } } },
  { "strata", { SIM_ALLOCATION_STRATIFIED_BLOCKS, 3, { 2, 1, 1 }, 1, { 4 } }, TWO_STRATA },
  { "strata, blocks of 5 or 10",
    { SIM_ALLOCATION_STRATIFIED_BLOCKS, 5, { 1, 1, 1, 1, 1 }, 2, { 10, 5 } }, FOUR_STRATA },
  { "coin", { SIM_ALLOCATION_BIASED_COIN, 2, { 1, 1 }, .p = 0.8 } },
  { "coin 2:1:1", { SIM_ALLOCATION_BIASED_COIN, 3, { 2, 1, 1 }, .p = 0.8 } },
  { "urn", { SIM_ALLOCATION_URN, 2, { 1, 1 } } },
  { "urn 2:1:1", { SIM_ALLOCATION_URN, 3, { 2, 1, 1 } } },
  { "urn, 4 arms", { SIM_ALLOCATION_URN, 4, { 1, 1, 1, 1 } } },
  { "minimisation", { SIM_ALLOCATION_MINIMISATION, 2, { 1, 1 }, .p = 0.8 }, TWO_STRATA },
  { "minimisation 2:1:1", { SIM_ALLOCATION_MINIMISATION, 3, { 2, 1, 1 }, .p = 0.8 }, TWO_STRATA },
  { "minimisation, 6 arms",
    { SIM_ALLOCATION_MINIMISATION, 6, { 3, 7, 1, 2, 5, 1 }, .p = 0.8 },
    FOUR_STRATA },
};

/* --- where uniform numbers come from ---------------------------------------------------------- */

typedef struct {
  GRand *other; /* another generator; NULL: the streams of a trial */
  SimStream coin, size, stratum[SIM_MAX_STRATA];
} Source;

static inline void source_start (Source *source, guint64 seed, guint64 replicate)
{
  source->other = NULL;
  source->coin
      = sim_stream_new (sim_key_new (seed, "allocation", NULL, NULL, NULL), replicate);
  source->size
      = sim_stream_new (sim_key_new (seed, "block-size", NULL, NULL, NULL), replicate);
  for (guint s = 0; s < SIM_MAX_STRATA; s++)
    source->stratum[s]
        = sim_stream_new (sim_key_new (seed, "stratum", stratum_ids[s], NULL, NULL), replicate);
}

static inline double uniform (Source *source, SimStream *stream)
{
  return source->other ? g_rand_double (source->other)
                       : sim_draw_uniform (sim_stream_next (stream));
}

/* --- methods ---------------------------------------------------------------------------------- */

/* Balls in a row, those of the first arm first. */
typedef struct {
  guint n, ball[16 * MOST_RECRUITS];
} Row;

static inline void row_add (Row *row, guint arm, guint n)
{
  while (n-- > 0) {
    guint at = row->n++;
    for (; at > 0 && row->ball[at - 1] > arm; at--)
      row->ball[at] = row->ball[at - 1];
    row->ball[at] = arm;
  }
}

static inline guint row_pick (const Row *row, double u)
{
  return (guint) (u * row->n);
}

static inline guint row_take (Row *row, guint at)
{
  guint arm = row->ball[at];
  for (row->n--; at < row->n; at++)
    row->ball[at] = row->ball[at + 1];
  return arm;
}

static inline void row_add_ratios (Row *row, const SimAllocation *a, guint times)
{
  for (guint k = 0; k < a->n_arms; k++)
    row_add (row, k, a->ratio[k] * times);
}

static inline guint ratio_sum (const SimAllocation *a)
{
  guint sum = 0;
  for (guint k = 0; k < a->n_arms; k++)
    sum += a->ratio[k];
  return sum;
}

static inline guint slow_block (const SimAllocation *a, Row *block, double u, double v)
{
  if (block->n == 0)
    row_add_ratios (block, a, a->block_sizes[(guint) (v * a->n_block_sizes)] / ratio_sum (a));
  return row_take (block, row_pick (block, u));
}

/* The urn as it is told: the ball goes back, and for the ratio[k] equal arms that arm k stands for
   a ball comes in for each, but for the one that was drawn. */
static inline guint slow_urn (const SimAllocation *a, Row *urn, double u)
{
  if (urn->n == 0)
    row_add_ratios (urn, a, 1);
  guint arm = urn->ball[row_pick (urn, u)];
  for (guint k = 0; k < a->n_arms; k++)
    row_add (urn, k, k == arm ? a->ratio[k] - 1 : a->ratio[k]);
  return arm;
}

/* Range of n / ratio times the product of all ratios, had arm `extra` one more. */
static inline gint64 slow_range (const SimAllocation *a, const guint *n, guint extra)
{
  gint64 product = 1, least = G_MAXINT64, most = 0;
  for (guint k = 0; k < a->n_arms; k++)
    product *= a->ratio[k];
  for (guint k = 0; k < a->n_arms; k++) {
    gint64 share = (n[k] + (k == extra)) * (product / a->ratio[k]);
    least = MIN (least, share);
    most = MAX (most, share);
  }
  return most - least;
}

/* counts[s]: the numbers of the arms among those who share the recruit's level of stratum s. */
static inline guint slow_minimise (const SimAllocation *a, guint **counts, guint n_counts, double u)
{
  gint64 sum[SIM_MAX_ARMS], least = G_MAXINT64;
  guint preferred = 0;
  for (guint k = 0; k < a->n_arms; k++) {
    sum[k] = 0;
    for (guint s = 0; s < n_counts; s++)
      sum[k] += slow_range (a, counts[s], k);
    least = MIN (least, sum[k]);
  }
  for (guint k = 0; k < a->n_arms; k++)
    preferred += sum[k] == least;
  double upto = 0;
  for (guint k = 0; k < a->n_arms; k++) {
    if (preferred == a->n_arms)
      upto += 1.0 / a->n_arms;
    else if (sum[k] == least)
      upto += a->p / preferred;
    else
      upto += (1 - a->p) / (a->n_arms - preferred);
    if (u < upto)
      return k;
  }
  return a->n_arms - 1;
}

/* --- a trial ---------------------------------------------------------------------------------- */

typedef struct {
  Row row;
  Row *cells[SIM_MAX_LEVELS][SIM_MAX_LEVELS][SIM_MAX_LEVELS][SIM_MAX_LEVELS];
  guint margin[SIM_MAX_STRATA][SIM_MAX_LEVELS][SIM_MAX_ARMS];
} SlowState;

static inline void slow_levels (const Design *design, Source *source, guint *level)
{
  for (guint s = 0; s < design->n_strata; s++) {
    double u = uniform (source, &source->stratum[s]), upto = 0;
    guint l = 0;
    for (; l < design->strata[s].n_levels - 1; l++)
      if (u < (upto += design->strata[s].prevalence[l]))
        break;
    level[s] = l;
  }
}

static inline guint slow_recruit (const Design *design, SlowState *state, const guint *level,
                                  double u, double v)
{
  const SimAllocation *a = &design->allocation;
  guint at[SIM_MAX_STRATA] = { 0 }, *counts[SIM_MAX_STRATA], n = MAX (design->n_strata, 1), arm;
  for (guint s = 0; s < design->n_strata; s++)
    at[s] = level[s];
  switch (a->method) {
  case SIM_ALLOCATION_PERMUTED_BLOCKS:
    return slow_block (a, &state->row, u, v);
  case SIM_ALLOCATION_STRATIFIED_BLOCKS: {
    Row **cell = &state->cells[at[0]][at[1]][at[2]][at[3]];
    *cell = *cell ? *cell : g_new0 (Row, 1);
    return slow_block (a, *cell, u, v);
  }
  case SIM_ALLOCATION_URN:
    return slow_urn (a, &state->row, u);
  case SIM_ALLOCATION_BIASED_COIN:
  case SIM_ALLOCATION_MINIMISATION:
    if (a->method == SIM_ALLOCATION_BIASED_COIN)
      n = 1, at[0] = 0;
    for (guint s = 0; s < n; s++)
      counts[s] = state->margin[s][at[s]];
    arm = slow_minimise (a, counts, n, u);
    for (guint s = 0; s < n; s++)
      counts[s][arm]++;
    return arm;
  case SIM_ALLOCATION_FIXED:
  case SIM_ALLOCATION_SIMPLE:
    break;
  }
  state->row.n = 0;
  row_add_ratios (&state->row, a, 1);
  return state->row.ball[row_pick (&state->row, u)];
}

/** The first n recruits of a trial: arm_of[recruit], levels[recruit][SIM_MAX_STRATA]. */
static inline void slow_trial (const Design *design, Source *source, guint n, guint *arm_of,
                               guint (*levels)[SIM_MAX_STRATA])
{
  SlowState *state = g_new0 (SlowState, 1);
  for (guint i = 0; i < n; i++) {
    slow_levels (design, source, levels[i]);
    double u = uniform (source, &source->coin), v = uniform (source, &source->size);
    arm_of[i] = slow_recruit (design, state, levels[i], u, v);
  }
  Row **cell = &state->cells[0][0][0][0];
  for (gsize c = 0; c < sizeof state->cells / sizeof (Row *); c++)
    g_free (cell[c]);
  g_free (state);
}

static inline void compile (const Design *design, guint64 seed, LaneAllocation *lanes)
{
  g_assert_true (sim_allocation_compile (&design->allocation, seed, design->n_strata,
                                         design->strata, stratum_ids, lanes));
}

#endif
