/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numeric.h - quadrature and roots: the only door to GSL.
 *
 * GSL's default is to abort the process on an error; the first call of any function here turns
 * that off once for the whole process (g_once, so it is safe from any thread). Failures come back
 * as values. All functions are thread-safe.
 */
#ifndef SIM_BASE_NUMERIC_H
#define SIM_BASE_NUMERIC_H

#include <glib.h>

G_BEGIN_DECLS

typedef double (*SimFunction) (double x, gpointer data);

/**
 * Root of f between low and high by Brent's method, to within tolerance (absolute, plus a few
 * units in the last place). FALSE, root NaN, if f has the same sign at both ends or is not finite.
 */
gboolean sim_root (SimFunction f, gpointer data, double low, double high, double tolerance,
                   double *root);

/**
 * Root of f near guess by the secant method, slope being roughly that of f there: few calls of a
 * costly smooth f. Stops when a step is below tolerance; the error is then far smaller. FALSE,
 * root NaN, if that does not happen or the steps leave [low, high].
 */
gboolean sim_root_near (SimFunction f, gpointer data, double guess, double slope, double low,
                        double high, double tolerance, double *root);

/** Nodes x and weights w (n of each) of the Gauss-Legendre rule on [low, high]; 1 <= n <= 512. */
void sim_gauss_legendre (guint n, double low, double high, double *x, double *w);

/**
 * Integral of f over [low, high] (either may be infinite) by adaptive Gauss-Kronrod, to tolerance
 * absolute or relative, whichever is easier. error (may be NULL) receives the estimated error.
 * NaN if it does not converge.
 */
double sim_integrate (SimFunction f, gpointer data, double low, double high, double tolerance,
                      double *error);

/**
 * Gauss rule of a discrete measure: n points x with weights w >= 0 of sum 1 are replaced by at
 * most q nodes with the same moments up to the order 2q - 1. Returns the number of nodes, which is
 * the number of distinct points with weight where that is not above q. 1 <= q <= 32.
 */
guint sim_gauss_discrete (guint n, const double *x, const double *w, guint q, double *nodes,
                          double *weights);

/** Gauss rule of Beta (a, b): E g(X) = sum of weights * g (nodes), exact for g of order 2q - 1. */
void sim_gauss_beta (guint q, double a, double b, double *nodes, double *weights);

#define SIM_SOBOL_MAX 40
/**
 * The first n points after the origin of Sobol's sequence in so many dimensions, 1 to
 * SIM_SOBOL_MAX: points[n][dimension], each in (0, 1). FALSE if there are too many dimensions or
 * memory is short. 2^k - 1 points lie most evenly.
 */
gboolean sim_sobol (guint dimension, guint n, double *points);

G_END_DECLS
#endif
