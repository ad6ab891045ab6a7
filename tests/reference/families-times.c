/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * families-times.c - analyses of fixed times to an event, given as lists in the row.
 */
#include <math.h>
#include <string.h>

#include "analysis/cox.h"
#include "analysis/cox-model.h"
#include "analysis/log-rank.h"
#include "analysis/rmst.h"
#include "table.h"
#include "theory/survival.h"

enum { MOST = 1000 };

typedef struct {
  int n;
  double time[MOST];
  uint8_t event[MOST];
  int8_t arm[MOST];
  int16_t stratum[MOST];
  int order[MOST], spare[MOST];
} Times;

/* Times, events and their order; arms are the caller's. FALSE: the row has been failed. */
static gboolean read_times (Table *t, Times *d)
{
  double status[MOST];
  d->n = table_list (t, "time", d->time, MOST);
  if (table_list (t, "status", status, MOST) != d->n) {
    table_fail (t, "lists of different lengths");
    return FALSE;
  }
  for (int i = 0; i < d->n; i++)
    d->event[i] = status[i] == 1;
  if (!sim_log_rank_order (d->n, d->time, d->order, d->spare)) {
    table_fail (t, "no order of times");
    return FALSE;
  }
  return TRUE;
}

static void check_log_rank (Table *t, const Times *d)
{
  SimLogRank r;
  if (!sim_log_rank (d->n, d->order, d->time, d->event, d->arm, 0, 1, &r)) {
    table_fail (t, "no test");
    return;
  }
  SimLogRankEffect effect = sim_log_rank_effect (&r, true);
  table_check (t, "obs_exp_group", r.observed, 0, FALSE);
  table_check (t, "expected_exp_group", r.expected, 1e-11, FALSE);
  table_check (t, "variance", r.variance, 1e-11, FALSE);
  table_check (t, "z_logrank", -effect.z, 1e-11, FALSE);
  table_check (t, "chi2_logrank", effect.z * effect.z, 1e-11, FALSE);
}

static void check_ratio (Table *t, const SimCox *fit, int a, int b, const char *estimate_column,
                         const char *se_column)
{
  double variance, estimate = sim_cox_contrast (fit, a, b, &variance);
  table_check (t, estimate_column, estimate, 1e-9, FALSE);
  table_check (t, se_column, sqrt (variance), 1e-9, FALSE);
}

/* Where all events are in one arm there is no estimate; programs that stop climbing have one that
 * is far out. */
static void check_no_ratio (Table *t, const Times *d, const char *column)
{
  int events[3] = { 0 };
  for (int i = 0; i < d->n; i++)
    events[d->arm[i]] += d->event[i];
  if (!(fabs (table_need (t, column)) > 8))
    table_fail (t, "no fit, with %d, %d and %d events", events[0], events[1], events[2]);
  else
    t->empty++;
}

static void check_pair (Table *t, Times *d)
{
  SimCox fit;
  SimRmst arms[2];
  if (sim_cox (2, d->n, d->order, d->time, d->event, d->arm, d->spare, &fit))
    check_ratio (t, &fit, 0, 1, "log_hr_efron", "se_log_hr_efron");
  else if (table_has (t, "log_hr_efron"))
    check_no_ratio (t, d, "log_hr_efron");
  sim_rmst (2, d->n, d->order, d->time, d->event, d->arm, 5, arms);
  table_check (t, "rmst5_exp", arms[0].mean, 1e-11, FALSE);
  table_check (t, "rmst5_control", arms[1].mean, 1e-11, FALSE);
  table_check (t, "se_rmst5_exp", sqrt (arms[0].variance), 1e-11, FALSE);
  table_check (t, "se_rmst5_control", sqrt (arms[1].variance), 1e-11, FALSE);
}

void family_logrank_fixed (void)
{
  Table *t = table_open ("logrank_fixed");
  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    static Times d;
    double experimental[MOST];
    if (!read_times (t, &d))
      continue;
    if (table_list (t, "group_1_is_experimental", experimental, MOST) != d.n) {
      table_fail (t, "lists of different lengths");
      continue;
    }
    for (int i = 0; i < d.n; i++)
      d.arm[i] = experimental[i] == 1 ? 0 : 1;
    check_log_rank (t, &d);
    check_pair (t, &d);
  }
  table_close (t);
}

