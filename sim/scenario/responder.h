/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * responder.h - outcomes that are made of the scores of another: who has improved by so much since
 * baseline.
 */
#ifndef SIM_SCENARIO_RESPONDER_H
#define SIM_SCENARIO_RESPONDER_H

#include "people.h"

G_BEGIN_DECLS

/** What counts as a response. */
typedef struct {
  guint source;       /* index of the outcome whose scores say it */
  guint visit[SIM_MAX_VISITS]; /* of the source, for each visit of the derived outcome */
  double direction;   /* +1 where higher scores of the source are better, -1 */
  double improvement; /* least one, inclusive: in the unit of the scores, or a share of baseline */
  gboolean relative;  /* a share: who has a baseline of 0 or less has not responded */
} SimResponder;

/** Fills responder; FALSE if the outcome is not derived from another. Thread-safe. */
gboolean sim_scenario_responder (const SimScenario *scenario, guint outcome,
                                 SimResponder *responder);

/** The joint law of the baseline and a score of a patient of one arm. */
typedef struct {
  const SimScoreMap *baseline, *score;
  double correlation;        /* of their latent values */
  const SimPeople *people;   /* of the source: strata make the latent law a mixture */
  guint arm;
} SimChange;

/** By what improvements a whole number of steps may miss, in steps: scores of a grid meet a
 *  threshold exactly, though not in binary. */
#define SIM_RESPONSE_SLACK 1e-9

/** Latent values as a function of scores on the curve of a map; NULL where it is of another kind.
 *  One serves all maps of equal kind and shape, but for those with limits. */
typedef struct SimInverse SimInverse;
SimInverse *sim_inverse_new (const SimScoreMap *map);
void sim_inverse_free (SimInverse *inverse); /* accepts NULL */

/**
 * Probability of a response: an integral over the latent baseline of its density times the normal
 * probability of the scores that are enough, panel by panel between the steps of a grid; of each
 * combination of levels of the strata, which shift both. Error below 1e-9, with curves below 1e-6.
 *
 * A few milliseconds at most: where combinations and steps are too many for that, Gauss nodes of
 * the effects and of the interactions stand for the combinations, and the middle of a narrow step
 * for the step. The error is then below 1e-5 as long as strata are less than half of the variance;
 * where they are nearly all of it, and have interactions, below 1e-3. Grids of several thousand
 * steps are taken at even distances if there are strata as well: below 1e-4.
 * baseline, score: inverses of the curves of the two maps; NULL where they have none.
 */
double sim_response_probability (const SimResponder *responder, const SimChange *change,
                                 const SimInverse *baseline, const SimInverse *score);

G_END_DECLS
#endif
