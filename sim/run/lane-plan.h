/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lane-plan.h - a scenario as the lanes see it: everything computable once, in plain arrays.
 *
 * Made by plan.c, read by the kernels, immutable while a run lives. C headers only.
 *
 * A *reduction* turns the patients of one arm at one visit into sums over those observed: of the
 * standardised residual e and, where the outcome has a baseline, of the standardised baseline x,
 * the latent score being rho x + resid e. Analyses need nothing else, so true means, SDs, the
 * baseline correlation and the rules enter only when records are *decided*. Arms are drawn centred
 * and in SD units, which also keeps the one-pass sums free of cancellation.
 *
 * Where a patient is more than that (lane-people.h) x and e are the standardised scores themselves,
 * and all that the truths have to do with them belongs to the draws. Decisions take rho as 0 and
 * resid as 1.
 *
 * What reduce may read is LaneDraws, and nothing else: two plans with equal draws have equal
 * records, so kept records can be decided again under other truths and rules.
 */
#ifndef SIM_RUN_LANE_PLAN_H
#define SIM_RUN_LANE_PLAN_H

#include <stdatomic.h>
#include <stdbool.h>

#include "lane-allocation.h"
#include "lane-people.h"

enum {
  LANE_SIZES = 64,
  LANE_HYPOTHESES = 12,
  LANE_ANALYSES = 12,
  LANE_LEVELS = 13, /* 0: the full level a (intervals); k: a / k (or a / m) */
  LANE_BINS = 192,
  LANE_GROUPS = 8,  /* groups of eight replicates that are decided together */
  LANE_TILE = LANE_GROUPS * SIM_LANES
};

/** The sums of a record, each an array of eight lanes: the first 2 without a baseline, the first 5
 *  with one; N only where patients are lost (else it is arm_n), then all 6. */
enum { LANE_E, LANE_EE, LANE_X, LANE_XX, LANE_XE, LANE_N, LANE_MOMENTS };

typedef struct {
  int visit;                       /* index of the visit */
  int n_terms;                     /* e = sum of weight[j] times the innovation of visit j */
  double weight[LANE_VISITS];
  double missing[LANE_ARMS];       /* proportion that has left by this visit */
  bool any_missing;
  int n_moments;
  long at;                         /* of its records in a group's: [size][arm][moment][lane] */
} LaneReduction;

/** All that decides which patients are drawn and which sums are taken. */
typedef struct {
  int n_arms, n_sizes, n_reductions;
  int n_innovations;               /* visits 0 .. n_innovations - 1 are drawn */
  bool baseline, dropout;
  const LanePeople *people;        /* NULL: scores are normal, of patients with nothing in common */
  bool random;                     /* arm sizes are random: those of the first recruits */
  LaneAllocation allocation;       /* where they are */
  int total[LANE_SIZES];           /* ascending */
  long stride;                     /* doubles of one group of eight replicates in the records */
  SimKey key_baseline[LANE_ARMS], key_visit[LANE_VISITS][LANE_ARMS], key_dropout[LANE_ARMS];
  /* per arm the sizes in ascending order of its patients: checkpoints of the running sums */
  int checkpoint_n[LANE_ARMS][LANE_SIZES], checkpoint_size[LANE_ARMS][LANE_SIZES];
  int arm_n[LANE_SIZES][LANE_ARMS];
  LaneReduction reductions[LANE_ANALYSES];
} LaneDraws;

/** Critical values of one local level as a function of the degrees of freedom: cubics in 1/df. */
typedef struct {
  const double (*cubics)[4];
} LaneCritical;

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
  int64_t omnibus[LANE_TILE] SIM_LANE_ALIGNED;
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
  int variant;                    /* t-test: LANE_ALL_ARMS ... */
  int n_hypotheses;
  int hypotheses[LANE_HYPOTHESES]; /* those that this analysis answers */
  double mean[LANE_ARMS], sd[LANE_ARMS]; /* of the score at the visit */
  double baseline_sd;             /* 0 without a baseline */
  double rho, resid;              /* score = rho x + resid e; rho 0 without a baseline */
  double rho_latent;              /* rho, also where the records hold the scores themselves */
  LaneScale scale[LANE_ARMS];
  double least_xx;                /* baseline sums of squares up to this are none */
  bool df_fixed;                  /* the same df in every trial of a size: arm_n tells them */
  bool df_shared;                 /* the same df for all its hypotheses */
  LaneFitFn fit;
} LaneAnalysis;

enum { LANE_ALL_ARMS, LANE_TWO_ARMS, LANE_WELCH };

typedef struct {
  int analysis, a, b;
  int df_of;                      /* the hypothesis whose df and critical values are its own too */
  double truth;                   /* benefit scale */
  double scale[LANE_SIZES];       /* planned standard error: the unit of errors and sums */
  double unit[LANE_SIZES];        /* 1 / scale */
  double effect[LANE_SIZES];      /* truth in that unit */
  double least;                   /* variances up to this, in that unit, are none */
} LaneHypothesis;

/** Dunnett's constant at one size: a cubic in 1/df at the planned shares n_a / (n_a + n_c), plus a
 *  second-order expansion in the realised shares s: slope d + curve d d, d = s - share. Dunnett
 *  needs one control, so there are at most LANE_ARMS - 1 comparisons. */
enum { LANE_ACTIVE = LANE_ARMS - 1 };
typedef struct {
  double fixed;                   /* used when the df are fixed */
  double cubic[4];
  double share[LANE_ACTIVE], slope[LANE_ACTIVE];
  double curve[LANE_ACTIVE][LANE_ACTIVE]; /* upper triangle; the off-diagonal counted once */
} LaneDunnett;

