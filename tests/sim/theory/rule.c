/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule.c - tests of the multiple test procedures against adjusted p-values, done the plain way.
 */
#include "theory/rule.h"

#include <math.h>

#include "base/prob.h"

#define DF 23.5

/* Statistic whose two-sided p-value is p. */
static double
statistic (double p)
{
  return sim_t_upper_quantile (p / 2, DF);
}

static guint
decide (const SimRule *rule, guint n, const double *p)
{
  guint levels[SIM_RULE_MAX_HYPOTHESES];

  for (guint i = 0; i < n; i++)
    levels[i] = sim_rule_level (rule, statistic (p[i]));
  return sim_rule_decide (rule, levels);
}

static void
sort_indices (guint n, const double *p, guint *order)
{
  for (guint i = 0; i < n; i++) {
    guint at = i;
    for (; at > 0 && p[order[at - 1]] > p[i]; at--)
      order[at] = order[at - 1];
    order[at] = i;
  }
}

static guint
plain_holm (guint n, const double *p, double alpha)
{
  guint order[SIM_RULE_MAX_HYPOTHESES], mask = 0;

  sort_indices (n, p, order);
  for (guint i = 0; i < n && p[order[i]] < alpha / (n - i); i++)
    mask |= 1u << order[i];
  return mask;
}

static guint
plain_hochberg (guint n, const double *p, double alpha)
{
  guint order[SIM_RULE_MAX_HYPOTHESES], mask = 0;

  sort_indices (n, p, order);
  for (guint i = n; i-- > 0;)
    if (mask != 0 || p[order[i]] < alpha / (n - i))
      mask |= 1u << order[i];
  return mask;
}

/* Hommel 1988 in his own words: the largest j for which p(n-j+k) > k alpha / j for all k. */
static guint
plain_hommel (guint n, const double *p, double alpha)
{
  guint order[SIM_RULE_MAX_HYPOTHESES], mask = 0, j;

  sort_indices (n, p, order);
  for (j = n; j > 0; j--) {
    gboolean all = TRUE;
    for (guint k = 1; k <= j; k++)
      all &= p[order[n - j + k - 1]] > k * alpha / j;
    if (all)
      break;
  }
  for (guint i = 0; i < n; i++)
    if (j == 0 || p[i] < alpha / j)
      mask |= 1u << i;
  return mask;
}

static void
test_against_p (void)
{
  GRand *random = g_rand_new_with_seed (7);
  guint differ = 0;

  for (guint round = 0; round < 4000; round++) {
    guint n = 1 + (guint)g_rand_int_range (random, 0, 5);
    double p[5], alpha = 0.05;
    SimRule rule;
    for (guint i = 0; i < n; i++)
      p[i] = 0.08 * g_rand_double (random) * g_rand_double (random);
    sim_rule_init_steps (&rule, SIM_RULE_STEP_DOWN, n, alpha, 2, DF);
    guint holm = decide (&rule, n, p);
    g_assert_cmpuint (holm, ==, plain_holm (n, p, alpha));
    sim_rule_init_steps (&rule, SIM_RULE_STEP_UP, n, alpha, 2, DF);
    guint hochberg = decide (&rule, n, p);
    g_assert_cmpuint (hochberg, ==, plain_hochberg (n, p, alpha));
    g_assert_true (sim_rule_init_hommel (&rule, n, alpha, 2, DF));
    guint hommel = decide (&rule, n, p);
    g_assert_cmpuint (hommel, ==, plain_hommel (n, p, alpha));
    /* each rejects what the one before does */
    g_assert_cmpuint (holm & hochberg, ==, holm);
    g_assert_cmpuint (hochberg & hommel, ==, hochberg);
    differ += holm != hochberg || hochberg != hommel;
  }
  g_assert_cmpuint (differ, >, 100);
  g_rand_free (random);
}

static void
test_single_step (void)
{
  const double p[] = { 0.04, 0.012, 0.0249 }, constants[] = { 2.8, 2.3, 2.1 };
  SimRule rule;
  guint levels[3];

  sim_rule_init_level (&rule, 3, 0.05, 1, 2, DF);
  g_assert_cmpuint (decide (&rule, 3, p), ==, 7);
  sim_rule_init_level (&rule, 3, 0.05, 3, 2, DF);
  g_assert_cmpuint (decide (&rule, 3, p), ==, 2);
  sim_rule_init_bound (&rule, 3, statistic (0.025));
  g_assert_cmpuint (decide (&rule, 3, p), ==, 6);
  sim_rule_init_constants (&rule, 3, constants);
  levels[0] = sim_rule_level (&rule, 2.9);
  levels[1] = sim_rule_level (&rule, 2.2);
  levels[2] = sim_rule_level (&rule, 2.4);
  g_assert_cmpuint (sim_rule_decide (&rule, levels), ==, 7);
  levels[2] = sim_rule_level (&rule, 2.25);
  g_assert_cmpuint (sim_rule_decide (&rule, levels), ==, 1);
  g_assert_false (sim_rule_init_hommel (&rule, 7, 0.05, 2, DF));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule/against-p", test_against_p);
  g_test_add_func ("/rule/single-step", test_single_step);
  return g_test_run ();
}
