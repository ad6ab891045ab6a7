/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * replay.c - tiles of trials, drawn and decided once more at one size.
 */
#include "replay.h"

#include <math.h>

#include "snapshot.h"
#include "trial-result.h"

struct _SimReplay {
  SimScenario *scenario;
  SimPlan *plan;
  const SimKernels *kernels;
  LaneScratch *scratch;
  int size;
  guint64 first; /* trial of the tile in scratch; G_MAXUINT64: none yet */
};

SimReplay *sim_replay_new (SimEngine *engine, SimScenario *scenario, guint total, GError **error)
{
  int size = sim_trial_size (scenario, total, error);
  if (size < 0)
    return NULL;
  SimReplay *replay = g_new0 (SimReplay, 1);
  replay->scenario = sim_scenario_ref (scenario);
  replay->kernels = sim_engine_kernels (engine);
  replay->size = size;
  replay->first = G_MAXUINT64;
  replay->plan = sim_plan_new (scenario, replay->kernels, sim_engine_cache (engine), 0);
  replay->scratch = replay->plan ? sim_scratch_new (&replay->plan->lanes) : NULL;
  if (!replay->scratch) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, "there is not enough memory for the trials");
    g_clear_pointer (&replay, sim_replay_free);
  }
  return replay;
}

void sim_replay_free (SimReplay *replay)
{
  if (!replay)
    return;
  sim_scratch_free (replay->scratch);
  sim_plan_unref (replay->plan);
  sim_scenario_unref (replay->scenario);
  g_free (replay);
}

SimScenario *sim_replay_scenario (const SimReplay *replay)
{
  return replay->scenario;
}

/* Has the tile of a trial in scratch; returns the trial's place in it. */
static int seek (SimReplay *replay, guint64 trial)
{
  const LanePlan *plan = &replay->plan->lanes;
  guint64 first = trial / LANE_TILE * LANE_TILE;
  atomic_int never = 0;
  if (first != replay->first) {
    replay->kernels->reduce (&plan->draws, first, LANE_GROUPS, replay->scratch,
                             replay->scratch->records, &never);
    replay->kernels->decide (plan, replay->size, replay->scratch->records, LANE_GROUPS,
                             &replay->scratch->fit);
    replay->first = first;
  }
  return (int) (trial - first);
}

void sim_replay_read (SimReplay *replay, guint hypothesis, guint64 first, guint n,
                      SimTrialResult *results)
{
  g_return_if_fail (hypothesis < sim_scenario_n_hypotheses (replay->scenario));
  for (guint i = 0; i < n; i++) {
    int at = seek (replay, first + i);
    sim_trial_result_read (replay->scenario, &replay->plan->lanes, &replay->scratch->fit,
                           (int) hypothesis, replay->size, at, &results[i]);
  }
}

static gboolean is_wished (SimReplay *replay, const SimTrialWish *wish, guint64 trial)
{
  const LanePlan *plan = &replay->plan->lanes;
  const LaneFit *fit = &replay->scratch->fit;
  int at = seek (replay, trial), h = (int) wish->hypothesis;
  guint marks = sim_trial_marks (plan, fit, h, replay->size, at);
  if ((marks & wish->with) != wish->with || (marks & wish->without) != 0)
    return FALSE;
  if (wish->low == -INFINITY && wish->high == INFINITY)
    return TRUE;
  double estimate = sim_trial_estimate (plan, fit, h, replay->size, at);
  return (marks & SIM_TRIAL_FITTED) && estimate >= wish->low && estimate < wish->high;
}

SimSearch sim_replay_find (SimReplay *replay, const SimTrialWish *wish, guint64 first, guint64 last,
                           const gint *cancel, guint64 *found)
{
  g_return_val_if_fail (wish->hypothesis < sim_scenario_n_hypotheses (replay->scenario),
                        SIM_SEARCH_NONE);
  for (guint64 trial = first;; trial += last < first ? G_MAXUINT64 : 1) {
    if (cancel && g_atomic_int_get (cancel))
      return SIM_SEARCH_CANCELLED;
    if (is_wished (replay, wish, trial)) {
      *found = trial;
      return SIM_SEARCH_FOUND;
    }
    if (trial == last)
      return SIM_SEARCH_NONE;
  }
}

void sim_tally_add (SimTally *tally, const SimTrialResult *result)
{
  tally->trials++;
  tally->fitted += result->fitted;
  tally->covers += (result->marks & SIM_TRIAL_COVERS) != 0;
  tally->wrong_sign += (result->marks & SIM_TRIAL_WRONG_SIGN) != 0;
  if (!result->rejected)
    return;
  tally->rejected++;
  tally->sum += result->estimate;
  tally->sum_size += fabs (result->estimate);
}
