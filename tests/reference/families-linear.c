/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * families-linear.c - linear models of fixed data: two and three samples, covariates, robust
 * variances, practitioners.
 */
#include <math.h>

#include "analysis/cluster-robust.h"
#include "analysis/mixed-model.h"
#include "base/prob.h"
#include "table.h"

#define EACH_ROW(table) for ((table)->row = 0; (table)->row < (table)->rows->len; (table)->row++)

enum { MOST = 1000 };

static double y[MOST], number[2][MOST], room[SIM_LINEAR_ROOM (MOST, SIM_LINEAR_COLUMNS)];
static double mixed_room[SIM_MIXED_ROOM (MOST, SIM_LINEAR_COLUMNS)];
static int8_t arm[MOST], level[2][MOST];
static int cluster[MOST], order[MOST];

static const double first_third[] = { 1, 0, -1 }, second_third[] = { 0, 1, -1 };
static const double first_second[] = { 1, -1, 0 };
static const struct {
  const char *name;
  const double *weights;
} pairs[] = { { "A_C", first_third }, { "B_C", second_third }, { "A_B", first_second } };

/* Takes the scores of one arm from a cell in behind n others; how many there are then. */
static int take_arm (Table *t, const char *column, int8_t a, int n)
{
  int more = table_list (t, column, y + n, MOST - n);
  for (int i = n; i < n + more; i++)
    arm[i] = a;
  return n + more;
}

static void check_pair_tests (Table *t, const SimLinearModel *fit)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    char column[40];
    double variance, estimate = sim_linear_contrast (fit, pairs[i].weights, &variance);
    double statistic = estimate / sqrt (variance);
    g_snprintf (column, sizeof column, "diff_%s", pairs[i].name);
    table_check (t, column, estimate, 1e-9, FALSE);
    g_snprintf (column, sizeof column, "t_%s", pairs[i].name);
    table_check (t, column, statistic, 1e-9, FALSE);
    g_snprintf (column, sizeof column, "p_%s", pairs[i].name);
    table_check (t, column, 2 * sim_t_upper (fabs (statistic), fit->df), 1e-9, FALSE);
  }
}

void family_three_arm_means (void)
{
  Table *t = table_open ("three_arm_fixed");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    SimLinearModel fit;
    int n = take_arm (t, "y_A", 0, 0);
    n = take_arm (t, "y_B", 1, n);
    n = take_arm (t, "y_C", 2, n);
    SimLinearData data = { .n = n, .n_arms = 3, .y = y, .arm = arm };
    if (!sim_linear_model (&data, room, &fit)) {
      table_fail (t, "no fit");
      continue;
    }
    table_check (t, "f_anova", sim_linear_f (&fit), 1e-9, FALSE);
    table_check (t, "df2_anova", fit.df, 0, FALSE);
    table_check (t, "p_anova", sim_f_upper (sim_linear_f (&fit), 2, fit.df), 1e-9, FALSE);
    table_check (t, "mse", fit.residual / fit.df, 1e-9, FALSE);
    check_pair_tests (t, &fit);
  }
  table_close (t);
}

/* Pooled: the model; Welch's statistic: HC2 of it. */
void family_two_sample_fixed (void)
{
  static const double pair[] = { 1, -1 };
  Table *t = table_open ("two_sample_fixed");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    SimLinearModel fit;
    double variance;
    int n = take_arm (t, "x", 0, 0);
    n = take_arm (t, "y", 1, n);
    SimLinearData data = { .n = n, .n_arms = 2, .y = y, .arm = arm };
    if (!sim_linear_model (&data, room, &fit)) {
      table_fail (t, "no fit");
      continue;
    }
    double diff = sim_linear_contrast (&fit, pair, &variance), se = sqrt (variance);
    double reach = sim_t_upper_quantile (0.025, fit.df) * se;
    table_check (t, "mean_x", fit.mean[0], 1e-9, FALSE);
    table_check (t, "mean_y", fit.mean[1], 1e-9, FALSE);
    table_check (t, "diff", diff, 1e-9, FALSE);
    table_check (t, "t_pooled", diff / se, 1e-9, FALSE);
    table_check (t, "df_pooled", fit.df, 0, FALSE);
    table_check (t, "p_pooled", 2 * sim_t_upper (fabs (diff / se), fit.df), 1e-9, FALSE);
    table_check (t, "lo95_pooled", diff - reach, 1e-9, FALSE);
    table_check (t, "hi95_pooled", diff + reach, 1e-9, FALSE);
    if (!sim_linear_robust (&fit, SIM_HC2, pair, &variance)) {
      table_fail (t, "no variance");
      continue;
    }
    table_check (t, "t_welch", diff / sqrt (variance), 1e-9, FALSE);
  }
  table_close (t);
}

