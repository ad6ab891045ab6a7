/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * families-means.c - power and sample size of tests of one contrast of means.
 */
#include <math.h>
#include <string.h>

#include "scenario/json.h"
#include "study/size-exact.h"
#include "table.h"
#include "theory/ancova.h"
#include "theory/anova.h"
#include "theory/critical.h"
#include "theory/t-power.h"
#include "theory/welch.h"

#define EACH_ROW(table) for ((table)->row = 0; (table)->row < (table)->rows->len; (table)->row++)

static guint
sides_of (Table *table)
{
  double sides = table_need (table, "sides");

  if (sides != 1 && sides != 2)
    table_fail (table, "sides must be 1 or 2");
  return (guint)sides;
}

void
family_t_power (void)
{
  Table *t = table_open ("t_power");

  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double n1 = table_need (t, "n1"), n2 = table_need (t, "n2"), df = n1 + n2 - 2;
    double se = table_need (t, "sd") * sqrt (1 / n1 + 1 / n2), ncp = table_need (t, "diff") / se;
    guint sides = sides_of (t);
    double critical = sim_critical_t (table_need (t, "alpha") / sides, df);
    SimTails tails = sim_power_t_tails (critical, sides, df, ncp);
    table_check (t, "df", df, 0, FALSE);
    table_check (t, "se", se, 1e-13, TRUE);
    table_check (t, "ncp", ncp, 1e-13, TRUE);
    table_check (t, "crit_t", critical, 1e-11, TRUE);
    table_check (t, "power_upper", tails.upper, 1e-11, FALSE);
    table_check (t, "power_lower", tails.lower, 1e-11, FALSE);
    table_check (t, "power", sim_power_t (table_need (t, "alpha"), sides, df, ncp), 1e-11, FALSE);
  }
  table_close (t);
}

/* The smaller arm of the smallest trial, as the search for sizes finds it by closed forms: whole
   patients in these proportions, the first arm first. */
static guint
searched_size (double difference, double sd, double ratio, double alpha, guint sides, double power)
{
  guint first = 20;
  while (first < 400 && fabs (first * ratio - floor (first * ratio + 0.5)) > 1e-3)
    first++;
  g_autofree char *text = g_strdup_printf (
      "{\"trefoil\": 1, \"arms\": [{\"id\": \"a\", \"size\": %u}, {\"id\": \"b\", \"size\": %.0f,"
      " \"reference\": true}], \"outcomes\": [{\"id\": \"o\", \"type\": \"continuous\","
      " \"better\": \"higher\", \"visits\": [{\"id\": \"v\", \"time\": 8}],"
      " \"means\": {\"a\": %.17g, \"b\": 0}, \"sd\": %.17g}], \"dropout\": {\"proportion\": 0},"
      " \"analyses\": [{\"id\": \"m\", \"outcome\": \"o\", \"method\": \"t-test\"}],"
      " \"testing\": {\"alpha\": %.17g, \"sides\": %u,"
      " \"hypotheses\": [{\"id\": \"x\", \"compare\": [\"a\", \"b\"]}]}}",
      first, first * ratio, difference, sd, alpha, sides);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_parse (text, strlen (text), problems);
  g_autoptr (SimScenario) scenario = draft != NULL ? sim_scenario_check (draft, problems) : NULL;
  guint split[SIM_MAX_ARMS] = { 0 }, total;
  SimSizeForms *forms;
  SimSizeGrid grid;
  SimGoal goal;

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((const SimProblem *)g_ptr_array_index (problems, i))->message);
  g_assert_nonnull (scenario);
  sim_size_grid_init (&grid, scenario);
  forms = sim_size_forms_new (scenario, &grid, NULL);
  g_assert_true (sim_goal_find (scenario, "x", &goal));
  total = sim_size_exact (forms, &goal, power);
  sim_size_forms_free (forms);
  sim_split_total (grid.weight, grid.n_arms, total, split);
  return split[0];
}

void
family_t_sample_size (void)
{
  Table *t = table_open ("t_sample_size");

  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double difference = table_need (t, "diff"), sd = table_need (t, "sd");
    double ratio = table_need (t, "ratio_n2_n1"), alpha = table_need (t, "alpha");
    guint sides = sides_of (t);
    double n1 = sim_size_t (difference, sd, ratio, alpha, sides, table_need (t, "power"));
    double up1 = ceil (n1), up2 = ceil (ratio * n1);
    double ncp = difference / (sd * sqrt (1 / up1 + 1 / up2));
    table_check (t, "n1_continuous", n1, 1e-6, TRUE);
    table_check (t, "n2_continuous", ratio * n1, 1e-6, TRUE);
    table_check (t, "n1_ceiling", up1, 0, FALSE);
    table_check (t, "n2_ceiling", up2, 0, FALSE);
    if (up1 + up2 < SIM_MAX_TOTAL - 400) /* beyond, no scenario has as many patients */
      table_check (t, "n1_ceiling",
                 searched_size (difference, sd, ratio, alpha, sides, table_need (t, "power")),
                 ratio == 1 ? 0 : 1, FALSE);
    table_check (t, "power_at_ceiling", sim_power_t (alpha, sides, up1 + up2 - 2, ncp), 1e-9,
                 FALSE);
  }
  table_close (t);
}

