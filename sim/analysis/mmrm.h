/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mmrm.h - the mixed model for repeated measures with all arms in it.
 *
 * The score of patient i at visit v is mean[arm][v] + slope[v] baseline + e[i][v]: arms and the
 * baseline by visit, and one unstructured covariance matrix R of e over the visits for all arms,
 * by REML over whatever visits were seen (likelihood under missing at random). Patients without a
 * baseline or without any visit are left out.
 *
 * Of patients that are never seen again once they are missing REML has a closed form, as every
 * term of the mean differs by visit: visit v is regressed on arms, baseline and the visits before
 * among those seen at v, and the residual sum divided by their number less arms less 1 (the
 * factored likelihood of Anderson 1957). Else that is the start of Newton's method with the
 * observed information, or of scoring with the expected one where that does not climb. All
 * that depends on the patients is the sums of each pattern of visits seen.
 *
 * The likelihood of few patients of whom some come back can have two maxima; the one is found that
 * lies uphill of the start. Of 2,600 small data sets (7 to 13 patients an arm) that happened to 4.
 *
 * Degrees of freedom are Satterthwaite's: 2 v^2 / (g' H^-1 g), v the variance of the contrast, g
 * its gradient in the elements of R and H the observed information on them, as in the R package
 * mmrm.
 * With Kenward and Roger's correction the variance is adjusted as mmrm does by default, with the
 * term of second derivatives of R in its own parameters (the lower triangle of the Cholesky root,
 * each row over its diagonal, and the logarithms of the diagonal); df of a single contrast are
 * Satterthwaite's.
 *
 * Under no effect 5.0 % of trials with 50 patients an arm are rejected at 5 % by Satterthwaite's df
 * when 15 or 30 % are lost, 5.0 and 5.2 of 20, 5.1 and 5.3 of 12, 5.2 and 5.6 of 8; 5.0 when nobody
 * is, for then they are exact. The adjusted variance is the smaller one, because of that term: 5.1,
 * 5.6, 6.1 and 6.7 % with 15 % lost, and 6.4 of 8 an arm with nobody lost.
 *
 * IEEE + - * / sqrt and integers (log from base/elementary.h); no allocation; thread-safe; C
 * headers only.
 */
#ifndef SIM_ANALYSIS_MMRM_H
#define SIM_ANALYSIS_MMRM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  SIM_MMRM_ARMS = 6,
  SIM_MMRM_VISITS = 12,
  SIM_MMRM_PATTERNS = (1 << SIM_MMRM_VISITS) - 1,
  SIM_MMRM_PARAMETERS = SIM_MMRM_VISITS * (SIM_MMRM_VISITS + 1) / 2
};

/** A pivot that is so small a share of what it was before elimination is nothing. */
#define SIM_MMRM_SINGULAR 1e-11

/** Patients of a trial; arm[i] below 0: not there; NaN where a score or a baseline was not seen. */
typedef struct {
  int n_arms, n_visits, n;
  const int8_t *arm;
  const double *baseline;
  double *const *score; /* [visit][patient] */
} SimMmrmData;

/** A fit. The matrices after `evaluations` lie in the caller's room, row after row; they are for
 *  the functions of this header. */
typedef struct {
  int n_arms, n_visits, n_parameters, n_patterns;
  int n[SIM_MMRM_ARMS];                                      /* patients in the model */
  double covariance[SIM_MMRM_VISITS * SIM_MMRM_VISITS];      /* R, rows of n_visits */
  double log_likelihood;                                     /* restricted, without constants */
  bool kenward_roger;
  int evaluations;                                           /* of the likelihood's derivatives */
  double shift_x, shift_y[SIM_MMRM_VISITS];                  /* taken off before sums are made */
  double *patterns, *inverse_n, *tilt, *border, *inverse_s, *mean, *slope;
  double *derivatives, *information, *root, *inverse, *second;
} SimMmrm;

/** A contrast of arms at a visit. */
typedef struct {
  double estimate, variance, df;
} SimMmrmContrast;

/** Doubles of room that a fit needs; n_patterns: of visits seen, at most; n_visits where nobody
 *  comes back, else no more than 2^n_visits - 1 or the patients. */
size_t sim_mmrm_room (int n_arms, int n_visits, int n_patterns);

/**
 * The fit. False if there is none: an arm without patients at a visit, too few patients for R, a
 * baseline that is the same for all, variances or correlations at their bounds, no convergence in
 * 50 evaluations, or arms or visits out of range. n_patterns: those that room is for; false if
 * there are more. room stays with the fit and may be reused after it.
 */
bool sim_mmrm (const SimMmrmData *data, bool kenward_roger, int n_patterns, double *room,
               SimMmrm *fit);

/** Sum of weight[arm] times the mean of the arm at a visit, at the mean baseline of all patients
 *  in the model, which does not matter where weights add up to 0. False if its variance is not
 *  positive (that of Kenward and Roger need not be) or the df cannot be had. */
bool sim_mmrm_contrast (const SimMmrm *fit, int visit, const double *weight,
                        SimMmrmContrast *contrast);

#endif
