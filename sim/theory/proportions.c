/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportions.c - which tables are significant, and how likely they are.
 */
#include "proportions.h"

#include <math.h>

#include "../base/prob.h"
#include "critical.h"
#include "fisher.h"

/* Numbers of events that are less likely than this are left out. */
#define UNLIKELY 1e-19

/* Tables of a pair of ranges of events. */
typedef struct {
  const SimProportionsTest *test;
  guint n_levels;
  const double *levels;
  double critical[G_MAXUINT8];
  guint n_a, n_b;
  SimEvents in_a, in_b;
  guint8 *passed;
} Tables;

static guint8 *table_at (const Tables *t, guint a, guint b)
{
  return &t->passed[(gsize)(a - t->in_a.low) * (t->in_b.high - t->in_b.low + 1) + b - t->in_b.low];
}

/* The p_b that is likeliest under p_a - p_b = bound: where the likelihood stops to rise. */
static double likeliest (double x_a, double n_a, double x_b, double n_b, double bound)
{
  double low = MAX (0, -bound), high = MIN (1, 1 - bound);
  for (guint i = 0; i < 60 && low < high; i++) {
    double p = (low + high) / 2, q = p + bound;
    double slope = (x_a > 0 ? x_a / q : 0) - (x_a < n_a ? (n_a - x_a) / (1 - q) : 0)
                   + (x_b > 0 ? x_b / p : 0) - (x_b < n_b ? (n_b - x_b) / (1 - p) : 0);
    *(slope > 0 ? &low : &high) = p;
  }
  return (low + high) / 2;
}

/* The statistic against a bound. Without a variance nothing is shown. */
static double statistic (SimProportionsKind kind, double x_a, double n_a, double x_b, double n_b,
                         double bound)
{
  double p_a = x_a / n_a, p_b = x_b / n_b, d = p_a - p_b - bound;
  if (kind == SIM_PROPORTIONS_POOLED || (kind == SIM_PROPORTIONS_RESTRICTED && bound == 0))
    p_a = p_b = (x_a + x_b) / (n_a + n_b);
  else if (kind == SIM_PROPORTIONS_RESTRICTED) {
    p_b = likeliest (x_a, n_a, x_b, n_b, bound);
    p_a = p_b + bound;
  }
  double variance = p_a * (1 - p_a) / n_a + p_b * (1 - p_b) / n_b;
  return variance > 1e-15 ? d / sqrt (variance) : 0;
}

static guint passed_of (const Tables *t, double z)
{
  guint n = 0;
  while (n < t->n_levels && z > t->critical[n])
    n++;
  return n;
}

static void pass_by_z (Tables *t)
{
  const SimProportionsTest *test = t->test;
  for (guint i = 0; i < t->n_levels; i++)
    t->critical[i] = sim_critical_t (t->levels[i], INFINITY);
  for (guint a = t->in_a.low; a <= t->in_a.high; a++)
    for (guint b = t->in_b.low; b <= t->in_b.high; b++) {
      double bound = test->two_sided ? 0 : test->lower;
      double z = statistic (test->kind, a, t->n_a, b, t->n_b, bound);
      if (test->two_sided)
        z = fabs (z);
      else if (isfinite (test->upper))
        z = MIN (z, -statistic (test->kind, a, t->n_a, b, t->n_b, test->upper));
      *table_at (t, a, b) = (guint8)passed_of (t, z);
    }
}

/* A level more for the tables of so many events that are beyond its bounds. */
static void pass_beyond (Tables *t, guint events, const SimFisherBounds *bounds)
{
  guint least = MAX (t->in_a.low, events > t->in_b.high ? events - t->in_b.high : 0);
  for (guint a = least; a <= MIN (t->in_a.high, events - t->in_b.low); a++)
    if (a > bounds->above || events - a > bounds->below)
      ++*table_at (t, a, events - a);
}

