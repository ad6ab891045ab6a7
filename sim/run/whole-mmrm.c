/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whole-mmrm.c - the mixed model for repeated measures of one trial.
 */
#include "../analysis/mmrm.h"
#include "whole-fits.h"

void sim_whole_mmrm (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit)
{
  SimMmrmData data = { .n_arms = sample->n_arms,
                       .n_visits = sample->n_visits,
                       .n = sample->n,
                       .arm = sample->arm_now,
                       .baseline = sample->baseline,
                       .score = sample->score };
  SimMmrm model;
  sim_whole_leave_out (reduction, sample);
  bool found = sim_mmrm (&data, reduction->kenward_roger, reduction->n_patterns, sample->room,
                         &model);
  for (int a = 0; a < sample->n_arms; a++) {
    sample->n_analysed[a] = model.n[a];
    found = found && model.n[a] >= 2;
  }
  if (!found)
    return;
  for (int i = 0; i < reduction->n_pairs; i++) {
    double weight[LANE_ARMS];
    SimMmrmContrast contrast;
    sim_whole_weights (reduction, i, weight);
    if (sim_mmrm_contrast (&model, reduction->visit, weight, &contrast))
      fit[i] = (LaneWholeFit){ contrast.estimate, contrast.variance, contrast.df };
  }
}
