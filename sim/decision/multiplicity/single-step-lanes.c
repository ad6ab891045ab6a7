/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * single-step-lanes.c - every hypothesis at one local level: none (a, or its own) and
 * Bonferroni (a / m).
 */
#include "verdict-lanes.h"

void LANE_FN (sim_lanes_single_step) (const LanePlan *plan, int size, const double *records,
                                      int groups, LaneFit *fit)
{
  (void) records;
  for (int h = 0; h < plan->n_hypotheses; h++) {
    int level = plan->single_level + plan->hypotheses[h].level;
    for (int at = 0; at < groups * VPARTS; at++) {
      vd c = level_critical (plan, fit, h, level, size, at);
      v_store_i (fit->rejected[h], at, exceeds (plan, size, fit, h, at, c));
      note_covered (plan, fit, h, at, c);
    }
  }
}
