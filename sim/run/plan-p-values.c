/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-p-values.c - the critical values at the edges of the classes of p-values.
 *
 * p of one tail is at most an edge over the sides of the hypothesis where its statistic is at least
 * the upper quantile there: the lanes hold statistics against quantiles and need no p-value.
 */
#include "plan-p-values.h"

#include "plan-critical.h"

void sim_plan_compile_p_values (SimPlan *plan, const SimScenario *scenario,
                                SimCriticalCache *cache)
{
  LanePlan *lanes = &plan->lanes;
  lanes->count_p = true;
  for (int h = 0; h < lanes->n_hypotheses; h++) {
    guint sides = sim_scenario_hypothesis (scenario, (guint) h)->sides;
    lanes->p_sides[h] = (int) sides;
    if (lanes->analyses[lanes->hypotheses[h].analysis].df_fixed) {
      double df = sim_plan_full_df (lanes, scenario, h, lanes->own_size);
      sim_critical_cache_p_edges (cache, sides, df, lanes->p_fixed[h]);
      continue;
    }
    if (lanes->p_curves[sides - 1])
      continue;
    LanePCurves *curves = sim_critical_cache_p_curves (cache, sides);
    g_ptr_array_add (plan->cubics, curves);
    lanes->p_curves[sides - 1] = curves;
  }
}
