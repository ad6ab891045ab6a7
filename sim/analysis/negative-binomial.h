/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * negative-binomial.h - negative binomial regression of counts on the arms, all in one model.
 *
 * log link, variance mu + kappa mu^2 with one dispersion kappa for all arms, by maximum likelihood.
 * Everybody is watched for the same time, so the fitted means are the arms' means whatever kappa
 * is, the time cancels from every ratio, and kappa alone has to be searched. Its maximum is too
 * small a dispersion in small arms: of true nulls Wald's 5 % tests reject 6.0 to 7.1 % with 20
 * patients an arm (two events each, kappa 0.5, one to two in five not analysed) and 4.9 to 5.4 with
 * 120. IEEE + - * / and sqrt and integers only; no allocation; thread-safe; C headers only.
 */
#ifndef SIM_ANALYSIS_NEGATIVE_BINOMIAL_H
#define SIM_ANALYSIS_NEGATIVE_BINOMIAL_H

#include <stdbool.h>
#include <stdint.h>

enum { SIM_COUNT_ARMS = 6 };

/** All that the fit reads of a trial. */
typedef struct {
  int n_arms;
  int n[SIM_COUNT_ARMS];         /* patients */
  double events[SIM_COUNT_ARMS]; /* of all of them together */
  int most;                      /* no patient has more events */
  const int *patients;           /* [0 .. most]: with so many events, all arms together */
} SimEventCounts;

typedef struct {
  double dispersion; /* kappa; 0 where counts vary no more than Poisson's */
  int n_arms;
  double mean[SIM_COUNT_ARMS];     /* events a patient */
  double variance[SIM_COUNT_ARMS]; /* of the log mean: (1 / mean + kappa) / n, infinite at mean 0 */
  int evaluations;                 /* of the score of kappa */
} SimNegativeBinomial;

/**
 * Counts the patients of a list: y[i] events of patient i in arm[i]; arms outside 0 .. n_arms - 1
 * are passed over. patients: room for the numbers 0 .. room - 1, filled here and kept by counts.
 * False if n_arms is not in 1 .. SIM_COUNT_ARMS, or some y is negative or not below room.
 */
bool sim_event_counts (int n_arms, int n, const int *y, const int8_t *arm, int room, int *patients,
                       SimEventCounts *counts);

/**
 * The fit. False, and a fit of zeros, if an arm has no patients, nobody had an event, n_arms is not
 * in 1 .. SIM_COUNT_ARMS, the numbers contradict one another, or kappa is not found within 100
 * evaluations; usually there are 6, each of `most` divisions.
 */
bool sim_negative_binomial (const SimEventCounts *counts, SimNegativeBinomial *fit);

/** Log rate ratio of arm a against arm b, and Wald's variance from the expected information. False,
 *  and zeros, if one of the arms had no events. */
bool sim_negative_binomial_contrast (const SimNegativeBinomial *fit, int a, int b, double *estimate,
                                     double *variance);

#endif
