/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whole-linear.c - linear models of a trial's patients: arms and covariates, robust standard
 * errors, practitioners.
 */
#include "whole-fits.h"

#include "../analysis/cluster-robust.h"
#include "../analysis/mixed-model.h"

_Static_assert ((int) SIM_LINEAR_ARMS == LANE_ARMS && (int) SIM_LINEAR_FACTORS == LANE_STRATA
                    && (int) SIM_LINEAR_LEVELS == LANE_PART_LEVELS
                    && SIM_LINEAR_NUMBERS == 1 + LANE_COVARIATES,
                "a linear model takes whatever patients have");

long sim_whole_linear_room (const LaneLinear *linear, long n)
{
  int columns = linear->baseline + linear->n_covariates;
  for (int k = 0; k < linear->n_strata; k++)
    columns += linear->n_levels[k] - 1;
  return n + SIM_LINEAR_ROOM (n, columns)
         + (linear->se == LANE_SE_MIXED ? SIM_MIXED_ROOM (n, columns) : 0);
}

double *sim_whole_linear_data (const LaneReduction *reduction, LaneSample *sample,
                               SimLinearData *data)
{
  const LaneLinear *linear = &reduction->linear;
  *data = (SimLinearData){ .n = sample->n,
                           .n_arms = sample->n_arms,
                           .y = sample->value,
                           .arm = sample->arm_now };
  if (linear->change) {
    for (int i = 0; i < sample->n; i++)
      sample->room[i] = sample->value[i] - sample->baseline[i];
    data->y = sample->room;
  }
  if (linear->baseline)
    data->number[data->n_numbers++] = sample->baseline;
  for (int k = 0; k < linear->n_covariates; k++)
    data->number[data->n_numbers++] = sample->covariate[linear->covariate[k]];
  for (int k = 0; k < linear->n_strata; k++) {
    data->level[k] = sample->level[k];
    data->n_levels[k] = linear->n_levels[k];
  }
  data->n_factors = linear->n_strata;
  return sample->room + sample->n;
}

/* What the room holds: changes, the linear model's, the mixed model's. */
static bool take_model (const LaneReduction *reduction, LaneSample *sample, SimLinearData *data,
                        SimLinearModel *model)
{
  double *room = sim_whole_linear_data (reduction, sample, data);
  return sim_linear_model (data, room, model);
}

void sim_whole_linear (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit)
{
  int se = reduction->linear.se;
  SimLinearData data;
  SimLinearModel model;
  SimClusters clusters = { 0 };
  if (!take_model (reduction, sample, &data, &model))
    return;
  if (se == LANE_SE_CR2)
    clusters = sim_clusters (&model, sample->practitioner, sample->order);
  for (int i = 0; i < reduction->n_pairs; i++) {
    double weights[LANE_ARMS], variance;
    bool good = true;
    sim_whole_weights (reduction, i, weights);
    fit[i].estimate = sim_linear_contrast (&model, weights, &variance);
    fit[i].df = model.df;
    if (se == LANE_SE_HC3)
      good = sim_linear_robust (&model, SIM_HC3, weights, &variance);
    else if (se == LANE_SE_CR2)
      good = sim_cluster_robust (&model, &clusters, weights, &variance, &fit[i].df);
    fit[i].variance = good ? variance : -1;
  }
}

void sim_whole_mixed (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit)
{
  SimLinearData data;
  SimLinearModel model;
  SimMixedModel mixed;
  if (!take_model (reduction, sample, &data, &model))
    return;
  SimClusters clusters = sim_clusters (&model, sample->practitioner, sample->order);
  double *room
      = sample->room + sample->n + SIM_LINEAR_ROOM (sample->n, sim_linear_columns (&data));
  if (!sim_mixed_model (&model, &clusters, room, &mixed))
    return;
  for (int i = 0; i < reduction->n_pairs; i++) {
    double weights[LANE_ARMS];
    sim_whole_weights (reduction, i, weights);
    if (!sim_mixed_contrast (&model, &mixed, weights, &fit[i].estimate, &fit[i].variance,
                             &fit[i].df))
      fit[i].variance = -1;
  }
}
