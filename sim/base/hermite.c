/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hermite.c - covariance of functions of two correlated standard normal values.
 */
#include "hermite.h"

#include <math.h>

#include "prob.h"

#define REACH 14
#define PER_UNIT 16 /* nodes: many more than waves of the last smooth term */
#define NODES (2 * REACH * PER_UNIT + 1)

/* What h_(m+1) (z) = (z h_m (z) - sqrt (m) h_(m-1) (z)) / sqrt (m + 1) needs. */
typedef struct {
  double root[SIM_HERMITE_TERMS + 1], over[SIM_HERMITE_TERMS + 1]; /* sqrt (m), its inverse */
} Roots;

static void fill_roots (Roots *roots, guint terms)
{
  for (guint m = 0; m <= terms; m++) {
    roots->root[m] = sqrt (m);
    roots->over[m] = 1 / sqrt (m);
  }
}

/* The coefficient of h_m is height h_(m-1) (at) density (at) / sqrt (m), by parts. */
void sim_hermite_add_steps (SimHermite *series, guint n, const double *at, double height,
                            guint terms)
{
  Roots roots;
  terms = MIN (terms, SIM_HERMITE_TERMS);
  fill_roots (&roots, terms);
  for (guint k = 0; k < n; k++) {
    double now = height * sim_normal_density (at[k]), before = 0;
    for (guint m = 1; m <= terms; m++) {
      series->a[m] += now * roots.over[m];
      double after = (at[k] * now - roots.root[m - 1] * before) * roots.over[m];
      before = now;
      now = after;
    }
  }
  series->n = MAX (series->n, terms);
}

/* By the trapezoidal rule, whose error vanishes with all derivatives at both ends. All nodes go up
 * the polynomials together. */
void sim_hermite_add_smooth (SimHermite *series, double (*f) (double z, gconstpointer data),
                             gconstpointer data)
{
  double z[NODES], now[NODES], before[NODES];
  Roots roots;
  fill_roots (&roots, SIM_HERMITE_SMOOTH);
  for (int i = 0; i < NODES; i++) {
    z[i] = (double) i / PER_UNIT - REACH;
    now[i] = f (z[i], data) * sim_normal_density (z[i]) / PER_UNIT;
    before[i] = 0;
  }
  for (guint m = 1; m <= SIM_HERMITE_SMOOTH; m++) {
    double root = roots.root[m - 1], over = roots.over[m];
    for (int i = 0; i < NODES; i++) {
      double after = (z[i] * now[i] - root * before[i]) * over;
      before[i] = now[i];
      now[i] = after;
    }
    for (int i = 0; i < NODES; i++)
      series->a[m] += now[i];
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
