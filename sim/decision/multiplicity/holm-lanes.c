/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * holm-lanes.c - Holm's step-down rule without sorting.
 *
 * Holm rejects the j-th smallest p while p(j) <= a / (m - j + 1). The same set: start with those
 * significant at a / m; while k are rejected, take those significant at a / (m - k); stop when
 * nothing is added (sets at growing levels are nested, so m rounds suffice).
 */
#include "verdict-lanes.h"

void LANE_FN (sim_lanes_holm) (const LanePlan *plan, int size, LaneFit *fit, const double *record)
{
  (void) record;
  int m = plan->n_hypotheses;
  for (int part = 0; part < VPARTS; part++) {
    vi at[LANE_LEVELS][LANE_HYPOTHESES]; /* at[k][h]: h is significant at a / k */
    for (int k = 1; k <= m; k++)
      for (int h = 0; h < m; h++)
        at[k][h] = exceeds (plan, fit, h, part, level_critical (plan, fit, h, k, size, part));
    vi count = { 0 };
    for (int round = 0; round < m; round++) {
      vi next = { 0 };
      for (int k = 1; k <= m; k++) {
        vi use = count == (m - k) - (vi){ 0 };
        for (int h = 0; h < m; h++)
          next -= use & at[k][h];
      }
      /* all m rejected: nothing more to find */
      vi done = count == m - (vi){ 0 };
      count = (done & count) | (~done & next);
    }
    for (int h = 0; h < m; h++) {
      vi rejected = { 0 };
      for (int k = 1; k <= m; k++)
        rejected |= at[k][h] & (count >= (m - k) - (vi){ 0 });
      v_store_i (fit->rejected[h], part, rejected);
    }
  }
}
