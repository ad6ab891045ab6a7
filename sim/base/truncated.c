/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * truncated.c - moments of a truncated normal, and the normal behind given moments.
 *
 * All moments are sums of positive terms about a centre near the mean, by Gauss-Legendre's rule or
 * over the whole numbers, so that they keep their digits also where both limits lie far out on one
 * side of mu. With the mean held the SD grows with sigma: two nested roots find the normal.
 */
#include "truncated.h"

#include <math.h>

#include "numeric.h"
#include "prob.h"

#define NODES     96
#define FAR       8.0  /* sigmas from mu to a limit beyond which it lies */
#define NARROW    0.1  /* sigmas between the limits, at least: there the law is all but uniform */
#define SIGMA_MIN 0.05 /* of rounded scores */
#define DROP      80.0 /* twice the log of how much smaller a density is that counts as none */

typedef struct {
  const SimLimits *limits;
  double mean, sd;                 /* wanted */
  double node[NODES], weight[NODES]; /* on [-1, 1] */
  double log_sigma, mu;            /* at hand */
} Search;

/* Where not whole: from where to where the density is more than nothing. */
static void reach (const SimLimits *l, double mu, double sigma, double *from, double *to)
{
  double mode = CLAMP (mu, l->low, l->high), off = mode - mu;
  double span = sqrt (off * off + DROP * sigma * sigma);
  *from = MAX (l->low, mu - span);
  *to = MIN (l->high, mu + span);
}

/* P (from < Z < to), by the tails on the side where both lie. */
static double between (double from, double to)
{
  return from + to > 0 ? sim_normal_upper (from) - sim_normal_upper (to)
                       : sim_normal_cdf (to) - sim_normal_cdf (from);
}

/* Moments about c. */
static void moments (const Search *s, double mu, double sigma, double c, double *first,
                     double *second)
{
  const SimLimits *l = s->limits;
  double whole = 0, one = 0, two = 0;
  if (l->whole)
    for (double k = l->low; k <= l->high; k++) {
      double from = k == l->low && l->low_is_end ? -INFINITY : (k - 0.5 - mu) / sigma;
      double to = k == l->high && l->high_is_end ? INFINITY : (k + 0.5 - mu) / sigma;
      double p = isinf (from) && isinf (to) ? 1 : between (from, to);
      whole += p;
      one += p * (k - c);
      two += p * (k - c) * (k - c);
    }
  else {
    double from, to, mode = CLAMP (mu, l->low, l->high), top = (mode - mu) / sigma;
    reach (l, mu, sigma, &from, &to);
    for (guint i = 0; i < NODES; i++) {
      double x = (from + to) / 2 + (to - from) / 2 * s->node[i], z = (x - mu) / sigma;
      double p = s->weight[i] * exp ((top - z) * (top + z) / 2);
      whole += p;
      one += p * (x - c);
      two += p * (x - c) * (x - c);
    }
  }
  *first = one / whole;
  *second = two / whole;
}

static void start (Search *s, const SimLimits *limits, double mean, double sd)
{
  *s = (Search){ .limits = limits, .mean = mean, .sd = sd };
  if (!limits->whole)
    sim_gauss_legendre (NODES, -1, 1, s->node, s->weight);
}

void sim_truncated_moments (const SimLimits *limits, double mu, double sigma, double *mean,
                            double *sd)
{
  Search s;
  double first, second, centre = CLAMP (mu, limits->low, limits->high);
  start (&s, limits, NAN, NAN);
  moments (&s, mu, sigma, centre, &first, &second);
  *mean = centre + first;
  moments (&s, mu, sigma, *mean, &first, &second);
  *sd = sqrt (second - first * first);
}

static double off_mean (double mu, gpointer data)
{
  const Search *s = data;
  double first, second;
  moments (s, mu, exp (s->log_sigma), s->mean, &first, &second);
  return first;
}

/* The mu that keeps the mean at the sigma at hand; FALSE if there is none near enough. */
static gboolean hold_mean (Search *s)
{
  const SimLimits *l = s->limits;
  double sigma = exp (s->log_sigma), half = l->whole ? 0.5 : 0;
  double low = isinf (l->low) ? s->mean - sigma : l->low - half - FAR * sigma;
  double high = isinf (l->high) ? s->mean + sigma : l->high + half + FAR * sigma;
  return sim_root (off_mean, s, low, high, 1e-14 * (sigma + fabs (s->mean)), &s->mu);
}

static double variance (Search *s)
{
  double first, second;
  if (!hold_mean (s))
    return NAN;
  moments (s, s->mu, exp (s->log_sigma), s->mean, &first, &second);
  return second - first * first;
}

/* Ends of log sigma between which the mean can be held. */
static void sigma_range (Search *s, double *least, double *most)
{
  const SimLimits *l = s->limits;
  double near = MIN (s->mean - l->low, l->high - s->mean);
  double out = log (isinf (l->low) || isinf (l->high) ? 100 * near
                                                      : (l->high - l->low + l->whole) / NARROW);
  /* what is kept of a normal varies less than all of it, though not visibly where limits are far;
     rounded scores vary by themselves */
  double small = 0.99 * MIN (near / FAR, s->sd > 0 ? s->sd : INFINITY);
  *least = log (l->whole ? SIGMA_MIN : small);
  s->log_sigma = *most = out;
  if (hold_mean (s))
    return;
  for (double in = *least; out - in > 1e-4;) {
    s->log_sigma = (in + out) / 2;
    *(hold_mean (s) ? &in : &out) = s->log_sigma;
    *most = in;
  }
}

static double off_variance (double log_sigma, gpointer data)
{
  Search *s = data;
  s->log_sigma = log_sigma;
  return variance (s) / (s->sd * s->sd) - 1;
}

gboolean sim_truncated_solve (const SimLimits *limits, double mean, double sd, double *mu,
                              double *sigma)
{
  Search s;
  double least, most, root;
  *mu = *sigma = NAN;
  if (!(mean > limits->low && mean < limits->high && sd > 0))
    return FALSE;
  start (&s, limits, mean, sd);
  sigma_range (&s, &least, &most);
  if (!(off_variance (least, &s) < 0 && off_variance (most, &s) > 0)
      || !sim_root (off_variance, &s, least, most, 1e-14, &root))
    return FALSE;
  s.log_sigma = root;
  if (!hold_mean (&s))
    return FALSE;
  *mu = s.mu;
  *sigma = exp (root);
  return TRUE;
}

void sim_truncated_sd_range (const SimLimits *limits, double mean, double *least, double *most)
{
  Search s;
  double low, high;
  start (&s, limits, mean, 0);
  sigma_range (&s, &low, &high);
  s.log_sigma = low;
  *least = limits->whole ? sqrt (variance (&s)) : 0;
  s.log_sigma = high;
  *most = sqrt (variance (&s));
}

double sim_truncated_quantile (double from, double to, double z)
{
  if (from + to > 0) {
    double above = sim_normal_upper (from), beyond = sim_normal_upper (to);
    return sim_normal_upper_quantile (beyond + (above - beyond) * sim_normal_upper (z));
  }
  double below = sim_normal_cdf (from), up_to = sim_normal_cdf (to);
  return sim_normal_quantile (below + (up_to - below) * sim_normal_cdf (z));
}
