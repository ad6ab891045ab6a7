/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prob.c - distribution functions: the only door to libRmath.
 *
 * Only functions of libRmath without state are called (no random numbers, no Wilcoxon tables).
 * Two of its functions are not used on purpose, because they lose digits and report that on
 * standard output: pnt, which is also a plain normal approximation beyond a noncentrality of 37.6,
 * and pnbeta, which stops at 1e-9. Both laws are mixtures of central ones:
 * - noncentral t: P(T <= x) = E[Phi (x S - ncp)] over S = sqrt (chi^2 / df), a trapezoidal sum;
 * - noncentral F: a Poisson mixture of central beta laws.
 */
#define MATHLIB_STANDALONE 1
#include "prob.h"

#include <Rmath.h>
#include <math.h>

#include "numeric.h"

#define MAX_SHIFT 200.0 /* so that no argument, however absurd, asks for millions of nodes */

#define TAIL_ORDER    9
#define TAIL_PER_UNIT 32
#define TAIL_END      8.5

/* P(Z > x) by the row of a table (tools/normal-tail-table.py), where there is one: what is exact of
   a scenario is summed from millions of these, and erfc takes several times as long. */
static double
normal_tail (double x)
{
  static const double rows[][TAIL_ORDER + 1] = {
#include "normal-tail-table.h"
  };
  double z = fabs (x);

  if (!(z < TAIL_END))
    return 0.5 * erfc (x * G_SQRT2 / 2);
  guint k = (guint)(z * TAIL_PER_UNIT + 0.5);
  const double *c = rows[k];
  double h = z - (double)k / TAIL_PER_UNIT, h2 = h * h, h4 = h2 * h2;
  double low = c[0] + (c[1] * h + (c[2] + c[3] * h) * h2);
  double high = c[4] + c[5] * h + (c[6] + c[7] * h) * h2 + (c[8] + c[9] * h) * h4;
  double tail = low + high * h4;
  return x < 0 ? 1 - tail : tail;
}

double
sim_normal_cdf (double x)
{
  return normal_tail (-x);
}

double
sim_normal_upper (double x)
{
  return normal_tail (x);
}

double
sim_normal_log_upper (double x)
{
  return pnorm5 (x, 0, 1, FALSE, TRUE);
}

double
sim_normal_density (double x)
{
  return dnorm4 (x, 0, 1, FALSE);
}

double
sim_normal_quantile (double p)
{
  return qnorm5 (p, 0, 1, TRUE, FALSE);
}

double
sim_normal_upper_quantile (double p)
{
  return qnorm5 (p, 0, 1, FALSE, FALSE);
}

double
sim_t_cdf (double x, double df)
{
  return pt (x, df, TRUE, FALSE);
}

double
sim_t_upper (double x, double df)
{
  return pt (x, df, FALSE, FALSE);
}

double
sim_t_density (double x, double df)
{
  return dt (x, df, FALSE);
}

double
sim_t_quantile (double p, double df)
{
  return qt (p, df, TRUE, FALSE);
}

double
sim_t_upper_quantile (double p, double df)
{
  return qt (p, df, FALSE, FALSE);
}

double
sim_chisq_cdf (double x, double df)
{
  return pchisq (x, df, TRUE, FALSE);
}

double
sim_chisq_upper (double x, double df)
{
  return pchisq (x, df, FALSE, FALSE);
}

double
sim_chisq_quantile (double p, double df)
{
  return qchisq (p, df, TRUE, FALSE);
}

double
sim_f_cdf (double x, double df1, double df2)
{
  return pf (x, df1, df2, TRUE, FALSE);
}

double
sim_f_upper (double x, double df1, double df2)
{
  return pf (x, df1, df2, FALSE, FALSE);
}

double
sim_f_quantile (double p, double df1, double df2)
{
  return qf (p, df1, df2, TRUE, FALSE);
}

double
sim_f_upper_quantile (double p, double df1, double df2)
{
  return qf (p, df1, df2, FALSE, FALSE);
}

double
sim_beta_cdf (double x, double a, double b)
{
  return pbeta (x, a, b, TRUE, FALSE);
}

double
sim_beta_upper (double x, double a, double b)
{
  return pbeta (x, a, b, FALSE, FALSE);
}

double
sim_beta_quantile (double p, double a, double b)
{
  return qbeta (p, a, b, TRUE, FALSE);
}

double
sim_gamma_density (double x, double shape, double rate)
{
  return dgamma (x, shape, 1 / rate, FALSE);
}

double
sim_gamma_cdf (double x, double shape, double rate)
{
  return pgamma (x, shape, 1 / rate, TRUE, FALSE);
}

/* qgamma loses digits far out, where it finds the other tail from 1 - p; Newton's steps on the
 * logarithm of the asked tail bring them back. */
