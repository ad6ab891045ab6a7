/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-place.c - where patients and curves of a trial stand, in data.
 */
#include <math.h>

#include "plot/trial-drawing.h"

/* The part of a panel that is left free at each side. */
#define MARGIN 0.05

static void
widen (double value, double *low, double *high)
{
  if (isfinite (value) && fabs (value) < 1e100) {
    *low = MIN (*low, value);
    *high = MAX (*high, value);
  }
}

void
plot_trial_range (const PlotTrialData *data, double *low, double *high)
{
  double room;

  *low = 0;
  *high = 1;
  if (data->kind != PLOT_TRIAL_SCORES)
    return;
  *low = INFINITY;
  *high = -INFINITY;
  for (guint a = 0; a < data->n_arms; a++)
    for (guint i = 0; i < data->arms[a].n_patients; i++)
      for (guint p = 0; p < data->n_points; p++)
        widen (data->arms[a].patients[i].scores[p], low, high);
  for (guint a = 0; a < data->n_arms; a++)
    for (guint p = 0; p < data->n_points; p++) {
      widen (data->arms[a].points[p].low, low, high);
      widen (data->arms[a].points[p].high, low, high);
    }
  if (!(*low <= *high)) {
    *low = 0;
    *high = 1;
  }
  room = *high > *low ? 0.04 * (*high - *low) : MAX (fabs (*low), 1) * 0.1;
  *low -= data->groups ? 2 * room : room; /* practitioners have their numbers there */
  *high += room;
}

double
plot_trial_x (const PlotTrialData *data, guint arm, guint point)
{
  return arm + MARGIN + (1 - 2 * MARGIN) * (point + 0.5) / MAX (data->n_points, 1);
}

double
plot_trial_spread (const PlotTrialData *data)
{
  /* Practitioners take more of it. */
  return (data->groups ? 0.36 : 0.24) * (1 - 2 * MARGIN) / MAX (data->n_points, 2);
}

double
plot_trial_group_x (const PlotTrialData *data, guint arm, double group, guint point)
{
  double spread = plot_trial_spread (data);

  return plot_trial_x (data, arm, point) - spread
         + 2 * spread * group / MAX (data->arms[arm].n_groups, 1);
}

double
plot_trial_patient_x (const PlotTrialData *data, guint arm, guint patient, guint point)
{
  /* Multiples of the golden section fill an interval evenly, whatever their number. */
  double part = fmod (0.6180339887498949 * (patient + 1.0), 1);
  int group = data->arms[arm].patients[patient].group;

  if (group >= 0 && data->arms[arm].n_groups > 0)
    return plot_trial_group_x (data, arm, group + 0.2 + 0.6 * part, point);
  return plot_trial_x (data, arm, point) + (2 * part - 1) * plot_trial_spread (data);
}

double
plot_trial_last (const PlotTrialData *data)
{
  double last = 0;

  for (guint a = 0; a < data->n_arms; a++) {
    const PlotTrialArm *arm = &data->arms[a];

    if (arm->n_watched > 0 && isfinite (arm->watched[arm->n_watched - 1]))
      last = MAX (last, arm->watched[arm->n_watched - 1]);
    if (arm->survival != NULL && arm->survival->len > 0) {
      double time = g_array_index (arm->survival, SimSurvivalStep, arm->survival->len - 1).time;

      if (isfinite (time))
        last = MAX (last, time);
    }
  }
  return last > 0 ? last : 1;
}

double
plot_trial_share (const PlotTrialArm *arm, double time, guint *at_risk)
{
  double share = NAN, until = INFINITY;

  /* Watched longer than this time: those at risk at the next event, and those lost before it. */
  *at_risk = 0;
  for (guint i = 0; arm->survival != NULL && i < arm->survival->len; i++) {
    const SimSurvivalStep *step = &g_array_index (arm->survival, SimSurvivalStep, i);

    if (i > 0 && !(step->time <= time)) {
      *at_risk = step->at_risk;
      until = step->time;
      break;
    }
    share = step->share;
  }
  for (guint i = 0; i < arm->n_watched; i++)
    *at_risk += arm->watched[i] > time && arm->watched[i] < until;
  return share;
}
