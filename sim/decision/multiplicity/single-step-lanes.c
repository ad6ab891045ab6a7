/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * single-step-lanes.c - every hypothesis at one local level: none (a, or its own) and
 * Bonferroni (a / m).
 */
#include "verdict-lanes.h"

static inline __attribute__ ((always_inline)) void
judge (const LanePlan *plan, int size, int h, bool fixed, bool own_test, int groups, LaneFit *fit)
{
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  int level = plan->single_level + hypothesis->level;
  const double *varying = fit->critical[hypothesis->df_of][level];
  vd planned = v_set (plan->critical_fixed[h][level][size]);
  for (int at = 0; at < groups * VPARTS; at++) {
    vd c = fixed ? planned : v_load (varying, at);
    vd least = c * c * v_load (fit->variance[h], at);
    vi rejected = own_test ? own_exceeds (plan, fit, h, at, c)
                           : is_beyond (hypothesis, size, fit, h, at, least);
    note_covered (plan, fit, h, at, least);
    v_store_i (fit->rejected[h], at, rejected);
  }
}

/* The usual kind, known to the compiler, needs no questions from vector to vector. */
void LANE_FN (sim_lanes_single_step) (const LanePlan *plan, int size, const double *records,
                                      int groups, LaneFit *fit)
{
  (void) records;
  for (int h = 0; h < plan->n_hypotheses; h++) {
    bool fixed = plan->analyses[plan->hypotheses[h].analysis].df_fixed;
    if (fixed && !plan->hypotheses[h].own_test)
      judge (plan, size, h, true, false, groups, fit);
    else
      judge (plan, size, h, fixed, plan->hypotheses[h].own_test, groups, fit);
  }
}
