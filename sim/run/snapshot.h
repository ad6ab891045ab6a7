/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * snapshot.h - making snapshots: between the runner and the results.
 */
#ifndef SIM_RUN_SNAPSHOT_H
#define SIM_RUN_SNAPSHOT_H

#include "accum.h"
#include "plan.h"
#include "results.h"

G_BEGIN_DECLS

/** A snapshot of totals (taken over); references scenario and plan. */
SimSnapshot *sim_snapshot_new (SimScenario *scenario, SimPlan *plan, SimTotals *totals,
                               guint64 serial);

/** The numbers of totals. Free with sim_results_free(). Pure; thread-safe. */
SimResults *sim_results_new (const SimScenario *scenario, const LanePlan *plan,
                             const SimTotals *totals);
void sim_results_free (SimResults *results); /* accepts NULL */

/** The engine's cache, for what compiles plans beside runs (trial replay). */
SimCriticalCache *sim_engine_cache (SimEngine *engine);

G_END_DECLS
#endif
