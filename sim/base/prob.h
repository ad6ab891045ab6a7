/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prob.h - distribution functions: the only door to libRmath.
 *
 * "upper" is the probability above x, computed as such and not as 1 - cdf; "quantile" takes the
 * probability below, "upper_quantile" the probability above. Degrees of freedom are real and may
 * be infinite. All functions are thread-safe and print nothing. Arguments outside the domain give
 * NaN. The noncentral t and F are expectations over central laws (see prob.c): accurate to about
 * 1e-13 absolutely, both tails separately, for any noncentrality.
 */
#ifndef SIM_BASE_PROB_H
#define SIM_BASE_PROB_H

#include <glib.h>

G_BEGIN_DECLS

double sim_normal_cdf (double x);
double sim_normal_upper (double x);
/** Logarithm of the probability above x, also where that is near 1 or below any double. */
double sim_normal_log_upper (double x);
double sim_normal_density (double x);
double sim_normal_quantile (double p);
double sim_normal_upper_quantile (double p);

double sim_t_cdf (double x, double df);
double sim_t_upper (double x, double df);
double sim_t_density (double x, double df);
double sim_t_quantile (double p, double df);
double sim_t_upper_quantile (double p, double df);

double sim_chisq_cdf (double x, double df);
double sim_chisq_upper (double x, double df);
double sim_chisq_quantile (double p, double df);

double sim_f_cdf (double x, double df1, double df2);
double sim_f_upper (double x, double df1, double df2);
double sim_f_quantile (double p, double df1, double df2);
double sim_f_upper_quantile (double p, double df1, double df2);

double sim_beta_cdf (double x, double a, double b);
double sim_beta_upper (double x, double a, double b);
double sim_beta_quantile (double p, double a, double b);

double sim_gamma_density (double x, double shape, double rate);
double sim_gamma_cdf (double x, double shape, double rate);
double sim_gamma_quantile (double p, double shape, double rate);
double sim_gamma_upper_quantile (double p, double shape, double rate);

double sim_binomial_mass (double x, double n, double p);
double sim_binomial_cdf (double x, double n, double p);
double sim_poisson_mass (double x, double mean);
double sim_poisson_cdf (double x, double mean);
double sim_poisson_upper (double x, double mean);
/** Counts of such a mean and the variance mean + mean^2 / size. */
double sim_negative_binomial_cdf (double x, double size, double mean);
double sim_negative_binomial_upper (double x, double size, double mean);

double sim_lognormal_cdf (double x, double log_mean, double log_sd);
double sim_lognormal_quantile (double p, double log_mean, double log_sd);
double sim_weibull_cdf (double x, double shape, double scale);
double sim_weibull_quantile (double p, double shape, double scale);
double sim_log_gamma (double x);

/** Studentised range of n_means independent means: P(range / s <= q); about 1e-8 for most q. */
double sim_tukey_cdf (double q, double n_means, double df);
double sim_tukey_upper_quantile (double p, double n_means, double df);

double sim_noncentral_chisq_cdf (double x, double df, double ncp);

/** (Z + ncp) / sqrt (chi^2_df / df). df >= 0.5. */
double sim_noncentral_t_cdf (double x, double df, double ncp);
double sim_noncentral_t_upper (double x, double df, double ncp);
double sim_noncentral_t_quantile (double p, double df, double ncp);

/** F with noncentral numerator, E[chi^2_df1 (ncp)] = df1 + ncp. */
double sim_noncentral_f_cdf (double x, double df1, double df2, double ncp);
double sim_noncentral_f_upper (double x, double df1, double df2, double ncp);

/**
 * Nodes and weights that replace an expectation by a sum: E g(X) = sum of w[i] * g (x[i]). The
 * weights add to 1. Exponentially accurate for g that is analytic and bounded.
 */
typedef struct {
  guint n;
  double *x, *w;
} SimNodes;

/**
 * X = sqrt (chi^2_df / df): the estimate of a standard deviation of 1. df > 0; one node at 1 if
 * df is infinite. g is to vary no faster than Phi (c x - shift) with any c, 0 <= g <= 1; a shift
 * of more than sim_nodes_reach() times c need not be told, and above 200 is taken for 200.
 * tolerance: the wanted absolute error, 1e-15 to 1e-3.
 */
void sim_nodes_init_chi (SimNodes *nodes, double df, double shift, double tolerance);
/** The largest x that matters to the tolerance. */
double sim_nodes_reach (double df, double tolerance);
/**
 * X ~ Beta (a, b). g is to vary no faster than Phi (shift sqrt (x) - c) with any c. nodes->x holds
 * x, which may underflow to 0 at the left or round to 1 at the right; complement (may be NULL)
 * receives a new array of 1 - x.
 */
void sim_nodes_init_beta (SimNodes *nodes, double a, double b, double shift, double tolerance,
                          double **complement);
void sim_nodes_clear (SimNodes *nodes);

G_END_DECLS
#endif
