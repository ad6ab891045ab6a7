/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * single-step-lanes.c - every hypothesis at one local level: none (a) and Bonferroni (a / m).
 */
#include "verdict-lanes.h"

void LANE_FN (sim_lanes_single_step) (const LanePlan *plan, int size, LaneFit *fit,
                                      const double *record)
{
  (void) record;
  for (int h = 0; h < plan->n_hypotheses; h++)
    for (int part = 0; part < VPARTS; part++) {
      vd c = level_critical (plan, fit, h, plan->single_level, size, part);
      v_store_i (fit->rejected[h], part, exceeds (plan, fit, h, part, c));
    }
}
