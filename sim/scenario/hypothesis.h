/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hypothesis.h - a hypothesis as its record in the full form says it; for this folder only.
 */
#ifndef SIM_SCENARIO_HYPOTHESIS_H
#define SIM_SCENARIO_HYPOTHESIS_H

#include "scenario.h"

G_BEGIN_DECLS

/** Sums of weights up to this are taken for 0: a third has no end. */
#define SIM_CONTRAST_SLACK 1e-5

/** The type of the record of a hypothesis; superiority if it is in question. */
SimHypothesisType sim_hypothesis_type (const SimValue *record);
/** The id of a type. Static text. */
const char *sim_hypothesis_type_id (SimHypothesisType type);
/** The SimAccepts flags that its analysis must have, beside what every analysis tests. */
unsigned sim_hypothesis_asks (const SimValue *record);
/** Reads hypothesis index of a full form that is in order; borrows its id. */
void sim_hypothesis_read (const SimValue *full, guint index, SimHypothesis *hypothesis);

G_END_DECLS
#endif
