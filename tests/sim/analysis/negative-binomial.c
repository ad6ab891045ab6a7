/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * negative-binomial.c - the fit against a second route that shares no code: the likelihood of each
 * patient by log gamma functions in long double; kappa by a scan of it and golden section; second
 * differences of it in the log means for Wald's variances. The fits of R's glm.nb are in
 * tests/reference.
 */
#include "analysis/negative-binomial.h"

#include <glib.h>
#include <math.h>

enum { ARMS = SIM_COUNT_ARMS, MOST = 600, ROOM = 4000 };

typedef struct {
  int arms, n;
  int y[MOST];
  int8_t arm[MOST];
} Data;

static int patients[ROOM];

static bool fit (const Data *d, SimNegativeBinomial *found)
{
  SimEventCounts counts;
  g_assert_true (sim_event_counts (d->arms, d->n, d->y, d->arm, ROOM, patients, &counts));
  return sim_negative_binomial (&counts, found);
}

/* Of one arm with log mean eta; kappa 0: Poisson. */
static long double arm_likelihood (const Data *d, int arm, long double eta, long double kappa)
{
  long double sum = 0, mu = expl (eta);
  for (int i = 0; i < d->n; i++) {
    if (d->arm[i] != arm)
      continue;
    long double y = d->y[i], size = 1 / kappa;
    if (kappa == 0)
      sum += y * eta - mu - lgammal (y + 1);
    else
      sum += lgammal (y + size) - lgammal (size) - lgammal (y + 1)
             + size * logl (size / (size + mu)) + (y > 0 ? y * logl (mu / (size + mu)) : 0);
  }
  return sum;
}

static long double mean_of (const Data *d, int arm)
{
  long double sum = 0, n = 0;
  for (int i = 0; i < d->n; i++)
    if (d->arm[i] == arm)
      sum += d->y[i], n++;
  return sum / n;
}

static long double profile (const Data *d, long double kappa)
{
  long double sum = 0;
  for (int a = 0; a < d->arms; a++)
    if (mean_of (d, a) > 0)
      sum += arm_likelihood (d, a, logl (mean_of (d, a)), kappa);
  return sum;
}

/* The best kappa: where a scan of the whole scale is highest, then closer; 0 if Poisson is best. */
static double best_kappa (const Data *d)
{
  const long double golden = 0.6180339887498948482L;
  long double best = -INFINITY, at = 0, step = 1.2L;
  for (long double k = 1e-5L; k < 1e5L; k *= step) {
    long double f = profile (d, k);
    if (f > best)
      best = f, at = k;
  }
  long double low = logl (at / step), high = logl (at * step);
  while (high - low > 1e-10L) {
    long double a = high - golden * (high - low), b = low + golden * (high - low);
    if (profile (d, expl (a)) > profile (d, expl (b)))
      high = b;
    else
      low = a;
  }
  long double kappa = expl ((low + high) / 2);
  return profile (d, 0) >= profile (d, kappa) ? 0 : (double) kappa;
}

static double wald_variance (const Data *d, int arm, long double kappa)
{
  long double eta = logl (mean_of (d, arm)), h = 1e-4L;
  long double f = arm_likelihood (d, arm, eta, kappa);
  long double up = arm_likelihood (d, arm, eta + h, kappa);
  long double down = arm_likelihood (d, arm, eta - h, kappa);
  g_assert_true (f > up && f > down); /* the arm's mean is the best one */
  return (double) (h * h / (2 * f - up - down));
}

static int8_t pick_arm (int i, int arms)
{
  return (int8_t) (i % arms);
}

/* Gamma-mixed Poisson counts, mean and dispersion as told; kappa 0: Poisson. */
static void draw (GRand *rand, int arms, int n, double mean, double kappa, Data *d)
{
  d->arms = arms;
  d->n = n;
  for (int i = 0; i < n; i++) {
    double rate = mean * (1 + 0.3 * pick_arm (i, arms)), u = g_rand_double (rand);
    if (kappa > 0) { /* the negative binomial by its quantile */
      double p = pow (1 + kappa * rate, -1 / kappa), sum = p;
      int y = 0;
      for (; u > sum && y < ROOM - 1; y++) {
        p *= (y + 1 / kappa) / (y + 1) * (kappa * rate / (1 + kappa * rate));
        sum += p;
      }
      d->y[i] = y;
    } else {
      double p = exp (-rate), sum = p;
      int y = 0;
      for (; u > sum && y < ROOM - 1; y++) {
        p *= rate / (y + 1);
        sum += p;
      }
      d->y[i] = y;
    }
    d->arm[i] = pick_arm (i, arms);
  }
}

