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
                               const double *records, int groups, LaneFit *fit);                   \
  void sim_lanes_risk_difference_##isa (const LanePlan *plan, const LaneAnalysis *analysis,        \
                                        int size, const double *records, int groups,               \
                                        LaneFit *fit);                                             \
  /* the mixed model for repeated measures; LaneGroupFn, as the next */                            \
  unsigned sim_lanes_mmrm_group_##isa (const LaneReduction *reduction, const LaneWhole *whole,     \
                                       const int64_t *n_at, double *records);                     \
  /* a linear model with numbers and factors as covariates; the same */                            \
  unsigned sim_lanes_linear_group_##isa (const LaneReduction *reduction, const LaneWhole *whole,   \
                                         const int64_t *n_at, double *records);                    \
  /* Mann-Whitney tests of all sizes */                                                            \
  unsigned sim_lanes_ranks_##isa (const LaneReduction *reduction, const LaneWhole *whole,          \
                                  const int64_t *n_at, double *records);                           \
  /* of every analysis whose fit is made where patients are drawn */                               \
  void sim_lanes_whole_##isa (const LanePlan *plan, const LaneAnalysis *analysis, int size,        \
                              const double *records, int groups, LaneFit *fit);                    \
  /* the log-rank test of eight trials: a LaneGroupFn */                                           \
  unsigned sim_lanes_log_rank_group_##isa (const LaneReduction *reduction,                         \
                                           const LaneWhole *whole, const int64_t *n_at,            \
                                           double *records);

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

/** One arm in raw units: means less the true means, and corrected sums of squares and products;
 *  those with x only where there is a baseline. */
typedef struct {
  vd x, y;
  vd sxx, sxy, syy;
} ArmSums;

/** record: of the arm. */
static inline void arm_sums (const LaneScale *scale, bool baseline, const double *record, int part,
                             vd per_n, ArmSums *s)
{
  vd sum_e = v_load (record + LANE_E * SIM_LANES, part), e = sum_e * per_n;
  vd ee = v_load (record + LANE_EE * SIM_LANES, part) - sum_e * e;
  vd y = e * scale->y_by_e, syy = ee * scale->yy_by_ee;
  if (baseline) {
    vd sum_x = v_load (record + LANE_X * SIM_LANES, part), x = sum_x * per_n;
    vd xx = v_load (record + LANE_XX * SIM_LANES, part) - sum_x * x;
    vd xe = v_load (record + LANE_XE * SIM_LANES, part) - sum_x * e;
    s->x = x * scale->x_by_x;
    y += x * scale->y_by_x;
    s->sxx = xx * scale->xx;
    s->sxy = xx * scale->xy_by_xx + xe * scale->xy_by_xe;
    syy += xx * scale->yy_by_xx + xe * scale->yy_by_xe;
  }
  s->y = y;
  s->syy = syy;
}

/** The sums of every arm of one vector of replicates. */
static inline void all_arm_sums (const LanePlan *plan, const LaneAnalysis *analysis,
                                 const double *record, int part, const ArmCounts *counts,
                                 ArmSums *arms)
{
  const LaneReduction *reduction = &plan->draws.reductions[analysis->reduction];
  for (int a = 0; a < plan->draws.n_arms; a++)
    arm_sums (&analysis->scale[a], reduction->baseline,
              record + (long) a * reduction->n_moments * SIM_LANES, part, counts->per_n[a],
              &arms[a]);
}

/** The same where one variance is common to all arms: means by arm, sums of squares and products
 *  over all of them. Those of single arms then need not go through memory. baseline: that of the
 *  reduction, or true where the analysis cannot do without one. */
typedef struct {
  vd x[LANE_ARMS], y[LANE_ARMS];
  vd sxx, sxy, syy;
} PooledSums;

static inline void pooled_sums (const LanePlan *plan, const LaneAnalysis *analysis,
                                const double *record, int part, const ArmCounts *counts,
                                int n_arms, bool baseline, PooledSums *pooled)
{
  const LaneReduction *reduction = &plan->draws.reductions[analysis->reduction];
  vd sxx = { 0 }, sxy = { 0 }, syy = { 0 };
  for (int a = 0; a < n_arms; a++) {
    ArmSums arm;
    arm_sums (&analysis->scale[a], baseline,
              record + (long) a * reduction->n_moments * SIM_LANES, part, counts->per_n[a], &arm);
    pooled->y[a] = arm.y;
    syy += arm.syy;
    if (baseline) {
      pooled->x[a] = arm.x;
      sxx += arm.sxx;
      sxy += arm.sxy;
    }
  }
  pooled->sxx = sxx;
  pooled->sxy = sxy;
  pooled->syy = syy;
}

/** The contrast of a hypothesis of what stands for each arm; those without a weight may be NaN. */
static inline vd contrast_of (const LanePlan *plan, const LaneHypothesis *hypothesis,
                              const vd *of_arm)
{
  if (hypothesis->pair)
    return of_arm[hypothesis->a] - of_arm[hypothesis->b];
  vd sum = { 0 };
  for (int a = 0; a < plan->draws.n_arms; a++)
    if (hypothesis->weight[a] != 0)
      sum += of_arm[a] * hypothesis->weight[a];
  return sum;
}

/** The same with the squares of its weights. */
static inline vd contrast_squares (const LanePlan *plan, const LaneHypothesis *hypothesis,
                                   const vd *of_arm)
{
  if (hypothesis->pair)
    return of_arm[hypothesis->a] + of_arm[hypothesis->b];
  vd sum = { 0 };
  for (int a = 0; a < plan->draws.n_arms; a++)
    if (hypothesis->weight[a] != 0)
      sum += of_arm[a] * (hypothesis->weight[a] * hypothesis->weight[a]);
  return sum;
}

/**
 * Stores one hypothesis: the error and the variance of its estimate in the outcome's unit. Fitted
 * where there are enough patients, df is at least one and the numbers are usable: the bounds in
 * planned standard errors are far beyond anything but a degenerate fit, and keep squares in 51
 * bits. Scores on a grid may all be equal in a trial; of the variance that is then 0 only rounding
 * errors are left, which hypothesis->least tells from a variance.
 * at counts vectors from the start of the tile.
 */
static inline void fit_store (const LaneHypothesis *hypothesis, int size, LaneFit *fit, int h,
                              int at, vd error, vd variance, vd df, vi enough)
{
  double unit = hypothesis->unit[size];
  vd z = error * unit, vv = variance * (unit * unit);
  vi good = (v_abs (z) < v_set (8192.0)) & (vv > v_set (hypothesis->least))
            & (vv < v_set (67108864.0));
  v_store (fit->error[h], at, z);
  v_store (fit->variance[h], at, vv);
  v_store (fit->df[h], at, df);
  v_store_i (fit->fitted[h], at, enough & (df >= v_set (1.0)) & good);
}
#endif
#endif
