/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lane-plan.h - a scenario as the lanes see it: everything computable once, in plain arrays.
 *
 * Made by plan.c, read by the kernels, immutable while a run lives. C headers only. What patients
 * are drawn and what is kept of them stands in lane-draws.h; here is how it is decided.
 */
#ifndef SIM_RUN_LANE_PLAN_H
#define SIM_RUN_LANE_PLAN_H

#include "lane-block.h"
#include "lane-critical.h"
#include "lane-draws.h"
#include "lane-hypothesis.h"
#include "lane-ranks.h"

struct LanePlan;
struct LaneAnalysis;

/** What the analyses find in a tile, [hypothesis][replicate of the tile], in planned standard
 *  errors: the estimate less the true effect, and the variance of the estimate. */
typedef struct {
  double error[LANE_HYPOTHESES][LANE_TILE] SIM_LANE_ALIGNED; /* benefit scale */
  double variance[LANE_HYPOTHESES][LANE_TILE] SIM_LANE_ALIGNED;
  double df[LANE_HYPOTHESES][LANE_TILE] SIM_LANE_ALIGNED;       /* only where df vary */
  double critical[LANE_HYPOTHESES][LANE_LEVELS][LANE_TILE] SIM_LANE_ALIGNED; /* the same */
  int64_t fitted[LANE_HYPOTHESES][LANE_TILE] SIM_LANE_ALIGNED;  /* -1, or 0: failed fit */
  int64_t rejected[LANE_HYPOTHESES][LANE_TILE] SIM_LANE_ALIGNED; /* -1: by the whole procedure */
  /* where LaneHypothesis.own_test: the statistic, compared with critical values as it is, of the
     test against the lower bound (or, two-sided, of no difference) and against the upper one; above
     a critical value they show that the estimate lies above, or below, the bound */
  double above[LANE_HYPOTHESES][LANE_TILE] SIM_LANE_ALIGNED;
  double below[LANE_HYPOTHESES][LANE_TILE] SIM_LANE_ALIGNED;
  /* where LaneHypothesis.own_interval: how far the interval reaches below and above the estimate,
     in planned standard errors */
  double reach_down[LANE_HYPOTHESES][LANE_TILE] SIM_LANE_ALIGNED;
  double reach_up[LANE_HYPOTHESES][LANE_TILE] SIM_LANE_ALIGNED;
  int64_t omnibus[LANE_TILE] SIM_LANE_ALIGNED;
  /* where LanePlan.simultaneous: -1 where every interval at the rule's own critical value holds the
     true effect */
  int64_t covered[LANE_TILE] SIM_LANE_ALIGNED;
} LaneFit;

/** records: those of the first of so many groups, at one size, of the analysis' reduction; the next
 *  group's lie draws.stride further. */
typedef void (*LaneFitFn) (const struct LanePlan *plan, const struct LaneAnalysis *analysis,
                           int size, const double *records, int groups, LaneFit *fit);
/** Fills fit->rejected from errors, variances, true effects and critical values. */
typedef void (*LaneVerdictFn) (const struct LanePlan *plan, int size, const double *records,
                               int groups, LaneFit *fit);

/** What the sums of one arm are multiplied with: standardised x and e to the outcome's unit. */
typedef struct {
  double x_by_x, y_by_x, y_by_e;          /* means */
  double xx, xy_by_xx, xy_by_xe;          /* sums of squares and products */
  double yy_by_xx, yy_by_xe, yy_by_ee;
} LaneScale;

/** For a score rho x + resid e of such an SD, and a baseline of such an SD (0: none). */
static inline LaneScale lane_scale (double sd, double baseline_sd, double rho, double resid)
{
  double by_x = rho * sd, by_e = resid * sd;
  return (LaneScale){ .x_by_x = baseline_sd,
                      .y_by_x = by_x,
                      .y_by_e = by_e,
                      .xx = baseline_sd * baseline_sd,
                      .xy_by_xx = by_x * baseline_sd,
                      .xy_by_xe = by_e * baseline_sd,
                      .yy_by_xx = by_x * by_x,
                      .yy_by_xe = 2 * by_x * by_e,
                      .yy_by_ee = by_e * by_e };
}

typedef struct LaneAnalysis {
  int reduction;
  double direction;               /* +1: more is better, -1 */
  int variant;                    /* LANE_ALL_ARMS ... */
  int n_hypotheses;
  int hypotheses[LANE_HYPOTHESES]; /* those that this analysis answers */
  double mean[LANE_ARMS], sd[LANE_ARMS]; /* of the score at the visit */
  double baseline_sd;             /* 0 without a baseline */
  double ordinal_variance[LANE_ARMS]; /* of a patient's share in a log odds ratio */
  double restricted_variance[LANE_ARMS]; /* of a patient's time up to tau */
  double rho, resid;              /* score = rho x + resid e; rho 0 without a baseline */
  double rho_latent;              /* rho, also where the records hold the scores themselves */
  LaneScale scale[LANE_ARMS];
  double least_xx;                /* baseline sums of squares up to this are none */
  bool df_fixed;                  /* the same df in every trial of a size: arm_n tells them */
  bool df_shared;                 /* the same df for all its hypotheses */
  int interval;                   /* LANE_WALD ... */
  LaneFitFn fit;
  LaneFitFn own;                  /* after it, plain code that fills own tests and intervals; or
                                     NULL */
} LaneAnalysis;

