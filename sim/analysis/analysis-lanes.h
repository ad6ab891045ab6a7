/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * analysis-lanes.h - records to estimates: what the analyses of moments share.
 *
 * C headers only. Every analysis here reads the six sums of lane-plan.h and gives estimate,
 * variance and df of each of its hypotheses, on the benefit scale, in the outcome's unit.
 */
#ifndef SIM_ANALYSIS_ANALYSIS_LANES_H
#define SIM_ANALYSIS_ANALYSIS_LANES_H

#include "../run/lane-plan.h"

/** Declares the fit kernels of this room for one instruction set. */
#define SIM_ANALYSIS_LANES(isa)                                                                    \
  void sim_lanes_t_test_##isa (const LanePlan *plan, const LaneAnalysis *analysis,                 \
                               const double *record, LaneFit *fit);                                \
  void sim_lanes_change_score_##isa (const LanePlan *plan, const LaneAnalysis *analysis,           \
                                     const double *record, LaneFit *fit);                          \
  void sim_lanes_ancova_##isa (const LanePlan *plan, const LaneAnalysis *analysis,                 \
                               const double *record, LaneFit *fit);

SIM_ANALYSIS_LANES (scalar)
SIM_ANALYSIS_LANES (avx2)
SIM_ANALYSIS_LANES (avx512)

#ifdef SIM_LANE_ISA

/** One arm in raw units: numbers analysed, means and corrected sums of squares and products. */
typedef struct {
  vd n, x, y;          /* x: baseline mean less the true baseline mean */
  vd sxx, sxy, syy;
} ArmSums;

static inline ArmSums arm_sums (const LanePlan *plan, const LaneAnalysis *analysis,
                                const double *record, int arm, int part)
{
  const double *m = record + arm * LANE_MOMENTS * SIM_LANES;
  const LaneReduction *reduction = &plan->reductions[analysis->reduction];
  double sd = analysis->sd[arm], rho = reduction->rho, resid = reduction->resid;
  ArmSums s;
  s.n = v_load (m + LANE_N * SIM_LANES, part);
  vd mean_x = v_load (m + LANE_X * SIM_LANES, part) / s.n;
  vd mean_e = v_load (m + LANE_E * SIM_LANES, part) / s.n;
  vd xx = v_load (m + LANE_XX * SIM_LANES, part) - s.n * mean_x * mean_x;
  vd xe = v_load (m + LANE_XE * SIM_LANES, part) - s.n * mean_x * mean_e;
  vd ee = v_load (m + LANE_EE * SIM_LANES, part) - s.n * mean_e * mean_e;
  s.x = mean_x * analysis->baseline_sd;
  s.y = v_set (analysis->mean[arm]) + (mean_x * rho + mean_e * resid) * sd;
  s.sxx = xx * (analysis->baseline_sd * analysis->baseline_sd);
  s.sxy = (xx * rho + xe * resid) * (analysis->baseline_sd * sd);
  s.syy = (xx * (rho * rho) + xe * (2 * rho * resid) + ee * (resid * resid)) * (sd * sd);
  return s;
}

/** Stores one hypothesis; fitted where both arms have two analysed and df is at least one. */
static inline void fit_store (LaneFit *fit, int h, int part, vd estimate, vd variance, vd df,
                              vi fitted)
{
  v_store (fit->estimate[h], part, estimate);
  v_store (fit->variance[h], part, variance);
  v_store (fit->df[h], part, df);
  v_store_i (fit->fitted[h], part, fitted & (df >= v_set (1.0)));
}
#endif
#endif
