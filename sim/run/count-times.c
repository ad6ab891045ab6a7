/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * count-times.c - events and durations, from the records of a tile.
 *
 * Plain code for all instruction sets: it is little, beside the sorting of a trial's patients.
 */
#include "count-times.h"

/* By how much a trial ended before all of follow-up had passed, in steps; an event of the last day
 * may be rounded beyond it. */
static uint64_t saved_by (double cut, double longest)
{
  double share = longest > 0 && cut < longest ? 1 - cut / longest : 0;
  return (uint64_t) (share * LANE_DURATION + 0.5);
}

/* row: of the first arm, of the trial. */
static void count_trial (const LaneReduction *reduction, int n_arms, const double *row,
                         double longest, LaneTimes *times)
{
  uint64_t all = 0;
  double cut = row[LANE_WHOLE_CUT * SIM_LANES];
  for (int arm = 0; arm < n_arms; arm++, row += reduction->n_moments * SIM_LANES) {
    uint64_t events = (uint64_t) row[LANE_WHOLE_EVENTS * SIM_LANES];
    times->events[arm] += events;
    times->squares[arm] += events * events;
    all += events;
  }
  times->events[LANE_ARMS] += all;
  times->squares[LANE_ARMS] += all * all;
  if (cut < __builtin_inf ()) {
    uint64_t saved = saved_by (cut, longest);
    times->reached++;
    times->saved += saved;
    times->saved_squares += saved * saved;
  }
}

void sim_count_times (const LanePlan *plan, uint64_t first, int groups, uint64_t start,
                      uint64_t end, const double *records, LaneTimes *times)
{
  const LaneDraws *draws = &plan->draws;
  int r = lane_first_of_times (draws);
  const LaneReduction *reduction = &draws->reductions[r];
  double longest = sim_times_longest (draws->people[reduction->people]);
  for (int size = 0; size < draws->n_sizes; size++) {
    const double *record = lane_record (draws, records, r, size);
    for (int i = 0; i < groups * SIM_LANES; i++)
      if (first + (uint64_t) i >= start && first + (uint64_t) i < end)
        count_trial (reduction, draws->n_arms,
                     record + i / SIM_LANES * draws->stride + i % SIM_LANES, longest,
                     &times[size]);
  }
}
