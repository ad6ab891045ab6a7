/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * families-multiple.c - several contrasts at once: Dunnett's constants, any and all.
 */
#include <math.h>
#include <string.h>

#include "base/prob.h"
#include "table.h"
#include "theory/critical.h"
#include "theory/joint.h"

#define EACH_ROW(table) for ((table)->row = 0; (table)->row < (table)->rows->len; (table)->row++)
#define MOST_ARMS       8

void
family_dunnett_critical (void)
{
  Table *t = table_open ("dunnett_critical");

  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double lambda[MOST_ARMS], control = table_need (t, "n_control");
    guint n_active = 0;
    for (guint i = 1; i <= MOST_ARMS; i++) {
      char column[8];
      g_snprintf (column, sizeof column, "n_%u", i);
      if (!table_has (t, column))
        continue;
      double n = table_need (t, column);
      lambda[n_active++] = sqrt (n / (n + control));
    }
    double critical = sim_critical_dunnett (table_need (t, "alpha"), (guint)table_need (t, "sides"),
                                            table_need (t, "df"), n_active, lambda);
    table_check (t, "crit", critical, 1e-9, FALSE);
    if (table_has (t, "rho_12"))
      table_check (t, "rho_12", lambda[0] * lambda[1], 1e-12, FALSE);
  }
  table_close (t);
}

/* What all tests of two arms against a control have in common. */
typedef struct {
  double alpha, df, lambda[2];
  guint sides;
} TwoTests;

/* FALSE if the method is unknown. */
static gboolean
two_tests_rule (const char *method, const TwoTests *two, SimRule *rule)
{
  double dunnett = sim_critical_dunnett (two->alpha, two->sides, two->df, 2, two->lambda);
  double constants[2] = { dunnett, sim_critical_t (two->alpha / two->sides, two->df) };

  if (strcmp (method, "none") == 0)
    sim_rule_init_level (rule, 2, two->alpha, 1, two->sides, two->df);
  else if (strcmp (method, "bonferroni") == 0)
    sim_rule_init_level (rule, 2, two->alpha, 2, two->sides, two->df);
  else if (strcmp (method, "holm") == 0)
    sim_rule_init_steps (rule, SIM_RULE_STEP_DOWN, 2, two->alpha, two->sides, two->df);
  else if (strcmp (method, "hochberg") == 0)
    sim_rule_init_steps (rule, SIM_RULE_STEP_UP, 2, two->alpha, two->sides, two->df);
  else if (strcmp (method, "dunnett_single_step") == 0)
    sim_rule_init_bound (rule, 2, dunnett);
  else if (strcmp (method, "dunnett_step_down") == 0)
    sim_rule_init_constants (rule, 2, constants);
  else
    return FALSE;
  return TRUE;
}

void
family_two_vs_control_power (void)
{
  Table *t = table_open ("two_vs_control_power");
  const SimPair pairs[2] = { { 1, 0 }, { 2, 0 } };

  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double n[3] = { table_need (t, "n_control"), table_need (t, "n_1"), table_need (t, "n_2") };
    double sd = table_need (t, "sd"), variance[3];
    double mean[3] = { table_need (t, "mean_control") / sd, table_need (t, "mean_1") / sd,
                       table_need (t, "mean_2") / sd };
    TwoTests two = { .alpha = table_need (t, "alpha"),
                     .df = n[0] + n[1] + n[2] - 3,
                     .sides = (guint)table_need (t, "sides") };
    SimJointPower power;
    SimRule rule;
    for (guint i = 0; i < 3; i++)
      variance[i] = 1 / n[i];
    for (guint i = 0; i < 2; i++)
      two.lambda[i] = sqrt (n[i + 1] / (n[i + 1] + n[0]));
    SimJoint joint = { .n_arms = 3,
                       .mean = mean,
                       .variance = variance,
                       .df = two.df,
                       .sides = two.sides,
                       .n_hypotheses = 2,
                       .pairs = pairs };
    if (!two_tests_rule (table_text (t, "method"), &two, &rule)) {
      table_fail (t, "unknown method %s", table_text (t, "method"));
      continue;
    }
    g_assert_true (sim_joint_power (&joint, &rule, 1e-13, &power));
    table_check (t, "df", two.df, 0, FALSE);
    table_check (t, "crit_single", rule.bounds[0], 1e-9, FALSE);
    table_check (t, "power_1", power.power[0], 1e-9, FALSE);
    table_check (t, "power_2", power.power[1], 1e-9, FALSE);
    table_check (t, "power_any", power.any, 1e-9, FALSE);
    table_check (t, "power_all", power.all, 1e-9, FALSE);
  }
  table_close (t);
}

