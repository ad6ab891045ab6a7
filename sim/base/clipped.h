/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clipped.h - a normal variate clipped to a scale and rounded to its steps.
 *
 * All in steps above the lower end: the score is floor (clip (mu + sigma Z, 0, steps) + 1/2) with
 * Z standard normal, one of 0, 1 .. steps; halves are rounded up. Thread-safe.
 */
#ifndef SIM_BASE_CLIPPED_H
#define SIM_BASE_CLIPPED_H

#include <glib.h>

G_BEGIN_DECLS

/** Mean and SD of the score; sigma > 0, steps a whole number >= 1. */
void sim_clipped_moments (double mu, double sigma, double steps, double *mean, double *sd);

/**
 * The SDs that scores with such a mean can have lie strictly between these two, whatever their
 * distribution: as near each other as the steps allow, and all at one of the two ends.
 * 0 < mean < steps.
 */
void sim_clipped_sd_range (double mean, double steps, double *least, double *most);

/**
 * The mu and sigma whose scores have such a mean and SD. With the mean held, the SD runs through
 * all of sim_clipped_sd_range() as sigma grows, so what lies within it has a solution; FALSE for
 * all else and, mu and sigma NaN, for what is so near one of the ends that sigma would be below
 * 1/20 of a step or above 1000 times the scale.
 */
gboolean sim_clipped_solve (double mean, double sd, double steps, double *mu, double *sigma);

/** Correlation of two scores on one scale whose normals have correlation rho. Good to three
 *  decimals up to a rho of 0.9; rounding and clipping make it smaller. */
double sim_clipped_correlation (double mu1, double sigma1, double mu2, double sigma2, double steps,
                                double rho);

G_END_DECLS
#endif
