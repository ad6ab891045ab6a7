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
/* Numbers of events that are less likely than this are left out, */
#define UNLIKELY 1e-19
/* and tables, given their margins, that are less likely than this by the likeliest of them: their
   p-values are below every level that there can be, or are those of the other tail. */
#define NOTHING 1e-40

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

static void note (Tables *t, guint events, guint a, double p, double tails)
{
  guint n = 0, b = events - a;
  if (a < t->in_a.low || a > t->in_a.high || b < t->in_b.low || b > t->in_b.high)
    return;
  while (n < t->n_levels && p <= tails * t->levels[n] * ON_LEVEL)
    n++;
  *table_at (t, a, b) = (guint8)n;
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

/* Tables of so many events from first to last of arm a, too far from the likeliest to be seen. */
static void judge_far (Tables *t, guint events, guint first, guint last, gboolean significant)
{
  guint least = MAX (t->in_a.low, events > t->in_b.high ? events - t->in_b.high : 0);
  for (guint a = MAX (first, least); a <= MIN (last, t->in_a.high); a++)
    note (t, events, a, significant ? 0 : 1, 1);
}

/* Hypergeometric probabilities by their ratios, from the likeliest number outwards, while there is
   anything left of them. */
static void pass_by_fisher (Tables *t, double *mass)
{
  guint most = t->in_a.high + t->in_b.high;
  for (guint events = t->in_a.low + t->in_b.low; events <= most; events++) {
    guint low = events > t->n_b ? events - t->n_b : 0, high = MIN (events, t->n_a);
    guint mode = (guint)((t->n_a + 1.0) * (events + 1.0) / (t->n_a + t->n_b + 2.0));
    double sum = 1;
    mode = CLAMP (mode, low, high);
    guint first = mode, last = mode;
    mass[mode] = 1;
    for (; last < high && mass[last] > NOTHING; last++)
      sum += mass[last + 1] = mass[last] * (t->n_a - last) / (last + 1.0) * (events - last)
                              / (t->n_b + last + 1.0 - events);
    for (; first > low && mass[first] > NOTHING; first--)
      sum += mass[first - 1] = mass[first] * first / (t->n_a - first + 1.0)
                               * (t->n_b + (double)first - events) / (events - first + 1.0);
    for (guint a = first; a <= last; a++)
      mass[a] /= sum;
    judge_events (t, events, first, last, mass + first);
    if (first > low)
      judge_far (t, events, low, first - 1, t->test->two_sided);
    if (last < high)
      judge_far (t, events, last + 1, high, TRUE);
  }
}

void sim_proportions_passed (const SimProportionsTest *test, guint n_levels, const double *levels,
                             guint n_a, SimEvents in_a, guint n_b, SimEvents in_b, guint8 *passed)
{
  Tables t = { .test = test, .n_levels = n_levels, .levels = levels, .n_a = n_a, .n_b = n_b,
               .in_a = in_a, .in_b = in_b, .passed = passed };
  if (test->kind != SIM_PROPORTIONS_FISHER) {
    pass_by_z (&t);
    return;
  }
  double *mass = g_new (double, (gsize)n_a + 1);
  pass_by_fisher (&t, mass);
  g_free (mass);
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
