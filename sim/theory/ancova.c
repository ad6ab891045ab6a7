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

SimTails
sim_power_ancova (double critical, guint sides, guint n_arms, double total, double ncp,
                  double tolerance)
{
  SimTails tails = { 0, 0 };
  double m = total - n_arms;
  SimNodes balance, scale;

  if (!(m > 1) || isnan (critical) || isnan (ncp))
    return (SimTails){ NAN, NAN };
  double bound = fabs (critical) * sim_nodes_reach (m - 1, tolerance);
  sim_nodes_init_beta (&balance, m / 2, 0.5, MIN (fabs (ncp), 2.5 * bound), tolerance, NULL);
  sim_nodes_init_chi (&scale, m - 1, MIN (fabs (ncp), bound), tolerance);
  for (guint i = 0; i < balance.n; i++) {
    double shift = ncp * sqrt (balance.x[i]);
    for (guint j = 0; j < scale.n; j++) {
      double w = balance.w[i] * scale.w[j], c = critical * scale.x[j];
      tails.upper += w * sim_normal_cdf (shift - c);
      if (sides == 2)
        tails.lower += w * sim_normal_cdf (-shift - c);
    }
  }
  sim_nodes_clear (&balance);
  sim_nodes_clear (&scale);
  return tails;
}
