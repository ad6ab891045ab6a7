/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance.c - power averaged over a normal prior of the true effect, in closed form.
 */
#include "assurance.h"

#include <math.h>

#include "critical.h"

SimTails
sim_assurance_t (double mean, double prior_sd, double standard_error, double alpha, guint sides,
                 double df)
{
  double spread = sqrt (standard_error * standard_error + prior_sd * prior_sd);

  if (!(standard_error > 0 && prior_sd >= 0 && alpha > 0 && alpha < 1))
    return (SimTails){ NAN, NAN };
  return sim_power_t_tails (sim_critical_t (alpha / sides, df) * standard_error / spread, sides, df,
                            mean / spread);
}
