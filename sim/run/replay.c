/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * replay.c - tiles of trials, drawn and decided once more at one size.
 */
#include "replay.h"

#include <glib/gi18n.h>
#include <math.h>

#include "snapshot.h"
#include "trial-result.h"

struct _SimReplay {
  SimScenario *scenario;
  SimScenario *alone; /* with no more sizes than are looked at: the others need not be drawn */
  SimPlan *plan;
  const SimKernels *kernels;
  LaneScratch *scratch;
  int size;
  guint64 first; /* trial of the tile in scratch; G_MAXUINT64: none yet */
};

/* The same trials, their own size and this one alone. */
static SimScenario *without_others (SimScenario *scenario, guint total)
{
  SimValue *size = sim_value_new_number (total);
  SimValue *sizes = sim_value_new_list (&size, 1);
  SimDraft *draft = sim_draft_set (sim_scenario_draft (scenario), "/run/sizes", sizes, NULL);
  GPtrArray *problems = sim_problems_new ();
  SimScenario *alone = draft ? sim_scenario_check (draft, problems) : NULL;
  g_ptr_array_unref (problems);
  sim_draft_unref (draft);
  sim_value_unref (sizes);
  return alone ? alone : sim_scenario_ref (scenario);
}

SimReplay *sim_replay_new (SimEngine *engine, SimScenario *scenario, guint total, GError **error)
{
  int asked = sim_trial_size (scenario, total, error);
  if (asked < 0)
    return NULL;
  SimReplay *replay = g_new0 (SimReplay, 1);
  replay->scenario = sim_scenario_ref (scenario);
  replay->kernels = sim_engine_kernels (engine);
  replay->first = G_MAXUINT64;
  replay->alone = without_others (scenario, sim_scenario_total (scenario, (guint) asked));
  replay->size = sim_trial_size (replay->alone, total, NULL);
  replay->plan = sim_plan_new (replay->alone, replay->kernels, sim_engine_cache (engine), 0);
  replay->scratch = replay->plan ? sim_scratch_new (&replay->plan->lanes) : NULL;
  if (!replay->scratch) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED,
                 _ ("there is not enough memory for the trials"));
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
  sim_scenario_unref (replay->alone);
  g_free (replay);
}

SimScenario *sim_replay_scenario (const SimReplay *replay)
{
  return replay->scenario;
}

/* Has the tile of a trial in scratch; returns the trial's place in it, or -1 once *cancel (may be
   NULL) is set. */
static int seek (SimReplay *replay, guint64 trial, const gint *cancel)
{
  const LanePlan *plan = &replay->plan->lanes;
  guint64 first = trial / LANE_TILE * LANE_TILE;
  atomic_int never = 0;
  if (first == replay->first)
    return (int) (trial - first);
  replay->first = G_MAXUINT64;
  for (int g = 0; g < LANE_GROUPS; g++) {
    if (cancel && g_atomic_int_get (cancel))
      return -1;
    replay->kernels->reduce (&plan->draws, first + (guint64) g * SIM_LANES, 1, replay->scratch,
                             replay->scratch->records + (gsize) g * plan->draws.stride, &never);
  }
  replay->kernels->decide (plan, replay->size, replay->scratch->records, LANE_GROUPS,
                           &replay->scratch->fit);
  replay->first = first;
  return (int) (trial - first);
}

void sim_replay_read (SimReplay *replay, guint hypothesis, guint64 first, guint n,
                      SimTrialResult *results)
{
  g_return_if_fail (hypothesis < sim_scenario_n_hypotheses (replay->scenario));
  for (guint i = 0; i < n; i++) {
    int at = seek (replay, first + i, NULL);
    sim_trial_result_read (replay->alone, &replay->plan->lanes, &replay->scratch->fit,
                           (int) hypothesis, replay->size, at, &results[i]);
  }
}

SimTrial *sim_replay_trial (SimReplay *replay, guint64 index, GError **error)
{
  return sim_trial_draw (replay->alone, replay->kernels, replay->plan, (guint) replay->size, index,
                         error);
}

gboolean sim_trial_kind_holds (const SimTrialKind *kind, const SimTrialResult *result)
{
  double estimate = result->estimate, p = result->p_value;
  return (result->marks & kind->with) == kind->with && (result->marks & kind->without) == 0
         && (!kind->by_estimate || (estimate >= kind->low && estimate < kind->high))
         && (!kind->by_p || (p >= kind->p_from && p < kind->p_below));
}

/* Marks and estimates are cheap, so that most trials need no more. */
static gboolean is_of_kind (SimReplay *replay, int hypothesis, const SimTrialKind *kind, int at)
{
  const LanePlan *plan = &replay->plan->lanes;
  const LaneFit *fit = &replay->scratch->fit;
  guint marks = sim_trial_marks (plan, fit, hypothesis, replay->size, at);
  if ((marks & kind->with) != kind->with || (marks & kind->without) != 0)
    return FALSE;
  if (!kind->by_estimate && !kind->by_p)
    return TRUE;
  SimTrialResult found = { .marks = marks };
  if (kind->by_p)
    sim_trial_result_read (replay->alone, plan, fit, hypothesis, replay->size, at, &found);
  else
    found.estimate = sim_trial_estimate (plan, fit, hypothesis, replay->size, at);
  return sim_trial_kind_holds (kind, &found);
}

SimSearch sim_replay_find (SimReplay *replay, guint hypothesis, const SimTrialKind *kind,
                           guint64 first, guint64 last, const gint *cancel, guint64 *found)
{
  g_return_val_if_fail (hypothesis < sim_scenario_n_hypotheses (replay->scenario),
                        SIM_SEARCH_NONE);
  for (guint64 trial = first;; trial += last < first ? G_MAXUINT64 : 1) {
    int at = seek (replay, trial, cancel);
    if (at < 0 || (cancel && g_atomic_int_get (cancel)))
      return SIM_SEARCH_CANCELLED;
    if (is_of_kind (replay, (int) hypothesis, kind, at)) {
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
