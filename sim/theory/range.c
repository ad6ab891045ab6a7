/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * range.c - the studentised range, and Tukey's constant.
 *
 * One of k normal values is the highest, x, with density phi (x); all others lie below it with
 * chance Phi (x)^(k-1), and within w of it with (Phi (x) - Phi (x - w))^(k-1). The integrals over x
 * and over the estimated SD are trapezoidal sums, which converge exponentially here.
 */
#include <math.h>

#include "../base/numeric.h"
#include "../base/prob.h"
#include "critical.h"

#define CUT 8 /* beyond this many standard deviations lies less than 1e-14 */

/* P(range of k standard normal values > w): what the others miss rather than what they meet, so
   that small chances keep their digits. The integrand is no sharper than a product of 2 k normal
   curves: hence the step. */
static double
beyond (double w, guint k)
{
  double step = 0.7 / sqrt (2.0 * k), sum = 0;
  int half = (int)ceil (CUT / step);

  if (w > 2 * CUT + 4)
    return 0;
  for (int i = -half; i <= half; i++) {
    double x = i * step, high = sim_normal_cdf (x), within = high - sim_normal_cdf (x - w);
    double missed = pow (high, k - 1.0) - pow (MAX (within, 0), k - 1.0);
    sum += step * sim_normal_density (x) * missed;
  }
  return k * sum;
}

double
sim_range_upper (double q, guint n_means, double df)
{
  SimNodes scale;
  double sum = 0;

  if (isnan (q) || n_means < 2 || !(df > 0))
    return NAN;
  if (q <= 0)
    return 1;
  sim_nodes_init_chi (&scale, df, 0, 1e-14);
  for (guint j = 0; j < scale.n; j++)
    sum += scale.w[j] * beyond (q * scale.x[j], n_means);
  sim_nodes_clear (&scale);
  return MIN (sum, 1);
}

typedef struct {
  double alpha, df;
  guint n_means;
} Tukey;

/* The logarithm of the chance, nearly straight in c, against that of alpha. */
static double
excess (double c, gpointer data)
{
  const Tukey *tukey = data;
  double upper = sim_range_upper (c * G_SQRT2, tukey->n_means, tukey->df);

  return log (MAX (upper, G_MINDOUBLE) / tukey->alpha);
}

double
sim_critical_tukey (double alpha, guint n_means, double df)
{
  Tukey tukey = { alpha, df, n_means };
  double pairs = n_means * (n_means - 1.0) / 2, root;

  if (!(alpha > 0 && alpha < 1) || n_means < 2 || !(df > 0))
    return NAN;
  if (n_means == 2)
    return sim_critical_t (alpha / 2, df);
  /* one pair alone and Bonferroni's inequality enclose the constant */
  double low = sim_critical_t (alpha / 2, df), high = sim_critical_t (alpha / 2 / pairs, df);
  double guess = low + 0.8 * (high - low);
  double slope = -sim_t_density (guess, df) * 2 * pairs / alpha;
  if (!sim_root_near (excess, &tukey, guess, slope, low, high, 1e-9 * (1 + high), &root)
      && !sim_root (excess, &tukey, low, high, 1e-12, &root))
    return NAN;
  return root;
}
