/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whole-binary-imputed.c - analyses of 0 and 1 of which those missing are drawn several times, or
 * made of scores that are.
 */
#include "../analysis/binary-imputation.h"
#include "../analysis/logistic.h"
#include "../analysis/rubin.h"
#include "../base/elementary.h"
#include "whole-contrast.h"
#include "whole-fits.h"

/* What each completed data set says. */
typedef struct {
  double estimate[LANE_HYPOTHESES][SIM_IMPUTATIONS], variance[LANE_HYPOTHESES][SIM_IMPUTATIONS];
} Sets;

/* The proportions of arms, or where a contrast is one of log odds these. False if there are none.
 */
static bool
proportions (const LaneReduction *reduction, const SimLinearData *data, int k, Sets *sets)
{
  double n[LANE_ARMS] = { 0 }, events[LANE_ARMS] = { 0 };
  for (int i = 0; i < data->n; i++)
    if (data->arm[i] >= 0) {
      n[data->arm[i]] += 1;
      events[data->arm[i]] += data->y[i];
    }
  for (int pair = 0; pair < reduction->n_pairs; pair++) {
    double weights[LANE_ARMS], of_arm[LANE_ARMS], covariance[LANE_ARMS * LANE_ARMS] = { 0 };
    sim_whole_weights (reduction, pair, weights);
    for (int a = 0; a < data->n_arms; a++) {
      double p = events[a] / n[a], *variance = &covariance[a * LANE_ARMS + a];
      bool logit = reduction->impute.logit[pair] && weights[a] != 0;
      if (logit && !(p > 0 && p < 1))
        return false;
      of_arm[a] = logit ? sim_log (p / (1 - p)) : p;
      *variance = logit ? 1 / (n[a] * p * (1 - p)) : p * (1 - p) / n[a];
    }
    sets->estimate[pair][k]
        = whole_contrast (data->n_arms, weights, of_arm, covariance, &sets->variance[pair][k]);
  }
  return true;
}

static bool
regression (const LaneReduction *reduction, const SimLinearData *data, double *room, int k,
            Sets *sets)
{
  bool standardise = reduction->impute.method == SIM_BINARY_STANDARDISED;
  SimLogistic model;
  SimStandardised standardised;
  if (!sim_logistic (data, room, &model))
    return false;
  if (standardise)
    sim_standardise (data, &model, &standardised);
  for (int pair = 0; pair < reduction->n_pairs; pair++) {
    double weights[LANE_ARMS], *variance = &sets->variance[pair][k];
    sim_whole_weights (reduction, pair, weights);
    sets->estimate[pair][k]
        = standardise ? sim_standardised_contrast (&standardised, data->n_arms, weights, variance)
                      : sim_logistic_contrast (&model, weights, variance);
  }
  return true;
}

/* One completed data set. False if there is no fit. */
static bool
analyse (const LaneReduction *reduction, const SimLinearData *completed, double *room, int k,
         Sets *sets)
{
  return reduction->impute.method == SIM_BINARY_DIFFERENCE
             ? proportions (reduction, completed, k, sets)
             : regression (reduction, completed, room, k, sets);
}

/* Of m sets; what is analysed of complete data is compared with the normal distribution. */
static void
pool (const LaneReduction *reduction, int m, const Sets *sets, LaneWholeFit *fit)
{
  for (int pair = 0; pair < reduction->n_pairs; pair++) {
    SimRubin pooled = sim_rubin (m, sets->estimate[pair], sets->variance[pair], __builtin_inf ());
    fit[pair] = (LaneWholeFit){ pooled.estimate, pooled.total > 0 ? pooled.total : -1, pooled.df };
  }
}

void
sim_whole_binary_imputed (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit)
{
  double *y = sample->room; /* which a model of changes, that this is none of, would take */
  SimImputation data;
  SimBinaryChain chain;
  SimLinearData completed;
  Sets sets;
  sim_whole_imputation (reduction, sample, &data);
  double *room = sim_whole_linear_data (reduction, sample, &completed);
  completed.y = y;
  if (!sim_binary_chain (&data, &chain))
    return;
  int m = chain.n_missing > 0 ? data.imputations : 1;
  for (int k = 0; k < m; k++) {
    sim_binary_complete (&chain, y);
    if (!analyse (reduction, &completed, room, k, &sets))
      return;
  }
  pool (reduction, m, &sets, fit);
}

/* The nearest score that the outcome has, halves up. */
static double
nearest (const LaneUnit *unit, double score)
{
  double steps = (score - unit->low) / unit->step;
  if (!(unit->step > 0))
    return score;
  if (!(steps > 0))
    return unit->low;
  return score < unit->high ? unit->low + unit->step * (double)(int64_t)(steps + 0.5) : unit->high;
}

/* Responses of completed scores, in their place; those seen are what they were. */
static void
respond (const LaneReduction *reduction, const LaneSample *sample, const SimImputation *data,
         int n_missing, double *y)
{
  const LaneUnit *of_baseline = &reduction->unit[0], *unit = &reduction->unit[data->n_visits];
  for (int i = 0; i < data->n; i++)
    if (sample->value[i] == sample->value[i])
      y[i] = sample->value[i];
  for (int k = 0; k < n_missing; k++) {
    int i = data->room[k], arm = data->arm[i];
    double x = (data->baseline[i] - of_baseline->plus[arm]) / of_baseline->by[arm];
    double e = (nearest (unit, y[i]) - unit->plus[arm]) / unit->by[arm];
    y[i] = lane_responds (&reduction->responder, arm, x, e) ? 1 : 0;
  }
}

void
sim_whole_responses_imputed (const LaneReduction *reduction, LaneSample *sample, LaneWholeFit *fit)
{
  double *y = sample->room;
  SimImputation data;
  SimScoreChain chain;
  SimLinearData completed;
  Sets sets;
  sim_whole_imputation (reduction, sample, &data);
  double *room = sim_whole_linear_data (reduction, sample, &completed);
  completed.y = y;
  if (!sim_score_chain (&data, &chain))
    return;
  int m = chain.n_missing > 0 ? data.imputations : 1;
  for (int k = 0; k < m; k++) {
    sim_score_complete (&chain, y);
    respond (reduction, sample, &data, chain.n_missing, y);
    if (!analyse (reduction, &completed, room, k, &sets))
      return;
  }
  pool (reduction, m, &sets, fit);
}
