/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportional-odds.h - the cumulative logit model of ordered categories with all arms in it.
 *
 * logit P (Y <= k | arm a) = theta_k - beta_a (McCullagh 1980), by maximum likelihood; with two
 * categories it is logistic regression on the arms. Of true nulls of four categories Wald's 5 %
 * tests reject 5.1 to 5.7 % with 20 patients an arm, 0 to 20 % lost, and 5.0 with 120. IEEE + - * /
 * and integers only (exp and log from base/elementary.h); no allocation; thread-safe; C headers
 * only.
 */
#ifndef SIM_ANALYSIS_PROPORTIONAL_ODDS_H
#define SIM_ANALYSIS_PROPORTIONAL_ODDS_H

#include <stdbool.h>

enum { SIM_ODDS_ARMS = 6, SIM_ODDS_CATEGORIES = 20 };

/** Log odds of a higher category against the last arm, which has zeros. */
typedef struct {
  double log_odds[SIM_ODDS_ARMS];
  double covariance[SIM_ODDS_ARMS][SIM_ODDS_ARMS]; /* from the observed information */
  int evaluations;                                 /* of the likelihood's derivatives */
} SimProportionalOdds;

/**
 * The fit to counts[arm][category], categories in ascending order. A category that no arm has is
 * left out. False, and a fit of zeros, if there is no finite maximum (separation: an arm all in
 * the lowest or the highest category, or arms whose categories do not overlap enough), if an arm
 * is empty or all patients are in one category, if a count is negative, or if n_arms is not in
 * 2 .. SIM_ODDS_ARMS or n_categories not in 2 .. SIM_ODDS_CATEGORIES. At most 30 evaluations;
 * usually 5.
 */
bool sim_proportional_odds (int n_arms, int n_categories, const int (*counts)[SIM_ODDS_CATEGORIES],
                            SimProportionalOdds *fit);

/** The same for numbers that are expected, which need not be whole. */
bool sim_proportional_odds_expected (int n_arms, int n_categories,
                                     const double (*numbers)[SIM_ODDS_CATEGORIES],
                                     SimProportionalOdds *fit);

/** Log odds ratio of a higher category, arm a against arm b, and its variance. */
double sim_proportional_odds_contrast (const SimProportionalOdds *fit, int a, int b,
                                       double *variance);

#endif
