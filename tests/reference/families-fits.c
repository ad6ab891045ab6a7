/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * families-fits.c - analyses of fixed data, given as lists in the row.
 */
#include <math.h>

#include "analysis/negative-binomial.h"
#include "analysis/proportional-odds.h"
#include "analysis/rubin.h"
#include "base/prob.h"
#include "table.h"

/* A contrast and its standard error in two columns, where the row has them. */
static void check_contrast (Table *t, const char *estimate_column, const char *se_column,
                            double estimate, double variance)
{
  if (!table_has (t, estimate_column))
    return;
  table_check (t, estimate_column, estimate, 1e-9, FALSE);
  table_check (t, se_column, sqrt (variance), 1e-9, FALSE);
}

void family_proportional_odds_fixed (void)
{
  Table *t = table_open ("proportional_odds_fixed");
  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    int arms = (int) table_need (t, "n_arms"), categories = (int) table_need (t, "n_categories");
    double numbers[SIM_ODDS_ARMS * SIM_ODDS_CATEGORIES], variance;
    int counts[SIM_ODDS_ARMS][SIM_ODDS_CATEGORIES] = { { 0 } };
    if (table_list (t, "counts", numbers, G_N_ELEMENTS (numbers)) != arms * categories) {
      table_fail (t, "counts for %d arms and %d categories are due", arms, categories);
      continue;
    }
    for (int i = 0; i < arms * categories; i++)
      counts[i / categories][i % categories] = (int) numbers[i];
    SimProportionalOdds r;
    if (!sim_proportional_odds (arms, categories, (const int (*)[SIM_ODDS_CATEGORIES]) counts,
                                &r)) {
      table_fail (t, "no fit");
      continue;
    }
    double estimate = sim_proportional_odds_contrast (&r, 0, arms - 1, &variance);
    check_contrast (t, "log_or_1_last", "se_1_last", estimate, variance);
    estimate = sim_proportional_odds_contrast (&r, 1, arms - 1, &variance);
    check_contrast (t, "log_or_2_last", "se_2_last", estimate, variance);
    estimate = sim_proportional_odds_contrast (&r, 0, 1, &variance);
    check_contrast (t, "log_or_1_2", "se_1_2", estimate, variance);
  }
  table_close (t);
}

static void check_rates (Table *t, const SimNegativeBinomial *r, int a, int b,
                         const char *estimate_column, const char *se_column)
{
  double estimate, variance;
  if (!table_has (t, estimate_column))
    return;
  if (!sim_negative_binomial_contrast (r, a, b, &estimate, &variance))
    table_fail (t, "no ratio of arms %d and %d", a + 1, b + 1);
  else
    check_contrast (t, estimate_column, se_column, estimate, variance);
}

void family_negative_binomial_fixed (void)
{
  enum { MOST = 1000, ROOM = 1000 };
  Table *t = table_open ("negative_binomial_fixed");
  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    double numbers[MOST], sizes[SIM_COUNT_ARMS];
    int y[MOST], room[ROOM], n = table_list (t, "y", numbers, MOST), filled = 0;
    int8_t arm[MOST];
    int arms = table_list (t, "sizes", sizes, SIM_COUNT_ARMS);
    for (int a = 0; a < arms; a++)
      for (int i = 0; i < sizes[a] && filled < n; i++) {
        y[filled] = (int) numbers[filled];
        arm[filled++] = (int8_t) a;
      }
    SimEventCounts counts;
    SimNegativeBinomial r;
    if (!sim_event_counts (arms, filled, y, arm, ROOM, room, &counts)
        || !sim_negative_binomial (&counts, &r)) {
      table_fail (t, "no fit");
      continue;
    }
    table_check (t, "dispersion", r.dispersion, 1e-9, TRUE);
    check_rates (t, &r, 0, arms - 1, "log_rr_1_last", "se_1_last");
    check_rates (t, &r, 1, arms - 1, "log_rr_2_last", "se_2_last");
    check_rates (t, &r, 0, 1, "log_rr_1_2", "se_1_2");
  }
  table_close (t);
}

void family_mi_rubin (void)
{
  enum { MOST = 1000 };
  Table *t = table_open ("mi_rubin");
  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    double estimates[MOST], variances[MOST];
    int m = table_list (t, "estimates", estimates, MOST);
    if (table_list (t, "variances", variances, MOST) != m) {
      table_fail (t, "lists of different lengths");
      continue;
    }
    SimRubin r = sim_rubin (m, estimates, variances, table_number (t, "df_complete"));
    double statistic = r.estimate / sqrt (r.total), riv = (1 + 1.0 / m) * r.between / r.within;
    table_check (t, "pooled_estimate", r.estimate, 1e-10, FALSE);
    table_check (t, "within_var", r.within, 1e-10, FALSE);
    table_check (t, "between_var", r.between, 1e-10, FALSE);
    table_check (t, "total_var", r.total, 1e-10, FALSE);
    table_check (t, "se", sqrt (r.total), 1e-10, FALSE);
    table_check (t, "df", r.df, 1e-10, TRUE);
    table_check (t, "t", statistic, 1e-10, FALSE);
    table_check (t, "p_two_sided", 2 * sim_t_upper (fabs (statistic), r.df), 1e-10, FALSE);
    table_check (t, "riv", riv, 1e-10, FALSE);
    table_check (t, "fmi", (riv + 2 / (r.df + 3)) / (riv + 1), 1e-10, FALSE);
  }
  table_close (t);
}
