/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whole-binary.c - fits to binary outcomes of a trial's patients: within strata, and with
 * covariates.
 */
#include "whole-fits.h"

#include "../analysis/logistic.h"
#include "../analysis/mantel-haenszel.h"

static void count_cells (const LaneSample *sample, int arm, int n_cells, SimCount *cells)
{
  for (int k = 0; k < n_cells; k++)
    cells[k] = (SimCount){ 0, 0 };
  for (int i = 0; i < sample->n; i++)
    if (sample->arm_now[i] == arm) {
      SimCount *cell = &cells[sample->n_strata > 0 ? sample->stratum[i] : 0];
      cell->n += 1;
      cell->x += sample->value[i];
    }
}

void sim_whole_cmh (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit)
{
  SimCount a[LANE_CELLS], b[LANE_CELLS];
  int n_cells = sample->n_strata > 0 ? sample->n_cells : 1;
  for (int i = 0; i < reduction->n_pairs; i++) {
    SimMantelHaenszel found;
    count_cells (sample, reduction->pair_a[i], n_cells, a);
    count_cells (sample, reduction->pair_b[i], n_cells, b);
    if (!sim_mantel_haenszel (n_cells, a, b, &found))
      continue;
    double square = found.difference * found.difference;
    fit[i].estimate = reduction->direction * found.difference;
    /* where nothing varies nothing is shown: as if the estimate were its own standard error */
    fit[i].variance = found.variance > 0 ? found.variance : square > 0 ? square : 1e-12;
    fit[i].df = reduction->direction * found.z;
  }
}

void sim_whole_logistic (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit)
{
  SimLinearData data;
  SimLogistic model;
  double *room = sim_whole_linear_data (reduction, sample, &data);
  if (!sim_logistic (&data, room, &model))
    return;
  for (int i = 0; i < reduction->n_pairs; i++) {
    double weights[LANE_ARMS];
    sim_whole_weights (reduction, i, weights);
    fit[i].estimate = sim_logistic_contrast (&model, weights, &fit[i].variance);
  }
}

void sim_whole_standardised (const LaneReduction *reduction, LaneSample *sample,
                             LaneWholeFit *fit)
{
  SimLinearData data;
  SimLogistic model;
  SimStandardised standardised;
  double *room = sim_whole_linear_data (reduction, sample, &data);
  if (!sim_logistic (&data, room, &model))
    return;
  sim_standardise (&data, &model, &standardised);
  for (int i = 0; i < reduction->n_pairs; i++) {
    double weights[LANE_ARMS];
    sim_whole_weights (reduction, i, weights);
    fit[i].estimate
        = sim_standardised_contrast (&standardised, data.n_arms, weights, &fit[i].variance);
  }
}
