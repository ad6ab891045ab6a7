/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whole-fits.c - from the patients of a trial to what the fits read, and back to each pair.
 */
#include "whole-fits.h"

#include "../analysis/negative-binomial.h"
#include "../analysis/proportional-odds.h"
#include "../base/elementary.h"
#include "event-cut.h"
#include "whole-contrast.h"

void sim_whole_cut (int events, LaneSample *sample)
{
  double *happened = sample->value; /* what stands there is that of another size */
  int n = 0;
  for (int i = 0; i < sample->n; i++)
    if (sample->arm_now[i] >= 0 && sample->whole_event[i])
      happened[n++] = sample->entered[i] + sample->whole_value[i];
  double cut = sim_event_cut (n, happened, events);
  for (int i = 0; i < sample->n; i++) {
    double watched = sample->whole_value[i];
    bool event = sample->whole_event[i];
    if (!sim_event_cut_patient (cut, sample->entered[i], &watched, &event)
        && sample->arm_now[i] >= 0)
      sample->arm_now[i] = -1;
    sample->value[i] = watched;
    sample->event[i] = event;
  }
  sample->cut = cut;
  sample->ordered = false;
}

void sim_whole_proportional_odds (const LaneReduction *reduction, LaneSample *sample,
                                  LaneWholeFit *fit)
{
  int counts[SIM_ODDS_ARMS][SIM_ODDS_CATEGORIES] = { { 0 } };
  SimProportionalOdds model;
  for (int i = 0; i < sample->n; i++)
    if (sample->arm_now[i] >= 0)
      counts[sample->arm_now[i]][(int) sample->value[i]]++;
  if (!sim_proportional_odds (sample->n_arms, reduction->n_categories,
                              (const int (*)[SIM_ODDS_CATEGORIES]) counts, &model))
    return;
  for (int i = 0; i < reduction->n_pairs; i++) {
    double effect
        = whole_is_pair (reduction, i)
              ? sim_proportional_odds_contrast (&model, reduction->pair_a[i],
                                                reduction->pair_b[i], &fit[i].variance)
              : whole_contrast (sample->n_arms, reduction->contrast[i], model.log_odds,
                                model.covariance[0], &fit[i].variance);
    fit[i].estimate = reduction->direction * effect;
  }
}

/* Of the logarithms of means, which are independent; false where an arm has none. */
static bool count_contrast (const SimNegativeBinomial *model, const double *weights,
                            LaneWholeFit *fit)
{
  double logs[LANE_ARMS] = { 0 }, covariance[LANE_ARMS * LANE_ARMS] = { 0 };
  for (int a = 0; a < model->n_arms; a++) {
    if (weights[a] == 0)
      continue;
    if (!(model->mean[a] > 0))
      return false;
    logs[a] = sim_log (model->mean[a]);
    covariance[a * LANE_ARMS + a] = model->variance[a];
  }
  fit->estimate = whole_contrast (model->n_arms, weights, logs, covariance, &fit->variance);
  return true;
}

void sim_whole_negative_binomial (const LaneReduction *reduction, LaneSample *sample,
                                  LaneWholeFit *fit)
{
  enum { ROOM = 256 };
  int patients[ROOM];
  SimEventCounts counts;
  SimNegativeBinomial model;
  for (int i = 0; i < sample->n; i++)
    sample->whole[i] = (int) sample->value[i];
  if (!sim_event_counts (sample->n_arms, sample->n, sample->whole, sample->arm_now, ROOM, patients,
                         &counts)
      || !sim_negative_binomial (&counts, &model))
    return;
  for (int i = 0; i < reduction->n_pairs; i++) {
    bool good
        = whole_is_pair (reduction, i)
              ? sim_negative_binomial_contrast (&model, reduction->pair_a[i], reduction->pair_b[i],
                                                &fit[i].estimate, &fit[i].variance)
              : count_contrast (&model, reduction->contrast[i], &fit[i]);
    if (good)
      fit[i].estimate *= reduction->direction;
    else
      fit[i].variance = -1;
  }
}
