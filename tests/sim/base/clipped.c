/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clipped.c - moments of clipped, rounded normals and the way back, against brute force: the
 * probability of every single score by Simpson's rule on the density, no distribution function.
 */
#include "base/clipped.h"

#include <math.h>

static double density (double z)
{
  return exp (-z * z / 2) / sqrt (2 * G_PI);
}

/* P (low < Z < high); what lies beyond 12 SDs is nothing. */
static double mass (double low, double high)
{
  enum { PANELS = 2000 };
  low = CLAMP (low, -12, 12);
  high = CLAMP (high, -12, 12);
  double h = (high - low) / PANELS, sum = density (low) + density (high);
  for (int i = 1; i < PANELS; i++)
    sum += (i % 2 ? 4 : 2) * density (low + i * h);
  return sum * h / 3;
}

static void brute_moments (double mu, double sigma, int steps, double *mean, double *sd)
{
  static double p[1001];
  *mean = *sd = 0;
  for (int k = 0; k <= steps; k++) {
    double low = k == 0 ? -INFINITY : (k - 0.5 - mu) / sigma;
    double high = k == steps ? INFINITY : (k + 0.5 - mu) / sigma;
    p[k] = mass (low, high);
    *mean += k * p[k];
  }
  for (int k = 0; k <= steps; k++)
    *sd += (k - *mean) * (k - *mean) * p[k];
  *sd = sqrt (*sd);
}

static void close_to (double found, double expected, double scale)
{
  if (!(fabs (found - expected) <= 1e-8 * scale))
    g_test_message ("found %.12g, expected %.12g", found, expected);
  g_assert_cmpfloat (fabs (found - expected), <=, 1e-8 * scale);
}

static void test_moments (void)
{
  static const struct {
    double mu, sigma;
    int steps;
  } cases[] = { { 5, 5, 24 },       { -4, 6, 24 },      { 0.5, 0.2, 3 },    { 9.7, 3, 10 },
                { 40, 31.99, 100 }, { 40, 32.01, 100 }, { -90, 60, 100 },   { 500, 200, 1000 },
                { 5, 2000, 24 },    { -3000, 9e4, 100 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    double mean, sd, expected_mean, expected_sd;
    sim_clipped_moments (cases[i].mu, cases[i].sigma, cases[i].steps, &mean, &sd);
    brute_moments (cases[i].mu, cases[i].sigma, cases[i].steps, &expected_mean, &expected_sd);
    close_to (mean, expected_mean, expected_sd);
    close_to (sd, expected_sd, expected_sd);
  }
}

/* A grid over all that can be, near the floor and the ceiling too. */
static void test_round_trip (void)
{
  static const int scales[] = { 2, 10, 24, 100, 1000 };
  static const double places[] = { 0.003, 0.02, 0.1, 0.37, 0.5, 0.9, 0.996 };
  static const double spreads[] = { 0.01, 0.1, 0.3, 0.6, 0.9, 0.99 };
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    for (guint j = 0; j < G_N_ELEMENTS (places); j++)
      for (guint k = 0; k < G_N_ELEMENTS (spreads); k++) {
        double mean = scales[i] * places[j], least, most, mu, sigma, found_mean, found_sd;
        sim_clipped_sd_range (mean, scales[i], &least, &most);
        double sd = least + spreads[k] * (most - least);
        g_assert_true (sim_clipped_solve (mean, sd, scales[i], &mu, &sigma));
        brute_moments (mu, sigma, scales[i], &found_mean, &found_sd);
        close_to (found_mean, mean, sd);
        close_to (found_sd, sd, sd);
      }
}

/* The two ends of the range: neighbours only, and the ends of the scale only. */
static void test_range (void)
{
  double least, most, mu, sigma;
  sim_clipped_sd_range (6.25, 24, &least, &most);
  close_to (least * least, 0.75 * 0.25 * 0.25 + 0.25 * 0.75 * 0.75, 1);
  close_to (most * most, 6.25 * 17.75, 1);
  static const struct {
    double mean, sd;
  } out[] = { { 6.25, 0.43 }, { 6.25, 10.6 }, { 0, 1 },   { 24, 1 },       { -1, 3 },
              { 25, 3 },      { NAN, 1 },     { 6, NAN }, { 6.25, 10.53249 } };
  for (guint i = 0; i < G_N_ELEMENTS (out); i++) {
    mu = sigma = 0;
    g_assert_false (sim_clipped_solve (out[i].mean, out[i].sd, 24, &mu, &sigma));
    g_assert_true (isnan (mu) && isnan (sigma));
  }
  g_assert_true (sim_clipped_solve (6.25, 0.44, 24, &mu, &sigma));
  g_assert_true (sim_clipped_solve (6.25, 10.52, 24, &mu, &sigma));
}

/* Sum over a grid of both normals; a threshold falls between its points, so only three decimals. */
static double brute_correlation (double mu1, double sigma1, double mu2, double sigma2, int steps,
                                 double rho)
{
  double w = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0, h = 0.01;
  for (double z = -6; z <= 6; z += h)
    for (double e = -6; e <= 6; e += h) {
      double p = density (z) * density (e), latent = rho * z + sqrt (1 - rho * rho) * e;
      double a = floor (CLAMP (mu1 + sigma1 * z, 0, steps) + 0.5);
      double b = floor (CLAMP (mu2 + sigma2 * latent, 0, steps) + 0.5);
      w += p;
      x += p * a;
      y += p * b;
      xx += p * a * a;
      yy += p * b * b;
      xy += p * a * b;
    }
  return (xy / w - x * y / w / w)
         / sqrt ((xx / w - x * x / w / w) * (yy / w - y * y / w / w));
}

static void test_correlation (void)
{
  static const double cases[][6] = { { 11, 5, 3, 6, 24, 0.5 },
                                     { 6, 2, -1, 3, 10, 0.7 },
                                     { 50, 20, 110, 30, 100, -0.6 },
                                     { 1, 0.7, 1, 0.7, 2, 0.9 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const double *c = cases[i];
    double found = sim_clipped_correlation (c[0], c[1], c[2], c[3], c[4], c[5]);
    double expected = brute_correlation (c[0], c[1], c[2], c[3], (int) c[4], c[5]);
    g_test_message ("found %.5f, expected %.5f", found, expected);
    g_assert_cmpfloat (fabs (found - expected), <, 1e-3);
  }
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/clipped/moments", test_moments);
  g_test_add_func ("/base/clipped/round-trip", test_round_trip);
  g_test_add_func ("/base/clipped/range", test_range);
  g_test_add_func ("/base/clipped/correlation", test_correlation);
  return g_test_run ();
}
