/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * allocation.h - a method of randomisation compiled for the lanes, and one trial of it.
 */
#ifndef SIM_RUN_ALLOCATION_H
#define SIM_RUN_ALLOCATION_H

#include "../scenario/allocation.h"
#include "../scenario/people.h"
#include "lane-allocation.h"

G_BEGIN_DECLS

/**
 * Fills lanes, unused parts with 0, so that equal ones are equal byte for byte. strata and their
 * ids: those of the scenario, n_strata may be 0. FALSE under fixed numbers: then only the strata
 * and their keys are filled.
 */
gboolean sim_allocation_compile (const SimAllocation *allocation, guint64 seed, guint n_strata,
                                 const SimStratum *strata, const char *const *stratum_ids,
                                 LaneAllocation *lanes);

/** The same for a scenario and its people (NULL: no strata). */
gboolean sim_plan_allocation (const SimScenario *scenario, const SimPeople *people,
                              LaneAllocation *lanes);

/**
 * The first n recruits of one replicate: arm_of[recruit] and, where levels is not NULL,
 * levels[recruit][stratum]. The bits of the run.
 */
void sim_allocation_replay (const LaneAllocation *lanes, guint64 replicate, guint n, guint *arm_of,
                            guint *levels);

G_END_DECLS
#endif
