/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * type-s-m.c - what significant estimates are like: wrong in sign (type S), too large (type M).
 *
 * Given everything that its standard error hangs on, an estimate is normal and is rejected beyond
 * a bound: the mean of a truncated normal variate. The rest is an average over nodes.
 */
#include "type-s-m.h"

#include <math.h>

#include "../base/prob.h"

static const SimRejections none = { NAN, NAN, NAN, NAN };

void
sim_rejections_given (SimRejections *sum, double weight, double effect, double bound,
                      double standard_error, guint sides)
{
  double upper = weight * sim_normal_cdf (effect - bound);
  double lower = sides == 2 ? weight * sim_normal_cdf (-effect - bound) : 0;

  sum->upper += upper;
  sum->lower += lower;
  if (standard_error == 0)
    return;
  sum->upper_sum
      += standard_error * (effect * upper + weight * sim_normal_density (effect - bound));
  if (sides == 2)
    sum->lower_sum
        += standard_error * (effect * lower - weight * sim_normal_density (effect + bound));
}

SimRejections
sim_rejections_z (double effect, double standard_error, double critical, guint sides)
{
  SimRejections sum = { 0 };

  if (!(standard_error > 0) || isnan (effect) || isnan (critical))
    return none;
  sim_rejections_given (&sum, 1, effect / standard_error, critical, standard_error, sides);
  return sum;
}

SimRejections
sim_rejections_t (double effect, double standard_error, double critical, guint sides, double df,
                  double tolerance)
{
  SimRejections sum = { 0 };
  double ncp = effect / standard_error;
  SimNodes scale;

  if (!(standard_error > 0) || isnan (effect) || isnan (critical) || !(df >= 0.5))
    return none;
  double reach = fabs (critical) * sim_nodes_reach (df, tolerance);
  sim_nodes_init_chi (&scale, df, MIN (fabs (ncp), reach), tolerance);
  for (guint i = 0; i < scale.n; i++)
    sim_rejections_given (&sum, scale.w[i], ncp, critical * scale.x[i], standard_error, sides);
  sim_nodes_clear (&scale);
  return sum;
}

void
sim_rejections_add (SimRejections *sum, double weight, const SimRejections *one)
{
  sum->upper += weight * one->upper;
  sum->lower += weight * one->lower;
  sum->upper_sum += weight * one->upper_sum;
  sum->lower_sum += weight * one->lower_sum;
}

SimTypeErrors
sim_type_errors (const SimRejections *rejections, double truth)
{
  double rejected = rejections->upper + rejections->lower;
  SimTypeErrors errors = { NAN, NAN, NAN };

  if (!(rejected > 0))
    return errors;
  errors.mean = (rejections->upper_sum + rejections->lower_sum) / rejected;
  if (truth == 0)
    return errors;
  errors.type_s = (truth > 0 ? rejections->lower : rejections->upper) / rejected;
  errors.type_m
      = (rejections->upper_sum - rejections->lower_sum) / (rejected * fabs (truth));
  return errors;
}
