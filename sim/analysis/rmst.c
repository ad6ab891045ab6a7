/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rmst.c - areas under Kaplan-Meier curves, all arms in one walk of the order.
 */
#include "rmst.h"

/* An arm's curve as far as the walk has come. */
typedef struct {
  int at_risk, left, had; /* those at risk, less left at the time at hand, had of them an event */
  double now;             /* that time */
  double share, area;     /* of the curve after the events before, and until now */
} Curve;

/* The time at hand has been told in full: the curve falls there. Returns the weight of Greenwood's
 * sum. */
static double fall (Curve *curve)
{
  double n = curve->at_risk, d = curve->had;
  curve->at_risk -= curve->left;
  curve->left = curve->had = 0;
  if (d == 0)
    return 0;
  curve->share *= (n - d) / n;
  return d < n ? d / (n * (n - d)) : 0; /* of nobody the area to the right is 0 */
}

static void go_on (Curve *curve, double to)
{
  curve->area += curve->share * (to - curve->now);
  curve->now = to;
}

/* Ends the time at hand: in the second walk its part of the variance is added. */
static void end_time (Curve *curve, bool second, SimRmst *arm)
{
  double weight = fall (curve), right = arm->mean - curve->area;
  if (second)
    arm->variance += weight * right * right;
}

static void walk (int n_arms, int n, const int *order, const double *time, const uint8_t *event,
                  const int8_t *arm, double tau, bool second, SimRmst *arms)
{
  Curve curves[SIM_RMST_ARMS];
  for (int a = 0; a < n_arms; a++)
    curves[a] = (Curve){ .at_risk = arms[a].n, .share = 1 };
  for (int i = 0; i < n && time[order[i]] <= tau; i++) {
    int patient = order[i], a = arm[patient];
    if (a < 0 || a >= n_arms)
      continue;
    Curve *curve = &curves[a];
    if (time[patient] != curve->now) {
      end_time (curve, second, &arms[a]);
      go_on (curve, time[patient]);
    }
    curve->left++;
    curve->had += event[patient] != 0;
    arms[a].events += event[patient] != 0 && !second;
  }
  for (int a = 0; a < n_arms; a++) {
    bool before = curves[a].now < tau;
    end_time (&curves[a], second, &arms[a]);
    if (second)
      continue;
    arms[a].held = before && curves[a].at_risk == 0 && curves[a].share > 0;
    go_on (&curves[a], tau);
    arms[a].mean = curves[a].area;
  }
}

void sim_rmst (int n_arms, int n, const int *order, const double *time, const uint8_t *event,
               const int8_t *arm, double tau, SimRmst *arms)
{
  n_arms = n_arms < SIM_RMST_ARMS ? n_arms : SIM_RMST_ARMS;
  for (int a = 0; a < n_arms; a++)
    arms[a] = (SimRmst){ 0 };
  for (int i = 0; i < n; i++) {
    int a = arm[order[i]];
    if (a >= 0 && a < n_arms)
      arms[a].n++;
  }
  walk (n_arms, n, order, time, event, arm, tau, false, arms);
  walk (n_arms, n, order, time, event, arm, tau, true, arms);
}

double sim_rmst_difference (const SimRmst *arms, int a, int b, double *variance)
{
  *variance = arms[a].variance + arms[b].variance;
  return arms[a].mean - arms[b].mean;
}
