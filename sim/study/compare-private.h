/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-private.h - between the files of compare.h.
 */
#ifndef SIM_STUDY_COMPARE_PRIVATE_H
#define SIM_STUDY_COMPARE_PRIVATE_H

#include "../theory/theory.h"
#include "compare.h"

G_BEGIN_DECLS

/** What two scenarios have in common and what differs, without sizes; fails with SIM_ERROR_USAGE
 *  where they have nothing in common. */
SimComparison *sim_comparison_new (SimScenario *a, SimScenario *b, GError **error);
/** A scenario with its own size and those that one of n others has as well. */
SimScenario *sim_compare_with_sizes (SimScenario *scenario, SimScenario *const *others, guint n);
/** Adds what the trials decided that both snapshots have, in place of what there is: at the own
 *  sizes, then at common totals. */
void sim_comparison_fill (SimComparison *comparison, SimSnapshot *a, SimSnapshot *b);
/** Adds exact values of the sizes that are there. */
void sim_comparison_fill_exact (SimComparison *comparison, const SimTheory *a, const SimTheory *b);

G_END_DECLS
#endif
