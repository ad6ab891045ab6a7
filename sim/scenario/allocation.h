/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * allocation.h - how the patients of a scenario are assigned to arms, read from the checked tree.
 */
#ifndef SIM_SCENARIO_ALLOCATION_H
#define SIM_SCENARIO_ALLOCATION_H

#include "scenario.h"

G_BEGIN_DECLS

#define SIM_MAX_RATIO 20
#define SIM_MAX_BLOCK_SIZES 16
#define SIM_MAX_BLOCK_SIZE 1000

typedef enum {
  SIM_ALLOCATION_FIXED,
  SIM_ALLOCATION_SIMPLE,
  SIM_ALLOCATION_PERMUTED_BLOCKS,
  SIM_ALLOCATION_STRATIFIED_BLOCKS,
  SIM_ALLOCATION_BIASED_COIN,
  SIM_ALLOCATION_URN,
  SIM_ALLOCATION_MINIMISATION
} SimAllocationMethod;

typedef struct {
  SimAllocationMethod method;
  guint n_arms, ratio[SIM_MAX_ARMS]; /* the ratio counts for nothing under fixed numbers */
  guint n_block_sizes, block_sizes[SIM_MAX_BLOCK_SIZES]; /* of blocks; multiples of the sum */
  double p; /* biased coin, minimisation: that a preferred arm is chosen */
} SimAllocation;

/** Fills allocation. Thread-safe. */
void sim_scenario_allocation (const SimScenario *scenario, SimAllocation *allocation);

/** The ratio of an expanded arm; 0 if it is in question. */
guint sim_allocation_ratio (const SimValue *arm);
/**
 * In what proportions totals are split over the expanded arms under a method, at least in the mean:
 * by size under fixed numbers, by ratio under every other. Fills weight[] and returns the number of
 * arms; 0 if a value is in question.
 */
guint sim_allocation_weights (const SimValue *arms, const char *method, guint *weight);
/** The arms' sizes at a total: in proportion to weight, largest remainder, earlier arm first. */
void sim_split_total (const guint *weight, guint n_arms, guint total, guint *split);

G_END_DECLS
#endif
