/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * binary-imputation.h - several draws of the binary scores that a trial misses.
 *
 * The model is a chain of logistic regressions: the log odds of 1 at a visit on arm, baseline,
 * whatever strata and covariates the analysis is adjusted for and the scores at the visits before,
 * each fitted to the patients who were seen at that visit and all before it. An imputation draws
 * the coefficients from the normal approximation to their posterior, about the maximum with the
 * inverse of the information as covariance, and then every score not seen, at the visit analysed
 * and on the way there, of those who were not seen at that visit (Rubin 1987, section 5.3, as R's
 * mice does, method logreg). Where patients just leave, which makes a monotone pattern, nothing
 * more is needed; patients with gaps are left out of the regressions from the gap on, and all gaps
 * of a patient are filled together, with the probability that they have given what was seen before
 * and after.
 *
 * Scores that terms tell apart have no maximum. So the data are augmented by patients of weight
 * below 1 with both scores each (White, Daniel & Royston, Comput Stat Data Anal 2010; 54: 2267-75):
 * one in each arm, with all other terms at their means, and one of no arm half an SD above and
 * below the mean of each other term; all together weigh as many patients as there are coefficients.
 * In that paper the arms would have half an SD from their mean too; here they are alike, whichever
 * comes first.
 *
 * Of true null hypotheses two-sided 5 % tests reject, with one patient in five lost, 40 % events,
 * 120 and 20 patients an arm, by unpooled differences 4.9-5.4 and 5.9-6.4 %, by log odds 4.7-5.1
 * and 3.7-4.7, by standardised proportions 4.9-5.5 and 5.9-7.0: about as these tests do of complete
 * data, for completed data sets are pooled with as many df as Rubin's own. Log odds of 20 an arm
 * reject 3.4-4.0 where gaps of one in ten come to that, or patients are left out of the analysis
 * set. Rubin's variance is right then, 1.01 times that of the estimates; but large log odds ratios
 * come with large variances, wherefore the test rejects 3.9 of complete data too, and the more so
 * the fewer the patients: what differs between imputations is a quarter of the variance in place
 * of a sixth, and Rubin's df in place of the normal distribution take 0.15.
 *
 * IEEE + - * / and sqrt only (exp and log from base/elementary.h); no allocation; thread-safe; C
 * headers only.
 */
#ifndef SIM_ANALYSIS_BINARY_IMPUTATION_H
#define SIM_ANALYSIS_BINARY_IMPUTATION_H

#include "imputation.h"

enum { SIM_BINARY_TERMS = SIM_IMPUTE_COLUMNS + SIM_IMPUTE_VISITS };

/** What is estimated of the completed data, as the analyses of the like names in analyses.def. */
typedef enum {
  SIM_BINARY_DIFFERENCE,  /* proportions, unpooled variances */
  SIM_BINARY_LOGISTIC,    /* log odds */
  SIM_BINARY_STANDARDISED /* g-computation */
} SimBinaryMethod;

/** The fit at one visit: log odds of each arm at the means of the terms, and slopes of these, and
 *  the root of their information. Terms: of patients from the beginning, then visits. */
typedef struct {
  int n_terms, parameters; /* parameters: arms, then terms */
  double mean[SIM_BINARY_TERMS], sd[SIM_BINARY_TERMS]; /* an SD of 0: its slope is 0 */
  double at[SIM_IMPUTE_ARMS + SIM_BINARY_TERMS];
  double root[SIM_IMPUTE_ARMS + SIM_BINARY_TERMS][SIM_IMPUTE_ARMS + SIM_BINARY_TERMS];
  double drawn[SIM_IMPUTE_ARMS + SIM_BINARY_TERMS]; /* of the imputation at hand */
} SimBinaryVisit;

typedef struct {
  const SimImputation *data;
  int n_fixed, n_missing; /* terms from the beginning; patients who are imputed: data->room */
  int done;               /* imputations */
  SimBinaryVisit visits[SIM_IMPUTE_VISITS];
} SimBinaryChain;

/**
 * Fits the chain; data as for sim_impute(), scores 0 or 1, shift in log odds of 1; `as` is not
 * read. data lives as long as the chain is in use. False if fewer than two patients of an arm were
 * seen at all visits up to one.
 */
bool sim_binary_chain (const SimImputation *data, SimBinaryChain *chain);

/** Fills y with the next completed scores of all patients at the last visit (of those of no arm
 *  with what was seen). Where nobody is missing all sets are the same. */
void sim_binary_complete (SimBinaryChain *chain, double *y);

#endif
