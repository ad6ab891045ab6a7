/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ranks.h - what the ranks of patients say of one pair of arms, alone or stratum by stratum, and
 * of all arms together.
 *
 * Sums are whole numbers, so that they are the same however they were counted; rank-lanes.h counts
 * them for eight trials side by side. All walk the patients in the order of sim_log_rank_order()
 * (log-rank.h); how it breaks ties does not matter.
 *
 * The normal and chi-squared approximations err on the safe side: with 20 patients an arm 5 % tests
 * of two arms, stratified or not, reject 4.75 to 5.0 % of true nulls, Kruskal and Wallis's of
 * three 4.7 to 4.95; with 120 all reject 4.85 to 5.0. The exact test goes in steps: 4.5 to 4.9 %
 * with 20, ties or none.
 *
 * IEEE + - * / and sqrt and integers only; no allocation; thread-safe; C headers only.
 */
#ifndef SIM_ANALYSIS_RANKS_H
#define SIM_ANALYSIS_RANKS_H

#include <stdbool.h>
#include <stdint.h>

/** Scores on a grid of up to so many are counted, not sorted. */
enum { SIM_RANK_SCORES = 256 };

/** One pair of arms, all of it or one stratum. */
typedef struct {
  int n_a, n_b;
  /* pairs of patients in which that of A has the higher value less those in which he has the
     lower: 2 U - n_a n_b of Mann & Whitney's U of A */
  int64_t net;
  int64_t ties;         /* sum of t^3 - t over the groups of t patients of equal value */
  /* while they are counted: the value at hand, and who lies below it */
  double value;
  int below_a, below_b;
} SimRankPair;

/** P(A higher) + P(equal) / 2 - 1/2 as it was seen, and its variance where A and B are alike
 *  (mid-ranks; Lehmann 1975, 1.5): of double and vectors of them alike. */
#define SIM_RANK_ESTIMATE(net, n_a, n_b) ((net) / (2.0 * ((n_a) * (n_b))))
#define SIM_RANK_VARIANCE(ties, n_a, n_b, n)                                                       \
  ((((n) + 1.0) - (ties) / ((n) * ((n) - 1.0))) / (12.0 * ((n_a) * (n_b))))

/**
 * Counts two arms over n patients, order as sim_log_rank_order() gives it. arm[i] is any number of
 * an arm; patients of others than the two are passed over.
 */
void sim_rank_pair (int n, const int *order, const double *value, const int8_t *arm, int a, int b,
                    SimRankPair *pair);
/** The same for each stratum: cell[i] is that of patient i, 0 .. n_cells - 1; fills n_cells. */
void sim_rank_cells (int n, const int *order, const double *value, const int8_t *arm,
                     const int16_t *cell, int a, int b, int n_cells, SimRankPair *cells);

/**
 * Mann-Whitney test without a continuity correction: the estimate, above 0 where A is higher, and
 * the tie-corrected variance it has if the arms are alike; estimate / sqrt (variance) is the
 * statistic. Both are 0 where all values are equal. False if an arm has nobody.
 */
bool sim_rank_effect (const SimRankPair *pair, double *estimate, double *variance);
/**
 * Van Elteren's test (1960): strata weighted by 1 / (n + 1) of their rank sums. The estimate is the
 * mean of theirs with weights n_a n_b / (n + 1), which is what that comes to. False if no stratum
 * has patients of both arms.
 */
bool sim_rank_stratified (int n_cells, const SimRankPair *cells, double *estimate,
                          double *variance);

/**
 * H of Kruskal & Wallis, corrected for ties, of the arms 0 .. n_arms - 1 that have anybody; h is
 * compared with chi squared on df. Patients of other numbers are passed over. False if fewer than
 * two arms have anybody or all values are equal: there is nothing to test.
 */
bool sim_rank_omnibus (int n, const int *order, const double *value, const int8_t *arm, int n_arms,
                       double *h, int *df);

/** Up to so many patients of both arms together the distribution is enumerated. */
enum { SIM_RANK_EXACT_MOST = 50, SIM_RANK_ARMS = 6 };

/** Which deviations are as extreme as that seen. */
typedef enum { SIM_RANK_HIGHER, SIM_RANK_LOWER, SIM_RANK_EITHER } SimRankTail;

/**
 * P that a random division of the patients into arms of these sizes gives a sum of mid-ranks of A
 * as high as that seen or higher, as low or lower, or as far from its mean either way. False if
 * there are more than SIM_RANK_EXACT_MOST patients or an arm has nobody. Some n^4 / 50 steps.
 */
bool sim_rank_exact (int n, const int *order, const double *value, const int8_t *arm, int a, int b,
                     SimRankTail tail, double *p);
/**
 * The variance with which the normal test has the p-value p at an estimate above or below 0, p that
 * of one side (SIM_RANK_HIGHER) or both (SIM_RANK_EITHER), so that every rule decides as by p.
 * Where p is 0.5 or more, which no rule calls significant, at least `variance`.
 */
double sim_rank_exact_variance (double estimate, double variance, double p, SimRankTail tail);

#endif
