/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numbers.c - tests of words as numbers, and of trials made of them.
 */
#include "battery.h"

#include <math.h>

#include "base/prob.h"
#include "base/stream.h"

/* Serial test of pairs, Knuth B: 256 x 256 cells. */
double battery_pairs (const guint64 *words, guint n, guint lag)
{
  enum { CELLS = 1 << 16 };
  guint *count = g_new0 (guint, CELLS);
  for (guint i = 0; i + 1 < n; i += 2)
    count[(words[i] >> 56 << 8) | words[i + 1] >> 56]++;
  double p = battery_chi_equal (count, CELLS);
  g_free (count);
  return p;
}

/* Serial test of triples, Knuth B: 32 x 32 x 32 cells. */
double battery_triples (const guint64 *words, guint n, guint lag)
{
  enum { CELLS = 1 << 15 };
  guint *count = g_new0 (guint, CELLS);
  for (guint i = 0; i + 2 < n; i += 3)
    count[(words[i] >> 59 << 10) | (words[i + 1] >> 59 << 5) | words[i + 2] >> 59]++;
  double p = battery_chi_equal (count, CELLS);
  g_free (count);
  return p;
}

/* Gap test, Knuth D: how many numbers pass between two below 1/8. The number of gaps is fixed, so
 * that their lengths are independent; words that do not hold so many are 5 SD from random. */
double battery_gap (const guint64 *words, guint n, guint lag)
{
  enum { LONGEST = 48 };
  guint count[LONGEST + 1] = { 0 }, wanted = (guint) (n / 8 * 0.99), found = 0, length = 0;
  for (guint i = 0; i < n && found < wanted; i++)
    if (words[i] >> 61 == 0) {
      count[MIN (length, LONGEST)]++;
      found++;
      length = 0;
    } else {
      length++;
    }
  double probability[LONGEST + 1], beyond = 1;
  for (guint i = 0; i < LONGEST; i++, beyond *= 7.0 / 8)
    probability[i] = beyond / 8;
  probability[LONGEST] = beyond;
  return found < wanted ? 0 : battery_chi (count, probability, LONGEST + 1);
}

/* Runs up, Knuth G and its exercise 14: the number after a run is thrown away, so that runs are
 * independent and of length r with probability 1/r! - 1/(r + 1)!. A fixed number, as above; a run
 * and its end take e numbers in the mean. */
double battery_runs (const guint64 *words, guint n, guint lag)
{
  enum { LONGEST = 8 };
  guint count[LONGEST] = { 0 }, wanted = (guint) (n * 0.36), found = 0, length = 1;
  for (guint i = 1; i < n && found < wanted; i++)
    if (words[i] > words[i - 1]) {
      length++;
    } else {
      count[MIN (length, LONGEST) - 1]++;
      found++;
      length = 1;
      i++;
    }
  double probability[LONGEST], factor = 1;
  for (guint r = 1; r <= LONGEST; factor /= ++r)
    probability[r - 1] = r < LONGEST ? factor - factor / (r + 1) : factor;
  return found < wanted ? 0 : battery_chi (count, probability, LONGEST);
}

/* Maximum of t = 8, Knuth E: its eighth power is uniform; 1,024 cells. */
double battery_maximum (const guint64 *words, guint n, guint lag)
{
  enum { CELLS = 1024, T = 8 };
  guint count[CELLS] = { 0 };
  for (guint i = 0; i + T <= n; i += T) {
    guint64 largest = 0;
    for (guint k = 0; k < T; k++)
      largest = MAX (largest, words[i + k]);
    double u = ((double) (largest >> 11) + 0.5) * 0x1p-53, u2 = u * u, u4 = u2 * u2;
    count[(guint) (u4 * u4 * CELLS)]++;
  }
  return battery_chi_equal (count, CELLS);
}

/* The first four Hermite polynomials of the program's normals: uncorrelated, of mean 0 and variance
 * k! (Abramowitz and Stegun 1964, 22.2.15), so their squared standardised sums add to chi-squared
 * with 4 degrees of freedom. They are the mean, the variance, skewness and kurtosis. */
double battery_moments (const guint64 *words, guint n, guint lag)
{
  double s1 = 0, s2 = 0, s3 = 0, s4 = 0;
  for (guint i = 0; i < n; i++) {
    double z = sim_draw_normal (words[i]), zz = z * z;
    s1 += z;
    s2 += zz - 1;
    s3 += z * (zz - 3);
    s4 += zz * (zz - 6) + 3;
  }
  return sim_chisq_upper ((s1 * s1 + s2 * s2 / 2 + s3 * s3 / 6 + s4 * s4 / 24) / n, 4);
}

enum { PATIENTS = 152, LAGS = 152 };

/* Ljung and Box, Biometrika 65 (1978) 297: Q = T (T + 2) sum of r_k^2 / (T - k), here over 152
 * lags; for independent x it has 152 degrees of freedom. */
static double ljung_box (double *x, guint n)
{
  double mean = 0, square = 0, q = 0;
  for (guint i = 0; i < n; i++)
    mean += x[i] / n;
  for (guint i = 0; i < n; i++) {
    x[i] -= mean;
    square += x[i] * x[i];
  }
  for (guint lag = 1; lag <= LAGS; lag++) {
    double sum = 0;
    for (guint i = lag; i < n; i++)
      sum += x[i] * x[i - lag];
    q += sum * sum / (square * square) / (n - lag);
  }
  return sim_chisq_upper (q * n * (n + 2.0), LAGS);
}

/* Trials of 152 normals, one after the other: their means, or their variances. */
static double trial_lags (const guint64 *words, guint n, gboolean variance)
{
  guint trials = n / PATIENTS;
  double *x = g_new (double, trials);
  for (guint t = 0; t < trials; t++) {
    double s = 0, ss = 0;
    for (guint i = 0; i < PATIENTS; i++) {
      double z = sim_draw_normal (words[t * PATIENTS + i]);
      s += z;
      ss += z * z;
    }
    x[t] = variance ? (ss - s * s / PATIENTS) / (PATIENTS - 1) : s / PATIENTS;
  }
  double p = ljung_box (x, trials);
  g_free (x);
  return p;
}

double battery_lag_means (const guint64 *words, guint n, guint lag)
{
  return trial_lags (words, n, FALSE);
}

double battery_lag_variances (const guint64 *words, guint n, guint lag)
{
  return trial_lags (words, n, TRUE);
}
