/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * attrition.c - numbers analysed when patients leave at random.
 */
#include "attrition.h"

#include <math.h>

#include "../base/numeric.h"
#include "../base/prob.h"

/* A law on the integers first, first + 1, ... */
typedef struct {
  guint first, n;
  double *w;
} Law;

/* Binomial, given two or more; what lies more than nine standard deviations out is left off. */
static Law
binomial_law (guint size, double missing, double *complete)
{
  double mean = size * (1 - missing), reach = 9 * sqrt (mean * missing) + 30 * missing;
  guint low = (guint)MAX (2, floor (mean - reach)), high = (guint)MIN (size, ceil (mean + reach));
  Law law = { low, high >= low ? high - low + 1 : 0, NULL };
  double sum = 0;

  law.w = g_new (double, MAX (law.n, 1));
  for (guint i = 0; i < law.n; i++) {
    law.w[i] = sim_binomial_mass (low + i, size, 1 - missing);
    sum += law.w[i];
  }
  for (guint i = 0; i < law.n; i++)
    law.w[i] /= sum;
  *complete = law.n == 0 ? 0 : 1 - sim_binomial_cdf (1, size, 1 - missing);
  return law;
}

/* The law of the sum of two independent numbers; frees both. */
static Law
convolve (Law a, Law b)
{
  Law sum = { a.first + b.first, a.n + b.n - 1, NULL };

  sum.w = g_new0 (double, sum.n);
  for (guint i = 0; i < a.n; i++)
    for (guint j = 0; j < b.n; j++)
      sum.w[i + j] += a.w[i] * b.w[j];
  g_free (a.w);
  g_free (b.w);
  return sum;
}

/*
 * The error of q nodes falls like (SD / mean)^(2q), the relative width of the law to the order
 * from which moments are no longer matched.
 */
static guint
nodes_needed (double mean, double variance, double tolerance)
{
  double width = sqrt (variance) / mean;
  guint q = 1;

  while (q < SIM_ATTRITION_NODES && pow (1.5 * width, 2 * q) > tolerance)
    q++;
  return q;
}

static void
reduce (SimAttrition *attrition, const Law *law, double tolerance)
{
  double *x = g_new (double, law->n), mean = 0, variance = 0;

  for (guint i = 0; i < law->n; i++) {
    x[i] = law->first + i;
    mean += law->w[i] * x[i];
  }
  for (guint i = 0; i < law->n; i++)
    variance += law->w[i] * (x[i] - mean) * (x[i] - mean);
  attrition->n = sim_gauss_discrete (law->n, x, law->w, nodes_needed (mean, variance, tolerance),
                                     attrition->x, attrition->w);
  g_free (x);
}

void
sim_attrition_init (SimAttrition *attrition, guint n_arms, const guint *size, const double *missing,
                    double tolerance)
{
  Law law = { 0, 1, g_new (double, 1) };

  law.w[0] = 1;
  attrition->complete = 1;
  for (guint i = 0; i < n_arms; i++) {
    double complete;
    Law one = binomial_law (size[i], missing[i], &complete);
    attrition->complete *= complete;
    if (one.n > 0)
      law = convolve (law, one);
    else
      g_free (one.w);
  }
  reduce (attrition, &law, tolerance);
  g_free (law.w);
}
