/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results-times.c - events and durations of trials, from their counts and sums.
 */
#include <math.h>

#include "count-times.h"
#include "snapshot.h"

/* Of n whole numbers, from their sum and that of their squares, in steps of `unit`. */
static SimTrialMean spread (SimSum sum, SimSum squares, guint64 n, double unit)
{
  double mean = (double) sum / (double) n;
  double deviations = MAX ((double) squares - (double) sum * mean, 0);
  double sd = n < 2 ? NAN : unit * sqrt (deviations / (double) (n - 1));
  double mcse = sd / sqrt ((double) n), value = unit * mean;
  return (SimTrialMean){ { value, mcse, value - SIM_Z95 * mcse, value + SIM_Z95 * mcse }, sd };
}

/* x less what it was taken from. */
static SimTrialMean less (double from, SimTrialMean x)
{
  double value = from - x.mean.value;
  return (SimTrialMean){ { value, x.mean.mcse, from - x.mean.high, from - x.mean.low }, x.sd };
}

void sim_results_times (const LanePlan *plan, const SimTotals *totals, int size,
                        SimTimesResult *result)
{
  int r = lane_first_of_times (&plan->draws);
  guint64 n = totals->replicates;
  *result = (SimTimesResult){ .counted = r >= 0 && n > 0,
                              .reached = sim_figure_proportion (0, 0) };
  if (!result->counted)
    return;
  const LaneReduction *reduction = &plan->draws.reductions[r];
  const SimTimesTotal *total = &totals->times[size];
  double longest = sim_times_longest (plan->draws.people[reduction->people]);
  result->events = spread (total->events[LANE_ARMS], total->squares[LANE_ARMS], n, 1);
  for (int a = 0; a < plan->draws.n_arms; a++)
    result->events_arms[a] = spread (total->events[a], total->squares[a], n, 1);
  result->duration
      = less (longest, spread (total->saved, total->saved_squares, n, longest / LANE_DURATION));
  result->wanted = (guint) reduction->events[size];
  if (result->wanted > 0)
    result->reached = sim_figure_proportion (total->reached, n);
  else
    result->duration = (SimTrialMean){ { longest, 0, longest, longest }, 0 };
}
