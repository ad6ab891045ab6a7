/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-critical.h - the critical values of a plan.
 */
#ifndef SIM_RUN_PLAN_CRITICAL_H
#define SIM_RUN_PLAN_CRITICAL_H

#include "plan.h"

G_BEGIN_DECLS

/** Fills levels, Dunnett constants and the omnibus table of a plan that is otherwise compiled. */
void sim_plan_compile_critical (SimPlan *plan, const SimScenario *scenario,
                                SimCriticalCache *cache);

G_END_DECLS
#endif
