/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * replay.h - estimates and verdicts of any simulated trials again, and patients where wanted.
 *
 * Made from a scenario once, then asked for as many trials as one likes: the same streams, kernels
 * and rules as the run, 64 trials at a time, so that they are the trials that were counted, and a
 * search goes about as fast as one thread of a run. One thread at a time may use a SimReplay; it
 * starts none, and needs its engine only while it is made.
 */
#ifndef SIM_RUN_REPLAY_H
#define SIM_RUN_REPLAY_H

#include "trial.h"

G_BEGIN_DECLS

typedef struct _SimReplay SimReplay;

/** For a total size (0 = own; must be one of the scenario's sizes). Fails with SIM_ERROR_RANGE for
 *  another size, SIM_ERROR_FAILED for want of memory. Free with sim_replay_free(). */
SimReplay *sim_replay_new (SimEngine *engine, SimScenario *scenario, guint total, GError **error);
void sim_replay_free (SimReplay *replay); /* accepts NULL */
SimScenario *sim_replay_scenario (const SimReplay *replay); /* borrowed */

/** What trials first .. first + n - 1 found for one hypothesis (an index) into results[n]. */
void sim_replay_read (SimReplay *replay, guint hypothesis, guint64 first, guint n,
                      SimTrialResult *results);
/** A trial patient by patient, as sim_trial_new() gives it, but without planning anew. Fails with
 *  SIM_ERROR_FAILED for want of memory. Free with sim_trial_free(). */
SimTrial *sim_replay_trial (SimReplay *replay, guint64 index, GError **error);

/** A kind of trials, by what they found for a hypothesis. All zero: every trial, also a failed fit.
 *  A trial without an estimate has neither that nor a p. */
typedef struct {
  guint with, without;  /* of SimTrialMark: all of the first, none of the second */
  gboolean by_estimate; /* low <= estimate < high; else it does not matter */
  double low, high;     /* benefit scale, the outcome's unit; infinite: no limit */
  gboolean by_p;        /* p_from <= p < p_below; else it does not matter */
  double p_from, p_below;
} SimTrialKind;

/** Whether a trial that found this is of the kind. Pure. */
gboolean sim_trial_kind_holds (const SimTrialKind *kind, const SimTrialResult *result);

typedef enum { SIM_SEARCH_FOUND, SIM_SEARCH_NONE, SIM_SEARCH_CANCELLED } SimSearch;

/** Looks for a trial of a kind for one hypothesis (an index), from trial `first` on to `last`, both
 *  included, backwards where last lies before first. Stops within eight trials once *cancel (may be
 *  NULL) is set. */
SimSearch sim_replay_find (SimReplay *replay, guint hypothesis, const SimTrialKind *kind,
                           guint64 first, guint64 last, const gint *cancel, guint64 *found);

/** What some trials add up to, for one hypothesis: over all of a run its results. */
typedef struct {
  guint64 trials, fitted, covers, rejected, wrong_sign;
  double sum;      /* of the estimates of those rejected */
  double sum_size; /* the same without their signs */
} SimTally;

/** Adds a trial to a tally, which begins with zeros. */
void sim_tally_add (SimTally *tally, const SimTrialResult *result);

G_END_DECLS
#endif
