/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * welch.c - exact power of Welch's t test with Satterthwaite's degrees of freedom.
 *
 * Write f_i s_i^2 / sigma_i^2 for the two chi-squares, f_i = n_i - 1. Their sum W is chi-squared
 * with f1 + f2, the share b of the first is Beta (f1 / 2, f2 / 2), and both are independent. The
 * squared standard error is W times a function of b, and Satterthwaite's df depend on b alone: so
 * given b the statistic is a rescaled noncentral t with f1 + f2, and one expectation is left.
 */
#include "welch.h"

#include <math.h>

#include "../base/prob.h"
#include "critical.h"

static SimRejections
average (double difference, double prior_sd, double sd1, double sd2, double n1, double n2,
         double alpha, guint sides, gboolean means, double tolerance)
{
  SimRejections sum = { 0 };
  double f1 = n1 - 1, f2 = n2 - 1;
  double variance = sd1 * sd1 / n1 + sd2 * sd2 / n2;
  double true_se = sqrt (prior_sd > 0 ? variance + prior_sd * prior_sd : variance);
  double ncp = difference / true_se;
  double *above;
  SimNodes share, scale;

  if (!(n1 >= 2 && n2 >= 2 && sd1 > 0 && sd2 > 0 && alpha > 0 && alpha < 1))
    return (SimRejections){ NAN, NAN, NAN, NAN };
  double reach = sim_nodes_reach (f1 + f2, tolerance);
  double common = sim_critical_t (alpha / sides, MIN (f1, f2)); /* the bound at its largest */
  sim_nodes_init_beta (&share, f1 / 2, f2 / 2, MIN (fabs (ncp) + 2, common * reach), tolerance,
                       &above);
  sim_nodes_init_chi (&scale, f1 + f2, MIN (fabs (ncp), common * reach), tolerance);
  for (guint i = 0; i < share.n; i++) {
    double v1 = sd1 * sd1 * share.x[i] * (f1 + f2) / (f1 * n1);
    double v2 = sd2 * sd2 * above[i] * (f1 + f2) / (f2 * n2);
    double df = (v1 + v2) * (v1 + v2) / (v1 * v1 / f1 + v2 * v2 / f2);
    double bound = sim_critical_t (alpha / sides, df) * sqrt (v1 + v2) / true_se;
    for (guint j = 0; j < scale.n; j++)
      sim_rejections_given (&sum, share.w[i] * scale.w[j], ncp, bound * scale.x[j],
                            means ? true_se : 0, sides);
  }
  g_free (above);
  sim_nodes_clear (&share);
  sim_nodes_clear (&scale);
  return sum;
}

SimTails
sim_power_welch (double difference, double sd1, double sd2, double n1, double n2, double alpha,
                 guint sides, double tolerance)
{
  SimRejections sum = average (difference, 0, sd1, sd2, n1, n2, alpha, sides, FALSE, tolerance);

  return (SimTails){ sum.upper, sum.lower };
}

SimRejections
sim_rejections_welch (double difference, double prior_sd, double sd1, double sd2, double n1,
                      double n2, double alpha, guint sides, double tolerance)
{
  return average (difference, prior_sd, sd1, sd2, n1, n2, alpha, sides, TRUE, tolerance);
}
