/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * negative-binomial.c - the dispersion by maximum likelihood, the rest in closed form.
 *
 * Gamma (y + 1/k) / Gamma (1/k) k^y is the product of 1 + k j over j = 0 .. y - 1, so up to
 * constants the log likelihood of a patient is (Lawless 1987)
 *
 *   sum of log (1 + k j) over j < y, + y log (mu) - (y + 1/k) log (1 + k mu),
 *
 * and where every mu is its arm's mean its derivative in k, over all patients, is
 *
 *   S (k) = sum over j of N_j j / (1 + k j) - sum over arms of n mu^2 g (k mu),
 *
 * N_j being the patients with more than j events and g (t) = (t - log (1 + t)) / t^2. S (0) > 0
 * says that counts vary more than Poisson's about their means; else k is taken as 0. With one arm
 * S then has no root (Levin & Reeds 1977); with several it has been seen to have one only where
 * arms of two patients have means a hundred times apart.
 */
#include "negative-binomial.h"

#include "../base/elementary.h"

enum { EVALUATIONS = 100 };

/* Newton's step, in units of 1 / mean + kappa, after which the next would be rounding error. */
#define CLOSE_ENOUGH 1e-9

bool sim_event_counts (int n_arms, int n, const int *y, const int8_t *arm, int room, int *patients,
                       SimEventCounts *counts)
{
  *counts = (SimEventCounts){ .n_arms = n_arms, .patients = patients };
  if (n_arms < 1 || n_arms > SIM_COUNT_ARMS || room < 1)
    return false;
  for (int k = 0; k < room; k++)
    patients[k] = 0;
  for (int i = 0; i < n; i++) {
    if (arm[i] < 0 || arm[i] >= n_arms)
      continue;
    if (y[i] < 0 || y[i] >= room)
      return false;
    counts->n[arm[i]]++;
    counts->events[arm[i]] += y[i];
    patients[y[i]]++;
    counts->most = y[i] > counts->most ? y[i] : counts->most;
  }
  return true;
}

/* (t - log (1 + t)) / t^2. Small t by the series of log (1 + t) = 2 atanh (z), z = t / (2 + t),
 * where the terms that cancel are left out. */
static double log_remainder (double t)
{
  if (t > 0.5)
    return (t - sim_log (1.0 + t)) / (t * t);
  double z = t / (2.0 + t), z2 = z * z, series = 0;
  for (int k = 23; k >= 3; k -= 2)
    series = series * z2 + 1.0 / k;
  return 0.5 * (1.0 - z) * (1.0 - z * (1.0 - z) * series);
}

/* Its derivative; for Newton's steps only, so three digits will do near 0. */
static double log_remainder_slope (double t, double remainder)
{
  return t < 1e-3 ? -1.0 / 3 + 0.5 * t : (1.0 / (1.0 + t) - 2.0 * remainder) / t;
}

/* S (k), and its derivative. */
static double score (const SimEventCounts *counts, const double *mean, double k, double *slope)
{
  double sum = 0, change = 0;
  long more = 0; /* patients with more than j events */
  for (int j = counts->most - 1; j >= 1; j--) {
    more += counts->patients[j + 1];
    double term = j / (1.0 + k * j), part = (double) more * term;
    sum += part;
    change -= part * term;
  }
  for (int a = 0; a < counts->n_arms; a++) {
    double t = k * mean[a], square = counts->n[a] * mean[a] * mean[a], g = log_remainder (t);
    sum -= square * g;
    change -= square * mean[a] * log_remainder_slope (t, g);
  }
  *slope = change;
  return sum;
}

/* Where S falls through 0, by Newton's method within a bracket: S (low) > 0 >= S (high), if there
 * is a high yet. */
static bool find_dispersion (const SimEventCounts *counts, SimNegativeBinomial *fit)
{
  double square = 0, largest = 0, slope, low = 0, high = DBL_MAX;
  for (int a = 0; a < fit->n_arms; a++) {
    square += counts->n[a] * fit->mean[a] * fit->mean[a];
    largest = fit->mean[a] > largest ? fit->mean[a] : largest;
  }
  double s = score (counts, fit->mean, 0.0, &slope);
  fit->evaluations = 1;
  if (s <= 1e-14 * square) /* rounding errors of whole numbers' differences count as none */
    return true;
  double k = 2.0 * s / square; /* the estimate by moments */
  while (fit->evaluations < EVALUATIONS) {
    s = score (counts, fit->mean, k, &slope);
    fit->evaluations++;
    if (s > 0)
      low = k;
    else
      high = k;
    double next = k - s / slope;
    /* else halve on the scale of ratios, or look further; at the root next is k, an end itself */
    if (!(next >= low && next <= high))
      next = high == DBL_MAX ? 8.0 * low : low > 0 ? __builtin_sqrt (low * high) : high / 8.0;
    double step = next > k ? next - k : k - next;
    k = next;
    if (step <= CLOSE_ENOUGH * (1.0 / largest + k)) {
      fit->dispersion = k;
      return true;
    }
  }
  return false;
}

/* As many patients and events by number of events as by arm, each number possible, some events. */
static bool consistent (const SimEventCounts *counts)
{
  if (counts->n_arms < 1 || counts->n_arms > SIM_COUNT_ARMS || counts->most < 0)
    return false;
  double patients = 0, events = 0, all_events = 0;
  for (int a = 0; a < counts->n_arms; a++) {
    if (counts->n[a] < 1 || !(counts->events[a] >= 0))
      return false;
    patients += counts->n[a];
    events += counts->events[a];
  }
  for (int k = 0; k <= counts->most; k++) {
    if (counts->patients[k] < 0)
      return false;
    patients -= counts->patients[k];
    all_events += (double) k * counts->patients[k];
  }
  return patients == 0 && events == all_events && events > 0;
}

bool sim_negative_binomial (const SimEventCounts *counts, SimNegativeBinomial *fit)
{
  *fit = (SimNegativeBinomial){ 0 };
  if (!consistent (counts))
    return false;
  fit->n_arms = counts->n_arms;
  for (int a = 0; a < counts->n_arms; a++)
    fit->mean[a] = counts->events[a] / counts->n[a];
  if (!find_dispersion (counts, fit)) {
    *fit = (SimNegativeBinomial){ 0 };
    return false;
  }
  for (int a = 0; a < counts->n_arms; a++)
    fit->variance[a] = (1.0 / fit->mean[a] + fit->dispersion) / counts->n[a];
  return true;
}

bool sim_negative_binomial_contrast (const SimNegativeBinomial *fit, int a, int b, double *estimate,
                                     double *variance)
{
  bool good = fit->mean[a] > 0 && fit->mean[b] > 0;
  *estimate = good ? sim_log (fit->mean[a] / fit->mean[b]) : 0.0;
  *variance = good ? fit->variance[a] + fit->variance[b] : 0.0;
  return good;
}
