/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * starter.c - one thread for one start.
 */
#include "starter.h"

struct _AppStarter {
  SimEngine *engine;
  SimScenario *scenario;
  GThread *thread;
  gint done;
  SimRun *run; /* these two belong to the thread until done is set */
  GError *error;
};

static gpointer
start (gpointer data)
{
  AppStarter *starter = data;

  starter->run = sim_run_start (starter->engine, starter->scenario, NULL, &starter->error);
  g_atomic_int_set (&starter->done, 1);
  return NULL;
}

AppStarter *
app_starter_new (SimEngine *engine, SimScenario *scenario)
{
  AppStarter *starter = g_new0 (AppStarter, 1);

  starter->engine = engine;
  starter->scenario = sim_scenario_ref (scenario);
  starter->thread = g_thread_new ("start", start, starter);
  return starter;
}

SimScenario *
app_starter_scenario (const AppStarter *starter)
{
  return starter->scenario;
}

gboolean
app_starter_done (const AppStarter *starter)
{
  return g_atomic_int_get (&starter->done) != 0;
}

SimRun *
app_starter_finish (AppStarter *starter, GError **error)
{
  SimRun *run;

  g_thread_join (starter->thread);
  run = starter->run;
  if (starter->error != NULL)
    g_propagate_error (error, starter->error);
  sim_scenario_unref (starter->scenario);
  g_free (starter);
  return run;
}

void
app_starter_cancel (AppStarter *starter)
{
  SimRun *run = starter != NULL ? app_starter_finish (starter, NULL) : NULL;

  if (run == NULL)
    return;
  sim_run_cancel (run);
  sim_run_unref (run);
}
