/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * truth.h - the one value of a scenario that the true effect of a hypothesis hangs on, and the
 * scenario with another in its place.
 */
#ifndef SIM_STUDY_TRUTH_H
#define SIM_STUDY_TRUTH_H

#include "../scenario/scenario.h"

G_BEGIN_DECLS

typedef struct {
  SimScenario *scenario; /* borrowed */
  guint hypothesis;
  char *pointer;      /* of the value */
  double value;       /* as planned */
  gboolean ratio;     /* moves multiply it by exp (move); else they are added */
  double least, most; /* that it can be; open */
  double direction;   /* +1 where a larger value is a larger effect; -1 */
  double step;        /* a move that is worth while */
} SimTruthMove;

/** FALSE where the effect hangs on no single number, as that of a response made of scores. To be
 *  cleared in either case. */
gboolean sim_truth_move_init (SimTruthMove *move, SimScenario *scenario, guint hypothesis);
/** Frees what the move holds, not itself. */
void sim_truth_move_clear (SimTruthMove *move);
/** The value after a move, in the direction of benefit. */
double sim_truth_move_value (const SimTruthMove *move, double by);
/** The scenario with that value; NULL where there can be none such. Caller owns a reference. */
SimScenario *sim_truth_moved (const SimTruthMove *move, double by);
/** The true effect of the hypothesis then; NaN where there can be none. */
double sim_truth_effect (const SimTruthMove *move, double by);
/**
 * The value at which the true effect is so large, rounded as far as the effect allows that may be
 * off by tolerance (above 0). NaN where no value has that effect. Checks a few scenarios.
 */
double sim_truth_value_for (const SimTruthMove *move, double effect, double tolerance);

G_END_DECLS
#endif
