/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lane-plan.h - a scenario as the lanes see it: everything computable once, in plain arrays.
 *
 * Made by plan.c, read by the kernels, immutable while a run lives. C headers only.
 *
 * A *reduction* turns the patients of one arm at one visit into six sums over those observed:
 * of the standardised baseline x and of the standardised residual e, the latent score being
 * rho x + resid e. Analyses need nothing else, so true means, SDs and the baseline correlation
 * enter only when a record is *decided*. Arms are drawn centred and in SD units, which also keeps
 * the one-pass sums free of cancellation.
 */
#ifndef SIM_RUN_LANE_PLAN_H
#define SIM_RUN_LANE_PLAN_H

#include <stdatomic.h>
#include <stdbool.h>

#include "../base/draw-lanes.h"

enum {
  LANE_ARMS = 6,
  LANE_VISITS = 12,
  LANE_SIZES = 64,
  LANE_HYPOTHESES = 12,
  LANE_ANALYSES = 12,
  LANE_LEVELS = 13, /* 0: the full level a (intervals); k: a / k (or a / m) */
  LANE_BINS = 192
};

/** The sums of a record, each an array of eight lanes. */
enum { LANE_N, LANE_X, LANE_E, LANE_XX, LANE_XE, LANE_EE, LANE_MOMENTS };

typedef struct {
  int visit;                       /* index of the visit */
  int n_terms;                     /* e = sum of weight[j] times the innovation of visit j */
  double weight[LANE_VISITS];
  double rho, resid;               /* latent score = rho x + resid e; rho 0 without a baseline */
  double missing[LANE_ARMS];       /* proportion that has left by this visit */
  bool any_missing;
} LaneReduction;

/** Critical values of one local level as a function of the degrees of freedom: cubics in 1/df. */
typedef struct {
  const double (*cubics)[4];
} LaneCritical;

struct LanePlan;
struct LaneAnalysis;

/** What an analysis estimates for every hypothesis, eight lanes each. */
typedef struct {
  double estimate[LANE_HYPOTHESES][SIM_LANES] SIM_LANE_ALIGNED; /* benefit scale */
  double variance[LANE_HYPOTHESES][SIM_LANES] SIM_LANE_ALIGNED; /* of the estimate */
  double df[LANE_HYPOTHESES][SIM_LANES] SIM_LANE_ALIGNED;
  int64_t fitted[LANE_HYPOTHESES][SIM_LANES] SIM_LANE_ALIGNED;  /* -1, or 0: failed fit */
  int64_t rejected[LANE_HYPOTHESES][SIM_LANES] SIM_LANE_ALIGNED; /* -1: by the whole procedure */
  int64_t omnibus[SIM_LANES] SIM_LANE_ALIGNED;
} LaneFit;

/** record: [arm][moment][lane] of the analysis' reduction at one size. */
typedef void (*LaneFitFn) (const struct LanePlan *plan, const struct LaneAnalysis *analysis,
                           const double *record, LaneFit *fit);
/** Fills fit->rejected from estimates, variances and df. */
typedef void (*LaneVerdictFn) (const struct LanePlan *plan, int size, LaneFit *fit,
                               const double *record);

typedef struct LaneAnalysis {
  int reduction;
  int variant;                    /* t-test: LANE_ALL_ARMS ... */
  int n_hypotheses;
  int hypotheses[LANE_HYPOTHESES]; /* those that this analysis answers */
  double mean[LANE_ARMS], sd[LANE_ARMS]; /* of the score at the visit */
  double baseline_sd;             /* 0 without a baseline */
  bool df_fixed;                  /* the same df in every trial of a size */
  LaneFitFn fit;
} LaneAnalysis;

enum { LANE_ALL_ARMS, LANE_TWO_ARMS, LANE_WELCH };

typedef struct {
  int analysis, a, b;
  double truth;                   /* benefit scale */
  double scale[LANE_SIZES];       /* planned standard error: the unit of the sums */
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
  int n_arms, n_sizes, own_size, n_hypotheses, n_analyses, n_reductions;
  int n_innovations;              /* visits 0 .. n_innovations - 1 are drawn */
  bool baseline, dropout;
  double direction;               /* +1: higher is better, -1 */
  bool two_sided;

  SimKey key_baseline[LANE_ARMS], key_visit[LANE_VISITS][LANE_ARMS], key_dropout[LANE_ARMS];

  /* per arm the sizes in ascending order of its patients: checkpoints of the running sums */
  int checkpoint_n[LANE_ARMS][LANE_SIZES], checkpoint_size[LANE_ARMS][LANE_SIZES];
  int arm_n[LANE_SIZES][LANE_ARMS];

  LaneReduction reductions[LANE_ANALYSES];
  LaneAnalysis analyses[LANE_ANALYSES];
  LaneHypothesis hypotheses[LANE_HYPOTHESES];

  int n_levels, single_level;     /* the level that a single-step rule uses */
  LaneCritical critical[LANE_LEVELS];
  double critical_fixed[LANE_HYPOTHESES][LANE_LEVELS][LANE_SIZES];
  LaneDunnett dunnett[LANE_SIZES];
  LaneVerdictFn verdict;

  bool omnibus;                   /* one-way F on the first analysis' visit */
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

/** Sums of one block for one hypothesis at one size, per lane; units of the planned SE, 2^-24. */
typedef struct {
  int64_t fitted[SIM_LANES], z[SIM_LANES], zz[SIM_LANES], vv[SIM_LANES], width[SIM_LANES];
  int64_t covered[SIM_LANES], benefit[SIM_LANES], magnitude[SIM_LANES], magnitude2[SIM_LANES];
  int64_t rejected_z[SIM_LANES];
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

enum { LANE_CHUNK = 32 }; /* patients a stage; all arrays of a chunk stay in the L1 cache */

/** A worker's room: records [reduction][size][arm][moment][lane] and one chunk of draws. */
typedef struct {
  double *records;
  double x[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  double e[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  double u[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  double z[LANE_VISITS][LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  LaneFit fit;
} LaneScratch;

static inline double *lane_record (const LanePlan *plan, const LaneScratch *scratch, int reduction,
                                   int size)
{
  return scratch->records
         + (((long) reduction * plan->n_sizes + size) * plan->n_arms) * LANE_MOMENTS * SIM_LANES;
}

#define LANE_FIXED 16777216.0 /* 2^24 steps of the fixed-point sums per planned SE */
#define LANE_HISTOGRAM_REACH 6.0 /* planned SEs on either side of the truth */

#define SIM_BATCH_LANES(isa)                                                                       \
  /* Draws and reduces replicates first .. first + 7 into the records. False: told to stop. */     \
  bool sim_lanes_reduce_##isa (const LanePlan *plan, uint64_t first, LaneScratch *scratch,         \
                               const atomic_int *stop);                                            \
  /* Fits and judges the records of one size into scratch->fit. */                                 \
  void sim_lanes_decide_##isa (const LanePlan *plan, int size, LaneScratch *scratch);              \
  /* Simulates replicates start .. end - 1 into the zeroed block. False: told to stop. */          \
  bool sim_lanes_batch_##isa (const LanePlan *plan, uint64_t start, uint64_t end,                  \
                              LaneScratch *scratch, LaneBlock *block, const atomic_int *stop);

SIM_BATCH_LANES (scalar)
SIM_BATCH_LANES (avx2)
SIM_BATCH_LANES (avx512)

#endif