static double
gamma_quantile (double p, double shape, gboolean lower)
{
  double x = qgamma (p, shape, 1, lower, FALSE), wanted = log (p);
  for (guint i = 0; i < 8 && x > 0 && isfinite (x); i++) {
    double tail = pgamma (x, shape, 1, lower, TRUE);
    double slope = exp (dgamma (x, shape, 1, TRUE) - tail);
    double step = (wanted - tail) / (lower ? slope : -slope);
    if (!isfinite (step) || fabs (step) > x / 2)
      break;
    x += step;
    if (fabs (step) <= 1e-15 * x)
      break;
  }
  return x;
}

double
sim_gamma_quantile (double p, double shape, double rate)
{
  return gamma_quantile (p, shape, TRUE) / rate;
}

double
sim_gamma_upper_quantile (double p, double shape, double rate)
{
  return gamma_quantile (p, shape, FALSE) / rate;
}

double
sim_binomial_mass (double x, double n, double p)
{
  return dbinom (x, n, p, FALSE);
}

double
sim_binomial_cdf (double x, double n, double p)
{
  return pbinom (x, n, p, TRUE, FALSE);
}

double
sim_poisson_mass (double x, double mean)
{
  return dpois (x, mean, FALSE);
}

double
sim_poisson_cdf (double x, double mean)
{
  return ppois (x, mean, TRUE, FALSE);
}

double
sim_poisson_upper (double x, double mean)
{
  return ppois (x, mean, FALSE, FALSE);
}

double
sim_negative_binomial_cdf (double x, double size, double mean)
{
  return pnbinom_mu (x, size, mean, TRUE, FALSE);
}

double
sim_negative_binomial_upper (double x, double size, double mean)
{
  return pnbinom_mu (x, size, mean, FALSE, FALSE);
}

double
sim_lognormal_cdf (double x, double log_mean, double log_sd)
{
  return plnorm (x, log_mean, log_sd, TRUE, FALSE);
}

double
sim_lognormal_quantile (double p, double log_mean, double log_sd)
{
  return qlnorm (p, log_mean, log_sd, TRUE, FALSE);
}

double
sim_weibull_cdf (double x, double shape, double scale)
{
  return pweibull (x, shape, scale, TRUE, FALSE);
}

double
sim_weibull_quantile (double p, double shape, double scale)
{
  return qweibull (p, shape, scale, TRUE, FALSE);
}

double
sim_log_gamma (double x)
{
  return lgammafn (x);
}

double
sim_tukey_cdf (double q, double n_means, double df)
{
  return ptukey (q, 1, n_means, df, TRUE, FALSE);
}

double
sim_tukey_upper_quantile (double p, double n_means, double df)
{
  return qtukey (p, 1, n_means, df, FALSE, FALSE);
}

double
sim_noncentral_chisq_cdf (double x, double df, double ncp)
{
  return pnchisq (x, df, ncp, TRUE, FALSE);
}

static void
nodes_take (SimNodes *nodes, GArray *x, GArray *w)
{
  double sum = 0;

  nodes->n = x->len;
  nodes->x = (double *)g_array_free (x, FALSE);
  nodes->w = (double *)g_array_free (w, FALSE);
  for (guint i = 0; i < nodes->n; i++)
    sum += nodes->w[i];
  for (guint i = 0; i < nodes->n; i++)
    nodes->w[i] /= sum;
}

static void
nodes_add (GArray *x, GArray *w, double value, double weight)
{
  g_array_append_val (x, value);
  g_array_append_val (w, weight);
}

static double
digits_of (double tolerance)
{
  return -log (CLAMP (tolerance, 1e-15, 1e-3));
}

double
sim_nodes_reach (double df, double tolerance)
{
  return 1 + sqrt (2 * digits_of (tolerance) / df);
}

/*
 * With s = exp (u) the density of u is proportional to exp (df (u - exp (2u) / 2)), analytic for
 * |Im u| < pi / 4, so the trapezoidal rule converges exponentially (Trefethen & Weideman 2014,
 * SIAM Review 56). Moving the path of integration by iy costs a factor of about exp (df y^2) for
 * the density and exp (shift^2 y^2 / 2) for g, and gains exp (-2 pi y / h); the step below is the
 * best trade, with 12 added to df for the strip's finite width. The constant of the density drops
 * out with the sum of the weights.
 */
void
sim_nodes_init_chi (SimNodes *nodes, double df, double shift, double tolerance)
{
  GArray *x = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *w = g_array_new (FALSE, FALSE, sizeof (double));
  double digits = digits_of (tolerance), sharpness = MIN (shift * shift, MAX_SHIFT * MAX_SHIFT);
  double step = G_PI / sqrt (digits * (df + 12 + sharpness / 2));

  if (isinf (df)) {
    nodes_add (x, w, 1, 1);
    nodes_take (nodes, x, w);
    return;
  }
  for (int direction = -1; direction <= 1; direction += 2)
    for (guint i = direction < 0 ? 1 : 0;; i++) {
      double u = direction * step * i;
      double exponent = df * (u - expm1 (2 * u) / 2);
      if (exponent < -digits)
        break;
      nodes_add (x, w, exp (u), exp (exponent));
    }
  nodes_take (nodes, x, w);
}

