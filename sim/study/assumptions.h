/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assumptions.h - what of a scenario may turn out otherwise, and how far: what a tornado and a heat
 * map can be of.
 *
 * The basis of a value may give its plausible range. What a plan hangs on and has no range there is
 * offered with a fifth less and a fifth more than planned, means with a fifth of the SD: that is a
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

G_END_DECLS
#endif
