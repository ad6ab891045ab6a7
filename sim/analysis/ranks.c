/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ranks.c - Mann & Whitney (1947), van Elteren (1960), Kruskal & Wallis (1952), ties as mid-ranks.
 */
#include "ranks.h"

/* The next patient of a pair by ascending value. The kth of equals adds 3 k (k + 1), k from 0,
 * which sums to t^3 - t. */
static inline void add_patient (SimRankPair *pair, bool is_a, double value)
{
  if (value != pair->value || pair->n_a + pair->n_b == 0) {
    pair->value = value;
    pair->below_a = pair->n_a;
    pair->below_b = pair->n_b;
  }
  int64_t equal = pair->n_a - pair->below_a + pair->n_b - pair->below_b;
  pair->ties += 3 * equal * (equal + 1);
  pair->net += is_a ? pair->below_b : -pair->below_a;
  pair->n_a += is_a;
  pair->n_b += !is_a;
}

void sim_rank_pair (int n, const int *order, const double *value, const int8_t *arm, int a, int b,
                    SimRankPair *pair)
{
  *pair = (SimRankPair){ 0 };
  for (int i = 0; i < n; i++) {
    int patient = order[i];
    if (arm[patient] == a || arm[patient] == b)
      add_patient (pair, arm[patient] == a, value[patient]);
  }
}

void sim_rank_cells (int n, const int *order, const double *value, const int8_t *arm,
                     const int16_t *cell, int a, int b, int n_cells, SimRankPair *cells)
{
  for (int c = 0; c < n_cells; c++)
    cells[c] = (SimRankPair){ 0 };
  for (int i = 0; i < n; i++) {
    int patient = order[i];
    if (arm[patient] == a || arm[patient] == b)
      add_patient (&cells[cell[patient]], arm[patient] == a, value[patient]);
  }
}

bool sim_rank_effect (const SimRankPair *pair, double *estimate, double *variance)
{
  double n_a = pair->n_a, n_b = pair->n_b;
  if (pair->n_a < 1 || pair->n_b < 1)
    return false;
  *estimate = SIM_RANK_ESTIMATE ((double) pair->net, n_a, n_b);
  *variance = SIM_RANK_VARIANCE ((double) pair->ties, n_a, n_b, n_a + n_b);
  return true;
}

bool sim_rank_stratified (int n_cells, const SimRankPair *cells, double *estimate,
                          double *variance)
{
  double sum = 0, square = 0, weights = 0;
  for (int c = 0; c < n_cells; c++) {
    double theta, v;
    if (!sim_rank_effect (&cells[c], &theta, &v))
      continue;
    double n_a = cells[c].n_a, n_b = cells[c].n_b, weight = n_a * n_b / (n_a + n_b + 1.0);
    sum += weight * theta;
    square += weight * weight * v;
    weights += weight;
  }
  *estimate = weights > 0 ? sum / weights : 0;
  *variance = weights > 0 ? square / (weights * weights) : 0;
  return weights > 0;
}

/* Of each arm twice its sum of ranks, and how many there are; returns the sum of t^3 - t. */
static int64_t double_ranks (int n, const int *order, const double *value, const int8_t *arm,
                             int n_arms, int64_t *ranks, int *of_arm)
{
  int64_t ties = 0;
  int below = 0;
  for (int i = 0; i < n;) {
    int equal[SIM_RANK_ARMS] = { 0 }, t = 0, j = i;
    for (; j < n && value[order[j]] == value[order[i]]; j++) {
      int a = arm[order[j]];
      if (a < 0 || a >= n_arms)
        continue;
      equal[a]++;
      t++;
    }
    for (int a = 0; a < n_arms; a++) {
      ranks[a] += (int64_t) equal[a] * (2 * below + t + 1);
      of_arm[a] += equal[a];
    }
    ties += (int64_t) t * t * t - t;
    below += t;
    i = j;
  }
  return ties;
}

bool sim_rank_omnibus (int n, const int *order, const double *value, const int8_t *arm, int n_arms,
                       double *h, int *df)
{
  int64_t ranks[SIM_RANK_ARMS] = { 0 };
  int of_arm[SIM_RANK_ARMS] = { 0 };
  double ties = (double) double_ranks (n, order, value, arm, n_arms, ranks, of_arm);
  double all = 0, sum = 0;
  *df = -1;
  for (int a = 0; a < n_arms; a++)
    all += of_arm[a];
  for (int a = 0; a < n_arms; a++) {
    double deviation = (double) ranks[a] - of_arm[a] * (all + 1.0); /* twice that of the rank sum */
    *df += of_arm[a] > 0;
    if (of_arm[a] > 0)
      sum += deviation * deviation / of_arm[a];
  }
  double spread = (all * (all + 1.0)) * (all - 1.0) - ties; /* n^3 - n less those of ties */
  *h = spread > 0 ? 3.0 * sum * (all - 1.0) / spread : 0;
  return *df > 0 && spread > 0;
}
