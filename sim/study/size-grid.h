/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-grid.h - the totals that a trial can be planned with, and a scenario at such totals.
 *
 * Under fixed numbers a total is any, split by largest remainder; under every other method a
 * multiple of the sum of the ratios, and under blocks of one size of that of a block. With blocks
 * of several sizes no total is sure to end with one: it is then the sum of the ratios.
 */
#ifndef SIM_STUDY_SIZE_GRID_H
#define SIM_STUDY_SIZE_GRID_H

#include "../scenario/allocation.h"

G_BEGIN_DECLS

typedef struct {
  guint n_arms, weight[SIM_MAX_ARMS]; /* how totals are split */
  guint step;                         /* from one total to the next */
  guint first, last; /* the smallest from which on every arm has two, and the largest */
} SimSizeGrid;

/** Thread-safe, like all that follows. */
void sim_size_grid_init (SimSizeGrid *grid, const SimScenario *scenario);
/** The total of the grid that is nearest to total; the largest from below, the smallest. */
guint sim_size_grid_nearest (const SimSizeGrid *grid, double total);
/**
 * The total from smallest (at least 1) on of whose split every arm has its share of smallest,
 * rounded up to a whole patient; under a method with steps the next total that it takes. It rises
 * with smallest, and is smallest itself where the shares are whole. arms (may be NULL): the split.
 */
guint sim_size_grid_whole (const SimSizeGrid *grid, guint smallest, guint *arms);

/**
 * The scenario with n totals (1 to SIM_MAX_SIZES, ascending) for its run.sizes. Where its own total
 * is larger than all of them its arms are made smaller in the same proportions, as far as these can
 * be kept to the last patient, for the own total is always simulated. Caller owns a reference.
 */
SimScenario *sim_size_variant (SimScenario *scenario, const SimSizeGrid *grid, const guint *totals,
                               guint n);

G_END_DECLS
#endif