typedef struct LanePlan {
  LaneDraws draws;
  int own_size, n_hypotheses, n_analyses;
  double direction;               /* +1: higher is better, -1 */
  bool two_sided;

  LaneAnalysis analyses[LANE_ANALYSES];
  LaneHypothesis hypotheses[LANE_HYPOTHESES];

  int n_levels, single_level;     /* the level that a single-step rule uses */
  LaneCritical critical[LANE_LEVELS];
  double critical_fixed[LANE_HYPOTHESES][LANE_LEVELS][LANE_SIZES];
  LaneDunnett dunnett[LANE_SIZES];
  LaneVerdictFn verdict;

  bool omnibus;                   /* one-way F on the first analysis' visit */
  double omnibus_least;           /* sums of squares within arms up to this are none */
  LaneCritical omnibus_critical;
} LanePlan;

/** Index of a df in the cubics: 128 cells an octave up to 8, then 32 an octave, up to 2^17. */
#define LANE_CRITICAL_CELLS (3 * 128 + 14 * 32)
static inline int lane_critical_cell (double df)
{
  union {
    double d;
    uint64_t u;
  } word = { .d = df };
  int octave = (int) (word.u >> 52) - 1023, cell = (int) (word.u >> 45) & 127;
  if (octave < 0)
    return 0;
  if (octave > 16)
    return LANE_CRITICAL_CELLS - 1;
  return octave < 3 ? octave * 128 + cell : 3 * 128 + (octave - 3) * 32 + (cell >> 2);
}
static inline double lane_critical (LaneCritical table, double df)
{
  const double *c = table.cubics[lane_critical_cell (df)];
  double u = 1.0 / df;
  return c[0] + u * (c[1] + u * (c[2] + u * c[3]));
}

/** Sums of one block for one hypothesis at one size, per lane; units of the planned SE, 2^-24.
 *  z is the error of the estimate, v its variance. */
typedef struct {
  int64_t fitted[SIM_LANES], covered[SIM_LANES], benefit[SIM_LANES];
  int64_t z[SIM_LANES], zz[SIM_LANES], vv[SIM_LANES], width[SIM_LANES];
  /* over the rejected: z, z with the sign of the estimate, z^2 */
  int64_t rejected_z[SIM_LANES], signed_z[SIM_LANES], rejected_zz[SIM_LANES];
  /* the bit patterns of z and v, summed modulo 2^64: no last bit can differ unseen, as it could
     behind sums in steps */
  uint64_t bits[SIM_LANES];
} SIM_LANE_ALIGNED LaneCell;

/** Sums of one block for one size. */
typedef struct {
  int64_t failed[SIM_LANES], omnibus[SIM_LANES];
  int64_t analysed[LANE_ARMS][SIM_LANES];
} SIM_LANE_ALIGNED LaneSizeCell;

typedef struct {
  uint32_t count[LANE_BINS], rejected[LANE_BINS];
  uint64_t first[LANE_BINS], first_rejected[LANE_BINS];
} LaneHistogram;

/** What a worker fills for one block of replicates. */
typedef struct {
  LaneCell *cells;           /* [size][hypothesis] */
  LaneSizeCell *sizes;       /* [size] */
  uint32_t *patterns;        /* [size][2^hypotheses]: bit h set = hypothesis h rejected */
  LaneHistogram *histograms; /* [hypothesis], own size */
} LaneBlock;

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

/** A worker's room: one chunk of draws, a tile of records for replicates that are not kept, and
 *  what the analyses find in a tile. */
typedef struct {
  double x[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  double e[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  double u[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  double z[LANE_VISITS][LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  LaneFit fit;
  double *records;
  LanePatients *patients; /* where the plan has people */
  LaneRecruits *recruits; /* where arm sizes are random */
} LaneScratch;

/** The first group's record of a reduction at a size. */
static inline const double *lane_record (const LaneDraws *draws, const double *records,
                                         int reduction, int size)
{
  const LaneReduction *r = &draws->reductions[reduction];
  return records + r->at + (long) size * draws->n_arms * r->n_moments * SIM_LANES;
}

#define LANE_FIXED 16777216.0 /* 2^24 steps of the fixed-point sums per planned SE */
#define LANE_HISTOGRAM_REACH 6.0 /* planned SEs on either side of the truth */

#define SIM_BATCH_LANES(isa)                                                                       \
  /* Draws and reduces groups of eight from replicate first (a multiple of 8) on into records,     \
     draws->stride doubles each. False: told to stop. */                                           \
  bool sim_lanes_reduce_##isa (const LaneDraws *draws, uint64_t first, int groups,                 \
                               LaneScratch *scratch, double *records, const atomic_int *stop);     \
  /* Fits and judges at most LANE_GROUPS groups of records at one size. */                         \
  void sim_lanes_decide_##isa (const LanePlan *plan, int size, const double *records, int groups,  \
                               LaneFit *fit);                                                      \
  /* Decides the records of replicates first .. first + 8 groups - 1 at every size, and adds those \
     of start .. end - 1 to the block. */                                                          \
  void sim_lanes_count_##isa (const LanePlan *plan, uint64_t first, int groups, uint64_t start,    \
                              uint64_t end, const double *records, LaneFit *fit,                   \
                              LaneBlock *block);

SIM_BATCH_LANES (scalar)
SIM_BATCH_LANES (avx2)
SIM_BATCH_LANES (avx512)

#endif
