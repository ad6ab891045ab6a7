/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * holm-lanes.c - Holm's step-down rule without sorting.
 *
 * Holm goes on to the j-th smallest p while p(i) <= a / (m - i + 1) for all i <= j, that is, while
 * at least i hypotheses are significant at a / (m - i + 1). At the last such step those and no more
 * are significant, for one more would have been a further step; and what is significant at a
 * stricter level is so at every later one.
 */
#include "verdict-lanes.h"

/* m: n_hypotheses; a number that the compiler knows lets it keep all of them in registers. */
static inline __attribute__ ((always_inline)) void judge (const LanePlan *plan, int size, int m,
                                                          int groups, LaneFit *fit)
{
  for (int at = 0; at < groups * VPARTS; at++) {
    vi rejected[LANE_HYPOTHESES] = { 0 }, going = ~(vi){ 0 };
    for (int step = 1; step <= m; step++) {
      vi significant[LANE_HYPOTHESES], count = { 0 };
      for (int h = 0; h < m; h++) {
        vd c = level_critical (plan, fit, h, m - step + 1, size, at);
        significant[h] = exceeds (plan, size, fit, h, at, c);
        count -= significant[h];
      }
      going &= count >= step - (vi){ 0 };
      for (int h = 0; h < m; h++)
        rejected[h] |= going & significant[h];
    }
    for (int h = 0; h < m; h++)
      v_store_i (fit->rejected[h], at, rejected[h]);
  }
}

void LANE_FN (sim_lanes_holm) (const LanePlan *plan, int size, const double *records, int groups,
                               LaneFit *fit)
{
  (void) records;
  if (plan->n_hypotheses == 3)
    judge (plan, size, 3, groups, fit);
  else
    judge (plan, size, plan->n_hypotheses, groups, fit);
}
