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

/** Numbers analysed: the same in every trial of a size unless patients are lost. */
typedef struct {
  bool lost;               /* they differ from trial to trial */
  vd n[LANE_ARMS], per_n[LANE_ARMS], total;
  vi enough;               /* -1 where every arm has two */
} ArmCounts;

static inline void add_count (ArmCounts *counts, int arm, vd n)
{
  counts->n[arm] = n;
  counts->per_n[arm] = 1.0 / n;
  counts->total += n;
  counts->enough &= n >= v_set (2.0);
}

/** The counts where nobody is lost; else only the note that they have to be read. */
static inline void planned_counts (const LanePlan *plan, const LaneAnalysis *analysis, int size,
                                   ArmCounts *counts)
{
  counts->lost = plan->draws.reductions[analysis->reduction].any_missing;
  counts->total = v_set (0.0);
  counts->enough = ~(vi){ 0 };
  for (int a = 0; a < plan->draws.n_arms && !counts->lost; a++)
    add_count (counts, a, v_set (plan->draws.arm_n[size][a]));
}

/** The counts of one vector of replicates. */
static inline void read_counts (const LanePlan *plan, const double *record, int part,
                                ArmCounts *counts)
{
  if (!counts->lost)
    return;
  counts->total = v_set (0.0);
  counts->enough = ~(vi){ 0 };
  for (int a = 0; a < plan->draws.n_arms; a++)
    add_count (counts, a,
               v_load (record + ((long) a * LANE_MOMENTS + LANE_N) * SIM_LANES, part));
}

/** What the sums of one arm are multiplied with, the same for every replicate. */
typedef struct {
  long at;                /* of the arm's sums in a record */
  bool baseline;          /* x is drawn */
  double x_by_x, y_by_x, y_by_e;          /* means */
  double xx, xy_by_xx, xy_by_xe;          /* sums of squares and products */
  double yy_by_xx, yy_by_xe, yy_by_ee;
} ArmScale;

static inline void arm_scales (const LanePlan *plan, const LaneAnalysis *analysis,
                               ArmScale *scales)
{
  const LaneReduction *reduction = &plan->draws.reductions[analysis->reduction];
  for (int a = 0; a < plan->draws.n_arms; a++) {
    double base = analysis->baseline_sd;
    double by_x = analysis->rho * analysis->sd[a], by_e = analysis->resid * analysis->sd[a];
    scales[a] = (ArmScale){ .at = (long) a * reduction->n_moments * SIM_LANES,
                            .baseline = plan->draws.baseline,
                            .x_by_x = base,
                            .y_by_x = by_x,
                            .y_by_e = by_e,
                            .xx = base * base,
                            .xy_by_xx = by_x * base,
                            .xy_by_xe = by_e * base,
                            .yy_by_xx = by_x * by_x,
                            .yy_by_xe = 2 * by_x * by_e,
                            .yy_by_ee = by_e * by_e };
  }
}

/** One arm in raw units: means less the true means, and corrected sums of squares and products;
 *  those with x only where there is a baseline. */
typedef struct {
  vd x, y;
  vd sxx, sxy, syy;
} ArmSums;

static inline void arm_sums (const ArmScale *scale, const double *record, int part, vd per_n,
                             ArmSums *s)
{
  const double *m = record + scale->at;
  vd sum_e = v_load (m + LANE_E * SIM_LANES, part), e = sum_e * per_n;
  vd ee = v_load (m + LANE_EE * SIM_LANES, part) - sum_e * e;
  vd y = e * scale->y_by_e, syy = ee * scale->yy_by_ee;
  if (scale->baseline) {
    vd sum_x = v_load (m + LANE_X * SIM_LANES, part), x = sum_x * per_n;
    vd xx = v_load (m + LANE_XX * SIM_LANES, part) - sum_x * x;
    vd xe = v_load (m + LANE_XE * SIM_LANES, part) - sum_x * e;
    s->x = x * scale->x_by_x;
    y += x * scale->y_by_x;
    s->sxx = xx * scale->xx;
    s->sxy = xx * scale->xy_by_xx + xe * scale->xy_by_xe;
    syy += xx * scale->yy_by_xx + xe * scale->yy_by_xe;
  }
  s->y = y;
  s->syy = syy;
}

/**
 * Stores one hypothesis: the error and the variance of its estimate in the outcome's unit. Fitted
 * where there are enough patients, df is at least one and the numbers are usable: the bounds in
 * planned standard errors are far beyond anything but a degenerate fit, and keep squares in 51
 * bits.
 * at counts vectors from the start of the tile.
 */
static inline void fit_store (const LaneHypothesis *hypothesis, int size, LaneFit *fit, int h,
                              int at, vd error, vd variance, vd df, vi enough)
{
  double unit = hypothesis->unit[size];
  vd z = error * unit, vv = variance * (unit * unit);
  vi good = (v_abs (z) < v_set (8192.0)) & (vv > v_set (0.0)) & (vv < v_set (67108864.0));
  v_store (fit->error[h], at, z);
  v_store (fit->variance[h], at, vv);
  v_store (fit->df[h], at, df);
  v_store_i (fit->fitted[h], at, enough & (df >= v_set (1.0)) & good);
}
#endif
#endif