static void pass_by_fisher (Tables *t)
{
  const SimProportionsTest *test = t->test;
  guint first = t->in_a.low + t->in_b.low, last = t->in_a.high + t->in_b.high;
  SimFisherBounds *bounds = g_new (SimFisherBounds, last - first + 1);
  gsize n = (gsize)(t->in_a.high - t->in_a.low + 1) * (t->in_b.high - t->in_b.low + 1);
  for (gsize i = 0; i < n; i++)
    t->passed[i] = 0;
  for (guint level = 0; level < t->n_levels; level++) {
    sim_fisher_bounds (t->n_a, t->n_b, test->two_sided, t->levels[level], first, last, bounds);
    for (guint events = first; events <= last; events++)
      pass_beyond (t, events, &bounds[events - first]);
  }
  g_free (bounds);
}

void sim_proportions_passed (const SimProportionsTest *test, guint n_levels, const double *levels,
                             guint n_a, SimEvents in_a, guint n_b, SimEvents in_b, guint8 *passed)
{
  Tables t = { .test = test, .n_levels = n_levels, .levels = levels, .n_a = n_a, .n_b = n_b,
               .in_a = in_a, .in_b = in_b, .passed = passed };
  if (test->kind == SIM_PROPORTIONS_FISHER)
    pass_by_fisher (&t);
  else
    pass_by_z (&t);
}

void sim_proportions_mass (guint n, double p, double *mass)
{
  for (guint x = 0; x <= n; x++)
    mass[x] = sim_binomial_mass (x, n, p);
}

SimEvents sim_proportions_likely (guint n, double p)
{
  SimEvents likely;
  likely.low = likely.high = (guint)CLAMP (floor ((n + 1.0) * p), 0, n);
  while (likely.low > 0 && sim_binomial_mass (likely.low - 1, n, p) > UNLIKELY)
    likely.low--;
  while (likely.high < n && sim_binomial_mass (likely.high + 1, n, p) > UNLIKELY)
    likely.high++;
  return likely;
}

double sim_power_proportions (const SimProportionsTest *test, double level, guint n_a, double p_a,
                              guint n_b, double p_b)
{
  SimEvents in_a = sim_proportions_likely (n_a, p_a), in_b = sim_proportions_likely (n_b, p_b);
  gsize wide = in_b.high - in_b.low + 1;
  guint8 *passed = g_try_malloc ((in_a.high - in_a.low + 1) * wide);
  double *mass = g_try_new (double, wide), sum = 0;
  if (passed == NULL || mass == NULL) {
    g_free (passed);
    g_free (mass);
    return NAN;
  }
  sim_proportions_passed (test, 1, &level, n_a, in_a, n_b, in_b, passed);
  for (guint b = 0; b < wide; b++)
    mass[b] = sim_binomial_mass (in_b.low + b, n_b, p_b);
  for (guint a = in_a.low; a <= in_a.high; a++) {
    double row = 0;
    for (guint b = 0; b < wide; b++)
      row += passed[(a - in_a.low) * wide + b] ? mass[b] : 0;
    sum += sim_binomial_mass (a, n_a, p_a) * row;
  }
  g_free (passed);
  g_free (mass);
  return sum;
}

double sim_power_proportions_normal (gboolean pooled, double alpha, guint sides, double n_a,
                                     double p_a, double n_b, double p_b)
{
  double c = sim_normal_upper_quantile (alpha / sides), d = p_a - p_b;
  double own = sqrt (p_a * (1 - p_a) / n_a + p_b * (1 - p_b) / n_b);
  double p = (n_a * p_a + n_b * p_b) / (n_a + n_b);
  double bound = c * (pooled ? sqrt (p * (1 - p) * (1 / n_a + 1 / n_b)) : own);
  double up = sim_normal_upper ((bound - d) / own);
  return sides == 1 ? up : up + sim_normal_upper ((bound + d) / own);
}