/* Arms by letter, in the order of the alphabet. */
static int take_letters (Table *t)
{
  char **words = g_strsplit (table_text (t, "arm"), ";", MOST);
  int n = (int) g_strv_length (words);
  for (int i = 0; i < n; i++)
    arm[i] = (int8_t) (words[i][0] - 'A');
  g_strfreev (words);
  return n;
}

void family_ancova_fixed (void)
{
  Table *t = table_open ("ancova_fixed");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    SimLinearModel fit;
    int n = take_letters (t);
    if (table_list (t, "y", y, MOST) != n || table_list (t, "baseline", number[0], MOST) != n) {
      table_fail (t, "lists of different lengths");
      continue;
    }
    SimLinearData data = { .n = n, .n_arms = 3, .y = y, .arm = arm, .n_numbers = 1,
                           .number = { number[0] } };
    if (!sim_linear_model (&data, room, &fit)) {
      table_fail (t, "no fit");
      continue;
    }
    double hc[3] = { 0 };
    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
      char column[40];
      double variance, estimate = sim_linear_contrast (&fit, pairs[i].weights, &variance);
      g_snprintf (column, sizeof column, "est_%s", pairs[i].name);
      table_check (t, column, estimate, 1e-9, FALSE);
      g_snprintf (column, sizeof column, "se_%s", pairs[i].name);
      table_check (t, column, sqrt (variance), 1e-9, FALSE);
      g_snprintf (column, sizeof column, "p_%s", pairs[i].name);
      table_check (t, column, 2 * sim_t_upper (fabs (estimate) / sqrt (variance), fit.df), 1e-9,
                   FALSE);
    }
    table_check (t, "df_residual", fit.df, 0, FALSE);
    table_check (t, "residual_sd", sqrt (fit.residual / fit.df), 1e-9, FALSE);
    table_check (t, "adj_mean_A", fit.mean[0], 1e-9, FALSE);
    table_check (t, "adj_mean_B", fit.mean[1], 1e-9, FALSE);
    table_check (t, "adj_mean_C", fit.mean[2], 1e-9, FALSE);
    table_check (t, "f_arm", sim_linear_f (&fit), 1e-9, FALSE);
    table_check (t, "p_arm", sim_f_upper (sim_linear_f (&fit), 2, fit.df), 1e-9, FALSE);
    if (!sim_linear_robust (&fit, SIM_HC2, first_third, &hc[0])
        || !sim_linear_robust (&fit, SIM_HC3, first_third, &hc[1])
        || !sim_linear_robust (&fit, SIM_HC3, second_third, &hc[2]))
      table_fail (t, "no robust variance");
    table_check (t, "hc2_se_A_C", sqrt (hc[0]), 1e-9, FALSE);
    table_check (t, "hc3_se_A_C", sqrt (hc[1]), 1e-9, FALSE);
    table_check (t, "hc3_se_B_C", sqrt (hc[2]), 1e-9, FALSE);
  }
  table_close (t);
}

static void check_named (Table *t, const char *what, const char *pair, double got)
{
  char column[40];
  g_snprintf (column, sizeof column, "%s_%s", what, pair);
  table_check (t, column, got, 1e-9, TRUE);
}

