/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-means.c - cases of closed forms for means: t, Welch, analysis of covariance and variance,
 * equivalence, retention.
 */
#include "verify-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "../base/prob.h"
#include "../theory/ancova.h"
#include "../theory/anova.h"
#include "../theory/critical.h"
#include "../theory/t-power.h"
#include "../theory/welch.h"

/* n1, n2, difference, SD, alpha, sides: power of the pooled t test. */
static double
t_power (const double *x)
{
  double se = x[3] * sqrt (1 / x[0] + 1 / x[1]);

  return sim_power_t (x[4], (guint)x[5], x[0] + x[1] - 2, x[2] / se);
}

/* The same without the tail against the effect. */
static double
t_power_one_tail (const double *x)
{
  double se = x[3] * sqrt (1 / x[0] + 1 / x[1]), df = x[0] + x[1] - 2;

  return sim_power_t_tails (sim_critical_t (x[4] / x[5], df), (guint)x[5], df, x[2] / se).upper;
}

/* Difference, SD, alpha, sides, power: patients an arm. */
static double
t_size (const double *x)
{
  return sim_size_t (x[0], x[1], 1, x[2], (guint)x[3], x[4]);
}

/* n1, n2, difference, SD 1, SD 2, alpha, sides. */
static double
welch_power (const double *x)
{
  SimTails tails = sim_power_welch (x[2], x[3], x[4], x[0], x[1], x[5], (guint)x[6], 1e-11);

  return tails.upper + tails.lower;
}

/* n1, n2, n3, difference of 1 and 2, SD, correlation, alpha: two-sided, baseline random. */
static double
ancova_power (const double *x)
{
  double total = x[0] + x[1] + x[2], se = x[4] * sqrt (1 - x[5] * x[5]);
  double critical = sim_critical_t (x[6] / 2, total - 4);
  SimTails tails
      = sim_power_ancova (critical, 2, 3, total, x[3] / (se * sqrt (1 / x[0] + 1 / x[1])), 1e-11);

  return tails.upper + tails.lower;
}

/* Difference, SD, correlation, alpha, power: the fewest patients in each of three equal arms. */
static double
ancova_size (const double *x)
{
  double n = 2, power = 0;

  while (power < x[4] && n < 10000) {
    const double trial[] = { n, n, n, x[0], x[1], x[2], x[3] };
    power = ancova_power (trial);
    n++;
  }
  return n - 1;
}

/* Arms, Cohen's f, n an arm, alpha. */
static double
f_power (const double *x)
{
  return sim_power_f (x[3], x[0] - 1, x[0] * (x[2] - 1), x[0] * x[2] * x[1] * x[1]);
}

/* Arms, Cohen's f, alpha, power: patients an arm. */
static double
f_size (const double *x)
{
  return sim_size_f ((guint)x[0], x[1], x[2], x[3]);
}

/* Four means, their variance within arms, alpha, power: patients an arm. */
static double
f_size_of_means (const double *x)
{
  const double n[] = { 1, 1, 1, 1 };

  return sim_size_f (4, sqrt (sim_anova_ncp (4, n, x, sqrt (x[4])) / 4), x[5], x[6]);
}

/* Three means, n an arm, SD, R squared, covariates. */
static double
f_adjusted (const double *x)
{
  const double n[] = { x[3], x[3], x[3] };
  double ncp = sim_anova_ncp (3, n, x, x[4] * sqrt (1 - x[5]));

  return sim_power_f_adjusted (0.05, 3, 3 * x[3], (guint)x[6], ncp);
}

/* n1, n2, difference, lower and upper limit, SD, alpha of each test. */
static double
equivalence (const double *x)
{
  return sim_power_equivalence (x[2], x[3], x[4], x[5] * sqrt (1 / x[0] + 1 / x[1]),
                                x[0] + x[1] - 2, x[6]);
}

/* n of the new, the old, the placebo; new less fraction times old less the rest; SD, fraction,
   one-sided alpha. */
static double
retention (const double *x)
{
  double rest = 1 - x[5];
  double se = x[4] * sqrt (1 / x[0] + x[5] * x[5] / x[1] + rest * rest / x[2]);

  return sim_power_t (x[6], 1, x[0] + x[1] + x[2] - 3, x[3] / se);
}

#define R_T     "R, help of power.t.test"
#define R_ANOVA "R, help of power.anova.test"
#define THREE   "R 4.2.2, root of stats::pf noncentral"