void
family_welch_power (void)
{
  Table *t = table_open ("welch_power");

  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    SimTails tails = sim_power_welch (
        table_need (t, "diff"), table_need (t, "sd1"), table_need (t, "sd2"), table_need (t, "n1"),
        table_need (t, "n2"), table_need (t, "alpha"), sides_of (t), 1e-12);
    table_check (t, "power_upper", tails.upper, 1e-9, FALSE);
    table_check (t, "power_lower", tails.lower, 1e-9, FALSE);
    table_check (t, "power", tails.upper + tails.lower, 1e-9, FALSE);
  }
  table_close (t);
}

void
family_anova_power (void)
{
  Table *t = table_open ("anova_power");

  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double n[3], mean[3], alpha = table_need (t, "alpha"), total = 0;
    const char *const n_columns[] = { "n1", "n2", "n3" };
    const char *const mean_columns[] = { "mean1", "mean2", "mean3" };
    for (guint i = 0; i < 3; i++) {
      n[i] = table_need (t, n_columns[i]);
      mean[i] = table_need (t, mean_columns[i]);
      total += n[i];
    }
    double lambda = sim_anova_ncp (3, n, mean, table_need (t, "sd"));
    table_check (t, "df1", 2, 0, FALSE);
    table_check (t, "df2", total - 3, 0, FALSE);
    table_check (t, "lambda", lambda, 1e-12, FALSE);
    table_check (t, "crit_f", sim_critical_f (alpha, 2, total - 3), 1e-9, FALSE);
    table_check (t, "power", sim_power_f (alpha, 2, total - 3, lambda), 1e-8, FALSE);
  }
  table_close (t);
}

/* "A_C": the arms A and C. */
static gboolean
read_pair (Table *t, int pair[2])
{
  const char *text = table_text (t, "pair");

  if (strlen (text) != 3 || text[1] != '_' || !strchr ("ABC", text[0]) || !strchr ("ABC", text[2])
      || text[0] == text[2]) {
    table_fail (t, "unknown pair %s", text);
    return FALSE;
  }
  pair[0] = text[0] - 'A';
  pair[1] = text[2] - 'A';
  return TRUE;
}

void
family_ancova_power (void)
{
  Table *t = table_open ("ancova_power");

  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double n[3] = { table_need (t, "n_A"), table_need (t, "n_B"), table_need (t, "n_C") };
    double mean[3]
        = { table_need (t, "mean_A"), table_need (t, "mean_B"), table_need (t, "mean_C") };
    double alpha = table_need (t, "alpha"), rho = table_need (t, "rho"), sd = table_need (t, "sd");
    double total = n[0] + n[1] + n[2];
    int pair[2];
    if (!read_pair (t, pair))
      continue;
    double difference = mean[pair[0]] - mean[pair[1]];
    double ncp = difference / (sd * sqrt (1 / n[pair[0]] + 1 / n[pair[1]]));
    double adjusted = ncp / sqrt (1 - rho * rho);
    double critical = sim_critical_t (alpha / 2, total - 4);
    SimTails tails = sim_power_ancova (critical, 2, 3, total, adjusted, 1e-13);
    table_check (t, "diff", difference, 1e-12, FALSE);
    table_check (t, "power_post_only", sim_power_t (alpha, 2, total - 3, ncp), 1e-9, FALSE);
    table_check (t, "power_ancova_fixed_balance", sim_power_t (alpha, 2, total - 4, adjusted), 1e-9,
                 FALSE);
    table_check (t, "power_ancova_random_baseline", tails.upper + tails.lower, 1e-9, FALSE);
    table_check (t, "power_change_score",
                 sim_power_t (alpha, 2, total - 3, ncp / sqrt (2 * (1 - rho))), 1e-9, FALSE);
  }
  table_close (t);
}

void
family_ni_tost_means_power (void)
{
  Table *t = table_open ("ni_tost_means_power");

  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double n1 = table_need (t, "n1"), n2 = table_need (t, "n2"), df = n1 + n2 - 2;
    double se = table_need (t, "sd") * sqrt (1 / n1 + 1 / n2), alpha = table_need (t, "alpha");
    double difference = table_need (t, "diff"), lower = table_need (t, "margin_lower");
    const char *test = table_text (t, "test");
    if (strcmp (test, "noninferiority") == 0)
      table_check (t, "power", sim_power_t (alpha, 1, df, (difference - lower) / se), 1e-9, FALSE);
    else if (strcmp (test, "tost") == 0)
      table_check (
          t, "power",
          sim_power_equivalence (difference, lower, table_need (t, "margin_upper"), se, df, alpha),
          1e-9, FALSE);
    else
      table_fail (t, "unknown test %s", test);
  }
  table_close (t);
}

void
family_retention_power (void)
{
  Table *t = table_open ("retention_power");

  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double n[3] = { table_need (t, "n_exp"), table_need (t, "n_ref"), table_need (t, "n_pla") };
    double share = table_need (t, "retention_theta"), alpha = table_need (t, "alpha_one_sided");
    double contrast = table_need (t, "mean_exp") - share * table_need (t, "mean_ref")
                      - (1 - share) * table_need (t, "mean_pla");
    double se = table_need (t, "sd")
                * sqrt (1 / n[0] + share * share / n[1] + (1 - share) * (1 - share) / n[2]);
    double df = n[0] + n[1] + n[2] - 3;
    table_check (t, "contrast", contrast, 1e-12, FALSE);
    table_check (t, "se", se, 1e-12, TRUE);
    table_check (t, "df", df, 0, FALSE);
    table_check (t, "ncp", contrast / se, 1e-12, FALSE);
    table_check (t, "crit_t", sim_critical_t (alpha, df), 1e-10, FALSE);
    table_check (t, "power", sim_power_t (alpha, 1, df, contrast / se), 1e-10, FALSE);
  }
  table_close (t);
}