static void check_models (Table *t, const SimLinearModel *fit, const SimClusters *clusters,
                          const SimMixedModel *mixed)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    const double *weights = pairs[i].weights;
    double v, df, estimate = sim_linear_contrast (fit, weights, &v);
    check_named (t, "est", pairs[i].name, estimate);
    check_named (t, "se", pairs[i].name, sqrt (v));
    if (!sim_linear_robust (fit, SIM_HC2, weights, &v))
      table_fail (t, "no HC2");
    check_named (t, "hc2_se", pairs[i].name, sqrt (v));
    if (!sim_linear_robust (fit, SIM_HC3, weights, &v))
      table_fail (t, "no HC3");
    check_named (t, "hc3_se", pairs[i].name, sqrt (v));
    if (!sim_cluster_robust (fit, clusters, weights, &v, &df))
      table_fail (t, "no CR2");
    check_named (t, "cr2_se", pairs[i].name, sqrt (v));
    check_named (t, "cr2_df", pairs[i].name, df);
    if (!sim_mixed_contrast (fit, mixed, weights, &estimate, &v, &df))
      table_fail (t, "no mixed contrast");
    check_named (t, "mixed_est", pairs[i].name, estimate);
    check_named (t, "mixed_se", pairs[i].name, sqrt (v));
    check_named (t, "mixed_df", pairs[i].name, df);
  }
}

/* One list of levels or practitioners into whole numbers. */
static gboolean take_whole (Table *t, const char *column, int n, int8_t *levels, int *numbers)
{
  double list[MOST];
  if (table_list (t, column, list, MOST) != n)
    return FALSE;
  for (int i = 0; i < n; i++)
    if (levels != NULL)
      levels[i] = (int8_t) list[i];
    else
      numbers[i] = (int) list[i];
  return TRUE;
}

void family_linear_models_fixed (void)
{
  Table *t = table_open ("linear_models_fixed");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    SimLinearModel fit;
    SimMixedModel mixed;
    int n = take_letters (t), adjust = (int) table_need (t, "adjust");
    if (table_list (t, "y", y, MOST) != n || table_list (t, "baseline", number[0], MOST) != n
        || table_list (t, "covariate", number[1], MOST) != n
        || !take_whole (t, "stratum_1", n, level[0], NULL)
        || !take_whole (t, "stratum_2", n, level[1], NULL)
        || !take_whole (t, "cluster", n, NULL, cluster)) {
      table_fail (t, "lists of different lengths");
      continue;
    }
    SimLinearData data = { .n = n, .n_arms = 3, .y = y, .arm = arm,
                           .n_numbers = adjust == 3 ? 2 : adjust > 0,
                           .number = { number[0], number[1] },
                           .n_factors = adjust >= 2 ? 2 : 0,
                           .n_levels = { (int) table_need (t, "levels_1"),
                                         (int) table_need (t, "levels_2") },
                           .level = { level[0], level[1] } };
    if (!sim_linear_model (&data, room, &fit)) {
      table_fail (t, "no fit");
      continue;
    }
    SimClusters clusters = sim_clusters (&fit, cluster, order);
    if (!sim_mixed_model (&fit, &clusters, mixed_room, &mixed)) {
      table_fail (t, "no mixed model");
      continue;
    }
    table_check (t, "df", fit.df, 0, FALSE);
    table_check (t, "sigma2", fit.residual / fit.df, 1e-9, TRUE);
    table_check (t, "f_arm", sim_linear_f (&fit), 1e-9, TRUE);
    table_check (t, "between", mixed.between, 1e-8, FALSE);
    table_check (t, "residual", mixed.residual, 1e-9, TRUE);
    table_check (t, "lme_between", mixed.between, 1e-3, FALSE);
    table_check (t, "lme_residual", mixed.residual, 1e-4, TRUE);
    check_models (t, &fit, &clusters, &mixed);
  }
  table_close (t);
}
