/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * published.c - figures from manuals, textbooks and articles, to the digits they are given with.
 *
 * Two-sided alpha 0.05 unless a name says otherwise.
 */
#include <math.h>
#include <string.h>

#include "analysis/log-rank.h"
#include "analysis/ranks.h"
#include "analysis/linear-model.h"
#include "analysis/proportions.h"
#include "base/error.h"
#include "base/prob.h"
#include "scenario/scenario.h"
#include "theory/ancova.h"
#include "theory/anova.h"
#include "theory/critical.h"
#include "theory/joint.h"
#include "theory/mmrm.h"
#include "theory/proportion-contrast.h"
#include "theory/proportions.h"
#include "theory/assurance.h"
#include "theory/t-power.h"
#include "theory/type-s-m.h"

/* within half a unit of the last digit given */
#define ASSERT_DIGITS(got, figure, unit)                                                           \
  g_assert_cmpfloat_with_epsilon (got, figure, 0.501 * (unit))

/* R, help page of power.t.test, which leaves the far tail out; textbook values for d = 0.5. */
static void
test_t (void)
{
  double critical = sim_critical_t (0.025, 38);

  ASSERT_DIGITS (sim_power_t_tails (critical, 2, 38, 1 / sqrt (0.1)).upper, 0.8689528, 1e-7);
  ASSERT_DIGITS (sim_size_t (1, 1, 1, 0.05, 2, 0.9), 22.0211, 1e-4);
  ASSERT_DIGITS (sim_size_t (1, 1, 1, 0.05, 1, 0.9), 17.8471, 1e-4);
  ASSERT_DIGITS (sim_size_t (0.5, 1, 1, 0.05, 2, 0.8), 63.766, 1e-3);
  ASSERT_DIGITS (sim_size_t (0.5, 1, 1, 0.05, 2, 0.9), 85.031, 1e-3);
}

/* Dried weights of plants under a control and two treatments: R's PlantGrowth, Dobson 1983. */
static void
test_plants (void)
{
  static const double weight[]
      = { 4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14, 4.81, 4.17, 4.41, 3.59, 5.87,
          3.83, 6.03, 4.89, 4.32, 4.69, 6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80,
          5.26 };
  int8_t arm[G_N_ELEMENTS (weight)];
  double room[SIM_LINEAR_ROOM (G_N_ELEMENTS (weight), 0)];
  SimLinearModel fit;

  for (guint i = 0; i < G_N_ELEMENTS (weight); i++)
    arm[i] = (int8_t) (i / 10);
  SimLinearData data = { .n = G_N_ELEMENTS (weight), .n_arms = 3, .y = weight, .arm = arm };
  g_assert_true (sim_linear_model (&data, room, &fit));
  ASSERT_DIGITS (sim_linear_f (&fit), 4.846, 1e-3);
  ASSERT_DIGITS (sim_f_upper (sim_linear_f (&fit), 2, fit.df), 0.01591, 1e-5);
}

/* Cohen's f of equal arms. */
static double
effect_of (guint n_arms, const double *mean, double variance)
{
  double n[8];

  for (guint i = 0; i < n_arms; i++)
    n[i] = 1;
  return sqrt (sim_anova_ncp (n_arms, n, mean, sqrt (variance)) / n_arms);
}

static double
power_f (guint n_arms, double effect, double n)
{
  return sim_power_f (0.05, n_arms - 1.0, n_arms * (n - 1), n_arms * n * effect * effect);
}

/* R, help page of power.anova.test. Its "between" variance has n - 1 = 3 in the denominator,
   and its sizes come from a root found to four decimals only. */
static void
test_anova_r (void)
{
  const double mean[] = { 120, 130, 140, 150 };
  double effect = sqrt (1.0 * 3 / 4 / 3);

  ASSERT_DIGITS (power_f (4, effect, 5), 0.3535594, 1e-7);
  ASSERT_DIGITS (sim_size_f (4, effect, 0.05, 0.8), 11.92613, 1e-4);
  ASSERT_DIGITS (sim_size_f (4, effect_of (4, mean, 500), 0.05, 0.9), 15.18834, 1e-4);
}

