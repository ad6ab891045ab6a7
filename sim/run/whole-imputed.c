/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whole-imputed.c - analyses of sums whose missing scores are drawn several times.
 */
#include "../analysis/imputation.h"
#include "whole-fits.h"

static void count_all (LaneSample *sample)
{
  for (int arm = 0; arm < sample->n_arms; arm++)
    sample->n_analysed[arm] = 0;
  for (int i = 0; i < sample->n; i++)
    if (sample->arm_now[i] >= 0)
      sample->n_analysed[sample->arm_now[i]]++;
}

/* What the analysis is adjusted for beside the baseline, which is in the model anyway. */
static void take_columns (const LaneLinear *linear, const LaneSample *sample, SimImputation *data)
{
  for (int k = 0; k < linear->n_covariates; k++)
    data->number[data->n_numbers++] = sample->covariate[linear->covariate[k]];
  for (int k = 0; k < linear->n_strata; k++) {
    data->level[k] = sample->level[k];
    data->n_levels[k] = linear->n_levels[k];
  }
  data->n_factors = linear->n_strata;
}

void sim_whole_imputation (const LaneReduction *reduction, LaneSample *sample,
                           SimImputation *data)
{
  const LaneImpute *impute = &reduction->impute;
  *data = (SimImputation){ .n = sample->n,
                           .n_arms = sample->n_arms,
                           .n_visits = reduction->visit + 1,
                           .n_later = sample->n_visits,
                           .arm = sample->arm_now,
                           .place = sample->place,
                           .baseline = reduction->baseline ? sample->baseline : 0,
                           .score = (const double *const *) sample->score,
                           .imputations = impute->imputations,
                           .as = (SimImputeAs) impute->as,
                           .reference = impute->reference,
                           .model = sim_stream_new (impute->key_model, sample->replicate),
                           .room = sample->whole };
  take_columns (&reduction->linear, sample, data);
  sim_whole_leave_out (reduction, sample);
  count_all (sample);
  for (int arm = 0; arm < sample->n_arms; arm++) {
    data->shift[arm] = impute->shift[arm];
    data->patients[arm] = sim_stream_new (impute->key_patients[arm], sample->replicate);
  }
}

void sim_whole_imputed (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit)
{
  SimImputation data;
  SimImputed imputed;
  sim_whole_imputation (reduction, sample, &data);
  if (!sim_impute (&data, &imputed))
    return;
  for (int i = 0; i < reduction->n_pairs; i++) {
    double weights[LANE_ARMS], sum = 0;
    sim_whole_weights (reduction, i, weights);
    for (int arm = 0; arm < sample->n_arms; arm++)
      sum += reduction->contrast[i][arm];
    bool within = sum > 0.5; /* the weights of a contrast add up to 0 */
    int method = within ? (int) SIM_IMPUTED_WITHIN : reduction->impute.method;
    if (!sim_imputed_contrast (&imputed, (SimImputedMethod) method, weights, &fit[i].estimate,
                               &fit[i].variance, &fit[i].df))
      fit[i].variance = -1;
  }
}
