/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportions.c - which tables are significant, and how likely they are.
 */
#include "proportions.h"

#include <math.h>

#include "../base/prob.h"
#include "critical.h"

/* P-values that exceed a level by less than such a share are on it: rounding. */
#define ON_LEVEL (1 + 1e-9)
/* R's fisher.test(): tables that are likelier by less than this are no likelier. */
#define NO_LIKELIER (1 + 1e-7)

typedef struct {
  const SimProportionsTest *test;
  guint n_levels;
  const double *levels;
  double critical[G_MAXUINT8];
  guint n_a, n_b;
  guint8 *passed;
} Tables;

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
  for (guint a = 0; a <= t->n_a; a++)
    for (guint b = 0; b <= t->n_b; b++) {
      double bound = test->two_sided ? 0 : test->lower;
      double z = statistic (test->kind, a, t->n_a, b, t->n_b, bound);
      if (test->two_sided)
        z = fabs (z);
      else if (isfinite (test->upper))
        z = MIN (z, -statistic (test->kind, a, t->n_a, b, t->n_b, test->upper));
      t->passed[a * (t->n_b + 1) + b] = (guint8)passed_of (t, z);
    }
}

static void note (Tables *t, guint events, guint a, double p, double tails)
{
  guint n = 0;
  while (n < t->n_levels && p <= tails * t->levels[n] * ON_LEVEL)
    n++;
  t->passed[a * (t->n_b + 1) + events - a] = (guint8)n;
}

/* Of all tables with so many events; mass: those of arm a, of which there are low .. high. */
static void judge_events (Tables *t, guint events, guint low, guint high, const double *mass)
{
  double sum = 0;
  if (!t->test->two_sided) {
    for (guint a = high + 1; a-- > low;) {
      sum += mass[a - low];
      note (t, events, a, sum, 1);
    }
    return;
  }
  /* from both ends inwards, the less likely first, those that are equally likely together */
  for (guint left = low, right = high + 1; left < right;) {
    double least = MIN (mass[left - low], mass[right - 1 - low]) * NO_LIKELIER;
    guint from = left, to = right;
    while (left < right && mass[left - low] <= least)
      sum += mass[left++ - low];
    while (left < right && mass[right - 1 - low] <= least)
      sum += mass[--right - low];
    for (guint a = from; a < left; a++)
      note (t, events, a, sum, 2);
    for (guint a = right; a < to; a++)
      note (t, events, a, sum, 2);
  }
}

/* Hypergeometric probabilities by their ratios, from the likeliest number outwards. */
static void pass_by_fisher (Tables *t, double *mass)
{
  for (guint events = 0; events <= t->n_a + t->n_b; events++) {
    guint low = events > t->n_b ? events - t->n_b : 0, high = MIN (events, t->n_a);
    guint mode = (guint)((t->n_a + 1.0) * (events + 1.0) / (t->n_a + t->n_b + 2.0));
    double sum = 1;
    mode = CLAMP (mode, low, high);
    mass[mode - low] = 1;
    for (guint a = mode; a < high; a++)
      sum += mass[a + 1 - low] = mass[a - low] * (t->n_a - a) / (a + 1.0) * (events - a)
                                 / (t->n_b + a + 1.0 - events);
    for (guint a = mode; a > low; a--)
      sum += mass[a - 1 - low] = mass[a - low] * a / (t->n_a - a + 1.0)
                                 * (t->n_b + (double)a - events) / (events - a + 1.0);
    for (guint a = low; a <= high; a++)
      mass[a - low] /= sum;
    judge_events (t, events, low, high, mass);
  }
}

void sim_proportions_passed (const SimProportionsTest *test, guint n_levels, const double *levels,
                             guint n_a, guint n_b, guint8 *passed)
{
  Tables t = { .test = test, .n_levels = n_levels, .levels = levels, .n_a = n_a, .n_b = n_b,
               .passed = passed };
  if (test->kind != SIM_PROPORTIONS_FISHER) {
    pass_by_z (&t);
    return;
  }
  double *mass = g_new (double, MIN (n_a, n_b) + 2);
  pass_by_fisher (&t, mass);
  g_free (mass);
}

void sim_proportions_mass (guint n, double p, double *mass)
{
  for (guint x = 0; x <= n; x++)
    mass[x] = sim_binomial_mass (x, n, p);
}

double sim_power_proportions (const SimProportionsTest *test, double level, guint n_a, double p_a,
                              guint n_b, double p_b)
{
  gsize tables = (gsize)(n_a + 1) * (n_b + 1);
  guint8 *passed = g_try_malloc (tables);
  double *mass = g_try_new (double, (gsize)n_a + n_b + 2), sum = 0;
  if (passed == NULL || mass == NULL) {
    g_free (passed);
    g_free (mass);
    return NAN;
  }
  double *mass_b = mass + n_a + 1;
  sim_proportions_passed (test, 1, &level, n_a, n_b, passed);
  sim_proportions_mass (n_a, p_a, mass);
  sim_proportions_mass (n_b, p_b, mass_b);
  for (guint a = 0; a <= n_a; a++) {
    double row = 0;
    for (guint b = 0; b <= n_b; b++)
      row += passed[a * (n_b + 1) + b] ? mass_b[b] : 0;
    sum += mass[a] * row;
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
