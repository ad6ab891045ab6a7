/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hermite.c - covariance of functions of two correlated standard normal values.
 */
#include "hermite.h"

#include <math.h>

#include "prob.h"

#define REACH 14.0
#define PER_UNIT 32 /* nodes: many more than waves of the last smooth term */

/* h_(m+1) (z) = (z h_m (z) - sqrt (m) h_(m-1) (z)) / sqrt (m + 1), all times a density that is
 * given at first. */
static double next (double z, guint m, double now, double before)
{
  return (z * now - sqrt (m) * before) / sqrt (m + 1.0);
}

/* The coefficient of h_m is height h_(m-1) (at) density (at) / sqrt (m), by parts. */
void sim_hermite_add_step (SimHermite *series, double at, double height, guint terms)
{
  double now = height * sim_normal_density (at), before = 0;
  guint n = MIN (terms, SIM_HERMITE_TERMS);
  for (guint m = 1; m <= n; m++) {
    series->a[m] += now / sqrt (m);
    double after = next (at, m - 1, now, before);
    before = now;
    now = after;
  }
  series->n = MAX (series->n, n);
}

/* By the trapezoidal rule, whose error vanishes with all derivatives at both ends. */
void sim_hermite_add_smooth (SimHermite *series, double (*f) (double z, gconstpointer data),
                             gconstpointer data)
{
  for (int i = -(int) REACH * PER_UNIT; i <= REACH * PER_UNIT; i++) {
    double z = (double) i / PER_UNIT, before = 0;
    double now = f (z, data) * sim_normal_density (z) / PER_UNIT;
    for (guint m = 0; m < SIM_HERMITE_SMOOTH; m++) {
      double after = next (z, m, now, before);
      series->a[m + 1] += after;
      before = now;
      now = after;
    }
  }
  series->n = MAX (series->n, SIM_HERMITE_SMOOTH);
}

double sim_hermite_covariance (const SimHermite *f, const SimHermite *g, double rho)
{
  double sum = 0;
  for (guint m = MIN (f->n, g->n); m >= 1; m--)
    sum = rho * (f->a[m] * g->a[m] + sum);
  return sum;
}
