/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * success.h - reading what is called success of a trial; for this folder only.
 */
#ifndef SIM_SCENARIO_SUCCESS_H
#define SIM_SCENARIO_SUCCESS_H

#include "scenario.h"

G_BEGIN_DECLS

/** Criterion index of a full form in order. Its id is borrowed from there. */
void sim_success_read (const SimValue *full, guint index, SimSuccess *success);
/** The list of hypotheses of a criterion, by whichever form; NULL if it has none. Borrowed. */
const SimValue *sim_success_list (const SimValue *record);

G_END_DECLS
#endif
