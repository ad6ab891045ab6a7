/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whole-times.c - fits to times to an event: one order of the patients serves them all.
 */
#include "../analysis/cox.h"
#include "../analysis/cox-model.h"
#include "../analysis/log-rank.h"
#include "../analysis/rmst.h"
#include "whole-contrast.h"
#include "whole-fits.h"

/* The patients are the same at every size but for those who are not there yet: one sort serves. */
bool sim_whole_order (LaneSample *sample)
{
  if (!sample->ordered)
    sample->ordered = sim_log_rank_order (sample->n, sample->value, sample->order, sample->spare);
  return sample->ordered;
}

void sim_whole_log_rank (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit)
{
  for (int i = 0; i < reduction->n_pairs && sim_whole_order (sample); i++) {
    SimLogRank sums;
    if (!sim_log_rank (sample->n, sample->order, sample->value, sample->event, sample->arm_now,
                       reduction->pair_a[i], reduction->pair_b[i], &sums))
      continue;
    SimLogRankEffect effect = sim_log_rank_effect (&sums, reduction->direction > 0);
    fit[i].estimate = effect.estimate;
    fit[i].variance = effect.variance;
  }
}

void sim_whole_stratified_log_rank (const LaneReduction *reduction, LaneSample *sample,
                                    LaneWholeFit *fit)
{
  int start[LANE_CELLS + 1];
  if (sample->n_cells > LANE_CELLS || !sim_whole_order (sample))
    return;
  sim_log_rank_strata (sample->n, sample->order, sample->stratum, sample->n_cells, sample->spare,
                       start);
  for (int i = 0; i < reduction->n_pairs; i++) {
    SimLogRank sums;
    if (!sim_log_rank_stratified (sample->n_cells, sample->spare, start, sample->value,
                                  sample->event, sample->arm_now, reduction->pair_a[i],
                                  reduction->pair_b[i], &sums))
      continue;
    SimLogRankEffect effect = sim_log_rank_effect (&sums, reduction->direction > 0);
    fit[i].estimate = effect.estimate;
    fit[i].variance = effect.variance;
  }
}

/* With covariates. */
static void adjusted_cox (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit)
{
  SimLinearData data;
  SimCoxModel model;
  double *room = sim_whole_linear_data (reduction, sample, &data);
  if (!sim_whole_order (sample)
      || !sim_cox_model (&data, sample->event, sample->order, room, &model))
    return;
  for (int i = 0; i < reduction->n_pairs; i++) {
    double weights[LANE_ARMS];
    sim_whole_weights (reduction, i, weights);
    fit[i].estimate = -sim_cox_model_contrast (&model, weights, &fit[i].variance);
  }
}

void sim_whole_cox (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit)
{
  SimCox model;
  if (reduction->linear.n_strata > 0 || reduction->linear.n_covariates > 0) {
    adjusted_cox (reduction, sample, fit);
    return;
  }
  if (!sim_whole_order (sample)
      || !sim_cox (sample->n_arms, sample->n, sample->order, sample->value, sample->event,
                   sample->arm_now, sample->spare, &model))
    return;
  for (int i = 0; i < reduction->n_pairs; i++) {
    double effect = whole_is_pair (reduction, i)
                        ? sim_cox_contrast (&model, reduction->pair_a[i], reduction->pair_b[i],
                                            &fit[i].variance)
                        : whole_contrast (sample->n_arms, reduction->contrast[i],
                                          model.log_hazard, model.covariance[0],
                                          &fit[i].variance);
    fit[i].estimate = -reduction->direction * effect;
  }
}

static double mean_contrast (int n, const SimRmst *arms, const double *weights, double *variance)
{
  double means[LANE_ARMS] = { 0 }, covariance[LANE_ARMS * LANE_ARMS] = { 0 };
  for (int a = 0; a < n; a++) {
    means[a] = arms[a].mean;
    covariance[a * LANE_ARMS + a] = arms[a].variance;
  }
  return whole_contrast (n, weights, means, covariance, variance);
}

/* Without an event in either arm there is nothing to test: a variance of 0 is no fit. */
void sim_whole_rmst (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit)
{
  SimRmst arms[LANE_ARMS];
  if (!sim_whole_order (sample))
    return;
  sim_rmst (sample->n_arms, sample->n, sample->order, sample->value, sample->event,
            sample->arm_now, reduction->tau, arms);
  for (int i = 0; i < reduction->n_pairs; i++) {
    double effect = whole_is_pair (reduction, i)
                        ? sim_rmst_difference (arms, reduction->pair_a[i], reduction->pair_b[i],
                                               &fit[i].variance)
                        : mean_contrast (sample->n_arms, arms, reduction->contrast[i],
                                         &fit[i].variance);
    fit[i].estimate = reduction->direction * effect;
  }
}