/* Cohen 1988, examples 8.1 and 8.10; the G*Power manual; Stata; pwr2. */
static void
test_anova_others (void)
{
  const double mean[] = { 260, 289, 295 };
  double effect = effect_of (3, mean, 4900);

  ASSERT_DIGITS (power_f (4, 0.28, 20), 0.51498, 1e-5);
  ASSERT_DIGITS (sim_size_f (4, 0.28, 0.05, 0.8), 35.758, 1e-3);
  g_assert_cmpfloat (10 * ceil (sim_size_f (10, 0.25, 0.05, 0.95)), ==, 390);
  ASSERT_DIGITS (power_f (10, 0.25, 39), 0.9524, 1e-4);
  ASSERT_DIGITS (effect, 0.21832, 1e-5);
  ASSERT_DIGITS (sim_size_f (3, effect, 0.05, 0.8), 68.39, 1e-2);
  ASSERT_DIGITS (1.5 * sqrt (0.1), 0.4743416, 1e-7);
  ASSERT_DIGITS (power_f (5, 1.5 * sqrt (0.1), 15), 0.9074026, 1e-7);
}

/* Three arms at small, medium and large effects. */
static void
test_anova_three_arms (void)
{
  ASSERT_DIGITS (sim_size_f (3, 0.10, 0.05, 0.8), 322.16, 1e-2);
  ASSERT_DIGITS (sim_size_f (3, 0.25, 0.05, 0.8), 52.40, 1e-2);
  ASSERT_DIGITS (sim_size_f (3, 0.40, 0.05, 0.8), 21.10, 1e-2);
  ASSERT_DIGITS (power_f (3, 0.25, 53), 0.8049, 1e-4);
}

/*
 * Shieh 2020, table 3: means 400, 450, 500, SD 100, R^2 0.81, 18 patients, one to three covariates.
 * The published figures follow from the law of a single contrast's loss, Beta (p / 2, (N - 3 - p +
 * 1) / 2), as they show here. For the omnibus test of three arms the direction of the effect is one
 * of N - 1 dimensions, not of N - 2; R's integrate() with that law gives the exact values below,
 * and 150,000 simulated fits gave 0.8764, 0.8441, 0.8064 (standard error 0.0008).
 */
static void
test_adjusted_f (void)
{
  const double n[] = { 6, 6, 6 }, mean[] = { 400, 450, 500 };
  const double published[] = { 0.8751, 0.8409, 0.8007 };
  const double exact[] = { 0.876769, 0.8448038, 0.8072462 };
  double ncp = sim_anova_ncp (3, n, mean, 100 * sqrt (0.19));

  for (guint p = 1; p <= 3; p++) {
    double *rest, sum = 0, bound = sim_critical_f (0.05, 2, 15.0 - p);
    SimNodes share;
    sim_nodes_init_beta (&share, p / 2.0, (16.0 - p) / 2, sqrt (ncp), 1e-10, &rest);
    for (guint i = 0; i < share.n; i++)
      sum += share.w[i] * sim_noncentral_f_upper (bound, 2, 15.0 - p, ncp * rest[i]);
    ASSERT_DIGITS (sum, published[p - 1], 1.1e-4); /* 0.84095 was rounded down */
    ASSERT_DIGITS (sim_power_f_adjusted (0.05, 3, 18, p, ncp), exact[p - 1], 2e-6);
    g_free (rest);
    sim_nodes_clear (&share);
  }
}

/* Borm, Fransen & Lemmens 2007: adjustment needs 1 - rho^2 of the patients. */
static void
test_variance_factor (void)
{
  const double rho[] = { 0.5, 0.6, 0.7 }, factor[] = { 0.75, 0.64, 0.51 };

  for (guint i = 0; i < 3; i++) {
    double n = 4000, fewer = n * factor[i], difference = 3 / sqrt (n);
    double plain = sim_power_t (0.05, 2, 2 * n - 2, difference * sqrt (n / 2));
    double ncp = difference / sqrt (1 - rho[i] * rho[i]) * sqrt (fewer / 2);
    double critical = sim_critical_t (0.025, 2 * fewer - 3);
    SimTails tails = sim_power_ancova (critical, 2, 2, 2 * fewer, ncp, 1e-10);
    g_assert_cmpfloat_with_epsilon (tails.upper + tails.lower, plain, 2e-4);
  }
}

/*
 * Dunnett's constants for two arms against a control of the same size; then three and four arms, df
 * infinite. Tables have 2.569 two-sided at 10 df and 2.028 one-sided at 20; R's integrate() gives
 * 2.568339 and 2.027318.
 */
