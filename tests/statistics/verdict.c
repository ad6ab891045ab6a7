/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verdict.c - the list of tests, p-values from counts, and the rule.
 */
#include "battery.h"

#include <math.h>

#include "base/prob.h"

const BatteryTest battery[BATTERY_TESTS] = {
  { "serial-pairs", battery_pairs, FALSE },
  { "serial-triples", battery_triples, FALSE },
  { "gap", battery_gap, FALSE },
  { "runs", battery_runs, FALSE },
  { "maximum-of-8", battery_maximum, FALSE },
  { "moments", battery_moments, FALSE },
  { "lags-of-means", battery_lag_means, FALSE },
  { "lags-of-variances", battery_lag_variances, FALSE },
  { "collisions", battery_collisions, FALSE },
  { "birthday-spacings", battery_birthdays, FALSE },
  { "matrix-rank", battery_rank, FALSE },
  { "bit-frequency", battery_frequency, TRUE },
  { "bit-agreement", battery_agreement, TRUE },
  { "bit-agreement-far", battery_agreement_far, TRUE },
  { "hamming", battery_hamming, TRUE },
  { "hamming-far", battery_hamming_far, TRUE },
};

double battery_chi (const guint *count, const double *probability, guint cells)
{
  double total = 0, chi = 0;
  for (guint i = 0; i < cells; i++)
    total += count[i];
  for (guint i = 0; i < cells; i++) {
    double expected = total * probability[i], d = count[i] - expected;
    chi += d * d / expected;
  }
  return sim_chisq_upper (chi, cells - 1);
}

double battery_chi_equal (const guint *count, guint cells)
{
  double total = 0, chi = 0;
  for (guint i = 0; i < cells; i++)
    total += count[i];
  double expected = total / cells;
  for (guint i = 0; i < cells; i++)
    chi += (count[i] - expected) * (count[i] - expected) / expected;
  return sim_chisq_upper (chi, cells - 1);
}

double battery_poisson (guint count, double mean)
{
  return 1 - sim_poisson_cdf (count, mean) + sim_poisson_mass (count, mean) / 2;
}

static int by_size (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

/* Kolmogorov's law with Stephens' correction for a finite n, J. R. Stat. Soc. B 32 (1970) 115; the
 * series converges at once above 0.3, below which the probability is 1 to eight digits. */
double battery_ks (double *p, guint n)
{
  double d = 0, q = 0, root = sqrt (n);
  qsort (p, n, sizeof *p, by_size);
  for (guint i = 0; i < n; i++)
    d = MAX (d, MAX ((i + 1.0) / n - p[i], p[i] - (double) i / n));
  double x = (root + 0.12 + 0.11 / root) * d;
  if (x < 0.3)
    return 1;
  for (int k = 1; k < 20; k++)
    q += (k % 2 ? 2 : -2) * exp (-2.0 * k * k * x * x);
  return q;
}

void battery_init (Battery *all)
{
  all->found = g_array_new (FALSE, FALSE, sizeof (BatteryP));
}

void battery_clear (Battery *all)
{
  g_array_unref (all->found);
}

static guint64 reverse (guint64 x)
{
  x = (x >> 1 & 0x5555555555555555u) | (x & 0x5555555555555555u) << 1;
  x = (x >> 2 & 0x3333333333333333u) | (x & 0x3333333333333333u) << 2;
  x = (x >> 4 & 0x0f0f0f0f0f0f0f0fu) | (x & 0x0f0f0f0f0f0f0f0fu) << 4;
  return GUINT64_SWAP_LE_BE (x);
}

void battery_run (Battery *all, guint64 *words, guint n, guint lag, const char *order)
{
  for (int backwards = 0; backwards <= 1; backwards++) {
    for (guint t = 0; t < BATTERY_TESTS; t++)
      if (!backwards || !battery[t].symmetric) {
        BatteryP found = { battery[t].p (words, n, lag), battery[t].name, order, backwards };
        g_array_append_val (all->found, found);
      }
    if (!backwards)
      for (guint i = 0; i < n; i++)
        words[i] = reverse (words[i]);
  }
}

BatteryVerdict battery_verdict (const Battery *all)
{
  BatteryVerdict verdict = { .n = all->found->len, .smallest = 1 };
  double *p = g_new (double, verdict.n);
  for (guint i = 0; i < verdict.n; i++) {
    p[i] = g_array_index (all->found, BatteryP, i).p;
    verdict.extreme += battery_extreme (p[i]);
    verdict.smallest = MIN (verdict.smallest, p[i]);
    verdict.largest = MAX (verdict.largest, p[i]);
  }
  verdict.ks = battery_ks (p, verdict.n);
  verdict.rejects = verdict.extreme > 0 || verdict.ks < BATTERY_KS;
  g_free (p);
  return verdict;
}
