/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * log-rank.h - the log-rank test of one pair of arms.
 *
 * In two steps, so that one sort serves every pair of arms, and every size of a trial whose times
 * do not depend on it: sim_log_rank_order() sorts all patients once, sim_log_rank() walks that
 * order and takes the patients of two arms. Results depend on the data alone, not on how ties in
 * time are ordered. With 20 patients an arm, of whom two in three have their event, 5 % tests
 * reject 5.3 to 5.6 % of true nulls, stratified or not, and 5.0 to 5.2 with 120. IEEE + - * / and
 * sqrt and integers only; no allocation; thread-safe; C headers only.
 */
#ifndef SIM_ANALYSIS_LOG_RANK_H
#define SIM_ANALYSIS_LOG_RANK_H

#include <stdbool.h>
#include <stdint.h>

/** Of the experimental arm, and of both. */
typedef struct {
  double observed, expected; /* events in the experimental arm; under equal hazards */
  double variance;           /* of observed - expected: hypergeometric at each time, ties and all */
  int n_experimental, n_control;
  int events; /* in both arms */
} SimLogRank;

/** What they say of the hazard ratio, on the benefit scale: positive favours the experimental arm.
 */
typedef struct {
  double estimate; /* of the log hazard ratio, in one step: (O - E) / V (Yusuf, Peto et al. 1985) */
  double variance; /* 1 / V */
  double z;        /* (O - E) / sqrt (V), the log-rank statistic */
} SimLogRankEffect;

/**
 * Fills order[0 .. n - 1] with the patients 0 .. n - 1 by ascending time, those with equal times
 * in their own order. time, order and spare: n of each; spare's content is lost. A time may be
 * infinite (nothing has happened for as long as one looks). False, order undefined, if n < 1 or a
 * time is NaN. Some n steps where times are spread, n log2 n at most.
 */
bool sim_log_rank_order (int n, const double *time, int *order, int *spare);

/**
 * The sums over patients of two arms. order: n patients by ascending time. A patient whose event
 * is 0 is censored, and at risk at events of that very time. arm[i] is any number of an arm;
 * patients of others than the two, -1 for instance, are passed over. False if there is nothing to
 * test: no event while both arms had patients at risk, so that the variance is 0; result is filled
 * all the same.
 */
bool sim_log_rank (int n, const int *order, const double *time, const uint8_t *event,
                   const int8_t *arm, int experimental, int control, SimLogRank *result);

/**
 * The order of each stratum apart: of grouped[0 .. n - 1] the patients of stratum s, in the order
 * that they have in `order`, stand from start[s] up to start[s + 1]. stratum[i] is 0 .. n_strata
 * - 1, else the patient is left out; start has n_strata + 1 places.
 */
void sim_log_rank_strata (int n, const int *order, const int16_t *stratum, int n_strata,
                          int *grouped, int *start);

/**
 * The sums of sim_log_rank() added up over strata: only patients of one stratum are compared with
 * each other (Peto et al. 1977). grouped and start: as sim_log_rank_strata() fills them. False if
 * there is nothing to test in any of them.
 */
bool sim_log_rank_stratified (int n_strata, const int *grouped, const int *start,
                              const double *time, const uint8_t *event, const int8_t *arm,
                              int experimental, int control, SimLogRank *result);

/** The effect, with variance > 0. better_later: events are bad, as deaths are; else good, as
 *  recoveries are. */
SimLogRankEffect sim_log_rank_effect (const SimLogRank *result, bool better_later);

#endif
