/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-exact.h - the smallest total by closed forms. Private to sim/study.
 */
#ifndef SIM_STUDY_SIZE_EXACT_H
#define SIM_STUDY_SIZE_EXACT_H

#include "size.h"

G_BEGIN_DECLS

/**
 * The answer of exact power for answer->goal: fills exact_total, exact_arms and
 * exact_power_there; 0 and NaN where there is no exact power, or no total is found up to the
 * largest one. Every total of the grid just above the answer is looked at as well, for power by
 * tables is a sawtooth.
 */
void sim_size_exact (const SimTheoryForms *forms, const SimSizeGrid *grid, double target,
                     const gint *cancel, SimSizeAnswer *answer);
/** The same of approximate power, roughly; 0 where there is none. */
guint sim_size_approximate (const SimTheoryForms *forms, const SimSizeGrid *grid, double target,
                            const SimGoal *goal, const gint *cancel);

G_END_DECLS
#endif
