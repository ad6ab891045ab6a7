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
  void sim_lanes_t_test_##isa (const LanePlan *plan, const LaneAnalysis *analysis, int size,       \
                               const double *records, int groups, LaneFit *fit);                   \
  void sim_lanes_change_score_##isa (const LanePlan *plan, const LaneAnalysis *analysis, int size, \
                                     const double *records, int groups, LaneFit *fit);             \
  void sim_lanes_ancova_##isa (const LanePlan *plan, const LaneAnalysis *analysis, int size,       \
                               const double *records, int groups, LaneFit *fit);

SIM_ANALYSIS_LANES (scalar)
SIM_ANALYSIS_LANES (avx2)
SIM_ANALYSIS_LANES (avx512)

#ifdef SIM_LANE_ISA

/** What the sums of one arm are multiplied with, the same for every replicate. */
typedef struct {
  long at;                /* of the arm's sums in a record */
  bool baseline, lost;    /* x is drawn; n varies from trial to trial */
  double n, per_n;        /* where nobody is lost */
  double mean, x_by_x, y_by_x, y_by_e;    /* means */
  double xx, xy_by_xx, xy_by_xe;          /* sums of squares and products */
  double yy_by_xx, yy_by_xe, yy_by_ee;
} ArmScale;

static inline ArmScale arm_scale (const LanePlan *plan, const LaneAnalysis *analysis, int size,
                                  int arm)
{
  const LaneDraws *draws = &plan->draws;
  const LaneReduction *reduction = &draws->reductions[analysis->reduction];
  double sd = analysis->sd[arm], base = analysis->baseline_sd;
  double rho = analysis->rho, resid = analysis->resid, n = draws->arm_n[size][arm];
  return (ArmScale){ .at = (long) arm * reduction->n_moments * SIM_LANES,
                     .baseline = draws->baseline,
                     .lost = reduction->any_missing,
                     .n = n,
                     .per_n = 1 / n,
                     .mean = analysis->mean[arm],
                     .x_by_x = base,
                     .y_by_x = rho * sd,
                     .y_by_e = resid * sd,
                     .xx = base * base,
                     .xy_by_xx = rho * sd * base,
                     .xy_by_xe = resid * sd * base,
                     .yy_by_xx = rho * sd * (rho * sd),
                     .yy_by_xe = 2 * (rho * sd) * (resid * sd),
                     .yy_by_ee = resid * sd * (resid * sd) };
}

/** One arm in raw units: numbers analysed, means and corrected sums of squares and products. */
typedef struct {
  vd n, per_n, x, y;      /* x: baseline mean less the true baseline mean */
  vd sxx, sxy, syy;
} ArmSums;

static inline ArmSums arm_sums (const ArmScale *scale, const double *record, int part)
{
  const double *m = record + scale->at;
  vd n = v_set (scale->n), per_n = v_set (scale->per_n);
  if (scale->lost) {
    n = v_load (m + LANE_N * SIM_LANES, part);
    per_n = 1.0 / n;
  }
  vd sum_e = v_load (m + LANE_E * SIM_LANES, part), e = sum_e * per_n;
  vd ee = v_load (m + LANE_EE * SIM_LANES, part) - sum_e * e;
  ArmSums s = { .n = n, .per_n = per_n };
  s.y = e * scale->y_by_e + scale->mean;
  s.syy = ee * scale->yy_by_ee;
  if (scale->baseline) {
    vd sum_x = v_load (m + LANE_X * SIM_LANES, part), x = sum_x * per_n;
    vd xx = v_load (m + LANE_XX * SIM_LANES, part) - sum_x * x;
    vd xe = v_load (m + LANE_XE * SIM_LANES, part) - sum_x * e;
    s.x = x * scale->x_by_x;
    s.y += x * scale->y_by_x;
    s.sxx = xx * scale->xx;
    s.sxy = xx * scale->xy_by_xx + xe * scale->xy_by_xe;
    s.syy += xx * scale->yy_by_xx + xe * scale->yy_by_xe;
  }
  return s;
}

/** Stores one hypothesis; fitted where both arms have two analysed and df is at least one. at counts
 *  vectors from the start of the tile. */
static inline void fit_store (LaneFit *fit, int h, int at, vd estimate, vd variance, vd df,
                              vi fitted)
{
  v_store (fit->estimate[h], at, estimate);
  v_store (fit->variance[h], at, variance);
  v_store (fit->df[h], at, df);
  v_store_i (fit->fitted[h], at, fitted & (df >= v_set (1.0)));
}
#endif
#endif
