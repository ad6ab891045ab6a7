/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * families-binary.c - tests, intervals and power of proportions.
 */
#include <math.h>

#include "analysis/fisher.h"
#include "analysis/logistic.h"
#include "analysis/mantel-haenszel.h"
#include "analysis/proportions.h"
#include "base/prob.h"
#include "table.h"
#include "theory/proportions.h"

#define EACH_ROW(table) for ((table)->row = 0; (table)->row < (table)->rows->len; (table)->row++)
#define Z95 1.95996398454005

static SimCount count_of (Table *t, const char *x, const char *n)
{
  return (SimCount){ table_need (t, x), table_need (t, n) };
}

static void check_logit (Table *t, SimCount a, SimCount b)
{
  const double weight[2] = { 1, -1 };
  SimProportionContrast c;
  SimCount arms[2] = { a, b };
  if (table_need (t, "or_haldane_half_added") != 0)
    arms[0] = (SimCount){ a.x + 0.5, a.n + 1 }, arms[1] = (SimCount){ b.x + 0.5, b.n + 1 };
  if (!sim_logit_contrast (2, arms, weight, 0, &c)) {
    table_fail (t, "no log odds ratio");
    return;
  }
  table_check (t, "log_or", c.estimate, 1e-9, FALSE);
  table_check (t, "se_log_or", sqrt (c.unrestricted), 1e-9, FALSE);
}

void family_table2x2_tests (void)
{
  Table *t = table_open ("table2x2_tests");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    SimCount arms[2] = { count_of (t, "x1", "n1"), count_of (t, "x2", "n2") };
    SimCount a = arms[0], b = arms[1];
    double chi = sim_pearson_chi_squared (2, arms), d = a.x / a.n - b.x / b.n;
    double z = sim_score_statistic (a, b, 0);
    double reach = Z95 * sqrt (a.x * (a.n - a.x) / pow (a.n, 3) + b.x * (b.n - b.x) / pow (b.n, 3));
    SimFisher fisher = sim_fisher ((int)a.x, (int)a.n, (int)b.x, (int)b.n);
    SimLimits newcombe = sim_newcombe_interval (a, b, Z95);
    SimLimits mn = sim_miettinen_nurminen_interval (a, b, Z95);
    table_check (t, "chi2_pearson", chi, 1e-9, FALSE);
    table_check (t, "chi2_pearson", z * z, 1e-9, FALSE);
    table_check (t, "p_pearson", sim_chisq_upper (chi, 1), 1e-9, FALSE);
    table_check (t, "p_fisher_2sided", fisher.two_sided, 1e-9, FALSE);
    table_check (t, "p_fisher_greater", fisher.greater, 1e-9, FALSE);
    table_check (t, "p_fisher_less", fisher.less, 1e-9, FALSE);
    table_check (t, "risk_diff", d, 1e-9, FALSE);
    table_check (t, "wald_lo95", d - reach, 1e-9, FALSE);
    table_check (t, "wald_hi95", d + reach, 1e-9, FALSE);
    table_check (t, "newcombe_lo95", newcombe.low, 1e-9, FALSE);
    table_check (t, "newcombe_hi95", newcombe.high, 1e-9, FALSE);
    table_check (t, "mn_lo95", mn.low, 1e-9, FALSE);
    table_check (t, "mn_hi95", mn.high, 1e-9, FALSE);
    check_logit (t, a, b);
  }
  table_close (t);
}

void family_table3x2_tests (void)
{
  Table *t = table_open ("table3x2_tests");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    SimCount arms[3] = { count_of (t, "x1", "n1"), count_of (t, "x2", "n2"),
                         count_of (t, "x3", "n3") };
    double chi = sim_pearson_chi_squared (3, arms);
    table_check (t, "chi2_df2", chi, 1e-9, FALSE);
    table_check (t, "p_chi2", sim_chisq_upper (chi, 2), 1e-9, FALSE);
  }
  table_close (t);
}

/* Of these intervals the engine has Wilson's; Clopper and Pearson's hangs on R's own quantiles. */
void family_binom_ci (void)
{
  Table *t = table_open ("binom_ci");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    SimCount a = count_of (t, "x", "n");
    double tail = (1 - table_need (t, "conf")) / 2;
    SimLimits w = sim_wilson_interval (a, sim_normal_upper_quantile (tail));
    table_check (t, "wilson_lo", w.low, 1e-12, FALSE);
    table_check (t, "wilson_hi", w.high, 1e-12, FALSE);
    table_check (t, "clopper_pearson_lo",
                 a.x > 0 ? sim_beta_quantile (tail, a.x, a.n - a.x + 1) : 0, 1e-12, FALSE);
    table_check (t, "clopper_pearson_hi",
                 a.x < a.n ? sim_beta_quantile (1 - tail, a.x + 1, a.n - a.x) : 1, 1e-12, FALSE);
  }
  table_close (t);
}

