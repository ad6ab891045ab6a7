/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * critical.c - critical values of the tests.
 *
 * Dunnett's statistics are independent given the control's mean z and the pooled standard
 * deviation s, so P(no T_i beyond c) = E_s[G (c s)], G (x) = integral of phi (z) times the product
 * of the arms' chances. Both integrals are trapezoidal sums, which converge exponentially here.
 */
#include "critical.h"

#include <math.h>

#include "../base/numeric.h"
#include "../base/prob.h"

#define CUT 7.5 /* beyond this many standard deviations lies less than 1e-13 */

double
sim_critical_t (double alpha_one_tail, double df)
{
  return sim_t_upper_quantile (alpha_one_tail, df);
}

double
sim_critical_f (double alpha, double df1, double df2)
{
  return sim_f_upper_quantile (alpha, df1, df2);
}

/* The law at hand, with what does not depend on c worked out once. */
typedef struct {
  double alpha;
  guint sides, n_active;
  SimNodes scale; /* of s */
  guint n_z;
  double *z, *wz;               /* nodes for the control's mean */
  double *shift, *inverse_rest; /* lambda_i / rest_i and 1 / rest_i, rest_i^2 = 1 - lambda_i^2 */
} Dunnett;

/*
 * The integrand's Fourier transform falls off like that of a normal curve with the variance below,
 * so a step of 0.85 standard deviations leaves an error of about 1e-12. Two-sided, the integrand is
 * even, and half the nodes do.
 */
static void
dunnett_init (Dunnett *d, guint sides, double df, guint n_active, const double *lambda)
{
  double precision = 1;

  d->sides = sides;
  d->n_active = n_active;
  d->shift = g_new (double, n_active);
  d->inverse_rest = g_new (double, n_active);
  for (guint i = 0; i < n_active; i++) {
    double rest = sqrt ((1 - lambda[i]) * (1 + lambda[i]));
    d->inverse_rest[i] = 1 / rest;
    d->shift[i] = lambda[i] / rest;
    precision += d->shift[i] * d->shift[i];
  }
  double step = 0.85 / sqrt (precision);
  guint half = (guint)ceil (CUT / step);
  guint first = sides == 2 ? half : 0;
  d->n_z = 2 * half + 1 - first;
  d->z = g_new (double, d->n_z);
  d->wz = g_new (double, d->n_z);
  for (guint k = 0; k < d->n_z; k++) {
    d->z[k] = ((double)(k + first) - half) * step;
    d->wz[k] = step * sim_normal_density (d->z[k]) * (sides == 2 && k > 0 ? 2 : 1);
  }
  sim_nodes_init_chi (&d->scale, df, 0, 1e-13);
}

static void
dunnett_clear (Dunnett *d)
{
  g_free (d->shift);
  g_free (d->inverse_rest);
  g_free (d->z);
  g_free (d->wz);
  sim_nodes_clear (&d->scale);
}

/* P(no normal contrast beyond x). */
static double
inside (const Dunnett *d, double x)
{
  double sum = 0;

  if (d->sides == 2 && x > CUT + 2)
    return 1;
  for (guint k = 0; k < d->n_z; k++) {
    double product = d->wz[k];
    for (guint i = 0; i < d->n_active; i++) {
      double centre = d->shift[i] * d->z[k], bound = x * d->inverse_rest[i];
      product *= d->sides == 2 ? sim_normal_cdf (centre + bound) - sim_normal_cdf (centre - bound)
                               : sim_normal_cdf (bound - centre);
    }
    sum += product;
  }
  return sum;
}

static double
dunnett_upper (const Dunnett *d, double c)
{
  double sum = 0;

  for (guint j = 0; j < d->scale.n; j++)
    sum += d->scale.w[j] * inside (d, c * d->scale.x[j]);
  return 1 - sum;
}

/* The logarithm of the chance, nearly straight in c, against that of alpha. */
static double
excess (double c, gpointer data)
{
  Dunnett *d = data;

  return log (MAX (dunnett_upper (d, c), G_MINDOUBLE) / d->alpha);
}

/*
 * k positively correlated statistics weigh about as much as 1 + (k - 1) sqrt (1 - rho^2)
 * independent ones: within a few per cent of the constant, from where the secant method takes
 * about five steps. One statistic alone and Bonferroni's inequality enclose the constant.
 */
static gboolean
solve (Dunnett *d, double df, const double *lambda, double *root)
{
  double low = sim_critical_t (d->alpha / d->sides, df);
  double high = sim_critical_t (d->alpha / d->sides / d->n_active, df);
  double mean = 0;

  for (guint i = 0; i < d->n_active; i++)
    mean += lambda[i] / d->n_active;
  double weight = 1 + (d->n_active - 1) * sqrt (1 - pow (mean, 4));
  double tail = d->alpha / d->sides / weight, guess = sim_critical_t (tail, df);
  double slope = -sim_t_density (guess, df) / tail;
  return sim_root_near (excess, d, guess, slope, low, high, 1e-8 * (1 + fabs (guess)), root)
         || sim_root (excess, d, low, high, 1e-12, root);
}

static gboolean
valid (guint sides, double df, guint n_active, const double *lambda)
{
  if ((sides != 1 && sides != 2) || !(df > 0) || n_active < 1)
    return FALSE;
  for (guint i = 0; i < n_active; i++)
    if (!(lambda[i] >= 0 && lambda[i] < 1))
      return FALSE;
  return TRUE;
}

double
sim_critical_dunnett (double alpha, guint sides, double df, guint n_active, const double *lambda)
{
  Dunnett d = { .alpha = alpha };
  double root;

  if (!(alpha > 0 && alpha < 1) || !valid (sides, df, n_active, lambda))
    return NAN;
  if (n_active == 1)
    return sim_critical_t (alpha / sides, df);
  dunnett_init (&d, sides, df, n_active, lambda);
  if (!solve (&d, df, lambda, &root))
    root = NAN;
  dunnett_clear (&d);
  return root;
}

double
sim_dunnett_upper (double c, guint sides, double df, guint n_active, const double *lambda)
{
  Dunnett d = { .alpha = 0 };

  if (isnan (c) || !valid (sides, df, n_active, lambda))
    return NAN;
  dunnett_init (&d, sides, df, n_active, lambda);
  double upper = dunnett_upper (&d, c);
  dunnett_clear (&d);
  return upper;
}
