/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * exact.c - one thread of low priority that computes exact values, at most one scenario at a time.
 */
#include "exact.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What the thread and the main loop share while a computation is under way. */
typedef struct {
  AppExact *exact;
  SimScenario *scenario;
  SimTheory *theory; /* written by the thread before it ends */
  GThread *thread;
  guint idle; /* set by the thread; valid once it has ended */
  gint cancel;
} Job;

struct _AppExact {
  AppExactReady ready;
  gpointer data;
  SimScenario *wanted; /* the key of theory, or of what is to be computed next */
  SimTheory *theory;   /* of wanted; NULL while it is not there */
  gboolean paused;
  Job *job;
};

static void next_job (AppExact *exact);

static void
job_free (Job *job)
{
  sim_scenario_unref (job->scenario);
  sim_theory_free (job->theory);
  g_free (job);
}

/* In the main loop: the thread has ended or is about to. */
static gboolean
job_done (gpointer data)
{
  Job *job = data;
  AppExact *exact = job->exact;
  gboolean cancelled = g_atomic_int_get (&job->cancel) != 0;

  g_thread_join (job->thread);
  exact->job = NULL;
  if (!cancelled)
    exact->theory = g_steal_pointer (&job->theory);
  job_free (job);
  if (cancelled)
    next_job (exact);
  else
    exact->ready (exact, exact->data);
  return G_SOURCE_REMOVE;
}

static gpointer
compute (gpointer data)
{
  Job *job = data;

  /* On Linux niceness belongs to the thread: the run's threads come first. */
  setpriority (PRIO_PROCESS, (id_t) syscall (SYS_gettid), 10);
  job->theory = sim_theory_new (job->scenario, TRUE, &job->cancel);
  job->idle = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, job_done, job, NULL);
  return NULL;
}

static void
next_job (AppExact *exact)
{
  Job *job;

  if (exact->job != NULL || exact->wanted == NULL || exact->theory != NULL || exact->paused)
    return;
  job = g_new0 (Job, 1);
  job->exact = exact;
  job->scenario = sim_scenario_ref (exact->wanted);
  exact->job = job;
  job->thread = g_thread_new ("exact", compute, job);
}

static void
cancel_job (AppExact *exact)
{
  if (exact->job != NULL)
    g_atomic_int_set (&exact->job->cancel, 1);
}

AppExact *
app_exact_new (AppExactReady ready, gpointer data)
{
  AppExact *exact = g_new0 (AppExact, 1);
  exact->ready = ready;
  exact->data = data;
  return exact;
}

void
app_exact_free (AppExact *exact)
{
  if (exact == NULL)
    return;
  if (exact->job != NULL) {
    cancel_job (exact);
    g_thread_join (exact->job->thread);
    g_source_remove (exact->job->idle);
    job_free (exact->job);
  }
  sim_scenario_unref (exact->wanted);
  sim_theory_free (exact->theory);
  g_free (exact);
}

void
app_exact_want (AppExact *exact, SimScenario *scenario)
{
  cancel_job (exact);
  exact->paused = FALSE;
  g_clear_pointer (&exact->theory, sim_theory_free);
  sim_scenario_ref (scenario);
  sim_scenario_unref (exact->wanted);
  exact->wanted = scenario;
  next_job (exact);
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
  exact->paused = TRUE;
  cancel_job (exact);
}

const SimTheory *
app_exact_get (const AppExact *exact, SimScenario *scenario)
{
  return scenario == exact->wanted ? exact->theory : NULL;
}