static void
test_dunnett (void)
{
  const double df[] = { 10, 20, 30, 60, 120, INFINITY };
  const double two_sided[] = { 2.568, 2.379, 2.321, 2.265, 2.238, 2.212 };
  const double one_sided[] = { 2.151, 2.027, 1.989, 1.952, 1.934, 1.916 };
  const double lambda[] = { G_SQRT2 / 2, G_SQRT2 / 2, G_SQRT2 / 2, G_SQRT2 / 2 };

  for (guint i = 0; i < G_N_ELEMENTS (df); i++) {
    ASSERT_DIGITS (sim_critical_dunnett (0.05, 2, df[i], 2, lambda), two_sided[i], 1e-3);
    ASSERT_DIGITS (sim_critical_dunnett (0.05, 1, df[i], 2, lambda), one_sided[i], 1e-3);
  }
  ASSERT_DIGITS (sim_critical_dunnett (0.05, 2, 10, 2, lambda), 2.568339, 1e-6);
  ASSERT_DIGITS (sim_critical_dunnett (0.05, 1, 20, 2, lambda), 2.027318, 1e-6);
  ASSERT_DIGITS (sim_critical_dunnett (0.05, 2, INFINITY, 3, lambda), 2.349, 1e-3);
  ASSERT_DIGITS (sim_critical_dunnett (0.05, 2, INFINITY, 4, lambda), 2.442, 1e-3);
}

/* Tukey's studentised range of three groups at 0.95, as tables have it. */
static void
test_tukey (void)
{
  const double df[] = { 12, 57, 120, INFINITY }, q[] = { 3.773, 3.403, 3.356, 3.314 };

  for (guint i = 0; i < G_N_ELEMENTS (df); i++)
    ASSERT_DIGITS (sim_critical_tukey (0.05, 3, df[i]) * G_SQRT2, q[i], 1e-3);
}

static SimJointPower
z_tests (const double *mean, const double *variance, guint sides, guint n, const SimRule *rule)
{
  static const SimPair pairs[] = { { 0, 2 }, { 1, 2 }, { 0, 1 } };
  SimJoint joint = { .n_arms = 3,
                     .mean = mean,
                     .variance = variance,
                     .df = INFINITY,
                     .sides = sides,
                     .n_hypotheses = n,
                     .pairs = pairs };
  SimJointPower power;

  g_assert_true (sim_joint_power (&joint, rule, 1e-12, &power));
  return power;
}

/* Two one-sided tests of means in two arms, limits of 0.2, true difference -0.05, SD 0.2, 24 an arm
   (PowerTOST, power.TOST, parallel design). */
static void
test_equivalence (void)
{
  ASSERT_DIGITS (sim_power_equivalence (-0.05, -0.2, 0.2, 0.2 * sqrt (2.0 / 24), 46, 0.05),
                 0.815435, 1e-6);
}

/* Retention of a fraction of an effect of one SD over a placebo, the new treatment being as good as
   the old one, one-sided 0.025 (Pigeot et al., Stat Med 2003; 22: 883-99; ThreeArmedTrials). */
static double
retention (double n_new, double n_old, double n_placebo, double fraction)
{
  double rest = 1 - fraction;
  double se = sqrt (1 / n_new + fraction * fraction / n_old + rest * rest / n_placebo);

  return sim_power_t (0.025, 1, n_new + n_old + n_placebo - 3, rest / se);
}

static void
test_retention (void)
{
  ASSERT_DIGITS (retention (330, 330, 330, 0.8), 0.79965, 1e-5);
  ASSERT_DIGITS (retention (331, 330, 330, 0.8), 0.80036, 1e-5);
  ASSERT_DIGITS (retention (56, 56, 28, 0.5), 0.802, 1e-3);
  g_assert_cmpfloat (retention (393, 315, 79, 0.8), >=, 0.8);
  g_assert_cmpfloat (retention (392, 315, 79, 0.8), <, 0.8);
}

/* Four fifths of an effect in log odds, 0.5, 0.3 and 0.2 well under the new treatment, the old one
   and a placebo, variance restricted, one-sided 0.025, 71, 62 and 18 patients (ThreeArmedTrials;
   Kieser & Friede 2007). */
