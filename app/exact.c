/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * exact.c - a job that computes exact values, and the scenario that they are of.
 */
#include "exact.h"

#include "job.h"

typedef struct {
  SimTheory *theory;
  SimNeedsExact needs;
} Values;

struct _AppExact {
  AppExactReady ready;
  gpointer data;
  SimScenario *wanted; /* the key of values, or of what is being computed */
  Values *values;      /* of wanted; NULL while they are not there */
  AppJob *job;
};

static void
values_free (gpointer data)
{
  Values *values = data;

  if (values == NULL)
    return;
  sim_theory_free (values->theory);
  g_free (values);
}

static gpointer
compute (AppTask *task, gpointer scenario)
{
  const gint *cancel = app_task_cancel (task);
  Values *values = g_new0 (Values, 1);

  values->theory = sim_theory_new (scenario, TRUE, cancel);
  if (values->theory == NULL || !sim_theory_add_p_values (values->theory, scenario, cancel)
      || !sim_needs_exact (scenario, cancel, &values->needs))
    g_clear_pointer (&values, values_free);
  return values;
}

static void
on_ready (gpointer values, gboolean last, gpointer data)
{
  AppExact *exact = data;

  exact->values = values;
  exact->ready (exact, exact->data);
}

AppExact *
app_exact_new (AppExactReady ready, gpointer data)
{
  static const AppJobKind kind = { "exact", compute, (GDestroyNotify)sim_scenario_unref,
                                   values_free, on_ready };
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
  values_free (exact->values);
  g_free (exact);
}

void
app_exact_want (AppExact *exact, SimScenario *scenario)
{
  g_clear_pointer (&exact->values, values_free);
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
  return scenario == exact->wanted && exact->values != NULL ? exact->values->theory : NULL;
}

gboolean
app_exact_awaited (const AppExact *exact, SimScenario *scenario)
{
  return scenario == exact->wanted && exact->values == NULL && app_job_busy (exact->job);
}

const SimNeedsExact *
app_exact_needs (const AppExact *exact, SimScenario *scenario)
{
  return scenario == exact->wanted && exact->values != NULL ? &exact->values->needs : NULL;
}
