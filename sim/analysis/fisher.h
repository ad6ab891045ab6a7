/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fisher.h - Fisher's exact test of two proportions.
 *
 * IEEE + - * / and integers only; no allocation; thread-safe; C headers only.
 */
#ifndef SIM_ANALYSIS_FISHER_H
#define SIM_ANALYSIS_FISHER_H

/** P-values under the hypergeometric distribution of x_a given all margins. */
typedef struct {
  double two_sided; /* of all tables that are no likelier, by R's slack of a share of 1e-7 */
  double greater;   /* so many or more events in arm a */
  double less;      /* so few or fewer */
} SimFisher;

/**
 * x_a of n_a against x_b of n_b with the event, 0 <= x <= n; p-values are 1 where n_a or n_b is 0.
 * Relative errors below 1e-12 (1e-300 and less may be 0). The number of steps is that of the
 * tables that count, at most the smallest margin.
 */
SimFisher sim_fisher (int x_a, int n_a, int x_b, int n_b);

/**
 * The same of all tables of a margin, `events` in both arms, with low to high of them in arm a, in
 * the time of three or so: p[x - low] of x. 0 <= events <= n_a + n_b, low <= high, both among the
 * numbers that there can be; scratch: 3 (n_a + 1) numbers. The sums are in another order, so the
 * last bits may be other ones.
 */
void sim_fisher_margin (int n_a, int n_b, int events, int low, int high, double *scratch,
                        SimFisher *p);

#endif