static void
test_retention_logit (void)
{
  const double weight[] = { 1, -0.8, -0.2 }, proportion[] = { 0.5, 0.3, 0.2 };
  const double n[] = { 71, 62, 18 };
  SimProportionContrastTest test = { .n_arms = 3,
                                     .weight = weight,
                                     .proportion = proportion,
                                     .logit = TRUE,
                                     .restricted = TRUE,
                                     .upper = INFINITY };

  ASSERT_DIGITS (sim_power_proportion_contrast (&test, 0.025, n), 0.8041, 1e-4);
}

/* Unadjusted z tests under the global null: all pairs; two against a control. */
static void
test_unadjusted (void)
{
  const double mean[] = { 0, 0, 0 }, variance[] = { 1, 1, 1 };
  SimRule rule;

  sim_rule_init_level (&rule, 3, 0.05, 1, 2, INFINITY);
  ASSERT_DIGITS (z_tests (mean, variance, 2, 3, &rule).any, 0.1223, 1e-4);
  sim_rule_init_level (&rule, 2, 0.05, 1, 2, INFINITY);
  ASSERT_DIGITS (z_tests (mean, variance, 2, 2, &rule).any, 0.0907, 1e-4);
  sim_rule_init_level (&rule, 2, 0.025, 1, 1, INFINITY);
  ASSERT_DIGITS (z_tests (mean, variance, 1, 2, &rule).any, 0.0454, 1e-4);
}

/* Dunnett's z test, 100 an arm, one-sided 0.025, effects 0.5 and 0.5, then 0.5 and 0 SDs; the last
   digit of these figures is uncertain (0.907149 is given as 0.9072). */
static void
test_dunnett_power (void)
{
  const double both[] = { 0.5, 0.5, 0 }, one[] = { 0.5, 0, 0 }, variance[] = { 0.01, 0.01, 0.01 };
  const double lambda[] = { G_SQRT2 / 2, G_SQRT2 / 2 };
  SimJointPower power;
  SimRule rule;

  sim_rule_init_bound (&rule, 2, sim_critical_dunnett (0.025, 1, INFINITY, 2, lambda));
  power = z_tests (both, variance, 1, 2, &rule);
  ASSERT_DIGITS (power.power[0], 0.9072, 2e-4);
  ASSERT_DIGITS (power.any, 0.9708, 2e-4);
  ASSERT_DIGITS (power.all, 0.8435, 2e-4);
  power = z_tests (one, variance, 1, 2, &rule);
  ASSERT_DIGITS (power.power[0], 0.9072, 2e-4);
  ASSERT_DIGITS (power.any, 0.9072, 2e-4);
  ASSERT_DIGITS (power.all, 0.0135, 2e-4);
}

/* R's data set PlantGrowth: dried weights of plants, a control and two treatments. */
static void
test_kruskal_wallis (void)
{
  static const double weight[]
      = { 4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14,   /* control */
          4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69,   /* treatment 1 */
          6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26 }; /* treatment 2 */
  int order[30], spare[30], df;
  int8_t arm[30];
  double h;

  for (int i = 0; i < 30; i++)
    arm[i] = (int8_t) (i / 10);
  g_assert_true (sim_log_rank_order (30, weight, order, spare));
  g_assert_true (sim_rank_omnibus (30, order, weight, arm, 3, &h, &df));
  ASSERT_DIGITS (sim_chisq_upper (h, df), 0.01842, 1e-5);
}

/* The true effect of a Mann-Whitney test of normal scores that are so many SDs apart. */
static double
rank_effect (double d)
{
  g_autofree char *text = g_strdup_printf (
      "{\"trefoil\":1,\"arms\":[{\"id\":\"a\",\"size\":9},{\"id\":\"b\",\"size\":9}],"
      "\"outcomes\":[{\"id\":\"y\",\"better\":\"higher\",\"means\":{\"a\":%.15g,\"b\":0},"
      "\"sd\":1,\"visits\":[{\"id\":\"v\",\"time\":8}]}],"
      "\"analyses\":[{\"id\":\"m\",\"method\":\"mann-whitney\"}],"
      "\"testing\":{\"hypotheses\":[{\"id\":\"H\",\"compare\":[\"a\",\"b\"]}]}}", d);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_parse (text, strlen (text), problems);
  g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);

  g_assert_nonnull (scenario);
  return sim_scenario_true_effect (scenario, 0);
}

