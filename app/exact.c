/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * exact.c - a job that computes exact values, and the scenario that they are of.
 */
#include "exact.h"

#include "job.h"

struct _AppExact {
  AppExactReady ready;
  gpointer data;
  SimScenario *wanted; /* the key of theory, or of what is being computed */
  SimTheory *theory;   /* of wanted; NULL while it is not there */
  AppJob *job;
};

static gpointer
compute (AppTask *task, gpointer scenario)
{
  const gint *cancel = app_task_cancel (task);
  SimTheory *theory = sim_theory_new (scenario, TRUE, cancel);

  if (theory != NULL && !sim_theory_add_p_values (theory, scenario, cancel))
    g_clear_pointer (&theory, sim_theory_free);
  return theory;
}

static void
on_ready (gpointer theory, gboolean last, gpointer data)
{
  AppExact *exact = data;

  exact->theory = theory;
  exact->ready (exact, exact->data);
}

AppExact *
app_exact_new (AppExactReady ready, gpointer data)
{
  static const AppJobKind kind = { "exact", compute, (GDestroyNotify)sim_scenario_unref,
                                   (GDestroyNotify)sim_theory_free, on_ready };
  AppExact *exact = g_new0 (AppExact, 1);

  exact->ready = ready;
  exact->data = data;
  exact->job = app_job_new (&kind, exact);
  return exact;
}

void
app_exact_free (AppExact *exact)
{
  if (exact == NULL)
    return;
  app_job_free (exact->job);
  sim_scenario_unref (exact->wanted);
  sim_theory_free (exact->theory);
  g_free (exact);
}

void
app_exact_want (AppExact *exact, SimScenario *scenario)
{
  g_clear_pointer (&exact->theory, sim_theory_free);
  app_exact_relabel (exact, scenario);
  app_job_want (exact->job, sim_scenario_ref (scenario));
}

void
app_exact_relabel (AppExact *exact, SimScenario *scenario)
{
  sim_scenario_ref (scenario);
  sim_scenario_unref (exact->wanted);
  exact->wanted = scenario;
}

void
app_exact_pause (AppExact *exact)
{
  app_job_cancel (exact->job);
}

const SimTheory *
app_exact_get (const AppExact *exact, SimScenario *scenario)
{
  return scenario == exact->wanted ? exact->theory : NULL;
}
