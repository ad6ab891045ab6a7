/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-p-values.h - what a plan needs for the distribution of p-values.
 */
#ifndef SIM_RUN_PLAN_P_VALUES_H
#define SIM_RUN_PLAN_P_VALUES_H

#include "plan.h"

G_BEGIN_DECLS

/** Makes a compiled plan of this scenario, which no thread reads yet, one that counts p-values. */
void sim_plan_compile_p_values (SimPlan *plan, const SimScenario *scenario,
                                SimCriticalCache *cache);

G_END_DECLS
#endif
