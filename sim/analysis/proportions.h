/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportions.h - tests and intervals of proportions from counts: chi-squared, score tests against
 * a bound, intervals of a difference, contrasts of several arms.
 *
 * A count is how many of n have the event, 0 <= x <= n, n >= 1; whole numbers that are held in
 * doubles. IEEE + - * / and sqrt only; no allocation; thread-safe; C headers only.
 */
#ifndef SIM_ANALYSIS_PROPORTIONS_H
#define SIM_ANALYSIS_PROPORTIONS_H

#include <stdbool.h>

enum { SIM_PROPORTION_ARMS = 6 };

typedef struct {
  double x, n;
} SimCount;

typedef struct {
  double low, high;
} SimLimits;

/** Pearson's chi-squared of n_arms arms by two outcomes, without Yates' correction; df n_arms - 1.
 *  With two arms it is the square of the pooled z. 0 where all patients are alike. */
double sim_pearson_chi_squared (int n_arms, const SimCount *arms);

/**
 * The proportions of a and b that are likeliest under p_a - p_b = difference, -1 < difference < 1:
 * the root of the likelihood equation, a cubic (Miettinen & Nurminen, Stat Med 1985; 4: 213-26).
 */
void sim_restricted_proportions (SimCount a, SimCount b, double difference, double *p_a,
                                 double *p_b);

/**
 * Farrington and Manning's statistic against p_a - p_b = difference (Stat Med 1990; 9: 1447-54):
 * the observed difference less that, over its standard error at the restricted proportions. At a
 * difference of 0 it is the pooled z. 0 where that standard error is 0.
 */
double sim_score_statistic (SimCount a, SimCount b, double difference);

/** Wilson's interval of one proportion (JASA 1927; 22: 209-12). z: normal quantile, z > 0. */
SimLimits sim_wilson_interval (SimCount a, double z);

/** Newcombe's interval of p_a - p_b from Wilson's of each: his method 10 (Stat Med 1998; 17:
 *  873-90). */
SimLimits sim_newcombe_interval (SimCount a, SimCount b, double z);

/**
 * Miettinen and Nurminen's interval: the differences that the score statistic, its variance times
 * N / (N - 1), does not reject at z > 0. Exact to 1e-12; some twenty restricted fits.
 */
SimLimits sim_miettinen_nurminen_interval (SimCount a, SimCount b, double z);

/** A contrast sum of weight x proportion, or of weight x logit, and variances of its estimate. */
typedef struct {
  double estimate;
  double unrestricted; /* variance at the observed proportions */
  double restricted;   /* at the likeliest ones for which the contrast is `bound` */
  double proportion[SIM_PROPORTION_ARMS]; /* those; 0 of arms whose weight is 0 */
} SimProportionContrast;

/**
 * The contrast of proportions against a bound; weights of any sum. With weights 1, -f, -(1 - f) and
 * bound 0 it is the retention test (Kieser & Friede, Stat Med 2007; 26: 253-73). False if no
 * proportions between 0 and 1 have that contrast.
 */
bool sim_proportion_contrast (int n_arms, const SimCount *arms, const double *weight, double bound,
                              SimProportionContrast *contrast);

/** The same on the logit scale. False if an arm whose weight is not 0 has all or none with the
 *  event: its logit does not exist. The restricted variance is exact to 1e-9 unless a restricted
 *  proportion lies within 1e-6 of 0 or 1, where it is so large that nothing can be shown. */
bool sim_logit_contrast (int n_arms, const SimCount *arms, const double *weight, double bound,
                         SimProportionContrast *contrast);

#endif
