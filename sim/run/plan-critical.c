/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-critical.c - the local levels of the multiplicity rule, and the critical values at them.
 *
 * Where the df of a test are the same in every trial the value is a constant per size; where they
 * vary (dropout, Welch) it is a table over the df.
 */
#include "plan-critical.h"

#include <math.h>

#include "../base/round.h"
#include "../theory/critical.h"

static const LaneAnalysis *analysis_of (const LanePlan *plan, int h)
{
  return &plan->analyses[plan->hypotheses[h].analysis];
}

static LaneCritical table (SimPlan *plan, SimCriticalCache *cache, double alpha, double df1)
{
  double (*cubics)[4] = sim_critical_cache_cubics (cache, alpha, df1);
  g_ptr_array_add (plan->cubics, cubics);
  return (LaneCritical){ (const double (*)[4]) cubics };
}

/* Residual df of hypothesis h at a size where no patient is lost. */
static double full_df (const LanePlan *plan, const SimScenario *scenario, int h, int size)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  if (analysis_of (plan, h)->variant == LANE_TWO_ARMS)
    return plan->arm_n[size][hypothesis->a] + plan->arm_n[size][hypothesis->b] - 2;
  double df = -plan->n_arms;
  for (int a = 0; a < plan->n_arms; a++)
    df += plan->arm_n[size][a];
  char *pointer = g_strdup_printf ("/analyses/%d/method", hypothesis->analysis);
  gboolean ancova = g_strcmp0 (sim_scenario_text (scenario, pointer), "ancova") == 0;
  g_free (pointer);
  return MAX (ancova ? df - 1 : df, 1);
}

/* The one-tail level of the tests at a lane level: level 0 is a itself (intervals), Holm's level
 * k is a / k, Bonferroni's level 1 is a / m. */
static double local_level (const LanePlan *plan, double a, const char *rule, int level)
{
  if (level == 0)
    return a;
  return a / (g_strcmp0 (rule, "holm") == 0 ? level : plan->n_hypotheses);
}

static void compile_levels (SimPlan *plan, const SimScenario *scenario, SimCriticalCache *cache,
                            double a, const char *rule)
{
  LanePlan *lanes = &plan->lanes;
  lanes->single_level = g_strcmp0 (rule, "bonferroni") == 0 ? 1 : 0;
  lanes->n_levels = g_strcmp0 (rule, "holm") == 0 ? lanes->n_hypotheses + 1
                                                   : lanes->single_level + 1;
  for (int level = 0; level < lanes->n_levels; level++) {
    double local = local_level (lanes, a, rule, level);
    for (int h = 0; h < lanes->n_hypotheses; h++) {
      if (!analysis_of (lanes, h)->df_fixed) {
        if (!lanes->critical[level].cubics)
          lanes->critical[level] = table (plan, cache, local, 0);
        continue;
      }
      for (int s = 0; s < lanes->n_sizes; s++)
        lanes->critical_fixed[h][level][s]
            = sim_round32 (sim_critical_t (local, full_df (lanes, scenario, h, s)));
    }
  }
}

/* The planned shares n_a / (n_a + n_c) of the comparisons with the control. */
static void plan_shares (const LanePlan *plan, int size, LaneDunnett *dunnett)
{
  const LaneReduction *reduction = &plan->reductions[analysis_of (plan, 0)->reduction];
  for (int h = 0; h < plan->n_hypotheses; h++) {
    int a = plan->hypotheses[h].a, b = plan->hypotheses[h].b;
    double na = plan->arm_n[size][a] * (1 - reduction->missing[a]);
    double nb = plan->arm_n[size][b] * (1 - reduction->missing[b]);
    dunnett->share[h] = na / (na + nb);
  }
}

/* The constant at df with the planned shares, that of hypothesis `moved` shifted. */
static double dunnett_at (const LanePlan *plan, SimCriticalCache *cache, double alpha,
                          const LaneDunnett *dunnett, double df, int moved, double shift)
{
  double lambda[LANE_HYPOTHESES];
  for (int h = 0; h < plan->n_hypotheses; h++)
    lambda[h] = sim_round32 (sqrt (dunnett->share[h] + (h == moved ? shift : 0)));
  return sim_critical_cache_dunnett (cache, alpha, plan->two_sided ? 2 : 1, df,
                                     (guint) plan->n_hypotheses, lambda);
}

/* Constants for varying df and shares. The nodes lie where trials fall: the number lost spreads by
 * about its square root around its mean. */
static void vary_dunnett (const LanePlan *plan, SimCriticalCache *cache, double alpha, double df,
                          int size, LaneDunnett *dunnett)
{
  const LaneReduction *reduction = &plan->reductions[analysis_of (plan, 0)->reduction];
  double mean = df;
  for (int a = 0; a < plan->n_arms; a++)
    mean -= plan->arm_n[size][a] * reduction->missing[a];
  double low = MAX (mean - 8 * sqrt (MAX (df - mean, 1)), 1), u[4], y[4];
  low = MIN (low, 0.9 * df);
  for (int i = 0; i < 4; i++) {
    u[i] = 1 / df + (1 / low - 1 / df) * i / 3;
    y[i] = dunnett_at (plan, cache, alpha, dunnett, 1 / u[i], -1, 0);
  }
  sim_cubic_through (u, y, dunnett->cubic);
  const double step = 1.0 / 64;
  double middle = MAX (floor (mean), 1);
  for (int h = 0; h < plan->n_hypotheses; h++)
    dunnett->slope[h] = (dunnett_at (plan, cache, alpha, dunnett, middle, h, step)
                         - dunnett_at (plan, cache, alpha, dunnett, middle, h, -step))
                        / (2 * step);
}

static void compile_dunnett (LanePlan *plan, const SimScenario *scenario, SimCriticalCache *cache,
                             double alpha)
{
  for (int s = 0; s < plan->n_sizes; s++) {
    LaneDunnett *dunnett = &plan->dunnett[s];
    double df = full_df (plan, scenario, 0, s);
    plan_shares (plan, s, dunnett);
    if (analysis_of (plan, 0)->df_fixed)
      dunnett->fixed = dunnett_at (plan, cache, alpha, dunnett, df, -1, 0);
    else
      vary_dunnett (plan, cache, alpha, df, s, dunnett);
  }
}

void sim_plan_compile_critical (SimPlan *plan, const SimScenario *scenario,
                                SimCriticalCache *cache)
{
  LanePlan *lanes = &plan->lanes;
  const char *rule = sim_scenario_text (scenario, "/testing/multiplicity/method");
  double alpha = sim_scenario_number (scenario, "/testing/alpha");
  compile_levels (plan, scenario, cache, lanes->two_sided ? alpha / 2 : alpha, rule);
  if (g_strcmp0 (rule, "dunnett") == 0)
    compile_dunnett (lanes, scenario, cache, alpha);
  if (lanes->omnibus)
    lanes->omnibus_critical = table (plan, cache, alpha, lanes->n_arms - 1);
}
