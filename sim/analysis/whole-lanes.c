/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whole-lanes.c - what a fit to the patients as they are has left in the records.
 */
#include "analysis-lanes.h"

void LANE_FN (sim_lanes_whole) (const LanePlan *plan, const LaneAnalysis *analysis, int size,
                                const double *records, int groups, LaneFit *fit)
{
  const LaneReduction *reduction = &plan->draws.reductions[analysis->reduction];
  for (int at = 0; at < groups * VPARTS; at++) {
    const double *record = records + at / VPARTS * plan->draws.stride;
    int part = at % VPARTS;
    for (int i = 0; i < analysis->n_hypotheses; i++) {
      const LaneHypothesis *hypothesis = &plan->hypotheses[analysis->hypotheses[i]];
      const double *row
          = record + (long) (plan->draws.n_arms + i) * reduction->n_moments * SIM_LANES;
      vd variance = v_load (row + LANE_WHOLE_VARIANCE * SIM_LANES, part);
      vd error = v_load (row + LANE_WHOLE_ESTIMATE * SIM_LANES, part) - hypothesis->truth;
      vd df = v_load (row + LANE_WHOLE_DF * SIM_LANES, part);
      if (hypothesis->own_test) { /* that is the statistic of its test */
        v_store (fit->above[analysis->hypotheses[i]], at, df);
        v_store (fit->below[analysis->hypotheses[i]], at, -df);
        df = v_set (__builtin_inf ());
      }
      fit_store (hypothesis, size, fit, analysis->hypotheses[i], at, error, variance, df,
                 variance > v_set (0.0));
    }
  }
}
