/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ancova.c - exact power of a pair of arms in an analysis of covariance with one random baseline.
 *
 * Given the baselines, the contrast has variance sigma^2 (1/n1 + 1/n2)(1 + F / m), where F is the
 * square of the two-sample statistic of the baseline on m = N - arms degrees of freedom, hence
 * F(1, m); and 1 / (1 + F / m) is Beta (m / 2, 1 / 2). The residual variance is independent of it.
 */
#include "ancova.h"

#include <math.h>

#include "../base/prob.h"

/* prior: its SD over the standard error; standard_error 0: the chances alone. */
static SimRejections
average (double critical, guint sides, guint n_arms, double total, double ncp, double prior,
         double standard_error, double tolerance)
{
  SimRejections sum = { 0 };
  double m = total - n_arms;
  SimNodes balance, scale;

  if (!(m > 1) || isnan (critical) || isnan (ncp))
    return (SimRejections){ NAN, NAN, NAN, NAN };
  double bound = fabs (critical) * sim_nodes_reach (m - 1, tolerance);
  sim_nodes_init_beta (&balance, m / 2, 0.5, MIN (fabs (ncp), 2.5 * bound), tolerance, NULL);
  sim_nodes_init_chi (&scale, m - 1, MIN (fabs (ncp), bound), tolerance);
  for (guint i = 0; i < balance.n; i++) {
    double root = sqrt (balance.x[i]);
    double wider = prior > 0 ? sqrt (1 + prior * prior * balance.x[i]) : 1;
    double se = root > 0 ? standard_error * wider / root : 0;
    for (guint j = 0; j < scale.n; j++)
      sim_rejections_given (&sum, balance.w[i] * scale.w[j], ncp * root / wider,
                            critical * scale.x[j] / wider, se, sides);
  }
  sim_nodes_clear (&balance);
  sim_nodes_clear (&scale);
  return sum;
}

SimTails
sim_power_ancova (double critical, guint sides, guint n_arms, double total, double ncp,
                  double tolerance)
{
  SimRejections sum = average (critical, sides, n_arms, total, ncp, 0, 0, tolerance);

  return (SimTails){ sum.upper, sum.lower };
}

SimRejections
sim_rejections_ancova (double effect, double prior_sd, double standard_error, double critical,
                       guint sides, guint n_arms, double total, double tolerance)
{
  return average (critical, sides, n_arms, total, effect / standard_error,
                  prior_sd / standard_error, standard_error, tolerance);
}
