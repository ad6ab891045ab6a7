/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance.h - power averaged over a normal prior of the true effect, in closed form.
 *
 * With effect ~ N (mean, prior_sd^2) the estimate is N (mean, standard_error^2 + prior_sd^2), and
 * independent of its estimated standard error as before: the power of a test whose true standard
 * error is larger and whose bound is not (O'Hagan, Stevens & Campbell, Pharm Stat 2005; 4:
 * 187-201).
 * Pure functions; arguments outside the domain give NaN.
 */
#ifndef SIM_THEORY_ASSURANCE_H
#define SIM_THEORY_ASSURANCE_H

#include "t-power.h"

G_BEGIN_DECLS

/**
 * Expected chance of rejection towards benefit (upper) and, two-sided only, against it, of the t
 * test of level alpha on df (real, or infinite for a known standard error). prior_sd >= 0.
 */
SimTails sim_assurance_t (double mean, double prior_sd, double standard_error, double alpha,
                          guint sides, double df);

G_END_DECLS
#endif