/* --- covariates ---------------------------------------------------------------------------- */

static void check_adjusted (Table *t, const SimCoxModel *fit, const double *weights,
                            const char *estimate_column, const char *se_column)
{
  double variance, estimate = sim_cox_model_contrast (fit, weights, &variance);
  table_check (t, estimate_column, estimate, 1e-9, FALSE);
  table_check (t, se_column, sqrt (variance), 1e-9, FALSE);
}

/* FALSE: the row has been failed. */
static gboolean fit_covariates (Table *t, Times *d, SimCoxModel *fit)
{
  static double room[SIM_LINEAR_ROOM (MOST, 4)], x[2][MOST], list[MOST];
  static int8_t level[MOST];
  SimLinearData data = { .n = d->n, .n_arms = 3, .y = d->time, .arm = d->arm };
  gboolean good = table_list (t, "arm", list, MOST) == d->n;
  for (int i = 0; i < d->n; i++)
    d->arm[i] = (int8_t) list[i];
  for (int k = 0; k < 2; k++) {
    const char *column = k == 0 ? "x1" : "x2";
    if (!table_has (t, column))
      continue;
    good &= table_list (t, column, x[k], MOST) == d->n;
    data.number[data.n_numbers++] = x[k];
  }
  if (table_has (t, "level")) {
    good &= table_list (t, "level", list, MOST) == d->n;
    for (int i = 0; i < d->n; i++)
      level[i] = (int8_t) list[i];
    data.level[0] = level;
    data.n_levels[0] = 3;
    data.n_factors = 1;
  }
  if (!good)
    table_fail (t, "lists of different lengths");
  else if (!sim_cox_model (&data, d->event, d->order, room, fit))
    table_fail (t, "no fit");
  else
    return TRUE;
  return FALSE;
}

void family_cox_covariates_fixed (void)
{
  static const double weights[][3] = { { 1, 0, -1 }, { 0, 1, -1 }, { 1, -1, 0 } };
  Table *t = table_open ("cox_covariates_fixed");
  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    static Times d;
    SimCoxModel fit;
    if (!read_times (t, &d) || !fit_covariates (t, &d, &fit))
      continue;
    check_adjusted (t, &fit, weights[0], "log_hr_0_vs_2", "se_0_vs_2");
    check_adjusted (t, &fit, weights[1], "log_hr_1_vs_2", "se_1_vs_2");
    check_adjusted (t, &fit, weights[2], "log_hr_0_vs_1", "se_0_vs_1");
  }
  table_close (t);
}

/* --- three arms ---------------------------------------------------------------------------- */

static const char arm_names[] = "ABC";
enum { STRATA = 100 };

/* Arm by arm, or two of them taken as one, against all others: strata are those of the row. */
static SimLogRank against_rest (Times *d, int one, int other, int n_strata)
{
  static int start[MOST + 1];
  static int16_t stratum[MOST];
  int8_t arm[MOST];
  SimLogRank sums;
  for (int i = 0; i < d->n; i++) {
    arm[i] = d->arm[i] == one || d->arm[i] == other ? 0 : 1;
    stratum[i] = n_strata > 1 ? d->stratum[i] : 0;
  }
  sim_log_rank_strata (d->n, d->order, stratum, n_strata, d->spare, start);
  sim_log_rank_stratified (n_strata, d->spare, start, d->time, d->event, arm, 0, 1, &sums);
  return sums;
}

/* The statistic of all three arms, from the variances of A, of B and of both together. */
static double chi_squared (Times *d, int n_strata)
{
  SimLogRank a = against_rest (d, 0, 0, n_strata), b = against_rest (d, 1, 1, n_strata);
  SimLogRank both = against_rest (d, 0, 1, n_strata);
  double more_a = a.observed - a.expected, more_b = b.observed - b.expected;
  double joint = (both.variance - a.variance - b.variance) / 2;
  return (more_a * more_a * b.variance - 2 * more_a * more_b * joint + more_b * more_b * a.variance)
         / (a.variance * b.variance - joint * joint);
}