static const SimVerifyCase rows[] = {
  { "t-power", N_ ("t test, 20 patients an arm, difference 1 SD: power"), R_T, DIGITS (1e-7),
    .expected = 0.8689528, .closed = t_power_one_tail, .x = { 20, 20, 1, 1, 0.05, 2 } },
  { "t-size-90", N_ ("t test, difference 1 SD, power 0.90: patients an arm"), R_T, DIGITS (1e-4),
    .expected = 22.0211, .closed = t_size, .x = { 1, 1, 0.05, 2, 0.9 } },
  { "t-size-one-sided", N_ ("the same one-sided"), R_T, DIGITS (1e-4), .expected = 17.8471,
    .closed = t_size, .x = { 1, 1, 0.05, 1, 0.9 } },
  { "t-size-half-80", N_ ("t test, difference 0.5 SD, power 0.8: patients an arm"),
    "Cohen 1988, table 2.4.1 (64); R power.t.test", DIGITS (1e-3), .expected = 63.766,
    .closed = t_size, .x = { 0.5, 1, 0.05, 2, 0.8 } },
  { "t-size-half-90", N_ ("t test, difference 0.5 SD, power 0.9: patients an arm"),
    "R power.t.test (textbooks: 86)", DIGITS (1e-3), .expected = 85.031, .closed = t_size,
    .x = { 0.5, 1, 0.05, 2, 0.9 } },
  { "t-power-unequal", N_ ("t test, 120 and 80 patients, difference 2.5, SD 8, level 0.01"), R_PT,
    EXACT (1e-10), .expected = 0.334005050551274, .closed = t_power,
    .x = { 120, 80, 2.5, 8, 0.01, 2 } },
  { "t-power-small", N_ ("t test, 5 and 9 patients, difference 8, SD 6"), R_PT, EXACT (1e-10),
    .expected = 0.593690152581171, .closed = t_power, .x = { 5, 9, 8, 6, 0.05, 2 } },
  { "t-power-one-sided", N_ ("t test, 30 patients an arm, difference 4, SD 5, one-sided 0.025"),
    R_PT, EXACT (1e-10), .expected = 0.861422241630044, .closed = t_power,
    .x = { 30, 30, 4, 5, 0.025, 1 } },
  { "welch-power", N_ ("Welch's t test, 8 and 12 patients, difference 7, SDs 3 and 6"), GAUSS,
    EXACT (1e-8), .expected = 0.898804439401565, .closed = welch_power,
    .x = { 8, 12, 7, 3, 6, 0.05, 2 } },
  { "welch-null", N_ ("Welch's t test, 12 and 24 patients, no difference, SDs 3 and 9: its level"),
    GAUSS, EXACT (1e-8), .expected = 0.049848310487565, .closed = welch_power,
    .x = { 12, 24, 0, 3, 9, 0.05, 2 } },
  { "ancova-power",
    N_ ("analysis of covariance, arms of 54, 50 and 48, difference 3, SD 6, "
        "correlation 0.5, first against third"),
    GAUSS, EXACT (1e-8), .expected = 0.821672772185171, .closed = ancova_power,
    .x = { 54, 48, 50, 3, 6, 0.5, 0.05 } },
  { "ancova-power-small", N_ ("the same in arms of 12, 12 and 6, difference 6, correlation 0.4"),
    GAUSS, EXACT (1e-8), .expected = 0.540907168998107, .closed = ancova_power,
    .x = { 12, 6, 12, 6, 6, 0.4, 0.05 } },
  { "luo-size-80",
    N_ ("three equal arms, analysis of covariance, correlation 0.5, difference 1.1, SD 5, power "
        "0.8: patients an arm"),
    "R 4.2.2, integrate() over stats::pt", EXACT (0), .expected = 245, .closed = ancova_size,
    .x = { 1.1, 5, 0.5, 0.05, 0.8 } },
  { "luo-size-90",
    N_ ("three equal arms, analysis of covariance, correlation 0.5, difference 1.1, SD 5, power "
        "0.9: patients an arm"),
    "R 4.2.2, integrate() over stats::pt", EXACT (0), .expected = 327, .closed = ancova_size,
    .x = { 1.1, 5, 0.5, 0.05, 0.9 } },
  { "luo-size-80-bonferroni",
    N_ ("three equal arms, analysis of covariance, correlation 0.5, difference 1.1, SD 5, power "
        "0.8 at a third of 0.05: patients an arm"),
    "R 4.2.2, integrate() over stats::pt", EXACT (0), .expected = 326, .closed = ancova_size,
    .x = { 1.1, 5, 0.5, 0.05 / 3, 0.8 } },
  { "luo-size-90-bonferroni",
    N_ ("three equal arms, analysis of covariance, correlation 0.5, difference 1.1, SD 5, power "
        "0.9 at a third of 0.05: patients an arm"),
    "R 4.2.2, integrate() over stats::pt", EXACT (0), .expected = 420, .closed = ancova_size,
    .x = { 1.1, 5, 0.5, 0.05 / 3, 0.9 } },
  { "anova-power-r", N_ ("one-way F, 4 arms of 5, variance 1 between, 3 within"), R_ANOVA,
    DIGITS (1e-7), .expected = 0.3535594, .closed = f_power, .x = { 4, 0.5, 5, 0.05 } },
  { "anova-size-r", N_ ("the same at power 0.8: patients an arm"), R_ANOVA, EXACT (1e-4),
    .expected = 11.92613, .closed = f_size, .x = { 4, 0.5, 0.05, 0.8 } },
  { "anova-size-means", N_ ("one-way F, means 120 to 150, variance 500, power 0.9"), R_ANOVA,
    EXACT (1e-4), .expected = 15.18834, .closed = f_size_of_means,
    .x = { 120, 130, 140, 150, 500, 0.05, 0.9 } },
  { "anova-cohen-power", N_ ("one-way F, 4 arms of 20, f = 0.28"), "Cohen 1988, example 8.1; pwr",
    DIGITS (1e-5), .expected = 0.51498, .closed = f_power, .x = { 4, 0.28, 20, 0.05 } },
  { "anova-cohen-size", N_ ("one-way F, 4 arms, f = 0.28, power 0.8: patients an arm"),
    "Cohen 1988, example 8.10; pwr", DIGITS (1e-3), .expected = 35.758, .closed = f_size,
    .x = { 4, 0.28, 0.05, 0.8 } },
  { "anova-gpower", N_ ("one-way F, 10 arms of 39, f = 0.25"), "G*Power manual", DIGITS (1e-4),
    .expected = 0.9524, .closed = f_power, .x = { 10, 0.25, 39, 0.05 } },
  { "anova-pwr2", N_ ("one-way F, 5 arms of 15, means within 1.5 SD at their least favourable"),
    "pwr2, documentation", DIGITS (1e-7), .expected = 0.9074026, .closed = f_power,
    .x = { 5, 0.47434164902525689, 15, 0.05 } },
  { "anova-three-small", N_ ("omnibus F, three arms, f = 0.10, power 0.8: patients an arm"), THREE,
    DIGITS (1e-2), .expected = 322.16, .closed = f_size, .x = { 3, 0.10, 0.05, 0.8 } },
  { "anova-three-medium", N_ ("the same, f = 0.25"), THREE, DIGITS (1e-2), .expected = 52.40,
    .closed = f_size, .x = { 3, 0.25, 0.05, 0.8 } },
  { "anova-three-large", N_ ("the same, f = 0.40"), THREE, DIGITS (1e-2), .expected = 21.10,
    .closed = f_size, .x = { 3, 0.40, 0.05, 0.8 } },
  { "ancova-omnibus",
    N_ ("adjusted omnibus F, means 400, 450, 500, SD 100, 6 patients an arm, one "
        "covariate with R squared 0.81"),
    "design of Shieh 2020, table 3; R integrate()", EXACT (2e-6), .expected = 0.876769,
    .closed = f_adjusted, .x = { 400, 450, 500, 6, 100, 0.81, 1 } },
  { "equivalence-powertost",
    N_ ("two one-sided t tests, 24 patients an arm, limits 0.2, true "
        "difference -0.05, SD 0.2"),
    "PowerTOST, power.TOST, parallel design", DIGITS (1e-6), .expected = 0.815435,
    .closed = equivalence, .x = { 24, 24, -0.05, -0.2, 0.2, 0.2, 0.05 } },
  { "equivalence-unequal",
    N_ ("two one-sided t tests, 54 and 50 patients, limits -3 and 3, true "
        "difference 1, SD 6"),
    "PowerTOST 1.5.6, power.TOST exact", EXACT (1e-8), .expected = 0.474987379405432,
    .closed = equivalence, .x = { 54, 50, 1, -3, 3, 6, 0.05 } },
  { "non-inferiority-t",
    N_ ("non-inferiority by t, 100 and 50 patients, margin 2, true difference "
        "0.5, SD 6, one-sided 0.025"),
    R_PT, EXACT (1e-9), .expected = 0.666412399186376, .closed = t_power,
    .x = { 100, 50, 2.5, 6, 0.025, 1 } },
  { "retention-990",
    /* xgettext:no-c-format */
    N_ ("80 % of an effect of 1 SD retained, 330 patients an arm, one-sided "
        "0.025"),
    PIGEOT, DIGITS (1e-5), .expected = 0.79965, .closed = retention,
    .x = { 330, 330, 330, 0.2, 1, 0.8, 0.025 } },
  { "retention-991", N_ ("the same with arms of 331, 330, 330"), PIGEOT, DIGITS (1e-5),
    .expected = 0.80036, .closed = retention, .x = { 331, 330, 330, 0.2, 1, 0.8, 0.025 } },
  { "retention-140", N_ ("half of the effect retained, 56, 56 and 28 patients"), PIGEOT,
    DIGITS (1e-3), .expected = 0.802, .closed = retention,
    .x = { 56, 56, 28, 0.5, 1, 0.5, 0.025 } },
  { "retention-skewed-arms",
    /* xgettext:no-c-format */ N_ ("70 % of an effect of 4 retained, 90, 60 and 30 patients, SD 6"),
    R_PT, EXACT (1e-9), .expected = 0.265243530638227, .closed = retention,
    .x = { 90, 60, 30, 1.2, 6, 0.7, 0.025 } },
};

const SimVerifyCase *
sim_verify_means (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}
