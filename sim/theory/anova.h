/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * anova.h - exact power of the omnibus F tests: one-way, and adjusted for random covariates.
 *
 * Pure functions; arguments outside the domain give NaN.
 */
#ifndef SIM_THEORY_ANOVA_H
#define SIM_THEORY_ANOVA_H

#include <glib.h>

G_BEGIN_DECLS

/** Noncentrality: sum of n_i (mean_i - grand mean)^2 / sd^2, the grand mean weighted by n. */
double sim_anova_ncp (guint n_arms, const double *n, const double *mean, double sd);

/** Power of the F test of level alpha with df1, df2 and the noncentrality. */
double sim_power_f (double alpha, double df1, double df2, double ncp);

/**
 * Power of the adjusted F test in N patients of n_arms arms with n_covariates normal covariates
 * that randomisation leaves equal in expectation; ncp is the one-way noncentrality taken with the
 * residual SD, sd * sqrt (1 - R^2). The imbalance of the covariates is averaged over.
 */
double sim_power_f_adjusted (double alpha, guint n_arms, double total, guint n_covariates,
                             double ncp);

/** Real n per arm of n_arms at which the one-way test has the power; effect: Cohen's f. */
double sim_size_f (guint n_arms, double effect, double alpha, double power);

G_END_DECLS
#endif