enum {
  LANE_ALL_ARMS,
  LANE_TWO_ARMS,
  LANE_WELCH,
  LANE_WHOLE_T, /* a fit to the patients as they are, with df of its own */
  LANE_POOLED,
  LANE_UNPOOLED,
  LANE_RESTRICTED, /* proportions: the likeliest ones on what is tested against */
  LANE_FISHER,
  LANE_STATISTIC,  /* a fit to the patients as they are, with a test of its own */
  LANE_LIKELIHOOD
};

enum {
  LANE_OMNIBUS_NONE,
  LANE_OMNIBUS_ANOVA,
  LANE_OMNIBUS_ANCOVA,
  LANE_OMNIBUS_KRUSKAL_WALLIS, /* this and the next: compared with chi-squared, df arms - 1 */
  LANE_OMNIBUS_CHI_SQUARED
};
/** Intervals of a difference of proportions. */
enum { LANE_WALD, LANE_NEWCOMBE, LANE_MIETTINEN_NURMINEN };

/** Whether the statistic is compared with the normal distribution. */
static inline bool lane_is_normal (int variant)
{
  return variant >= LANE_POOLED;
}

/** Dunnett's constant at one size: a cubic in 1/df at the planned shares n_a / (n_a + n_c), plus a
 *  second-order expansion in the realised shares s: slope d + curve d d, d = s - share. Dunnett
 *  needs one control, so there are at most LANE_ARMS - 1 comparisons. */
enum { LANE_ACTIVE = LANE_ARMS - 1 };
typedef struct {
  double fixed;                   /* used when the df are fixed */
  double cubic[4];
  int n_shares;                   /* comparisons; of Tukey's constant 0 */
  double share[LANE_ACTIVE], slope[LANE_ACTIVE];
  double curve[LANE_ACTIVE][LANE_ACTIVE]; /* upper triangle; the off-diagonal counted once */
} LaneDunnett;

/** How much better an arm is than another, by the estimate of a hypothesis. */
typedef struct {
  int arm, than, hypothesis;
  double sign;                    /* -1: the hypothesis compares them the other way round */
} LaneRank;

typedef struct LanePlan {
  LaneDraws draws;
  int own_size, n_hypotheses, n_analyses;
  bool two_sided;

  LaneAnalysis analyses[LANE_ANALYSES];
  LaneHypothesis hypotheses[LANE_HYPOTHESES];

  int n_levels, single_level;     /* the level that a single-step rule uses */
  LaneCritical critical[LANE_LEVELS];
  double critical_fixed[LANE_HYPOTHESES][LANE_LEVELS][LANE_SIZES];
  LaneDunnett dunnett[LANE_SIZES]; /* Dunnett's, or Tukey's */
  const LaneDunnett *dunnett_sets; /* step-down: [size][set of hypotheses that remain] */
  LaneCritical gate_critical;     /* LSD: of the F test of all arms */
  /* Rules that are told by ranks. rank_level: the levels above, strictest first; where there are
     too many of them far_levels and far_fixed [size][hypothesis][level] hold their values. */
  LaneRanks ranks;
  int rank_level[LANE_LEVELS];
  const LaneCritical *far_levels;
  const double *far_fixed;
  LaneVerdictFn verdict;
  bool simultaneous;              /* the rule has intervals, all at one critical value each */
  /* The arms by their estimates, each by way of one before it; the first of all is `than` of the
     first. None: the hypotheses of the first analysis do not compare all arms. */
  int n_ranking;
  LaneRank ranking[LANE_ARMS - 1];

  /* Where p-values are counted: the critical values of one tail that make each edge, of hypotheses
     whose df are fixed, and those of the others. */
  bool count_p;
  double p_fixed[LANE_HYPOTHESES][SIM_P_EDGES];
  int p_sides[LANE_HYPOTHESES];
  const LanePCurves *p_curves[2]; /* by sides less one, where wanted */

  int omnibus;                    /* LANE_OMNIBUS_...: of all arms at the first analysis' visit */
  int omnibus_reduction;          /* the sums that it reads */
  double omnibus_least;           /* sums of squares within arms up to this are none */
  LaneCritical omnibus_critical;  /* of F */
  double omnibus_fixed;           /* of chi-squared */
} LanePlan;

