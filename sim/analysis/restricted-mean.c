/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * restricted-mean.c - areas under true curves up to tau.
 *
 * With S the proportion that lives on, the mean is the integral of S (t) and the mean square that
 * of 2 t S (t), from 0 to tau. Weibull's times have both as incomplete gamma functions, hazards
 * that are constant in pieces as sums.
 */
#include "restricted-mean.h"

#include <math.h>

#include "../base/prob.h"

/* The integral of j t^(j - 1) S. In x = (t / scale)^shape it is that of j / shape x^(j / shape - 1)
 * exp (-x). */
static double weibull_moment (const SimScoreMap *times, double tau, double j)
{
  double a = j / times->shape, x = pow (tau / times->sd, times->shape);
  return pow (times->sd, j) * exp (sim_log_gamma (1 + a)) * sim_gamma_cdf (x, a, 1);
}

/* Adds a piece of so many weeks at its end, at whose beginning `there` of all live. */
static void add_piece (double from, double weeks, double hazard, double there, double *mean,
                       double *square)
{
  double area = hazard > 0 ? -expm1 (-hazard * weeks) / hazard : weeks, moment;
  if (hazard * weeks > 1e-3)
    moment = (area - weeks * exp (-hazard * weeks)) / hazard;
  else /* what is left out is below 1e-7 of it */
    moment = weeks * weeks * (0.5 - hazard * weeks / 3 + hazard * hazard * weeks * weeks / 8);
  *mean += there * area;
  *square += 2 * there * (from * area + moment);
}

static void of_pieces (const SimScoreMap *times, double tau, double *mean, double *square)
{
  double there = 1;
  *mean = *square = 0;
  for (guint k = 0; k < times->n_pieces && times->from[k] < tau; k++) {
    double end = k + 1 < times->n_pieces ? MIN (tau, times->from[k + 1]) : tau;
    double weeks = end - times->from[k], hazard = times->hazard[k];
    add_piece (times->from[k], weeks, hazard, there, mean, square);
    there *= exp (-hazard * weeks);
  }
}

double sim_restricted_mean (const SimScoreMap *times, double tau, double *variance)
{
  double mean, square;
  if (times->kind == SIM_SCORE_PIECES)
    of_pieces (times, tau, &mean, &square);
  else {
    mean = weibull_moment (times, tau, 1);
    square = weibull_moment (times, tau, 2);
  }
  if (variance)
    *variance = MAX (0, square - mean * mean);
  return mean;
}

static double of_arm (const SimTruth *truth, guint arm)
{
  double sum = 0;
  for (guint i = 0; i < truth->n_treated[arm]; i++) {
    const SimTreated *treated = &truth->treated[arm][i];
    sum += treated->share * sim_restricted_mean (treated->scores, truth->tau, NULL);
  }
  return sum;
}

double sim_restricted_mean_difference (const SimTruth *truth, guint a, guint b)
{
  double effect = truth->direction * (of_arm (truth, a) - of_arm (truth, b));
  /* shares of the same treatments may come in another order: less than this is rounding */
  return fabs (effect) < 1e-13 * truth->tau ? 0 : effect;
}