void family_prop_power (void)
{
  Table *t = table_open ("prop_power");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double alpha = table_need (t, "alpha"), n1 = table_need (t, "n1"), n2 = table_need (t, "n2");
    double p1 = table_need (t, "p1"), p2 = table_need (t, "p2");
    guint sides = (guint)table_need (t, "sides");
    table_check (t, "power_pooled_null",
                 sim_power_proportions_normal (TRUE, alpha, sides, n1, p1, n2, p2), 1e-12, FALSE);
    table_check (t, "power_unpooled",
                 sim_power_proportions_normal (FALSE, alpha, sides, n1, p1, n2, p2), 1e-12, FALSE);
  }
  table_close (t);
}

static void check_exact (Table *t, const char *column, SimProportionsKind kind, gboolean two_sided)
{
  double alpha = table_need (t, "alpha");
  SimProportionsTest test = { kind, two_sided, 0, INFINITY };
  table_check (t, column,
               sim_power_proportions (&test, two_sided ? alpha / 2 : alpha,
                                      (guint)table_need (t, "n1"), table_need (t, "p1"),
                                      (guint)table_need (t, "n2"), table_need (t, "p2")),
               1e-12, FALSE);
}

void family_prop_exact_power (void)
{
  Table *t = table_open ("prop_exact_power");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    check_exact (t, "power_fisher_2sided", SIM_PROPORTIONS_FISHER, TRUE);
    check_exact (t, "power_fisher_1sided_greater", SIM_PROPORTIONS_FISHER, FALSE);
    check_exact (t, "power_pearson_2sided", SIM_PROPORTIONS_POOLED, TRUE);
    check_exact (t, "power_wald_unpooled_2sided", SIM_PROPORTIONS_UNPOOLED, TRUE);
  }
  table_close (t);
}

/* One sample: the chance of so many or more events. */
void family_one_sample_binomial_power (void)
{
  Table *t = table_open ("one_sample_binomial_power");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double n = table_need (t, "n"), least = table_need (t, "reject_if_x_at_least");
    double alpha = table_need (t, "alpha_one_sided"), p0 = table_need (t, "p0");
    double *mass = g_new (double, (gsize)n + 1), size = 0, power = 0, at = n + 1;
    sim_proportions_mass ((guint)n, p0, mass);
    while (at > 0 && size + mass[(guint)at - 1] <= alpha)
      size += mass[(guint)--at];
    sim_proportions_mass ((guint)n, table_need (t, "p1"), mass);
    for (guint x = (guint)least; x <= (guint)n; x++)
      power += mass[x];
    table_check (t, "reject_if_x_at_least", at, 0, FALSE);
    table_check (t, "attained_size", size, 1e-12, FALSE);
    table_check (t, "power", power, 1e-12, FALSE);
    g_free (mass);
  }
  table_close (t);
}

/* Farrington and Manning's size: the standard error at the proportions that are expected to be
 * likeliest under the margin, and that at the true ones. */
void family_ni_rates_design (void)
{
  Table *t = table_open ("ni_rates_design");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double p1 = table_need (t, "p1"), p2 = table_need (t, "p2"), q1, q2, many = 1e9;
    double margin = table_need (t, "margin_diff"), ratio = table_need (t, "ratio_n1_n2");
    double z = sim_normal_upper_quantile (table_need (t, "alpha_one_sided"));
    double by = sim_normal_quantile (table_need (t, "power"));
    SimCount a = { many * ratio * p1, many * ratio }, b = { many * p2, many };
    sim_restricted_proportions (a, b, margin, &q1, &q2);
    double null = q1 * (1 - q1) / ratio + q2 * (1 - q2);
    double own = p1 * (1 - p1) / ratio + p2 * (1 - p2);
    double n2 = pow ((z * sqrt (null) + by * sqrt (own)) / (p1 - p2 - margin), 2);
    table_check (t, "p1_under_h0", q1, 1e-9, FALSE);
    table_check (t, "p2_under_h0", q2, 1e-9, FALSE);
    table_check (t, "n2_continuous", n2, 1e-6, TRUE);
    table_check (t, "n1_continuous", n2 * ratio, 1e-6, TRUE);
  }
  table_close (t);
}

