/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-job.c - a verification of the program in a thread, told of in the main loop.
 */
#include "verify-job.h"

struct _AppVerifyJob {
  const SimVerifyCase *cases;
  guint n;
  AppVerifyDone done;
  gpointer data;
  GThread *thread;               /* NULL once it is joined */
  guint idle;                    /* set by the thread; valid once it has ended */
  SimVerification *verification; /* written by the thread before it ends, as the error */
  GError *error;
  gint computed, cancel;
};

/* In the main loop: the thread has ended or is about to. */
static gboolean
job_ended (gpointer data)
{
  AppVerifyJob *job = data;

  g_thread_join (g_steal_pointer (&job->thread));
  job->done (job->verification, job->error != NULL ? job->error->message : NULL, job->data);
  return G_SOURCE_REMOVE;
}

static void
note_progress (guint done, guint n, gpointer data)
{
  AppVerifyJob *job = data;

  g_atomic_int_set (&job->computed, (gint)done);
}

static gpointer
verify (gpointer data)
{
  AppVerifyJob *job = data;
  SimEngine *engine = sim_engine_new (0, SIM_ISA_AUTO, &job->error);

  if (engine != NULL) {
    job->verification
        = sim_verify_run (engine, job->cases, job->n, note_progress, job, &job->cancel);
    sim_engine_free (engine);
  }
  job->idle = g_idle_add (job_ended, job);
  return NULL;
}

AppVerifyJob *
app_verify_job_new (const SimVerifyCase *cases, guint n, AppVerifyDone done, gpointer data)
{
  AppVerifyJob *job = g_new0 (AppVerifyJob, 1);

  job->cases = cases;
  job->n = n;
  job->done = done;
  job->data = data;
  job->thread = g_thread_new ("verify", verify, job);
  return job;
}

void
app_verify_job_free (AppVerifyJob *job)
{
  if (job == NULL)
    return;
  if (job->thread != NULL) {
    g_atomic_int_set (&job->cancel, 1);
    g_thread_join (job->thread);
    g_source_remove (job->idle);
  }
  sim_verification_free (job->verification);
  g_clear_error (&job->error);
  g_free (job);
}

guint
app_verify_job_done (AppVerifyJob *job)
{
  return (guint)g_atomic_int_get (&job->computed);
}

guint
app_verify_job_n (const AppVerifyJob *job)
{
  return job->n;
}
