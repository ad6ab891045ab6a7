/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * part.c - the counts of some trials, from a snapshot or from bytes, and their union.
 */
#include "part.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "pack.h"
#include "plan-p-values.h"
#include "snapshot.h"

struct _SimRunPart {
  SimScenario *scenario;
  SimPlan *plan;
  SimTotals *totals;
  guint64 first, end;
};

guint64
sim_run_part_start (guint64 replicates, guint64 number, guint64 of)
{
  /* both below 2^32 */
  return replicates * (number - 1) / of;
}

/* Takes over plan and totals; NULL if one of them is. */
static SimRunPart *
part_new (SimScenario *scenario, SimPlan *plan, SimTotals *totals, guint64 first, guint64 end)
{
  if (plan == NULL || totals == NULL) {
    sim_plan_unref (plan);
    sim_totals_free (totals);
    return NULL;
  }
  SimRunPart *part = g_new (SimRunPart, 1);
  *part = (SimRunPart){ sim_scenario_ref (scenario), plan, totals, first, end };
  return part;
}

SimRunPart *
sim_run_part_new (SimSnapshot *snapshot, guint64 first, guint64 end)
{
  return part_new (sim_snapshot_scenario (snapshot), sim_plan_ref (sim_snapshot_plan (snapshot)),
                   sim_totals_copy (sim_snapshot_totals (snapshot)), first, end);
}

SimRunPart *
sim_run_part_from_counts (SimEngine *engine, SimScenario *scenario, guint64 first, guint64 done,
                          guint64 end, const guint8 *bytes, gsize n, GError **error)
{
  SimCriticalCache *cache = sim_engine_cache (engine);
  SimPlan *plan = sim_plan_new (scenario, sim_engine_kernels (engine), cache, 0);

  if (plan != NULL)
    sim_plan_compile_p_values (plan, scenario, cache);
  SimTotals *totals = plan != NULL ? sim_totals_new (&plan->lanes) : NULL;
  SimRunPart *part = part_new (scenario, plan, totals, first, end);
  if (part == NULL) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED,
                 _ ("there is not enough memory for the counts"));
    return NULL;
  }
  if (sim_totals_unpack (totals, bytes, n) && done - first == totals->replicates)
    return part;
  g_set_error (error, SIM_ERROR, SIM_ERROR_SHAPE,
               _ ("the counts are not those of %" PRIu64 " trials of the scenario"), done - first);
  sim_run_part_free (part);
  return NULL;
}

SimRunPart *
sim_run_part_copy (const SimRunPart *part)
{
  return part_new (part->scenario, sim_plan_ref (part->plan), sim_totals_copy (part->totals),
                   part->first, part->end);
}

void
sim_run_part_free (SimRunPart *part)
{
  if (part == NULL)
    return;
  sim_totals_free (part->totals);
  sim_plan_unref (part->plan);
  sim_scenario_unref (part->scenario);
  g_free (part);
}

SimScenario *
sim_run_part_scenario (const SimRunPart *part)
{
  return part->scenario;
}

guint64
sim_run_part_first (const SimRunPart *part)
{
  return part->first;
}

guint64
sim_run_part_done (const SimRunPart *part)
{
  return part->first + part->totals->replicates;
}

guint64
sim_run_part_end (const SimRunPart *part)
{
  return part->end;
}

const SimTotals *
sim_run_part_totals (const SimRunPart *part)
{
  return part->totals;
}

GByteArray *
sim_run_part_counts (const SimRunPart *part)
{
  return sim_totals_pack (part->totals);
}

gboolean
sim_run_part_append (SimRunPart *part, const SimRunPart *next)
{
  if (next->first != sim_run_part_done (part)
      || strcmp (sim_scenario_hash (part->scenario), sim_scenario_hash (next->scenario)) != 0)
    return FALSE;
  sim_totals_merge (part->totals, next->totals);
  part->end = next->end;
  return TRUE;
}

SimSnapshot *
sim_run_part_snapshot (const SimRunPart *part)
{
  SimTotals *totals = sim_totals_copy (part->totals);

  if (totals == NULL)
    return NULL;
  return sim_snapshot_new (part->scenario, part->plan, totals, NULL, 1);
}