static void agree (const Data *d, double *largest)
{
  SimNegativeBinomial found;
  g_assert_true (fit (d, &found));
  double kappa = best_kappa (d);
  if (kappa < 2e-5) /* at the end of the scan: as good as Poisson */
    g_assert_cmpfloat (found.dispersion, <, 1e-4);
  else {
    *largest = MAX (*largest, fabs (found.dispersion / kappa - 1));
    g_assert_cmpfloat (fabs (found.dispersion / kappa - 1), <, 1e-6);
  }
  for (int a = 0; a < d->arms; a++) {
    g_assert_cmpfloat (fabs (found.mean[a] - (double) mean_of (d, a)), <,
                       1e-13 * (1 + found.mean[a]));
    if (found.mean[a] == 0)
      continue;
    double v = wald_variance (d, a, found.dispersion);
    g_assert_cmpfloat (fabs (found.variance[a] / v - 1), <, 1e-6);
  }
}

static void test_likelihood (void)
{
  static const struct {
    int arms, n;
    double mean, kappa;
  } cases[] = { { 1, 30, 2, 0.5 },   { 2, 20, 1, 1 },     { 3, 90, 3, 0.4 }, { 3, 60, 0.3, 2 },
                { 2, 100, 25, 0.1 }, { 6, 120, 5, 0.7 },  { 3, 45, 8, 0 },   { 2, 40, 0.5, 0 },
                { 2, 60, 0.1, 5 },   { 4, 200, 40, 1.5 }, { 2, 8, 2, 0.5 },  { 3, 300, 1, 0.05 } };
  static Data d;
  double largest = 0;
  GRand *rand = g_rand_new_with_seed (13);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int round = 0; round < 4; round++) {
      draw (rand, cases[i].arms, cases[i].n, cases[i].mean, cases[i].kappa, &d);
      agree (&d, &largest);
    }
  /* S rises before it falls, so Newton's first step points the wrong way */
  static const Data rising[] = {
    { 4,
      16,
      { 16, 5, 8, 26, 1, 2, 9, 25, 1, 2, 8, 26, 0, 2, 9, 27 },
      { 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3 } },
    { 5, 10, { 0, 0, 3, 13, 243, 0, 0, 2, 51, 246 }, { 0, 1, 2, 3, 4, 0, 1, 2, 3, 4 } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rising); i++)
    agree (&rising[i], &largest);
  g_rand_free (rand);
  g_test_message ("kappa: relative deviation %.2g", largest);
}

/* No more variation than Poisson's: kappa 0, and Poisson's variance of a log rate, 1 / events. */
static void test_poisson (void)
{
  Data d = { 2, 8, { 2, 3, 2, 3, 4, 4, 5, 4 }, { 0, 0, 0, 0, 1, 1, 1, 1 } };
  SimNegativeBinomial r;
  double estimate, variance;
  g_assert_true (fit (&d, &r));
  g_assert_true (r.dispersion == 0);
  g_assert_true (sim_negative_binomial_contrast (&r, 0, 1, &estimate, &variance));
  g_assert_cmpfloat (fabs (estimate - log (10 / 17.0)), <, 1e-15);
  g_assert_cmpfloat (fabs (variance - (1 / 10.0 + 1 / 17.0)), <, 1e-15);

  /* just at the border: the sum of squares about the means is the number of events, 16 */
  Data border = { 2, 4, { 0, 4, 4, 8 }, { 0, 0, 1, 1 } };
  g_assert_true (fit (&border, &r));
  g_assert_true (r.dispersion == 0);
  border.y[3] = 9;
  g_assert_true (fit (&border, &r));
  g_assert_cmpfloat (r.dispersion, >, 1e-3);
}

