/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lane-draws.h - which patients are drawn, and what is kept of them.
 *
 * A *reduction* turns the patients of one arm at one visit into sums over those observed: of the
 * standardised residual e and, where the outcome has a baseline, of the standardised baseline x,
 * the latent score being rho x + resid e. Most analyses need nothing else, so true means, SDs, the
 * baseline correlation and the rules enter only when records are *decided*. Arms are drawn centred
 * and in SD units, which also keeps the one-pass sums free of cancellation.
 *
 * Where a patient is more than that (lane-people.h) x and e are the standardised scores themselves,
 * and all that the truths have to do with them belongs to the draws. Decisions take rho as 0 and
 * resid as 1. Analyses that sums do not suffice for fit the patients as they are; their records
 * hold estimates and variances.
 *
 * What reduce may read is LaneDraws, and nothing else: two plans with equal draws have equal
 * records, so kept records can be decided again under other truths and rules. C headers only.
 */
#ifndef SIM_RUN_LANE_DRAWS_H
#define SIM_RUN_LANE_DRAWS_H

#include <stdatomic.h>
#include <stdbool.h>

#include "lane-allocation.h"
#include "lane-people.h"

enum {
  LANE_SIZES = 64,
  LANE_HYPOTHESES = 12,
  LANE_ANALYSES = 12,
  LANE_REDUCTIONS = LANE_ANALYSES + 1, /* of each analysis, and of an omnibus test */
  LANE_LEVELS = 13, /* 0: the full level a (intervals); Holm's k: a / k; else as a rule needs */
  LANE_BINS = 192,
  LANE_GROUPS = 8,  /* groups of eight replicates that are decided together */
  LANE_TILE = LANE_GROUPS * SIM_LANES
};

/** The sums of a record, each an array of eight lanes: the first 2 without a baseline, the first 5
 *  with one; N only where patients are lost (else it is arm_n), then all 6. */
enum { LANE_E, LANE_EE, LANE_X, LANE_XX, LANE_XE, LANE_N, LANE_MOMENTS };

struct LaneReduction;

/** What a fit to the patients as they are asks for, beside their scores at its visit. */
enum {
  LANE_COLUMN_BASELINE = 1,
  LANE_COLUMN_VISITS = 2,     /* scores at all visits, and patients who were not seen at its own */
  LANE_COLUMN_STRATA = 4,
  LANE_COLUMN_COVARIATES = 8,
  LANE_COLUMN_PRACTITIONERS = 16,
  LANE_COLUMN_TREATED = 32    /* whether patients were treated as allocated */
};

/**
 * The patients of one trial as they are, for analyses that sums do not suffice for: those who were
 * seen, or with LANE_COLUMN_VISITS all of them; place is that in the arm, so patients of a smaller
 * size are those with place below the arm's number then. Columns that were not asked for are not
 * to be read.
 */
typedef struct {
  uint64_t replicate;      /* of the trial */
  int n;                   /* of all arms */
  double *value;           /* score in the outcome's unit, or time; NaN where it was not seen */
  double *baseline;        /* in the outcome's unit */
  double *score[LANE_VISITS]; /* at each visit of the outcome, as value; NaN where not seen */
  int8_t *level[LANE_STRATA]; /* of each stratum, from 0 */
  int16_t *stratum;        /* the cell of all of them together, from 0, the last stratum fastest */
  double *covariate[LANE_COVARIATES]; /* standardised */
  int *practitioner;       /* a number of his own in the trial; -1: none */
  uint8_t *treated;        /* 1: as allocated; 0: switched, or did not adhere */
  uint8_t *event;          /* of times: 1, or 0 where censored */
  /* where a trial ends with so many events: weeks of accrual before the patient, and what would be
     seen of him if it did not; value and event are then those of the size at hand */
  double *entered, *whole_value;
  uint8_t *whole_event;
  int8_t *arm;
  int *place;
  int n_arms, n_at[LANE_ARMS]; /* numbers of the size at hand */
  int n_visits, n_strata, n_cells, n_covariates;
  double cut;              /* when the events end the trial of the size at hand; else infinite */
  int n_analysed[LANE_ARMS]; /* of the size at hand: those with a value; a fit may say otherwise */
  /* room for a fit: n each, of the patients of the size at hand, and of order as it needs */
  int8_t *arm_now;
  int *whole, *order, *spare;
  bool ordered;            /* order holds what the fit of another size left there */
  double *room;            /* as much as the fits ask for */
} LaneSample;

/** What a fit finds for one pair: the estimate, on the benefit scale, and its variance; -1: no fit.
 *  df: of the t distribution that their ratio is compared with; read only where the method's row
 *  says that it has any. */
typedef struct {
  double estimate, variance, df;
} LaneWholeFit;

