/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * count-times.h - how many events trials of times had, and how long they took.
 *
 * C headers only; thread-safe for each block; no allocation; whole numbers.
 */
#ifndef SIM_RUN_COUNT_TIMES_H
#define SIM_RUN_COUNT_TIMES_H

#include "lane-plan.h"

/** When a trial of such people ends that no event ends, in weeks since the first could enter. */
static inline double sim_times_longest (const LanePeople *people)
{
  return people->accrual + people->follow_up;
}

/**
 * Of so many groups of records from replicate first (a multiple of 8) on, adds to times[size] what
 * replicates start .. end - 1 had, by the first reduction that is of times: there must be one.
 */
void sim_count_times (const LanePlan *plan, uint64_t first, int groups, uint64_t start,
                      uint64_t end, const double *records, LaneTimes *times);

#endif
