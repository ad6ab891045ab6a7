/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * logistic.h - logistic regression of a binary outcome on the arms and any covariates, and the
 * proportions of arms that are standardised with it.
 *
 * Standard errors are those of large samples. Of two arms without covariates the tests are Wald's
 * of two proportions; with covariates, 20 patients an arm and 0 to 20 % lost, 5 % tests of log odds
 * reject 4.2 to 5.0 % of true nulls, those of standardised proportions 6.1 to 7.2; with 120 it is
 * 4.9 to 5.4 and 5.1 to 5.7.
 *
 * The covariates are those of linear-model.h, in whose basis the model is fitted. IEEE + - * / and
 * sqrt only (exp and log from base/elementary.h); no allocation; thread-safe; C headers only.
 */
#ifndef SIM_ANALYSIS_LOGISTIC_H
#define SIM_ANALYSIS_LOGISTIC_H

#include "linear-model.h"

/** The fit; it reads the basis that it was made in. */
typedef struct {
  SimLinearModel basis;
  double scale; /* of the basis: its columns times this have a mean square of 1 */
  /* log odds of each arm at the covariates' means over all patients */
  double log_odds[SIM_LINEAR_ARMS];
  double covariance[SIM_LINEAR_ARMS][SIM_LINEAR_ARMS]; /* from the information */
  double slope[SIM_LINEAR_COLUMNS];                    /* of the scaled basis */
  int evaluations;                                     /* of the likelihood's derivatives */
} SimLogistic;

/**
 * The fit by maximum likelihood to data whose y are 0 or 1; room as for sim_linear_model(), in use
 * as long as the fit is. False if there is no finite maximum (separation: an arm with all or none,
 * or covariates that tell the outcomes apart), or where sim_linear_model() is false. At most 40
 * evaluations, usually 5.
 */
bool sim_logistic (const SimLinearData *data, double *room, SimLogistic *fit);

/** The sum of weights[arm] times the log odds, and its variance. */
double sim_logistic_contrast (const SimLogistic *fit, const double *weights, double *variance);

/** Proportions of arms if all patients analysed had been in that arm, and their covariance. */
typedef struct {
  double proportion[SIM_LINEAR_ARMS];
  double covariance[SIM_LINEAR_ARMS][SIM_LINEAR_ARMS];
} SimStandardised;

/**
 * Standardises (g-computation): the mean over all patients of what the fit predicts in each arm.
 * The covariance is that of the empirical influence function, which holds whether or not the model
 * does (Tsiatis, Davidian, Zhang & Lu, Stat Med 2008; 27: 4658-77; Ye, Bannick, Yi & Shao 2023),
 * times n / (n - columns); without covariates it is p (1 - p) / n of each arm. data: that of the
 * fit.
 */
void sim_standardise (const SimLinearData *data, const SimLogistic *fit,
                      SimStandardised *standardised);

/** The sum of weights[arm] times the proportions, and its variance. */
double sim_standardised_contrast (const SimStandardised *standardised, int n_arms,
                                  const double *weights, double *variance);

#endif