/** Fills fit[pair] for each pair of a reduction; what comes in is no fit. */
typedef void (*LaneWholeFn) (const struct LaneReduction *reduction, LaneSample *sample,
                             LaneWholeFit *fit);

struct LaneWhole;
/**
 * The same for eight trials side by side and all sizes, straight from where they are kept
 * (lane-plan.h). n_at: numbers of the arms, [size][arm][lane]. records: [size][row][moment][lane],
 * every moment of which is to be written: of arms the number analysed, of pairs the three of a fit.
 * Returns which lanes (bit 0: the first) it leaves to the fit of one trial.
 */
typedef unsigned (*LaneGroupFn) (const struct LaneReduction *reduction,
                                 const struct LaneWhole *whole, const int64_t *n_at,
                                 double *records);

/** Standardised scores of a point to the outcome's unit: plus + by e; where there is a step, the
 *  nearest of low, low + step ... high, so that scores that are equal are equal in all arms. */
typedef struct {
  double by[LANE_ARMS], plus[LANE_ARMS];
  double low, step, high;
} LaneUnit;

/** What a linear model is adjusted for, and where its standard errors come from. */
typedef struct {
  bool on;
  bool change;             /* scores are changes from baseline */
  bool baseline;
  int n_strata, n_levels[LANE_STRATA]; /* strata: none, or all */
  int n_covariates, covariate[LANE_COVARIATES];
  int se;                  /* LANE_SE_MODEL ... */
} LaneLinear;
enum { LANE_SE_MODEL, LANE_SE_HC3, LANE_SE_CR2, LANE_SE_MIXED };

/** Where the columns of some patients are kept; -1: they are not. */
typedef struct {
  int reduction;           /* the first that reads them */
  int columns, n_visits;
  int baseline, visits, strata, covariates, treated; /* the first column of each */
} LaneStore;

/**
 * Scores that are 1 where those of the outcome have improved enough since baseline, else 0:
 * by_baseline x + by_score e + plus >= 0 with the standardised baseline x and score e. Of a
 * relative improvement the baseline itself, baseline_by x + baseline_plus, must be above 0.
 */
typedef struct {
  bool on, relative;
  double by_baseline, by_score[LANE_ARMS], plus[LANE_ARMS];
  double baseline_by, baseline_plus;
} LaneResponder;

/** Whether such scores of a patient of an arm are a response. */
static inline bool lane_responds (const LaneResponder *responder, int arm, double x, double e)
{
  double gain
      = responder->by_baseline * x + responder->by_score[arm] * e + responder->plus[arm];
  bool above = responder->baseline_by * x + responder->baseline_plus > 0;
  return gain >= 0 && (above || !responder->relative);
}

/** What counts as the score of a patient who was not seen at the visit. */
typedef enum {
  LANE_FILL_NOT,      /* nothing: he is not analysed */
  LANE_FILL_LAST,     /* the last that was seen, else the baseline */
  LANE_FILL_BASELINE, /* the baseline */
  LANE_FILL_FAILURE   /* no response */
} LaneFillKind;

/** Whom of its patients a reduction takes, and with which scores. */
typedef struct {
  LaneFillKind kind;
  bool baseline;                 /* there is one to be carried forward */
  bool treated[LANE_ARMS];       /* only those of the arm who were treated as allocated */
  /* standardised scores of a point to those of the visit: by s + plus */
  double by[LANE_ARMS][LANE_POINTS], plus[LANE_ARMS][LANE_POINTS];
  double failure[LANE_ARMS];     /* no response, as the lanes have scores */
} LaneFill;

/** What is drawn, and what is made of it. */
typedef enum {
  LANE_IMPUTE_SCORES,    /* scores: analysis/imputation.h */
  LANE_IMPUTE_BINARY,    /* 0 and 1: analysis/binary-imputation.h */
  LANE_IMPUTE_RESPONSES, /* scores, and of these 0 and 1 */
  LANE_IMPUTE_KINDS
} LaneImputeKind;

/** How scores that were not seen are drawn several times. */
typedef struct {
  LaneImputeKind kind;
  int imputations, as, reference;
  int method;              /* that of the completed data sets: as these headers have it */
  bool logit[LANE_HYPOTHESES]; /* of each pair: on the scale of log odds */
  double shift[LANE_ARMS]; /* of imputed scores, in their unit; of 0 and 1 in log odds */
  SimKey key_patients[LANE_ARMS], key_model;
} LaneImpute;

/** Ends a trial of times with so many events: value, event and arm_now are then what is seen of it,
 *  arm_now -1 of those who had not entered. */
typedef void (*LaneCutFn) (int events, LaneSample *sample);

