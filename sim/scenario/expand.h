/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * expand.h - the full form of a scenario: every default filled in, every shape spread; for this
 * folder only.
 *
 * Tolerant: what is of the wrong kind, too long or out of range stays as it stands, so that the
 * checker can speak about everything at once; only lists within their limits are gone into, so a
 * hostile file cannot make the result large.
 */
#ifndef SIM_SCENARIO_EXPAND_H
#define SIM_SCENARIO_EXPAND_H

#include "allocation.h"
#include "descriptor.h"
#include "scenario.h"

G_BEGIN_DECLS

/** The full form of root, without x-* and unknown keys; root itself if it is no map. */
SimValue *sim_expand (const SimValue *root);
/** The default three-arm scenario, with every default written out. */
SimValue *sim_example (void);
/** A default written as JSON text in the field table. */
SimValue *sim_fallback (const char *json);

/** TRUE if arms is a list of at most SIM_MAX_ARMS records with distinct text ids. */
gboolean sim_arms_usable (const SimValue *arms);
/** TRUE if outcomes is a list of records with distinct text ids, no longer than there may be. */
gboolean sim_outcomes_usable (const SimValue *outcomes);
/** Whether the scores of an outcome are made from those of another: "responder". */
gboolean sim_outcome_is_derived (const SimValue *outcome);
/** The outcome itself, or the one that it is derived from; NULL if that is none of the outcomes. */
const SimValue *sim_outcome_source (const SimValue *outcomes, const SimValue *outcome);
/** +1 where more is better, or later; -1. */
double sim_outcome_direction (const SimValue *outcome);
/** The id of member i of a list; NULL where there is none. */
static inline const char *
sim_id_at (const SimValue *list, guint i)
{
  return sim_value_text (sim_value_get (sim_value_at (list, i), "id"));
}
/** Fills index with the outcomes that are not derived; returns how many, 0 if not usable. */
guint sim_own_outcomes (const SimValue *outcomes, guint index[SIM_MAX_OUTCOMES]);
/** The same in the order in which they are drawn: the first is that of which the first of all is
 *  made, if it is derived. It is the one that losses hang on, and whose unit SDs are in. */
guint sim_drawn_outcomes (const SimValue *outcomes, guint index[SIM_MAX_OUTCOMES]);
/** A list of n rows of n numbers, from row-major ones. */
SimValue *sim_matrix_new (const double *matrix, guint n);
/** TRUE if visits is a list of 1 to SIM_MAX_VISITS members. */
gboolean sim_visits_usable (const SimValue *visits);
/** What counts for arms or outcomes that a value of row leaves out; NULL if nothing does. */
SimValue *sim_rest (const SimField *row);
/** What one value for all arms is for this one (a record of the list of arms). */
SimValue *sim_arm_share (const SimField *row, const SimValue *whole, const SimValue *arm);
/** One value for every arm as row says: a map arm -> value; whole itself if it is a map already. */
SimValue *sim_spread_arms (const SimField *row, const SimValue *whole, const SimValue *arms);
/** One value for the first outcome: a map; whole itself if it is a map already. */
SimValue *sim_spread_outcomes (const SimValue *whole, const SimValue *outcomes);
/** One number for every visit as row says: a list; one itself if it is no number. */
SimValue *sim_spread_visits (const SimField *row, const SimValue *one, const SimValue *visits);
/** The visits at which a per-visit value counts: of the outcome in pointer, or of the first. */
const SimValue *sim_visits_of (const SimValue *full, const char *pointer);

G_END_DECLS
#endif
