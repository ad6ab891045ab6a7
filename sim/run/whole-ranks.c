/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whole-ranks.c - rank tests of one trial: those that the lanes do not make of eight at once.
 */
#include "whole-fits.h"

#include "../analysis/log-rank.h"
#include "../analysis/ranks.h"

static void fit_exactly (const LaneReduction *reduction, const LaneSample *sample, int i,
                         LaneWholeFit *fit)
{
  double p;
  int a = reduction->pair_a[i], b = reduction->pair_b[i];
  SimRankTail tail = (SimRankTail) reduction->tail[i];
  SimRankTail raw = tail == SIM_RANK_HIGHER && reduction->direction < 0 ? SIM_RANK_LOWER : tail;
  if (sim_rank_exact (sample->n, sample->order, sample->value, sample->arm_now, a, b, raw, &p))
    fit->variance = sim_rank_exact_variance (fit->estimate, fit->variance, p, tail);
}

void sim_whole_mann_whitney (const LaneReduction *reduction, LaneSample *sample,
                             LaneWholeFit *fit)
{
  for (int i = 0; i < reduction->n_pairs && sim_whole_order (sample); i++) {
    SimRankPair pair;
    sim_rank_pair (sample->n, sample->order, sample->value, sample->arm_now, reduction->pair_a[i],
                   reduction->pair_b[i], &pair);
    if (!sim_rank_effect (&pair, &fit[i].estimate, &fit[i].variance))
      continue;
    fit[i].estimate *= reduction->direction;
    if (reduction->exact)
      fit_exactly (reduction, sample, i, &fit[i]);
  }
}

void sim_whole_van_elteren (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit)
{
  SimRankPair cells[LANE_CELLS];
  for (int i = 0; i < reduction->n_pairs && sim_whole_order (sample); i++) {
    sim_rank_cells (sample->n, sample->order, sample->value, sample->arm_now, sample->stratum,
                    reduction->pair_a[i], reduction->pair_b[i], sample->n_cells, cells);
    double estimate, variance;
    if (sim_rank_stratified (sample->n_cells, cells, &estimate, &variance)) {
      fit[i].estimate = reduction->direction * estimate;
      fit[i].variance = variance;
    }
  }
}

void sim_whole_kruskal_wallis (const LaneReduction *reduction, LaneSample *sample,
                               LaneWholeFit *fit)
{
  int df;
  (void) reduction;
  if (sim_whole_order (sample)
      && sim_rank_omnibus (sample->n, sample->order, sample->value, sample->arm_now,
                           sample->n_arms, &fit->estimate, &df))
    fit->variance = 1;
}
