/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * snapshot.h - making snapshots: between the runner and the results.
 */
#ifndef SIM_RUN_SNAPSHOT_H
#define SIM_RUN_SNAPSHOT_H

#include "accum.h"
#include "plan.h"
#include "results.h"
#include "verdicts.h"

G_BEGIN_DECLS

/** A snapshot of totals and of verdicts, which may be NULL (both taken over); references scenario
 *  and plan. */
SimSnapshot *sim_snapshot_new (SimScenario *scenario, SimPlan *plan, SimTotals *totals,
                               SimVerdicts *verdicts, guint64 serial);

/** What a snapshot holds, borrowed. */
SimPlan *sim_snapshot_plan (const SimSnapshot *snapshot);
const SimTotals *sim_snapshot_totals (const SimSnapshot *snapshot);

/** The counts of a part, borrowed. */
const SimTotals *sim_run_part_totals (const struct _SimRunPart *part);

/** An empty store of verdicts. Nothing here locks: the engine's mutex guards the store of a run. */
SimVerdicts *sim_verdicts_new (guint n_sizes);
/** What is in a store now, shared with it. */
SimVerdicts *sim_verdicts_copy (const SimVerdicts *verdicts);
void sim_verdicts_free (SimVerdicts *verdicts); /* accepts NULL */
/** Takes over what a block of trials start .. end - 1 left, [size][trial], from g_malloc (may be
 *  NULL: nothing). Drops what does not follow on those before it, or is beyond the limit. */
void sim_verdicts_add (SimVerdicts *verdicts, guint64 start, guint64 end, SimVerdict *found);

/** The numbers of totals. Free with sim_results_free(). Pure; thread-safe. */
SimResults *sim_results_new (const SimScenario *scenario, const LanePlan *plan,
                             const SimTotals *totals);
void sim_results_free (SimResults *results); /* accepts NULL */
/** Events and durations at a size (an index). */
void sim_results_times (const LanePlan *plan, const SimTotals *totals, int size,
                        SimTimesResult *result);
/** Whether the null hypothesis of a hypothesis holds in the simulation. */
gboolean sim_results_null_true (const LanePlan *plan, int h);

/** The engine's cache and kernels, for what compiles plans beside runs (trial replay). */
SimCriticalCache *sim_engine_cache (SimEngine *engine);
const SimKernels *sim_engine_kernels (const SimEngine *engine);

G_END_DECLS
#endif
