/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * part.h - the counts of some of a run's trials, to be joined with those of the others.
 *
 * A run of R trials is split by index: part I of N has the trials from R (I - 1) / N to R I / N,
 * rounded down. All counts are integers, so the union of all parts is the run, bit by bit, whatever
 * machines they came from and however often each was interrupted.
 */
#ifndef SIM_RUN_PART_H
#define SIM_RUN_PART_H

#include "engine.h"

G_BEGIN_DECLS

typedef struct _SimRunPart SimRunPart;

/** Index of the first trial of part number (from 1) of `of` parts, both below 2^32; of part of + 1:
 *  one beyond the last trial of all. */
guint64 sim_run_part_start (guint64 replicates, guint64 number, guint64 of);

/** What a snapshot of a run that began with trial `first` counted, of a part that ends before trial
 *  `end`. Caller owns it. Thread-safe, as are the others for parts of one's own. NULL if memory is
 *  short. */
SimRunPart *sim_run_part_new (SimSnapshot *snapshot, guint64 first, guint64 end);
/** The same from sim_run_part_counts() of trials first .. done - 1; the engine is asked for the
 * plan. Fails with SIM_ERROR_SHAPE where the bytes are not counts of so many trials of the
 * scenario. */
SimRunPart *sim_run_part_from_counts (SimEngine *engine, SimScenario *scenario, guint64 first,
                                      guint64 done, guint64 end, const guint8 *bytes, gsize n,
                                      GError **error);
/** NULL if memory is short. */
SimRunPart *sim_run_part_copy (const SimRunPart *part);
void sim_run_part_free (SimRunPart *part); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimRunPart, sim_run_part_free)

SimScenario *sim_run_part_scenario (const SimRunPart *part); /* borrowed */
guint64 sim_run_part_first (const SimRunPart *part);         /* index of its first trial */
guint64 sim_run_part_done (const SimRunPart *part);          /* one beyond its last trial */
guint64 sim_run_part_end (const SimRunPart *part); /* where it is to end; done if finished */
/** All counts and sums. Caller owns them. */
GByteArray *sim_run_part_counts (const SimRunPart *part);

/** Joins the part that begins where this one stops; its end holds. FALSE, and nothing joined, where
 *  it begins elsewhere or is of another scenario. */
gboolean sim_run_part_append (SimRunPart *part, const SimRunPart *next);
/** The trials of a part as if a run had done them. Caller owns it; NULL if memory is short. */
SimSnapshot *sim_run_part_snapshot (const SimRunPart *part);

G_END_DECLS
#endif