/** Who goes where in a group of eight trials, where that is random. */
typedef struct {
  LaneAllocationState state;
  LaneTally tally;
  int64_t arm_of[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  int64_t levels[LANE_CHUNK * LANE_STRATA * SIM_LANES] SIM_LANE_ALIGNED;
  int64_t place[LANE_ARMS * SIM_LANES] SIM_LANE_ALIGNED;
  int64_t n_at[LANE_SIZES * LANE_ARMS * SIM_LANES] SIM_LANE_ALIGNED; /* [size][arm][lane] */
  int8_t *lists; /* [arm][place][stratum][lane]; of the caller; NULL without strata */
} LaneRecruits;

/** The patients of a group of eight trials, and those of one of them. */
typedef struct LaneWhole {
  uint64_t first;           /* replicate of the first of the eight */
  const LaneDraws *draws;   /* of the trials at hand */
  long capacity;            /* patients of an arm */
  double *value;            /* [store][arm][place][lane], in the outcome's unit */
  int8_t *seen;             /* the same: 0 not seen, 1 seen, 2 seen with an event */
  double *column;           /* [column][arm][place][lane]: which, says the store; scores that were
                               not seen are NaN; levels and whether treated are small numbers */
  double *entered;          /* the same; NULL where no trial ends with so many events */
  double *room;             /* as many rows of lanes as an arm's capacity times the arms */
  LaneSample sample;
} LaneWhole;

/** A worker's room: one chunk of draws, a tile of records for replicates that are not kept, and
 *  what the analyses find in a tile. */
typedef struct {
  double x[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  double e[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  double u[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  double z[LANE_VISITS][LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  LaneFit fit;
  double *records;
  LanePatients *patients[LANE_OUTCOMES]; /* where the plan has people */
  double response[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  LaneRecruits *recruits; /* where arm sizes are random */
  LaneWhole *whole;       /* where an analysis fits the patients as they are */
} LaneScratch;

/** Where the patients of an arm stand in one of so many columns. */
static inline long lane_kept_at (const LaneWhole *whole, int column, int arm)
{
  return ((long) column * whole->draws->n_arms + arm) * whole->capacity * SIM_LANES;
}

/** The numbers of an arm in eight trials at a size. */
static inline const int64_t *lane_number_at (const LaneDraws *draws, const LaneRecruits *recruits,
                                             int size, int arm)
{
  return recruits->n_at + (size * draws->n_arms + arm) * SIM_LANES;
}

/** The first group's record of a reduction at a size. */
static inline const double *lane_record (const LaneDraws *draws, const double *records,
                                         int reduction, int size)
{
  const LaneReduction *r = &draws->reductions[reduction];
  return records + r->at + (long) size * r->n_rows * r->n_moments * SIM_LANES;
}

#define LANE_FIXED 16777216.0 /* 2^24 steps of the fixed-point sums per planned SE */
#define LANE_HISTOGRAM_REACH 6.0 /* planned SEs on either side of the truth */

#define SIM_BATCH_LANES(isa)                                                                       \
  /* Draws and reduces groups of eight from replicate first (a multiple of 8) on into records,     \
     draws->stride doubles each. False: told to stop. */                                           \
  bool sim_lanes_reduce_##isa (const LaneDraws *draws, uint64_t first, int groups,                 \
                               LaneScratch *scratch, double *records, const atomic_int *stop);     \
  /* Keeps n patients of an arm, from a place on, for reduction r. */                              \
  void sim_lanes_keep_##isa (const LaneDraws *draws, int arm, int r, int place, int n,             \
                             const LanePatients *patients, double *room, LaneWhole *whole);        \
  /* Fits those kept of a group of eight, at every size. False: told to stop. */                   \
  bool sim_lanes_fit_##isa (const LaneDraws *draws, LaneScratch *scratch, double *records,         \
                            const atomic_int *stop);                                               \
  /* Fits and judges at most LANE_GROUPS groups of records at one size. */                         \
  void sim_lanes_decide_##isa (const LanePlan *plan, int size, const double *records, int groups,  \
                               LaneFit *fit);                                                      \
  /* Decides the records of replicates first .. first + 8 groups - 1 at every size, and adds those \
     of start .. end - 1 to the block. */                                                          \
  void sim_lanes_count_##isa (const LanePlan *plan, uint64_t first, int groups, uint64_t start,    \
                              uint64_t end, const double *records, LaneFit *fit,                   \
                              LaneBlock *block);                                                   \
  /* Adds the p-values of the active replicates of a tile that is decided. */                      \
  void sim_lanes_count_p_##isa (const LanePlan *plan, const LaneFit *fit, const int64_t *active,   \
                                int groups, LanePValues *p_values);

SIM_BATCH_LANES (scalar)
SIM_BATCH_LANES (avx2)
SIM_BATCH_LANES (avx512)

#endif
