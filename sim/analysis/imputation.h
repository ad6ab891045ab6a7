/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imputation.h - several draws of the scores that a trial misses, and what they say together.
 *
 * The model is a chain of regressions: a score at a visit on arm, baseline, whatever strata and
 * covariates the analysis is adjusted for and the scores at the visits before, with slopes and a
 * residual variance that all arms have in common, each fitted to the patients who were seen at that
 * visit and all before it. An imputation draws the parameters from their posterior under the usual
 * flat prior (the variance from a scaled inverse chi-squared on patients - arms - slopes df,
 * coefficients normal given it; Rubin 1987, section 5.3) and then every score not seen of those who
 * are not seen at the visit analysed, given all that was seen of the patient. Where patients just
 * leave, which makes a monotone pattern, this is the whole posterior; patients with gaps are left
 * out of the regressions from the gap on, and a gap is filled given what was seen before and after
 * it. Imputed scores are not rounded and not limited, but where a response is made of them.
 *
 * By reference (Carpenter, Roger & Kenward, J Biopharm Stat 2013; 23: 1352-71) whoever leaves, and
 * is not seen at a later visit either, has from then on the means of the reference arm (jump), or
 * the last mean of his own arm plus the increments of the reference arm (copy increments), given
 * the baseline; what was seen of him counts as a deviation from the means of his own arm. Rubin's
 * variance is known to be too large
 * then (the same paper's discussion; Cro et al., Stat Med 2019; 38: 2663-81): intervals are wide
 * rather than narrow. It is slightly too large as well where the analysis leaves out what the model
 * knows, as a t test does the baseline (Meng, Stat Sci 1994; 9: 538-58), and with few patients. Of
 * true null hypotheses two-sided 5 % tests reject, with one patient in five lost, alone, or with
 * gaps of one in ten beside that or patients left out of the analysis set:
 *
 *   per cent, 120 and 20 an arm   t test             change             ANCOVA
 *   multiple imputation, delta    4.6-5.0, 3.8-4.7   the same           the same
 *   jump to reference             1.4-2.6, 1.4-2.3   1.3-2.4, 1.0-2.0   0.9-1.9, 0.6-1.5
 *   copy increments               3.0-4.0, 2.7-3.6   3.0-4.0, 2.4-3.3   2.6-3.7, 2.1-3.0
 *
 * The lower ends are those with gaps, of which more is imputed. ANCOVA that is adjusted for strata
 * or covariates, with the baseline or without, rejects with jump to reference 0.7-2.1 and 0.8-2.0,
 * with copy increments 2.4-3.6 and 2.1-3.3: the more of the scores the analysis explains, the less.
 *
 * A response is made of an imputed score as of one that was seen, after it was brought to the
 * nearest score that the outcome has (Floden & Bell, BMC Med Res Methodol 2019; 19: 161, impute the
 * scores and cut them too). A proportion leaves out nearly all that the model knows, so Rubin's
 * variance is too large for the same reason, and more so; log odds of few patients, which reject
 * less anyway (binary-imputation.h), come below that. Where seven in ten respond:
 *
 *   per cent, 120 and 20 an arm   proportions          log odds
 *   multiple imputation, delta    3.3-3.9, 3.8-4.8     3.1-3.6, 1.9-2.7
 *   jump to reference             1.5-2.3, 1.9-3.1     1.3-2.1, 0.8-1.4
 *   copy increments               2.4-3.2, 2.8-4.0     2.2-2.9, 1.3-1.9
 *
 * IEEE + - * / and sqrt and integers only (log from base/elementary.h); no allocation; thread-safe;
 * C headers only.
 */
#ifndef SIM_ANALYSIS_IMPUTATION_H
#define SIM_ANALYSIS_IMPUTATION_H

#include <stdbool.h>
#include <stdint.h>

#include "../base/stream.h"
#include "linear-model.h"

enum {
  SIM_IMPUTE_ARMS = 6,
  SIM_IMPUTE_VISITS = 12,
  SIM_IMPUTATIONS = 100,
  SIM_IMPUTE_COLUMNS = SIM_LINEAR_COLUMNS, /* the baseline, covariates, levels of strata */
  SIM_IMPUTE_TERMS = SIM_IMPUTE_VISITS + SIM_IMPUTE_COLUMNS
};

typedef enum {
  SIM_IMPUTE_AT_RANDOM, /* as those of the own arm who were seen */
  SIM_IMPUTE_JUMP,      /* jump to reference */
  SIM_IMPUTE_COPY       /* copy increments in reference */
} SimImputeAs;

typedef struct {
  int n, n_arms, n_visits;    /* the last visit is the one that is analysed */
  int n_later;                /* with those after it, of which is read but who came to them */
  const int8_t *arm;          /* of each patient; -1: of none */
  const int *place;           /* in the arm, ascending there: draws belong to it */
  const double *baseline;     /* NULL: there is none */
  const double *const *score; /* [visit][patient], in the outcome's unit; NaN: not seen */
  /* what else the models are adjusted for, as SimLinearData has it: covariates, then strata */
  int n_numbers, n_factors;
  const double *number[SIM_LINEAR_NUMBERS - 1];
  const int8_t *level[SIM_LINEAR_FACTORS];
  int n_levels[SIM_LINEAR_FACTORS];
  int imputations;            /* 2 to SIM_IMPUTATIONS */
  SimImputeAs as;
  int reference;                 /* arm; read only by reference */
  double shift[SIM_IMPUTE_ARMS]; /* added to every score imputed at the visit analysed, by arm */
  /* streams of the replicate: of the patients of each arm, and of the model */
  SimStream patients[SIM_IMPUTE_ARMS], model;
  int *room; /* n */
} SimImputation;

/** The regression at one visit, and what an imputation draws of it. Terms: 0 the baseline, what
 *  else patients have from the beginning, then the visits before. */
typedef struct {
  /* of those who are complete up to here; last: the score */
  double n[SIM_IMPUTE_ARMS], mean[SIM_IMPUTE_ARMS][SIM_IMPUTE_TERMS + 1];
  /* root of the sums of products; its last row that of the score, then of the residual sum */
  double lower[SIM_IMPUTE_TERMS + 1][SIM_IMPUTE_TERMS + 1];
  int df;
} SimScoreVisit;

typedef struct {
  double slope[SIM_IMPUTE_TERMS], sigma;
  /* marginal mean of an arm: mean + sum of by[t] times what patients have from the beginning */
  double mean[SIM_IMPUTE_ARMS], by[SIM_IMPUTE_COLUMNS];
} SimScoreDraw;

/** What patients have from the beginning: a number less a centre, or whether a level is theirs. */
typedef struct {
  const double *number;
  double centre;
  const int8_t *level;
  int8_t is;
} SimScoreColumn;

/** The chain fitted to a trial. Much of it is never filled: only what is read. */
typedef struct {
  const SimImputation *data;
  int n_missing; /* patients who are imputed: data->room */
  bool gaps;     /* one of them was seen after a gap */
  int fixed;     /* columns that there are, the baseline first, which is 0 where there is none */
  SimScoreColumn columns[SIM_IMPUTE_COLUMNS];
  SimScoreVisit visits[SIM_IMPUTE_VISITS];
  SimScoreDraw drawn[SIM_IMPUTE_VISITS];
  double covariance[SIM_IMPUTE_VISITS][SIM_IMPUTE_VISITS];
  SimStream patients[SIM_IMPUTE_ARMS], model; /* of the next imputation */
  SimJump patient, imputation, regression;    /* how far apart their draws are */
} SimScoreChain;

/**
 * Fits the chain; data lives as long as it is in use. False if a regression cannot be fitted: fewer
 * than two patients of an arm were seen at all visits up to one, or no df are left. A slope that
 * the others explain, or on scores that are all the same, is 0.
 */
bool sim_score_chain (const SimImputation *data, SimScoreChain *chain);

/** Fills y with the next completed scores of all patients at the last visit (of those of no arm
 *  with what was seen). Where nobody is missing all sets are the same. */
void sim_score_complete (SimScoreChain *chain, double *y);

/** Of the completed data sets what analyses of the last visit need. Scores are less a centre that
 *  all arms have in common, baselines less another. */
typedef struct {
  int n_arms, imputations; /* 1 where nothing was missing */
  double change;           /* centre of the scores less that of the baselines */
  int n_imputed;           /* patients */
  int n_columns;           /* the baseline, then what else the models are adjusted for */
  double n[SIM_IMPUTE_ARMS], x[SIM_IMPUTE_ARMS][SIM_IMPUTE_COLUMNS]; /* patients; means */
  double sxx[SIM_IMPUTE_ARMS];                                       /* of the baseline */
  double xx[SIM_IMPUTE_COLUMNS][SIM_IMPUTE_COLUMNS]; /* within arms, lower triangle */
  double y[SIM_IMPUTATIONS][SIM_IMPUTE_ARMS], syy[SIM_IMPUTATIONS][SIM_IMPUTE_ARMS];
  double sxy[SIM_IMPUTATIONS][SIM_IMPUTE_ARMS];   /* with the baseline */
  double xy[SIM_IMPUTATIONS][SIM_IMPUTE_COLUMNS]; /* with every column, within arms */
} SimImputed;

/** Fills imputed with all imputations of the chain. False, and imputed undefined, if there is none.
 */
bool sim_impute (const SimImputation *data, SimImputed *imputed);

/** As the analyses of the same names in analyses.def. */
typedef enum {
  SIM_IMPUTED_ALL_ARMS, /* t test, pooled over all arms */
  SIM_IMPUTED_TWO_ARMS, /* t test, pooled over those whose weight is not 0 */
  SIM_IMPUTED_WELCH,    /* its complete df: the mean of those of the completed data sets */
  SIM_IMPUTED_CHANGE,   /* change from baseline, pooled over all arms */
  SIM_IMPUTED_WITHIN,   /* change from baseline in the arm whose weight is not 0, by its own SD */
  SIM_IMPUTED_ANCOVA,
  SIM_IMPUTED_ADJUSTED /* ANCOVA without the baseline, for what else there is */
} SimImputedMethod;

/** The contrast of arm means, sum of weights 0 but for WITHIN, pooled by Rubin's rules
 *  (rubin.h). False if there are no df left, or the baseline does not vary for ANCOVA. */
bool sim_imputed_contrast (const SimImputed *imputed, SimImputedMethod method,
                           const double *weights, double *estimate, double *variance, double *df);

#endif
