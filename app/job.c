/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * job.c - one thread at a time, and a letter box from it to the main loop.
 */
#include "job.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* On Linux niceness belongs to the thread: a run's threads come first. */
#define NICENESS 10

struct _AppTask {
  AppJob *job;
  gpointer input;
  GThread *thread;
  gint cancel;

  GMutex mutex;
  gpointer report; /* not looked at yet */
  gpointer result; /* the last one */
  gboolean ended;
  guint source; /* wakes the main loop; 0: not asked for */
};

struct _AppJob {
  const AppJobKind *kind;
  gpointer data;
  gpointer next;   /* an input that waits for the task before it to end */
  gboolean wanted; /* somebody waits for the result of next, else of task */
  AppTask *task;
};

static void start_next (AppJob *job);

static void
free_result (const AppJob *job, gpointer result)
{
  if (result != NULL)
    job->kind->free_result (result);
}

static void
task_free (AppTask *task)
{
  free_result (task->job, task->report);
  free_result (task->job, task->result);
  task->job->kind->free_input (task->input);
  g_mutex_clear (&task->mutex);
  g_free (task);
}

/* In the main loop: something lies in the letter box. */
static gboolean
on_letter (gpointer data)
{
  AppTask *task = data;
  AppJob *job = task->job;
  gpointer result;
  gboolean ended, heard = g_atomic_int_get (&task->cancel) == 0;

  g_mutex_lock (&task->mutex);
  ended = task->ended;
  result = ended ? g_steal_pointer (&task->result) : g_steal_pointer (&task->report);
  task->source = 0;
  g_mutex_unlock (&task->mutex);
  if (ended) {
    g_thread_join (task->thread);
    job->task = NULL;
    job->wanted = job->wanted && !heard;
    task_free (task);
  }
  if (ended)
    start_next (job);
  /* Last of all: whoever is told may wish anew, or free the job. */
  if (heard && (ended || result != NULL))
    job->kind->ready (result, ended, job->data);
  else
    free_result (job, result);
  return G_SOURCE_REMOVE;
}

/* The caller holds the lock. */
static void
wake (AppTask *task)
{
  if (task->source == 0)
    task->source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_letter, task, NULL);
}

void
app_task_report (AppTask *task, gpointer result)
{
  gpointer before;

  g_mutex_lock (&task->mutex);
  before = task->report;
  task->report = result;
  wake (task);
  g_mutex_unlock (&task->mutex);
  free_result (task->job, before);
}

const gint *
app_task_cancel (const AppTask *task)
{
  return &task->cancel;
}

static gpointer
run_task (gpointer data)
{
  AppTask *task = data;
  gpointer result;

  setpriority (PRIO_PROCESS, (id_t) syscall (SYS_gettid), NICENESS);
  result = task->job->kind->compute (task, task->input);
  g_mutex_lock (&task->mutex);
  task->result = result;
  task->ended = TRUE;
  wake (task);
  g_mutex_unlock (&task->mutex);
  return NULL;
}

static void
start_next (AppJob *job)
{
  AppTask *task;

  if (job->task != NULL || job->next == NULL)
    return;
  task = g_new0 (AppTask, 1);
  task->job = job;
  task->input = g_steal_pointer (&job->next);
  g_mutex_init (&task->mutex);
  job->task = task;
  task->thread = g_thread_new (job->kind->name, run_task, task);
}

AppJob *
app_job_new (const AppJobKind *kind, gpointer data)
{
  AppJob *job = g_new0 (AppJob, 1);

  job->kind = kind;
  job->data = data;
  return job;
}

void
app_job_cancel (AppJob *job)
{
  if (job->task != NULL)
    g_atomic_int_set (&job->task->cancel, 1);
  if (job->next != NULL)
    job->kind->free_input (g_steal_pointer (&job->next));
  job->wanted = FALSE;
}

void
app_job_want (AppJob *job, gpointer input)
{
  app_job_cancel (job);
  job->next = input;
  job->wanted = TRUE;
  start_next (job);
}

gboolean
app_job_busy (const AppJob *job)
{
  return job->wanted;
}

void
app_job_free (AppJob *job)
{
  if (job == NULL)
    return;
  app_job_cancel (job);
  if (job->task != NULL) {
    g_thread_join (job->task->thread);
    if (job->task->source != 0)
      g_source_remove (job->task->source);
    task_free (job->task);
  }
  g_free (job);
}