/* FALSE if the method is unknown. */
static gboolean
three_pairs_rule (const char *method, double alpha, double df, SimRule *rule)
{
  if (strcmp (method, "none") == 0)
    sim_rule_init_level (rule, 3, alpha, 1, 2, df);
  else if (strcmp (method, "bonferroni") == 0)
    sim_rule_init_level (rule, 3, alpha, 3, 2, df);
  else if (strcmp (method, "holm") == 0)
    sim_rule_init_steps (rule, SIM_RULE_STEP_DOWN, 3, alpha, 2, df);
  else if (strcmp (method, "hochberg") == 0)
    sim_rule_init_steps (rule, SIM_RULE_STEP_UP, 3, alpha, 2, df);
  else if (strcmp (method, "hommel") == 0)
    return sim_rule_init_hommel (rule, 3, alpha, 2, df);
  else if (strcmp (method, "tukey_kramer") == 0)
    sim_rule_init_bound (rule, 3, sim_critical_tukey (alpha, 3, df));
  else
    return FALSE;
  return TRUE;
}

/* The Hochberg columns of this file lack some rejections; README.md says how that was found. */
static void
check_incomplete (Table *t, const char *column, double exact)
{
  if (!table_has (t, column)) {
    table_check (t, column, exact, 0, FALSE);
    return;
  }
  double shortfall = exact - table_need (t, column);
  t->checks++;
  if (!(shortfall >= -1e-9 && shortfall <= 0.01))
    table_fail (t, "%s: exact %.15g, the file has %.15g", column, exact, table_need (t, column));
}

void
family_all_pairs_power (void)
{
  static const char *const columns[] = { "power_A_C", "power_B_C", "power_A_B", "power_any" };
  const SimPair pairs[3] = { { 0, 2 }, { 1, 2 }, { 0, 1 } };
  Table *t = table_open ("all_pairs_power");

  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double n[3] = { table_need (t, "n_A"), table_need (t, "n_B"), table_need (t, "n_C") };
    double sd = table_need (t, "sd"), variance[3], df = n[0] + n[1] + n[2] - 3;
    double mean[3] = { table_need (t, "mean_A") / sd, table_need (t, "mean_B") / sd,
                       table_need (t, "mean_C") / sd };
    const char *method = table_text (t, "method");
    SimJointPower power;
    SimRule rule;
    for (guint i = 0; i < 3; i++)
      variance[i] = 1 / n[i];
    SimJoint joint = { .n_arms = 3,
                       .mean = mean,
                       .variance = variance,
                       .df = df,
                       .sides = 2,
                       .n_hypotheses = 3,
                       .pairs = pairs };
    if (!three_pairs_rule (method, table_need (t, "alpha"), df, &rule)) {
      table_fail (t, "unknown method %s", method);
      continue;
    }
    g_assert_true (sim_joint_power (&joint, &rule, 1e-13, &power));
    double allowed = 1e-9;
    for (guint i = 0; i < 4; i++) {
      double got = i < 3 ? power.power[i] : power.any;
      if (strcmp (method, "hochberg") == 0)
        check_incomplete (t, columns[i], got);
      else
        table_check (t, columns[i], got, allowed, FALSE);
    }
    table_check (t, "power_all", power.all, allowed, FALSE);
  }
  table_close (t);
}
