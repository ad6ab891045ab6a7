/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ranked-lanes.c - the rules that look at nothing but significance at their local levels: tables of
 * levels by what is rejected (Shaffer, fixed sequence, fallback, gatekeeping, graph), and counts at
 * levels (Hochberg, Hommel).
 *
 * The ranks (lane-ranks.h) of eight trials are found side by side; what they reject is read from a
 * table where there is one, and else worked out trial by trial.
 */
#include "verdict-lanes.h"

/* By comparing at every level; few of them. */
static inline vi rank_by_all (const LanePlan *plan, int size, const LaneFit *fit, int h, int at)
{
  vi rank = { 0 };
  for (int i = 0; i < plan->ranks.n_levels; i++) {
    vd c = level_critical (plan, fit, h, plan->rank_level[i], size, at);
    rank -= exceeds (plan, size, fit, h, at, c);
  }
  return rank;
}

/* The critical value of the level of index i (0: strictest) in one trial. */
static inline double far_critical (const LanePlan *plan, int size, const LaneFit *fit, int h,
                                   int trial, int i)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  if (plan->analyses[hypothesis->analysis].df_fixed)
    return plan->far_fixed[((long) size * plan->n_hypotheses + h) * plan->ranks.n_levels + i];
  return lane_critical (plan->far_levels[i], fit->df[hypothesis->df_of][trial]);
}

/* By halving: levels below `low` are too strict, those from `high` on are not. */
static inline vi rank_by_halves (const LanePlan *plan, int size, const LaneFit *fit, int h, int at)
{
  int n = plan->ranks.n_levels;
  int64_t low[VW] SIM_LANE_ALIGNED, high[VW] SIM_LANE_ALIGNED, middle[VW] SIM_LANE_ALIGNED;
  double c[VW] SIM_LANE_ALIGNED;
  for (int i = 0; i < VW; i++) {
    low[i] = 0;
    high[i] = n;
  }
  for (int left = n; left > 0; left /= 2) {
    for (int i = 0; i < VW; i++) {
      int64_t half = (low[i] + high[i]) / 2;
      middle[i] = half < n ? half : n - 1;
      c[i] = far_critical (plan, size, fit, h, at * VW + i, (int) middle[i]);
    }
    vi passed = exceeds (plan, size, fit, h, at, v_load (c, 0));
    vi mid = v_load_i (middle, 0);
    v_store_i (high, 0, (passed & mid) | (~passed & v_load_i (high, 0)));
    v_store_i (low, 0, (passed & v_load_i (low, 0)) | (~passed & (mid + 1)));
  }
  return n - v_load_i (low, 0);
}

static inline uint32_t decide_one (const LanePlan *plan, int64_t ranks[][VW], int lane)
{
  int rank[LANE_HYPOTHESES];
  for (int h = 0; h < plan->n_hypotheses; h++)
    rank[h] = (int) ranks[h][lane];
  return lane_ranks_decide (&plan->ranks, plan->n_hypotheses, rank);
}

void LANE_FN (sim_lanes_ranked) (const LanePlan *plan, int size, const double *records, int groups,
                                 LaneFit *fit)
{
  int m = plan->n_hypotheses;
  (void) records;
  for (int at = 0; at < groups * VPARTS; at++) {
    int64_t ranks[LANE_HYPOTHESES][VW] SIM_LANE_ALIGNED, sets[VW] SIM_LANE_ALIGNED;
    vi index = { 0 };
    for (int h = 0; h < m; h++) {
      vi rank = plan->far_levels ? rank_by_halves (plan, size, fit, h, at)
                                 : rank_by_all (plan, size, fit, h, at);
      v_store_i (ranks[h], 0, rank);
      if (plan->ranks.table)
        index |= rank << (h * plan->ranks.bits);
    }
    v_store_i (sets, 0, index);
    for (int i = 0; i < VW; i++)
      sets[i] = plan->ranks.table ? plan->ranks.table[sets[i]] : decide_one (plan, ranks, i);
    vi rejected = v_load_i (sets, 0);
    for (int h = 0; h < m; h++)
      v_store_i (fit->rejected[h], at, -((rejected >> h) & 1));
  }
}