/* One arm: S (k) = 0 by hand, with k mu on either side of 1/2, where the formulas change. */
static void test_by_hand (void)
{
  static const struct {
    int n, y[12];
  } cases[] = { { 4, { 0, 0, 0, 3 } },       { 6, { 0, 2, 2, 3, 3, 6 } },
                { 6, { 0, 2, 4, 5, 6, 6 } }, { 6, { 2, 3, 3, 5, 7, 8 } },
                { 6, { 0, 1, 2, 2, 4, 6 } }, { 12, { 3, 9, 9, 10, 12, 20, 14, 11, 3, 8, 7, 2 } },
                { 4, { 40, 55, 30, 71 } } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    Data d = { 1, cases[i].n };
    for (int j = 0; j < d.n; j++)
      d.y[j] = cases[i].y[j];
    SimNegativeBinomial r;
    g_assert_true (fit (&d, &r));
    long double k = r.dispersion, mu = mean_of (&d, 0), left = 0;
    for (int p = 0; p < d.n; p++)
      for (int j = 1; j < d.y[p]; j++)
        left += j / (1 + k * j);
    long double right = d.n * (k * mu - log1pl (k * mu)) / (k * k);
    g_test_message ("kappa mu %.3Lf, off by %.2Lg", k * mu, (left - right) / (left + right));
    g_assert_cmpfloat ((double) fabsl (left - right), <, 5e-16 * (double) (left + right));
    double variance = (double) ((1 / mu + k) / d.n);
    g_assert_cmpfloat (fabs (r.variance[0] / variance - 1), <, 1e-14);
  }
}

