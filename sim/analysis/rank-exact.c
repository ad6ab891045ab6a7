/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rank-exact.c - the permutation distribution of a sum of mid-ranks.
 *
 * Ranks are doubled, so that sums are whole. ways[k][s] are the choices of k of the patients so far
 * whose doubled ranks sum to s; at most C(50, 25) < 2^53, so doubles count them exactly.
 */
#include "ranks.h"

#include "../base/quantile.h"

/* The k highest of N doubled ranks sum to at most k (2N - k + 1), at N = 2k to 25 * 76. */
enum { HALF = SIM_RANK_EXACT_MOST / 2, SUMS = HALF * (3 * HALF + 1) + 1 };

typedef struct {
  int n, n_a, n_b;
  int rank[SIM_RANK_EXACT_MOST];        /* doubled mid-ranks, ascending */
  int up_to[SIM_RANK_EXACT_MOST + 1];   /* sum of the first so many */
  int sum_a;
} Ranks;

/* False if there are too many. */
static bool read_ranks (int n, const int *order, const double *value, const int8_t *arm, int a,
                        int b, Ranks *ranks)
{
  double sorted[SIM_RANK_EXACT_MOST];
  bool is_a[SIM_RANK_EXACT_MOST];
  *ranks = (Ranks){ 0 };
  for (int i = 0; i < n; i++) {
    int8_t of = arm[order[i]];
    if (of != a && of != b)
      continue;
    if (ranks->n == SIM_RANK_EXACT_MOST)
      return false;
    sorted[ranks->n] = value[order[i]];
    is_a[ranks->n++] = of == a;
  }
  for (int i = 0, j; i < ranks->n; i = j) {
    for (j = i; j < ranks->n && sorted[j] == sorted[i]; j++)
      ;
    for (int k = i; k < j; k++) {
      ranks->rank[k] = i + j + 1;
      ranks->up_to[k + 1] = ranks->up_to[k] + ranks->rank[k];
      ranks->sum_a += is_a[k] ? ranks->rank[k] : 0;
      ranks->n_a += is_a[k];
      ranks->n_b += !is_a[k];
    }
  }
  return ranks->n_a > 0 && ranks->n_b > 0;
}

/* Choices of `most` patients. Of k among the first i sums lie between those of the k lowest and
 * the k highest. */
static void count_ways (const Ranks *ranks, int most, double ways[HALF + 1][SUMS])
{
  for (int k = 0; k <= most; k++)
    for (int s = 0; s < SUMS; s++)
      ways[k][s] = 0;
  ways[0][0] = 1;
  for (int i = 0; i < ranks->n; i++) {
    int rank = ranks->rank[i], high = i < most ? i : most - 1;
    for (int k = high; k >= 0; k--) /* k are chosen, and this one too */
      for (int s = ranks->up_to[k]; s <= ranks->up_to[i] - ranks->up_to[i - k]; s++)
        ways[k + 1][s + rank] += ways[k][s];
  }
}

bool sim_rank_exact (int n, const int *order, const double *value, const int8_t *arm, int a, int b,
                     SimRankTail tail, double *p)
{
  Ranks ranks;
  double ways[HALF + 1][SUMS], all = 0, extreme = 0;
  if (!read_ranks (n, order, value, arm, a, b, &ranks))
    return false;
  /* of the smaller arm, whose deviation is that of A or its negative */
  bool swapped = ranks.n_b < ranks.n_a;
  int most = swapped ? ranks.n_b : ranks.n_a, mean = most * (ranks.n + 1);
  int seen = ranks.sum_a - ranks.n_a * (ranks.n + 1);
  count_ways (&ranks, most, ways);
  for (int s = ranks.up_to[most]; s <= ranks.up_to[ranks.n] - ranks.up_to[ranks.n - most]; s++) {
    int deviation = swapped ? mean - s : s - mean;
    int either = deviation < 0 ? -deviation : deviation;
    bool as_far = tail == SIM_RANK_HIGHER  ? deviation >= seen
                  : tail == SIM_RANK_LOWER ? deviation <= seen
                                           : either >= (seen < 0 ? -seen : seen);
    all += ways[most][s];
    extreme += as_far ? ways[most][s] : 0;
  }
  *p = extreme / all;
  return true;
}

/* Critical values are rounded to 32 bits and significant is p <= alpha: a p just as large as alpha
 * must not fail by the last of them. */
#define JUST_BELOW (1.0 - 0x1p-26)

double sim_rank_exact_variance (double estimate, double variance, double p, SimRankTail tail)
{
  const double least = 0.5;
  double one_sided = tail == SIM_RANK_EITHER ? p / 2 : p;
  if (tail != SIM_RANK_EITHER && estimate <= 0)
    return variance;
  double z = sim_quantile_upper (one_sided * JUST_BELOW);
  double ratio = estimate / (z > least ? z : least), exact = ratio * ratio;
  return p >= 0.5 && exact < variance ? variance : exact;
}
