/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quantile.h - the upper quantile of the normal distribution, the same bits on every machine.
 *
 * Algorithm AS 241 (Wichura 1988, PPND16), relative error about 1e-15; with sqrt and the log of
 * elementary.h. Pure; C headers only. For the draws of patients there is a table instead
 * (draw-lanes.h).
 */
#ifndef SIM_BASE_QUANTILE_H
#define SIM_BASE_QUANTILE_H

#include "elementary.h"

/* A polynomial of degree 7, the constant first. */
static inline double sim_quantile_polynomial (const double *c, double x)
{
  double sum = c[7];
  for (int i = 6; i >= 0; i--)
    sum = sum * x + c[i];
  return sum;
}

/** z with P(Z > z) = p, 0 < p < 1; of a p below DBL_MIN that of DBL_MIN. */
static inline double sim_quantile_upper (double p)
{
  static const double a[] = { 3.3871328727963666080e0, 1.3314166789178437745e2,
                              1.9715909503065514427e3, 1.3731693765509461125e4,
                              4.5921953931549871457e4, 6.7265770927008700853e4,
                              3.3430575583588128105e4, 2.5090809287301226727e3 };
  static const double b[] = { 1.0, 4.2313330701600911252e1, 6.8718700749205790830e2,
                              5.3941960214247511077e3, 2.1213794301586595867e4,
                              3.9307895800092710610e4, 2.8729085735721942674e4,
                              5.2264952788528545610e3 };
  static const double c[] = { 1.42343711074968357734e0, 4.63033784615654529590e0,
                              5.76949722146069140550e0, 3.64784832476320460504e0,
                              1.27045825245236838258e0, 2.41780725177450611770e-1,
                              2.27238449892691845833e-2, 7.74545014278341407640e-4 };
  static const double d[] = { 1.0, 2.05319162663775882187e0, 1.67638483018380384940e0,
                              6.89767334985100004550e-1, 1.48103976427480074590e-1,
                              1.51986665636164571966e-2, 5.47593808499534494600e-4,
                              1.05075007164441684324e-9 };
  static const double e[] = { 6.65790464350110377720e0, 5.46378491116411436990e0,
                              1.78482653991729133580e0, 2.96560571828504891230e-1,
                              2.65321895265761230930e-2, 1.24266094738807843860e-3,
                              2.71155556874348757815e-5, 2.01033439929228813265e-7 };
  static const double f[] = { 1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
                              1.48753612908506148525e-2, 7.86869131145613259100e-4,
                              1.84631831751005468180e-5, 1.42151175831644588870e-7,
                              2.04426310338993978564e-15 };
  double q = 0.5 - p; /* exact where it is used, by Sterbenz */
  if (q <= 0.425 && q >= -0.425) {
    double r = 0.180625 - q * q;
    return q * (sim_quantile_polynomial (a, r) / sim_quantile_polynomial (b, r));
  }
  double r = __builtin_sqrt (-sim_log (q > 0 ? p : 1.0 - p));
  double z = r <= 5.0 ? sim_quantile_polynomial (c, r - 1.6) / sim_quantile_polynomial (d, r - 1.6)
                      : sim_quantile_polynomial (e, r - 5.0) / sim_quantile_polynomial (f, r - 5.0);
  return q > 0 ? z : -z;
}

/** The statistic of a test with p-value p, to be compared with critical values by >: larger by a
 *  share of 2^-30, so that a p-value which is the level itself is significant although critical
 *  values are rounded to 32 bits. */
static inline double sim_test_score (double p)
{
  double z = sim_quantile_upper (p), more = z * 0x1p-30;
  return z + (more < 0 ? -more : more);
}

#endif
