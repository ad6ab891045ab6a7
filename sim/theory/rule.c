/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule.c - multiple test procedures as bounds on t statistics of one common df.
 */
#include "rule.h"

#include <math.h>

#include "critical.h"

void
sim_rule_init_bound (SimRule *rule, guint n_hypotheses, double bound)
{
  rule->kind = SIM_RULE_SINGLE_STEP;
  rule->n_hypotheses = n_hypotheses;
  rule->n_bounds = 1;
  rule->bounds[0] = bound;
  rule->fractions[0] = NAN;
}

void
sim_rule_init_level (SimRule *rule, guint n_hypotheses, double alpha, double divisor, guint sides,
                     double df)
{
  sim_rule_init_bound (rule, n_hypotheses, sim_critical_t (alpha / divisor / sides, df));
  rule->fractions[0] = 1 / divisor;
}

void
sim_rule_init_steps (SimRule *rule, SimRuleKind kind, guint n_hypotheses, double alpha, guint sides,
                     double df)
{
  g_return_if_fail (n_hypotheses <= SIM_RULE_MAX_HYPOTHESES);
  rule->kind = kind;
  rule->n_hypotheses = rule->n_bounds = n_hypotheses;
  for (guint i = 0; i < n_hypotheses; i++) {
    rule->fractions[i] = 1.0 / (n_hypotheses - i);
    rule->bounds[i] = sim_critical_t (alpha * rule->fractions[i] / sides, df);
  }
}

void
sim_rule_init_constants (SimRule *rule, guint n_hypotheses, const double *bounds)
{
  g_return_if_fail (n_hypotheses <= SIM_RULE_MAX_HYPOTHESES);
  rule->kind = SIM_RULE_STEP_DOWN;
  rule->n_hypotheses = rule->n_bounds = n_hypotheses;
  for (guint i = 0; i < n_hypotheses; i++) {
    rule->bounds[i] = bounds[i];
    rule->fractions[i] = NAN;
  }
}

static gboolean
same_fraction (double a, double b)
{
  return fabs (a - b) < 1e-9;
}

/* Simes' tests of all subset sizes k need the bounds at the fractions j / k, sorted, each once. */
gboolean
sim_rule_init_hommel (SimRule *rule, guint n_hypotheses, double alpha, guint sides, double df)
{
  if (n_hypotheses > 6)
    return FALSE;
  rule->kind = SIM_RULE_HOMMEL;
  rule->n_hypotheses = n_hypotheses;
  rule->n_bounds = 0;
  for (guint k = n_hypotheses; k >= 1; k--)
    for (guint j = 1; j <= k; j++) {
      double fraction = (double)j / k;
      guint at = 0;
      while (at < rule->n_bounds && rule->fractions[at] < fraction - 1e-9)
        at++;
      if (at < rule->n_bounds && same_fraction (rule->fractions[at], fraction))
        continue;
      for (guint i = rule->n_bounds++; i > at; i--)
        rule->fractions[i] = rule->fractions[i - 1];
      rule->fractions[at] = fraction;
    }
  for (guint i = 0; i < rule->n_bounds; i++)
    rule->bounds[i] = sim_critical_t (alpha * rule->fractions[i] / sides, df);
  return TRUE;
}

/* The bounds of a sequence, each once, the largest first. */
static gboolean
add_bound (SimRule *rule, double bound)
{
  guint at = 0;

  if (isinf (bound))
    return TRUE;
  while (at < rule->n_bounds && rule->bounds[at] > bound + 1e-9)
    at++;
  if (at < rule->n_bounds && same_fraction (rule->bounds[at], bound))
    return TRUE;
  if (rule->n_bounds == SIM_RULE_MAX_BOUNDS)
    return FALSE;
  for (guint i = rule->n_bounds++; i > at; i--)
    rule->bounds[i] = rule->bounds[i - 1];
  rule->bounds[at] = bound;
  return TRUE;
}

