/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * t-power.c - exact power of t tests on a pooled variance, and the sample size it asks for.
 */
#include "t-power.h"

#include <math.h>

#include "../base/numeric.h"
#include "../base/prob.h"
#include "critical.h"

SimTails
sim_power_t_tails (double critical, guint sides, double df, double ncp)
{
  SimTails tails = { sim_noncentral_t_upper (critical, df, ncp), 0 };

  if (sides == 2)
    tails.lower = sim_noncentral_t_cdf (-critical, df, ncp);
  return tails;
}

double
sim_power_t (double alpha, guint sides, double df, double ncp)
{
  SimTails tails = sim_power_t_tails (sim_critical_t (alpha / sides, df), sides, df, ncp);

  return tails.upper + tails.lower;
}

typedef struct {
  double difference, sd, ratio, alpha, power;
  guint sides;
} SizeProblem;

/* As a function of log n1, so that the root is found to a relative tolerance. */
static double
lack_of_power (double log_n, gpointer data)
{
  const SizeProblem *p = data;
  double n1 = exp (log_n), n2 = p->ratio * n1;
  double ncp = p->difference / (p->sd * sqrt (1 / n1 + 1 / n2));

  return p->power - sim_power_t (p->alpha, p->sides, n1 + n2 - 2, ncp);
}

double
sim_size_t (double difference, double sd, double ratio, double alpha, guint sides, double power)
{
  SizeProblem problem = { difference, sd, ratio, alpha, power, sides };
  double low = log (2.5 / (1 + ratio)), high = low, root; /* df 0.5 and up */

  if (!(sd > 0 && ratio > 0 && alpha > 0 && power < 1) || lack_of_power (low, &problem) <= 0)
    return NAN;
  do
    high += 1;
  while (high < 60 && lack_of_power (high, &problem) > 0);
  if (!sim_root (lack_of_power, &problem, high - 1, high, 1e-13, &root))
    return NAN;
  return exp (root);
}

typedef struct {
  double difference, lower, upper, standard_error, df, bound;
} Equivalence;

/* Given s, the estimate must lie between the limits, each moved inwards by bound * s. */
static double
equivalence_given_s (double s, gpointer data)
{
  const Equivalence *e = data;
  double density = 2 * e->df * s * sim_gamma_density (e->df * s * s, e->df / 2, 0.5);
  double high = (e->upper - e->difference) / e->standard_error - e->bound * s;
  double low = (e->lower - e->difference) / e->standard_error + e->bound * s;

  return density * (sim_normal_cdf (high) - sim_normal_cdf (low));
}

double
sim_power_equivalence (double difference, double lower, double upper, double standard_error,
                       double df, double alpha)
{
  Equivalence e = { difference, lower, upper, standard_error, df, sim_critical_t (alpha, df) };
  /* no estimate shows equivalence once the moved limits have met */
  double met = (upper - lower) / (2 * standard_error * e.bound);
  double reach = 12 / sqrt (2 * df);

  if (!(upper > lower) || !(standard_error > 0))
    return NAN;
  if (isinf (df))
    return MAX (0, sim_normal_cdf ((upper - difference) / standard_error - e.bound)
                       - sim_normal_cdf ((lower - difference) / standard_error + e.bound));
  if (met <= MAX (0, 1 - reach))
    return 0;
  return sim_integrate (equivalence_given_s, &e, MAX (0, 1 - reach), MIN (met, 1 + reach), 1e-12,
                        NULL);
}
