/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * starter.c - one thread for one start.
 *
 * Whoever comes second, the thread with its run or the main thread that does not want it any more,
 * frees what is shared: so nobody waits for the other.
 */
#include "starter.h"

/* Sums kept to answer an edit of effects or rules without new patients: the whole curve of about
 * 90,000 trials with baseline. */
#define KEEP ((gsize)256 << 20)
/* The threads that simulate let the window, and other programs, go first. */
#define NICE 5

/* --- the engine, shared with the threads of starts that were given up --- */

struct _AppEngine {
  SimEngine *engine;
};

AppEngine *
app_engine_new (GError **error)
{
  SimEngine *engine = sim_engine_new (0, SIM_ISA_AUTO, error);
  AppEngine *shared;

  if (engine == NULL)
    return NULL;
  sim_engine_set_keep (engine, KEEP);
  sim_engine_set_nice (engine, NICE);
  shared = g_atomic_rc_box_new (AppEngine);
  shared->engine = engine;
  return shared;
}

static void
engine_clear (gpointer data)
{
  sim_engine_free (((AppEngine *)data)->engine);
}

void
app_engine_unref (AppEngine *engine)
{
  g_atomic_rc_box_release_full (engine, engine_clear);
}

guint
app_engine_threads (const AppEngine *engine)
{
  return sim_engine_threads (engine->engine);
}

void
app_engine_set_spare (AppEngine *engine, guint threads)
{
  sim_engine_set_spare (engine->engine, threads);
}

/* --- starts --- */

enum { WORKING, DONE, CANCELLED };

struct _AppStarter {
  AppEngine *engine;
  SimScenario *scenario;
  SimRunPart *before; /* NULL: none */
  GThread *thread;
  gint state;
  SimRun *run; /* these two belong to the thread while it works */
  GError *error;
};

static void
starter_free (AppStarter *starter)
{
  if (starter->run != NULL) {
    sim_run_cancel (starter->run);
    sim_run_unref (starter->run);
  }
  g_clear_error (&starter->error);
  sim_scenario_unref (starter->scenario);
  sim_run_part_free (starter->before);
  app_engine_unref (starter->engine);
  g_free (starter);
}

static gpointer
start (gpointer data)
{
  AppStarter *starter = data;
  const SimRunOptions options = { .before = starter->before, .p_values = TRUE };

  starter->run
      = sim_run_start (starter->engine->engine, starter->scenario, &options, &starter->error);
  if (!g_atomic_int_compare_and_exchange (&starter->state, WORKING, DONE))
    starter_free (starter);
  return NULL;
}

AppStarter *
app_starter_new (AppEngine *engine, SimScenario *scenario, SimRunPart *before)
{
  AppStarter *starter = g_new0 (AppStarter, 1);

  starter->engine = g_atomic_rc_box_acquire (engine);
  starter->scenario = sim_scenario_ref (scenario);
  starter->before = before;
  starter->thread = g_thread_new ("start", start, starter);
  return starter;
}

gboolean
app_starter_done (const AppStarter *starter)
{
  return g_atomic_int_get (&starter->state) != WORKING;
}

SimRun *
app_starter_finish (AppStarter *starter, GError **error)
{
  SimRun *run;

  g_thread_join (starter->thread);
  run = g_steal_pointer (&starter->run);
  if (starter->error != NULL)
    g_propagate_error (error, g_steal_pointer (&starter->error));
  starter_free (starter);
  return run;
}

void
app_starter_cancel (AppStarter *starter)
{
  GThread *thread;

  if (starter == NULL)
    return;
  thread = starter->thread; /* from here on the starter may be gone at any moment */
  if (!g_atomic_int_compare_and_exchange (&starter->state, WORKING, CANCELLED))
    starter_free (starter);
  g_thread_unref (thread);
}
