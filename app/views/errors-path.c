/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * errors-path.c - counting the rejections of a scenario's first trials.
 */
#include "views/errors-path.h"

#include <math.h>

#define BATCH 64    /* trials that are asked for at once: the replay's own unit */
#define REPORT 10.0 /* as often as there are so many times as many trials */

void
app_path_input_free (AppPathInput *input)
{
  sim_scenario_unref (input->scenario);
  g_free (input);
}

void
app_path_free (AppPath *path)
{
  sim_scenario_unref (path->scenario);
  g_array_unref (path->points);
  g_free (path);
}

static AppPath *
path_new (SimScenario *scenario, const GArray *points)
{
  AppPath *path = g_new0 (AppPath, 1);

  path->scenario = sim_scenario_ref (scenario);
  path->points = g_array_new (FALSE, FALSE, sizeof (AppPathPoint));
  if (points != NULL)
    g_array_append_vals (path->points, points->data, points->len);
  return path;
}

static void
add_point (AppPath *path, guint64 trials, const guint64 *rejected, guint n_hypotheses)
{
  AppPathPoint point = { .trials = trials };

  for (guint h = 0; h < n_hypotheses; h++)
    point.power[h] = sim_figure_proportion (rejected[h], trials);
  g_array_append_val (path->points, point);
}

AppPath *
app_path_compute (AppTask *task, AppPathInput *input)
{
  SimReplay *replay = app_trial_source_replay (input->source, input->scenario, NULL);
  AppPath *path = path_new (input->scenario, NULL);
  guint n_hypotheses = sim_scenario_n_hypotheses (input->scenario);
  guint64 rejected[SIM_MAX_HYPOTHESES] = { 0 }, next = APP_PATH_FIRST;
  double report = REPORT * APP_PATH_FIRST;
  SimTrialResult results[SIM_MAX_HYPOTHESES][BATCH];

  for (guint64 first = 0; replay != NULL && first < input->n; first += BATCH) {
    guint n = (guint)MIN (input->n - first, BATCH);

    if (g_atomic_int_get (app_task_cancel (task)))
      break;
    for (guint h = 0; h < n_hypotheses; h++)
      sim_replay_read (replay, h, first, n, results[h]);
    for (guint i = 0; i < n; i++) {
      for (guint h = 0; h < n_hypotheses; h++)
        rejected[h] += results[h][i].rejected ? 1 : 0;
      if (first + i + 1 == next) {
        add_point (path, next, rejected, n_hypotheses);
        next = MAX (next + 1, (guint64)ceil (APP_PATH_APART * (double)next));
      }
    }
    if ((double)(first + n) >= report) {
      app_task_report (task, path_new (input->scenario, path->points));
      report *= REPORT;
    }
  }
  if (replay == NULL || g_atomic_int_get (app_task_cancel (task)))
    g_clear_pointer (&path, app_path_free);
  return path;
}
