/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * snapshot.c - an immutable copy of a run's totals, and what is derived from it on demand.
 */
#include "snapshot.h"

#include <pthread.h>

struct _SimSnapshot {
  atomic_int references;
  SimScenario *scenario;
  SimPlan *plan;
  SimTotals *totals;
  SimVerdicts *verdicts; /* NULL: not kept */
  guint64 serial;
  pthread_mutex_t mutex; /* guards the two derived once */
  SimResults *results;
  char *fingerprint;
};

SimSnapshot *sim_snapshot_new (SimScenario *scenario, SimPlan *plan, SimTotals *totals,
                               SimVerdicts *verdicts, guint64 serial)
{
  SimSnapshot *snapshot = g_new0 (SimSnapshot, 1);
  atomic_init (&snapshot->references, 1);
  snapshot->scenario = sim_scenario_ref (scenario);
  snapshot->plan = sim_plan_ref (plan);
  snapshot->totals = totals;
  snapshot->verdicts = verdicts;
  snapshot->serial = serial;
  pthread_mutex_init (&snapshot->mutex, NULL);
  return snapshot;
}

SimSnapshot *sim_snapshot_ref (SimSnapshot *snapshot)
{
  atomic_fetch_add (&snapshot->references, 1);
  return snapshot;
}

void sim_snapshot_unref (SimSnapshot *snapshot)
{
  if (!snapshot || atomic_fetch_sub (&snapshot->references, 1) > 1)
    return;
  sim_results_free (snapshot->results);
  g_free (snapshot->fingerprint);
  sim_totals_free (snapshot->totals);
  sim_verdicts_free (snapshot->verdicts);
  sim_plan_unref (snapshot->plan);
  sim_scenario_unref (snapshot->scenario);
  pthread_mutex_destroy (&snapshot->mutex);
  g_free (snapshot);
}

guint64 sim_snapshot_serial (const SimSnapshot *snapshot)
{
  return snapshot->serial;
}

guint64 sim_snapshot_replicates (const SimSnapshot *snapshot)
{
  return snapshot->totals->replicates;
}

SimScenario *sim_snapshot_scenario (const SimSnapshot *snapshot)
{
  return snapshot->scenario;
}

SimPlan *sim_snapshot_plan (const SimSnapshot *snapshot)
{
  return snapshot->plan;
}

const SimTotals *sim_snapshot_totals (const SimSnapshot *snapshot)
{
  return snapshot->totals;
}

const SimVerdicts *sim_snapshot_verdicts (const SimSnapshot *snapshot)
{
  return snapshot->verdicts;
}

const SimResults *sim_snapshot_results (SimSnapshot *snapshot)
{
  pthread_mutex_lock (&snapshot->mutex);
  if (!snapshot->results)
    snapshot->results
        = sim_results_new (snapshot->scenario, &snapshot->plan->lanes, snapshot->totals);
  pthread_mutex_unlock (&snapshot->mutex);
  return snapshot->results;
}

const char *sim_snapshot_fingerprint (SimSnapshot *snapshot)
{
  pthread_mutex_lock (&snapshot->mutex);
  if (!snapshot->fingerprint)
    snapshot->fingerprint = sim_totals_hash (snapshot->totals);
  pthread_mutex_unlock (&snapshot->mutex);
  return snapshot->fingerprint;
}
