/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-critical.c - the local levels of the multiplicity rule, and the critical values at them.
 *
 * Where the df of a test are the same in every trial the value is a constant per size; where they
 * vary (dropout, Welch) it is a table over the df.
 */
#include "plan-critical.h"

#include <math.h>

#include "../base/prob.h"
#include "../base/round.h"
#include "../theory/critical.h"

static const LaneAnalysis *analysis_of (const LanePlan *plan, int h)
{
  return &plan->analyses[plan->hypotheses[h].analysis];
}

LaneCritical sim_plan_table (SimPlan *plan, SimCriticalCache *cache, double alpha, double df1)
{
  double (*cubics)[4] = sim_critical_cache_cubics (cache, alpha, df1);
  g_ptr_array_add (plan->cubics, cubics);
  return (LaneCritical){ (const double (*)[4]) cubics };
}

double sim_plan_full_df (const LanePlan *plan, const SimScenario *scenario, int h, int size)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  gboolean own_arms = analysis_of (plan, h)->variant == LANE_TWO_ARMS || hypothesis->within;
  double df = 0;
  if (lane_is_normal (analysis_of (plan, h)->variant))
    return INFINITY;
  for (int a = 0; a < plan->draws.n_arms; a++)
    if (!own_arms || hypothesis->weight[a] != 0)
      df += plan->draws.arm_n[size][a] - 1;
  char *pointer = g_strdup_printf ("/analyses/%d/method", hypothesis->analysis);
  gboolean ancova = g_strcmp0 (sim_scenario_text (scenario, pointer), "ancova") == 0;
  g_free (pointer);
  return MAX (ancova ? df - 1 : df, 1);
}

static double one_tail (const SimHypothesis *hypothesis)
{
  return hypothesis->alpha / hypothesis->sides;
}

/* Which of them each hypothesis has; their number. */
static int own_levels (LanePlan *plan, const SimScenario *scenario, double a, double *own)
{
  int n = 0;
  for (int h = 0; h < plan->n_hypotheses; h++) {
    double level = one_tail (sim_scenario_hypothesis (scenario, (guint) h));
    int k = 0;
    while (k < n && own[k] != level)
      k++;
    if (level == a)
      continue;
    own[k] = level;
    n = MAX (n, k + 1);
    plan->hypotheses[h].level = k + 1;
  }
  return n;
}

void sim_plan_set_level (SimPlan *plan, const SimPlanLevels *levels, int level, double alpha)
{
  LanePlan *lanes = &plan->lanes;
  lanes->n_levels = MAX (lanes->n_levels, level + 1);
  for (int h = 0; h < lanes->n_hypotheses; h++) {
    if (!analysis_of (lanes, h)->df_fixed) {
      if (!lanes->critical[level].cubics)
        lanes->critical[level] = sim_plan_table (plan, levels->cache, alpha, 0);
      continue;
    }
    for (int s = 0; s < lanes->draws.n_sizes; s++)
      lanes->critical_fixed[h][level][s] = sim_round32 (
          sim_critical_t (alpha, sim_plan_full_df (lanes, levels->scenario, h, s)));
  }
}

/* The levels of hypotheses that have one of their own, from level 1 on; the checker allows these
 * under no rule that has others. */
static void set_own_levels (SimPlan *plan, const SimPlanLevels *levels)
{
  double own[LANE_HYPOTHESES];
  int n = own_levels (&plan->lanes, levels->scenario, levels->a, own);
  for (int k = 0; k < n; k++)
    sim_plan_set_level (plan, levels, k + 1, own[k]);
}

/* Šidák's level of one of m independent tests, of one tail. */
static double sidak_level (const SimPlanLevels *levels, int m)
{
  double level = -expm1 (log1p (-levels->alpha) / m);
  return sim_round32 (level) * levels->a / levels->alpha;
}

void sim_plan_compile_critical (SimPlan *plan, const SimScenario *scenario,
                                SimCriticalCache *cache)
{
  LanePlan *lanes = &plan->lanes;
  SimProcedure procedure;
  sim_scenario_procedure (scenario, &procedure);
  double alpha = sim_scenario_number (scenario, "/testing/alpha");
  SimPlanLevels levels = { scenario, &procedure, cache, alpha,
                           lanes->two_sided ? alpha / 2 : alpha };
  int m = lanes->n_hypotheses;
  sim_plan_set_level (plan, &levels, 0, levels.a);
  switch (procedure.kind) {
    case SIM_PROCEDURE_NONE:
      set_own_levels (plan, &levels);
      break;
    case SIM_PROCEDURE_BONFERRONI:
    case SIM_PROCEDURE_SIDAK:
      lanes->single_level = 1;
      sim_plan_set_level (plan, &levels, 1,
                          procedure.kind == SIM_PROCEDURE_SIDAK ? sidak_level (&levels, m)
                                                                : levels.a / m);
      break;
    case SIM_PROCEDURE_HOLM:
      for (int k = 1; k <= m; k++)
        sim_plan_set_level (plan, &levels, k, levels.a / k);
      break;
    case SIM_PROCEDURE_DUNNETT:
      sim_plan_compile_dunnett (lanes, &levels);
      break;
    case SIM_PROCEDURE_DUNNETT_STEP_DOWN:
      sim_plan_compile_step_down (plan, &levels);
      break;
    case SIM_PROCEDURE_TUKEY:
      sim_plan_compile_tukey (lanes, &levels);
      break;
    case SIM_PROCEDURE_LSD:
      lanes->gate_critical = sim_plan_table (plan, cache, alpha, 2);
      break;
    case SIM_PROCEDURE_HOCHBERG:
    case SIM_PROCEDURE_HOMMEL:
    case SIM_PROCEDURE_SHAFFER:
    case SIM_PROCEDURE_FIXED_SEQUENCE:
    case SIM_PROCEDURE_FALLBACK:
    case SIM_PROCEDURE_GATEKEEPING:
    case SIM_PROCEDURE_GRAPH:
      sim_plan_compile_ranks (plan, &levels);
  }
  double df = lanes->draws.n_arms - 1;
  if (lanes->omnibus >= LANE_OMNIBUS_KRUSKAL_WALLIS)
    lanes->omnibus_fixed = sim_round32 (sim_chisq_quantile (1 - alpha, df));
  else if (lanes->omnibus)
    lanes->omnibus_critical = sim_plan_table (plan, cache, alpha, df);
}
