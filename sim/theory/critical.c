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

#define CUT 8.0 /* beyond this many standard deviations lies less than 1e-15 */

double sim_critical_t (double alpha_one_tail, double df)
{
  return sim_t_upper_quantile (alpha_one_tail, df);
}

double sim_critical_f (double alpha, double df1, double df2)
{
  return sim_f_upper_quantile (alpha, df1, df2);
}

/* The law at hand, with what does not depend on c worked out once. */
typedef struct {
  double alpha;
  guint sides, n_active;
  SimNodes scale; /* of s */
  guint n_z;
  double *z, *wz;              /* nodes for the control's mean */
  double *shift, *inverse_rest; /* lambda_i / rest_i and 1 / rest_i, rest_i^2 = 1 - lambda_i^2 */
} Dunnett;

/*
 * The integrand's Fourier transform falls off like that of a normal curve with the variance below,
 * so a step of 0.8 standard deviations leaves an error of about 1e-14. Two-sided, the integrand is
 * even, and half the nodes do.
 */
static void dunnett_init (Dunnett *d, guint sides, double df, guint n_active, const double *lambda)
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
  double step = 0.8 / sqrt (precision);
  guint half = (guint) ceil (CUT / step);
  guint first = sides == 2 ? half : 0;
  d->n_z = 2 * half + 1 - first;
  d->z = g_new (double, d->n_z);
  d->wz = g_new (double, d->n_z);
  for (guint k = 0; k < d->n_z; k++) {
    d->z[k] = ((double) (k + first) - half) * step;
    d->wz[k] = step * sim_normal_density (d->z[k]) * (sides == 2 && k > 0 ? 2 : 1);
  }
  sim_nodes_init_chi (&d->scale, df, 1e-14);
}

static void dunnett_clear (Dunnett *d)
{
  g_free (d->shift);
  g_free (d->inverse_rest);
  g_free (d->z);
  g_free (d->wz);
  sim_nodes_clear (&d->scale);
}

/* P(no normal contrast beyond x). */
static double inside (const Dunnett *d, double x)
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

static double dunnett_upper (const Dunnett *d, double c)
{
  double sum = 0;

  for (guint j = 0; j < d->scale.n; j++)
    sum += d->scale.w[j] * inside (d, c * d->scale.x[j]);
  return 1 - sum;
}

/* On the scale of the normal quantile the chance is nearly a straight line in log c or c, so the
   root is found in few steps. */
static double excess (double c, gpointer data)
{
  Dunnett *d = data;
  double upper = CLAMP (dunnett_upper (d, c), 1e-300, 1 - 1e-16);

  return log (upper / d->alpha);
}

static gboolean valid (guint sides, double df, guint n_active, const double *lambda)
{
  if ((sides != 1 && sides != 2) || !(df > 0) || n_active < 1)
    return FALSE;
  for (guint i = 0; i < n_active; i++)
    if (!(lambda[i] >= 0 && lambda[i] < 1))
      return FALSE;
  return TRUE;
}

double sim_critical_dunnett (double alpha, guint sides, double df, guint n_active,
                             const double *lambda)
{
  Dunnett d = { .alpha = alpha };
  double root;

  if (!(alpha > 0 && alpha < 1) || !valid (sides, df, n_active, lambda))
    return NAN;
  double low = sim_critical_t (alpha / sides, df);
  double high = sim_critical_t (alpha / sides / n_active, df);
  if (n_active == 1)
    return low;
  dunnett_init (&d, sides, df, n_active, lambda);
  /* one statistic alone and Bonferroni's inequality enclose the constant */
  if (!sim_root (excess, &d, low, high, 1e-12, &root))
    root = NAN;
  dunnett_clear (&d);
  return root;
}

double sim_dunnett_upper (double c, guint sides, double df, guint n_active, const double *lambda)
{
  Dunnett d = { .alpha = 0 };

  if (isnan (c) || !valid (sides, df, n_active, lambda))
    return NAN;
  dunnett_init (&d, sides, df, n_active, lambda);
  double upper = dunnett_upper (&d, c);
  dunnett_clear (&d);
  return upper;
}
