/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/starter.c: a start that is given up holds nobody up and leaves nothing behind.
 *
 * The linker leads calls of sim_run_start() and sim_engine_free() through the functions here.
 */
#include "starter.h"

#define TIMEOUT (30 * G_USEC_PER_SEC)
/* A start that nobody lets go on goes on by itself: a failure is no standstill then. */
#define HOLD (2 * G_USEC_PER_SEC)

static gint held, started, freed;

SimRun *__real_sim_run_start (SimEngine *engine, SimScenario *scenario,
                              const SimRunOptions *options, GError **error);
SimRun *__wrap_sim_run_start (SimEngine *engine, SimScenario *scenario,
                              const SimRunOptions *options, GError **error);
void __real_sim_engine_free (SimEngine *engine);
void __wrap_sim_engine_free (SimEngine *engine);

static gboolean
reaches (gint *counter, gint value, gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;

  while (g_atomic_int_get (counter) != value) {
    if (g_get_monotonic_time () > end)
      return FALSE;
    g_usleep (1000);
  }
  return TRUE;
}

SimRun *
__wrap_sim_run_start (SimEngine *engine, SimScenario *scenario, const SimRunOptions *options,
                      GError **error)
{
  g_atomic_int_inc (&started);
  reaches (&held, FALSE, HOLD);
  return __real_sim_run_start (engine, scenario, options, error);
}

void
__wrap_sim_engine_free (SimEngine *engine)
{
  g_assert_false (g_atomic_int_get (&held));
  __real_sim_engine_free (engine);
  g_atomic_int_inc (&freed);
}

static SimScenario *
scenario_new (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimScenario *scenario = sim_scenario_check (draft, problems);

  g_assert_nonnull (scenario);
  return scenario;
}

static AppEngine *
engine_new (gboolean hold)
{
  g_autoptr (GError) error = NULL;
  AppEngine *engine = app_engine_new (&error);

  g_assert_no_error (error);
  g_atomic_int_set (&held, hold);
  g_atomic_int_set (&started, 0);
  g_atomic_int_set (&freed, 0);
  return engine;
}

static void
test_finish (void)
{
  g_autoptr (GError) error = NULL;
  SimScenario *scenario = scenario_new ();
  AppEngine *engine = engine_new (FALSE);
  AppStarter *starter = app_starter_new (engine, scenario, NULL);
  SimRun *run = app_starter_finish (starter, &error);

  g_assert_no_error (error);
  g_assert_true (sim_run_scenario (run) == scenario);
  sim_run_cancel (run);
  sim_run_unref (run);
  app_engine_unref (engine);
  g_assert_cmpint (freed, ==, 1);
  sim_scenario_unref (scenario);
}

/* Neither the start nor the engine is waited for; the last to go takes the engine along. */
static void
test_cancel (void)
{
  SimScenario *scenario = scenario_new ();
  AppEngine *engine = engine_new (TRUE);
  AppStarter *starter = app_starter_new (engine, scenario, NULL);
  gint64 began;

  g_assert_true (reaches (&started, 1, TIMEOUT));
  began = g_get_monotonic_time ();
  app_starter_cancel (starter);
  app_engine_unref (engine);
  sim_scenario_unref (scenario);
  g_assert_cmpint (g_get_monotonic_time () - began, <, HOLD / 2);
  g_assert_cmpint (g_atomic_int_get (&freed), ==, 0);
  g_atomic_int_set (&held, FALSE);
  g_assert_true (reaches (&freed, 1, TIMEOUT));
}

static void
test_cancel_late (void)
{
  SimScenario *scenario = scenario_new ();
  AppEngine *engine = engine_new (FALSE);
  AppStarter *starter = app_starter_new (engine, scenario, NULL);
  gint64 end = g_get_monotonic_time () + TIMEOUT;

  while (!app_starter_done (starter)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_usleep (1000);
  }
  app_starter_cancel (starter);
  app_engine_unref (engine);
  g_assert_cmpint (g_atomic_int_get (&freed), ==, 1);
  app_starter_cancel (NULL);
  sim_scenario_unref (scenario);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/starter/finish", test_finish);
  g_test_add_func ("/starter/cancel", test_cancel);
  g_test_add_func ("/starter/cancel-late", test_cancel_late);
  return g_test_run ();
}
