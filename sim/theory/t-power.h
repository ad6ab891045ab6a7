/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * t-power.h - exact power of t tests on a pooled variance, and the sample size it asks for.
 *
 * The statistic is estimate / (s k), the estimate normal with mean delta and SD sigma k, and
 * s^2 df / sigma^2 chi-squared with df, independent of it: noncentral t with
 * ncp = delta / (sigma k).
 * Pure functions; arguments outside the domain give NaN. df may be real or infinite.
 */
#ifndef SIM_THEORY_T_POWER_H
#define SIM_THEORY_T_POWER_H

#include <glib.h>

G_BEGIN_DECLS

/** Chance of rejection towards benefit and, two-sided only, against it. */
typedef struct {
  double upper, lower;
} SimTails;

/** P(T > critical) and, with sides 2, P(T < -critical), of noncentral t. */
SimTails sim_power_t_tails (double critical, guint sides, double df, double ncp);

/** Power of the t test of level alpha: both tails counted where sides is 2. */
double sim_power_t (double alpha, guint sides, double df, double ncp);

/**
 * Smallest real n1 at which the two-sample test with n2 = ratio * n1 has the power, df n1 + n2 - 2;
 * one-sided towards positive differences. NaN if the difference does not lead there.
 */
double sim_size_t (double difference, double sd, double ratio, double alpha, guint sides,
                   double power);

/** Equivalence of two means, lower < upper: both one-sided tests of level alpha reject. */
double sim_power_equivalence (double difference, double lower, double upper, double standard_error,
                              double df, double alpha);

G_END_DECLS
#endif