/* P (X < Y) of normal values, from their distance. And the asymptotic relative efficiency of the
   Mann-Whitney and Kruskal-Wallis tests against t and F, 3 / pi (Lehmann 1975): the noncentrality
   of the ranks of many patients, their true effect over its standard error where arms are alike,
   against that of the means, at a small shift. */
static void
test_ranks (void)
{
  const double n = 1e6, small = 0.001;
  double by_means = small / sqrt (2 / n);
  double by_ranks = rank_effect (small) / sqrt (SIM_RANK_VARIANCE (0.0, n, n, 2 * n));

  ASSERT_DIGITS (0.5 + rank_effect (0.5), 0.6382, 1e-4);
  ASSERT_DIGITS (0.5 + rank_effect (0.8), 0.7142, 1e-4);
  ASSERT_DIGITS (pow (by_ranks / by_means, 2), 0.9549, 1e-4);

  /* Noether 1987: patients for P (X < Y) = 0.7, power 0.8, the variance as if arms were alike */
  double z = sim_normal_upper_quantile (0.025) + sim_normal_upper_quantile (0.2);
  double times_patients = 2 * n * SIM_RANK_VARIANCE (0.0, n, n, 2 * n);
  ASSERT_DIGITS (z * z * times_patients / (0.2 * 0.2), 65.4, 1e-1);
}

/* Half the width of an interval of a difference of means, in SDs; and the patients that it takes
   for half an SD at most in 99 trials of 100, the variance of a trial being chi-squared
   (new-statistics page: 32 and 44). */
static void
test_precision (void)
{
  int n = 2;

  ASSERT_DIGITS (sim_critical_t (0.025, 62) * sqrt (2 / 32.0), 0.4997, 1e-4);
  for (double chance = 0; chance < 0.99; n++) {
    double df = 2 * n - 2, widest = 0.5 / (sim_critical_t (0.025, df) * sqrt (2.0 / n));
    chance = 1 - sim_chisq_upper (df * widest * widest, df);
  }
  g_assert_cmpint (n - 1, ==, 44);
}

/* R, help page of power.prop.test, which leaves the far tail out. */
static void
test_proportions_r (void)
{
  double low = 50, high = 100;

  ASSERT_DIGITS (sim_power_proportions_normal (TRUE, 0.025, 1, 50, 0.75, 50, 0.5), 0.7401659,
                 1e-6);
  for (guint i = 0; i < 60; i++) {
    double n = (low + high) / 2;
    double power = sim_power_proportions_normal (TRUE, 0.025, 1, n, 0.75, n, 0.5);
    *(power < 0.9 ? &low : &high) = n;
  }
  ASSERT_DIGITS (low, 76.707, 1e-3);
}

/* Farrington and Manning 1990: patients of the first arm for such a ratio first to second. */
static double
size_by_margin (double p1, double p2, double margin, double ratio, double alpha, double power)
{
  double q1, q2, many = 1e9;
  SimCount a = { many * ratio * p1, many * ratio }, b = { many * p2, many };

  sim_restricted_proportions (a, b, margin, &q1, &q2);
  double null = q1 * (1 - q1) / ratio + q2 * (1 - q2);
  double own = p1 * (1 - p1) / ratio + p2 * (1 - p2);
  double reach = sim_normal_upper_quantile (alpha) * sqrt (null)
                 + sim_normal_quantile (power) * sqrt (own);
  return ratio * pow (reach / (p1 - p2 - margin), 2);
}

/* Their page 1451 and table 1, as gsDesign has them. */
static void
test_margins (void)
{
  double n1 = size_by_margin (0.4, 0.05, 0.2, 1, 0.05, 0.8);

  ASSERT_DIGITS (2 * n1, 159.6876, 1e-4);
  n1 = size_by_margin (0.1, 0.1, -0.2, 1.5, 0.05, 0.9);
  ASSERT_DIGITS (n1, 62.88, 1e-2);
  ASSERT_DIGITS (n1 / 1.5, 41.92, 1e-2);
}

/* The vignette of graphicalMCP, one-sided 0.025, unpooled; given there as 0.80. */
static void
test_proportions_unpooled (void)
{
  ASSERT_DIGITS (sim_power_proportions_normal (FALSE, 0.025, 1, 200, 0.3, 200, 0.181), 0.8028,
                 1e-4);
}

