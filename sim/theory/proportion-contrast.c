/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportion-contrast.c - normal-theory power of contrasts of proportions.
 *
 * The likelihood under sum w g (q) = bound is largest where n (p - q) = m w q (1 - q) g' (q), with
 * a multiplier m of which the contrast is a falling function; g' is 1, of logits 1 / (q (1 - q)).
 */
#include "proportion-contrast.h"

#include <math.h>

#include "../base/prob.h"

enum { HALVINGS = 60, MULTIPLIER_HALVINGS = 100 };

/* The likeliest proportion of an arm under the multiplier m. */
static double
likeliest (const SimProportionContrastTest *test, guint arm, double m, double n)
{
  double p = test->proportion[arm], by = m * test->weight[arm], low = 0, high = 1;

  if (test->logit)
    return p - by / n;
  for (guint i = 0; i < HALVINGS; i++) {
    double q = (low + high) / 2;
    *(n * (p - q) > by * q * (1 - q) ? &low : &high) = q;
  }
  return (low + high) / 2;
}

static double
contrast_at (const SimProportionContrastTest *test, double m, const double *n)
{
  double sum = 0;

  for (guint a = 0; a < test->n_arms; a++)
    if (test->weight[a] != 0) {
      double q = likeliest (test, a, m, n[a]);
      sum += test->weight[a] * (test->logit ? log (q / (1 - q)) : q);
    }
  return sum;
}

static double
sd_at (const SimProportionContrastTest *test, double m, const double *n)
{
  double sum = 0;

  for (guint a = 0; a < test->n_arms; a++)
    if (test->weight[a] != 0) {
      double q = likeliest (test, a, m, n[a]), v = q * (1 - q);
      sum += test->weight[a] * test->weight[a] / n[a] * (test->logit ? 1 / v : v);
    }
  return sqrt (sum);
}

/* Between these multipliers all proportions of logits are. */
static void
bracket (const SimProportionContrastTest *test, const double *n, double *low, double *high)
{
  double most = 0;

  *low = -INFINITY;
  *high = INFINITY;
  for (guint a = 0; a < test->n_arms; a++) {
    double w = test->weight[a], p = test->proportion[a];
    if (w == 0)
      continue;
    *low = MAX (*low, (w > 0 ? p - 1 : p) * n[a] / w);
    *high = MIN (*high, (w > 0 ? p : p - 1) * n[a] / w);
    most = MAX (most, n[a] / fabs (w));
  }
  if (!test->logit) { /* beyond them proportions are 0 and 1 to ten digits */
    *low = -1e10 * most;
    *high = 1e10 * most;
  }
}

/* The standard deviation that the test takes against a bound. */
static double
sd_on (const SimProportionContrastTest *test, double bound, const double *n)
{
  double low, high;

  if (!test->restricted)
    return sd_at (test, 0, n);
  bracket (test, n, &low, &high);
  for (guint i = 0; i < MULTIPLIER_HALVINGS; i++) {
    double m = (low + high) / 2;
    *(contrast_at (test, m, n) > bound ? &low : &high) = m;
  }
  return sd_at (test, (low + high) / 2, n);
}

double
sim_power_proportion_contrast (const SimProportionContrastTest *test, double level, const double *n)
{
  double effect = contrast_at (test, 0, n), sd = sd_at (test, 0, n);
  double z = sim_normal_upper_quantile (level), lower = test->two_sided ? 0 : test->lower, up, down;

  if (!(sd > 0 && isfinite (sd) && isfinite (effect)))
    return NAN;
  up = sim_normal_upper ((z * sd_on (test, lower, n) - (effect - lower)) / sd);
  if (!test->two_sided && !isfinite (test->upper))
    return up;
  if (test->two_sided)
    return up + sim_normal_upper ((z * sd_on (test, 0, n) + effect) / sd);
  down = sim_normal_upper ((z * sd_on (test, test->upper, n) - (test->upper - effect)) / sd);
  return MAX (up + down - 1, 0);
}
