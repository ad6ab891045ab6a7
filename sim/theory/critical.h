/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * critical.h - critical values of the tests, to full precision (the plan rounds them).
 *
 * Degrees of freedom are real and may be infinite. All functions are pure and thread-safe; an
 * argument outside its domain gives NaN.
 */
#ifndef SIM_THEORY_CRITICAL_H
#define SIM_THEORY_CRITICAL_H

#include <glib.h>

G_BEGIN_DECLS

/** Upper quantile of t: P(T > c) = alpha_one_tail; df > 0. */
double sim_critical_t (double alpha_one_tail, double df);

/** Upper quantile of F: P(F > c) = alpha; df1, df2 > 0; df2 above 4e5 counts as infinite. */
double sim_critical_f (double alpha, double df1, double df2);

/**
 * Dunnett's constant for n_active arms against one control on a pooled variance (Dunnett 1955):
 * sides 2: P(max |T_i| > c) = alpha, sides 1: P(max T_i > c) = alpha, with correlations
 * lambda_i * lambda_j, lambda_i = sqrt (n_i / (n_i + n_control)) in [0, 1). Accurate to 1e-9 for
 * df from 1 to infinity. alpha in (0, 1), n_active >= 1.
 */
double sim_critical_dunnett (double alpha, guint sides, double df, guint n_active,
                             const double *lambda);

/** P(max |T_i| > c) or P(max T_i > c): the chance whose root the constant above is. */
double sim_dunnett_upper (double c, guint sides, double df, guint n_active, const double *lambda);

/**
 * P(range / s > q) of n_means independent standard normal values, 2 or more, s an independent
 * estimate of their SD with df (studentised range). Absolute error below 1e-12, df from 2 on;
 * libRmath's ptukey is off by 1e-8 and more.
 */
double sim_range_upper (double q, guint n_means, double df);

/**
 * Tukey's constant for |t| of all pairs of n_means arms: the upper quantile of the studentised
 * range over the root of 2, accurate to 1e-10. With unequal numbers (Kramer 1956) it is
 * conservative (Hayter, Ann Stat 1984; 12: 61-75). alpha in (0, 1), n_means >= 2.
 */
double sim_critical_tukey (double alpha, guint n_means, double df);

G_END_DECLS
#endif
