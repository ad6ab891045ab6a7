/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * background.c - work of some time on a thread of its own, so that a signal can stop it.
 */
#include "background.h"

typedef struct {
  SimCliWork work;
  gpointer data;
  gint cancel;
  GAsyncQueue *done;
} Job;

static gpointer
do_work (gpointer data)
{
  Job *job = data;

  job->work (job->data, &job->cancel);
  g_async_queue_push (job->done, job);
  return NULL;
}

void
sim_cli_background (SimCliWork work, SimCliLook look, gpointer data, SimCliInterrupt *interrupt)
{
  Job job = { work, data, 0, g_async_queue_new () };
  GThread *thread = g_thread_new ("study", do_work, &job);

  while (g_async_queue_timeout_pop (job.done, SIM_CLI_LOOK_EVERY) == NULL) {
    if (sim_cli_interrupt_poll (interrupt) != 0)
      g_atomic_int_set (&job.cancel, 1);
    if (look != NULL)
      look (data);
  }
  g_thread_join (thread);
  g_async_queue_unref (job.done);
}
