/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-exact.h - the smallest total by closed forms. Private to sim/study.
 */
#ifndef SIM_STUDY_SIZE_EXACT_H
#define SIM_STUDY_SIZE_EXACT_H

#include "goal.h"
#include "size-grid.h"

G_BEGIN_DECLS

/** The closed forms of a scenario over the totals of its grid; what was computed is kept. One
 *  thread at a time. */
typedef struct _SimSizeForms SimSizeForms;
/** grid and cancel (may be NULL) are borrowed. Where cancel was set, figures are worthless. */
SimSizeForms *sim_size_forms_new (SimScenario *scenario, const SimSizeGrid *grid,
                                  const gint *cancel);
void sim_size_forms_free (SimSizeForms *forms);
/** sim_theory_forms_rise() of them. */
gboolean sim_size_forms_rise (const SimSizeForms *forms);
/** Everything that is known of a total; fine as in sim_theory_forms_at(). */
const SimTheorySize *sim_size_forms_at (SimSizeForms *forms, guint total, gboolean fine);

/**
 * The smallest total at which exact power reaches the target, there and at every larger total:
 * where power is a sawtooth (sums over tables, or an arm that has fewer patients of a larger total)
 * those just above are looked at one by one, and further ones with steps. 0 where there is no exact
 * power, or no such total.
 */
guint sim_size_exact (SimSizeForms *forms, const SimGoal *goal, double target);
/** The same of approximate power, roughly; 0 where there is none. */
guint sim_size_approximate (SimSizeForms *forms, const SimGoal *goal, double target);

G_END_DECLS
#endif
