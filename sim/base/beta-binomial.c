/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * beta-binomial.c - moments and quantiles of the beta-binomial distribution.
 */
#include "beta-binomial.h"

#include <math.h>

void
sim_beta_binomial_sd_range (guint n, double mean, double *least, double *most)
{
  double p = mean / n;
  *least = sqrt (n * p * (1 - p));
  *most = n * sqrt (p * (1 - p));
}

gboolean
sim_beta_binomial_solve (guint n, double mean, double sd, double *a, double *b)
{
  double p = mean / n, excess = sd * sd / (n * p * (1 - p)) - 1;
  *a = *b = NAN;
  if (!(p > 0 && p < 1 && n > 1 && excess > 0 && excess < n - 1))
    return FALSE;
  double sum = (n - 1) / excess - 1; /* a + b */
  *a = p * sum;
  *b = (1 - p) * sum;
  return *a > 0 && *b > 0 && isfinite (sum);
}

/* Logarithms, for where nearly all patients are at one end the other has less than any double. */
static void
fill_probabilities (guint n, double a, double b, double *p)
{
  double log_p = 0;
  for (guint i = 0; i < n; i++)
    log_p += log ((b + i) / (a + b + i));
  p[0] = exp (log_p);
  for (guint k = 0; k < n; k++) {
    log_p += log ((n - k) * (a + k) / ((k + 1.0) * (b + n - k - 1)));
    p[k + 1] = exp (log_p);
  }
}

void
sim_beta_binomial_tails (guint n, double a, double b, double *up_to, double *above)
{
  double *p = g_new (double, n + 1), sum = 0;
  fill_probabilities (n, a, b, p);
  for (guint k = 0; k < n; k++)
    up_to[k] = sum += p[k];
  sum = 0;
  for (guint k = n; k-- > 0;)
    above[k] = sum += p[k + 1];
  g_free (p);
}