gboolean
sim_rule_init_sequence (SimRule *rule, guint n_hypotheses, const double *bounds)
{
  guint n_sets = 1u << n_hypotheses;

  if (n_hypotheses > SIM_RULE_MAX_SEQUENCE)
    return FALSE;
  rule->kind = SIM_RULE_SEQUENCE;
  rule->n_hypotheses = n_hypotheses;
  rule->n_bounds = 0;
  for (guint i = 0; i < n_sets * n_hypotheses; i++)
    if (!add_bound (rule, bounds[i]))
      return FALSE;
  for (guint i = 0; i < rule->n_bounds; i++)
    rule->fractions[i] = NAN;
  for (guint set = 0; set < n_sets; set++)
    for (guint h = 0; h < n_hypotheses; h++) {
      double bound = bounds[set * n_hypotheses + h];
      guint at = 0;
      while (at < rule->n_bounds && !same_fraction (rule->bounds[at], bound))
        at++;
      rule->need[set][h] = (guint8)(at < rule->n_bounds ? rule->n_bounds - at : rule->n_bounds + 1);
    }
  return TRUE;
}

guint
sim_rule_level (const SimRule *rule, double t)
{
  guint level = 0;

  while (level < rule->n_bounds && t > rule->bounds[rule->n_bounds - 1 - level])
    level++;
  return level;
}

/* The hypotheses whose statistics exceed bounds[i]. */
static guint
beyond (const SimRule *rule, const guint *levels, guint i)
{
  guint mask = 0;

  for (guint h = 0; h < rule->n_hypotheses; h++)
    if (levels[h] >= rule->n_bounds - i)
      mask |= 1u << h;
  return mask;
}

static guint
count_bits (guint mask)
{
  guint count = 0;

  for (; mask != 0; mask &= mask - 1)
    count++;
  return count;
}

/*
 * The k-th largest statistic exceeds bounds[k - 1] exactly if at least k statistics do. Step-down
 * ends at the first k where fewer do; these k - 1 exceed bounds[k - 2] and so bounds[k - 1].
 */
static guint
step_down (const SimRule *rule, const guint *levels)
{
  for (guint k = 1; k <= rule->n_hypotheses; k++) {
    guint mask = beyond (rule, levels, k - 1);
    if (count_bits (mask) < k)
      return mask;
  }
  return beyond (rule, levels, rule->n_hypotheses - 1);
}

static guint
step_up (const SimRule *rule, const guint *levels)
{
  for (guint k = rule->n_hypotheses; k >= 1; k--) {
    guint mask = beyond (rule, levels, k - 1);
    if (count_bits (mask) >= k)
      return mask;
  }
  return 0;
}

/* Simes: rejected if for some j at least j of the subset's p are at most j alpha / k. */
static gboolean
simes (const SimRule *rule, const guint *levels, guint subset)
{
  guint k = count_bits (subset);

  for (guint j = 1; j <= k; j++)
    for (guint i = 0; i < rule->n_bounds; i++)
      if (same_fraction (rule->fractions[i], (double)j / k)
          && count_bits (beyond (rule, levels, i) & subset) >= j)
        return TRUE;
  return FALSE;
}

static guint
hommel (const SimRule *rule, const guint *levels)
{
  guint rejected = (1u << rule->n_hypotheses) - 1;

  for (guint subset = 1; subset < 1u << rule->n_hypotheses; subset++)
    if (!simes (rule, levels, subset))
      rejected &= ~subset;
  return rejected;
}

static guint
sequence (const SimRule *rule, const guint *levels)
{
  guint rejected = 0, before;

  do {
    before = rejected;
    for (guint h = 0; h < rule->n_hypotheses; h++)
      if (levels[h] >= rule->need[before][h])
        rejected |= 1u << h;
  } while (rejected != before);
  return rejected;
}

guint
sim_rule_decide (const SimRule *rule, const guint *levels)
{
  switch (rule->kind) {
  case SIM_RULE_STEP_DOWN:
    return step_down (rule, levels);
  case SIM_RULE_STEP_UP:
    return step_up (rule, levels);
  case SIM_RULE_HOMMEL:
    return hommel (rule, levels);
  case SIM_RULE_SEQUENCE:
    return sequence (rule, levels);
  case SIM_RULE_SINGLE_STEP:
    break;
  }
  return beyond (rule, levels, 0);
}
