/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-critical.h - the critical values of a plan.
 */
#ifndef SIM_RUN_PLAN_CRITICAL_H
#define SIM_RUN_PLAN_CRITICAL_H

#include "../scenario/procedure.h"
#include "plan.h"

G_BEGIN_DECLS

/** Fills levels, ranks, constants and the omnibus table of a plan that is otherwise compiled. */
void sim_plan_compile_critical (SimPlan *plan, const SimScenario *scenario,
                                SimCriticalCache *cache);

/** What the parts of that have in common. */
typedef struct {
  const SimScenario *scenario;
  const SimProcedure *procedure;
  SimCriticalCache *cache;
  double alpha, a; /* of the family; of one tail */
} SimPlanLevels;

/** Residual df of hypothesis h at a size where no patient is lost. */
double sim_plan_full_df (const LanePlan *plan, const SimScenario *scenario, int h, int size);

/** The table of the t quantile at one-tail alpha (df1 0), or of F's; the plan keeps it. */
LaneCritical sim_plan_table (SimPlan *plan, SimCriticalCache *cache, double alpha, double df1);

/** The levels and ranks of a rule that is told by ranks. */
void sim_plan_compile_ranks (SimPlan *plan, const SimPlanLevels *levels);

/** Level `level` of the lanes: the quantiles at that one-tail alpha. */
void sim_plan_set_level (SimPlan *plan, const SimPlanLevels *levels, int level, double alpha);

/** The constants of Dunnett's rule, of its step-down form for every set of two hypotheses or more,
 *  and of Tukey's for as many arms as are compared. */
void sim_plan_compile_dunnett (LanePlan *plan, const SimPlanLevels *levels);
void sim_plan_compile_step_down (SimPlan *plan, const SimPlanLevels *levels);
void sim_plan_compile_tukey (LanePlan *plan, const SimPlanLevels *levels);

G_END_DECLS
#endif
