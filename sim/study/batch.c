/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * batch.c - a queue of runs, a few more than the engine has threads.
 */
#include "batch.h"

#include <glib/gi18n.h>

#define LOOK_EVERY 5000 /* microseconds: how long a wish to cancel may wait */

typedef struct {
  guint cell;
  SimRun *run;
} Waiting;

static void
drop_waiting (gpointer data)
{
  Waiting *waiting = data;

  sim_run_unref (waiting->run);
  g_free (waiting);
}

static gboolean
cancelled (const gint *cancel)
{
  return cancel != NULL && g_atomic_int_get (cancel) != 0;
}

/* Waits for the oldest run and tells what it found. FALSE where it is not complete. */
static gboolean
finish_oldest (GQueue *queue, const SimBatchCalls *calls, const gint *cancel, GError **error)
{
  Waiting *oldest = g_queue_pop_head (queue);
  gboolean complete = FALSE;

  while (!sim_run_wait (oldest->run, LOOK_EVERY) && !cancelled (cancel))
    ;
  if (sim_run_state (oldest->run) == SIM_RUN_COMPLETE) {
    SimSnapshot *snapshot = sim_run_snapshot (oldest->run);
    complete = snapshot != NULL;
    if (complete)
      calls->done (calls->data, oldest->cell, snapshot);
    sim_snapshot_unref (snapshot);
  }
  if (!complete && !cancelled (cancel))
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, _ ("there is not enough memory for the run"));
  drop_waiting (oldest);
  return complete;
}

/* Starts the run of a cell that has a scenario. FALSE with an error. */
static gboolean
start_cell (SimEngine *engine, GQueue *queue, guint cell, const SimRunOptions *options,
            const SimBatchCalls *calls, GError **error)
{
  g_autoptr (SimScenario) scenario = calls->make (calls->data, cell);

  if (scenario == NULL)
    return TRUE;
  SimRun *run = sim_run_start (engine, scenario, options, error);
  if (run == NULL)
    return FALSE;
  Waiting *waiting = g_new (Waiting, 1);
  *waiting = (Waiting){ cell, run };
  g_queue_push_tail (queue, waiting);
  return TRUE;
}

gboolean
sim_batch_run (SimEngine *engine, guint n_cells, const SimRunOptions *options,
               const SimBatchCalls *calls, const gint *cancel, GError **error)
{
  GQueue queue = G_QUEUE_INIT;
  guint depth = sim_engine_threads (engine) + 1;
  gboolean good = TRUE;

  for (guint cell = 0; cell < n_cells && good; cell++) {
    good = !cancelled (cancel) && start_cell (engine, &queue, cell, options, calls, error);
    if (good && queue.length > depth)
      good = finish_oldest (&queue, calls, cancel, error);
  }
  while (good && queue.length > 0)
    good = finish_oldest (&queue, calls, cancel, error);
  g_queue_clear_full (&queue, drop_waiting);
  return good;
}