static void test_edges (void)
{
  static const struct {
    const char *what;
    Data d;
    gboolean fitted, contrast;
  } cases[] = {
    { "nobody had an event", { 2, 4, { 0 }, { 0, 1, 0, 1 } }, FALSE, FALSE },
    { "an arm had no events", { 2, 4, { 0, 3, 0, 1 }, { 0, 1, 0, 1 } }, TRUE, FALSE },
    { "an arm has no patients", { 2, 3, { 1, 2, 3 }, { 0, 0, 0 } }, FALSE, FALSE },
    { "no patients at all", { 2, 0 }, FALSE, FALSE },
    { "two patients", { 2, 2, { 1, 7 }, { 0, 1 } }, TRUE, TRUE },
    { "all the same", { 2, 4, { 3, 3, 3, 3 }, { 0, 1, 0, 1 } }, TRUE, TRUE },
    { "one patient with all events",
      { 2, 6, { 0, 3000, 0, 1 }, { 0, 0, 0, 1, 1, 1 } },
      TRUE,
      TRUE },
    { "patients of no arm", { 2, 4, { 1, 9, 2, 5 }, { 0, -1, 1, 2 } }, TRUE, TRUE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    SimNegativeBinomial r;
    double estimate = 1, variance = 1;
    g_test_message ("%s", cases[i].what);
    g_assert_cmpint (fit (&cases[i].d, &r), ==, cases[i].fitted);
    g_assert_true (isfinite (r.dispersion) && r.dispersion >= 0);
    g_assert_cmpint (sim_negative_binomial_contrast (&r, 0, 1, &estimate, &variance), ==,
                     cases[i].contrast);
    g_assert_true (isfinite (estimate) && isfinite (variance));
    g_assert_true (cases[i].contrast ? variance > 0 : estimate == 0 && variance == 0);
  }
  Data d = { 2, 4, { 1, 9, 2, 5 }, { 0, -1, 1, 2 } };
  SimNegativeBinomial r;
  g_assert_true (fit (&d, &r) && r.mean[0] == 1 && r.mean[1] == 2);
}

/* Bad input is refused, and what contradicts itself too. */
static void test_refused (void)
{
  int room[5], y[2] = { 1, 4 };
  int8_t arm[2] = { 0, 1 };
  SimEventCounts c;
  SimNegativeBinomial r;
  g_assert_true (sim_event_counts (2, 2, y, arm, 5, room, &c));
  g_assert_cmpint (c.most, ==, 4);
  g_assert_true (sim_negative_binomial (&c, &r));
  g_assert_false (sim_event_counts (2, 2, y, arm, 4, room, &c));
  g_assert_false (sim_event_counts (2, 2, y, arm, 0, room, &c));
  g_assert_false (sim_event_counts (0, 2, y, arm, 5, room, &c));
  g_assert_false (sim_event_counts (7, 2, y, arm, 5, room, &c));
  y[0] = -1;
  g_assert_false (sim_event_counts (2, 2, y, arm, 5, room, &c));

  const SimEventCounts bad[] = {
    { 2, { 1, 1 }, { 2, 2 }, 2, (const int[]){ 1, 0, 1 } }, /* events: 4 or 2 */
    { 2, { 2, 1 }, { 1, 1 }, 1, (const int[]){ 0, 2 } },    /* patients: 3 or 2 */
    { 2, { 1, 1 }, { NAN, 1 }, 1, (const int[]){ 0, 2 } },
    { 2, { 1, 1 }, { -1, 3 }, 1, (const int[]){ 0, 2 } },
    { 2, { 1, 1 }, { INFINITY, 1 }, 1, (const int[]){ 0, 2 } },
    { 2, { 1, 1 }, { 1, 1 }, -1, (const int[]){ 2 } },
    { 2, { 1, 1 }, { 3, 1 }, 2, (const int[]){ -1, 2, 1 } },
    { 0, { 0 }, { 0 }, 0, (const int[]){ 0 } },
    { 7, { 1, 1 }, { 1, 1 }, 1, (const int[]){ 0, 2 } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_assert_false (sim_negative_binomial (&bad[i], &r));
    g_assert_true (r.dispersion == 0 && r.mean[0] == 0 && r.variance[0] == 0);
  }
}

/* Every small trial is fitted, at a maximum, and soon; the order of arms changes nothing. */
static void test_everywhere (void)
{
  static Data d, e;
  int slowest = 0;
  double dispersed = 0;
  GRand *rand = g_rand_new_with_seed (4);
  for (int round = 0; round < 20000; round++) {
    int arms = g_rand_int_range (rand, 1, ARMS + 1), n = arms * g_rand_int_range (rand, 2, 30);
    double mean = exp (g_rand_double_range (rand, -3, 4)), kappa = g_rand_double_range (rand, 0, 4);
    draw (rand, arms, n, mean, g_rand_boolean (rand) ? kappa : 0.02 * kappa, &d);
    e = d;
    for (int i = 0; i < n; i++)
      e.arm[i] = (int8_t) (arms - 1 - d.arm[i]);
    SimNegativeBinomial r, s;
    long events = 0;
    for (int i = 0; i < n; i++)
      events += d.y[i];
    g_assert_cmpint (fit (&d, &r), ==, events > 0);
    if (events == 0)
      continue;
    slowest = MAX (slowest, r.evaluations);
    dispersed += r.dispersion > 0;
    g_assert_true (fit (&e, &s));
    g_assert_cmpfloat (fabs (s.dispersion - r.dispersion), <=, 1e-10 * (1 + r.dispersion));
    if (round % 40 == 0 && r.dispersion > 1e-3) {
      long double top = profile (&d, r.dispersion);
      g_assert_true (top > profile (&d, r.dispersion * 1.001L));
      g_assert_true (top > profile (&d, r.dispersion / 1.001L));
      g_assert_true (top > profile (&d, 0));
    }
  }
  g_rand_free (rand);
  g_test_message ("at most %d evaluations, %.0f with kappa > 0", slowest, dispersed);
  g_assert_cmpint (slowest, <, 40);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/negative-binomial/likelihood", test_likelihood);
  g_test_add_func ("/analysis/negative-binomial/poisson", test_poisson);
  g_test_add_func ("/analysis/negative-binomial/by-hand", test_by_hand);
  g_test_add_func ("/analysis/negative-binomial/edges", test_edges);
  g_test_add_func ("/analysis/negative-binomial/refused", test_refused);
  g_test_add_func ("/analysis/negative-binomial/everywhere", test_everywhere);
  return g_test_run ();
}