/*
 * The same with the logit v of x: the density of v is proportional to x^a (1 - x)^b, and a shift
 * by iy costs about exp ((a + b) y^2 / 8), for |y| < pi; sqrt (x) changes by at most 0.2 y. The
 * mode is at x = a / (a + b).
 */
void
sim_nodes_init_beta (SimNodes *nodes, double a, double b, double shift, double tolerance,
                     double **complement)
{
  GArray *x = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *w = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *c = g_array_new (FALSE, FALSE, sizeof (double));
  double digits = digits_of (tolerance), sharpness = MIN (shift * shift, MAX_SHIFT * MAX_SHIFT);
  double step = 2 * G_SQRT2 * G_PI / sqrt (digits * (a + b + 16 + 0.16 * sharpness));
  double mode = log (a / b);

  for (int direction = -1; direction <= 1; direction += 2)
    for (guint i = direction < 0 ? 1 : 0;; i++) {
      double d = direction * step * i;
      double below = 1 / (1 + exp (-mode - d)), above = 1 / (1 + exp (mode + d));
      double exponent = a * log (below * (a + b) / a) + b * log (above * (a + b) / b);
      if (exponent < -digits || below == 0 || above == 0)
        break;
      nodes_add (x, w, below, exp (exponent));
      g_array_append_val (c, above);
    }
  nodes_take (nodes, x, w);
  if (complement != NULL)
    *complement = (double *)g_array_free (c, FALSE);
  else
    g_array_free (c, TRUE);
}

void
sim_nodes_clear (SimNodes *nodes)
{
  g_free (nodes->x);
  g_free (nodes->w);
  nodes->x = nodes->w = NULL;
  nodes->n = 0;
}

static double
noncentral_t (double x, double df, double ncp, gboolean upper)
{
  SimNodes nodes;
  double sum = 0;

  if (isnan (x) || isnan (ncp) || !(df >= 0.5))
    return NAN;
  double shift = MIN (fabs (ncp), fabs (x) * sim_nodes_reach (df, 1e-15));
  sim_nodes_init_chi (&nodes, df, shift, 1e-15);
  for (guint i = 0; i < nodes.n; i++) {
    double z = x * nodes.x[i] - ncp;
    sum += nodes.w[i] * sim_normal_cdf (upper ? -z : z);
  }
  sim_nodes_clear (&nodes);
  return MIN (sum, 1);
}

double
sim_noncentral_t_cdf (double x, double df, double ncp)
{
  return noncentral_t (x, df, ncp, FALSE);
}

double
sim_noncentral_t_upper (double x, double df, double ncp)
{
  return noncentral_t (x, df, ncp, TRUE);
}

typedef struct {
  double p, df, ncp;
} TProblem;

static double
noncentral_t_excess (double x, gpointer data)
{
  const TProblem *problem = data;

  return sim_noncentral_t_cdf (x, problem->df, problem->ncp) - problem->p;
}

double
sim_noncentral_t_quantile (double p, double df, double ncp)
{
  TProblem problem = { p, df, ncp };
  double width = 1 + fabs (ncp), root;

  if (!(p > 0 && p < 1) || !isfinite (ncp) || !(df >= 0.5))
    return NAN;
  for (guint i = 0; i < 1000; i++, width *= 2)
    if (noncentral_t_excess (ncp - width, &problem) < 0
        && noncentral_t_excess (ncp + width, &problem) > 0)
      break;
  if (!sim_root (noncentral_t_excess, &problem, ncp - width, ncp + width, 0, &root))
    return NAN;
  return root;
}

/* The Poisson weights are summed outwards from the largest until what is left is below 1e-17. */
static double
noncentral_f (double x, double df1, double df2, double ncp, gboolean upper)
{
  double mean = ncp / 2, sum = 0;

  if (isnan (x) || !(df1 > 0) || !(df2 > 0) || !(ncp >= 0) || isinf (df1) || isinf (ncp))
    return NAN;
  if (x <= 0)
    return upper ? 1 : 0;
  double ratio = isinf (df2) ? 0 : df1 * x / (df1 * x + df2);
  for (int direction = -1; direction <= 1; direction += 2)
    for (double j = floor (mean) + (direction > 0);; j += direction) {
      double weight = j < 0 ? 0 : dpois (j, mean, FALSE);
      if (weight < 1e-19)
        break;
      sum += weight
             * (isinf (df2) ? pchisq (df1 * x, df1 + 2 * j, !upper, FALSE)
                            : pbeta (ratio, df1 / 2 + j, df2 / 2, !upper, FALSE));
    }
  return MIN (sum, 1);
}

double
sim_noncentral_f_cdf (double x, double df1, double df2, double ncp)
{
  return noncentral_f (x, df1, df2, ncp, FALSE);
}

double
sim_noncentral_f_upper (double x, double df1, double df2, double ncp)
{
  return noncentral_f (x, df1, df2, ncp, TRUE);
}