/* Lu, Luo and Chen (Int J Biostat 2008; 4: 9), table 2: two visits, a tenth lost by the second. */
static void
test_mmrm (void)
{
  static const double rho[] = { 0, 0.1, 0.3, 0.5, 0.7, 0.9 };
  static const double factor[] = { 1.1111, 1.1100, 1.1011, 1.0833, 1.0567, 1.0211 };
  static const double retention[] = { 1, 0.9 };

  for (guint i = 0; i < G_N_ELEMENTS (rho); i++) {
    double covariance[] = { 1, rho[i], rho[i], 1 };
    ASSERT_DIGITS (1 / sim_mmrm_share (2, covariance, retention), factor[i], 1e-4);
  }
}

/* Gelman and Carlin, Perspect Psychol Sci 2014: an effect of 0.1 with standard error 3.28. */
static void
test_sign_and_size (void)
{
  static const double power[] = { 0.1, 0.2, 0.5, 0.8, 0.9 };
  static const double exaggeration[] = { 3.71, 2.26, 1.41, 1.125, 1.060 };
  static const double unit[] = { 1e-2, 1e-2, 1e-2, 1e-3, 1e-3 };
  double critical = sim_normal_upper_quantile (0.025);
  SimRejections rejections = sim_rejections_z (0.1, 3.28, critical, 2);

  ASSERT_DIGITS (rejections.upper + rejections.lower, 0.0501, 1e-4);
  ASSERT_DIGITS (sim_type_errors (&rejections, 0.1).type_s, 0.464, 1e-3);
  ASSERT_DIGITS (sim_type_errors (&rejections, 0.1).type_m, 76.7, 1e-1);
  for (guint i = 0; i < G_N_ELEMENTS (power); i++) {
    double low = 0, high = 6;
    for (guint step = 0; step < 60; step++) {
      double middle = (low + high) / 2;
      rejections = sim_rejections_z (middle, 1, critical, 2);
      *(rejections.upper + rejections.lower < power[i] ? &low : &high) = middle;
    }
    ASSERT_DIGITS (sim_type_errors (&rejections, low).type_m, exaggeration[i], unit[i]);
  }
}

/* Normal prior of the difference, 64 per arm, by the normal estimate of known standard error. */
static void
test_assurance (void)
{
  double se = sqrt (2 / 64.0);

  ASSERT_DIGITS (sim_assurance_t (0.5, 0.2, se, 0.05, 2, INFINITY).upper, 0.7174, 1e-4);
  ASSERT_DIGITS (sim_assurance_t (0.5, 0, se, 0.05, 2, INFINITY).upper, 0.8074, 1e-4);
  /* the same by t */
  ASSERT_DIGITS (sim_assurance_t (0.5, 0.2, se, 0.05, 2, 126).upper, 0.713, 1e-3);
  ASSERT_DIGITS (sim_assurance_t (0.5, 0, se, 0.05, 2, 126).upper, 0.801, 1e-3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/published/t", test_t);
  g_test_add_func ("/published/equivalence", test_equivalence);
  g_test_add_func ("/published/retention", test_retention);
  g_test_add_func ("/published/retention/logit", test_retention_logit);
  g_test_add_func ("/published/anova/r", test_anova_r);
  g_test_add_func ("/published/anova/plants", test_plants);
  g_test_add_func ("/published/anova/others", test_anova_others);
  g_test_add_func ("/published/anova/three-arms", test_anova_three_arms);
  g_test_add_func ("/published/adjusted-f", test_adjusted_f);
  g_test_add_func ("/published/variance-factor", test_variance_factor);
  g_test_add_func ("/published/mmrm", test_mmrm);
  g_test_add_func ("/published/dunnett", test_dunnett);
  g_test_add_func ("/published/kruskal-wallis", test_kruskal_wallis);
  g_test_add_func ("/published/ranks", test_ranks);
  g_test_add_func ("/published/precision", test_precision);
  g_test_add_func ("/published/tukey", test_tukey);
  g_test_add_func ("/published/unadjusted", test_unadjusted);
  g_test_add_func ("/published/dunnett-power", test_dunnett_power);
  g_test_add_func ("/published/proportions/r", test_proportions_r);
  g_test_add_func ("/published/proportions/margins", test_margins);
  g_test_add_func ("/published/proportions/unpooled", test_proportions_unpooled);
  g_test_add_func ("/published/sign-and-size", test_sign_and_size);
  g_test_add_func ("/published/assurance", test_assurance);
  return g_test_run ();
}
