/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assumptions.h - what of a scenario may turn out otherwise, and how far: what a tornado and a heat
 * map can be of.
 *
 * The basis of a value may give its plausible range. What a plan hangs on and has no range there is
 * offered with a fifth less and a fifth more than planned; means, which have no zero of their own,
 * with a fifth of the SD that the same arm has at the visit of the first hypothesis; and what so
 * much more would take past a limit (a proportion of 0.9) with a fifth of the way there. That is a
 * start and no judgement.
 */
#ifndef SIM_STUDY_ASSUMPTIONS_H
#define SIM_STUDY_ASSUMPTIONS_H

#include "../scenario/scenario.h"
#include "tornado.h"
#include "vary.h"

G_BEGIN_DECLS

/** One assumption. All texts are for people, and translated. */
typedef struct {
  SimVary *range; /* two values, the lower first */
  gboolean given; /* by the basis */
  double planned; /* sim_vary_planned() */
  char *label;    /* "SD", "Mean, Usual care" */
  char *unit;     /* of the values of range; "" */
  char *ends[2];  /* what stands there at both ends: "4 points", "+1 points" */
} SimAssumption;

/** The assumptions of a scenario: those with a range first, in the order of its basis, then those
 *  offered; SIM_TORNADO_MAX_BARS at most. Owned by the caller. Any thread; some milliseconds. */
GPtrArray *sim_assumptions (SimScenario *scenario);
void sim_assumption_free (SimAssumption *assumption); /* accepts NULL */
/** A tornado of assumptions of that scenario, in their order, each with its source; as
 *  sim_tornado_new(). */
SimTornado *sim_assumptions_tornado (SimScenario *scenario, const GPtrArray *assumptions,
                                     GError **error);
/** How the ranges came about that a tornado assumes, as a part of a sentence: "a fifth less and
 * more than planned". NULL where it assumes none. Newly allocated, translated. */
char *sim_assumptions_rule (const SimTornado *tornado);

G_END_DECLS
#endif