typedef struct LaneReduction {
  int people;                      /* which of the people, where there are such */
  bool baseline;                   /* sums hold the baseline too */
  LaneResponder responder;
  LaneFill fill;
  LaneImpute impute;
  int visit;                       /* index of the visit */
  int n_terms;                     /* e = sum of weight[j] times the innovation of visit j */
  double weight[LANE_VISITS];
  double missing[LANE_ARMS];       /* proportion that has left by this visit */
  bool any_missing;
  int n_moments, n_rows;           /* rows: of the arms, then of the pairs of a whole fit */
  long at;                         /* of its records in a group's: [size][row][moment][lane] */
  /* a fit to the patients as they are: rows of arms hold N alone, those of pairs estimate and
     variance */
  LaneWholeFn whole;
  LaneGroupFn group;               /* before it, of eight trials; NULL: one by one */
  int columns, store;              /* what it reads of its patients, and which of the stores */
  LaneUnit unit[LANE_POINTS];      /* of what is drawn */
  LaneUnit value_unit;             /* of what is analysed: of a response its own */
  long room;                       /* doubles that a fit needs */
  int n_patterns;                  /* of visits seen, at most, in a trial */
  bool kenward_roger;
  bool any_visit;                  /* patients who were seen at any visit are analysed */
  LaneLinear linear;
  LaneCutFn cut;                   /* where trials of times end with so many events */
  int events[LANE_SIZES];          /* of all arms together; 0: they do not */
  double direction;                /* +1: more is better, -1 */
  int n_categories;
  int n_scores;                    /* of a grid: how many scores there are; 0: there is none */
  bool exact;                      /* rank tests by the permutation distribution */
  int tail[LANE_HYPOTHESES];       /* of it for each pair: which of SimRankTail, by benefit */
  double tau;                      /* of restricted means: the time up to which they go */
  int n_pairs, pair_a[LANE_HYPOTHESES], pair_b[LANE_HYPOTHESES];
  double contrast[LANE_HYPOTHESES][LANE_ARMS]; /* the weights of each; +1 and -1 of a pair */
} LaneReduction;

/** Of the rows of arms: the number analysed, and of times the events among them and when events
 *  ended the trial, infinite where they did not. Of the rows of pairs: those of a LaneWholeFit. */
enum {
  LANE_WHOLE_N,
  LANE_WHOLE_EVENTS,
  LANE_WHOLE_CUT,
  LANE_WHOLE_ESTIMATE = 0,
  LANE_WHOLE_VARIANCE,
  LANE_WHOLE_DF,
  LANE_WHOLE_MOMENTS
};

/** Whether it keeps patients as they are. */
static inline bool lane_is_whole (const LaneReduction *reduction)
{
  return reduction->whole || reduction->group;
}

/** Which moment is the number analysed. */
static inline int lane_n_moment (const LaneReduction *reduction)
{
  return lane_is_whole (reduction) ? (int) LANE_WHOLE_N : (int) LANE_N;
}

/** All that decides which patients are drawn and which sums are taken. */
typedef struct {
  int n_arms, n_sizes, n_reductions, n_stores, n_columns; /* columns: of all stores together */
  int n_innovations;               /* visits 0 .. n_innovations - 1 are drawn */
  bool baseline, dropout;
  /* by outcome, NULL where nobody needs it; none at all: scores are normal, of patients with
     nothing in common */
  int n_people;
  const LanePeople *people[LANE_OUTCOMES];
  bool random;                     /* arm sizes are random: those of the first recruits */
  LaneAllocation allocation;       /* where they are */
  int total[LANE_SIZES];           /* ascending */
  long stride;                     /* doubles of one group of eight replicates in the records */
  SimKey key_baseline[LANE_ARMS], key_visit[LANE_VISITS][LANE_ARMS], key_dropout[LANE_ARMS];
  /* per arm the sizes in ascending order of its patients: checkpoints of the running sums */
  int checkpoint_n[LANE_ARMS][LANE_SIZES], checkpoint_size[LANE_ARMS][LANE_SIZES];
  int arm_n[LANE_SIZES][LANE_ARMS];
  LaneReduction reductions[LANE_REDUCTIONS];
  LaneStore stores[LANE_REDUCTIONS];
} LaneDraws;

/** Whether a reduction keeps patients whose scores are times to an event. */
static inline bool lane_is_of_times (const LaneDraws *draws, const LaneReduction *reduction)
{
  return lane_is_whole (reduction) && draws->n_people > 0 && draws->people[reduction->people]
         && draws->people[reduction->people]->times;
}

/** The first such reduction; -1: there is none. */
static inline int lane_first_of_times (const LaneDraws *draws)
{
  for (int r = 0; r < draws->n_reductions; r++)
    if (lane_is_of_times (draws, &draws->reductions[r]))
      return r;
  return -1;
}

#endif
