/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * truncated.c - the normal behind truncated moments: against R, against brute force by Simpson's
 * rule on the density, and against the laws at which the range of SDs ends.
 */
#include "base/truncated.h"

#include <math.h>

static void close_to (double found, double expected, double tolerance)
{
  if (!(fabs (found - expected) <= tolerance))
    g_error ("found %.15g, expected %.15g", found, expected);
}

/* By R 4.2.2: Newton steps on mean and SD of the truncated normal (Johnson, Kotz & Balakrishnan
 * 1994, 13.10), of rounded scores on sums of k and k^2 times differences of pnorm. */
static void test_reference (void)
{
  static const struct {
    SimLimits limits;
    double mean, sd, mu, sigma;
  } cases[] = {
    { { 40, 100, FALSE, FALSE, FALSE }, 65, 14, 61.9234819709954, 18.0905051188943 },
    { { 4, INFINITY, FALSE, FALSE, FALSE }, 11, 5, 6.47733511746064, 7.52719430981926 },
    { { -INFINITY, 30, FALSE, FALSE, FALSE }, 20, 8, 36.2241989710990, 15.0413426831181 },
    { { 40, 100, TRUE, FALSE, TRUE }, 65, 14, 62.3096472339135, 16.4924600111665 },
    { { 0, 8, TRUE, TRUE, FALSE }, 3, 2.5, 3.06916074643472, 3.54641501927618 },
    { { 5, 20, TRUE, FALSE, FALSE }, 12, 4, 11.52943559175293, 5.57874215730915 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    double mu, sigma, mean, sd;
    g_assert_true (
        sim_truncated_solve (&cases[i].limits, cases[i].mean, cases[i].sd, &mu, &sigma));
    close_to (mu, cases[i].mu, 1e-9 * cases[i].sigma);
    close_to (sigma, cases[i].sigma, 1e-9 * cases[i].sigma);
    sim_truncated_moments (&cases[i].limits, mu, sigma, &mean, &sd);
    close_to (mean, cases[i].mean, 1e-10);
    close_to (sd, cases[i].sd, 1e-10);
  }
}

/* Mean and SD of a density on a stretch, by Simpson's rule. */
static void brute (double mu, double sigma, double from, double to, double *mean, double *sd)
{
  enum { PANELS = 20000 };
  double h = (to - from) / PANELS, whole = 0, one = 0, two = 0;
  for (int i = 0; i <= PANELS; i++) {
    double x = from + i * h, z = (x - mu) / sigma, z0 = (from - mu) / sigma;
    double p = (i == 0 || i == PANELS ? 1 : i % 2 ? 4 : 2) * exp ((z0 * z0 - z * z) / 2);
    whole += p;
    one += p * (x - from);
    two += p * (x - from) * (x - from);
  }
  *mean = from + one / whole;
  *sd = sqrt (two / whole - one / whole * one / whole);
}

static void test_brute (void)
{
  static const double cases[][4] = { { 0, 1, -1, 2 },  { 0, 1, 6, 9 },    { 0, 1, 7.9, 8.1 },
                                     { 3, 15, 0, 2 },  { -50, 10, 0, 40 }, { 5, 2, -12, 30 },
                                     { 0, 1, -9, -2 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const double *c = cases[i];
    SimLimits limits = { .low = c[2], .high = c[3] };
    double mean, sd, expected_mean, expected_sd, mu, sigma;
    brute (c[0], c[1], c[2], MIN (c[3], c[2] + 40 * c[1]), &expected_mean, &expected_sd);
    sim_truncated_moments (&limits, c[0], c[1], &mean, &sd);
    close_to (mean, expected_mean, 1e-9 * c[1]);
    close_to (sd, expected_sd, 1e-9 * c[1]);
    g_assert_true (sim_truncated_solve (&limits, mean, sd, &mu, &sigma));
    sim_truncated_moments (&limits, mu, sigma, &expected_mean, &expected_sd);
    close_to (expected_mean, mean, 1e-11 * sd);
    close_to (expected_sd, sd, 1e-11 * sd);
  }
}

/* Between two limits with the mean in their middle it ends near the uniform law; with one limit
   near the exponential one. Rounded scores with a mean between two of them vary at least so much.
   */
static void test_range (void)
{
  SimLimits two = { .low = 2, .high = 5 }, one = { .low = 3, .high = INFINITY };
  SimLimits whole = { .low = 2, .high = 9, .whole = TRUE };
  double least, most, mu, sigma;
  sim_truncated_sd_range (&two, 3.5, &least, &most);
  g_assert_cmpfloat (least, ==, 0);
  close_to (most, 3 / sqrt (12), 1e-3);
  g_assert_false (sim_truncated_solve (&two, 3.5, 3 / sqrt (12), &mu, &sigma));
  g_assert_true (isnan (mu) && isnan (sigma));
  g_assert_true (sim_truncated_solve (&two, 3.5, most * 0.9999, &mu, &sigma));
  sim_truncated_sd_range (&one, 7, &least, &most);
  g_assert_cmpfloat (most, <, 4);
  g_assert_cmpfloat (most, >, 4 * 0.975);
  g_assert_true (sim_truncated_solve (&one, 7, most * 0.9999, &mu, &sigma));
  g_assert_false (sim_truncated_solve (&one, 7, most * 1.0001, &mu, &sigma));
  g_assert_false (sim_truncated_solve (&one, 3, 1, &mu, &sigma));
  g_assert_false (sim_truncated_solve (&one, 2, 1, &mu, &sigma));
  sim_truncated_sd_range (&whole, 5.25, &least, &most);
  close_to (least, sqrt (0.25 * 0.75), 1e-6);
  g_assert_false (sim_truncated_solve (&whole, 5.25, least * 0.999, &mu, &sigma));
  g_assert_true (sim_truncated_solve (&whole, 5.25, least * 1.01, &mu, &sigma));
}

/* Wherever the limits are, every SD within the range is met. */
static void check_met (const SimLimits *limits, double mean)
{
  static const double parts[] = { 1e-5, 0.01, 0.2, 0.6, 0.9, 0.999 };
  double least, most, mu, sigma, found_mean, found_sd;
  sim_truncated_sd_range (limits, mean, &least, &most);
  g_assert_cmpfloat (least, <, most);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    double sd = least + parts[i] * (most - least);
    if (limits->whole && parts[i] < 0.1)
      continue; /* SIGMA_MIN */
    if (!sim_truncated_solve (limits, mean, sd, &mu, &sigma))
      g_error ("%g to %g, mean %g, SD %g", limits->low, limits->high, mean, sd);
    sim_truncated_moments (limits, mu, sigma, &found_mean, &found_sd);
    close_to (found_mean, mean, 1e-9 * sd + 1e-14);
    close_to (found_sd, sd, 1e-9 * sd + 1e-14);
  }
}

static void test_sweep (void)
{
  static const double far[] = { 0.01, 1, 7, 1000, INFINITY };
  for (guint i = 0; i < G_N_ELEMENTS (far); i++)
    for (guint j = 0; j < G_N_ELEMENTS (far); j++) {
      SimLimits limits = { .low = 3 - far[i], .high = 3 + far[j] };
      if (isfinite (far[i]) || isfinite (far[j]))
        check_met (&limits, 3);
    }
  for (guint ends = 0; ends < 4; ends++)
    for (double mean = 2.1; mean < 9; mean += 0.9) {
      SimLimits limits = { 2, 9, TRUE, ends & 1, ends & 2 };
      check_met (&limits, mean);
    }
  /* so far away that nothing is cut off */
  SimLimits wide = { .low = -1e6, .high = 1e6 };
  for (double sd = 1e-6; sd < 1e5; sd *= 7) {
    double mu, sigma;
    g_assert_true (sim_truncated_solve (&wide, 0.7, sd, &mu, &sigma));
    close_to (sigma, sd, 1e-9 * sd);
    close_to (mu, 0.7, 1e-9 * sd);
  }
}

/* What lies below the z-th is the share that lies below z. */
static void test_quantile (void)
{
  static const double limits[][2]
      = { { -1, 2 }, { -INFINITY, 0.5 }, { 1, INFINITY }, { 6, 9 }, { -9, -6 } };
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++) {
    double from = limits[i][0], to = limits[i][1], before = from;
    for (double z = -8; z <= 8; z += 0.25) {
      double x = sim_truncated_quantile (from, to, z), sign = from + to > 0 ? -1 : 1;
      /* by the tail of the side on which the limits lie */
      double all = erfc (-sign * to / sqrt (2)) - erfc (-sign * from / sqrt (2));
      double below = erfc (-sign * x / sqrt (2)) - erfc (-sign * from / sqrt (2));
      g_assert_true (x >= before && x <= to);
      close_to (below / all, erfc (-z / sqrt (2)) / 2, 1e-12);
      before = x;
    }
  }
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/truncated/reference", test_reference);
  g_test_add_func ("/base/truncated/brute", test_brute);
  g_test_add_func ("/base/truncated/range", test_range);
  g_test_add_func ("/base/truncated/sweep", test_sweep);
  g_test_add_func ("/base/truncated/quantile", test_quantile);
  return g_test_run ();
}