static gboolean read_arms (Table *t, Times *d)
{
  double stratum[MOST];
  char **words = g_strsplit (table_text (t, "arm"), ";", -1);
  gboolean good = (int) g_strv_length (words) == d->n;
  for (int i = 0; i < d->n && good; i++) {
    const char *at = strchr (arm_names, words[i][0]);
    good = at != NULL && *at != '\0';
    d->arm[i] = (int8_t) (good ? at - arm_names : 0);
  }
  g_strfreev (words);
  if (!good || table_list (t, "stratum", stratum, MOST) != d->n) {
    table_fail (t, "no list of arms, or of strata");
    return FALSE;
  }
  for (int i = 0; i < d->n; i++) {
    if (!(stratum[i] >= 1 && stratum[i] <= STRATA)) {
      table_fail (t, "strata are 1 to %d", STRATA);
      return FALSE;
    }
    d->stratum[i] = (int16_t) (stratum[i] - 1);
  }
  return TRUE;
}

void family_logrank_three_arm_fixed (void)
{
  Table *t = table_open ("logrank_three_arm_fixed");
  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    static Times d;
    SimCox fit;
    if (!read_times (t, &d) || !read_arms (t, &d))
      continue;
    table_check (t, "expected_A", against_rest (&d, 0, 0, 1).expected, 1e-11, FALSE);
    table_check (t, "expected_B", against_rest (&d, 1, 1, 1).expected, 1e-11, FALSE);
    table_check (t, "expected_C", against_rest (&d, 2, 2, 1).expected, 1e-11, FALSE);
    table_check (t, "chi2_logrank_df2", chi_squared (&d, 1), 1e-11, FALSE);
    table_check (t, "chi2_stratified_df2", chi_squared (&d, STRATA), 1e-11, FALSE);
    if (!sim_cox (3, d.n, d.order, d.time, d.event, d.arm, d.spare, &fit)) {
      check_no_ratio (t, &d, fabs (table_number (t, "log_hr_A_vs_C")) > 8 ? "log_hr_A_vs_C"
                                                                          : "log_hr_B_vs_C");
      continue;
    }
    check_ratio (t, &fit, 0, 2, "log_hr_A_vs_C", "se_log_hr_A_vs_C");
    check_ratio (t, &fit, 1, 2, "log_hr_B_vs_C", "se_log_hr_B_vs_C");
  }
  table_close (t);
}

/* --- designs ------------------------------------------------------------------------------- */

/* The columns p_event of an arm; times are exponential. */
static double check_events (Table *t, double hazard, const char *column)
{
  SimScoreMap times = { .kind = SIM_SCORE_CURVE, .sd = 1 / hazard, .shape = 1 };
  double accrual = table_need (t, "accrual_months");
  double share = sim_event_share (&times, table_need (t, "dropout_rate"), accrual,
                                  accrual + table_need (t, "followup_months"));
  table_check (t, column, share, 1e-9, FALSE);
  return share;
}

void family_survival_design (void)
{
  Table *t = table_open ("survival_design");
  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    double control = log (2) / table_need (t, "median_control");
    double hazard_ratio = table_need (t, "hazard_ratio"), beta = log (hazard_ratio);
    double ratio = table_need (t, "ratio_exp_to_control"), power = table_need (t, "power");
    double alpha = table_need (t, "alpha_two_sided");
    table_check (t, "hazard_control", control, 1e-12, TRUE);
    table_check (t, "hazard_exp", control * hazard_ratio, 1e-12, TRUE);
    double events = sim_events_schoenfeld (beta, ratio, alpha, 2, power);
    double freedman = sim_events_freedman (beta, ratio, alpha, 2, power);
    double share = (check_events (t, control, "p_event_control")
                    + ratio * check_events (t, control * hazard_ratio, "p_event_exp"))
                   / (1 + ratio);
    table_check (t, "events_schoenfeld", events, 1e-9, TRUE);
    table_check (t, "events_freedman", freedman, 1e-9, TRUE);
    table_check (t, "total_n_schoenfeld", events / share, 1e-9, TRUE);
    table_check (t, "total_n_freedman", freedman / share, 1e-9, TRUE);
    table_check (t, "power", sim_power_schoenfeld (-beta, ratio, events, alpha / 2, 1), 1e-9,
                 FALSE);
  }
  table_close (t);
}
