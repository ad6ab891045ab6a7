/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-search.c - a simulated trial by its number, or the next one of some kind.
 */
#include "views/trial-search.h"

struct _AppTrialSource {
  SimEngine *engine;
  SimReplay *replay;
};

AppTrialSource *
app_trial_source_new (void)
{
  return g_new0 (AppTrialSource, 1);
}

void
app_trial_source_free (AppTrialSource *source)
{
  if (source == NULL)
    return;
  sim_replay_free (source->replay);
  g_clear_pointer (&source->engine, sim_engine_free);
  g_free (source);
}

static SimEngine *
engine_of (AppTrialSource *source, GError **error)
{
  if (source->engine == NULL)
    source->engine = sim_engine_new (1, SIM_ISA_AUTO, error);
  return source->engine;
}

SimReplay *
app_trial_source_replay (AppTrialSource *source, SimScenario *scenario, GError **error)
{
  SimEngine *engine = engine_of (source, error);

  if (source->replay != NULL && sim_replay_scenario (source->replay) != scenario)
    g_clear_pointer (&source->replay, sim_replay_free);
  if (source->replay == NULL && engine != NULL)
    source->replay = sim_replay_new (engine, scenario, 0, error);
  return source->replay;
}

void
app_trial_input_free (AppTrialInput *input)
{
  sim_scenario_unref (input->scenario);
  g_free (input);
}

void
app_trial_answer_free (AppTrialAnswer *answer)
{
  sim_scenario_unref (answer->scenario);
  sim_trial_free (answer->trial);
  g_free (answer->error);
  g_free (answer);
}

/* Round the circle of trials, from the one after the present one. */
static SimSearch
find_next (AppTask *task, const AppTrialInput *input, SimReplay *replay, guint64 *found)
{
  const gint *cancel = app_task_cancel (task);
  guint64 from = input->trial + 1 < input->n ? input->trial + 1 : 0;
  SimSearch said = SIM_SEARCH_NONE;

  if (input->n == 0)
    return SIM_SEARCH_NONE;
  said = sim_replay_find (replay, input->hypothesis, &input->kind, from, input->n - 1, cancel,
                          found);
  if (said == SIM_SEARCH_NONE && from > 0)
    said = sim_replay_find (replay, input->hypothesis, &input->kind, 0, from - 1, cancel, found);
  return said;
}

AppTrialAnswer *
app_trial_compute (AppTask *task, AppTrialInput *input)
{
  AppTrialAnswer *answer = g_new0 (AppTrialAnswer, 1);
  GError *error = NULL;
  guint64 index = input->trial;
  SimSearch said = SIM_SEARCH_FOUND;
  SimReplay *replay = app_trial_source_replay (input->source, input->scenario, &error);

  answer->scenario = sim_scenario_ref (input->scenario);
  if (replay != NULL && input->ask == APP_TRIAL_NEXT)
    said = find_next (task, input, replay, &index);
  answer->n = input->n;
  if (replay != NULL && said == SIM_SEARCH_FOUND)
    answer->trial = sim_replay_trial (replay, index, &error);
  if (error != NULL)
    answer->error = g_strdup (error->message);
  g_clear_error (&error);
  if (said == SIM_SEARCH_CANCELLED)
    g_clear_pointer (&answer, app_trial_answer_free);
  return answer;
}