/* The numbers of a cell, at most `most` of them. */
static int numbers_of (Table *t, const char *column, double *numbers, int most)
{
  char **words = g_strsplit (table_text (t, column), ";", -1);
  int n = MIN ((int)g_strv_length (words), most);
  for (int i = 0; i < n; i++)
    numbers[i] = g_ascii_strtod (words[i], NULL);
  g_strfreev (words);
  return n;
}

enum { PATIENTS = 400 };

static void check_pair (Table *t, const SimLinearData *data, const SimLogistic *fit, int a, int b,
                        const char *const columns[4])
{
  double weights[SIM_LINEAR_ARMS] = { 0 }, variance, estimate;
  SimStandardised standardised;
  weights[a] = 1;
  weights[b] = -1;
  estimate = sim_logistic_contrast (fit, weights, &variance);
  table_check (t, columns[0], estimate, 1e-9, FALSE);
  table_check (t, columns[1], sqrt (variance), 1e-9, FALSE);
  if (!columns[2])
    return;
  sim_standardise (data, fit, &standardised);
  estimate = sim_standardised_contrast (&standardised, data->n_arms, weights, &variance);
  table_check (t, columns[2], estimate, 1e-9, FALSE);
  table_check (t, columns[3], sqrt (variance), 1e-9, FALSE);
}

static void check_strata (Table *t, const SimLinearData *data)
{
  enum { CELLS = 8 };
  SimCount a[CELLS] = { { 0, 0 } }, b[CELLS] = { { 0, 0 } };
  SimMantelHaenszel r;
  for (int i = 0; i < data->n; i++) {
    SimCount *cell = &(data->arm[i] == 0 ? a : b)[data->level[0][i]];
    if (data->arm[i] > 0 && data->arm[i] < data->n_arms - 1)
      continue;
    cell->n++;
    cell->x += data->y[i];
  }
  if (!sim_mantel_haenszel (CELLS, a, b, &r)) {
    table_fail (t, "no stratum with both arms");
    return;
  }
  table_check (t, "cmh_1_last", r.z * r.z, 1e-9, FALSE);
  table_check (t, "mh_rd_1_last", r.difference, 1e-9, FALSE);
  table_check (t, "se_mh_1_last", sqrt (r.variance), 1e-9, FALSE);
}

void family_logistic_fixed (void)
{
  static const char *const last1[] = { "log_or_1_last", "se_1_last", "rd_1_last", "se_rd_1_last" };
  static const char *const last2[] = { "log_or_2_last", "se_2_last", NULL, NULL };
  static const char *const pair[] = { "log_or_1_2", "se_1_2", "rd_1_2", "se_rd_1_2" };
  static double room[SIM_LINEAR_ROOM (PATIENTS, SIM_LINEAR_BASIS)];
  Table *t = table_open ("logistic_fixed");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double y[PATIENTS], x[PATIENTS], s[PATIENTS], sizes[SIM_LINEAR_ARMS];
    int8_t arm[PATIENTS], level[PATIENTS];
    int n = numbers_of (t, "y", y, PATIENTS), arms = numbers_of (t, "sizes", sizes, 6), filled = 0;
    const char *adjust = table_text (t, "adjust");
    gboolean both = g_str_equal (adjust, "both");
    SimLogistic fit;
    numbers_of (t, "x", x, PATIENTS);
    numbers_of (t, "s", s, PATIENTS);
    for (int a = 0; a < arms; a++)
      for (int i = 0; i < sizes[a] && filled < n; i++, filled++) {
        arm[filled] = (int8_t)a;
        level[filled] = (int8_t)s[filled];
      }
    SimLinearData data = { .n = filled, .n_arms = arms, .y = y, .arm = arm,
                           .n_numbers = both || g_str_equal (adjust, "number"), .number = { x },
                           .n_factors = both || g_str_equal (adjust, "factor"),
                           .n_levels = { 4 }, .level = { level } };
    if (!sim_logistic (&data, room, &fit)) {
      table_fail (t, "no fit");
      continue;
    }
    check_pair (t, &data, &fit, 0, arms - 1, last1);
    if (arms > 2) {
      check_pair (t, &data, &fit, 1, arms - 1, last2);
      check_pair (t, &data, &fit, 0, 1, pair);
    }
    check_strata (t, &data);
  }
  table_close (t);
}
