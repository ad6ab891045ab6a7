/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hermite.h - covariance of functions of two correlated standard normal values.
 *
 * With f = sum of a_m h_m and g = sum of b_m h_m, h_m the Hermite polynomials of mean square 1,
 * E f (X) g (Y) - E f (X) E g (Y) = sum over m >= 1 of a_m b_m rho^m (Mehler's formula; Lancaster,
 * Ann Math Stat 1957; 28: 719-36). Functions here are sums of steps, or smooth. Thread-safe.
 */
#ifndef SIM_BASE_HERMITE_H
#define SIM_BASE_HERMITE_H

#include <glib.h>

G_BEGIN_DECLS

/** Terms of a series: for steps the rest is below 1e-6 of the variances up to a rho of 0.99. */
#define SIM_HERMITE_TERMS 1000
/** Terms of a smooth function. */
#define SIM_HERMITE_SMOOTH 128

/** Coefficients of h_1 .. h_SIM_HERMITE_TERMS, from index 1 on; 0 at first. */
typedef struct {
  guint n; /* those after are 0 */
  double a[SIM_HERMITE_TERMS + 1];
} SimHermite;

/** Adds height times the number of at[0 .. n - 1] at or below Z, with so many terms at most. */
void sim_hermite_add_steps (SimHermite *series, guint n, const double *at, double height,
                            guint terms);
/** Adds a smooth f, which may grow less than exp (z^2 / 5). */
void sim_hermite_add_smooth (SimHermite *series, double (*f) (double z, gconstpointer data),
                             gconstpointer data);
/** Covariance at -1 <= rho <= 1. */
double sim_hermite_covariance (const SimHermite *f, const SimHermite *g, double rho);

G_END_DECLS
#endif
